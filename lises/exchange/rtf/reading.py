r"""Transcripts in RTF, as TextEdit, Word, f4 and easytranscript write it.

Read by a reader of our own and not by striprtf, which leaves deleted and hidden text in the talk,
drops footnotes and what an object shows, and gives halves of surrogate pairs (12 of 36 hard cases
wrong; CONTRIBUTING). It keeps a stack of groups and never calls itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lises.errors import Problem, how_many
from lises.exchange.cleaning import tally_notes
from lises.exchange.document import Document
from lises.exchange.docx_lines import Fate

from .letters import Event, Letters
from .names import BREAKS, ENDS, STORIES, is_text_of, is_without_text
from .story import Common, Story
from .tokens import MAX_LETTERS, too_large
from .words import words_of_rtf

__all__ = ["read_rtf"]

_TITLES = re.compile(r"(?:heading|title|subtitle|overskrift|titel|undertitel)\b", re.IGNORECASE)
_TOLD = {
    "insertion": "tracked insertions: {n} are taken in",
    "text box": "text boxes: {n} stand as paragraphs after the one they are anchored in",
    "note": "footnotes and endnotes: {n} stand in square brackets where they are referred to",
    "table row": "table rows: {n} were read as one line each, their cells apart by tabs",
    "numbered": "automatic numbers or bullets: {n} paragraphs bear them; they are not text",
    "picture": "pictures and objects: {n} are not carried",
    "comment": "comments: {n} set aside, without their authors",
}
_AFTER = "after the end of the document"
_PICTURES = frozenset({"pict", "objdata", "NeXTGraphic"})
_NUMBERS = frozenset({"listtext", "pntext"})
# Control words that hold until their group ends, and what they change.
_STATES: Mapping[str, Callable[[int | None], dict[str, Any]]] = {
    "pard": lambda _: {"in_table": False, "outlined": False, "style": 0},
    "plain": lambda _: {"bold": False, "hidden": False, "deleted": False, "inserted": False},
    "outlinelevel": lambda number: {"outlined": number in range(9)},
    "s": lambda number: {"style": number or 0},
    "intbl": lambda _: {"in_table": True},
    "b": lambda number: {"bold": number != 0},
    "v": lambda number: {"hidden": number != 0},
    "deleted": lambda number: {"deleted": number != 0},
    "revised": lambda number: {"inserted": number != 0},
}


def read_rtf(content: bytes, path: str) -> Document:
    r"""Read an RTF document.

    Parameters
    ----------
    content : bytes
        The whole file; letters in whatever code pages it declares.
    path : str
        The file, for its problems.

    Returns
    -------
    Document
        Its paragraphs in reading order; what is deleted, hidden, in headers, footers or comments
        set aside; its words.

    Raises
    ------
    UnreadableError
        ``rtf-too-large``, as ``tokens``.
    """
    letters = Letters(content)
    reader = _Reader()
    for event in letters.events():
        reader.take(event)
    body = reader.finished()
    common = reader.common
    return Document(
        kind="rtf",
        paragraphs=tuple(body.paragraphs),
        words=words_of_rtf(content),
        encoding=letters.page,
        set_aside=tuple(common.set_aside),
        notes=tuple(_told(common)),
        problems=tuple(_problems(letters, common, path)),
    )


@dataclass(frozen=True, slots=True)
class _State:
    """What holds in a group; ``skipping`` while its text is not the document's."""

    skipping: bool = False
    starred: bool = False
    begun: bool = True
    hidden: bool = False
    deleted: bool = False
    bold: bool = False
    inserted: bool = False
    in_table: bool = False
    outlined: bool = False
    style: int = 0
    styles: bool = False

    @property
    def fate(self) -> Fate:
        if self.deleted:
            return "del"
        return "hidden" if self.hidden else ""


