"""The rule on values in a finding's prose: each can be given, and is what it was written for."""

from __future__ import annotations

from collections.abc import Iterator

from lises.errors import Problem
from lises.model import Finding

from .assess import Assessment
from .counted import Counted
from .prose_roles import VALUE_ROLE, roles_in
from .values import NOT_COUNTED, changed

__all__ = ["prose_values"]


def prose_values(counted: Counted, finding: Finding, assessed: Assessment) -> Iterator[Problem]:
    """Raise values that cannot be read or given, or are no longer what their author expected."""
    folder = counted.study.folder
    for language, text in finding.prose.by_language:
        for said, at in roles_in(text, VALUE_ROLE):
            told = changed(said, assessed.prose_values.get(said, NOT_COUNTED))
            if told is None:
                continue
            rule, message, remedy = told
            place = finding.prose_place(language, at)
            yield Problem(
                path=folder.file(place),
                line=place.line,
                rule=rule,
                message=message,
                remedy=remedy,
                subject=finding.id,
            )
