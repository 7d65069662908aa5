"""A codebook that a person wrote, with a code put in while coding: every other line stays."""

from __future__ import annotations

import pytest

from lises.errors import LisesError
from lises.files import parse_codebook
from lises.model import Code, CodebookChange, LocalText
from lises.tagging.new_codes import with_code
from tests.tagging.working import TINY

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
