from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.evidence import STANCES, Assessment, ParticipantStance
from lises.model import Search
from lises.render import Links, Words, finding_evidence, finding_head
from lises.render.stances import stance_dots, tally
from lises.render.view import view_of

from .golden import matches_golden
from .material import FINDING, release_of, small_study
from .pages_material import fuller_study
from .reading import Element, read

PAGE = Links("demo-small/findings/telefon")
EN, DA = Words("en"), Words("da")


def head(folder, words=EN, finding=None) -> Element:
    release = release_of(folder)
    return read(finding_head(release, finding or release.folder.findings[0], words, PAGE))


def evidence(folder, words=EN) -> Element:
    release = release_of(folder)
    return read(finding_evidence(release, release.folder.findings[0], words, PAGE))


def with_finding(folder, **changes):
    return replace(folder, findings=(replace(folder.findings[0], **changes),))


def section(root: Element, anchor: str) -> Element:
    return next(s for s in root.all("section") if any(e.get("id") == anchor for e in s.children))


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_finding_s_page_is_as_it_was_read(language):
    release, words = release_of(fuller_study()), Words(language)
    finding = release.folder.findings[0]
    shown = finding_head(release, finding, words, PAGE)
    shown += finding_evidence(release, finding, words, PAGE)
    assert matches_golden(f"finding_{language}.html", shown)


def test_the_sections_stand_in_the_order_of_a_doubt():
    assert [h.text for h in evidence(fuller_study()).all("h2")] == [
        "What it rests on",
        "What speaks against it",
        "Where each participant stands",
        "Why these passages",
        "What was searched",
        "What it cannot say",
        "How it was coded",
    ]


def test_the_strip_says_in_words_what_its_signs_show():
    strip = head(fuller_study()).one("div", "lises-strip")
    assert strip.one("span", "lises-tally").text.split(" · ") == [
        " 10 support",
        " 2 qualify",
        " 1 silent (asked)",
    ]
    assert strip.one("span", "lises-dots").get("aria-hidden") == "true"
    assert strip.one("span", "lises-result").text == "“all”: statement and codings do not agree"


stood = st.builds(
    ParticipantStance,
    participant=st.sampled_from(["A", "B", "C"]),
    role=st.just("recipient"),
    stance=st.sampled_from(STANCES),
    asked=st.sampled_from([None, True, False]),
)


@given(st.lists(stood, max_size=30))
def test_there_is_one_sign_per_participant_and_the_tally_counts_them_all(stances):
    view = view_of(release_of(small_study()), EN, PAGE)
    said = read(tally(view, Assessment(finding="x", stances=tuple(stances)))).text
    counts = [int(part.split()[0]) for part in said.split(" · ")] if said else []
    assert sum(counts) == len(stances) == len(read(stance_dots(stances)).all("svg"))


def test_every_stance_has_a_shape_of_its_own():
    shapes = set()
    for stance in STANCES:
        one = ParticipantStance(participant="A", role="r", stance=stance)
        html = str(stance_dots([one]))
        shapes.add(html.replace(stance, ""))
    assert len(shapes) == len(STANCES)


def test_where_not_all_were_read_the_result_is_not_checkable_with_the_numbers():
    pill = head(small_study()).one("span", "lises-result")
    assert pill.text == "“all”: not checkable 2 of 2 read; 3 interviewed"
    assert "lises-result-not-checkable" in pill.classes


def test_a_study_that_counts_nothing_shows_no_numbers():
    folder = fuller_study()
    folder = replace(folder, design=replace(folder.design, counting="none"))
    root = head(folder)
    assert not root.all("span", "lises-dots")
    assert not root.all("p", "lises-numbers")
    assert "not counted in this study" in root.text


def test_the_numbers_tell_read_interviewed_cited_and_the_largest_share():
    text = head(fuller_study()).one("p", "lises-numbers").text
    assert "About: recipient" in text
    assert "12 voice it; 13 of 13 interviewed were read" in text
    assert "14 passages in all, 13 of them shown here" in text
    assert "5 cited" in text
    assert "of those cited" in text


def test_a_demonstration_is_shaped_after_a_claim_and_says_nothing_of_it():
    line = head(small_study()).one("p", "lises-relation")
    assert "shaped after the published claim small-1, about which it says nothing" in line.text
    assert line.one("a").get("href") == "../../small/claims.html#claim-small-1"
    assert "invented for demonstration" in line.text


def test_a_finding_of_a_collected_study_answers_its_claims():
    folder = with_finding(small_study(collected=True), answers=("small-1",), shaped_after=())
    line = head(folder).one("p", "lises-relation")
    assert "answers the claim small-1" in line.text
    assert line.one("a").get("href") == "../claims.html#claim-small-1"


def test_invented_material_never_answers_a_claim():
    folder = with_finding(small_study(), answers=("small-1",), shaped_after=())
    assert "answers" not in head(folder).text


def test_a_card_holds_the_words_the_note_and_stands_where_it_can_be_linked():
    root = evidence(small_study())
    card = next(e for e in root.all("article") if e.get("id") == "card-DEMO-R01-7k2m")
    assert card.one("blockquote").text.startswith("Altså, jeg ligger jo ned")
    assert "Analytic note Bodily." in card.text
    assert "Translated by Coder B" in card.text


def test_what_is_withheld_is_counted_in_words():
    text = section(evidence(small_study()), "lises-rests-on").text
    assert "1 more passage that it rests on is withheld here." in text


def test_where_every_cited_passage_is_withheld_no_card_is_promised():
    folder = small_study()
    finding = with_finding(folder, rests_on=folder.findings[0].rests_on[2:])
    said = section(evidence(finding), "lises-rests-on")
    assert "The 1 passage that it rests on is withheld here." in said.text
    assert not said.all("article")


