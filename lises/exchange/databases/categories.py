"""Categories that a code may stand in more than one of, as a tree and, where needed, as sets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lises.exchange.projects.project import ProjectCode, ProjectSet

from .building import Builder

__all__ = ["in_categories"]


def in_categories(
    builder: Builder,
    categories: Iterable[ProjectCode],
    codes: Iterable[ProjectCode],
    pairs: Iterable[tuple[str, str]],
) -> tuple[tuple[ProjectCode, ...], tuple[ProjectSet, ...]]:
    """Put codes below their categories.

    Parameters
    ----------
    builder : Builder
    categories, codes : iterable of ProjectCode
        Their keys are unlike each other.
    pairs : iterable of (str, str)
        The keys of a category and of a code in it.

    Returns
    -------
    tuple of ProjectCode
        The categories, then the codes, each below the first category that has it.
    tuple of ProjectSet
        All categories as sets, where any code has more than one; else none.
    """
    headings, all_codes = tuple(categories), tuple(codes)
    held: dict[str, dict[str, None]] = {heading.key: {} for heading in headings}
    known = {code.key for code in all_codes}
    above: dict[str, str] = {}
    several = set()
    for category, code in pairs:
        leads = builder.points("places in categories", "code", code, known)
        if not (builder.points("places in categories", "category", category, held) and leads):
            builder.put_aside("a code's place in a category", "the code or category is not there")
        else:
            held[category][code] = None
            if above.setdefault(code, category) != category:
                several.add(code)
    sets = [
        ProjectSet(
            key=f"set of {heading.key}",
            name=heading.name,
            description=heading.description,
            codes=tuple(held[heading.key]),
        )
        for heading in headings
    ]
    if several:
        builder.notes.append(
            f"codes in several categories: {len(several)}; the first is above them, "
            "and all categories are sets as well"
        )
    below = tuple(replace(code, parent=above.get(code.key, "")) for code in all_codes)
    return (*headings, *below), tuple(sets) if several else ()
