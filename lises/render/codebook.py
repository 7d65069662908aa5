"""The codebook's page: the tree, the themes, every code as it is to be used, the versions."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from lises.model import Code, Codebook, Theme
from lises.privacy import Release

from .links import Links
from .mark import fragment, small_mark
from .markup import Content, element, joined, link
from .quotation import quotation
from .view import View, table, terms, view_of
from .words import Words

__all__ = ["code_terms", "code_totals", "codebook_body", "in_tree_order"]

_DEEPEST = 6  # HTML has no heading below this level


def codebook_body(release: Release, words: Words, links: Links) -> Markup:
    """Give the codebook's page; says so where the study has none."""
    view = view_of(release, words, links)
    book = release.folder.codebook
    if book is None or not book.codes:
        return fragment(words, release.folder, "codebook", view.say("codebook-none"))
    rows = list(in_tree_order(book))
    return fragment(
        words,
        release.folder,
        "codebook",
        _intro(view, book),
        _tree(view, rows),
        _themes(view),
        element(
            "section",
            view.heading(2, "codes-heading", "lises-codes"),
            [_entry(view, code, depth) for code, depth in rows],
        ),
        _versions(view, book),
    )


def in_tree_order(book: Codebook) -> Iterator[tuple[Code, int]]:
    """Give every code once with its depth from 0, children after their parent.

    A code whose parent is not in the codebook, or who is in a circle, counts as a root, so that
    none is lost.
    """
    known = {code.id for code in book.codes}
    below: dict[str, list[Code]] = {}
    for code in book.codes:
        below.setdefault(code.parent or "", []).append(code)
    seen: set[str] = set()

    def walk(code: Code, depth: int) -> Iterator[tuple[Code, int]]:
        if code.id in seen:
            return
        seen.add(code.id)
        yield code, depth
        for child in below.get(code.id, ()):
            yield from walk(child, depth + 1)

    for code in book.codes:
        if not code.parent or code.parent not in known:
            yield from walk(code, 0)
    for code in book.codes:
        yield from walk(code, 0)


def _intro(view: View, book: Codebook) -> Markup:
    words = view.words
    counted = view.design.counted
    said: list[Content] = [
        words("codebook-intro", version=book.version, n=len(book.codes)),
        words("codebook-counted", set=counted) if counted else words("codebook-uncounted"),
        small_mark(words, view.folder),
    ]
    return element("p", joined([s for s in said if s], " "), class_="lises-note")


def _tree(view: View, rows: list[tuple[Code, int]]) -> Markup:
    """Give the tree as a list within lists, each code a link to its entry."""
    label = view.words("codebook-tree")
    return element("nav", _branch(view, rows, 0)[0], class_="lises-tree", aria_label=label)


def _branch(
    view: View, rows: list[tuple[Code, int]], depth: int
) -> tuple[Markup, list[tuple[Code, int]]]:
    items = []
    while rows and rows[0][1] == depth:
        code, rows = rows[0][0], rows[1:]
        below: Markup | None = None
        if rows and rows[0][1] > depth:
            below, rows = _branch(view, rows, depth + 1)
        href = view.links.codebook(view.design.id, code.id)
        items.append(element("li", link(href, _label(view, code)), below))
    return element("ul", items), rows


def _label(view: View, code: Code) -> Content:
    return view.text(code.label) if code.label else code.id


def _themes(view: View) -> Markup | None:
    themes = view.folder.themes
    if not themes:
        return None
    return element(
        "section",
        view.heading(2, "themes", "lises-themes"),
        view.say("themes-what"),
        [_theme(view, theme) for theme in themes],
    )


def _theme(view: View, theme: Theme) -> Markup:
    return element(
        "section",
        element("h3", view.text(theme.label) if theme.label else theme.id),
        view.paragraph(theme.interpretation),
        element("p", joined([view.code(code) for code in theme.codes], " ")),
        class_="lises-theme",
    )


def _entry(view: View, code: Code, depth: int) -> Markup:
    level = min(3 + depth, _DEEPEST)
    example = view.passages.get(code.example)
    shown = None
    if example is not None:
        shown = quotation(view.release, example, view.words, view.links, with_question=False)
    said = code_totals(view, code.id)
    href = view.links.code(view.design.id, code.id)
    more = link(href, view.words("code-all-passages"), aria_label=_more_label(view, code))
    return element(
        "section",
        element(f"h{level}", _label(view, code), " ", element("code", code.id)),
        code_terms(view, code),
        [element("p", view.words("code-example"), class_="lises-label"), shown] if shown else None,
        element("p", joined([s for s in (said, more) if s], " · "), class_="lises-note"),
        class_=["lises-entry", f"lises-depth-{min(depth, 3)}"],
        id=f"code-{code.id}",
    )


def _more_label(view: View, code: Code) -> str:
    return f"{view.words('code-all-passages')}: {view.words.local(code.label) or code.id}"


def code_terms(view: View, code: Code) -> Markup:
    """Give a code's definition, when to use it and when not, the parent, and the last change."""
    words, book = view.words, view.folder.codebook
    parent = book.code(code.parent) if book and code.parent else None
    changed = words("code-changed", version=code.changed) if code.changed > 1 else None
    return terms(
        [
            (words("definition"), view.text(code.definition)),
            (words("use-when"), view.text(code.use)),
            (words("avoid-when"), view.text(code.avoid)),
            (words("code-parent"), view.code(parent.id) if parent else None),
            (words("code-changed-label"), changed),
        ]
    )


def code_totals(view: View, code: str) -> str:
    """Say how many passages and participants the archive's counted set has under a code."""
    total = view.release.totals.get(code)
    if total is None or not view.design.counted:
        return ""
    passages = view.words("passages", n=total.passages)
    if view.design.counts == "none":
        return passages
    return view.words("code-totals", passages=passages, people=_people(view, total.participants))


def _people(view: View, n: int) -> str:
    return view.words("people", n=n)


def _versions(view: View, book: Codebook) -> Markup | None:
    if not book.changes:
        return None
    words = view.words
    header = [words("version"), words("date"), words("version-why")]
    rows = [
        ("", [str(change.version), change.date, view.text(change.why)])
        for change in sorted(book.changes, key=lambda c: -c.version)
    ]
    return element(
        "section",
        view.heading(2, "versions", "lises-versions"),
        table(view.caption("versions-caption"), header, rows),
    )
