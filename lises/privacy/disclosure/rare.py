"""Combinations that few share, and groups that share one value: counted, nothing assumed.

k-anonymity is Sweeney's (2002, doi 10.1142/S0218488502001648), with every set of up to three
columns in place of one list of quasi-identifiers; that a group shares one sensitive value though it
is large is what l-diversity asks about (Machanavajjhala and others 2007,
doi 10.1145/1217299.1217302).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from .result import Column, Combination, Group

__all__ = ["MOST", "Key", "alike", "rare"]

MOST = 3  # columns in a combination

Key = tuple[tuple[str, ...], tuple[str, ...]]


def rare(
    people: Sequence[str], columns: Sequence[Column], k: int, *, most: int = MOST
) -> tuple[Combination, ...]:
    """List the combinations of values that at least one and fewer than k people have.

    Parameters
    ----------
    people : sequence of str
    columns : sequence of Column
        Values in the order of the people. Whoever has an empty value is in no combination of that
        column: nothing is told of them there.
    k : int
        1 lists nothing, 2 what is unique.
    most : int
        Columns in a combination, at most.

    Returns
    -------
    tuple of Combination
        Fewest columns first, in the order of the columns; ``minimal`` where no part of it is
        listed itself.

    Examples
    --------
    >>> role = Column(name="role", values=("head", "aide", "aide"))
    >>> [(c.values, c.people) for c in rare(["A", "B", "C"], [role], 2)]
    [(('head',), ('A',))]
    """
    listed: dict[Key, Combination] = {}
    for chosen in _chosen(columns, most):
        names = tuple(column.name for column in chosen)
        known = all(column.kind == "known" for column in chosen)
        for values, members in _sharing(chosen).items():
            if len(members) < k:
                listed[names, values] = Combination(
                    columns=names,
                    values=values,
                    people=tuple(people[at] for at in members),
                    minimal=not any(part in listed for part in _parts(names, values)),
                    known=known,
                )
    return tuple(listed.values())


def alike(people: Sequence[str], columns: Sequence[Column]) -> tuple[Group, ...]:
    """List the groups of two or more, alike in one or two known columns, that share a value.

    Only sensitive columns are asked about, and a group is left out where a larger one that it is
    part of by the same column shares the value too.
    """
    listed: dict[tuple[Key, str], Group] = {}
    wanted = [column for column in columns if column.sensitive]
    for chosen in _chosen([c for c in columns if c.kind == "known"], MOST - 1):
        names = tuple(column.name for column in chosen)
        for values, members in _sharing(chosen).items():
            if len(members) < 2:
                continue
            for column in wanted:
                got = {column.values[at] for at in members}
                known = any((part, column.name) in listed for part in _parts(names, values))
                if column.name not in names and len(got) == 1 and "" not in got and not known:
                    listed[(names, values), column.name] = Group(
                        columns=names,
                        values=values,
                        people=len(members),
                        sensitive=column.name,
                        value=got.pop(),
                    )
    return tuple(listed.values()) if people else ()


def _chosen(columns: Sequence[Column], most: int) -> Iterator[tuple[Column, ...]]:
    for several in range(1, most + 1):
        yield from combinations(columns, several)


def _sharing(columns: tuple[Column, ...]) -> Mapping[tuple[str, ...], list[int]]:
    """Give values → the places of the people who have them."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, values in enumerate(zip(*(column.values for column in columns), strict=True)):
        if "" not in values:
            found[values].append(at)
    return found


def _parts(names: tuple[str, ...], values: tuple[str, ...]) -> Iterator[Key]:
    """Give every part of a combination with fewer columns."""
    pairs = list(zip(names, values, strict=True))
    for several in range(1, len(pairs)):
        for part in combinations(pairs, several):
            yield tuple(n for n, _ in part), tuple(v for _, v in part)
