"""Two coders: what is shown to whom and when, what is decided, and that the sources stay."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lises.errors import LisesError
from lises.files import check_references, read_study
from lises.tagging import Desk
from lises.tagging.adjudicating import take_agreed
from lises.tagging.operations import Read
from lises.tagging.sources import Sources
from tests.tagging.asking import Page
from tests.tagging.working import copied, files_of, rows

G1, PAIR, K1 = "DEMO-G1", "DEMO-PAIR", "DEMO-K1"
ALL_READ = "set,interview,codes,codebook,date\n" + "".join(
    f"{of_set},{interview},*,2,2026-05-22\n"
    for of_set in ("ab-1", "cd-1")
    for interview in (G1, PAIR, K1)
)
WHY = "since we say so"
Queue = dict[str, dict[str, Any]]


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Give a study that both have read and nobody has talked about."""
    return fresh(tmp_path)


def fresh(to: Path) -> Path:
    folder = copied(to)
    for path in (folder / "codings/consensus").iterdir():
        path.unlink()
    (folder / "readings.csv").write_text(ALL_READ)
    return folder


def opened(study: Path, coder: str = "ab", coding_set: str | None = "consensus") -> Page:
    return Page(Desk.open(study, coder, coding_set))


def queue(page: Page) -> Queue:
    return {item["id"]: item for item in page.get("/api/adjudication").json["items"]}


def decide(page: Page, *decisions: dict[str, Any], reason: str = WHY, interview: str = G1) -> Any:
    rows = {row["id"]: row for row in page.get("/api/adjudication").json["interviews"]}
    body = {"version": rows[interview]["version"], "decisions": list(decisions), "reason": reason}
    return page.post(f"/api/interview/{interview}/adjudicate", body)


def left(study: Path, interview: str = G1) -> list[dict[str, Any]]:
    path = study / f"decisions/consensus/{interview}.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.is_file() else []


def problems(study: Path) -> list[str]:
    folder, found = read_study(study)
    assert folder is not None
    rules = [p.rule for p in (*found, *check_references(folder))]
    return [rule for rule in rules if rule.startswith(("decision", "origin", "passage", "field"))
            and rule != "passage-unknown"]  # fmt: skip


# -- blindness --------------------------------------------------------------------------------


def test_nothing_is_shown_before_both_have_read_it_to_the_end(study: Path) -> None:
    page = opened(study)
    assert {item["interview"] for item in queue(page).values()} == {G1, PAIR, K1}
    assert {p["set"] for p in page.get(f"/api/interview/{G1}").json["others"]} == {"ab-1", "cd-1"}
    Desk.open(study, "cd").perform(G1, [Read(codes=())])
    told = page.get("/api/adjudication").json
    assert {item["interview"] for item in told["items"]} == {PAIR, K1}
    assert next(r for r in told["interviews"] if r["id"] == G1)["why"] == "other-not-read"
    interview = page.get(f"/api/interview/{G1}").json
    assert interview["others"] == []
    assert interview["hidden"] == [
        {"set": "ab-1", "why": "other-not-read"}, {"set": "cd-1", "why": "other-not-read"},
    ]  # fmt: skip
    agreed = page.get("/api/agreement").json["rows"]
    assert max(row["interviews"] for row in agreed) == 2


def test_a_code_is_compared_where_both_have_read_for_it(study: Path) -> None:
    desk = Desk.open(study, "cd")
    desk.perform(G1, [Read(codes=())])
    desk.perform(G1, [Read(codes=("tap",))])
    page = opened(study)
    assert {item["code"] for item in queue(page).values() if item["interview"] == G1} == {"tap"}
    shown = page.get(f"/api/interview/{G1}").json["others"]
    assert [p["codes"] for p in shown] == [["tap"], ["tap"]]


def test_who_adjudicates_and_has_still_to_code_the_interview_sees_nothing(study: Path) -> None:
    text = (study / "study.yaml").read_text()
    (study / "study.yaml").write_text(text.replace("coders: {", "coders: {ef: {name: Coder C}, "))
    assert queue(opened(study, "ef")), "a third person without any coding of their own"
    page = Page(Desk.open(study, "ef"))
    done = page.post("/api/assign", {"set": "ef-1", "interviews": [G1]})
    assert done.status == 200
    third = opened(study, "ef")
    assert {item["interview"] for item in queue(third).values()} == {PAIR, K1}
    row = next(r for r in third.get("/api/adjudication").json["interviews"] if r["id"] == G1)
    assert row["why"] == "own-not-read"
    assert third.get(f"/api/interview/{G1}").json["others"] == []
    decide(opened(study), {"item": "tap:DEMO-G1-7k2m", "how": "keep"})
    assert third.get(f"/api/interview/{G1}").json["passages"] == []
    told = third.get("/api/study").json
    assert sum(code["n"] for code in told["codes"]) == 0
    assert next(i for i in told["interviews"] if i["id"] == G1)["passages"] == 0
    assert third.get("/api/adjudication").json["reasons"] == []


