"""Who or what goes: a participant with all their interviews, or one interview."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from lises.anchoring import AnchoredStudy
from lises.errors import LisesError, UnknownNameError, did_you_mean
from lises.model import StudyFolder

__all__ = ["Going", "Joint", "going"]

Joint = Literal["", "whole", "turns"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """What goes.

    ``person`` is empty where one interview goes and the person stays. ``interviews`` go whole; of
    those in ``turns`` only the turns of the person, by number. ``notes`` are the paths of what was
    noted of the person or an interview alone. ``stays`` are ids that somebody bears who stays.
    """

    name: str
    person: str = ""
    role: str = ""
    interviews: frozenset[str] = frozenset()
    turns: tuple[tuple[str, frozenset[int]], ...] = ()
    passages: frozenset[str] = frozenset()
    notes: frozenset[str] = field(default=frozenset())
    stays: frozenset[str] = field(default=frozenset())

    @property
    def ids(self) -> frozenset[str]:
        """Every id that may stand nowhere afterwards."""
        return self.names | self.passages

    @property
    def names(self) -> frozenset[str]:
        """The ids of the person and of the interviews."""
        return frozenset((self.person, *self.interviews)) - self.stays - {""}

    def named(self) -> re.Pattern[str]:
        """Give a pattern that finds any of the ids, also in the genitive."""
        if not self.ids:
            return re.compile(r"(?!)")
        ids = "|".join(re.escape(i) for i in sorted(self.ids, key=len, reverse=True))
        return re.compile(rf"(?<![\w-])(?:{ids})(?=(?:['’]?s)?(?![\w-]*\w))")


def going(study: AnchoredStudy, name: str, *, joint: Joint = "", interview: bool = False) -> Going:
    """Find what goes with a participant or an interview.

    Parameters
    ----------
    study : AnchoredStudy
    name : str
        A participant's id or an interview's; where it is both, the participant is meant.
    joint : {"", "whole", "turns"}
        Of interviews with others: they go whole, or only what the person says in them.
    interview : bool
        The interview is meant, and the person stays.

    Raises
    ------
    UnknownNameError
        If there is nobody and nothing of that name.
    LisesError
        If there are joint interviews and nothing was decided about them; if the interview is the
        only one of somebody.
    """
    folder = study.folder
    person = None if interview else folder.participant(name)
    if person is None:
        return _interview(study, name)
    # Who speaks in an interview takes part in it, listed for it or not.
    theirs = [i for i in folder.interviews if name in i.participants or _turns(folder, i.id, name)]
    shared = [i.id for i in theirs if set(i.participants) - {name}]
    if shared and not joint:
        raise LisesError(
            f"{name} was interviewed together with others ({', '.join(shared)}): say --joint "
            "whole, and the whole interview goes, or --joint turns, and what the others said stays"
        )
    if joint == "turns" and name in shared:
        raise LisesError(
            f"the interview {name} bears the person's id, which may stand nowhere afterwards: say "
            "--joint whole, or give the interview another id first"
        )
    whole = frozenset(i.id for i in theirs if i.id not in shared or joint == "whole")
    parts = tuple((i, _turns(folder, i, name)) for i in shared if i not in whole)
    spoken = {p.id for p in study.passages if name in study.speakers_of(p)}
    inside = {p.id for p in folder.passages if p.interview in whole}
    return _made(folder, name, (name, person.role), whole, parts, frozenset(spoken | inside))


def _interview(study: AnchoredStudy, name: str) -> Going:
    folder = study.folder
    row = folder.interview(name)
    if row is None:
        known = [*(p.id for p in folder.participants), *(i.id for i in folder.interviews)]
        near = did_you_mean(name, known) or "it may have been withdrawn before"
        raise UnknownNameError(f'no participant or interview "{name}" in {folder.path}; {near}')
    others = {p for i in folder.interviews if i.id != name for p in i.participants}
    alone = [p for p in row.participants if p not in others]
    if alone:
        raise LisesError(
            f"{name} is the only interview of {', '.join(alone)}: withdraw the person instead"
        )
    passages = frozenset(p.id for p in folder.passages if p.interview == name)
    return _made(folder, name, ("", ""), frozenset((name,)), (), passages)


def _made(  # noqa: PLR0913, PLR0917 - what was found out, put together
    folder: StudyFolder,
    name: str,
    person: tuple[str, str],
    whole: frozenset[str],
    parts: tuple[tuple[str, frozenset[int]], ...],
    passages: frozenset[str],
) -> Going:
    about = whole | passages | ({person[0]} - {""})
    # An id may be a person's and an interview's: where the person stays, so do notes on them.
    if not person[0]:
        about -= {p.id for p in folder.participants}
    own = {n.at.path for n in folder.notes if n.about in about}
    own |= {n.at.path for n in folder.notes if n.kind == "fieldnote" and n.id in about | whole}
    return Going(
        name=name,
        person=person[0],
        role=person[1],
        interviews=whole,
        turns=parts,
        passages=passages,
        notes=frozenset(own),
        stays=frozenset(p.id for p in folder.participants if p.id != person[0]),
    )


def _turns(folder: StudyFolder, interview: str, person: str) -> frozenset[int]:
    transcript = folder.transcripts.get(interview)
    turns: Iterable[int] = (
        turn.number for turn in (transcript.turns if transcript else ()) if person in turn.speakers
    )
    return frozenset(turns)
