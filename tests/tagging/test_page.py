"""What ships as the page of coding: its words, its modules, nothing from elsewhere."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from lises.render.words import CATALOGUES

DA, EN = ({k: v for k, v in CATALOGUES[one].items() if k[:4] == "tag-"} for one in ("da", "en"))
STATIC = files("lises.tagging") / "static"
SOURCES = {
    one.name: one.read_text("utf-8")
    for one in STATIC.iterdir()
    if one.name.endswith((".js", ".html", ".css"))
}
# Keys that are put together: what stands before the last part.
FAMILIES = (
    "tag-conflict-", "tag-extent-", "tag-keep-", "tag-kernel-", "tag-key-", "tag-matching-", "tag-side-",
    "tag-adj-agreement-", "tag-adj-kind-", "tag-adj-which-", "tag-adj-why-", "tag-step-", "tag-where-", "tag-kind-", "tag-prompt-", "tag-put-", "tag-judged-", "tag-tab-",
    "tag-stance-", "tag-mention-", "tag-hidden-", "tag-cite-",
)  # fmt: skip


def used() -> set[str]:
    text = "".join(SOURCES.values())
    return set(re.findall(r"[\"'`](tag-[a-z-]*[a-z])[\"'`]", text))


def test_every_text_that_the_page_asks_for_is_there() -> None:
    controls = {"tag-hits", "tag-them", "tag-matching", "tag-where", "tag-extent"}  # also ids
    assert used() - set(EN) <= controls - set(EN)


def test_no_text_is_there_that_the_page_never_asks_for() -> None:
    rest = {key for key in EN if not key.startswith(FAMILIES)}
    assert rest <= used()


def test_every_key_of_the_help_has_its_text_and_no_other() -> None:
    named = set(re.findall(r'name: "([a-z-]+)", act', SOURCES["keys.js"]))
    assert {f"tag-key-{name}" for name in named} == {key for key in DA if key[:8] == "tag-key-"}


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_nothing_is_fetched_from_elsewhere_and_no_module_is_long(name: str) -> None:
    text = SOURCES[name]
    assert not re.findall(r"https?:|//cdn|\beval\(|new Function|innerHTML|\.cssText", text)
    if name.endswith(".js"):
        assert text.count("\n") < 400
        for wanted in re.findall(r'from "\./([a-z]+\.js)"', text):
            assert wanted in SOURCES


def test_the_page_has_no_style_or_script_of_its_own() -> None:
    page = SOURCES["index.html"]
    assert not re.findall(r"<style|\sstyle=|\son[a-z]+=", page)
    assert re.findall(r"<script[^>]*>(.*?)</script>", page) == [""]
