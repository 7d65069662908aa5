"""The people and passages of one finding, under labels and ids that hold there alone."""

from __future__ import annotations

import hmac
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, product
from string import ascii_uppercase

from lises.anchoring import AnchoredStudy
from lises.evidence import Assessment
from lises.evidence.assess import Concentration
from lises.model import (
    INTERVIEWER,
    OTHER,
    Evidence,
    Finding,
    Interview,
    LocalText,
    Participant,
    Passage,
    Reading,
    Transcript,
    Translation,
    Turn,
)

from .naming import Names
from .release import PASSAGE_ROLE, WITHHELD_ROLE, Release, Withheld
from .stubs import stub

__all__ = ["InFinding", "Made", "cited_in", "shared_by"]

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # of passages' ids
LONGEST = 50  # of a finding's id at the head of its labels
DEMO = "DEMO-"  # whatever is invented has it before its id

# Somebody in a finding, or one passage of theirs that stands in another finding too.
Who = tuple[str, str]


@dataclass(slots=True)
class Made:
    """What is made for all findings, to be put into the release at the end."""

    people: list[Participant] = field(default_factory=list)
    talks: list[Interview] = field(default_factory=list)
    transcripts: dict[str, Transcript] = field(default_factory=dict)
    readings: list[Reading] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    translations: list[Translation] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    assessments: dict[str, Assessment] = field(default_factory=dict)
    withheld: dict[str, Withheld] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)


def cited_in(finding: Finding, study: AnchoredStudy) -> tuple[str, ...]:
    """Name the passages that a finding shows: cited for, against and in its prose, each once.

    Not those in which the interviewer alone speaks: they are nobody's words.
    """
    evidence = (*finding.rests_on, *finding.contradicted_by)
    prose = (text for _, text in finding.prose.by_language)
    said = (match[1].strip() for text in prose for match in PASSAGE_ROLE.finditer(text))
    ids = dict.fromkeys((*(e.passage for e in evidence), *said))
    by_id = study.by_id
    return tuple(p for p in ids if p in by_id and study.speakers_of(by_id[p]))


def shared_by(
    study: AnchoredStudy, cited: Mapping[str, Sequence[str]]
) -> frozenset[tuple[str, str]]:
    """Give (finding, passage) where words of the passage stand in another finding too."""
    places: dict[tuple[str, int], list[tuple[int, int, str, str]]] = defaultdict(list)
    for finding, ids in cited.items():
        for name in ids:
            for span in study.spans[name]:
                place = (study.by_id[name].interview, span.turn)
                places[place].append((span.start, span.end, finding, name))
    return frozenset(
        (finding, name)
        for there in places.values()
        for start, end, finding, name in there
        for first, last, other, _ in there
        if other != finding and start < last and first < end
    )


def _letters() -> Iterator[str]:
    """Give A, B to Z, then AA, AB and so on."""
    for several in count(1):
        yield from ("".join(letters) for letters in product(ascii_uppercase, repeat=several))


