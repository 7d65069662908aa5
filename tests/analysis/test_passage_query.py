"""Passage queries: read as the grammar says, answered as the definition says, pointed at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.analysis import PassageQuery, parse_passage_query, parse_query
from lises.analysis.passage_query import Without
from lises.analysis.reach import EVERYWHERE
from lises.errors import QueryError, UnknownNameError
from tests.analysis.coded import PEOPLE, Said, codings_of, talks
from tests.building import codebook

BOOK = codebook("a b c d sub<a not")

TALK = codings_of("""
p1 i 1:0-8  A  a
p2 i 1:6-9  A  b
p3 i 3      A  b
p4 i 4      C  c
p5 j 1      B  a
p6 j 2      AC ab
p7 k 1      -  a
""")


def _answer(query: str) -> str:
    found = parse_passage_query(query, BOOK, PEOPLE).passages(TALK, PEOPLE)
    return " ".join(found["passage"])


@pytest.mark.parametrize(
    ("query", "passages", "people"),
    [
        ("a", "p1 p5 p6 p7", "ABC"),
        ("a | c", "p1 p4 p5 p6 p7", "ABC"),
        ("a & b", "p1 p2 p6", "AC"),  # overlapping, or one passage with both
        ("a & b within 0 turns", "p1 p2 p6", "AC"),
        ("a & b within 1 turn", "p1 p2 p5 p6", "ABC"),
        ("a & b within 2 turns", "p1 p2 p3 p5 p6", "ABC"),
        ("a & c within 2 turns", "", ""),
        ("a & c within interview", "p1 p4", "AC"),
        ("(b | a) & c within 1 turn", "p3 p4", "AC"),
        ("b | a & c within 1 turn", "p3 p4", "AC"),  # | joins more tightly
        ("b not c", "p2 p3 p6", "AC"),
        ("b not c within 1 turn", "p2 p6", "AC"),
        ("a & b within 2 turns not c", "p1 p2 p5 p6", "ABC"),  # as far as the query reaches
        ("b not c within 1 turn not a", "", ""),  # a meets p2, and p6 is a too
        ("b not a", "p3", "A"),
        ("a by role=y", "p6", "C"),
        ("a by role=x, age=1", "p1 p6", "A"),
        ("a & b within 1 turn by role=x", "p1 p2 p5 p6", "AB"),
        ("a & b within 1 turn by participant=B", "", ""),  # p6 is as if it were not there
        ("b not c within 1 turn by role=x", "p2 p3 p6", "A"),  # c is what another says
        ("a by interview=j|k", "p5 p6 p7", "ABC"),
        ('a by "role"="x"|y', "p1 p5 p6", "ABC"),
    ],
)
def test_a_query_finds_passages_and_who_says_them(query: str, passages: str, people: str):
    assert _answer(query) == passages
    read = parse_passage_query(query, BOOK, PEOPLE)
    assert "".join(sorted(read.participants(TALK, PEOPLE))) == people


def test_the_whole_language_in_one_query():
    text = 'a | b & (c) within 2 turns not d not "not" within interview by role=x|y, age=1'
    assert parse_passage_query(text, BOOK, PEOPLE) == PassageQuery(
        text=text,
        groups=(frozenset({"a", "sub", "b"}), frozenset({"c"})),
        within=2,
        without=(
            Without(codes=frozenset({"d"}), within=2),
            Without(codes=frozenset({"not"}), within=EVERYWHERE),
        ),
        by=(("role", ("x", "y")), ("age", ("1",))),
    )


def _slow(talk: list[Said], query: PassageQuery) -> list[str]:
    people = {row["participant"]: row for row in PEOPLE.iter_rows(named=True)}

    def fits(who: str) -> bool:
        return who in people and all(people[who][name] in values for name, values in query.by)

    def near(p: Said, codes: frozenset[str], within: int | None) -> bool:
        return any(set(q.codes) & codes and p.reaches(q, within) for q in said)

    said = [p for p in talk if not query.by or any(fits(who) for who in p.people)]
    found = [
        p
        for p in said
        if set(p.codes) & query.codes
        and all(near(p, group, query.within) for group in query.groups)
        and not any(near(p, away.codes, away.within) for away in query.without)
    ]
    return [p.id for p in sorted(found, key=lambda p: (p.interview, p.turn, p.start, p.id))]


CODES = st.sets(st.sampled_from("abcd"), min_size=1, max_size=2).map(frozenset)
REACHES = st.sampled_from([None, 0, 1, 2, EVERYWHERE])
QUERIES = st.builds(
    PassageQuery,
    text=st.just(""),
    groups=st.lists(CODES, min_size=1, max_size=3).map(tuple),
    within=REACHES,
    without=st.lists(st.builds(Without, codes=CODES, within=REACHES), max_size=2).map(tuple),
    by=st.sampled_from([(), (("role", ("x",)),), (("role", ("x", "y")), ("age", ("1",)))]),
)


@given(talks(), QUERIES)
def test_queries_are_answered_as_a_slow_search_does(talk: list[Said], query: PassageQuery):
    codings = codings_of(talk)
    found = query.passages(codings, PEOPLE)
    assert found["passage"].to_list() == _slow(talk, query)
    assert all(set(codes) <= query.codes for codes in found["codes"])


@given(talks(), CODES, st.sampled_from("abcd"))
def test_within_the_interview_and_means_no_less_than_in_the_queries_of_findings(
    talk: list[Said], codes: frozenset[str], other: str
):
    """Who voices both in one interview says passages that answer."""
    one = [p for p in talk if p.interview == "i"]
    voiced = {c: {w for p in one if c in p.codes for w in p.people} for c in "abcd"}
    text = f"{' | '.join(sorted(codes))} & {other}"
    both = parse_query(text, BOOK).participants(voiced)
    query = parse_passage_query(f"{text} within interview", BOOK)
    assert both & set(PEOPLE["participant"]) <= query.participants(codings_of(one), PEOPLE)


@pytest.mark.parametrize(
    ("text", "wanted", "caret"),
    [
        ("", "a code", 0),
        ("a |", "a code", 3),
        ("& a", "a code", 0),
        ("not a", "a code", 0),
        ("a b", "&, |, within, not, by or nothing more", 2),
        ("(a | b", "| or )", 6),
        ("(a & b)", "| or )", 3),
        ("a within", "a number of turns or interview", 8),
        ("a within two turns", "a number of turns or interview", 9),
        ("a within -1 turns", "a number of turns or interview", 9),
        ("a within 2", 'the word "turns"', 10),
        ("a within 2 weeks", 'the word "turns"', 11),
        ("a by", "role or an attribute", 4),
        ("a by role", "=", 9),
        ("a by role=", "a value of role", 10),
        ("a by role=x age=1", "a comma, | or nothing more", 12),
        ('a by role="x', "a closing quotation mark", 10),
        ("a by role=x not b", "a comma, | or nothing more", 12),
    ],
)
def test_a_query_that_cannot_be_read_is_pointed_at(text: str, wanted: str, caret: int):
    with pytest.raises(QueryError) as raised:
        parse_passage_query(text, BOOK, PEOPLE)
    said, shown, pointer = str(raised.value).split("\n")
    assert said == f"{wanted} is wanted here:"
    assert shown == f"    {text}"
    assert pointer.index("^") - 4 == caret


@pytest.mark.parametrize(
    ("text", "said", "under"),
    [
        ("a & sup", 'no code "sup"; did you mean "sub"?', "sup"),
        ("a by rol=x", 'no attribute "rol"; did you mean "role"?', "rol"),
        ("a by role=xx", 'no role "xx"; did you mean "x"?', "xx"),
        ('a by participant="Q 9"', 'no participant "Q 9"', '"Q 9"'),
    ],
)
def test_a_name_that_is_not_known_is_told_with_the_nearest_and_underlined(
    text: str, said: str, under: str
):
    with pytest.raises(UnknownNameError) as raised:
        parse_passage_query(text, BOOK, PEOPLE)
    first, shown, pointer = str(raised.value).split("\n")
    assert first == said
    assert shown[pointer.index("^") : pointer.rindex("^") + 1] == under


def test_a_break_in_the_text_does_not_move_the_caret():
    with pytest.raises(QueryError, match="    a  b\n       \\^"):
        parse_passage_query("a\n\tb", BOOK)


def test_an_unknown_attribute_is_told_when_the_query_is_answered_too():
    query = parse_passage_query("a by height=1", BOOK)
    with pytest.raises(UnknownNameError, match='no attribute "height"'):
        query.passages(TALK, PEOPLE)
    with pytest.raises(UnknownNameError, match='no code "a"'):
        parse_passage_query("a", None)


def test_nothing_coded_or_nobody_read_answers_nothing():
    query = parse_passage_query("a & b within 2 turns not c by role=x", BOOK)
    assert query.passages(TALK.clear(), PEOPLE).is_empty()
    assert query.passages(TALK, PEOPLE.clear()).is_empty()
    assert query.participants(TALK.clear(), PEOPLE) == frozenset()
    assert parse_passage_query("d", BOOK).passages(TALK, PEOPLE).is_empty()


@given(st.text(alphabet='ab &|(),="\n not within by 0123 turns role x\u0301', max_size=40))
def test_any_text_is_read_or_refused_in_words(text: str):
    query: PassageQuery | None = None
    refused = ""
    try:
        query = parse_passage_query(text, BOOK, PEOPLE)
    except (QueryError, UnknownNameError) as why:
        refused = str(why)
    assert "^" in refused or (query and query.passages(TALK, PEOPLE).height <= 7)
