"""A transcript that is to change, and everything of the study that points into it.

Passages of every coding set, the turns in which questions were put and the judged hits of searches
name turns and words of one text. When a new text comes, each of them is carried over, or is for a
person to decide; nothing is guessed and nothing is left behind unsaid.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from lises.anchoring import (
    FATES,
    CarriedPassage,
    CarriedTurn,
    Fate,
    Replacement,
    Span,
    carry,
    carry_replacements,
    resolve,
)
from lises.errors import LisesError, Problem, QueryError, UnknownNameError, did_you_mean
from lises.files import check_references
from lises.model import At, JudgedHit, Passage, Search, StudyFolder, Transcript

__all__ = ["Pointer", "TranscriptChange", "change_transcript", "new_transcript_problems"]

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """One line of a file that points into the transcript, and what becomes of it.

    ``key`` names it for a decision: a passage's id; ``asked:`` and the question, ``:2`` behind it
    where that was put twice; or a search's file and line. ``was`` are the values that point (turn,
    quote or hit, occurrence), ``became`` what they are to be, None where that is not decided;
    ``candidates`` likewise. ``named_by`` are the parts of the study that name it; ``speakers`` who
    is credited now, where that is new.
    """

    key: str
    kind: Literal["passage", "question", "hit"]
    at: At = field(repr=False)
    fate: Fate
    was: Values
    became: Values | None = None
    candidates: tuple[Values, ...] = ()
    why: str = ""
    named_by: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptChange:
    """An interview's old and new transcript, and the fate of everything that points into it."""

    old: Transcript = field(repr=False)
    new: Transcript = field(repr=False)
    pointers: tuple[Pointer, ...]

    @property
    def interview(self) -> str:
        """The id of the interview."""
        return self.old.interview

    @property
    def counts(self) -> Mapping[Fate, int]:
        """How many pointers met each fate; every fate is named."""
        found = Counter(pointer.fate for pointer in self.pointers)
        return {fate: found[fate] for fate in FATES}


def new_transcript_problems(
    folder: StudyFolder, new: Transcript, problems: Iterable[Problem]
) -> tuple[Problem, ...]:
    """Say what stands in the way of a new transcript.

    Parameters
    ----------
    folder : StudyFolder
        The study with the old transcript.
    new : Transcript
        Its speakers are held against the participants of the interview.
    problems : iterable of Problem
        Those of reading the study: a line that cannot be read cannot be carried.

    Returns
    -------
    tuple of Problem
        Errors of the new transcript's speakers, and of every file that points into the old.
    """
    name = new.interview
    path = f"{folder.path}/transcripts/{name}.md"
    pointing = (
        path,
        f"{folder.path}/asked.csv",
        *(f"{folder.path}/codings/{s.id}/{name}.jsonl" for s in folder.design.coding_sets),
        *(f"{folder.path}/{search}" for search in folder.searches),
        *{folder.file(p.at) for p in folder.passages if p.interview == name},
    )
    placed = replace(new, at=At(f"transcripts/{name}.md", new.at.line))
    there = replace(folder, transcripts={**folder.transcripts, name: placed})
    about = (p for p in check_references(there) if p.path == path and p.rule.startswith("speaker"))
    unread = (p for p in problems if p.path in pointing)
    return tuple(dict.fromkeys(p for p in (*about, *unread) if p.severity == "error"))


