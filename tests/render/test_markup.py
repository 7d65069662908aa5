from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.render.markup import Markup, element, joined, outside_link

from .reading import read

# A browser reads carriage returns and nulls as something else; the files hold neither.
texts = st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"]))


@given(texts, texts)
def test_any_text_and_any_value_comes_back_as_it_was(text, value):
    root = read(element("a", text, title=value))
    link = root.one("a")
    assert link.text == text
    assert link.get("title") == value
    assert set(link.attributes) == {"title"}


def test_names_are_written_as_html_has_them():
    made = element(
        "label", class_="x", for_="y", data_copy_of="z", hidden=True, open=False, id=None
    )
    assert made == '<label class="x" for="y" data-copy-of="z" hidden></label>'


def test_an_empty_value_stands_and_an_empty_row_does_not():
    assert element("img", alt="", class_=["", ""]) == '<img alt="">'


def test_rows_within_rows_are_laid_flat_and_nothing_is_left_out():
    assert joined(["a", None, ["<b>", [Markup("<i></i>")]], 3], "|") == "a|&lt;b&gt;|<i></i>|3"


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", " JaVaScRiPt:alert(1)", "data:text/html,x", "//evil", "x", "http://[x"],
)
def test_only_web_addresses_lead_out_of_the_book(url):
    assert outside_link(url, "read") == "read"


def test_a_web_address_is_a_link_that_tells_nothing_of_the_reader():
    made = read(outside_link('https://example.org/?a=1&b="2"', "read")).one("a")
    assert made.get("href") == 'https://example.org/?a=1&b="2"'
    assert "noreferrer" in made.get("rel")
