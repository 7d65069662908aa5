"""Users, codes, variables, cases and sets; values of variables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from lises.exchange.projects.project import ProjectCode, Variable

from .planned import Planned
from .xml import Xml, date_time

__all__ = [
    "write_cases",
    "write_code_tree",
    "write_codes",
    "write_sets",
    "write_users",
    "write_values",
    "write_variables",
]

_RGB = re.compile("#(?:[0-9A-Fa-f]{3}){1,2}")
_TYPES = {
    "text": "Text",
    "boolean": "Boolean",
    "integer": "Integer",
    "float": "Float",
    "date": "Date",
    "datetime": "DateTime",
}
_LEXICAL: dict[str, Callable[[str], object]] = {
    "text": lambda _: True,
    "boolean": re.compile("true|false|1|0").fullmatch,
    "integer": re.compile("[+-]?[0-9]+").fullmatch,
    "float": re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)").fullmatch,
    "date": lambda text: date_time(text)[1] == "day",
    "datetime": lambda text: text and date_time(text)[1] == "",
}


def write_users(planned: Planned) -> None:
    """Write those who coded."""
    xml = planned.xml
    if planned.project.coders:
        xml.lines.append("<Users>")
        for coder in planned.project.coders:
            guid = planned.of("coder", coder.key)
            xml.lines.append(f'<User guid="{guid}"{xml.named(coder.name)}/>')
        xml.lines.append("</Users>")


def write_codes(planned: Planned) -> None:
    """Write the codebook of a project."""
    if planned.project.codes:
        planned.xml.lines.append("<CodeBook>")
        write_code_tree(planned, planned.project.codes)
        planned.xml.lines.append("</CodeBook>")
        for code in planned.project.codes:
            if code.created:
                planned.kept["dates"][planned.of("code", code.key)] = code.created


def write_code_tree(planned: Planned, codes: Iterable[ProjectCode]) -> None:
    """Write codes in one another; a code under one that is not there stands at the top."""
    every = list(codes)
    known = {code.key for code in every}
    below: defaultdict[str, list[ProjectCode]] = defaultdict(list)
    for code in every:
        below[code.parent if code.parent in known else ""].append(code)
    lines = planned.xml.lines
    lines.append("<Codes>")
    written = 0
    waiting: list[ProjectCode | None] = list(reversed(below[""]))
    while waiting:
        one = waiting.pop()
        if one is None:
            lines.append("</Code>")
            continue
        written += 1
        _code(planned, one)
        waiting.append(None)
        waiting.extend(reversed(below[one.key]))
    lines.append("</Codes>")
    if written < len(every):
        planned.lose("codes that stand under themselves, left out", len(every) - written)


def _code(planned: Planned, code: ProjectCode) -> None:
    xml = planned.xml
    color = ""
    if _RGB.fullmatch(code.color):
        color = f' color="{code.color}"'
    elif code.color:
        planned.lose("colours that are not #rrggbb, left out")
    guid, codable = planned.of("code", code.key), "true" if code.codable else "false"
    name = xml.value(code.name)
    xml.lines.append(f'<Code guid="{guid}" name="{name}" isCodable="{codable}"{color}>')
    xml.described(code.description)
    xml.refer("NoteRef", planned.notes.get(("code", code.key), ()))


def write_variables(planned: Planned) -> None:
    """Write the variables."""
    xml = planned.xml
    if not planned.project.variables:
        return
    xml.lines.append("<Variables>")
    for variable in planned.project.variables:
        guid, kind = planned.of("variable", variable.key), _TYPES[variable.type]
        name = xml.value(variable.name)
        xml.lines.append(f'<Variable guid="{guid}" name="{name}" typeOfVariable="{kind}">')
        xml.described(variable.description)
        xml.lines.append("</Variable>")
    xml.lines.append("</Variables>")


def write_values(planned: Planned, values: Iterable[tuple[str, str]]) -> None:
    """Write values; one that is none of its variable's type, an age of "47?", as text."""
    types: dict[str, Variable] = {v.key: v for v in planned.project.variables}
    for key, value in values:
        if key not in types:
            planned.lose("values of a variable that is not there, left out")
            continue
        kind = types[key].type
        tag = (_TYPES[kind] if _LEXICAL[kind](value) else "Text") + "Value"
        reference = f'<VariableRef targetGUID="{planned.of("variable", key)}"/>'
        text = planned.xml.body(value)
        planned.xml.lines.append(f"<VariableValue>{reference}<{tag}>{text}</{tag}></VariableValue>")


def write_cases(planned: Planned) -> None:
    """Write the cases with their values, sources and parts of sources."""
    xml = planned.xml
    if not planned.project.cases:
        return
    xml.lines.append("<Cases>")
    for case in planned.project.cases:
        xml.lines.append(f'<Case guid="{planned.of("case", case.key)}"{xml.named(case.name)}>')
        xml.described(case.description)
        write_values(planned, case.values)
        xml.refer("SourceRef", planned.all_of("source", case.sources))
        for number in range(len(case.spans)):
            guid = planned.parts[case.key, number]
            xml.lines.append(f'<SelectionRef targetGUID="{guid}"/>')
        xml.lines.append("</Case>")
    xml.lines.append("</Cases>")


def write_sets(planned: Planned, *, codebook: bool = False) -> None:
    """Write the sets; in a codebook they have codes alone, and point at them by another name."""
    xml: Xml = planned.xml
    if not planned.project.sets:
        return
    xml.lines.append("<Sets>")
    for one in planned.project.sets:
        guid, name = planned.of("set", one.key), xml.value(one.name)
        xml.lines.append(f'<Set guid="{guid}" name="{name}">')
        xml.described(one.description)
        pointer = "guid" if codebook else "targetGUID"
        members = [("MemberCode", planned.all_of("code", one.codes))]
        if not codebook:
            members.append(("MemberSource", planned.all_of("source", one.sources)))
            members.append(("MemberNote", planned.all_of("memo", one.memos)))
        for tag, guids in members:
            xml.lines.extend(f'<{tag} {pointer}="{member}"/>' for member in guids)
        xml.lines.append("</Set>")
    xml.lines.append("</Sets>")
