"""What goes wrong, in two kinds.

``LisesError`` and its children are *raised* when a call is wrong. A ``Problem`` is *collected*
when a file is wrong: reading a study never stops at the first fault.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal

__all__ = [
    "LisesError",
    "NotAStudyError",
    "NotOfferedError",
    "Problem",
    "QueryError",
    "ReleaseError",
    "Severity",
    "UnknownNameError",
    "did_you_mean",
    "how_many",
]

Severity = Literal["error", "doubt"]


class LisesError(Exception):
    """A call that cannot be carried out; its text says what was got and what would serve."""


class NotAStudyError(LisesError):
    """The folder has no ``study.yaml`` that can be read."""


class NotOfferedError(LisesError):
    """An analysis that means nothing for the method, or that the study has not opted for."""


class UnknownNameError(LisesError, KeyError):
    """A code, participant, interview, finding or passage that the study does not have."""

    def __str__(self) -> str:
        """Give the sentence itself; ``KeyError`` would quote it."""
        return str(self.args[0]) if self.args else ""


class QueryError(LisesError, ValueError):
    """A query that cannot be read; its text points at the place."""


class ReleaseError(LisesError):
    """A release that may not be made: governance missing, or something uncleared in it."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One fault in the files of a study.

    Parameters
    ----------
    path : str
        The file, as the user named the study plus the path within it.
    line : int
        1-based; 0 where the fault is of the file as a whole.
    rule : str
        The rule in words joined by hyphens, ``code-unknown``; stable, so that it can be
        acknowledged and looked up.
    message : str
        What is wrong, with what was found.
    remedy : str
        What would put it right, with "did you mean" where a near name exists.
    severity : {"error", "doubt"}
        An error stops the book; a doubt does not, and may be acknowledged with a reason.
    subject : str
        The id of what the fault is about, where there is one.
    acknowledged : str
        The reason given in ``study.yaml``, empty where the doubt stands open.
    """

    path: str
    line: int
    rule: str
    message: str
    remedy: str = ""
    severity: Severity = "error"
    subject: str = ""
    acknowledged: str = field(default="", compare=False)

    def __str__(self) -> str:
        """Two lines: place, rule and message; then the remedy."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        head = f"{place}: {self.rule} {self.message}"
        return f"{head}\n    {self.remedy}" if self.remedy else head


def did_you_mean(got: str, known: Iterable[str]) -> str:
    """Say the nearest known name as a question, or nothing.

    >>> did_you_mean("livlin", ["livline", "telefon"])
    'did you mean "livline"?'
    >>> did_you_mean("xyz", ["livline"])
    ''
    """
    near = get_close_matches(got, list(known), n=1, cutoff=0.6)
    return f'did you mean "{near[0]}"?' if near else ""


def how_many(number: int, one: str, many: str = "") -> str:
    """Say a number of things: the word for one, or for any other number.

    >>> how_many(1, "doubt"), how_many(0, "doubt"), how_many(1234, "study", "studies")
    ('1 doubt', '0 doubts', '1,234 studies')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
