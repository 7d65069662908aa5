"""Combinations where people have a label of their own in each finding: within each, and no more."""

from __future__ import annotations

from collections import Counter

from lises.privacy.release import Release

from .rare import Key, rare
from .result import Column, Combination

__all__ = ["most_of_roles", "rare_within"]


def rare_within(release: Release, k: int) -> tuple[tuple[Column, ...], tuple[Combination, ...]]:
    """List what few share within a finding: role and stance there.

    A role of few is told once, with the labels of the finding that has most of them: those of
    another finding are the same people under other labels.

    Returns
    -------
    (tuple of Column, tuple of Combination)
        The columns by their names alone: no row of theirs holds over two findings.
    """
    columns: dict[str, Column] = {}
    found: dict[Key, Combination] = {}
    for finding in release.folder.findings:
        assessed = release.assessments.get(finding.id)
        stood = assessed.stances if assessed else ()
        there = (
            Column(name="role", values=tuple(s.role for s in stood), place="findings"),
            Column(
                name=f"stance: {finding.id}",
                values=tuple(s.stance for s in stood),
                place=finding.at.path or f"findings/{finding.id}.md",
                kind="stance",
                sensitive=True,
            ),
        )
        for column in there if stood else ():
            columns.setdefault(column.name, column)
        for one in rare([s.participant for s in stood], there, k):
            key = (one.columns, one.values)
            if key not in found or len(one.people) > len(found[key].people):
                found[key] = one
    return tuple(columns.values()), tuple(found.values())


def most_of_roles(release: Release) -> Counter[str]:
    """Count the people of each role in the finding that has most of them."""
    most: Counter[str] = Counter()
    for assessed in release.assessments.values():
        most |= Counter(stood.role for stood in assessed.stances)
    return most