@dataclass(slots=True)
class _Reader:
    """Takes one event after the other; the last story is the one that text goes to."""

    common: Common = field(default_factory=Common)
    _now: _State = field(default_factory=_State)
    _groups: list[tuple[_State, int]] = field(default_factory=list)
    _stories: list[Story] = field(default_factory=list)
    _titles: set[int] = field(default_factory=set)
    _letters: int = 0

    def __post_init__(self) -> None:
        self._stories.append(Story(common=self.common))

    def take(self, event: Event) -> None:
        if event.kind == "{":
            self._groups.append((self._now, len(self._stories)))
            self._now = replace(self._now, starred=False, begun=False)
        elif event.kind == "}":
            self._close()
        elif event.kind == "text":
            self._text(event.text)
        elif event.kind == "*":
            self._now = replace(self._now, starred=True)
        else:
            self._word(event.kind, event.number)

    def finished(self) -> Story:
        """End all that is open and give the body."""
        while self._groups:
            self._close()
        while len(self._stories) > 1:
            self._deliver(self._stories.pop())
        self._stories[0].close(heading=self._heading())
        return self._stories[0]

    def _close(self) -> None:
        if not self._groups:
            return
        before, stories = self._groups.pop()
        while len(self._stories) > stories:
            self._deliver(self._stories.pop())
        self._now = before
        if not self._groups and self._stories[-1].kind == _AFTER:
            self._stories[-1].put("\n", "", bold=False)
        elif not self._groups:
            # What stands behind the end of the document is no program's to show.
            self._stories.append(Story(common=self.common, kind=_AFTER, where=_AFTER))

    def _deliver(self, story: Story) -> None:
        story.close()
        under = self._stories[-1]
        if story.kind == "note" and story.text and not story.unseen:
            self.common.features["note"] += 1
            under.put_note(story.text.replace("\n", " "))
        elif story.kind == "box" and not story.unseen:
            under.put_box(story.paragraphs)
        else:
            self.common.aside(story.where, story.text, _why(story), story.at)

    def _text(self, text: str) -> None:
        now = self._now
        if now.styles and now.style and _TITLES.match(text.strip()):
            self._titles.add(now.style)
        if not now.skipping:
            self._letters += len(text)
            if self._letters > MAX_LETTERS:
                raise too_large()
            self._stories[-1].put(text, now.fate, bold=now.bold)
        self._now = replace(now, begun=True) if not now.begun else now

    def _word(self, word: str, number: int | None) -> None:
        begins, starred = not self._now.begun, self._now.starred
        if begins:
            self._now = replace(self._now, begun=True)
            if word == "stylesheet":
                self._now = replace(self._now, styles=True)
            if word in STORIES and not self._now.skipping:
                self._open_story(STORIES[word])
                return
            if is_without_text(word) or (starred and not is_text_of(word)):
                self._pass_by(word)
                return
            if word == "ud" and len(self._groups) > 1:
                self._now = replace(self._now, skipping=self._groups[-2][0].skipping)
        if word in _STATES:
            self._now = self._with(word, number)
        elif not self._now.skipping:
            self._act(word)

    def _open_story(self, kind: str) -> None:
        body = self._stories[0]
        at = body.number if len(self._stories) == 1 else 0
        self.common.features[kind if kind != "box" else "text box"] += kind in {"comment", "box"}
        where = f"page {kind}" if kind in {"header", "footer"} else kind
        if kind == "comment":
            where = f"comment {self.common.features['comment']}"
            where += f", at paragraph {at}" if at else ""
        unseen = bool(self._now.fate)
        if kind in {"header", "footer"}:
            at = 0
        self._stories.append(
            Story(common=self.common, kind=kind, where=where, at=at, unseen=unseen)
        )
        self._now = _State()

    def _pass_by(self, word: str) -> None:
        self.common.features["picture"] += word in _PICTURES and not self._now.skipping
        self.common.features["numbered"] += word in _NUMBERS and not self._now.skipping
        self._now = replace(self._now, skipping=True)

    def _with(self, word: str, number: int | None) -> _State:
        now = self._now
        if word == "revised" and number != 0 and not (now.inserted or now.skipping):
            self.common.features["insertion"] += 1
        return replace(now, **_STATES[word](number))

    def _act(self, word: str) -> None:
        story, now = self._stories[-1], self._now
        if word in BREAKS:
            self.common.tally["soft line break"] += word == "line"
            story.put("\n", now.fate, bold=now.bold)
        elif word in {"cell", "nestcell"}:
            story.end_cell()
        elif word in {"row", "nestrow"}:
            story.end_row()
        elif word in ENDS:
            self.common.features["deleted end"] += now.deleted
            story.end_paragraph(heading=self._heading(), in_table=now.in_table)

    def _heading(self) -> bool:
        return self._now.outlined or self._now.style in self._titles


def _why(story: Story) -> str:
    if story.kind in {"header", "footer"}:
        return f"a page {story.kind}, not talk"
    return {
        "comment": "a comment in the margin",
        "note": "a footnote or endnote that nothing visible refers to",
        "box": "a text box that is deleted or hidden",
    }.get(story.kind, story.kind)


def _told(common: Common) -> Iterator[str]:
    yield from tally_notes(common.tally)
    for feature, told in _TOLD.items():
        if common.features[feature]:
            yield told.format(n=f"{common.features[feature]:,}")


def _problems(letters: Letters, common: Common, path: str) -> Iterator[Problem]:
    if letters.open_groups:
        yield Problem(
            path=path,
            line=0,
            rule="document-cut",
            message=f"the document ends within {how_many(letters.open_groups, 'open group')}; "
            "its end may be missing",
            remedy="fetch the file again, or compare the last turn with the document",
            severity="doubt",
        )
    if letters.damaged:
        yield Problem(
            path=path,
            line=0,
            rule="encoding-damaged",
            message=f"{how_many(letters.damaged, 'letter')} not valid in the code page that is "
            "declared for them, read as U+FFFD",
            remedy="open the document in its own program and save it again",
        )
    if letters.unknown:
        yield Problem(
            path=path,
            line=0,
            rule="symbol-unknown",
            message=f"{letters.unknown} signs of a symbol font stand as □ in the text",
            remedy="look them up in the document",
            severity="doubt",
        )
    if common.features["deleted end"]:
        yield Problem(
            path=path,
            line=0,
            rule="tracked-paragraph-end",
            message=f"the end of {common.features['deleted end']} paragraphs is deleted under "
            "tracked changes; here they still end",
            remedy="accept or reject the changes in Word and import again",
            severity="doubt",
        )
