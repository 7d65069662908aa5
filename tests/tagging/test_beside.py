"""Journal, judged searches, stances, passages cited, codes changed: as the page asks for them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from lises.anchoring import anchor
from lises.evidence import assess_all, count, search_outcome
from lises.files import read_study
from lises.tagging.operations import Read, Recode
from tests.tagging.asking import Page, opened
from tests.tagging.besides import BARREL, cited, edited, hits, judged
from tests.tagging.working import INTERVIEWS, add, copied, files_of, rows

TODAY = date.today().isoformat()


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return copied(tmp_path)


@pytest.fixture
def page(study: Path) -> Page:
    return opened(study)


def note(page: Page, interview: str = "DEMO-G1", **op: Any) -> Any:
    version = page.get(f"/api/interview/{interview}").json["version"]
    body = {"version": version, "ops": [{"op": "note", "about": "", **op}]}
    return page.post(f"/api/interview/{interview}/ops", body)


def notes(page: Page) -> dict[str, Any]:
    return {one["id"]: one for one in page.get("/api/notes").json["notes"]}


# -- journal and notes ----------------------------------------------------------------------------


def test_a_page_of_the_journal_has_the_day_its_writer_and_nothing_else(
    study: Path, page: Page
) -> None:
    assert note(page, kind="journal", text="I was cross.\n", title="Cross").status == 200
    path = study / f"journal/{TODAY}-cd.md"
    top, _, body = path.read_text().removeprefix("---\n").partition("---\n")
    assert yaml.safe_load(top) == {"title": "Cross", "coder": "cd", "date": date.today()}
    assert body == "\nI was cross.\n"
    note(page, kind="journal", text="Less so.")
    assert {f"{TODAY}-cd", f"{TODAY}-cd-2"} <= notes(page).keys()
    folder, problems = read_study(study)
    assert folder is not None
    assert [p for p in problems if p.severity == "error"] == []
    page.post("/api/undo")
    page.post("/api/undo")
    assert not path.exists()


def test_field_notes_are_about_the_interview_and_pass_the_check(study: Path, page: Page) -> None:
    from lises.files import check_references

    assert note(page, kind="fieldnote", about="DEMO-G1", text="A dog barked.").status == 200
    note(page, kind="journal", text="x")
    assert note(page, kind="fieldnote", about="DEMO-K1", text="x").status == 400
    assert note(page, kind="journal", about="tap", text="x").status == 400
    folder, _ = read_study(study)
    assert folder is not None
    found = [p.rule for p in check_references(folder) if p.severity == "error"]
    assert found == []


def test_a_note_that_somebody_changed_meanwhile_is_asked_about(study: Path, page: Page) -> None:
    note(page, kind="journal", text="mine")
    path = study / f"journal/{TODAY}-cd.md"
    path.write_text(path.read_text().replace("mine", "by hand"))
    name = path.stem
    note(page, kind="journal", id=name, text="mine, longer", was="mine")
    assert "by hand" in path.read_text()
    said = [(c["file"], c["mine_text"]) for c in page.get("/api/study").json["conflicts"]]
    assert any("mine, longer" in text for file, text in said if file == f"journal/{name}.md")


def test_others_notes_are_read_when_both_have_read_what_they_are_about(study: Path) -> None:
    ab, cd = opened(study, "ab"), opened(study, "cd")
    note(ab, kind="journal", text="ab's own")
    note(ab, "DEMO-G1", kind="fieldnote", about="DEMO-G1", text="there")
    note(ab, "DEMO-K1", kind="fieldnote", about="DEMO-K1", text="elsewhere")
    shown = {one["text"] for one in notes(cd).values()}
    assert "there" in shown, "both have read DEMO-G1"
    assert not {"elsewhere", "ab's own"} & shown
    assert {"coder": "ab", "n": 4} in cd.get("/api/notes").json["hidden"]
    for page in (ab, cd):
        page.desk.perform("DEMO-K1", [Read(codes=("*",))])
    assert {"elsewhere", "ab's own"} <= {one["text"] for one in notes(cd).values()}
    name = next(n for n, one in notes(cd).items() if one["text"] == "ab's own")
    assert note(cd, kind="journal", id=name, text="mine now").status == 400


# -- judged searches ------------------------------------------------------------------------------


def test_the_hits_are_those_of_the_search_and_nothing_is_judged_beforehand(
    study: Path, page: Page
) -> None:
    (study / BARREL).write_text("")
    found = hits(page)
    assert [(h["interview"], h["hit"]) for h in found] == [
        ("DEMO-PAIR", "barrel"),
        ("DEMO-PAIR", "Rain"),
    ]
    assert all(h["judged"] is h["prompted"] is None for h in found)
    # The guide's question stands before it; that is told, and judged is nothing by it.
    assert found[0]["put"] == {"state": "before", "turn": 1, "question": "water"}


def test_each_judgement_is_a_line_in_the_order_of_the_talk_and_can_be_undone(
    study: Path, page: Page
) -> None:
    (study / BARREL).write_text("")
    judged(page, 1, judged="mentioned", prompted=False)
    judged(page, 0, judged="decisive", note="her own\nwords")
    lines = [json.loads(line) for line in (study / BARREL).read_text().splitlines()]
    assert lines == [
        {"interview": "DEMO-PAIR", "turn": 5, "hit": "barrel", "judged": "decisive", "note": "her own words"},
        {"interview": "DEMO-PAIR", "turn": 5, "hit": "Rain", "judged": "mentioned", "prompted": False},
    ]  # fmt: skip
    folder, _ = read_study(study)
    assert folder is not None
    search = next(f for f in folder.findings if f.id == "queue").searched[0]
    outcome = search_outcome(folder, search)
    assert (outcome.judged, outcome.spontaneous) == ({"decisive": 1, "mentioned": 1}, 1)
    assert page.post("/api/undo").json["what"] == "judge"
    assert [h["judged"] for h in hits(page)] == [None, "mentioned"]
    judged(page, 1, judged=None)
    assert (study / BARREL).read_text() == ""


def test_a_judgement_of_two_pages_is_asked_about_and_another_hit_is_not(
    study: Path, page: Page
) -> None:
    other = opened(study)
    seen = hits(page)
    judged(other, 0, judged="mattered")
    judged(page, 1, seen=seen[1], judged="decisive")
    assert [h["judged"] for h in hits(page)] == ["mattered", "decisive"]
    assert page.desk.conflicts == ()
    judged(page, 0, seen=seen[0], judged="mentioned")
    (conflict,) = page.desk.conflicts
    assert [h["judged"] for h in hits(page)] == ["mattered", "decisive"]
    page.post("/api/decide", {"conflict": conflict.id, "keep": "mine"})
    assert [h["judged"] for h in hits(page)] == ["mentioned", "decisive"]


def test_an_editor_that_saves_an_old_text_over_a_judgement_is_noticed(
    study: Path, page: Page
) -> None:
    old = (study / BARREL).read_bytes()
    judged(page, 0, judged="mattered", prompted=False)
    (study / BARREL).write_bytes(old)
    assert hits(page)[0]["judged"] == "decisive"
    (conflict,) = page.desk.conflicts
    page.post("/api/decide", {"conflict": conflict.id, "keep": "mine"})
    assert hits(page)[0]["judged"] == "mattered"


def test_lines_without_a_hit_are_lost_and_hits_without_a_line_are_new(
    study: Path, page: Page
) -> None:
    path = study / BARREL
    first, second = path.read_text().splitlines()
    path.write_text(f"{first}\n{second.replace('Rain', 'Hail')}\n")
    told = page.get(f"/api/judging?file={BARREL}").json
    assert [h["judged"] for h in told["hits"]] == ["decisive", None]
    (lost,) = told["lost"]
    assert (lost["hit"], lost["judged"]) == ("Hail", "mentioned")
    judged(page, 0, seen=lost, judged=None)
    assert path.read_text() == f"{first}\n"
    assert judged(page, 0, seen={**lost, "judged": None}, judged="mattered").status == 400


def test_a_search_is_recorded_in_a_file_and_in_the_finding(study: Path, page: Page) -> None:
    before = (study / "findings/tap.md").read_text()
    body = {
        "name": "carry",
        "query": "carry|trips",
        "matching": "word",
        "finding": "tap",
        "role": "*",
    }
    assert page.post("/api/record", body).status == 200
    assert (study / "searches/carry.jsonl").read_bytes() == b""
    text = (study / "findings/tap.md").read_text()
    assert all(line in text for line in before.splitlines()), "every other line stays"
    folder, _ = read_study(study)
    assert folder is not None
    (search,) = next(f for f in folder.findings if f.id == "tap").searched
    assert (search.query, search.within) == ("carry|trips", (("role", ("gardener",)),))
    assert [h["hit"] for h in hits(page, search.judged)] == ["carry", "trips", "carry"]
    assert page.post("/api/record", body).status == 400, "the name is taken"
    assert page.post("/api/record", {**body, "name": "x", "matching": "regex"}).status == 400
    page.post("/api/undo")
    assert (study / "findings/tap.md").read_text() == before


# -- stances and citing ---------------------------------------------------------------------------


def test_the_stance_is_that_of_the_assessment(study: Path, page: Page) -> None:
    folder, _ = read_study(study)
    assert folder is not None
    assessed = assess_all(count(anchor(folder)))
    told = page.get("/api/findings?interview=DEMO-PAIR").json
    seen = {
        (f["id"], s["participant"]): (s["stance"], [p["id"] for p in s["passages"]])
        for f in told["findings"]
        for s in f["stances"]
    }
    wanted = {
        (name, s.participant): (s.stance, list(s.passages))
        for name, one in assessed.items()
        for s in one.stances
        if s.participant in ("DEMO-G1", "DEMO-G2")
    }
    assert seen
    assert seen.items() <= wanted.items()


def test_before_both_have_read_no_stance_is_told_and_why(study: Path, page: Page) -> None:
    told = page.get("/api/findings?interview=DEMO-K1").json
    assert [f["hidden"] for f in told["findings"]] == ["own-not-read"]
    assert all(f["stances"] == f["cited"] == [] for f in told["findings"])
    page.desk.perform("DEMO-K1", [Read(codes=("*",))])
    told = page.get("/api/findings?interview=DEMO-K1").json
    assert told["findings"][0]["stances"][0]["stance"] == "supports"
    table = (study / "readings.csv").read_text()
    (study / "readings.csv").write_text(table.replace("consensus,DEMO-K1", "ab-1,DEMO-K1"))
    told = page.get("/api/findings?interview=DEMO-K1").json
    assert [f["hidden"] for f in told["findings"]] == ["other-not-read"]


def test_a_passage_is_cited_where_the_finding_names_its_own_and_comments_live(
    study: Path, page: Page
) -> None:
    path = study / "findings/tap.md"
    text = path.read_text().replace("rests_on:\n", "rests_on:  # the first of each\n  # chosen\n")
    path.write_text(text)
    assert cited(page, "DEMO-G1-v8qh", note='he says: "queue"').status == 200
    now = path.read_text()
    assert [line for line in now.splitlines() if line not in text.splitlines()] == [
        '  - {passage: DEMO-G1-v8qh, note: {en: "he says: \\"queue\\""}}'
    ]
    assert "  # chosen\n" in now
    path.write_text(now.replace("A dry month.", "A very dry month."))  # an editor, meanwhile
    assert page.post("/api/undo").json["what"] == "cite"
    assert path.read_text() == text.replace("A dry month.", "A very dry month.")
    assert page.desk.conflicts == ()


@pytest.mark.parametrize(
    ("passage", "said"),
    [
        ("DEMO-G1-m3pd", "rest on passages of consensus.*this is one of cd-1. There it became"),
        ("DEMO-G1-7k2m", "a passage of ab-1"),
        ("DEMO-G1-2n5s", "already"),
        ("DEMO-K1-q7ad", "not about anybody who speaks in"),
        ("DEMO-G1-0000", "no passage"),
    ],
)
def test_a_passage_that_the_finding_cannot_rest_on_is_refused(
    study: Path, page: Page, passage: str, said: str
) -> None:
    import re

    before = files_of(study)
    answer = cited(page, passage)
    assert answer.status == 400
    assert re.search(said, answer.json["error"])
    assert files_of(study) == before


# -- codes changed --------------------------------------------------------------------------------


def test_a_name_and_a_meaning_change_one_entry_and_one_undo_takes_them_back(
    study: Path, page: Page
) -> None:
    path = study / "codebook.yaml"
    path.write_text(path.read_text().replace("codes:\n", "codes:\n  # by hand\n"))
    before = path.read_bytes()
    answer = edited(page, "tap", label="the pump", definition="Of water.", anew=True, why="clearer")
    assert (answer.json["undo"], answer.status) == ("recode", 200)
    code = next(c for c in answer.json["codes"] if c["id"] == "tap")
    assert (code["label"], code["definition"]) == ("the pump", "Of water.")
    was, now = yaml.safe_load(before), yaml.safe_load(path.read_bytes())
    assert now["version"] == was["version"] + 1 == now["changes"][-1]["version"]
    assert now["changes"][-1]["why"] == "clearer"
    entry = next(c for c in now["codes"] if c["id"] == "tap")
    assert entry["label"] == {"en": "the pump", "da": "hanen"}, "the other language stays"
    assert entry["changed"] == now["version"], "earlier readings were not for this code"
    assert b"# by hand" in path.read_bytes()
    page.post("/api/undo")
    assert path.read_bytes() == before


def test_another_id_is_told_first_and_then_stands_everywhere(study: Path, page: Page) -> None:
    page.desk.perform("DEMO-G1", [add(2, 0, 9, "tap")])
    body = {"to": "hose", "parent": ""}
    plan = page.post("/api/codes/tap/plan", body).json
    sets = {
        name: sum("tap" in row["codes"] for i in INTERVIEWS for row in rows(study, i, name))
        for name in ("ab-1", "cd-1", "consensus")
    }
    assert {**plan["others"], "cd-1": plan["own"]} == sets
    assert not plan["undo"]
    assert plan["git"].startswith("git restore -- codebook.yaml codings/")
    assert plan["named"] == ["tap"]
    before = files_of(study)
    assert page.post("/api/codes/tap/edit", {**body, "seen": "old"}).status == 400
    assert files_of(study) == before
    assert edited(page, "tap", to="hose").status == 200
    after = files_of(study)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {file["path"] for file in plan["files"]}
    assert all("tap" not in row["codes"] for row in rows(study, "DEMO-G1"))
    assert page.desk.undoable == "", "no step goes back over it"
    assert page.desk.conflicts == ()
    # A page that has not heard of it goes on with the old id; nothing of it is lost.
    version = page.get("/api/interview/DEMO-K1").json["version"]
    op = {"op": "add", "turn": 2, "turn_end": 2, "start": 0, "end": 9, "codes": ["tap"]}
    done = page.post("/api/interview/DEMO-K1/ops", {"version": version, "ops": [op]})
    assert done.status == 200
    assert [row["codes"] for row in rows(study, "DEMO-K1")] == [["hose"], ["hose"]]
    assert edited(page, "hose", to="tap").status == 200
    back = files_of(study)
    assert {n for n in back if n.startswith("findings/") and back[n] != before[n]} == set()


def test_a_colleague_at_files_that_were_renamed_is_not_asked_about(study: Path) -> None:
    ab, cd = opened(study, "ab"), opened(study, "cd")
    edited(cd, "tap", to="hose")
    ab.desk.perform("DEMO-G1", [Recode(id="DEMO-G1-7k2m", codes=("weeds",))])
    (study / "findings/tap.md").write_text((study / "findings/tap.md").read_text() + "More.\n")
    cd.get("/api/interview/DEMO-G1")
    cd.get("/api/findings?interview=DEMO-G1")
    assert cd.desk.conflicts == ab.desk.conflicts == ()


def test_a_code_goes_under_another_and_what_cannot_be_is_refused(study: Path, page: Page) -> None:
    assert edited(page, "weeds", parent="tap").status == 200
    codes = {c["id"]: c for c in page.get("/api/study").json["codes"]}
    assert (codes["weeds"]["parent"], codes["weeds"]["depth"]) == ("tap", 1)
    before = files_of(study)
    for values in (
        {"parent": "weeds"},
        {"to": "tap-queue"},
        {"to": "No Id"},
        {"label": " "},
        {},
    ):
        assert edited(page, "tap", **values).status == 400
    assert edited(page, "nothing", label="x").status == 400
    assert files_of(study) == before


def test_what_somebody_else_changed_of_a_code_meanwhile_is_not_written_over(
    study: Path, page: Page
) -> None:
    shown = next(c for c in page.get("/api/study").json["codes"] if c["id"] == "tap")
    edited(opened(study, "ab"), "tap", definition="What ab made of it.")
    assert edited(page, "tap", label="pump", was={"label": shown["label"]}).status == 200
    late = {"definition": "Mine.", "was": {"definition": shown["definition"]}}
    answer = edited(page, "tap", **late)
    assert answer.status == 400
    assert "What ab made of it." in answer.json["error"]
    code = next(c for c in page.get("/api/study").json["codes"] if c["id"] == "tap")
    assert (code["label"], code["definition"]) == ("pump", "What ab made of it.")


def test_a_study_with_a_fault_is_not_changed_and_the_fault_is_named(
    study: Path, page: Page
) -> None:
    (study / "memos/odd.md").write_text("---\nabout: nobody\n---\n\nx\n")
    answer = edited(page, "tap", to="hose")
    assert answer.status == 400
    assert "memos/odd.md:2" in answer.json["error"]
    assert str(study) not in answer.json["error"]
