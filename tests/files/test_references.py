"""Every reference that leads nowhere is a problem at its line, with the nearest name."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from lises.errors import Problem
from lises.files import check_references, read_study
from lises.model import EMPTY, Code, LocalText, StudyFolder

TINY = Path(__file__).parent.parent / "studies" / "demo-tiny"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the tiny study to be broken."""
    return Path(shutil.copytree(TINY, tmp_path / "demo-tiny"))


def problems(folder: Path) -> list[Problem]:
    study, read = read_study(folder, name="demo-tiny")
    assert study is not None
    return [p for p in (*read, *check_references(study, name="demo-tiny")) if p.severity == "error"]


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_tiny_study_has_one_doubt_and_no_error(folder):
    study, _ = read_study(folder)
    assert study is not None
    found = check_references(study)
    assert [(p.rule, p.severity, p.subject) for p in found] == [
        ("reading-missing", "doubt", "DEMO-K1")
    ]
    assert found[0].path == f"{folder.as_posix()}/codings/cd-1/DEMO-K1.jsonl"


# file, what stood there, what stands there now, file and line and rule of the problem, in its text
BROKEN = [
    ("participants.csv", "DEMO-G1,gardener", "DEMO-G1,gardner", "participants.csv:2", "role-unknown", 'did you mean "gardener"?'),
    ("participants.csv", "role,plot", "role,plott", "participants.csv:1", "attribute-unknown", 'did you mean "plot"?'),
    ("participants.csv", ",large,31", ",larg,31", "participants.csv:2", "level-unknown", 'did you mean "large"?'),
    ("participants.csv", ",31,", ",many,", "participants.csv:2", "level-unknown", "not a number"),
    ("participants.csv", "DEMO-G2,", "DEMO-G1,", "participants.csv:3", "id-duplicate", "participants.csv:2"),
    ("participants.csv", "DEMO-G2,", "DEMO-g1,", "participants.csv:3", "id-collides", "only in case"),
    ("participants.csv", "DEMO-K1,", "K1,", "participants.csv:4", "constructed-unmarked", "DEMO-"),
    ("withdrawals.csv", "gardener", "gardenr", "withdrawals.csv:2", "role-unknown", 'did you mean "gardener"?'),
    ("interviews.csv", "DEMO-G1;DEMO-G2", "DEMO-G1;DEMO-G9", "interviews.csv:3", "participant-unknown", "did you mean"),
    ("interviews.csv", "12,present", "12,withheld", "transcripts/DEMO-G1.md", "transcript-unexpected", "withheld"),
    ("interviews.csv", "DEMO-PAIR,DEMO-G1;DEMO-G2", "DEMO-PAIR,DEMO-G1", "transcripts/DEMO-PAIR.md:3", "speaker-elsewhere", "DEMO-G2"),
    ("interviews.csv", "\nDEMO-K1,DEMO-K1", "\nDEMO-K2,DEMO-K1", "interviews.csv:4", "transcript-missing", "transcripts/DEMO-K2.md"),
    ("interviews.csv", "\nDEMO-K1,DEMO-K1", "\nDEMO-K2,DEMO-K1", "transcripts/DEMO-K1.md:1", "interview-unknown", 'did you mean "DEMO-K2"?'),
    ("interviews.csv", "\nDEMO-K1,DEMO-K1", "\nDEMO-K2,DEMO-K1", "codings/ab-1/DEMO-K1.jsonl", "interview-unknown", "DEMO-K1"),
    ("interviews.csv", "\nDEMO-K1,DEMO-K1", "\nDEMO-K2,DEMO-K1", "fieldnotes/DEMO-K1.md:1", "interview-unknown", "DEMO-K1"),
    ("transcripts/DEMO-K1.md", "DEMO-K1: DEMO-K1}", "DEMO-K1: DEMO-K7}", "transcripts/DEMO-K1.md:3", "speaker-unknown", 'did you mean "DEMO-K1"?'),
    ("transcripts/DEMO-K1.md", "**DEMO-K1** [00:00:20]", "**DEMO-K2** [00:00:20]", "transcripts/DEMO-K1.md:12", "speaker-undeclared", 'did you mean "DEMO-K1"?'),
    ("transcripts/DEMO-K1.md", "interview: DEMO-K1", "interview: DEMO-K2", "transcripts/DEMO-K1.md:2", "interview-misnamed", "DEMO-K2"),
    ("guide.yaml", "codes: [tap]", "codes: [tapp]", "guide.yaml:4", "code-unknown", 'did you mean "tap"?'),
    ("guide.yaml", "roles: [gardener]", "roles: [gardner]", "guide.yaml:7", "role-unknown", "did you mean"),
    ("guide.yaml", "id: weeds", "id: water", "guide.yaml:7", "id-duplicate", "guide.yaml:4"),
    ("asked.csv", "DEMO-PAIR,water", "DEMO-PAIR,watre", "asked.csv:4", "question-unknown", 'did you mean "water"?'),
    ("asked.csv", "DEMO-PAIR,water", "DEMO-PAIRS,water", "asked.csv:4", "interview-unknown", "did you mean"),
    ("asked.csv", "DEMO-PAIR,water,1", "DEMO-PAIR,water,99", "asked.csv:4", "turn-unknown", "1 to 6"),
    ("codebook.yaml", "parent: tap", "parent: tab", "codebook.yaml:13", "code-unknown", 'did you mean "tap"?'),
    ("codebook.yaml", "  - id: tap\n", "  - id: tap\n    parent: tap-queue\n", "codebook.yaml:7", "code-cycle", "tap > tap-queue > tap"),
    ("codebook.yaml", "parent: tap", "parent: tap-queue", "codebook.yaml:13", "code-cycle", "tap-queue > tap-queue"),
    ("codebook.yaml", "changed: 2", "changed: 3", "codebook.yaml:13", "codebook-version", "3"),
    ("codebook.yaml", "{version: 2,", "{version: 5,", "codebook.yaml:2", "codebook-version", "5"),
    ("codebook.yaml", "DEMO-G1-7k2m", "DEMO-G1-7k2n", "codebook.yaml:7", "passage-unknown", 'did you mean "DEMO-G1-7k2m"?'),
    ("codebook.yaml", "id: weeds", "id: tap", "codebook.yaml:18", "id-duplicate", "codebook.yaml:7"),
    ("themes.yaml", "[tap, tap-queue]", "[tap, tap-que]", "themes.yaml:3", "code-unknown", 'did you mean "tap-queue"?'),
    ("codings/ab-1/DEMO-G1.jsonl", '["weeds"]', '["weed"]', "codings/ab-1/DEMO-G1.jsonl:3", "code-unknown", 'did you mean "weeds"?'),
    ("codings/ab-1/DEMO-G1.jsonl", "DEMO-G1-9qf4", "DEMO-K1-9qf4", "codings/ab-1/DEMO-G1.jsonl:3", "passage-elsewhere", "DEMO-G1"),
    ("codings/ab-1/DEMO-G1.jsonl", "DEMO-G1-9qf4", "DEMO-G1-7k2m", "codings/ab-1/DEMO-G1.jsonl:3", "id-duplicate", "codings/ab-1/DEMO-G1.jsonl:1"),
    ("codings/cd-1/DEMO-G1.jsonl", "DEMO-G1-t6ya", "DEMO-G1-7k2m", "codings/cd-1/DEMO-G1.jsonl:2", "id-duplicate", "codings/ab-1/DEMO-G1.jsonl:1"),
    ("codings/consensus/DEMO-G1.jsonl", "DEMO-G1-m3pd", "DEMO-G1-m3pq", "codings/consensus/DEMO-G1.jsonl:1", "passage-unknown", "did you mean"),
    ("study.yaml", "from: [ab-1, cd-1]", "from: [cd-1]", "codings/consensus/DEMO-K1.jsonl:1", "origin-elsewhere", "ab-1"),
    ("study.yaml", "from: [ab-1, cd-1]", "from: [ab-1, cd-2]", "study.yaml:24", "set-unknown", "did you mean"),
    ("study.yaml", "from: [ab-1, cd-1]", "from: [ab-1, cd-1, consensus]", "study.yaml:24", "set-circular", "itself"),
    ("study.yaml", "coder: cd", "coder: ce", "study.yaml:23", "coder-unknown", "study.yaml"),
    ("study.yaml", "  cd-1: {coder: cd, round: 1}\n", "", "codings/cd-1/DEMO-G1.jsonl", "set-unknown", "coding_sets"),
    ("study.yaml", "counted: consensus", "counted: consent", "study.yaml:25", "counted-unknown", "did you mean"),
    ("study.yaml", "counted: consensus\n", "", "study.yaml:21", "counted-missing", "counted"),
    ("study.yaml", "type: number, sensitivity: indirect}", "type: number, clearance: public}", "study.yaml:19", "attribute-public-several", "plot, years"),
    ("study.yaml", "type: ordinal, levels: [small, large, none]", "type: ordinal", "study.yaml:18", "levels-missing", "plot"),
    ("study.yaml", "data_status: constructed", "data_status: collected", "study.yaml:2", "collected-marked", "demo-tiny"),
    ("study.yaml", "data_status: constructed", "data_status: collected", "participants.csv:2", "collected-marked", "DEMO-G1"),
    ("study.yaml", "data_status: constructed", "data_status: collected", "study.yaml:13", "collected-shaped-after", "answers"),
    ("study.yaml", "id: demo-tiny", "id: tiny", "study.yaml:2", "constructed-unmarked", "demo-"),
    ("readings.csv", "ab-1,DEMO-G1", "ab-2,DEMO-G1", "readings.csv:2", "set-unknown", "did you mean"),
    ("readings.csv", "ab-1,DEMO-G1", "ab-1,DEMO-G7", "readings.csv:2", "interview-unknown", "did you mean"),
    ("readings.csv", "tap;tap-queue", "tap;tap-quee", "readings.csv:4", "code-unknown", "did you mean"),
    ("readings.csv", "*,1,2026-05-16", "*,9,2026-05-16", "readings.csv:2", "codebook-version", "9"),
    ("searches/barrel.jsonl", "DEMO-PAIR", "DEMO-PEAR", "searches/barrel.jsonl:1", "interview-unknown", "did you mean"),
    ("searches/barrel.jsonl", '"turn":5', '"turn":50', "searches/barrel.jsonl:1", "turn-unknown", "1 to 6"),
    ("translations/da.jsonl", "DEMO-PAIR-6rbe", "DEMO-PAIR-6rbf", "translations/da.jsonl:2", "passage-unknown", "did you mean"),
    ("translations/da.jsonl", "DEMO-PAIR-6rbe", "DEMO-G1-2n5s", "translations/da.jsonl:2", "translation-duplicate", "twice"),
    ("memos/pipe.md", "about: tap", "about: tapp", "memos/pipe.md:3", "subject-unknown", 'did you mean "tap"?'),
    ("memos/pipe.md", "coder: ab", "coder: abc", "memos/pipe.md:4", "coder-unknown", "did you mean"),
    ("findings/tap.md", "scope: {role: gardener}", "scope: {role: gardner}", "findings/tap.md:3", "role-unknown", "did you mean"),
    ("findings/tap.md", "scope: {role: gardener}", "scope: {rolle: gardener}", "findings/tap.md:3", "attribute-unknown", 'did you mean "role"?'),
    ("findings/tap.md", "scope: {role: gardener}", "scope: {plot: smal}", "findings/tap.md:3", "level-unknown", 'did you mean "small"?'),
    ("findings/tap.md", "counts: tap", 'counts: "tap | quee"', "findings/tap.md:5", "code-unknown", "quee"),
    ("findings/tap.md", "asked: water", "asked: [water, weed]", "findings/tap.md:6", "question-unknown", 'did you mean "weeds"?'),
    ("findings/tap.md", "passage: DEMO-G1-2n5s", "passage: DEMO-G1-2n5t", "findings/tap.md:9", "passage-unknown", "did you mean"),
    ("findings/tap.md", "passage: DEMO-PAIR-s9mt", "passage: DEMO-PAIR-s9mv", "findings/tap.md:12", "passage-unknown", "did you mean"),
    ("findings/tap.md", "passage}`DEMO-G1-2n5s`", "passage}`DEMO-G1-2n5t`", "findings/tap.md:17", "passage-unknown", "did you mean"),
    ("findings/tap.md", "{lises:count}`tap`", "{lises:count}`tab`", "findings/tap.md:17", "code-unknown", "did you mean"),
    ("findings/tap.md", "finding}`queue`", "finding}`here <queu>`", "findings/tap.md:18", "finding-unknown", 'did you mean "queue"?'),
    ("findings/tap.da.md", "passage}`DEMO-G1-2n5s`", "passage}`DEMO-G1-2n5t`", "findings/tap.da.md:1", "passage-unknown", "did you mean"),
    ("findings/tap.md", "shaped_after: [allotment/allotment-1]", "answers: [tiny-1]", "findings/tap.md:7", "constructed-answers", "shaped_after"),
    ("findings/tap.md", "shaped_after: [allotment/allotment-1]", "answers: [demo-tiny/tiny-9]", "findings/tap.md:7", "claim-unknown", "did you mean"),
    ("findings/queue.md", "searches/barrel.jsonl", "searches/barel.jsonl", "findings/queue.md:10", "search-unknown", "did you mean"),
    ("findings/queue.md", "in: {role: gardener}", "in: {role: gardner}", "findings/queue.md:10", "role-unknown", "did you mean"),
    ("findings/queue.md", "interview}`DEMO-K1`", "interview}`DEMO-K2`", "findings/queue.md:13", "interview-unknown", "did you mean"),
    ("framework.yaml", "case: DEMO-G2", "case: DEMO-G9", "framework.yaml:7", "case-unknown", 'did you mean "DEMO-G'),
    ("framework.yaml", "case: DEMO-G2", "case: DEMO-PAIR", "framework.yaml:7", "case-unknown", "an interview with DEMO-G1, DEMO-G2"),
    ("framework.yaml", "theme: commons", "theme: common", "framework.yaml:3", "theme-unknown", 'did you mean "commons"?'),
    ("framework.yaml", "DEMO-PAIR-6rbe", "DEMO-PAIR-6rbf", "framework.yaml:7", "passage-unknown", 'did you mean "DEMO-PAIR-6rbe"?'),
    ("framework.yaml", "case: DEMO-G2", "case: DEMO-G1", "framework.yaml:7", "cell-duplicate", "on line 3"),
    ("themes.yaml", "id: commons", "id: common", "framework.yaml:3", "theme-unknown", 'did you mean "common"?'),
    ("reporting.yaml", "memos/pipe", "memos/pip", "reporting.yaml:5", "place-unknown", 'did you mean "memos/pipe"?'),
    ("reporting.yaml", "codes/tap", "codes/tab", "reporting.yaml:6", "place-unknown", 'did you mean "codes/tap"?'),
    ("claims.yaml", "key: almanac2020", "key: almanach2020", "claims.yaml:3", "source-unknown", 'did you mean "almanac2020"?'),
    ("claims.yaml", "scope: {role: gardener}", "scope: {role: gardner}", "claims.yaml:3", "role-unknown", "did you mean"),
    ("claims.yaml", "id: tiny-2", "id: tiny-1", "claims.yaml:11", "id-duplicate", "claims.yaml:3"),
    ("figures.csv", "almanac2020,2,nearly", "almanach,2,nearly", "figures.csv:3", "source-unknown", "did you mean"),
    ("figures.csv", "plots,exclusive,f1 - f2", "plotz,exclusive,f1 - f2", "figures.csv:4", "quantity-unknown", 'did you mean "plots"?'),
    ("figures.csv", "f1 - f2", "f1 - f9", "figures.csv:4", "figure-unknown", "f9"),
    ("figures.csv", "40,plots,plots,exclusive,,", "40,plots,,exclusive,,", "figures.csv:3", "whole-missing", "f2"),
    ("figures.csv", "\nf2,", "\nF1,", "figures.csv:3", "id-collides", "only in case"),
    ("related.yaml", "[tiny-2, f1]", "[tiny-3, f1]", "related.yaml:3", "related-unknown", "did you mean"),
    ("related.yaml", "[tiny-2, f1]", "f7", "related.yaml:3", "related-unknown", '"f7" is no claim and no figure'),
    ("related.yaml", "[demo-orchard/orchard-1, demo-orchard/f2]", "demo-tiny/f2", "related.yaml:3", "related-itself", "demo-tiny"),
    ("related.yaml", "demo-orchard/f2", "demo-meadow/f2", "related.yaml:3", "related-several", "demo-orchard, demo-meadow"),
    ("related.yaml", "[demo-orchard/orchard-1, demo-orchard/f2]", "orchard", "related.yaml:3", "related-mixed", "invented"),
    ("study.yaml", "data_status: constructed", "data_status: collected", "related.yaml:3", "related-mixed", "collected"),
    ("sources.bib", "{pipes:1962,", "{Almanac2020,", "sources.bib:8", "id-collides", "sources.bib:1"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "place", "rule", "words"), BROKEN)
