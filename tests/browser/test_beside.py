"""What lies beside the coding, as a coder meets it: the journal, a search, a finding, a code changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .coding import Coder, InProcess, Rooms, Server, copied, saved, violations

pytestmark = pytest.mark.browser

TODAY = date.today().isoformat()


@pytest.fixture
def coder(rooms: Rooms, tmp_path: Path) -> Iterator[Coder]:
    server = InProcess(copied(tmp_path)).start()
    one = Coder(rooms, server)
    yield one
    one.close()
    server.end()
    assert not one.faults, one.faults


def text(server: Server, path: str) -> str:
    return (server.folder / path).read_text("utf-8")


def in_journal(page: Page, server: Server) -> None:
    page.keyboard.press("d")
    expect(page.locator("#note-text")).to_be_focused()
    page.keyboard.type("That he laughed.")
    page.locator("#note-search").focus()  # left: kept at once
    expect(page.locator("#journal-said")).to_contain_text(f"Kept as {TODAY}-ab")
    written = text(server, f"journal/{TODAY}-ab.md")
    assert written.endswith("\n\nWhat surprised me?\nThat he laughed.\n"), (
        "no empty question is kept"
    )
    assert violations(page, within="#side") == []
    page.locator("#side-close").click()


def at_a_search(page: Page, server: Server) -> None:
    page.keyboard.press("/")
    page.locator("#find-words").fill("carry|trips")
    page.keyboard.press("Enter")
    page.locator("#record summary").click()
    page.locator("#record select").first.select_option("tap")
    page.locator("#record .main").click()
    progress = page.locator("#side-judging .progress")
    expect(progress).to_have_text("0 of 3 judged")
    expect(page.locator(".hit")).to_contain_text("put in turn 1, before this")
    expect(page.locator(".hit [aria-pressed=true]")).to_have_count(0)
    expect(page.locator("#judging")).to_be_focused()
    page.keyboard.press("3")
    page.keyboard.press("s")  # both are said: the next one
    expect(progress).to_have_text("1 of 3 judged")
    expect(page.locator(".hit .where")).to_have_text("hit 2 of 3")
    page.keyboard.press("1")
    expect(progress).to_have_text("2 of 3 judged")
    expect(page.locator(".hit .where")).to_have_text("hit 3 of 3")
    saved(page)
    lines = text(server, "searches/carry.jsonl").splitlines()
    assert [line.partition('"hit":')[2] for line in lines] == [
        '"carry","judged":"mattered","prompted":false}',
        '"trips","judged":"not-relevant"}',
    ]
    assert violations(page, within="#side") == []
    page.locator("#undo").click()
    expect(progress).to_have_text("1 of 3 judged")
    page.locator("#side-close").click()


def at_a_finding(page: Page, server: Server) -> None:
    page.keyboard.press("v")
    finding = page.locator("[data-finding=tap]")
    expect(finding.locator("summary")).to_contain_text("DEMO-G1: supports")
    finding.locator("summary").click()
    finding.get_by_role("button", name="every secret").click()
    finding.locator(".citing textarea").fill("he meets people there")
    finding.locator(".citing .main").click()
    expect(page.locator("#said")).to_contain_text("Cited in tap")
    assert '{passage: DEMO-G1-v8qh, note: {en: "he meets people there"}}' in text(
        server, "findings/tap.md"
    ).replace("note: {en: he meets people there}", 'note: {en: "he meets people there"}')
    assert violations(page, within="#side") == []
    page.locator("#side-close").click()
    page.keyboard.press("Escape")


def at_a_code(page: Page, server: Server) -> None:
    tree = page.locator("#codes")
    tree.locator("[data-code=tap]").click()
    page.keyboard.press("e")
    page.locator("#edit-label").fill("the pump")
    page.keyboard.press("Enter")
    expect(tree.locator("[data-code=tap]")).to_contain_text("the pump")
    expect(page.locator("#dialog")).to_be_hidden()
    page.locator("#undo").click()
    expect(tree.locator("[data-code=tap]")).to_contain_text("the tap")
    page.locator("#edit-code").click()
    page.locator("#edit-id").fill("hose")
    page.keyboard.press("Enter")
    would = page.locator(".planned")
    expect(would).to_contain_text("in consensus, which is not yours")
    expect(would).to_contain_text("Undo cannot take this back")
    assert violations(page, within="#dialog") == []
    would.locator(".main").click()
    expect(tree.locator("[data-code=hose]")).to_be_visible()
    expect(page.locator("#turns .label", has_text="the tap").first).to_be_visible()
    expect(page.locator("#undo")).to_be_disabled()
    assert "counts: hose\n" in text(server, "findings/tap.md")
    assert all("tap" not in line["codes"] for line in server.lines("consensus"))


def test_a_coder_writes_judges_cites_and_changes_a_code_without_leaving_the_page(
    coder: Coder,
) -> None:
    page = coder.open("DEMO-G1")
    for part in (in_journal, at_a_search, at_a_finding, at_a_code):
        part(page, coder.server)
    expect(page.locator("#to-conflicts")).to_be_hidden()
