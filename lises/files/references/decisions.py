"""Checks of what a consensus left out, and of who is to code what."""

from __future__ import annotations

from collections.abc import Iterator

from lises.errors import Problem
from lises.files.forms import passage_prefix
from lises.model import At, LeftOut, StudyFolder

from .names import Names, fault, unknown

__all__ = ["check_assigned", "check_decisions"]

_CODEBOOK = "codebook.yaml"
_SETS = "coding_sets in study.yaml"


def check_assigned(study: StudyFolder, names: Names) -> Iterator[Problem]:
    """Check that what is assigned is an interview of the study, to a set of it."""
    for one in study.assigned:
        yield from unknown(one.at, "set", one.set, names.sets, _SETS)
        yield from unknown(one.at, "interview", one.interview, names.interviews, "interviews.csv")


def check_decisions(study: StudyFolder, names: Names) -> Iterator[Problem]:
    """Check that each coding that was left out is there, once, and was not taken over too."""
    taken = {
        (p.set, origin, code) for p in study.passages for origin in p.origin for code in p.codes
    }
    first: dict[tuple[str, str, str], At] = {}
    files: set[tuple[str, str]] = set()
    for one in study.left_out:
        if (one.set, one.interview) not in files:
            files.add((one.set, one.interview))
            yield from _file(one, names)
        yield from _named(one, names)
        yield from _coding(one, names)
        key = (one.set, one.passage, one.code)
        if key in first:
            message = f'"{one.code}" of {one.passage} is left out here again'
            said = (message, f"keep one of this and line {first[key].line}, with both reasons")
            yield fault(one.at, "decision-twice", said, one.passage)
        elif key in taken:
            message = f'"{one.code}" of {one.passage} is left out here and taken over in {one.set}'
            said = (message, "take this line out, or the code from the passage made of it")
            yield fault(one.at, "decision-contradicted", said, one.passage)
        first.setdefault(key, one.at)


def _file(one: LeftOut, names: Names) -> Iterator[Problem]:
    at = At(one.at.path, 0)
    yield from unknown(at, "interview", one.interview, names.interviews, "interviews.csv")
    yield from unknown(at, "set", one.set, names.sets, _SETS)
    if one.set in names.sets and not names.sets[one.set]:
        message = f'"{one.set}" is made from no other set: it has nothing to leave out'
        said = (message, f'say in study.yaml what "{one.set}" is made from: {{from: [a-1, b-1]}}')
        yield fault(at, "decision-elsewhere", said, one.set)


def _named(one: LeftOut, names: Names) -> Iterator[Problem]:
    if names.codes:
        for code in (one.code, *one.instead):
            yield from unknown(one.at, "code", code, names.codes, _CODEBOOK)
    if one.coder:
        yield from unknown(one.at, "coder", one.coder, names.coders, "study.yaml")
    if passage_prefix(one.passage) != one.interview:
        message = f'"{one.passage}" is no passage of the interview "{one.interview}"'
        said = (message, "move the line to the file of its passage's interview")
        yield fault(one.at, "passage-elsewhere", said, one.passage)


def _coding(one: LeftOut, names: Names) -> Iterator[Problem]:
    """Check that the passage is there, in a source of the set, and bears the code."""
    passage = names.passages.get(one.passage)
    if passage is None:
        yield from unknown(one.at, "passage", one.passage, names.passages, "codings")
        return
    sources = names.sets.get(one.set, ())
    if sources and passage.set not in sources:
        message = f'"{one.passage}" is of "{passage.set}", "{one.set}" is not made from it'
        said = (message, f'add it to "from" of "{one.set}" in study.yaml')
        yield fault(one.at, "origin-elsewhere", said, one.passage)
    elif one.code in names.codes and one.code not in passage.codes:
        message = f'{one.passage} does not bear "{one.code}" any more: nothing is left out'
        said = (message, "take the line out, or restore the code")
        yield fault(one.at, "decision-stale", said, one.passage, "doubt")
