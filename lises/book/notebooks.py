"""Notebooks of the book, run when it is made, in a folder that holds nothing but the releases.

A notebook finds the studies of the book under ``studies/<id>``, as they are released. It is run
anew where it, a release or a program has changed; else its outputs come from the last time.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import re
import sys
import tempfile
from collections.abc import Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lises.errors import Problem
from lises.files import write_atomic
from lises.privacy import Release, write_release

from .author_pages import NOTEBOOK, author_files
from .kept import LIBRARY, programs_digest
from .kernel import CLOSED, LANGUAGE, NOTE, STUDIES
from .outputs import COLOURS, UnshowableError, bare, cleaned

if TYPE_CHECKING:
    from jupyter_client.manager import AsyncKernelManager
    from nbformat import NotebookNode

__all__ = ["Executed", "RanNotebooks", "as_written", "run_notebooks"]

Told = list["Executed | tuple[str, str]"]

CACHE = ".notebooks"  # beside the pages, in the folder that the book is made in
TIMEOUT = 300  # seconds for one cell
AT_ONCE = 2
_LINE = re.compile(r"Cell In\[\d+\], line (\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Executed:
    """A notebook as the book holds it, and the studies that it opened."""

    data: bytes
    studies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RanNotebooks:
    """The notebooks of a book by their name in it, what went wrong, and how many were run anew."""

    pages: Mapping[str, Executed]
    problems: tuple[Problem, ...] = ()
    anew: int = 0


@dataclass(frozen=True, slots=True)
class _Wanted:
    name: str
    path: Path
    cells: dict[str, Any]
    key: str


def as_written(notebook: Mapping[str, Any]) -> bytes:
    """Write a notebook, the same bytes for the same notebook."""
    return (json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def run_notebooks(
    author: Path, releases: Sequence[Release], out: Path, *, language: str
) -> RanNotebooks:
    """Run the notebooks of an author's folder, those that are not known from the last time.

    Parameters
    ----------
    author : Path
    releases : sequence of Release
        What the notebooks can read.
    out : Path
        The folder that the book is made in; it keeps the outputs for the next time.
    language : str
        Of the book: ``x.da.ipynb`` stands in for ``x.ipynb`` where it is Danish.

    Returns
    -------
    RanNotebooks
        A cell that fails, or shows what a page cannot show, is a problem of rule
        ``notebook-failed``; a file that is no notebook one of rule ``notebook-unreadable``.
    """
    found = [(n, p) for n, p in author_files(author, language) if n.endswith(NOTEBOOK)]
    if not found:
        _forget(out / CACHE, ())
        return RanNotebooks(pages={})
    with tempfile.TemporaryDirectory(prefix="lises-") as folder:
        work = Path(folder).resolve() / "book"
        for release in releases:
            write_release(release, work / STUDIES / release.folder.design.id)
        wanted, problems = _wanted(found, language + _digest_of(work))
        pages = {w.name: known for w in wanted if (known := _known(out / CACHE / w.key))}
        missing = [w for w in wanted if w.name not in pages]
        more = {**_closed(releases), LANGUAGE: language}
        told = _apart(_run_all(missing, work, more)) if missing else []
    for one, made in zip(missing, told, strict=True):
        if isinstance(made, Executed):
            pages[one.name] = made
            _keep(out / CACHE / one.key, made)
        else:
            problems.append(_problem(one.path, "notebook-failed", *made))
    _forget(out / CACHE, [w.key for w in wanted])
    return RanNotebooks(pages=pages, problems=tuple(problems), anew=len(missing))


def _apart(work: Coroutine[Any, Any, Told]) -> Told:
    """Wait for work in a thread of its own: who calls may run in a loop, as notebooks do."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def _wanted(found: list[tuple[str, Path]], state: str) -> tuple[list[_Wanted], list[Problem]]:
    wanted, problems = [], []
    for name, path in found:
        try:
            cells = bare(json.loads(path.read_text(encoding="utf-8")))
        except (ValueError, KeyError, TypeError, AttributeError) as why:
            remedy = "open and save it in Jupyter, as format 4"
            problems.append(_problem(path, "notebook-unreadable", f"is no notebook: {why}", remedy))
            continue
        key = hashlib.sha256(state.encode() + as_written(cells)).hexdigest()
        wanted.append(_Wanted(name, path, cells, key))
    return wanted, problems


def _problem(path: Path, rule: str, message: str, remedy: str) -> Problem:
    return Problem(path=str(path), line=0, rule=rule, message=message, remedy=remedy)


# ---- From one time to the next -----------------------------------------------------------------


def _digest_of(work: Path) -> str:
    """Give a digest of all that outputs come from: releases, the library, programs installed."""
    told = hashlib.sha256(programs_digest().encode())
    for path in sorted(p for p in work.rglob("*") if p.is_file()):
        told.update(path.relative_to(work).as_posix().encode())
        told.update(hashlib.sha256(path.read_bytes()).digest())
    return told.hexdigest()


