"""Numbers, addresses and dates, written and said; and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.privacy.identifiers.forms import written_forms
from lises.privacy.identifiers.spoken import spoken_numbers

SMALL = "nul et to tre fire fem seks syv otte ni"
UNITS = SMALL.split()
TEN_UP = "ti elleve tolv tretten fjorten femten seksten sytten atten nitten"
TEENS = TEN_UP.split()
TWENTY_UP = "tyve tredive fyrre halvtreds tres halvfjerds firs halvfems"
TENS = TWENTY_UP.split()


def kinds(text: str) -> set[tuple[str, str]]:
    return {(text[f.start : f.end], f.kind) for f in written_forms(text)}


@pytest.mark.parametrize(
    ("text", "said", "kind"),
    [
        ("det er 010203-4567.", "010203-4567", "cpr"),
        ("det er 0102034567", "0102034567", "cpr"),
        ("ring 20304050 nu", "20304050", "phone"),
        ("ring +45 20-30-40-50.", "+45 20-30-40-50", "phone"),
        ("ring +49 30 123456", "+49 30 123456", "phone"),
        ("på Nørregade 12, 3. th.", "Nørregade 12, 3. th.", "street"),
        ("på H.C. Andersens Boulevard 7", "H.C. Andersens Boulevard 7", "street"),
        ("8700 Horsens", "8700 Horsens", "postcode"),
        ("sagsnr. 2019-4711", "sagsnr. 2019-4711", "case"),
        ("den 24. december 2019 var det", "den 24. december 2019", "date"),
        ("d. 3/5 2019", "d. 3/5 2019", "date"),
        ("2019-05-03", "2019-05-03", "date"),
        ("a.b@c.dk", "a.b@c.dk", "mail"),
        ("se www.c.dk/x.", "www.c.dk/x", "link"),
        ("jeg er @bent_82!", "@bent_82", "profile"),
        ("den ottende i femte kom han", "den ottende i femte", "date"),
    ],
)
def test_a_form_is_found_whole(text: str, said: str, kind: str):
    assert (said, kind) in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "320203-4567 er ingen dag",
        "i 2019 2020 og 2021",
        "12.500 kroner og 37 timer",
        "en pris på 1.234.567 kr.",
        "klokken 12.30 eller 14:15",
        "jeg er på vej 3 gange om ugen",
        "det er paragraf 56 i loven",
    ],
)
def test_what_only_looks_like_one_is_left_alone(text: str):
    assert {kind for _, kind in kinds(text)} <= {"number"}


def _said(pair: str, joined: bool) -> str:
    tens, unit = int(pair[0]), int(pair[1])
    if tens == 0:
        return f"nul {UNITS[unit]}"
    if tens == 1:
        return TEENS[unit]
    word = TENS[tens - 2]
    if not unit:
        return word
    unit_word = "en" if unit == 1 else UNITS[unit]
    return f"{unit_word}og{word}" if joined else f"{unit_word} og {word}"


@given(st.text("0123456789", min_size=8, max_size=8), st.booleans(), st.sampled_from([" ", ", "]))
def test_every_telephone_number_is_found_however_it_is_read_aloud(
    number: str, joined: bool, gap: str
):
    said = gap.join(_said(number[n : n + 2], joined) for n in range(0, 8, 2))
    found = list(spoken_numbers(f"Ring på {said}, tak."))
    assert [(f.start, f.end) for f in found] == [(8, 8 + len(said))]
    assert [f.kind for f in found] == ["phone"]


def test_a_cpr_number_in_words_is_known_by_its_day():
    (found,) = spoken_numbers("tolv nul to femogfirs, tolv fireogtredive")
    assert (found.kind, found.why) == ("cpr", "ten digits in words, a day first")


def test_counting_to_three_is_no_number_of_anybody():
    assert list(spoken_numbers("en, to, tre. Så gik vi to og to, og der var tyve.")) == []
