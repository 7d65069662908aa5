"""Suggestions in the browser: read in their turns, accepted one by one, put away; nothing by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .coding import Coder, InProcess, Rooms, Server, copied, saved, violations

pytestmark = pytest.mark.browser


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    one = InProcess(copied(tmp_path)).start()
    yield one
    one.end()


@pytest.fixture
def coder(rooms: Rooms, server: Server) -> Iterator[Coder]:
    one = Coder(rooms, server)
    yield one
    one.close()
    assert not one.faults, one.faults


def test_what_is_worded_alike_is_accepted_with_keys_and_taken_back(
    server: Server, coder: Coder
) -> None:
    page = coder.open("DEMO-G1")
    page.keyboard.press("l")
    page.keyboard.press("y")  # of the first code
    rows = page.locator("#likes li")
    expect(rows.first.locator(".like")).to_be_focused(timeout=60_000)  # lemmas are loaded now
    n = rows.count()
    assert n > 1
    expect(rows.first.locator(".line b").first).to_be_visible()
    assert not violations(page)
    before = server.lines("ab-1", "DEMO-K1")
    expect(rows.first).to_contain_text("DEMO-K1")
    page.keyboard.press("Enter")
    expect(page.locator("#interview")).to_have_value("DEMO-K1")
    assert server.lines("ab-1", "DEMO-K1") == before, "looking codes nothing"
    page.keyboard.press("a")
    expect(rows.first).to_contain_text("coded")
    saved(page)
    made = server.lines("ab-1", "DEMO-K1")[-1]
    assert (made["codes"], made["suggested"]) == (["tap"], True)
    assert len(server.lines("ab-1", "DEMO-K1")) == len(before) + 1
    expect(page.locator("#turns .label .sign").first).to_have_text("suggested")
    expect(rows.nth(1).locator(".like")).to_be_focused()
    page.keyboard.press("x")
    expect(rows).to_have_count(n - 1)
    page.keyboard.press("u")
    expect(rows.first).not_to_contain_text("coded")
    saved(page)
    assert server.lines("ab-1", "DEMO-K1") == before


def test_of_too_few_passages_nothing_is_guessed(coder: Coder) -> None:
    page = coder.open("DEMO-G1")
    page.locator("#codes [data-code=weeds]").click()
    page.get_by_role("button", name="Like these").click()
    expect(page.locator("#likes-said")).to_contain_text("From fewer than 3 nothing can be learnt")
    expect(page.locator("#likes li")).to_have_count(0)