def test_an_interview_that_one_coder_alone_has_is_no_disagreement(study: Path) -> None:
    (study / f"codings/cd-1/{K1}.jsonl").unlink()
    text = (study / "readings.csv").read_text()
    (study / "readings.csv").write_text(text.replace(f"cd-1,{K1},*,2,2026-05-22\n", ""))
    rows = opened(study).get("/api/adjudication").json["interviews"]
    assert [r["why"] for r in rows if r["id"] == K1] == ["one-only"]
    assert next(r for r in rows if r["id"] == K1)["items"] == 0
    assert (
        "one source alone" in opened(study, "cd").post("/api/agreed", {"alone": True}).json["error"]
    )
    hidden = opened(study, "cd").get("/api/adjudication").json["interviews"]
    assert [r["why"] for r in hidden if r["id"] == K1] == ["own-not-read"], "cd may still read it"


# -- decisions --------------------------------------------------------------------------------


def test_keeping_makes_a_passage_from_both_with_the_reason(study: Path) -> None:
    page = opened(study)
    before = files_of(study)
    assert queue(page)["tap:DEMO-G1-7k2m"]["kind"] == "boundaries"
    done = decide(page, {"item": "tap:DEMO-G1-7k2m", "how": "keep", "like": "cd-1"})
    assert done.status == 200
    (made,) = rows(study, G1, "consensus")
    source = next(row for row in rows(study, G1, "cd-1") if row["id"] == "DEMO-G1-m3pd")
    assert made == {
        "id": done.json["made"][0], "from": ["DEMO-G1-7k2m", "DEMO-G1-m3pd"],
        "turn": source["turn"], "quote": source["quote"], "codes": ["tap"], "reason": WHY,
    }  # fmt: skip
    assert queue(page)["tap:DEMO-G1-7k2m"]["settled"] == "taken"
    after = files_of(study)
    assert {name for name in after if after[name] != before.get(name)} == {
        f"codings/consensus/{G1}.jsonl"
    }
    assert problems(study) == []


def test_all_words_together_reach_from_the_first_to_the_last(study: Path) -> None:
    decide(opened(study), {"item": "tap:DEMO-G1-7k2m", "how": "keep"})
    (made,) = rows(study, G1, "consensus")
    assert made["turn"] == [2, 4]
    assert made["quote"][0].startswith("There is one tap")
    assert made["quote"][-1] == "Eleven."


def test_what_is_left_out_is_kept_with_its_reason(study: Path) -> None:
    page = opened(study)
    decide(page, {"item": "weeds:DEMO-G1-9qf4", "how": "leave"})
    (line,) = left(study)
    assert {**line, "date": ""} == {
        "passage": "DEMO-G1-9qf4", "code": "weeds", "reason": WHY, "by": "ab", "date": "",
    }  # fmt: skip
    assert rows(study, G1, "consensus") == []
    item = queue(page)["weeds:DEMO-G1-9qf4"]
    assert (item["settled"], item["outcome"]["left"][0]["reason"]) == ("left-out", WHY)
    assert problems(study) == []


def test_another_code_leaves_out_the_one_and_says_which_stands_instead(study: Path) -> None:
    page = opened(study)
    decide(page, {"item": "weeds:DEMO-G1-9qf4", "how": "other", "codes": ["tap-queue"]})
    assert [line["instead"] for line in left(study)] == [["tap-queue"]]
    (made,) = rows(study, G1, "consensus")
    assert (made["codes"], made["from"]) == (["tap-queue"], ["DEMO-G1-9qf4"])
    again = decide(page, {"item": "weeds:DEMO-G1-9qf4", "how": "keep", "like": "ab-1"})
    assert again.status == 200
    assert left(study) == [], "decided anew: the old decision is gone"
    assert [row["codes"] for row in rows(study, G1, "consensus")] == [["weeds"]]


