"""The tables beside a table of codings, as this library writes them: codes, sources, people."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import get_args

from lises.exchange.projects.gathering import Gathering
from lises.exchange.projects.project import Case, Coder, Kind, ProjectCode, Source, Variable

from .columns import plain
from .tables import Row, Table

__all__ = ["APART", "OF_CASES", "OF_SOURCES", "Beside", "read_beside"]

APART = "; "
OF_CASES = frozenset({"participant id", "participant", "description", "guid", "document ids",
                       "data status"})  # fmt: skip

OF_SOURCES = frozenset({"document id", "document", "kind", "description", "guid", "created",
                        "modified", "characters", "file", "text", "data status"})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What the tables beside the codings say: of the project, its variables and its cases."""

    about: Mapping[str, str] = field(default_factory=dict)
    variables: tuple[Variable, ...] = ()
    cases: tuple[Case, ...] = ()


def read_beside(
    gathering: Gathering, tables: Mapping[str, Table], texts: Mapping[str, str]
) -> Beside:
    """Take codes, sources and coders; give the rest.

    Parameters
    ----------
    gathering : Gathering
    tables : mapping of str to Table
        By what they hold: ``codes``, ``sources``, ``coders``, ``participants``, ``about``.
    texts : mapping of str to str
        The texts of the sources, by their file.
    """
    _codes(gathering, tables.get("codes"))
    for row in _rows(tables.get("coders")):
        key = row["coder id"]
        name = row.get("coder", key)
        gathering.coders.setdefault(key, Coder(key=key, name=name, guid=row.get("guid", "")))
    variables = {
        **_variables(tables.get("participants"), OF_CASES),
        **_variables(tables.get("sources"), OF_SOURCES),
    }
    for row in _rows(tables.get("sources")):
        text = texts.get(row.get("file", "") or "?")
        gathering.source(Source(
            key=row["document id"], name=row.get("document", row["document id"]), text=text,
            kind=_kind(row.get("kind", "")) if text is None else "text",
            description=row.get("description", ""), guid=row.get("guid", ""),
            created=row.get("created", ""), modified=row.get("modified", ""),
            values=_values(row, variables),
        ))  # fmt: skip
    about = {row.get("field", ""): row.get("value", "") for row in _all(tables.get("about"))}
    cases = tuple(_cases(gathering, tables.get("participants"), variables))
    return Beside(about=about, variables=tuple(variables.values()), cases=cases)


def _kind(written: str) -> Kind:
    return next((kind for kind in get_args(Kind) if kind == written), "other")


def _codes(gathering: Gathering, table: Table | None) -> None:
    for row in _rows(table):
        key = row["code id"]
        gathering.codes.setdefault(key, ProjectCode(
            key=key, name=row.get("code", key), parent=row.get("parent id", ""),
            description=row.get("description", ""), color=row.get("color", ""),
            codable=row.get("codable", "") != "false", guid=row.get("guid", ""),
            created=row.get("created", ""),
        ))  # fmt: skip
    for code in list(gathering.codes.values()):
        if code.parent and code.parent not in gathering.codes:
            gathering.doubt(
                "pointer-dangling", f"the code {code.name} stands below one that is not there",
                "it stands at the top here",
            )  # fmt: skip
            gathering.codes[code.key] = replace(code, parent="")


def _variables(table: Table | None, fixed: Collection[str]) -> dict[str, Variable]:
    """Give a variable for each column that is none of ours."""
    if table is None or not _rows_named(table):
        return {}
    names = [name for name in table.header if name and plain(name) not in fixed]
    return {name: Variable(key=name, name=name) for name in names}


def _values(
    row: Mapping[str, str], variables: Mapping[str, Variable]
) -> tuple[tuple[str, str], ...]:
    return tuple((name, row[name]) for name in variables if row.get(name))


def _cases(
    gathering: Gathering, table: Table | None, variables: Mapping[str, Variable]
) -> Iterator[Case]:
    seen: set[str] = set()
    for row in _rows(table):
        key = row["participant id"]
        named = row.get("document ids", "").split(APART)
        if key in seen:
            continue
        seen.add(key)
        yield Case(
            key=key, name=row.get("participant", key), description=row.get("description", ""),
            guid=row.get("guid", ""),
            sources=tuple(one for one in named if one in gathering.sources),
            values=_values(row, variables),
        )  # fmt: skip


def _rows(table: Table | None) -> Iterator[dict[str, str]]:
    """Give the rows that have an id, the first column of every table of ours that ends in it."""
    if table is not None and (own := _rows_named(table)):
        for row in table.rows:
            cells = _named(table, row)
            if cells.get(own):
                yield cells


def _rows_named(table: Table) -> str:
    return next((plain(name) for name in table.header[:1] if plain(name).endswith(" id")), "")


def _all(table: Table | None) -> Iterator[dict[str, str]]:
    for row in table.rows if table else ():
        yield _named(table, row) if table else {}


def _named(table: Table, row: Row) -> dict[str, str]:
    """Give the cells by the plain names of their columns, and by the names as written."""
    written = dict(zip(table.header, row.cells, strict=False))
    return written | {plain(name): cell for name, cell in written.items()}
