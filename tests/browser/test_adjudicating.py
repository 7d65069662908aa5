"""Two coders who decide together where they part, as they meet it: keys, a mouse and a finger."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.tagging.test_adjudicating import fresh

from .coding import Coder, InProcess, Rooms, Server, saved, violations
from .reading import PHONE

pytestmark = pytest.mark.browser


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    one = InProcess(fresh(tmp_path), coding_set="consensus").start()
    yield one
    one.end()


@pytest.fixture
def coder(rooms: Rooms, server: Server) -> Iterator[Coder]:
    one = Coder(rooms, server)
    yield one
    one.close()
    assert not one.faults, one.faults


def far(page: Page, done: int) -> None:
    """Wait until this many are decided."""
    expect(page.locator("#side-adjudicate .far")).to_contain_text(f"{done} of 9 disagreements")


def test_disagreements_are_decided_one_after_the_other_with_keys_alone(
    server: Server, coder: Coder
) -> None:
    page = coder.open("DEMO-G1")
    page.keyboard.press("b")
    head = page.locator(".parting h3")
    expect(head).to_be_focused()
    expect(head).to_have_text("the tap")
    expect(page.locator(".parting .where")).to_contain_text("Same code, different boundaries")
    far(page, 0)
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    expect(page.locator(".parting .needed")).to_have_text("Say why.")
    page.keyboard.type("the counting is the wife's")
    page.keyboard.press("Enter")
    far(page, 1)
    (made,) = server.lines("consensus")
    assert made["from"] == ["DEMO-G1-7k2m", "DEMO-G1-m3pd"]
    assert made["reason"] == "the counting is the wife's"
    expect(head).to_be_focused()
    first = page.locator(".parting").get_attribute("data-item")
    page.keyboard.press("2")
    page.keyboard.type("she is of another mind")
    page.keyboard.press("Enter")
    far(page, 2)
    left = next((server.folder / "decisions/consensus").iterdir()).read_text()
    assert f"{json.loads(left)['code']}:{json.loads(left)['passage']}" == first
    expect(head).to_be_focused()
    page.keyboard.press("u")
    far(page, 1)
    expect(page.locator("#said")).to_have_text("Undone: decision")
    assert not list((server.folder / "decisions").rglob("*.jsonl"))


def test_the_queue_is_worked_with_a_finger_and_what_is_typed_stays(
    server: Server, coder: Coder
) -> None:
    page = coder.open("DEMO-G1", room="phone", size=PHONE, theme="dark")
    page.locator("#to-adjudicate").tap()
    page.get_by_label("Which disagreements").select_option("real")
    expect(page.locator(".parting .where")).to_contain_text("Only one has the code")
    page.locator(".parting .choice").last.tap()
    page.get_by_role("combobox", name="Type a code").fill("queue")
    page.keyboard.press("Enter")
    page.get_by_label("Why", exact=True).fill("it is about meeting")
    # What a colleague does meanwhile elsewhere must not take the words away.
    path = server.folder / "codings/consensus/DEMO-K1.jsonl"
    line = {"id": "DEMO-K1-zzzz", "from": ["DEMO-K1-b8xn"], "turn": 4, "codes": ["tap-queue"]}
    path.write_text(json.dumps({**line, "quote": "Take away the queue"}) + "\n")
    far(page, 1)
    expect(page.get_by_label("Why", exact=True)).to_have_value("it is about meeting")
    assert violations(page) == []
    page.get_by_role("button", name="Decide").tap()
    far(page, 2)
    saved(page)
    page.get_by_label("Which disagreements").select_option("decided")
    expect(page.locator(".outcome").first).to_be_visible()
    page.get_by_text("Left out; instead: the queue").wait_for()
    page.get_by_role("button", name="Take the decision back").tap()
    far(page, 1)
