"""Whose words a tier may not show has no stance of their own in it, where others are like them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lises.anchoring import anchor
from lises.evidence import Assessment, ParticipantStance
from lises.model import StudyFolder
from lises.privacy import make_release
from lises.privacy.disclosure import disclosure_of
from lises.privacy.pooling import pooled
from tests.building import asked, finding, passage, person, study, talk


def _assessed(text: str) -> Assessment:
    """Make it of ``"A:supports B:silent"``; with ``+`` a passage is shown."""
    rows = (word.rstrip("+").split(":") for word in text.split())
    shown = {word.split(":")[0] for word in text.split() if word.endswith("+")}
    stood = (
        ParticipantStance(participant=who, role="r", stance=stance, passages=("p",) if who in shown else ())  # type: ignore[arg-type]
        for who, stance in rows
    )  # fmt: skip
    return Assessment(finding="f", n=2, of=5, stances=tuple(stood))


def _labels(assessed: Assessment) -> str:
    return " ".join(f"{s.participant}:{s.stance}" for s in assessed.stances)


@pytest.mark.parametrize(
    ("before", "closed", "after"),
    [
        # Three who stand in two ways are told of together, in the order of the stances.
        ("A:silent B:supports+ C:supports D:silent", "ACD", "B:supports :supports :silent :silent"),
        # Two are too few, and three who all stand alike are told by taking the others away.
        ("A:supports B:supports+ C:silent", "AC", "A:supports B:supports C:silent"),
        ("A:supports C:supports D:supports", "ACD", "A:supports C:supports D:supports"),
        # Who may be quoted keeps the label, whatever is not there of theirs.
        ("A:silent C:supports D:silent E:silent", "ACD", "E:silent :supports :silent :silent"),
    ],
)
def test_a_group_that_is_large_enough_and_not_alike_has_no_labels(before, closed, after):
    told = pooled(_assessed(before), set(closed), 3)
    assert _labels(told) == after
    assert told.tally() == _assessed(before).tally()


def _garden(closed: int) -> StudyFolder:
    """Five people; some of the first may not be quoted, and the first of all says nothing of it."""
    people = [person(f"P{n}", quotes="reviewer" if n <= closed else "public") for n in range(1, 6)]
    talks = [talk(p.id, f"{p.id}: The tap is no friend of {p.id} at all.") for p in people]
    passages = [
        passage(f"{p.id}-aaaa", 1, talks[n].turns[0].text, "tap" if n else "rain")
        for n, p in enumerate(people)
    ]
    return study(*talks, *passages, finding(counts="tap"), people=people, codes="tap rain")


def test_a_release_tells_of_three_together_and_disclosure_has_nothing_of_them():
    made = make_release(anchor(_garden(3)), "public")
    labels = [s.participant for s in made.assessments["f"].stances]
    assert labels == ["P4", "P5", "", "", ""]
    assert made.assessments["f"].tally() == {"supports": 4, "silent": 1}
    assert not disclosure_of(made).told
    one = make_release(anchor(_garden(2)), "public")
    assert [t.person for t in disclosure_of(one).told] == ["P2"]


@pytest.mark.parametrize("tier", ["reviewer", "restricted"])
def test_whoever_may_see_their_words_sees_whose_they_are(tier):
    made = make_release(anchor(_garden(3)), tier)
    assert [s.participant for s in made.assessments["f"].stances] == [f"P{n}" for n in range(1, 6)]


def test_what_a_talk_that_is_not_here_was_asked_is_not_here_either():
    folder = _garden(3)
    rows = tuple(asked(p.id, "q", 1) for p in folder.participants)
    made = make_release(anchor(replace(folder, asked=rows)), "public")
    assert [row.interview for row in made.folder.asked] == ["P4", "P5"]