def change_transcript(
    folder: StudyFolder,
    new: Transcript,
    *,
    replaced: Sequence[tuple[str, str]] = (),
    replacements: Sequence[Replacement] = (),
) -> TranscriptChange:
    """Carry everything that points into an interview's transcript over to a new one.

    Parameters
    ----------
    folder : StudyFolder
        The study as read.
    new : Transcript
        Of an interview that has a transcript.
    replaced : sequence of (str, str)
        Names and what was put for them, where that is known.
    replacements : sequence of Replacement
        Where ``new`` was made from the old by these: then nothing is aligned.

    Raises
    ------
    UnknownNameError
        If the interview has no transcript.
    LisesError
        If the transcript is one of a release, where words are cut, or two passages have one id.
    """
    old = folder.transcripts.get(new.interview)
    if old is None:
        near = did_you_mean(new.interview, folder.transcripts)
        raise UnknownNameError(f'"{new.interview}" has no transcript here; {near}'.rstrip("; "))
    if old.release or new.release:
        raise LisesError("this is the transcript of a release; change that of the archive")
    passages = [p for p in folder.passages if p.interview == new.interview]
    twice = [name for name, often in Counter(p.id for p in passages).items() if often > 1]
    if twice:
        raise LisesError(f"{twice[0]} is the id of two passages; `lises check` says where")
    hits = _Hits(folder, old, new)
    pointing = [*passages, *hits.as_passages]
    if replacements:
        carried = carry_replacements(old, replacements, pointing)
    else:
        carried = carry(old, new, pointing, replaced=replaced)
    naming = _naming(folder)
    pointers = (
        *(_of_passage(one, naming[one.passage.id]) for one in carried.passages[: len(passages)]),
        *_of_questions(folder, new.interview, carried.turns),
        *hits.pointers(carried.passages[len(passages) :]),
    )
    return TranscriptChange(old=old, new=new, pointers=pointers)


# -- passages ---------------------------------------------------------------------------------


def _of_passage(one: CarriedPassage, naming: Sequence[str]) -> Pointer:
    return Pointer(
        key=one.passage.id,
        kind="passage",
        at=one.passage.at,
        fate=one.fate,
        was=_values(one.passage),
        became=None if one.became is None else _values(one.became),
        candidates=tuple(_values(candidate) for candidate in one.candidates),
        why=one.why,
        named_by=tuple(naming),
        speakers=one.speakers,
    )


def _values(passage: Passage) -> Values:
    several = passage.turn_end > passage.turn
    return {
        "turn": [passage.turn, passage.turn_end] if several else passage.turn,
        "quote": list(passage.quote) if several else passage.quote[0],
        "occurrence": passage.occurrence,
    }


def _naming(folder: StudyFolder) -> Mapping[str, list[str]]:
    """Say which parts of the study name each passage."""
    found: dict[str, list[str]] = defaultdict(list)
    for finding in folder.findings:
        for evidence in (*finding.rests_on, *finding.contradicted_by):
            found[evidence.passage].append(f"findings/{finding.id}.md")
    for code in folder.codebook.codes if folder.codebook else ():
        found[code.example].append("codebook.yaml")
    for cell in folder.framework:
        for passage in cell.passages:
            found[passage].append("framework.yaml")
    for text in folder.translations:
        found[text.passage].append(f"translations/{text.language}.jsonl")
    for coded in folder.passages:
        for origin in coded.origin:
            found[origin].append(coded.id)
    for note in folder.notes:
        found[note.about].append(note.at.path)
    return found


# -- questions --------------------------------------------------------------------------------


def _of_questions(
    folder: StudyFolder, interview: str, turns: Sequence[CarriedTurn]
) -> Iterator[Pointer]:
    often: Counter[str] = Counter()
    for asked in folder.asked:
        if asked.interview != interview or asked.turn is None:
            continue
        often[asked.question] += 1
        again = f":{often[asked.question]}" if often[asked.question] > 1 else ""
        if asked.turn > len(turns):
            one = CarriedTurn(turn=asked.turn, fate="lost")
        else:
            one = turns[asked.turn - 1]
        yield Pointer(
            key=f"asked:{asked.question}{again}",
            kind="question",
            at=asked.at,
            fate=one.fate,
            was={"turn": asked.turn},
            became=None if one.became is None else {"turn": one.became},
            candidates=tuple({"turn": turn} for turn in one.candidates),
            why="" if one.became else _why_no_turn(one),
        )


def _why_no_turn(turn: CarriedTurn) -> str:
    if turn.fate == "lost":
        return "its turn is gone"
    return "its turn was split, or another beside it is as like"


