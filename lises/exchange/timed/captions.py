"""Files of captions, line by line: WebVTT, srt and sbv have one shape.

A cue is a head (perhaps a number or name, then the line of times) and the lines up to the next
head. Nothing that stands in such a file is dropped: where a blank line divides a cue, what follows
is a further paragraph of it, and is told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lises.errors import Problem
from lises.exchange.decoding import decode
from lises.exchange.document import UnreadableError
from lises.exchange.imported import Kind, SetAside
from lises.exchange.plain import MAX_TEXT, line_end_notes

from .cues import Cue, TimedDocument, counted
from .marks import count_marked, mark_notes, milliseconds, voices_of

__all__ = ["Form", "read_captions"]

_LINE_END = re.compile("\r\n|\r|\n")
_TIME = r"-?(?:\d{1,4}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?"
_BLOCK = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t]|$)|(?:Style|Region):$")
_NOTE = "a note of the file"
_NOTES = 8  # so many stand each by itself
_DIGITS = re.compile(r"\s*\d{1,9}\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How a format writes the line of times.

    ``arrow`` stands between begin and end; ``loose`` finds a line that is meant as one and cannot
    be read; ``blocks`` says whether notes and styles may stand between cues; ``signature`` what the
    file begins with.
    """

    kind: Kind
    arrow: str = r"[ \t]{0,8}-{1,3}>[ \t]{0,8}"
    loose: str = r"(?=[^>]{0,40}\d:\w\w[:.,])[\w:., \t-]{1,40}-->[\w:., \t%-]{0,120}$"
    blocks: bool = False
    signature: str = ""

    @property
    def head(self) -> re.Pattern[str]:
        """The line of times: begin, end, settings."""
        return re.compile(
            rf"[ \t]{{0,8}}(?P<start>{_TIME}){self.arrow}(?P<end>{_TIME})(?P<settings>(?:[ \t].*)?)"
        )


@dataclass(slots=True)
class _Found:
    """A cue in the making: its head, and its lines with their numbers."""

    at: int
    start: int | None = None
    end: int | None = None
    written: str = ""
    name: str = ""
    settings: str = ""
    lines: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    form: Form
    path: str
    lines: Sequence[str]
    cues: list[_Found] = field(default_factory=list)
    asides: list[SetAside] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    words_in_heads: int = 0

    def tell(self, line: int, rule: str, message: str, remedy: str) -> None:
        """Collect a doubt."""
        self.problems.append(
            Problem(
                path=self.path,
                line=line,
                rule=rule,
                message=message,
                remedy=remedy,
                severity="doubt",
            )
        )

    def aside(self, at: int, lines: Sequence[str], why: str) -> None:
        """Set lines aside, whole."""
        text = "\n".join(lines).strip()
        if text:
            where = f"line {at}" if len(lines) == 1 else f"lines {at} to {at + len(lines) - 1}"
            self.asides.append(
                SetAside(where=where, text=text, why=why, words=count_marked(text), at=at)
            )


def read_captions(content: bytes, path: str, form: Form) -> TimedDocument:
    """Read a file of captions.

    Parameters
    ----------
    content : bytes
        The whole file, at most ``MAX_TEXT`` bytes.
    path : str
        The file, for its problems.
    form : Form
        How the format writes its heads.

    Raises
    ------
    UnreadableError
        ``file-too-large``, or ``cues-none`` where no line of times is in it.
    """
    if len(content) > MAX_TEXT:
        raise UnreadableError(
            "file-too-large",
            f"the captions have more than {MAX_TEXT // 2**20} MiB",
            "an hour of talk has some 100 kB; is this one transcript?",
        )
    decoded = decode(content, path)
    text = decoded.text.removeprefix(form.signature)
    counted(re.finditer("<v", text), "voices")
    reading = _Reading(form, path, _LINE_END.split(text))
    _read_lines(reading)
    if not reading.cues:
        raise UnreadableError(
            "cues-none", "the file has no line of times, so no cues", "is it the whole file?"
        )
    tally: Counter[str] = Counter()
    cues = [_cue(found, reading, tally) for found in reading.cues]
    ends = line_end_notes(Counter(_LINE_END.findall(text)))
    notes = (*ends, *decoded.notes, *mark_notes(tally), *_settings(cues))
    return TimedDocument(
        kind=form.kind,
        cues=tuple(cues),
        words=count_marked(text),
        words_in_heads=reading.words_in_heads,
        encoding=decoded.encoding,
        set_aside=_gathered(reading.asides),
        notes=notes,
        problems=(*decoded.problems, *reading.problems),
    )


def _read_lines(reading: _Reading) -> None:
    """Divide the lines into what stands before the cues, cues, and blocks that are none."""
    heads = counted(_heads(reading))
    begins = [begin for begin, _ in heads] + [len(reading.lines)]
    _take(reading, 0, begins[0], None)
    for position, (begin, line) in enumerate(heads):
        found = _head(reading, begin, line)
        reading.cues.append(found)
        _take(reading, line + 1, begins[position + 1], found)


