"""Values in prose: read, computed as the tables do, and compared with what was expected."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lises.anchoring import anchor
from lises.errors import QueryError
from lises.evidence import (
    MEASURES,
    VALUE_ROLE,
    Counted,
    Value,
    assess_all,
    changed,
    check_evidence,
    count,
    parse_value,
    roles_in,
    value_of,
)
from lises.evidence.values import plain
from lises.model import CodingSet, Interview, LocalText, Reading
from lises.tables import Tables
from tests.building import counted, finding, passage, person, study, talk

# Three gardeners and a keeper. G1 and G2 voice the tap, G1 and the keeper the queue at it.
TALKS = (
    talk("A", "I: And the water?", "G1: The tap is far away and I carry.", "G1: One waits there."),
    talk("B", "I: And you?", "G2: The tap, yes."),
    talk("C", "I: And you?", "G3: I have a barrel."),
    talk("D", "I: And you?", "K1: They talk at the tap."),
)
PASSAGES = (
    passage("A-1111", 2, "The tap is far away", "tap"),
    passage("A-2222", (2, 3), ("and I carry.", "One waits there."), "tap queue"),
    passage("B-1111", 2, "The tap", "tap"),
    passage("D-1111", 2, "They talk at the tap.", "queue"),
)
PEOPLE = (person("G1", plot="small"), person("G2", plot="large"), person("G3", plot="large"),
          person("K1", "keeper"))  # fmt: skip
MINUTES = (("A", "G1", 20), ("B", "G2", 15), ("C", "G3", 10), ("D", "K1", 30))
ROWS = tuple(Interview(id=i, participants=(p,), minutes=m) for i, p, m in MINUTES)


@pytest.fixture
def small() -> Counted:
    parts = (*TALKS, *PASSAGES)
    return counted(*parts, people=PEOPLE, codes="tap queue<tap weeds", interviews=ROWS)


BY_HAND = {
    "n: tap": "3",  # the keeper voices the queue, which is below the tap
    "n: tap by role=gardener": "2",
    "of: tap by role=gardener": "3",
    "share: tap by role=gardener": "67",
    "share: tap by role=gardener; percent 1": "66.7",
    "share: tap by role=gardener; decimals 3": "0.667",
    "share: tap by role=gardener; n of N": "2 of 3",
    "n: tap & queue by role=gardener": "1",
    "n: queue|weeds": "2",
    "n: tap by plot=large": "1",
    "n: tap by role=gardener, plot=large|small": "2",
    "n: tap by everybody": "3",
    "passages: tap": "4",
    "passages: tap by role=gardener": "3",
    "passages": "4",
    "codings": "5",
    "codings: queue": "2",
    "turns: tap by role=gardener": "3",
    "turns": "9",
    "turns by role=keeper": "1",
    "words: queue by role=gardener": "6",
    "words by role=keeper": "5",
    "words": "32",
    "interviews: queue": "2",
    "interviews": "4",
    "interviews by role=gardener": "3",
    "participants": "4",
    "participants by role=keeper": "1",
    "interviewed by role=gardener": "3",
    "minutes": "75",
    "minutes by plot=large": "25",
    "codes": "3",
    "speech by role=keeper; percent 1": "15.6",
    "speech by role=interviewer": "28",
}


@pytest.mark.parametrize("text", BY_HAND)
def test_a_value_is_what_one_counts_by_hand(text: str, small: Counted) -> None:
    value = value_of(small, text)
    assert (value.fault, value.why) == ("", "")
    assert plain(parse_value(text), value) == BY_HAND[text]


def test_every_measure_has_a_value_by_hand_or_a_test_of_its_own() -> None:
    by_hand = {parse_value(text).measure for text in BY_HAND}
    assert set(MEASURES) - by_hand == {"alpha", "kappa", "agreement", "saturation"}


@pytest.mark.parametrize("code", ["tap", "queue", "weeds"])
def test_values_are_those_of_the_table_of_frequencies(code: str, small: Counted) -> None:
    table = Tables(small.study.folder).frequency(children=True)
    (row,) = table.filter(code=code).to_dicts()
    for measure, column in (("n", "participants"), ("of", "of"), *((m, m) for m in _COUNTS)):
        assert value_of(small, f"{measure}: {code}").number == row[column], measure


_COUNTS = ("passages", "turns", "words")


def test_agreement_is_that_of_the_table_of_agreement() -> None:
    sets = (CodingSet(id="c", coder="ab", round=1), CodingSet(id="d", coder="cd", round=1))
    second = (
        passage("A-3333", 2, "The tap is far away", "tap", set="d"),
        passage("B-3333", 2, "yes.", "tap queue", set="d"),
    )
    every = {"coding_sets": sets, "coders": (("ab", "A"), ("cd", "B"))}
    made = study(*TALKS, *PASSAGES, *second, people=PEOPLE, codes="tap queue<tap weeds", **every)
    more = tuple(Reading(set="d", interview=i, codes=("*",)) for i in "ABCD")
    folder = replace(made, readings=(*made.readings, *more))
    found = count(anchor(folder))
    table = Tables(folder).agreement(samples=0)
    for measure, coefficient in (("alpha", "alpha"), ("kappa", "cohen"), ("agreement", "percent")):
        of = table.filter(coefficient=coefficient)
        queue = of.filter(level="code", code="queue")["value"].item()
        branch = of.filter(level="branch", code="tap")["value"].item()
        overall = of.filter(level="overall")["value"].item()
        assert value_of(found, f"{measure}: queue").number == pytest.approx(queue)
        assert value_of(found, f"{measure}: tap").number == pytest.approx(branch)
        assert value_of(found, measure).number == pytest.approx(overall)
    assert "coded twice" in value_of(found, "alpha: tap by role=keeper").why
    assert "participants" in value_of(found, "alpha: tap & queue").why


def test_saturation_is_that_of_the_table() -> None:
    talks = [talk(f"I{n}", f"P{n}: word {n}") for n in range(1, 8)]
    codes = ["a b", "a", "c", "d", "a", "b", "a"]
    coded = [passage(f"I{n}-1111", 1, f"word {n}", code) for n, code in enumerate(codes, start=1)]
    found = counted(*talks, *coded)
    assert value_of(found, "saturation").number == Tables(found.study.folder).saturation().at == 4
    short = counted(*talks[:3], *coded[:3])
    assert value_of(short, "saturation").fault == "value-undefined"


UNDEFINED = {
    "share: tap by role=keeper": ({"read": {}}, "nobody in scope was read"),
    "minutes": ({"interviews": None}, "no minutes for A, B, C, D"),
    "interviewed": ({"sample": {"keeper": None}}, "sample"),
    "alpha": ({}, "two"),
    "saturation": ({"method": "reflexive"}, "reflexive"),
    "kappa: tap": ({"method": "reflexive"}, "reflexive"),
}


@pytest.mark.parametrize("text", UNDEFINED)
def test_what_cannot_be_given_says_why(text: str) -> None:
    more, why = UNDEFINED[text]
    made = {"people": PEOPLE, "codes": "tap queue<tap weeds", "interviews": ROWS, **more}
    passages = PASSAGES[:3] if "read" in more else PASSAGES
    value = value_of(counted(*TALKS, *passages, **made), text)
    assert value.fault == "value-undefined"
    assert why in value.why
    assert value.number is None


UNREADABLE = {
    "": ("a measure is wanted", 0),
    "n": ("n is of a code query", 0),
    "nn: tap": ('no measure "nn"', 0),
    "pasages: tap": ('did you mean "passages"?', 0),
    "n: tapp": ('no code "tapp"; did you mean "tap"?', 3),
    "n: queue | tapp": ('did you mean "tap"?', 11),
    "n: tap tap": ("| or & is wanted here", 7),
    "n: tap |": ("a code is wanted here", 8),
    "n:": ("n is of a code query", 0),
    "n tap": ("a colon and a code query", 2),
    "participants: tap": ("participants is of no code query", 12),
    "n: tap by": ("role or an attribute is wanted", 9),
    "n: tap by rol=gardener": ('no attribute "rol"; did you mean "role"?', 10),
    "n: tap by role=gardner": ('no role "gardner"; did you mean "gardener"?', 15),
    "n: tap by plot=huge": ('no plot "huge"; there are large, small', 15),
    "n: tap by role": ("= is wanted here", 14),
    "n: tap by role=": ("a value of role is wanted", 15),
    "n: tap by role=gardener plot": (", is wanted here", 24),
    "n: tap by role=interviewer": ('no role "interviewer"', 15),
    "n: tap; percnt": ("percent, decimals 2, n of N, unit or expected", 8),
    "n: tap; percent": ("n is no share", 8),
    "passages; n of N": ("passages is not n of N", 10),
    "share: tap; percent 9": ("is wanted here", 12),
    "share: tap; expected": ("is wanted here", 12),
    "share: tap; expected many": ("expected is a number", 12),
}


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_cannot_be_read_is_pointed_at(text: str, small: Counted) -> None:
    said, at = UNREADABLE[text]
    value = value_of(small, text)
    assert value.fault == "value-unreadable"
    lines = value.why.split("\n")
    assert said in lines[0]
    assert lines[1] == f"    {text}"
    assert lines[2].index("^") - 4 == at


def test_a_value_with_a_blank_stands_in_quotation_marks() -> None:
    people = (person("G1", plot="50 m; more"), person("G2", plot="x"))
    found = counted(*TALKS[:2], *PASSAGES[:3], people=people)
    assert value_of(found, 'n: tap by plot="50 m; more"; unit').number == 1


EXPECTED = {
    "share: tap by role=gardener; expected 67": True,
    "share: tap by role=gardener; expected 67 %": True,
    "share: tap by role=gardener; expected 66": False,
    "share: tap by role=gardener; percent 1; expected 66.7": True,
    "share: tap by role=gardener; percent 1; expected 66,7": True,
    "share: tap by role=gardener; percent 1; expected 67": False,
    "n: tap by role=gardener; n of N; expected 2 of 3": True,
    "n: tap by role=gardener; n of N; expected 2 ud af 3": True,
    "n: tap by role=gardener; n of N; expected 2 of 4": False,
    "n: tap by role=gardener; n of N; expected 2": False,
    "words; expected 32": True,
}


@pytest.mark.parametrize("text", EXPECTED)
def test_a_value_is_compared_as_it_is_shown(text: str, small: Counted) -> None:
    told = changed(text, value_of(small, text))
    assert (told is None) == EXPECTED[text], told


def test_without_an_expected_value_nothing_is_compared() -> None:
    assert changed("n: tap", Value(7, 7, 13)) is None


PROSE = (
    "One.\n\nSo many: {lises:value}`share: tap; percent; expected 54`,\nand {lises:value}`n: tapp`."
)


def test_a_changed_value_is_an_error_with_old_new_and_line() -> None:
    told = finding(
        "f", counts="tap", rests_on="A-1111", prose=PROSE, scope=(("role", ("gardener",)),)
    )
    told = replace(told, lines={("prose", ""): 9})
    found = counted(*TALKS, *PASSAGES, told, people=PEOPLE, codes="tap queue<tap")
    problems = [p for p in check_evidence(found) if p.rule.startswith("value-")]
    first, second = problems
    assert (first.path, first.line, first.severity) == ("x/findings/f.md", 11, "error")
    assert "was 54 and is now 67" in first.message  # of the gardeners: the finding's scope
    assert "write expected 67" in first.remedy
    assert (second.line, second.rule) == (12, "value-unreadable")
    assert 'did you mean "tap"?' in second.message


def test_the_value_of_another_language_is_at_its_own_file_and_line() -> None:
    prose = LocalText((("", "fine"), ("en", "{lises:value}`n: gone`")))
    told = replace(finding("f", prose=prose), lines={("prose", ""): 9, ("prose", "en"): 1})
    found = counted(*TALKS, *PASSAGES, told, people=PEOPLE, codes="tap queue<tap")
    (problem,) = [p for p in check_evidence(found) if p.rule.startswith("value-")]
    assert (problem.path, problem.line) == ("x/findings/f.en.md", 1)


def test_what_was_counted_elsewhere_is_what_counts() -> None:
    """Of a release, which has fewer passages than there were."""
    told = finding("f", prose="{lises:value}`passages: tap; expected 4`")
    whole = counted(*TALKS, *PASSAGES, told, people=PEOPLE, codes="tap queue<tap")
    carried = assess_all(whole)
    less = counted(*TALKS, *PASSAGES[:2], told, people=PEOPLE, codes="tap queue<tap")
    rules = [p.rule for p in check_evidence(less)]
    assert "value-changed" in rules
    assert "value-changed" not in [p.rule for p in check_evidence(less, carried)]


ROLES = {
    "a {lises:value}`n: x` b": ["n: x"],
    "a {lises:value}`n:\n x ` b": ["n: x"],
    "``{lises:value}`n: x` `` b": [],
    "`{lises:value}` is a role, `code`": [],
    "```\n{lises:value}`n: x`\n```\n{lises:value}`n: y`": ["n: y"],
    "~~~python\n{lises:value}`n: x`\n~~~": [],
    "```{note}\n{lises:value}`n: x`\n```\n{lises:value}`n: y`": ["n: x", "n: y"],
    "````{note}\n```\n{lises:value}`n: x`\n```\n{lises:value}`n: z`\n````": ["n: z"],
    "```{code-cell}\n{lises:value}`n: x`\n```": [],
    ":::{note}\n{lises:value}`n: x`\n:::": ["n: x"],
    "an open ` tick\n\n{lises:value}`n: x`": ["n: x"],
    "\\`{lises:value}`n: x`": ["n: x"],
    "{lises:count}`x` {lises:values}`x`": [],
}


@pytest.mark.parametrize("text", ROLES)
def test_roles_are_found_as_myst_finds_them(text: str) -> None:
    found = list(roles_in(text, VALUE_ROLE))
    assert [said for said, _ in found] == ROLES[text]
    assert all(text[at:].startswith("{lises:value}`") for _, at in found)


def test_a_value_names_its_study_where_it_is_to() -> None:
    assert parse_value("demo-x/n: tap").study == "demo-x"
    assert parse_value("n: tap").study == ""
    with pytest.raises(QueryError, match="no measure"):
        parse_value("demo-x/")
