"""The codes of a ROCK source as passages of a study: placed where the words stand, or told."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from lises.anchoring.spans import starts_of
from lises.errors import LisesError, UnknownNameError, did_you_mean
from lises.files import Faults, passage_id, write_passages, write_together
from lises.files.text import read_bytes
from lises.model import Passage, StudyFolder, Transcript

from .imported import SetAside
from .rock import RockCode, RockSource, Utterance, ids_of
from .wordcount import count_words

__all__ = ["RockCodings", "add_codings", "rock_codings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RockCodings:
    """What a source says of an interview.

    ``unknown`` are codes that the codebook does not have: while there is one, nothing can be
    written. ``not_placed`` are coded utterances whose words do not stand in the transcript, or
    stand there more than once. ``already`` counts those that the set has.
    """

    passages: tuple[Passage, ...] = ()
    unknown: tuple[RockCode, ...] = ()
    not_placed: tuple[SetAside, ...] = ()
    already: int = 0


def rock_codings(
    source: RockSource, folder: StudyFolder, *, interview: str, set: str, random: Random
) -> RockCodings:
    """Make passages of the coded utterances of a source.

    An utterance is placed where its words stand in one turn, white space aside, exactly once; where
    they stand several times, only where they follow at once on the utterance before. A label that
    ends in a colon may stand before them.

    Parameters
    ----------
    source : RockSource
        As ``read_rock`` gives it.
    folder : StudyFolder
        The study; its transcript of the interview is searched.
    interview, set : str
        Whose codings they are.
    random : random.Random
        Where new passage ids come from.

    Raises
    ------
    UnknownNameError
        If the study has no such interview or set.
    LisesError
        If the interview's transcript is not in the study.
    """
    _refuse(folder, interview, set)
    codes = {code.id: code for code in folder.codebook.codes} if folder.codebook else {}
    ids = ids_of(source, codes)
    placed = list(_placed(source, folder.transcripts[interview]))
    there = _there(folder, interview, set)
    taken = {p.id for p in folder.passages}
    made: dict[tuple[int, tuple[str, ...], int | None], Passage] = {}
    already = 0
    for utterance, place in placed:
        if not isinstance(place, tuple) or not utterance.codes:
            continue
        named = tuple(dict.fromkeys(ids[path[-1]] for path in utterance.codes))
        named = tuple(code for code in named if code not in there.get(place, ()))
        if not named:
            already += 1
            continue
        if place in made:  # the same words once more, in a source that has them twice
            both = dict.fromkeys((*made[place].codes, *named))
            made[place] = replace(made[place], codes=tuple(both))
            continue
        new = passage_id(interview, taken, random)
        taken.add(new)
        turn, quote, occurrence = place
        made[place] = Passage(
            id=new, interview=interview, set=set, turn=turn, turn_end=turn, quote=quote,
            codes=named, occurrence=occurrence,
        )  # fmt: skip
    return RockCodings(
        passages=tuple(sorted(made.values(), key=lambda p: p.turn)),
        unknown=tuple({c.id: c for c in source.codes if ids[c.written] not in codes}.values()),
        not_placed=tuple(_aside(u, why) for u, why in placed if u.codes and isinstance(why, str)),
        already=already,
    )


def _refuse(folder: StudyFolder, interview: str, set: str) -> None:
    """Refuse an interview or coding set that is not there, or words that are not."""
    sets = [one.id for one in folder.design.coding_sets]
    for kind, name, known in (
        ("coding set", set, sets),
        ("interview", interview, [one.id for one in folder.interviews]),
    ):
        if name not in known:
            near = did_you_mean(name, known) or f"there are {', '.join(known) or 'none'}"
            raise UnknownNameError(f'no {kind} "{name}"; {near}')
    if interview not in folder.transcripts:
        raise LisesError(f"the transcript of {interview} is not here; `lises import` brings it in")


def _there(folder: StudyFolder, interview: str, set: str) -> dict[Place, frozenset[str]]:
    """Give the codes that the set has at each place of an interview."""
    found: dict[Place, frozenset[str]] = {}
    for p in folder.passages:
        if p.set == set and p.interview == interview and p.turn == p.turn_end:
            place = (p.turn, p.quote, p.occurrence)
            found[place] = found.get(place, frozenset()) | {*p.codes}
    return found


Place = tuple[int, tuple[str, ...], int | None]


def _aside(utterance: Utterance, why: str) -> SetAside:
    where, words = f"line {utterance.line}", count_words(utterance.text)
    return SetAside(where=where, text=utterance.text, why=why, words=words, at=utterance.line)


def _placed(source: RockSource, transcript: Transcript) -> Iterator[tuple[Utterance, Place | str]]:
    """Give each utterance with its turn, quote and occurrence, or why it has none."""
    talk = _Talk(transcript)
    behind = 0
    for utterance in source.utterances:
        found = talk.places(utterance.text, behind)
        if not found and ":" in utterance.text:  # a speaker's label before the words
            spoken = utterance.text.partition(":")[2].strip()
            found = talk.places(spoken, behind) if spoken else []
        if len(found) == 1:
            start, behind = found[0]
            yield utterance, talk.quoted(start, behind)
        else:
            times = "more than once" if found else "not"
            yield utterance, f"its words stand {times} in the transcript"


class _Talk:
    """The words of a transcript with single blanks, a line for each turn, and where each stands."""

    def __init__(self, transcript: Transcript) -> None:
        self.transcript = transcript
        letters: list[str] = []
        self.at: list[tuple[int, int]] = []  # of each character: turn, code point
        for turn in transcript.turns:
            before_blank = True
            for point, letter in enumerate(turn.text):
                blank = letter.isspace()
                if blank and before_blank:
                    continue
                letters.append(" " if blank else letter)
                self.at.append((turn.number, point))
                before_blank = blank
            letters.append("\n")
            self.at.append((turn.number, len(turn.text)))
        self.text = "".join(letters)
        self.found: dict[str, list[tuple[int, int]]] = {}
        self.starts: dict[tuple[int, str], dict[int, int]] = {}  # of a quote in a turn: which it is

    def places(self, words: str, behind: int) -> list[tuple[int, int]]:
        """Give where words stand; of several the one that follows on a place without a word."""
        if words not in self.found:
            self.found[words] = list(self._all(words))
        found = self.found[words]
        if len(found) > 1:
            after = bisect_left(found, (behind, 0))
            if after < len(found) and not any(
                letter.isalnum() for letter in self.text[behind : found[after][0]]
            ):
                return [found[after]]
        return found

    def _all(self, words: str) -> Iterator[tuple[int, int]]:
        start = self.text.find(words)
        while start >= 0:
            end = start + len(words)
            if self._apart(start, end):
                yield start, end
            start = self.text.find(words, start + 1)

    def _apart(self, start: int, end: int) -> bool:
        """Tell whether a stretch neither begins nor ends within a word."""
        before, after = self.text[start - 1 : start], self.text[end : end + 1]
        first, last = self.text[start], self.text[end - 1]
        return not (before.isalnum() and first.isalnum()) and not (
            after.isalnum() and last.isalnum()
        )

    def quoted(self, start: int, end: int) -> Place:
        turn, first = self.at[start]
        last = self.at[end - 1][1] + 1
        text = self.transcript.turns[turn - 1].text
        quote = text[first:last]
        if (turn, quote) not in self.starts:
            starts = starts_of(text, quote)
            self.starts[turn, quote] = {start: n for n, start in enumerate(starts, start=1)}
        among = self.starts[turn, quote]
        return turn, (quote,), among[first] if len(among) > 1 else None


def add_codings(study: Path, found: RockCodings) -> Path | None:
    """Write passages behind those that their coding set has; none: nothing is written.

    Parameters
    ----------
    study : Path
        The study folder.
    found : RockCodings
        As ``rock_codings`` gives it, of this study.

    Raises
    ------
    LisesError
        If a code is not in the codebook.
    """
    if found.unknown:
        missing = ", ".join(code.id for code in found.unknown)
        raise LisesError(f"not in the codebook: {missing}; add them first, `lises codes add`")
    if not found.passages:
        return None
    first = found.passages[0]
    name = f"codings/{first.set}/{first.interview}.jsonl"
    there = (study / name).exists()
    old = (read_bytes(study / name, Faults(name)) or b"") if there else b""
    end = b"" if not old or old.endswith(b"\n") else b"\n"
    write_together(study, {name: old + end + write_passages(found.passages).encode()})
    return study / name
