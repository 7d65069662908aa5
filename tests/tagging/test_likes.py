"""Suggestions at a desk: learnt from the own set, shown with their words, coded by nobody."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lises.tagging import Desk
from lises.tagging.likes import Likes
from lises.tagging.operations import Remove
from tests.tagging.asking import Page, opened
from tests.tagging.working import accept, add, copied, files_of, rows, talk

G1 = "DEMO-G1"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return copied(tmp_path)


def coded(study: Path, coder: str = "ab") -> Desk:
    """Open a coder's desk with three passages about the queue."""
    desk = Desk.open(study, coder)
    for interview in ("DEMO-G1", "DEMO-K1", "DEMO-PAIR"):
        text = talk(study, interview)
        found = [
            (turn.number, turn.text.index("queue"))
            for turn in text.turns
            if "queue" in turn.text and turn.participants
        ]
        ops = [add(n, at, at + 5, "tap-queue") for n, at in found[:2]]
        desk.perform(interview, ops) if ops else None
    return desk


def _own(study: Path, desk: Desk) -> int:
    return sum("tap-queue" in r["codes"] for i in ("DEMO-G1", "DEMO-K1", "DEMO-PAIR")
               for r in rows(study, i, desk.set))  # fmt: skip


def test_what_is_given_is_not_coded_yet_and_its_words_stand_where_they_are_said(study: Path):
    desk = coded(study)
    found = Likes(desk).look("tap-queue", unit="turn")
    assert found["learnt"] == _own(study, desk) >= found["needed"]
    for like in found["likes"]:
        turn = talk(study, like["interview"]).turns[like["turn"] - 1]
        assert turn.participants
        assert turn.text[like["start"] : like["end"]] == like["text"]
        assert f"{like['before']}{like['text']}{like['after']}" in turn.text
        assert [like["text"][a:b].lower() for a, b in like["spans"]]
        assert sum(word["share"] for word in like["words"]) == pytest.approx(1)
        for row in rows(study, like["interview"], desk.set):
            if "tap-queue" in row["codes"] and row["turn"] == like["turn"]:
                raise AssertionError("a coded turn was suggested")


def test_of_too_little_nothing_is_guessed_and_that_is_said(study: Path):
    desk = Desk.open(study, "cd", "cd-9")
    desk.perform(G1, [add(2, 0, 20, "weeds")])
    found = Likes(desk).look("weeds")
    assert (found["learnt"], found["needed"], found["likes"]) == (1, 3, [])


def test_another_coders_passages_change_nothing(study: Path):
    desk = coded(study)
    before = Likes(desk).look("tap-queue")
    other = Desk.open(study, "cd")
    for turn in talk(study, G1).turns:
        if turn.text:
            other.perform(G1, [add(turn.number, 0, len(turn.text), "tap-queue")])
    assert Likes(desk).look("tap-queue") == before


def test_a_transcript_is_counted_again_only_where_it_changed(study: Path):
    desk = coded(study)
    likes = Likes(desk)
    likes.look("tap-queue")
    index = likes._indexes["sentence"]
    kept = dict(index.talks)
    path = study / "transcripts/DEMO-K1.md"
    path.write_text(
        path.read_text("utf-8") + "\n**K**: The queue, the queue, the queue.\n", "utf-8"
    )
    likes.look("tap-queue")
    same = {name for name, bags in index.talks.items() if bags is kept[name]}
    assert same == set(kept) - {"DEMO-K1"}


def test_an_accepted_suggestion_is_one_step_and_stays_marked_in_the_file(study: Path):
    desk = coded(study)
    before = files_of(study)
    like = Likes(desk).look("tap-queue")["likes"][0]
    place = (like["turn"], like["start"], like["end"])
    (made,) = desk.perform(like["interview"], [accept(*place, "tap-queue")]).made
    row = next(r for r in rows(study, like["interview"], desk.set) if r["id"] == made)
    assert (row["quote"], row["suggested"], row["codes"]) == (like["text"], True, ["tap-queue"])
    again = Likes(desk).look("tap-queue")["likes"]
    assert place not in [(o["turn"], o["start"], o["end"]) for o in again
                         if o["interview"] == like["interview"]]  # fmt: skip
    assert desk.undo().what == "accept"
    assert files_of(study) == before


def test_it_is_never_laid_onto_a_passage_that_a_person_marked(study: Path):
    desk = Desk.open(study, "ab")
    (mine,) = desk.perform(G1, [add(2, 0, 20, "weeds")]).made
    (taken,) = desk.perform(G1, [accept(2, 0, 20, "tap")]).made
    assert desk.perform(G1, [accept(2, 0, 20, "tap-queue")]).made == ()
    assert desk.perform(G1, [add(2, 0, 20, "tap")]).made == ()
    now = {r["id"]: (r["codes"], r.get("suggested")) for r in rows(study, G1, desk.set)}
    assert now[mine] == (["weeds", "tap"], None)
    assert now[taken] == (["tap", "tap-queue"], True)
    desk.perform(G1, [Remove(id=mine)])
    assert desk.perform(G1, [add(2, 0, 20, "weeds")]).made == ()


# -- at its address ---------------------------------------------------------------------------


@pytest.fixture
def page(study: Path) -> Page:
    coded(study)
    return opened(study, "ab")


def likes(page: Page, query: str) -> Any:
    return page.get(f"/api/likes?{query}")


def test_the_page_gets_them_and_the_study_tells_how_many_were_accepted(page: Page):
    found = likes(page, "code=tap-queue&limit=1").json
    assert len(found["likes"]) == 1
    like = found["likes"][0]
    address = f"/api/interview/{like['interview']}"
    op = {k: like[k] for k in ("turn", "start", "end")}
    body = {
        "version": page.get(address).json["version"],
        "ops": [{"op": "accept", **op, "turn_end": op["turn"], "codes": ["tap-queue"]}],
    }
    done = page.post(f"{address}/ops", json.dumps(body).encode()).json
    assert done["undo"] == "accept"
    listed = {one["id"]: one["suggested"] for one in page.get("/api/study").json["interviews"]}
    assert listed[like["interview"]] == 1
    assert sum(listed.values()) == 1


@pytest.mark.parametrize(
    ("query", "word"),
    [("code=nothing", "no code"), ("", "no code"), ("code=tap&unit=page", "unit"),
     ("code=tap&limit=0", "limit"), ("code=tap&limit=x", "limit")],
)  # fmt: skip
def test_what_cannot_be_asked_is_a_sentence(page: Page, query: str, word: str):
    answer = likes(page, query)
    assert answer.status == 400
    assert word in answer.json["error"]
