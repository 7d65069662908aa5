"""All passages of a study, each in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lises.errors import Problem
from lises.model import Passage, StudyFolder

from .spans import Span, Unanchored, resolve

__all__ = ["AnchoredStudy", "anchor"]


@dataclass(frozen=True, kw_only=True)  # no slots: what is looked up often is kept once made
class AnchoredStudy:
    """A study folder with the span of every passage that has one.

    ``spans`` is by passage id, a span per turn in order. A passage that is not in it has a Problem
    and takes no part in any table: what cannot be found is not counted. Where an id stands twice,
    only its first bearer is looked up; the second is another fault, told with the references.
    """

    folder: StudyFolder
    spans: Mapping[str, tuple[Span, ...]]
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    @cached_property
    def by_id(self) -> Mapping[str, Passage]:
        """The passages that have a place, by id; of an id that stands twice its first bearer."""
        bearers: dict[str, Passage] = {}
        for passage in self.folder.passages:
            bearers.setdefault(passage.id, passage)
        return {name: p for name, p in bearers.items() if name in self.spans}

    @cached_property
    def by_interview(self) -> Mapping[str, tuple[Passage, ...]]:
        """The passages that have a place, of each interview."""
        found: dict[str, list[Passage]] = {}
        for passage in self.passages:
            found.setdefault(passage.interview, []).append(passage)
        return {interview: tuple(passages) for interview, passages in found.items()}

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages that have a place."""
        return tuple(self.by_id.values())

    def speakers_of(self, passage: Passage) -> tuple[str, ...]:
        """Name the participants whose words the passage holds; none for the interviewer's."""
        transcript = self.folder.transcripts[passage.interview]
        found: dict[str, None] = {}
        for span in self.spans[passage.id]:
            for participant in transcript.turns[span.turn - 1].participants:
                found[participant] = None
        return tuple(found)


def anchor(folder: StudyFolder) -> AnchoredStudy:
    """Resolve every passage; the faults are collected.

    A passage in an interview whose transcript is not here is not a fault of anchoring: it has no
    span, and whether the transcript should be here is for the references to say.
    """
    spans: dict[str, tuple[Span, ...]] = {}
    problems = []
    seen: set[str] = set()
    for passage in folder.passages:
        transcript = folder.transcripts.get(passage.interview)
        again = passage.id in seen
        seen.add(passage.id)
        if transcript is None or again:
            continue
        result = resolve(passage, transcript)
        if isinstance(result, Unanchored):
            problems.append(_problem(folder, passage, result))
        else:
            spans[passage.id] = result
    return AnchoredStudy(folder=folder, spans=spans, problems=tuple(problems))


def _problem(folder: StudyFolder, passage: Passage, why: Unanchored) -> Problem:
    return Problem(
        path=folder.file(passage.at),
        line=passage.at.line,
        rule=why.rule,
        message=why.message,
        remedy=why.remedy,
        subject=passage.id,
    )