def test_a_reference_that_leads_nowhere_is_said_at_its_line(
    folder, file, old, new, place, rule, words
):
    change(folder, file, old, new)
    found = [p for p in problems(folder) if p.rule == rule and words in f"{p.message} {p.remedy}"]
    places = [f"{p.path}:{p.line}" if p.line else p.path for p in found]
    assert f"demo-tiny/{place}" in places, problems(folder)


def test_a_missing_codebook_is_said_once_and_not_for_every_passage(folder):
    (folder / "codebook.yaml").unlink()
    found = [p for p in problems(folder) if p.path.endswith(("codebook.yaml", ".jsonl"))]
    assert [(p.path, p.rule) for p in found] == [("demo-tiny/codebook.yaml", "codebook-missing")]


def test_a_release_may_show_excerpts_of_a_transcript_that_it_withholds(folder):
    change(folder, "interviews.csv", "12,present", "12,withheld")
    change(folder, "transcripts/DEMO-G1.md", "---\n\n", "release: public\n---\n\n")
    assert problems(folder) == []


def test_a_link_made_in_code_says_both_what_it_can_and_what_it_cannot():
    for gone in ("bears", "cannot"):
        assert made_in_code(
            lambda s, gone=gone: replace(s, related=(replace(s.related[0], **{gone: EMPTY}),))
        ) == {"related-one-sided"}


