"""CATMA's projects as files, written from a project, as versions 6 and 7 have them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lises.exchange.projects.project import Project, ProjectCode
from tests.making.databases import coders_in_order

__all__ = ["AUTHOR", "TIME", "annotation", "catma_files", "held_by_catma"]

TIME = "CATMA_54A5F93F-5333-3F0D-92F7-7BD5930DB9E6"
AUTHOR = "CATMA_AB27F1D4-303A-3622-BB2C-72C310D0C1BF"


def held_by_catma(project: Project) -> Project:
    """Give the project as CATMA can hold it: every tag in a tagset, spans that do not touch."""
    by_key = {code.key: code for code in project.codes}
    top = ProjectCode(key="top", name="Tags", codable=False)
    codes = [top] + [
        replace(c, parent="", color="") if not c.codable
        else replace(c, parent=c.parent or "top", description="")
        for c in project.codes
    ]  # fmt: skip
    texted = {s.key for s in project.sources if s.text is not None}
    codings = [
        replace(c, memo="", spans=_apart(c.spans), date=c.date)
        for c in project.codings
        if by_key[c.code].codable and c.source in texted
    ]
    project = coders_in_order(replace(project, codings=tuple(codings)), used_only=True)
    return replace(
        project,
        codes=tuple(replace(c, created="") for c in codes),
        sources=tuple(replace(s, kind="text", values=(), created="", modified="") for s in project.sources),
        cases=(),
        variables=(),
        description="",
    )  # fmt: skip


def _apart(spans: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    made: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return tuple(made)


def annotation(key: str, document: str, tag: str, spans: Any, **system: str) -> dict[str, Any]:
    """Give an annotation as CATMA 7 writes it; ``author`` and ``time`` by keyword."""
    names = {"author": AUTHOR, "time": TIME}
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "id": f"collections/C1/annotations/{key}",
        "body": {
            "tagset": "tagsets/T1",
            "tag": f"tagsets/T1/{tag}",
            "properties": {"system": {names[k]: [v] for k, v in system.items()}, "user": {}},
            "type": "Dataset",
        },
        "target": {
            "items": [
                {"source": document,
                 "selector": {"start": start, "end": end, "type": "TextPositionSelector"}}
                for start, end in spans
            ],
            "type": "List",
        },
    }  # fmt: skip


def catma_files(project: Project, *, lists: bool = True) -> Mapping[str, bytes]:
    """Write the files; annotations in one list as CATMA 7, or in a file each as CATMA 6."""
    documents = {s.key: f"D_{n:03}" for n, s in enumerate(project.sources)}
    tags = {c.key: f"CATMA_{n:03}" for n, c in enumerate(project.codes)}
    by_key = {c.key: c for c in project.codes}
    texts = {s.key: s.text or "" for s in project.sources}
    logins = {c.key: c.name for c in project.coders}
    files: dict[str, Any] = {"collections/C1/header.json": {"name": "Bo's"}}
    for s in project.sources:
        told = {"title": s.name, "description": s.description, "author": "", "publisher": ""}
        files[f"documents/{documents[s.key]}/header.json"] = {"gitContentInfoSet": told}
        if s.text is not None:
            files[f"documents/{documents[s.key]}/{documents[s.key]}.txt"] = s.text
    for c in project.codes:
        way = [c]
        while way[-1].parent:
            way.append(by_key[way[-1].parent])
        path = "/".join(tags[one.key] for one in reversed(way))
        if not c.codable:
            files[f"tagsets/{path}/header.json"] = {"name": c.name, "description": c.description}
            continue
        above = by_key[c.parent]
        color = {"name": "catma_displaycolor",
                 "possibleValueList": [str(int(c.color[1:], 16) - 2**24) if c.color else ""]}  # fmt: skip
        files[f"tagsets/{path}/propertydefs.json"] = {
            "name": c.name,
            "uuid": tags[c.key],
            **({"parentUuid": tags[above.key]} if above.codable else {}),
            "systemPropertyDefinitions": {"CATMA_COLOR": color},
        }
    every = []
    for number, c in enumerate(project.codings):
        spans = [tuple(_units(texts[c.source][:at]) for at in span) for span in c.spans]
        system = {"time": c.date, **({"author": logins[c.coder]} if c.coder else {})}
        key = f"CATMA_A{number}"
        every.append(annotation(key, documents[c.source], tags[c.code], spans, **system))
    if lists:
        files["collections/C1/annotations/bo_0.json"] = every
    else:
        for one in every:
            files[f"{one['id']}.json"] = {**one, "id": f"https://example.org/{one['id']}.json"}
    return {
        name: told.encode() if isinstance(told, str) else json.dumps(told).encode()
        for name, told in files.items()
    }


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
