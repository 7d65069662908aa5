"""What every page is made from, and the pieces that several pages share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from lises.model import LocalText, Passage, StudyDesign, StudyFolder
from lises.privacy import Release

from .links import Links
from .mark import marked
from .markup import Content, element, joined
from .names import code_link, local_text, role_label, term_text
from .quotation import citation
from .words import Words

__all__ = ["Row", "View", "scope_text", "table", "terms", "view_of"]

# A row of a table: its anchor, or nothing, and its cells; the first is the row's heading.
Row = tuple[str, Sequence[Content]]


@dataclass(frozen=True, slots=True)
class View:
    """A release, the language it is shown in, and the page it is shown on.

    ``passages`` are those that have a place in the release, by id.
    """

    release: Release
    words: Words
    links: Links
    passages: Mapping[str, Passage]

    @property
    def folder(self) -> StudyFolder:
        """The study folder as released."""
        return self.release.folder

    @property
    def design(self) -> StudyDesign:
        """The study's design."""
        return self.release.folder.design

    def text(self, text: LocalText) -> Markup:
        """Give a text of the study, marked with its language where that is not the page's."""
        return local_text(self.words, self.folder, text)

    def term(self, word: str) -> Markup:
        """Give a word of the study's files in the page's language, where the study says it."""
        return term_text(self.words, self.folder, word)

    def paragraph(self, text: LocalText, class_: str = "") -> Markup | None:
        """Give a text of the study as a paragraph, nothing where there is none."""
        return element("p", self.text(text), class_=class_ or None) if text else None

    def heading(self, level: int, key: str, anchor: str = "") -> Markup:
        """Give a heading with the interface's words."""
        return element(f"h{level}", self.words(key), id=anchor or None)

    def say(self, key: str, **values: object) -> Markup:
        """Give a paragraph with the interface's words."""
        return element("p", self.words.html(key, **values))

    def code(self, code: str) -> Markup:
        """Show a code as a pill that leads to its page."""
        return code_link(self.words, self.links, self.folder, code)

    def passage(self, passage_id: str) -> Markup | None:
        """Link a passage by its interview and turn; nothing where it is not in the release."""
        passage = self.passages.get(passage_id)
        if passage is None:
            return None
        return citation(self.release, passage, self.words, self.links)

    def passage_list(self, passage_ids: Iterable[str]) -> Markup | None:
        """Link several passages; nothing where none of them is in the release."""
        found = [self.passage(passage_id) for passage_id in passage_ids]
        return joined([shown for shown in found if shown is not None], " ") or None

    def caption(self, key: str, **values: object) -> str:
        """Give a caption with, for constructed material, its mark."""
        return marked(self.words, self.folder, self.words(key, **values))


def view_of(release: Release, words: Words, links: Links) -> View:
    """Gather what the pieces of a page are made from."""
    return View(release, words, links, release.study.by_id)


def scope_text(view: View, scope: tuple[tuple[str, tuple[str, ...]], ...]) -> Markup:
    """Say whom a scope names: roles by their labels, then any attributes; none named: everybody."""
    if not scope:
        return joined(view.words("scope-everyone"))
    labels = {a.id: a.label for a in view.design.attributes if a.label}
    said = []
    for name, values in scope:
        if name == "role":
            shown = [role_label(view.words, view.folder, value) for value in values]
            said.append(view.words.series(shown))
            continue
        label = view.text(labels[name]) if name in labels else name
        part = view.words.html("scope-part", name=label, values=view.words.series(values))
        said.append(part)
    return joined(said, "; ")


def table(caption: str, header: Sequence[str], rows: Iterable[Row], kind: str = "") -> Markup:
    """Make a table that a keyboard can scroll where it is wider than the page.

    Parameters
    ----------
    caption : str
        What the table shows; its mark included.
    header : sequence of str
        The headings of the columns.
    rows : iterable of (anchor, cells)
        An empty anchor is left out; ``None`` as a cell is an empty cell.
    kind : str
        A word for styles: ``stances`` becomes the class ``lises-table-stances``.
    """
    body = [
        element(
            "tr",
            element("th", cells[0], scope="row"),
            [element("td", cell) for cell in cells[1:]],
            id=anchor or None,
        )
        for anchor, cells in rows
    ]
    made = element(
        "table",
        element("caption", caption),
        element("thead", element("tr", [element("th", name, scope="col") for name in header])),
        element("tbody", body),
        class_=f"lises-table-{kind}" if kind else None,
    )
    return element(
        "div", made, class_="lises-table", role="region", aria_label=caption, tabindex="0"
    )


def terms(pairs: Iterable[tuple[str, Content]]) -> Markup:
    """Make a list of terms and what is said of each; a term with nothing said is left out."""
    found = [(term, joined(said)) for term, said in pairs]
    rows = [
        element("div", element("dt", term), element("dd", said)) for term, said in found if said
    ]
    return element("dl", rows, class_="lises-terms") if rows else Markup()
