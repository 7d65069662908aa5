from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.model import Attribute, Participant
from lises.render import (
    Links,
    Words,
    claims_body,
    interviews_body,
    participants_body,
    problems_body,
    study_body,
)
from lises.render.participants import SMALLEST, distribution

from .golden import matches_golden
from .material import release_of, small_study
from .pages_material import PROBLEMS, fuller_study, record_study
from .reading import Element, read

EN, DA = Words("en"), Words("da")


def links(folder, page: str) -> Links:
    return Links(f"{folder.design.id}/{page}")


def study(folder, words=EN) -> Element:
    return read(study_body(release_of(folder), words, links(folder, "index")))


def interviews(folder, words=EN) -> Element:
    return read(interviews_body(release_of(folder), words, links(folder, "interviews/index")))


def participants(folder, words=EN) -> Element:
    return read(participants_body(release_of(folder), words, links(folder, "participants")))


def claims(folder, words=EN, **more) -> Element:
    return read(claims_body(release_of(folder), words, links(folder, "claims"), **more))


def problems(folder, found, words=EN) -> Element:
    release = replace(release_of(folder), problems=found)
    return read(problems_body(release, words, links(folder, "problems")))


def cells(table: Element) -> list[list[str]]:
    return [[c.text for c in row.children] for row in table.one("tbody").all("tr")]


# ---- The study's first page


def test_a_study_s_pages_are_as_they_were_read():
    demo, record = release_of(fuller_study()), release_of(record_study())
    at = Links("demo-small/index")
    assert matches_golden("study_da.html", study_body(demo, DA, at))
    assert matches_golden("record_en.html", study_body(record, EN, Links("small/index")))
    assert matches_golden("claims_da.html", claims_body(record, DA, Links("small/claims")))


def test_a_demonstration_begins_with_what_is_invented():
    root = study(fuller_study())
    first = root.all("p")[0]
    assert first.text.startswith("A demonstration: people, words, codings, coders and dates are")
    assert "About that study it says nothing." in first.text
    assert first.one("a").get("href") == "../small/index.html"


def test_a_record_begins_with_what_is_not_here():
    assert study(record_study()).all("p")[0].text.startswith("A record of a real study")


def test_the_sample_is_told_as_stated_as_listed_and_as_here():
    assert cells(study(fuller_study()).one("table")) == [
        ["recipient", "13", "13", "13", "13"],
        ["department head", "1", "1", "1", "0"],
    ]
    assert cells(study(record_study()).one("table")) == [
        ["recipient", "3", "3", "3", "0"],
        ["caseworker", "not stated", "0", "0", "0"],
    ]


def test_the_findings_stand_with_tally_and_result():
    item = study(fuller_study()).one("ul", "lises-finding-list")
    assert item.all("a")[0].get("href") == "findings/telefon.html"
    assert "10 support" in item.text
    assert "statement and codings do not agree" in item.text
    assert "invented for demonstration" in item.text


def test_a_study_without_findings_says_so_and_points_at_the_claims():
    root = study(record_study())
    assert "No findings are written here." in root.text
    assert "claims.html" in [a.get("href") for a in root.all("a")]


def test_what_the_design_cannot_show_is_never_left_out():
    assert "What the others said." in study(record_study()).text
    assert "does not say what its design cannot show" in study(small_study()).text


def test_only_pages_that_exist_are_pointed_to():
    hrefs = [a.get("href") for a in study(record_study()).all("a")]
    assert "codebook.html" not in hrefs
    assert {"interviews/index.html", "participants.html", "problems.html"} <= set(hrefs)


def test_governance_is_told_in_brief():
    text = study(fuller_study()).text
    assert "2026-11-01, until 2031-11-01" in text
    assert "none: no personal data" in text
    assert "CC-BY-4.0" in text


# ---- Interviews


def test_the_list_of_interviews_says_what_is_shown_of_each():
    rows = {row[0]: row for row in cells(interviews(small_study(whole=False)).one("table"))}
    assert rows["DEMO-R01"][-1] == "excerpts"
    assert rows["DEMO-R03"][-1] == "nothing: not in this book"
    assert rows["DEMO-H01"][-1] == "nothing: no transcript exists"
    assert "3, and 1 withheld" in rows["DEMO-R01"]
    whole = {row[0]: row for row in cells(interviews(small_study()).one("table"))}
    assert whole["DEMO-R02"][-1] == "whole"


def test_a_column_that_would_be_empty_is_left_out():
    header = [th.text for th in interviews(record_study()).one("thead").all("th")]
    assert header == ["Interview", "Role", "Shown here"]


# ---- Participants


def test_a_participant_can_be_linked_and_counts_the_passages_in_which_he_speaks():
    root = participants(small_study())
    row = next(r for r in root.all("tr") if r.get("id") == "par-DEMO-R01")
    assert [c.text for c in row.children] == ["DEMO-R01", "recipient", "DEMO-R01", "3"]


def test_an_attribute_is_counted_out_where_it_points_at_nobody():
    table = participants(fuller_study()).all("table")[1]
    assert cells(table) == [["18-29", "4"], ["30-49", "6"], ["50+", "3"]]
    assert "invented for demonstration" in table.one("caption").text


