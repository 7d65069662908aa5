"""W3C Web Annotations: one, a list, a page or a collection, in JSON-LD.

A body that tags, classifies or identifies is a code; any other body is what the annotation says of
the words, its memo. An annotation without a tag has its motivation as a code, so that its place is
kept. Several targets in one source are one coding of several stretches; in several sources, one
coding each. Texts are there where the file is a ZIP that holds them beside the annotations;
otherwise a coding has its words, and its position as the file says it.

References
----------
W3C Recommendation of 23 February 2017, Web Annotation Data Model.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

from lises.exchange.archive import open_archive
from lises.exchange.decoding import decode
from lises.exchange.document import UnreadableError
from lises.exchange.projects.conventions import Convention, Positions, Trial, find_convention
from lises.exchange.projects.folders import read_as_archive
from lises.exchange.projects.gathering import Gathering
from lises.exchange.projects.guids import as_guid
from lises.exchange.projects.project import (
    Coder,
    Kind,
    Project,
    ProjectCode,
    ProjectCoding,
    Source,
)
from lises.exchange.safejson import parse_json

from .selectors import Selected, kind_of, read_selectors

__all__ = [
    "FORMAT",
    "looks_like_web_annotation_folder",
    "looks_like_web_annotations",
    "read_web_annotation_folder",
    "read_web_annotations",
]

FORMAT = "W3C Web Annotation"
FILE = "annotations.jsonld"
_TAGS = frozenset({"tagging", "classifying", "identifying"})
_HOLDS = ("items", "@graph", "first", "resources", "as:items")
URN = "urn:uuid:"
MOST = 10_000  # codings of one annotation


def looks_like_web_annotations(content: bytes, name: str) -> bool:
    """Tell whether a file is Web Annotations, or a ZIP that holds them and their texts."""
    del name
    if content.startswith(b"PK"):
        try:
            return FILE in open_archive(content).names
        except UnreadableError:
            return False
    return b"w3.org/ns/anno" in content[:65536] or b"w3.org/ns/oa" in content[:65536]


def looks_like_web_annotation_folder(path: Path) -> bool:
    """Tell whether a folder holds Web Annotations and their texts, as this library writes them."""
    return (path / FILE).is_file()


def read_web_annotation_folder(path: Path) -> Project:
    """Read a folder of annotations and the texts that they point into."""
    return read_as_archive(path, (FILE, "sources/*.txt"), read_web_annotations)


def read_web_annotations(content: bytes, path: Path) -> Project:
    """Read annotations.

    Parameters
    ----------
    content : bytes
        JSON-LD; or a ZIP with ``annotations.jsonld`` and the texts that its targets name.
    path : Path

    Returns
    -------
    Project
        Nothing is fetched: a page that stands elsewhere is told.
    """
    gathering = Gathering(path, FORMAT)
    try:
        files = _files(content)
        value = parse_json(files[FILE], path.name)
        texts = {
            name: decode(files[name], name).text.removeprefix("\ufeff")
            for name in files
            if name != FILE
        }
    except UnreadableError as why:
        gathering.unreadable(why)
        return gathering.project()
    reading = _Reading(gathering, texts)
    reading.within(value)
    convention = reading.place()
    name, about = reading.title
    return gathering.project(name=name, description=about, convention=convention)


def _files(content: bytes) -> Mapping[str, bytes]:
    if not content.startswith(b"PK"):
        return {FILE: content}
    archive = open_archive(content)
    if FILE not in archive.names:
        raise UnreadableError("format-not-read", f"the archive holds no {FILE}", "")
    return {
        name: archive.read(name)
        for name in archive.names
        if name == FILE or name.lower().endswith((".txt", ".md"))
    }


@dataclass(slots=True)
class _Said:
    """What an annotation says of all its targets."""

    codes: list[str]
    memo: str
    coder: str
    date: str
    id: str


@dataclass(slots=True)
class _Reading:
    gathering: Gathering
    texts: Mapping[str, str]
    title: tuple[str, str] = ("", "")
    found: list[tuple[ProjectCoding, list[Selected]]] = field(default_factory=list)
    number: int = 0

    def within(self, value: object) -> None:
        """Take every annotation that a value is or holds."""
        if isinstance(value, list):
            for one in value:
                self.within(one)
        elif isinstance(value, dict):
            held = [value[name] for name in _HOLDS if name in value]
            if kind_of(value) == "Annotation" or not held:
                self._annotation(value)
                return
            self.title = (_text(value, "label"), _text(value, "summary")) if any(
                isinstance(value.get(name), str) for name in ("label", "summary")
            ) else self.title  # fmt: skip
            for one in held:
                self.within(one)
            if isinstance(value.get("next"), str):
                self.gathering.doubt(
                    "page-elsewhere", "a further page of annotations stands elsewhere",
                    "fetch it, and import it too",
                )  # fmt: skip
        elif isinstance(value, str) and value:
            self.gathering.doubt(
                "page-elsewhere", "annotations stand elsewhere", "fetch them, and import them"
            )

    def _annotation(self, value: Mapping[str, Any]) -> None:
        self.number += 1
        target = value.get("target", value.get("on"))
        own = _text(value, "id") or _text(value, "@id") or f"annotation {self.number}"
        if target is None:
            self.gathering.aside(own, "", "neither an annotation nor a page of them")
            return
        said = self._said(value, own)
        by_source: dict[str, list[Selected]] = {}
        for source, selected in self._targets(target):
            by_source.setdefault(source, []).append(selected)
        if len(said.codes) * len(by_source) > MOST:
            self.gathering.aside(own, said.memo, f"it has more than {MOST:,} codes and sources")
            return
        for place, (source, chosen) in enumerate(by_source.items()):
            for order, code in enumerate(said.codes):
                guid = as_guid(own.removeprefix(URN)) if not place and not order else ""
                key = own if not place and not order else f"{own} {place}.{order}"
                coding = ProjectCoding(
                    key=f"{key} #{self.number}", source=source, code=code, coder=said.coder,
                    date=said.date, memo=said.memo, selection=f"{own} {place}", guid=guid,
                )  # fmt: skip
                self.found.append((coding, chosen))

    def _said(self, value: Mapping[str, Any], own: str) -> _Said:
        motivation = _first(value.get("motivation")).rpartition(":")[2]
        codes: dict[str, None] = {}
        memos = [_text(value, "bodyValue")]
        for body in _listed(value.get("body")):
            purpose = _first(body.get("purpose")).rpartition(":")[2] or motivation
            words = next((t for key in ("value", "chars", "label") if (t := _text(body, key))), "")
            pointed = _text(body, "id") or _text(body, "source") or _text(body, "@id")
            if purpose in _TAGS and (words or pointed):
                codes[self._code(words or pointed, pointed)] = None
            elif words or pointed:
                memos.append(words or pointed)
        if not codes:
            codes[self.gathering.code(motivation or "annotation")] = None
        created = _text(value, "created") or _text(value, "modified")
        memo = "\n".join(memo for memo in memos if memo)
        return _Said(list(codes), memo, self._creator(value.get("creator")), created, own)

    def _code(self, name: str, pointed: str) -> str:
        if not pointed:
            return self.gathering.code(name)
        code = ProjectCode(key=pointed, name=name, guid=as_guid(pointed.removeprefix(URN)))
        return self.gathering.codes.setdefault(pointed, code).key

    def _creator(self, creator: object) -> str:
        for one in _listed(creator):
            own = _text(one, "id") or _text(one, "@id")
            name = next((t for key in ("name", "nickname") if (t := _text(one, key))), own)
            if name:
                coder = Coder(key=own or name, name=name, guid=as_guid(own.removeprefix(URN)))
                return self.gathering.coders.setdefault(coder.key, coder).key
        return ""

    def _targets(self, target: object) -> Iterator[tuple[str, Selected]]:
        for one in _listed(target):
            if "items" in one and "source" not in one:
                yield from self._targets(one["items"])
                continue
            source = next(iter(_listed(one.get("source", one.get("full")))), one)
            iri, fragment = urldefrag(_text(source, "id") or _text(source, "@id"))
            selected = read_selectors(one.get("selector"))
            if fragment and selected.span:  # counted from the fragment, which is not here
                selected = replace(selected, span=None)
            elif fragment and not selected.quote:
                selected = read_selectors({"type": "FragmentSelector", "value": fragment})
            yield self._source(iri, _text(source, "label")), selected

    def _source(self, iri: str, label: str) -> str:
        name = unquote(iri)
        text = self.texts.get(name)
        shown = label or name.rstrip("/").rpartition("/")[2] or "without a name"
        shown = shown if label or text is None else shown.rpartition(".")[0] or shown
        kind: Kind = "text" if text is not None else "other"
        guid = as_guid(iri.removeprefix(URN))
        self.gathering.source(Source(key=iri, name=shown, text=text, kind=kind, guid=guid))
        return iri

    def place(self) -> Convention | None:
        """Find how positions count, and take the codings with their places."""
        for name, text in self.texts.items():
            if all(unquote(key) != name for key in self.gathering.sources):
                shown = name.rpartition("/")[2].rpartition(".")[0]
                self.gathering.source(Source(key=name, name=shown, text=text))
        sources = [s for s in self.gathering.sources.values() if s.text is not None]
        at = {source.key: number for number, source in enumerate(sources)}
        trials = [
            Trial(text=at[coding.source], start=one.span[0], end=one.span[1], words=one.quote)
            for coding, chosen in self.found
            for one in chosen
            if one.span and coding.source in at
        ]
        convention = find_convention([s.text or "" for s in sources], trials) if trials else None
        positions = {s.key: Positions(s.text or "", convention or Convention()) for s in sources}
        for coding, chosen in self.found:
            self._coding(coding, chosen, positions.get(coding.source))
        bare = len(self.gathering.sources) - len(sources)
        if bare:
            self.gathering.notes.append(f"sources whose text is not in the file: {bare}")
        return convention

    def _coding(
        self, coding: ProjectCoding, chosen: list[Selected], positions: Positions | None
    ) -> None:
        spans = []
        for one in chosen:
            if one.span:
                span = positions.span(*one.span) if positions else one.span
                if span is None:
                    lost = replace(coding, spans=(one.span,), quote=one.quote)
                    self.gathering.aside_coding(lost, "a selection that does not fit its text")
                    return
                spans.append(span)
        quotes = [one.quote for one in chosen if one.quote]
        other = [kind for one in chosen for kind in one.other]
        if other and not spans and not quotes:
            self.gathering.aside_coding(coding, f"its place is not read: {', '.join(other)}")
            return
        single = chosen[0] if len(chosen) == 1 else Selected()
        quote = "" if len(quotes) < len(chosen) else "".join(quotes)
        self.gathering.coding(replace(
            coding, spans=tuple(spans) if len(spans) == len(chosen) else (), quote=quote,
            before=single.before, after=single.after, whole=not spans and not quotes,
        ))  # fmt: skip


def _listed(value: object) -> list[dict[str, Any]]:
    """Give the things of a value, one or several; a bare text is a thing of which it is the id."""
    every = value if isinstance(value, list) else [] if value is None else [value]
    things = []
    for one in every:
        if isinstance(one, str):
            things.append({"id": one})
        elif isinstance(one, dict) and isinstance(one.get("items"), list) and "source" not in one:
            flat = [{"id": i} if isinstance(i, str) else i for i in one["items"]]
            things += [i for i in flat if isinstance(i, dict)]
        elif isinstance(one, dict):
            things.append(one)
    return things


def _first(value: object) -> str:
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, str) else ""


def _text(one: Mapping[str, Any], key: str) -> str:
    value = one.get(key)
    return value if isinstance(value, str) else ""
