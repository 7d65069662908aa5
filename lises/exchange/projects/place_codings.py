"""Codings of another program in a study that is there already: placed, or told; never guessed.

A source that has the text of a transcript as it was exported, line ends and white space aside,
gives every coding its place by position. Of another text the words are looked for; they must stand
in one place, or in one that has the same words around it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from unicodedata import is_normalized, normalize

from lises.anchoring.spans import starts_of
from lises.errors import LisesError
from lises.exchange.imported import SetAside
from lises.exchange.wordcount import count_words
from lises.files import Faults, passage_id, write_origins, write_passages, write_together
from lises.files.text import read_bytes
from lises.model import Origin, Passage, StudyFolder, Transcript

from .from_study import from_study
from .matching import CodesFound, UnknownCode, chosen_coder, code_ids, interviews_of, refuse
from .project import Project, ProjectCoding, Source, Span
from .words import Sought, TalkWords

__all__ = ["CodingsWanted", "PlacedCodings", "add_codings", "place_codings"]

ORIGINS = "origins.csv"
# A sign with the accents that follow it, of Latin, Greek, Cyrillic and symbols, and of kana.
_CLUSTER = re.compile(
    ".[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a]*", re.DOTALL
)
AROUND = 200  # characters before and after words that are looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingsWanted:
    """Whose codings are wanted, and where they go.

    ``set`` is the coding set that gets them; ``interview`` the interview of the one source, where
    its name does not say it; ``coder`` whose codings, where there are several.
    """

    set: str
    interview: str = ""
    coder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedCodings:
    """What a project says of the interviews of a study; nothing is written yet.

    Parameters
    ----------
    passages : tuple of Passage
        New ones, in the order of the transcripts.
    unknown : tuple of UnknownCode
        Codes that the codebook does not have: while there is one, nothing can be written.
    not_placed : tuple of SetAside
        Codings whose place is not in a transcript, or not one place, each with the reason.
    already : int
        Codings that the set has.
    sources : tuple of (str, str)
        Each source with its interview, empty where it is none of the study's.
    by_position, by_words : int
        How many stretches were placed in either way.
    origins : tuple of Origin
        When each was coded, and its GUID, where the project says it.
    left : tuple of SetAside
        Memos that the study does not have: they belong to more than a coding, and stay out.
    """

    passages: tuple[Passage, ...] = ()
    unknown: tuple[UnknownCode, ...] = ()
    not_placed: tuple[SetAside, ...] = ()
    already: int = 0
    sources: tuple[tuple[str, str], ...] = ()
    by_position: int = 0
    by_words: int = 0
    origins: tuple[Origin, ...] = ()
    left: tuple[SetAside, ...] = ()


def place_codings(
    project: Project, folder: StudyFolder, wanted: CodingsWanted, random: Random
) -> PlacedCodings:
    """Make passages of the codings of a project.

    Parameters
    ----------
    project : Project
        As a reader gives it.
    folder : StudyFolder
    wanted : CodingsWanted
    random : random.Random
        Where new passage ids come from.

    Raises
    ------
    UnknownNameError
        If the study has no such interview or set, or the project no such coder.
    LisesError
        If several coded and none is chosen, the interview's transcript is not in the study, or an
        interview is named and the project has several sources.
    """
    refuse(folder, wanted.set, wanted.interview)
    coder = chosen_coder(project, wanted.coder)
    bare = replace(folder, passages=(), notes=())
    exported = from_study(bare, mark="-" if folder.design.constructed else "")
    interviews = interviews_of(project, folder, exported, wanted.interview)
    codes = code_ids(project, folder, exported)
    maker = _Maker(folder, wanted.set, codes, random)
    texts = {source.id: source for source in exported.sources}
    given: dict[str, list[ProjectCoding]] = {}
    for coding in project.codings:
        if coder is None or coding.coder == coder:
            given.setdefault(coding.source, []).append(coding)
    for source in project.sources:
        codings = given.get(source.key, [])
        interview = interviews[source.key]
        if interview:
            maker.source(source, texts[interview], codings)
        else:
            why = "its source is no interview of the study whose transcript is here"
            maker.not_placed += (_aside(source, c, codes.ids[c.code], why) for c in codings)
    made = maker.made(tuple((s.name, interviews[s.key]) for s in project.sources))
    return replace(made, left=tuple(_memos_left(project, folder)))


def _memos_left(project: Project, folder: StudyFolder) -> Iterator[SetAside]:
    """Give the memos whose text is none of the study's."""
    known = {" ".join(note.text.split()) for note in folder.notes}
    for memo in project.memos:
        if memo.text.strip() and " ".join(memo.text.split()) not in known:
            why = "a memo that is no coding's; write it into memos/ if it is to stay"
            where = f"memo {memo.title or memo.key}"
            yield SetAside(where=where, text=memo.text, why=why, words=count_words(memo.text))


