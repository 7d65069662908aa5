"""The sign where something was cut can be found again in a turn."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lises.privacy import STUB, stub, stub_parts

CATEGORIES = st.sampled_from(["", "health", "third-person", "identifying-detail", "other"])
PIECES = st.lists(
    st.one_of(st.sampled_from(["ja", " ", "⟦", "⟧", "withheld"]), CATEGORIES.map(stub))
)


@given(CATEGORIES)
def test_a_stub_is_recognised_with_its_category(category: str):
    found = STUB.fullmatch(stub(category))
    assert found is not None
    assert (found[1] or "") == category
    assert stub_parts(stub(category)) == [("", category)]


@given(PIECES)
def test_the_parts_put_together_are_the_turn(pieces: list[str]):
    text = "".join(pieces)
    parts = stub_parts(text)
    assert (
        "".join(words if category is None else stub(category) for words, category in parts) == text
    )
    assert all(words for words, category in parts if category is None)
