"""The chain can be walked from every end of it, down to the words and where they stand."""

from __future__ import annotations

import pytest

from lises.errors import UnknownNameError
from lises.evidence import Counted, Node, trace
from lises.model import Claim, LocalText
from tests.building import counted, finding, passage, person, scope, search, talk


def _study() -> Counted:
    return counted(
        talk("A", "I: Mm.", "A: It drips."),
        talk("J", "A + B: Slow."),
        passage("A-aaaa", 2, "It drips.", "tap"),
        passage("J-aaaa", 1, "Slow.", "queue"),
        finding(
            "drip",
            counts="tap",
            quantifier="all",
            rests_on="A-aaaa J-aaaa",
            contradicted_by="J-aaaa",
            answers=("x/c-1",),
            searched=(search("rain"),),
            statement=LocalText.of(en="It drips", da="Den drypper"),
        ),
        finding("tap", counts="queue", scope=scope(role="keeper")),
        people=[person("A"), person("B")],
        claims=(Claim(id="c-1", text=LocalText.plain("published"), basis="interviews"),),
        codes="tap queue<tap",
    )


def _tree(node: Node) -> list[str]:
    return [f"{node.kind} {node.id}", *(line for child in node.children for line in _tree(child))]


@pytest.mark.parametrize(
    ("name", "tree"),
    [
        (
            "drip",
            [
                "finding drip",
                "group rests-on",
                "passage A-aaaa",
                "participant A",
                "passage J-aaaa",
                "participant A",
                "participant B",
                "group against",
                "passage J-aaaa",
                "participant A",
                "participant B",
                "search rain",
                "group stances",
                "stance A",
                "passage A-aaaa",
                "passage J-aaaa",
                "stance B",
                "passage J-aaaa",
            ],
        ),
        ("queue", ["code queue", "finding drip", "passage J-aaaa"]),
        ("A-aaaa", ["passage A-aaaa", "code tap", "participant A", "finding drip"]),
        ("B", ["participant B", "passage J-aaaa"]),
        ("J", ["interview J", "passage J-aaaa"]),
        ("A", ["participant A", "passage A-aaaa", "passage J-aaaa"]),
        ("interview:A", ["interview A", "passage A-aaaa"]),
        ("tap", ["finding tap"]),
        ("code:tap", ["code tap", "finding drip", "passage A-aaaa", "passage J-aaaa"]),
        ("finding:tap", ["finding tap"]),
    ],
)
def test_each_kind_of_thing_leads_on_to_the_words(name: str, tree: list[str]):
    assert _tree(trace(_study(), name)) == tree


def test_a_claim_leads_to_the_findings_that_answer_it():
    node = trace(_study(), "c-1")
    assert (node.kind, node.text) == ("claim", "published\nbasis: interviews")
    assert [child.id for child in node.children] == ["drip"]


def test_a_finding_tells_its_numbers_and_a_passage_its_words_and_line():
    node = trace(_study(), "drip", language="en")
    assert node.text == (
        'It drips\n2 qualifies; 2 voice it, 2 of 2 interviewed read; "all": statement and codings agree'
    )
    leaf = node.children[0].children[0]
    assert (leaf.text, leaf.place) == ("It drips.", "x/codings/c/A.jsonl:1")
    assert trace(_study(), "drip", language="da").text.startswith("Den drypper")


def test_the_tree_as_plain_values_holds_every_node():
    def flat(value: dict[str, object]) -> list[str]:
        children = value["children"]
        assert isinstance(children, list)
        return [f"{value['kind']} {value['id']}", *(x for c in children for x in flat(c))]

    node = trace(_study(), "drip")
    assert flat(node.as_json()) == _tree(node)


@pytest.mark.parametrize("name", ["dripp", "code:drip", "nothing:tap", "", ":", "c-1x"])
def test_a_name_that_the_study_does_not_have_is_told(name: str):
    with pytest.raises(UnknownNameError, match=f'nothing named "{name}" in x'):
        trace(_study(), name)


def test_a_near_name_is_offered():
    with pytest.raises(UnknownNameError, match='did you mean "drip"'):
        trace(_study(), "dripp")


def test_a_study_without_a_codebook_can_be_walked():
    made = counted(talk("A", "A: x"), passage("A-aaaa", 1, "x"), codes=None)
    assert _tree(trace(made, "A-aaaa")) == ["passage A-aaaa", "participant A"]
