"""What other studies can and cannot say: on the pages of both, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lises.model import Figure, LocalText, RelatedStudy, StudyFolder
from lises.render import Links, Words, claims_body, figures_body, study_body

from .material import release_of, small_study
from .pages_material import both, record_study
from .reading import Element, read

BEARS = both("Planerne nævner vejen.", "The plans mention the way.")
CANNOT = both("De siger intet om praksis.", "They say nothing of practice.")
LINK = RelatedStudy(
    to=("plans/f1", "plans/plans-1"),
    own=("small-1",),
    relation="same-matter-other-approach",
    bears=BEARS,
    cannot=CANNOT,
)


def linking(*links: RelatedStudy) -> StudyFolder:
    return replace(record_study(), related=links or (LINK,))


def plans() -> StudyFolder:
    """Make a study of figures that has the claim and the figure that are named."""
    record = record_study()
    claim = replace(record.claims[1], id="plans-1", text=both("Planer er ord.", "Plans are words."))
    figure = Figure(
        id="f1", quantity="plans", value="43", label=both("planer i alt", "plans in all")
    )
    design = replace(
        record.design, id="plans", kind="figures", title=both("Planer 2020", "Plans 2020")
    )
    return replace(
        record, path="studies/plans", design=design, claims=(claim,), figures=(figure,),
        participants=(), interviews=(),
    )  # fmt: skip


def page(body, folder: StudyFolder, name: str, words: Words, *others: StudyFolder) -> Element:
    studies = {one.design.id: one for one in (folder, *others)}
    at = Links(f"{folder.design.id}/{name}", frozenset(studies))
    return read(body(release_of(folder), words, at, others=studies))


def entry(root: Element, anchor: str) -> Element:
    return next(e for e in root.all("div") if e.get("id") == anchor)


@pytest.mark.parametrize("language", ["da", "en"])
def test_both_ends_show_what_the_link_can_and_cannot_say(language: str):
    words = Words(language)
    here = entry(page(study_body, linking(), "index", words, plans()), "rel-1")
    there = entry(page(study_body, plans(), "index", words, linking()), "rel-small-1")
    for shown in (here, there):
        assert words("related-bears") + words.local(BEARS) in shown.text
        assert words("related-cannot") + words.local(CANNOT) in shown.text
        assert words("relation-same-matter-other-approach") in shown.text
        assert {"small-1", "plans-1", words.local(both("planer i alt", "plans in all"))} == {
            a.text for a in shown.all("a")
        }


@pytest.mark.parametrize("language", ["da", "en"])
def test_each_end_says_which_way_it_is_linked(language: str):
    words = Words(language)
    here = page(study_body, linking(), "index", words, plans())
    there = page(study_body, plans(), "index", words, linking())
    assert words("related") in here.text
    assert words("related-back") not in here.text
    assert words("related-back") in there.text
    assert words("related") not in there.text


def test_claims_and_figures_point_to_the_whole_of_the_link():
    words = Words("en")
    mine = page(claims_body, linking(), "claims", words, plans())
    claim = next(s for s in mine.all("section") if s.get("id") == "claim-small-1")
    assert "index.html#rel-1" in {a.get("href") for a in claim.all("a")}
    other = next(s for s in mine.all("section") if s.get("id") == "claim-small-2")
    assert words("claim-related") not in other.text
    theirs = page(claims_body, plans(), "claims", words, linking())
    assert "index.html#rel-small-1" in {a.get("href") for a in theirs.all("a")}
    figures = page(figures_body, plans(), "figures", words, linking())
    pointed = {a.get("href"): a.text for a in figures.all("a")}
    assert pointed["#fig-f1"] == "plans in all"
    assert pointed["index.html#rel-small-1"] == "A real study"


def test_links_lead_to_the_claim_and_the_figure_of_the_other_study_without_its_value():
    shown = entry(page(study_body, linking(), "index", Words("en"), plans()), "rel-1")
    assert {a.get("href") for a in shown.all("a")} == {
        "claims.html#claim-small-1", "../plans/figures.html#fig-f1", "../plans/claims.html#claim-plans-1",
    }  # fmt: skip
    assert "43" not in shown.text


def test_a_study_that_is_not_in_the_book_is_told_in_words_without_a_link():
    root = page(study_body, linking(), "index", Words("en"))
    heading = next(h for h in root.all("h3") if "plans" in h.text)
    assert heading.text == "plans (not in this book)"
    assert not heading.all("a")
    shown = entry(root, "rel-1")
    assert "f1, plans-1" in shown.text
    assert {a.text for a in shown.all("a")} == {"small-1"}
    assert "The plans mention the way." in shown.text


def test_a_link_of_whole_studies_says_so_at_both_ends():
    whole = replace(LINK, to=("plans",), own=())
    text = entry(page(study_body, linking(whole), "index", Words("en"), plans()), "rel-1").text
    assert text.count("the study as a whole") == 2


@pytest.mark.parametrize("constructed", ["small", "plans"])
def test_nothing_invented_is_shown_beside_anything_collected(constructed: str):
    one, other = linking(), plans()
    if constructed == "small":
        one = replace(one, design=replace(one.design, data_status="constructed"))
    else:
        other = replace(other, design=replace(other.design, data_status="constructed"))
    for folder, beside in ((one, other), (other, one)):
        for body, name in ((study_body, "index"), (claims_body, "claims")):
            text = page(body, folder, name, Words("en"), beside).text
            assert "The plans mention the way." not in text
            assert "Other studies" not in text


def test_invented_studies_that_are_linked_keep_their_mark():
    demo = small_study()
    link = replace(LINK, to=("demo-other",), own=())
    root = page(study_body, replace(demo, related=(link,)), "index", Words("en"))
    assert "The plans mention the way." in root.text
    assert root.children[0].get("data-mark").startswith("[Invented")


def test_a_text_in_another_language_than_the_page_says_so_at_both_ends():
    link = replace(LINK, bears=LocalText.of(da="Kun på dansk."))
    for folder, other, anchor in (
        (linking(link), plans(), "rel-1"),
        (plans(), linking(link), "rel-small-1"),
    ):
        shown = entry(page(study_body, folder, "index", Words("en"), other), anchor)
        assert "da" in {e.get("lang") for e in shown.all() if e.text == "Kun på dansk."}