def test_a_small_group_is_not_counted_out_and_the_reason_is_given():
    text = participants(fuller_study()).text
    assert "department head: age is not counted out here, since fewer than 3" in text


@pytest.mark.parametrize(
    ("attributes", "said"),
    [
        ((), "no attribute may be shown"),
        (("age", "way"), "more than one attribute is marked as public"),
    ],
)
def test_attributes_that_could_point_at_somebody_together_are_not_told(attributes, said):
    folder = fuller_study()
    declared = tuple(Attribute(id=a, clearance="public") for a in attributes)
    folder = replace(folder, design=replace(folder.design, attributes=declared))
    root = participants(folder)
    assert said in root.text
    assert len(root.all("table")) == 1


def test_a_sensitive_attribute_is_not_told_even_where_it_is_marked_public():
    folder = fuller_study()
    (age,) = folder.design.attributes
    design = replace(folder.design, attributes=(replace(age, sensitivity="special"),))
    assert "is sensitive" in participants(replace(folder, design=design)).text


@given(st.lists(st.sampled_from(["", "a", "b", "c"]), max_size=25))
def test_no_count_is_of_fewer_than_three_people_or_of_all(values):
    people = [
        Participant(id=str(n), role="r", attributes=(("x", v),)) for n, v in enumerate(values)
    ]
    counts, refused = distribution(people, Attribute(id="x", levels=("a", "b")))
    if refused:
        assert counts == {}
    else:
        assert sum(counts.values()) == len(people)
        assert all(n == 0 or SMALLEST <= n < len(people) for n in counts.values())
    smallest = min((values.count(v) for v in set(values)), default=SMALLEST)
    assert (refused == "small") == (smallest < SMALLEST)


# ---- Claims


def test_a_claim_tells_strength_scope_source_and_why_it_cannot_be_checked():
    root = claims(record_study())
    claim = next(s for s in root.all("section") if s.get("id") == "claim-small-1")
    assert "All felt the change." in claim.text
    assert "of all" in claim.text
    assert "“perhaps”" in claim.text
    assert "The Paper (2020), L31, L56" in claim.text
    assert "(3 of 3 in its scope are missing)" in claim.text
    assert "no finding here answers it" in claim.text
    assert "The transcripts." in claim.text


def test_a_claim_that_rests_elsewhere_says_so():
    claim = next(s for s in claims(record_study()).all("section") if s.get("id") == "claim-small-2")
    assert "the claim itself does not rest on the interviews" in claim.text
    assert "unknown2019" in claim.text


def test_a_source_is_given_with_its_address():
    source = next(e for e in claims(record_study()).all("li") if e.get("id") == "source-paper2020")
    assert source.one("a").get("href") == "https://example.org/a?b&c"
    assert source.text == "(2020-11-10). A title. The Paper. https://example.org/a?b&c"


def test_demonstrations_are_named_as_saying_nothing_and_only_where_they_are_given():
    told = claims(record_study(), demonstrations={"small-1": [("demo-small", "telefon")]})
    assert "demo-small/telefon is shaped after it. It is invented and says nothing" in told.text
    assert "shaped after it" not in claims(record_study()).text


RESULTS = ("agree", "supported", "refuted", "answers it", "stemmer", "reproduced")


@pytest.mark.parametrize("words", [EN, DA])
def test_invented_material_never_gives_a_result_about_a_published_claim(words):
    folder = replace(small_study(), claims=record_study().claims)
    finding = replace(folder.findings[0], answers=("small-1",))
    folder = replace(folder, findings=(finding,))
    text = claims(folder, words).text
    assert not any(word in text for word in RESULTS)
    assert words("claim-constructed") in text


def test_findings_of_a_collected_study_answer_with_their_own_result():
    folder = replace(small_study(collected=True), claims=record_study().claims[:1])
    finding = replace(folder.findings[0], answers=("small-1",), shaped_after=())
    text = claims(replace(folder, findings=(finding,))).text
    assert "What findings of this study say of it: The telephone mattered." in text.replace(
        "it:The", "it: The"
    )
    assert "not checkable" in text


def test_a_study_without_claims_says_so():
    assert claims(small_study()).text == "No published claims are recorded."


# ---- Doubts


def test_no_doubts_are_said_to_be_none():
    text = problems(small_study(), ()).text
    assert "No doubt is open." in text
    assert "No doubt has been acknowledged" in text


def test_doubts_are_told_by_rule_in_words_with_what_they_are_about():
    root = problems(fuller_study(), PROBLEMS)
    assert [h.text for h in root.all("h3")] == [
        "The statement says another quantity than the codings",
        "Another doubt",
        "Read before the code was changed",
    ]
    assert "12 of 13 read; 13 interviewed" in root.text
    assert "findings/telefon.md:4" in root.text
    assert "findings/telefon.html" in [a.get("href") for a in root.all("a")]
    assert "Stays, because: The second round is not counted." in root.text


def test_a_doubt_takes_neither_words_nor_a_machine_s_paths_onto_the_page():
    text = problems(fuller_study(), PROBLEMS).text
    assert "Min søn" not in text
    assert "/home" not in text
    assert "DEMO-R01.jsonl:2" in text
