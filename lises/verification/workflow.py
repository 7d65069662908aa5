"""A repository that publishes: a bundle in it, and a workflow that builds from the bundle alone."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from lises.errors import LisesError, did_you_mean
from lises.files import write_atomic
from lises.privacy.carried import RELEASE_FILE, read_release

from .item import VERSION
from .lock import LOCK, read_lock

__all__ = ["HOSTS", "Unfit", "unfit_to_publish", "write_workflow"]

HOSTS = {
    "github": (".github/workflows/publish.yml", "github.yml"),
    "gitlab": (".gitlab-ci.yml", "gitlab.yml"),
}
BUNDLE = "bundle"
STUDY = "study.yaml"
HIDDEN = (".git", "_build", "public")


@dataclass(frozen=True, slots=True)
class Unfit:
    """Something in a publishing repository that may not be published from, and why."""

    place: str
    why: str


def write_workflow(folder: Path, host: str) -> Path:
    """Write a host's workflow into a repository, pinned to this Python and this version of lises.

    Parameters
    ----------
    folder : Path
        The repository's folder; the bundle stands in it as ``bundle``, now or later.
    host : {"github", "gitlab"}

    Raises
    ------
    LisesError
        If there is no such host, no folder, another workflow in that place, or a study that is no
        public release: then this is no repository to publish from.
    """
    if host not in HOSTS:
        raise LisesError(f'no host "{host}"; {did_you_mean(host, HOSTS) or ", ".join(HOSTS)}')
    if not folder.is_dir():
        raise LisesError(f"{folder} is no folder; make a repository of its own for publishing")
    unfit = [one for one in unfit_to_publish(folder) if one.place != BUNDLE]
    if unfit:
        raise LisesError(
            f"{unfit[0].place} in {folder} {unfit[0].why}; publish from a repository of its own, "
            "with a bundle and nothing else"
        )
    name, template = HOSTS[host]
    source = files("lises.verification") / "workflows" / template
    text = source.read_text(encoding="utf-8")
    text = text.replace("{python}", platform.python_version()).replace("{lises}", VERSION)
    path = folder / name
    if path.exists() and "written by `lises workflow`" not in path.read_text(encoding="utf-8"):
        raise LisesError(f"{path} is a workflow that somebody else wrote; nothing was written")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(path, text.encode())
    return path


def unfit_to_publish(folder: Path) -> tuple[Unfit, ...]:
    """Tell what stands in a repository that may not be published: archives, releases not public.

    Parameters
    ----------
    folder : Path
        The repository, whose bundle is ``bundle``.
    """
    return tuple(_unfit(folder))


def _unfit(folder: Path) -> Iterator[Unfit]:
    bundle = folder / BUNDLE
    try:
        tier = read_lock(bundle / LOCK).tier
        if tier != "public":
            yield Unfit(BUNDLE, f"was made for the {tier} tier")
    except LisesError:
        yield Unfit(BUNDLE, f"is no bundle that can be read: {LOCK} is wanted")
    for design in sorted(folder.rglob(STUDY)):
        study = design.parent
        place = study.relative_to(folder).as_posix()
        if place.partition("/")[0] in HIDDEN:
            continue
        if not (study / RELEASE_FILE).is_file():
            yield Unfit(place, "is an archive, not a release")
            continue
        try:
            tier = read_release(study).tier
        except LisesError:
            yield Unfit(place, "is no release that can be read")
        else:
            if tier != "public":
                yield Unfit(place, f"is a release for the {tier} tier")
