"""The same name has the same placeholder: within the study, or within its interview."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from lises.model import StudyFolder

from .candidate import Candidate
from .log import Replaced
from .placeholders import PLACEHOLDER, next_placeholder, put_as_written
from .register import Register
from .review import Decision, Reviewed

__all__ = ["assigned"]


def assigned(
    folder: StudyFolder,
    reviewed: Sequence[Reviewed],
    register: Register,
    log: Sequence[Replaced],
) -> tuple[Reviewed, ...]:
    """Give every replacement that has none what is put for it.

    In this order: what was decided for the same name, what the register says, what was put for it
    before, a new number. A number that stands anywhere in the study's transcripts is not given
    again, so that a placeholder of somebody else's making is never taken for one of ours.
    """
    return _Assigning(folder, reviewed, register, log).all()


class _Assigning:
    """Who has which placeholder so far."""

    def __init__(
        self,
        folder: StudyFolder,
        reviewed: Sequence[Reviewed],
        register: Register,
        log: Sequence[Replaced],
    ) -> None:
        self._folder = folder
        self._reviewed = reviewed
        self._register = register
        self._study: dict[str, str] = {}
        self._inner: dict[tuple[str, str], str] = {}
        self._used: dict[str, set[str]] = defaultdict(set)
        for interview, transcript in folder.transcripts.items():
            for turn in transcript.turns:
                self._used[interview].update(PLACEHOLDER.findall(turn.text))
        for entry in register.entries:
            if entry.put:
                self._used[""].add(put_as_written(entry.put))
        for row in log:
            self._used[row.interview].add(row.put)
            self._inner.setdefault((row.interview, row.identity), row.put)
            self._study.setdefault(row.identity, row.put)
        for one in reviewed:
            if one.decision and one.decision.put:
                self._note(one.candidate, one.decision)

    def _note(self, candidate: Candidate, decision: Decision) -> None:
        self._used[candidate.interview].add(decision.put)
        self._inner[candidate.interview, candidate.identity] = decision.put
        if decision.within == "study":
            self._study[candidate.identity] = decision.put

    def all(self) -> tuple[Reviewed, ...]:
        """Give the list with every replacement's text."""
        return tuple(self._one(one) for one in self._reviewed)

    def _one(self, one: Reviewed) -> Reviewed:
        if one.decision is None or one.decision.action != "replace" or one.decision.put:
            return one
        put = self._put(one.candidate, one.decision)
        decision = replace(one.decision, put=put)
        self._note(one.candidate, decision)
        return replace(one, decision=decision)

    def _put(self, candidate: Candidate, decision: Decision) -> str:
        inner = self._inner.get((candidate.interview, candidate.identity))
        if inner:
            return inner
        if decision.within == "study":
            if candidate.identity in self._study:
                return self._study[candidate.identity]
            named = next((e for e in self._register.entries if e.name == candidate.known_as), None)
            if named and named.put:
                return put_as_written(named.put)
        transcript = self._folder.transcripts[candidate.interview]
        language = transcript.language or self._folder.design.language
        return next_placeholder(candidate.kind, language, self._taken(candidate, decision))

    def _taken(self, candidate: Candidate, decision: Decision) -> set[str]:
        """Give the placeholders that would be taken for another's: of the interview, or of all."""
        if decision.within == "study":
            return set().union(*self._used.values())
        return self._used[candidate.interview] | self._used[""] | set(self._study.values())
