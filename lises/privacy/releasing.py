"""From archives to releases, in memory or on disk: checked, cut, read by the gate, put there."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from lises.anchoring import anchor
from lises.errors import NotAStudyError, Problem, QueryError, ReleaseError
from lises.evidence import Counted, Value, all_problems, assess_all, count, parse_value, value_of
from lises.evidence.trail import trail_of
from lises.files import read_study
from lises.model import Clearance, StudyFolder, allows
from lises.tables import Tables

from .apart import names_apart
from .carried import RELEASE_FILE, read_release, write_release
from .checking import check_release
from .commitments import COMMITMENT
from .gate import Leak, Needles, needles_of, read_output
from .governance import governance_problems
from .identifiers.register import read_register
from .naming import names_of
from .release import Release, make_release
from .tables import carried_tables
from .trail import carried_trail
from .vault import open_vault

__all__ = [
    "Beside",
    "Source",
    "WrittenRelease",
    "needles_between",
    "read_source",
    "release_sources",
    "release_study",
    "with_trails",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A study folder to be released: an archive, or a release that was written before.

    ``read`` are the faults of its files; ``written`` is what the release carries, None of an
    archive.
    """

    folder: StudyFolder
    read: tuple[Problem, ...] = ()
    written: Release | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What a release is made with beside its study.

    ``values`` are what roles on an author's pages say; ``vault`` has the register of names that
    must not leave, and the key of labels per finding.
    """

    values: tuple[str, ...] = ()
    vault: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenRelease:
    """A release that was written, or why there is none.

    ``release`` is None where ``problems`` has an error; nothing was written where there are leaks.
    ``source`` is what was read for it, so that nobody need read an archive twice.
    """

    folder: Path
    source: Source | None = None
    release: Release | None = None
    problems: tuple[Problem, ...] = ()
    leaks: tuple[Leak, ...] = ()

    @property
    def good(self) -> bool:
        """Whether the release is there."""
        return self.release is not None and not self.leaks


def read_source(path: Path) -> Source:
    """Read a study folder.

    Raises
    ------
    NotAStudyError
        If it holds no study that can be read, or a release that is damaged.
    """
    folder, read = read_study(path, name=str(path))
    if folder is None:
        why = next((str(p) for p in read), f"{path} holds no study.yaml")
        raise NotAStudyError(f"{path} is not a study: {why}")
    written = None
    if (path / RELEASE_FILE).is_file():
        written = read_release(path, name=str(path))
    return Source(folder=folder, read=read, written=written)


def release_sources(
    sources: Sequence[Source],
    tier: Clearance,
    today: str,
    *,
    beside: Beside | None = None,
) -> tuple[list[Release], tuple[Problem, ...]]:
    """Check and release studies for a tier; all their problems together.

    Of a study with an error there is no release: it is not sure what must be cut. What was
    released before is taken as it is, if the tier may show it. Each value ``beside`` is computed
    from the study that it names, before anything is withheld.

    Raises
    ------
    ReleaseError
        If a release was written for a stricter tier than this one.
    """
    beside = beside or Beside()
    releases: list[Release] = []
    found: list[Problem] = []
    others = {source.folder.design.id: source.folder for source in sources}
    for source in sources:
        folder = source.folder
        if source.written is not None:
            problems = _as_written(source.written, folder, tier)
            made: Release | None = source.written
        else:
            counted = count(anchor(folder))
            problems = all_problems(counted, source.read, assess_all(counted), others=others)
            problems += governance_problems(folder, tier, today)
            made = None
        found += problems
        if all(p.severity == "doubt" for p in problems):
            releases.append(made or _made(counted, tier, problems, beside))
    return releases, tuple(found)


def _as_written(release: Release, folder: StudyFolder, tier: Clearance) -> tuple[Problem, ...]:
    if not allows(tier, release.tier):
        raise ReleaseError(
            f"{folder.path} was released for {release.tier}; what is {tier} may not show it"
        )
    return check_release(Path(folder.path), name=folder.path).problems


def _made(
    counted: Counted, tier: Clearance, problems: tuple[Problem, ...], beside: Beside
) -> Release:
    folder = counted.study.folder
    key = b""
    if beside.vault and folder.design.per_finding:
        key = open_vault(beside.vault, Path(folder.path)).key("labels")
    tables = carried_tables(Tables(folder))
    made = make_release(counted.study, tier, problems=problems, tables=tables, key=key)
    return replace(made, values=_values(counted, beside.values))


def _values(counted: Counted, texts: Sequence[str]) -> dict[str, Value]:
    """Compute those values that name the study; the others are told where the pages are checked."""
    found = {}
    for text in texts:
        with suppress(QueryError):
            if parse_value(text).study == counted.study.folder.design.id:
                found[text] = value_of(counted, text)
    return found


def with_trails(sources: Sequence[Source], releases: Sequence[Release]) -> list[Release]:
    """Add what may be told of what was done in each archive; a written release has it."""
    return [
        release if source.written is not None else _with_trail(source.folder, release)
        for source, release in zip(sources, releases, strict=True)
    ]


def _with_trail(archive: StudyFolder, release: Release) -> Release:
    trail = carried_trail(trail_of(archive), release)
    return replace(release, tables={**release.tables, **trail})


def needles_between(
    sources: Sequence[Source],
    releases: Iterable[Release],
    *,
    vault: Path | None = None,
    said: Sequence[str] = (),
) -> Needles:
    """Give what the archives hold and their releases do not, and the names that must not leave.

    Those are what a register has, under which names coders stand in git and who receives what;
    ``said`` are names and addresses that the authors show of themselves.

    Raises
    ------
    LisesError
        If the vault is no vault for these studies, or its register has a fault.
    """
    archives = [source.folder for source in sources if source.written is None]
    names = {name for s in sources if vault for name in _names(vault, Path(s.folder.path))}
    names.update(name for archive in archives for name in names_apart(archive, said))
    releases = list(releases)
    for source, release in zip(sources, releases, strict=True):
        if source.written is None and release.unlinked:
            names.update(names_of(source.folder).in_words)
    pairs = zip(sources, releases, strict=True)
    held = ((s.folder, release) for s, release in pairs if s.written is None)
    return needles_of(held, sorted(names))


def _names(vault: Path, study: Path) -> Iterator[str]:
    """Give every name of the register, as it is written there and in its other ways."""
    register, problems = read_register(open_vault(vault, study).register)
    if problems:  # with a name that cannot be read it is not sure what must not leave
        raise ReleaseError(f"the register of names has a fault: {problems[0]}")
    for entry in register.entries:
        yield from (entry.name, *entry.also)


def release_study(
    study: Path,
    tier: Clearance,
    to: Path,
    *,
    today: str,
    beside: Beside | None = None,
) -> WrittenRelease:
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
    beside : Beside, optional
        An author's values and a vault, where there are such.

    Returns
    -------
    WrittenRelease
        Nothing is at ``to`` unless it is good: it is written beside, read by the gate, and moved.

    Raises
    ------
    NotAStudyError
        If the folder has no study that can be read, or is itself a release.
    ReleaseError
        If ``to`` is not empty or within the study, or it is not sure what must be cut.
    """
    _fit(study, to)
    beside = beside or Beside()
    source = read_source(study)
    releases, problems = release_sources([source], tier, today, beside=beside)
    if not releases:
        return WrittenRelease(folder=to, source=source, problems=problems)
    (release,) = with_trails([source], releases)
    leaks = _written(source, release, to, beside.vault)
    return WrittenRelease(folder=to, source=source, release=release, problems=problems, leaks=leaks)


def _fit(study: Path, to: Path) -> None:
    if (study / RELEASE_FILE).is_file():
        raise NotAStudyError(f"{study} is a release; a release is made from its archive")
    if to.resolve().is_relative_to(study.resolve()):
        raise ReleaseError(f"{to} is within the study; give a folder outside it")
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise ReleaseError(f"{to} is not empty; give a new folder to write a release to")


def _written(source: Source, release: Release, to: Path, vault: Path | None) -> tuple[Leak, ...]:
    """Write beside the place, read it, and move it there only where nothing would leak."""
    to.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{to.name}-", dir=to.parent))
    try:
        write_release(release, aside)
        committed = Path(source.folder.path) / COMMITMENT
        if committed.is_file():  # a digest and a number, which tell nothing of any passage
            shutil.copyfile(committed, aside / COMMITMENT)
        leaks: tuple[Leak, ...] = ()
        if release.tier != "restricted":
            needles = needles_between([source], [release], vault=vault)
            leaks = tuple(read_output(aside, needles))
        if not leaks:
            if to.is_dir():
                to.rmdir()
            aside.chmod(0o755)
            aside.rename(to)
        return leaks
    finally:
        shutil.rmtree(aside, ignore_errors=True)
