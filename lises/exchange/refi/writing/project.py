"""A project or a codebook written, its sections in the order that the standard demands."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from lises.exchange.projects.project import Project
from lises.exchange.projects.written import Written, lost_counts

from .codes import (
    write_cases,
    write_code_tree,
    write_codes,
    write_sets,
    write_users,
    write_variables,
)
from .planned import Planned, plan
from .remarks import keep_links, write_links, write_notes
from .shaping import READERS, reader_of, shaped
from .sources import write_sources

__all__ = ["write_qdc", "write_qdpx"]

_DAY_ZERO = (1980, 1, 1, 0, 0, 0)  # the first that an archive can say: no clock is in the bytes
_LEVEL = 5  # a twentieth larger than the usual 6, in two thirds of the time


def write_qdpx(project: Project, *, reader: str = "") -> Written:
    """Write a project as a REFI-QDA project.

    Parameters
    ----------
    project : Project
    reader : {"", "atlas", "maxqda", "nvivo", "qualcoder"}
        The program that will read it. Left out: the standard to the letter, texts as they are and
        positions in code points. ``atlas`` and ``qualcoder``: texts with LF; ``maxqda``: texts
        with CRLF; ``nvivo``: positions in units of UTF-16.

    Returns
    -------
    Written
        Valid against the schema of the standard. What the standard has no place for is in one
        note named ``lises``, and is read back from there; what is truly lost is named.

    Raises
    ------
    UnknownNameError
        For a reader that is not known.
    """
    wanted = reader_of(reader)
    project, changed = shaped(project, wanted)
    planned = plan(project, wanted)
    if changed:
        ends = f"line ends of texts, written as {wanted.line_ends} for {wanted.name}"
        planned.lose(ends, changed)
    files = _document(planned)
    document = planned.xml.bytes()
    return Written(content=_archive({"project.qde": document, **files}), lost=_lost(planned))


def write_qdc(project: Project) -> Written:
    """Write the codes and sets of a project as a REFI-QDA codebook; the rest is named as lost."""
    planned = Planned(project=project, reader=READERS[""])
    planned.name_all()
    lines = planned.xml.lines
    if project.constructed:
        first = project.description.partition("\n")[0].replace("--", "- -").rstrip("-")
        lines.append(f"<!-- {planned.xml.body(first)} -->")
    lines.append('<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="lises">')
    write_code_tree(planned, project.codes)
    write_sets(planned, codebook=True)
    lines.append("</CodeBook>")
    ids = sum(bool(code.id) for code in project.codes) + sum(bool(s.id) for s in project.sets)
    counts = [
        ("the project's name and description", int(bool(project.name or project.description))),
        ("sources", len(project.sources)),
        ("codings", len(project.codings)),
        ("coders", len(project.coders)),
        ("variables", len(project.variables)),
        ("cases", len(project.cases)),
        ("memos", len(project.memos)),
        ("links", len(project.links)),
        ("days on which codes were made", sum(bool(code.created) for code in project.codes)),
        ("ids of a study", ids),
        ("sources and memos in sets", sum(len(s.sources) + len(s.memos) for s in project.sets)),
    ]
    lost = (*lost_counts("a REFI-QDA codebook", counts), *_lost(planned))
    return Written(content=planned.xml.bytes(), lost=lost)


def _document(planned: Planned) -> dict[str, bytes]:
    """Write every section; give the files of the texts."""
    project, xml = planned.project, planned.xml
    name = xml.value(project.name)
    xml.lines.append(f'<Project xmlns="urn:QDA-XML:project:1.0" name="{name}" origin="lises">')
    write_users(planned)
    write_codes(planned)
    write_variables(planned)
    write_cases(planned)
    files = write_sources(planned)
    keep_links(planned)
    write_notes(planned)
    write_links(planned)
    write_sets(planned)
    xml.described(project.description)
    xml.refer("NoteRef", planned.notes.get(("project", ""), ()))
    xml.lines.append("</Project>")
    return files


def _archive(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _DAY_ZERO)
            entry.create_system = 3  # the same bytes on every system
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, _LEVEL)
    return out.getvalue()


def _lost(planned: Planned) -> tuple[str, ...]:
    return tuple(f"{what}: {n:,}" for what, n in (*planned.lost.items(), *_altered(planned)))


def _altered(planned: Planned) -> list[tuple[str, int]]:
    altered = planned.xml.altered["characters"]
    return [("characters that XML cannot hold, written as U+FFFD", altered)] if altered else []
