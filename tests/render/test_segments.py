from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lises.render.segments import Covering, segments


@st.composite
def covered_texts(draw: st.DrawFn) -> tuple[str, list[Covering]]:
    text = draw(st.text(max_size=40))
    at = st.integers(0, len(text))
    borders = draw(st.lists(st.tuples(at, at).map(sorted), max_size=8))
    return text, [Covering(f"p{i}", a, b) for i, (a, b) in enumerate(borders)]


@given(covered_texts())
def test_segments_join_to_the_text_and_none_is_empty(case):
    text, coverings = case
    cut = segments(text, coverings)
    assert "".join(segment.text for segment in cut) == text
    assert all(segment.text for segment in cut)


@given(covered_texts())
def test_the_segments_of_a_passage_join_to_its_stretch_and_lie_side_by_side(case):
    text, coverings = case
    cut = segments(text, coverings)
    for passage, start, end in coverings:
        at = [i for i, segment in enumerate(cut) if passage in segment.passages]
        assert "".join(cut[i].text for i in at) == text[start:end]
        assert at == list(range(at[0], at[-1] + 1)) if at else start == end


@given(covered_texts())
def test_neighbouring_segments_differ_in_what_covers_them(case):
    text, coverings = case
    borders = {x for c in coverings if c.start < c.end for x in c[1:]}
    cut = segments(text, coverings)
    inner = {x for x in borders if 0 < x < len(text)}
    assert len(cut) == (len(inner) + 1 if text else 0)


def test_passages_keep_the_order_in_which_they_were_given():
    cut = segments("abc", [Covering("z", 1, 3), Covering("a", 0, 3)])
    assert cut[-1].passages == ("z", "a")


def test_a_turn_with_very_many_passages_is_cut_in_one_sweep():
    text = "x" * 20_000
    cut = segments(text, [Covering(f"p{i}", i, i + 2) for i in range(19_998)])
    assert max(len(s.passages) for s in cut) == 2
    assert "".join(s.text for s in cut) == text
