"""What an import found: turns, speakers, and every word that did not become a turn.

The law of an import: the words of the document are the words of its turns, of its speaker labels,
of its time stamps and of what was set aside, and nothing else. ``WordBalance`` holds the five
numbers; the first is counted from the file by another route than the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lises.errors import Problem

__all__ = [
    "Candidate",
    "Guess",
    "Imported",
    "Kind",
    "RawTurn",
    "SetAside",
    "SpeakerFound",
    "WordBalance",
]

Guess = Literal["interviewer", "participant", "other", "unsure"]
Kind = Literal["docx", "text", "markdown", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """Text that was not carried into a turn, whole, with its place and the reason.

    ``where`` is in words for people (``paragraph 4``, ``comment 2, at paragraph 17``); ``at`` the
    paragraph or line, 0 where it has none; ``words`` how many words it has.
    """

    where: str
    text: str
    why: str
    words: int
    at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTurn:
    r"""One turn as the document has it, before anybody is credited with it.

    Parameters
    ----------
    label : str
        The speaker label as it was written, ``X og Y``.
    parts : tuple of str
        The speakers of the turn, each as its label is mostly written: ``("X", "Y")``.
    text : str
        NFC; ``\n\n`` between paragraphs, ``\n`` for a soft line break.
    time, time_written : str
        ``hh:mm:ss`` and the stamp as it was written; both empty where the turn has none.
    at : int
        From 1: the paragraph of a Word document, the line of a text file.
    words : int
        The words of ``text``.
    """

    label: str
    parts: tuple[str, ...]
    text: str
    time: str = ""
    time_written: str = ""
    at: int = 0
    words: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerFound:
    """One label as it was written, with what speaks for who it is.

    ``parts`` are the single speakers it names, one unless ``joint``. ``name`` is what the header
    says of it, empty where it is not ``declared``. ``guess`` is a proposal and ``why`` its ground.
    """

    label: str
    parts: tuple[str, ...]
    name: str
    turns: int
    words: int
    declared: bool
    joint: bool
    guess: Guess
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Text before a colon that may be a label but was not taken for one; kept as text.

    ``at`` lists the paragraphs or lines where it stands.
    """

    label: str
    at: tuple[int, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordBalance:
    """Where the words of a document went.

    >>> WordBalance(document=10, turns=6, labels=2, times=1, set_aside=1).difference
    0
    """

    document: int = 0
    turns: int = 0
    labels: int = 0
    times: int = 0
    set_aside: int = 0

    @property
    def difference(self) -> int:
        """Words of the document less the words accounted for; 0 where the law holds."""
        return self.document - self.turns - self.labels - self.times - self.set_aside


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A transcript that was read and not yet written anywhere.

    Parameters
    ----------
    path : Path
        The file.
    kind : {"docx", "text", "markdown", "unknown"}
        What its content is, whatever its name says.
    encoding : str
        For text, in words: ``utf-8``, ``utf-16-le with BOM``, ``cp1252``; empty for Word.
    words : WordBalance
        Where the words went; ``words_in_document`` and its fellows read from it.
    turns, speakers, candidates, set_aside
        What was found; ``speakers`` has one entry per label as it was written.
    notes : tuple of str
        What was done to the text, with counts; nothing to decide.
    problems : tuple of Problem
        Faults and doubts, with place and remedy.
    """

    path: Path
    kind: Kind
    encoding: str = ""
    words: WordBalance = WordBalance()
    turns: tuple[RawTurn, ...] = ()
    speakers: tuple[SpeakerFound, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def words_in_document(self) -> int:
        """Words of the file, counted by a route of their own."""
        return self.words.document

    @property
    def words_in_turns(self) -> int:
        """Words that became talk."""
        return self.words.turns

    @property
    def words_in_labels(self) -> int:
        """Words of the speaker labels at the turns' beginnings."""
        return self.words.labels

    @property
    def words_in_times(self) -> int:
        """Words of the time stamps that became the time of a turn."""
        return self.words.times

    @property
    def words_set_aside(self) -> int:
        """Words of everything in ``set_aside``."""
        return self.words.set_aside

    @property
    def place(self) -> str:
        """What ``at`` counts: ``paragraph`` in a Word document, else ``line``."""
        return "paragraph" if self.kind == "docx" else "line"
