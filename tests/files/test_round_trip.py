"""What was written is read back equal; what was read from our own text is written the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lises import files
from lises.files import read_study, write_study
from lises.files.text import decode_text
from lises.model import LocalText, StudyFolder
from tests import strategies as made

TINY = Path(__file__).parent.parent / "studies" / "demo-tiny"


def tuples(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(strategy, max_size=4).map(tuple)


Kind = tuple[str, st.SearchStrategy[Any], Callable[[Any], str], Callable[[str, str], Any]]
KINDS: dict[str, Kind] = {
    "study": ("study.yaml", made.study_designs(), files.write_study_design, files.parse_study),
    "participants": ("participants.csv", st.lists(made.participants(), min_size=1, max_size=4).map(tuple), files.write_participants, files.parse_participants),
    "interviews": ("interviews.csv", tuples(made.interviews()), files.write_interviews, files.parse_interviews),
    "asked": ("asked.csv", tuples(made.askeds()), files.write_asked, files.parse_asked),
    "readings": ("readings.csv", tuples(made.readings()), files.write_readings, files.parse_readings),
    "withdrawals": ("withdrawals.csv", tuples(made.withdrawals()), files.write_withdrawals, files.parse_withdrawals),
    "origins": ("origins.csv", tuples(made.origins()), files.write_origins, files.parse_origins),
    "figures": ("figures.csv", tuples(made.figures()), files.write_figures, files.parse_figures),
    "guide": ("guide.yaml", made.guides(), files.write_guide, files.parse_guide),
    "codebook": ("codebook.yaml", made.codebooks(), files.write_codebook, files.parse_codebook),
    "reporting": ("reporting.yaml", made.reportings(), files.write_reporting, files.parse_reporting),
    "themes": ("themes.yaml", tuples(made.themes()), files.write_themes, files.parse_themes),
    "claims": ("claims.yaml", tuples(made.claims()), files.write_claims, files.parse_claims),
    "framework": ("framework.yaml", tuples(made.framework_cells()), files.write_framework, files.parse_framework),
    "related": ("related.yaml", tuples(made.related()), files.write_related, files.parse_related),
    "transcript": ("transcripts/x.md", made.transcripts("x"), files.write_transcript, files.parse_transcript),
    "passages": ("codings/ab-1/R03.jsonl", tuples(made.passages()), files.write_passages, files.parse_passages),
    "searches": ("searches/x.jsonl", tuples(made.judged_hits()), files.write_searches, files.parse_searches),
    "translations": ("translations/en.jsonl", tuples(made.translations()), files.write_translations, files.parse_translations),
    "sources": ("sources.bib", tuples(made.sources()), files.write_sources, files.parse_sources),
    "memo": ("memos/x.md", made.notes().map(lambda n: replace(n, id="x")), files.write_note, files.parse_note),
    "journal": ("journal/x.md", made.notes("journal").map(lambda n: replace(n, id="x")), files.write_note, files.parse_note),
    "finding": ("findings/x.md", made.findings().map(lambda f: replace(f, id="x")), files.write_finding, files.parse_finding),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_what_was_written_is_read_back_equal_and_written_the_same(kind: str, data: st.DataObject):
    path, strategy, write, parse = KINDS[kind]
    objects = data.draw(strategy)
    text = write(objects)
    faults = files.Faults(path)
    assert decode_text(text.encode(), faults) == text
    assert faults.found == []
    read, problems = parse(text, path)
    assert problems == []
    assert read == objects
    assert write(read) == text


@settings(max_examples=25)
@given(made.studies())
def test_a_whole_study_written_is_read_back_equal_without_a_problem(tmp_path_factory, study):
    folder = tmp_path_factory.mktemp("written") / study.design.id
    write_study(study, folder)
    read, problems = read_study(folder, name="")
    assert problems == ()
    assert read is not None
    assert replace(read, path="") == study


@settings(max_examples=25)
@given(made.studies())
def test_references_of_a_consistent_study_all_lead_somewhere(study):
    assert files.check_references(study, name="x") == []


def test_the_tiny_study_is_read_whole_and_comes_back_equal(tmp_path):
    study, problems = read_study(TINY)
    assert problems == ()
    assert isinstance(study, StudyFolder)
    assert [len(study.transcripts), len(study.passages), len(study.findings)] == [3, 17, 2]
    write_study(study, tmp_path / "demo-tiny")
    again, problems = read_study(tmp_path / "demo-tiny")
    assert problems == ()
    assert again is not None
    assert replace(again, path=study.path) == study


def test_everything_written_is_the_same_bytes_when_written_again(tmp_path):
    study, _ = read_study(TINY)
    assert study is not None
    first = dict(files.study_files(study))
    write_study(study, tmp_path / "demo-tiny")
    again, _ = read_study(tmp_path / "demo-tiny")
    assert again is not None
    assert dict(files.study_files(again)) == first


def test_the_places_of_objects_are_their_lines():
    study, _ = read_study(TINY)
    assert study is not None
    assert study.participants[1].at == ("participants.csv", 3)
    assert study.transcripts["DEMO-G1"].turns[4].at == ("transcripts/DEMO-G1.md", 16)
    assert study.codebook is not None
    assert study.codebook.codes[1].at == ("codebook.yaml", 13)
    assert study.passages[0].at == ("codings/ab-1/DEMO-G1.jsonl", 1)
    assert study.sources[1].at == ("sources.bib", 8)
    assert study.claims[1].at == ("claims.yaml", 11)


def test_a_joint_turn_credits_both_and_a_finding_has_prose_in_two_languages():
    study, _ = read_study(TINY)
    assert study is not None
    joint = study.transcripts["DEMO-PAIR"].turns[1]
    assert joint.speakers == ("DEMO-G1", "DEMO-G2")
    assert joint.label == "DEMO-G1 + DEMO-G2"
    tap = next(finding for finding in study.findings if finding.id == "tap")
    assert [language for language, _ in tap.prose.by_language] == ["", "da"]


def test_a_text_without_language_beside_named_ones_cannot_be_written():
    mixed = LocalText((("", "a"), ("en", "b")))
    theme = files.parse_themes("themes:\n  - {id: x, label: y}\n", "themes.yaml")[0][0]
    with pytest.raises(files_error(), match="name its language"):
        files.write_themes([replace(theme, label=mixed)])


def files_error() -> type[Exception]:
    from lises.errors import LisesError

    return LisesError
