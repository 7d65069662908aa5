"""``sources.bib``: the published sources, in plain BibTeX."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from lises.errors import LisesError, Problem
from lises.model import At, Source

from .faults import Faults
from .forms import SOURCE_KEY

__all__ = ["parse_sources", "write_sources"]

# pybtex looks ahead to the end of its text for every brace. Entry by entry that costs nothing, over
# a damaged file of megabytes it would never end.
_MAX_ENTRY = 50_000
_BEGINS = re.compile(r"^[ \t]*@", re.MULTILINE)
_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_BLANK = re.compile(r"[ \t\n]+")
_REMEDY = "look for a brace, a comma or a quotation mark that is missing"


def parse_sources(text: str, path: str) -> tuple[tuple[Source, ...], list[Problem]]:
    """Read the sources; an entry that cannot be read is lost, the others stay.

    Entries begin on a line with ``@``. White space within a field counts as one space;
    ``@string`` abbreviations are written out.
    """
    from pybtex.database.input.bibtex import month_names

    faults = Faults(path)
    macros = dict(month_names)
    found: list[Source] = []
    for line, entry in _entries(text, faults):
        found.extend(_parse_entry(entry, line, macros, faults))
    return tuple(found), faults.found


def _entries(text: str, faults: Faults) -> Iterator[tuple[int, str]]:
    """Cut the text where entries begin, each with its line."""
    starts = [hit.start() for hit in _BEGINS.finditer(text)]
    _outside(text[: starts[0]] if starts else text, 1, faults)
    line, last = 1, 0
    for start, end in pairwise([*starts, len(text)]):
        line += text.count("\n", last, start)
        last = start
        if end - start > _MAX_ENTRY:
            message = f"an entry of {end - start} characters"
            faults.error(line, "bib-syntax", message, _REMEDY)
        else:
            yield line, text[start:end]


def _outside(text: str, line: int, faults: Faults) -> None:
    """Doubt text that belongs to no entry, unless it is marked as a comment."""
    for number, row in enumerate(text.split("\n"), line):
        if row.strip() and not row.lstrip().startswith("%"):
            remedy = 'begin an entry with "@", a comment with "%"'
            faults.doubt(number, "bib-outside", "stands outside every entry", remedy)
            return


def _parse_entry(entry: str, line: int, macros: dict[str, str], faults: Faults) -> Iterator[Source]:
    """Read one entry through pybtex's scanner, which keeps names and fields as written."""
    from pybtex.database.input.bibtex import LowLevelParser
    from pybtex.exceptions import PybtexError

    parser = LowLevelParser(entry, macros=macros)
    try:
        for kind, body in parser:
            if kind.lower() not in ("string", "preamble", "comment"):
                yield from _source(kind.lower(), body, At(faults.path, line), faults)
            rest = line + entry.count("\n", 0, parser.pos)
            _outside(entry[parser.pos :], rest, faults)
            return
    except PybtexError as problem:
        at = line + min(getattr(problem, "lineno", 1), entry.rstrip().count("\n") + 1) - 1
        message = str(problem.args[0]) if problem.args else "not BibTeX"
        faults.error(at, "bib-syntax", f"cannot be read: {message}", _REMEDY)


def _source(kind: str, body: tuple[str, Any], at: At, faults: Faults) -> Iterator[Source]:
    key, pairs = body
    fields: dict[str, str] = {}
    for name, parts in pairs:
        if name.lower() in fields:
            message = f'"{key}" has the field "{name.lower()}" twice'
            faults.error(at.line, "bib-duplicate-field", message, "keep one of them")
            continue
        fields[name.lower()] = _BLANK.sub(" ", "".join(parts)).strip(" ")
    if not SOURCE_KEY.fits(key):
        faults.error(
            at.line, "id-unsafe", f"the key is {key[:80]!r}", f"it must be {SOURCE_KEY.words}"
        )
        return
    yield Source(key=key, type=kind, fields=tuple(fields.items()), at=at)


def write_sources(sources: Sequence[Source]) -> str:
    """Write the sources, one field per line, every value in braces.

    Raises
    ------
    LisesError
        If a name is not BibTeX's, a value has braces that do not pair, or white space that would
        not come back.
    """
    return "\n".join(_entry_text(source) for source in sources)


def _entry_text(source: Source) -> str:
    lines = [f"@{_name(source.type, source)}{{{source.key},\n"]
    for name, value in source.fields:
        if _BLANK.sub(" ", value).strip(" ") != value or not _pairs(value):
            raise LisesError(
                f'"{name}" of source "{source.key}" cannot be written as BibTeX: {value!r}'
            )
        lines.append(f"  {_name(name, source)} = {{{value}}},\n")
    return "".join([*lines, "}\n"])


def _name(name: str, source: Source) -> str:
    if not _NAME.fullmatch(name):
        raise LisesError(f'"{name}" of source "{source.key}" is no name of BibTeX')
    return name


def _pairs(value: str) -> bool:
    """Tell whether the braces pair, at most ten deep."""
    depth = 0
    for character in value:
        depth += (character == "{") - (character == "}")
        if not 0 <= depth <= 10:
            return False
    return depth == 0
