"""What a change of the codebook does to the numbers: everything counted before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from lises.analysis import parse_query
from lises.errors import Problem
from lises.evidence.assess import Assessment, assess_all
from lises.evidence.checking import all_problems
from lises.evidence.counted import Counted
from lises.evidence.prose_roles import VALUE_ROLE, roles_in
from lises.evidence.values import Value, parse_value, plain
from lises.model import Finding

from .change import CodeEffect, FindingEffect, Number
from .naming import Names, in_prose, in_query

__all__ = ["Looked", "code_effects", "finding_effects", "newly_raised"]


class Looked:
    """A study counted: findings, values and problems of its files as they are, or would be."""

    def __init__(self, counted: Counted, read: tuple[Problem, ...]) -> None:
        self.counted = counted
        self.folder = counted.study.folder
        self.assessed: Mapping[str, Assessment] = assess_all(counted)
        self.problems = all_problems(counted, read, self.assessed)

    @property
    def counts(self) -> bool:
        """Tell whether the study counts people at all."""
        return self.folder.design.counts != "none" and bool(self.folder.design.counted)

    def number(self, code: str) -> Number | None:
        """Give n and N of a code, those below it included; None where it is not there."""
        book = self.folder.codebook
        if book is None or book.code(code) is None:
            return None
        query = parse_query(code, book)
        people = [p.id for p in self.folder.participants]
        voicing = query.participants(self.counted.by_code()) & set(people)
        return len(voicing), len(self.counted.known(people, query.codes, voicing))


def code_effects(before: Looked, after: Looked, names: Names) -> tuple[CodeEffect, ...]:
    """Give the codes of which another number comes out, those that go and those that come."""
    if not before.counts or before.folder.codebook is None or after.folder.codebook is None:
        return ()
    found = []
    old = [code.id for code in before.folder.codebook.codes]
    renamed = {names.get(code, code) for code in old}
    gone = {code for code in old if after.folder.codebook.code(names.get(code, code)) is None}
    for code in [*old, *(c.id for c in after.folder.codebook.codes if c.id not in renamed)]:
        # Of a code that is merged the other is told by itself: here its own number ends.
        now = names.get(code, code)
        merged = now != code and now in old
        then = None if merged or code in gone else after.number(now)
        was = before.number(code)
        if was != then:
            found.append(CodeEffect(code=code, before=was, after=then))
    return tuple(found)


def finding_effects(
    before: Looked, after: Looked, names: Names, touched: frozenset[str]
) -> tuple[FindingEffect, ...]:
    """Give the findings whose files change, or of which something else comes out."""
    later = {finding.id: finding for finding in after.folder.findings}
    found = []
    for finding in before.folder.findings:
        was, now = before.assessed[finding.id], after.assessed[finding.id]
        counts = before.counts
        effect = FindingEffect(
            finding=finding.id,
            counts=(finding.counts, later[finding.id].counts),
            before=(was.n, was.of) if counts else None,
            after=(now.n, now.of) if counts else None,
            results=(was.result, now.result),
            values=tuple(_values(before, finding, (was, now), names)) if counts else (),
        )
        if effect.changed or finding.id in touched:
            found.append(effect)
    return tuple(found)


def _values(
    before: Looked, finding: Finding, assessed: tuple[Assessment, Assessment], names: Names
) -> Iterator[tuple[str, str, str, str]]:
    """Give the counts and values of a finding's prose that change."""
    was, now = assessed
    for query, number in was.prose_counts.items():
        then = now.prose_counts.get(in_query(query, names))
        if number != then:
            yield query, _of(number), in_query(query, names), _of(then)
    study = before.folder.design.id
    asked = {s for _, text in finding.prose.by_language for s, _at in roles_in(text, VALUE_ROLE)}
    for said in sorted(asked):
        role = in_prose(f"{{{VALUE_ROLE}}}`{said}`", names, study)
        new = next((s for s, _at in roles_in(role, VALUE_ROLE)), said)
        old_value, new_value = was.prose_values.get(said), now.prose_values.get(new)
        if old_value != new_value:
            yield said, _shown(said, old_value), new, _shown(new, new_value)


def _of(number: tuple[int, int] | None) -> str:
    return f"{number[0]} of {number[1]}" if number else "?"


def _shown(said: str, value: Value | None) -> str:
    if value is None or value.fault:
        return "?"
    return plain(parse_value(said), value)


def newly_raised(before: Looked, after: Looked) -> tuple[Problem, ...]:
    """Give what is found after and was not found before; where a line stands does not matter."""

    def known(problem: Problem) -> Problem:
        return replace(problem, line=0)

    old = {known(problem) for problem in before.problems}
    return tuple(p for p in after.problems if known(p) not in old and not p.acknowledged)
