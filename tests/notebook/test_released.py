"""A release in a notebook: what the archive counted is given as it counted it, and it says so."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import lises
from lises.book.making import release_studies
from lises.errors import NotOfferedError
from lises.privacy import write_release

TINY = Path(__file__).parents[1] / "studies/demo-tiny"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[lises.Study, lises.Study]:
    """The archive, in which a coding of each code is for nobody's eyes, and its public release."""
    folder = tmp_path_factory.mktemp("released")
    study = Path(shutil.copytree(TINY, folder / "demo-tiny"))
    coding = study / "codings/consensus/DEMO-G1.jsonl"
    text = coding.read_text("utf-8")
    coding.write_text(text.replace('"codes"', '"clearance":"restricted","codes"'), "utf-8")
    (release,) = release_studies([study], "public", "2026-11-22")[0]
    write_release(release, folder / "public")
    return lises.load(study), lises.load(folder / "public")


def test_a_release_says_what_it_is(both: tuple[lises.Study, lises.Study]) -> None:
    archive, released = both
    assert repr(archive) == "Study('demo-tiny')"
    assert repr(released) == "Study('demo-tiny', released: public)"
    shown = released._repr_html_()
    assert "A release (for anybody): 4 passages are withheld." in shown
    assert "A release" not in archive._repr_html_()


def test_what_was_counted_in_the_archive_is_as_it_was_there(
    both: tuple[lises.Study, lises.Study],
) -> None:
    archive, released = both
    assert len(released.passages()) < len(archive.passages())
    for name, counted in archive.assessments.items():
        assert released.assessments[name].tally() == counted.tally()
        assert (released.assessments[name].n, released.assessments[name].of) == (
            counted.n,
            counted.of,
        )
    for code in ("tap", "tap-queue", "weeds"):
        for by in (None, "role"):
            assert released.prevalence(code, by=by).equals(archive.prevalence(code, by=by))
    assert released.prevalences().equals(archive.prevalences())
    assert released.prevalences(by="role").equals(archive.prevalences(by="role"))
    assert released.agreement().equals(archive.agreement())
    assert released.new_codes().equals(archive.new_codes())
    assert released.accumulation().equals(archive.accumulation())
    for asked in ({}, {"base": 1, "run": 1}, {"base": 2, "run": 1, "threshold": 0.5}):
        one, other = archive.saturation(**asked), released.saturation(**asked)
        assert (one.at, one.degree, one.codes) == (other.at, other.degree, other.codes)
        assert one.runs.equals(other.runs)


def test_a_count_that_would_be_too_small_is_refused(
    both: tuple[lises.Study, lises.Study],
) -> None:
    archive, released = both
    assert archive.prevalence("tap | weeds").height == 1
    with pytest.raises(NotOfferedError, match="was not counted in the archive"):
        released.prevalence("tap | weeds")
    with pytest.raises(NotOfferedError, match='"tap" by plot was not counted'):
        released.prevalence("tap", by="plot")
    with pytest.raises(NotOfferedError, match="by role only"):
        released.prevalences(by="plot")


def test_the_chain_has_the_stances_of_the_archive(both: tuple[lises.Study, lises.Study]) -> None:
    archive, released = both
    summary = str(archive.trace("tap")).splitlines()[1]
    assert str(released.trace("tap")).splitlines()[1] == summary


def test_what_is_withheld_raises_no_problem_and_a_torn_file_does(
    both: tuple[lises.Study, lises.Study], tmp_path: Path
) -> None:
    archive, released = both
    doubts = {(p.rule, p.subject) for p in archive.problems if p.severity == "doubt"}
    assert {(p.rule, p.subject) for p in released.problems} <= doubts
    torn = Path(shutil.copytree(released.folder.path, tmp_path / "torn"))
    transcript = next((torn / "transcripts").glob("*.md"))
    text = transcript.read_text("utf-8")
    quote = next(p for p in released.folder.passages if p.interview == transcript.stem).quote[0]
    transcript.write_text(text.replace(quote, "other words"), "utf-8")
    assert [p for p in lises.load(torn).problems if p.severity == "error"]


def test_in_a_book_a_study_speaks_the_language_of_the_book(
    both: tuple[lises.Study, lises.Study], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, released = both
    monkeypatch.setenv("LISES_LANGUAGE", "da")
    assert "En udgivelse (for alle)" in released._repr_html_()
    assert "passager" in archive.passages("tap")._repr_html_()
    assert str(archive.trace("tap")).startswith("finding tap: Alle havefolk")
    monkeypatch.delenv("LISES_LANGUAGE")
    assert "passages" in archive.passages("tap")._repr_html_()
