"""The report is one page in the reader's language that asks nobody, and says why of everything."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from lises.render.words import CATALOGUES, Words
from lises.verification import Item
from lises.verification.lock import Lock
from lises.verification.report import report_html
from lises.verification.said import Said, in_words, said
from lises.verification.verify import Verification

ROOM = Path(__file__).parents[2] / "lises" / "verification"
FAULT = '"<b>x" is not in turn 2'


def _item(kind: str, what: str, why: str = "", **more: str) -> Item:
    result = more.get("result", "fail" if why else "pass")
    where = more.get("where", "demo-x")
    return Item(kind=kind, where=where, what=what, result=result, why=why)  # type: ignore[arg-type]


ITEMS = (
    _item("file", "book/index.html", where="bundle"),
    _item("file", "book/x.html", said("verify-why-file-gone"), where="bundle"),
    _item("record", said("verify-what-readable")),
    _item("quotation", "DEMO-1-aaaa", FAULT),
    _item("finding", "finding tap: n", said("verify-why-counted-other", was="<5>", here="4")),
    _item("code", "code tap: passages", said("verify-why-withheld"), result="not-checkable"),
    _item("code", "code rain: passages", said("verify-why-withheld"), result="not-checkable"),
    _item("search", "search 1 of tap", said("verify-why-cut"), result="not-checkable"),
    _item("link", said("verify-what-links", page="index.html"), where="book"),
)


def _made(*items: Item, language: str = "da") -> Verification:
    lock = Lock(program="lises 1.2", tier="public")
    return Verification(
        folder=Path("my-bundle"),
        lock=lock,
        items=items,
        constructed=("demo-x",),
        language=language,
    )


def _page(*items: Item, language: str = "da", wanted: str = "") -> BeautifulSoup:
    return BeautifulSoup(report_html(_made(*items, language=language), wanted), "html.parser")


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_report_is_in_the_language_of_its_study_or_the_one_asked_for(language: str) -> None:
    words = Words(language)
    for page in (_page(*ITEMS, language=language), _page(*ITEMS, language="de", wanted=language)):
        assert page.html is not None
        assert page.html["lang"] == language
        text = page.get_text(" ")
        assert words("verify-failed", n=3, all=9) in text
        assert words("verify-why-counted-other", was="<5>", here="4") in text
        assert words("verify-what-links", page="index.html") in text
        assert words("mark-banner") in text
        assert words("tier-public") in text


def test_no_sentence_of_the_other_language_stands_on_a_page() -> None:
    for language, other in (("da", "en"), ("en", "da")):
        page = _page(*ITEMS, language=language)
        for foreign in page.select("[lang]:not(html)"):
            foreign.decompose()
        text = " ".join(page.get_text(" ").split())
        own = CATALOGUES[language]
        for key, said_there in CATALOGUES[other].items():
            if key.startswith("verify-") and isinstance(said_there, str) and "{" not in said_there:
                assert len(said_there) < 12 or said_there == own[key] or said_there not in text, key


def test_what_a_reader_of_files_said_is_marked_as_english_and_escaped() -> None:
    page = _page(*ITEMS)
    (cell,) = page.select("td[lang=en]")
    assert cell.get_text() == FAULT
    assert "<b>" not in report_html(_made(*ITEMS))
    assert not _page(*ITEMS, language="en").select("td[lang]")


def test_everything_that_was_verified_has_its_line_and_is_counted_once() -> None:
    page = _page(*ITEMS)
    names = [e.get_text() for e in page.select(".names li, .whys td:first-child")]
    assert sorted(names) == sorted(in_words(i.what, Words("da")) for i in ITEMS)
    foot = [cell.get_text() for cell in page.select("tfoot td")]
    assert foot == ["3", "3", "3"]
    rows = page.select(".parts tbody tr:has(td)")
    assert sum(int(t) for row in rows for c in row.select("td") if (t := c.get_text()) != "·") == 9
    reasons = {row.get_text(" ") for row in page.select(".reasons tr")}
    assert f"2 {Words('da')('verify-why-withheld')}" in reasons
    assert [d.get("open") is not None for d in page.select("details.fail")] == [True] * 3


@pytest.mark.parametrize(
    ("items", "key", "kind"),
    [
        (ITEMS[:1], "verify-clean", "pass"),
        ((ITEMS[0], ITEMS[5]), "verify-clean-but", "not-checkable"),
        (ITEMS, "verify-failed", "fail"),
    ],
)
def test_the_verdict_says_in_one_sentence_how_it_went(
    items: tuple[Item, ...], key: str, kind: str
) -> None:
    (verdict,) = _page(*items).select(".verdict")
    many = sum(i.result == kind for i in items)
    assert verdict.get_text() == Words("da")(key, n=many, all=len(items))
    assert kind in verdict["class"]


def test_the_page_asks_nobody_and_has_no_script() -> None:
    text = report_html(_made(*ITEMS))
    assert not re.search(r"https?:|//|<script|@import|url\(", text.replace("<!doctype html>", ""))


def test_every_reason_that_there_is_a_word_for_is_given_somewhere() -> None:
    code = "".join(path.read_text("utf-8") for path in ROOM.glob("*.py"))
    given = set(re.findall(r'"(verify-(?:why|what)-[a-z-]+)"', code))
    given |= {f"verify-why-side-{side}" for side in ("supports", "contradicts")}
    words = {key for key in CATALOGUES["en"] if re.match(r"verify-(?:why|what)-", key)}
    assert given == words


def test_a_sentence_is_its_english_for_every_program() -> None:
    one = said("verify-why-file-gone")
    assert isinstance(one, Said)
    assert one == "is not there"
    assert one in {"is not there"}
