"""``study.yaml`` that a person wrote, with a coder and a set put in: every other line stays."""

from __future__ import annotations

import difflib

import pytest

from lises.errors import LisesError
from lises.files import parse_study
from lises.files.splices import rewritten
from lises.files.study_text import with_coder, with_set
from lises.model import CodingSet

HEAD = "id: x\ntitle: X\nkind: interviews\ndata_status: collected\nlanguage: da\n"
CODERS = {
    "flow": "coders: {ab: {name: A}}  # us\ncoding_sets: {ab-1: {coder: ab, round: 1}}\n",
    "flow over lines": "coders: {\n  ab: {name: A},  # one\n}\ncoding_sets: {\n  ab-1: {coder: ab, round: 1} # r\n  }\n",
    "block": "coders:\n  # the first\n  ab:\n    name: A  # herself\n\n  # none yet\ncoding_sets:\n  ab-1: {coder: ab, round: 1}\n# end\n",
    "deep block": "coders:\n    ab:\n        name: 'A'\ncoding_sets:\n    ab-1:\n        coder: ab\n        round: 1   # one\n",
    "none": "# no coders yet\n",
    "empty": "coders: {}  # to come\ncoding_sets:\n",
    "null": "coders:\ncoding_sets:  # to come\nlicence: CC0\n",
    "no last line end": "licence: CC0",
}


def kept(before: str, after: str) -> bool:
    """Tell whether every line that was there is there, but for one that an entry was put into."""
    changes = [d for d in difflib.ndiff(before.splitlines(), after.splitlines()) if d[0] == "-"]
    return all("{" in line or line.rstrip().endswith(":") or "#" in line for line in changes)


@pytest.mark.parametrize("shape", sorted(CODERS))
def test_a_coder_and_a_set_come_in_and_comments_stay(shape: str) -> None:
    text = HEAD + CODERS[shape]
    was, _ = parse_study(text, "study.yaml")
    made = with_set(with_coder(text, "ef", "ef"), CodingSet(id="ef-1", coder="ef", round=1))
    now, problems = parse_study(made, "study.yaml")
    assert was is not None
    assert now is not None
    assert problems == []
    assert now.coders == (*was.coders, ("ef", "ef"))
    assert now.coding_sets == (*was.coding_sets, CodingSet(id="ef-1", coder="ef", round=1))
    assert made.count("#") == text.count("#")
    assert kept(text, made), made


def test_windows_line_ends_and_a_byte_order_mark_stay() -> None:
    data = b"\xef\xbb\xbf" + (HEAD + CODERS["block"]).replace("\n", "\r\n").encode()
    made = rewritten("study.yaml", data, lambda text: with_coder(text, "ef", "ef"))
    assert made.startswith(b"\xef\xbb\xbf")
    assert made.count(b"\n") == made.count(b"\r\n") == data.count(b"\n") + 1
    assert set(data.splitlines()) <= set(made.splitlines())


@pytest.mark.parametrize(
    "text",
    [HEAD + "coders: [ab]\n", HEAD + "coders: me\n", "- a\n", "coders: [\n", "{id: x, title: X}\n"],
)
def test_a_file_that_cannot_be_added_to_is_left_alone(text: str) -> None:
    with pytest.raises(LisesError, match=r"study\.yaml|coders"):
        with_coder(text, "ef", "ef")


def test_bytes_that_are_no_text_are_told() -> None:
    with pytest.raises(LisesError, match=r"study\.yaml cannot be read: line 1"):
        rewritten("study.yaml", b"id: \xff\n", lambda text: text)
