"""A link between two studies of a book stands on the pages of both, in both languages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lises.book.making import release_studies
from lises.book.pages import around, study_pages
from lises.files import write_study
from lises.model import Claim, Figure, LocalText, RelatedStudy, Source, StudyFolder
from lises.render import Words
from tests.building import study

from .books import TODAY

BEARS = LocalText.of(da="Haverne vander i hånden.", en="The gardens water by hand.")
CANNOT = LocalText.of(da="Ingen dér er spurgt.", en="Nobody there was asked.")


def record(name: str, **more: object) -> StudyFolder:
    claim = Claim(
        id=f"{name}-1", text=LocalText.of(da="En påstand.", en="A claim."), basis="outside"
    )
    figure = Figure(
        id="f1", quantity="plots", value="4", label=LocalText.of(da="haver", en="plots")
    )
    base = study(
        id=name, kind="figures", counting="none", counted="", claims=(claim,), figures=(figure,),
        sources=(Source(key="s", type="misc", fields=(("title", "S"),)),), **more,
    )  # fmt: skip
    return replace(base, design=replace(base.design, coding_sets=(), coders=()), codebook=None)


def link(*to: str) -> RelatedStudy:
    return RelatedStudy(
        to=to, own=("plots-1",), relation="same-period", bears=BEARS, cannot=CANNOT
    )  # fmt: skip


def written(folder: Path, *studies: StudyFolder) -> list[Path]:
    for one in studies:
        write_study(one, folder / one.design.id)
    return [folder / one.design.id for one in studies]


@pytest.mark.parametrize("language", ["da", "en"])
def test_both_ends_show_it_and_their_claims_and_figures_point_there(language: str, tmp_path: Path):
    paths = written(tmp_path, record("plots", related=(link("wells/f1"),)), record("wells"))
    releases, problems = release_studies(paths, "restricted", TODAY)
    assert not [p for p in problems if p.severity == "error"]
    words = Words(language)
    book = around(releases, words)
    shown = {
        page.docname: str("".join(page.parts)) for r in releases for page in study_pages(r, book)
    }
    for first in ("plots/index", "wells/index"):
        assert words.local(BEARS) in shown[first]
        assert words.local(CANNOT) in shown[first]
    assert 'id="rel-1"' in shown["plots/index"]
    assert 'href="index.html#rel-1"' in shown["plots/claims"]
    assert 'id="rel-plots-1"' in shown["wells/index"]
    assert 'href="index.html#rel-plots-1"' in shown["wells/figures"]
    assert "rel-" not in shown["wells/claims"] + shown["plots/figures"]


@pytest.mark.parametrize(
    ("to", "status", "rule"),
    [
        ("wells/f7", "collected", "related-unknown"),
        ("wells/f1", "constructed", "related-mixed"),
    ],
)
def test_studies_that_are_linked_wrongly_make_no_book(
    to: str, status: str, rule: str, tmp_path: Path
):
    """They stand in folders apart, so that only the book brings them together."""
    paths = written(tmp_path / "a", record("plots", related=(link(to),)))
    paths += written(tmp_path / "b", record("wells", data_status=status))
    releases, problems = release_studies(paths, "restricted", TODAY)
    assert rule in [p.rule for p in problems if p.severity == "error"]
    assert "plots" not in [r.folder.design.id for r in releases]


def test_a_study_that_is_not_in_the_book_is_no_fault(tmp_path: Path):
    paths = written(tmp_path, record("plots", related=(link("elsewhere/f1"),)))
    _, problems = release_studies(paths, "restricted", TODAY)
    assert not [p for p in problems if p.rule.startswith("related-")]
