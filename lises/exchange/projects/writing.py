"""Which formats a project can be written in, and the writer of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from lises.errors import LisesError, UnknownNameError, did_you_mean
from lises.files import write_atomic

from .project import Project
from .written import Written

__all__ = ["WRITERS", "Writer", "put_written", "write_project"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """A format to write: where its writer ``(project) -> Written`` lives, and its ending.

    ``ending`` is empty for a format that is a folder of files. ``what`` says it to people;
    ``readers`` are the programs it can be shaped for, by ``(project, reader=…)``.
    """

    name: str
    what: str
    module: str
    write: str
    ending: str = ""
    readers: tuple[str, ...] = ()


WRITERS: tuple[Writer, ...] = (
    Writer(
        name="qdpx",
        what="a REFI-QDA project, for NVivo, ATLAS.ti, MAXQDA, QualCoder and others",
        module="lises.exchange.refi.writing.project",
        write="write_qdpx",
        ending=".qdpx",
        readers=("atlas", "maxqda", "nvivo", "qualcoder"),
    ),
    Writer(
        name="qdc",
        what="a REFI-QDA codebook: codes and themes alone",
        module="lises.exchange.refi.writing.project",
        write="write_qdc",
        ending=".qdc",
    ),
    Writer(
        name="rock",
        what="texts with their codes written into them (ROCK)",
        module="lises.exchange.rock.out",
        write="write_rock",
    ),
    Writer(
        name="webanno",
        what="WebAnno TSV 3, for INCEpTION",
        module="lises.exchange.annotations.webanno_out",
        write="write_webanno_tsv",
    ),
    Writer(
        name="web-annotation",
        what="W3C Web Annotations as JSON-LD",
        module="lises.exchange.annotations.web_out",
        write="write_web_annotations",
        ending=".jsonld",
    ),
    Writer(
        name="csv",
        what="tables of codings, codes, sources and people",
        module="lises.exchange.tabular.out",
        write="write_csv_tables",
    ),
    Writer(
        name="parquet",
        what="the same tables, typed",
        module="lises.exchange.tabular.out",
        write="write_parquet_tables",
    ),
    Writer(
        name="xlsx",
        what="the same tables as a workbook",
        module="lises.exchange.tabular.out",
        write="write_workbook",
        ending=".xlsx",
    ),
    Writer(
        name="docx",
        what="coded passages by code, to read in Word",
        module="lises.exchange.tabular.word",
        write="write_passages_document",
        ending=".docx",
    ),
)


def write_project(project: Project, name: str, reader: str = "") -> Written:
    """Write a project in a format of ``WRITERS``, shaped for a program where one is named.

    Raises
    ------
    UnknownNameError
        If there is no format of this name, or it is not shaped for that program.
    """
    found = next((one for one in WRITERS if one.name == name), None)
    if found is None:
        known = [one.name for one in WRITERS]
        near = did_you_mean(name, known) or f"known: {', '.join(known)}"
        raise UnknownNameError(f'no format "{name}" to write; {near}')
    write: Callable[..., Written] = getattr(import_module(found.module), found.write)
    if not reader:
        return write(project)
    if reader not in found.readers:
        known = [*found.readers] or ["none"]
        near = did_you_mean(reader, known) or f"known: {', '.join(known)}"
        raise UnknownNameError(f'{name} is not shaped for "{reader}"; {near}')
    return write(project, reader=reader)


def put_written(written: Written, to: Path) -> list[Path]:
    """Put what was written on the disk: a file, or a folder of files.

    Raises
    ------
    LisesError
        If something is there already.
    """
    if to.exists():
        raise LisesError(f"{to} is there; name a new one")
    to.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(written.content, bytes):
        write_atomic(to, written.content)
        return [to]
    paths = []
    for name, data in sorted(written.content.items()):
        path = to / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, data)
        paths.append(path)
    return paths
