"""Users, codes, variables and cases."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, TypeAlias

from lises.exchange.projects.guids import as_guid
from lises.exchange.projects.project import Case, Coder, Link, ProjectCode, Span, Variable

from .gathered import Gathered
from .raw import RawCase

__all__ = ["take_cases", "take_codes", "take_users", "take_variables"]

_Type: TypeAlias = Literal["text", "boolean", "integer", "float", "date", "datetime"]
_TYPES: Mapping[str, _Type] = {
    "text": "text",
    "boolean": "boolean",
    "integer": "integer",
    "float": "float",
    "date": "date",
    "datetime": "datetime",
}
_COLOR = re.compile("#(?:[0-9a-f]{3}){1,2}")


def take_users(made: Gathered) -> None:
    """Take those who coded."""
    for user in made.raw.users:
        key = made.take("coder", user.guid)
        made.coders.append(
            Coder(key=key, name=user.name, guid=as_guid(key), id=made.ids.get(key, ""))
        )


def take_codes(made: Gathered) -> None:
    """Take the codes, each under the one it stands in."""
    keys: dict[str, str] = {}
    twice = 0
    for code in made.raw.codes:
        key = made.take("code", code.guid)
        twice += key != code.guid and bool(as_guid(code.guid))
        keys.setdefault(code.guid, key)
        made.codes.append(
            ProjectCode(
                key=key,
                name=code.name,
                parent=keys.get(code.parent, ""),
                description=code.description,
                color=_color(code.color),
                codable=code.codable,
                guid=as_guid(key),
                created=made.dates.of(key, ""),
                id=made.ids.get(key, ""),
            )
        )
        made.refer(code.notes, ("code", key))
    if twice:
        made.doubt(
            "key-repeated",
            f"{twice} codes have a GUID that another thing has; codings with it are read as the "
            "first one's",
            "look at these codes in the program that made the file",
        )
    if headings := sum(not code.codable for code in made.codes):
        made.told["codes that are headings, not to be coded with"] = headings


def _color(text: str) -> str:
    """Give a colour as ``#rrggbb``; empty for what is none."""
    color = text.strip().lower()
    if not _COLOR.fullmatch(color):
        return ""
    return color if len(color) == 7 else "#" + "".join(2 * digit for digit in color[1:])


def take_variables(made: Gathered) -> None:
    """Take the variables; a type that the standard does not have is text."""
    for variable in made.raw.variables:
        key = made.take("variable", variable.guid)
        made.variables.append(
            Variable(
                key=key,
                name=variable.name,
                type=_TYPES.get(variable.type.strip().lower(), "text"),
                description=variable.description,
                guid=as_guid(key),
                id=made.ids.get(key, ""),
            )
        )


def take_cases(made: Gathered) -> None:
    """Take the cases with their values, sources and parts of sources."""
    for case in made.raw.cases:
        key = made.take("case", case.guid)
        made.cases.append(
            Case(
                key=key,
                name=case.name,
                description=case.description,
                values=made.values(case.values, f"case {case.name}"),
                sources=made.known(case.sources, "source", "case"),
                spans=tuple(_parts(made, case)),
                guid=as_guid(key),
                id=made.ids.get(key, ""),
            )
        )
        for code in made.known(case.codes, "code", "case"):
            # A case that is also a code, as in programs that keep the two in one tree.
            made.told["codes of cases, taken as links between case and code"] += 1
            made.links.append(
                Link(key=f"{key} {code}", origin=("case", key), target=("code", code))
            )


def _parts(made: Gathered, case: RawCase) -> list[tuple[str, Span]]:
    """Give the parts of sources that are a case's."""
    parts = []
    for guid in case.selections:
        source, span = made.selections.get(guid, ("", None))
        if span is not None:
            parts.append((source, span))
        elif source:
            made.told["parts of cases that have no place in a text"] += 1
        else:
            made.dangling["case to a selection"] += 1
    return parts
