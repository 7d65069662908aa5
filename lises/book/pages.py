"""Which pages a study has in the book, and what stands on each.

A page is a title, fragments of HTML that ``render`` makes from the release, and for a finding the
author's prose between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup, escape

from lises.model import Finding, LocalText, StudyFolder
from lises.privacy import Release
from lises.render import (
    Links,
    PassageIndex,
    Words,
    claims_body,
    code_body,
    codebook_body,
    figures_body,
    finding_evidence,
    finding_head,
    guideline_body,
    has_guidelines,
    has_trail,
    index_of,
    interviews_body,
    participants_body,
    problems_body,
    study_body,
    trail_body,
    transcript_body,
)
from lises.reporting import analysis_body

from .kept import Kept

__all__ = [
    "BODY_LANGUAGE",
    "TITLE_LANGUAGE",
    "Around",
    "Page",
    "around",
    "shaped_after",
    "study_pages",
]

TITLE_LANGUAGE = "title_language"  # in the front matter of a composed page
BODY_LANGUAGE = "body_language"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the book.

    ``docname`` is its path without ending; ``parts`` what stands under the title in order: HTML
    (``Markup``) or MyST (``str``). ``listed`` pages stand in the contents under ``short``.
    ``language`` is that of the title where it is not the book's, ``body_language`` of all below it.
    """

    docname: str
    title: str
    parts: tuple[Markup | str, ...]
    listed: bool = False
    short: str = ""
    language: str = ""
    body_language: str = ""


Body = Callable[[Release, Words, Links], Markup]
Shaped = Mapping[str, Mapping[str, list[tuple[str, str]]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the pages of a study need to know of the whole book.

    ``studies`` are those that have pages in it; ``shaped`` is what ``shaped_after`` gives;
    ``folders`` the studies as they are released, by id, for the links between them; ``kept`` has
    what an earlier composition made.
    """

    words: Words
    studies: frozenset[str]
    shaped: Shaped
    folders: Mapping[str, StudyFolder]
    kept: Kept | None = None

    def links(self, docname: str) -> Links:
        """Give the addresses for a page; to a study that is not in the book there is none."""
        return Links(docname, self.studies)


def around(releases: Sequence[Release], words: Words, kept: Kept | None = None) -> Around:
    """Look through the releases of a book for what their pages need of each other."""
    folders = {release.folder.design.id: release.folder for release in releases}
    return Around(
        words=words,
        studies=frozenset(folders),
        shaped=shaped_after(releases),
        folders=folders,
        kept=kept,
    )


def shaped_after(releases: Iterable[Release]) -> Shaped:
    """Give study → claim → (study, finding) of the invented findings shaped after it."""
    found: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for release in releases:
        for finding in release.folder.findings:
            for name in finding.shaped_after:
                study, _, claim = name.partition("/")
                place = (release.folder.design.id, finding.id)
                found.setdefault(study, {}).setdefault(claim, []).append(place)
    return found


def study_pages(release: Release, book: Around) -> Iterator[Page]:
    """Make every page of a study, in the order of the contents."""
    folder = release.folder
    yield _overview(release, book)
    for finding in folder.findings:
        yield _finding(release, finding, book)
    if folder.interviews and not release.unlinked:  # else there is nobody to list
        yield _simple(release, book, "interviews/index", "interviews", interviews_body)
        yield _simple(release, book, "participants", "participants", participants_body)
    if folder.codebook:
        yield _simple(release, book, "codebook", "codebook", codebook_body)
    if folder.passages and folder.design.counted and not release.unlinked:
        body = partial(book.kept.of, make=analysis_body) if book.kept else analysis_body
        yield _simple(release, book, "analysis", "analysis", body)
    if folder.claims:
        theirs = book.shaped.get(folder.design.id, {})
        body = partial(claims_body, demonstrations=theirs, others=book.folders)
        yield _simple(release, book, "claims", "published-claims", body)
    if has_guidelines(release):
        yield _simple(release, book, "reporting", "reporting-guidelines", guideline_body)
    if folder.figures:
        body = partial(figures_body, others=book.folders)
        yield _simple(release, book, "figures", "figures", body)
    yield from _followed(release, book)
    index = index_of(release)  # once: it looks at every passage of the study
    for interview in folder.interviews:
        yield _interview(release, interview.id, book, index)
    for code in folder.codebook.codes if folder.codebook else ():
        yield _code(release, code.id, book)


def _followed(release: Release, book: Around) -> Iterator[Page]:
    """Make the pages for whoever follows what was done: the trail of interviews, the doubts."""
    if has_trail(release.folder):
        yield _simple(release, book, "trail", "trail", trail_body)
    yield _simple(release, book, "problems", "problems", problems_body)


def _overview(release: Release, book: Around) -> Page:
    design = release.folder.design
    docname = f"{design.id}/index"
    title = design.title.in_language(book.words.language)
    body = study_body(release, book.words, book.links(docname), others=book.folders)
    other = _other_language(release, design.title, book)
    return Page(
        docname=docname, title=title, parts=(body,), listed=True, short=title, language=other
    )


def _finding(release: Release, finding: Finding, book: Around) -> Page:
    docname = f"{release.folder.design.id}/findings/{finding.id}"
    words, links = book.words, book.links(docname)
    return Page(
        docname=docname,
        title=finding.statement.in_language(words.language),
        parts=(
            finding_head(release, finding, words, links),
            _prose(release, finding, book),
            finding_evidence(release, finding, words, links),
        ),
        listed=True,
        short=words("finding-short", name=finding.id),
        language=_other_language(release, finding.statement, book),
    )


def _prose(release: Release, finding: Finding, book: Around) -> str:
    """Give the author's prose, marked with its language where that is not the book's."""
    prose = finding.prose.in_language(book.words.language)
    other = _other_language(release, finding.prose, book)
    return f'<div lang="{other}">\n\n{prose}\n\n</div>' if prose.strip() and other else prose


def _other_language(release: Release, text: LocalText, book: Around) -> str:
    """Give the language in which a text is shown, nothing where it is the book's."""
    shown = text.language_of(book.words.language) or release.folder.design.language
    return "" if shown == book.words.language else str(escape(shown))


def _simple(release: Release, book: Around, name: str, key: str, body: Body) -> Page:
    docname = f"{release.folder.design.id}/{name}"
    return Page(
        docname=docname,
        title=book.words(key),
        parts=(body(release, book.words, book.links(docname)),),
        listed=True,
        short=book.words(key),
    )


def _interview(release: Release, interview: str, book: Around, index: PassageIndex) -> Page:
    docname = f"{release.folder.design.id}/interviews/{interview}"
    links = book.links(docname)
    return Page(
        docname=docname,
        title=book.words("labels-title" if release.unlinked else "interview-title", name=interview),
        parts=(transcript_body(release, interview, book.words, links, index=index),),
    )


def _code(release: Release, code: str, book: Around) -> Page:
    folder = release.folder
    docname = f"{folder.design.id}/codes/{code}"
    found = folder.codebook.code(code) if folder.codebook else None
    label = found.label.in_language(book.words.language) if found else code
    return Page(
        docname=docname,
        title=book.words("code-title", name=label or code),
        parts=(code_body(release, code, book.words, book.links(docname)),),
    )
