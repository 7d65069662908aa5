"""Databases as QualCoder, Taguette, RQDA and ReQual make them, written from a project.

Each ``*_bytes(project)`` writes what ``held_by_*(project)`` gives: the project less what that
program has no place for, with names unlike each other where it demands that. The schemas are the
programs' own.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import replace
from html import escape
from typing import Any

from lises.exchange.projects.project import Case, Project, ProjectCode, Source, Variable
from tests.making.database_schemas import QUALCODER, QUALCODER_LATER, REQUAL, RQDA, TAGUETTE

__all__ = [
    "LACKING",
    "coders_in_order",
    "database",
    "held_by_qualcoder",
    "held_by_requal",
    "held_by_rqda",
    "held_by_taguette",
    "qualcoder_bytes",
    "requal_bytes",
    "rqda_bytes",
    "taguette_bytes",
]

LACKING = ("ids", "guids", "turns", "whole", "words", "parts", "selections", "memos", "sets",
           "links", "constructed", "name")  # fmt: skip
"""What none of them has, or has in a form of its own that a test of its own tries."""

Rows = Mapping[str, Iterable[Mapping[str, Any]]]


def database(schema: str, rows: Rows) -> bytes:
    """Make a database of these tables and rows, as bytes."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(schema)
        for table, every in rows.items():
            for row in every:
                marks = ", ".join("?" * len(row))
                connection.execute(
                    f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})",
                    list(row.values()),
                )
        connection.commit()
        return connection.serialize()


def _unlike(things: tuple[Any, ...]) -> tuple[Any, ...]:
    """Give each thing a name of its own."""
    seen: set[str] = set()
    made = []
    for number, thing in enumerate(things):
        name = thing.name if thing.name not in seen else f"{thing.name} {number}"
        seen.add(name)
        made.append(replace(thing, name=name))
    return tuple(made)


def _numbers(things: Iterable[Any]) -> dict[str, int]:
    return {thing.key: number for number, thing in enumerate(things, start=1)}


def _headings_first(project: Project, keep: Callable[[ProjectCode, ProjectCode], bool]) -> Project:
    """Put headings before codes, cut parents that ``keep`` does not, drop codings of headings."""
    by_key = {code.key: code for code in project.codes}
    codes = [
        replace(c, parent=c.parent if c.parent and keep(by_key[c.parent], c) else "")
        for c in sorted(project.codes, key=lambda c: c.codable)
    ]
    codings = tuple(c for c in project.codings if by_key[c.code].codable)
    return replace(project, codes=tuple(codes), codings=codings)


def coders_in_order(project: Project, *, used_only: bool) -> Project:
    """Give coders names of their own, in the order of their names."""
    used = {coding.coder for coding in project.codings}
    coders = _unlike(tuple(c for c in project.coders if c.key in used or not used_only))
    return replace(project, coders=tuple(sorted(coders, key=lambda coder: coder.name)))


def _whole_cases(cases: Iterable[Case]) -> tuple[Case, ...]:
    """Make a part that is a whole source one of the sources."""
    return tuple(
        replace(c, spans=(), sources=tuple(dict.fromkeys((*c.sources, *(s for s, _ in c.spans)))))
        for c in cases
    )


