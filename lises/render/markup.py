"""HTML from parts: what is not markup already is text, and text is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from markupsafe import Markup, escape

__all__ = ["Attribute", "Content", "Markup", "element", "joined", "link", "outside_link"]

# What can stand in an element: text (escaped), markup, nothing, or any of these in a row.
Content = str | Markup | int | None | Iterable["Content"]
Attribute = str | int | bool | None | Iterable[str]

_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})
_OUTSIDE = frozenset({"http", "https"})


def element(tag: str, *content: Content, **attributes: Attribute) -> Markup:
    """Make an element.

    Parameters
    ----------
    tag : str
        Its name; ours, never a study's.
    *content : str, Markup, int, None or an iterable of these
        Text is escaped, ``None`` is nothing.
    **attributes : str, int, bool, None or an iterable of str
        ``class_`` is ``class``, ``data_passage`` is ``data-passage``; ``None``, ``False`` and an
        empty row are left out, ``True`` stands bare, a row of words is joined by spaces. An empty
        string is kept: ``alt=""`` says something.

    >>> element("a", "R03 & R04", href="x.html?a&b", class_=["code", "small"], hidden=None)
    Markup('<a href="x.html?a&amp;b" class="code small">R03 &amp; R04</a>')
    """
    head = f"<{tag}{_attributes(attributes)}>"
    if tag in _VOID:
        return Markup(head)  # noqa: S704 - tag and names are ours, the values are escaped
    return Markup(f"{head}{joined(content)}</{tag}>")  # noqa: S704 - the same


def joined(content: Content, separator: str = "") -> Markup:
    """Join text and markup; rows within rows are laid flat.

    >>> joined(["a<b", None, Markup("<i>c</i>")], " · ")
    Markup('a&lt;b · <i>c</i>')
    """
    pieces: list[str] = []
    _gather(content, pieces)
    return Markup(str(escape(separator)).join(pieces))  # noqa: S704 - every piece is escaped


def link(href: str, *content: Content, **attributes: Attribute) -> Markup:
    """Make a link to a place in the book, whose address comes from ``Links``."""
    return element("a", *content, href=href, **attributes)


def outside_link(url: str, *content: Content) -> Markup:
    """Make a link out of the book; anything but http and https stays text.

    >>> outside_link("javascript:alert(1)", "read")
    Markup('read')
    """
    try:
        scheme = urlsplit(url.strip()).scheme.lower()
    except ValueError:
        scheme = ""
    if scheme not in _OUTSIDE:
        return joined(content)
    return element("a", *content, href=url.strip(), rel="external noopener noreferrer")


def _gather(content: Content, pieces: list[str]) -> None:
    """Lay content flat, each piece escaped; as plain strings, which join four times as fast."""
    if content is None:
        return
    if isinstance(content, str):  # markup is one, and stays as it is
        pieces.append(content.__html__() if isinstance(content, Markup) else str(escape(content)))
    elif isinstance(content, int):
        pieces.append(str(content))
    else:
        for part in content:
            _gather(part, pieces)


def _attributes(attributes: dict[str, Attribute]) -> str:
    written = []
    for name, value in attributes.items():
        if value is None or value is False:
            continue
        shown = name.rstrip("_").replace("_", "-")
        if value is True:
            written.append(f" {shown}")
            continue
        if not isinstance(value, str | int):
            value = " ".join(word for word in value if word)  # noqa: PLW2901 - same value, in words
            if not value:
                continue
        written.append(f' {shown}="{escape(str(value))!s}"')
    return "".join(written)