def test_what_may_not_be_shown_in_a_source_may_not_in_the_consensus(study: Path) -> None:
    page = opened(study)
    item = next(i for i in queue(page).values() if i["interview"] == K1 and i["code"] == "tap")
    decide(page, {"item": item["id"], "how": "keep", "like": "cd-1"}, interview=K1)
    (made,) = rows(study, K1, "consensus")
    assert (made["clearance"], made["withheld"]) == ("restricted", "third-person")


@pytest.mark.parametrize(
    ("decision", "reason", "said"),
    [
        ({"item": "weeds:DEMO-G1-9qf4", "how": "leave"}, " ", "say why"),
        ({"item": "weeds:DEMO-G1-0000", "how": "leave"}, WHY, "nothing to decide"),
        ({"item": "weeds:DEMO-G1-9qf4", "how": "other", "codes": ["weeds"]}, WHY, "instead"),
        ({"item": "weeds:DEMO-G1-9qf4", "how": "other", "codes": ["wedes"]}, WHY, "no code"),
        ({"item": "weeds:DEMO-G1-9qf4", "how": "keep", "like": "cd-1"}, WHY, "has not coded this"),
    ],
)
def test_what_cannot_be_decided_so_changes_nothing(
    study: Path, decision: dict[str, Any], reason: str, said: str
) -> None:
    page, before = opened(study), files_of(study)
    good = {"item": "tap:DEMO-G1-7k2m", "how": "keep"}
    told = decide(page, good, decision, reason=reason)
    assert told.status == 400
    assert said in told.json["error"]
    assert files_of(study) == before


def test_a_source_that_changed_meanwhile_is_looked_at_again(study: Path) -> None:
    page = opened(study)
    old = next(r for r in page.get("/api/adjudication").json["interviews"] if r["id"] == G1)
    path = study / f"codings/cd-1/{G1}.jsonl"
    path.write_text(path.read_text().replace("you meet people", "you meet"))
    body = {"version": old["version"], "reason": WHY,
            "decisions": [{"item": "tap:DEMO-G1-7k2m", "how": "leave"}]}  # fmt: skip
    told = page.post(f"/api/interview/{G1}/adjudicate", body)
    assert (told.status, told.json["stale"]) == (409, True)
    assert left(study) == []


def test_a_decision_that_a_colleague_rewrote_is_asked_about(study: Path) -> None:
    page = opened(study)
    decide(page, {"item": "weeds:DEMO-G1-9qf4", "how": "leave"})
    path = study / f"decisions/consensus/{G1}.jsonl"
    path.write_text(path.read_text().replace(WHY, "for another reason"))
    done = page.post("/api/undo").json
    assert [(c["file"], c["kinds"]) for c in done["conflicts"]] == [
        (f"decisions/consensus/{G1}.jsonl", ["mine", "theirs"])
    ]
    assert left(study)[0]["reason"] == "for another reason"


def test_what_all_have_alike_is_taken_over_in_one_act(study: Path) -> None:
    line = {"id": "DEMO-G1-b3b3", "turn": 6, "quote": "They keep the path, I keep the beans."}
    path = study / f"codings/cd-1/{G1}.jsonl"
    path.write_text(path.read_text() + json.dumps({**line, "codes": ["weeds"]}) + "\n")
    page = opened(study)
    before = files_of(study)
    assert page.post("/api/agreed").json["what"] == "agreed"
    (made,) = rows(study, G1, "consensus")
    assert made["from"] == ["DEMO-G1-9qf4", "DEMO-G1-b3b3"]
    assert "reason" not in made
    assert "taken over already" in page.post("/api/agreed").json["error"]
    assert page.post("/api/undo").json["what"] == "agreed"
    assert files_of(study) == before


def test_what_one_alone_has_coded_is_taken_over_as_it_is(study: Path) -> None:
    text = (study / "readings.csv").read_text()
    (study / "readings.csv").write_text(text.replace(f"cd-1,{K1},*,2,2026-05-22\n", ""))
    (study / f"codings/cd-1/{K1}.jsonl").unlink()
    page = opened(study)
    assert page.post("/api/agreed", {"alone": True}).json["what"] == "agreed"
    (made,) = rows(study, K1, "consensus")
    assert (made["from"], made["codes"]) == (["DEMO-K1-b8xn"], ["tap-queue"])
    assert rows(study, G1, "consensus") == []
    row = next(r for r in page.get("/api/adjudication").json["interviews"] if r["id"] == K1)
    assert (row["alone"], row["alone_open"]) == (1, 0)


