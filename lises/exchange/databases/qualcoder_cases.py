"""QualCoder's cases, and the attributes of cases and files."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Literal

from lises.exchange.projects.conventions import Convention
from lises.exchange.projects.project import Case, Source, Span, Variable

from .building import Builder
from .cells import Record
from .placing import Selection, place
from .qualcoder_codes import QualCoderSources

__all__ = ["QualCoderCases", "read_cases"]

_INTEGER = re.compile(r"[+-]?\d+")
_Values = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class QualCoderCases:
    """The cases, the variables, and the sources with their values."""

    cases: tuple[Case, ...]
    variables: tuple[Variable, ...]
    sources: tuple[Source, ...]


def read_cases(builder: Builder, read: QualCoderSources, counted: Convention) -> QualCoderCases:
    """Read the cases with their sources, and the attributes."""
    rows = builder.once(
        "cases",
        builder.database.rows("cases", "caseid", "name", "memo", "owner"),
        lambda row: row.key("caseid"),
    )
    known = {row.key("caseid") for row in rows}
    whole, spans = _places(builder, read, known, counted)
    of_cases, of_files, numbers = _values(builder, known, read)
    cases = tuple(
        Case(
            key=row.key("caseid"),
            name=row.text("name"),
            description=row.text("memo"),
            values=tuple(of_cases.get(row.key("caseid"), {}).items()),
            sources=tuple(whole.get(row.key("caseid"), ())),
            spans=tuple(spans.get(row.key("caseid"), ())),
        )
        for row in rows
    )
    for row in rows:
        builder.coder(row.text("owner"))
    sources = tuple(replace(s, values=tuple(of_files.get(s.key, {}).items())) for s in read.sources)
    return QualCoderCases(cases=cases, variables=_variables(builder, numbers), sources=sources)


def _places(
    builder: Builder, read: QualCoderSources, known: set[str], counted: Convention
) -> tuple[dict[str, dict[str, None]], dict[str, list[tuple[str, Span]]]]:
    """Give each case's whole sources, and its parts of others."""
    whole: dict[str, dict[str, None]] = defaultdict(dict)  # each source once, in order
    parts: list[tuple[str, Selection]] = []
    columns = ("id", "caseid", "fid", "pos0", "pos1", "owner", "memo")
    memos = 0
    for row in builder.database.rows("case_text", *columns):
        case, source = row.key("caseid"), row.key("fid")
        builder.coder(row.text("owner"))
        memos += bool(row.text("memo"))
        leads = builder.points("case links", "source", source, read.names)
        if not (builder.points("case links", "case", case, known) and leads):
            builder.put_aside(f"case link {row.number}", "its case or source is not there")
        elif _is_whole(row, read.texts.get(source)):
            whole[case][source] = None
        else:
            parts.append((case, _part(row)))
    if memos:
        builder.notes.append(f"memos of case links, not carried: {memos}")
    selections = [part for _, part in parts]
    placed = place(str(builder.path), read.texts, selections, read.names, counted)
    builder.aside += placed.set_aside
    builder.problems += placed.problems
    spans: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for case, part in parts:
        if part.key in placed.spans:
            spans[case].append((part.source, placed.spans[part.key]))
    return whole, spans


def _is_whole(row: Record, text: str | None) -> bool:
    """Tell a link to a whole source: 0 to its length, or to one less; or it has no text."""
    if not text:
        return True
    start, end = row.whole("pos0"), row.whole("pos1")
    return start == 0 and end is not None and len(text) - 1 <= end <= len(text)


def _part(row: Record) -> Selection:
    return Selection(
        key=f"row {row.number}",
        source=row.key("fid"),
        start=row.whole("pos0"),
        end=row.whole("pos1"),
        what=f"part of case {row.key('caseid')}",
    )


def _values(
    builder: Builder, cases: set[str], read: QualCoderSources
) -> tuple[_Values, _Values, dict[str, list[str]]]:
    """Give the values of cases and of files by key, and all values by attribute."""
    of_cases: _Values = defaultdict(dict)
    of_files: _Values = defaultdict(dict)
    by_name: dict[str, list[str]] = defaultdict(list)
    others = 0
    for row in builder.database.rows("attribute", "name", "attr_type", "value", "id", "owner"):
        name, value, key = row.text("name"), row.text("value"), row.key("id")
        if not value:
            continue  # QualCoder keeps a row for every attribute that was not filled in
        if row.text("attr_type") not in {"case", "file"}:
            others += 1
            builder.put_aside(f"attribute {name!r} of a {row.text('attr_type')}", _NO_HOME, value)
            continue
        of_case = row.text("attr_type") == "case"
        kind: Literal["case", "source"] = "case" if of_case else "source"
        if not builder.points("attributes", kind, key, cases if of_case else read.names):
            builder.put_aside(f"attribute {name!r}", f"its {kind} is not there", value)
            continue
        by_name[name].append(value)
        kept = of_cases if of_case else of_files
        kept[key][name] = value
    return of_cases, of_files, by_name


_NO_HOME = "only cases and files have attributes here"


def _variables(builder: Builder, values: dict[str, list[str]]) -> tuple[Variable, ...]:
    """Give the attributes that are defined, then those that are only used."""
    rows = builder.once(
        "attribute_type",
        builder.database.rows("attribute_type", "name", "memo", "valuetype"),
        lambda row: row.text("name"),
    )
    defined = [
        Variable(
            key=row.text("name"),
            name=row.text("name"),
            type=_type(row.text("valuetype"), values.get(row.text("name"), [])),
            description=row.text("memo"),
        )
        for row in rows
    ]
    rest = values.keys() - {variable.key for variable in defined}
    return (*defined, *(Variable(key=name, name=name) for name in sorted(rest)))


def _type(written: str, values: list[str]) -> Literal["text", "integer", "float"]:
    """Say what a numeric attribute is: whole numbers where all its values are."""
    if written != "numeric":
        return "text"
    return "integer" if values and all(map(_INTEGER.fullmatch, values)) else "float"
