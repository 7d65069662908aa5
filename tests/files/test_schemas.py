"""The schemas that editors use and the parsers say the same of every file taken by itself.

What a schema cannot say, and a parser does, has a test of its own at the end.
"""

from __future__ import annotations

import copy
import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises import files
from lises.errors import Problem, UnknownNameError
from lises.files import parse_yaml, schema, schema_folder
from lises.files.forms import CODE_ID, PASSAGE_ID, SAFE_ID
from tests import strategies as made


def ecma_pattern(validator: Any, pattern: str, instance: Any, _: Any) -> Iterator[Any]:
    """Match as ECMA does, and editors: "$" is the end, not a line end before it."""
    if validator.is_type(instance, "string") and not re.search(
        pattern.replace("$", r"\Z"), instance
    ):
        yield jsonschema.ValidationError(f"{instance!r} does not match {pattern!r}")


Validator = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"pattern": ecma_pattern})
VALIDATORS = {
    file.name.removesuffix(".schema.json"): Validator(
        json.loads(file.read_text(encoding="utf-8")),
        format_checker=jsonschema.FormatChecker(["date"]),
    )
    for file in schema_folder().glob("*.schema.json")
}

Parse = Callable[[str, str], tuple[Any, list[Problem]]]


def as_yaml(value: Any) -> str:
    """Write a value as JSON, which is YAML; YAML 1.1 takes three more characters for line ends."""
    text = json.dumps(value, ensure_ascii=False)
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff]", lambda hit: f"\\u{ord(hit[0]):04x}", text) + "\n"


def as_front_matter(value: Any) -> str:
    return f"---\n{as_yaml(value)}---\n"


def as_line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"


def from_yaml(text: str) -> Any:
    return json.loads(json.dumps(parse_yaml(text, files.Faults("x"))))


def from_front_matter(text: str) -> Any:
    return from_yaml(text.split("---\n")[1]) or {}


def from_lines(text: str) -> Any:
    return json.loads(text.split("\n")[0])


