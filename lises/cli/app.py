"""The commands, gathered; what they need is loaded when they run."""

from __future__ import annotations

import os
import sys

import typer

from lises import __version__
from lises.errors import LisesError

from .anchor import anchor
from .assign import assign
from .book import book
from .bundle import bundle
from .check import check
from .codes import codes
from .commit import commit
from .disclosure import disclosure
from .export import export
from .find import find
from .hook import hook
from .identify import identify
from .importing import import_
from .lock import lock
from .new import new
from .output import MISUSE, fail
from .progress import progress
from .release import release
from .report import report
from .seal import seal, unseal
from .sources import sources
from .tag import tag
from .trace import trace
from .trail import trail
from .verify import verify
from .withdraw import withdraw
from .workflow import workflow

__all__ = ["app", "main"]

SHOW_TRACEBACK = "LISES_TRACEBACK"

app = typer.Typer(
    name="lises",
    help="Interview studies in plain text: every finding leads to the words it rests on.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command()(new)
app.command(name="import")(import_)
app.command()(export)
app.command()(check)
app.command()(trace)
app.command()(trail)
app.command()(find)
app.command()(tag)
app.command()(assign)
app.command()(progress)
app.command()(anchor)
app.command()(report)
app.command()(disclosure)
app.command()(identify)
app.command()(release)
app.command()(withdraw)
app.command()(book)
app.command()(lock)
app.command()(bundle)
app.command()(verify)
app.command()(seal)
app.command()(unseal)
app.command()(workflow)
app.add_typer(codes)
app.add_typer(commit)
app.add_typer(hook)
app.add_typer(sources)


@app.callback(invoke_without_command=True)
def version(
    show: bool = typer.Option(False, "--version", help="Show the version and stop."),
) -> None:
    """Interview studies in plain text: every finding leads to the words it rests on."""
    if show:
        typer.echo(f"lises {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the command line; exit 0 clean, 1 problems found, 2 misuse. Never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # Windows consoles
    try:
        app()
    except LisesError as why:
        fail(str(why))
        sys.exit(MISUSE)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as why:
        fail(f"{why.filename or 'file'}: {why.strerror or why}")
        sys.exit(MISUSE)
    except Exception as why:
        if os.environ.get(SHOW_TRACEBACK):
            raise
        fail(f"a fault of lises itself, not of your files: {type(why).__name__}: {why}")
        fail(f"please report it with what {SHOW_TRACEBACK}=1 shows; nothing was half written")
        sys.exit(MISUSE)
