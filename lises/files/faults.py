"""Where a reader puts what it finds wrong in one file."""

from __future__ import annotations

from dataclasses import dataclass, field

from lises.errors import Problem, Severity

__all__ = ["Faults", "shortened"]

_LONGEST = 400


def shortened(text: str) -> str:
    """Cut a sentence that quotes a damaged file at length."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


@dataclass(slots=True)
class Faults:
    """The problems found so far in one file; ``path`` is relative to the study folder."""

    path: str
    found: list[Problem] = field(default_factory=list)

    def error(self, line: int, rule: str, message: str, remedy: str = "") -> None:
        """Note a fault that stops the book."""
        self._add(line, rule, message, remedy, "error")

    def doubt(self, line: int, rule: str, message: str, remedy: str = "") -> None:
        """Note something that may be meant; it does not stop the book."""
        self._add(line, rule, message, remedy, "doubt")

    def _add(self, line: int, rule: str, message: str, remedy: str, severity: Severity) -> None:
        self.found.append(
            Problem(
                path=self.path,
                line=line,
                rule=rule,
                message=shortened(message),
                remedy=shortened(remedy),
                severity=severity,
            )
        )

    @property
    def errors(self) -> int:
        """How many of the problems so far are errors."""
        return sum(problem.severity == "error" for problem in self.found)
