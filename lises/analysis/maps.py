"""Maps of codes: correspondence analysis of a table, and codes gathered into clusters.

Both show a table, they prove nothing: no test goes with either, and a point or a cluster is a
reason to read its passages (``passages_of``, ``meetings``).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import polars as pl

from lises.frames.schemas import NAMES, Columns

from .matrix import wide

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    Floats = NDArray[float64]

__all__ = [
    "AXES",
    "DISTANCES",
    "MERGES",
    "POINTS",
    "Clusters",
    "Correspondence",
    "clusters",
    "correspondence",
    "jaccard_distances",
]

AXES: Columns = {
    "axis": pl.Int64,
    "inertia": pl.Float64,
    "share": pl.Float64,
    "cumulative": pl.Float64,
    "turnable": pl.Boolean,
}
"""A row per axis, from 1: its inertia, share of all and share so far; ``turnable`` where another
axis has the same inertia, so that the two are a plane without directions of its own."""

POINTS: Columns = {
    "side": pl.String,
    "point": pl.String,
    "axis": pl.Int64,
    "mass": pl.Float64,
    "principal": pl.Float64,
    "standard": pl.Float64,
    "contribution": pl.Float64,
    "cos2": pl.Float64,
}
"""A row per point and axis: ``side`` is ``row`` or ``column``; ``mass`` its share of the table;
coordinates; ``contribution`` of the point to the axis and ``cos2``, how much of the point's
distance from the middle lies along it: both 0 to 1."""

DISTANCES: Columns = {
    "code_a": pl.String,
    "code_b": pl.String,
    "both": pl.Int64,
    "either": pl.Int64,
    "distance": pl.Float64,
}
"""A row per two codes, ``code_a`` before ``code_b``: columns that have both, and either."""

MERGES: Columns = {
    "step": pl.Int64,
    "left": NAMES,
    "right": NAMES,
    "height": pl.Float64,
    "size": pl.Int64,
}
"""A row per merge, from 1: the codes of the two clusters, their mean distance, codes in all."""

NONE = 1e-12  # inertia: what is left by rounding
SAME = 1e-9  # how near two numbers lie that would be the same in whole numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Correspondence:
    """A correspondence analysis.

    ``axes`` is ``AXES``, ``points`` is ``POINTS``; both are empty where rows and columns do not
    depend on each other at all. ``inertia`` is of all axes, which is ``chi_square`` / ``total``;
    ``total`` the sum of the table. ``rows_left_out`` and ``columns_left_out`` hold nothing and have
    no place.
    """

    axes: pl.DataFrame
    points: pl.DataFrame
    inertia: float
    chi_square: float
    total: float
    rows_left_out: tuple[str | None, ...]
    columns_left_out: tuple[str | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clusters:
    """Codes gathered by average linkage.

    ``merges`` is ``MERGES``; ``order`` the codes as they stand under the tree, no branch crossing
    another; ``cophenetic`` the correlation of the distances with the heights at which codes meet,
    1 where the tree tells them truly (None where all distances, or all heights, are the same).
    """

    merges: pl.DataFrame
    order: tuple[str, ...]
    cophenetic: float | None


def correspondence(table: pl.DataFrame, *, value: str = "passages") -> Correspondence:
    """Lay rows and columns of a table out so that those alike lie near each other.

    Parameters
    ----------
    table : pl.DataFrame
        What ``matrix`` gives: its first two columns are the keys of rows and columns, such as code
        and participant, or code and role.
    value : str
        The count that stands in the cells, not negative.

    Returns
    -------
    Correspondence
        Axes by inertia, the greatest first; points in the order of the table. Rows in principal
        coordinates are the weighted means of the columns in standard ones, and the other way
        round. Of each axis the row with the largest contribution lies on the side above 0, the
        first of several: a sign has no meaning, and so it is always the same.

    Raises
    ------
    ValueError
        If a cell is missing or negative, or the table holds nothing.

    References
    ----------
    Greenacre, M. (2017). Correspondence Analysis in Practice, 3rd ed. Benzécri, J.-P. (1973).
    L'analyse des données.
    """
    import numpy as np

    laid = wide(table, value=value)
    counts = laid.drop(laid.columns[0]).to_numpy().astype(float)
    if counts.size == 0 or (counts < 0).any() or not counts.sum() > 0:
        raise ValueError(
            f"{value}: a table of counts is wanted, none missing or negative and not all 0"
        )
    rows, columns = counts.sum(axis=1) > 0, counts.sum(axis=0) > 0
    row_names, column_names = np.array(laid[laid.columns[0]].to_list()), np.array(laid.columns[1:])
    shares = counts[rows][:, columns] / counts.sum()
    r, c = shares.sum(axis=1), shares.sum(axis=0)
    residuals = (shares - np.outer(r, c)) / np.sqrt(np.outer(r, c))
    u, s, vt = np.linalg.svd(residuals, full_matrices=False)
    inertia = s * s
    kept = int((inertia > NONE).sum())
    scaled = s[:kept], _signs(u[:, :kept])
    points = [
        _points("row", row_names[rows].tolist(), r, u[:, :kept], scaled),
        _points("column", column_names[columns].tolist(), c, vt[:kept].T, scaled),
    ]
    return Correspondence(
        axes=_axes(inertia[:kept]),
        points=pl.concat(points),
        inertia=float(inertia[:kept].sum()),
        chi_square=float(inertia[:kept].sum() * counts.sum()),
        total=float(counts.sum()),
        rows_left_out=tuple(row_names[~rows].tolist()),
        columns_left_out=tuple(column_names[~columns].tolist()),
    )


def _signs(vectors: Floats) -> Floats:
    """Give by axis the sign that turns its row with the largest contribution above 0."""
    import numpy as np

    size = np.abs(vectors)
    first = (size >= size.max(axis=0, initial=0.0) * (1 - SAME)).argmax(axis=0)
    return np.asarray(np.sign(vectors[first, np.arange(vectors.shape[1])]), float)


def _axes(inertia: Floats) -> pl.DataFrame:
    return pl.DataFrame({"inertia": inertia}).select(
        axis=pl.int_range(1, pl.len() + 1, dtype=pl.Int64),
        inertia="inertia",
        share=pl.col("inertia") / pl.col("inertia").sum(),
        cumulative=(pl.col("inertia") / pl.col("inertia").sum()).cum_sum(),
        turnable=pl.any_horizontal(
            (pl.col("inertia") / pl.col("inertia").shift(by) - 1).abs().fill_null(1) <= SAME
            for by in (1, -1)
        ),
    )


def _points(
    side: str, names: list[str | None], mass: Floats, vectors: Floats, scaled: tuple[Floats, Floats]
) -> pl.DataFrame:
    """Give the points of a side; ``scaled`` holds the singular values and the signs of the axes."""
    import numpy as np

    singular, signs = scaled
    standard = signs * vectors / np.sqrt(mass)[:, None]
    principal = standard * singular
    apart = (principal**2).sum(axis=1, keepdims=True)
    cos2 = np.divide(principal**2, apart, out=np.zeros_like(principal), where=apart > NONE)
    number, axes = vectors.shape
    return pl.DataFrame(
        {
            "side": [side] * number * axes,
            "point": [name for name in names for _ in range(axes)],
            "axis": [axis + 1 for _ in names for axis in range(axes)],
            "mass": np.repeat(mass, axes),
            "principal": principal.ravel(),
            "standard": standard.ravel(),
            "contribution": (vectors**2).ravel(),
            "cos2": cos2.ravel(),
        },
        schema=dict(POINTS),
    )


def jaccard_distances(table: pl.DataFrame, *, value: str = "passages") -> pl.DataFrame:
    """Tell how unlike codes are in who has them: 1 less Jaccard's share.

    Parameters
    ----------
    table : pl.DataFrame
        What ``matrix`` gives: code and participant (or interview) are its first two columns.
    value : str
        The count by which a cell is there, above 0.

    Returns
    -------
    pl.DataFrame
        ``DISTANCES``: ``distance`` 1 - both / either, 0 to 1; 1 where neither code is anywhere.
        Sorted by the codes.

    References
    ----------
    Jaccard, P. (1912). The distribution of the flora in the alpine zone. New Phytologist 11, 37–50.
    """
    code, column = table.columns[:2]
    there = table.filter(pl.col(value) > 0).select(code, column)
    having = {name: set[str]() for name in table[code].unique().sort().drop_nulls()}
    for name, where in there.drop_nulls(code).iter_rows():
        having[name].add(where)
    rows = []
    for a, b in combinations(having, 2):
        both, either = len(having[a] & having[b]), len(having[a] | having[b])
        rows.append((a, b, both, either, 1 - both / either if either else 1.0))
    return pl.DataFrame(rows, schema=dict(DISTANCES), orient="row")


def clusters(distances: pl.DataFrame) -> Clusters:
    """Gather codes into ever larger clusters, the two nearest at a time.

    Parameters
    ----------
    distances : pl.DataFrame
        ``code_a``, ``code_b`` and ``distance``, a row per two codes, as ``jaccard_distances`` gives
        them; or ``jaccard`` in the place of ``distance``, as ``cooccurrence`` gives it: then the
        distance is 1 less it.

    Returns
    -------
    Clusters
        The distance of clusters is the mean of the distances of their codes (average linkage,
        UPGMA). Codes are put in order first, so that equal distances always give the same tree.

    Raises
    ------
    ValueError
        If there are not two codes, or the distance of two is not there, is there twice, or is not
        a number of 0 or more.

    References
    ----------
    Sokal, R. R. & Michener, C. D. (1958). A statistical method for evaluating systematic
    relationships. Sneath, P. H. A. & Sokal, R. R. (1973). Numerical Taxonomy, p. 278.
    """
    from scipy.cluster import hierarchy

    codes, apart = _condensed(distances)
    tree = hierarchy.linkage(apart, method="average")
    heights = hierarchy.cophenet(tree)
    members = [[code] for code in codes]
    rows = []
    for step, (left, right, height, size) in enumerate(tree.tolist(), start=1):
        one, other = members[int(left)], members[int(right)]
        members.append(one + other)
        rows.append((step, sorted(one), sorted(other), height, int(size)))
    return Clusters(
        merges=pl.DataFrame(rows, schema=dict(MERGES), orient="row"),
        order=tuple(codes[leaf] for leaf in hierarchy.leaves_list(tree)),
        cophenetic=_correlation(apart, heights),
    )


def _condensed(distances: pl.DataFrame) -> tuple[list[str], Floats]:
    """Give the codes in order, and the distances of every two of them as scipy wants them."""
    apart = pl.col("distance") if "distance" in distances.columns else 1 - pl.col("jaccard")
    rows = distances.select("code_a", "code_b", apart.cast(pl.Float64).alias("distance"))
    codes = sorted({*rows["code_a"], *rows["code_b"]})
    given = {frozenset((a, b)): d for a, b, d in rows.iter_rows()}
    wanted = [frozenset(two) for two in combinations(codes, 2)]
    if len(codes) < 2 or set(given) != set(wanted) or len(given) != rows.height:
        raise ValueError(f"the distance of every two codes is wanted once; codes: {codes}")
    found = [given[two] for two in wanted]
    if any(d is None or not 0 <= d < float("inf") for d in found):
        raise ValueError("a distance is a number of 0 or more")
    import numpy as np

    return codes, np.array(found, dtype=float)


def _correlation(one: Floats, other: Floats) -> float | None:
    import numpy as np

    if np.ptp(one) < SAME or np.ptp(other) < SAME:
        return None
    return float(np.corrcoef(one, other)[0, 1])
