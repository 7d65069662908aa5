"""WebAnno TSV 3: tokens, sub-tokens, stacked annotations, UTF-16 units; and out again."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.exchange.annotations.inception import looks_like_inception, read_inception
from lises.exchange.annotations.webanno import looks_like_webanno_tsv, read_webanno_tsv
from lises.exchange.annotations.webanno_out import write_webanno_tsv
from lises.exchange.projects.labelling import code_labels
from lises.exchange.projects.project import Project
from lises.exchange.projects.written import file_names, zipped
from tests.making.projects import projects
from tests.making.reading import codings, sound

PROJECT = Path(__file__).resolve().parents[3]
SAMPLES = Path(os.environ.get("LISES_SAMPLES", PROJECT.parent / "shared" / "samples"))
PATH = Path("interview.tsv")
HEAD = """\
#FORMAT=WebAnno TSV 3.3
#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue
#T_SP=webanno.custom.Theme|value|note
#T_RL=webanno.custom.Rel|kind|BT_webanno.custom.Theme

"""
BODY = """
#Text=Så 🌱 gror det\\tnu.
1-1\t0-2\tSå\tX\tvand > hane[1]|have\tset \\| hørt[1]|*\t_\t_
1-2\t3-5\t🌱\tX\tvand > hane[1]\tset \\| hørt[1]\trel\t1-1
1-3\t6-10\tgror\tX\t_\t_\t_\t_
1-3.1\t8-10\tor\t_\t\\[a\\]\\_\\*\t*\t_\t_
1-4\t11-14\tdet\tX\t*[2]\t*[2]\t_\t_
1-5\t15-17\tnu\tX\t_\t_\t_\t_
1-6\t17-18\t.\tX\t_\t_\t_\t_

