"""What each change does to a study that a person wrote, and what is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import lises
from lises.errors import LisesError, NotAStudyError, UnknownNameError
from lises.evidence.recoding import (
    AddCode,
    Change,
    MergeCodes,
    MoveCode,
    Plan,
    Reason,
    RecodingRefusedError,
    RenameCode,
    SplitCode,
    apply_plan,
    plan_change,
    read_worksheet,
    worksheet,
)
from lises.model import Code, LocalText

TINY = Path(__file__).parents[2] / "studies" / "demo-tiny"
WHY = Reason(why=LocalText.of(da="fordi", en="because"), date="2026-06-01")
LABEL = LocalText.of(da="regn", en="rain")


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "demo-tiny"))


def plan(study: Path, change: Change) -> Plan:
    return plan_change(study, change, WHY)


def changed(plan: Plan) -> dict[str, list[tuple[str | None, str | None]]]:
    return {file.path: [(old, new) for _n, old, new in file.lines()] for file in plan.files}


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="")


# ---- Rename ------------------------------------------------------------------------------------


def test_renaming_touches_tokens_and_never_a_longer_code(tiny: Path):
    found = changed(plan(tiny, RenameCode(code="tap", to="pump")))
    assert found["findings/tap.md"] == [
        ("counts: tap", "counts: pump"),
        (
            "The tap comes up at once: {lises:passage}`DEMO-G1-2n5s`. {lises:count}`tap` of them voice it,",
            "The tap comes up at once: {lises:passage}`DEMO-G1-2n5s`. {lises:count}`pump` of them voice it,",
        ),
        (
            "and {lises:count}`tap & tap-queue` the queue as well. See also {lises:finding}`queue`.",
            "and {lises:count}`pump & tap-queue` the queue as well. See also {lises:finding}`queue`.",
        ),
    ]
    assert found["themes.yaml"] == [("    codes: [tap, tap-queue]", "    codes: [pump, tap-queue]")]
    assert found["reporting.yaml"][0][1].endswith("see: codes/pump}")  # type: ignore[union-attr]
    assert found["readings.csv"][0] == (
        "ab-1,DEMO-K1,tap;tap-queue,2,2026-05-21",
        "ab-1,DEMO-K1,pump;tap-queue,2,2026-05-21",
    )
    assert set(found) >= {"findings/tap.da.md", "guide.yaml", "codings/cd-1/DEMO-K1.jsonl"}
    assert "findings/queue.md" not in found
    assert "searches/barrel.jsonl" not in found


def test_renaming_leaves_every_number_and_raises_nothing(tiny: Path):
    made = plan(tiny, RenameCode(code="tap", to="pump"))
    assert made.codes == ()
    assert made.raised == ()
    assert not any(finding.changed for finding in made.findings)
    assert made.codings == {"ab-1": 3, "cd-1": 3, "consensus": 4}
    assert made.themes == ("commons",)


def test_a_search_for_words_is_no_query_of_codes(tiny: Path):
    replaced(tiny / "findings/queue.md", 'query: "barrel|rain"', 'query: "weeds|rain"')
    shutil.copy(TINY / "searches/barrel.jsonl", tiny / "searches/barrel.jsonl")
    found = changed(plan(tiny, RenameCode(code="weeds", to="plants")))
    assert "findings/queue.md" not in found


def test_a_name_that_is_something_else_too_is_told_and_left(tiny: Path):
    made = plan(tiny, RenameCode(code="tap", to="pump"))
    assert "memos/pipe.md" not in changed(made)
    assert any('"tap" is also a finding' in told and "memos/pipe.md" in told for told in made.told)
    (tiny / "memos/pipe.md").write_text("---\nabout: tap-queue  # why\n---\n\nx\n", "utf-8")
    found = changed(plan(tiny, RenameCode(code="tap-queue", to="queueing")))
    assert found["memos/pipe.md"] == [("about: tap-queue  # why", "about: queueing  # why")]


def test_roles_in_prose_are_rewritten_in_every_shape(tiny: Path):
    (tiny / "findings/tap.da.md").write_text(
        "{lises:code}`haner <tap>` {lises:code}`demo-tiny/tap` {lises:code}`tabletop` "
        "{lises:value}`n: tap by role=gardener; expected 2` {lises:value}`share: weeds|tap` "
        "{lises:finding}`tap` tap {lises:count}``tap | weeds & tap-queue``\n",
        "utf-8",
    )
    replaced(tiny / "codebook.yaml", "  - id: weeds", "  - id: tabletop\n    label: x\n"
             "    definition: y\n  - id: weeds")  # fmt: skip
    new = changed(plan(tiny, RenameCode(code="tap", to="pump")))["findings/tap.da.md"][0][1]
    assert new == (
        "{lises:code}`haner <pump>` {lises:code}`demo-tiny/pump` {lises:code}`tabletop` "
        "{lises:value}`n: pump by role=gardener; expected 2` {lises:value}`share: weeds|pump` "
        "{lises:finding}`tap` tap {lises:count}``pump | weeds & tap-queue``"
    )


def test_windows_line_ends_and_a_byte_order_mark_stay(tiny: Path):
    for name in ("codebook.yaml", "codings/ab-1/DEMO-G1.jsonl", "readings.csv", "findings/tap.md"):
        data = (tiny / name).read_bytes().replace(b"\n", b"\r\n")
        (tiny / name).write_bytes(b"\xef\xbb\xbf" + data)
    before = {name: (tiny / name).read_bytes() for name in ("readings.csv", "findings/tap.md")}
    apply_plan(plan(tiny, RenameCode(code="tap", to="pump")))
    for name in ("codebook.yaml", "codings/ab-1/DEMO-G1.jsonl", *before):
        data = (tiny / name).read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert b"\n" not in data.replace(b"\r\n", b"")
    apply_plan(plan(tiny, RenameCode(code="pump", to="tap")))
    assert {name: (tiny / name).read_bytes() for name in before} == before


def test_a_word_that_yaml_takes_for_something_else_gets_quotation_marks_and_loses_them(tiny: Path):
    before = (tiny / "findings/tap.md").read_bytes()
    for code in ("no", "2026-01-01", "12", "null"):
        apply_plan(plan(tiny, RenameCode(code="tap", to=code)))
        folder = lises.load(tiny).folder
        assert folder.codebook is not None
        assert folder.codebook.code(code) is not None
        apply_plan(plan(tiny, RenameCode(code=code, to="tap")))
    assert (tiny / "findings/tap.md").read_bytes() == before


def test_notebooks_are_named_and_left(tiny: Path):
    (tiny / "notebooks").mkdir()
    (tiny / "notebooks/look.ipynb").write_text('{"source": ["study.passages(\'tap\')"]}')
    told = plan(tiny, RenameCode(code="tap", to="pump")).told
    assert any("notebooks/look.ipynb may name it (1 place)" in one for one in told)
    assert not any(
        "notebooks" in one for one in plan(tiny, MoveCode(code="weeds", under="tap")).told
    )


# ---- The codebook's own text -------------------------------------------------------------------


def test_comments_and_order_of_the_codebook_live(tiny: Path):
    path = tiny / "codebook.yaml"
    replaced(path, "  - id: weeds\n", "\n  # about plants\n  - id: weeds  # not grass\n")
    replaced(path, "    parent: tap\n", "    parent: tap  # for now\n")
    before = path.read_text("utf-8").splitlines()
    apply_plan(
        plan(tiny, AddCode(code=Code(id="rain", label=LABEL, definition=LABEL, parent="tap")))
    )
    apply_plan(plan(tiny, RenameCode(code="tap-queue", to="queueing")))
    apply_plan(plan(tiny, MoveCode(code="weeds", under="rain")))
    text = path.read_text("utf-8")
    after = text.splitlines()
    lost = [line for line in before if line not in after]
    assert lost == ["version: 2", "  - id: tap-queue"]
    order = [text.index(f"id: {code}") for code in ("tap", "queueing", "rain", "weeds")]
    assert order == sorted(order)
    assert "  - id: weeds  # not grass\n    parent: rain\n" in text
    assert "{version: 5, date: 2026-06-01, why: {da: fordi, en: because}}" in text
    apply_plan(plan(tiny, MoveCode(code="weeds")))
    assert "  # about plants\n  - id: weeds  # not grass\n    label:" in path.read_text("utf-8")


def test_a_comment_below_a_code_that_goes_stays(tiny: Path):
    path = tiny / "codebook.yaml"
    replaced(path, "  - id: weeds\n", "  # about plants\n\n  - id: weeds\n")
    apply_plan(plan(tiny, MergeCodes(code="tap-queue", into="tap")))
    text = path.read_text("utf-8")
    assert "    example: DEMO-G1-7k2m\n  # about plants\n\n  - id: weeds\n" in text
    assert "tap-queue" not in text


FLOW = """version: 1
codes: [{id: tap, label: a, definition: b}, {id: weeds, parent: tap, label: c, definition: d}]  # x
"""
BARE = """# mine
codes:
- parent: weeds
  id: tap
  label: |
    the tap
    of all
  definition: b

