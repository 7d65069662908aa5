"""Vega-Lite → SVG through vl-convert, and its SVG → ours.

What comes back names every mark's parts for assistive technology in English, has a host in every
address and one fixed set of colours. Ours is rebuilt element by element: only what is drawn, with
addresses of the page, names in its language, and a class for every colour.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lises.render.markup import Content, Markup, element, joined, link

from .marks import Mark, number_of
from .palette import ROLES

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["drawing", "png", "size"]

_XLINK = "{http://www.w3.org/1999/xlink}href"
_SHAPES = frozenset({"path", "line", "rect", "text"})
_KEPT = (
    *("transform", "d", "x", "y", "x2", "y2", "width", "height", "fill", "stroke"),
    *("stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin"),
    *("text-anchor", "font-size", "font-weight", "font-style"),
)
_LONG = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")


def size(spec: Mapping[str, Any]) -> tuple[float, float]:
    """Give width and height of a drawing, its margins too, in units."""
    around = spec["padding"]
    width = spec["width"] + around["left"] + around["right"]
    height = spec["height"] + around["top"] + around["bottom"]
    return width, height


def drawing(spec: Mapping[str, Any], marks: Sequence[Mark], *, classes: bool) -> Markup:
    """Give what stands within the ``<svg>``.

    Parameters
    ----------
    spec : mapping
        Vega-Lite, as ``Board.spec`` gives it.
    marks : sequence of Mark
    classes : bool
        Whether every colour has a class, so that a page's style sheet can give it another value.
    """
    from defusedxml.ElementTree import fromstring

    root = fromstring(_converted(json.dumps(spec, sort_keys=True)), forbid_dtd=True)
    _ground, *drawn = _pieces(root, (marks, classes))  # the ground is the page's, or the file's
    return _part(drawn)


@lru_cache(maxsize=64)
def _converted(spec: str) -> str:
    import vl_convert

    # No data is named by address; none could be fetched.
    found: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    return found


def png(svg: str, scale: float) -> bytes:
    """Give the picture of an SVG; ``scale`` 1 has a pixel per unit."""
    import vl_convert

    found: bytes = vl_convert.svg_to_png(svg, scale=scale)
    return found


_Manner = tuple[Sequence[Mark], bool]
# What is drawn, and whether there is a link in it.
_Piece = tuple[Markup, bool]


def _pieces(parent: Element, manner: _Manner) -> Iterator[_Piece]:
    for node in parent:
        tag = node.tag.rpartition("}")[2]
        if node.get("display") == "none" or node.get("class") in ("background", "foreground"):
            continue
        if tag == "g":
            yield from _group(node, manner)
        elif tag == "a":
            yield _linked(node, manner)
        elif tag in _SHAPES:
            yield element(tag, node.text, **_attributes(node, manner)), False


def _group(node: Element, manner: _Manner) -> Iterator[_Piece]:
    inner = list(_pieces(node, manner))
    moved = node.get("transform", "")
    if not inner:
        return
    if moved in ("", "translate(0,0)"):
        yield from inner
    else:
        yield (
            element("g", _part(inner), transform=_short(moved)),
            any(has_link for _, has_link in inner),
        )


def _linked(node: Element, manner: _Manner) -> _Piece:
    # A shape without a fill is met by a pointer only where it has one that cannot be seen.
    for shape in node:
        shape.set("fill", shape.get("fill") or "transparent")
    inner = [piece for piece, _ in _pieces(node, manner)]
    number = number_of(node.get(_XLINK, ""))
    mark = manner[0][number] if number is not None else Mark(name="")
    told = element("title", mark.name)
    if not mark.href:
        return element("g", told, inner), False
    return link(mark.href, told, inner, aria_label=mark.name), True


def _part(pieces: Sequence[_Piece]) -> Markup:
    """Join; where some have links, hide the others from who hears the links' names instead."""
    if not any(has_link for _, has_link in pieces):
        return joined(piece for piece, _ in pieces)
    parts: list[Content] = []
    silent: list[Markup] = []
    for piece, has_link in pieces:
        if not has_link:
            silent.append(piece)
            continue
        parts += [_hidden(silent), piece]
        silent = []
    return joined([*parts, _hidden(silent)])


def _hidden(pieces: Sequence[Markup]) -> Markup | None:
    return element("g", pieces, aria_hidden="true") if pieces else None


def _attributes(node: Element, manner: _Manner) -> dict[str, str]:
    kept = {name: _short(value) for name in _KEPT if (value := node.get(name)) is not None}
    kept.setdefault("fill", "none")
    roles = [
        f"{kind}-{ROLES[kept[name]]}"
        for name, kind in (("fill", "f"), ("stroke", "s"))
        if kept.get(name) in ROLES
    ]
    if manner[1] and roles:
        kept["class"] = " ".join(roles)
    return kept


def _short(value: str) -> str:
    return _LONG.sub(lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), value)