def _known(path: Path) -> Executed | None:
    """Read outputs of an earlier time; a file that is not as we wrote it is as if not there."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        kept = json.loads(path.read_bytes())
        return Executed(data=as_written(kept["notebook"]), studies=tuple(kept["studies"]))
    return None


def _keep(path: Path, made: Executed) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = {"notebook": json.loads(made.data), "studies": list(made.studies)}
    write_atomic(path, as_written(kept))


def _forget(folder: Path, keys: Sequence[str]) -> None:
    """Remove outputs that no notebook of the book has now: they may show who has withdrawn."""
    for path in folder.glob("*") if folder.is_dir() else ():
        if path.name not in keys:
            path.unlink()


# ---- Running -----------------------------------------------------------------------------------


def _closed(releases: Sequence[Release]) -> dict[str, str]:
    folders = {str(Path(release.folder.path).resolve()) for release in releases}
    return {CLOSED: os.pathsep.join(sorted(folders))}


async def _run_all(
    wanted: Sequence[_Wanted], work: Path, more: Mapping[str, str]
) -> list[Executed | tuple[str, str]]:
    """Run some at a time, each in a kernel of its own; a tuple is message and remedy of a fault."""
    turn = asyncio.Semaphore(AT_ONCE)

    async def one(number: int, notebook: _Wanted) -> Executed | tuple[str, str]:
        async with turn:
            place = work.parent / f"{number}"
            place.mkdir()
            return await _run(notebook, work, place, more)

    return await asyncio.gather(*(one(n, w) for n, w in enumerate(wanted)))


async def _run(
    wanted: _Wanted, work: Path, place: Path, more: Mapping[str, str]
) -> Executed | tuple[str, str]:
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    notebook: NotebookNode = nbformat.from_dict(wanted.cells)  # type: ignore[no-untyped-call]
    opened = place / "opened"
    client = NotebookClient(
        notebook,
        km=_manager(place),
        timeout=TIMEOUT,
        shutdown_kernel="immediate",
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(work)}},
    )
    try:
        await client.async_execute(env=_environment(place, opened, more), cleanup_kc=True)
        made = cleaned(notebook, _places(work))
    except CellExecutionError as why:
        return _fault(notebook, why.ename, why.evalue, why.traceback)
    except CellTimeoutError:
        return f"a cell takes more than {TIMEOUT} seconds", "make it do less"
    except DeadKernelError:
        return "its kernel died", "see whether it runs by itself, and how much memory it takes"
    except UnshowableError as why:
        return str(why), ""
    studies = opened.read_text(encoding="utf-8").split() if opened.is_file() else []
    return Executed(data=as_written(made), studies=tuple(sorted(set(studies))))


def _fault(notebook: NotebookNode, name: str, value: str, traceback: str) -> tuple[str, str]:
    """Say which cell failed, where in it and why; no traceback of ours."""
    failed = (
        number
        for number, cell in enumerate(notebook.cells, start=1)
        if any(output.output_type == "error" for output in cell.get("outputs", ()))
    )
    lines = _LINE.findall(COLOURS.sub("", traceback))
    line = f", line {lines[-1]}" if lines else ""
    return (
        f"cell {next(failed, 0)}{line}: {name}: {value}",
        "it is run in a folder that holds the releases of the book under studies/, and no network",
    )


def _manager(place: Path) -> AsyncKernelManager:
    """Make the manager of our own kernel; nothing of a kernel that the user has set up is used."""
    from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager

    class Specs(KernelSpecManager):
        def get_kernel_spec(self, _name: str) -> KernelSpec:
            argv = [sys.executable, "-m", "lises.book.kernel", "-f", "{connection_file}"]
            return KernelSpec(argv=argv, display_name="lises", language="python")

    # Where there are sockets in the file system, nothing listens on a port.
    transport = "ipc" if os.name == "posix" else "tcp"
    manager: AsyncKernelManager = AsyncKernelManager(
        kernel_spec_manager=Specs(), transport=transport, connection_file=str(place / "k.json")
    )
    return manager


def _environment(place: Path, opened: Path, more: Mapping[str, str]) -> dict[str, str]:
    own = {
        "PYTHONHASHSEED": "0",
        "TZ": "UTC",
        # A table of polars as a reader wants it: no row of types, no line on its shape.
        "POLARS_FMT_TABLE_HIDE_COLUMN_DATA_TYPES": "1",
        "POLARS_FMT_TABLE_HIDE_DATAFRAME_SHAPE_INFORMATION": "1",
        "IPYTHONDIR": str(place),
        "JUPYTER_CONFIG_DIR": str(place),
        NOTE: str(opened),
    }
    return {**os.environ, **own, **more}


def _places(work: Path) -> list[tuple[str, str]]:
    """Give paths of this machine that an output may hold, the longest first, and their stand-in."""
    places = {str(work): ".", sys.prefix: "…", sys.base_prefix: "…", str(LIBRARY.parent): "…"}
    home = str(Path.home())
    places |= {home: "~"} if len(home) > len("/root") else {}
    short = {place: shown for place, shown in places.items() if place.count(os.sep) > 1}
    return sorted(short.items(), key=lambda pair: -len(pair[0]))
