"""Coding in the browser, as a coder meets it: mouse, keys, a finger, and others at the same files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from .coding import Coder, InProcess, Rooms, Server, copied, drag, front, saved, touch, violations
from .reading import PHONE

pytestmark = pytest.mark.browser

WHO = "DEMO-G1"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    one = InProcess(copied(tmp_path)).start()
    yield one
    one.end()


@pytest.fixture
def coder(rooms: Rooms, server: Server) -> Iterator[Coder]:
    """Afterwards nothing may have been asked elsewhere, and nothing failed."""
    one = Coder(rooms, server)
    yield one
    one.close()
    assert not one.faults, one.faults


def last(server: Server) -> dict[str, object]:
    return server.lines()[-1]


# ---- Keys alone ----------------------------------------------------------------------------------


def test_a_passage_is_coded_from_start_to_end_without_the_mouse(
    server: Server, coder: Coder
) -> None:
    page = coder.open(WHO)
    said = page.locator("#said")
    page.keyboard.press("n")  # the next uncoded turn: 2 and 4 and 6 are coded
    expect(said).to_contain_text("Every turn that is shown has a code")
    page.keyboard.press("j")
    expect(page.locator("#t2")).to_be_focused()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowRight")
    expect(said).to_have_text("3 words: cans and a")
    page.keyboard.press("Shift+ArrowLeft")
    expect(said).to_have_text("2 words: cans and")
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Type a code")).to_be_focused()
    page.keyboard.type("queue")
    page.keyboard.press("Enter")
    page.keyboard.type("wee")
    page.keyboard.press("Enter")
    saved(page)
    assert (last(server)["quote"], last(server)["codes"]) == ("cans and", ["tap-queue", "weeds"])
    page.keyboard.press("Escape")
    expect(page.locator("#t2")).to_be_focused()
    page.keyboard.press("s")
    page.keyboard.press("s")
    expect(said).to_contain_text("With two cans and a bad back. There is one")
    page.keyboard.press("2")
    page.keyboard.press("m")
    expect(page.locator("#card textarea")).to_be_focused()
    page.keyboard.type("two sentences")
    page.keyboard.press("Escape")
    saved(page)
    assert last(server)["memo"] == "two sentences"


def test_a_coder_goes_through_passages_takes_one_away_and_back_without_the_mouse(
    server: Server, coder: Coder
) -> None:
    page = coder.open(WHO)
    before = server.lines()
    page.keyboard.press("p")
    expect(page.locator("#card")).to_be_focused()
    page.keyboard.press("Delete")
    saved(page)
    assert len(server.lines()) == len(before) - 1
    page.keyboard.press("u")
    expect(page.locator("#said")).to_contain_text("Undone")
    saved(page)
    assert server.lines() == before
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys and help")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    expect(page.locator("#side-reading")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("l")
    expect(page.locator("#codes [role=treeitem]").first).to_be_focused()


def test_the_choice_grows_over_the_end_of_a_turn(server: Server, coder: Coder) -> None:
    page = coder.open(WHO)
    page.keyboard.press("g")
    expect(page.locator("#go")).to_be_focused()
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    expect(page.locator("#t3")).to_be_focused()
    page.keyboard.press("a")
    for _ in range(4):
        page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("#said")).to_contain_text("Eleven! Eleven. But you meet")
    page.keyboard.press("3")
    saved(page)
    assert last(server)["quote"] == ["Eleven!", "Eleven. But you meet"]
    assert last(server)["turn"] == [3, 4]
    expect(page.locator("#t4 .label.later", has_text="weeds")).to_have_count(1)


# ---- The mouse -----------------------------------------------------------------------------------


def test_hits_are_looked_at_and_tagged_at_once(server: Server, coder: Coder) -> None:
    page = coder.open(WHO)
    page.keyboard.press("/")
    expect(page.locator("#find-words")).to_be_focused()
    page.keyboard.type("carry")
    page.keyboard.press("Enter")
    expect(page.locator("#find-said")).to_have_text("2 hits")
    page.locator("#hits .kwic").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#hits .seen")).to_have_count(1)
    expect(page.locator("#hits .kwic").first).to_be_focused()
    page.keyboard.press(" ")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("x")
    page.get_by_role("combobox", name="Type a code").last.fill("weeds")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Tag 2 hits").click()
    saved(page)
    assert "I carry." in server.quotes()
    assert any("carry it" in str(one) for one in server.quotes(interview="DEMO-PAIR"))
    expect(page.locator("#t2 .label", has_text="weeds")).to_have_count(1)
    page.locator("#undo").click()
    expect(page.locator("#t2 .label", has_text="weeds")).to_have_count(0)
    saved(page)
    assert "I carry." not in server.quotes()
    assert not any("carry it" in str(one) for one in server.quotes(interview="DEMO-PAIR"))


def test_a_passage_gets_other_words_and_another_code_and_goes(server: Server, coder: Coder) -> None:
    page = coder.open(WHO)
    first = server.lines()[0]
    page.locator(f"#t2 .label[data-p='{first['id']}']").click()
    expect(page.locator("#card")).to_be_focused()
    for _ in range(2):  # first the full stop, then the word
        page.get_by_role("button", name="End one word earlier").click()
        expect(page.get_by_role("button", name="End one word earlier")).to_be_focused()
    page.get_by_role("button", name="Start one word later").click()
    saved(page)
    assert server.quotes()[0] == "is one tap, and it is at the far end, by the gate. I"
    page.locator("#card").get_by_role("button", name="Take off the tap").click()
    saved(page)
    assert first["id"] not in {line["id"] for line in server.lines()}
    page.keyboard.press("3")  # the words are still chosen
    saved(page)
    assert last(server)["codes"] == ["weeds"]
    drag(page, 2, "a bad back. There is")
    page.get_by_role("button", name="Change it to the chosen words").click()
    saved(page)
    assert "a bad back. There is" in server.quotes()


def test_a_press_is_not_lost_while_an_answer_arrives(server: Server, coder: Coder) -> None:
    page = coder.open(WHO)
    page.locator(f"#t2 .label[data-p='{server.lines()[0]['id']}']").click()
    button = page.get_by_role("button", name="Take off the tap")
    box = button.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    path = server.folder / f"codings/ab-1/{WHO}.jsonl"
    added = {"id": f"{WHO}-zzzz", "turn": 6, "quote": "Ground elder", "codes": ["weeds"]}
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(added) + "\n")
    expect(page.locator(f"#t6 .label[data-p='{WHO}-zzzz']")).to_have_count(1)
    page.mouse.up()
    expect(button).to_have_count(0)


def test_a_line_that_breaks_once_is_no_news_and_nothing_is_done_twice(
    server: Server, coder: Coder
) -> None:
    page = coder.open(WHO)
    coder.away = True  # the browser tells of the broken line
    names: list[str] = []

    def once(route: Route) -> None:
        names.append(json.loads(route.request.post_data or "{}")["request"])
        if len(names) > 1:
            route.continue_()
            return
        route.fetch()  # it was done, and the answer is lost
        route.abort("connectionreset")

    page.route("**/ops", once)
    page.evaluate(
        "window.told = []; new MutationObserver(() => told.push(document.querySelector('#saved')"
        ".textContent)).observe(document.querySelector('#saved'), {childList: true})"
    )
    drag(page, 2, "two cans")
    page.keyboard.press("3")
    saved(page)
    assert len(names) == 2
    assert len(set(names)) == 1
    assert {text[:5] for text in page.evaluate("told")} == {"Savin", "Saved"}
    assert server.quotes().count("two cans") == 1
    page.keyboard.press("u")
    expect(page.locator("#said")).to_contain_text("Undone")
    saved(page)
    assert "two cans" not in server.quotes()


# ---- A finger ------------------------------------------------------------------------------------


def test_a_finger_codes_on_a_phone(server: Server, coder: Coder) -> None:
    page = coder.open(WHO, room="phone", size=PHONE)
    touch(page, 6, "Ground elder 🌱 was here")
    page.locator("#dock .quick", has_text="weeds").tap()
    saved(page)
    assert "Ground elder 🌱 was here" in server.quotes()
    page.locator("#dock button", has_text="Let go").tap()
    touch(page, 2, "by the gate")
    page.locator("#dock button.main").tap()
    page.locator("#card [role=option]", has_text="the queue").tap()
    saved(page)
    assert (last(server)["quote"], last(server)["codes"]) == ("by the gate", ["tap-queue"])
    small = page.evaluate(
        "[...document.querySelectorAll('button, select, input, [role=option], [role=treeitem]')]"
        ".map(e => [e, e.getBoundingClientRect()])"
        ".filter(([e, b]) => b.width && (b.height < 24 || b.width < 24) && e.type !== 'checkbox')"
        ".map(([e]) => e.outerHTML.slice(0, 120))"
    )
    assert small == []


# ---- Others at the same files --------------------------------------------------------------------


def labels(page: Page, turn: int, text: str, n: int) -> None:
    expect(page.locator(f"#t{turn} .label", has_text=text)).to_have_count(n, timeout=20_000)


def test_two_browsers_and_an_editor_lose_and_double_nothing(server: Server, coder: Coder) -> None:
    one, other = coder.open(WHO), coder.open(WHO, room="another browser")
    path = server.folder / f"codings/ab-1/{WHO}.jsonl"
    before = path.read_bytes()
    drag(front(one), 2, "two cans")
    one.keyboard.press("3")
    drag(front(other), 2, "two cans")  # both the same words, neither having seen the other
    other.keyboard.press("1")
    saved(one)
    saved(other)
    for page in (one, other):
        labels(page, 2, "weeds", 1)
    added = {"id": f"{WHO}-zzzz", "turn": 6, "quote": "Ground elder", "codes": ["weeds"]}
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(added) + "\n")
    drag(other, 4, "you meet people")
    other.keyboard.press("1")
    saved(other)
    for page in (one, other):
        expect(page.locator(f"#t6 .label[data-p='{WHO}-zzzz']")).to_have_count(1, timeout=20_000)
        labels(page, 4, "the tap", 2)  # one goes on from turn 2
    assert path.read_bytes().startswith(before)
    lines = server.lines()[before.count(b"\n") :]
    new = [(line["quote"], sorted(line["codes"])) for line in lines]  # in the order of arrival
    assert sorted(new) == [
        ("Ground elder", ["weeds"]),
        ("two cans", ["tap", "weeds"]),
        ("you meet people", ["tap"]),
    ]


@pytest.mark.parametrize("keep", ["mine", "theirs", "both"])
def test_a_passage_changed_here_and_in_an_editor_is_asked_about(
    server: Server, coder: Coder, keep: str
) -> None:
    page = coder.open(WHO)
    page.locator("#t6 .label", has_text="memo").click()
    path = server.folder / f"codings/ab-1/{WHO}.jsonl"
    page.locator("#card textarea").fill("as the page has it")
    text = path.read_text("utf-8")
    path.write_text(text.replace("an agreement, not a fight", "as the editor has it"), "utf-8")
    page.keyboard.press("Escape")
    dialog = page.get_by_role("dialog", name="Changed in two places")
    expect(dialog).to_contain_text("as the page has it")
    expect(dialog).to_contain_text("as the editor has it")
    if keep == "both":
        assert not violations(page)
    names = {"mine": "Keep mine", "theirs": "Keep the file's", "both": "Keep both"}
    dialog.get_by_role("button", name=names[keep]).click()
    expect(page.locator("#to-conflicts")).to_be_hidden()
    saved(page)
    kept = {"mine": {"page"}, "theirs": {"editor"}, "both": {"page", "editor"}}[keep]
    memos = " ".join(line.get("memo", "") for line in server.lines())
    assert {word for word in ("page", "editor") if word in memos} == kept
