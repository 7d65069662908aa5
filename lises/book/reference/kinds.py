"""The page of the files: every field of every kind of file, written from its JSON Schema."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lises.book.config import dump_yaml
from lises.book.markdown import as_text, fenced
from lises.book.pages import Page
from lises.files import schema, schema_folder
from lises.files.forms import CODE_ID, PASSAGE_ID, SAFE_ID
from lises.render import Words

__all__ = ["Field", "fields", "file_kinds", "files_page"]

Schema = Mapping[str, Any]

# The order in which a study comes to be; a kind that is not named here stands after these.
ORDER = (
    "study", "participants-row", "interviews-row", "transcript-front-matter", "guide", "asked-row",
    "codebook", "passage", "decision", "readings-row", "themes", "framework", "note-front-matter",
    "finding-front-matter", "judged-hit", "translation", "reporting", "claims", "figures-row",
    "related", "withdrawals-row",
)  # fmt: skip
LANGUAGE = "en"  # of the schemas
LONGEST_PATTERN = 30  # one that is longer says nothing to a reader
OF_FORM = {
    SAFE_ID.pattern: "an id: letters, digits, `-` and `_`",
    CODE_ID.pattern: "the id of a code",
    PASSAGE_ID.pattern: "the id of a passage",
}
OF_TYPE = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "null": "nothing",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a file: its path, what it may hold, whether it must be there, what it means.

    ``[]`` in a path stands for each entry of a list, ``<name>`` for a key that the study chooses.
    """

    path: str
    holds: str
    required: bool = False
    default: str = ""
    means: str = ""


def file_kinds() -> list[str]:
    """Give the kinds of file that have a schema, in the order in which a study comes to be."""
    known = sorted(p.name.removesuffix(".schema.json") for p in schema_folder().glob("*.json"))
    return sorted(known, key=lambda kind: ORDER.index(kind) if kind in ORDER else len(ORDER))


def files_page(words: Words) -> list[Page]:
    """Make the page."""
    note = words.html("reference-files-note")
    parts = [f'<p lang="{words.language}" class="lises-made-from">{note}</p>']
    for kind in file_kinds():
        parts += _section(kind, schema(kind))
    return [
        Page(
            docname="reference/files",
            title=words("reference-files"),
            parts=("\n\n".join(parts),),
            listed=True,
            short=words("reference-files"),
            body_language=LANGUAGE,
        )
    ]


def _section(kind: str, held: Schema) -> Iterator[str]:
    yield f"(files.{kind})=\n## {as_text(held['title'])}"
    yield as_text(held["description"])
    yield "\n\n".join(_written(field) for field in fields(held))
    for example in held.get("examples", ())[:1]:
        yield "**Example**"
        yield _example(held["title"], example)


def _written(field: Field) -> str:
    marks = ["**required**"] if field.required else []
    marks += [f"`{field.default}` where it is left out"] if field.default else []
    about = " · ".join([field.holds, *marks])
    return f"`{field.path}`\n: {as_text(field.means)}\\\n  {about}"


# ---- What a schema says ------------------------------------------------------------------------


def fields(held: Schema) -> list[Field]:
    """List every field of a schema, those within fields after them.

    >>> [(f.path, f.holds) for f in fields({"properties": {"turn": {"type": "integer"}}})]
    [('turn', 'whole number')]
    """
    return list(dict.fromkeys(_fields(held, "", held.get("$defs", {}))))


def _fields(held: Schema, before: str, defs: Schema) -> Iterator[Field]:
    alike = _alike(held)
    for name, inner in alike.items():
        yield from _of_all(name, inner, before, defs)
    for name, inner in held.get("properties", {}).items():
        if alike:
            break
        yield _field(f"{before}{name}", inner, name in held.get("required", ()), defs)
        yield from _within(inner, f"{before}{name}", defs)
    for pattern, inner in held.get("patternProperties", {}).items():
        stem = pattern.removeprefix("^").partition("(")[0]
        yield _field(f"{before}{stem}<name>", inner, False, defs)


def _alike(held: Schema) -> dict[str, list[str]]:
    """Give the keys of a mapping that all hold the same thing, by the name of that."""
    inner = held.get("properties", {})
    named = {one.get("$ref") for one in inner.values() if set(one) == {"$ref"}}
    same = len(named) == 1 and len(inner) > 3 and all(set(o) == {"$ref"} for o in inner.values())
    return {named.pop().rpartition("/")[2]: list(inner)} if same else {}


