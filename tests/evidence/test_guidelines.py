"""A guideline held against a study: what is counted moves with the study, the rest is said to lack."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.anchoring import anchor
from lises.errors import NotOfferedError, UnknownNameError
from lises.evidence import Counted, count
from lises.evidence.guidelines import (
    GUIDELINE_TEXTS,
    GuidelineRow,
    computed_facts,
    guideline_table,
    state_counts,
)
from lises.evidence.guidelines.rules import COMPUTED
from lises.model import (
    GUIDELINE_ITEMS,
    GUIDELINES,
    Codebook,
    CodingSet,
    Governance,
    Interview,
    LocalText,
    Note,
    Reading,
    ReportedItem,
    Role,
    StudyFolder,
    Theme,
)
from tests.building import counted, finding, passage, question, search, study, talk

SAID = LocalText.plain("said")
TALKS = (
    talk("P1", "I: How is the tap?", "P1: The tap drips, and I wait."),
    talk("P2", "I: And you?", "P2: There is no queue here."),
    talk("P3", "I: Tell me.", "P3: I bring a can.", "O: He does."),
)
CODED = (
    passage("P1-aaaa", 2, "The tap drips", "tap"),
    passage("P2-bbbb", 2, "no queue here", "queue"),
    passage("P3-cccc", 2, "I bring a can", "tap"),
)


def rows(of: Counted, guideline: str = "coreq") -> dict[str, GuidelineRow]:
    return {row.item.id: row for row in guideline_table(of, guideline)}


def facts(of: Counted, item: str, guideline: str = "coreq") -> dict[str, dict[str, Any]]:
    return {fact.key: dict(fact.values) for fact in rows(of, guideline)[item].facts}


def again(folder: StudyFolder, **changed: Any) -> Counted:
    return count(anchor(replace(folder, **changed)))


def design(of: StudyFolder, **changed: Any) -> Counted:
    return again(of, design=replace(of.design, **changed))


def full(**more: Any) -> StudyFolder:
    """Make a study of which every item that can be computed has something."""
    found = (
        finding("f", rests_on="P1-aaaa P3-cccc", contradicted_by="P2-bbbb", counts="tap", quantifier="some"),
        finding("g", rests_on="P1-aaaa", searched=(search("can"),)),
    )  # fmt: skip
    made = study(*TALKS, *CODED, *found, codes="tap queue<tap", method="codebook", **more)
    interviews = (
        Interview(id="P1", participants=("P1",), date="2026-03-04", interviewer="A", medium="telephone", minutes=30),
        Interview(id="P2", participants=("P2",), date="2026-05-01", interviewer="B", medium="home", minutes=41),
        Interview(id="P3", participants=("P3",), date="2026-04-01", interviewer="A", medium="telephone", minutes=20),
    )  # fmt: skip
    governance = Governance(legal_basis="consent", dpia="17", retention_until="2031-01-01")
    return replace(
        made,
        design=replace(made.design, governance=governance, cannot_show=(SAID,)),
        interviews=interviews,
        guide=counted(guide=(question("q"),)).study.folder.guide,
        themes=(Theme(id="t", label=SAID),),
        notes=(
            Note(id="P1", kind="fieldnote", text="x"),
            Note(id="2026-01-01", kind="journal", text="x"),
            Note(id="m", kind="memo", text="x"),
        ),
    )


FULL = full()

# ---- The guidelines themselves


def test_the_guidelines_have_the_items_that_they_are_known_for():
    assert {name: len(text.items) for name, text in GUIDELINE_TEXTS.items()} == {
        "coreq": 32,
        "srqr": 21,
        "rtarg": 17,
    }
    for name in GUIDELINES:
        assert tuple(item.id for item in GUIDELINE_TEXTS[name].items) == GUIDELINE_ITEMS[name]
        assert set(COMPUTED[name]) <= set(GUIDELINE_ITEMS[name])
    assert [name for name in GUIDELINES if GUIDELINE_TEXTS[name].checklist] == ["coreq", "srqr"]


def test_numbers_and_subjects_are_those_of_the_published_checklists():
    """The numbers that other people's texts refer to: Tong 2007 and O'Brien 2014."""
    coreq = {i.id: i.topic.in_language("en") for i in GUIDELINE_TEXTS["coreq"].items}
    assert coreq["12"] == "Number of participants"
    assert (coreq["21"], coreq["22"]) == ("Duration", "Saturation")
    assert [coreq[n] for n in ("24", "25", "27", "29")] == [
        "Number of coders",
        "The coding tree",
        "Software",
        "Quotations",
    ]
    srqr = {i.id: i.topic.in_language("en") for i in GUIDELINE_TEXTS["srqr"].items}
    assert [srqr[n] for n in ("1", "9", "17", "19", "21")] == [
        "Title",
        "Ethics",
        "Ties to the material",
        "Limits",
        "Funding",
    ]


@pytest.mark.parametrize("name", GUIDELINES)
def test_every_item_is_put_in_both_languages_in_a_sentence_of_ours(name):
    items = GUIDELINE_TEXTS[name].items
    for item in items:
        for text in (item.domain, item.section, item.topic, item.asks):
            assert [language for language, _ in text.by_language] == ["da", "en"]
            danish, english = text.in_language("da"), text.in_language("en")
            assert danish.strip() == danish
            assert english.strip() == english
        assert item.asks.in_language("da").endswith(".")
        assert item.asks.in_language("en").endswith(".")
    assert len({item.topic for item in items}) == len(items)


# ---- Which guideline is offered


def offers(method: str) -> set[str]:
    return set(computed_facts(counted(*TALKS, method=method)))


def test_the_method_decides_which_guideline_is_offered():
    assert offers("reflexive") == {"rtarg"}
    assert offers("codebook") == offers("framework") == offers("not-stated") == {"coreq", "srqr"}
    assert computed_facts(design(FULL, kind="figures")) == {}


@pytest.mark.parametrize(
    ("method", "guideline", "why"),
    [
        ("reflexive", "coreq", "COREQ is not offered where method is reflexive"),
        ("reflexive", "SRQR", "lises report rtarg"),
        ("codebook", "rtarg", "lises report coreq"),
        ("not-stated", "rtarg", "method is not-stated"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(method, guideline, why):
    with pytest.raises(NotOfferedError, match=why):
        guideline_table(counted(*TALKS, method=method), guideline)


def test_figures_have_none_and_a_wrong_name_is_answered_with_the_nearest():
    with pytest.raises(NotOfferedError, match="published figures"):
        guideline_table(design(FULL, kind="figures"), "coreq")
    with pytest.raises(UnknownNameError, match='did you mean "coreq"'):
        guideline_table(count(anchor(FULL)), "correq")


# ---- What is computed moves with the study


@given(st.lists(st.one_of(st.none(), st.integers(1, 90)), min_size=1, max_size=4))
def test_who_was_interviewed_is_the_sum_of_the_samples_and_whole_where_all_are_stated(samples):
    roles = tuple(Role(id=f"r{i}", label=SAID, sample=n) for i, n in enumerate(samples))
    row = rows(design(FULL, roles=roles))["12"]
    stated = [n for n in samples if n is not None]
    said = [f.values["n"] for f in row.facts if f.key == "interviewed-of-role"]
    assert said == stated
    total = [f.values["n"] for f in row.facts if f.key == "interviewed"]
    assert total == ([sum(stated)] if len(stated) == len(samples) > 1 else [])
    unknown = "missing" if not stated else "partly"
    assert row.state == ("computed" if len(stated) == len(samples) else unknown)


def test_who_withdrew_is_not_among_those_interviewed():
    folder = study(*TALKS, sample={"gardener": 5}, gone="gardener gardener", method="codebook")
    assert facts(count(anchor(folder)), "12") == {
        "interviewed-of-role": {"role": "gardener", "n": 3}
    }


@given(st.lists(st.one_of(st.none(), st.integers(1, 200)), min_size=3, max_size=3))
def test_the_duration_is_told_of_those_whose_minutes_are_noted(minutes):
    interviews = tuple(replace(i, minutes=m) for i, m in zip(FULL.interviews, minutes, strict=True))
    row = rows(again(FULL, interviews=interviews))["21"]
    known = sorted(m for m in minutes if m is not None)
    if not known:
        assert (row.state, row.facts) == ("missing", ())
        return
    values = row.facts[0].values
    assert (values["n"], values["of"]) == (len(known), 3)
    assert (values["least"], values["most"], values["total"]) == (known[0], known[-1], sum(known))
    middle = len(known) // 2
    expected = known[middle] if len(known) % 2 else (known[middle - 1] + known[middle]) / 2
    assert values["median"] == expected
    assert row.state == ("computed" if len(known) == 3 else "partly")


def test_coders_are_counted_by_what_their_own_sets_have_read():
    sets = (
        CodingSet(id="c", origin=("ab-1", "cd-1")),
        CodingSet(id="ab-1", coder="ab", round=1),
        CodingSet(id="cd-1", coder="cd", round=1),
        CodingSet(id="ef-1", coder="ef", round=1),
    )
    coders = (("ab", "Coder A"), ("cd", "Coder B"), ("ef", "Coder C"))
    read = [("ab-1", "P1"), ("ab-1", "P2"), ("cd-1", "P2"), ("c", "P3")]
    readings = tuple(Reading(set=s, interview=i, codes=("*",)) for s, i in read)
    made = replace(FULL.design, coding_sets=sets, coders=coders)
    of = again(FULL, design=made, readings=readings)
    row = rows(of)["24"]
    assert row.facts[0].values == {"n": 2, "names": "Coder A, Coder B"}
    assert [(f.values["coder"], f.values["n"]) for f in row.facts[1:]] == [("Coder A", 2), ("Coder B", 1)]  # fmt: skip
    assert row.state == "computed"
    assert facts(of, "15", "srqr")["read-by-two"] == {"n": 1, "of": 3}


def test_nobody_who_coded_is_said_to_be_missing_not_none():
    of = again(FULL, passages=(), readings=(), findings=())
    assert rows(of)["24"].state == "missing"
    assert rows(of)["27"].state == "missing"
    assert rows(of)["29"].state == "missing"


def test_the_coding_tree_is_told_with_size_levels_and_definitions():
    assert facts(count(anchor(FULL)), "25") == {
        "codes": {"n": 2, "top": 1, "levels": 2, "version": 1},
        "codes-defined": {"n": 2, "of": 2},
    }
    book = FULL.codebook
    assert book is not None
    bare = replace(book, codes=(book.codes[0], replace(book.codes[1], definition=LocalText())))
    assert rows(again(FULL, codebook=bare))["25"].state == "partly"
    assert rows(again(FULL, codebook=Codebook()))["25"].state == "missing"


def test_a_circle_of_parents_does_not_hang():
    book = FULL.codebook
    assert book is not None
    around = tuple(
        replace(code, parent=other)
        for code, other in zip(book.codes, ("queue", "tap"), strict=True)
    )
    assert facts(again(FULL, codebook=replace(book, codes=around)), "25")["codes"]["levels"] == 2


def test_quotations_are_counted_once_with_who_is_heard_in_them():
    assert facts(count(anchor(FULL)), "29") == {
        "quotations": {"n": 3, "citing": 2, "findings": 2},
        "quoted-people": {"n": 3, "of": 3},
        "quotations-labelled": {},
    }
    fewer = again(FULL, findings=FULL.findings[1:])
    assert facts(fewer, "29")["quotations"] == {"n": 1, "citing": 1, "findings": 1}
    assert facts(fewer, "29")["quoted-people"] == {"n": 1, "of": 3}


def test_a_quotation_without_a_participant_is_told_and_the_item_is_not_whole():
    asked = passage("P1-dddd", 1, "How is the tap?", "tap")
    folder = study(*TALKS, *CODED, asked, finding(rests_on="P1-dddd P1-aaaa"), method="codebook")
    row = rows(count(anchor(folder)))["29"]
    assert facts(count(anchor(folder)), "29")["quotations-unlabelled"] == {"n": 1}
    assert row.state == "partly"


def test_a_quotation_that_is_not_in_its_place_is_not_counted():
    lost = replace(FULL.passages[0], quote=("never said",))
    of = again(FULL, passages=(lost, *FULL.passages[1:]))
    assert facts(of, "29")["quotations"]["n"] == 2


@pytest.mark.parametrize(
    ("item", "key", "before", "changed", "after"),
    [
        ("1", "interviewers", {"n": 2, "names": "A, B"}, "interviewer", {"n": 1, "names": "A"}),
        ("16", "period", {"first": "2026-03", "last": "2026-05", "n": 3, "of": 3}, "date",
         {"first": "2026-03", "last": "2026-04", "n": 2, "of": 3}),
    ],
)  # fmt: skip
def test_what_the_table_of_interviews_says_is_read_from_it(item, key, before, changed, after):
    assert facts(count(anchor(FULL)), item)[key] == before
    second = replace(FULL.interviews[1], **{changed: ""})
    of = again(FULL, interviews=(FULL.interviews[0], second, FULL.interviews[2]))
    assert facts(of, item)[key] == after


def test_forms_are_counted_and_those_not_noted_too():
    first = replace(FULL.interviews[0], medium="")
    row = rows(again(FULL, interviews=(first, *FULL.interviews[1:])))["14"]
    assert [(f.values.get("medium"), f.values["n"]) for f in row.facts] == [
        ("home", 1),
        ("telephone", 1),
        (None, 1),
    ]


def test_repeated_and_joint_interviews_are_counted():
    both = replace(FULL.interviews[1], participants=("P2", "P1"))
    of = again(FULL, interviews=(FULL.interviews[0], both, FULL.interviews[2]))
    assert facts(of, "18")["repeated"] == {"n": 1, "of": 3}
    assert facts(of, "15")["joint"] == {"n": 1}
    assert facts(of, "15")["others-speak"] == {"n": 1, "of": 3}
    assert facts(count(anchor(FULL)), "18")["repeated"] == {"n": 0, "of": 3}


def test_findings_are_counted_by_result_only_where_quantities_are_held_against_codings():
    assert [dict(f.values) for f in rows(count(anchor(FULL)))["30"].facts] == [
        {"result": "agree", "n": 1},
        {"result": "no-quantifier", "n": 1},
    ]
    assert rows(design(FULL, counting="descriptive"))["30"].facts == ()


def test_what_speaks_against_and_searches_are_counted():
    assert facts(count(anchor(FULL)), "32") == {
        "against": {"n": 1, "of": 2, "passages": 1},
        "searched": {"n": 1, "of": 2},
    }


@pytest.mark.parametrize(
    ("guideline", "item", "key", "field"),
    [
        ("coreq", "17", "guide", "guide"),
        ("coreq", "20", "fieldnotes", "notes"),
        ("coreq", "31", "themes", "themes"),
        ("srqr", "13", "transcripts", "transcripts"),
        ("srqr", "15", "journal", "notes"),
        ("srqr", "15", "memos", "notes"),
    ],
)
def test_what_the_study_no_longer_holds_is_no_longer_told(guideline, item, key, field):
    assert facts(count(anchor(FULL)), item, guideline)[key]["n"] in (1, 3)
    empty = {"guide": None, "transcripts": {}}.get(field, ())
    assert key not in facts(again(FULL, **{field: empty}), item, guideline)


def test_limits_ethics_and_method_come_from_the_design():
    held = count(anchor(FULL))
    assert facts(held, "19", "srqr") == {"limits": {"n": 1}}
    assert list(facts(held, "9", "srqr")) == ["legal-basis", "dpia", "kept-until"]
    assert facts(held, "9")["method"] == {"method": "codebook", "counting": "checked"}
    bare = design(FULL, cannot_show=(), governance=None, method="not-stated")
    assert rows(bare, "srqr")["19"].state == rows(bare, "srqr")["9"].state == "missing"
    assert rows(bare)["9"].state == "missing"


def test_the_software_is_named_with_its_version_and_how_words_are_read():
    import lises

    assert facts(count(anchor(FULL)), "27") == {
        "software": {"version": lises.__version__, "tier": "rules"}
    }


def test_of_a_record_only_the_sample_is_known():
    """Its interviews are placeholders: that nobody was interviewed twice is not known of them."""
    bare = study(people=("A", "B"), method="not-stated", counted="", coding_sets=())
    of = again(bare, interviews=(Interview(id="A", participants=("A",)),), readings=())
    known = {item for item, row in rows(of).items() if row.facts}
    assert known == {"12"}


# ---- What the authors answer


def answer(item: str, **more: Any) -> ReportedItem:
    return ReportedItem(guideline=more.pop("guideline", "coreq"), item=item, **more)


def test_every_item_stands_there_with_the_state_that_it_has():
    reported = (
        answer("2", text=SAID),
        answer("3", see=("study.yaml",)),
        answer("4", not_applicable=SAID),
        answer("12", text=SAID),
        answer("17", text=SAID),
        answer("24", not_applicable=SAID),
        answer("5", withheld=1),
        answer("6", guideline="srqr", text=SAID),
    )
    found = rows(again(FULL, reporting=reported))
    assert [found[i].state for i in ("2", "3", "4", "5", "6")] == [
        "answered",
        "answered",
        "not-applicable",
        "answered",
        "missing",
    ]
    assert found["12"].state == "computed"
    assert (found["12"].text, len(found["12"].facts)) == (SAID, 1)
    assert (found["17"].state, len(found["17"].facts)) == ("answered", 1)
    assert found["24"].state == "not-applicable"
    assert found["24"].facts  # shown beside it: the reader sees that somebody coded
    assert found["9"].state == "partly"


@given(st.lists(st.sampled_from(GUIDELINE_ITEMS["coreq"]), unique=True))
def test_the_states_count_up_to_all_items_and_an_answer_leaves_one_fewer_missing(items):
    before = state_counts(guideline_table(count(anchor(FULL)), "coreq"))
    lacking = {i for i, row in rows(count(anchor(FULL))).items() if row.state == "missing"}
    of = again(FULL, reporting=tuple(answer(item, text=SAID) for item in items))
    after = state_counts(guideline_table(of, "coreq"))
    assert sum(after.values()) == sum(before.values()) == 32
    assert after["missing"] == before["missing"] - len(lacking & set(items))
    assert after["computed"] == before["computed"]


def test_recommendations_say_what_the_files_hold():
    of = design(FULL, method="reflexive")
    found = rows(of, "rtarg")
    assert [f.key for f in found["reflexivity"].facts] == ["journal", "memos"]
    assert found["theory"].state == "missing"
    assert not [row for row in found.values() if row.state == "computed"]