Place = tuple[str, int, int, tuple[str, ...], int | None]
"""Interview, first and last turn, quotation, and which of the same words it is."""


@dataclass(slots=True)
class _Maker:
    folder: StudyFolder
    goal: str
    codes: CodesFound
    random: Random
    made_at: dict[Place, Passage] = field(default_factory=dict)
    not_placed: list[SetAside] = field(default_factory=list)
    ways: Counter[str] = field(default_factory=Counter)
    taken: set[str] = field(default_factory=set)
    there: dict[Place, frozenset[str]] = field(default_factory=dict)
    origins: list[Origin] = field(default_factory=list)

    def __post_init__(self) -> None:
        for one in self.folder.passages:
            self.taken.add(one.id)
            if one.set == self.goal:
                # The first of several, or the only one: both may be written as 1.
                place = (one.interview, one.turn, one.turn_end, one.quote, one.occurrence or 1)
                self.there[place] = self.there.get(place, frozenset()) | {*one.codes}

    def source(self, source: Source, exported: Source, codings: Sequence[ProjectCoding]) -> None:
        """Take the codings of a source whose interview is known."""
        transcript = self.folder.transcripts[exported.id]
        same = SameText.of(source, exported)
        words = TalkWords(transcript)
        for coding in codings:
            code = self.codes.ids[coding.code]
            if coding.whole or not (coding.spans or coding.quote):
                self.not_placed.append(_aside(source, coding, code, "it is of the whole source"))
                continue
            for span in coding.spans or (None,):
                found = (
                    same.turns(span) if same and span else self._found(words, source, coding, span)
                )
                place = found if isinstance(found, str) else _quoted(transcript, found)
                if isinstance(place, str):
                    self.not_placed.append(_aside(source, coding, code, place, span))
                else:
                    self.ways["position" if same and span else "words"] += 1
                    self._take(coding, place)

    @staticmethod
    def _found(
        words: TalkWords, source: Source, coding: ProjectCoding, span: Span | None
    ) -> tuple[tuple[int, int, int], ...] | str:
        """Look for the words of a coding; give their turn, or why there is none."""
        if source.text is None and not coding.quote:
            return "neither its words nor the text that its position counts in are in the file"
        where = words.place(_sought(source, coding, span))
        return where if isinstance(where, str) else (where,)

    def _take(self, coding: ProjectCoding, place: Place) -> None:
        """Add the code to the passage that stands there, or make the passage."""
        code = self.codes.ids[coding.code]
        if code in self.there.get((*place[:4], place[4] or 1), frozenset()):
            self.ways["already"] += 1
            return
        before = self.made_at.get(place)
        if before is None:
            interview, turn, last, quote, occurrence = place
            own = passage_id(interview, self.taken, self.random)
            self.taken.add(own)
            before = Passage(
                id=own, interview=interview, set=self.goal, turn=turn, turn_end=last, quote=quote,
                codes=(), occurrence=occurrence,
            )  # fmt: skip
        if (coding.guid or coding.date) and code not in before.codes:
            self.origins.append(
                Origin(kind="coding", id=before.id, code=code, guid=coding.guid, date=coding.date)
            )
        memos = (before.memo, coding.memo.strip())
        self.made_at[place] = replace(
            before,
            codes=tuple(dict.fromkeys((*before.codes, code))),
            memo="\n\n".join(dict.fromkeys(memo for memo in memos if memo)),
        )

    def made(self, sources: tuple[tuple[str, str], ...]) -> PlacedCodings:
        order = {name: number for number, name in enumerate(self.folder.transcripts)}
        passages = sorted(self.made_at.values(), key=lambda p: (order[p.interview], p.turn))
        used = {code for passage in passages for code in passage.codes}
        above = {code.id: code.parent for code in self.codes.unknown}
        for code in list(used):  # what an unknown code stands below is needed too
            while (code := above.get(code, "")) and code not in used:
                used.add(code)
        return PlacedCodings(
            passages=tuple(passages),
            unknown=tuple(code for code in self.codes.unknown if code.id in used),
            not_placed=tuple(self.not_placed),
            already=self.ways["already"],
            sources=sources,
            by_position=self.ways["position"],
            by_words=self.ways["words"],
            origins=tuple(self.origins),
        )


