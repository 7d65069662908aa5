"""From study folders to a book: check, release, compose, build, look."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lises.errors import LisesError, Problem
from lises.model import Clearance
from lises.privacy import Release
from lises.privacy.disclosure import alone_in
from lises.privacy.gate import Leak, read_output
from lises.privacy.releasing import (
    Beside,
    Source,
    needles_between,
    read_source,
    release_sources,
    with_trails,
)

from .author_pages import page_values, value_problems
from .brought import brought_files
from .config import author_config, author_contacts, author_said, book_language
from .engine import build_book, discard
from .notebooks import run_notebooks

__all__ = ["TEMPLATE", "BookOrder", "MadeBook", "make_book", "release_studies", "studies_of"]

TEMPLATE = Path(__file__).with_name("template")  # the author's folder of who has none yet


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeBook:
    """A book, or why there is none: errors in the studies, warnings of the build, leaks.

    ``alone`` tells of each study how many people are alone in what others may know of them, of how
    many; of a restricted preview nothing.
    """

    html: Path
    pages: int = 0
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()
    leaks: tuple[Leak, ...] = ()
    alone: tuple[tuple[str, int, int], ...] = ()

    @property
    def good(self) -> bool:
        """Whether there is a book that may be published at its tier."""
        errors = any(p.severity == "error" for p in self.problems)
        return not (errors or self.warnings or self.leaks)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookOrder:
    """What book is wanted.

    Parameters
    ----------
    studies : tuple of Path
        Study folders; empty for those that the author's ``_config.yml`` names under ``studies``.
    author : Path or None
        The author's folder; without one the book has the pages that the library brings.
    out : Path
        Where ``source`` and ``html`` go.
    tier : {"public", "reviewer", "restricted"}
    language : str or None
        Of the interface.
    today : str
        ISO date that signatures are held against.
    vault : Path or None
        Whose register names what must not leave.
    """

    studies: tuple[Path, ...] = ()
    author: Path | None = None
    out: Path
    tier: Clearance = "public"
    language: str | None = None
    today: str
    vault: Path | None = None


def _quietly(_what: str) -> None:
    """Show no progress."""


def make_book(order: BookOrder, *, step: Callable[[str], None] = _quietly) -> MadeBook:
    """Build the book of some studies, or say what stands against it; ``step`` is told what is done.

    Raises
    ------
    LisesError
        If a folder is no study, or the author's folder cannot be used.
    """
    where = order.author or TEMPLATE
    folders = list(order.studies) or studies_of(where)
    if not folders:
        raise LisesError(f"no study to build a book of: name one, or list studies in {where}")
    step("reading and checking")
    language = book_language(author_config(where), order.language)
    asked = page_values(where, language)
    sources = [read_source(path) for path in folders]
    beside = Beside(values=tuple(one.text for one in asked), vault=order.vault)
    releases, problems = release_sources(sources, order.tier, order.today, beside=beside)
    if len(releases) == len(folders):  # else a study's errors come first
        problems += value_problems(asked, releases)
    if any(p.severity == "error" for p in problems):
        discard(order.out)
        return MadeBook(html=order.out / "html", problems=problems)
    step("running notebooks")
    ran = run_notebooks(where, releases, order.out, language=language)
    problems += ran.problems
    if ran.problems:
        discard(order.out)
        return MadeBook(html=order.out / "html", problems=problems)
    step("building pages")
    # After the notebooks, which need not run anew for a commit.
    releases = with_trails(sources, releases)
    built = build_book(releases, where, order.out, language=language, notebooks=ran.pages)
    step("reading what was built")
    read = () if built.warnings else _withheld_in(order, built.html, sources, releases)
    leaks = built.leaks + read
    if leaks:  # nobody can publish by mistake what is not there
        discard(order.out)
    return MadeBook(
        html=built.html,
        pages=built.pages,
        problems=problems,
        warnings=built.warnings,
        leaks=leaks,
        alone=_alone(sources, releases, order.tier),
    )


def _alone(
    sources: Sequence[Source], releases: Sequence[Release], tier: Clearance
) -> tuple[tuple[str, int, int], ...]:
    if tier == "restricted":
        return ()
    people = ((source.folder, len(source.folder.participants)) for source in sources)
    return tuple(
        (folder.design.id, alone_in(release), number)
        for release, (folder, number) in zip(releases, people, strict=True)
        if number
    )


def _withheld_in(
    order: BookOrder, html: Path, sources: Sequence[Source], releases: Sequence[Release]
) -> tuple[Leak, ...]:
    """Hold the built bytes against what the archives have and the releases have not."""
    if order.tier == "restricted":
        return ()
    where = order.author or TEMPLATE
    needles = needles_between(sources, releases, vault=order.vault, said=author_said(where))
    contacts = author_contacts(where)
    return tuple(read_output(html, needles, contacts=contacts, known=brought_files()))


def studies_of(author: Path) -> list[Path]:
    """Give the study folders that an author's ``_config.yml`` names, relative to it."""
    named = author_config(author).get("studies") or []
    if not isinstance(named, Iterable) or isinstance(named, str):
        raise LisesError(f"{author / '_config.yml'}: studies is a list of folders")
    return [_tidy(author / str(name)) for name in named]


def _tidy(path: Path) -> Path:
    """Take ``..`` out where the result is the same folder, so that messages read well."""
    full = path.resolve()
    here = Path.cwd().resolve()
    return full.relative_to(here) if full.is_relative_to(here) else full


def release_studies(
    folders: Iterable[Path], tier: Clearance, today: str, *, values: Sequence[str] = ()
) -> tuple[list[Release], tuple[Problem, ...]]:
    """Read, check and release studies for a tier; all their problems together.

    Of a study with an error there is no release. ``values`` are what roles on author's pages say;
    each is computed from the study that it names, before anything is withheld.

    Raises
    ------
    NotAStudyError
        If a folder has no study that can be read.
    """
    beside = Beside(values=tuple(values))
    return release_sources([read_source(path) for path in folders], tier, today, beside=beside)