def one(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return strategy.map(lambda single: (single,))


# kind of schema: objects, how they are written, how the text becomes a value and back, the parser
STRUCTURED: dict[str, tuple[Any, ...]] = {
    "study": (made.study_designs(), files.write_study_design, from_yaml, as_yaml, files.parse_study, "study.yaml"),
    "guide": (made.guides(), files.write_guide, from_yaml, as_yaml, files.parse_guide, "guide.yaml"),
    "codebook": (made.codebooks(), files.write_codebook, from_yaml, as_yaml, files.parse_codebook, "codebook.yaml"),
    "themes": (one(made.themes()), files.write_themes, from_yaml, as_yaml, files.parse_themes, "themes.yaml"),
    "framework": (one(made.framework_cells()), files.write_framework, from_yaml, as_yaml, files.parse_framework, "framework.yaml"),
    "reporting": (made.reportings(), files.write_reporting, from_yaml, as_yaml, files.parse_reporting, "reporting.yaml"),
    "claims": (one(made.claims()), files.write_claims, from_yaml, as_yaml, files.parse_claims, "claims.yaml"),
    "related": (one(made.related()), files.write_related, from_yaml, as_yaml, files.parse_related, "related.yaml"),
    "transcript-front-matter": (made.transcripts("x").map(lambda t: replace(t, turns=())), files.write_transcript, from_front_matter, as_front_matter, files.parse_transcript, "transcripts/x.md"),
    "note-front-matter": (made.notes().map(lambda n: replace(n, text="")), files.write_note, from_front_matter, as_front_matter, files.parse_note, "memos/x.md"),
    "finding-front-matter": (made.findings().map(lambda f: replace(f, prose=files_empty())), files.write_finding, from_front_matter, as_front_matter, files.parse_finding, "findings/x.md"),
    "passage": (one(made.passages()), files.write_passages, from_lines, as_line, files.parse_passages, "codings/ab-1/R03.jsonl"),
    "judged-hit": (one(made.judged_hits()), files.write_searches, from_lines, as_line, files.parse_searches, "searches/x.jsonl"),
    "decision": (one(made.left_outs()), files.write_decisions, from_lines, as_line, files.parse_decisions, "decisions/both/R03.jsonl"),
    "translation": (one(made.translations()), files.write_translations, from_lines, as_line, files.parse_translations, "translations/en.jsonl"),
}  # fmt: skip

ROWS: dict[str, tuple[Any, ...]] = {
    "participants-row": (made.participants(), files.write_participants, files.parse_participants),
    "interviews-row": (made.interviews(), files.write_interviews, files.parse_interviews),
    "asked-row": (made.askeds(), files.write_asked, files.parse_asked),
    "readings-row": (made.readings(), files.write_readings, files.parse_readings),
    "withdrawals-row": (made.withdrawals(), files.write_withdrawals, files.parse_withdrawals),
    "origins-row": (made.origins(), files.write_origins, files.parse_origins),
    "figures-row": (made.figures(), files.write_figures, files.parse_figures),
}


def files_empty() -> Any:
    from lises.model import EMPTY

    return EMPTY


JUNK_TEXTS = [
    " ", "x", "no", "../x", "CON", "a b", "a.", "Å", "x\n", "\n", "x" * 65, "x" * 300, "public", "all",
    "2026-02-30", "2026-02-28", "2026-13-01", "2020-02", "R03-7k2m", "R03-7kIm", "a/b", "a/b/c", "*",
    "a;b", "a;CON", "a;", "007", "0", "-1", "1.5", "9" * 12, "da", "interviews", "con-x", "0" * 64,
    "searches/x.jsonl", "searches/../x.jsonl", "a + b", "**", "most", "rules", "x==1",
]  # fmt: skip
JUNK: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from(JUNK_TEXTS),
    st.sampled_from(
        ["", None, True, False, 0, -1, 1, 3, 1.5, [], {}, [1], ["x"], ["x", "x"], [""]]
    ),
    st.sampled_from(
        [[None], [{}], {"x": 1}, {"da": "x"}, {"da": ""}, {"x!": "y"}, {"": "y"}, [[1, 2]]]
    ),
    st.sampled_from(
        [[1, 2], [2, 1], [0, 2], [True, 2], ["x", 1], [{"da": "x"}], {"x": {}}, {"x": None}]
    ),
).map(copy.deepcopy)


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Give the path of everything in a value."""
    yield at
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, inner in items:
        yield from places(inner, (*at, key))


@st.composite
def mutated(draw: st.DrawFn, value: Any) -> Any:
    """Change a value in up to two places."""
    changed = copy.deepcopy(value)
    for _ in range(draw(st.sampled_from((0, 1, 1, 1, 2)))):
        found = [place for place in places(changed) if place]
        holder = changed
        if not found or draw(st.integers(0, 9)) == 0:
            changed[draw(st.sampled_from(("x", "id", "label", "from", "codes", "text")))] = draw(
                JUNK
            )
            continue
        place = draw(st.sampled_from(found))
        for key in place[:-1]:
            holder = holder[key]
        how = draw(st.sampled_from(("replace", "replace", "remove", "twice", "add")))
        inner = holder[place[-1]]
        if how == "remove":
            del holder[place[-1]]
        elif how == "twice" and isinstance(holder, list):
            holder.append(copy.deepcopy(inner))
        elif how == "add" and isinstance(inner, dict):
            inner[draw(st.sampled_from(("x", "da", "y!", "role", "clearance")))] = draw(JUNK)
        else:
            holder[place[-1]] = draw(JUNK)
    return changed


def beyond_schema(kind: str, value: Any) -> bool:
    """Tell whether only the parser can judge this value: the named exceptions."""
    if kind != "passage":
        return False
    turn, quote = value.get("turn"), value.get("quote")
    # That a quote has one text per turn, and that turns rise, no schema can say.
    whole = isinstance(turn, list) and len(turn) == 2 and all(type(t) is int for t in turn)
    return whole and (
        turn[0] >= turn[1] or not isinstance(quote, list) or len(quote) != turn[1] - turn[0] + 1
    )


@pytest.mark.parametrize("kind", STRUCTURED)
@given(data=st.data())
def test_schema_and_parser_agree_on_valid_and_on_mutated_values(kind: str, data: st.DataObject):
    strategy, write, read, text_of, parse, path = STRUCTURED[kind]
    original = read(write(data.draw(strategy)))
    assert VALIDATORS[kind].is_valid(original), list(VALIDATORS[kind].iter_errors(original))
    value = data.draw(mutated(original))
    if beyond_schema(kind, value):
        return
    _, problems = parse(text_of(value), path)
    errors = [str(problem) for problem in problems if problem.severity == "error"]
    said = [error.message for error in VALIDATORS[kind].iter_errors(value)]
    assert bool(errors) == bool(said), (value, errors, said)


@pytest.mark.parametrize("kind", ROWS)
@given(data=st.data())
def test_schema_and_parser_agree_on_rows(kind: str, data: st.DataObject):
    strategy, write, parse = ROWS[kind]
    header, cells = list(csv.reader(io.StringIO(write([data.draw(strategy)]), newline="")))
    row = {key: cell for key, cell in zip(header, cells, strict=True) if cell}
    assert VALIDATORS[kind].is_valid(row), list(VALIDATORS[kind].iter_errors(row))
    if data.draw(st.booleans()):
        key = data.draw(st.sampled_from(header))
        row[key] = data.draw(st.sampled_from(["", *JUNK_TEXTS]))
    if data.draw(st.integers(0, 9)) == 0:
        extra = data.draw(st.sampled_from(("extra", "label_da", "label_Ø", "un named")))
        row[extra] = "x"
        header = list(dict.fromkeys([*header, extra]))
    row = {key: cell for key, cell in row.items() if cell}
    out = io.StringIO()
    writer = csv.DictWriter(out, header, lineterminator="\n")
    writer.writeheader()
    writer.writerow(row)
    twice = row.get("participants", ""), row.get("codes", "")
    if any(len(set(cell.split(";"))) < len(cell.split(";")) for cell in twice):
        return  # that a list in a cell names nobody twice, no schema can say
    _, problems = parse(out.getvalue(), "x.csv")
    said = [error.message for error in VALIDATORS[kind].iter_errors(row)]
    assert bool(problems) == bool(said), (row, problems, said)


def test_every_schema_is_itself_valid_and_tells_what_each_field_is():
    assert set(VALIDATORS) == {*STRUCTURED, *ROWS}
    for kind in VALIDATORS:
        found = schema(kind)
        jsonschema.Draft202012Validator.check_schema(found)
        assert found["title"]
        assert found["description"]
        assert found["additionalProperties"] is False or kind == "participants-row"
        for name, field in found["properties"].items():
            assert field.get("description") or field["type"] == "object", (kind, name)


def test_schemas_and_parsers_hold_the_same_patterns():
    text = json.dumps([schema(kind) for kind in VALIDATORS])
    for form in (SAFE_ID, CODE_ID, PASSAGE_ID):
        assert json.dumps(form.pattern)[1:-1] in text


def test_an_unknown_kind_of_schema_is_answered_with_the_nearest():
    with pytest.raises(UnknownNameError, match='did you mean "codebook"'):
        schema("codebok")


def test_the_modeline_of_what_we_write_names_a_schema_that_exists():
    from lises.files.yaml_write import modeline

    for kind in ("study", "guide", "codebook", "themes", "framework", "claims", "related"):
        name = modeline(kind).strip().rpartition("/")[2]
        assert (schema_folder() / name).is_file()


def test_the_schemas_are_found_in_an_installed_package_too(tmp_path, monkeypatch):
    from lises.files import schemas

    package = tmp_path / "lises"
    (package / "files").mkdir(parents=True)
    (package / "data_schema").mkdir()
    monkeypatch.setattr(schemas, "__file__", str(package / "files" / "schemas.py"))
    assert schema_folder() == package / "data_schema"
    (package / "data_schema").rmdir()
    with pytest.raises(UnknownNameError, match="install"):
        schema_folder()


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("passage", {"id": "R03-7k2m", "turn": 1.0, "quote": "x", "codes": []}),
        ("passage", {"id": "R03-7k2m", "turn": [4, 2], "quote": ["x", "y"], "codes": []}),
        ("passage", {"id": "R03-7k2m", "turn": [2, 4], "quote": ["x", "y"], "codes": []}),
        ("passage", {"id": "R03-7k2m", "turn": 1, "quote": "a\u202eb", "codes": []}),
        ("judged-hit", {"interview": "R03", "turn": 2.0, "hit": "x", "judged": "mentioned"}),
    ],
)
def test_what_only_the_parser_can_refuse(kind: str, value: Any):
    """A whole number with a point, turns against quotes, and characters that deceive."""
    *_, text_of, parse, path = STRUCTURED[kind]
    assert VALIDATORS[kind].is_valid(value)
    text = json.dumps(value) if kind == "passage" else text_of(value)  # with escapes
    assert parse(text, path)[1]


def test_the_tiny_study_keeps_to_the_schemas():
    folder = Path(__file__).parent.parent / "studies" / "demo-tiny"
    for kind in ("study", "guide", "codebook", "themes", "framework", "claims", "related"):
        VALIDATORS[kind].validate(from_yaml((folder / f"{kind}.yaml").read_text(encoding="utf-8")))
    for file in folder.glob("codings/*/*.jsonl"):
        for line in file.read_text(encoding="utf-8").splitlines():
            VALIDATORS["passage"].validate(json.loads(line))
    for file in folder.glob("findings/???*.md"):
        if ".da" not in file.name:
            VALIDATORS["finding-front-matter"].validate(
                from_front_matter(file.read_text(encoding="utf-8"))
            )
