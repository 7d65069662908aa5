"""Names that a pipeline marks, at their places in the text; marks in brackets are not read."""

from __future__ import annotations

import pytest
import spacy

from lises.text import entities
from lises.text.entities import entities as _entities


@pytest.fixture
def pinned(monkeypatch: pytest.MonkeyPatch) -> str:
    """A pipeline of one rule in the place of a trained one."""
    made = spacy.blank("da")
    ruler = made.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PER", "pattern": "Hanne Bæk"}])  # type: ignore[attr-defined]
    monkeypatch.setitem(_entities.__globals__, "_pipeline", lambda *_: made)
    return "da_made_up==1.0"


def test_a_name_is_given_with_its_place_in_the_whole_text(pinned: str):
    text = "[griner] Det var Hanne Bæk, ja."
    assert entities(text, "da", pinned) == [(17, 26, "PER")]
    assert entities("[griner]", "da", pinned) == []
