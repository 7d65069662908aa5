r"""``transcripts/<interview>.md``: front matter, then turns with a blank line between them.

A block that begins with ``**label**`` (a time in brackets may follow, then a colon) begins a turn;
a block without one is a further paragraph of the turn before it. It is plain text: a line of text
that begins with ``**`` or a backslash is written with one backslash more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from lises.errors import LisesError, Problem, did_you_mean
from lises.model import CLEARANCES, At, Transcript, Turn

from .drafts import new_turn
from .faults import Faults
from .fields import Fields
from .forms import LANGUAGE, SAFE_ID, Form
from .front_matter import Body, split_front_matter, write_front_matter
from .yaml_marks import lines_of

__all__ = ["LABEL", "TURN_HEAD", "is_turn_text", "parse_transcript", "write_transcript"]

_KEYS = ("interview", "speakers", "language", "source", "release")
# A label stands between asterisks and may be joined by " + ".
LABEL = Form(
    r"^(?!.* \+ )[^\s*](?:[^*\n\t]{0,62}[^\s*])?$",
    'a label of up to 64 characters without "*" and " + "',
)
_HEAD = r"\*\*([^*\n]+)\*\*(?: \[(\d{2,3}:[0-5]\d:[0-5]\d)\])?: ?"
TURN_HEAD = re.compile(_HEAD)
_TURN_BLOCK = re.compile(r"\n\n" + _HEAD)
_TIME = re.compile(r"\d{2,3}:[0-5]\d:[0-5]\d")
_ESCAPED = re.compile(r"^(?=\*\*|\\)", re.MULTILINE)
_UNESCAPED = re.compile(r"^\\", re.MULTILINE)
_WHITE_LINE = re.compile(r"\n[^\S\n]+(?=\n)")  # begins with a literal: a fast search
_NOT_TURN_TEXT = re.compile(r"\n{3}|\A\n|\n\Z|^[^\S\n]+$", re.MULTILINE)


def parse_transcript(text: str, path: str) -> tuple[Transcript | None, list[Problem]]:
    """Read a transcript; None where it has no front matter. A turn of an unknown label is kept."""
    faults = Faults(path)
    top, body = split_front_matter(text, faults, "the transcript", _KEYS)
    if top is None:
        return None, faults.found
    speakers = _speakers(top)
    speaking = _Speaking(speakers, faults)
    made = Transcript(
        interview=top.text("interview", SAFE_ID, needed=True) or PurePosixPath(path).stem,
        speakers=tuple(speakers.items()),
        turns=tuple(_turns(body, speaking)),
        language=top.text("language", LANGUAGE),
        source=top.text("source"),
        release=top.choice("release", CLEARANCES) or "",
        at=At(path, 1),
        lines=lines_of(top.values),
    )
    speaking.tell_strangers(top.line_of("speakers"))
    return made, faults.found


def _speakers(top: Fields) -> dict[str, str]:
    top.has("speakers", needed=True)
    values = top.mapping("speakers", LABEL)
    inner = Fields(values, top.faults, "speakers", tuple(values), top.line_of("speakers"))
    return {label: who for label in values if (who := inner.text(label, SAFE_ID))}


def _blocks(body: Body) -> Iterator[tuple[int, str]]:
    """Give the blocks between blank lines, each with its first line's number."""
    # A line of white space is blank too; without its spaces a split on blank lines finds it.
    text = f"\n{body.text}\n"
    if _WHITE_LINE.search(text):
        text = _WHITE_LINE.sub("\n", text)
    line = body.line - 1
    for part in text.split("\n\n"):
        block = part.strip("\n")
        if block:
            yield line + part.index(block[0]) if part[0] == "\n" else line, block
        line += part.count("\n") + 2


class _Speaking:
    """Who a label stands for; each label is looked up once."""

    def __init__(self, speakers: Mapping[str, str], faults: Faults) -> None:
        self.speakers = speakers
        self.faults = faults
        self.known: dict[str, tuple[str, ...]] = {}
        self.strangers: dict[str, list[int]] = {}

    def of(self, label: str, line: int) -> tuple[str, ...]:
        """Give the speakers of a turn; of a label that is not declared, nobody."""
        found = self.known.get(label)
        if found is None:
            parts = [label] if label in self.speakers else label.split(" + ")
            strangers = [part for part in parts if part not in self.speakers]
            for part in strangers:
                self.strangers.setdefault(part, []).append(line)
            if strangers:
                return ()
            found = tuple(dict.fromkeys(self.speakers[part] for part in parts))
            self.known[label] = found
        return found

    def tell_strangers(self, declared: int) -> None:
        """Say each label that nobody declared once: a slip at its turn, else where it would stand.

        ``declared`` is the line of the speakers in the front matter.
        """
        for label, lines in self.strangers.items():
            near = did_you_mean(label, self.speakers)
            declare = "declare it under speakers in the front matter"
            if len(lines) == 1:
                remedy = f"{near} Else {declare}" if near else declare
                message = f'"{label[:80]}" is not among the speakers'
                self.faults.error(lines[0], "speaker-undeclared", message, remedy)
                continue
            message = (
                f'"{label[:80]}" is not declared; {len(lines)} turns have this label, the first '
                f"on line {lines[0]}"
            )
            remedy = f"{declare}; {near.replace('did you mean', 'is it')}" if near else declare
            self.faults.error(declared, "speaker-undeclared", message, remedy)


