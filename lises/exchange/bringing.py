"""Many transcripts into one study: which interview each becomes, and what stands against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from lises.errors import LisesError, Problem
from lises.model import (
    INTERVIEWER,
    OTHER,
    At,
    Interview,
    Participant,
    StudyFolder,
    Transcript,
)

from .adding import Addition, add_interview, proposed_mapping
from .crediting import to_transcript
from .imported import Imported
from .many import Bundle, brought_before, ids_for
from .timed import Cues

__all__ = ["ANY_PARTICIPANT", "Planned", "ToBring", "bring", "plan"]

ANY_PARTICIPANT = "participant"
"""Said of a label: in every file it is that interview's own participant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToBring:
    """What holds for all files: who labels are, labels that are none, how cues become turns.

    ``speakers`` names ``interviewer``, ``other`` or ``participant``; ``role`` is that of
    participants who are new; ``over`` allows writing over transcripts that are there.
    """

    speakers: Mapping[str, str] = field(default_factory=dict)
    no_speakers: tuple[str, ...] = ()
    role: str = ""
    cues: Cues = "auto"
    over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One file read and credited.

    ``name`` is its name in the bundle, ``becomes`` label to participant id, ``interviewer`` or
    ``other``; ``problems`` are all there are; ``passed_by`` says why it needs no import, empty
    where it does.
    """

    name: str
    imported: Imported
    interview: str
    becomes: Mapping[str, str]
    transcript: Transcript
    problems: tuple[Problem, ...]
    passed_by: str = ""

    @property
    def can_be_written(self) -> bool:
        """Tell whether nothing stands against writing it."""
        return not self.passed_by and all(p.severity != "error" for p in self.problems)


def plan(
    folder: StudyFolder, study: Path, bundle: Bundle, wanted: ToBring, step: Callable[[str], None]
) -> tuple[Planned, ...]:
    """Read every file of a bundle and say what would become of it; nothing is written.

    Parameters
    ----------
    folder, study : StudyFolder, Path
        The study as read, and its folder.
    bundle : Bundle
        As ``open_bundle`` gives it.
    wanted : ToBring
        What holds for all.
    step : callable
        Called with the name of each file that was read.

    Returns
    -------
    tuple of Planned
        In the bundle's order. What was imported before and has not changed, and what is the same
        as a file before it, is passed by; so the same folder can be imported again when it has
        grown.

    Raises
    ------
    LisesError
        If a label is said to be one participant in all files.
    """
    labels = _labels(wanted)
    read: dict[str, Imported] = {}
    for source in bundle.sources:
        read[source.name] = source.read(labels, wanted.cues)
        step(source.name)
    before = brought_before(study)
    passed = dict(_passed_by(read, before, study, over=wanted.over))
    known = {name: before.get(found.digest, "") for name, found in read.items()}
    ids = ids_for(
        {name: known[name] for name, found in read.items() if found.turns and name not in passed},
        frozenset(interview.id for interview in folder.interviews),
    )
    against = _against(ids, read, study, over=wanted.over)
    return tuple(
        _planned(folder, (name, ids.get(name, known[name])), found, wanted, against[name])
        if name not in passed
        else _only_told(name, known[name], found, passed[name])
        for name, found in read.items()
    )


def bring(
    folder: StudyFolder, study: Path, planned: Sequence[Planned], wanted: ToBring
) -> Iterator[tuple[Planned, list[Path] | LisesError]]:
    """Write what can be written, one file after the other.

    Parameters
    ----------
    folder, study : StudyFolder, Path
        The study as read, and its folder.
    planned : sequence of Planned
        As ``plan`` gives it; those that cannot be written are left out.
    wanted : ToBring
        What holds for all.

    Yields
    ------
    tuple
        The file, and what was written or why it could not be. Those before it stay written.
    """
    for one in planned:
        if not one.can_be_written:
            continue
        addition = Addition(
            transcript=one.transcript, imported=one.imported, role=wanted.role, replace=wanted.over
        )
        try:
            written = add_interview(folder, study, addition)
        except LisesError as error:
            yield one, error
            continue
        folder = _grown(folder, one.transcript, wanted.role)
        yield one, written


def _labels(wanted: ToBring) -> dict[str, str]:
    for label, who in wanted.speakers.items():
        if who not in (INTERVIEWER, OTHER, ANY_PARTICIPANT):
            raise LisesError(
                f'"{label}" would be {who} in every file; say {label}={ANY_PARTICIPANT} '
                f"(each interview's own), {label}={INTERVIEWER} or {label}={OTHER}, or import the "
                "files one by one"
            )
    return {**wanted.speakers, **dict.fromkeys(wanted.no_speakers, "-")}


def _passed_by(
    read: Mapping[str, Imported], before: Mapping[str, str], study: Path, *, over: bool
) -> Iterator[tuple[str, str]]:
    seen: dict[str, str] = {}
    for name, found in read.items():
        if not found.digest:
            continue
        first = seen.setdefault(found.digest, name)
        interview = before.get(found.digest, "")
        there = interview and (study / "transcripts" / f"{interview}.md").exists()
        if first != name:
            yield name, f"the same as {first}"
        elif there and not over:
            yield name, f"imported before, as {interview}"


def _against(
    ids: Mapping[str, str], read: Mapping[str, Imported], study: Path, *, over: bool
) -> dict[str, tuple[Problem, ...]]:
    """Give the problems of the ids: of two files for one, of one that is there."""
    sharing: dict[str, list[str]] = defaultdict(list)
    for name, interview in ids.items():
        sharing[interview.casefold()].append(name)
    found: dict[str, tuple[Problem, ...]] = dict.fromkeys(read, ())
    for name, interview in ids.items():
        others = [other for other in sharing[interview.casefold()] if other != name]
        path = str(read[name].path)
        if others:
            found[name] += (
                Problem(
                    path=path,
                    line=0,
                    rule="interview-twice",
                    message=f"would be interview {interview}, and so would {', '.join(others)}",
                    remedy="give one another number, or import it alone with --interview",
                ),
            )
        if not over and (study / "transcripts" / f"{interview}.md").exists():
            found[name] += (
                Problem(
                    path=path,
                    line=0,
                    rule="interview-there",
                    message=f"interview {interview} has a transcript already, from another file",
                    remedy="say --replace to write over it, or import the file alone with "
                    "--interview",
                ),
            )
    return found


def _planned(
    folder: StudyFolder,
    named: tuple[str, str],
    found: Imported,
    wanted: ToBring,
    against: tuple[Problem, ...],
) -> Planned:
    name, interview = named
    row = folder.interview(interview)
    mapping = proposed_mapping(found, interview, row.participants if row else ())
    spoken = {part.casefold() for turn in found.turns for part in (*turn.parts, turn.label)}
    said = {
        label: who
        for label, who in wanted.speakers.items()
        if who != ANY_PARTICIPANT and label.casefold() in spoken
    }
    becomes = {**mapping, **said}
    transcript, problems = to_transcript(found, interview=interview, speakers=becomes)
    read = any(problem.severity == "error" for problem in found.problems) and not found.turns
    return Planned(
        name=name,
        imported=found,
        interview=interview,
        becomes=becomes,
        transcript=transcript,
        # Where nothing was read, nothing more is to be said of its speakers.
        problems=(*found.problems, *(() if read else problems), *against),
    )


def _only_told(name: str, interview: str, found: Imported, reason: str) -> Planned:
    return Planned(
        name=name,
        imported=found,
        interview=interview,
        becomes={},
        transcript=Transcript(interview=interview or "none", speakers=(), turns=()),
        problems=(),
        passed_by=reason,
    )


def _grown(folder: StudyFolder, transcript: Transcript, role: str) -> StudyFolder:
    """Give the study with the rows that were added, so that nobody is added twice."""
    people = dict.fromkeys(who for _, who in transcript.speakers if who not in (INTERVIEWER, OTHER))
    new = [Participant(id=who, role=role) for who in people if folder.participant(who) is None]
    talks = folder.interviews
    if folder.interview(transcript.interview) is None:
        row = Interview(id=transcript.interview, participants=tuple(people), at=At("", 0))
        talks = (*talks, row)
    return replace(folder, participants=(*folder.participants, *new), interviews=talks)
