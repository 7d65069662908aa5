"""The tables of the reference say what is measured: in both languages, line by line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lises.privacy.identifiers import Manner

from .measuring import Marked, Measured, measure, speech
from .samples import CHAT, NEWS, chat, news

PROJECT = Path(__file__).parents[3]
PAGES = ("identifiers.md", "identifiers.da.md")
KINDS = (
    ("person",), ("person.small",), ("person.misspelt",), ("place",), ("place.small",),
    ("organisation",), ("street", "street.small"), ("postcode",),
)  # fmt: skip
PAIRS = (
    ("cpr", "cpr.spoken"), ("phone", "phone.spoken"), ("mail", "mail.spoken"), ("case",),
    ("date", "date.spoken"), ("link", "profile"),
)  # fmt: skip


def _rows(page: str, table: int) -> list[list[str]]:
    text = (PROJECT / "book/reference" / page).read_text(encoding="utf-8")
    found = re.findall(r"(?m)(?:^\|.*\|\n)+", text)[table]
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in found.splitlines()]
    return [[_plain(cell) for cell in row] for row in rows[2:]]


def _plain(cell: str) -> str:
    """Write numbers as in English: .966 and 8,741."""
    cell = re.sub(r"^0,(\d+)$", r".\1", cell)
    cell = re.sub(r"^(\d+),(\d)$", r"\1.\2", cell)
    return re.sub(r"^(\d+)\.(\d{3})$", r"\1,\2", cell)


def _said(made: Measured, *kinds: str, false: bool = True) -> list[str]:
    marked = sum(n for kind, n in made.marked.items() if not kinds or kind in kinds)
    found = f"{made.recall(*kinds):.3f}".lstrip("0")
    wrong = f"{made.false_per_thousand:.1f}" if false else ""
    return [f"{made.tokens:,}", str(marked), found, wrong]


def _small(turns: list[Marked]) -> Measured:
    lowered = [Marked(turn.text.lower(), turn.spans) for turn in turns]
    return measure(lowered, manner=Manner(no_capitals=True))


@pytest.fixture(scope="module")
def own() -> Measured:
    return measure(speech())


@pytest.mark.parametrize("page", PAGES)
def test_the_table_says_what_is_found_in_the_own_talk(page: str, own: Measured):
    rows = [[row[1], row[3], row[4], row[5]] for row in _rows(page, 0)[:2]]
    assert rows == [_said(own), _said(_small(list(speech())))]
    text = (PROJECT / "book/reference" / page).read_text(encoding="utf-8")
    turns = list(speech())
    assert f"{len(turns)} " in text
    assert f"{sum(not turn.spans for turn in turns)} " in text


@pytest.mark.parametrize("page", PAGES)
def test_the_table_by_kind_says_what_is_found(page: str, own: Measured):
    rows = [row[1:] for row in _rows(page, 1)]
    whole = [
        [str(sum(count[kind] for kind in kinds)) for count in (own.marked, own.found)]
        for kinds in KINDS
    ]
    pairs = [
        [" · ".join(str(count[kind]) for kind in kinds) for count in (own.marked, own.found)]
        for kinds in PAIRS
    ]
    assert rows == whole + pairs


@pytest.mark.skipif(not (NEWS.exists() and CHAT.exists()), reason="the samples are not here")
def test_the_tables_say_what_is_found_in_texts_of_others():
    said, written = measure(chat()), measure(news())
    wanted = [
        _said(written),
        _said(_small(list(news()))),
        _said(said, "person", false=False),
        _said(said, "place", false=False),
        _said(said, "organisation", false=False),
        _said(said),
        _said(_small(list(chat())), "person", false=False),
    ]
    for page in PAGES:
        assert [[row[1], row[3], row[4], row[5]] for row in _rows(page, 0)[2:]] == wanted, page
