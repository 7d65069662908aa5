"""From an archive to a release on disk: checked, cut, written aside, read by the gate, moved."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from lises.anchoring import anchor
from lises.errors import NotAStudyError, Problem, ReleaseError
from lises.evidence import all_problems, assess_all, count
from lises.files import read_study
from lises.model import Clearance, StudyFolder
from lises.tables import Tables

from .carried import RELEASE_FILE, write_release
from .gate import Leak, needles_of, read_output
from .governance import governance_problems
from .release import Release, make_release
from .tables import carried_tables

__all__ = ["ReleasedStudy", "release_study"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedStudy:
    """A release that was written, or why there is none.

    ``release`` is None where ``problems`` has an error; nothing was written where there are leaks.
    """

    folder: Path
    release: Release | None = None
    problems: tuple[Problem, ...] = ()
    leaks: tuple[Leak, ...] = ()

    @property
    def good(self) -> bool:
        """Whether the release is there."""
        return self.release is not None and not self.leaks


def release_study(study: Path, tier: Clearance, to: Path, *, today: str) -> ReleasedStudy:
    """Write what a tier may show of a study as a study folder of its own.

    Parameters
    ----------
    study : Path
        The archive.
    tier : {"public", "reviewer", "restricted"}
    to : Path
        A new or empty folder outside the study.
    today : str
        ISO date that signatures are held against.

    Returns
    -------
    ReleasedStudy
        Nothing is at ``to`` unless it is good: it is written beside, read by the gate, and moved.

    Raises
    ------
    NotAStudyError
        If the folder has no study that can be read, or is itself a release.
    ReleaseError
        If ``to`` is not empty or within the study, or it is not sure what must be cut.
    """
    _fit(study, to)
    archive, read = read_study(study, name=str(study))
    if archive is None:
        why = next((str(p) for p in read), f"{study} holds no study.yaml")
        raise NotAStudyError(f"{study} is not a study: {why}")
    counted = count(anchor(archive))
    problems = all_problems(counted, read, assess_all(counted))
    problems += governance_problems(archive, tier, today)
    if any(p.severity == "error" for p in problems):
        return ReleasedStudy(folder=to, problems=problems)
    tables = carried_tables(Tables(archive))
    release = make_release(counted.study, tier, problems=problems, tables=tables)
    leaks = _written(archive, release, to)
    return ReleasedStudy(folder=to, release=release, problems=problems, leaks=leaks)


def _fit(study: Path, to: Path) -> None:
    if (study / RELEASE_FILE).is_file():
        raise NotAStudyError(f"{study} is a release; a release is made from its archive")
    if to.resolve().is_relative_to(study.resolve()):
        raise ReleaseError(f"{to} is within the study; give a folder outside it")
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise ReleaseError(f"{to} is not empty; give a new folder to write a release to")


def _written(archive: StudyFolder, release: Release, to: Path) -> tuple[Leak, ...]:
    """Write beside the place, read it, and move it there only where nothing would leak."""
    to.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{to.name}-", dir=to.parent))
    try:
        write_release(release, aside)
        leaks: tuple[Leak, ...] = ()
        if release.tier != "restricted":
            leaks = tuple(read_output(aside, needles_of([(archive, release)])))
        if not leaks:
            if to.is_dir():
                to.rmdir()
            aside.chmod(0o755)
            aside.rename(to)
        return leaks
    finally:
        shutil.rmtree(aside, ignore_errors=True)
