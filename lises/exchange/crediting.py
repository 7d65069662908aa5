"""From what was imported to a transcript of the study: each turn credited to its speakers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lises.errors import Problem, did_you_mean
from lises.model import INTERVIEWER, OTHER, Transcript, Turn

from .imported import Imported
from .speakers import credited

__all__ = ["to_transcript"]

WHO = "a participant's id, interviewer, or other"


def to_transcript(
    imported: Imported, *, interview: str, speakers: Mapping[str, str]
) -> tuple[Transcript, tuple[Problem, ...]]:
    """Credit the turns and number them.

    Parameters
    ----------
    imported : Imported
        What ``read_transcript`` gave.
    interview : str
        The id of the interview.
    speakers : mapping
        Label to participant id, ``interviewer`` or ``other``. A joint label needs no entry: its
        parts are credited; an entry for it as it was written wins (``"X og Y": "R01 + R02"``).

    Returns
    -------
    tuple
        The transcript; and problems of its own: a label without an entry (its turns credit
        nobody: an error), an entry without a label, no participant at all. Those of ``imported``
        are not repeated. A joint turn's label is written ``X + Y``, so that it can be read back;
        turns without text are left out.
    """
    turns = tuple(_turns(imported, speakers))
    declared = {
        _writable(part): became
        for raw in imported.turns
        for part in raw.parts
        if (became := credited(part, (part,), speakers)[0])
    }
    transcript = Transcript(
        interview=interview,
        speakers=tuple(declared.items()),
        turns=turns,
        source=imported.path.name,
    )
    return transcript, tuple(_problems(imported, transcript, speakers))


def _turns(imported: Imported, speakers: Mapping[str, str]) -> Iterator[Turn]:
    spoken = (raw for raw in imported.turns if raw.text)
    for number, raw in enumerate(spoken, start=1):
        became = (one for one in credited(raw.label, raw.parts, speakers) if one)
        yield Turn(
            number=number,
            label=" + ".join(map(_writable, raw.parts)),
            speakers=tuple(dict.fromkeys(became)),
            text=raw.text,
            time=raw.time,
        )


def _writable(part: str) -> str:
    # In a transcript of a study " + " stands between two speakers, never within one label.
    return part.replace(" + ", " & ")


def _problems(
    imported: Imported, transcript: Transcript, speakers: Mapping[str, str]
) -> Iterator[Problem]:
    path = str(imported.path)
    written = {raw.label: raw.parts for raw in imported.turns}
    parts = {part for named in written.values() for part in named}
    known = {name.casefold() for name in {*parts, *written}}
    for label, named in written.items():
        became = credited(label, named, speakers)
        for part in (part for part, one in zip(named, became, strict=False) if not one):
            yield Problem(
                path=path,
                line=0,
                rule="speaker-unmapped",
                message=f'it is not said whom "{part}" stands for, in turns labelled "{label}"',
                remedy=f"{WHO}; {did_you_mean(part, speakers)}".rstrip("; "),
                subject=part,
            )
    for label in speakers:
        if label.casefold() not in known:
            yield Problem(
                path=path,
                line=0,
                rule="speaker-not-there",
                message=f'"{label}" is said to be {speakers[label]}, but begins no turn',
                remedy=did_you_mean(label, {*parts, *written}),
                severity="doubt",
                subject=label,
            )
    if not any(
        one not in (INTERVIEWER, OTHER) for turn in transcript.turns for one in turn.speakers
    ):
        yield Problem(
            path=path,
            line=0,
            rule="participant-missing",
            message="no turn is credited to a participant",
            remedy="say which label is the participant's",
        )
