"""Checks of ``framework.yaml``: a summary is of a case and a theme, and rests on their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lises.errors import Problem, did_you_mean
from lises.model import At, FrameworkCell, Passage, StudyFolder

from .names import Names, fault, unknown

__all__ = ["check_framework"]

_FILE = "framework.yaml"
_SHOWN = 3  # ids that a message names

Cell = tuple[str, str]


def check_framework(study: StudyFolder, names: Names) -> Iterator[Problem]:
    """Check the case, the theme and the passages of every cell, and what is not summarised.

    A passage that the study does not have is an error; one that is not counted, in which the case
    does not speak, or that bears no code of the theme is a doubt, told once for a cell. Where the
    method is framework, coded passages without a summary are a doubt, told once for a theme.
    """
    codes = {theme.id: frozenset(theme.codes) for theme in study.themes}
    first: dict[Cell, At] = {}
    for cell in study.framework:
        at = cell.at if cell.at.path else At(_FILE, 0)
        yield from _case(cell, at, names)
        yield from unknown(at, "theme", cell.theme, names.themes, "themes.yaml")
        other = first.setdefault((cell.case, cell.theme), at)
        if other is not at:
            message = f'"{cell.case}" has a summary for "{cell.theme}" on line {other.line} already'
            said = (message, "keep one summary, with the passages of both")
            yield fault(at, "cell-duplicate", said, _subject(cell))
        yield from _passages(cell, at, names)
        yield from _elsewhere(cell, at, study, names, codes.get(cell.theme))
    yield from _not_summarised(study, codes)


def _subject(cell: FrameworkCell) -> str:
    return f"{cell.case}/{cell.theme}"


def _case(cell: FrameworkCell, at: At, names: Names) -> Iterator[Problem]:
    if cell.case in names.participants:
        return
    interview = names.interviews.get(cell.case)
    near = did_you_mean(cell.case, names.participants)
    remedy = f"{near} Else define it in participants.csv" if near else "name one of the study"
    if interview is not None:
        there = ", ".join(interview.participants) or "nobody"
        remedy = f"a case is a participant, and this is an interview with {there}: a cell for each"
    said = (f'"{cell.case}" is no participant of the study', remedy)
    yield fault(at, "case-unknown", said, cell.case)


def _passages(cell: FrameworkCell, at: At, names: Names) -> Iterator[Problem]:
    if not cell.passages:
        said = (f"the summary of {_subject(cell)} names no passages", "name those it rests on")
        yield fault(at, "summary-unsupported", said, _subject(cell))
    for passage in cell.passages:
        yield from unknown(at, "passage", passage, names.passages, "codings")


def _elsewhere(
    cell: FrameworkCell,
    at: At,
    study: StudyFolder,
    names: Names,
    codes: frozenset[str] | None,
) -> Iterator[Problem]:
    """Doubt passages that are there, and are not of this cell."""
    there = [names.passages[p] for p in cell.passages if p in names.passages]
    counted = study.design.counted
    if counted in names.sets:
        others = [p.id for p in there if p.set != counted]
        message = f'that are not of the counted set "{counted}"'
        remedy = "name what the counted set has of the same words"
        yield from _doubt(cell, at, "summary-not-counted", others, (message, remedy))
    if cell.case in names.participants:
        silent = [p.id for p in there if not _voices(study, p, cell.case)]
        message = f'in which "{cell.case}" says nothing'
        remedy = "a summary rests on the words of its own case; take the passage out"
        yield from _doubt(cell, at, "summary-not-voiced", silent, (message, remedy))
    if codes is not None:
        off = [p.id for p in there if codes.isdisjoint(p.codes)]
        message = f'that bear no code of "{cell.theme}"'
        remedy = "code them in the counted set, name others, or add the code to the theme"
        yield from _doubt(cell, at, "summary-off-theme", off, (message, remedy))


def _doubt(
    cell: FrameworkCell, at: At, rule: str, passages: list[str], said: tuple[str, str]
) -> Iterator[Problem]:
    if passages:
        message = f"the summary of {_subject(cell)} rests on passages {said[0]}: {_few(passages)}"
        yield fault(at, rule, (message, said[1]), _subject(cell), "doubt")


def _few(names: Iterable[str]) -> str:
    listed = list(names)
    more = f" and {len(listed) - _SHOWN} more" if len(listed) > _SHOWN else ""
    return ", ".join(listed[:_SHOWN]) + more


def _speakers(study: StudyFolder, passage: Passage) -> frozenset[str] | None:
    """Give who speaks in the turns of a passage; None where the words are not here."""
    transcript = study.transcripts.get(passage.interview)
    if transcript is None:
        return None
    turns = transcript.turns[max(passage.turn - 1, 0) : passage.turn_end]
    return frozenset(person for turn in turns for person in turn.participants)


def _voices(study: StudyFolder, passage: Passage, case: str) -> bool:
    speakers = _speakers(study, passage)
    return speakers is None or case in speakers


def _not_summarised(study: StudyFolder, codes: dict[str, frozenset[str]]) -> Iterator[Problem]:
    """Doubt cells with coded passages and no summary, a theme at a time; all at once if none has.

    A release is not asked: it may have withheld them.
    """
    released = any(transcript.release for transcript in study.transcripts.values())
    if study.design.method != "framework" or released:
        return
    done = {(cell.case, cell.theme) for cell in study.framework}
    open_cells = {theme: _cases(study, theirs) for theme, theirs in codes.items()}
    number = sum(len(cases) for cases in open_cells.values())
    if number and not done:
        message = f"the method is framework, and none of {number} cells with passages has a summary"
        said = (message, f"write {_FILE}, or name another method in study.yaml")
        yield fault(At(_FILE, 0), "summary-missing", said, "", "doubt")
        return
    for theme, cases in open_cells.items():
        left = [case for case in cases if (case, theme) not in done]
        if left:
            message = f'"{theme}" has no summary for {_few(left)}, who have coded passages there'
            said = (message, "write the cell, or acknowledge why it stays open")
            yield fault(At(_FILE, 0), "summary-missing", said, theme, "doubt")


def _cases(study: StudyFolder, codes: frozenset[str]) -> list[str]:
    """Give the participants who voice one of the codes in the counted set, in their order."""
    voicing: set[str] = set()
    for passage in study.passages:
        if passage.set == study.design.counted and not codes.isdisjoint(passage.codes):
            voicing |= _speakers(study, passage) or frozenset()
    return [person.id for person in study.participants if person.id in voicing]
