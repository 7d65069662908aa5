"""Whisper's table, tsv: begin and end in milliseconds, text; with a column of speakers in some."""

from __future__ import annotations

import re

from lises.errors import Problem
from lises.exchange.decoding import decode
from lises.exchange.document import UnreadableError
from lises.exchange.plain import MAX_TEXT
from lises.exchange.wordcount import count_words

from .cues import Cue, TimedDocument, Voiced, counted

__all__ = ["read_whisper_tsv"]

_LINE_END = re.compile("\r\n|\r|\n")
_NUMBER = re.compile(r"[ \t]*(\d{1,12}(?:\.\d{1,6})?)[ \t]*")


def read_whisper_tsv(content: bytes, path: str) -> TimedDocument:
    """Read Whisper's table: begin and end in milliseconds, text; tabs between.

    Parameters
    ----------
    content : bytes
        The whole file, at most ``MAX_TEXT`` bytes.
    path : str
        The file, for its problems.
    """
    if len(content) > MAX_TEXT:
        raise UnreadableError(
            "file-too-large",
            f"the table has more than {MAX_TEXT // 2**20} MiB",
            "an hour of talk has some 100 kB; is this one transcript?",
        )
    decoded = decode(content, path)
    columns, *lines = _LINE_END.split(decoded.text)
    heads, problems = 0, list(decoded.problems)
    cues: list[Cue] = []
    for at, line in counted((at, line) for at, line in enumerate(lines, 2) if line.strip()):
        cue, in_head = _row(line, at, speakers=columns.count("\t") == 3)
        heads += in_head
        cues.append(cue)
        if cue.start is None:
            problems.append(_no_row(path, at))
    if not cues:
        raise UnreadableError("cues-none", "the table has no lines", "is it the whole file?")
    return TimedDocument(
        kind="whisper-tsv",
        cues=tuple(cues),
        words=count_words(decoded.text) - count_words(columns),
        words_in_heads=heads,
        encoding=decoded.encoding,
        notes=decoded.notes,
        problems=tuple(problems),
    )


def _row(line: str, at: int, *, speakers: bool) -> tuple[Cue, int]:
    """Give the cue of a line, and the words of its times; a line that is no row is all talk."""
    start, _, rest = line.partition("\t")
    end, _, text = rest.partition("\t")
    read = _NUMBER.fullmatch(start), _NUMBER.fullmatch(end)
    if not (read[0] and read[1]):
        return Cue(voices=(Voiced(speaker="", text=line.replace("\t", " ").strip()),), at=at), 0
    speaker, _, said = text.partition("\t") if speakers else ("", "", text)
    voice = Voiced(speaker=speaker.strip(), text=said.strip(), label_words=count_words(speaker))
    cue = Cue(
        voices=(voice,),
        at=at,
        start=round(float(read[0][1])),
        end=round(float(read[1][1])),
        written=start.strip(),
    )
    return cue, count_words(start) + count_words(end)


def _no_row(path: str, at: int) -> Problem:
    return Problem(
        path=path,
        line=at,
        rule="cue-time-malformed",
        message="the line does not begin with two times in milliseconds; kept as talk without one",
        remedy="look at how the table was saved",
        severity="doubt",
    )
