"""Fragments that are kept: made once, and anew when anything they are made of differs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lises.book.kept import Kept
from lises.privacy import Release, make_release
from lises.render import Links, Words
from lises.render.markup import Markup, element
from tests import building as b

LINKS = Links("x/analysis")


def _release(said: str = "the tap drips") -> Release:
    return make_release(b.anchored(b.talk("A", f"A: {said}")), "restricted")


def _made(source: Path, release: Release, words: Words | None = None) -> int:
    """Compose once; give how often the fragment was made."""
    times = 0

    def make(_release: Release, _words: Words, _links: Links) -> Markup:
        nonlocal times
        times += 1
        return element("p", "a < b\nc")

    kept = Kept(source)
    shown = kept.of(release, words or Words("en"), LINKS, make)
    assert shown == "<p>a &lt; b\nc</p>"
    for name, text in kept.files.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return times


def test_a_fragment_is_made_once_for_the_same_release(tmp_path: Path):
    assert [_made(tmp_path, _release()) for _ in range(3)] == [1, 0, 0]


@pytest.mark.parametrize(
    "other",
    [
        lambda _: _release("the tap runs"),
        lambda r: replace(r, tier="public"),
        lambda r: replace(r, tables={"prevalence": ({"code": "a", "n": 1},)}),
        lambda r: replace(r, passages_withheld={"A": 1}),
    ],
)
def test_a_fragment_is_made_anew_where_the_release_differs(tmp_path: Path, other):
    _made(tmp_path, _release())
    assert _made(tmp_path, other(_release())) == 1


def test_a_fragment_of_another_language_is_another(tmp_path: Path):
    _made(tmp_path, _release())
    assert _made(tmp_path, _release(), Words("da")) == 1


def test_a_damaged_file_is_made_anew(tmp_path: Path):
    _made(tmp_path, _release())
    for path in tmp_path.rglob("*.html"):
        path.write_text("something else", encoding="utf-8")
    assert _made(tmp_path, _release()) == 1
