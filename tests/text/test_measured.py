"""How right tokens, sentences and lemmas are, on sentences that others cut and wrote lemmas for.

The Danish test set is not part of the project; without it these tests are skipped. The table in the
docs must say what is measured here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
import spacy

from lises.text import lemma, sentences, token_table, tokens
from tests.building import talk

PROJECT = Path(__file__).parents[2]
SAMPLES = Path(os.environ.get("LISES_SAMPLES", PROJECT.parent / "shared" / "samples"))
SET = SAMPLES / "danish" / "da_ddt-ud-test.conllu"
PAGES = ("text.md", "text.da.md")

pytestmark = pytest.mark.skipif(not SET.exists(), reason="the samples are not here (LISES_SAMPLES)")

Span = tuple[int, int]


class Word(NamedTuple):
    form: str
    lemma: str
    kind: str
    span: Span


class Gold(NamedTuple):
    text: str
    sentences: list[Span]
    words: list[Word]


class Right(NamedTuple):
    """Precision, recall and F of spans that must agree at both ends."""

    precision: float
    recall: float
    f: float


@pytest.fixture(scope="module")
def gold() -> Gold:
    """Read the set as one text, its sentences joined by a space."""
    texts: list[str] = []
    spans: list[Span] = []
    words: list[Word] = []
    at = 0
    for block in SET.read_text(encoding="utf-8").strip().split("\n\n"):
        (text,) = re.findall(r"^# text = (.*)$", block, re.MULTILINE)
        place = at
        for line in block.splitlines():
            if not line.startswith("#"):
                _, form, lemma_, kind, *_, more = line.split("\t")
                words.append(Word(form, lemma_, kind, (place, place + len(form))))
                place += len(form) + ("SpaceAfter=No" not in more)
        texts.append(text)
        spans.append((at, at + len(text)))
        at += len(text) + 1
    joined = " ".join(texts)
    assert all(joined[slice(*word.span)] == word.form for word in words)
    return Gold(joined, spans, words)


def _right(found: Iterable[Span], wanted: Iterable[Span]) -> Right:
    ours, theirs = set(found), set(wanted)
    both = len(ours & theirs)
    return Right(both / len(ours), both / len(theirs), 2 * both / (len(ours) + len(theirs)))


@pytest.fixture(scope="module")
def measured(gold: Gold) -> dict[str, Right]:
    by_spacy = spacy.blank("da")
    by_spacy.add_pipe("sentencizer")
    read = by_spacy(gold.text)
    words = [w for w in gold.words if w.kind not in ("PUNCT", "SYM")]
    right = sum(lemma(w.form.lower(), "da") == w.lemma.lower() for w in words) / len(words)
    return {
        "tokens": _right(
            ((t.start, t.end) for t in tokens(gold.text, "da")), (w.span for w in gold.words)
        ),
        "sentences": _right(((s.start, s.end) for s in sentences(gold.text, "da")), gold.sentences),
        "sentencizer": _right(
            ((s.start_char, s.start_char + len(s.text.rstrip())) for s in read.sents),
            gold.sentences,
        ),
        "lemmas": Right(right, right, right),
    }


def test_the_set_is_the_one_that_the_docs_name(gold: Gold):
    assert (len(gold.sentences), len(gold.words)) == (565, 10_023)
    assert sum(w.kind not in ("PUNCT", "SYM") for w in gold.words) == 8_573


def test_tokens_sentences_and_lemmas_are_as_right_as_was_asked(measured: dict[str, Right]):
    assert measured["tokens"].f >= 0.99
    assert measured["sentences"].f >= 0.85
    assert measured["lemmas"].f >= 0.94
    assert measured["sentences"].f > measured["sentencizer"].f + 0.15


@pytest.mark.parametrize("page", PAGES)
def test_the_docs_say_what_is_measured(measured: dict[str, Right], page: str):
    text = (PROJECT / "book" / "reference" / page).read_text(encoding="utf-8")
    rows = re.findall(r"^\| .+? \| `([a-z]+)` \| (.+?) \| (.+?) \| (.+?) \|$", text, re.MULTILINE)
    told = {name: [cell.replace(",", ".") for cell in cells] for name, *cells in rows}
    assert told == {
        name: [f"{value:.3f}"[1:] for value in values]
        if name != "lemmas"
        else [f"{values.f:.3f}"[1:]] * 3
        for name, values in measured.items()
    }


def test_the_remembered_tokens_are_those_of_spacy_over_the_whole_set(gold: Gold):
    by_spacy = [(t.text, t.idx) for t in spacy.blank("da").make_doc(gold.text) if not t.is_space]
    assert [(t.text, t.start) for t in tokens(gold.text, "da")] == by_spacy
    table = token_table([talk("t", f"A: {gold.text}")], language="da")
    assert table.select("token", "start").rows() == by_spacy


def test_the_sentences_of_the_set_part_it(gold: Gold):
    found = sentences(gold.text, "da")
    assert (found[0].start, found[-1].end) == (0, len(gold.text))
    assert all(b.start - a.end == 1 for a, b in pairwise(found))
