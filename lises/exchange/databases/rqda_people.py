"""RQDA's cases with their files and attributes, and its categories of files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal

from lises.exchange.projects.conventions import Convention
from lises.exchange.projects.project import Case, ProjectSet, Source, Span, Variable

from .placing import Selection, place
from .rqda_rows import RqdaRows

__all__ = ["RqdaCases", "read_cases", "read_file_sets"]

_Type = Literal["text", "integer", "float"]
_TYPES: dict[str, _Type] = {"numeric": "float"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RqdaCases:
    """The cases, the variables, and the sources with their values."""

    cases: tuple[Case, ...]
    variables: tuple[Variable, ...]
    sources: tuple[Source, ...]


def read_cases(rows: RqdaRows, sources: tuple[Source, ...], counted: Convention) -> RqdaCases:
    """Read the cases and the attributes; ``counted`` is how positions count."""
    found = rows.once("cases", "id", "name", "memo", "owner", "date")
    known = {row.key("id") for row in found}
    whole, spans = _places(rows, known, counted)
    of_cases = _values(rows, "caseAttr", "caseID", known)
    of_files = _values(rows, "fileAttr", "fileID", rows.names.keys())
    cases = tuple(
        Case(
            key=row.key("id"),
            name=row.text("name"),
            description=row.text("memo"),
            values=tuple(of_cases.get(row.key("id"), {}).items()),
            sources=tuple(whole[row.key("id")]),
            spans=tuple(spans[row.key("id")]),
        )
        for row in found
    )
    used = [name for values in (*of_cases.values(), *of_files.values()) for name in values]
    return RqdaCases(
        cases=cases,
        variables=_variables(rows, set(used)),
        sources=tuple(replace(s, values=tuple(of_files.get(s.key, {}).items())) for s in sources),
    )


def _places(
    rows: RqdaRows, known: set[str], counted: Convention
) -> tuple[dict[str, dict[str, None]], dict[str, list[tuple[str, Span]]]]:
    """Give each case's whole files, and its parts of others."""
    whole: dict[str, dict[str, None]] = defaultdict(dict)  # each file once, in order
    parts: list[tuple[str, Selection]] = []
    for row in rows.live("caselinkage", "caseid", "fid", "selfirst", "selend"):
        case, source = row.key("caseid"), row.key("fid")
        leads = rows.builder.points("case links", "source", source, rows.names)
        start, end = row.whole("selfirst"), row.whole("selend")
        if not (rows.builder.points("case links", "case", case, known) and leads):
            rows.builder.put_aside(f"case link {row.number}", "its case or file is not there")
        elif start in {0, None} and end in {len(rows.texts.get(source, "")), None}:
            whole[case][source] = None
        else:
            what = f"part of case {case}"
            key = f"row {row.number}"
            part = Selection(key=key, source=source, start=start, end=end, what=what)
            parts.append((case, part))
    builder = rows.builder
    placed = place(str(builder.path), rows.texts, [p for _, p in parts], rows.names, counted)
    builder.aside += placed.set_aside
    builder.problems += placed.problems
    spans: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for case, part in parts:
        if part.key in placed.spans:
            spans[case].append((part.source, placed.spans[part.key]))
    return whole, spans


def _values(
    rows: RqdaRows, table: str, key: str, known: Collection[str]
) -> dict[str, dict[str, str]]:
    """Give the values of cases or files by key and by the name of the attribute."""
    values: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows.live(table, "variable", "value", key):
        name, value = row.text("variable"), row.text("value")
        if not value or value == "NA":
            continue  # nothing, as R writes it
        if rows.builder.points("attributes", "case or file", row.key(key), known):
            values[row.key(key)][name] = value
        else:
            rows.builder.put_aside(f"attribute {name!r}", "its case or file is not there", value)
    return values


def _variables(rows: RqdaRows, used: set[str]) -> tuple[Variable, ...]:
    """Give the attributes that are defined, then those that are only used."""
    found = rows.builder.once(
        "attributes", rows.live("attributes", "name", "memo", "class"), lambda row: row.text("name")
    )
    defined = [
        Variable(
            key=row.text("name"),
            name=row.text("name"),
            type=_TYPES.get(row.text("class"), "text"),
            description=row.text("memo"),
        )
        for row in found
    ]
    rest = used - {variable.key for variable in defined}
    return (*defined, *(Variable(key=name, name=name) for name in sorted(rest)))


def read_file_sets(rows: RqdaRows) -> tuple[ProjectSet, ...]:
    """Give the categories of files as sets."""
    held: dict[str, dict[str, None]] = {}
    found = rows.once("filecat", "catid", "name", "memo")
    for row in found:
        held[row.key("catid")] = {}
    for row in rows.live("treefile", "fid", "catid"):
        file, category = row.key("fid"), row.key("catid")
        leads = rows.builder.points("places in categories", "source", file, rows.names)
        if rows.builder.points("places in categories", "category", category, held) and leads:
            held[category][file] = None
        else:
            rows.builder.put_aside("a file's place in a category", "one of them is not there")
    return tuple(
        ProjectSet(
            key=f"filecat:{row.key('catid')}",
            name=row.text("name"),
            description=row.text("memo"),
            sources=tuple(held[row.key("catid")]),
        )
        for row in found
    )
