"""What the pages say of themselves: the mark of invented material, the words, the language."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pydata_sphinx_theme
import sphinx
import sphinx_book_theme
import sphinx_togglebutton
from babel.messages.pofile import read_po
from bs4 import NavigableString, Tag

from lises.book.interface import CATALOGUES as THEME_WORDS
from lises.render import Words, short_mark
from lises.render.words import CATALOGUES

from .books import Book, Page, books

UNSEEN = {"script", "style", "noscript", "[document]", "head"}
SPOKEN = ("aria-label", "title", "placeholder", "alt", "data-bs-title", "data-tooltip")
OURS = ("data-copy-link", "data-copy-quotation", "data-copied", "data-copy-failed", "data-mark")


# ---- The mark ----------------------------------------------------------------------------------


@books()
def test_every_page_of_invented_material_says_so_first(book: Book) -> None:
    words = Words(book.language)
    for release, page in book.study_pages():
        if not release.folder.design.constructed:
            continue
        first = page.article.find(True)
        assert "lises-constructed" in first["class"], page.name
        assert first.get_text() == words("mark-banner")
        assert short_mark(words) in page.soup.title.get_text(), page.name
        status = page.soup.find("meta", attrs={"name": "data-status"})
        assert status is not None, page.name
        assert status["content"] == "constructed"


@books()
def test_every_part_that_can_be_lifted_out_bears_the_mark(book: Book) -> None:
    words = Words(book.language)
    short, long = short_mark(words), words("mark-copied")
    for release, page in book.study_pages():
        if not release.folder.design.constructed:
            continue
        whole = page.article.find(class_="lises-page")
        assert whole["data-mark"] == long
        assert whole.find("h1") is not None
        for part in page.article.find_all(class_="lises"):
            assert part["data-mark"] == long, page.name
        for figure in page.article.find_all("figure", class_="lises-quotation"):
            assert short in figure.get_text(), page.name
        for caption in page.article.find_all("caption"):
            assert short in caption.get_text(), (page.name, caption.get_text())
        for button in page.article.find_all(attrs={"data-copy-text": True}):
            assert long in button["data-copy-text"], page.name
        for preview in page.article.find_all("template"):
            assert short in preview.get_text(), page.name


@books()
def test_nothing_collected_is_marked_as_invented(book: Book) -> None:
    words = Words(book.language)
    for release, page in book.study_pages():
        if release.folder.design.constructed:
            continue
        assert not page.article.find_all(class_=re.compile("^lises-constructed")), page.name
        assert not page.article.find_all(attrs={"data-mark": True}), page.name
        assert short_mark(words) not in page.soup.title.get_text()
        assert page.soup.find("meta", attrs={"name": "data-status"}) is None


@books()
def test_the_file_for_machines_and_the_search_bear_the_mark(book: Book) -> None:
    invented = {r.folder.design.id for r in book.releases if r.folder.design.constructed}
    for finding in book.evidence["findings"]:
        study = finding["id"].partition("/")[0]
        assert finding["data_status"] == ("constructed" if study in invented else "collected")
        assert ("shaped_after" in finding) == (study in invented)
    index = (book.html / "searchindex.js").read_text("utf-8")
    titles = re.search(r'"titles": (\[.*?\])[,}] ?"', index)
    assert titles is not None
    marked = titles[1].count(f"({short_mark(Words(book.language))})")
    pages = {page.name for r, page in book.study_pages() if r.folder.design.constructed}
    # an author's page that shows something of such a study is marked too
    status = {"name": "data-status", "content": "constructed"}
    pages |= {page.name for page in book.pages.values() if page.soup.find("meta", attrs=status)}
    assert marked == len(pages)


@books()
def test_the_first_page_marks_each_invented_study_and_names_every_study(book: Book) -> None:
    words = Words(book.language)
    cards = book.pages["index"].article.find_all("article", class_="lises-home-card")
    assert len(cards) == len(book.releases)
    for release, card in zip(book.releases, cards, strict=True):
        design = release.folder.design
        assert f"{design.id}/index.html" in {a["href"] for a in card.find_all("a")}
        assert (short_mark(words) in card.get_text()) == design.constructed
        for finding in release.folder.findings:
            assert f"{design.id}/findings/{finding.id}.html" in {
                a["href"] for a in card.find_all("a")
            }


# ---- Results -----------------------------------------------------------------------------------

VERDICTS = {
    "en": r"supported|refuted|verified|confirmed|falsified|proven|proves|true|false|holds|correct",
    "da": r"bekræftet|afkræftet|verificeret|bevist|sandt?|falsk|holder stik|rigtigt|understøttet",
}
RESULTS = ["lises-result", "lises-conclusion", "lises-relation", "lises-strip", "lises-terms"]


@books()
def test_no_word_for_the_truth_of_a_claim_stands_on_invented_material(book: Book) -> None:
    said = re.compile(rf"\b(?:{VERDICTS[book.language]})\b", re.IGNORECASE)
    for release, page in book.study_pages():
        if not release.folder.design.constructed:
            continue
        if book.name.startswith("tiny"):
            shown = [page.article]  # nobody in this study uses such a word
        else:
            shown = page.article.find_all(class_=RESULTS)
            for word in (q for part in shown for q in part.find_all(["q", "blockquote"])):
                word.extract()  # what was searched for and what was said
        for part in shown:
            assert not said.search(part.get_text(" ")), (page.name, said.search(part.get_text(" ")))


@books("tiny", "project")
def test_a_published_claim_gets_no_verdict_and_of_invented_material_not_even_a_reason(
    book: Book,
) -> None:
    words = Words(book.language)
    for release, page in book.study_pages():
        if page.kind != "claims":
            continue
        for claim in page.article.find_all("section", class_="lises-claim"):
            terms = {
                row.find("dt").get_text(): row.find("dd").get_text(" ")
                for row in claim.select(".lises-terms > div")
            }
            result = terms[words("claim-result")]
            if release.folder.design.constructed:
                assert result == words("claim-constructed")
            elif not release.folder.transcripts:
                assert result.startswith(words("claim-not-checkable"))


# ---- Language ----------------------------------------------------------------------------------


def _language_of(element: Tag) -> str:
    for one in (element, *element.parents):
        if isinstance(one, Tag) and one.get("lang"):
            return str(one["lang"])
    return ""


def _said(page: Page) -> Iterator[tuple[str, Tag]]:
    """Every text that a reader sees or hears, with its element."""
    for text in page.soup.find_all(string=True):
        parent = text.parent
        if type(text) is not NavigableString or any(p.name in UNSEEN for p in text.parents):
            continue
        if text.strip():
            yield " ".join(text.split()), parent
    for element in page.soup.body.find_all(True):
        for name in (*SPOKEN, *OURS):
            if element.get(name):
                yield " ".join(str(element[name]).split()), element


def _pattern(template: str) -> str | None:
    """A template of the interface as a pattern of the whole text; None where it is mostly values."""
    fixed = re.split(r"\{\w+\}", template)
    if len("".join(re.findall(r"[^\W\d_]", "".join(fixed)))) < 6:
        return None
    return ".+?".join(re.escape(" ".join(part.split()) if part.strip() else part) for part in fixed)


def _forms(language: str) -> set[str]:
    entries = CATALOGUES[language].values()
    return {form for entry in entries for form in ([entry] if isinstance(entry, str) else entry)}


@functools.cache
def _theme(language: str) -> frozenset[str]:
    """What Sphinx and the theme say in a language: ids where it is English."""
    there = "locale/da/LC_MESSAGES/{{}}.po"
    catalogues = [
        Path(sphinx.__file__).parent / there.format("sphinx"),
        Path(sphinx_togglebutton.__file__).parent,
        *Path(sphinx_book_theme.__file__).parent.rglob("da/LC_MESSAGES/*.po"),
        *Path(pydata_sphinx_theme.__file__).parent.rglob("da/LC_MESSAGES/*.po"),
    ]
    pairs = set(THEME_WORDS["da"].items())
    for path in catalogues:
        if path.is_file():
            with path.open("rb") as file:
                pairs |= {(str(m.id), str(m.string)) for m in read_po(file) if m.id}
    pairs |= {
        (english, "")
        for english in (
            "Search this book", "Search this book...", "Search the docs ...", "Search results",
            "Toggle primary sidebar", "Toggle secondary sidebar", "Link to this heading",
            "Copy to clipboard", "Copy", "Click to show", "Click to hide", "Read more",
            "Show table of contents", "Light", "Dark", "System Settings", "Main", "Previous", "Next",
            "Version warning", "Breadcrumb", "On this page", "Contents", "Search", "Home",
            "Please activate JavaScript to enable the search functionality.",
        )
    }  # fmt: skip
    found = {pair[0] if language == "en" else pair[1] for pair in pairs if pair[0] != pair[1]}
    return frozenset(" ".join(text.split()) for text in found if len(text) > 2)


@books()
def test_no_interface_word_of_the_other_language_stands_on_a_page(book: Book) -> None:
    other = "en" if book.language == "da" else "da"
    patterns = {_pattern(form) for form in _forms(other) - _forms(book.language)} - {None}
    ours = re.compile("|".join(f"(?:{p})" for p in sorted(map(str, patterns))))
    theme = {text.lower() for text in _theme(other)} - {t.lower() for t in _theme(book.language)}
    theme -= {form.lower() for form in _forms(book.language)}
    wrong = set()
    for page in book.pages.values():
        for text, element in _said(page):
            if _language_of(element) != book.language:
                continue
            if text.lower() in theme or (ours.fullmatch(text) and not _by_the_study(element)):
                wrong.add((page.name, element.name, text))
    assert not wrong, sorted({(tag, text) for _, tag, text in wrong})


def _by_the_study(element: Tag) -> bool:
    """Whether it is prose of an author, who may well use a word of the interface."""
    return (
        element.find_parent(class_="lises") is None and element.find_parent("article") is not None
    )


@books()
def test_scripts_that_add_words_add_them_in_the_language_of_the_page(book: Book) -> None:
    hints = {
        "en": ("Click to show", "Click to hide"),
        "da": ("Klik for at vise", "Klik for at skjule"),
    }
    page = book.pages["index"].html
    for name, hint in zip(("Show", "Hide"), hints[book.language], strict=True):
        assert f"let toggleHint{name} = '{hint}';" in page


@books()
def test_every_page_and_all_speech_is_marked_with_its_language(book: Book) -> None:
    for page in book.pages.values():
        assert page.soup.html["lang"] == book.language, page.name
    for release, page in book.study_pages():
        folder = release.folder
        spoken = {i.id: _speech(folder, i.id) for i in folder.interviews}
        for said in page.article.find_all(class_="turn-said"):
            assert _language_of(said) == spoken[page.name.rpartition("/")[2]]
        for figure in page.article.find_all("figure", class_="lises-quotation"):
            interview = figure["data-href"].partition(".html")[0].rpartition("/")[2]
            if figure["data-href"].startswith("#"):
                continue
            assert _language_of(figure.find("blockquote")) == spoken[interview], page.name
            for translation in figure.find_all(class_="lises-translation"):
                assert _language_of(translation) == book.language


@books()
def test_a_title_and_prose_in_another_language_than_the_page_say_so(book: Book) -> None:
    for release, page in book.study_pages():
        design = release.folder.design
        name = page.name.rpartition("/")[2]
        finding = next((f for f in release.folder.findings if f.id == name), None)
        if page.kind == "findings" and finding is not None:
            title, prose = finding.statement, finding.prose
        elif page.kind == "index":
            title, prose = design.title, None
        else:
            continue
        heading = page.article.find("h1")
        assert _language_of(heading) == (title.language_of(book.language) or design.language)
        link = page.article.select_one("section a.lises-cite:not(.lises *)")
        if prose and link is not None:
            assert _language_of(link) == (prose.language_of(book.language) or design.language)


def _speech(folder, interview: str) -> str:
    transcript = folder.transcripts.get(interview)
    return (transcript.language if transcript else "") or folder.design.language


@books()
def test_headings_come_in_order_and_each_page_has_one_of_the_first_level(book: Book) -> None:
    for page in book.pages.values():
        if page.name == "search":
            continue
        levels = [int(h.name[1]) for h in page.article.find_all(re.compile(r"^h[1-6]$"))]
        assert levels[0] == 1, page.name
        assert levels.count(1) == 1, page.name
        steps = list(itertools.pairwise(levels))
        assert all(after - before <= 1 for before, after in steps), (page.name, levels)
