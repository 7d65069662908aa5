"""Which pages a study has in the book, and what stands on each.

A page is a title, fragments of HTML that ``render`` makes from the release, and for a finding the
author's prose between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from lises.model import Finding
from lises.privacy import Release
from lises.render import (
    Links,
    Words,
    claims_body,
    code_body,
    codebook_body,
    finding_evidence,
    finding_head,
    interviews_body,
    participants_body,
    problems_body,
    study_body,
    transcript_body,
)

__all__ = ["Page", "shaped_after", "study_pages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the book.

    ``docname`` is its path without ending; ``parts`` what stands under the title in order: HTML
    (``Markup``) or MyST (``str``). ``listed`` pages stand in the contents under ``short``.
    """

    docname: str
    title: str
    parts: tuple[Markup | str, ...]
    listed: bool = False
    short: str = ""


Body = Callable[[Release, Words, Links], Markup]
Shaped = Mapping[str, Mapping[str, list[tuple[str, str]]]]


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


def study_pages(release: Release, words: Words, shaped: Shaped | None = None) -> Iterator[Page]:
    """Make every page of a study, in the order of the contents.

    ``shaped`` is what ``shaped_after`` gives of the whole book.
    """
    folder = release.folder
    yield _overview(release, words)
    for finding in folder.findings:
        yield _finding(release, finding, words)
    if folder.interviews:
        yield _simple(release, words, "interviews/index", "interviews", interviews_body)
        yield _simple(release, words, "participants", "participants", participants_body)
    if folder.codebook:
        yield _simple(release, words, "codebook", "codebook", codebook_body)
    if folder.claims:
        theirs = (shaped or {}).get(folder.design.id, {})
        body = partial(claims_body, demonstrations=theirs)
        yield _simple(release, words, "claims", "published-claims", body)
    yield _simple(release, words, "problems", "problems", problems_body)
    for interview in folder.interviews:
        yield _interview(release, interview.id, words)
    for code in folder.codebook.codes if folder.codebook else ():
        yield _code(release, code.id, words)


def _overview(release: Release, words: Words) -> Page:
    design = release.folder.design
    docname = f"{design.id}/index"
    title = design.title.in_language(words.language)
    body = study_body(release, words, Links(docname))
    return Page(docname=docname, title=title, parts=(body,), listed=True, short=title)


def _finding(release: Release, finding: Finding, words: Words) -> Page:
    docname = f"{release.folder.design.id}/findings/{finding.id}"
    links = Links(docname)
    return Page(
        docname=docname,
        title=finding.statement.in_language(words.language),
        parts=(
            finding_head(release, finding, words, links),
            finding.prose.in_language(words.language),
            finding_evidence(release, finding, words, links),
        ),
        listed=True,
        short=words("finding-short", name=finding.id),
    )


def _simple(release: Release, words: Words, name: str, key: str, body: Body) -> Page:
    docname = f"{release.folder.design.id}/{name}"
    return Page(
        docname=docname,
        title=words(key),
        parts=(body(release, words, Links(docname)),),
        listed=True,
        short=words(key),
    )


def _interview(release: Release, interview: str, words: Words) -> Page:
    docname = f"{release.folder.design.id}/interviews/{interview}"
    return Page(
        docname=docname,
        title=words("interview-title", name=interview),
        parts=(transcript_body(release, interview, words, Links(docname)),),
    )


def _code(release: Release, code: str, words: Words) -> Page:
    folder = release.folder
    docname = f"{folder.design.id}/codes/{code}"
    found = folder.codebook.code(code) if folder.codebook else None
    label = found.label.in_language(words.language) if found else code
    return Page(
        docname=docname,
        title=words("code-title", name=label or code),
        parts=(code_body(release, code, words, Links(docname)),),
    )
