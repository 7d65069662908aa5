"""The study as a researcher holds it: every method, every wrong call, folders with faults."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

import lises
from lises import NotAStudyError, QueryError, Study, UnknownNameError
from lises.files import write_study
from lises.model import Interview, LocalText
from tests.building import finding, passage, person, study, talk

TINY = Path(__file__).parents[1] / "studies" / "demo-tiny"


@pytest.fixture(scope="module")
def tiny() -> Study:
    return lises.load(TINY)


def _study(**more: object) -> Study:
    return Study(
        study(
            talk("A", "I: The tap?", "A: It drips."),
            talk("J", "A + B: Slow.", "K: The pipe sings."),
            passage("A-aaaa", 2, "It drips.", "tap"),
            passage("J-aaaa", 1, "Slow.", "queue"),
            passage("J-bbbb", 2, "sings", "tap"),
            passage("A-cccc", 2, "drips", "tap", set="other"),
            finding(counts="tap", rests_on="A-aaaa", contradicted_by="J-aaaa", quantifier="some"),
            people=[person("A", plot="small"), person("B", plot="large"), person("K", "keeper")],
            codes="tap queue<tap rain",
            **more,
        )
    )


# -- loading ----------------------------------------------------------------------------------


def test_a_study_is_loaded_from_a_path_or_its_text():
    for path in (TINY, str(TINY)):
        assert repr(lises.load(path)) == "Study('demo-tiny')"


def test_a_folder_that_is_no_study_is_told_with_the_reason(tmp_path: Path):
    with pytest.raises(NotAStudyError, match=r"is not a study: .*study\.yaml"):
        lises.load(tmp_path)
    with pytest.raises(NotAStudyError):
        lises.load(tmp_path / "gone")
    (tmp_path / "study.yaml").write_text("id: [", encoding="utf-8")
    with pytest.raises(NotAStudyError):
        lises.load(tmp_path)


def test_the_study_of_the_tests_has_no_error(tiny: Study):
    assert [p for p in tiny.problems if p.severity == "error"] == []
    assert (tiny.id, tiny.design.data_status) == ("demo-tiny", "constructed")


def test_a_folder_with_faults_is_read_as_far_as_it_is_whole(tmp_path: Path):
    broken = tmp_path / "demo-tiny"
    shutil.copytree(TINY, broken)
    (broken / "codings/consensus/DEMO-G1.jsonl").write_text("{not json\n", encoding="utf-8")
    (broken / "transcripts/DEMO-K1.md").unlink()
    (broken / "participants.csv").write_bytes(b"id,role\xff\n")
    (broken / "findings/queue.md").write_text("no front matter", encoding="utf-8")
    made = lises.load(broken)
    assert len([p for p in made.problems if p.severity == "error"]) > 3
    assert all(p.path.startswith(str(broken)) for p in made.problems)
    assert made.codings.height > 0
    assert made.voices.height > 0
    assert "DEMO-K1" not in made.turns["interview"].to_list()
    assert made.trace("tap").as_json()["kind"] == "finding"
    assert made.prevalence("tap").columns == ["group", "n", "of", "share"]
    for shown in (made, made.passages(), made.trace("tap")):
        assert shown._repr_html_()


def test_a_study_of_nothing_can_be_asked_everything():
    made = Study(study(title=LocalText.plain("Nothing"), codes="tap"))
    for table in (made.participants, made.interviews, made.turns, made.codings, made.voices):
        assert table.height == 0
    assert made.prevalence("tap").rows() == [("all", 0, 0, None)]
    assert list(made.passages()) == []
    assert (made.findings, made.claims, made.assessments) == ({}, {}, {})
    assert made.find("x").height == 0
    assert made._repr_html_()


# -- tables -----------------------------------------------------------------------------------


def test_codings_say_who_speaks_alone_and_hold_every_set():
    rows = _study().codings.select("passage", "code", "set", "speaker", "role", "plot").rows()
    assert rows == [
        ("A-aaaa", "tap", "c", "A", "gardener", "small"),
        ("J-aaaa", "queue", "c", None, None, None),
        ("J-bbbb", "tap", "c", "K", "keeper", None),
        ("A-cccc", "tap", "other", "A", "gardener", "small"),
    ]


def test_voices_have_a_row_for_each_who_speaks():
    rows = _study().voices.select("passage", "participant").rows()
    assert rows == [
        ("A-aaaa", "A"),
        ("J-aaaa", "A"),
        ("J-aaaa", "B"),
        ("J-bbbb", "K"),
        ("A-cccc", "A"),
    ]


def test_every_passage_named_in_a_table_can_be_traced(tiny: Study):
    for name in [*tiny.codings["passage"], *tiny.voices["passage"]]:
        assert tiny.trace(name).root.kind == "passage"
        assert tiny.passage(name).id == name


@pytest.mark.parametrize(
    ("code", "by", "rows"),
    [
        ("tap", None, [("all", 3, 3, 1.0)]),
        ("queue", None, [("all", 2, 3, 2 / 3)]),
        ("queue & tap", None, [("all", 2, 3, 2 / 3)]),
        ("rain", None, [("all", 0, 3, 0.0)]),
        ("queue", "role", [("gardener", 2, 2, 1.0), ("keeper", 0, 1, 0.0)]),
        ("tap", "plot", [("large", 1, 1, 1.0), ("small", 1, 1, 1.0), (None, 1, 1, 1.0)]),
    ],
)
def test_prevalence_counts_participants_of_the_counted_set(
    code: str, by: str | None, rows: list[tuple[object, ...]]
):
    assert _study().prevalence(code, by=by).rows() == rows


def test_prevalence_agrees_with_the_finding_that_counts_the_same():
    made = _study()
    ((_, n, of, _),) = made.prevalence("tap").rows()
    assert (made.assessments["f"].n, made.assessments["f"].of) == (n, of)


def test_prevalence_counts_only_those_who_were_read_or_are_known_to_voice_it():
    made = _study(read="A")
    assert made.prevalence("queue").rows() == [("all", 2, 2, 1.0)]
    assert made.prevalence("rain").rows() == [("all", 0, 0, None)]


@pytest.mark.parametrize(("code", "by"), [("tpa", None), ("tap", "rle"), ("tap", "age")])
def test_prevalence_of_an_unknown_code_or_attribute_is_told(code: str, by: str | None):
    with pytest.raises(UnknownNameError):
        _study().prevalence(code, by=by)
    with pytest.raises(QueryError):
        _study().prevalence("tap |")


# -- passages ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ({}, "A-aaaa J-aaaa J-bbbb"),
        ({"code": "tap"}, "A-aaaa J-aaaa J-bbbb"),  # the child comes along
        ({"code": "queue"}, "J-aaaa"),
        ({"code": "queue | rain"}, "J-aaaa"),
        ({"set": "other"}, "A-cccc"),
        ({"participant": "A"}, "A-aaaa J-aaaa"),
        ({"participant": "B"}, "J-aaaa"),
        ({"interview": "J"}, "J-aaaa J-bbbb"),
        ({"role": "keeper"}, "J-bbbb"),
        ({"role": "gardener", "plot": "large"}, "J-aaaa"),
        ({"plot": "small", "code": "queue"}, "J-aaaa"),
        ({"role": "keeper", "interview": "A"}, ""),
    ],
)
def test_passages_are_chosen_by_everything_that_is_asked(wanted: dict[str, str], ids: str):
    code = wanted.pop("code", None)
    assert [p.id for p in _study().passages(code, **wanted)] == ids.split()


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"set": "othr"}, 'no set "othr"; did you mean "other"'),
        ({"participant": "Z"}, 'no participant "Z"; there are A, B, K'),
        ({"interview": "X"}, 'no interview "X"'),
        ({"role": "keper"}, 'did you mean "keeper"'),
        ({"plot": "huge"}, 'no plot "huge"'),
        ({"rle": "keeper"}, 'no attribute "rle"; did you mean "role"'),
    ],
)
def test_a_wrong_choice_is_told_with_what_there_is(wanted: dict[str, str], told: str):
    with pytest.raises(UnknownNameError) as raised:
        _study().passages(**wanted)
    assert told in str(raised.value)


def test_passages_of_a_study_that_counts_no_set_are_those_of_all():
    assert len(_study(counted="").passages()) == 4


def test_passages_are_a_sequence_with_a_table_of_the_same():
    chosen = _study().passages(interview="J")
    assert (len(chosen), chosen[0].id, [p.id for p in chosen[1:]]) == (2, "J-aaaa", ["J-bbbb"])
    assert isinstance(chosen.table, pl.DataFrame)
    assert chosen.table["passage"].to_list() == ["J-aaaa", "J-bbbb"]
    assert repr(chosen) == "J-aaaa  Slow.\nJ-bbbb  sings"
    assert repr(chosen[:0]) == "no passages"


def test_many_passages_are_shown_in_part_and_say_how_many_more():
    words = " ".join(f"w{i}" for i in range(60))
    ids = [f"A-{i:04d}" for i in range(60)]
    made = Study(
        study(
            talk("A", f"A: {words}."),
            *(passage(p, 1, f"w{int(p[2:])}", "t", occurrence=1) for p in ids),
        )
    )
    assert repr(made.passages()).endswith("… and 20 more")
    assert made.passages().table.height == 60


# -- single things ----------------------------------------------------------------------------


def test_transcripts_findings_claims_and_passages_are_given_by_id(tiny: Study):
    assert len(tiny.transcript("DEMO-G1").turns) == 6
    assert set(tiny.findings) == {"tap", "queue"}
    assert set(tiny.claims) == {"tiny-1", "tiny-2"}
    assert tiny.passage("DEMO-G1-2n5s").quote[0].startswith("There is one tap")


def test_a_transcript_has_its_turns_their_table_and_its_passages(tiny: Study):
    talk = tiny.transcript("DEMO-G1")
    assert (talk.interview, repr(talk)) == ("DEMO-G1", "StudyTranscript('DEMO-G1', 6 turns)")
    assert talk.table["text"].to_list() == [turn.text for turn in talk.turns]
    assert talk.turn(2) == talk.turns[1]
    assert talk.turn(7) is None
    assert dict(talk.speakers)["I"] == "interviewer"
    assert {p.id for p in talk.passages("tap")} == {
        p.id for p in tiny.passages("tap", interview="DEMO-G1")
    }


def test_a_transcript_shows_the_counted_passages_and_before_any_is_counted_none(tiny: Study):
    shown = tiny.transcript("DEMO-G1")._repr_html_()
    counted = {p.id for p in tiny.passages(interview="DEMO-G1")}
    assert set(re.findall(r'data-passage="([^" ]+)', shown)) <= counted
    assert "<mark" in shown
    assert "<mark" not in _study(counted="").transcript("A")._repr_html_()


def test_a_transcript_that_is_not_here_is_told_apart_from_an_unknown_interview():
    rows = (Interview(id="A", participants=("A",), transcript="withheld"),)
    made = Study(study(people=["A"], interviews=rows))
    with pytest.raises(UnknownNameError, match="the transcript of A is withheld, not here"):
        made.transcript("A")
    with pytest.raises(UnknownNameError, match='no interview "AA"'):
        made.transcript("AA")
    with pytest.raises(UnknownNameError, match='no passage "A-zzzz"'):
        made.passage("A-zzzz")


def test_words_are_found_in_their_context(tiny: Study):
    assert tiny.find("barrel").select("interview", "turn", "hit").rows() == [
        ("DEMO-PAIR", 5, "barrel")
    ]
    assert tiny.find("drips?", matching="regex").height == 3
    assert len(tiny.find("barrel", window=3)["before"][0]) == 3
    with pytest.raises(QueryError):
        tiny.find("(", matching="regex")


def test_a_chain_is_drawn_as_a_tree_and_marks_what_is_invented(tiny: Study):
    chain = tiny.trace("tap", language="en")
    assert str(chain).splitlines()[:2] == [
        "finding tap: All gardeners speak of the shared tap.",
        '│ 1 supports, 1 qualifies; 2 voice it, 2 of 2 interviewed read; "all": statement and codings agree',
    ]
    assert "├─ rests-on" in str(chain)
    assert repr(chain) == str(chain)
    assert chain.as_json()["data_status"] == "constructed"
    with pytest.raises(UnknownNameError, match="did you mean"):
        tiny.trace("DEMO-G1-2n5")


def test_everything_shows_itself_in_a_notebook_with_words_escaped():
    nasty = Study(
        study(
            talk("A", "A: <script>alert(1)</script>"),
            passage("A-aaaa", 1, "<script>alert(1)</script>", "tap"),
            finding(rests_on="A-aaaa", statement="<script>", counts="tap"),
        )
    )
    for shown in (
        nasty,
        nasty.passages(),
        nasty.trace("f"),
        nasty.trace("A-aaaa"),
        nasty.passages()[:0],
    ):
        html = shown._repr_html_()
        assert html
        assert "<script>" not in html


# -- lazy -------------------------------------------------------------------------------------


def test_loading_a_study_loads_no_library_of_words_statistics_or_pictures(tmp_path: Path):
    write_study(study(talk("A", "A: x"), passage("A-aaaa", 1, "x", "t")), tmp_path / "x")
    code = (
        "import sys, lises\n"
        f"study = lises.load({str(tmp_path / 'x')!r})\n"
        "study.codings\n"
        "study.transcript('A')._repr_html_()\n"
        "heavy = {'spacy', 'simplemma', 'pingouin', 'sphinx', 'matplotlib', 're2', 'pandas',\n"
        "         'scipy', 'altair', 'vl_convert', 'anywidget', 'ipywidgets', 'starlette'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_a_table_is_made_once():
    made = _study()
    assert made.codings is made.codings
    assert made.problems is made.problems


# -- pictures ---------------------------------------------------------------------------------


def test_every_mark_of_a_picture_leads_to_what_stands_below_it():
    held = lises.load("tests/studies/demo-tiny")
    names = ("frequency", "matrix", "sequence", "speech", "agreement", "saturation")
    for name in (*names, "map", "clusters"):
        shown = held.picture(name, language="en")._repr_html_()
        ids = set(re.findall(r'\bid="([^"]+)"', shown))
        inner = set(re.findall(r'href="#([^"]+)"', shown))
        assert inner, name
        assert inner <= ids, name
        assert not re.search(r'href="(?!#)', shown), name


def test_a_picture_shows_the_words_of_its_passages():
    held = lises.load("tests/studies/demo-tiny")
    shown = held.picture("matrix", language="en")._repr_html_()
    assert all(html.escape(p.quote[0]) in shown for p in held.passages())


def test_a_picture_that_is_none_is_told_with_those_there_are():
    held = lises.load("tests/studies/demo-tiny")
    with pytest.raises(UnknownNameError, match='did you mean "matrix"'):
        held.picture("matrx")
