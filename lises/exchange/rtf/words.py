"""The words of an RTF document, counted apart from its reading.

The reader makes paragraphs, tables and notes. This count takes the same events and decides nothing
but which groups hold text and where a word ends: at a break, a tab, and where text changes between
visible and not. If the reader ever lost a stretch, the two numbers would differ.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lises.exchange.wordcount import count_words

from .letters import Letters
from .names import BREAKS, ENDS, STORIES, is_text_of, is_without_text

__all__ = ["words_of_rtf"]


def words_of_rtf(content: bytes) -> int:
    """Count the words of a document: of its body, notes, comments, headers, footers and boxes.

    Raises
    ------
    UnreadableError
        As ``tokens``.
    """
    count = _Count()
    for kind, text, number in Letters(content).events():
        if kind == "{":
            count.open()
        elif kind == "}":
            count.close()
        elif kind == "text":
            count.put(text)
        elif kind == "*":
            count.now.starred = True
        else:
            count.word(kind, on=number != 0)
    while count.groups:
        count.close()
    return count.words + count.now.stream.end()


@dataclass(slots=True)
class _Stream:
    """A stretch with words of its own: its visible text, and one that is not visible."""

    visible: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    fate: tuple[bool, bool] = (False, False)
    words: int = 0

    def put(self, text: str, fate: tuple[bool, bool]) -> None:
        if fate != self.fate:
            self.flush()
            self.fate = fate
        (self.unseen if any(fate) else self.visible).append(text)

    def flush(self) -> None:
        self.words += count_words("".join(self.unseen))
        self.unseen.clear()

    def end(self) -> int:
        self.flush()
        return self.words + count_words("".join(self.visible))


@dataclass(slots=True)
class _Group:
    stream: _Stream
    skipping: bool = False
    hidden: bool = False
    deleted: bool = False
    starred: bool = False
    fresh: bool = False

    def inner(self) -> _Group:
        return _Group(self.stream, self.skipping, self.hidden, self.deleted, fresh=True)


@dataclass(slots=True)
class _Count:
    words: int = 0
    now: _Group = field(default_factory=lambda: _Group(_Stream()))
    groups: list[_Group] = field(default_factory=list)

    def open(self) -> None:
        self.groups.append(self.now)
        self.now = self.now.inner()

    def close(self) -> None:
        if not self.groups:
            return
        before = self.groups.pop()
        if self.now.stream is not before.stream:
            self.words += self.now.stream.end()
        self.now = before
        if not self.groups:
            self.put("\n")

    def put(self, text: str) -> None:
        self.now.fresh = False
        if not self.now.skipping:
            self.now.stream.put(text, (self.now.deleted, self.now.hidden and not self.now.deleted))

    def word(self, word: str, *, on: bool) -> None:
        if self.now.fresh and self._begins(word):
            return
        if word in {"v", "deleted", "plain"}:
            self.now.hidden = on if word == "v" else self.now.hidden and word != "plain"
            self.now.deleted = on if word == "deleted" else self.now.deleted and word != "plain"
        elif word in BREAKS or word in ENDS:
            self._break()

    def _begins(self, word: str) -> bool:
        """Take the first word of a group, and tell whether that is all there is to it."""
        now = self.now
        now.fresh = False
        if word in STORIES and not now.skipping:
            now.stream, now.hidden, now.deleted = _Stream(), False, False
            return True
        if is_without_text(word) or (now.starred and not is_text_of(word)):
            now.skipping = True
            return True
        if word == "ud" and len(self.groups) > 1:
            now.skipping = self.groups[-2].skipping
        return False

    def _break(self) -> None:
        if not self.now.skipping:
            self.now.stream.flush()
            self.now.stream.visible.append("\n")
