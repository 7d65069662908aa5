"""A stored text cut into turns, so that every position of it is known in a turn.

Turns are found as ``lises import`` finds them, by their labels; a text without labels is cut into
paragraphs. No words are left out: what stands before the first label is a turn of its own. Each
character of a turn keeps where it came from, through composed letters (NFC), line ends and white
space that is not kept.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from unicodedata import combining, is_normalized

from lises.exchange.cleaning import clean
from lises.exchange.document import Declaration, Document
from lises.exchange.labels import Labels
from lises.exchange.plain import paragraphs_of
from lises.exchange.prefixes import prefix_of
from lises.exchange.stamps import stamp_alone
from lises.exchange.turns import DECLARES, talk_of

from .project import Source, Span

__all__ = ["BEFORE", "Cut", "Segment", "segments"]

BEFORE = "…"
"""The label of what stands before the first turn: it has no speaker."""

_LINE = re.compile("\r\n|[\n\r\u000b\u000c\u0085\u2028\u2029]")
# Letters that stay as they are: no accents apart, no soft hyphen, no blank but the plain one.
_PLAIN = re.compile("[\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff]+")
_UNDER_HANGUL = range(0x1100, 0x1200)
_FEW = 2  # labelled turns that make a text a talk


@dataclass(slots=True)
class Mapped:
    """A cleaned line with the place of each of its characters."""

    text: str
    starts: list[int]
    ends: list[int]

    def after(self, start: int) -> Mapped:
        """Give it from a character on."""
        return Mapped(self.text[start:], self.starts[start:], self.ends[start:])


@dataclass(slots=True)
class Segment:
    """A turn and where each of its characters stands in the stored text.

    ``starts`` and ``ends`` have an entry per character of ``text``: the half-open stretch of the
    stored text that it was made of. ``time`` is ``hh:mm:ss`` or empty, ``parts`` the speakers that
    the label names, empty where there is no label.
    """

    label: str = ""
    parts: tuple[str, ...] = ()
    time: str = ""
    speakers: tuple[str, ...] = ()
    text: str = ""
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def add(self, line: Mapped, joined: str) -> None:
        """Take a further line, after a line break or a blank line."""
        if self.text and joined:
            self.starts += [self.ends[-1]] * len(joined)
            self.ends += [line.starts[0] if line.starts else self.ends[-1]] * len(joined)
            self.text += joined
        self.text += line.text
        self.starts += line.starts
        self.ends += line.ends

    def within(self, span: Span) -> Span | None:
        """Give the part of the turn that a span of the stored text covers; None where none is.

        White space that was not kept belongs to nothing. A span that ends inside a composed letter
        takes the whole letter.
        """
        first = bisect_right(self.ends, span[0])
        last = bisect_left(self.starts, span[1])
        return (first, last) if first < last else None


@dataclass(frozen=True, slots=True)
class Cut:
    """The turns of a source; ``labelled`` says whether labels were found, ``labels`` which."""

    segments: tuple[Segment, ...]
    labelled: bool
    labels: Labels = field(default_factory=Labels)


def segments(source: Source, labels: Mapping[str, str] | None = None) -> Cut:
    """Cut a source into turns.

    Parameters
    ----------
    source : Source
        Its own turns are taken where the format says them; else they are found in its text.
    labels : mapping, optional
        What labels stand for, as for ``read_transcript``; such a label need not recur.
    """
    text = source.text or ""
    if source.turns:
        return Cut(tuple(_given(source)), labelled=True)
    lines = tuple(_lines(text))
    kept = [line.text for line in lines]
    document = Document(
        kind="text", paragraphs=tuple(paragraphs_of(kept)), words=0, lines_are_turns=True
    )
    called = [Declaration(label=key, name=name, by="call") for key, name in (labels or {}).items()]
    talk = talk_of(document, called)
    if len(talk.turns) < _FEW:
        return Cut(tuple(_paragraphs(lines)), labelled=False)
    declaring = {one.at for one in talk.set_aside if one.why == DECLARES}
    found = _turns(lines, talk.labels, declaring)
    return Cut(tuple(found), labelled=True, labels=talk.labels)


def _given(source: Source) -> Iterator[Segment]:
    """Give the turns that a format says; only line ends are made ours."""
    text = source.text or ""
    for turn in source.turns:
        segment = Segment(label=turn.label, time=turn.time, speakers=turn.speakers)
        segment.parts = tuple(turn.label.split(" + ")) if turn.label else ()
        starts = list(range(turn.said, turn.end))
        ends = list(range(turn.said + 1, turn.end + 1))
        said = text[turn.said : turn.end]
        for match in reversed(list(re.finditer("\r\n", said))):
            del starts[match.start() + 1]
            del ends[match.start()]
        segment.text, segment.starts, segment.ends = said.replace("\r\n", "\n"), starts, ends
        yield segment


def _turns(lines: Sequence[Mapped], labels: Labels, declaring: Container[int]) -> Iterator[Segment]:
    """Begin a turn at each label of a speaker; a stamp alone is the time of the turn after it."""
    segment = Segment(label=BEFORE)
    blank = False
    pending: tuple[Mapped, str] | None = None
    for number, line in enumerate(lines, 1):
        prefix = prefix_of(line.text) if line.text and number not in declaring else None
        parts = labels.parts(prefix.label) if prefix else ()
        stamp = stamp_alone(line.text) if line.text else None
        if pending and line.text and not parts:
            segment.add(pending[0], "\n\n" if segment.text else "")
            pending = None
        if prefix and parts:
            if segment.text:
                yield segment
            time = prefix.stamp.time if prefix.stamp else pending[1] if pending else ""
            segment = Segment(label=prefix.label, parts=parts, time=time)
            segment.add(line.after(prefix.start), "")
            pending = None
        elif stamp:
            pending = (line, stamp.time)
        elif line.text:
            segment.add(line, "\n\n" if blank else "\n")
        blank = not line.text
    if pending:
        segment.add(pending[0], "\n\n")
    if segment.text:
        yield segment


def _paragraphs(lines: Sequence[Mapped]) -> Iterator[Segment]:
    """Give what stands between blank lines, or each line where there are none."""
    words = [number for number, line in enumerate(lines) if line.text]
    in_blocks = bool(words) and any(not line.text for line in lines[words[0] : words[-1]])
    segment = Segment()
    for line in lines:
        if segment.text and not (line.text and in_blocks):
            yield segment
            segment = Segment()
        segment.add(line, "\n")
    if segment.text:
        yield segment


def _lines(text: str) -> Iterator[Mapped]:
    """Give every line cleaned, as ``clean`` cleans it, with the places of its characters."""
    start = 0
    for match in _LINE.finditer(text):
        yield _mapped(text, start, match.start())
        if match[0] in "\f\u2029":
            yield Mapped("", [], [])  # a page or paragraph break stands for a blank line
        start = match.end()
    yield _mapped(text, start, len(text))


def _mapped(text: str, start: int, end: int) -> Mapped:
    line = text[start:end].strip(" \t")
    if not line:
        return Mapped("", [], [])
    start += text[start:end].index(line)
    if _PLAIN.fullmatch(line):
        end = start + len(line)
        return Mapped(line, list(range(start, end)), list(range(start + 1, end + 1)))
    made = Mapped("", [], [])
    for first, last in _clusters(line):
        became = _kept(line[first:last])
        made.text += became
        made.starts += [start + first] * len(became)
        made.ends += [start + last] * len(became)
    return _stripped(made)


def _kept(cluster: str) -> str:
    """Give what becomes of a letter with its accents, of a blank or a sign that is not seen."""
    if cluster.isspace():
        return " "
    if cluster.isascii() and cluster.isprintable():
        return cluster
    # After a letter that takes no accent nothing is stripped, and nothing is composed with it.
    return clean(f"q{cluster}", Counter()).removeprefix("q")


def _clusters(line: str) -> Iterator[Span]:
    """Give letters with the accents that follow them; runs of blanks with a tab as one."""
    start, length = 0, len(line)
    whole = is_normalized("NFC", line)
    while start < length:
        end = start + 1
        if line[start] in " \t":
            while end < length and line[end] in " \t":
                end += 1
            if "\t" not in line[start:end]:
                end = start + 1
        elif not whole:
            while end < length and (combining(line[end]) or ord(line[end]) in _UNDER_HANGUL):
                end += 1
        yield start, end
        start = end


def _stripped(line: Mapped) -> Mapped:
    left = len(line.text) - len(line.text.lstrip())
    right = len(line.text.rstrip())
    return Mapped(line.text[left:right], line.starts[left:right], line.ends[left:right])
