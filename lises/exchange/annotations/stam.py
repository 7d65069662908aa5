"""STAM, stand-off text annotation: resources, data sets of keys and values, annotations.

Positions are code points, from the beginning or from the end. A value is a code: below its key
where more than one key has values. An annotation upon an annotation has the words of that one, or a
part of them. What is about a data set or a key has no home in a study.

References
----------
van Gompel, M. Stand-off Text Annotation Model (STAM), version 1, JSON serialisation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lises.exchange.document import UnreadableError
from lises.exchange.projects.gathering import Gathering
from lises.exchange.projects.project import (
    Kind,
    Project,
    ProjectCode,
    ProjectCoding,
    Source,
    Span,
)
from lises.exchange.safejson import parse_json

__all__ = ["FORMAT", "looks_like_stam", "read_stam"]

FORMAT = "STAM"
DEEPEST = 20  # selectors within selectors, annotations upon annotations
MOST = 10_000  # stretches of one annotation
_SEVERAL = frozenset({"CompositeSelector", "MultiSelector", "DirectionalSelector"})


def looks_like_stam(content: bytes, name: str) -> bool:
    """Tell whether a file is a STAM store."""
    del name
    return b'"AnnotationStore"' in content[:65536] and content.lstrip()[:1] == b"{"


def read_stam(content: bytes, path: Path) -> Project:
    """Read a store whose texts are in it.

    Parameters
    ----------
    content : bytes
    path : Path

    Returns
    -------
    Project
        A resource that is kept in another file (``@include``) is a source without a text.
    """
    gathering = Gathering(path, FORMAT)
    try:
        value = parse_json(content, path.name)
    except UnreadableError as why:
        gathering.unreadable(why)
        return gathering.project()
    if not isinstance(value, dict):
        gathering.fault("format-not-read", "it is no STAM store", "export it as STAM JSON")
        return gathering.project()
    store = _Store(gathering, value)
    store.read()
    return gathering.project(name=_text(value, "@id") or path.stem)


@dataclass(frozen=True, slots=True)
class _Place:
    source: str
    spans: tuple[Span, ...]
    whole: bool = False


@dataclass(slots=True)
class _Store:
    gathering: Gathering
    value: Mapping[str, Any]
    data: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    annotations: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    places: dict[str, _Place | None] = field(default_factory=dict)

    def read(self) -> None:
        """Take resources, then data, then annotations."""
        self._resources()
        for one in _things(self.value.get("annotationsets")):
            name = _text(one, "@id")
            if "data" not in one and "@include" in one:
                self._elsewhere("a set of data")
            for datum in _things(one.get("data")):
                found = (_text(datum, "key"), _plain(datum.get("value")))
                self.data[name, _text(datum, "@id")] = found
        every = _things(self.value.get("annotations"))
        self.annotations = {_text(one, "@id"): one for one in every if _text(one, "@id")}
        said = [list(self._said(one)) for one in every]
        self.keys = {key for one in said for key, _ in one}
        for number, (one, values) in enumerate(zip(every, said, strict=True), start=1):
            self._annotation(one, values, number)

    def _resources(self) -> None:
        for one in _things(self.value.get("resources")):
            name = _text(one, "@id") or _text(one, "@include")
            text = one.get("text")
            if not isinstance(text, str):
                text = None
                self._elsewhere("the text of a resource")
            kind: Kind = "text" if text is not None else "other"
            shown = Path(name).stem or "without a name"
            self.gathering.source(Source(key=name, name=shown, text=text, kind=kind))

    def _elsewhere(self, what: str) -> None:
        self.gathering.doubt(
            "page-elsewhere", f"{what} stands in another file", "save the store as one file"
        )

    def _said(self, annotation: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Give the keys and values of an annotation, those in sets and those written in place."""
        for datum in _things(annotation.get("data")):
            own = _text(datum, "set"), _text(datum, "@id")
            if own in self.data:
                yield self.data[own]
            elif "key" in datum:
                yield _text(datum, "key"), _plain(datum.get("value"))
            else:
                self.gathering.counted["data that is not in the file"] += 1

    def _annotation(
        self, one: Mapping[str, Any], values: list[tuple[str, str]], number: int
    ) -> None:
        own = _text(one, "@id") or f"annotation {number}"
        words = ", ".join(f"{key}: {value}" for key, value in values)
        place = self._place(one.get("target"), DEEPEST)
        if place is None:
            self.gathering.aside(own, words, "its place is not in a text here, or does not fit it")
            return
        for order, code in enumerate(self._codes(values)):
            self.gathering.coding(ProjectCoding(
                key=own if not order else f"{own}.{order}", source=place.source, code=code,
                spans=place.spans, whole=place.whole, selection=own,
            ))  # fmt: skip

    def _codes(self, values: list[tuple[str, str]]) -> Iterator[str]:
        if not values:
            yield self.gathering.code("annotation")
        for key, value in values:
            if len(self.keys) == 1 or not key:
                yield self.gathering.code(value or key or "annotation")
                continue
            self.gathering.codes.setdefault(key, ProjectCode(key=key, name=key, codable=not value))
            yield self.gathering.code(key, value) if value else key

    def _place(self, target: object, deep: int) -> _Place | None:
        """Give where a selector points: one source, one or several stretches of it."""
        if not isinstance(target, dict) or not deep:
            return None
        kind = _text(target, "@type")
        if kind in _SEVERAL:
            return self._several(target, deep)
        if kind == "AnnotationSelector":
            return self._part(self._upon(_text(target, "annotation"), deep), target.get("offset"))
        source = self.gathering.sources.get(_text(target, "resource"))
        if source is not None and kind == "ResourceSelector":
            return _Place(source.key, (), whole=True)
        if source is None or source.text is None or kind != "TextSelector":
            return None
        return self._part(_Place(source.key, ((0, len(source.text)),)), target.get("offset"))

    def _several(self, target: Mapping[str, Any], deep: int) -> _Place | None:
        """Give the stretches of all selectors together, if all of them are in one source."""
        found = [self._place(one, deep - 1) for one in _things(target.get("selectors"))]
        places = [place for place in found if place is not None]
        if not places or len(places) < len(found) or len({p.source for p in places}) > 1:
            return None
        spans = tuple(s for place in places for s in place.spans)
        return _Place(places[0].source, spans) if len(spans) <= MOST else None

    def _upon(self, name: str, deep: int) -> _Place | None:
        """Give the place of an annotation that another stands upon; looked up once."""
        if name not in self.places:
            self.places[name] = None  # one that stands upon itself has no place
            upon = self.annotations.get(name)
            self.places[name] = self._place(upon.get("target"), deep - 1) if upon else None
        return self.places[name]

    @staticmethod
    def _part(place: _Place | None, offset: object) -> _Place | None:
        """Give the part of a stretch that an offset says; without an offset all of it."""
        if place is None or not isinstance(offset, dict):
            return place
        if len(place.spans) != 1:
            return None
        first, last = place.spans[0]
        points = []
        for name in ("begin", "end"):
            cursor = offset.get(name)
            value = cursor.get("value") if isinstance(cursor, dict) else None
            if not isinstance(value, int) or isinstance(value, bool):
                return None
            from_end = isinstance(cursor, dict) and cursor.get("@type") == "EndAlignedCursor"
            points.append((last if from_end else first) + value)
        if not first <= points[0] <= points[1] <= last:
            return None
        return _Place(place.source, ((points[0], points[1]),))


def _plain(value: object) -> str:
    """Give the value of data as text; lists are joined."""
    if isinstance(value, dict):
        return _plain(value.get("value", ""))
    if isinstance(value, list):
        return ", ".join(part for part in map(_plain, value) if part)
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _things(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _text(one: Mapping[str, Any], key: str) -> str:
    value = one.get(key)
    return value if isinstance(value, str) else ""
