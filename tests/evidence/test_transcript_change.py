"""A new transcript in a study: all that points into the old one is carried, decided, or kept."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from lises.errors import LisesError, UnknownNameError
from lises.evidence import (
    TranscriptChange,
    change_transcript,
    decide,
    new_transcript_problems,
    rewrite_transcript,
)
from lises.files import read_study, text, together, write_study
from lises.model import Code, Codebook, LocalText, StudyFolder, Transcript
from tests.building import asked, finding, hit, passage, question, search, study, talk

OLD = talk(
    "A",
    "I: And how is the tap these days?",
    "A: It drips. My neighbour says that it has always dripped, even in the war. The tap is old.",
    "I: Really, always?",
    "A: Yes. But she was not born then, so how would she know about the tap?",
    "I: And the beans?",
    "A: The beans are well.",
)
LINES = [f"{turn.label}: {turn.text}" for turn in OLD.turns]
CODINGS = "codings/c/A.jsonl"


def _new(*changed: tuple[int, str], first: tuple[str, ...] = ()) -> Transcript:
    lines = [*LINES]
    for number, line in changed:
        lines[number - 1] = line
    return talk("A", *first, *lines)


def _code(name: str) -> Code:
    return Code(id=name, label=LocalText.plain(name), definition=LocalText.plain(name))


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A study with passages of two sets, questions, judged hits, a finding and a consensus."""
    folder = study(
        OLD,
        passage("A-aaaa", 2, "My neighbour says that it has always dripped", "tap", memo="mm"),
        passage("A-bbbb", (4, 5), ("so how would she know about the tap?", "And"), "tap"),
        passage("A-cccc", 6, "The beans are well.", "beans", clearance="public"),
        passage("A-dddd", 2, "It drips.", "tap", set="d", origin=("A-aaaa",), reason="r"),
        finding("old", rests_on="A-aaaa", searched=(search("tap", judged="searches/tap.jsonl"),)),
        codes=Codebook(codes=tuple(_code(name) for name in ("tap", "beans"))),
        guide=(question("water"), question("beans")),
        asked=(asked("A", "water", 1), asked("A", "beans", 5)),
        searches={
            "searches/tap.jsonl": (
                hit("A", 1, "tap", prompted=True),
                hit("A", 2, "tap", "mattered", note="her word"),
                hit("A", 4, "tap"),
            )
        },
    )
    write_study(folder, tmp_path / "x")
    return tmp_path / "x"


def _read(path: Path) -> StudyFolder:
    folder, problems = read_study(path, name=str(path))
    assert folder is not None
    assert [p for p in problems if p.severity == "error"] == []
    return folder


def _files(path: Path) -> dict[str, bytes]:
    files = (p for p in path.rglob("*") if p.is_file() and ".lises" not in p.parts)
    return {p.relative_to(path).as_posix(): p.read_bytes() for p in files if p.suffix != ".tmp"}


def _change(path: Path, new: Transcript) -> TranscriptChange:
    return change_transcript(_read(path), new)


SHIFTED = _new((2, LINES[1].replace("neighbour", "neighbor")), first=("I: Hello.", "A: Hello."))


def test_passages_questions_and_hits_go_with_their_words(made: Path):
    change = _change(made, SHIFTED)
    assert change.counts == {"exact": 8, "moved": 1, "ambiguous": 0, "lost": 0}
    rewrite_transcript(made, change, decide(change, accept=("exact", "moved")))
    folder = _read(made)
    assert folder.transcripts["A"] == replace(SHIFTED, at=folder.transcripts["A"].at)
    assert {(p.id, p.turn, p.turn_end, p.quote) for p in folder.passages} == {
        ("A-aaaa", 4, 4, ("My neighbor says that it has always dripped",)),
        ("A-bbbb", 6, 7, ("so how would she know about the tap?", "And")),
        ("A-cccc", 8, 8, ("The beans are well.",)),
        ("A-dddd", 4, 4, ("It drips.",)),
    }
    assert [(a.question, a.turn) for a in folder.asked] == [("water", 3), ("beans", 7)]
    hits = folder.searches["searches/tap.jsonl"]
    assert [(h.turn, h.hit, h.judged, h.note) for h in hits] == [
        (3, "tap", "mentioned", ""),
        (4, "tap", "mattered", "her word"),
        (6, "tap", "mentioned", ""),
    ]