#Sentence.id=s2
#Text=Ja.
#Text=Nej.
2-1\t21-23\tJa\tX\thave[3]|have[4]\t*[3]|*[4]\t_\t_
2-2\t23-24\t.\tX\thave[3]\t*[3]\t_\t_
2-3\t25-28\tNej\tX\t_\t_\t_\t_
"""


def read(text: str = HEAD + BODY) -> Project:
    return read_webanno_tsv(text.encode(), PATH)


def words(project: Project) -> list[tuple[str, str, str]]:
    text = {s.key: s.text for s in project.sources}
    labels = code_labels(project.codes)
    return [
        ("".join(text[c.source][a:b] for a, b in c.spans), labels[c.code], c.memo)
        for c in project.codings
    ]


def test_annotations_become_codings_with_the_words_they_stand_on():
    found = read()
    assert found.sources[0].text == "Så 🌱 gror det\tnu.\n  Ja.\nNej."
    assert words(found) == [
        ("Så 🌱", "vand > hane", "set | hørt"),
        ("Så", "have", ""),
        ("or", "[a]_*", ""),
        ("det", "Theme", ""),
        ("Ja.", "have", ""),
        ("Ja", "have", ""),
    ]
    assert found.convention is not None
    assert (found.convention.unit, found.convention.fits) == ("UTF-16 units", 9)
    assert found.problems == ()


def test_what_has_no_home_is_counted():
    assert read().notes[1:] == (
        "between sentences, not in the file and filled with line breaks: 1 places",
        "not carried: POS PosValue (9)",
        "not carried: Rel kind (1)",
        "not carried: Rel slot (1)",
    )


def test_two_layers_stand_below_their_names():
    layers = "#T_SP=a.One|value\n#T_SP=a.Two|value|other\n"
    row = "1-1\t0-2\tJa\tx\ty\tz\n"
    found = read(f"#FORMAT=WebAnno TSV 3.1\n{layers}\n\n#Text=Ja\n{row}")
    assert [label for _, label, _ in words(found)] == ["One > x", "Two.value > y", "Two.other > z"]
    assert {c.name: c.codable for c in found.codes if not c.parent} == {
        "One": False, "Two.value": False, "Two.other": False,
    }  # fmt: skip


def test_a_file_that_counts_code_points_shows_itself_by_its_tokens():
    text = "#FORMAT=WebAnno TSV 3.2\n#T_SP=a.One|v\n\n\n#Text=🌱 ja\n1-1\t0-1\t🌱\t_\n1-2\t2-4\tja\tx\n"
    found = read(text)
    assert found.convention is not None
    assert found.convention.unit == "code points"
    assert words(found) == [("ja", "x", "")]


def test_positions_that_do_not_fit_are_set_aside_where_they_said_they_were():
    damaged = HEAD + BODY.replace("1-3.1\t8-10", "1-3.1\t8-900").replace("0-2\tSå", "0-4\tSå")
    found = read(damaged)
    assert [(one.at, one.text) for one in found.set_aside] == [
        (8, "have"), (11, "[a]_*"),
    ]  # fmt: skip
    assert [problem.rule for problem in found.problems] == ["positions-doubtful"]
    assert all("Så" not in problem.message for problem in found.problems)


@pytest.mark.parametrize("text", ["", "#FORMAT=WebAnno TSV 2\n", "x\n", "\x00" * 50])
def test_what_is_no_tsv_3_is_told(text: str):
    found = read(text)
    assert found.codings == ()
    assert [problem.severity for problem in found.problems] == ["error"]


def test_a_row_that_is_none_is_set_aside_and_the_rest_is_read():
    found = read(HEAD + BODY + "3-x\tnot a row\n")
    assert [one.text for one in found.set_aside] == ["3-x\tnot a row"]
    assert len(found.codings) == 6


def test_the_one_span_of_the_sample_has_all_its_words():
    path = SAMPLES / "annotations" / "tsv3-suite_testMultiTokenSpanWithFeatureValue_reference.tsv"
    if not path.is_file():
        pytest.skip("the samples are not here (LISES_SAMPLES)")
    found = read_webanno_tsv(path.read_bytes(), path)
    (coding,) = found.codings
    assert coding.spans == ((0, 16),)
    assert [code.name for code in found.codes] == ["PERSON"]


def expected(project: Project) -> Counter[tuple]:
    """What the tables can hold: each stretch by itself, without white space at its edges."""
    labels = code_labels(project.codes)
    texts = {source.key: source.text for source in project.sources if source.text is not None}
    people = sorted(project.coders, key=lambda c: c.key)
    names = dict(zip([c.key for c in people], file_names([c.name for c in people]), strict=True))
    made: Counter[tuple] = Counter()
    for coding in project.codings:
        for first, last in coding.spans if coding.source in texts else ():
            text, start, end = texts[coding.source], first, last
            while start < end and text[start].isspace():
                start += 1
            while start < end and text[end - 1].isspace():
                end -= 1
            if start < end:
                name = names.get(coding.coder, "")
                made[text, ((start, end),), labels[coding.code], name, coding.memo] += 1
    return made


@given(projects())
def test_what_is_written_is_read_again_but_for_what_is_named_as_lost(project: Project):
    written = write_webanno_tsv(project)
    packed = zipped(written.content)
    found = read_inception(packed, Path("p.zip"))
    sound(found)
    assert codings(found) == expected(project)
    assert Counter(s.text for s in found.sources) == Counter(
        s.text for s in project.sources if s.text is not None
    )
    assert found.set_aside == ()
    assert found.problems == ()
    assert looks_like_inception(packed, "p.zip") == any(s.text is not None for s in project.sources)
    assert write_webanno_tsv(project) == written


@given(projects())
def test_a_table_alone_is_read_as_the_tool_reads_it_where_sentences_end_in_one_line_end(
    project: Project,
):
    for name, table in write_webanno_tsv(project).content.items():
        if name.endswith(".tsv"):
            assert looks_like_webanno_tsv(table, name)
            sound(read_webanno_tsv(table, Path(name)))


def test_what_is_lost_is_named(tmp_path: Path):
    del tmp_path
    from dataclasses import replace

    found = read()
    coding = replace(found.codings[0], key="x", spans=((0, 2), (5, 10), (2, 3)), date="2024-05-01")
    project = replace(found, codings=(*found.codings, coding), memos=())
    assert write_webanno_tsv(project).lost == (
        "dates of codings: 1, WebAnno TSV has no place for it",
        "selections of nothing or of white space, left out: 1",
        "selections written without the white space at their edges: 1",
        "codings of several stretches, written as one for each: 1",
    )


def test_a_written_table_counts_utf_16_units_and_has_rows_for_parts_of_tokens():
    from lises.exchange.projects.project import Project, ProjectCode, ProjectCoding, Source

    project = Project(
        path=PATH, format="x", codes=(ProjectCode(key="a", name="a|b"),),
        sources=(Source(key="s", name="I", text="🌱 gror\r\n\nJa"),),
        codings=(ProjectCoding(key="1", source="s", code="a", spans=((0, 4),), memo="to\nord"),
                 ProjectCoding(key="2", source="s", code="a", spans=((9, 11),))),
    )  # fmt: skip
    table = write_webanno_tsv(project).content["annotation/I.txt/INITIAL_CAS.tsv"].decode()
    assert table.split("\n\n\n", 1)[1] == (
        "#Text=🌱 gror\\r\n"
        "1-1\t0-2\t🌱\ta\\|b[1]\tto\\nord[1]\n"
        "1-2\t3-7\tgror\t_\t_\n"
        "1-2.1\t3-5\tgr\ta\\|b[1]\tto\\nord[1]\n"
        "\n#Text=Ja\n"
        "2-1\t10-12\tJa\ta\\|b[2]\t*[2]\n"
    )


SOUND = (HEAD + BODY).encode()


@given(st.binary(max_size=300), st.integers(0, len(SOUND)), st.integers(0, len(SOUND)))
def test_no_file_makes_it_fail(junk: bytes, start: int, end: int):
    sound(read_webanno_tsv(SOUND[:start] + junk + SOUND[end:], PATH))
    sound(read_webanno_tsv(b"#FORMAT=WebAnno TSV 3.3\n#T_SP=a|b\n" + junk, PATH))


def test_a_token_without_words_is_no_fault_of_the_reader():
    sound(read(HEAD + "\n#Text= Ja\n1-1\t1-1\t\tX\tx\t_\t_\t_\n"))


def test_a_gap_of_millions_is_not_filled():
    found = read(HEAD + "\n#Text=Ja\n1-1\t2000000000-2000000002\tJa\tX\tx\t_\t_\t_\n")
    assert len(found.sources[0].text or "") < 2_000_000
    assert found.codings == ()