def _turns(body: Body, speaking: _Speaking) -> Iterator[Turn]:
    """Give the turns, the short way where every paragraph is plainly part of one."""
    text = "\n\n" + body.text.strip("\n")
    heads = list(_TURN_BLOCK.finditer(text))
    plain = heads and heads[0].start() == 0 and len(heads) == text.count("\n\n**")
    if not plain or "\\" in text or "\n\n\n" in text or _WHITE_LINE.search(f"{text}\n"):
        yield from _careful_turns(body, speaking)
        return
    path = speaking.faults.path
    # The text begins with two line ends of ours, where the body has as many as were stripped.
    line = body.line + len(body.text) - len(body.text.lstrip("\n"))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    for number, head in enumerate(heads, 1):
        label, time = head[1], head[2] or ""
        said = text[head.end() : ends[number - 1]]
        yield new_turn(number, (label, time), speaking.of(label, line), said, At(path, line))
        line += said.count("\n") + 2


def _careful_turns(body: Body, speaking: _Speaking) -> Iterator[Turn]:
    """Give the turns block by block; each is complete when the next begins."""
    faults = speaking.faults
    head: tuple[str, str, int] | None = None
    paragraphs: list[str] = []
    number = 0
    for line, block in _blocks(body):
        begins = TURN_HEAD.match(block)
        if begins is None:
            _paragraph(block, At(faults.path, line), head is None, faults)
            paragraphs.append(_unescaped(block))
            continue
        if head is not None:
            number += 1
            yield _turn(number, head, paragraphs, speaking)
        head = (begins[1], begins[2] or "", line)
        paragraphs = [_unescaped_rest(block[begins.end() :])]
    if head is not None:
        yield _turn(number + 1, head, paragraphs, speaking)


def _paragraph(block: str, at: At, before_first: bool, faults: Faults) -> None:
    """Check a block that begins no turn."""
    if block.startswith("**"):
        remedy = 'a turn begins "**label**: " or "**label** [hh:mm:ss]: "; else write "\\**"'
        faults.doubt(at.line, "label-malformed", "looks like the begin of a turn", remedy)
    if before_first:
        remedy = 'begin the first turn with "**label**: "'
        faults.error(at.line, "text-before-turn", "stands before the first turn", remedy)


def _unescaped(block: str) -> str:
    return _UNESCAPED.sub("", block) if "\\" in block else block


def _unescaped_rest(text: str) -> str:
    """Take escapes from the lines after the first, which began with the label."""
    if "\\" not in text:
        return text
    first, newline, rest = text.partition("\n")
    return f"{first}{newline}{_unescaped(rest)}"


def _turn(
    number: int, head: tuple[str, str, int], paragraphs: list[str], speaking: _Speaking
) -> Turn:
    label, time, line = head
    at = At(speaking.faults.path, line)
    text = "\n\n".join(paragraphs)
    return new_turn(number, (label, time), speaking.of(label, line), text, at)


def is_turn_text(text: str) -> bool:
    r"""Tell whether a text can stand in a transcript as it is.

    It can unless it begins or ends with a line end, has more than one blank line between two
    paragraphs, or a line of white space only. Importers make their text so before they anchor.

    >>> is_turn_text("Ja.\n\nMen altså.")
    True
    >>> is_turn_text("Ja.\n")
    False
    """
    return not _NOT_TURN_TEXT.search(text)


def write_transcript(transcript: Transcript) -> str:
    """Write a transcript.

    Raises
    ------
    LisesError
        If a turn's text cannot be read back as it is (``is_turn_text``), or a label or time is
        malformed: changing either would move the words under the codings.
    """
    values = {
        "interview": transcript.interview,
        "speakers": dict(transcript.speakers),
        "language": transcript.language or None,
        "source": transcript.source or None,
        "release": transcript.release or None,
    }
    blocks = "\n\n".join(_turn_text(turn) for turn in transcript.turns)
    return write_front_matter(values, blocks)


def _turn_text(turn: Turn) -> str:
    """Write one turn."""
    if not is_turn_text(turn.text):
        raise LisesError(
            f"turn {turn.number} begins or ends with a line end, or has a blank line too many"
        )
    if not all(LABEL.fits(part) for part in turn.label.split(" + ")):
        raise LisesError(
            f"turn {turn.number} has the label {turn.label!r}; it must be {LABEL.words}"
        )
    if turn.time and not _TIME.fullmatch(turn.time):
        raise LisesError(f"turn {turn.number} has the time {turn.time!r}; it must be hh:mm:ss")
    time = f" [{turn.time}]" if turn.time else ""
    first, newline, rest = turn.text.partition("\n")
    space = " " if first else ""
    text = _ESCAPED.sub(r"\\", rest)
    return f"**{turn.label}**{time}:{space}{first}{newline}{text}"