def _given(project: Project) -> Project:
    """Take out values that are empty, and give each variable a name of its own."""

    def given(things: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(replace(t, values=tuple(v for v in t.values if v[1])) for t in things)

    return replace(project, variables=_unlike(project.variables),
                   cases=given(project.cases), sources=given(project.sources))  # fmt: skip


def held_by_qualcoder(project: Project) -> Project:
    """Give the project as QualCoder can hold it (with sub-codes, database version 16)."""
    project = _headings_first(project, lambda above, code: not above.codable or code.codable)
    project = _given(coders_in_order(project, used_only=False))
    seen: set[Any] = set()
    codings = []
    for c in project.codings:
        place = (c.source, c.code, c.spans, c.coder)
        if place not in seen:
            seen.add(place)
            codings.append(c)
    headings = [
        replace(c, color="") for c in _unlike(tuple(c for c in project.codes if not c.codable))
    ]
    codes = _unlike(tuple(c for c in project.codes if c.codable))
    return replace(
        project,
        codes=(*headings, *codes),
        codings=tuple(codings),
        sources=_unlike(tuple(map(_as_file, project.sources))),
        cases=_unlike(_whole_cases(project.cases)),
        variables=tuple(_numeric(v, project) for v in project.variables),
    )


def _as_file(source: Source) -> Source:
    media = source.kind in {"picture", "audio", "video"}
    kind = "text" if source.kind == "other" else source.kind
    text = None if media and not source.text else source.text
    return replace(source, kind=kind, text=text, description="", modified="")


def _numeric(variable: Variable, project: Project) -> Variable:
    things = (*project.cases, *project.sources)
    values = [value for t in things for key, value in t.values if key == variable.key]
    whole = values and all(value.lstrip("+-").isdecimal() for value in values)
    numeric = variable.type in {"integer", "float"}
    return replace(variable, type=("integer" if whole else "float") if numeric else "text")


def qualcoder_bytes(project: Project, *, later: bool = True) -> bytes:
    """Write ``data.qda``; every other text begins with a byte order mark, counted."""
    sources, codes = _numbers(project.sources), _numbers(project.codes)
    cases, by_key = _numbers(project.cases), {c.key: c for c in project.codes}
    owner = {c.key: c.name for c in project.coders} | {"": None}
    names = {v.key: v.name for v in project.variables}
    marks = {s.key: "\ufeff" * (n % 2) for n, s in enumerate(project.sources)}
    texts = {s.key: s.text for s in project.sources}
    folder = {"picture": "/images/", "audio": "/audio/", "video": "/video/"}

    def code(c: ProjectCode) -> dict[str, Any]:
        above = by_key[c.parent].codable if c.parent else False
        row = {"name": c.name, "memo": c.description, "date": c.created}
        key = codes.get(c.parent)
        if not c.codable:
            return {"catid": codes[c.key], **row, "supercatid": key}
        sub = {"supercid": key} if above else {"catid": key}
        return {"cid": codes[c.key], **row, "color": c.color, **sub}

    def coding(c: Any) -> dict[str, Any]:
        start, end = c.spans[0]
        shift = len(marks[c.source])
        words = (texts[c.source] or "")[start:end]
        return {"cid": codes[c.code], "fid": sources[c.source], "pos0": start + shift,
                "pos1": end + shift, "seltext": words.replace("\n", "\u2029"),
                "owner": owner[c.coder], "date": c.date, "memo": c.memo}  # fmt: skip

    def link(case: Case, key: str) -> dict[str, Any]:
        length = len(texts[key] or "") + len(marks[key])
        return {"caseid": cases[case.key], "fid": sources[key], "pos0": 0, "pos1": length}

    def values(things: Iterable[Any], kind: str, numbers: dict[str, int]) -> list[dict[str, Any]]:
        return [{"name": names[key], "attr_type": kind, "value": value, "id": numbers[t.key]}
                for t in things for key, value in t.values]  # fmt: skip

    rows: dict[str, list[dict[str, Any]]] = {
        "project": [{"databaseversion": "v16" if later else "v8", "memo": project.description,
                     "about": "QualCoder 3.5"}],
        "source": [{"id": sources[s.key], "name": s.name,
                    "fulltext": None if s.text is None else marks[s.key] + s.text,
                    "mediapath": f"{folder.get(s.kind, '/docs/')}x{'.pdf' if s.kind == 'pdf' else ''}",
                    "date": s.created} for s in project.sources],
        "code_cat": [code(c) for c in project.codes if not c.codable],
        "code_name": [code(c) for c in project.codes if c.codable],
        "code_text": [coding(c) for c in project.codings],
        "cases": [{"caseid": cases[c.key], "name": c.name, "memo": c.description} for c in project.cases],
        "case_text": [link(c, key) for c in project.cases for key in c.sources],
        "attribute_type": [{"name": v.name, "memo": v.description, "caseOrFile": "case",
                            "valuetype": "character" if v.type == "text" else "numeric"}
                           for v in project.variables],
        "attribute": [*values(project.cases, "case", cases), *values(project.sources, "file", sources)],
    }  # fmt: skip
    if later:
        rows["coder_names"] = [{"name": c.name} for c in project.coders]
    return database(QUALCODER + (QUALCODER_LATER if later else ""), rows)


def held_by_taguette(project: Project) -> Project:
    """Give the project as Taguette can hold it."""
    texted = {s.key for s in project.sources if s.text is not None}
    project = replace(project, codings=tuple(c for c in project.codings if c.source in texted))
    project = coders_in_order(project, used_only=True)
    return replace(
        project,
        sources=tuple(
            replace(s, text=s.text.replace("\r\n", "\n"), kind="text", values=(), modified="")
            for s in project.sources if s.text is not None
        ),
        codes=_unlike(tuple(replace(c, color="", codable=True, created="") for c in project.codes)),
        codings=tuple(
            replace(c, memo="", spans=(_without_cr(project, c.source, c.spans[0]),),
                    date=c.date if c.coder else "")
            for c in project.codings
        ),
        variables=(),
        cases=(),
    )  # fmt: skip


def _without_cr(project: Project, key: str, span: tuple[int, int]) -> tuple[int, int]:
    text = next(s.text for s in project.sources if s.key == key) or ""
    start, end = (len(text[:at].replace("\r\n", "\n")) for at in span)
    return start, end


def taguette_bytes(project: Project) -> bytes:
    """Write a database as Taguette exports it; bold letters stand in every text."""
    sources, tags = _numbers(project.sources), _numbers(project.codes)
    logins = {c.key: c.name for c in project.coders}
    texts = {s.key: s.text or "" for s in project.sources}
    rows: dict[str, list[dict[str, Any]]] = {
        "projects": [{"id": 7, "name": project.name, "description": project.description, "created": ""}],
        "users": [{"login": "admin", "created": "", "hashed_password": "secret", "email": "us@example.org"}],
        "documents": [
            {"id": sources[s.key], "name": s.name, "description": s.description, "filename": s.name,
             "created": s.created, "project_id": 7, "text_direction": "LEFT_TO_RIGHT",
             "contents": _bold(s.text or "")}
            for s in project.sources
        ],
        "tags": [
            {"id": tags[c.key], "project_id": 7, "path": c.name, "description": c.description,
             "parent_id": tags.get(c.parent)}
            for c in project.codes
        ],
        "highlights": [], "highlight_tags": [], "commands": [],
    }  # fmt: skip
    for number, c in enumerate(project.codings, start=1):
        text, (start, end) = texts[c.source], c.spans[0]
        at, to = (len(text[:n].encode()) for n in (start, end))
        rows["highlights"].append(
            {"id": number, "document_id": sources[c.source], "start_offset": at, "end_offset": to,
             "snippet": escape(text[start:end])}
        )  # fmt: skip
        rows["highlight_tags"].append({"highlight_id": number, "tag_id": tags[c.code]})
        if c.coder:
            payload = {"type": "highlight_add", "highlight_id": number, "start_offset": at,
                       "end_offset": to, "tags": [tags[c.code]]}  # fmt: skip
            rows["commands"].append(
                {"date": c.date, "user_login": logins[c.coder], "project_id": 7,
                 "document_id": sources[c.source], "payload": json.dumps(payload)}
            )  # fmt: skip
    return database(TAGUETTE, rows)


def _bold(text: str) -> str:
    """Write a text as HTML, every third character and its neighbour in bold."""
    return "".join(
        f"<b>{escape(text[n : n + 2])}</b>{escape(text[n + 2 : n + 3])}"
        for n in range(0, len(text), 3)
    )


def held_by_rqda(project: Project) -> Project:
    """Give the project as RQDA can hold it: one level of categories above the codes."""
    texted = {s.key for s in project.sources if s.text is not None}
    project = replace(project, codings=tuple(c for c in project.codings if c.source in texted))
    project = _headings_first(project, lambda above, code: not above.codable and code.codable)
    project = _given(coders_in_order(project, used_only=True))
    return replace(
        project,
        codes=tuple(c if c.codable else replace(c, color="") for c in project.codes),
        sources=tuple(replace(s, kind="text", description="") for s in project.sources),
        cases=_whole_cases(project.cases),
        variables=tuple(
            replace(v, type="float" if v.type in {"integer", "float"} else "text") for v in project.variables
        ),
    )  # fmt: skip


def rqda_bytes(project: Project) -> bytes:
    """Write an ``.rqda``; beside every row of files, codes and codings stands a deleted one."""
    sources, codes = _numbers(project.sources), _numbers(project.codes)
    cases, names = _numbers(project.cases), {v.key: v.name for v in project.variables}
    owner = {c.key: c.name for c in project.coders} | {"": None}
    texts = {s.key: s.text or "" for s in project.sources}

    def values(things: Iterable[Any], key: str, numbers: dict[str, int]) -> list[dict[str, Any]]:
        return [{"variable": names[name], "value": value, key: numbers[t.key], "status": 1}
                for t in things for name, value in t.values]  # fmt: skip

    def coding(c: Any) -> dict[str, Any]:
        start, end = c.spans[0]
        return {"cid": codes[c.code], "fid": sources[c.source], "seltext": texts[c.source][start:end],
                "selfirst": float(start), "selend": float(end), "owner": owner[c.coder],
                "date": c.date, "memo": c.memo}  # fmt: skip

    alive: dict[str, list[dict[str, Any]]] = {
        "source": [{"id": sources[s.key], "name": s.name, "file": s.text, "date": s.created,
                    "dateM": s.modified} for s in project.sources],
        "codecat": [{"catid": codes[c.key], "name": c.name, "memo": c.description, "date": c.created}
                    for c in project.codes if not c.codable],
        "freecode": [{"id": codes[c.key], "name": c.name, "memo": c.description, "date": c.created,
                      "color": c.color} for c in project.codes if c.codable],
        "treecode": [{"cid": codes[c.key], "catid": codes[c.parent]} for c in project.codes if c.parent],
        "coding": [coding(c) for c in project.codings],
        "cases": [{"id": cases[c.key], "name": c.name, "memo": c.description} for c in project.cases],
        "caselinkage": [{"caseid": cases[c.key], "fid": sources[key], "selfirst": 0.0,
                         "selend": float(len(texts[key]))} for c in project.cases for key in c.sources],
        "attributes": [{"name": v.name, "memo": v.description,
                        "class": "character" if v.type == "text" else "numeric"}
                       for v in project.variables],
        "caseAttr": values(project.cases, "caseID", cases),
        "fileAttr": values(project.sources, "fileID", sources),
    }  # fmt: skip
    rows = {
        table: [row for one in every for row in ({**one, "status": -1}, {**one, "status": 1})]
        for table, every in alive.items()
    }
    rows["project"] = [{"databaseversion": "0.2.2", "memo": project.description, "about": "RQDA"}]
    return database(RQDA, rows)


def held_by_requal(project: Project) -> Project:
    """Give the project as ReQual can hold it: one level of categories above the codes."""
    texted = {s.key for s in project.sources if s.text is not None}
    project = replace(project, codings=tuple(c for c in project.codings if c.source in texted))
    project = _headings_first(project, lambda above, code: not above.codable and code.codable)
    codes = _unlike(tuple(replace(c, created="") for c in project.codes if c.codable))
    headings = (replace(c, created="", color="") for c in project.codes if not c.codable)
    return replace(
        project,
        coders=tuple(replace(c, name=c.name or "x") for c in project.coders),
        codes=(*headings, *codes),
        sources=tuple(replace(s, kind="text", values=(), modified="") for s in project.sources),
        codings=tuple(replace(c, memo="", date="") for c in project.codings),
        cases=tuple(replace(c, values=()) for c in _whole_cases(project.cases)),
        variables=(),
    )


def requal_bytes(project: Project) -> bytes:
    """Write a ``.requal``, with a second project beside this one's rows in no table."""
    sources, codes = _numbers(project.sources), _numbers(project.codes)
    coders: dict[str, int | None] = {**_numbers(project.coders), "": None}
    cases = _numbers(project.cases)
    own = {"project_id": 3}
    texts = {s.key: s.text or "" for s in project.sources}

    def segment(c: Any) -> dict[str, Any]:
        start, end = c.spans[0]
        return {**own, "user_id": coders[c.coder], "doc_id": sources[c.source], "code_id": codes[c.code],
                "segment_start": start + 1, "segment_end": end,
                "segment_text": texts[c.source][start:end]}  # fmt: skip

    rows: dict[str, list[dict[str, Any]]] = {
        "projects": [{**own, "project_name": project.name, "project_description": project.description}],
        "requal_version": [{**own, "version": "1.1.4"}],
        "users": [{"user_id": coders[c.key], "user_name": c.name, "user_mail": "us@example.org"}
                  for c in project.coders],
        "documents": [{**own, "doc_id": sources[s.key], "doc_name": s.name, "doc_text": s.text,
                       "doc_description": s.description, "created_at": s.created}
                      for s in project.sources],
        "categories": [{**own, "category_id": codes[c.key], "category_name": c.name,
                        "category_description": c.description} for c in project.codes if not c.codable],
        "codes": [{**own, "code_id": codes[c.key], "code_name": c.name, "code_color": c.color,
                   "code_description": c.description} for c in project.codes if c.codable],
        "categories_codes_map": [{**own, "category_id": codes[c.parent], "code_id": codes[c.key]}
                                 for c in project.codes if c.parent],
        "cases": [{**own, "case_id": cases[c.key], "case_name": c.name,
                   "case_description": c.description} for c in project.cases],
        "cases_documents_map": [{**own, "case_id": cases[c.key], "doc_id": sources[key]}
                                for c in project.cases for key in c.sources],
        "segments": [segment(c) for c in project.codings],
    }  # fmt: skip
    return database(REQUAL, rows)
