"""Code queries: children come along, & wants both of one participant, faults are pointed at."""

from __future__ import annotations

import pytest

from lises.analysis import parse_query
from lises.errors import QueryError, UnknownNameError
from tests.building import codebook

BOOK = codebook("tap queue<tap talk<queue weeds rain")
VOICED = {"tap": "A", "queue": "B", "talk": "C", "weeds": "AD", "rain": "BC"}


@pytest.mark.parametrize(
    ("text", "codes", "people"),
    [
        ("tap", "queue talk tap", "ABC"),
        ("queue", "queue talk", "BC"),
        ("rain", "rain", "BC"),
        ("tap | weeds", "queue talk tap weeds", "ABCD"),
        ("tap|weeds", "queue talk tap weeds", "ABCD"),
        ("tap & weeds", "queue talk tap weeds", "A"),
        ("queue & rain", "queue rain talk", "BC"),
        ("weeds & rain", "rain weeds", ""),
        ("weeds | queue & rain", "queue rain talk weeds", "BC"),  # (weeds or queue) and rain
        ("rain & weeds | queue", "queue rain talk weeds", "BC"),  # rain and (weeds or queue)
        ("tap & tap", "queue talk tap", "ABC"),
    ],
)
def test_a_query_names_codes_with_their_children_and_finds_who_voices_it(
    text: str, codes: str, people: str
):
    query = parse_query(text, BOOK)
    assert " ".join(sorted(query.codes)) == codes
    assert "".join(sorted(query.participants(VOICED))) == people


@pytest.mark.parametrize(
    ("text", "caret"),
    [("", 0), ("tap |", 5), ("| tap", 0), ("tap weeds", 4), ("tap & | weeds", 6), ("tap &", 5)],
)
def test_a_query_that_cannot_be_read_is_pointed_at_with_a_caret(text: str, caret: int):
    with pytest.raises(QueryError) as raised:
        parse_query(text, BOOK)
    _, shown, pointer = str(raised.value).split("\n")
    assert shown == f"    {text}"
    assert pointer.index("^") - 4 == caret


def test_an_unknown_code_is_told_with_the_nearest():
    with pytest.raises(UnknownNameError, match=r'no code "quue"; did you mean "queue"'):
        parse_query("tap | quue", BOOK)
    with pytest.raises(UnknownNameError, match=r'^no code "xyzzy"$'):
        parse_query("xyzzy", BOOK)
    with pytest.raises(UnknownNameError):
        parse_query("tap", None)


def test_a_codebook_with_a_circle_ends():
    circle = codebook("a<c b<a c<b")
    assert parse_query("a", circle).codes == {"a", "b", "c"}
