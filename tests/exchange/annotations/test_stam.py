"""STAM stores: offsets from both ends, annotations upon annotations, several selectors."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from lises.exchange.annotations.stam import looks_like_stam, read_stam
from lises.exchange.projects.project import Project
from tests.making.reading import sound

PATH = Path("store.json")
TEXT = "Så 🌱 gror det."


def cursor(value: object) -> dict:
    aligned = "End" if isinstance(value, int) and value <= 0 else "Begin"
    return {"@type": f"{aligned}AlignedCursor", "value": value}


def words(begin: object, end: object, **more: object) -> dict:
    offset = {"begin": cursor(begin), "end": cursor(end)}
    return {"@type": "TextSelector", "resource": "have.txt", "offset": offset, **more}


def store(*annotations: dict, **more: object) -> bytes:
    return json.dumps({
        "@type": "AnnotationStore", "@id": "lager",
        "resources": [{"@type": "TextResource", "@id": "have.txt", "text": TEXT}],
        "annotationsets": [{"@type": "AnnotationDataSet", "@id": "s", "keys": [], "data": [
            {"@type": "AnnotationData", "@id": "D1", "key": "tema",
             "value": {"@type": "String", "value": "gro"}},
        ]}],
        "annotations": list(annotations), **more,
    }).encode()  # fmt: skip


D1 = [{"@id": "D1", "set": "s"}]


def note(target: dict, data: list | None = None, own: str = "") -> dict:
    made = {"@type": "Annotation", "target": target, "data": D1 if data is None else data}
    return {**made, "@id": own} if own else made


def read(*annotations: dict, **more: object) -> Project:
    content = store(*annotations, **more)
    assert looks_like_stam(content, "store.json")
    return read_stam(content, PATH)


def spoken(project: Project) -> list[tuple[str, str]]:
    return [("|".join(TEXT[a:b] for a, b in c.spans), c.code) for c in project.codings]


def test_offsets_are_code_points_from_the_beginning_or_the_end():
    found = read(note(words(3, 4)), note(words(-4, -1)), note(words(5, 0)))
    assert spoken(found) == [("🌱", "gro"), ("det", "gro"), ("gror det.", "gro")]


def test_an_annotation_upon_another_has_a_part_of_its_words():
    upon = {"@type": "AnnotationSelector", "annotation": "A", "offset": {
        "begin": cursor(2), "end": cursor(-1)}}  # fmt: skip
    several = {"@type": "CompositeSelector", "selectors": [words(1, 2), words(5, 9)]}
    whole = {"@type": "ResourceSelector", "resource": "have.txt"}
    found = read(note(words(3, 9), own="A"), note(upon), note(several), note(whole))
    assert spoken(found) == [("🌱 gror", "gro"), ("gro", "gro"), ("å|gror", "gro"), ("", "gro")]
    assert [c.whole for c in found.codings] == [False, False, False, True]


def test_values_of_several_keys_stand_below_their_keys():
    data = [*D1, {"key": "sikker", "set": "t", "value": {"@type": "Bool", "value": True}}]
    found = read(note(words(3, 4), data))
    assert [(c.key, c.codable) for c in found.codes] == [
        ("tema", False), ("tema > gro", True), ("sikker", False), ("sikker > true", True),
    ]  # fmt: skip


def test_what_fits_no_text_is_set_aside_and_a_file_elsewhere_told():
    circle = {"@type": "AnnotationSelector", "annotation": "C"}
    found = read(
        note(words(3, 400)), note(words("x", 2)), note(circle, own="C"),
        note({"@type": "DataKeySelector"}),
        resources=[{"@id": "have.txt", "text": TEXT}, {"@include": "mark.txt"}],
    )  # fmt: skip
    assert found.codings == ()
    assert [one.text for one in found.set_aside] == ["tema: gro"] * 4
    assert [problem.rule for problem in found.problems] == ["page-elsewhere"]
    assert [(s.name, s.text) for s in found.sources] == [("have", TEXT), ("mark", None)]


def test_annotations_that_double_with_each_level_end_soon():
    levels = [note(words(0, 2), own="N0")]
    for n in range(1, 40):
        one = {"@type": "AnnotationSelector", "annotation": f"N{n - 1}"}
        pair = {"@type": "CompositeSelector", "selectors": [one, one]}
        levels.append(note(pair, own=f"N{n}"))
    found = read(*reversed(levels))
    assert sum(len(c.spans) for c in found.codings) < 100_000
    sound(found)


JSON = st.recursive(
    st.none() | st.integers(-9, 99) | st.sampled_from(["N0", "have.txt", "gro"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["@id", "@type", "target", "data", "resource", "selectors", "offset",
                         "begin", "end", "value", "annotation", "key", "text"]),
        inner | st.sampled_from(["TextSelector", "CompositeSelector", "AnnotationSelector",
                                 "EndAlignedCursor"]), max_size=4),
    max_leaves=15,
)  # fmt: skip


@given(JSON, st.binary(max_size=60))
def test_no_file_makes_it_fail(value: object, junk: bytes):
    for content in (
        store(note(words(3, 4)), {"target": value, "data": value}),
        store(note(value if isinstance(value, dict) else {}), resources=[value]),
        json.dumps({"annotations": value, "annotationsets": value, "resources": value}).encode(),
        junk,
    ):
        sound(read_stam(content, PATH))
