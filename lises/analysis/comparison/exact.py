"""Exact tests of small tables, in whole numbers: every table that could be is counted.

No table is drawn at random, and no two are told apart by a rounding error: tables are as likely as
the whole numbers of ways in which they come about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import comb, prod

__all__ = ["Exact", "exact_cochran", "exact_fisher", "smallest_p"]

MOST_TABLES = 300_000  # kinds of tables kept in mind at once; some seconds of work
MOST_TOTALS = 20_000  # totals of codes, likewise: six codes and 24 people, or four and 60

Ways = Mapping[int, Counter[int]]


@dataclass(frozen=True, slots=True)
class Exact:
    """An exact p, and the smallest that any table with the same margins has; both of 0 to 1.

    None where there are more tables than can be counted.
    """

    p: float | None
    least: float | None


NOT_COUNTED = Exact(None, None)


def exact_fisher(voiced: Sequence[int], of: Sequence[int]) -> Exact:
    """Fisher's exact test of two groups, that of Freeman and Halton of more; two-sided.

    Parameters
    ----------
    voiced : sequence of int
        By group, participants who voice it.
    of : sequence of int
        By group, participants who were read.

    Returns
    -------
    Exact
        ``p``: the chance of a table no likelier than this one, its margins given.

    Raises
    ------
    ValueError
        If there are not two groups, or more voice it than were read.

    References
    ----------
    Fisher, R. A. (1935). The Design of Experiments. Freeman, G. H. & Halton, J. H. (1951). Note on
    an exact treatment of contingency. Biometrika 38, 141-149.

    Examples
    --------
    >>> round(exact_fisher([3, 1], [4, 4]).p, 4)
    0.4857
    """
    sizes = list(zip(voiced, of, strict=True))
    if len(sizes) < 2 or any(not 0 <= v <= n for v, n in sizes):
        raise ValueError(f"two groups or more, and of each at most all: not {voiced} of {of}")
    ways = _tables(tuple(sorted(of)))
    if ways is None:
        return NOT_COUNTED
    of_total = ways[sum(voiced)]
    here = prod(comb(n, v) for v, n in sizes)
    every = comb(sum(of), sum(voiced))
    no_likelier = sum(w * number for w, number in of_total.items() if w <= here)
    return Exact(no_likelier / every, _rarest(of_total) / every)


def smallest_p(of: Sequence[int]) -> float | None:
    """Give the smallest p that groups of these sizes could give at all, whoever voices it.

    Parameters
    ----------
    of : sequence of int
        By group, participants who were read.

    Returns
    -------
    float or None
        Of 0 to 1; None where there are more tables than can be counted.

    Examples
    --------
    >>> round(smallest_p([3, 3]), 3)
    0.1
    """
    ways = _tables(tuple(sorted(of)))
    if ways is None:
        return None
    return min(_rarest(found) / comb(sum(of), total) for total, found in ways.items())


def _rarest(ways: Counter[int]) -> int:
    fewest = min(ways)
    return fewest * ways[fewest]


@lru_cache(maxsize=64)
def _tables(of: tuple[int, ...]) -> Ways | None:
    """Give by how many voice it: ways in which a table comes about → how many such tables."""
    found: dict[int, Counter[int]] = {0: Counter({1: 1})}
    for size in of:
        longer: dict[int, Counter[int]] = {}
        for total, ways in found.items():
            for more in range(size + 1):
                own = comb(size, more)
                into = longer.setdefault(total + more, Counter())
                for before, number in ways.items():
                    into[before * own] += number
        found = longer
        if sum(map(len, found.values())) > MOST_TABLES:
            return None
    return found


def exact_cochran(rows: Sequence[Sequence[bool]]) -> Exact:
    """Cochran's test with its exact p: who voices one code voices any other as readily.

    Parameters
    ----------
    rows : sequence of sequence of bool
        A row per participant: for every code whether it is voiced. With two codes it is McNemar's
        exact test.

    Returns
    -------
    Exact
        ``p``: the chance that the codes' totals lie so far apart or further, if in every row those
        that are voiced were any as many of the codes. 1 where every row voices all or none.

    Raises
    ------
    ValueError
        If there is no row, there are not two codes, or a row has more codes than another.

    References
    ----------
    Cochran, W. G. (1950). The comparison of percentages in matched samples. Biometrika 37, 256-266.
    """
    codes = {len(row) for row in rows}
    if len(codes) != 1 or min(codes) < 2:
        raise ValueError(f"rows of two codes or more, all of one length, are wanted: {rows!r:.80}")
    (number,) = codes
    telling = [row for row in rows if 0 < sum(row) < number]
    here = _apart(tuple(sum(column) for column in zip(*telling, strict=True)))
    found: Counter[tuple[int, ...]] = Counter({(0,) * number: 1})
    for row in telling:
        longer: Counter[tuple[int, ...]] = Counter()
        for totals, ways in found.items():
            for chosen in combinations(range(number), sum(row)):
                # Codes may change places: only the sorted totals matter.
                longer[tuple(sorted(t + (c in chosen) for c, t in enumerate(totals)))] += ways
        found = longer
        if len(found) > MOST_TOTALS:
            return NOT_COUNTED
    every = found.total()
    furthest = max(map(_apart, found))
    return Exact(
        sum(ways for totals, ways in found.items() if _apart(totals) >= here) / every,
        sum(ways for totals, ways in found.items() if _apart(totals) == furthest) / every,
    )


def _apart(totals: tuple[int, ...]) -> int:
    """Order totals of one sum as Cochran's Q orders them."""
    return sum(total * total for total in totals)
