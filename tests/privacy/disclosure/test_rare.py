"""Combinations below k and groups that share a value: by law, and on tables as in the papers."""

from collections import Counter
from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st

from lises.privacy.disclosure import Column, alike, rare

# Shaped after the example of k = 2 in Sweeney 2002, doi 10.1142/S0218488502001648: race, birth,
# gender, ZIP, then the medical problem in a word. Written down without the paper at hand, so what
# the tests rest on is that these rows are 2-anonymous by their first four columns, not that they
# are the paper's to the letter.
SWEENEY = """
Black 1965 m 0214* breath
Black 1965 m 0214* chest
Black 1965 f 0213* pressure
Black 1965 f 0213* pressure
Black 1964 f 0213* weight
Black 1964 f 0213* chest
White 1964 m 0213* chest
White 1964 m 0213* weight
White 1964 m 0213* breath
White 1967 m 0213* chest
White 1967 m 0213* chest
"""
# Shaped after the twelve inpatients of Machanavajjhala and others 2007, doi
# 10.1145/1217299.1217302, as they were (ZIP, age, nationality, condition) and made 4-anonymous (ZIP,
# age, condition), in the same way. In the paper somebody of 31 in 13053 is found out, since all
# four of that group share one condition: the last four rows.
INPATIENTS = """
13053 28 Russian heart
13068 29 American heart
13068 21 Japanese viral
13053 23 American viral
14853 50 Indian cancer
14853 55 Russian heart
14850 47 American viral
14850 49 American viral
13053 31 American cancer
13053 37 Indian cancer
13068 36 Japanese cancer
13068 35 American cancer
"""
FOUR_ANONYMOUS = """
130** <30 heart
130** <30 heart
130** <30 viral
130** <30 viral
1485* >=40 cancer
1485* >=40 heart
1485* >=40 viral
1485* >=40 viral
130** 3* cancer
130** 3* cancer
130** 3* cancer
130** 3* cancer
"""


def table(text, *names):
    """Read a table; the last column is the sensitive one."""
    rows = [line.split() for line in text.strip().splitlines()]
    people = [f"t{number}" for number in range(1, len(rows) + 1)]
    columns = [
        Column(name=name, values=values, sensitive=name == names[-1],
               kind="stance" if name == names[-1] else "known")
        for name, values in zip(names, zip(*rows, strict=True), strict=True)
    ]  # fmt: skip
    return people, columns


def naive(people, columns, k):
    """Count every person's values again, person by person and set by set: a second way."""
    found = set()
    sets = chain.from_iterable(combinations(range(len(columns)), n) for n in (1, 2, 3))
    for chosen in sets:
        keys = [tuple(columns[c].values[p] for c in chosen) for p in range(len(people))]
        times = Counter(keys)
        for key in keys:
            if "" not in key and times[key] < k:
                whose = tuple(p for p, own in zip(people, keys, strict=True) if own == key)
                found.add((tuple(columns[c].name for c in chosen), key, whose))
    return found


@st.composite
def rows(draw):
    number = draw(st.integers(0, 8))
    values = st.lists(st.sampled_from(["", "a", "b", "c"]), min_size=number, max_size=number)
    several = draw(st.lists(values, min_size=1, max_size=4))
    columns = [Column(name=f"c{n}", values=tuple(v)) for n, v in enumerate(several)]
    return [f"P{n}" for n in range(number)], columns


@given(rows(), st.integers(1, 5))
def test_every_combination_below_k_is_listed_and_none_that_is_not(material, k):
    people, columns = material
    found = rare(people, columns, k)
    assert {(c.columns, c.values, c.people) for c in found} == naive(people, columns, k)
    assert len(found) == len({(c.columns, c.values) for c in found})


@given(rows(), st.integers(2, 4))
def test_a_minimal_one_has_no_part_that_is_listed_and_every_other_contains_one(material, k):
    found = rare(*material, k)
    pairs = {one: set(zip(one.columns, one.values, strict=True)) for one in found}
    for one in found:
        parts = [other for other in found if pairs[other] < pairs[one]]
        assert one.minimal == (not parts)
        assert one.minimal or any(part.minimal for part in parts)


@given(rows())
def test_a_group_that_shares_a_value_has_no_other_value(material):
    people, known = material
    secret = Column(name="s", values=known[0].values, kind="stance", sensitive=True)
    for group in alike(people, [*known, secret]):
        by_name = {column.name: column.values for column in known}
        inside = [
            at
            for at in range(len(people))
            if all(by_name[c][at] == v for c, v in zip(group.columns, group.values, strict=True))
        ]
        assert len(inside) == group.people > 1
        assert {secret.values[at] for at in inside} == {group.value} != {""}


def test_a_table_with_k_2_is_unique_by_none_of_its_four_columns():
    people, columns = table(SWEENEY, "race", "birth", "gender", "zip", "problem")
    assert rare(people, columns[:4], 2) == ()
    assert {c.people for c in rare(people, columns[:4], 3, most=4) if len(c.columns) == 4} == {
        ("t1", "t2"), ("t3", "t4"), ("t5", "t6"), ("t10", "t11"),
    }  # fmt: skip


def test_two_of_its_groups_tell_the_problem_all_the_same():
    people, columns = table(SWEENEY, "race", "birth", "gender", "zip", "problem")
    told = {(g.columns, g.values, g.value) for g in alike(people, columns)}
    assert (("birth", "gender"), ("1965", "f"), "pressure") in told
    assert (("birth",), ("1967",), "chest") in told


def test_twelve_inpatients_are_four_anonymous_only_when_made_so():
    people, columns = table(INPATIENTS, "zip", "age", "nationality", "condition")
    everyone = {c.people[0] for c in rare(people, columns[:3], 2) if len(c.columns) == 3}
    assert everyone == set(people)
    people, columns = table(FOUR_ANONYMOUS, "zip", "age", "condition")
    assert rare(people, columns[:2], 4) == ()
    assert len({c.values for c in rare(people, columns[:2], 5)}) == 7  # ages, a ZIP, both


def test_their_third_group_shares_one_condition_though_it_is_of_four():
    people, columns = table(FOUR_ANONYMOUS, "zip", "age", "condition")
    groups = [(g.columns, g.values, g.people, g.value) for g in alike(people, columns)]
    assert groups == [(("age",), ("3*",), 4, "cancer")]
