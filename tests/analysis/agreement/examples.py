"""Ratings that were published together with their coefficients."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

COLUMNS = ["interview", "unit", "coder", "value"]

# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability: four observers, twelve units.
FOUR_BY_TWELVE = {
    "A": "123321412...",
    "B": "1233224125.3",
    "C": ".3332342251.",
    "D": "12332441251.",
}
# Three observers, fifteen units, as the article "Krippendorff's alpha" of Wikipedia has them.
THREE_BY_FIFTEEN = {
    "A": ".....34121133.3",
    "B": "1.213343.......",
    "C": "..21344.21133.4",
}
# Krippendorff (2019), Content Analysis, section 12.3.4.1: Jon, Han and Lee.
BINARY_BY_THREE = {"Jon": "010110001111", "Han": "010100001101", "Lee": "011001001000"}
# Krippendorff (2019), section 12.3.4.4: Mary and Dave.
MARY_AND_DAVE = {"Mary": "aacccccbbbbd", "Dave": "acccccbbbbbd"}
# Gwet (2014), as the package irrCAC ships them: four raters, partly in groups.
GENDER = {
    "1": "aaaaabbbcaaaaab",
    "2": "aaaababccaaaaba",
    "3": "abbcaabbcabbcaa",
    "4": "ccccaabbcccccaa",
}
GROUPS = {
    "1": "abccbadab...bb",
    "2": "abccbbdabe..ba",
    "3": ".cccbcdbbeaccc",
    "4": "abccbddabea.bb",
}
# Cohen (1960), tables 1 and 2; rows one judge, columns the other.
COHEN_1 = [[25, 13, 12], [12, 2, 16], [3, 15, 2]]
COHEN_2 = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
# Feinstein & Cicchetti (1990): the same 85 % with kappa .70 and .32.
BALANCED = [[40, 9], [6, 45]]
SKEWED = [[80, 10], [5, 5]]
# Fleiss (1971), table 1: of six psychiatrists, how many gave each of five diagnoses.
FLEISS = [
    (0, 0, 0, 6, 0), (0, 3, 0, 0, 3), (0, 1, 4, 0, 1), (0, 0, 0, 0, 6), (0, 3, 0, 3, 0),
    (2, 0, 4, 0, 0), (0, 0, 4, 0, 2), (2, 0, 3, 1, 0), (2, 0, 0, 4, 0), (0, 0, 0, 0, 6),
    (1, 0, 0, 5, 0), (1, 1, 0, 4, 0), (0, 3, 3, 0, 0), (1, 0, 0, 5, 0), (0, 2, 0, 3, 1),
    (0, 0, 5, 0, 1), (3, 0, 0, 1, 2), (5, 1, 0, 0, 0), (0, 2, 0, 4, 0), (1, 0, 2, 0, 3),
    (0, 0, 0, 0, 6), (0, 1, 0, 5, 0), (0, 2, 0, 1, 3), (2, 0, 0, 4, 0), (1, 0, 0, 4, 1),
    (0, 5, 0, 1, 0), (4, 0, 0, 0, 2), (0, 2, 0, 4, 0), (1, 0, 5, 0, 0), (0, 0, 0, 0, 6),
]  # fmt: skip


def _table(rows: Sequence[tuple[str, int, str, object]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")


def rated(by_coder: Mapping[str, Sequence[object]]) -> pl.DataFrame:
    """Give a row per rating; ``.`` and None are ratings not made."""
    return _table(
        [
            ("I", unit, coder, int(v) if isinstance(v, str) and v.isdigit() else v)
            for coder, values in by_coder.items()
            for unit, v in enumerate(values)
            if v not in (".", None)
        ]
    )


def crossed(table: Sequence[Sequence[int]]) -> pl.DataFrame:
    """Give ratings of two coders from how often each pair of values was given."""
    cells = [(i, j) for i, row in enumerate(table) for j, n in enumerate(row) for _ in range(n)]
    return _table(
        [
            ("I", unit, coder, pair[k])
            for unit, pair in enumerate(cells)
            for k, coder in enumerate("AB")
        ]
    )


def counted(table: Sequence[Sequence[int]]) -> pl.DataFrame:
    """Give ratings from how many coders gave each value."""
    rows = []
    for unit, counts in enumerate(table):
        values = [value for value, n in enumerate(counts) for _ in range(n)]
        rows += [("I", unit, f"c{i}", value) for i, value in enumerate(values)]
    return _table(rows)
