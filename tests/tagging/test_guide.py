"""The guide to coding: its pictures are light, and it tells what the page has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.tagging.test_page import SOURCES

GUIDE = Path(__file__).parents[2] / "book/guide"
PAGES = {"en": "coding.md", "da": "coding.da.md"}


@pytest.mark.parametrize("language", PAGES)
def test_the_pictures_are_there_and_light(language: str) -> None:
    text = (GUIDE / PAGES[language]).read_text("utf-8")
    named = re.findall(r"\{image\} (\S+)\n:alt: (.+)\n:width: (\d+)px\n:height: (\d+)px\n", text)
    assert [name for name, *_ in named] == [
        f"coding-{kind}.{language}.png" for kind in ("desk", "dark", "phone")
    ]
    for name, alt, width, height in named:
        data = (GUIDE / name).read_bytes()
        assert len(data) < 150_000, name
        assert data[12:24] == b"IHDR" + int(width).to_bytes(4) + int(height).to_bytes(4), name
        assert len(alt) > 100


@pytest.mark.parametrize("language", PAGES)
def test_every_letter_that_the_page_knows_is_in_the_table(language: str) -> None:
    told = (GUIDE / PAGES[language]).read_text("utf-8")
    rows = "".join(line for line in told.splitlines() if line.startswith("|"))
    keys = re.findall(r"keys: \[(.+?)\], name", SOURCES["keys.js"])
    letters = {one for group in keys for one in re.findall(r'"([a-z/?])"', group)}
    assert len(letters) > 15
    assert {one for one in letters if f"`{one}`" not in rows} == {"t"}  # as Enter
