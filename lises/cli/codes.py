"""``lises codes``: the codebook changed, with all codings and findings that name its codes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lises.errors import LisesError, how_many

from .codes_history import history
from .codes_import import import_codings
from .output import AsJson, say_json

if TYPE_CHECKING:
    from lises.evidence.recoding import Change, Reason
    from lises.model import LocalText

__all__ = ["codes"]

codes = typer.Typer(
    name="codes",
    help="The codebook: see it, and change it without losing a coding.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Study = Annotated[Path, typer.Argument(help="The study folder.")]
Code = Annotated[str, typer.Argument(help="The code.")]
Texts = list[str] | None
Why = Annotated[
    list[str], typer.Option("--why", help="Why the codebook changes; TEXT, or da=TEXT and en=TEXT.")
]
Day = Annotated[str, typer.Option("--date", help="Of the change, 2026-03-22; else today.")]
Write = Annotated[bool, typer.Option("--write", help="Write without asking.")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show every line that would change; write nothing.")
]


@codes.callback()
def about() -> None:
    """See the codebook, and change it with all that names its codes."""


@codes.command(name="list")
def list_(
    study: Study,
    language: Annotated[str, typer.Option(help="Of the labels: da, en …")] = "",
    as_json: AsJson = False,
) -> None:
    """Show the codes as a tree, with how many people of the counted set voice each.

    n is of a code with all below it, N those of whom that is known. Of a release n and N are those
    of its archive.

    Example: lises codes list studies/demo-tiny
    """
    from .codes_told import code_rows, say_tree

    rows, told = code_rows(study, language)
    if as_json:
        say_json({"codes": rows, **told})
        return
    say_tree(rows, told)


@codes.command()
def add(
    study: Study,
    code: Annotated[str, typer.Argument(help="The new code: a-z, 0-9, parts joined by hyphens.")],
    label: Annotated[list[str], typer.Option(help="TEXT, or da=TEXT and en=TEXT.")],
    definition: Annotated[list[str], typer.Option(help="When it is used, in a sentence.")],
    why: Why,
    under: Annotated[str, typer.Option(help="The code that it stands below.")] = "",
    use: Annotated[Texts, typer.Option(help="What also belongs to it.")] = None,
    avoid: Annotated[Texts, typer.Option(help="What does not belong to it.")] = None,
    date: Day = "",
    write: Write = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Add a code. Interviews that were read before were not read for it: `lises check` lists them.

    Example: lises codes add studies/my-study queue --label queue --definition "Waiting." --why new
    """
    from lises.evidence.recoding import AddCode
    from lises.model import Code

    new = Code(
        id=code,
        label=_local(label, "--label"),
        definition=_local(definition, "--definition"),
        parent=under or None,
        use=_local(use or [], "--use"),
        avoid=_local(avoid or [], "--avoid"),
    )
    _carry_out(study, AddCode(code=new), _reason(why, date), (write, dry_run, as_json))


