"""The tree of codes: what it draws and says of its own clusters."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lises.analysis import clusters, jaccard_distances
from lises.pictures import code_tree
from tests.pictures.reading import read
from tests.pictures.tables import counts, setting, tree

FEW = settings(max_examples=8, deadline=None)  # each draws a picture
TABLES = st.lists(st.lists(st.integers(0, 1), min_size=5, max_size=5), min_size=2, max_size=9).map(
    lambda rows: counts({f"c{i}": row for i, row in enumerate(rows)}, tuple("PQRST"))
)


def of(rows):
    return clusters(jaccard_distances(counts(rows)))


def apart(**two):
    """Give distances by hand: ``ab=0.5``."""
    rows = [(*pair, distance) for pair, distance in two.items()]
    return pl.DataFrame(rows, schema=["code_a", "code_b", "distance"], orient="row")


def lines(picture):
    """Give the lines across that join branches, by what they are drawn with."""
    for layer in picture.spec["layer"]:
        rows = picture.spec["datasets"][layer["data"]["name"]]
        if layer["mark"].get("strokeCap") == "square" and "y2" in rows[0]:
            return rows
    return []


def test_the_first_two_and_the_clusters_at_a_half_are_told():
    picture = code_tree(of({"tap": [1, 1, 0], "hose": [1, 1, 0], "weeds": [0, 0, 1]}), setting())
    assert picture.alt == (
        "First to join: “hose” and “tap”, at distance 0.00. "
        "At distance 0.5 there are 2 clusters of 3 codes. The cophenetic correlation is 1.00."
    )
    assert "2 clusters" in read(picture.svg()).texts


def test_what_is_joined_at_a_half_is_joined():
    picture = code_tree(of({"tap": [1, 0, 0], "hose": [1, 1, 0]}), setting("da"))
    assert "Ved afstanden 0,5 er der 1 klynge af 2 koder." in picture.alt
    just = code_tree(clusters(apart(ab=0.51)), setting())
    assert "there are 2 clusters of 2 codes" in just.alt


def test_a_half_that_comes_of_thirds_is_a_half():
    # The mean of 1/3 and 2/3 need not be .5 to the last digit.
    alt = code_tree(clusters(apart(ab=0.5 + 1e-12)), setting()).alt
    assert "there is 1 cluster" in alt


def test_joins_at_the_same_distance_as_the_first_are_counted():
    alt = code_tree(clusters(apart(ab=0.25, cd=0.25, ac=1, ad=1, bc=1, bd=1)), setting()).alt
    assert "“a” and “b”, at distance 0.25. 1 more join is at the same distance." in alt
    alt = code_tree(clusters(apart(ab=0.25, cd=0.5, ac=1, ad=1, bc=1, bd=1)), setting()).alt
    assert "more join" not in alt


def test_without_a_correlation_that_is_said():
    assert code_tree(clusters(apart(ab=1)), setting()).alt.endswith("all distances are the same.")


@FEW
@given(TABLES)
def test_every_merge_is_a_line_at_its_distance_and_no_branch_crosses_another(table):
    made = clusters(jaccard_distances(table))
    picture = code_tree(made, setting(href="code"))
    drawn = lines(picture)
    assert [line["x"] for line in drawn] == made.merges["height"].to_list()
    # Lines across at a place of their own: each spans leaves that stand beside each other.
    assert read(picture.svg()).hrefs == list(made.order)
    for row in made.merges.iter_rows(named=True):
        places = sorted(made.order.index(code) for code in row["left"] + row["right"])
        assert places == list(range(places[0], places[-1] + 1))
    step = picture.spec["height"] / len(made.order)
    middle = {(code,): (n + 0.5) * step for n, code in enumerate(made.order)}
    for merge, line in zip(made.merges.to_dicts(), drawn, strict=True):
        both = sorted(middle[tuple(merge[side])] for side in ("left", "right"))
        assert [line["y"], line["y2"]] == pytest.approx(both)
        middle[tuple(sorted(merge["left"] + merge["right"]))] = sum(both) / 2


def test_a_distance_beyond_1_has_room():
    picture = code_tree(clusters(apart(ab=0.5, ac=3.0, bc=3.0)), setting())
    texts = read(picture.svg()).texts
    assert {"0.00", "0.50", "1.00", "3.00"} <= set(texts)
    near = code_tree(clusters(apart(ab=0.5, ac=1.1, bc=1.1)), setting())
    assert "1.00" not in read(near.svg()).texts


def test_a_leaf_says_where_it_is_joined_and_the_table_to_which():
    made = of({"tap": [1, 1, 0], "hose": [1, 1, 0], "weeds": [0, 1, 1]})
    picture = code_tree(made, setting(href="code", labels={"tap": "the tap"}))
    names = read(picture.svg()).names
    assert "the tap: joined at distance 0.00" in names
    assert "weeds: joined at distance 0.67" in names
    assert "<td>0.67</td><td>hose, the tap</td>" in picture.html()


@pytest.mark.parametrize("codes", [(), ("tap",)])
def test_fewer_than_two_codes_are_told_to_have_nothing_to_join(codes):
    picture = code_tree(tree(codes), setting())
    assert picture.alt.endswith("there is nothing to join.")
    assert len(picture.marks) == len(codes)
