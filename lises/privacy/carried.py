"""A release on disk: a study folder, and ``release.json`` with what the archive counted."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePath

from lises.anchoring import anchor
from lises.errors import NotAStudyError, Problem, ReleaseError
from lises.evidence import Assessment, ClaimStatus, SearchOutcome, Value
from lises.evidence.guidelines import Found
from lises.files import read_study, write_atomic, write_study
from lises.model import At, Clearance

from .release import CodeTotal, Release, Withheld

__all__ = ["RELEASE_FILE", "read_release", "write_release"]

RELEASE_FILE = "release.json"
VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Carried:
    """What ``release.json`` holds."""

    version: int
    tier: Clearance
    assessments: dict[str, Assessment]
    withheld: dict[str, Withheld]
    searches: dict[str, tuple[SearchOutcome, ...]]
    totals: dict[str, CodeTotal]
    passages_withheld: dict[str, int]
    claims: dict[str, ClaimStatus]
    guidelines: dict[str, dict[str, Found]]
    problems: tuple[Problem, ...] = field(default=())
    tables: dict[str, tuple[dict[str, str | int | float | bool | None], ...]] = field(
        default_factory=dict
    )
    values: dict[str, Value] = field(default_factory=dict)
    summaries_withheld: int = 0


def write_release(release: Release, folder: Path) -> None:
    """Write a release as a study folder that every command can read.

    Raises
    ------
    ReleaseError
        If there is anything in the folder: it could be of an earlier release that showed more.
    """
    import msgspec

    if folder.exists() and any(folder.iterdir()):
        raise ReleaseError(f"{folder} is not empty; give a new folder to write a release to")
    write_study(release.folder, folder)
    carried = _Carried(
        version=VERSION,
        tier=release.tier,
        assessments=dict(release.assessments),
        withheld=dict(release.withheld),
        searches=dict(release.searches),
        totals=dict(release.totals),
        passages_withheld=dict(release.passages_withheld),
        claims=dict(release.claims),
        problems=tuple(_within(p, release.folder.path) for p in release.problems),
        tables={name: tuple(dict(row) for row in rows) for name, rows in release.tables.items()},
        values=dict(release.values),
        guidelines={name: dict(found) for name, found in release.guidelines.items()},
        summaries_withheld=release.summaries_withheld,
    )
    data = msgspec.json.format(msgspec.json.encode(asdict(carried)), indent=1)
    write_atomic(folder / RELEASE_FILE, data + b"\n")


def read_release(folder: Path, *, name: str | None = None) -> Release:
    """Read a release that ``write_release`` wrote.

    Raises
    ------
    NotAStudyError
        If the folder is no release, or one of another version.
    """
    import msgspec

    study, _problems = read_study(folder, name=name)
    path = folder / RELEASE_FILE
    if study is None or not path.is_file():
        raise NotAStudyError(f"{folder} is not a release: study.yaml and {RELEASE_FILE} are wanted")
    try:
        carried = msgspec.json.decode(path.read_bytes(), type=_Carried)
    except msgspec.MsgspecError as why:
        raise NotAStudyError(f"{path} cannot be read as a release: {why}") from why
    if carried.version != VERSION:
        raise NotAStudyError(f"{path} has version {carried.version}; {VERSION} is read here")
    return Release(
        tier=carried.tier,
        study=anchor(study),
        assessments=carried.assessments,
        withheld=carried.withheld,
        searches=carried.searches,
        totals=carried.totals,
        passages_withheld=carried.passages_withheld,
        claims=carried.claims,
        problems=tuple(replace(p, path=study.file(At(p.path, 0))) for p in carried.problems),
        tables=carried.tables,
        values=carried.values,
        guidelines=carried.guidelines,
        summaries_withheld=carried.summaries_withheld,
    )


def _within(problem: Problem, study: str) -> Problem:
    """Name the file within the study: where the study stood on a machine is nobody's matter."""
    prefix = study.rstrip("/") + "/"
    path = problem.path
    inside = path.removeprefix(prefix) if path.startswith(prefix) else PurePath(path).name
    return replace(problem, path="" if path == study else inside)
