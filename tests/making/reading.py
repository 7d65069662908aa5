"""How tests of formats look at a project: its codings as plain tuples, and every reader fuzzed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from lises.errors import Problem
from lises.exchange.imported import SetAside
from lises.exchange.projects.labelling import code_labels
from lises.exchange.projects.project import Project

__all__ = ["codings", "sound"]


def codings(project: Project) -> Counter[tuple]:
    """The codings by what they are: text, spans, code, coder, memo."""
    labels = code_labels(project.codes)
    texts = {source.key: source.text for source in project.sources}
    people = {coder.key: coder.name for coder in project.coders}
    return Counter(
        (texts[c.source], c.spans, labels[c.code], people.get(c.coder, ""), c.memo)
        for c in project.codings
    )


def sound(project: Project) -> None:
    """What every reader promises, whatever the file: keys that are there, spans that fit."""
    assert isinstance(project, Project)
    for things in (project.sources, project.codes, project.coders, project.codings):
        assert len({thing.key for thing in things}) == len(things)
    texts = {source.key: source.text for source in project.sources}
    codes = {code.key for code in project.codes}
    assert {code.parent for code in project.codes} <= codes | {""}
    for coding in project.codings:
        assert coding.code in codes
        assert coding.coder in {"", *(coder.key for coder in project.coders)}
        text = texts[coding.source]
        assert all(0 <= a <= b for a, b in coding.spans)
        assert text is None or all(b <= len(text) for _, b in coding.spans)
    assert all(isinstance(one, SetAside) for one in project.set_aside)
    assert all(isinstance(one, Problem) for one in project.problems)
    for source in project.sources:
        (source.text or "").encode()  # no half of a surrogate pair
    assert isinstance(project.path, Path)
