"""A change of the codebook carried through all files of a study: planned first, then made whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lises.anchoring import anchor
from lises.errors import LisesError, how_many
from lises.evidence.counted import count
from lises.files import Faults, check_references, read_study, write_together
from lises.files.text import read_bytes
from lises.model import StudyFolder

from .change import (
    Change,
    EditCode,
    MergeCodes,
    Plan,
    Reason,
    RecodingRefusedError,
    RenameCode,
)
from .effects import Looked, code_effects, finding_effects, newly_raised
from .new_files import carried
from .refusing import check_change, whole_study

__all__ = ["apply_plan", "plan_change"]


def plan_change(study: Path, change: Change, reason: Reason) -> Plan:
    """Work out what a change of the codebook would do to a study; nothing is written.

    Parameters
    ----------
    study : Path
        The study folder.
    change : AddCode, RenameCode, MergeCodes, SplitCode, MoveCode or EditCode
    reason : Reason
        Stands under ``changes`` in the codebook, with its new version.

    Returns
    -------
    Plan
        Every file with its old and new bytes, and what comes out of every finding, before and
        after: the study is read and counted as it would be.

    Raises
    ------
    NotAStudyError, RecodingRefusedError
        If there is no study, it is a release, or its files have errors.
    UnknownNameError, LisesError
        If the change names what is not there or cannot be.
    """
    old, read = whole_study(study)
    folder = old.folder
    check_change(folder, change)
    made = carried(study, folder, change, reason)
    changed = {file.path: file.new for file in made.files}
    then, read_then = read_study(study, name=str(study), instead=changed)
    if then is None:
        raise LisesError("study.yaml could not be read after this change; nothing was changed")
    new = anchor(then)
    found = (*read_then, *check_references(then), *new.problems)
    errors = [problem for problem in found if problem.severity == "error"]
    if errors:
        said = f"the change would leave {how_many(len(errors), 'error')}; nothing was changed"
        raise RecodingRefusedError(said, tuple(errors))
    before, after = Looked(count(old), read), Looked(count(new), read_then)
    names = _names(change)
    findings = frozenset(
        Path(path).name.split(".")[0] for path in changed if path.startswith("findings/")
    )
    return Plan(
        study=study,
        data_status=folder.design.data_status,
        change=change,
        version=then.codebook.version if then.codebook else 1,
        files=made.files,
        codings=made.codings,
        findings=finding_effects(before, after, names, findings),
        themes=tuple(_themes(folder, then)),
        codes=code_effects(before, after, names),
        raised=newly_raised(before, after),
        told=made.told,
    )


def _names(change: Change) -> dict[str, str]:
    if isinstance(change, RenameCode):
        return {change.code: change.to}
    if isinstance(change, EditCode) and change.to:
        return {change.code: change.to}
    return {change.code: change.into} if isinstance(change, MergeCodes) else {}


def _themes(before: StudyFolder, after: StudyFolder) -> Iterator[str]:
    pairs = zip(before.themes, after.themes, strict=True)
    return (old.id for old, new in pairs if old.codes != new.codes)


def apply_plan(plan: Plan) -> tuple[Path, ...]:
    """Write all files of a plan, or none; give their paths.

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
    return tuple(plan.study / file.path for file in plan.files)
