from __future__ import annotations

import pytest

from lises.render import (
    Words,
    banner,
    copied,
    file_mark,
    fragment,
    marked,
    short_mark,
    small_mark,
)

from .material import small_study
from .reading import read

INVENTED = small_study()
COLLECTED = small_study(collected=True)


@pytest.mark.parametrize("language", ["da", "en"])
def test_invented_material_is_marked_wherever_it_can_be_lifted_out(language):
    words = Words(language)
    named = {
        "da": ["Opdigtet", "personer", "ord", "kodninger", "kodere", "datoer"],
        "en": ["Invented", "people", "words", "codings", "coders", "dates"],
    }[language]
    full = [
        read(banner(words, INVENTED)).text,
        copied(words, INVENTED, "Ja.", "R01"),
        read(fragment(words, INVENTED, "x")).one("div").get("data-mark"),
    ]
    assert all(word in text for text in full for word in named)
    assert short_mark(words) in marked(words, INVENTED, "Title")
    assert short_mark(words) in small_mark(words, INVENTED)
    assert file_mark(words).isalpha()


def test_collected_material_has_no_mark_at_all():
    words = Words("da")
    assert banner(words, COLLECTED) == ""
    assert small_mark(words, COLLECTED) == ""
    assert marked(words, COLLECTED, "Title") == "Title"
    assert copied(words, COLLECTED, "Ja.", "R01") == "»Ja.«\n(R01)"
    assert "data-mark" not in fragment(words, COLLECTED, "x")
