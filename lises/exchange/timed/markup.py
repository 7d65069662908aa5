"""HTML that oTranscribe and noScribe write, as a stream of tags and text; never rendered.

It is no XML (it has a document type, ``<br>``, ``&nbsp;``), so it is read with one pattern that
looks at every sign once. What is no whole tag is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lises.exchange.wordcount import count_words

from .marks import unescaped

__all__ = ["BLOCKS", "body_of", "count_markup", "tags_and_text"]

# Between "<" and ">" stands neither, so that a search is linear.
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]{0,15})(?P<rest>(?:[\s/][^<>]*)?)>")
_ELSE = re.compile(r"<![^<>]*>|<\?[^<>]*>")
_BODY = re.compile(r"<body(?:\s[^<>]*)?>", re.IGNORECASE)
_BODY_END = re.compile(r"</body\s?>", re.IGNORECASE)
_SKIPPED = (
    (re.compile("<!--"), re.compile("-->")),
    *(
        (re.compile(rf"<{name}\b", re.IGNORECASE), re.compile(rf"</{name}\s?>", re.IGNORECASE))
        for name in ("style", "script", "title")
    ),
)
BLOCKS = frozenset(
    ("p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "blockquote")
)
"""Elements that begin and end a paragraph."""


def body_of(html: str) -> str:
    """Give what is between the body's tags, without styles, scripts and comments.

    >>> body_of("<html><head><title>x</title></head><body class='a'>b</body></html>")
    'b'
    """
    begin = _BODY.search(html)
    text = html[begin.end() :] if begin else html
    *_, end = (None, *_BODY_END.finditer(text))
    text = text[: end.start()] if end else text
    for opening, closing in _SKIPPED:
        text = _cut(text, opening, closing)
    return text


def _cut(text: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> str:
    """Take out every stretch between two marks; a stretch without its end stays."""
    pieces, at = [], 0
    while begin := opening.search(text, at):
        end = closing.search(text, begin.end())
        if end is None:
            break
        pieces.append(text[at : begin.start()])
        at = end.end()
    return "".join((*pieces, text[at:]))


def tags_and_text(html: str) -> Iterator[tuple[str, str, str]]:
    """Give the pieces of a stretch of HTML, in order.

    Returns
    -------
    iterator of (kind, name, text)
        ``("open", "span", ' class="timestamp"')``, ``("close", "span", "")`` or
        ``("text", "", "a & b")``, entities read.
    """
    html = _ELSE.sub("", html)
    end = 0
    for found in _TAG.finditer(html):
        if found.start() > end:
            yield "text", "", unescaped(html[end : found.start()])
        yield "close" if found["close"] else "open", found["name"].lower(), found["rest"]
        end = found.end()
    if end < len(html):
        yield "text", "", unescaped(html[end:])


def count_markup(html: str) -> int:
    """Count the words of a stretch of HTML: elements of blocks divide words, others do not.

    >>> count_markup("<p>h<b>ej</b> &amp; d</p><p>e</p>")
    3
    """
    return count_words(unescaped(_TAG.sub(_divided, _ELSE.sub("", html))))


def _divided(found: re.Match[str]) -> str:
    name = found["name"].lower()
    return " " if name in BLOCKS or name == "br" else ""