@dataclass(frozen=True, slots=True)
class SameText:
    """A source that has the text of a transcript as it was exported, white space aside.

    ``there`` and ``here`` are where each character that is seen stands in the two.
    """

    there: list[int]
    here: list[int]
    exported: Source

    @classmethod
    def of(cls, source: Source, exported: Source) -> SameText | None:
        """Give it; None where the texts differ."""
        there, one = _seen(source.text or "")
        here, other = _seen(exported.text or "")
        return cls(there, here, exported) if one and one == other else None

    def turns(self, span: Span) -> tuple[tuple[int, int, int], ...] | str:
        """Give the turns that a span of the source covers, each with start and end in its words.

        A label or the white space between turns is nobody's words: why there is no turn.
        """
        first, last = bisect_left(self.there, span[0]), bisect_left(self.there, span[1])
        if first >= last:
            return "it has no words"
        start, end = self.here[first], self.here[last - 1] + 1
        found = []
        for number, turn in enumerate(self.exported.turns, start=1):
            inside = max(start, turn.said), min(end, turn.end)
            if inside[0] < inside[1]:
                found.append((number, inside[0] - turn.said, inside[1] - turn.said))
        return tuple(found) or "a label, and nobody's words"


def _seen(text: str) -> tuple[list[int], str]:
    """Give where the signs of a text stand that are no white space, and what they are.

    A letter with its accents apart is the letter with them (NFC), at the place of the letter.
    """
    if is_normalized("NFC", text):
        at = [n for n, sign in enumerate(text) if not sign.isspace() and sign != "\ufeff"]
        return at, "".join(text[n] for n in at)
    at, signs = [], []
    for match in _CLUSTER.finditer(text):
        composed = normalize("NFC", match[0])
        if not composed.isspace() and composed != "\ufeff":
            at += [match.start()] * len(composed)
            signs.append(composed)
    return at, "".join(signs)


def _quoted(transcript: Transcript, found: Sequence[tuple[int, int, int]]) -> Place | str:
    """Give a passage's place, in the first of some turns to the last."""
    (turn, start, end), (last, _, stop) = found[0], found[-1]
    texts = [one.text for one in transcript.turns[turn - 1 : last]]
    if turn == last:
        quote = texts[0][start:end]
        starts = starts_of(texts[0], quote)
        among = starts.index(start) + 1 if len(starts) > 1 else None
        return transcript.interview, turn, turn, (quote,), among
    quotes = (texts[0][start:], *texts[1:-1], texts[-1][:stop])
    return (
        (transcript.interview, turn, last, quotes, None)
        if all(quotes)
        else "a turn of it has no words"
    )


def _sought(source: Source, coding: ProjectCoding, span: Span | None) -> Sought:
    if span is None or source.text is None:
        return Sought(words=coding.quote, before=coding.before, after=coding.after)
    start, end = span
    before = source.text[max(0, start - AROUND) : start]
    after = source.text[end : end + AROUND]
    return Sought(words=source.text[start:end], before=before, after=after)


def _aside(
    source: Source, coding: ProjectCoding, code: str, why: str, span: Span | None = None
) -> SetAside:
    """Keep a coding that has no place, with where it said it was and its words."""
    spans = (span,) if span else coding.spans
    places = [f"{start} to {end}" for start, end in spans]
    text = " … ".join((source.text or "")[a:b] for a, b in spans) or coding.quote
    where = ", ".join([source.name, *places, code])
    return SetAside(where=where, text=text, why=why, words=count_words(text))


def add_codings(study: Path, found: PlacedCodings) -> tuple[Path, ...]:
    """Write passages behind those that their coding set has; none: nothing is written.

    Parameters
    ----------
    study : Path
        The study folder.
    found : PlacedCodings
        Of this study.

    Returns
    -------
    tuple of Path
        The files of codings written, one for each interview; ``origins.csv`` beside them.

    Raises
    ------
    LisesError
        If a code is not in the codebook.
    """
    if found.unknown:
        missing = ", ".join(code.id for code in found.unknown)
        raise LisesError(f"not in the codebook: {missing}; add them first, `lises codes add`")
    by_file: dict[str, list[Passage]] = {}
    for passage in found.passages:
        name = f"codings/{passage.set}/{passage.interview}.jsonl"
        by_file.setdefault(name, []).append(passage)
    if by_file:
        changes = {
            name: _behind(study, name, write_passages(passages))
            for name, passages in by_file.items()
        }
        if found.origins:
            rows = write_origins(found.origins)
            there = (study / ORIGINS).exists()
            rows = rows.partition("\n")[2] if there else rows
            changes[ORIGINS] = _behind(study, ORIGINS, rows)
        write_together(study, changes)
    return tuple(study / name for name in by_file)


def _behind(study: Path, name: str, added: str) -> bytes:
    """Give what a file of the study is with something written behind it."""
    old = (read_bytes(study / name, Faults(name)) or b"") if (study / name).exists() else b""
    end = b"" if not old or old.endswith(b"\n") else b"\n"
    return old + end + added.encode()