def doubts(folder: Path) -> dict[str, Problem]:
    study, _ = read_study(folder, name="demo-tiny")
    assert study is not None
    found = [p for p in check_references(study, name="demo-tiny") if "summary-" in p.rule]
    assert len({p.rule for p in found}) == len(found)
    assert all(p.severity == "doubt" and p.remedy for p in found)
    return {p.rule: p for p in found}


# what stood in framework.yaml, what stands there now, and the one doubt that this raises
DOUBTED = [
    ("DEMO-G1-2n5s", "DEMO-G1-7k2m", "summary-not-counted", 'the counted set "consensus": DEMO-G1-7k2m'),
    ("DEMO-G1-2n5s", "DEMO-G1-d1fc", "summary-off-theme", 'no code of "commons": DEMO-G1-d1fc'),
    ("DEMO-G1-2n5s", "DEMO-K1-q7ad", "summary-not-voiced", '"DEMO-G1" says nothing: DEMO-K1-q7ad'),
    ("DEMO-G1-2n5s", "DEMO-PAIR-6rbe", "", ""),  # both say it
    ("DEMO-G1-2n5s", "DEMO-PAIR-xk47", "summary-not-voiced", "DEMO-PAIR-xk47"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "rule", "words"), DOUBTED)
def test_a_summary_that_rests_elsewhere_is_doubted_once(folder, old, new, rule, words):
    change(folder, "framework.yaml", old, new)
    found = doubts(folder)
    assert set(found) == ({rule} if rule else set())
    if rule:
        assert words in found[rule].message
        assert (found[rule].subject, found[rule].line) == ("DEMO-G1/commons", 3)


