from __future__ import annotations

import re
from dataclasses import replace

import pytest

from lises.anchoring import anchor
from lises.errors import Problem
from lises.evidence import count, trace
from lises.render import Words
from lises.render.notebook import passages_html, study_html, trace_html, transcript_html

from .material import HOSTILE, hostile_study, small_study
from .reading import Element, read

STUDY = anchor(small_study())
DANISH = Words("da")


def body(html: str) -> Element:
    root = read(html).one("div", "lises-nb")
    root.children = [c for c in root.children if isinstance(c, str) or c.tag != "style"]
    return root


def test_passages_are_shown_in_their_turns_letter_for_letter():
    root = body(passages_html(STUDY, STUDY.passages, DANISH))
    assert "8 passager" in root.text
    joined: dict[str, str] = {}
    for mark in root.all("mark"):
        for passage in mark.get("data-passage").split():
            joined[passage] = joined.get(passage, "") + mark.text
    assert joined == {p.id: "".join(p.quote) for p in STUDY.passages}


def test_a_turn_is_shown_once_with_all_of_its_passages():
    chosen = [p for p in STUDY.passages if p.turn == 3]
    root = body(passages_html(STUDY, chosen, DANISH))
    assert [e.text for e in root.all(class_="said")] == [
        STUDY.folder.transcripts["DEMO-R01"].turns[2].text
    ]


def test_a_passage_without_a_place_is_left_out_and_none_is_said():
    lost = replace(STUDY.passages[0], id="DEMO-R01-lost")
    assert "Ingen passager." in body(passages_html(STUDY, [lost], DANISH)).text


def test_a_transcript_is_shown_whole_with_its_passages_letter_for_letter():
    talk = STUDY.folder.transcripts["DEMO-R01"]
    chosen = [p for p in STUDY.passages if p.interview == "DEMO-R01"]
    html = transcript_html(STUDY.folder, talk, chosen, DANISH)
    root = body(html)
    assert [e.text for e in root.all(class_="said")] == [turn.text for turn in talk.turns]
    joined: dict[str, str] = {}
    for mark in root.all("mark"):
        for passage in mark.get("data-passage").split():
            joined[passage] = joined.get(passage, "") + mark.text
    assert joined == {p.id: "".join(p.quote) for p in chosen}
    assert f"{len(talk.turns)} replikker · {len(chosen)} passager" in root.text
    assert "<script" not in html


def test_a_passage_that_is_not_in_the_transcript_is_neither_shown_nor_counted():
    talk = STUDY.folder.transcripts["DEMO-R01"]
    gone = replace(next(p for p in STUDY.passages if p.interview == "DEMO-R01"), quote=("gone",))
    root = body(transcript_html(STUDY.folder, talk, [gone], DANISH))
    assert not root.all("mark")
    assert "0 passager" in root.text


def test_a_study_tells_what_it_is_what_it_holds_and_what_is_wrong():
    problems = [
        Problem(path="a.csv", line=3, rule="x-y", message="<b>", severity="doubt"),
        Problem(path="b.csv", line=1, rule="z", message="m"),
        Problem(path="c", line=0, rule="k", message="m", severity="doubt", acknowledged="why"),
    ]
    text = body(study_html(STUDY.folder, problems, DANISH)).text
    assert "Et lille forsøg (demo-small)" in text
    assert "4 interviews · 2 udskrifter her · 8 passager · 6 koder · 3 kodesæt · 1 fund" in text
    assert "modtager: 3 registreret, 3 interviewet" in text
    assert "1 fejl, 1 tvivlsspørgsmål" in text
    assert "a.csv:3: x-y <b>" in text
    assert text.index("b.csv") < text.index("a.csv")


def test_a_study_without_open_problems_says_so():
    assert "Ingen åbne problemer." in body(study_html(STUDY.folder, [], DANISH)).text


def test_many_problems_are_counted_and_the_first_shown():
    problems = [Problem(path="a", line=n, rule="r", message="m") for n in range(1, 31)]
    root = body(study_html(STUDY.folder, problems, DANISH))
    assert "… og 20 mere" in root.text
    assert len(root.one("details").all(class_="said")) == 10


def test_the_chain_is_shown_to_its_last_passage():
    node = trace(count(STUDY), "telefon", language="da")
    root = body(trace_html(node, DANISH, folder=STUDY.folder))
    text = root.text
    for told in ("Telefonen betød noget", "Hvad det hviler på", "Hvor hver deltager står"):
        assert told in text
    assert "støtter" in text
    assert STUDY.passages[0].quote[0] in text
    said = [e for e in root.all("span", "said") if e.text == STUDY.passages[0].quote[0]]
    assert {e.get("lang") for e in said} == {"da"}


@pytest.mark.parametrize("collected", [False, True])
def test_only_constructed_material_is_marked(collected):
    study = anchor(small_study(collected=collected))
    node = trace(count(study), "telefon")
    fragments = [
        passages_html(study, study.passages, DANISH),
        study_html(study.folder, [], DANISH),
        trace_html(node, DANISH, folder=study.folder),
    ]
    for html in fragments:
        assert len(body(html).all(class_="lises-constructed")) == (0 if collected else 1)


def test_text_of_strangers_stays_text_in_notebooks():
    study = anchor(hostile_study())
    node = trace(count(study), "telefon", language="da")
    problem = Problem(path=HOSTILE, line=1, rule="r", message=HOSTILE)
    for html in (
        passages_html(study, study.passages, DANISH),
        study_html(study.folder, [problem], DANISH),
        trace_html(node, DANISH, folder=study.folder),
    ):
        for element in body(html).all():
            assert element.tag not in ("script", "img", "style")
            assert not [name for name in element.attributes if name.startswith("on")]


def test_styles_reach_nothing_outside_the_fragment():
    html = study_html(STUDY.folder, [], DANISH)
    style = read(html).one("style").text
    rules = re.sub(r"@media\([^)]*\)\{((?:[^{}]*\{[^{}]*\})*)\}", r"\1", style)
    selectors = [s for head in re.findall(r"([^{}]+)\{", rules) for s in head.split(",")]
    assert len(selectors) > 10
    assert all(".lises-nb" in selector for selector in selectors)
    assert "url(" not in style
    assert "@import" not in style
