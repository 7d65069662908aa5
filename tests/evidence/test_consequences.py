"""One fault gives one problem, at its line, with a remedy; what follows from it waits."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lises.anchoring import anchor
from lises.errors import Problem
from lises.evidence import all_problems, assess_all, count
from lises.files import read_study

TINY = Path(__file__).parent.parent / "studies" / "demo-tiny"
# Two doubts that the tiny study has of itself: a code changed after the first coder's round.
ITS_OWN = "reading-stale"

Break = Callable[[Path], object]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "demo-tiny"))


def problems(folder: Path) -> list[Problem]:
    study, read = read_study(folder, name="demo-tiny")
    assert study is not None
    study = study.__class__(**{**study.__dict__, "path": "demo-tiny"})
    counted = count(anchor(study))
    found = all_problems(counted, read, assess_all(counted))
    return [p for p in found if not p.acknowledged and p.rule != ITS_OWN]


def put(file: str, old: str, new: str) -> Break:
    def broken(folder: Path) -> None:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return broken


def unmerged(file: str, line: int) -> Break:
    def broken(folder: Path) -> None:
        path = folder / file
        lines = path.read_text(encoding="utf-8").split("\n")
        mine = lines[line - 1]
        lines[line - 1 : line] = ["<<<<<<< HEAD", mine, "=======", mine, ">>>>>>> theirs"]
        path.write_text("\n".join(lines), encoding="utf-8")

    return broken


def gone(file: str) -> Break:
    return lambda folder: (folder / file).unlink()


def renamed(old: str, new: str) -> Break:
    return lambda folder: (folder / old).rename(folder / new)


G1, FOUND = "transcripts/DEMO-G1.md", "findings/tap.md"
CODED = "codings/consensus/DEMO-G1.jsonl"

# what was done, where the one problem stands, its rule
SINGLE: list[tuple[Break, str, str]] = [
    # transcripts
    (put(G1, "DEMO-G1: DEMO-G1}", "DEMO-GI: DEMO-G1}"), f"{G1}:3", "speaker-undeclared"),
    (put(G1, "DEMO-G1: DEMO-G1}", "DEMO-G1: DEMO-G7}"), f"{G1}:3", "speaker-unknown"),
    (put(G1, "{I: interviewer, ", "{"), f"{G1}:3", "speaker-undeclared"),
    (put(G1, "**DEMO-G1** [00:00:22]", "**DEMO-GI** [00:00:22]"), f"{G1}:12", "speaker-undeclared"),
    (put(G1, "\n---\n", "\n\n"), f"{G1}:1", "front-matter-open"),
    (put(G1, "DEMO-G1: DEMO-G1}", "DEMO-G1: DEMO-G1"), f"{G1}:4", "yaml-syntax"),
    (unmerged(G1, 8), f"{G1}:8", "conflict-marker"),
    (gone(G1), "interviews.csv:2", "transcript-missing"),
    (renamed(G1, "transcripts/DEMO-G9.md"), "transcripts/DEMO-G9.md:2", "interview-misnamed"),
    # codings
    (unmerged("codings/ab-1/DEMO-G1.jsonl", 1), "codings/ab-1/DEMO-G1.jsonl:1", "conflict-marker"),
    (put(CODED, "They keep", "They kept"), f"{CODED}:3", "quote-nearly-found"),
    (put(CODED, '"turn":6', '"turn":60'), f"{CODED}:3", "turn-unknown"),
    (put(CODED, '["weeds"]', '["weds"]'), f"{CODED}:3", "code-unknown"),
    (put(CODED, '"turn":2,', '"turn":2'), f"{CODED}:1", "json-syntax"),
    (renamed("codings/cd-1", "codings/cd-2"), "codings/cd-2/DEMO-G1.jsonl", "set-unknown"),
    (gone("readings.csv"), "readings.csv", "reading-missing"),
    (put("readings.csv", "consensus,DEMO-G1", "consensu,DEMO-G1"), "readings.csv:7", "set-unknown"),
    (put("readings.csv", "tap-queue,2,2026-05-25", "tap-quee,2,2026-05-25"), "readings.csv:9",
     "code-unknown"),
    # codebook
    (unmerged("codebook.yaml", 7), "codebook.yaml:7", "conflict-marker"),
    (put("codebook.yaml", "codes:\n", "codes: [\n"), "codebook.yaml:7", "yaml-syntax"),
    (gone("codebook.yaml"), "codebook.yaml", "codebook-missing"),
    (put("codebook.yaml", "id: weeds", "id: weed"), "codings/ab-1/DEMO-G1.jsonl:3", "code-unknown"),
    (put("codebook.yaml", "id: weeds", "id: Weeds!"), "codebook.yaml:18", "id-unsafe"),
    # people
    (gone("participants.csv"), "participants.csv", "file-missing"),
    (put("participants.csv", "DEMO-K1,keeper", "DEMO-KI,keeper"), "interviews.csv:4",
     "participant-unknown"),
    (put("participants.csv", "DEMO-K1,keeper,none,,", "DEMO-K1,keeper,none,"), "participants.csv:4",
     "row-length"),
    (put("participants.csv", "id,role", "id,rolle"), "participants.csv:1", "column-missing"),
    (put("participants.csv", "DEMO-K1", "DEMO-G2"), "participants.csv:4", "id-duplicate"),
    (unmerged("participants.csv", 2), "participants.csv:2", "conflict-marker"),
    (gone("interviews.csv"), "interviews.csv", "file-missing"),
    (put("interviews.csv", "2026-05-11", "2026-15-11"), "interviews.csv:4", "field-value"),
    (put("interviews.csv", "DEMO-G1;DEMO-G2", "DEMO-G1;DEMO-G3"), "interviews.csv:3",
     "participant-unknown"),
    (gone("guide.yaml"), "guide.yaml", "guide-missing"),
    # the design
    (put("study.yaml", "  gardener:", "  gardner:"), "claims.yaml:3", "role-unknown"),
    (put("study.yaml", "counted: consensus", "counted: consensu"), "study.yaml:25",
     "counted-unknown"),
    (put("study.yaml", "coder: ab,", "coder: abb,"), "study.yaml:22", "coder-unknown"),
    (put("study.yaml", "  cd-1: {", "  cd-9: {"), "codings/cd-1/DEMO-G1.jsonl", "set-unknown"),
    (put("study.yaml", "sample: 3", "sample: 1"), "study.yaml:15", "sample-exceeded"),
    (put("study.yaml", "n > N / 2", "n >> N / 2"), "study.yaml:26", "quantifier-unreadable"),
    (put("study.yaml", "at: DEMO-K1", "at: DEMO-K9"), "codings/cd-1/DEMO-K1.jsonl",
     "reading-missing"),
    # findings
    (put(FOUND, "passage: DEMO-PAIR-6rbe", "passage: DEMO-PAIR-6rbx"), f"{FOUND}:10",
     "passage-unknown"),
    (put(FOUND, "counts: tap", "counts: tapp"), f"{FOUND}:5", "code-unknown"),
    (put(FOUND, "counts: tap", "counts: tap &"), f"{FOUND}:5", "counts-unreadable"),
    (put(FOUND, "{role: gardener}", "{role: gardner}"), f"{FOUND}:3", "role-unknown"),
    (put(FOUND, "quantifier: all", "quantifier: every"), f"{FOUND}:4", "field-value"),
    (put(FOUND, "rests_on:", "rest_on:"), f"{FOUND}:8", "field-unknown"),
    (put(FOUND, "count}`tap` of", "count}`tapp` of"), f"{FOUND}:17", "code-unknown"),
    (put(FOUND, "{lises:passage}", "{lises:pasage}"), f"{FOUND}:17", "prose-role-unknown"),
    (put(FOUND, "{lises:count}`tap` of", "2 of 3"), f"{FOUND}:17", "count-typed"),
    (put("findings/queue.md", "searches/barrel", "searches/barel"), "findings/queue.md:10",
     "search-unknown"),
    (gone("findings/queue.md"), f"{FOUND}:18", "finding-unknown"),
    # sources and figures
    (put("sources.bib", "{2020},", "{2020,"), "sources.bib:6", "bib-syntax"),
    (put("figures.csv", "plots,exclusive,,", "plts,exclusive,,"), "figures.csv:3",
     "quantity-unknown"),
    (put("figures.csv", "f1 - f2", "f1 - f7"), "figures.csv:4", "figure-unknown"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("broken", "place", "rule"), SINGLE, ids=[f"{n}" for n in range(len(SINGLE))]
)
def test_a_single_fault_is_one_problem_at_its_line_with_a_remedy(folder, broken, place, rule):
    broken(folder)
    found = problems(folder)
    if rule == "reading-missing" and place.startswith("codings"):
        found = [p for p in found if p.rule != "acknowledgement-unused"]
    told = [(f"{p.path}:{p.line}" if p.line else p.path, p.rule) for p in found]
    assert told == [(f"demo-tiny/{place}", rule)]
    assert found[0].remedy


def test_a_mistyped_speaker_says_how_many_turns_have_the_label(folder):
    put(G1, "DEMO-G1: DEMO-G1}", "DEMO-GI: DEMO-G1}")(folder)
    (found,) = problems(folder)
    assert "3 turns have this label, the first on line 8" in found.message
    assert 'is it "DEMO-GI"?' in found.remedy


def test_an_error_says_how_many_problems_wait_for_it(folder):
    gone("codebook.yaml")(folder)
    (found,) = problems(folder)
    assert "more problems wait until this is mended" in found.remedy


def test_a_name_that_is_unknown_in_many_places_is_told_once_with_its_places(folder):
    put("study.yaml", "  gardener:", "  gardner:")(folder)
    (found,) = problems(folder)
    assert "also in claims.yaml:11, findings/queue.md:3, findings/queue.md:10 and" in found.message
    assert 'did you mean "gardner"?' in found.remedy


def test_two_faults_that_have_nothing_to_do_with_each_other_are_both_told(folder):
    gone("sources.bib")(folder)
    put(FOUND, "counts: tap", "counts: tapp")(folder)
    put(CODED, "They keep", "They kept")(folder)
    assert {p.rule for p in problems(folder)} == {
        "source-unknown", "code-unknown", "quote-nearly-found",
    }  # fmt: skip


def test_what_waited_is_told_once_the_fault_is_mended(folder):
    put(CODED, '["weeds"]', '["weds"]')(folder)
    put("codebook.yaml", "codes:\n", "codes: [\n")(folder)
    assert {p.rule for p in problems(folder)} == {"yaml-syntax"}
    put("codebook.yaml", "codes: [\n", "codes:\n")(folder)
    assert {p.rule for p in problems(folder)} == {"code-unknown"}