@codes.command()
def rename(
    study: Study,
    code: Code,
    to: Annotated[str, typer.Argument(help="Its new id.")],
    why: Why,
    date: Day = "",
    write: Write = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Give a code another id wherever the study names it; what it means stays, and every number.

    Example: lises codes rename studies/my-study queue waiting --why "what people call it"
    """
    from lises.evidence.recoding import RenameCode

    change = RenameCode(code=code, to=to)
    _carry_out(study, change, _reason(why, date), (write, dry_run, as_json))


@codes.command()
def merge(
    study: Study,
    code: Annotated[str, typer.Argument(help="The code that goes.")],
    into: Annotated[str, typer.Option(help="The code that takes its place.")],
    why: Why,
    children_to: Annotated[
        str, typer.Option(help="Where the codes below it go; else below the one that stays.")
    ] = "",
    date: Day = "",
    write: Write = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Let one code take the place of another: findings that counted the one count the other then.

    What comes out of each finding, before and after, is told first. A memo keeps the entry that
    goes and every passage that bore it. Who was read for one of the two only no longer counts as
    read, where nothing was coded.

    Example: lises codes merge studies/my-study waiting --into queue --why "nobody told them apart"
    """
    from lises.evidence.recoding import MergeCodes

    change = MergeCodes(code=code, into=into, children_to=children_to)
    _carry_out(study, change, _reason(why, date), (write, dry_run, as_json))


@codes.command()
def split(
    study: Study,
    code: Code,
    into: Annotated[Texts, typer.Option(help="A code to choose from; repeat it.")] = None,
    worksheet: Annotated[
        Path | None, typer.Option(help="Write a worksheet (CSV) to decide in.")
    ] = None,
    decided: Annotated[
        Path | None, typer.Option("--from", help="The worksheet, every passage decided.")
    ] = None,
    why: Annotated[Texts, typer.Option(help="Why the codebook changes, with --from.")] = None,
    date: Day = "",
    write: Write = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Split a code: a worksheet with every passage first, and once it is filled in, the codings.

    The codes to choose from are added before, as a rule below the one that is split: it stays, and
    what counts it goes on counting them. Until every passage is decided nothing changes.

    Example: lises codes split studies/my-study queue --into calm --into angry --worksheet split.csv
    """
    from lises.evidence.recoding import read_worksheet
    from lises.evidence.recoding import worksheet as made

    if (worksheet is None) == (decided is None):
        raise LisesError("give --worksheet FILE to decide in, or --from FILE when all is decided")
    if worksheet is not None:
        with _told(as_json):
            data = made(study, code, into or [])
        _new_file(worksheet, data, as_json=as_json)
        return
    if into:
        raise LisesError(
            "--into stands with --worksheet; with --from the file says what goes where"
        )
    with _told(as_json):
        change = read_worksheet(study, code, decided or Path())
    _carry_out(study, change, _reason(why or [], date), (write, dry_run, as_json))


@codes.command()
def move(
    study: Study,
    code: Code,
    why: Why,
    under: Annotated[str, typer.Option(help="The code that it is to stand below.")] = "",
    top: Annotated[bool, typer.Option("--top", help="Put it at the top.")] = False,
    date: Day = "",
    write: Write = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Put a code, with all below it, under another one; counts that change by it are told first.

    Example: lises codes move studies/my-study queue --under tap --why "it is part of it"
    """
    from lises.evidence.recoding import MoveCode

    if bool(under) == top:
        raise LisesError("say --under CODE, or --top: one of the two")
    change = MoveCode(code=code, under=under)
    _carry_out(study, change, _reason(why, date), (write, dry_run, as_json))


codes.command(name="import")(import_codings)
codes.command()(history)


# ---- What they share ---------------------------------------------------------------------------


def _carry_out(study: Path, change: Change, reason: Reason, how: tuple[bool, bool, bool]) -> None:
    """Plan a change, tell it, and write it where that is wanted."""
    from lises.evidence.recoding import apply_plan, plan_change

    from .codes_told import plan_values, say_plan, wanted

    write, dry_run, as_json = how
    with _told(as_json):
        plan = plan_change(study, change, reason)
    if not as_json:
        say_plan(plan, every_line=dry_run)
    done = apply_plan(plan) if wanted(write=write, dry_run=dry_run, as_json=as_json) else ()
    if as_json:
        say_json({**plan_values(plan), "written": [str(path) for path in done]})
    elif done:
        files = how_many(len(done), "file")
        typer.echo(f"wrote {files}; the codebook has version {plan.version}")


def _told(as_json: bool):  # type: ignore[no-untyped-def]  # noqa: ANN202
    from .codes_told import refusals_told

    return refusals_told(as_json=as_json)


def _new_file(path: Path, data: bytes, *, as_json: bool) -> None:
    from lises.files import write_atomic

    if path.exists():
        raise LisesError(f"{path} is there already, perhaps with decisions; name a new file")
    write_atomic(path, data)
    rows = data.count(b"\n") - 1
    if as_json:
        say_json({"worksheet": str(path), "passages": rows})
        return
    passages = how_many(rows, "passage")
    typer.echo(f"{path}: {passages}; fill in the last column, then give it with --from")
    typer.echo("It holds quotations: keep it where the study is kept.")


def _local(given: list[str], option: str) -> LocalText:
    """Read ``TEXT`` or ``da=TEXT`` and ``en=TEXT``."""
    from lises.files.forms import LANGUAGE
    from lises.model import LocalText

    texts: dict[str, str] = {}
    for one in given:
        language, sign, text = one.partition("=")
        own = not sign or not LANGUAGE.fits(language)
        key, said = ("", one) if own else (language, text)
        if key in texts or not said.strip():
            raise LisesError(f'{option} "{one}": give one text, or one for each language, da=TEXT')
        texts[key] = said.strip()
    if "" in texts and len(texts) > 1:
        raise LisesError(f"{option}: say of each text which language it is, da=TEXT")
    return LocalText(tuple(texts.items()))


def _reason(why: list[str], date: str) -> Reason:
    from datetime import date as day

    from lises.evidence.recoding import Reason
    from lises.files.forms import DATE

    made = _local(why, "--why")
    if not made:
        raise LisesError("say --why: it stands with the new version in the codebook")
    if date and not DATE.fits(date):
        raise LisesError(f'--date "{date}"; write a day, 2026-03-22')
    return Reason(why=made, date=date or day.today().isoformat())
