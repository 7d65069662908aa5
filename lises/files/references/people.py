"""Checks of participants, interviews, transcripts and the guide."""

from __future__ import annotations

from collections.abc import Iterator

from lises.errors import Problem, did_you_mean
from lises.model import INTERVIEWER, OTHER, At, StudyFolder, Transcript

from .names import Names, fault, turn_fault, unknown

__all__ = ["check_guide", "check_interviews", "check_participants", "check_transcripts"]


def check_participants(study: StudyFolder, names: Names) -> Iterator[Problem]:
    """Check roles, attributes and levels of the participants, and roles of the withdrawn."""
    columns: set[str] = set()
    for person in study.participants:
        yield from unknown(person.at, "role", person.role, names.roles, "study.yaml")
        for name, value in person.attributes:
            attribute = names.attributes.get(name)
            if attribute is None:
                if name not in columns:
                    columns.add(name)
                    at = At(person.at.path, 1)
                    yield from unknown(at, "attribute", name, names.attributes, "study.yaml")
            elif value and attribute.levels and value not in attribute.levels:
                near = did_you_mean(value, attribute.levels)
                message = f'"{value}" is no level of "{name}"'
                remedy = near or f"declared are: {', '.join(attribute.levels)}"
                yield fault(person.at, "level-unknown", (message, remedy), person.id)
            elif value and attribute.type == "number" and not _is_number(value):
                said = (f'"{name}" is "{value}", not a number', "write digits, with a point")
                yield fault(person.at, "level-unknown", said, person.id)
    for withdrawal in study.withdrawals:
        yield from unknown(withdrawal.at, "role", withdrawal.role, names.roles, "study.yaml")


def _is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True


def check_interviews(study: StudyFolder, names: Names) -> Iterator[Problem]:
    """Check who was interviewed, and that the words are here exactly where the row says so."""
    for interview in study.interviews:
        for person in interview.participants:
            yield from unknown(
                interview.at, "participant", person, names.participants, "participants.csv"
            )
        transcript = study.transcripts.get(interview.id)
        path = f"transcripts/{interview.id}.md"
        if interview.transcript == "present" and transcript is None:
            remedy = f'put the file there, or write "withheld" or "missing" in {interview.at.path}'
            said = (f"{path} is not there or cannot be read", remedy)
            yield fault(interview.at, "transcript-missing", said, interview.id)
        # A release shows cleared excerpts of a transcript that it withholds as a whole.
        if interview.transcript != "present" and transcript is not None and not transcript.release:
            message = f'is here, but {interview.at.path} says "{interview.transcript}"'
            said = (message, 'write "present" there, or take the file out of the study')
            yield fault(At(path, 0), "transcript-unexpected", said, interview.id)


def check_transcripts(study: StudyFolder, names: Names) -> Iterator[Problem]:
    """Check that a transcript's interview and speakers are known."""
    for interview_id, transcript in study.transcripts.items():
        at = transcript.at
        if interview_id not in names.interviews:
            yield from unknown(at, "interview", interview_id, names.interviews, "interviews.csv")
            continue
        present = names.interviews[interview_id].participants
        for label, who in transcript.speakers:
            at = transcript.place("speakers", label)
            if who in (INTERVIEWER, OTHER) or who in present:
                continue
            if who in names.participants:
                message = f'"{label}" is "{who}", who is not in this interview'
                here = ", ".join(present) or "nobody"
                said = (message, f"add them to its row in interviews.csv, which has {here}")
                yield fault(at, "speaker-elsewhere", said, who)
            else:
                yield from unknown(
                    at, "speaker", who, [*present, INTERVIEWER, OTHER], "participants.csv"
                )
        yield from _undeclared(transcript)


def _undeclared(transcript: Transcript) -> Iterator[Problem]:
    """Check the labels of a transcript made in code; reading one has said this already."""
    declared = dict(transcript.speakers)
    for turn in transcript.turns:
        parts = [turn.label] if turn.label in declared else turn.label.split(" + ")
        if turn.speakers and not all(part in declared for part in parts):
            said = (f'"{turn.label}" is not among the speakers', "declare it in the front matter")
            yield fault(turn.at, "speaker-undeclared", said, transcript.interview)


def check_guide(study: StudyFolder, names: Names) -> Iterator[Problem]:
    """Check the codes and roles of the questions, and where they were put."""
    if study.guide is None and (study.asked or any(f.asked for f in study.findings)):
        said = ("does not exist or cannot be read", "add the questions that were asked")
        yield fault(At("guide.yaml", 0), "guide-missing", said)
    for question in study.guide.questions if study.guide else ():
        for code in question.codes:
            yield from unknown(question.at, "code", code, names.codes, "codebook.yaml")
        for role in question.roles:
            yield from unknown(question.at, "role", role, names.roles, "study.yaml")
    for asked in study.asked:
        yield from unknown(asked.at, "question", asked.question, names.questions, "guide.yaml")
        yield from unknown(
            asked.at, "interview", asked.interview, names.interviews, "interviews.csv"
        )
        yield from turn_fault(study, asked.at, asked.interview, asked.turn)
