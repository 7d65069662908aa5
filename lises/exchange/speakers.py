"""Who speaks: a table of the labels, and a proposal of whom each stands for.

Nothing here decides. A guess comes with its ground, and what has no ground stays open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lises.errors import did_you_mean
from lises.model import INTERVIEWER, OTHER

from .document import Declaration
from .imported import Guess, Imported, RawTurn, SpeakerFound
from .labels import Labels
from .vocabulary import role_in

__all__ = ["ProposedSpeaker", "SpeakerRow", "propose_speakers", "speaker_table", "speakers_found"]

_BY_CUSTOM: dict[str, Guess] = {"i": "interviewer", "q": "interviewer"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedSpeaker:
    """What a label should stand for: a participant's id, ``interviewer``, ``other``.

    ``becomes`` is empty where the label is open, that is, where a person must say.
    """

    label: str
    becomes: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerRow:
    """A row of the table that is shown before anything is written.

    ``share`` is the label's part of the words of all turns, from 0 to 1. ``becomes`` lists what
    its speakers will be, empty where one of them is open.
    """

    label: str
    turns: int
    words: int
    share: float
    declared_as: str
    becomes: tuple[str, ...]
    why: str


def speakers_found(turns: Sequence[RawTurn], labels: Labels) -> tuple[SpeakerFound, ...]:
    """Gather the labels of turns, one entry per label as it was written, in order of appearance."""
    grouped: dict[str, list[RawTurn]] = {}
    for turn in turns:
        grouped.setdefault(turn.label, []).append(turn)
    return tuple(_found(label, group, labels) for label, group in grouped.items())


def propose_speakers(
    imported: Imported, *, participants: Sequence[str] = ()
) -> tuple[ProposedSpeaker, ...]:
    """Propose what each single label stands for.

    Parameters
    ----------
    imported : Imported
        What ``read_transcript`` gave.
    participants : sequence of str
        The ids of the interview's participants, as ``interviews.csv`` has them.

    Returns
    -------
    tuple of ProposedSpeaker
        One per speaker, joint labels taken apart. A participant's label is proposed only where it
        or what it is declared to be equals an id, or where there is one participant and one such
        label; without ``participants`` also where front matter names an id. Else it is open.
    """
    known = {p.casefold(): p for p in participants}
    alone = {found.parts[0]: found for found in reversed(imported.speakers) if not found.joint}
    spoken = dict.fromkeys(part for found in imported.speakers for part in found.parts)
    singles = {part: alone.get(part) or _only_joint(part) for part in spoken}
    theirs = [
        part
        for part, found in singles.items()
        if found.guess == "participant" and part.casefold() not in known
    ]
    return tuple(_proposed(part, found, known, theirs) for part, found in singles.items())


def speaker_table(imported: Imported, speakers: Mapping[str, str]) -> tuple[SpeakerRow, ...]:
    """Give the table to show before writing: every label, and what it becomes.

    Parameters
    ----------
    imported : Imported
        What ``read_transcript`` gave.
    speakers : mapping
        Label to participant id, ``interviewer`` or ``other``, as ``to_transcript`` takes it.
    """
    total = imported.words_in_turns or 1
    rows = []
    for found in imported.speakers:
        becomes = credited(found.label, found.parts, speakers)
        rows.append(
            SpeakerRow(
                label=found.label,
                turns=found.turns,
                words=found.words,
                share=found.words / total,
                declared_as=found.name,
                becomes=() if "" in becomes else becomes,
                why=found.why,
            )
        )
    return tuple(rows)


def credited(label: str, parts: Iterable[str], speakers: Mapping[str, str]) -> tuple[str, ...]:
    """Give what a label's speakers are; an empty text for each that the mapping does not name.

    An entry for the label as it was written wins over entries for its parts; several ids are
    written ``A + B``.

    >>> credited("X og Y", ("X", "Y"), {"X": "R01", "Y": "R02"})
    ('R01', 'R02')
    """
    if label in speakers:
        return tuple(one.strip() for one in speakers[label].split("+"))
    folded = {key.casefold(): value.strip() for key, value in speakers.items()}
    return tuple(folded.get(part.casefold(), "") for part in parts)


def _found(label: str, turns: list[RawTurn], labels: Labels) -> SpeakerFound:
    parts = turns[0].parts
    declarations = [labels.declaration(part) for part in parts]
    declared = [d for d in declarations if d]
    guess, why = _guess(label, parts, declared, turns)
    return SpeakerFound(
        label=label,
        parts=parts,
        name=" + ".join(d.name for d in declared),
        turns=len(turns),
        words=sum(turn.words for turn in turns),
        declared=len(declared) == len(parts),
        joint=len(parts) > 1,
        guess=guess,
        why=why,
    )


def _guess(
    label: str, parts: tuple[str, ...], declared: list[Declaration], turns: list[RawTurn]
) -> tuple[Guess, str]:
    if len(parts) > 1:
        return "unsure", f"a joint label: {' and '.join(parts)} are both credited"
    for declaration in declared:
        by = f"{declaration.by} says {declaration.name!r}"
        role = _role_said(declaration)
        return role, by if role != "unsure" else f"{by}, which names no role"
    if (role := role_in(label)) != "unsure":
        return role, "the label names a role; it is not declared"
    asked = sum(turn.text.rstrip(' ])"”').endswith("?") for turn in turns)
    asks = f"{asked} of its {len(turns)} turns end in a question mark"
    if (custom := _BY_CUSTOM.get(label.casefold())) is not None:
        return custom, f"by custom, not declared; {asks}"
    return "unsure", f"not declared; {asks}"


def _role_said(declaration: Declaration) -> Guess:
    if declaration.name in {INTERVIEWER, OTHER}:
        return "interviewer" if declaration.name == INTERVIEWER else "other"
    role = role_in(declaration.name)
    # In front matter and in a call, what is no role is a participant's id.
    return "participant" if role == "unsure" and declaration.by not in {"header", "file"} else role


def _only_joint(part: str) -> SpeakerFound:
    """Make an entry for a speaker who stands in joint labels only."""
    return SpeakerFound(
        label=part,
        parts=(part,),
        name="",
        turns=0,
        words=0,
        declared=False,
        joint=False,
        guess="unsure",
        why="it stands in joint labels only",
    )


def _proposed(
    part: str, found: SpeakerFound, known: Mapping[str, str], theirs: list[str]
) -> ProposedSpeaker:
    for name in (part, found.name):
        if name.casefold() in known:
            return ProposedSpeaker(
                label=part, becomes=known[name.casefold()], why="it is a participant's id"
            )
    if found.guess in {INTERVIEWER, OTHER}:
        return ProposedSpeaker(label=part, becomes=found.guess, why=found.why)
    if found.guess == "participant" and not known and role_in(found.name) == "unsure":
        return ProposedSpeaker(label=part, becomes=found.name, why=found.why)
    if found.guess == "participant" and len(known) == len(theirs) == 1:
        only = next(iter(known.values()))
        return ProposedSpeaker(label=part, becomes=only, why=f"the only participant; {found.why}")
    hint = did_you_mean(part, known.values())
    return ProposedSpeaker(
        label=part, becomes="", why=f"{found.why}; {hint}" if hint else found.why
    )
