"""What an import found: turns, speakers, and every word that did not become a turn.

The law of an import: the words of the document are the words of its turns, of its speaker labels,
of its time stamps and of what was set aside, and nothing else. ``WordBalance`` holds the five
numbers; the first is counted from the file by another route than the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lises.errors import Problem

__all__ = [
    "Candidate",
    "Guess",
    "Imported",
    "Kind",
    "Overlap",
    "RawTurn",
    "SetAside",
    "SpeakerFound",
    "Timing",
    "WordBalance",
    "place_of",
]

Guess = Literal["interviewer", "participant", "other", "unsure"]
Kind = Literal[
    "docx",
    "odt",
    "rtf",
    "pdf",
    "text",
    "markdown",
    "webvtt",
    "srt",
    "sbv",
    "whisper-json",
    "whisper-tsv",
    "eaf",
    "otr",
    "noscribe-html",
    "unknown",
]

_PLACES: Mapping[Kind, str] = {
    "docx": "paragraph",
    "odt": "paragraph",
    "rtf": "paragraph",
    "otr": "paragraph",
    "noscribe-html": "paragraph",
    "whisper-json": "segment",
    "eaf": "annotation",
}


def place_of(kind: Kind) -> str:
    """Say what ``at`` counts in a file of this kind: ``line`` where nothing else is said.

    >>> place_of("docx"), place_of("text"), place_of("eaf")
    ('paragraph', 'line', 'annotation')
    """
    return _PLACES.get(kind, "line")


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
class Timing:
    """When a stretch of a turn was said; kept beside the study, since a turn has one time only.

    Parameters
    ----------
    turn : int
        The position of the turn in ``Imported.turns``, from 1; 0 for a cue without text.
    begin, stop : int
        Where the stretch stands in the turn's text, in code points, the second exclusive.
    start, end : int or None
        Milliseconds; None where the file does not say.
    at : int
        The cue's place in the file.
    name, settings : str
        The cue's own identifier and settings, as written.
    words : tuple
        ``(begin, stop, start, end, probability)`` for each word that has a time of its own, places
        as above, None for what is not said. No word itself is kept.
    """

    turn: int
    begin: int = 0
    stop: int = 0
    start: int | None = None
    end: int | None = None
    at: int = 0
    name: str = ""
    settings: str = ""
    words: tuple[tuple[int, int, int | None, int | None, float | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Two stretches that were spoken at the same time, by the positions of their turns from 1.

    ``milliseconds`` is how long, None where the text marks the overlap (``//S02: …//``) and no
    time tells it. ``at`` is the place of the later cue. Both may be of one turn.
    """

    turn: int
    other: int
    at: int
    milliseconds: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A transcript that was read and not yet written anywhere.

    Parameters
    ----------
    path : Path
        The file.
    kind : Kind
        What its content is, whatever its name says; ``unknown`` where it is not read.
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
    timings, overlaps
        Of a file with times for every stretch: when each was said, and which turns overlap.
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
    timings: tuple[Timing, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    digest: str = ""

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
        """What ``at`` counts: ``paragraph`` in a Word document, ``line`` in a text file."""
        return place_of(self.kind)