def test_a_line_keeps_its_place_its_other_values_and_their_order(made: Path):
    path = made / CODINGS
    first, second, third = path.read_text(encoding="utf-8").splitlines()
    told = json.loads(first)
    turned = {"codes": told["codes"], "memo": told["memo"], **told}  # as somebody else wrote it
    path.write_text("\n".join([json.dumps(turned), "", second, third]) + "\n", encoding="utf-8")
    change = _change(made, SHIFTED)
    rewrite_transcript(made, change, decide(change, accept=("exact", "moved")))
    lines = path.read_text(encoding="utf-8").split("\n")
    assert [*json.loads(lines[0])] == [*turned]
    assert json.loads(lines[0])["memo"] == "mm"
    assert lines[1] == lines[4] == ""
    assert json.loads(lines[3]) == {**json.loads(third), "turn": 8}


def test_lines_whose_values_stay_are_the_same_bytes(made: Path):
    before = _files(made)
    change = _change(made, OLD)
    assert set(change.counts) - {f for f, n in change.counts.items() if not n} == {"exact"}
    written = rewrite_transcript(made, change, decide(change, accept=("exact",)))
    assert [p.name for p in written] == ["A.md"]
    assert _files(made) == before


def test_nothing_is_written_while_one_thing_is_open(made: Path):
    before = _files(made)
    new = _new((2, "A: I have nothing to say about that, nothing at all."))
    change = _change(made, new)
    decisions = decide(change, accept=("exact", "moved"))
    assert [p.key for p in decisions.open] == ["A-aaaa", "A-dddd", "searches/tap.jsonl:2"]
    assert decisions.open[0].named_by == ("findings/old.md", "A-dddd")
    with pytest.raises(LisesError, match="3 decisions to be made"):
        rewrite_transcript(made, change, decisions)
    assert _files(made) == before
    drop = [p.key for p in decisions.open]
    rewrite_transcript(made, change, decide(change, accept=("exact", "moved"), drop=drop))
    folder = _read(made)
    assert [p.id for p in folder.passages] == ["A-bbbb", "A-cccc"]
    assert [h.turn for h in folder.searches["searches/tap.jsonl"]] == [1, 4]


def test_a_candidate_is_chosen_by_its_number(made: Path):
    new = talk("A", LINES[5], *LINES[:5])
    change = _change(made, new)
    (beans,) = (p for p in change.pointers if p.key == "A-cccc")
    assert (beans.fate, [c["turn"] for c in beans.candidates]) == ("ambiguous", [1])
    decisions = decide(change, accept=("exact", "moved"), choose={"A-cccc": 1})
    assert decisions.open == ()
    rewrite_transcript(made, change, decisions)
    assert {p.id: p.turn for p in _read(made).passages}["A-cccc"] == 1


def test_a_decision_about_nothing_or_for_no_candidate_is_refused(made: Path):
    change = _change(made, SHIFTED)
    with pytest.raises(UnknownNameError, match='did you mean "A-aaaa"'):
        decide(change, drop=["A-aaab"])
    with pytest.raises(LisesError, match="no candidate 2"):
        decide(change, choose={"A-aaaa": 2})
    with pytest.raises(LisesError, match="both chosen and dropped"):
        decide(change, choose={"A-aaaa": 1}, drop=["A-aaaa"])
    with pytest.raises(LisesError, match="cannot be accepted unseen"):
        decide(change, accept=("lost",))


