"""The words of an OpenDocument text, counted apart from its reading.

The reader walks a tree and decides what each stretch of text is. This count takes the parser's
events as they come and decides nothing but where a word ends: at the end of a paragraph, a tab, a
break, and where text changes between visible and not. If the reader ever lost an element, the two
numbers would differ, and the import says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lises.exchange.safexml import parse_xml_into
from lises.exchange.wordcount import count_words

from .names import BROKEN, MARGINS, NOTHING, Styles, name_of, spaces, value_of

__all__ = ["words_of_part"]

_STORIES = frozenset({"office:text", *MARGINS})
_PARAGRAPHS = frozenset({"text:p", "text:h"})
_OWN = frozenset(
    {
        "office:annotation",
        "table:table",
        "text:list",
        "text:note",
        "text:ruby-text",
        "text:section",
    }
)
"""What may stand within a paragraph and has words of its own."""


def words_of_part(content: bytes, name: str, styles: Styles) -> int:
    """Count the words of one part: those of its body, and of page headers and footers.

    Parameters
    ----------
    content : bytes
        The part, or a whole flat document.
    name : str
        Its name, for a message.
    styles : Styles
        Says which text is hidden, and so where a hidden word ends.

    Raises
    ------
    UnreadableError
        As ``safexml.parse_xml``.
    """
    count = _Count(styles)
    parse_xml_into(content, name, count)
    return count.words


@dataclass(slots=True)
class _Open:
    """A stretch with words of its own: its visible text, and one that is not visible."""

    depth: int
    paragraph: bool = False
    loose: bool = False  # text stands in it outside of every paragraph; any element parts it
    visible: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    hidden: bool = False


class _Count:
    def __init__(self, styles: Styles) -> None:
        self.words = 0
        self._styles = styles
        self._depth = 0
        self._within = 0  # the depth at which a story began, 0 outside
        self._skipping = 0
        self._open: list[_Open] = []
        self._hidden: list[bool] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = name_of(tag)
        self._depth += 1
        self._hidden.append(self._is_hidden(name, attributes))
        if self._skipping:
            return
        self._part()
        if not self._within:
            self._within = self._depth if name in _STORIES else 0
        elif name in NOTHING:
            self._skipping = self._depth
        elif name in _PARAGRAPHS or name in _OWN:
            loose = name not in _PARAGRAPHS and name != "text:ruby-text"
            self._open.append(_Open(self._depth, paragraph=name in _PARAGRAPHS, loose=loose))
        elif name in BROKEN or name == "text:s":
            self._put(BROKEN.get(name) or spaces(attributes))

    def end(self, _tag: str, /) -> None:
        if self._open and self._open[-1].depth == self._depth:
            self._close(self._open.pop())
        self._part()
        if self._skipping == self._depth:
            self._skipping = 0
        if self._within == self._depth:
            self._within = 0
        self._hidden.pop()
        self._depth -= 1

    def data(self, text: str, /) -> None:
        if self._within and not self._skipping:
            self._put(text)

    def _is_hidden(self, name: str, attributes: dict[str, str]) -> bool:
        before = self._hidden[-1] if self._hidden else False
        style = value_of(attributes, "text:style-name")
        if name in _PARAGRAPHS:
            return self._styles.hidden("paragraph", style)
        if name in {"text:span", "text:a"}:
            return self._styles.hidden("text", style, before=before)
        return before

    def _part(self) -> None:
        if self._open and self._open[-1].loose:
            self._open[-1].visible.append("\n")

    def _put(self, text: str) -> None:
        if not self._open:
            self.words += count_words(text)
            return
        held = self._open[-1]
        hidden = self._hidden[-1] and held.paragraph
        if hidden != held.hidden:
            self._flush(held)
            held.hidden = hidden
        (held.unseen if hidden else held.visible).append(text)

    def _close(self, held: _Open) -> None:
        self._flush(held)
        self.words += count_words("".join(held.visible))

    def _flush(self, held: _Open) -> None:
        self.words += count_words("".join(held.unseen))
        held.unseen.clear()
