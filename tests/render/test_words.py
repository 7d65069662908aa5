from __future__ import annotations

import re
from string import Formatter

import pytest

from lises.model import LocalText
from lises.render import Words
from lises.render.words import CATALOGUES
from lises.render.words_da import TRANSCRIPT as DA
from lises.render.words_en import TRANSCRIPT as EN
from lises.render.words_pages_da import PAGES as PAGES_DA
from lises.render.words_pages_en import PAGES as PAGES_EN

KEYS = sorted(CATALOGUES["en"])


def placeholders(entry: str | tuple[str, str]) -> set[str]:
    forms = (entry,) if isinstance(entry, str) else entry
    return {name for form in forms for _, name, _, _ in Formatter().parse(form) if name}


def test_both_languages_have_the_same_texts():
    assert set(CATALOGUES["da"]) == set(CATALOGUES["en"])


def test_no_page_writes_over_the_text_of_another():
    assert not set(EN) & set(PAGES_EN)
    assert not set(DA) & set(PAGES_DA)


@pytest.mark.parametrize("key", KEYS)
def test_a_text_names_the_same_values_in_both_languages(key):
    danish, english = CATALOGUES["da"][key], CATALOGUES["en"][key]
    plural = isinstance(danish, tuple) or isinstance(english, tuple)
    extra = {"n"} if plural else set()  # a form for one thing need not say the number
    assert placeholders(danish) | extra == placeholders(english) | extra


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("language", ["da", "en"])
def test_a_text_is_whole_with_its_values_given(key, language):
    values = {name: 2 if name == "n" else "x" for name in placeholders(CATALOGUES[language][key])}
    text = Words(language)(key, **{"n": 2, **values})
    assert "{" not in text
    assert text == text.strip() or text.endswith(": ")
    assert "  " not in text


def test_one_is_singular_and_every_other_number_plural():
    danish, english = Words("da"), Words("en")
    assert [danish("passages", n=n) for n in (0, 1, 2)] == ["0 passager", "1 passage", "2 passager"]
    assert [english("turns", n=n) for n in (0, 1, 2)] == ["0 turns", "1 turn", "2 turns"]


def test_another_language_falls_back_to_english():
    assert Words("de")("interviewer") == Words("en")("interviewer")


def test_a_missing_text_is_a_wrong_call():
    with pytest.raises(KeyError):
        Words("da")("no-such-text")


def test_values_in_markup_are_escaped_and_markup_stays():
    link = Words("en").html("cited-by", finding="<b>x</b>")
    assert link == "cited by &lt;b&gt;x&lt;/b&gt;"


def test_numbers_and_shares_are_written_as_the_language_writes_them():
    assert Words("da").percent(0.784) == "78\u00a0%"
    assert Words("en").percent(0.784) == "78%"
    assert Words("da").number(0.5, 1) == "0,5"


def test_a_series_has_commas_and_an_and():
    assert Words("da").series(["a"]) == "a"
    assert Words("da").series(["a", "b"]) == "a og b"
    assert Words("en").series(["a", "b", "<c>"]) == "a, b and &lt;c&gt;"
    assert Words("en").series([]) == ""


def test_a_study_s_text_comes_in_the_page_s_language_where_it_has_one():
    text = LocalText.of(da="modtager", en="recipient")
    assert Words("da").local(text) == "modtager"
    assert Words("en").local(LocalText.plain("modtager")) == "modtager"


def test_no_danish_letter_stands_in_the_english_texts():
    forms = [f for e in CATALOGUES["en"].values() for f in ((e,) if isinstance(e, str) else e)]
    assert not [form for form in forms if re.search("[æøåÆØÅ]", form)]
