"""What an import is not sure of: each doubt with its place, none of them decided."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lises.errors import Problem, Severity

from .cleaning import one_line
from .prefixes import CODE, prefix_of
from .stamps import seconds
from .turns import Talk

__all__ = ["doubts_about"]

# Labels that are words as well: after one of these a lower-case word is likely talk.
_ALSO_WORDS = frozenset({"I", "A", "Å", "Ø", "O"})
_SENTENCE_END = re.compile(r"[.?!…:]$")
_STAMP_IN_TEXT = re.compile(r"\[\d[\d:.,-]+\]|#\d[\d:.,-]+#")


@dataclass(frozen=True, slots=True)
class _Doubt:
    at: int
    rule: str
    message: str
    remedy: str
    severity: Severity = "doubt"

    def problem(self, path: str, place: str) -> Problem:
        """Give it as it is collected; what is no line of a file is named."""
        named = f"{place} {self.at}: " if self.at and place != "line" else ""
        return Problem(
            path=path,
            line=self.at,
            rule=self.rule,
            message=f"{named}{self.message}",
            remedy=self.remedy,
            severity=self.severity,
        )


def doubts_about(talk: Talk, path: str, place: str) -> tuple[tuple[Problem, ...], tuple[str, ...]]:
    """Give the doubts about a division into turns, and what is merely to be noted.

    Parameters
    ----------
    talk : Talk
        The division.
    path : str
        The file.
    place : {"paragraph", "segment", "annotation", "line"}
        What the numbers count; a problem's ``line`` is a paragraph's number in a Word document.

    Returns
    -------
    tuple
        Problems, by place; notes.
    """
    doubts = [
        *_nobody(talk),
        *_undeclared(talk),
        *_spelled(talk),
        *_without_colon(talk),
        *_after_break(talk),
        *_inside(talk),
        *_first_turn(talk),
        *_times(talk),
        *_empty(talk),
    ]
    ordered = sorted(doubts, key=lambda doubt: doubt.at)
    return tuple(doubt.problem(path, place) for doubt in ordered), tuple(_notes(talk))


def _nobody(talk: Talk) -> Iterator[_Doubt]:
    if not talk.turns:
        seen = ", ".join(f'"{c.label}"' for c in talk.labels.candidates[:8])
        remedy = f"seen once each or not taken: {seen}; " if seen else ""
        yield _Doubt(
            0,
            "speakers-none",
            "no speaker label was found, so there are no turns",
            f"{remedy}say what the labels are (--speaker I=interviewer …)",
            "error",
        )


def _undeclared(talk: Talk) -> Iterator[_Doubt]:
    labels = talk.labels
    first: dict[str, int] = {}
    times: dict[str, int] = {}
    for turn in talk.turns:
        for part in turn.parts:
            first.setdefault(part, turn.at)
            times[part] = times.get(part, 0) + 1
    unknown = [part for part in first if labels.declaration(part) is None]
    if unknown and not labels.declared:
        listed = ", ".join(f'"{part}" {times[part]}' for part in unknown)
        yield _Doubt(
            0,
            "labels-undeclared",
            f"no header says who speaks: {listed}",
            "say whom each stands for",
        )
        unknown = [part for part in unknown if part.casefold() in labels.once]
    for part in unknown:
        once = part.casefold() in labels.once
        yield _Doubt(
            first[part],
            "label-once" if once else "label-undeclared",
            f'"{part}" begins {times[part]} turn{"s" if times[part] > 1 else ""} '
            "and is not declared; kept as a speaker of its own",
            f"say whom it stands for (--speaker {part}=…) or that it is none (--no-speaker {part})",
        )


def _spelled(talk: Talk) -> Iterator[_Doubt]:
    for turn in talk.turns:
        if len(turn.parts) == 1 and turn.label != turn.parts[0]:
            yield _Doubt(
                turn.at,
                "label-spelling",
                f'"{turn.label}" is taken for "{turn.parts[0]}"',
                "mend the label in the document if they are two",
            )


def _without_colon(talk: Talk) -> Iterator[_Doubt]:
    codes = sorted(filter(CODE.fullmatch, talk.labels.canonical.values()), key=len, reverse=True)
    if not codes:
        return
    pattern = re.compile(rf"({'|'.join(map(re.escape, codes))})(?![\w'’-])\s*(.?)\s*(\S?)")
    for unit in talk.unlabelled:
        found = pattern.match(unit.text)
        if not found:
            continue
        label, mark, then = found.groups()
        talk_goes_on = label in _ALSO_WORDS and mark.islower()
        if talk_goes_on or (mark == "'" and then.islower()):
            continue
        yield _Doubt(
            unit.at,
            "label-colon-missing",
            f'"{one_line(unit.text, 40)}" may be a turn of {label} whose colon is missing; '
            "kept as text of the turn before",
            f'write "{label}: " in the document and import again, or leave it',
        )


def _after_break(talk: Talk) -> Iterator[_Doubt]:
    if talk.by_line:
        return
    for unit in talk.units:
        for line in unit.text.split("\n")[1:]:
            prefix = prefix_of(line)
            if prefix and prefix.form != "tab" and talk.labels.parts(prefix.label):
                yield _Doubt(
                    unit.at,
                    "label-after-soft-break",
                    f'"{one_line(line, 40)}" stands after a soft line break and may be a turn of '
                    f"{prefix.label}; kept as text of the turn before",
                    "make it a paragraph in the document and import again, or leave it",
                )


def _inside(talk: Talk) -> Iterator[_Doubt]:
    labels = sorted(talk.labels.canonical.values(), key=len, reverse=True)
    if not labels:
        return
    pattern = re.compile(rf"(?<=[.?!…\])])[ ]+({'|'.join(map(re.escape, labels))}):(?=\s)")
    for turn in talk.turns:
        for found in pattern.finditer(turn.text):
            yield _Doubt(
                turn.at,
                "label-inside-turn",
                f'"{one_line(turn.text[found.start() :], 40)}" stands inside a turn of '
                f"{turn.label} and may be a turn of {found[1]}; kept as text",
                "make it a paragraph in the document if it is",
            )


def _first_turn(talk: Talk) -> Iterator[_Doubt]:
    if not talk.turns:
        return
    first = talk.turns[0]
    before = [aside for aside in talk.set_aside if aside.at < first.at]
    # A header of "label: text" lines may go on; one that declares otherwise ("I = …") ends there.
    prefix = prefix_of(before[-1].text) if before else None
    header = prefix is not None and prefix.form in {"colon", "markdown"}
    undeclared = any(talk.labels.declaration(part) is None for part in first.parts)
    sentence = _SENTENCE_END.search(first.text) is not None
    if header and undeclared and 0 < first.words <= 6 and not sentence:
        yield _Doubt(
            first.at,
            "turn-or-header",
            f'the first turn, "{first.label}: {one_line(first.text, 40)}", may be a header line '
            "that says who speaks",
            "take it out of the document if it is",
        )


def _times(talk: Talk) -> Iterator[_Doubt]:
    latest = ""
    for turn in talk.turns:
        if turn.time and latest and seconds(turn.time) < seconds(latest):
            yield _Doubt(
                turn.at,
                "time-not-rising",
                f"{turn.time_written} comes after {latest}",
                "look at the stamps; a number may be mistyped",
            )
        latest = turn.time or latest


def _empty(talk: Talk) -> Iterator[_Doubt]:
    for turn in talk.turns:
        if not turn.text:
            yield _Doubt(
                turn.at,
                "turn-empty",
                f'"{turn.label}" says nothing; the turn will not be written',
                "write what was said, or take the label out",
            )


def _notes(talk: Talk) -> Iterator[str]:
    if talk.tabs:
        yield f"tabs: {talk.tabs:,} became plain spaces"
    stamps = sum(len(_STAMP_IN_TEXT.findall(turn.text)) for turn in talk.turns)
    if stamps:
        yield f"time stamps within turns: {stamps:,} stay in the text"
    spoken = {part for turn in talk.turns for part in turn.parts}
    for declaration in talk.labels.declared.values():
        if declaration.label not in spoken:
            yield f'"{declaration.label}" is declared ({declaration.name}) and never speaks'
