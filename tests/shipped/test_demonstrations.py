"""The demonstrations: their shape, their words, what stands in them and what must not."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

import lises
from lises.model import Transcript

STUDIES = Path(__file__).parent.parent.parent / "studies"
DEMONSTRATIONS = ("demo-cubb", "demo-lises")
# Who took part in the real studies, or could be taken for it, is named nowhere in invented words.
REAL_NAMES = [
    "Herning",
    "Holstebro",
    "Gladsaxe",
    "Silkeborg",
    "Aarhus",
    "Vesthimmerland",
    "Hedensted",
    "Danneris",
    "Caswell",
    "Herup",
    "Aalborg",
]
RUN = 8


@cache
def study(name: str) -> lises.Study:
    return lises.load(STUDIES / name)


def transcripts() -> list[Transcript]:
    return [t for name in DEMONSTRATIONS for t in study(name).folder.transcripts.values()]


def words_of(text: str) -> list[str]:
    return re.findall(r"[\wæøåéü]+", unicodedata.normalize("NFC", text).lower())


def test_the_samples_have_the_shape_of_the_studies_they_are_shaped_after() -> None:
    roles = {name: Counter(p.role for p in study(name).folder.participants) for name in STUDY_ROLES}
    assert roles == STUDY_ROLES
    for name in DEMONSTRATIONS:
        assert len(study(name).folder.transcripts) == sum(STUDY_ROLES[name].values())


STUDY_ROLES = {
    "demo-cubb": Counter(recipient=13, head=7),
    "demo-lises": Counter({"former-recipient": 12}),
    "cubb": Counter(recipient=13, head=7),
    "lises": Counter({"former-recipient": 12}),
}


def test_the_samples_are_of_the_right_size() -> None:
    for transcript in transcripts():
        assert 60 <= len(transcript.turns) <= 120, transcript.interview
        words = sum(len(turn.text.split()) for turn in transcript.turns)
        assert 900 <= words <= 2500, (transcript.interview, words)
    total = sum(len(t.text.split()) for tr in transcripts() for t in tr.turns)
    assert total >= 40_000


def test_the_records_list_every_interview_as_withheld() -> None:
    for name in ("cubb", "lises"):
        rows = study(name).folder.interviews
        assert len(rows) == sum(STUDY_ROLES[name].values())
        assert {row.transcript for row in rows} == {"withheld"}
        assert not study(name).folder.transcripts


def test_no_run_of_eight_words_is_shared_by_two_interviews_outside_the_guides() -> None:
    asked = {(a.interview, a.turn) for name in DEMONSTRATIONS for a in study(name).folder.asked}
    seen: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for transcript in transcripts():
        for turn in transcript.turns:
            if (transcript.interview, turn.number) not in asked:  # there the guide speaks
                for run in _runs(turn.text):
                    seen[run].add(transcript.interview)
    shared = {" ".join(run): sorted(where) for run, where in seen.items() if len(where) > 1}
    assert not shared


def _runs(text: str) -> set[tuple[str, ...]]:
    words = words_of(text)
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def test_stamps_rise_and_places_and_people_are_placeholders() -> None:
    for transcript in transcripts():
        times = [turn.time for turn in transcript.turns if turn.time]
        assert all(a <= b for a, b in pairwise(times)), transcript.interview
        text = "\n".join(turn.text for turn in transcript.turns)
        assert not [name for name in REAL_NAMES if re.search(rf"\b{name}", text)]
        marks = re.findall(r"\[([^\]]*)\]", text)
        odd = [m for m in marks if not re.fullmatch(r"[A-ZÆØÅ]+\d+|[a-zæøå ,–-]+", m)]
        assert not odd, (transcript.interview, odd)


def test_every_interview_is_coded_and_at_least_ten_by_a_second_coder() -> None:
    double = set()
    for name in DEMONSTRATIONS:
        by_set: dict[str, set[str]] = defaultdict(set)
        for passage in study(name).folder.passages:
            by_set[passage.set].add(passage.interview)
        assert by_set["ab-1"] == by_set["consensus"] == set(study(name).folder.transcripts)
        double |= by_set["cd-1"]
    assert len(double) >= 10


@pytest.mark.parametrize("name", DEMONSTRATIONS)
def test_the_codebook_has_a_history_and_codes_that_say_when_to_use_them(name: str) -> None:
    codebook = study(name).folder.codebook
    assert codebook is not None
    assert 15 <= len(codebook.codes) <= 30
    assert [change.version for change in codebook.changes] == [1, 2]
    assert any(code.changed == 2 for code in codebook.codes)
    for code in codebook.codes:
        assert code.definition, code.id
        assert code.use or code.parent, code.id


@pytest.mark.parametrize("name", DEMONSTRATIONS)
def test_findings_are_bilingual_argued_translated_and_looked_against(name: str) -> None:
    folder = study(name).folder
    translated = {t.passage for t in folder.translations if t.language == "en" and t.by}
    for finding in folder.findings:
        prose = dict(finding.prose.by_language)
        assert len(prose[""].split()) > 100, finding.id
        assert len(prose["en"].split()) > 100, finding.id
        cited = [*finding.rests_on, *finding.contradicted_by]
        assert {e.passage for e in cited} <= translated, finding.id
        assert all(dict(e.note.by_language).keys() >= {"da", "en"} for e in cited), finding.id
        against = any(s.against for s in study(name).assessments[finding.id].stances)
        assert finding.contradicted_by or finding.searched or against, finding.id
        assert not finding.answers, "invented material answers no claim"


def test_what_interviews_could_bear_has_a_finding_shaped_after_it() -> None:
    wanted = {"cubb/cubb-1", "cubb/cubb-2", "cubb/cubb-3", "cubb/cubb-4"}
    wanted |= {f"lises/lises-{n}" for n in (1, 2, 3, 4)}
    found = {c for n in DEMONSTRATIONS for f in study(n).folder.findings for c in f.shaped_after}
    assert wanted <= found


def test_a_finding_of_absence_has_every_hit_of_its_search_judged() -> None:
    from lises.evidence import search_outcome

    searched = [
        (name, finding, search)
        for name in DEMONSTRATIONS
        for finding in study(name).folder.findings
        for search in finding.searched
    ]
    assert len(searched) >= 2
    for name, finding, search in searched:
        outcome = search_outcome(study(name).folder, search)
        assert outcome.hits > 0
        assert not outcome.unjudged, finding.id
        assert outcome.spontaneous + outcome.prompted > 0, finding.id
        assert search.coded_for_paraphrase


def test_an_all_that_the_codings_do_not_bear_is_left_standing() -> None:
    results = {
        f"{n}/{k}": a.result for n in DEMONSTRATIONS for k, a in study(n).assessments.items()
    }
    assert results["demo-cubb/telefon"] == "do-not-agree"
    assert "agree" in results.values()


def test_no_study_that_is_shipped_has_an_error() -> None:
    for path in sorted(STUDIES.iterdir()):
        errors = [p for p in lises.load(path).problems if p.severity == "error"]
        assert not errors, path
