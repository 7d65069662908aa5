"""Codings of other programs in a study: by position, by words, or told; never guessed."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from random import Random
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.anchoring import anchor
from lises.errors import LisesError, UnknownNameError
from lises.exchange.projects.from_study import from_study
from lises.exchange.projects.place_codings import CodingsWanted, PlacedCodings, place_codings
from lises.exchange.projects.project import (
    Coder,
    Memo,
    Project,
    ProjectCode,
    ProjectCoding,
    Source,
)
from lises.exchange.rock.project import read_rock_project
from lises.model import Origin
from tests.building import study, talk

SOURCE = """\
---
codes:
  -
    id: waterTap
    label: The tap
    children:
      - queue
      - id: drip
        parentId: waterTap
---
[[cid=1]]
[[uid=7d8m]] How do you get water?
[[uid=7d8n]] X: There is one tap. I carry. [[waterTap>queue]] [[weeds]] [[weeds]]
~ It  drips, day and night. [[drip]]
---<<paragraph_break>>---
Ja. [[weeds]]
Ja. [[queue]]
We met the neighbour there. [[weeds]]
"""
TALK = talk(
    "A", "I: How do you get water?", "A: There is one tap. I carry.\n\nIt drips, day  and night.",
    "A: Ja.", "I: Ja.", "A: Ja.", "I: Få å på é.",
)  # fmt: skip
CODES = "water-tap queue<water-tap drip<water-tap weeds"
WANTED = CodingsWanted(set="c", interview="A")


def rock(text: str) -> Project:
    return read_rock_project(text.encode(), Path("a.rock"))


def codings(text: str = SOURCE, codes: str = CODES, **more: object) -> PlacedCodings:
    return place_codings(rock(text), study(TALK, codes=codes, **more), WANTED, Random(1))


def test_utterances_become_passages_in_their_turns_and_stand_there_word_for_word():
    found = codings()
    assert [(p.turn, p.quote, p.codes) for p in found.passages] == [
        (2, ("There is one tap. I carry.",), ("queue", "weeds")),
        (2, ("It drips, day  and night.",), ("drip",)),
        (3, ("Ja.",), ("weeds",)),
        (4, ("Ja.",), ("queue",)),
    ]
    assert found.unknown == ()
    made = study(TALK, *found.passages, codes=CODES)
    assert not anchor(made).problems


def test_words_that_are_not_there_or_could_be_anywhere_are_told_and_never_guessed():
    assert [(one.text, one.why) for one in codings().not_placed] == [
        ("We met the neighbour there.", "its words stand not in the transcript")
    ]
    alone = codings("Ja. [[weeds]]\n")
    assert alone.passages == ()
    assert [one.why for one in alone.not_placed] == [
        "its words stand more than once in the transcript"
    ]
    part = codings("There is one ta [[weeds]]\nis one tap [[weeds]]\n")
    assert [p.quote for p in part.passages] == [("is one tap",)]


def test_a_code_that_the_codebook_has_under_its_own_name_is_that_one():
    found = codings("It drips, day and night. [[drip]] [[queueing]] [[Weeds]]\n")
    assert [p.codes for p in found.passages] == [("drip", "queueing", "weeds")]
    assert [(c.id, c.name) for c in found.unknown] == [("queueing", "queueing")]


def test_importing_again_adds_nothing():
    found = codings()
    made = study(TALK, *found.passages, codes=CODES)
    again = place_codings(rock(SOURCE), made, WANTED, Random(2))
    assert (again.passages, again.already) == ((), 5)


def test_a_passage_whose_occurrence_is_written_is_there_already():
    found = codings("is one tap [[weeds]]\n")
    there = tuple(replace(p, occurrence=1) for p in found.passages)
    again = place_codings(rock("is one tap [[weeds]]\n"), study(TALK, *there, codes=CODES), WANTED,
                          Random(2))  # fmt: skip
    assert (again.passages, again.already) == ((), 1)


def test_words_that_a_source_has_twice_are_one_passage_with_all_codes():
    (one,) = codings("is one tap [[weeds]]\nis one tap [[drip]] [[weeds]]\n").passages
    assert one.codes == ("weeds", "drip")
    made = study(TALK, one, codes=CODES)
    text = "is one tap [[weeds]] [[queue]]\n"
    (more,) = place_codings(rock(text), made, WANTED, Random(2)).passages
    assert more.codes == ("queue",)


def test_an_interview_or_set_that_is_not_there_is_refused():
    made = study(TALK, codes=CODES)
    with pytest.raises(UnknownNameError, match='no interview "B"'):
        place_codings(rock(SOURCE), made, replace(WANTED, interview="B"), Random(1))
    with pytest.raises(UnknownNameError, match='no coding set "d"'):
        place_codings(rock(SOURCE), made, replace(WANTED, set="d"), Random(1))
    bare = study(TALK, codes=CODES, transcripts={})
    with pytest.raises(LisesError, match="lises import"):
        place_codings(rock(SOURCE), bare, WANTED, Random(1))


# ---- By position -------------------------------------------------------------------------------


def of_study(change=lambda text: text, name: str = "A.txt", guid: str = "") -> Project:
    """The study as it was exported and came back: texts changed, codings of another hand."""
    exported = from_study(study(TALK, codes=CODES)).sources[0]
    text = change(exported.text or "")
    return Project(
        path=Path("back.qdpx"), format="x",
        codes=(ProjectCode(key="1", name="Weeds"), ProjectCode(key="2", name="Kø", parent="1")),
        coders=(Coder(key="u", name="Bo"),),
        sources=(Source(key="s", name=name, text=text, guid=guid),),
    )  # fmt: skip


def coded(project: Project, *words: str, code: str = "1") -> Project:
    """The project with these words coded, each at its last place."""
    text = project.sources[0].text or ""
    made = tuple(
        ProjectCoding(key=f"{n}", source="s", code=code, coder="u",
                      spans=((text.rindex(one), text.rindex(one) + len(one)),))
        for n, one in enumerate(words)
    )  # fmt: skip
    return replace(project, codings=made)


def back(project: Project, **more: str) -> PlacedCodings:
    made = study(TALK, codes=CODES)
    return place_codings(project, made, CodingsWanted(set="c", **more), Random(1))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text.replace("\n\n", "\r"),
        lambda text: text.replace(" ", "\u00a0") + "\n\n",
        lambda text: normalize("NFD", text).replace("\n", "\r\n"),
    ],
)
def test_a_text_that_came_back_gives_every_coding_its_place(change):
    project = of_study(change)
    text = project.sources[0].text or ""
    start, end = text.index("I"), text.index("There") + 5
    whole = ProjectCoding(key="x", source="s", code="1", coder="u", spans=((start, end),))
    last = text[text.rindex("I:") + 6 :].strip()
    found = back(replace(project, codings=(*coded(project, "Ja.", "tap.", last).codings, whole)))
    assert [(p.turn, p.turn_end, p.quote) for p in found.passages] == [
        (1, 2, ("How do you get water?", "There")), (2, 2, ("tap.",)), (5, 5, ("Ja.",)),
        (6, 6, ("å på é.",)),
    ]  # fmt: skip
    assert (found.by_position, found.by_words, found.not_placed) == (4, 0, ())
    assert found.sources == (("A.txt", "A"),)
    made = study(TALK, *found.passages, codes=CODES)
    assert not anchor(made).problems


def test_of_a_text_that_was_changed_the_words_are_looked_for():
    project = of_study(lambda text: text.replace("get water", "fetch your water"))
    found = back(coded(project, "one tap", "fetch", "Ja."))
    assert [p.quote for p in found.passages] == [("one tap",), ("Ja.",)]
    assert (found.by_position, found.by_words) == (0, 2)
    assert [one.text for one in found.not_placed] == ["fetch"]


def test_a_selection_of_labels_alone_has_no_place():
    project = of_study()
    label = ProjectCoding(key="x", source="s", code="1", coder="u", spans=((0, 1),))
    empty = replace(label, key="y", spans=((3, 3),))
    whole = replace(label, key="z", spans=(), whole=True)
    found = back(replace(project, codings=(label, empty, whole)))
    assert found.passages == ()
    assert [one.why for one in found.not_placed] == [
        "a label, and nobody's words",
        "it has no words",
        "it is of the whole source",
    ]


def test_codes_are_known_by_label_and_an_unknown_one_stands_behind_what_it_is_below():
    found = back(coded(of_study(), "one tap", code="2"))
    assert [(c.id, c.name, c.parent) for c in found.unknown] == [("koe", "Kø", "weeds")]


def test_a_source_is_known_by_its_name_or_guid_and_else_told():
    assert back(coded(of_study(name="a"), "one tap")).passages
    strange = back(coded(of_study(name="Interview 7"), "one tap"))
    assert [one.why for one in strange.not_placed] == [
        "its source is no interview of the study whose transcript is here"
    ]
    assert back(coded(of_study(name="Interview 7"), "one tap"), interview="A").passages
    from lises.exchange.projects.guids import guid_of

    exported = from_study(study(TALK, codes=CODES))
    guid = guid_of(exported.sources[0], exported)
    assert back(coded(of_study(name="Interview 7", guid=guid), "one tap")).passages


def test_a_source_is_known_by_the_name_it_had_where_it_came_from_unless_two_had_it():
    once = Origin(kind="interview", id="A", name="Interview 7")
    one = replace(study(TALK, codes=CODES), origins=(once,))
    project = coded(of_study(name="interview 7"), "one tap")
    assert place_codings(project, one, CodingsWanted(set="c"), Random(1)).passages
    two = replace(one, origins=(once, replace(once, id="B")))
    assert not place_codings(project, two, CodingsWanted(set="c"), Random(1)).passages


def test_annotations_of_a_page_of_the_studys_own_book_come_in_by_their_words():
    import json

    from lises.exchange.annotations.hypothesis import read_hypothesis
    from lises.exchange.annotations.web import read_web_annotations

    quote = {"type": "TextQuoteSelector", "exact": "one tap. I carry. It drips", "prefix": "is "}
    selector = [quote, {"type": "TextPositionSelector", "start": 900, "end": 926}]
    row = {"uri": "http://h/study/interviews/A.html", "user": "acct:bo@h", "tags": ["Weeds"],
           "target": [{"selector": selector}], "document": {"title": ["Et interview"]}}  # fmt: skip
    page = {"type": "Annotation", "target": {"source": "x/interviews/A.html#t-2",
            "selector": selector}, "body": {"type": "TextualBody", "value": "weeds",
            "purpose": "tagging"}}  # fmt: skip
    for project in (
        read_hypothesis(json.dumps({"rows": [row]}).encode(), Path("a.json")),
        read_web_annotations(json.dumps(page).encode(), Path("a.json")),
    ):
        (passage,) = back(project).passages
        assert passage.quote == ("one tap. I carry.\n\nIt drips",)


def test_a_memo_of_another_hand_is_told_and_left_out():
    memos = (Memo(key="m", title="Tanke", text="To ord om brønden."), Memo(key="n", text=" "))
    found = back(replace(coded(of_study(), "one tap"), memos=memos))
    assert [(one.where, one.text, one.words) for one in found.left] == [
        ("memo Tanke", "To ord om brønden.", 4)
    ]


def test_of_several_coders_one_is_chosen():
    project = coded(of_study(), "one tap", "Ja.")
    first, second = project.codings
    both = replace(project, coders=(*project.coders, Coder(key="v", name="Åse")),
                   codings=(first, replace(second, coder="v")))  # fmt: skip
    with pytest.raises(LisesError, match=r"2 coders have codings in the file: Bo \(1\), Åse \(1\)"):
        back(both)
    assert [p.quote for p in back(both, coder="åse").passages] == [("Ja.",)]
    with pytest.raises(UnknownNameError, match='no coder "Ase" in the file; did you mean "Åse"'):
        back(both, coder="Ase")


@given(st.data())
def test_whatever_is_selected_in_a_text_that_came_back_is_placed_where_it_was(data: st.DataObject):
    project = of_study(lambda text: text.replace("\n", "\r\n"))
    text = project.sources[0].text or ""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    one = ProjectCoding(key="x", source="s", code="1", coder="u", spans=((start, end),))
    found = back(replace(project, codings=(one,)))
    exported = from_study(study(TALK, codes=CODES)).sources[0]
    plain = exported.text or ""
    # Where each character of the study's text stands in the one that came back: CRLF for LF.
    there = [n + plain[:n].count("\n") for n in range(len(plain))]
    said = [
        (number, n)
        for number, turn in enumerate(exported.turns, start=1)
        for n in range(turn.said, turn.end)
        if start <= there[n] < end and not plain[n].isspace()
    ]
    if not said:
        assert found.passages == ()
        assert len(found.not_placed) == 1
        return
    (passage,) = found.passages
    assert (passage.turn, passage.turn_end) == (said[0][0], said[-1][0])
    words = [
        plain[max(said[0][1], turn.said) : min(said[-1][1] + 1, turn.end)]
        for turn in exported.turns[passage.turn - 1 : passage.turn_end]
    ]
    assert list(passage.quote) == words
    assert not anchor(study(TALK, *found.passages, codes=CODES)).problems


def test_very_many_codings_of_words_that_stand_often_end_soon():
    began = time.process_time()
    long = talk("A", "A: " + "e e " * 8_000)
    place_codings(rock("e [[weeds]]\n" * 20_000), study(long, codes=CODES), WANTED, Random(1))
    assert time.process_time() - began < 60
