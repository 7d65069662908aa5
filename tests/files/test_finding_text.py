"""A finding as a person wrote it, with a passage and a search put in: every other line stays."""

from __future__ import annotations

import pytest

from lises.errors import LisesError
from lises.files import parse_finding
from lises.files.finding_text import with_evidence, with_search
from lises.files.splices import rewritten
from lises.model import Evidence, LocalText, Search

TOP = "id: tap\nquestion: What of the tap?\nstatement: Few.\nscope: {role: gardener}\n"
SIDES = {
    "none": "",
    "null": "rests_on:  # to come\ncontradicted_by: []\n",
    "block": "rests_on:\n  # the first\n  - passage: A-2345\n    note: one  # said so\n\n  - {passage: B-2345}\n# end\n",
    "block to the last": "rests_on:\n  - passage: A-2345\n    note: one\n\n# end\n",
    "not indented": "rests_on:\n- passage: A-2345\n",
    "flow": "rests_on: [{passage: A-2345}]  # all\n",
}
PATH = "findings/tap.md"
NEW = Evidence(passage="C-2345", note=LocalText.plain('so: "he" said, #2'))


@pytest.mark.parametrize("windows", [False, True])
@pytest.mark.parametrize("shape", sorted(SIDES))
def test_a_passage_and_a_search_come_in_and_comments_stay(shape: str, windows: bool) -> None:
    text = f"---\n{TOP}{SIDES[shape]}---\n\nProse --- with\n\n---\n\nhyphens.\n"
    was = parse_finding(text, PATH)[0]
    assert was is not None
    data = ("\ufeff" + (text.replace("\n", "\r\n") if windows else text)).encode()
    search = Search(query="tap|drip", matching="word", judged="searches/tap.jsonl")

    def put(words: str) -> str:
        once = with_evidence(words, "rests_on", NEW, PATH)
        return with_search(with_evidence(once, "contradicted_by", NEW, PATH), search, PATH)

    made = rewritten(PATH, data, put)
    lines = [
        one for one in data.splitlines(keepends=True) if one not in made.splitlines(keepends=True)
    ]
    assert len(lines) <= 2 * (shape in ("null", "flow")), lines
    if b"# end" in data:
        assert made.index(b"C-2345") < made.index(b"# end"), "below its own, above what follows"
    assert made.count(b"#") == data.count(b"#") + 2
    assert not windows or made.count(b"\n") == made.count(b"\r\n")
    now, problems = parse_finding(made.decode("utf-8-sig").replace("\r\n", "\n"), PATH)
    assert now is not None
    assert {p.rule for p in problems} <= {p.rule for p in parse_finding(text, PATH)[1]}
    assert now.rests_on == (*was.rests_on, NEW)
    assert now.contradicted_by == (NEW,)
    assert now.searched == (search,)
    assert now.prose == was.prose


@pytest.mark.parametrize(
    "text",
    [
        "no front matter\n",
        f"---\n{TOP}",
        f"---\n{TOP}rests_on: A-2345\n---\n",
        "---\n{id: tap}\n---\n",
    ],
)
def test_a_finding_that_cannot_be_added_to_is_left_alone(text: str) -> None:
    with pytest.raises(LisesError):
        with_evidence(text, "rests_on", NEW, PATH)
