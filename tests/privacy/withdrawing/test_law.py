"""After a withdrawal the study is one in which the person never was, plus one withdrawal."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from lises.anchoring import anchor
from lises.evidence import all_problems, assess_all, count
from lises.files import read_study, write_study
from lises.model import OTHER, StudyFolder, Withdrawal
from lises.privacy.withdrawing import (
    apply_withdrawal,
    needles_for,
    plan_withdrawal,
    still_there,
)
from tests.privacy.studies import studies


def without(folder: StudyFolder, person: str, joint: str) -> StudyFolder:
    """Make the study anew without somebody: object by object, no file is touched."""
    theirs = {i.id for i in folder.interviews if person in i.participants}
    parts = {
        i.id for i in folder.interviews
        if i.id in theirs and len(i.participants) > 1 and joint == "turns"
    }  # fmt: skip
    whole = theirs - parts
    talks = {}
    for name, talk in folder.transcripts.items():
        if name in whole:
            continue
        turns = tuple(
            replace(
                t,
                text="⟦withheld⟧",
                time="",
                label="…",
                speakers=tuple(
                    dict.fromkeys(OTHER if who == person else who for who in t.speakers)
                ),
            )
            if name in parts and person in t.speakers
            else t
            for t in talk.turns
        )
        talks[name] = replace(talk, turns=turns)
    gone = {
        p.id for p in folder.passages
        if p.interview in whole or (p.interview in parts and any(
            person in turn.speakers
            for turn in folder.transcripts[p.interview].turns[p.turn - 1 : p.turn_end]))
    }  # fmt: skip
    kept = lambda evidence: tuple(e for e in evidence if e.passage not in gone)  # noqa: E731
    return replace(
        folder,
        participants=tuple(p for p in folder.participants if p.id != person),
        interviews=tuple(
            replace(i, participants=tuple(p for p in i.participants if p != person))
            for i in folder.interviews if i.id not in whole
        ),
        transcripts=talks,
        passages=tuple(p for p in folder.passages if p.id not in gone),
        readings=tuple(r for r in folder.readings if r.interview not in whole),
        asked=tuple(a for a in folder.asked if a.interview not in whole),
        findings=tuple(
            replace(f, rests_on=kept(f.rests_on), contradicted_by=kept(f.contradicted_by))
            for f in folder.findings
        ),
        withdrawals=(*folder.withdrawals, Withdrawal(date="2026-11-22", role="r")),
    )  # fmt: skip


def told(folder: StudyFolder) -> dict[str, object]:
    """Count everything."""
    return {
        name: (a.n, a.of, a.interviewed, a.result, a.tally(), a.coded, a.cited, a.all_coded,
               [(s.participant, s.stance, s.passages, s.against, s.mention) for s in a.stances],
               dict(a.prose_counts))
        for name, a in assess_all(count(anchor(folder))).items()
    }  # fmt: skip


def errors(folder: StudyFolder, read: tuple) -> set[tuple[str, str]]:
    counted = count(anchor(folder))
    found = all_problems(counted, read, assess_all(counted))
    return {(p.rule, p.subject) for p in found if p.severity == "error"}


@settings(max_examples=15)
@given(studies(), st.data())
def test_counts_are_those_of_a_study_in_which_the_person_never_was(made, data):
    person = data.draw(st.sampled_from([p.id for p in made.participants]))
    joint = data.draw(st.sampled_from(["whole", "turns"]))
    # Whether the disk has it yet is the matter of other tests, and takes most of the time.
    with tempfile.TemporaryDirectory() as there, mock.patch("os.fsync"):
        place = Path(there) / "x"
        write_study(made, place)
        was = shutil.copytree(place, Path(there) / "was")
        before, read_before = read_study(place)
        assert before is not None
        plan = plan_withdrawal(place, person, day="2026-11-22", joint=joint)
        apply_withdrawal(plan)
        after, read_after = read_study(place)
        assert after is not None
        assert told(after) == told(without(before, person, joint))
        assert len(after.withdrawals) == len(before.withdrawals) + 1
        assert errors(after, read_after) <= errors(before, read_before)
        needles = needles_for(plan.before, plan.leaving, after)
        assert still_there(place, needles) == ()
        # And the reader of bytes would have seen it: the study as it was is full of it.
        assert still_there(was, needles) != ()
