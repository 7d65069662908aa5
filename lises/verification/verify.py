"""A bundle verified from itself alone: files, studies, book."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from lises.errors import LisesError
from lises.privacy import Release, read_release

from .bundle import BOOK, STUDIES
from .item import Item, Result, tally
from .lock import LOCK, Lock, digests_of, read_lock
from .pages import verify_book
from .said import said
from .studies import verify_study

__all__ = ["Verification", "verify_bundle", "verify_files", "verify_published"]

BUNDLE, ONLINE = "bundle", "online"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was verified of a bundle, in the order of its parts.

    ``constructed`` names the studies whose people and words are invented, ``language`` is that of
    the first study.
    """

    folder: Path
    lock: Lock
    items: tuple[Item, ...]
    constructed: tuple[str, ...] = ()
    language: str = "en"

    @property
    def tally(self) -> dict[Result, int]:
        """How many passed, failed, and cannot be checked at this tier."""
        return tally(self.items)

    @property
    def failed(self) -> tuple[Item, ...]:
        """What failed."""
        return tuple(item for item in self.items if item.result == "fail")


def _quietly(_what: str) -> None:
    """Show no progress."""


def verify_bundle(folder: Path, *, step: Callable[[str], None] = _quietly) -> Verification:
    """Verify a bundle: nothing outside the folder is read, nothing in it is changed.

    Parameters
    ----------
    folder : Path
        As ``make_bundle`` made it.
    step : callable
        Is told what is done.

    Raises
    ------
    LisesError
        If the folder has no lock that can be read: then it is no bundle.
    """
    lock = read_lock(folder / LOCK)
    step("comparing files")
    items = list(verify_files(folder))
    releases: dict[str, Release] = {}
    for name in _studies(folder, lock):
        step(f"counting {name} again")
        place = folder / STUDIES / name
        items += verify_study(place, lock.values.get(name, {}), name=name)
        with suppress(LisesError):
            release = read_release(place, name=name)
            releases[release.folder.design.id] = release
    step("reading the book")
    items += verify_book(folder / BOOK, releases)
    invented = tuple(name for name, r in releases.items() if r.folder.design.constructed)
    language = next((r.folder.design.language for r in releases.values()), "en")
    return Verification(
        folder=folder, lock=lock, items=tuple(items), constructed=invented, language=language
    )


def _studies(folder: Path, lock: Lock) -> list[str]:
    """Name the studies that are here or ought to be."""
    root = folder / STUDIES
    here = {p.name for p in root.iterdir() if p.is_dir()} if root.is_dir() else set()
    return sorted(here | set(lock.values))


def verify_files(folder: Path) -> Iterator[Item]:
    """Hold every file of a bundle against the digests of its lock; one that it lacks fails too."""
    lock = read_lock(folder / LOCK)
    here = digests_of(folder, but=[LOCK])
    for name, digest in lock.files.items():
        yield _file(name, here, digest)
    for name in sorted(here.keys() - lock.files.keys()):
        why = said("verify-why-file-unknown")
        yield Item(kind="file", where=BUNDLE, what=name, result="fail", why=why)


def verify_published(folder: Path, published: Path) -> tuple[Item, ...]:
    """Hold a copy of what is online against the book of a bundle, file by file.

    Parameters
    ----------
    folder : Path
        The bundle.
    published : Path
        A folder with the files as a host gives them.

    Raises
    ------
    LisesError
        If the bundle has no lock that can be read, or there is no such folder.
    """
    if not published.is_dir():
        raise LisesError(f"{published} is no folder; download what is online into one")
    lock = read_lock(folder / LOCK)
    here = digests_of(published)
    wanted = {
        name.removeprefix(f"{BOOK}/"): digest
        for name, digest in lock.files.items()
        if name.startswith(f"{BOOK}/")
    }
    known = [_file(name, here, digest, where=ONLINE) for name, digest in wanted.items()]
    why = said("verify-why-file-not-in-book")
    extra = [
        Item(kind="file", where=ONLINE, what=name, result="fail", why=why)
        for name in here
        if name not in wanted
    ]
    return (*known, *extra)


def _file(name: str, here: Mapping[str, str], digest: str, *, where: str = BUNDLE) -> Item:
    if name not in here:
        why: str = said("verify-why-file-gone")
    elif here[name] != digest:
        why = said("verify-why-file-other")
    else:
        why = ""
    return Item(kind="file", where=where, what=name, result="fail" if why else "pass", why=why)
