"""The lock of an archive: what it would publish on a day, and what is another since."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lises.errors import Problem
from lises.model import Clearance
from lises.privacy.releasing import read_source, release_sources

from .item import VERSION
from .lock import LOCK, Lock, digests_of, read_lock, values_of_release, write_lock

__all__ = ["Change", "MadeLock", "changes_since", "lock_study"]

UNSEEN = ".lises"  # what programs keep for themselves
LONGEST = 60  # characters of a value that is told


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeLock:
    """A lock, or the errors for which there is none; ``path`` is where it stands or would."""

    path: Path
    lock: Lock | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that is not as it was locked: a file or a value, then and now."""

    what: str
    was: str
    now: str


def lock_study(study: Path, tier: Clearance, *, today: str, write: bool = True) -> MadeLock:
    """Lock a study: every file of it, and every value that a release at the tier would carry.

    Parameters
    ----------
    study : Path
    tier : {"public", "reviewer", "restricted"}
    today : str
        ISO date that signatures are held against.
    write : bool
        Whether ``lises.lock`` is written in the study's folder.

    Raises
    ------
    LisesError
        If the folder holds no study, or it is not sure what must be cut.
    """
    path = study / LOCK
    source = read_source(study)
    releases, problems = release_sources([source], tier, today)
    if not releases:
        return MadeLock(path=path, problems=problems)
    files = {
        name: digest
        for name, digest in digests_of(study, but=[LOCK]).items()
        if name.partition("/")[0] != UNSEEN
    }
    values = {source.folder.design.id: values_of_release(releases[0])}
    lock = Lock(program=f"lises {VERSION}", tier=tier, files=files, values=values)
    if write:
        write_lock(lock, path)
    return MadeLock(path=path, lock=lock, problems=problems)


def changes_since(study: Path, now: Lock) -> tuple[Change, ...]:
    """Tell what is another than ``lises.lock`` says: values first, then files.

    Raises
    ------
    LisesError
        If the study has no lock that can be read.
    """
    was = read_lock(study / LOCK)
    found: list[Change] = []
    if was.tier != now.tier:
        found.append(Change(what="tier", was=was.tier, now=now.tier))
    for name in sorted({*was.values, *now.values}):
        before, after = was.values.get(name, {}), _plain(now.values.get(name, {}))
        found += [
            Change(what=key, was=_short(before.get(key)), now=_short(after.get(key)))
            for key in dict.fromkeys((*before, *after))
            if before.get(key) != after.get(key)
        ]
    for name in sorted({*was.files, *now.files}):
        if was.files.get(name) != now.files.get(name):
            told = [("there" if name in lock.files else "not there") for lock in (was, now)]
            same = told == ["there", "there"]
            found.append(Change(what=name, was=told[0], now="another file" if same else told[1]))
    return tuple(found)


def _plain(values: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever JSON holds
    told: dict[str, Any] = json.loads(json.dumps(dict(values)))
    return told


def _short(value: object) -> str:
    text = "not published" if value is None else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
