"""Deliberate damage to copies of a bundle: what verifies must see every kind of it.

Each kind is tried twice: as anybody would do it, when its digest tells; and as somebody would who
makes the digests and the locked values anew, when only what is counted, read and followed can tell.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from lises.errors import LisesError
from lises.privacy import read_release

from .bundle import STUDIES
from .damage import DAMAGES
from .lock import LOCK, digests_of, read_lock, values_of_release, write_lock
from .verify import verify_bundle, verify_files

__all__ = ["Tried", "self_test"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A kind of damage, tried: whether it was caught, and whether also without any digest.

    ``by`` is what caught it without digests: the first thing that failed.
    """

    kind: str
    caught: bool
    recounted: bool
    by: str = ""


def _quietly(_what: str) -> None:
    """Show no progress."""


def self_test(bundle: Path, *, step: Callable[[str], None] = _quietly) -> tuple[Tried, ...]:
    """Damage copies of a bundle in every way that it has something for.

    Parameters
    ----------
    bundle : Path
        It is not touched.
    step : callable
        Is told what is tried.

    Raises
    ------
    LisesError
        If the bundle itself does not pass: then what fails in a copy says nothing.
    """
    before = {(i.where, i.kind, i.what) for i in verify_bundle(bundle).failed}
    if before:
        raise LisesError(f"{bundle} does not pass itself; run `lises verify {bundle}` first")
    tried = []
    for kind, damage in DAMAGES.items():
        step(kind)
        with tempfile.TemporaryDirectory() as aside:
            copy = Path(shutil.copytree(bundle, Path(aside) / "bundle", symlinks=True))
            if damage(copy):
                tried.append(_tried(kind, copy))
    return tuple(tried)


def _tried(kind: str, copy: Path) -> Tried:
    told = any(item.result == "fail" for item in verify_files(copy))
    _locked_anew(copy)
    again = _fails(copy)
    first = again[0] if again else ""
    return Tried(kind=kind, caught=told or bool(again), recounted=bool(again), by=first)


def _fails(copy: Path) -> list[str]:
    try:
        return [f"{i.what}: {i.why}" for i in verify_bundle(copy).failed]
    except LisesError as why:
        return [str(why)]


def _locked_anew(copy: Path) -> None:
    """Write the lock as somebody would who wants the damage to pass."""
    with suppress(LisesError):
        lock = read_lock(copy / LOCK)
        values = dict(lock.values)
        for name in lock.values:
            with suppress(LisesError):
                values[name] = values_of_release(read_release(copy / STUDIES / name))
        digests = digests_of(copy, but=[LOCK])
        write_lock(replace(lock, files=digests, values=values), copy / LOCK)
