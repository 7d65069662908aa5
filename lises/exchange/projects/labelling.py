"""What formats with names alone need: a name of its own for each code; and what they lose."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from .gathering import PATH
from .project import Project, ProjectCode
from .written import lost_counts

__all__ = ["code_labels", "code_losses", "code_steps", "losses"]


def code_steps(codes: Iterable[ProjectCode]) -> dict[str, tuple[str, ...]]:
    """Give the names from the top to each code, by key; a circle of parents is cut."""
    by_key = {code.key: code for code in codes}
    found: dict[str, tuple[str, ...]] = {}
    for code in by_key.values():
        steps: list[str] = []
        seen: set[str] = set()
        at: ProjectCode | None = code
        while at is not None and at.key not in seen:
            seen.add(at.key)
            steps.append(at.name)
            at = by_key.get(at.parent)
        found[code.key] = tuple(reversed(steps))
    return found


def code_labels(codes: Iterable[ProjectCode]) -> dict[str, str]:
    """Give each code a label that no other has: its path, numbered where two are the same.

    ``>`` within a name is written ``›``: between blanks it parts the steps.

    >>> code_labels([ProjectCode(key="1", name="a"), ProjectCode(key="2", name="b>", parent="1"),
    ...              ProjectCode(key="3", name="a")])
    {'1': 'a', '2': 'a > b›', '3': 'a (2)'}
    """
    labels: dict[str, str] = {}
    taken: set[str] = set()
    for key, steps in code_steps(codes).items():
        path = PATH.join(_plain(step) for step in steps)
        label, number = path, 1
        while label in taken:
            number += 1
            label = f"{path} ({number})"
        taken.add(label)
        labels[key] = label
    return labels


def _plain(name: str) -> str:
    return " ".join(name.replace(">", "›").split()) or "…"


def code_losses(project: Project, labels: Mapping[str, str]) -> tuple[str, ...]:
    """Say which codes stand under another name, and that codes nobody gave are not there."""
    steps = code_steps(project.codes)
    other = sum(PATH.join(steps[code.key]) != labels[code.key] for code in project.codes)
    given = {coding.code for coding in project.codings}
    above = {code.parent for code in project.codes}
    unused = sum(code.key not in given | above for code in project.codes)
    told = []
    if other:
        told.append(
            f"names of codes written otherwise, so that each is told from the rest: {other}"
        )
    if unused:
        told.append(f"codes that nobody gave, left out: {unused}")
    return tuple(told)


_Count = Callable[[Project], int]
_KINDS: Mapping[str, _Count] = {
    "memos": lambda p: len(p.memos),
    "cases": lambda p: len(p.cases),
    "variables": lambda p: len(p.variables),
    "sets": lambda p: len(p.sets),
    "links": lambda p: len(p.links),
    "descriptions of codes": lambda p: sum(bool(c.description) for c in p.codes),
    "colours of codes": lambda p: sum(bool(c.color) for c in p.codes),
    "codes that are mere headings": lambda p: sum(not c.codable for c in p.codes),
    "places of codes below others": lambda p: sum(bool(c.parent) for c in p.codes),
    "dates of codes": lambda p: sum(bool(c.created) for c in p.codes),
    "GUIDs of codes": lambda p: sum(bool(c.guid) for c in p.codes),
    "descriptions of sources": lambda p: sum(bool(s.description) for s in p.sources),
    "dates of sources": lambda p: sum(bool(s.created or s.modified) for s in p.sources),
    "values of sources": lambda p: sum(len(s.values) for s in p.sources),
    "turns of sources": lambda p: sum(len(s.turns) for s in p.sources),
    "sources without a text": lambda p: sum(s.text is None for s in p.sources),
    "coders": lambda p: len(p.coders),
    "coders of codings": lambda p: sum(bool(c.coder) for c in p.codings),
    "dates of codings": lambda p: sum(bool(c.date) for c in p.codings),
    "memos of codings": lambda p: sum(bool(c.memo) for c in p.codings),
    "GUIDs of codings": lambda p: sum(bool(c.guid) for c in p.codings),
}


def losses(format_name: str, project: Project, carried: Collection[str]) -> tuple[str, ...]:
    """Say what a format has no place for, of everything a project may have.

    Parameters
    ----------
    format_name : str
    project : Project
    carried : collection of str
        The kinds that it does carry, in the words of the table above.

    Raises
    ------
    KeyError
        If a kind is none of the table.
    """
    for kind in carried:
        _KINDS[kind]  # a word that is not in the table would hide a loss
    counts = [(what, count(project)) for what, count in _KINDS.items() if what not in carried]
    return lost_counts(format_name, counts)