# -- judged hits ------------------------------------------------------------------------------


class _Hits:
    """The judged hits of the searches, as passages of one word or some."""

    def __init__(self, folder: StudyFolder, old: Transcript, new: Transcript) -> None:
        self._new = new
        recorded = {s.judged: s for finding in folder.findings for s in finding.searched}
        self._hits: list[tuple[str, JudgedHit]] = []
        self._found: dict[str, Mapping[Span, tuple[str, int | None]] | None] = {}
        self.as_passages: list[Passage] = []
        for path, judged in folder.searches.items():
            here = [hit for hit in judged if hit.interview == old.interview]
            if not here:
                continue
            search, language = recorded.get(path), folder.design.language
            before = _places(old, search, language)
            self._found[path] = _places(new, search, language)
            for hit in here:
                self._hits.append((path, hit))
                self.as_passages.append(_as_passage(hit, old, before))

    def pointers(self, carried: Sequence[CarriedPassage]) -> Iterator[Pointer]:
        """Give what became of each hit: a hit is where the search finds it again."""
        for (path, hit), one in zip(self._hits, carried, strict=True):
            found = self._found[path]
            became = None if one.became is None else self._hit(one.became, found)
            places = [self._hit(candidate, found) for candidate in one.candidates]
            candidates = tuple(place for place in places if place is not None)
            fate: Fate = one.fate
            if became is None:
                fate = "ambiguous" if candidates else "lost"
            yield Pointer(
                key=f"{path}:{hit.at.line}",
                kind="hit",
                at=hit.at,
                fate=fate,
                was={"turn": hit.turn, "hit": hit.hit, "occurrence": hit.occurrence},
                became=became,
                candidates=candidates,
                why="" if became else one.why or "the search does not find it there any more",
                speakers=one.speakers if became else (),
            )

    def _hit(
        self, passage: Passage, found: Mapping[Span, tuple[str, int | None]] | None
    ) -> Values | None:
        spans = resolve(passage, self._new)
        if not isinstance(spans, tuple) or len(spans) > 1:
            return None
        if found is None:
            hit, occurrence = passage.quote[0], passage.occurrence
        elif spans[0] in found:
            hit, occurrence = found[spans[0]]
        else:
            return None
        return {"turn": passage.turn, "hit": hit, "occurrence": occurrence}


def _places(
    transcript: Transcript, search: Search | None, language: str
) -> Mapping[Span, tuple[str, int | None]] | None:
    """Give what a search finds and its occurrence, where a turn has it twice; None if unknown."""
    if search is None:
        return None
    from lises.text import concordance

    try:
        table = concordance([transcript], search.query, matching=search.matching, language=language)
    except QueryError:
        return None
    rows = table.select("turn", "start", "end", "hit", "occurrence").rows()
    often = Counter((turn, hit) for turn, _, _, hit, _ in rows)
    return {
        Span(turn, start, end): (hit, occurrence if often[turn, hit] > 1 else None)
        for turn, start, end, hit, occurrence in rows
    }


def _as_passage(
    hit: JudgedHit, old: Transcript, found: Mapping[Span, tuple[str, int | None]] | None
) -> Passage:
    """Make a passage of a hit; the search counts its hits, a passage every place of its letters."""
    occurrence = hit.occurrence
    turn = old.turn(hit.turn)
    if found is not None and turn is not None:
        wanted = (hit.hit, hit.occurrence)
        places = (s.start for s, was in found.items() if s.turn == hit.turn and was == wanted)
        start = next(places, None)
        begins = range(len(turn.text))
        all_of = [at for at in begins if turn.text.startswith(hit.hit, at)]
        occurrence = all_of.index(start) + 1 if start in all_of else hit.occurrence
    return Passage(
        id=f"{hit.at.path}:{hit.at.line}",
        interview=hit.interview,
        set="",
        turn=hit.turn,
        turn_end=hit.turn,
        quote=(hit.hit,),
        codes=(),
        occurrence=occurrence,
    )
