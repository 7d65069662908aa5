"""YAML that a person wrote, with something put in: every other line stays."""

from __future__ import annotations

import difflib

import pytest

from lises.errors import LisesError
from lises.files import parse_codebook, parse_study
from lises.model import Code, CodebookChange, CodingSet, LocalText
from lises.tagging.splicing import spliced, with_code, with_coder, with_set
from tests.tagging.working import TINY

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


CODEBOOKS = {
    "ours": (TINY / "codebook.yaml").read_text("utf-8"),
    "by hand": "# mine\ncodes:\n- id: tap   # first\n  label: Tap\n  definition: >\n    two\n    lines\n\n# weeds below\n- {id: weeds, label: W, definition: D}\n# the end\n",
    "flow": "codes: [{id: tap, label: Tap, definition: d}, {id: weeds, label: W, definition: D}] # all\n",
    "deep": "version: 1\ncodes:\n      - definition: |\n            a\n            b\n        id: tap\n        label: Tap\n      - id: weeds\n        definition: x\n        label: W\n",
    "empty": "version: 1\nchanges: []\ncodes: []\n",
    "nothing": "",
}


@pytest.mark.parametrize("shape", sorted(CODEBOOKS))
@pytest.mark.parametrize("version", [False, True])
@pytest.mark.parametrize("parent", [None, "tap"])
def test_a_code_comes_in_and_every_other_line_stays(
    shape: str, version: bool, parent: str | None
) -> None:
    text = CODEBOOKS[shape]
    was, _ = parse_codebook(text or "codes: []\n", "codebook.yaml")
    assert was is not None
    if not was.codes and parent:
        pytest.skip("no parent there")
    number = was.version + version
    code = Code(
        id="new", label=LocalText.plain("Ny: \"kode\""), definition=LocalText.plain("# æøå - {x}"),
        parent=parent, changed=number,
    )  # fmt: skip
    change = CodebookChange(version=number, date="2026-05-01", why=LocalText.plain("+ new"))
    made = with_code(text, code, change if version else None)
    now, problems = parse_codebook(made, "codebook.yaml")
    assert now is not None
    assert problems == []
    assert now.code("new") == code
    assert [c for c in now.codes if c.id != "new"] == list(was.codes)
    assert (now.version, len(now.changes)) == (number, len(was.changes) + version)
    ids = [c.id for c in now.codes]
    if parent:
        family = was.with_children("tap")
        assert ids[ids.index("new") - 1] in family
        assert not set(ids[ids.index("new") :]) & family
    else:
        assert ids[-1] == "new"
    if shape in ("by hand", "deep") and not version:
        lines = [line for line in made.splitlines() if line in text.splitlines()]
        assert lines == text.splitlines()


def test_windows_line_ends_and_a_byte_order_mark_stay() -> None:
    data = b"\xef\xbb\xbf" + (HEAD + CODERS["block"]).replace("\n", "\r\n").encode()
    made = spliced("study.yaml", data, lambda text: with_coder(text, "ef", "ef"))
    assert made.startswith(b"\xef\xbb\xbf")
    assert made.count(b"\n") == made.count(b"\r\n") == data.count(b"\n") + 1
    assert set(data.splitlines()) <= set(made.splitlines())


@pytest.mark.parametrize(
    "text", ["codes: {a: b}\n", "codes: [\n", "codes: &x []\n", "- a\n", "codes:\n  - id: tap\n"]
)
def test_a_file_that_cannot_be_added_to_is_left_alone(text: str) -> None:
    code = Code(id="new", label=LocalText.plain("N"), definition=LocalText.plain("D"))
    try:
        made = with_code(text, code, None)
    except LisesError as why:
        assert "codebook.yaml" in str(why) or "lises check" in str(why)  # noqa: PT017
    else:
        now = parse_codebook(made, "codebook.yaml")[0]
        assert now is not None
        assert now.code("new") == code