def test_words_credited_to_another_wait_for_their_own_word(made: Path):
    new = _new((6, "I: The beans are well."))
    change = _change(made, new)
    assert [p.key for p in decide(change, accept=("exact", "moved")).open] == ["A-cccc"]
    assert decide(change, accept=("exact", "moved", "speakers")).open == ()


def test_a_hit_that_its_search_does_not_find_any_more_is_lost(made: Path):
    new = _new((4, LINES[3].replace("the tap", "the tapp")))
    (last,) = (p for p in _change(made, new).pointers if p.key == "searches/tap.jsonl:3")
    assert (last.fate, last.became) == ("lost", None)
    assert "does not find it" in last.why


def test_a_hits_occurrence_is_counted_as_its_search_counts(made: Path):
    new = _new((2, LINES[1] + " Tapped out, that tap."))
    (second,) = (p for p in _change(made, new).pointers if p.key == "searches/tap.jsonl:2")
    assert second.became == {"turn": 2, "hit": "tap", "occurrence": 1}


def test_an_interview_without_a_transcript_and_a_release_are_refused(made: Path):
    folder = _read(made)
    with pytest.raises(UnknownNameError, match="no transcript here"):
        change_transcript(folder, replace(SHIFTED, interview="B"))
    with pytest.raises(LisesError, match="release"):
        change_transcript(folder, replace(SHIFTED, release="public"))
    twice = replace(folder, passages=(*folder.passages, folder.passages[0]))
    with pytest.raises(LisesError, match="id of two passages"):
        change_transcript(twice, SHIFTED)


def test_unknown_speakers_and_lines_that_cannot_be_read_stand_in_the_way(made: Path):
    strangers = talk("A", *LINES[:5], "Z: The beans are well.")
    folder, problems = read_study(made, name=str(made))
    assert folder is not None
    assert new_transcript_problems(folder, SHIFTED, problems) == ()
    told = new_transcript_problems(folder, strangers, problems)
    assert [p.rule for p in told] == ["speaker-unknown"]
    with (made / CODINGS).open("a", encoding="utf-8") as file:
        file.write("{broken\n")
    folder, problems = read_study(made, name=str(made))
    assert folder is not None
    assert [p.rule for p in new_transcript_problems(folder, SHIFTED, problems)] == ["json-syntax"]


class _Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("step", range(0, 40, 2))
def test_killed_at_any_step_the_study_is_the_old_or_the_new(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
):
    before = _files(made)
    change = _change(made, SHIFTED)
    decisions = decide(change, accept=("exact", "moved"))
    shutil.copytree(made, tmp_path / "done" / "x")
    rewrite_transcript(tmp_path / "done" / "x", change, decisions)
    after = _files(tmp_path / "done" / "x")
    left = [step]

    def counted(work: Callable[..., object]) -> Callable[..., object]:
        def run(*args: object, **kwargs: object) -> object:
            if left[0] == 0:
                raise _Killed
            left[0] -= 1
            return work(*args, **kwargs)

        return run

    with monkeypatch.context() as patched:
        patched.setattr(text.os, "fsync", counted(text.os.fsync))
        patched.setattr(Path, "replace", counted(Path.replace))
        patched.setattr(together.shutil, "rmtree", counted(together.shutil.rmtree))
        with contextlib.suppress(_Killed):
            rewrite_transcript(made, change, decisions)
    _read(made)  # whoever reads next finishes what was decided
    assert _files(made) in (before, after)


def test_a_file_that_was_changed_meanwhile_is_not_written_over(made: Path):
    change = _change(made, SHIFTED)
    path = made / CODINGS
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(lines[1:]) + "\n", encoding="utf-8")
    before = _files(made)
    with pytest.raises(LisesError, match="was changed"):
        rewrite_transcript(made, change, decide(change, accept=("exact", "moved")))
    assert _files(made) == before
