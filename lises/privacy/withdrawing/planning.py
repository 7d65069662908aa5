"""A withdrawal, planned to the last line, and then made as one change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lises.anchoring import AnchoredStudy, anchor
from lises.errors import LisesError, NotAStudyError, Problem
from lises.evidence import count
from lises.evidence.recoding import FileChange, FindingEffect
from lises.evidence.recoding.effects import Looked, finding_effects, newly_raised
from lises.files import Faults, read_study, write_together
from lises.files.text import read_bytes
from lises.model import StudyFolder
from lises.privacy.carried import RELEASE_FILE

from .going import Going, Joint, going
from .new_files import Mention, new_files

__all__ = ["FileCut", "WithdrawalPlan", "apply_withdrawal", "plan_withdrawal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCut:
    """A file with its old and its new bytes; ``new`` is None where it goes, ``old`` where new."""

    path: str
    old: bytes | None
    new: bytes | None

    def lines(self) -> tuple[tuple[int, str | None, str | None], ...]:
        """Give line, old text and new text of each line that changes, as ``FileChange`` does."""
        return FileChange(path=self.path, old=self.old, new=self.new or b"").lines()


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalPlan:
    """Everything that a withdrawal would do; nothing is written yet.

    ``before`` is the study as it is. ``findings`` are those of which a file or a number changes,
    ``lost`` the passages that each named and that go. ``mentions`` are the lines that named who
    goes: the id is out of them, and what they say is for a person to mend. ``raised`` is what
    ``lises check`` would say that it does not say now.
    """

    study: Path
    data_status: str
    leaving: Going
    before: AnchoredStudy
    files: tuple[FileCut, ...]
    findings: tuple[FindingEffect, ...] = ()
    lost: tuple[tuple[str, tuple[str, ...]], ...] = ()
    mentions: tuple[Mention, ...] = ()
    raised: tuple[Problem, ...] = field(default=())


def plan_withdrawal(
    study: Path, name: str, *, day: str, joint: Joint = "", interview: bool = False
) -> WithdrawalPlan:
    """Work out what goes with a participant or an interview; nothing is written.

    Parameters
    ----------
    study : Path
        The study folder. Faults of its files stop nothing: who withdraws need not wait for them.
    name : str
        A participant's id or an interview's.
    day : str
        ISO date, for ``withdrawals.csv``.
    joint : {"", "whole", "turns"}
        What becomes of interviews with others.
    interview : bool
        The interview is meant, and the person stays.

    Raises
    ------
    NotAStudyError
        If there is no study that can be read, or it is a release.
    UnknownNameError, LisesError
        As ``going``.
    """
    folder, read = _study(study)
    old = anchor(folder)
    leaving = going(old, name, joint=joint, interview=interview)
    made, mentions = new_files(study, folder, leaving, day)
    then, read_then = read_study(study, name=str(study), instead=made)
    if then is None:
        raise LisesError("study.yaml could not be read afterwards; nothing was changed")
    before, after = Looked(count(old), read), Looked(count(anchor(then)), read_then)
    touched = frozenset(
        Path(path).name.split(".")[0] for path in made if path.startswith("findings/")
    )
    cut = tuple(
        FileCut(path=path, old=read_bytes(study / path, Faults(path)), new=made[path])
        for path in sorted(made)
    )
    return WithdrawalPlan(
        study=study,
        data_status=folder.design.data_status,
        leaving=leaving,
        before=old,
        files=cut,
        findings=finding_effects(before, after, {}, touched),
        lost=tuple(_lost(folder, leaving)),
        mentions=mentions,
        raised=newly_raised(before, after),
    )


def apply_withdrawal(plan: WithdrawalPlan) -> None:
    """Write all files of a plan, or none.

    Raises
    ------
    LisesError
        If a file is no longer what it was when the plan was made.
    OSError
        If the disk refuses: then the study is as it was, or the next reading finishes the change.
    """
    for file in plan.files:
        if read_bytes(plan.study / file.path, Faults(file.path)) != file.old:
            raise LisesError(f"{file.path} has changed since; nothing was written, plan again")
    write_together(plan.study, {file.path: file.new for file in plan.files})


def _study(study: Path) -> tuple[StudyFolder, tuple[Problem, ...]]:
    if (study / RELEASE_FILE).is_file():
        raise NotAStudyError(f"{study} is a release; withdraw in its archive and release it again")
    folder, read = read_study(study, name=str(study))
    if folder is None:
        why = next((str(p) for p in read), f"{study} holds no study.yaml")
        raise NotAStudyError(f"{study} is not a study: {why}")
    return folder, read


def _lost(folder: StudyFolder, leaving: Going) -> Iterator[tuple[str, tuple[str, ...]]]:
    for finding in folder.findings:
        named = [e.passage for e in (*finding.rests_on, *finding.contradicted_by)]
        gone = tuple(name for name in named if name in leaving.passages)
        if gone:
            yield finding.id, gone
