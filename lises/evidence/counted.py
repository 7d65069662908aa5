"""What the counted coding set says: who voices which code, and who has been read for what.

Every n and N of the library is taken from here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from lises.anchoring import AnchoredStudy
from lises.frames import voices
from lises.model import Participant, StudyFolder

__all__ = ["Counted", "Scope", "Voice", "count", "in_scope", "interviewed_in_scope"]

EVERY_CODE = "*"

Scope = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """That a participant voices a code in a passage; ``turn`` is where it begins."""

    passage: str
    participant: str
    interview: str
    turn: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The counted set of a study, ready to be asked.

    ``voices`` is by code; ``read`` by interview: the codes it was read for, ``*`` all of them.
    """

    study: AnchoredStudy
    voices: Mapping[str, tuple[Voice, ...]]
    read: Mapping[str, frozenset[str]]

    def voiced(self, codes: Iterable[str]) -> dict[str, list[Voice]]:
        """Give participant → the voices under any of these codes, in order of the interviews."""
        found: dict[str, list[Voice]] = defaultdict(list)
        for code in sorted(codes):
            for voice in self.voices.get(code, ()):
                if all(voice.passage != other.passage for other in found[voice.participant]):
                    found[voice.participant].append(voice)
        return {p: sorted(v, key=lambda x: (x.interview, x.turn)) for p, v in found.items()}

    def by_code(self) -> dict[str, frozenset[str]]:
        """Give code → the participants who voice it."""
        return {c: frozenset(v.participant for v in rows) for c, rows in self.voices.items()}

    def has_read(self, participant: str, codes: Iterable[str]) -> bool:
        """Tell whether every interview of the participant was read for all these codes.

        A withheld transcript that was read counts; a person with no interview was not read.
        """
        wanted = set(codes)
        theirs = [i.id for i in self.study.folder.interviews if participant in i.participants]
        return bool(theirs) and all(
            EVERY_CODE in (got := self.read.get(i, frozenset())) or wanted <= got for i in theirs
        )

    def known(
        self, people: Iterable[str], codes: Iterable[str], voicing: Container[str]
    ) -> frozenset[str]:
        """Give those of whom it is known whether they voice something: N counts these.

        Who was read for these codes throughout; and who voices it already, whatever is unread, so
        that n is never more than N.
        """
        wanted = frozenset(codes)
        return frozenset(p for p in people if p in voicing or self.has_read(p, wanted))


def count(study: AnchoredStudy, set_id: str = "") -> Counted:
    """Gather the counted set, or another; empty where none is named and the study counts none."""
    folder, counted = study.folder, set_id or study.folder.design.counted
    by_code: dict[str, list[Voice]] = defaultdict(list)
    rows = voices(study).select("passage", "code", "participant", "set", "interview", "turn")
    for passage, code, participant, of_set, interview, turn in rows.iter_rows():
        if counted and of_set == counted:
            by_code[code].append(Voice(passage, participant, interview, turn))
    read: dict[str, set[str]] = defaultdict(set)
    for reading in folder.readings:
        if counted and reading.set == counted:
            read[reading.interview].update(reading.codes)
    return Counted(
        study=study,
        voices={code: tuple(v) for code, v in by_code.items()},
        read={interview: frozenset(codes) for interview, codes in read.items()},
    )


def in_scope(folder: StudyFolder, scope: Scope) -> tuple[Participant, ...]:
    """Give the participants whom a scope names, in the order of the file; none named: all."""

    def fits(participant: Participant, name: str, values: tuple[str, ...]) -> bool:
        got = participant.role if name == "role" else participant.attribute(name)
        return got in values

    return tuple(p for p in folder.participants if all(fits(p, name, vs) for name, vs in scope))


def interviewed_in_scope(folder: StudyFolder, scope: Scope) -> int | None:
    """Say how many were interviewed in a scope: samples less those who withdrew.

    A scope by attribute can be counted only where every person of the roles is listed; None where
    a role's sample is not stated.
    """
    wanted = dict(scope).get("role", tuple(role.id for role in folder.design.roles))
    roles = [role for role in folder.design.roles if role.id in wanted]
    if not roles or any(role.sample is None for role in roles):
        return None
    gone = Counter(w.role for w in folder.withdrawals)
    total = sum((role.sample or 0) - gone[role.id] for role in roles)
    if {name for name, _ in scope} <= {"role"}:
        return total
    listed = sum(p.role in wanted for p in folder.participants)
    return len(in_scope(folder, scope)) if listed == total else None