class InFinding:
    """The people and passages of one finding, under labels that hold there alone."""

    def __init__(self, release: Release, finding: Finding, key: bytes, names: Names) -> None:
        self._release = release
        self._names = names
        self._study = release.study
        self._finding = finding
        others = (f.id.casefold() for f in release.folder.findings if f is not finding)
        alone = not any(other.startswith(f"{finding.id.casefold()}-") for other in others)
        fits = alone and len(finding.id) <= LONGEST
        number = [f.id for f in release.folder.findings].index(finding.id) + 1
        mark = DEMO if release.folder.design.constructed else ""
        self._head = f"{mark}{finding.id}" if fits else f"{mark}finding-{number}"
        self._key = key
        self._assessed = release.assessments.get(finding.id) or Assessment(finding=finding.id)
        self._cited: tuple[str, ...] = ()
        self._single: frozenset[str] = frozenset()
        self._label: dict[Who, str] = {}
        self._id: dict[str, str] = {}

    def _rank(self, *said: str) -> bytes:
        text = "\0".join((self._release.folder.design.id, self._finding.id, *said))
        return hmac.digest(self._key, text.encode(), "sha256")

    def draw(self, cited: Sequence[str], shared: frozenset[tuple[str, str]]) -> None:
        """Draw a label for everybody in the finding, and an id for every passage."""
        self._cited = tuple(sorted(cited, key=lambda name: self._rank("passage", name)))
        self._single = frozenset(name for name in cited if (self._finding.id, name) in shared)
        everybody = {(stood.participant, "") for stood in self._assessed.stances}
        everybody.update(who for name in self._cited for who in self._speaking(name))
        texts = (text for told in self._told() for _, text in told.by_language)
        everybody.update((who, "") for text in texts for who in self._names.people_in(text))
        order = sorted(everybody, key=lambda who: self._rank("person", *who))
        self._label = {
            who: f"{self._head}-{letter}" for who, letter in zip(order, _letters(), strict=False)
        }
        taken: set[str] = set()
        for name in self._cited:
            self._id[name] = self._passage_id(name, taken)

    def _speaking(self, name: str) -> tuple[Who, ...]:
        alone = name if name in self._single else ""
        return tuple((who, alone) for who in self._study.speakers_of(self._study.by_id[name]))

    def _passage_id(self, name: str, taken: set[str]) -> str:
        for turn in count():
            drawn = self._rank("id", name, str(turn))
            made = f"{self._talk(name)}-{''.join(ALPHABET[byte % 32] for byte in drawn[:4])}"
            if made not in taken:
                taken.add(made)
                return made
        raise AssertionError  # counting never ends

    def _talk(self, name: str) -> str:
        """Name what stands in place of a talk: the labels of those who speak in the passage."""
        labels = sorted(self._label[who] for who in self._speaking(name))
        letters = (label.rpartition("-")[2] for label in labels)
        return "-".join((self._head, *letters))

    def put(self, made: Made) -> None:
        """Put what the finding has into the release that is made."""
        folder = self._study.folder
        for (who, _), label in sorted(self._label.items(), key=lambda kv: _place(kv[1])):
            person = folder.participant(who)
            role = person.role if person else ""
            made.people.append(Participant(id=label, role=role, quotes="public"))
        for talk in sorted({self._talk(name) for name in self._cited}):
            self._put_talk(talk, made)
        made.shown.update(self._cited)
        made.findings.append(self._as_shown())
        made.assessments[self._finding.id] = self._assessment()
        made.withheld[self._finding.id] = self._withheld()

    def _put_talk(self, talk: str, made: Made) -> None:
        """Put the passages of some people into turns of their own, with a stub after each."""
        folder = self._study.folder
        names = [name for name in self._cited if self._talk(name) == talk]
        turns: list[Turn] = []
        for name in names:
            passage, first = self._study.by_id[name], len(turns) + 1
            turns += self._turns(passage, self._speaking(name), first)
            made.passages.append(_bare(passage, self._id[name], talk, (first, len(turns))))
            gone = Turn(number=len(turns) + 1, label="O", speakers=(OTHER,), text=stub())
            turns.append(gone)
            made.translations += [
                replace(one, passage=self._id[name])
                for one in folder.translations
                if one.passage == name
            ]
        people = tuple(sorted({self._label[who] for who in self._speaking(names[0])}))
        first_talk = folder.transcripts[self._study.by_id[names[0]].interview]
        speakers = dict.fromkeys(pair for turn in turns for pair in _declared(turn))
        made.talks.append(Interview(id=talk, participants=people))
        made.readings += _readings(talk, [self._study.by_id[name] for name in names])
        made.transcripts[talk] = Transcript(
            interview=talk,
            speakers=tuple(speakers),
            turns=tuple(turns),
            language="" if first_talk.language == folder.design.language else first_talk.language,
            release=self._release.tier,
        )

    def _turns(self, passage: Passage, speaking: Sequence[Who], first: int) -> Iterator[Turn]:
        labels = {who: self._label[who, alone] for who, alone in speaking}
        transcript = self._study.folder.transcripts[passage.interview]
        for number, quote in enumerate(passage.quote):
            turn = transcript.turns[passage.turn - 1 + number]
            speakers = tuple(dict.fromkeys(labels.get(who, who) for who in turn.speakers))
            shown = ({INTERVIEWER: "I", OTHER: "O"}.get(speaker, speaker) for speaker in speakers)
            label = " + ".join(shown)
            yield Turn(number=first + number, label=label, speakers=speakers, text=quote)

    def _told(self) -> Iterator[LocalText]:
        """Give all that is written in the finding."""
        finding = self._finding
        yield from (finding.statement, finding.selected, finding.limits, finding.prose)
        yield from (e.note for e in (*finding.rests_on, *finding.contradicted_by))

    def _as_shown(self) -> Finding:
        finding = self._finding
        return replace(
            finding,
            statement=self._written(finding.statement),
            selected=self._written(finding.selected),
            limits=self._written(finding.limits),
            rests_on=tuple(self._evidence(finding.rests_on)),
            contradicted_by=tuple(self._evidence(finding.contradicted_by)),
            prose=self._written(finding.prose),
        )

    def _evidence(self, evidence: Iterable[Evidence]) -> Iterator[Evidence]:
        for one in evidence:
            if one.passage in self._id:
                note = self._written(one.note)
                yield replace(one, passage=self._id[one.passage], note=note)

    def _written(self, told: LocalText) -> LocalText:
        texts = ((language, self._renamed(text)) for language, text in told.by_language)
        return LocalText(tuple(texts))

    def _renamed(self, text: str) -> str:
        """Put the labels and ids of this finding into its words."""
        people = {who: label for (who, alone), label in self._label.items() if not alone}

        def shown(match: re.Match[str]) -> str:
            name = match[1].strip()
            if name not in self._id:
                return WITHHELD_ROLE
            title = match[0][: match.start(1) - match.start()]
            rest = match[0][match.end(1) - match.start() :]
            return self._names.relabelled(title, people) + self._id[name] + rest

        # Cut at the roles, since what they cite begins with the id of a talk.
        parts, at = [], 0
        for match in PASSAGE_ROLE.finditer(text):
            parts += [self._names.relabelled(text[at : match.start()], people), shown(match)]
            at = match.end()
        return "".join([*parts, self._names.relabelled(text[at:], people)])

    def _assessment(self) -> Assessment:
        def named(ids: Iterable[str]) -> tuple[str, ...]:
            return tuple(self._id[p] for p in ids if p in self._id and p not in self._single)

        stances = (
            replace(
                stood,
                participant=self._label[stood.participant, ""],
                passages=named(stood.passages),
                against=named(stood.against),
            )
            for stood in self._assessed.stances
        )
        return replace(
            self._assessed,
            cited=self._spread(self._assessed.cited),
            all_coded=self._spread(self._assessed.all_coded),
            stances=tuple(sorted(stances, key=lambda stood: _place(stood.participant))),
            coded=tuple(self._id[p] for p in self._cited if p in self._assessed.coded),
        )

    def _spread(self, spread: Concentration) -> Concentration:
        return replace(spread, largest=self._label.get((spread.largest, ""), ""))

    def _withheld(self) -> Withheld:
        told = self._release.withheld.get(self._finding.id, Withheld())
        sides = (self._finding.rests_on, self._finding.contradicted_by)
        gone = [sum(e.passage not in self._id for e in side) for side in sides]
        return Withheld(told.supports + gone[0], told.contradicts + gone[1])


def _bare(passage: Passage, name: str, talk: str, turns: tuple[int, int]) -> Passage:
    return Passage(
        id=name,
        interview=talk,
        set=passage.set,
        quote=passage.quote,
        codes=passage.codes,
        turn=turns[0],
        turn_end=turns[1],
    )


def _readings(talk: str, passages: Sequence[Passage]) -> Iterator[Reading]:
    """Note that what stands here was read for the codes that it has, by whom it has them of."""
    for name in sorted({passage.set for passage in passages}):
        codes = sorted({code for p in passages if p.set == name for code in p.codes})
        if codes:
            yield Reading(set=name, interview=talk, codes=tuple(codes))


def _declared(turn: Turn) -> Iterator[tuple[str, str]]:
    yield from zip(turn.label.split(" + "), turn.speakers, strict=True)


def _place(label: str) -> tuple[int, str]:
    letters = label.rpartition("-")[2]
    return len(letters), letters
