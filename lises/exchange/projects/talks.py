"""A source as a transcript of the study, with what its codings need to find their places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lises.errors import Problem
from lises.exchange.adding import proposed_mapping
from lises.exchange.bringing import ANY_PARTICIPANT
from lises.exchange.imported import Imported, RawTurn
from lises.exchange.speakers import credited, speakers_found
from lises.files.transcript import LABEL
from lises.model import INTERVIEWER, OTHER, Transcript, Turn

from .project import Source
from .segments import BEFORE, Cut, Segment, segments

__all__ = ["Talk", "open_labels", "talk_from"]

_SEVERAL = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A transcript and its turns' places in the stored text, turn by turn.

    ``name`` is what the project calls it, which may be a person's. ``open`` are labels of which it
    is not known who they are; their turns credit nobody.
    """

    name: str
    transcript: Transcript
    segments: tuple[Segment, ...]
    labelled: bool
    open: tuple[str, ...] = ()

    @property
    def participants(self) -> tuple[str, ...]:
        """Who speaks, in the order in which the labels are declared."""
        people = (who for _, who in self.transcript.speakers if who not in (INTERVIEWER, OTHER))
        return tuple(dict.fromkeys(people))


def talk_from(
    source: Source,
    interview: str,
    participants: Sequence[str],
    speakers: Mapping[str, str],
) -> Talk:
    """Make the transcript of a source.

    Parameters
    ----------
    source : Source
        A source with a text.
    interview : str
        The id of the interview.
    participants : sequence of str
        Whom the project says to be in it; none where it says nothing.
    speakers : mapping
        Label to participant id, ``interviewer`` or ``other``, as somebody said it.

    Returns
    -------
    Talk
        A text without labels is all its one participant's; of several, nobody's. Turns without
        words are left out.
    """
    called = {label: OTHER if who == OTHER else who for label, who in speakers.items()}
    cut = segments(source, called or None)
    if source.turns:
        return _as_given(interview, cut)
    kept = tuple(segment for segment in cut.segments if segment.text)
    if not cut.labelled:
        who = participants[0] if len(participants) == 1 else OTHER
        who = who if participants else interview
        return _transcript(source, interview, cut, kept, dict.fromkeys(_labels(kept, who), who))
    mapping = _mapping(source, interview, cut, participants, speakers)
    return _transcript(source, interview, cut, kept, mapping)


def _labels(kept: Sequence[Segment], who: str) -> tuple[str, ...]:
    """Label the paragraphs of a text without labels by whose they are."""
    for segment in kept:
        segment.label, segment.parts = who, (who,)
    return (who,)


def _mapping(
    source: Source,
    interview: str,
    cut: Cut,
    participants: Sequence[str],
    speakers: Mapping[str, str],
) -> dict[str, str]:
    spoken = [s for s in cut.segments if s.label != BEFORE]
    turns = tuple(
        RawTurn(label=s.label, parts=s.parts, text=s.text, words=len(s.text.split()))
        for s in spoken
    )
    found = Imported(
        path=Path(source.name or source.key),
        kind="text",
        turns=turns,
        speakers=speakers_found(turns, cut.labels),
    )
    own = participants[0] if len(participants) == 1 else interview
    said = {label: own if who == ANY_PARTICIPANT else who for label, who in speakers.items()}
    mapping = {**proposed_mapping(found, interview, participants), **said}
    parts = dict.fromkeys(part for segment in spoken for part in segment.parts)
    left = [part for part in parts if part not in mapping]
    if len(left) == 1 and len(parts) > 1 and len(participants) < _SEVERAL:
        # The one who is not the interviewer; the report shows whom each label was taken for.
        mapping[left[0]] = participants[0] if participants else interview
    return mapping


def _transcript(
    source: Source,
    interview: str,
    cut: Cut,
    kept: tuple[Segment, ...],
    mapping: Mapping[str, str],
) -> Talk:
    declared: dict[str, str] = {}
    turns: list[Turn] = []
    open_: dict[str, None] = {}
    for number, segment in enumerate(kept, 1):
        parts, said = _credited(segment, mapping)
        open_.update(dict.fromkeys(p for p, one in zip(parts, said, strict=False) if not one))
        who = tuple(one or OTHER for one in said)
        labels = tuple(map(_writable, parts))
        if len(labels) != len(who):  # one label for several people: each gets one of their own
            labels = who
        declared |= dict(zip(labels, who, strict=True))
        turns.append(_turn(number, segment, " + ".join(labels), who))
    made = Transcript(
        interview=interview,
        speakers=tuple(declared.items()),
        turns=tuple(turns),
    )
    return Talk(
        name=source.name, transcript=made, segments=kept, labelled=cut.labelled, open=tuple(open_)
    )


def _credited(
    segment: Segment, mapping: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the speakers that a label names and who they are, empty where that is open."""
    if segment.label == BEFORE:
        return (BEFORE,), (OTHER,)
    return segment.parts, credited(segment.label, segment.parts, mapping)


def _turn(number: int, segment: Segment, label: str, who: tuple[str, ...]) -> Turn:
    return Turn(
        number=number,
        label=label,
        speakers=tuple(dict.fromkeys(who)),
        text=segment.text,
        time=segment.time,
    )


def _as_given(interview: str, cut: Cut) -> Talk:
    """Take turns as the format says them, those without words too: their numbers are known."""
    declared: dict[str, str] = {}
    turns = []
    for number, segment in enumerate(cut.segments, 1):
        who = segment.speakers or (OTHER,)
        parts = segment.parts or who
        if len(parts) == len(who):
            declared |= dict(zip(parts, who, strict=True))
        turns.append(_turn(number, segment, segment.label or " + ".join(who), who))
    made = Transcript(interview=interview, speakers=tuple(declared.items()), turns=tuple(turns))
    return Talk(name=interview, transcript=made, segments=cut.segments, labelled=True)


def _writable(part: str) -> str:
    """Give a label as a transcript can hold it."""
    plain = part.replace(" + ", " & ").replace("*", "·")[:64].strip()
    return plain if LABEL.fits(plain) else "?"


def open_labels(path: str, talk: Talk) -> list[Problem]:
    """Doubt the labels of which nobody knows who they are, in one line for a transcript."""
    if not talk.open:
        return []
    named = ", ".join(f'"{label}"' for label in talk.open[:5])
    more = f" and {len(talk.open) - 5} more" if len(talk.open) > 5 else ""
    interview = talk.transcript.interview
    message = f"it is not said who {named}{more} are in {interview}: their turns credit nobody"
    remedy = (
        f'say --speaker "{talk.open[0]}=…": a participant\'s id, interviewer or other; or mend the '
        "speakers in the transcript's front matter afterwards"
    )
    return [
        Problem(
            path=path,
            line=0,
            rule="speaker-unmapped",
            message=message,
            remedy=remedy,
            severity="doubt",
            subject=interview,
        )
    ]
