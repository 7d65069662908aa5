"""ROCK as a project: coders of one text, cases, values; and out again."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.exchange.projects.project import Project
from lises.exchange.projects.written import file_names, zipped
from lises.exchange.rock.out import utterances_of, write_rock
from lises.exchange.rock.project import (
    looks_like_rock,
    looks_like_rock_folder,
    read_rock_folder,
    read_rock_project,
)
from tests.making.projects import projects
from tests.making.reading import sound

PROJECT = Path(__file__).resolve().parents[3]
SAMPLES = Path(os.environ.get("LISES_SAMPLES", PROJECT.parent / "shared" / "samples"))
FIRST = """\
---
codes:
  - {id: vand, label: Vandet, description: "Om vand."}
  - {id: vej, parentId: vand}
ROCK_attributes:
  - {caseId: A1, alder: 40}
  - {farve: blå}
---
# en note til os selv
[[cid=A1]]
[[uid=u1]] Ved brønden. [[vand>vej]] [[tungt||3]]
[[uid=u2]] Langt væk.
[[cid=none]]
[[uid=u3]] Tak.
---<<pause>>---
"""
SECOND = (
    "[[coderid=bo]]\n[[uid=u1]] Ved brønden.\n[[uid=u2]] Langt væk. [[vand]]\n[[uid=u3]] Tak.\n"
)


def read(**files: str) -> Project:
    content = zipped({f"{name}.rock": text.encode() for name, text in files.items()})
    assert looks_like_rock(content, "a.zip")
    return read_rock_project(content, Path("a.zip"))


def test_files_with_the_same_uids_are_one_text_and_two_coders():
    found = read(have_anna=FIRST, have_bo=SECOND)
    (source,) = found.sources
    assert (source.name, source.text) == ("have", "Ved brønden.\nLangt væk.\nTak.")
    assert [(c.code, c.coder, c.spans, c.memo) for c in found.codings] == [
        ("vej", "anna", ((0, 12),), ""),
        ("tungt", "anna", ((0, 12),), "3"),
        ("vand", "bo", ((13, 23),), ""),
    ]
    assert [(c.key, c.name, c.parent, c.description) for c in found.codes] == [
        ("vand", "Vandet", "", "Om vand."), ("vej", "vej", "vand", ""), ("tungt", "tungt", "", ""),
    ]  # fmt: skip


def test_cases_have_their_stretches_and_attributes_and_the_rest_is_told():
    found = read(have_anna=FIRST)
    (case,) = found.cases
    assert (case.key, case.values) == ("A1", (("alder", "40"),))
    assert case.spans == (("have_anna.rock", (0, 23)),)
    assert [one.why for one in found.set_aside] == ["attributes of no case", "a comment"]
    assert found.notes == ("2 codings", "not carried: section break pause (1)")
    assert read(a="[[cid=B]]\nJa.\nNej.\n").cases[0].sources == ("a.rock",)


def test_the_two_coders_of_the_sample_have_five_codes_each_at_the_same_twenty_uids():
    names = ("merging-test-1-primary.rock", "merging-test-1-secondary.rock")
    paths = [SAMPLES / "annotations" / name for name in names]
    if not all(path.is_file() for path in paths):
        pytest.skip("the samples are not here (LISES_SAMPLES)")
    assert looks_like_rock_folder(paths[0].parent)
    found = read_rock_folder(paths[0].parent)
    source = next(s for s in found.sources if s.name == "merging-test-1")
    assert len((source.text or "").splitlines()) == 20
    assert Counter(c.coder for c in found.codings if c.source == source.key) == {
        "primary": 5, "secondary": 5,
    }  # fmt: skip
    assert {c.key: c.parent for c in found.codes}["code4"] == "code2"
    sound(found)


def expected(project: Project) -> Counter[tuple]:
    """Every utterance with each code that it gets, by coder and text."""
    people = {c.key: c.name for c in project.coders}
    who = dict(zip(people, file_names([*people.values()]), strict=True))
    made: Counter[tuple] = Counter()
    for source in project.sources:
        text = source.text or ""
        for start, end in utterances_of(text):
            words = normalize("NFC", _plain(text[start:end]))
            codes = {
                (c.coder, c.code) for c in project.codings
                if c.source == source.key and (
                    c.whole or any(a < end and start < b and a < b for a, b in c.spans)
                )
            }  # fmt: skip
            made.update((words, code, who.get(coder, "")) for coder, code in codes)
    return made


def _plain(text: str) -> str:
    return " ".join(text.split()).replace("[[", "[ [").replace("]]", "] ]")


def _seen(project: Project) -> bool:
    """Whether no sign stands in a text that reading takes out, which is told."""
    return not any(sign in (s.text or "") for s in project.sources for sign in "\u202b\ufeff")


@given(projects().filter(_seen))
def test_what_is_written_is_read_again_but_for_what_is_named_as_lost(project: Project):
    written = write_rock(project)
    found = read_rock_project(zipped(written.content), Path("a.zip"))
    sound(found)
    texts = {s.key: s.text for s in found.sources}
    order = {code.key: number for number, code in enumerate(found.codes)}
    keys = [code.key for code in project.codes]
    people = {c.key: c.name for c in project.coders}
    plain = dict(zip(people.values(), file_names([*people.values()]), strict=True))
    got = Counter(
        (texts[c.source][c.spans[0][0] : c.spans[0][1]], keys[order[c.code]],
         plain.get(c.coder, c.coder))
        for c in found.codings
    )  # fmt: skip
    assert dict.fromkeys(got, 1) == dict.fromkeys(_merged(expected(project), people, plain), 1)
    assert [(c.name, c.description) for c in found.codes] == [
        (c.name, normalize("NFC", c.description.replace("\r\n", "\n"))) for c in project.codes
    ]
    assert not [p for p in found.problems if p.severity == "error"]


def _merged(
    counts: Counter[tuple], people: dict[str, str], plain: dict[str, str]
) -> Counter[tuple]:
    """Coders of one name are one coder after the way there and back."""
    names = dict(zip(file_names([*people.values()]), people.values(), strict=True))
    merged: Counter[tuple] = Counter()
    for (words, code, who), n in counts.items():
        merged[words, code, plain.get(_tag(names.get(who, "")), _tag(names.get(who, "")))] += n
    return merged


def _tag(name: str) -> str:
    return " ".join(name.replace("[", " ").replace("]", " ").split())


def test_what_is_lost_is_named():
    from dataclasses import replace

    found = read(have_anna=FIRST, have_bo=SECOND)
    part = replace(found.codings[0], key="x", spans=((0, 3),), date="2024-05-01")
    over = replace(found.codings[0], key="y", spans=((3, 20),))
    none = replace(found.codings[0], key="z", spans=((3, 3),))
    assert write_rock(replace(found, codings=(part, over, none))).lost == (
        "dates of codings: 1, ROCK has no place for it",
        "passages that do not fill their utterances; the code is of all of them: 2",
        "passages over several utterances; each of these has the code: 1",
        "codings that touch no utterance, left out: 1",
        "texts whose white space and line ends are now those of lines: 1",
    )


PIECES = ["[[", "]]", "a", "|", "=", "uid", "cid", "coderid", ">", "---", "\n", " ", "codes:",
          "- id: a", "{", "}", "~", "#", "metadata:", "é", "\r"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=60), st.binary(max_size=60))
def test_no_file_makes_it_fail(pieces: list[str], junk: bytes):
    text = "".join(pieces)
    sound(read_rock_project(text.encode(), Path("a.rock")))
    sound(read_rock_project(junk, Path("a.rock")))
    sound(read(a=FIRST + text, b=FIRST, c=text + SECOND))


def test_a_text_of_signs_is_cut_soon():
    assert len(list(utterances_of("." * 200_000 + " " * 200_000 + '"' * 200_000))) == 1
