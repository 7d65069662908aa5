"""From cues to turns, with the time of every stretch and what was spoken at the same time.

Consecutive cues of one speaker become one turn, whose time is that of its first cue. A cue for
which nobody is named is a turn of ``NN``, by itself: who speaks is not guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from lises.errors import Problem, how_many
from lises.exchange.cleaning import tally_notes
from lises.exchange.document import Declaration
from lises.exchange.imported import Overlap, RawTurn, Timing, place_of
from lises.exchange.labels import Labels
from lises.exchange.turns import Talk
from lises.exchange.wordcount import count_words

from .cues import UNNAMED, TimedDocument, hms
from .places import placed
from .stretches import Stretch, Stretches, stretches_of

__all__ = ["Cues", "TimedTalk", "timed_talk"]

Cues = Literal["auto", "joined", "each"]
"""How cues become turns: those of one speaker in a row together (``auto``); so too those without
a speaker, which go on with the one before (``joined``); or every cue by itself (``each``)."""

# What transcribers write of pauses, laughter and what could not be heard: (..), [griner], <hoster>.
_MARK = re.compile(r"\[[^\[\]\n]{1,40}\]|\([^()\n]{1,40}\)|<[^<>\n]{1,40}>|♪")
_ROLLING = 3
_TOLD = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedTalk:
    """A division into turns, its times, and what is to be said of it."""

    talk: Talk
    timings: tuple[Timing, ...]
    overlaps: tuple[Overlap, ...]
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Turn:
    first: Stretch
    pieces: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, stretch: Stretch) -> tuple[int, int]:
        """Take a stretch; give where it stands in the turn."""
        if self.pieces:
            self.pieces.append(stretch.joined)
            self.length += len(stretch.joined)
        begin = self.length
        self.pieces.append(stretch.text)
        self.length += len(stretch.text)
        return begin, self.length

    def made(self) -> RawTurn:
        text = "".join(self.pieces)
        cue = self.first.cue
        timed = self.first.first
        return RawTurn(
            label=self.first.label,
            parts=self.first.parts,
            text=text,
            time=hms(cue.start) if timed else "",
            time_written=cue.written if timed and hms(cue.start) else "",
            at=cue.at,
            words=count_words(text),
        )


def timed_talk(
    document: TimedDocument, path: str, called: Iterable[Declaration] = (), cues: Cues = "auto"
) -> TimedTalk:
    """Divide cues into turns.

    Parameters
    ----------
    document : TimedDocument
        What a reader gave.
    path : str
        The file, for its problems.
    called : iterable of Declaration
        What the caller says of labels.
    cues : {"auto", "joined", "each"}
        As in ``Cues``.
    """
    found = stretches_of(document, called, goes_on=cues == "joined")
    turns: list[_Turn] = []
    timings: list[Timing] = []
    for stretch in found.stretches:
        if stretch.text and _begins(turns, stretch, document, cues):
            turns.append(_Turn(stretch))
        timings.append(_timing(turns, stretch))
    overlaps = tuple(_overlaps(found.stretches, timings))
    talk = Talk(
        units=(),
        labels=_with_nobody(found.labels, turns),
        by_line=True,
        turns=tuple(turn.made() for turn in turns),
        set_aside=(),
        unlabelled=(),
        words_in_labels=found.words_in_labels,
        words_in_times=document.words_in_heads + found.words_in_times,
        tabs=0,
    )
    return TimedTalk(
        talk=talk,
        timings=tuple(timings),
        overlaps=overlaps,
        notes=tuple(_notes(document, found, overlaps)),
        problems=tuple(_problems(document, found, path, cues)),
    )


def _with_nobody(labels: Labels, turns: Sequence[_Turn]) -> Labels:
    """Say of ``NN`` where it comes from; nobody need be asked twice who it is."""
    key = UNNAMED.casefold()
    if key in labels.declared or all(turn.first.label != UNNAMED for turn in turns):
        return labels
    nobody = Declaration(label=UNNAMED, name="no speaker named", by="file")
    return replace(
        labels,
        declared={**labels.declared, key: nobody},
        canonical={**labels.canonical, key: UNNAMED},
    )


def _begins(turns: list[_Turn], stretch: Stretch, document: TimedDocument, cues: Cues) -> bool:
    if not turns:
        return True
    before = turns[-1].first
    if stretch.parts != before.parts or (cues == "each" and stretch.first):
        return True
    if stretch.label == UNNAMED and cues == "auto":
        return stretch.first and not stretch.cue.continues
    return stretch.begins and not document.merges


def _timing(turns: list[_Turn], stretch: Stretch) -> Timing:
    cue = stretch.cue
    begin, stop = turns[-1].add(stretch) if stretch.text else (0, 0)
    return Timing(
        turn=len(turns) if stretch.text else 0,
        begin=begin,
        stop=stop,
        start=cue.start,
        end=cue.end,
        at=cue.at,
        name=cue.name,
        settings=cue.settings,
        words=placed(stretch.text, stretch.words, begin),
    )


def _overlaps(stretches: Sequence[Stretch], timings: Sequence[Timing]) -> Iterator[Overlap]:
    """Give the cues that begin before an earlier one ends, each with the one that ends last."""
    pairs = list(zip(stretches, timings, strict=True))
    for (_, before), (stretch, timing) in pairwise(pairs):
        if stretch.into and before.turn and timing.turn != before.turn:
            yield Overlap(turn=timing.turn, other=before.turn, at=timing.at)
    timed = [t for s, t in pairs if t.turn and s.first and t.start is not None]
    latest: Timing | None = None
    for timing in sorted(timed, key=lambda t: (t.start or 0, t.at)):
        start, end = timing.start or 0, timing.end
        if latest is not None and latest.end is not None and start < latest.end:
            shared = min(latest.end, latest.end if end is None else end) - start
            yield Overlap(
                turn=timing.turn, other=latest.turn, at=timing.at, milliseconds=max(shared, 0)
            )
        if end is not None and (latest is None or latest.end is None or end >= latest.end):
            latest = timing


def _notes(document: TimedDocument, found: Stretches, overlaps: Sequence[Overlap]) -> Iterator[str]:
    yield from tally_notes(found.tally)
    empty = sum(not stretch.text for stretch in found.stretches)
    if empty:
        yield f"cues without text: {empty:,}; their times are kept"
    marks = Counter(m for s in found.stretches for m in _MARK.findall(s.text))
    if marks:
        listed = ", ".join(f"{mark} {times:,}" for mark, times in marks.most_common(8))
        more = ", …" if len(marks) > 8 else ""
        yield f"marks in brackets, kept in the text: {listed}{more}"
    if found.into:
        times = how_many(found.into, "time")
        yield f"said into another's talk (//…//): {times}, turns of their own that keep the slashes"
    timed = [overlap for overlap in overlaps if overlap.milliseconds is not None]
    if timed:
        yield f"cues that begin before an earlier one ends: {len(timed):,}"
    spoken = Counter(s.label for s in found.stretches if s.text)
    listed = ", ".join(f"{label} {times:,}" for label, times in spoken.most_common(12))
    if listed:
        yield f"cues by speaker, {len(document.cues):,} in all: {listed}"


def _problems(
    document: TimedDocument, found: Stretches, path: str, cues: Cues
) -> Iterator[Problem]:
    place = place_of(document.kind)
    for at, rule, message, remedy in (*_of_nobody(found, cues), *_of_lines(found)):
        named = "" if place == "line" else f"{place} {at}: "
        yield Problem(
            path=path,
            line=at,
            rule=rule,
            message=f"{named}{message}",
            remedy=remedy,
            severity="doubt",
        )


_Doubt = tuple[int, str, str, str]


def _of_nobody(found: Stretches, cues: Cues) -> Iterator[_Doubt]:
    if not found.unnamed or cues == "joined":
        return
    became = "a turn" if found.unnamed == 1 else "turns"
    every = found.unnamed >= sum(bool(stretch.text) for stretch in found.stretches)
    without = "the file names no speakers; " if every else "nobody is named in some cues; "
    yield (
        found.first_unnamed,
        "cues-unnamed",
        f"{without}{how_many(found.unnamed, 'cue')} became {became} of {UNNAMED}",
        f"say who {UNNAMED} is (--speaker {UNNAMED}=…); or write the speaker and a colon where "
        'another begins, "I: …", and import with --cues joined',
    )


def _of_lines(found: Stretches) -> Iterator[_Doubt]:
    if len(found.again) >= _ROLLING:
        yield (
            found.again[0],
            "cues-repeat",
            f"{how_many(len(found.again), 'cue')} begin with the last line of the cue before, as "
            "captions that roll do; all is kept, so words stand twice",
            "export captions that do not roll, or the plain transcript",
        )
    for at in found.dashes[:_TOLD]:
        yield (
            at,
            "cue-of-several",
            "lines that begin with a dash, as where two speak; kept as lines of one turn",
            "write the speakers before them if they are two",
        )
