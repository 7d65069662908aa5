"""What of the audit trail leaves the archive: nothing that nobody cleared."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from functools import cache
from pathlib import Path

import pytest

from lises.anchoring import anchor
from lises.evidence.trail import CodeChange, Event, Trail, trail_of
from lises.model import Clearance, StudyFolder
from lises.privacy import (
    Release,
    carried_trail,
    make_release,
    read_release,
    released_trail,
    write_release,
)
from lises.render import Links, Words, trail_body
from tests.evidence.trail.test_history import study_at
from tests.making.repositories import CANARIES, kept_study

TIERS: tuple[Clearance, ...] = ("public", "reviewer", "restricted")


@cache
def archive() -> tuple[StudyFolder, Trail]:
    folder = study_at(kept_study())
    return folder, trail_of(folder)


@cache
def released(tier: Clearance, wordings: Clearance = "restricted") -> Release:
    folder, trail = archive()
    folder = replace(folder, design=replace(folder.design, earlier_wordings=wordings))
    release = make_release(anchor(folder), tier)
    return replace(release, tables=carried_trail(trail, release))


def page(release: Release, language: str) -> str:
    return str(trail_body(release, Words(language), Links("demo-tiny/trail")))


def everything(release: Release) -> str:
    tables = json.dumps(release.tables, ensure_ascii=False)
    return "\n".join(
        [tables, repr(release.folder.design), page(release, "da"), page(release, "en")]
    )


@pytest.mark.parametrize("tier", TIERS)
def test_no_name_mail_message_title_or_file_name_of_the_archive_is_told(tier: Clearance) -> None:
    told = everything(released(tier)).casefold()
    kept = CANARIES if tier != "restricted" else tuple(c for c in CANARIES if c != "Gåsebos hane")
    assert [c for c in kept if c.casefold() in told] == []
    # They are in the archive's own trail, or the test would look for nothing.
    own = repr(archive()).casefold()
    assert [c for c in CANARIES if c.casefold() not in own] == [
        "Karen Kanariefugl",
        "karen@kanarie.example",
        "Bodil Bogfinke",
    ]


def test_no_commit_path_or_title_is_in_any_row() -> None:
    for tier in TIERS:
        for row in released(tier).tables["trail"]:
            assert (row["commit"], row["path"], row["message"]) == ("", "", "")
            assert not row["note"] or row["act"] == "read"


def test_of_an_interview_that_is_not_shown_there_is_neither_id_nor_number() -> None:
    release = released("public")
    assert "DEMO-K1" not in release.folder.transcripts
    assert "DEMO-K1" not in everything(release).replace(repr(release.folder.design), "")
    hidden = [
        row for row in release.tables["trail"] if row["act"] == "read" and not row["interview"]
    ]
    assert len(hidden) == 2
    assert {(row["n"], row["added"], row["note"]) for row in hidden} == {(None, None, "")}
    assert "1 interview that is not shown" in page(release, "en")


def test_of_what_went_nothing_is_told_that_a_withdrawal_could_be_read_from() -> None:
    folder, trail = archive()
    gone = [
        Event(
            kind=kind,
            act="removed",
            source="git",
            date="2026-06-20",
            interview="DEMO-GONE",
            set="ab-1",
            removed=9,
        )
        for kind in (
            "transcript",
            "coding",
            "fieldnote",
            "interview",
            "participants",
            "withdrawal",
            "asked",
        )
    ]
    own = [Event(kind="withdrawal", act="withdrawn", date="2026-06-20", note="keeper")]
    more = replace(trail, events=(*trail.events, *gone, *own))
    for tier in TIERS:
        release = make_release(anchor(folder), tier)
        rows = carried_trail(more, release)["trail"]
        assert [row for row in rows if row["date"] == "2026-06-20"] == []
        assert {row["kind"] for row in rows} & {"withdrawal", "participants"} == set()


def test_days_on_which_somebody_was_met_are_months() -> None:
    rows = released("public").tables["trail"]
    met = [row["date"] for row in rows if row["kind"] in ("interview", "transcript", "fieldnote")]
    assert {len(str(date)) for date in met} == {7}
    assert any(
        len(str(row["date"])) == 10
        for row in released("restricted").tables["trail"]
        if row["act"] == "held"
    )


def test_what_is_not_committed_and_the_names_of_files_stay_here() -> None:
    release = released("restricted")
    assert {row["source"] for row in release.tables["trail"]} == {"files", "git"}
    assert release.tables.get("trail_remarks", ()) == ()


def test_former_words_of_the_codebook_are_told_only_where_they_are_cleared() -> None:
    closed = released("public").tables["codebook_history"]
    assert {(row["was"], row["becomes"]) for row in closed} == {("", "")}
    assert [row["other"] for row in closed if row["act"] == "renamed"] == [""]  # the old id is gone
    told = released("public", "public").tables["codebook_history"]
    assert any("Gåsebos" in str(row["was"]) for row in told)
    assert any(
        "Gåsebos" in str(row["was"])
        for row in released("reviewer", "public").tables["codebook_history"]
    )
    assert not any(row["was"] for row in released("public", "reviewer").tables["codebook_history"])


def test_a_code_that_is_gone_has_no_name_in_a_release() -> None:
    folder, _trail = archive()
    changes = tuple(
        CodeChange(version=2, act=act, code="karens-code", other=("tap",), recoded=3)
        for act in ("removed", "merged")
    )
    moved = CodeChange(version=2, act="moved", code="tap", other=("karens-code", ""))
    release = make_release(anchor(folder), "public")
    tables = carried_trail(Trail(events=(), codes=(*changes, moved)), release)
    assert "karen" not in json.dumps(tables)
    assert [row["act"] for row in tables["codebook_history"]] == ["removed", "removed", "moved"]


def test_an_event_of_a_kind_that_nobody_thought_of_is_not_told() -> None:
    folder, _trail = archive()
    release = make_release(anchor(folder), "restricted")
    for source in ("files", "git", "not-committed"):
        event = Event(kind="new-kind", act="done", note="Karen", source=source)  # type: ignore[arg-type]
        assert "trail" not in carried_trail(Trail(events=(event,)), release)


@pytest.mark.parametrize("field", [f.name for f in fields(Event)])
def test_no_field_of_an_event_passes_by_itself(field: str) -> None:
    """Whatever text a field holds, a row has it only where it is a name that the release knows."""
    folder, _trail = archive()
    if field in ("version", "n", "added", "removed", "changed", "kind", "source", "act", "date"):
        return
    release = make_release(anchor(folder), "public")
    known = trail_of(folder).events
    events = tuple(replace(event, **{field: "Karen Kanariefugl"}) for event in known)
    rows = json.dumps(carried_trail(replace(archive()[1], events=events), release).get("trail", ()))
    assert "Karen Kanariefugl" not in rows


def test_a_release_on_disk_tells_the_same_trail(tmp_path: Path) -> None:
    release = released("public", "public")
    write_release(release, tmp_path / "demo-tiny")
    assert released_trail(read_release(tmp_path / "demo-tiny")) == released_trail(release)


def test_a_release_that_carries_no_trail_tells_what_its_own_files_say() -> None:
    release = replace(released("public"), tables={})
    events = released_trail(release).events
    assert {event.source for event in events} == {"files"}
    assert "memo" not in {event.kind for event in events}