@settings(max_examples=12)
@given(data=st.data())
def test_each_coding_ends_in_one_place_and_undo_gives_every_file_back(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever is decided in whatever order: the sources stay, and nothing is decided twice."""
    study = fresh(tmp_path_factory.mktemp("law"))
    page, before = opened(study), files_of(study)
    steps = 0
    for _ in range(data.draw(st.integers(1, 6))):
        known = queue(page)
        item = known[data.draw(st.sampled_from(sorted(known)))]
        how = data.draw(st.sampled_from(["keep", "leave", "other", "open"]))
        sides = [side["set"] for side in item["sides"]]
        one: dict[str, Any] = {"item": item["id"], "how": how}
        if how == "keep":
            one["like"] = data.draw(st.sampled_from(["", *sides]))
        if how == "other":
            others = [code for code in ("tap", "tap-queue", "weeds") if code != item["code"]]
            one["codes"] = [data.draw(st.sampled_from(others))]
        done = decide(page, one, interview=item["interview"])
        assert done.status == 200
        steps += done.json["undo"] is not None
        wanted = {"keep": "taken", "leave": "left-out", "other": "left-out", "open": "open"}[how]
        assert queue(page)[item["id"]]["settled"] == wanted
        assert problems(study) == []
        now = files_of(study)
        assert all(
            now[p] == before[p] for p in before if p.startswith(("codings/ab", "codings/cd"))
        )
    while page.get("/api/study").json["undo"]:
        page.post("/api/undo")
    assert files_of(study) == before


# -- who codes what, and how far --------------------------------------------------------------


def test_an_assignment_is_no_reading_and_stays_when_the_interview_is_read(study: Path) -> None:
    (study / "readings.csv").write_text("set,interview,codes,codebook,date\n")
    page = Page(Desk.open(study, "cd"))
    assert page.post("/api/assign", {"set": "cd-1", "interviews": [G1, PAIR]}).status == 200
    listed = {one["id"]: one for one in page.get("/api/study").json["interviews"]}
    assert [(listed[i]["assigned"], listed[i]["read"]) for i in (G1, PAIR, K1)] == [
        (True, []), (True, []), (False, []),
    ]  # fmt: skip
    page.desk.perform(G1, [Read(codes=("*",))])
    page.desk.perform(G1, [Read(codes=())])
    page.desk.perform(PAIR, [Read(codes=("*",))])
    lines = (study / "readings.csv").read_text().splitlines()
    assert f"cd-1,{G1},,," in lines
    assert len([line for line in lines if PAIR in line]) == 2
    page.post("/api/assign", {"set": "cd-1", "interviews": [G1], "assigned": False})
    assert f"cd-1,{G1},,," not in (study / "readings.csv").read_text()
    folder, found = read_study(study)
    assert folder is not None
    assert [one.interview for one in folder.readings] == [PAIR]
    assert found == ()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"set": "consensus", "interviews": [G1]}, "no coder's set"),
        ({"set": "cd-1", "interviews": ["DEMO-X"]}, "no interview"),
        ({"set": "cd-1", "interviews": [G1], "share": 0.5}, "not both"),
        ({"set": "cd-1", "share": 2}, "share is 2"),
    ],
)
def test_what_cannot_be_assigned_is_said(study: Path, body: dict[str, Any], said: str) -> None:
    page, before = opened(study), files_of(study)
    assert said in page.post("/api/assign", body).json["error"]
    assert files_of(study) == before


def test_of_another_coder_no_number_is_told_before_both_have_read(study: Path) -> None:
    desk = Desk.open(study, "cd")
    desk.perform(G1, [Read(codes=())])
    page = Page(desk)

    def row(of_set: str, interview: str) -> dict[str, Any]:
        sets = {one["set"]: one for one in page.get("/api/progress").json["sets"]}
        found = {one["id"]: one for one in sets[of_set]["interviews"]}
        return found[interview]

    assert row("ab-1", G1) == {
        "id": G1, "assigned": False, "finished": True, "begun": None, "counts": None,
    }  # fmt: skip
    assert row("cd-1", G1)["counts"]["passages"] == 2
    assert row("ab-1", PAIR)["counts"]["passages"] == 2
    desk.perform(G1, [Read(codes=("*",))])
    assert row("ab-1", G1)["counts"]["passages"] == 3


def test_a_set_that_is_made_from_none_has_nothing_to_adjudicate(study: Path) -> None:
    page = opened(study, "cd", None)
    assert page.get("/api/study").json["adjudicating"] is None
    assert page.get("/api/adjudication").json["items"] == []
    with pytest.raises(LisesError, match="taken over already"):
        take_agreed(Sources(page.desk))
