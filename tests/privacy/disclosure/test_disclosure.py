"""What a release tells of its people, in small studies whose tables can be read."""

from dataclasses import replace

import pytest

from lises.anchoring import anchor
from lises.errors import LisesError
from lises.model import EMPTY, Attribute, Governance, LocalText
from lises.privacy import carried_tables, make_release
from lises.privacy.disclosure import disclosure_of
from lises.tables import Tables
from tests import building as b

AGE = Attribute(id="age", type="ordinal", levels=("young", "middle", "old"), clearance="public")
HOME = Attribute(id="home", levels=("alone", "together"), sensitivity="special")


def garden():
    """Five people of a role and one of another; P4's passage is for reviewers only."""
    homes = ("alone", "together", "together", "alone", "together", "alone")
    ages = ("young", "young", "middle", "old", "old", "old")
    people = [
        replace(
            b.person(f"P{n}", "head" if n == 6 else "aide"),
            attributes=(("age", ages[n - 1]), ("home", homes[n - 1])),
            quotes="reviewer" if n == 4 else "public",
        )
        for n in range(1, 7)
    ]
    talks = [b.talk(p.id, f"{p.id}: The tap drips at number {p.id}.") for p in people]
    passages = [
        b.passage(f"{p.id}-aaa{p.id[1]}", 1, f"The tap drips at number {p.id}.", "tap")
        for p in people[:5]
    ]
    drips = b.finding("drips", counts="tap")
    return b.study(*talks, *passages, drips, people=people, codes="tap", attributes=(AGE, HOME))


def told(folder, tier="public", **more):
    released = make_release(anchor(folder), tier, tables=carried_tables(Tables(folder)))
    return disclosure_of(released, folder, **more)


@pytest.fixture(scope="module")
def found():
    return told(garden())


def test_what_the_tier_does_not_show_is_in_no_column(found):
    assert [c.name for c in found.columns] == ["role", "age", "stance: drips"]
    assert "home" in [c.name for c in told(garden(), "restricted").columns]


def test_a_sensitive_value_that_a_group_shares_is_told_where_it_is_shown():
    groups = {(g.values, g.sensitive, g.value) for g in told(garden(), "restricted").groups}
    assert not any(sensitive == "home" for _, sensitive, _ in groups)  # no two alike share it
    folder = garden()
    same = [replace(p, attributes=(p.attributes[0], ("home", "alone"))) if p.id in ("P1", "P2")
            else p for p in folder.participants]  # fmt: skip
    shared = told(replace(folder, participants=tuple(same)), "restricted")
    assert (("young",), "home", "alone") in {
        (g.values, g.sensitive, g.value) for g in shared.groups
    }


def test_the_one_person_of_a_role_is_alone_and_the_shortest_way_to_say_it_comes_first(found):
    alone = [c for c in found.unique if c.people == ("P6",) and c.minimal]
    assert alone[0].columns == ("role",)
    assert found.few == (("aide", 5), ("head", 1))
    assert found.forbidden == sum(c.minimal and c.known for c in found.combinations) > 0


def test_who_has_a_stance_though_every_passage_is_withheld_is_told(found):
    assert [(t.kind, t.person) for t in found.told] == [("stance-of-withheld", "P4")]
    assert not told(garden(), "reviewer").told


def test_a_count_less_what_is_shown_leaves_the_one_that_is_withheld(found):
    cell = next(c for c in found.cells if c.kind == "withheld" and c.what == "tap, aide")
    assert (cell.n, cell.of, cell.hidden) == (5, 5, 1)
    assert not [c for c in told(garden(), "reviewer").cells if c.kind == "withheld"]


def test_eleven_of_twelve_tell_of_the_twelfth(found):
    cells = {(c.what, c.kind, c.n, c.of) for c in found.cells}
    assert ("tap, all", "complement", 5, 6) in cells
    assert ("tap, head", "zero", 0, 1) in cells
    assert ("tap, aide", "all", 5, 5) in cells


def test_a_level_that_stands_with_a_person_in_prose_is_found_and_makes_a_column():
    folder = garden()
    prose = LocalText((("", "At P1 it is quiet. She lives alone, as P2 does not."),))
    spoken = replace(folder.findings[0], prose=prose)
    seen = told(replace(folder, findings=(spoken,)))
    words = [t for t in seen.told if t.kind == "attribute-in-words"]
    assert [(t.person, t.about) for t in words] == [("P1", "home")]
    column = next(c for c in seen.columns if c.name == "home (in words)")
    assert column.values == ("alone", "", "", "", "", "")


