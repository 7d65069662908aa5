"""What nobody cleared, planted wherever a study and an author's folder have room for it.

The places were chosen without looking at how the gate looks. Everything is made twice: with the gate,
and without it, to see what would have left. An own reader of bytes looks through what is there.
"""

from __future__ import annotations

import gzip
import hashlib
import shutil
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from lises.book.making import BookOrder, make_book
from lises.privacy.releasing import Beside, release_study
from lises.verification.bundle import BundleOrder, make_bundle, read_output
from tests.book.books import TODAY

from .bytes_read import seen_in
from .canaries import AUTHOR, SIGN, STUDY, Canary, plant, secrets_of, write_archive, write_vault
from .canary_pages import AUTHOR_CANARIES, GIVING, REACHING, SHEET, picture, write_author
from .canary_places import STUDY_CANARIES

ALL = (*STUDY_CANARIES, *AUTHOR_CANARIES)
SECRETS = secrets_of(ALL)
GATES = ("lises.book.making", "lises.privacy.releasing", "lises.verification.bundle")
TOLD = {  # how a leak of a kind is told
    "name": ("registered-name", ""),
    "registered": ("registered-name", ""),
    "cpr": ("identifier", "cpr"),
    "mail": ("identifier", "mail"),
    "phone": ("identifier", "phone"),
    "note": ("withheld-words", "of notes"),
    "fieldnote": ("withheld-words", "of notes"),
    "entry": ("withheld-words", "of notes"),
    "memo": ("withheld-words", "of passages"),
    "reason": ("withheld-words", "of passages"),
    "judged": ("withheld-words", "of searches"),
    "summary": ("withheld-words", "of framework"),
    "left-out": ("withheld-words", "of left_out"),
    "translation": ("withheld-words", "of translations"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What would have left without the gate, by canary, and what the gate says and leaves."""

    seen: dict[str, set[str]]
    leaks: tuple[Any, ...]
    left: bool
    turns: dict[str, int] = field(default_factory=dict)


@contextmanager
def _no_gate() -> Iterator[None]:
    with ExitStack() as stack:
        for module in GATES:
            stack.enter_context(mock.patch(f"{module}.read_output", return_value=()))
        yield


def _made(base: Path, planted: Iterable[Canary]) -> tuple[Path, dict[str, int]]:
    """Make an archive that has all secrets, and an author's folder; plant some of them."""
    turns = write_archive(base, ALL, SECRETS)
    write_vault(base, ALL, SECRETS)
    roots = {STUDY: base / "demo-tiny", AUTHOR: write_author(base, planted)}
    plant(roots, planted, SECRETS)
    return base, turns


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> frozenset[bytes]:
    """Digests of what is made where nothing is planted; nothing stops it, nothing is in it.

    What stands in them need not be looked for again: the theme's files are in every book.
    """
    folder, _ = _made(tmp_path_factory.mktemp("clean"), ())
    _set_aside(folder / "author")
    made = make_bundle(_bundle(folder))
    assert made.good, (made.leaks, made.warnings, made.problems)
    files = [p for p in folder.joinpath("bundle").rglob("*") if p.is_file()]
    theme = _digests(p for p in files if "_static" in p.parts)
    found = seen_in(folder / "bundle", SECRETS, theme)
    assert not [name for name, places in found.items() if places]
    return theme | _digests(files)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Tried:
    folder, turns = _made(tmp_path_factory.mktemp("release"), STUDY_CANARIES)
    study, beside = folder / "demo-tiny", Beside(vault=folder / "vault")
    with _no_gate():
        assert release_study(study, "public", folder / "off", today=TODAY, beside=beside).good
    made = release_study(study, "public", folder / "on", today=TODAY, beside=beside)
    seen = seen_in(folder / "off", SECRETS)
    return Tried(seen=seen, leaks=made.leaks, left=(folder / "on").exists(), turns=turns)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, clean: frozenset[bytes]) -> Tried:
    return _book(*_made(tmp_path_factory.mktemp("book"), ALL), clean)


def _book(
    folder: Path,
    turns: dict[str, int],
    clean: frozenset[bytes],
    between: Callable[[Path], object] = str,
) -> Tried:
    """Make a book without the gate, do something, and make it with the gate."""
    order = _order(folder)
    with _no_gate():
        made = make_book(order)
    assert made.good, (made.leaks, made.warnings, made.problems)
    off = shutil.copytree(made.html, folder / "off")
    between(folder)
    made = make_book(order)  # once more: what has not changed is not built anew
    left = made.html.exists()
    return Tried(seen=seen_in(off, SECRETS, clean), leaks=made.leaks, left=left, turns=turns)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory, clean: frozenset[bytes]) -> Tried:
    kept = [c for c in AUTHOR_CANARIES if c.kept == "filter"]
    folder, turns = _made(tmp_path_factory.mktemp("bundle"), kept)
    _set_aside(folder / "author")

    def read_after_copying(place: Path, *more: Any, **others: Any) -> Iterable[Any]:
        shutil.copytree(place, folder / "off")  # what there would be, had nobody read it
        return read_output(place, *more, **others)

    with mock.patch(f"{GATES[-1]}.read_output", side_effect=read_after_copying):
        made = make_bundle(_bundle(folder))
    seen = seen_in(folder / "off", SECRETS, clean)
    left = (folder / "bundle").exists()
    return Tried(seen=seen, leaks=made.leaks, left=left, turns=turns)


