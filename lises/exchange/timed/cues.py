"""What a reader of a timed format hands on: cues, and what is not among them.

A cue is a stretch of talk with a begin and an end: a caption, a segment, an annotation. Who speaks
is said by the format (a voice tag, a tier, a key), or by the text (``Name: …``), or by nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from lises.errors import Problem
from lises.exchange.document import UnreadableError
from lises.exchange.imported import Kind, SetAside

__all__ = [
    "MAX_CUES",
    "UNNAMED",
    "Cue",
    "TimedDocument",
    "Voiced",
    "WordTime",
    "clock",
    "counted",
    "hms",
]

_One = TypeVar("_One")

MAX_CUES = 200_000
"""The most cues that are read; a day of talk has some 20,000."""

UNNAMED = "NN"
"""The label of a turn for which the file names no speaker (nomen nescio)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordTime:
    """When a piece of a cue was said, in milliseconds; None where the file does not say.

    ``piece`` is the text, of which only the place is kept; ``probability`` is the recogniser's own,
    from 0 to 1, or None.
    """

    piece: str
    start: int | None = None
    end: int | None = None
    probability: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Voiced:
    r"""A stretch of a cue by one voice.

    ``speaker`` is the name that the format gives, as written, empty where it gives none; ``text``
    is without marks and not yet cleaned, ``\n`` between its lines; ``words`` its timed pieces, in
    order. ``label_words`` counts the words by which the file names the speaker at this place.
    """

    speaker: str
    text: str
    words: tuple[WordTime, ...] = ()
    label_words: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A stretch of talk and its time.

    Parameters
    ----------
    voices : tuple of Voiced
        What is said, by whom; mostly one.
    at : int
        Its place from 1, in the unit of the format.
    start, end : int or None
        Milliseconds from the beginning of the recording; None where not known.
    written : str
        The begin as the file writes it.
    name, settings : str
        The cue's own identifier and its settings, as written.
    joined : str
        What stands between it and the cue before where both are of one turn.
    continues : bool
        That it goes on with the speaker before where it names none: a further stretch of a
        paragraph.
    """

    voices: tuple[Voiced, ...]
    at: int
    start: int | None = None
    end: int | None = None
    written: str = ""
    name: str = ""
    settings: str = ""
    joined: str = " "
    continues: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedDocument:
    """The cues of a file and what stands beside them.

    ``words`` is counted from the file by a route of its own; ``words_in_heads`` are those of the
    cues' numbers, times and settings. ``merges`` says whether consecutive cues of one speaker are
    one turn (captions) or a label always begins one (paragraphs).
    """

    kind: Kind
    cues: tuple[Cue, ...]
    words: int
    words_in_heads: int = 0
    encoding: str = ""
    set_aside: tuple[SetAside, ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    merges: bool = True
    not_speakers: frozenset[str] = field(default_factory=frozenset)


def counted(found: Iterable[_One], what: str = "cues") -> list[_One]:
    """Give what was found as a list, or refuse it once it is more than ``MAX_CUES``."""
    cues = list(islice(found, MAX_CUES + 1))
    if len(cues) > MAX_CUES:
        raise UnreadableError(
            "file-too-large",
            f"the file has more than {MAX_CUES:,} {what}",
            "is this one transcript? divide it if it is",
        )
    return cues


def hms(milliseconds: int | None) -> str:
    """Give ``hh:mm:ss``, cut and not rounded; empty where no time is known or it has 1,000 hours.

    >>> hms(75_980), hms(None)
    ('00:01:15', '')
    """
    if milliseconds is None or not 0 <= milliseconds < 3_600_000_000:
        return ""
    total = milliseconds // 1000
    return f"{total // 3600:02}:{total // 60 % 60:02}:{total % 60:02}"


def clock(milliseconds: int) -> str:
    """Give a time with its milliseconds, ``hh:mm:ss.mmm``.

    >>> clock(8_260)
    '00:00:08.260'
    """
    return f"{hms(milliseconds)}.{milliseconds % 1000:03}"
