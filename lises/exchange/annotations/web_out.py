"""A project as W3C Web Annotations: a collection, and beside it the texts that it points into."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from lises.exchange.projects.guids import guid_of
from lises.exchange.projects.labelling import losses
from lises.exchange.projects.project import Project, ProjectCode, ProjectCoding, Source
from lises.exchange.projects.written import Written, file_names

from .selectors import CONSTRUCTED, CONTEXT, text_selectors, words_selector
from .web import FILE, URN

__all__ = ["write_web_annotations"]

NAME = "Web Annotation"
_CARRIED = frozenset({
    "GUIDs of codes", "coders of codings", "dates of codings", "memos of codings",
    "GUIDs of codings", "coders", "sources without a text",
})  # fmt: skip


def write_web_annotations(project: Project) -> Written:
    """Give ``annotations.jsonld`` and ``sources/``, an annotation for every coding.

    A stretch has its words with what is around them, and its position in code points; a coding of a
    whole source has no selector, one that is known by its words alone no position.
    """
    texts = [source for source in project.sources if source.text is not None]
    names = file_names([source.name for source in texts], ".txt")
    iris = {source.key: f"{URN}{guid_of(source, project).lower()}" for source in project.sources}
    files: dict[str, bytes] = {}
    for source, name in zip(texts, names, strict=True):
        iris[source.key] = quote(f"sources/{name}")
        files[f"sources/{name}"] = (source.text or "").encode()
    items = list(_annotations(project, iris))
    page = {"type": "AnnotationPage", "startIndex": 0, "items": items}
    collection = {
        "@context": CONTEXT,
        "id": f"{URN}{_guid_of_all(project)}",
        "type": "AnnotationCollection",
        "label": project.name,
        "summary": project.description,
        "total": len(items),
        "first": page,
    }
    files[FILE] = f"{json.dumps(collection, ensure_ascii=False, indent=1)}\n".encode()
    return Written(content=files, lost=(*losses(NAME, project, _CARRIED), *_others(project, names)))


def _guid_of_all(project: Project) -> str:
    """Give the GUID of the collection: that of a source named as the project."""
    return guid_of(Source(key="collection", name=project.name, text=None), project).lower()


def _annotations(project: Project, iris: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    codes = {code.key: code for code in project.codes}
    sources = {source.key: source for source in project.sources}
    people = {
        coder.key: {
            "id": f"{URN}{guid_of(coder, project).lower()}", "type": "Person", "name": coder.name,
        }
        for coder in project.coders
    }  # fmt: skip
    for coding in project.codings:
        made: dict[str, Any] = {
            "id": f"{URN}{guid_of(coding, project).lower()}",
            "type": "Annotation",
            "motivation": "tagging",
        }
        if project.constructed:
            made["rights"] = CONSTRUCTED
        if coding.coder in people:
            made["creator"] = people[coding.coder]
        if coding.date:
            made["created"] = coding.date
        made["body"] = list(_bodies(project, codes[coding.code], coding.memo))
        made["target"] = list(_targets(coding, sources[coding.source], iris[coding.source]))
        yield made


def _bodies(project: Project, code: ProjectCode, memo: str) -> Iterator[dict[str, Any]]:
    own = f"{URN}{guid_of(code, project).lower()}"
    yield {"id": own, "type": "TextualBody", "purpose": "tagging", "value": code.name}
    if memo:
        yield {"type": "TextualBody", "purpose": "commenting", "value": memo}


def _targets(coding: ProjectCoding, source: Source, iri: str) -> Iterator[dict[str, Any]]:
    """Give a target for each stretch; without one, for the words or for the whole source."""
    pointed = {"id": iri, "label": source.name}
    if source.text is not None:
        pointed |= {"type": "Text", "format": "text/plain"}
    if coding.spans and source.text is not None:
        for start, end in coding.spans:
            yield {"source": pointed, "selector": text_selectors(source.text, start, end)}
    elif coding.quote:
        selector = words_selector(coding.quote, coding.before, coding.after)
        yield {"source": pointed, "selector": selector}
    else:
        yield {"source": pointed}


def _others(project: Project, names: list[str]) -> Iterator[str]:
    """Say what is not told by counting kinds."""
    given = {coding.code for coding in project.codings}
    coded = {coding.source for coding in project.codings}
    who = {coding.coder for coding in project.codings}
    texts = [source for source in project.sources if source.text is not None]
    renamed = sum(
        f"{source.name}.txt" != name and source.key not in coded
        for source, name in zip(texts, names, strict=True)
    )
    kinds = sum(source.kind != ("text" if source.text is not None else "other")
                for source in project.sources)  # fmt: skip
    bare = sum(s.text is None and s.key not in coded for s in project.sources)
    for number, what in (
        (sum(code.key not in given for code in project.codes), "codes that nobody gave, left out"),
        (sum(coder.key not in who for coder in project.coders), "coders of no coding, left out"),
        (renamed, "names of sources without codings, written as names of files"),
        (kinds, "sources of other kinds than text, whose kind is not told"),
        (bare, "sources without a text and without codings, left out"),
    ):
        if number:
            yield f"{what}: {number:,}"