def _of_all(name: str, keys: list[str], before: str, defs: Schema) -> Iterator[Field]:
    held = defs[name]
    listed = ", ".join(f"`{key}`" for key in keys)
    path = f"{before}<name>"
    yield Field(path=path, holds=f"for each of {listed}", means=held.get("description", ""))
    yield from _within(held, path, defs)


def _within(held: Schema, path: str, defs: Schema) -> Iterator[Field]:
    yield from _fields(held, f"{path}.", defs)
    for inner, sign in ((held.get("items"), "[]"), (held.get("additionalProperties"), ".<name>")):
        if isinstance(inner, Mapping):
            yield from _within(inner, f"{path}{sign}", defs)
    for choice in (*held.get("anyOf", ()), *held.get("oneOf", ())):
        yield from _within(choice, path, defs)


def _field(path: str, held: Schema, required: bool, defs: Schema) -> Field:
    default = held.get("default", "")
    return Field(
        path=path,
        holds=_holds(held, defs),
        required=required,
        default=default if isinstance(default, str) else json.dumps(default),
        means=held.get("description", ""),
    )


def _holds(held: Schema, defs: Schema) -> str:
    """Say what a value may be."""
    says = next((say for key, say in SAYS.items() if key in held), None)
    if says:
        return says(held, defs)
    return "a value"


def _choice(held: Schema, defs: Schema) -> str:
    choices = (*held.get("anyOf", ()), *held.get("oneOf", ()))
    return " or ".join(dict.fromkeys(_holds(choice, defs) for choice in choices))


def _typed(held: Schema, defs: Schema) -> str:
    if held["type"] == "object":
        return _mapping(held, defs)
    if held["type"] != "array":
        return _simple(held)
    if "prefixItems" in held:
        return " and ".join(_holds(one, defs) for one in held["prefixItems"])
    return f"a list, each {_holds(held.get('items', {}), defs)}"


SAYS: Mapping[str, Callable[[Schema, Schema], str]] = {
    "$ref": lambda held, defs: _defined(held["$ref"].rpartition("/")[2], defs),
    "enum": lambda held, _: "one of " + ", ".join(_literal(value) for value in held["enum"]),
    "const": lambda held, _: "empty" if held["const"] == "" else _literal(held["const"]),
    "type": _typed,
    "anyOf": _choice,
    "oneOf": _choice,
}


def _defined(name: str, defs: Schema) -> str:
    """Say what a form is that several fields of a file share."""
    known = {
        "localText": "text, or a text per language: `{da: …, en: …}`",
        "scope": "`role` or an attribute, with the value or values meant",
    }
    told = str(defs.get(name, {}).get("description", name)).rstrip(".")
    return known.get(name) or as_text(told[:1].lower() + told[1:])


def _mapping(held: Schema, defs: Schema) -> str:
    inner = held.get("additionalProperties")
    if not isinstance(inner, Mapping):
        return "keys and values, as below"
    key = _simple({"type": "string", **held.get("propertyNames", {})})
    each = "keys and values, as below" if "properties" in inner else _holds(inner, defs)
    return f"for each {key}: {each}"


def _simple(held: Schema) -> str:
    kind = OF_TYPE.get(str(held.get("type")), "a value")
    pattern = held.get("pattern", "")
    if held.get("format") == "date":
        return "date: YYYY-MM-DD"
    if pattern in OF_FORM:
        return OF_FORM[pattern]
    if "minimum" in held:
        return f"{kind}, at least {held['minimum']}"
    if pattern and pattern != "\\S" and len(pattern) <= LONGEST_PATTERN:
        return f"{kind} of the form `{pattern}`"
    return kind


def _literal(value: object) -> str:
    return "nothing (`null`)" if value is None else f"`{value}`"


# ---- Examples ----------------------------------------------------------------------------------


def _example(title: str, example: object) -> str:
    """Write an example as it stands in such a file."""
    if ".csv" in title and isinstance(example, Mapping):
        out = io.StringIO()
        writer = csv.DictWriter(out, list(example), lineterminator="\n")
        writer.writeheader()
        writer.writerow(example)
        return fenced("text", out.getvalue().rstrip())
    if ".jsonl" in title:
        return fenced("json", json.dumps(example, ensure_ascii=False, separators=(",", ":")))
    text = dump_yaml(example).rstrip()
    return fenced("yaml", text if title.endswith(".yaml") else f"---\n{text}\n---")