def _digests(files: Iterable[Path]) -> frozenset[bytes]:
    return frozenset(hashlib.sha256(path.read_bytes()).digest() for path in files)


def _set_aside(author: Path) -> None:
    """Put the notebook where it is not run and yet handed out."""
    (author / "_sheets").mkdir()
    (author / SHEET).rename(author / "_sheets" / SHEET)
    contents = author / "_toc.yml"
    contents.write_text(contents.read_text("utf-8").replace("  - file: sheet\n", ""), "utf-8")


def _order(folder: Path) -> BookOrder:
    return BookOrder(
        studies=(folder / "demo-tiny",),
        author=folder / "author",
        out=folder / "out",
        today=TODAY,
        vault=folder / "vault",
    )


def _bundle(folder: Path) -> BundleOrder:
    return BundleOrder(
        studies=(folder / "demo-tiny",),
        author=folder / "author",
        to=folder / "bundle",
        today=TODAY,
        vault=folder / "vault",
    )


def _told(canary: Canary, tried: Tried) -> tuple[str, str]:
    if canary.kind == "turn":
        return "withheld-words", f"of DEMO-K1 turn {tried.turns[canary.where]}"
    return TOLD[canary.kind]


def _caught(canary: Canary, tried: Tried, planted: Sequence[Canary] = ()) -> None:
    """Ask that it would have left, has not, and is told by its place, where no other is told so.

    ``planted`` are those that may be mistaken for it; a turn is told by its number.
    """
    told = _told(canary, tried)
    where = tried.seen[canary.where]
    assert where, "it would not have left without the gate either"
    if canary.kind != "turn":
        others = (c for c in planted if c is not canary and _told(c, tried) == told)
        where = where - {place for other in others for place in tried.seen[other.where]}
        assert where, "it cannot be told from another"
    assert not tried.left
    found = (leak for leak in tried.leaks if (leak.rule, leak.detail) == told)
    assert {leak.path.partition("!")[0] for leak in found} & where  # after it: what is packed


# ---- What gets out: each is a fault to be mended, told to who keeps the gate ------------------

NOTED = (
    "decided: findings are written from what coders note of their own work; the author who puts it "
    "into a finding's prose publishes it"
)
OWN_WORK = {"note", "memo", "judged", "left-out", "entry", "reason"}
OUT: dict[tuple[str, str], str] = {  # (output, canary) to why it is known to get out
    (output, c.where): NOTED
    for output in ("release", "book")
    for c in STUDY_CANARIES
    if "an uncleared" in c.where and c.where.split("uncleared ")[1].split(" in ")[0] in OWN_WORK
}

# ---- The canaries --------------------------------------------------------------------------------

RELEASED = [c for c in STUDY_CANARIES if c.kept == "gate"]
SHOWN = [c for c in ALL if c.kept == c.book == "gate"]
HANDED = [c for c in AUTHOR_CANARIES if c.kept == "filter" and c.bundle == "gate"]


def _each(canaries: Iterable[Canary], output: str) -> pytest.MarkDecorator:
    """Run a test for each canary; those that get out are marked, with the reason."""
    marked = []
    for canary in canaries:
        why = OUT.get((output, canary.where))
        marks = [pytest.mark.xfail(reason=why, strict=True)] if why else []
        marked.append(pytest.param(canary, id=canary.where, marks=marks))
    return pytest.mark.parametrize("canary", marked)


@_each(RELEASED, "release")
def test_what_a_released_study_would_tell_is_stopped(canary: Canary, release: Tried) -> None:
    _caught(canary, release, RELEASED)


@_each([c for c in STUDY_CANARIES if c.kept == "filter"], "left out")
def test_what_a_release_leaves_out_is_nowhere_in_it_nor_in_the_book(
    canary: Canary, release: Tried, book: Tried
) -> None:
    assert not release.seen[canary.where]
    assert not book.seen[canary.where]


