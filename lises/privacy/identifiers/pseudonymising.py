"""Names replaced in the transcripts of a study, with everything that points into them.

What is replaced is known to the letter, so nothing is aligned: passages, questions put and judged
hits are carried over by the list of replacements, and all files are written as one change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from lises.anchoring import Replacement, replaced_transcript
from lises.errors import LisesError, Problem, UnknownNameError, did_you_mean
from lises.evidence import (
    Decisions,
    Pointer,
    TranscriptChange,
    change_transcript,
    decide,
    new_transcript_problems,
    pointer_files,
)
from lises.files import Faults, TurnEdit, read_text, with_turn_edits, write_together
from lises.model import StudyFolder
from lises.privacy.vault import Vault

from .finding import CONTEXT, digest_of
from .log import Replaced, log_text, read_log
from .placeholders import inflected
from .review import Reviewed, review_text

__all__ = ["Pseudonymising", "apply_plan", "plan_replacements"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pseudonymising:
    """What the decided replacements would change, by interview.

    ``lost`` are judged hits whose words would go and that nobody gave up yet; ``in_the_way`` errors
    of files that point into the transcripts: a line that cannot be read cannot be carried.
    """

    replacements: Mapping[str, tuple[Replacement, ...]] = field(default_factory=dict)
    changes: tuple[tuple[TranscriptChange, Decisions], ...] = ()
    log: tuple[Replaced, ...] = ()
    lost: tuple[Pointer, ...] = ()
    in_the_way: tuple[Problem, ...] = ()

    @property
    def moved(self) -> tuple[Pointer, ...]:
        """Passages and hits whose words change; questions put stay at their turns."""
        return tuple(
            p
            for change, _ in self.changes
            for p in change.pointers
            if p.fate == "moved" and p.kind != "question"
        )


def plan_replacements(
    folder: StudyFolder,
    reviewed: Sequence[Reviewed],
    *,
    today: str,
    drop: Collection[str] = (),
    problems: Sequence[Problem] = (),
) -> Pseudonymising:
    """Say what becomes of the study when the decided names are replaced; nothing is written.

    Parameters
    ----------
    folder : StudyFolder
    reviewed : sequence of Reviewed
        With what is put for each (``assigned``).
    today : str
        ISO date for the log.
    drop : collection of str
        Keys of judged hits that are given up.
    problems : sequence of Problem
        Those of reading the study.

    Raises
    ------
    UnknownNameError
        If a key of ``drop`` is none of a hit that would be lost.
    LisesError
        If two replacements meet.
    """
    by_interview: dict[str, list[Reviewed]] = defaultdict(list)
    for one in reviewed:
        if one.decision and one.decision.action == "replace":
            by_interview[one.candidate.interview].append(one)
    made = {name: tuple(map(_replacement, of_it)) for name, of_it in by_interview.items()}
    changes = [_change(folder, name, replacements) for name, replacements in made.items()]
    lost = {p.key: p for change in changes for p in change.pointers if p.became is None}
    for key in drop:
        if key not in lost:
            near = did_you_mean(key, lost)
            raise UnknownNameError(f'nothing that is lost has the key "{key}"; {near}'.rstrip("; "))
    log = [
        _logged(folder, one, made[name], today)
        for name, of_it in by_interview.items()
        for one in of_it
    ]
    still = tuple(pointer for key, pointer in lost.items() if key not in drop)
    found = (p for c in changes for p in new_transcript_problems(folder, c.new, problems))
    return Pseudonymising(
        replacements=made,
        changes=tuple((change, _all_but(change, drop)) for change in changes),
        log=tuple(log),
        lost=still,
        in_the_way=tuple(dict.fromkeys(found)),
    )


def _all_but(change: TranscriptChange, drop: Collection[str]) -> Decisions:
    """Take every new place, and give up what is lost and was named."""
    given_up = [p.key for p in change.pointers if p.became is None and p.key in drop]
    return decide(change, accept=("exact", "moved"), drop=given_up)


def _replacement(one: Reviewed) -> Replacement:
    assert one.decision is not None
    c = one.candidate
    return Replacement(c.turn, c.start, c.end, inflected(one.decision.put, c.ending))


def _change(
    folder: StudyFolder, interview: str, replacements: tuple[Replacement, ...]
) -> TranscriptChange:
    new = replaced_transcript(folder.transcripts[interview], replacements)
    return change_transcript(folder, new, replacements=replacements)


def _logged(
    folder: StudyFolder, one: Reviewed, made: tuple[Replacement, ...], today: str
) -> Replaced:
    assert one.decision is not None
    c = one.candidate
    old = folder.transcripts[c.interview].turns[c.turn - 1].text
    return Replaced(
        date=today,
        interview=c.interview,
        turn=c.turn,
        start=c.start,
        end=c.end,
        kind=c.kind,
        was=c.stem,
        put=one.decision.put,
        identity=c.identity,
        before=digest_of(old),
        after=digest_of(_new_text(old, c.turn, made)),
    )


def _new_text(old: str, turn: int, made: tuple[Replacement, ...]) -> str:
    from lises.anchoring import replaced_text

    return replaced_text(old, (r for r in made if r.turn == turn))


def apply_plan(
    study: Path,
    folder: StudyFolder,
    vault: Vault,
    plan: Pseudonymising,
    reviewed: Sequence[Reviewed],
) -> list[Path]:
    """Write what was planned: the log in the vault, then all files of the study, or none.

    The log comes first, so that nothing is ever replaced that nobody can look up. Decisions that
    stand are bound to the new texts at last; if that is not reached, they are offered again.

    Raises
    ------
    LisesError
        If a judged hit would be lost, a file that points there cannot be read, or one was changed
        meanwhile.
    OSError
        If the disk refuses.
    """
    if plan.lost:
        raise LisesError(f"{plan.lost[0].key} would lose its words; nothing was written")
    if plan.in_the_way:
        raise LisesError(f"mend this first; nothing was written\n{plan.in_the_way[0]}")
    if not plan.replacements:
        return []
    files = pointer_files(study, plan.changes)
    for change, _ in plan.changes:
        path = f"transcripts/{change.interview}.md"
        files[path] = _transcript(study / path, change, plan.replacements[change.interview])
    log = vault.log(folder.design.id)
    vault.write(log, log_text([*read_log(log), *plan.log]))
    write_together(study, files)
    vault.write(vault.review(folder.design.id), review_text(_left(reviewed, plan)))
    return [study / path for path in files]


def _transcript(path: Path, change: TranscriptChange, made: Sequence[Replacement]) -> bytes:
    faults = Faults(str(path))
    text = read_text(path, faults)
    if text is None:
        raise LisesError(f"{path} cannot be read as it was; nothing was written")
    return with_turn_edits(text, change.old, (TurnEdit(*one) for one in made)).encode()


def _left(reviewed: Sequence[Reviewed], plan: Pseudonymising) -> list[Reviewed]:
    """Give what was not replaced, at its place in the new texts."""
    new = {change.interview: change.new for change, _ in plan.changes}
    made: dict[tuple[str, int], list[Replacement]] = defaultdict(list)
    for interview, replacements in plan.replacements.items():
        for one in replacements:
            made[interview, one.turn].append(one)
    left = []
    for item in reviewed:
        c = item.candidate
        here = made.get((c.interview, c.turn))
        if here and any(r.start < c.end and c.start < r.end for r in here):
            continue
        if here:
            shift = sum(len(r.text) - (r.end - r.start) for r in here if r.end <= c.start)
            text = new[c.interview].turns[c.turn - 1].text
            start, end = c.start + shift, c.end + shift
            moved = replace(
                c,
                start=start,
                end=end,
                before=text[max(0, start - CONTEXT) : start],
                after=text[end : end + CONTEXT],
                digest=digest_of(text),
            )
            left.append(replace(item, candidate=moved))
        else:
            left.append(item)
    return left
