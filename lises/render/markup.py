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
    return escape(separator).join(_flat(content))


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


def _flat(content: Content) -> list[Markup]:
    if content is None:
        return []
    if isinstance(content, str | int):
        return [escape(content)]
    return [piece for part in content for piece in _flat(part)]


def _attributes(attributes: dict[str, Attribute]) -> Markup:
    written = []
    for name, value in attributes.items():
        if value is None or value is False:
            continue
        shown = name.rstrip("_").replace("_", "-")
        if value is True:
            written.append(Markup(f" {shown}"))  # noqa: S704 - the name is ours
            continue
        text = value if isinstance(value, str) else value if isinstance(value, int) else None
        if text is None:
            words = [word for word in value if word] if not isinstance(value, int | str) else []
            if not words:
                continue
            text = " ".join(words)
        written.append(Markup(' {}="{}"').format(Markup(shown), text))  # noqa: S704 - the same
    return Markup("").join(written)
