"""Labels: cleaned and cut; widths are estimates that hold on broad faces."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lises.pictures.labels import clean, cut, folded, width_of, wrapped

ANY = st.text(st.characters(), max_size=80)


@given(ANY)
def test_what_is_cleaned_can_stand_in_xml_on_one_line(text):
    from defusedxml.ElementTree import fromstring
    from markupsafe import escape

    cleaned = clean(text)
    assert "\n" not in cleaned
    assert (fromstring(f"<t>{escape(cleaned)}</t>".encode()).text or "") == cleaned


@given(ANY, st.floats(20, 300))
def test_a_cut_label_fits_and_one_that_fits_is_left_alone(text, room):
    kept = cut(text, room, 12)
    assert width_of(kept, 12) <= room or kept == "…"
    if width_of(text, 12) <= room:
        assert kept == text
    else:
        assert text.startswith(kept.removesuffix("…"))


@given(ANY.map(clean), st.floats(30, 200))
def test_a_wrapped_title_keeps_all_its_letters(text, room):
    lines = wrapped(text, room, 12)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(ANY.map(clean), st.floats(30, 200))
def test_a_folded_label_has_no_more_than_two_lines(text, room):
    assert len(folded(text, room, 12)) <= 2
