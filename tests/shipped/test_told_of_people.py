"""What the authors of the demonstrations write tells nothing of anybody that a reader may not see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from lises.anchoring import anchor
from lises.files import read_study
from lises.model import StudyFolder
from lises.privacy import Release, make_release

STUDIES = Path(__file__).parent.parent.parent / "studies"
DEMONSTRATIONS = ("demo-cubb", "demo-lises")
CITED = re.compile(r"\{lises:passage\}`(?:[^`<]*<)?([^`<>]+)>?`")


@cache
def archive(name: str) -> StudyFolder:
    folder, _ = read_study(STUDIES / name)
    assert folder is not None
    return folder


@cache
def released(name: str) -> Release:
    return make_release(anchor(archive(name)), "public")


def written(name: str) -> Iterator[tuple[str, str]]:
    """Give every text that authors wrote and a public release holds, with where it stands."""
    folder = released(name).folder
    for finding in folder.findings:
        notes = [e.note for e in (*finding.rests_on, *finding.contradicted_by)]
        for text in (finding.statement, finding.prose, finding.selected, finding.limits, *notes):
            yield from ((f"finding {finding.id}", said) for _, said in text.by_language)
    for note in folder.notes:
        yield f"{note.kind} {note.id}", f"{note.title}\n{note.text}"
    for theme in folder.themes:
        yield from ((f"theme {theme.id}", said) for _, said in theme.interpretation.by_language)


def naming(person: str) -> re.Pattern[str]:
    """Make a pattern of a person's id, also without its mark, but not within a passage's id."""
    return re.compile(rf"\b(?:DEMO-)?{re.escape(person.removeprefix('DEMO-'))}\b(?!-)")


@pytest.mark.parametrize("name", DEMONSTRATIONS)
def test_nobody_whose_words_may_not_be_quoted_is_named(name: str) -> None:
    closed = [p.id for p in archive(name).participants if p.quotes != "public"]
    assert closed, "the demonstrations hold somebody whose words are for reviewers only"
    told = [
        (where, person)
        for where, text in written(name)
        for person in closed
        if naming(person).search(text)
    ]
    assert told == []


@pytest.mark.parametrize("name", DEMONSTRATIONS)
def test_of_whom_only_excerpts_are_shown_a_finding_tells_what_it_cites(name: str) -> None:
    """A sentence that names somebody whose transcript is closed leads to words that are shown."""
    folder = released(name).folder
    shown = {passage.id for passage in folder.passages}
    closed = [p.id for p in archive(name).participants if p.transcript == "restricted"]
    told = [
        (finding.id, sentence)
        for finding in folder.findings
        for _, prose in finding.prose.by_language
        for sentence in re.split(r"(?<=[.!?])\s+", prose)
        for person in closed
        if naming(person).search(sentence)
        and not any(c.strip() in shown and c.startswith(person) for c in CITED.findall(sentence))
    ]
    assert told == []
