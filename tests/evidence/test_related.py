"""A link's other end is what it is taken for, or there is a problem with its line."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from lises.anchoring import anchor
from lises.errors import Problem
from lises.evidence import all_problems, count
from lises.evidence.related import check_related_studies
from lises.files import check_references, read_study, write_study
from lises.model import At, Claim, Figure, LocalText, RelatedStudy, StudyFolder
from tests.building import study

SAID = LocalText.of(da="ord", en="words")


def link(*to: str, own: tuple[str, ...] = (), line: int = 3) -> RelatedStudy:
    """Make a link whose texts say nothing of interest."""
    return RelatedStudy(
        to=to, own=own, relation="context", bears=SAID, cannot=SAID, at=At("related.yaml", line)
    )


def record(name: str, *links: RelatedStudy, **more: object) -> StudyFolder:
    """Make a study that has the claim ``c-1`` and the figure ``f1``."""
    claim = Claim(id="c-1", text=SAID, basis="outside")
    figure = Figure(id="f1", quantity="plots", value="4")
    return study(id=name, claims=(claim,), figures=(figure,), related=links, **more)


def told(folder: StudyFolder, *others: StudyFolder) -> list[tuple[str, str, int]]:
    found = check_related_studies(folder, {o.design.id: o for o in others})
    return [(p.rule, p.severity, p.line) for p in found]


def test_a_link_to_a_claim_a_figure_or_a_whole_study_that_is_there_is_good():
    ends = [link("b/c-1"), link("b/f1"), link("b/c-1", "b/f1"), link("b")]
    assert told(record("a", *ends), record("b")) == []


def test_a_claim_or_figure_that_the_other_study_lacks_is_told_with_the_nearest():
    made = record("a", link("b/c-1"), link("b/c-2", line=9))
    (found,) = check_related_studies(made, {"b": record("b")})
    assert (found.rule, found.severity, found.path, found.line, found.subject) == (
        "related-unknown", "error", "x/related.yaml", 9, "b",
    )  # fmt: skip
    assert found.remedy == 'did you mean "c-1"?'


STATUSES = ("collected", "constructed")


@pytest.mark.parametrize("theirs", list(product(STATUSES, ("b", "demo-b"))))
@pytest.mark.parametrize("mine", list(product(STATUSES, ("a", "demo-a"))))
def test_invented_and_collected_are_never_linked_whatever_their_ids_say(
    mine: tuple[str, str], theirs: tuple[str, str]
):
    """By the mark of the ids, each study by itself; by what the studies are, where both are here."""
    other = record(theirs[1], data_status=theirs[0])
    folder = record(mine[1], link(theirs[1]), data_status=mine[0])
    alone = {p.rule for p in check_references(folder) if p.rule == "related-mixed"}
    together = {rule for rule, severity, _ in told(folder, other) if severity == "error"}
    assert (mine[0] == theirs[0]) or (alone | together) == {"related-mixed"}
    assert not (alone and together), "told twice"
    honest = all((s == "constructed") == name.startswith("demo-") for s, name in (mine, theirs))
    if honest:
        assert bool(alone) == (mine[0] != theirs[0])


def test_a_study_that_is_elsewhere_is_no_fault_but_one_of_nearly_its_name_is_doubted():
    assert told(record("a", link("meadow/f1")), record("orchard")) == []
    assert told(record("a", link("orchrad/f1")), record("orchard")) == [
        ("related-not-here", "doubt", 3)
    ]


def _all(folder: StudyFolder, **more: object) -> tuple[Problem, ...]:
    return all_problems(count(anchor(folder)), (), {}, **more)  # type: ignore[arg-type]


def test_a_study_beside_this_one_is_looked_up_where_no_book_names_it(tmp_path: Path):
    write_study(record("b"), tmp_path / "b")
    write_study(record("a", link("b/f9"), link("c/f9")), tmp_path / "a")
    folder, _ = read_study(tmp_path / "a")
    assert folder is not None
    found = [p for p in _all(folder) if p.rule.startswith("related-")]
    assert [(p.rule, p.subject) for p in found] == [("related-unknown", "b")]
    assert found[0].path == f"{tmp_path}/a/related.yaml"


def test_the_study_of_the_book_is_held_against_before_the_one_beside(tmp_path: Path):
    write_study(record("b"), tmp_path / "b")
    write_study(record("a", link("b/f9")), tmp_path / "a")
    folder, _ = read_study(tmp_path / "a")
    assert folder is not None
    fuller = replace(record("b"), figures=(Figure(id="f9", quantity="q", value="1"),))
    assert not [p for p in _all(folder, others={"b": fuller}) if p.rule.startswith("related-")]
