"""Nothing leaves with the built book that its tier does not allow; read from its bytes."""

from __future__ import annotations

import getpass
import html
import json
import re
import shutil
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from lises.book.making import TEMPLATE, make_book, release_studies
from lises.book.scan import scan, text_of
from lises.files import read_study
from lises.model import StudyFolder

from .books import PROJECT, ROOT, TINY, TODAY, Book, books, order
from .hostile import SECRET, write_hostile

WORDS = re.compile(r"\w+")
NGRAM = 5
TAG = re.compile(r"<[^>]*>")
INLINE = "a|b|i|em|strong|mark|span|q|code|sup|sub|cite|time"
BLOCK = re.compile(rf"</?(?!(?:{INLINE})\b)\w[^>]*>")


def _ngrams(text: str) -> Iterator[tuple[str, ...]]:
    words = [word.lower() for word in WORDS.findall(text)]
    return zip(*(words[at:] for at in range(NGRAM)), strict=False)


def _spoken(folder: StudyFolder) -> Iterator[str]:
    for transcript in folder.transcripts.values():
        for turn in transcript.turns:
            yield turn.text


def _texts(value: object) -> Iterator[str]:
    """Every text in a value of the model."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for part in value.values() for text in _texts(part))
    elif isinstance(value, Iterable):
        yield from (text for part in value for text in _texts(part))
    elif is_dataclass(value):
        yield from (text for one in fields(value) for text in _texts(getattr(value, one.name)))


def _uncleared(book: Book) -> Iterator[tuple[str, ...]]:
    """Every run of words in the archives' turns that is nowhere in the releases or author's pages.

    A common run may stand in a withheld turn and in a statement that somebody wrote.
    """
    shown = {run for r in book.releases for text in _texts(r.folder) for run in _ngrams(text)}
    if book.name.startswith("project"):
        pages = [path.read_text("utf-8") for path in PROJECT.rglob("*.md")]
        shown |= {run for text in pages for run in _ngrams(text)}
    for place in book.studies:
        folder, _ = read_study(place)
        assert folder is not None
        for text in _spoken(folder):
            yield from (run for run in _ngrams(text) if run not in shown)


def _runs_of(path: Path) -> set[tuple[str, ...]]:
    text = text_of(path)
    if path.suffix in (".html", ".svg"):
        blocks = BLOCK.split(text)  # what one says and the other answers is no run of words
        runs = {run for block in blocks for run in _ngrams(html.unescape(TAG.sub("", block)))}
        return runs.union(_ngrams(html.unescape(text)))  # attributes and scripts too
    unescaped = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)
    return {*_ngrams(text), *_ngrams(re.sub(r"\\[ntr\"]", " ", unescaped))}


def _files(book: Book) -> Iterable[Path]:
    own = (p for p in sorted(book.html.rglob("*")) if p.is_file())
    return (p for p in own if "_static" not in p.parts or p.suffix in (".html", ".json"))


@books("tiny", "hostile", "project")
def test_no_run_of_uncleared_words_is_in_any_byte(book: Book) -> None:
    uncleared = set(_uncleared(book))
    if not book.name.startswith("project"):
        assert uncleared
    for path in _files(book):
        found = _runs_of(path) & uncleared
        assert not found, (path.name, sorted(found)[:3])


@books("hostile")
def test_nothing_that_is_withheld_has_left_a_word_anywhere(book: Book) -> None:
    for path in (p for p in book.html.rglob("*") if p.is_file()):
        data = path.read_bytes()
        if path.suffix == ".inv":
            data = zlib.decompress(data.split(b"\n", 4)[4])
        assert SECRET.lower().encode() not in data.lower(), path
    # the caches lie beside the pages, not among them
    assert not [p for p in book.html.rglob("*") if p.suffix in (".doctree", ".pickle")]
    assert not [*book.html.rglob("_sources"), *book.html.rglob(".doctrees")]


@books()
def test_no_page_asks_anybody_else_for_anything(book: Book) -> None:
    assert list(scan(book.html)) == []
    for page in book.pages.values():
        for element in page.soup.find_all(["script", "link", "img", "iframe", "source", "use"]):
            address = element.get("src") or element.get("href") or ""
            assert not re.match(r"(?:https?:)?//", address), (page.name, address)


@books()
def test_no_path_of_this_machine_is_in_any_byte(book: Book) -> None:
    places = {str(book.out), str(Path.home()), str(ROOT), str(book.out.parent)} - {"/root"}
    for path in (p for p in book.html.rglob("*") if p.is_file()):
        text = text_of(path)
        assert not [place for place in places if place in text], path


@books("tiny", "project")
def test_words_of_a_transcript_are_in_neither_search_nor_inventory(book: Book) -> None:
    search = text_of(book.html / "searchindex.js").lower()
    inventory = text_of(book.html / "objects.inv").lower()
    for release in book.releases:
        for passage in release.study.passages:
            for quote in passage.quote:
                words = quote.lower().strip()
                assert len(words) < 25 or (words not in search and words not in inventory)


def _restricted(folder: Path) -> Path:
    made = make_book(
        order(folder / "out", *write_hostile(folder), tier="restricted", language="da")
    )
    assert made.good, made
    return made.html


def test_a_restricted_preview_says_so_on_each_page_and_shows_what_is_withheld(
    tmp_path: Path,
) -> None:
    pages = _restricted(tmp_path)
    names = [p for p in pages.rglob("*.html") if "_static" not in p.parts]
    assert len(names) > 15
    for path in names:
        assert "Fortrolig forhåndsvisning: må ikke gives videre." in path.read_text("utf-8"), path
    shown = pages / "demo-zeichen/interviews/DEMO-C.html"
    assert SECRET in shown.read_text("utf-8")
    assert json.loads((pages / "evidence.json").read_text("utf-8"))["tier"] == "restricted"


# ---- The gate itself ---------------------------------------------------------------------------


def _plant(name: str, text: str) -> Callable[[Path], None]:
    def planted(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return planted


def _plant_inventory(folder: Path) -> None:
    head = b"# Sphinx inventory version 2\n# Project: x\n# Version: \n# zlib\n"
    body = f"{folder.resolve().parent}/x lises:passage -1 x.html -\n".encode()
    (folder / "objects.inv").write_bytes(head + zlib.compress(body))


USER = f"/home/{getpass.getuser()}/studies"
PLANTED = {
    "a script from elsewhere": (
        _plant("a.html", '<script async src="https://example.org/x.js"></script>'),
        "third-party-request",
    ),
    "a picture from elsewhere": (
        _plant("a.html", "<p><img alt='' src='//example.org/x.png'></p>"),
        "third-party-request",
    ),
    "a style sheet from elsewhere": (
        _plant("a.html", '<link rel="stylesheet" href="http://example.org/x.css">'),
        "third-party-request",
    ),
    "a font from elsewhere": (
        _plant("_static/a.css", "@font-face {src: url(https://example.org/x.woff2)}"),
        "third-party-request",
    ),
    "a style that imports another": (
        _plant("_static/a.css", '@import "//example.org/x.css";'),
        "third-party-request",
    ),
    "a form that sends": (
        _plant("a.html", '<form action="https://example.org/send"></form>'),
        "third-party-request",
    ),
    "a script server": (
        _plant("a.html", "<script>const THEBE_JS_URL = 'x'</script>"),
        "third-party-request",
    ),
    "a drawing that asks": (
        _plant("a.svg", '<svg><image href="https://example.org/x.png"/></svg>'),
        "third-party-request",
    ),
    "a path in a page": (_plant("a.html", f"<p>{USER}</p>"), "path-of-this-machine"),
    "a path in a script": (_plant("a.js", f"// {USER}"), "path-of-this-machine"),
    "a path in a drawing": (_plant("a.svg", f"<svg><!-- {USER} --></svg>"), "path-of-this-machine"),
    "a path in the inventory": (_plant_inventory, "path-of-this-machine"),
    "a source": (_plant("_sources/a.md", "# A"), "kind-not-allowed"),
    "a cache": (_plant(".doctrees/a.doctree", "x"), "kind-not-allowed"),
    "a table": (_plant("participants.csv", "id\n"), "kind-not-allowed"),
    "a file without a name": (_plant("LICENSE", "x"), "kind-not-allowed"),
}


@pytest.mark.parametrize("what", PLANTED)
def test_the_gate_finds_what_is_planted_and_tells_where_but_not_what(
    what: str, tmp_path: Path
) -> None:
    plant, rule = PLANTED[what]
    folder = tmp_path / "html"
    folder.mkdir()
    assert list(scan(folder)) == []
    plant(folder)
    (leak,) = scan(folder)
    assert leak.rule == rule
    assert (folder / leak.path).is_file()
    assert USER not in str(leak)


def test_the_gate_lets_links_pass_that_a_reader_may_follow(tmp_path: Path) -> None:
    link = '<a rel="external noopener" href="https://example.org/paper">paper</a>'
    _plant("a.html", f'{link}<link rel="license" href="https://creativecommons.org/l">')(tmp_path)
    assert list(scan(tmp_path)) == []


def test_an_authors_comment_and_index_entry_are_not_published(tmp_path: Path) -> None:
    study = Path(shutil.copytree(TINY, tmp_path / "demo-tiny"))
    author = tmp_path / "author"
    author.mkdir()
    (author / "_config.yml").write_text("title: T\nstudies: [../demo-tiny]\n")
    (author / "_toc.yml").write_text(
        "format: jb-book\nroot: index\nchapters: [{study: demo-tiny}]\n"
    )
    page = "# T\n\n% hushword one\n\n```{index} hushword two\n```\n\nText.\n"
    (author / "index.md").write_text(page)
    (author / "stray.md").write_text(
        "---\norphan: true\n---\n# S\n\n<!-- hushword three -->\n\nText.\n"
    )
    made = make_book(order(tmp_path / "out", author=author))
    assert made.good, made
    for path in (p for p in made.html.rglob("*") if p.is_file()):
        assert "hushword" not in text_of(path), path
    assert study.is_dir()


def test_a_page_of_an_author_that_quotes_withheld_words_leaves_no_book(tmp_path: Path) -> None:
    author = Path(shutil.copytree(TEMPLATE, tmp_path / "author"))
    folder, _ = read_study(TINY)
    assert folder is not None
    (release,), _ = release_studies([TINY], "public", TODAY)
    shown = {run for text in _texts(release.folder) for run in _ngrams(text)}
    secret = next(text for text in _spoken(folder) if set(_ngrams(text)) - shown)
    page = author / "index.md"
    page.write_text(f"{page.read_text('utf-8')}\n{secret}\n", "utf-8")
    (author / "sign.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg'><!-- 010203-4567 --></svg>"
    )
    with (author / "_config.yml").open("a", encoding="utf-8") as config:
        config.write("\nlogo: sign.svg\n")  # the one file of an author's that goes to _static
    made = make_book(order(tmp_path / "out", TINY, author=author))
    assert "withheld-words" in {leak.rule for leak in made.leaks}
    assert ("_static/sign.svg", "cpr") in {(leak.path, leak.detail) for leak in made.leaks}
    assert not set(_ngrams(secret)) & set(_ngrams(" ".join(map(str, made.leaks))))
    assert not (tmp_path / "out/html").exists()
