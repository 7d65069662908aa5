"""The reviewer's bundle: releases, the book made from them, the lock, and how to verify them."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import distributions
from importlib.resources import files
from pathlib import Path

from lises.book import BookOrder, make_book
from lises.book.author_pages import page_values
from lises.book.brought import brought_files
from lises.book.config import author_config, author_contacts, author_said, book_language
from lises.book.making import TEMPLATE
from lises.errors import Problem, ReleaseError
from lises.exchange.metadata import (
    annotations_of,
    ati_of,
    citation_text,
    datacite_of,
    ddi_text,
    provenance_of,
)
from lises.files import write_atomic
from lises.model import Clearance
from lises.privacy import Release, read_release
from lises.privacy.gate import Leak, read_output
from lises.privacy.releasing import Beside, WrittenRelease, needles_between, release_study

from .crate import CRATE, crate_text
from .item import VERSION
from .lock import LOCK, Lock, digests_of, values_of_release, write_lock

__all__ = ["AUTHOR", "BOOK", "STUDIES", "BundleOrder", "MadeBundle", "make_bundle"]

STUDIES, BOOK, AUTHOR = "studies", "book", "author"
ENVIRONMENT, METADATA, DDI = "environment.txt", "metadata", "ddi-codebook.xml"
READ_ME = {"README.md": "bundle.md", "LAES-MIG.md": "bundle.da.md"}


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleOrder:
    """What bundle is wanted; as ``BookOrder``, with ``to`` a new folder."""

    studies: tuple[Path, ...]
    author: Path | None = None
    to: Path
    tier: Clearance = "public"
    language: str | None = None
    today: str
    vault: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeBundle:
    """A bundle, or why there is none."""

    folder: Path
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()
    leaks: tuple[Leak, ...] = ()
    files: int = 0

    @property
    def good(self) -> bool:
        """Whether the bundle is there."""
        return self.files > 0


def _quietly(_what: str) -> None:
    """Show no progress."""


def make_bundle(order: BundleOrder, *, step: Callable[[str], None] = _quietly) -> MadeBundle:
    """Make a bundle: release each study, build the book from the releases, lock all of it.

    Nothing is at ``order.to`` unless it is whole.

    Raises
    ------
    ReleaseError
        If ``order.to`` is not empty.
    LisesError
        As ``release_study`` and ``make_book``.
    """
    to = order.to
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise ReleaseError(f"{to} is not empty; give a new folder to write a bundle to")
    to.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{to.name}-", dir=to.parent) as aside:
        place = Path(aside) / "bundle"
        made = _made(order, place, step)
        if made.good:
            if to.is_dir():
                to.rmdir()
            place.rename(to)
        return made


def _made(order: BundleOrder, place: Path, step: Callable[[str], None]) -> MadeBundle:
    where = order.author or TEMPLATE
    language = book_language(author_config(where), order.language)
    values = tuple(one.text for one in page_values(where, language))
    beside = Beside(values=values, vault=order.vault)
    released: list[WrittenRelease] = []
    for study in order.studies:
        step(f"releasing {study.name}")
        target = place / STUDIES / study.resolve().name
        done = release_study(study, order.tier, target, today=order.today, beside=beside)
        if not done.good:
            return MadeBundle(folder=order.to, problems=done.problems, leaks=done.leaks)
        released.append(done)
    author = _author(where, place / AUTHOR)
    built = make_book(
        BookOrder(
            studies=tuple(one.folder for one in released),
            author=author,
            out=place / "built",
            tier=order.tier,
            language=order.language,
            today=order.today,
            vault=order.vault,
        ),
        step=step,
    )
    if not built.good:
        problems = tuple(p for p in built.problems if p.severity == "error")
        return MadeBundle(
            folder=order.to, problems=problems, warnings=built.warnings, leaks=built.leaks
        )
    built.html.rename(place / BOOK)
    shutil.rmtree(place / "built")
    step("describing, reading and locking")
    files = _locked(order, place, [one.folder for one in released])
    leaks = _leaks(order, place, released) if order.tier != "restricted" else ()
    return MadeBundle(folder=order.to, files=0 if leaks else files, leaks=leaks)


def _leaks(order: BundleOrder, place: Path, made: Sequence[WrittenRelease]) -> tuple[Leak, ...]:
    """Read the whole of it once more: the author's folder and the metadata are handed out too."""
    sources = [one.source for one in made if one.source]
    releases = [one.release for one in made if one.release]
    where = order.author or TEMPLATE
    needles = needles_between(sources, releases, vault=order.vault, said=author_said(where))
    contacts = author_contacts(where)
    return tuple(read_output(place, needles, contacts=contacts, known=brought_files()))


def _author(author: Path, to: Path) -> Path:
    """Take the author's pages along, so that the book can be built again: not what was built."""
    shutil.copytree(author, to, ignore=shutil.ignore_patterns("_build", ".*", "__pycache__"))
    return to


def _locked(order: BundleOrder, place: Path, studies: Sequence[Path]) -> int:
    releases = [read_release(path) for path in studies]
    for name, source in READ_ME.items():
        text = (files("lises.verification") / "words" / source).read_text(encoding="utf-8")
        write_atomic(place / name, text.encode())
    write_atomic(place / ENVIRONMENT, _environment().encode())
    _described(releases, place, order)
    write_atomic(place / CRATE, crate_text(releases, place, today=order.today).encode())
    digests = digests_of(place)
    lock = Lock(
        program=f"lises {VERSION}",
        tier=order.tier,
        files=digests,
        values={path.name: values_of_release(r) for path, r in zip(studies, releases, strict=True)},
    )
    write_lock(lock, place / LOCK)
    return len(digests) + 1


def _described(releases: Sequence[Release], place: Path, order: BundleOrder) -> None:
    """Write what archives and other programs read: citation, records, annotations, provenance."""
    config = author_config(order.author or TEMPLATE)
    names = [str(config["author"])] if config.get("author") else []
    title = _title(config.get("title"), order.language or "") or releases[0].folder.design.id
    day = order.today
    record = datacite_of(releases, title=title, authors=names, day=day)
    made: dict[str, object] = {"datacite.json": record}
    for release in releases:
        study = release.folder.design.id
        made[f"{study}/annotations.json"] = annotations_of(release)
        made[f"{study}/ati.json"] = ati_of(release)
        provenance = provenance_of(release, program=f"lises {VERSION}", day=day)
        made[f"{study}/provenance.json"] = provenance
        codebook = ddi_text(release, authors=names, day=day, program=f"lises {VERSION}")
        write_atomic(place / METADATA / study / DDI, codebook.encode())
    for name, value in made.items():
        text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
        write_atomic(place / METADATA / name, text.encode())
    cited = citation_text(releases, title=title, authors=names, day=day)
    write_atomic(place / METADATA / "CITATION.cff", cited.encode())


def _title(said: object, language: str) -> str:
    """Give the title of a book, which is a text or one per language."""
    if isinstance(said, dict):
        return str(said.get(language) or next(iter(said.values()), ""))
    return str(said or "")


def _environment() -> str:
    """List what the book was built with: names and versions, no place and no machine."""
    found = {d.metadata["Name"].lower(): d.version for d in distributions() if d.metadata["Name"]}
    lines = [f"python=={sys.version.split()[0]}", *(f"{n}=={v}" for n, v in sorted(found.items()))]
    return "\n".join(lines) + "\n"
