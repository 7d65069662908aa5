"""The page of the files: every field of every schema, with an example that is right."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from lises.book.reference.kinds import fields, file_kinds, files_page
from lises.files import schema, schema_folder
from lises.render import Words

KINDS = sorted(path.name.removesuffix(".schema.json") for path in schema_folder().glob("*.json"))
(PAGE,) = files_page(Words("en"))
TEXT = str(PAGE.parts[0])
SECTIONS = dict(
    zip(
        re.findall(r"^\(files\.(.+)\)=$", TEXT, re.MULTILINE),
        re.split(r"^\(files\..+\)=$", TEXT, flags=re.MULTILINE)[1:],
        strict=True,
    )
)


def properties(held: Any) -> Iterator[str]:
    """Every property that stands anywhere in a schema, looked for in another way than the page."""
    if isinstance(held, dict):
        for name, inner in held.items():
            if name == "properties":
                yield from inner
            if name != "examples":
                yield from properties(inner)
    elif isinstance(held, list):
        for inner in held:
            yield from properties(inner)


def test_every_kind_of_file_has_a_section_in_the_order_in_which_a_study_comes_to_be() -> None:
    assert sorted(SECTIONS) == KINDS
    assert list(SECTIONS) == file_kinds()
    assert next(iter(SECTIONS)) == "study"


@pytest.mark.parametrize("kind", KINDS)
def test_every_property_of_a_schema_is_told(kind: str) -> None:
    paths = re.findall(r"^`(.+)`$", SECTIONS[kind], re.MULTILINE)
    told = {part for path in paths for part in re.split(r"[.\[\]]+", path)}
    for listed in re.findall(r"for each of (.+)", SECTIONS[kind]):  # keys that hold the same
        told |= set(re.findall(r"`(.+?)`", listed))
    assert set(properties(schema(kind))) - told == set()


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_says_what_it_means_and_what_it_holds(kind: str) -> None:
    for field in fields(schema(kind)):
        assert len(field.means) > 8, field.path
        assert field.means.endswith((".", ".)", "}.")) or field.means[-1].isalnum(), field.path
        assert field.holds, field.path


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_that_a_field_may_have_is_told(kind: str) -> None:
    def values(held: Any) -> Iterator[str]:
        if isinstance(held, dict):
            yield from (str(v) for v in held.get("enum", ()) if v is not None)
            for name, inner in held.items():
                yield from values(inner) if name != "examples" else ()
        elif isinstance(held, list):
            for inner in held:
                yield from values(inner)

    for value in values(schema(kind)):
        assert f"`{value}`" in SECTIONS[kind], value


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_an_example_that_its_own_schema_takes(kind: str) -> None:
    held = schema(kind)
    (first, *_) = held["examples"]
    jsonschema.Draft202012Validator(held).validate(first)
    assert "**Example**" in SECTIONS[kind]
    assert set(first) <= set(re.findall(r"\w+", SECTIONS[kind].partition("**Example**")[2]))


def test_what_must_be_there_and_what_holds_otherwise_are_told_with_the_field() -> None:
    held = {
        "properties": {
            "id": {"type": "string", "description": "Its id."},
            "turn": {"type": "integer", "minimum": 1, "default": 1, "description": "Its turn."},
            "of": {
                "type": "array",
                "items": {"type": "object", "properties": {"key": {"const": ""}}},
            },
            "by": {"type": "object", "additionalProperties": {"properties": {"name": {}}}},
        },
        "required": ["id"],
    }
    found = {field.path: field for field in fields(held)}
    assert list(found) == ["id", "turn", "of", "of[].key", "by", "by.<name>.name"]
    assert found["id"].required
    assert not found["turn"].required
    assert (found["turn"].holds, found["turn"].default) == ("whole number, at least 1", "1")
    assert found["of[].key"].holds == "empty"


def test_the_page_says_in_danish_that_it_is_in_english() -> None:
    (danish,) = files_page(Words("da"))
    assert danish.title == "Alle felter i alle filer"
    assert danish.body_language == "en"
    assert '<p lang="da"' in danish.parts[0]
    assert json.dumps(str(danish.parts[0]).partition("</p>")[2]) == json.dumps(
        TEXT.partition("</p>")[2]
    )
