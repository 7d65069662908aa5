"""The words of a Word document, counted apart from its reading.

The reader (``docx``) walks a tree and decides what each stretch of text is. This count takes the
parser's events as they come and decides nothing but where a word ends: at the end of a paragraph,
a tab, a break, and where text changes between visible and not. If the reader ever lost an element,
the two numbers would differ, and the import says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .safexml import parse_xml_into
from .wordcount import count_words
from .wordxml import NOTHING, Styles, is_on, name_of, symbol, value_of

__all__ = ["STORIES", "words_of_part"]

STORIES = frozenset({"document", "hdr", "ftr", "footnotes", "endnotes", "comments"})
"""The roots of the parts that hold text of a document."""

_TEXT = frozenset({"t", "delText", "math:t"})
_NOT_A_RUN = NOTHING | {"p", "tbl", "txbxContent"}
_SPACE = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def words_of_part(content: bytes, name: str, styles: Styles) -> int:
    """Count the words of one part: of every ``w:t`` there is, an alternative's fallback but once.

    Parameters
    ----------
    content : bytes
        The part.
    name : str
        Its name, for a message.
    styles : Styles
        Says which text is hidden, and so where a hidden word ends.

    Returns
    -------
    int
        0 where the part holds no text of the document (settings, fonts …).

    Raises
    ------
    UnreadableError
        As ``safexml.parse_xml``.
    """
    count = _Count(styles)
    parse_xml_into(content, name, count)
    return count.words


@dataclass(slots=True)
class _Run:
    """A run under way: its style, and whether it says itself that it is hidden."""

    style: str = ""
    hidden: bool | None = None


@dataclass(slots=True)
class _Open:
    """A paragraph under way: its visible text, and the stretch that is not visible."""

    style: str = ""
    visible: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    fate: str = ""


class _Count:
    def __init__(self, styles: Styles) -> None:
        self.words = 0
        self._styles = styles
        self._names: list[str] = []
        self._open: list[_Open] = []
        self._stray = _Open()
        self._runs: list[_Run] = []
        self._choices: list[bool] = []
        self._skipping = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = name_of(tag)
        self._names.append(name)
        if self._names[0] not in STORIES:
            return
        if self._skipping or (name == "Fallback" and self._choices and self._choices[-1]):
            self._skipping += 1
        elif name == "AlternateContent":
            self._choices.append(False)
        elif name == "Choice" and self._choices:
            self._second_choice()
        elif name == "p":
            self._open.append(_Open())
        elif name == "r":
            self._runs.append(_Run())
        else:
            self._within_paragraph(name, attributes)

    def end(self, _tag: str, /) -> None:
        name = self._names.pop()
        if self._skipping:
            self._skipping -= 1
        elif name == "AlternateContent" and self._choices:
            self._choices.pop()
        elif name == "r" and self._runs:
            self._runs.pop()
        elif name == "p" and self._open:
            self._close(self._open.pop())
        elif name in _TEXT and not self._open:
            self._close(self._stray)

    def data(self, text: str, /) -> None:
        if not self._skipping and self._names[0] in STORIES and self._names[-1] in _TEXT:
            self._put(text)

    def _second_choice(self) -> None:
        if self._choices[-1]:
            self._skipping += 1
        self._choices[-1] = True

    def _within_paragraph(self, name: str, attributes: dict[str, str]) -> None:
        parent = self._names[-2] if len(self._names) > 1 else ""
        if self._names[-3:-1] == ["r", "rPr"] and self._runs:
            if name == "vanish":
                self._runs[-1].hidden = is_on(attributes)
            elif name == "rStyle":
                self._runs[-1].style = value_of(attributes, "val")
        elif name == "pStyle" and parent == "pPr" and self._open:
            self._open[-1].style = value_of(attributes, "val")
        elif name in _SPACE and self._in_run():
            self._put(_SPACE[name])
        elif name == "sym" and self._in_run():
            self._put(symbol(attributes))

    def _in_run(self) -> bool:
        """Tell whether this is content of a run; ``w:tab`` is a tab stop among properties."""
        for name in reversed(self._names[:-1]):
            if name == "r" or name in _NOT_A_RUN:
                return name == "r"
        return False

    def _put(self, text: str) -> None:
        # Text outside every paragraph is no valid Word; it is counted all the same.
        paragraph = self._open[-1] if self._open else self._stray
        fate = self._fate(paragraph)
        if fate != paragraph.fate:
            self._flush(paragraph)
            paragraph.fate = fate
        (paragraph.unseen if fate else paragraph.visible).append(text)

    def _fate(self, paragraph: _Open) -> str:
        for name in reversed(self._names):
            if name in {"del", "moveFrom"}:
                return name
            if name == "p":
                break
        run = self._runs[-1] if self._runs else _Run()
        hidden = self._styles.hidden(paragraph.style, run.style, run.hidden)
        return "hidden" if hidden else ""

    def _close(self, paragraph: _Open) -> None:
        self._flush(paragraph)
        self.words += count_words("".join(paragraph.visible))
        paragraph.visible.clear()

    def _flush(self, paragraph: _Open) -> None:
        self.words += count_words("".join(paragraph.unseen))
        paragraph.unseen.clear()