def test_whether_a_case_speaks_is_not_asked_where_the_words_are_not_here(folder):
    change(folder, "framework.yaml", "DEMO-G1-2n5s", "DEMO-K1-q7ad")
    (folder / "transcripts" / "DEMO-K1.md").unlink()
    assert doubts(folder) == {}


def test_a_framework_study_says_once_for_a_theme_what_is_not_summarised(folder):
    assert doubts(folder) == {}
    text = (folder / "framework.yaml").read_text(encoding="utf-8")
    cut = text[: text.index("  - case: DEMO-G2")]
    (folder / "framework.yaml").write_text(cut, encoding="utf-8")
    assert doubts(folder) == {}  # of a codebook study nobody asks for summaries
    change(folder, "study.yaml", "method: codebook", "method: framework")
    missing = doubts(folder)["summary-missing"]
    assert missing.subject == "commons"
    assert "DEMO-G2, DEMO-K1, who" in missing.message
    (folder / "framework.yaml").unlink()
    none = doubts(folder)["summary-missing"]
    assert (none.subject, none.path) == ("", "demo-tiny/framework.yaml")
    assert "none of 3 cells" in none.message


def test_a_release_that_withholds_summaries_is_not_asked_for_them(folder):
    change(folder, "study.yaml", "method: codebook", "method: framework")
    change(folder, "transcripts/DEMO-G1.md", "---\n\n", "release: public\n---\n\n")
    (folder / "framework.yaml").unlink()
    assert doubts(folder) == {}