def test_a_passage_for_and_against_has_one_anchor():
    folder = small_study()
    finding = folder.findings[0]
    both = with_finding(
        folder,
        rests_on=(*finding.rests_on, *finding.rests_on),
        contradicted_by=finding.rests_on[:1],
    )
    root = evidence(both)  # read() fails where an id stands twice
    assert len(root.all("article", "lises-card-against")) == 1


NOTHING = {"contradicted_by": (), "against": ""}
SEARCH = Search(query="telefon", judged="")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (NOTHING, "no search for one is recorded"),
        ({**NOTHING, "searched": (SEARCH,)}, "It was searched for: see what was searched"),
        ({"contradicted_by": (), "against": "rejsen"}, "Coded as speaking against it, not cited"),
        ({"contradicted_by": ()}, "DEMO-R02 §4"),
    ],
)
def test_what_speaks_against_it_is_never_left_out(changes, said):
    assert said in section(evidence(with_finding(small_study(), **changes)), "lises-against").text


def test_what_speaks_against_it_and_may_not_be_shown_is_said_to_be_there():
    folder = small_study()
    hidden = tuple(
        replace(p, clearance="restricted") if p.id == "DEMO-R02-c9yp" else p
        for p in folder.passages
    )
    folder = with_finding(replace(folder, passages=hidden), contradicted_by=())
    assert "may not be shown here" in section(evidence(folder), "lises-against").text


def test_the_table_of_stances_has_everybody_in_scope():
    table = evidence(fuller_study()).one("table", "lises-table-stances")
    rows = {row.get("id"): row for row in table.one("tbody").all("tr")}
    assert set(rows) == {f"stance-DEMO-R{n:02d}" for n in range(1, 14)}
    assert "silent (asked)" in rows["stance-DEMO-R09"].text
    assert "not shown here" in rows["stance-DEMO-R07"].text
    assert "unasked" in rows["stance-DEMO-R02"].text or "not known" in rows["stance-DEMO-R02"].text
    linked = rows["stance-DEMO-R03"].all("a")[-1]
    assert linked.get("href") == "../interviews/DEMO-R03.html#p-DEMO-R03-aa03"


def test_a_search_concludes_only_when_every_hit_is_judged():
    first, second = evidence(fuller_study()).all("div", "lises-search")
    assert "4 hits" in first.text
    assert "3 not judged" in first.text
    assert first.one("p", "lises-conclusion").text.startswith("Nothing can be concluded")
    assert second.one("p", "lises-conclusion").text == (
        "Not found by this search. 1 interview could not be searched."
    )
    assert "Not found" not in first.text


def test_what_matters_is_not_concluded_away():
    folder = fuller_study()
    search = replace(folder.findings[0].searched[0], query="øjnene")
    hit = replace(folder.searches["searches/telefon.jsonl"][0], hit="øjnene")
    folder = replace(
        with_finding(folder, searched=(search,)), searches={"searches/telefon.jsonl": (hit,)}
    )
    assert not evidence(folder).one("div", "lises-search").all("p", "lises-conclusion")
    mentioned = replace(
        folder, searches={"searches/telefon.jsonl": (replace(hit, judged="mentioned"),)}
    )
    assert "it is mentioned only" in evidence(mentioned).one("p", "lises-conclusion").text


def test_what_was_searched_is_in_the_language_spoken():
    root = evidence(fuller_study()).all("div", "lises-search")[0]
    assert next(e for e in root.all("span") if e.all("q")).get("lang") == "da"


def test_how_it_was_coded_names_sets_coders_codebook_and_readings():
    text = section(evidence(fuller_study()), "lises-how-coded").text
    assert "consensus (agreed by Coder A and Coder B)" in text
    assert "ab-1 (Coder A, round 1)" in text
    assert "version 2, 6 codes" in text
    assert "consensus: 13 of 13 interviews" in text
    assert "ab-1: 1 of 13 interviews, 2026-03-01, codebook version 1" in text


def test_what_cannot_be_counted_again_is_said():
    assert "1 of 14 coded passages is withheld" in evidence(fuller_study()).text
    folder = with_finding(small_study(), counts="rejsen", against="", contradicted_by=())
    told = evidence(folder).text
    assert "is in this release and can be counted again" in told
    assert "That the others say nothing of it cannot be seen here" in told


def test_invented_material_cannot_be_cited_and_collected_can():
    assert "This finding cannot be cited" in evidence(small_study()).text
    root = evidence(small_study(collected=True))
    assert "How to cite" in [h.text for h in root.all("h2")]
    assert "cannot be cited" not in root.text


def test_each_cited_passage_has_its_preview_once():
    root = evidence(fuller_study())
    previews = [t.get("id") for t in root.all("template")]
    assert "preview-DEMO-R01-9qf4" in previews
    assert len(previews) == len(set(previews))
    asked = {a.get("data-lises-preview") for a in root.all("a") if a.get("data-lises-preview")}
    assert asked <= set(previews)


def test_a_finding_that_cannot_be_counted_still_has_its_page():
    folder = with_finding(small_study(), counts="", against="", quantifier=None)
    assert "no quantity is stated" in head(folder).text
    assert "stances cannot be told" in evidence(folder).text
    bare = replace(FINDING, id="new", counts="telefon")
    assert "Finding: new" in head(small_study(), finding=bare).text


def test_danish_pages_are_danish():
    text = head(fuller_study(), DA).text + evidence(fuller_study(), DA).text
    assert "»alle«: udsagn og kodninger stemmer ikke overens" in text
    assert "12 giver udtryk for det; 13 af 13 interviewede er læst" in text
    assert not any(word in text for word in (" the ", "passages", "withheld", "supports"))
