"""Sentences of talk: by readable rules, covering all, never cutting a short form from its word."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.text import sentences


def _cut(text: str, language: str = "da") -> list[str]:
    return [text[s.start : s.end] for s in sentences(text, language)]


@pytest.mark.parametrize(
    "marked",
    [
        "Jeg ringede. | De svarede ikke! | Hvorfor? | Det ved jeg ikke …",
        "Det var bl.a. Hansen, f.eks. i går, og dr. Olsen.",
        "Han hedder P. A. Jensen. | Hun hedder [NAVN1]. | [NAVN2] kom også.",
        "Den 3. maj kl. 12.30 var det. | 4 mennesker kom.",
        "1. Vi skal mødes. | 2. Vi skal tale sammen.",
        "Det kostede 3.500 kr. 50 mere end sidst.",
        "Te, kaffe osv. | Så gik vi.",
        "Det var i 1994. | Da var jeg ung.",
        "Ja. [griner] | Det var sådan. [lang pause] | Og så …",
        "Ja [griner]. | Men altså … øh … det ved jeg ikke.",
        '"Kom ind!" sagde hun. | "Sæt dig." | Og jeg satte mig.',
        "»Kom ind.« | Så gik jeg. | ”Nå?” | (Hun lo.) | – Jo, sagde han.",
        "Hvad?! | Nej... | Jo.",
        "Det ved I. | Men jeg boede der, hvor du bor i. | Så flyttede jeg.",
        "uden stort … og uden punktum\n\n | nyt afsnit",
        "Det er slut.Så er det nu",
        "[griner] Ja. | [NAVN1]!",
        "Hvad sagde hun? hun sagde ja.",
    ],
)
def test_a_turn_is_cut_where_a_reader_would_cut_it(marked: str):
    text = marked.replace("| ", "").replace("|", "")
    assert _cut(text) == [part.strip() for part in marked.split("|")]


def test_english_has_its_own_short_forms():
    told = "Mr. Brown came, i.e. Tom. I said no. So did I. Then we left at 5 p.m. It rained."
    assert _cut(told, "en") == [
        "Mr. Brown came, i.e. Tom.",
        "I said no.",
        "So did I.",
        "Then we left at 5 p.m.",
        "It rained.",
    ]


def test_each_sentence_says_by_what_tier_it_was_found():
    assert {s.tier for s in sentences("Ja. Nej.", "da")} == {"rules"}


PIECES = ["Ja", "nej", "Så", " ", " ", ".", "…", "?", '"', "»", "«", "(", ")", "[griner]", "[NAVN1]",
          "12", "1.", "kl.", "f.eks.", "\n\n", "\n", "–", "A.", "🌱", "[", "]"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.text())
def test_sentences_part_the_text_leaving_out_only_white_space(text: str):
    found = sentences(text, "da")
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    borders = [0, *(place for s in found for place in (s.start, s.end)), len(text)]
    between = [text[a:b] for a, b in zip(borders[::2], borders[1::2], strict=True)]
    assert not "".join(between).strip()


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_no_sentence_begins_in_lower_case_but_after_a_paragraph_or_at_the_beginning(text: str):
    for before, after in pairwise(sentences(text, "da")):
        if "\n" not in text[before.end : after.start]:
            assert not text[after.start].islower()


def test_nothing_has_no_sentence():
    assert _cut("") == _cut(" \n ") == []
