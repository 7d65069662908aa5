"""The law of a release: what is not cleared is in no byte of it; what is cleared stays as it was."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from os.path import relpath
from pathlib import Path

from hypothesis import given

from lises.anchoring import AnchoredStudy, anchor
from lises.evidence import all_problems, assess_all, count
from lises.model import CLEARANCES, Clearance, StudyFolder
from lises.privacy import STUB, Release, cleared_passages, make_release, read_release, write_release
from tests.privacy.studies import NAMES, SECRET, TIERS, anchored, cleared, shown, studies

STRETCH = 12  # code points that make words recognisable


def _released(folder: StudyFolder, tier: Clearance) -> tuple[AnchoredStudy, Release]:
    study = anchored(folder)
    counted = count(study)
    problems = all_problems(counted, (), assess_all(counted))
    return study, make_release(study, tier, problems=problems)


def _written(release: Release) -> str:
    """Give every byte of a release as text; of JSON also what its escapes mean."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "x"
        write_release(release, folder)
        texts = [f.read_bytes().decode("utf-8") for f in sorted(folder.rglob("*")) if f.is_file()]
        names = [f.name for f in folder.rglob("*")]
    strings = [word for text in texts for word in _strings(text)]
    return "\x00".join([*texts, *strings, *names])


def _strings(text: str) -> Iterator[str]:
    for piece in [text, *text.split("\n")]:
        try:
            value = json.loads(piece)
        except ValueError:
            continue
        yield from _leaves(value)


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from (str(key), *_leaves(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)


def _stretches(study: AnchoredStudy, tier: Clearance, *, of: bool) -> set[str]:
    """Give every stretch of words that are shown (or are not), and of no other."""
    found = set()
    for (interview, number), marks in shown(study, tier).items():
        text = study.folder.transcripts[interview].turns[number - 1].text
        for i in range(len(text) - STRETCH + 1):
            stretch = text[i : i + STRETCH]
            # Beside white space the file's own signs could make up the rest.
            bare = stretch == stretch.strip()
            if bare and all(mark is of for mark in marks[i : i + STRETCH]):
                found.add(stretch)
    return found


@given(studies(), TIERS)
def test_no_stretch_of_uncleared_words_is_in_any_byte_of_a_release(
    folder: StudyFolder, tier: Clearance
):
    study, release = _released(folder, tier)
    secret = _stretches(study, tier, of=False) - _stretches(study, tier, of=True)
    written = _written(release)
    assert [s for s in sorted(secret) if s in written] == []


@given(studies(), TIERS)
def test_nothing_that_was_written_beside_a_withheld_passage_is_in_a_release(
    folder: StudyFolder, tier: Clearance
):
    study, release = _released(folder, tier)
    written = _written(release)
    for passage in set(study.spans) - cleared(study, tier):
        for what in ("memo on", "reason for", "translation of", "note on", "titled"):
            assert f"{what} {passage}" not in written
        assert f"{{lises:passage}}`{passage}`" not in written
    for note in folder.notes:
        open_ = CLEARANCES.index(note.clearance or "restricted") <= CLEARANCES.index(tier)
        assert (f"note about {note.text.split()[2]}\n" in written) == open_
    if tier != "restricted":
        assert "note on a hit" not in written
        assert SECRET not in written
        assert not [name for name in (*NAMES, "Bodil") if name in written]
        assert "2026-05-14" not in written
    assert "2026-04-01" not in written
    assert "bodil" not in written  # the archive's place on its machine


@given(studies(), TIERS)
def test_cleared_passages_keep_their_words_their_turns_and_their_codes(
    folder: StudyFolder, tier: Clearance
):
    study, release = _released(folder, tier)
    assert cleared_passages(study, tier) == cleared(study, tier)
    kept = {p.id: p for p in release.folder.passages}
    assert set(kept) == cleared(study, tier)
    for before in study.passages:
        after = kept.get(before.id)
        if after is None:
            continue
        assert (after.turn, after.turn_end, after.codes) == (
            before.turn,
            before.turn_end,
            before.codes,
        )
        talk = release.folder.transcripts[after.interview]
        words = [
            talk.turns[s.turn - 1].text[s.start : s.end] for s in release.study.spans[after.id]
        ]
        assert words == list(before.quote)
        assert release.study.speakers_of(after) == study.speakers_of(before)


@given(studies(), TIERS)
def test_turns_keep_their_numbers_and_exactly_what_may_be_shown_of_them(
    folder: StudyFolder, tier: Clearance
):
    study, release = _released(folder, tier)
    marks = shown(study, tier)
    for interview, before in study.folder.transcripts.items():
        after = release.folder.transcripts.get(interview)
        row = release.folder.interview(interview)
        assert row is not None
        if after is None:
            assert row.transcript == "withheld"
            assert not any(
                c.strip()
                for t in before.turns
                for c, m in zip(t.text, marks[interview, t.number], strict=True)
                if m
            )
            continue
        assert row.transcript == "present"
        assert [t.number for t in after.turns] == [t.number for t in before.turns]
        for old, new in zip(before.turns, after.turns, strict=True):
            seen = zip(old.text, marks[interview, old.number], strict=True)
            expected = "".join(c if m else "" for c, m in seen)
            assert "".join(STUB.sub("", new.text).split()) == "".join(expected.split())
            assert new.participants == old.participants


@given(studies(), TIERS)
def test_a_release_of_a_release_is_the_same_study(folder: StudyFolder, tier: Clearance):
    _, once = _released(folder, tier)
    again = make_release(anchor(once.folder), tier)
    assert again.folder == once.folder


@given(studies(), TIERS)
def test_what_is_written_is_read_again(folder: StudyFolder, tier: Clearance):
    _, release = _released(folder, tier)
    with tempfile.TemporaryDirectory() as place:
        where = Path(place) / "x"
        write_release(release, where)
        read = read_release(where, name="anything")
    moved = [replace(p, path=relpath(p.path, where)) for p in read.problems]
    sent = [replace(p, path=relpath(p.path, folder.path)) for p in release.problems]
    assert moved == sent
    assert read.folder == replace(release.folder, path=read.folder.path)
    assert read.study.spans == release.study.spans
    for carried in ("tier", "assessments", "withheld", "searches", "totals", "claims"):
        assert getattr(read, carried) == getattr(release, carried), carried
    assert read.passages_withheld == release.passages_withheld


@given(studies())
def test_each_tier_shows_all_that_the_tier_before_it_shows(folder: StudyFolder):
    study = anchored(folder)
    made = [make_release(study, tier) for tier in CLEARANCES]
    marks = [shown(study, tier) for tier in CLEARANCES]
    for narrow, wide in pairwise(made):
        assert {p.id for p in narrow.folder.passages} <= {p.id for p in wide.folder.passages}
        assert set(narrow.folder.transcripts) <= set(wide.folder.transcripts)
        assert {n.id for n in narrow.folder.notes} <= {n.id for n in wide.folder.notes}
        assert set(narrow.folder.translations) <= set(wide.folder.translations)
    for few, many in pairwise(marks):
        for key, points in few.items():
            assert all(b for a, b in zip(points, many[key], strict=True) if a)


@given(studies(), TIERS)
def test_what_was_counted_in_the_archive_is_carried_whole(folder: StudyFolder, tier: Clearance):
    study, release = _released(folder, tier)
    archive = assess_all(count(study))
    for name, assessed in release.assessments.items():
        before = archive[name]
        told = ("n", "of", "interviewed", "result", "reason", "cited", "all_coded", "prose_counts")
        assert [getattr(assessed, x) for x in told] == [getattr(before, x) for x in told]
        assert assessed.tally() == before.tally()
        linked = {p for s in assessed.stances for p in (*s.passages, *s.against)} | set(
            assessed.coded
        )
        assert linked <= set(release.study.spans)
    for name, lost in release.withheld.items():
        (whole,) = [f for f in folder.findings if f.id == name]
        (part,) = [f for f in release.folder.findings if f.id == name]
        assert lost.supports == len(whole.rests_on) - len(part.rests_on)
        assert lost.contradicts == len(whole.contradicted_by) - len(part.contradicted_by)
    closed = {p.id for p in study.passages if p.set == "c"} - cleared(study, tier)
    assert sum(release.passages_withheld.values()) == len(closed)
