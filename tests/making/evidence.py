"""Findings, claims, figures and sources."""

from __future__ import annotations

from functools import cache
from typing import get_args

from hypothesis import strategies as st

from lises.model import (
    EMPTY,
    Claim,
    Evidence,
    Figure,
    Finding,
    LocalText,
    RelatedStudy,
    Relation,
    Search,
    Source,
    SourcePointer,
)
from tests.making.coding import prose
from tests.making.texts import (
    distinct_ids,
    ids,
    lines,
    local_texts,
    maybe,
    optional_local_texts,
    passage_ids,
    scopes,
    tuples,
)


@cache
def searches() -> st.SearchStrategy[Search]:
    """A recorded search."""
    return st.builds(
        Search,
        query=lines(),
        matching=st.sampled_from(("plain", "word", "lemma")),
        within=scopes(),
        judged=maybe(ids().map("searches/{}.jsonl".format)),
        coded_for_paraphrase=st.sampled_from((None, True, False)),
    )


@cache
def findings() -> st.SearchStrategy[Finding]:
    """A finding with prose in the study's own language or without."""
    evidence = st.builds(Evidence, passage=passage_ids(), note=optional_local_texts())
    claims = st.one_of(ids(), st.builds("{}/{}".format, ids(), ids()))
    some_claims = st.lists(claims, max_size=2, unique=True).map(tuple)
    return st.builds(
        Finding,
        id=ids(),
        statement=local_texts(),
        scope=scopes(),
        quantifier=st.sampled_from((None, "all", "most", "some", "few", "none")),
        counts=maybe(lines()),
        against=maybe(lines()),
        asked=distinct_ids().map(tuple),
        shaped_after=some_claims,
        answers=some_claims,
        rests_on=tuples(evidence),
        contradicted_by=tuples(evidence),
        selected=optional_local_texts(),
        searched=tuples(searches()),
        limits=optional_local_texts(),
        prose=prose().map(lambda text: LocalText.plain(text) if text else EMPTY),
    )


@cache
def claims() -> st.SearchStrategy[Claim]:
    """A published claim."""
    pointer = st.builds(
        SourcePointer,
        key=ids(),
        paragraph=st.one_of(st.none(), st.integers(1, 200)),
        sha256=maybe(st.text("0123456789abcdef", min_size=64, max_size=64)),
    )
    return st.builds(
        Claim,
        id=ids(),
        text=local_texts(),
        basis=st.sampled_from(("interviews", "partly", "outside", "method", "recommendation")),
        quantifier=st.sampled_from((None, "all", "most", "some", "few", "none", "absence")),
        hedge=optional_local_texts().filter(lambda text: text != LocalText.plain("none")),
        scope=scopes(),
        scope_note=optional_local_texts(),
        basis_note=optional_local_texts(),
        needs=optional_local_texts(),
        sources=tuples(pointer),
    )


@cache
def figures() -> st.SearchStrategy[Figure]:
    """A published figure; its labels in the order of their languages."""
    named = st.dictionaries(st.sampled_from(("", "da", "en")), lines(), max_size=3)
    text_fields = ("group", "unit", "share_of", "threshold", "medium", "n", "population", "whole")
    return st.builds(
        Figure,
        id=ids(),
        quantity=lines(4),
        value=lines(4),
        **{name: maybe(lines(4)) for name in text_fields},
        part=st.sampled_from(("", "exclusive", "multi-response")),
        derived_from=maybe(lines(4)),
        source=maybe(ids()),
        paragraph=st.one_of(st.none(), st.integers(1, 200)),
        hedge=maybe(lines(4)),
        reporter=maybe(lines(4)),
        label=named.map(lambda found: LocalText(tuple(sorted(found.items())))),
    )


@cache
def related() -> st.SearchStrategy[RelatedStudy]:
    """A link to one other study."""
    places = distinct_ids().map(tuple)
    to = st.builds(
        lambda study, named: tuple(f"{study}/{place}" for place in named) or (study,), ids(), places
    )
    return st.builds(
        RelatedStudy,
        to=to,
        own=distinct_ids().map(tuple),
        relation=st.sampled_from(get_args(Relation)),
        bears=local_texts(),
        cannot=local_texts(),
    )


@cache
def sources() -> st.SearchStrategy[Source]:
    """A source; braces of its fields pair and white space is single."""
    plain = lines().map(lambda t: " ".join(t.translate({ord(c): "" for c in "{}"}).split(" ")))
    value = plain.map(lambda t: " ".join(part for part in t.split(" ") if part))
    braced = st.builds("{}{{{}}}".format, value, value)
    names = st.sampled_from(["author", "title", "year", "date", "url", "note", "howpublished"])
    fields = st.dictionaries(names, st.one_of(value, braced, st.just("")), max_size=4)
    return st.builds(
        Source,
        key=st.one_of(ids(), st.just("a4nu:2020+b.c")),
        type=st.sampled_from(("article", "misc", "techreport")),
        fields=fields.map(lambda found: tuple(found.items())),
    )