def _heads(reading: _Reading) -> Iterator[tuple[int, int]]:
    """Give where each head begins (its number or name) and where its line of times stands."""
    head, loose = reading.form.head, re.compile(reading.form.loose)
    lines, last, number = reading.lines, -1, 0
    for line, text in enumerate(lines):
        if not (head.fullmatch(text) or loose.match(text)):
            continue
        named = line - 1 > last and _is_name(reading, line - 1, number)
        begin = line - 1 if named else line
        number = int(lines[begin]) if named and _DIGITS.fullmatch(lines[begin]) else number + 1
        yield begin, line
        last = line


def _is_name(reading: _Reading, line: int, number: int) -> bool:
    """Tell whether the line before a line of times names the cue and is no talk."""
    text = reading.lines[line]
    apart = line == 0 or not reading.lines[line - 1].strip()
    if _DIGITS.fullmatch(text):
        # Where the blank line before it is missing, only the next number is one.
        return apart or int(text) == number + 1
    return reading.form.blocks and bool(text.strip()) and apart and not _BLOCK.match(text)


def _head(reading: _Reading, begin: int, line: int) -> _Found:
    text = reading.lines[line]
    reading.words_in_heads += sum(count_marked(one) for one in reading.lines[begin : line + 1])
    found = _Found(at=line + 1, name=reading.lines[begin].strip() if begin < line else "")
    read = reading.form.head.fullmatch(text)
    if read is None:
        found.settings = text.strip()
        reading.tell(
            line + 1,
            "cue-time-malformed",
            f'the line of times "{text.strip()[:60]}" cannot be read; the cue has no time',
            "write hh:mm:ss.mmm --> hh:mm:ss.mmm, or leave it",
        )
        return found
    found.settings, found.written = read["settings"].strip(), read["start"]
    found.start, found.end = milliseconds(read["start"].strip("-")), milliseconds(read["end"])
    _doubt_times(reading, line + 1, found, (read["start"], read["end"]))
    return found


def _doubt_times(reading: _Reading, line: int, found: _Found, written: tuple[str, str]) -> None:
    sixty = any(int(part) > 59 for one in written for part in re.findall(r"(?<=:)\d+", one))
    if sixty or any(one.startswith("-") for one in written):
        found.start = found.end = None
        reading.tell(
            line,
            "cue-time-malformed",
            f'"{written[0]}" to "{written[1]}" is no time; the cue has none',
            "minutes and seconds go to 59",
        )
    elif found.start is not None and found.end is not None and found.end < found.start:
        reading.tell(
            line,
            "cue-ends-early",
            f"the cue ends ({written[1]}) before it begins ({written[0]})",
            "look at the recording; the begin is taken as it is",
        )


def _take(reading: _Reading, first: int, beyond: int, cue: _Found | None) -> None:
    """Give lines to the cue before them, or set them aside; blocks are always set aside."""
    at = first
    for block in _blocks_of(reading.lines[first:beyond]):
        if reading.form.blocks and (cue is None or at > first) and _BLOCK.match(block[0]):
            what = block[0].split()[0].rstrip(":").lower()
            why = _NOTE if what == "note" else f"a {what} block, not talk"
            reading.aside(at + 1, block, why)
        elif cue is None:
            reading.aside(at + 1, block, "before the first cue")
        else:
            cue.lines += [(at + number + 1, line) for number, line in enumerate(block)]
        at += len(block)


def _blocks_of(lines: Sequence[str]) -> Iterator[list[str]]:
    """Give stretches of lines; a new one begins after a blank line, which ends the one before."""
    block: list[str] = []
    for line in lines:
        if block and line.strip() and not block[-1].strip():
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _cue(found: _Found, reading: _Reading, tally: Counter[str]) -> Cue:
    texts = [text for _, text in found.lines]
    said = [number for number, text in enumerate(texts) if text.strip()]
    blank = [
        n for n, text in enumerate(texts) if said and said[0] < n < said[-1] and not text.strip()
    ]
    if blank:
        reading.tell(
            found.lines[blank[0]][0] + 1,
            "cue-divided",
            "text after a blank line within a cue; kept as a further paragraph of it",
            "take the blank line out, or give the text times of its own",
        )
    return Cue(
        voices=voices_of("\n".join(line.strip() for line in texts).strip("\n"), tally),
        at=found.at,
        start=found.start,
        end=found.end,
        written=found.written,
        name=found.name,
        settings=found.settings,
    )


def _gathered(asides: Sequence[SetAside]) -> tuple[SetAside, ...]:
    """Make one entry of many notes: some programs write one before every cue."""
    notes = [aside for aside in asides if aside.why == _NOTE]
    if len(notes) <= _NOTES:
        return tuple(asides)
    gathered = SetAside(
        where=f"{len(notes):,} notes from line {notes[0].at} on",
        text="\n".join(note.text for note in notes),
        why="notes of the file",
        words=sum(note.words for note in notes),
        at=notes[0].at,
    )
    return (*(aside for aside in asides if aside.why != _NOTE), gathered)


def _settings(cues: Iterable[Cue]) -> Iterator[str]:
    settings = sum(bool(cue.settings) for cue in cues)
    if settings:
        yield f"cue settings: {settings:,}, kept with the times"