def test_who_is_in_a_scope_has_what_the_scope_asks_for_and_that_is_against_the_threshold():
    folder = garden()
    scoped = replace(folder.findings[0], scope=(("home", ("alone",)),))
    seen = told(replace(folder, findings=(scoped,)))
    by_scope = [t.person for t in seen.told if t.kind == "attribute-by-scope"]
    assert by_scope == ["P1", "P4", "P6"]
    assert seen.forbidden >= len(by_scope)


def test_what_is_suggested_leaves_what_it_says(found):
    lead = next(lead for lead in found.leads if (lead.what, lead.column) == ("drop", "age"))
    folder = garden()
    bare = replace(folder, design=replace(folder.design, attributes=(HOME,)))
    known = [c for c in told(bare).combinations if c.known]
    assert lead.after == len(known) < lead.before
    assert lead.before == sum(c.known for c in found.combinations)


def test_a_level_made_coarser_leaves_what_it_says(found):
    lead = next(x for x in found.leads if (x.what, x.column) == ("coarsen", "age"))
    one, other = lead.detail.strip('"').split(" or ")
    folder = garden()
    people = tuple(
        replace(p, attributes=(("age", "both" if p.attribute("age") in (one, other)
                                else p.attribute("age")), p.attributes[1]))
        for p in folder.participants
    )  # fmt: skip
    known = [c for c in told(replace(folder, participants=people)).combinations if c.known]
    assert len(known) == lead.after


def test_two_releases_tell_who_went_and_what_vanished():
    folder = garden()
    earlier = make_release(anchor(folder), "public", tables=carried_tables(Tables(folder)))
    fewer = replace(
        folder,
        participants=folder.participants[:2] + folder.participants[3:],
        interviews=tuple(i for i in folder.interviews if i.id != "P3"),
        transcripts={k: v for k, v in folder.transcripts.items() if k != "P3"},
        passages=tuple(p for p in folder.passages if p.interview != "P3"),
        readings=tuple(r for r in folder.readings if r.interview != "P3"),
    )
    seen = {(d.kind, d.about) for d in told(fewer, against=earlier).differences}
    assert ("person", "P3 is only in the earlier one") in seen
    assert ("passage", "P3-aaa3 is only in the earlier one") in seen
    assert ("count", "5 of 6, then 4 of 5") in seen
    assert ("words", "of 1 turns the earlier one shows more") in seen
    assert told(folder, against=earlier).differences == ()


def test_the_threshold_is_the_study_s_own_and_one_is_none():
    folder = garden()
    governed = replace(folder.design, governance=Governance(controller=EMPTY, k=2))
    assert told(replace(folder, design=governed)).k == 2
    assert told(folder).k == 3
    assert told(folder, k=5).k == 5
    with pytest.raises(LisesError, match="2 or more"):
        told(folder, k=1)


def test_fewer_people_than_k_are_few_also_where_they_are_all_alike():
    two = b.study(b.talk("P1", "P1: Ja."), b.talk("P2", "P2: Nej."), people=["P1", "P2"])
    found = told(two).combinations
    assert found[0].columns == ("role",)
    assert {c.people for c in found} == {("P1", "P2")}
    assert told(two, k=2).combinations == ()


def test_what_a_person_is_quoted_with_tells_a_level_too_and_the_other_language_of_it():
    folder = garden()
    design = replace(folder.design, terms=(("together", LocalText((("da", "sammen"),))),))
    said = [b.talk(p.id, f"{p.id}: Vi bor sammen, og hanen drypper.") for p in folder.participants]
    passages = [b.passage("P2-aaa2", 1, "Vi bor sammen, og hanen drypper.", "tap")]
    spoken = b.study(*said, *passages, people=folder.participants, codes="tap")
    seen = told(
        replace(spoken, design=replace(spoken.design, attributes=(AGE, HOME), terms=design.terms))
    )
    words = [(t.person, t.place) for t in seen.told if t.kind == "attribute-in-words"]
    assert words == [("P2", "codings/c/P2-aaa2.jsonl".replace("-aaa2", ""))]