def test_a_summary_made_in_code_without_passages_is_an_error():
    assert made_in_code(
        lambda s: replace(s, framework=(replace(s.framework[0], passages=()),))
    ) == {"summary-unsupported"}


def made_in_code(rebuild: Callable[[StudyFolder], StudyFolder]) -> set[str]:
    study, _ = read_study(TINY)
    assert study is not None
    return {p.rule for p in check_references(rebuild(study)) if p.severity == "error"}


@pytest.mark.parametrize(
    "bad", ["../x", "CON", "nul", "LPT1", "x.", "a\0b", "x" * 300, "", "a b", "å", ".x", "-x"]
)
def test_ids_made_in_code_are_checked_too(bad: str):
    assert "id-unsafe" in made_in_code(
        lambda s: replace(s, interviews=(*s.interviews, replace(s.interviews[0], id=bad)))
    )
    text = LocalText.plain("x")
    assert "id-unsafe" in made_in_code(
        lambda s: replace(
            s, codebook=replace(s.codebook, codes=(Code(id=bad, label=text, definition=text),))
        )
    )
    assert "id-unsafe" in made_in_code(
        lambda s: replace(s, findings=(replace(s.findings[0], id=bad),))
    )


def test_problems_come_by_file_and_line_and_each_once(folder):
    change(folder, "findings/tap.md", "counts: tap", 'counts: "x | x & x"')
    change(folder, "asked.csv", "DEMO-PAIR,water", "DEMO-PAIR,x")
    found = problems(folder)
    assert found == sorted(set(found))
    assert [p.rule for p in found] == ["question-unknown", "code-unknown"]
