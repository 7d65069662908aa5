"""YAML with lines, without its surprises."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lises.files import Faults, MarkedMap, parse_yaml, read_yaml
from lises.files.yaml_marks import MAX_DEPTH, MAX_NODES, REFUSED, MarkedList
from lises.files.yaml_write import write_yaml
from tests import strategies as made


def read(text: str) -> tuple[object, list[tuple[int, str]]]:
    faults = Faults("x.yaml")
    value = parse_yaml(text, faults)
    return value, [(problem.line, problem.rule) for problem in faults.found]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12:40", "12:40"),
        ("2026-03-22", "2026-03-22"),
        ("2020-05", "2020-05"),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("false", False),
        ("~", None),
        ("", None),
        ("17", 17),
        ("-3", -3),
        ("0o17", 15),
        ("0x1f", 31),
        ("010", 10),
        ("1_000", "1_000"),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("-.inf", float("-inf")),
        ("'17'", "17"),
        ('"no"', "no"),
        ("18-29", "18-29"),
        ("50+", "50+"),
    ],
)
def test_a_scalar_means_what_yaml_1_2_says(text: str, value: object):
    assert read(f"key: {text}\n") == ({"key": value}, [])


def test_every_value_knows_its_line_and_its_place():
    text = "a: 1\nb:\n  - x\n  - {c: 🌱, d: y}\ne: |\n  two\n  lines\n"
    value, problems = read(text)
    assert problems == []
    assert isinstance(value, MarkedMap)
    assert [value.line_of(key) for key in ("a", "b", "e")] == [1, 2, 5]
    items = value["b"]
    assert isinstance(items, MarkedList)
    inner = items[1]
    assert isinstance(inner, MarkedMap)
    mark = inner.marks["d"]
    assert (mark.line, text[mark.start : mark.end]) == (4, "y")
    assert text[slice(*inner.marks["c"][1:])] == "🌱"
    assert [mark.line for mark in items.marks] == [3, 4]


def test_lines_are_counted_by_line_feeds_alone():
    value, _ = read('a: "x\u2028y"\nb: 1\n')
    assert isinstance(value, MarkedMap)
    assert value.line_of("b") == 2


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: &x 1\n", (1, "yaml-anchor")),
        ("a: &x 1\nb: *x\n", (2, "yaml-alias")),
        ("a:\n  <<: *x\n", (2, "yaml-alias")),
        ("a: !!python/object:os.system 1\n", (1, "yaml-tag")),
        ("a: !!str 1\n", (1, "yaml-tag")),
        ("a: !own 1\n", (1, "yaml-tag")),
        ("!own\na: 1\n", (1, "yaml-tag")),
        ("a: 1\nb: 2\na: 3\n", (3, "yaml-duplicate-key")),
        ("a: {b: 1, b: 2}\n", (1, "yaml-duplicate-key")),
        ("a: 1\n---\nb: 2\n", (2, "yaml-documents")),
        ("? [a]\n: 1\n", (1, "yaml-key")),
        ("{{a: 1}: 2}\n", (1, "yaml-key")),
        ("*x : 1\n", (1, "yaml-alias")),
        ("a: 1\n b: 2\n", (2, "yaml-syntax")),
        ("a: 'open\n", (2, "yaml-syntax")),
        ("a: [1, 2\nb: 3\n", (2, "yaml-syntax")),
        ("a: {b\n", (2, "yaml-syntax")),
        ("\ta: 1\n", (1, "yaml-syntax")),
        ("a: @x\n", (1, "yaml-syntax")),
        ("a: %x\n", (1, "yaml-syntax")),
        ("%YAML 9\n---\na: 1\n", (1, "yaml-syntax")),
        ('a: "\\u202e"\n', (1, "bidi-control")),
        ('"\\u202e": 1\n', (1, "bidi-control")),
        ('a: "\\0"\n', (1, "control-character")),
        ('a: "a\\u030a"\n', (1, "text-not-nfc")),
        (f"a: {'9' * 5000}\n", (1, "yaml-number")),
    ],
)
def test_what_could_surprise_is_a_problem_with_its_line(text: str, problem: tuple[int, str]):
    _, problems = read(text)
    assert problem in problems


def test_of_a_duplicate_key_the_first_stays_and_the_rest_is_read():
    assert read("a: 1\na: 2\nb: 3\n")[0] == {"a": 1, "b": 3}


def test_an_alias_bomb_is_refused_alias_by_alias():
    rows = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    value, problems = read("\n".join(rows))
    assert {rule for _, rule in problems} == {"yaml-anchor", "yaml-alias"}
    assert isinstance(value, MarkedMap)
    assert value["a59"] == [REFUSED, REFUSED]


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000])
def test_deep_nesting_is_refused_before_it_costs_anything(text: str):
    value, problems = read(text)
    assert value is REFUSED
    assert problems[-1][1] in {"yaml-depth", "yaml-key"}


def test_depth_up_to_the_cap_is_read():
    assert read("[" * MAX_DEPTH + "]" * MAX_DEPTH)[1] == []
    assert read("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))[1] == [(1, "yaml-depth")]


def test_more_values_than_the_cap_are_refused():
    value, problems = read("[" + "1," * (MAX_NODES + 1) + "]")
    assert value is REFUSED
    assert problems == [(1, "yaml-size")]


def test_front_matter_counts_lines_from_where_it_stands():
    faults = Faults("x.md")
    value = parse_yaml("a: 1\nb: [\n", faults, first_line=2)
    assert value is REFUSED
    assert faults.found[0].line == 4


VALUES = st.recursive(
    st.one_of(made.texts(), st.integers(-999, 999), st.booleans()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(made.lines(4), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(made.lines(), VALUES, max_size=4), st.integers(0, 3))
def test_what_is_written_as_yaml_is_read_back_equal(value: dict[str, object], block: int):
    text = write_yaml(value, block=block)
    read_back, problems = read(text or "{}")
    assert problems == []
    assert read_back == value


@given(st.dictionaries(made.lines(), VALUES, max_size=4))
def test_readers_of_yaml_1_1_take_no_text_of_ours_for_something_else(value: dict[str, object]):
    text = write_yaml(value)
    other = yaml.load(text, Loader=yaml.CSafeLoader) or {}

    def told(item: object) -> object:
        if isinstance(item, dict):
            return {str(key): told(inner) for key, inner in item.items()}
        return [told(inner) for inner in item] if isinstance(item, list) else str(item)

    # Dates are written bare, as people write them; YAML 1.1 gives them as dates.
    assert json.dumps(told(other)) == json.dumps(told(value))


@given(st.text(max_size=60))
def test_no_text_makes_the_reader_raise(text: str):
    faults = Faults("x.yaml")
    parse_yaml(text, faults)
    assert all(problem.line >= 0 for problem in faults.found)


def test_a_configuration_is_read_or_raises_with_file_and_line(tmp_path):
    from lises.errors import LisesError

    good, bad = tmp_path / "_config.yml", tmp_path / "bad.yml"
    good.write_text("title: x\n", encoding="utf-8")
    bad.write_text("title: x\ntitle: y\n", encoding="utf-8")
    assert read_yaml(good) == {"title": "x"}
    with pytest.raises(LisesError, match=r"bad\.yml:2: yaml-duplicate-key"):
        read_yaml(bad)
    with pytest.raises(LisesError, match="file-missing"):
        read_yaml(tmp_path / "none.yml")
