from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lises.privacy import STUB, stub
from lises.render import Words
from lises.render.speech import said, shortened, whole_gone

from .reading import read

WORDS = Words("da")
texts = st.text(st.characters(exclude_characters="\r\0⟦⟧", exclude_categories=["Cs"]))


@given(texts)
def test_what_was_said_is_shown_letter_for_letter(text):
    assert read(said(WORDS, text)).text == text


@given(st.lists(st.sampled_from(["Ja. ", "[griner]", "[NAVN1]", "<b>", stub("health"), stub()])))
def test_only_stubs_are_shown_in_other_words(parts):
    root = read(said(WORDS, "".join(parts)))
    signs = root.all(class_="lises-withheld")
    assert [s.text for s in signs] == [
        "udeladt: helbred" if "health" in p else "udeladt" for p in parts if STUB.match(p)
    ]
    assert [e.text for e in root.all(class_="lises-event")] == ["[griner]"] * parts.count(
        "[griner]"
    )
    assert len(root.all(class_="lises-placeholder")) == parts.count("[NAVN1]")


def test_a_category_that_is_not_ours_is_shown_as_it_stands():
    assert read(said(WORDS, stub("unheard-of"))).text == "udeladt: unheard-of"


@given(st.lists(st.sampled_from(["ord", "længere", stub("health"), "x" * 30]), min_size=1))
def test_a_shortened_text_is_a_beginning_cut_between_words_with_stubs_whole(parts):
    text = " ".join(parts)
    short = shortened(text, 25)
    if len(text) <= 25:
        assert short == text
    else:
        head = short.removesuffix("…").rstrip()
        assert short.endswith("…")
        assert len(head) <= 25
        assert text.startswith(head)
        assert head.count("⟦") == head.count("⟧")


def test_a_turn_is_whole_gone_only_where_nothing_but_stubs_is_left():
    assert whole_gone(f" {stub()} {stub('other')}\n")
    assert not whole_gone(f"Ja {stub()}")
    assert not whole_gone("")