- id: weeds
  label: c
  definition: d"""


@pytest.mark.parametrize("text", [FLOW, BARE])
def test_a_codebook_is_changed_in_place_however_it_is_written(tmp_path: Path, text: str):
    study = _small(tmp_path, text)
    apply_plan(plan(study, AddCode(code=Code(id="rain", label=LABEL, definition=LABEL))))
    child = "weeds" if text == FLOW else "tap"
    apply_plan(plan(study, MoveCode(code=child)))
    apply_plan(plan(study, MoveCode(code="rain", under="weeds")))
    apply_plan(plan(study, RenameCode(code="tap", to="pump")))
    book = lises.load(study).folder.codebook
    assert book is not None
    assert [(code.id, code.parent, code.changed) for code in book.codes] == [
        ("pump", None, 1),
        ("weeds", None, 1),
        ("rain", "weeds", 2),
    ]
    assert book.version == 5
    assert [change.version for change in book.changes] == [2, 3, 4, 5]
    apply_plan(plan(study, MergeCodes(code="weeds", into="pump")))
    book = lises.load(study).folder.codebook
    assert book is not None
    assert [(code.id, code.parent) for code in book.codes] == [("pump", None), ("rain", "pump")]


def _small(tmp_path: Path, codebook: str) -> Path:
    from lises.files import new_study

    study = tmp_path / "study-small"
    new_study(study, language="en")
    (study / "codebook.yaml").write_text(codebook, "utf-8")
    return study


def test_a_first_code_makes_the_codebook(tmp_path: Path):
    study = _small(tmp_path, "")
    (study / "codebook.yaml").unlink()
    apply_plan(plan(study, AddCode(code=Code(id="rain", label=LABEL, definition=LABEL))))
    found = lises.load(study)
    assert found.folder.codebook is not None
    assert [c.id for c in found.folder.codebook.codes] == ["rain"]
    assert not found.problems


# ---- Merge -------------------------------------------------------------------------------------


def test_merging_tells_what_comes_out_of_each_finding_before_anything_is_written(tiny: Path):
    made = plan(tiny, MergeCodes(code="tap-queue", into="tap"))
    queue, tap = made.findings
    assert (queue.counts, queue.before, queue.after) == (("tap-queue", "tap"), (2, 3), (3, 3))
    assert (tap.before, tap.after) == ((2, 2), (2, 2))
    assert tap.values == (("tap & tap-queue", "1 of 2", "tap & tap", "2 of 2"),)
    assert [(c.code, c.before, c.after) for c in made.codes] == [("tap-queue", (2, 3), None)]
    apply_plan(made)
    found = lises.load(tiny)
    assert (found.assessments["queue"].n, found.assessments["queue"].of) == (3, 3)
    assert not [p for p in found.problems if p.severity == "error"]


def test_a_passage_that_bore_both_bears_the_one_once(tiny: Path):
    path = tiny / "codings/consensus/DEMO-G1.jsonl"
    replaced(path, '"codes":["tap-queue"]', '"codes":["weeds", "tap-queue", "tap"]')
    apply_plan(plan(tiny, MergeCodes(code="tap-queue", into="tap")))
    assert '"codes":["weeds", "tap"],"reason"' in path.read_text("utf-8")


def test_what_stood_below_goes_below_the_one_that_stays_and_never_below_itself(tiny: Path):
    apply_plan(
        plan(tiny, AddCode(code=Code(id="rain", label=LABEL, definition=LABEL, parent="tap")))
    )
    apply_plan(
        plan(tiny, AddCode(code=Code(id="hail", label=LABEL, definition=LABEL, parent="rain")))
    )
    for change, parents in (
        (MergeCodes(code="tap", into="weeds"), {"tap-queue": "weeds", "rain": "weeds"}),
        (MergeCodes(code="tap", into="rain"), {"tap-queue": "rain", "rain": None}),
        (MergeCodes(code="tap", into="hail"), {"tap-queue": "hail", "rain": None, "hail": "rain"}),
        (
            MergeCodes(code="rain", into="weeds", children_to="tap"),
            {"tap-queue": "tap", "hail": "tap"},
        ),
    ):
        made = {file.path: file.new for file in plan(tiny, change).files}
        from lises.files import parse_codebook

        book, problems = parse_codebook(made["codebook.yaml"].decode(), "codebook.yaml")
        assert book is not None
        assert not problems
        got = {code.id: code.parent for code in book.codes}
        assert {name: got[name] for name in parents} == parents
        assert change.code not in got


def test_who_was_read_for_one_of_the_two_only_does_not_count_as_read(tiny: Path):
    path = tiny / "readings.csv"
    replaced(path, "consensus,DEMO-K1,tap;tap-queue,", "consensus,DEMO-K1,tap,")
    replaced(tiny / "codings/consensus/DEMO-K1.jsonl", '"codes":["tap-queue"]', '"codes":[]')
    made = plan(tiny, MergeCodes(code="tap", into="weeds"))
    assert any("consensus has read DEMO-K1 for tap and not for weeds" in one for one in made.told)
    apply_plan(made)
    assert "consensus,DEMO-K1" not in path.read_text("utf-8")
    assert "ab-1,DEMO-K1,tap-queue,2" in path.read_text("utf-8")
    assert "consensus,DEMO-G1,*,2" in path.read_text("utf-8")


def test_the_entry_that_goes_stays_in_a_memo_that_nobody_else_sees(tiny: Path):
    apply_plan(plan(tiny, MergeCodes(code="tap-queue", into="tap")))
    (memo,) = [n for n in lises.load(tiny).folder.notes if n.id == "codebook-3"]
    assert memo.about == "tap"
    assert memo.clearance is None
    assert "Waiting one's turn at the tap" in memo.text
    assert "DEMO-K1-q7ad consensus: tap-queue → tap" in memo.text


# ---- Add, move ---------------------------------------------------------------------------------


def test_interviews_read_before_were_not_read_for_a_new_code(tiny: Path):
    made = plan(tiny, AddCode(code=Code(id="rain", label=LABEL, definition=LABEL)))
    assert {p.rule for p in made.raised} == {"reading-stale"}
    assert "readings.csv" not in changed(made)
    assert made.version == 3


def test_moving_tells_which_counts_change(tiny: Path):
    made = plan(tiny, MoveCode(code="tap-queue"))
    assert [(c.code, c.before, c.after) for c in made.codes] == [("tap", (3, 3), (2, 3))]
    assert set(changed(made)) == {"codebook.yaml"}


def test_a_study_that_counts_nobody_is_given_no_numbers(tiny: Path):
    replaced(tiny / "study.yaml", "counting: checked", "counting: none")
    made = plan(tiny, MergeCodes(code="tap-queue", into="tap"))
    assert made.codes == ()
    assert all(f.before is None and f.after is None and not f.values for f in made.findings)


# ---- Split -------------------------------------------------------------------------------------


def _two_below(tiny: Path) -> None:
    for name in ("calm", "angry"):
        code = Code(id=name, label=LABEL, definition=LABEL, parent="tap-queue")
        apply_plan(plan(tiny, AddCode(code=code)))


def test_a_split_waits_until_every_passage_is_decided(tiny: Path, tmp_path: Path):
    _two_below(tiny)
    sheet = tmp_path / "sheet.csv"
    sheet.write_bytes(worksheet(tiny, "tap-queue", ("calm", "angry")))
    rows = sheet.read_text("utf-8-sig").splitlines()
    assert rows[0] == "passage,set,turn,speaker,quote,code"
    assert len(rows) == 6
    decided = [rows[0], *(f"{row}calm" for row in rows[1:4]), f"{rows[4]}claim", rows[5]]
    sheet.write_text("\n".join(decided), "utf-8")
    with pytest.raises(RecodingRefusedError) as refused:
        read_worksheet(tiny, "tap-queue", sheet)
    assert [(p.line, p.rule) for p in refused.value.problems] == [
        (5, "code-unknown"),
        (6, "passage-undecided"),
    ]
    decided[4:] = [f"{rows[4]}tap-queue calm", f"{rows[5]}-"]
    sheet.write_text("\n".join(decided[:5]), "utf-8")
    with pytest.raises(RecodingRefusedError, match="1 row"):
        read_worksheet(tiny, "tap-queue", sheet)
    sheet.write_text("\n".join(decided), "utf-8")
    change = read_worksheet(tiny, "tap-queue", sheet)
    made = plan(tiny, change)
    assert made.codings == {"ab-1": 2, "cd-1": 1, "consensus": 2}
    apply_plan(made)
    codes = {p.id: p.codes for p in lises.load(tiny).folder.passages}
    assert codes["DEMO-G1-h2vw"] == ("calm",)
    assert codes["DEMO-G1-v8qh"] == ("tap-queue", "calm")
    assert codes["DEMO-K1-q7ad"] == ()
    assert codes["DEMO-G1-2n5s"] == ("tap",)
    text = (tiny / "readings.csv").read_text("utf-8")
    assert "ab-1,DEMO-K1,tap;tap-queue;calm,2" in text


def test_a_worksheet_as_a_danish_spreadsheet_saves_it(tiny: Path, tmp_path: Path):
    _two_below(tiny)
    sheet = tmp_path / "sheet.csv"
    ids = [p.id for p in lises.load(tiny).folder.passages if "tap-queue" in p.codes]
    lines = ["passage;quote;code", *(f'{i};"a; b";"calm;angry"' for i in ids)]
    sheet.write_text("\r\n".join(lines) + "\r\n", "utf-8-sig")
    change = read_worksheet(tiny, "tap-queue", sheet)
    assert change == SplitCode(code="tap-queue", decided=dict.fromkeys(ids, ("calm", "angry")))


def test_a_worksheet_runs_nothing_in_a_spreadsheet(tiny: Path):
    replaced(tiny / "codings/consensus/DEMO-G1.jsonl", "I have heard every secret of this place "
             "standing in that queue", "=1+1")  # fmt: skip
    replaced(
        tiny / "transcripts/DEMO-G1.md",
        "I have heard every secret",
        "=1+1 I have heard every secret",
    )
    path = tiny / "codings/ab-1/DEMO-G1.jsonl"
    assert b"=1+1" not in worksheet(tiny, "weeds", ("tap", "tap-queue"))
    assert b",'=1+1," in worksheet(tiny, "tap-queue", ("tap", "weeds"))
    assert path.is_file()


# ---- Refused -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (RenameCode(code="tpa", to="pump"), 'did you mean "tap"'),
        (RenameCode(code="tap", to="weeds"), "merge the two codes"),
        (RenameCode(code="tap", to="Tap"), "cannot be a code"),
        (MergeCodes(code="tap", into="tap"), "into itself"),
        (MergeCodes(code="tap", into="wedes"), 'did you mean "weeds"'),
        (MergeCodes(code="tap", into="weeds", children_to="tap-queue"), "below it"),
        (MoveCode(code="tap", under="tap-queue"), "below itself"),
        (MoveCode(code="tap", under="tap"), "below itself"),
        (AddCode(code=Code(id="tap", label=LABEL, definition=LABEL)), "choose another id"),
        (AddCode(code=Code(id="x", label=LABEL, definition=LABEL, parent="taps")), 'mean "tap"'),
    ],
)
def test_what_cannot_be_is_refused_with_what_would_serve(tiny: Path, change: Change, said: str):
    with pytest.raises(LisesError, match=said):
        plan(tiny, change)


def test_a_code_that_is_not_there_is_an_unknown_name(tiny: Path):
    with pytest.raises(UnknownNameError):
        plan(tiny, MoveCode(code="nothing"))


@pytest.mark.parametrize(
    ("name", "old", "new", "rule"),
    [
        ("codings/ab-1/DEMO-K1.jsonl", '["tap-queue"]', '["tap-quue"]', "code-unknown"),
        ("codings/ab-1/DEMO-K1.jsonl", '"codes"', '"codes', "json-syntax"),
        ("codebook.yaml", "codes:", "codes: [", "yaml-syntax"),
        ("themes.yaml", "[tap, tap-queue]", "[tap, <<<]", "id-unsafe"),
        ("findings/tap.md", "counts: tap", "counts: [tap]", "field-type"),
        ("codings/ab-1/DEMO-K1.jsonl", "Take away", "Took away", "quote-nearly-found"),
    ],
)
def test_a_damaged_study_is_refused_with_every_fault(
    tiny: Path, name: str, old: str, new: str, rule: str
):
    replaced(tiny / name, old, new)
    before = {p: p.read_bytes() for p in tiny.rglob("*") if p.is_file()}
    with pytest.raises(RecodingRefusedError, match="mend them first") as refused:
        plan(tiny, RenameCode(code="tap", to="pump"))
    assert rule in {p.rule for p in refused.value.problems}
    assert {p: p.read_bytes() for p in tiny.rglob("*") if p.is_file()} == before


def test_a_release_is_refused(tiny: Path, tmp_path: Path):
    from lises.notebook import load
    from lises.privacy import make_release, write_release

    study = load(tiny)
    folder = tmp_path / "out" / "demo-tiny"
    write_release(make_release(study.anchored, "public", problems=study.problems), folder)
    with pytest.raises(RecodingRefusedError, match="is a release"):
        plan(folder, RenameCode(code="tap", to="pump"))


def test_what_is_no_study_is_told(tmp_path: Path):
    with pytest.raises(NotAStudyError):
        plan(tmp_path / "nowhere", MoveCode(code="a"))


def test_a_file_that_changed_since_the_plan_is_not_written_over(tiny: Path):
    made = plan(tiny, RenameCode(code="tap", to="pump"))
    replaced(tiny / "themes.yaml", "what is shared", "what is common")
    before = {p: p.read_bytes() for p in tiny.rglob("*") if p.is_file()}
    with pytest.raises(LisesError, match=r"themes\.yaml has changed since"):
        apply_plan(made)
    assert {p: p.read_bytes() for p in tiny.rglob("*") if p.is_file()} == before
