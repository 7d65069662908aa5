"""UIMA CAS XMI: a text in a ``Sofa`` and annotations that point into it by UTF-16 units.

Every element with ``begin`` and ``end`` is an annotation of its type; its attributes are features.
Attributes that are whole numbers may be numbers or point at other elements, which only a type
system tells: they are counted and not carried. What language tools write of every word is not
either.

References
----------
OASIS Unstructured Information Management Architecture 1.0, XMI Metadata Interchange.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from lises.exchange.document import UnreadableError
from lises.exchange.projects.conventions import Convention, Positions
from lises.exchange.projects.gathering import Gathering
from lises.exchange.projects.project import Project, Source
from lises.exchange.safexml import parse_xml

from .spans import LayerSpan, add_spans, is_of_language, short

__all__ = ["FORMAT", "XmiFile", "looks_like_xmi", "parse_xmi", "read_xmi"]

FORMAT = "UIMA CAS XMI"
UNITS = Convention(unit="UTF-16 units")
_XMI = "{http://www.omg.org/XMI}"
_SOFA = "{http:///uima/cas.ecore}Sofa"
_FRAME = frozenset({"begin", "end", "sofa", f"{_XMI}id", "id"})
_NUMBERS = re.compile(r"-?\d+(\.\d+)?([eE]-?\d+)?( -?\d+)*|true|false")
_TYPE = re.compile(r"\{http:///(?P<space>[^}]*?)(?:\.ecore)?\}(?P<name>.+)")
_NOWHERE = frozenset({"DocumentMetaData", "DocumentAnnotation"})


@dataclass(slots=True)
class XmiFile:
    """A file that was parsed: its views by number, with name and text; its annotations."""

    views: dict[str, tuple[str, str]] = field(default_factory=dict)
    title: str = ""
    annotations: list[tuple[str, str, int, int, tuple[tuple[str, str], ...]]] = field(
        default_factory=list
    )


def looks_like_xmi(content: bytes, name: str) -> bool:
    """Tell whether a file is a CAS as XMI, by its first element."""
    del name
    head = content[:2048]
    return b"<xmi:XMI" in head and b"http://www.omg.org/XMI" in content[:65536]


def read_xmi(content: bytes, path: Path) -> Project:
    """Read one file: a source for each view that has a text, and its annotations.

    Parameters
    ----------
    content : bytes
        The whole file.
    path : Path
        Its name names the source where the document does not say its title.

    Returns
    -------
    Project
        Of a file that cannot be read only the problems.
    """
    gathering = Gathering(path, FORMAT)
    found = parse_xmi(gathering, content)
    title = found.title or path.stem
    several = len(found.views) > 1
    for number, (view, text) in found.views.items():
        name = f"{title} ({view})" if several else title
        gathering.source(Source(key=number, name=name, text=text))
    add_spans(gathering, list(spans_of(gathering, found)))
    return gathering.project(name=title)


def parse_xmi(gathering: Gathering, content: bytes) -> XmiFile:
    """Parse a file; problems and what has no home go to ``gathering``."""
    found = XmiFile()
    try:
        root = parse_xml(content, gathering.path.name)
    except UnreadableError as why:
        gathering.unreadable(why)
        return found
    if root.tag != f"{_XMI}XMI":
        gathering.fault("format-not-read", "it is no XMI", "export it as UIMA CAS XMI")
        return found
    for element in root:
        if element.tag == _SOFA:
            number = element.get(f"{_XMI}id", element.get("id", ""))
            text = element.get("sofaString")
            if text is None:
                gathering.counted["view without a text"] += 1
                continue
            found.views[number] = (element.get("sofaID", number), text)
        elif "begin" in element.attrib and "end" in element.attrib:
            _take(found, element, gathering)
        elif "{http:///uima/" not in element.tag:
            gathering.counted[f"{short(_type(element.tag))}, which has no place in a text"] += 1
    return found


def _take(found: XmiFile, element: Element, gathering: Gathering) -> None:
    layer = _type(element.tag)
    if short(layer) in _NOWHERE:
        found.title = element.get("documentTitle") or element.get("documentId") or found.title
        return
    if is_of_language(layer):
        gathering.counted[short(layer)] += 1
        return
    try:
        begin, end = (int(element.attrib[name][:12]) for name in ("begin", "end"))
    except ValueError:
        gathering.aside(short(layer), str(dict(element.attrib)), "a place that is no number")
        return
    features = []
    for name, value in element.attrib.items():
        if name in _FRAME or not value:
            continue
        if _NUMBERS.fullmatch(value):
            gathering.counted[f"{short(layer)} {name}, numbers or pointers"] += 1
        else:
            features.append((name, value))
    found.annotations.append(
        (layer, element.get("sofa", ""), begin, end, (*features, *_strings(element)))
    )


def _strings(element: Element) -> Iterator[tuple[str, str]]:
    """Give the features of several values, which stand as elements within."""
    for child in element:
        if child.text and child.text.strip():
            yield child.tag.rpartition("}")[2], child.text


def _type(tag: str) -> str:
    match = _TYPE.fullmatch(tag)
    if match is None:
        return tag
    return ".".join((*match["space"].split("/"), match["name"]))


def spans_of(
    gathering: Gathering, found: XmiFile, *, source: str = "", coder: str = ""
) -> Iterator[LayerSpan]:
    """Give the annotations with their places in code points; those without one are set aside.

    ``source`` is the key of the source if it is not the number of the view.
    """
    positions = {number: Positions(text, UNITS) for number, (_, text) in found.views.items()}
    for number, (layer, view, begin, end, features) in enumerate(found.annotations, start=1):
        span = positions[view].span(begin, end) if view in positions else None
        if span is None:
            where = f"{source or view}, {begin} to {end}, {short(layer)}"
            words = "; ".join(value for _, value in features)
            gathering.aside(where, words, "a selection that does not fit its text")
            continue
        key = source or view
        own = f"{key}/{coder}/{number}" if coder else f"{key}/{number}"
        yield LayerSpan(layer=layer, features=features, source=key, span=span, coder=coder, key=own)
