"""The page of the audit trail and its sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lises.anchoring import anchor
from lises.evidence.trail import CATEGORIES, CodeChange, Event, Trail, trail_of
from lises.privacy import Release, carried_trail, make_release
from lises.render import Links, Words, change_text, event_groups, group_text, trail_body
from tests.evidence.trail.test_history import study_at
from tests.making.repositories import TINY

EN, DA = Words("en"), Words("da")


def told(*events: Event, words: Words = EN) -> list[str]:
    return [group_text(words, group).unescape() for group in event_groups(events)]


def coded(**more: object) -> Event:
    base = {
        "kind": "coding",
        "act": "changed",
        "source": "git",
        "set": "ab-1",
        "interview": "DEMO-R03",
    }
    return Event(**{**base, **more})  # type: ignore[arg-type]


def release(**tables: object) -> Release:
    folder = study_at(TINY)
    made = make_release(anchor(folder), "public")
    own = carried_trail(trail_of(folder, history=False), made)
    return replace(made, tables={**own, **tables})


def page(made: Release, words: Words = EN) -> str:
    return str(trail_body(made, words, Links("demo-tiny/trail")))


def test_a_change_is_told_in_the_words_of_the_field() -> None:
    assert told(coded(by="ab", added=12, removed=2, changed=1)) == [
        "ab: 12 passages added, 2 removed, 1 changed · set ab-1: DEMO-R03"
    ]
    assert told(coded(added=0, removed=0, changed=1), words=DA) == [
        "nogen: 1 passage ændret · sæt ab-1: DEMO-R03"
    ]
    assert told(coded(added=0, removed=0, changed=0)) == [
        "somebody: coding of an interview: no record changed · set ab-1: DEMO-R03"
    ]


def test_what_is_of_one_day_and_kind_is_told_together() -> None:
    rows = [
        Event(
            kind="reading",
            act="read",
            date="2026-03-16",
            by="ab",
            interview=name,
            set="ab-1",
            version=2,
            n=n,
        )
        for name, n in (("R1", 25), ("R2", 1), ("", None))
    ]
    assert told(*rows) == [
        "ab: 3 interviews read · set ab-1 · codebook 2: R1 (25 passages), R2 (1 passage), "
        "1 interview that is not shown"
    ]
    memos = [Event(kind="memo", act="written", date="2026-03-17", by="ab")] * 2
    assert told(*rows, *memos)[1] == "ab: 2 memos written"


def test_a_file_changed_twice_is_one_file() -> None:
    twice = [Event(kind="theme", act="changed", source="git", date="2026-06-01")] * 2
    assert told(*twice) == ["somebody: list of themes changed"]
    same = [Event(kind="finding", act="changed", source="git", subject="tap")] * 2
    assert told(*same) == ["somebody: finding changed: tap"]


@pytest.mark.parametrize("words", [EN, DA])
def test_every_kind_act_category_and_remark_has_its_words(words: Words) -> None:
    from lises.evidence.trail import KINDS

    for kind in KINDS:
        for act in ("added", "changed", "removed"):
            numbers = (
                {"added": 1, "removed": 2, "changed": 0} if words.has(f"trail-n-{kind}") else {}
            )
            assert told(Event(kind=kind, act=act, source="git", **numbers), words=words)  # type: ignore[arg-type]
    assert all(words.has(f"trail-category-{category}") for category in CATEGORIES)


def test_each_thing_that_can_befall_a_code_has_its_words() -> None:
    def said(act: str, *other: str) -> str:
        return change_text(EN, CodeChange(version=2, act=act, code="a", other=other))

    assert said("renamed", "b") == "renamed from b"
    assert said("renamed") == "renamed"
    assert said("moved", "", "b") == "moved from the top to b"
    assert said("moved") == "moved in the tree"
    assert said("merged", "b") == "merged into b"
    assert said("split", "b", "c") == "split into b, c"


def test_the_page_counts_six_kinds_and_names_those_there_is_nothing_of() -> None:
    without = [row for row in release().tables["trail"] if row["kind"] != "journal"]
    shown = page(release(trail=tuple(without)))
    assert "The study has nothing of: intentions and dispositions." in shown
    assert "something of every kind" in page(release())


def test_the_page_links_what_is_in_the_book() -> None:
    shown = page(release())
    assert 'href="interviews/DEMO-G1.html"' in shown
    assert 'href="findings/tap.html"' in shown
    assert 'href="codebook.html#lises-versions"' in shown
    assert "interviews/DEMO-K1" not in shown  # nothing of it is there


def test_words_that_went_and_came_are_told_apart_without_colour() -> None:
    change = CodeChange(
        version=2,
        act="definition",
        code="tap",
        language="en",
        was="the old tap",
        becomes="the new tap",
    )
    made = release()
    trail = Trail(events=(), codes=(change,))
    cleared = replace(made.folder.design, earlier_wordings="public")
    made = replace(made, study=anchor(replace(made.folder, design=cleared)))
    shown = page(replace(made, tables=carried_trail(trail, made)))
    assert '<del><span class="lises-unseen">was: </span>old</del>' in shown
    assert '<ins><span class="lises-unseen">became: </span>new</ins>' in shown


def test_what_a_file_says_is_escaped() -> None:
    rows = (
        {
            **release().tables["trail"][0],
            "set": "<b>",
            "act": "read",
            "kind": "reading",
            "interview": "<i>",
        },
    )
    shown = page(release(trail=rows))
    assert "<b>" not in shown
    assert "<i>" not in shown


def test_invented_material_is_marked() -> None:
    assert "lises-constructed-small" in page(release())
