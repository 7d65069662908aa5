"""Stop words for talk: small words go, what denies or limits stays."""

from __future__ import annotations

import pytest

from lises.text import stopwords, tokens


@pytest.mark.parametrize("language", ["da", "en"])
def test_each_is_one_token_in_lower_case_or_it_would_never_be_left_out(language: str):
    listed = stopwords(language)
    assert len(listed) > 100
    # What English parts from a word, "'ve", is a token of its own only beside that word.
    parted = {t.text for t in tokens("I've I’ve I'm I’m", "en")} - {"I"}
    cut = {word for word in listed if len(list(tokens(word, language))) > 1}
    assert cut == (parted if language == "en" else set())
    assert all(word == word.lower() for word in listed)


@pytest.mark.parametrize(
    ("language", "kept"),
    [("da", "ikke aldrig ingen intet kun nej måske uden altid telefon"),
     ("en", "not n't never no none nobody nothing only maybe without always phone")],
)  # fmt: skip
def test_words_that_deny_limit_or_doubt_are_kept(language: str, kept: str):
    assert stopwords(language).isdisjoint(kept.split())


@pytest.mark.parametrize(
    ("language", "gone"), [("da", "øh altså jo nå ligesom"), ("en", "uh um well okay")]
)
def test_words_that_only_keep_talk_going_are_listed(language: str, gone: str):
    assert set(gone.split()) <= stopwords(language)


def test_a_region_does_not_matter_and_another_language_has_none():
    assert stopwords("da-DK") == stopwords("da")
    assert stopwords("sv") == frozenset()


def test_short_forms_of_english_talk_fall_away_but_their_denial():
    told = "we've that's I’m gonna can't won't let's"
    left = [t.text for t in tokens(told, "en") if t.text.lower() not in stopwords("en")]
    assert left == ["n't", "n't"]