@_each([c for c in STUDY_CANARIES if c.kept != c.book], "no page")
def test_what_a_release_has_and_no_page_shows_is_nowhere_in_the_book(
    canary: Canary, book: Tried
) -> None:
    assert not book.seen[canary.where]


@_each(SHOWN, "book")
def test_what_a_book_would_tell_is_stopped(canary: Canary, book: Tried) -> None:
    # Several pages gather what a study says; a release has shown each of those alone.
    _caught(canary, book, SHOWN if canary.root == AUTHOR else ())


@_each([c for c in AUTHOR_CANARIES if c.kept == "filter"], "left out")
def test_what_a_book_leaves_out_of_an_authors_folder_is_nowhere_in_it(
    canary: Canary, book: Tried
) -> None:
    assert not book.seen[canary.where]


@_each(HANDED, "bundle")
def test_what_is_handed_out_with_an_authors_folder_is_stopped(
    canary: Canary, bundle: Tried
) -> None:
    _caught(canary, bundle, HANDED)


# ---- Around them ---------------------------------------------------------------------------------


def test_there_are_canaries_of_every_kind_in_sixty_places_and_more() -> None:
    stopped = [c for c in ALL if c.kept == "gate"]
    assert len(stopped) > 100
    assert len(ALL) - len(stopped) > 50
    assert {c.kind for c in stopped} >= {"turn", *TOLD}
    assert len({c.file for c in STUDY_CANARIES}) > 25


@pytest.mark.parametrize(
    "written",
    [
        "Det sagde hemmelighedskræmmeren nok",
        unicodedata.normalize("NFD", "HEMMELIGHEDSKRÆMMEREN"),
        "hemmelig<b>heds</b>kræmmeren",
        "hemmeligheds\u00adkr&aelig;mmeren",
        '{"x": "hemmelighedskr\\u00e6mmeren"}',
        "/hemmelighedskr%C3%A6mmeren.html",
        'p::after {content: "hemmelighedskr\\e6 mmeren"}',
        "hemmelighedskræmmeren".encode("utf-16-le"),
        gzip.compress("hemmelighedskræmmeren".encode(), mtime=0),
        picture((b"zTXt", b"x\0\0" + zlib.compress("hemmelighedskræmmeren".encode("latin-1")))),
        b"# Sphinx inventory version 2\n#\n#\n#\n"
        + zlib.compress("hemmelighedskræmmeren x".encode()),
    ],
)
def test_the_reader_of_bytes_reads_it_however_it_is_written(
    written: str | bytes, tmp_path: Path
) -> None:
    data = written.encode() if isinstance(written, str) else written
    (tmp_path / "a").write_bytes(data)
    (tmp_path / "b").write_bytes(b"nothing of it")
    assert seen_in(tmp_path, {"x": "hemmelighedskræmmeren"}) == {"x": {"a"}}


def test_a_report_names_places_and_no_secret(release: Tried, book: Tried, bundle: Tried) -> None:
    named = {c.where for c in ALL if SIGN in c.file}  # a file's name is told, whatever it is
    for tried in (release, book, bundle):
        told = "\n".join(f"{leak.path} {leak.rule} {leak.detail}" for leak in tried.leaks)
        for name, secret in SECRETS.items():
            words = [secret] if any(x.isdigit() for x in secret) else secret.split()
            assert name in named or not [w for w in words if w.lower() in told.lower()], name


def test_a_page_that_takes_in_a_file_of_the_archive_or_gives_one_away_leaves_no_book(
    tmp_path: Path, clean: frozenset[bytes]
) -> None:
    folder, turns = _made(tmp_path, ())
    _set_aside(folder / "author")
    for number, text in enumerate(REACHING.values()):
        page = f"---\norphan: true\n---\n\n# Reach\n\n{text}\n"
        (folder / f"author/reach-{number}.md").write_text(page, "utf-8")
    tried = _book(folder, turns, clean, _give)
    without = set().union(*tried.seen.values())
    caught = {leak.path for leak in tried.leaks if leak.rule == "withheld-words"}
    assert not tried.left
    for number, what in enumerate(REACHING):
        assert f"reach-{number}.html" in without & caught, what
    told = {Path(leak.path).name for leak in tried.leaks if leak.rule == "kind-not-allowed"}
    assert told == {name for _, name in GIVING.values()}


def _give(folder: Path) -> None:
    """Give files of the author's to be downloaded: no build keeps them, gate or not."""
    page = folder / "author/index.md"
    page.write_text("# Home\n\n" + "\n\n".join(text for text, _ in GIVING.values()), "utf-8")
