"""Correspondence analysis and clusters: published numbers, numbers made another way, and laws."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lises.analysis import clusters, cooccurrence, correspondence, jaccard_distances, matrix
from lises.analysis.maps import AXES, MERGES, POINTS
from tests.analysis.coded import PEOPLE, Said, codings_of, talks

# Greenacre (1984), p. 55: staff of a firm by how much they smoke.
SMOKE = {
    "SM": (4, 2, 3, 2),
    "JM": (4, 3, 7, 4),
    "SE": (25, 10, 12, 4),
    "JE": (18, 24, 33, 13),
    "SC": (10, 6, 7, 2),
}
SMOKING = ("none", "light", "medium", "heavy")
# Nenadić & Greenacre (2007), section 3: per mille, by point and the first two axes: principal
# coordinate (its sign is free), squared cosine, contribution.
PUBLISHED = {
    "SM": (57, (66, 92, 3), (194, 800, 214)),
    "JM": (93, (259, 526, 84), (243, 465, 551)),
    "SE": (264, (381, 999, 512), (11, 1, 3)),
    "JE": (456, (233, 942, 331), (58, 58, 152)),
    "SC": (130, (201, 865, 70), (79, 133, 81)),
    "none": (316, (393, 994, 654), (30, 6, 29)),
    "light": (233, (99, 327, 31), (141, 657, 463)),
    "medium": (321, (196, 982, 166), (7, 1, 2)),
    "heavy": (130, (294, 684, 150), (198, 310, 506)),
}


def table(rows, columns: str | tuple[str, ...] = "abcdefgh") -> pl.DataFrame:
    """Make what ``matrix`` gives of counts by row."""
    named = rows.items() if isinstance(rows, dict) else enumerate(rows)
    cells = [(str(r), c, n) for r, row in named for c, n in zip(columns, row, strict=False)]
    schema = {"row": pl.String, "column": pl.String, "passages": pl.Int64}
    return pl.DataFrame(cells, schema=schema, orient="row")


# -- correspondence ---------------------------------------------------------------------------


def test_the_inertias_of_the_smokers_are_greenacres():
    got = correspondence(table(SMOKE, SMOKING))
    assert [round(i, 6) for i in got.axes["inertia"]] == [0.074759, 0.010017, 0.000414]
    assert [round(100 * share, 2) for share in got.axes["share"]] == [87.76, 11.76, 0.49]
    assert (round(got.inertia, 4), got.total) == (0.0852, 193)
    assert got.inertia == pytest.approx(got.chi_square / got.total)
    assert (got.rows_left_out, got.columns_left_out) == ((), ())


def test_the_points_of_the_smokers_are_those_of_nenadic_and_greenacre():
    points = correspondence(table(SMOKE, SMOKING)).points
    for name, (mass, *axes) in PUBLISHED.items():
        for axis, theirs in enumerate(axes, start=1):
            row = points.filter(point=name, axis=axis).row(0, named=True)
            ours = (abs(row["principal"]), row["cos2"], row["contribution"])
            assert tuple(round(1000 * x) for x in ours) == theirs
            assert round(1000 * row["mass"]) == mass


def test_a_sign_is_always_the_same():
    points = correspondence(table(SMOKE, SMOKING)).points.filter(side="row")
    for _, axis in points.group_by("axis"):
        assert axis.sort("contribution")["principal"][-1] > 0
    turned = {name: tuple(reversed(row)) for name, row in reversed(SMOKE.items())}
    again = correspondence(table(turned, tuple(reversed(SMOKING)))).points
    keys = ["side", "point", "axis"]
    one, other = points.sort(keys), again.filter(side="row").sort(keys)
    assert one["principal"].to_list() == pytest.approx(other["principal"].to_list())


COUNTS = (
    st.integers(2, 5)
    .flatmap(
        lambda wide: st.lists(
            st.lists(st.integers(0, 9), min_size=wide, max_size=wide), min_size=2, max_size=6
        )
    )
    .filter(lambda rows: sum(map(sum, rows)) > 0)
)


@given(COUNTS)
def test_the_inertia_is_chi_square_over_the_total(rows):
    from scipy.stats import chi2_contingency

    counts = np.array(rows)
    counts = counts[counts.sum(axis=1) > 0][:, counts.sum(axis=0) > 0]
    got = correspondence(table(rows))
    assert got.chi_square == pytest.approx(
        chi2_contingency(counts, correction=False).statistic, abs=1e-6
    )
    assert got.total == counts.sum()
    assert len(got.rows_left_out) == len(rows) - len(counts)
    assert got.axes["inertia"].sum() == pytest.approx(got.inertia)
    assert got.axes["inertia"].is_sorted(descending=True)
    assert got.axes.height <= min(counts.shape) - 1


@given(COUNTS)
def test_the_inertias_are_those_of_another_way(rows):
    """By the eigenvalues of the product of row and column profiles, less the first, which is 1."""
    counts = np.array(rows, float)
    counts = counts[counts.sum(axis=1) > 0][:, counts.sum(axis=0) > 0]
    by_row = counts / counts.sum(axis=1, keepdims=True)
    by_column = (counts / counts.sum(axis=0)).T
    values = sorted(np.linalg.eigvals(by_row @ by_column).real, reverse=True)[1:]
    ours = correspondence(table(rows)).axes["inertia"].to_list()
    theirs = [v for v in values if v > 1e-10][: len(ours)]
    assert ours[: len(theirs)] == pytest.approx(theirs, abs=1e-8)


@given(COUNTS)
def test_the_points_keep_the_laws_of_the_method(rows):
    got = correspondence(table(rows))
    for (_, axis), points in got.points.group_by("side", "axis"):
        assert points["contribution"].sum() == pytest.approx(1)
        assert (points["mass"] * points["standard"]).sum() == pytest.approx(0, abs=1e-7)
        inertia = got.axes.filter(axis=axis)["inertia"].item()
        assert (points["mass"] * points["principal"] ** 2).sum() == pytest.approx(inertia)
    for _, point in got.points.group_by("side", "point"):
        assert point["cos2"].sum() == pytest.approx(1) or point["cos2"].sum() == 0


@given(COUNTS)
def test_a_row_lies_at_the_mean_of_the_columns_weighted_by_its_counts(rows):
    got = correspondence(table(rows))
    columns = {
        (p, a): s
        for p, a, s in got.points.filter(side="column").select("point", "axis", "standard").rows()
    }
    for name, axis, principal in (
        got.points.filter(side="row").select("point", "axis", "principal").iter_rows()
    ):
        counts = dict(zip("abcdefgh", rows[int(name)], strict=False))
        mean = sum(n * columns[c, axis] for c, n in counts.items() if n) / sum(counts.values())
        assert principal == pytest.approx(mean, abs=1e-6)


@given(COUNTS)
def test_chi_square_distances_are_the_distances_of_the_points(rows):
    got = correspondence(table(rows))
    counts = np.array(rows, float)
    there = [i for i, row in enumerate(counts) if row.sum()]
    profiles = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    weights = counts.sum(axis=0) / counts.sum()
    for i, k in combinations(there, 2):
        apart = sum((profiles[i] - profiles[k])[weights > 0] ** 2 / weights[weights > 0])
        one, other = (
            got.points.filter(side="row", point=str(n)).sort("axis")["principal"] for n in (i, k)
        )
        assert ((one - other) ** 2).sum() == pytest.approx(apart, abs=1e-7)


def test_rows_and_columns_that_hold_nothing_have_no_place():
    got = correspondence(table({"x": (3, 0, 1), "y": (0, 0, 0), "z": (1, 0, 4)}))
    assert (got.rows_left_out, got.columns_left_out) == (("y",), ("b",))
    assert set(got.points["point"]) == {"x", "z", "a", "c"}
    assert got.axes.height == 1


def test_where_nothing_depends_on_anything_there_is_no_axis():
    for rows in ([(2, 4), (1, 2)], [(3, 5)], [(1,), (4,)]):
        got = correspondence(table(rows))
        assert (got.axes.height, got.points.height, got.inertia) == (0, 0, 0)
        assert (got.axes.columns, got.points.columns) == (list(AXES), list(POINTS))


def test_axes_of_one_inertia_are_said_to_be_turnable():
    got = correspondence(table([(1, 0, 0), (0, 1, 0), (0, 0, 1)]))
    assert got.axes["inertia"].to_list() == pytest.approx([1, 1])
    assert got.axes["turnable"].to_list() == [True, True]
    assert not correspondence(table(SMOKE, SMOKING)).axes["turnable"].any()


@pytest.mark.parametrize("rows", [[(0, 0), (0, 0)], [(1, -1), (1, 1)], []])
def test_a_table_of_nothing_or_less_is_refused(rows):
    with pytest.raises(ValueError, match="a table of counts is wanted"):
        correspondence(table(rows))


def test_a_table_with_a_cell_missing_is_refused():
    with pytest.raises(ValueError, match="none missing"):
        correspondence(table({"x": (3, 1), "y": (2, 5)}).head(3))


@given(talks())
def test_a_matrix_of_a_study_is_laid_out(talk: list[Said]):
    crossed = matrix(codings_of(talk), PEOPLE)
    assume(crossed["passages"].sum() > 0)
    got = correspondence(crossed)
    assert set(got.rows_left_out).isdisjoint(got.points.filter(side="row")["point"])
    assert got.total == crossed["passages"].sum()


def test_those_whose_attribute_is_not_known_are_a_point_of_their_own():
    got = correspondence(matrix(codings_of("p i 1 A ab\nq i 2 B a"), PEOPLE, by=("code", "age")))
    assert set(got.points["point"]) == {"a", "b", "1", "null"}
    turned = correspondence(matrix(codings_of("p i 1 A ab\nq i 2 B a"), PEOPLE, by=("age", "code")))
    assert set(turned.points["point"]) == {"a", "b", "1", None}


# -- clusters ---------------------------------------------------------------------------------


def apart(names: str, distances: list[float]) -> pl.DataFrame:
    """Make distances of every two names, in the order of ``combinations``."""
    rows = [(*two, d) for two, d in zip(combinations(names, 2), distances, strict=True)]
    schema = {"code_a": pl.String, "code_b": pl.String, "distance": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


# Sneath & Sokal (1973), figure 5-29; the correlation stands in R's manual of cophenetic.
SNEATH = apart("abcde", [1, 3.8, 4.4, 5.1, 4, 4.2, 5, 2.6, 5.3, 5.4])


def test_the_cophenetic_correlation_is_that_of_sneath_and_sokal():
    got = clusters(SNEATH)
    assert round(got.cophenetic, 4) == 0.9911
    assert got.merges["height"].to_list() == pytest.approx([1, 2.6, 4.1, 5.2])
    assert got.merges["right"].to_list()[-1] == ["a", "b", "c", "d"]


def test_the_tree_of_five_bacteria_is_the_published_one():
    """The worked example of the article "UPGMA" of Wikipedia, on 5S ribosomal RNA."""
    got = clusters(apart("abcde", [17, 21, 31, 23, 30, 34, 21, 28, 39, 43]))
    merged = [sorted(one + other) for one, other in got.merges.select("left", "right").rows()]
    assert merged == [["a", "b"], ["a", "b", "e"], ["c", "d"], ["a", "b", "c", "d", "e"]]
    assert got.merges["height"].to_list() == pytest.approx([17, 22, 28, 33])
    assert got.merges["size"].to_list() == [2, 3, 2, 5]


DISTANCES = st.integers(2, 7).flatmap(
    lambda n: st.lists(
        st.integers(0, 40).map(lambda d: d / 40),
        min_size=n * (n - 1) // 2,
        max_size=n * (n - 1) // 2,
    ).map(lambda ds: apart("abcdefgh"[:n], ds))
)


@given(DISTANCES)
def test_each_height_is_the_mean_distance_of_the_codes_of_either_side(distances):
    given_ = {frozenset((a, b)): d for a, b, d in distances.iter_rows()}
    got = clusters(distances)
    for left, right, height, size in got.merges.select("left", "right", "height", "size").rows():
        mean = sum(given_[frozenset((a, b))] for a in left for b in right) / len(left) / len(right)
        assert height == pytest.approx(mean)
        assert size == len(left) + len(right)
    assert got.merges["height"].is_sorted()
    assert sorted(got.order) == sorted({*distances["code_a"], *distances["code_b"]})
    assert got.merges.columns == list(MERGES)


@given(DISTANCES)
def test_no_branch_crosses_another_and_the_rows_order_changes_nothing(distances):
    got = clusters(distances)
    for left, right in got.merges.select("left", "right").rows():
        places = sorted(got.order.index(code) for code in (*left, *right))
        assert places == list(range(places[0], places[0] + len(places)))
    again = clusters(
        distances.select(code_a="code_b", code_b="code_a", distance="distance").reverse()
    )
    assert again.order == got.order
    assert again.merges.equals(got.merges)


@given(DISTANCES)
def test_the_cophenetic_correlation_is_that_of_the_heights_at_which_codes_meet(distances):
    got = clusters(distances)
    met = {}
    for left, right, height in got.merges.select("left", "right", "height").rows():
        met |= {frozenset((a, b)): height for a in left for b in right}
    ours = [met[frozenset((a, b))] for a, b, _ in distances.iter_rows()]
    theirs = distances["distance"].to_list()
    if max(ours) - min(ours) < 1e-9 or max(theirs) - min(theirs) < 1e-9:
        assert got.cophenetic is None
    else:
        (correlation,) = pl.DataFrame({"x": ours, "y": theirs}).select(pl.corr("x", "y"))["x"]
        assert got.cophenetic == pytest.approx(correlation)


@given(talks())
def test_jaccards_distances_are_those_of_sets(talk: list[Said]):
    from scipy.spatial.distance import jaccard

    crossed = matrix(codings_of(talk), PEOPLE)
    who = {
        c: {p for p in "ABCD" if crossed.filter(code=c, participant=p)["passages"].item()}
        for c in crossed["code"].unique()
    }
    got = jaccard_distances(crossed)
    assert got.select("code_a", "code_b").rows() == list(combinations(sorted(who), 2))
    for a, b, both, either, distance in got.iter_rows():
        assert (both, either) == (len(who[a] & who[b]), len(who[a] | who[b]))
        if either:
            theirs = jaccard([p in who[a] for p in "ABCD"], [p in who[b] for p in "ABCD"])
            assert distance == pytest.approx(float(theirs))
        else:
            assert distance == 1
    if len(who) > 1:
        assert sorted(clusters(got).order) == sorted(who)


def test_what_stands_together_in_the_talk_clusters_too():
    codings = codings_of("p i 1 A ab\nq i 2 A ab\nr i 3 A c\ns i 4 A bc")
    got = clusters(cooccurrence(codings, within=0))
    assert got.merges.row(0, named=True)["left"] == ["a"]
    assert got.merges.row(0, named=True)["right"] == ["b"]


@pytest.mark.parametrize(
    "wrong",
    [
        SNEATH.head(9),
        SNEATH.vstack(SNEATH.head(1)),
        SNEATH.with_columns(distance=-pl.col("distance")),
        SNEATH.with_columns(distance=pl.lit(None, pl.Float64)),
        SNEATH.clear(),
    ],
)
def test_distances_that_are_none_are_refused(wrong: pl.DataFrame):
    with pytest.raises(ValueError, match=r"of every two codes|0 or more"):
        clusters(wrong)
