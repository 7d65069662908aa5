r"""The marks within captions: voices, markup, times of words, entities.

A tag is only what WebVTT, srt or their programs write (``<v …>``, ``<i>``, ``<c.name>``,
``<00:01.500>``, ``<font …>``, ``{\an8}``); anything else between angle brackets is text, since
transcribers write so (``<laughs>``), and so is a bracket that is never closed.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lises.exchange.wordcount import count_words

from .cues import Voiced, WordTime

__all__ = ["count_marked", "mark_notes", "milliseconds", "unescaped", "voices_of"]

_TIME = r"(?:\d{1,4}:)?\d{1,2}:\d{1,2}[.,]\d{1,3}"
# What stands between "<" and ">" holds neither, so that a search reads every sign once.
_TAG = re.compile(
    r"<(?P<close>/)?(?P<name>ruby|rt|lang|font|span|em|strong|br|c|i|b|u|s|v)"
    r"(?P<classes>\.[^\s<>]{0,200})?(?:[ \t](?P<said>[^<>\r\n]*))?/?>"
    rf"|<(?P<time>{_TIME})>|(?P<style>\{{\\[^{{}}\r\n]{{0,200}}\}})",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SPACED = frozenset({"v", "br", "rt"})


def milliseconds(written: str) -> int:
    """Read a time of captions; hours may be missing, the decimal mark may be a comma.

    >>> milliseconds("00:00:06.110"), milliseconds("01:02,5"), milliseconds("1:00:00.000")
    (6110, 62500, 3600000)
    """
    clock, _, rest = written.strip().replace(",", ".").partition(".")
    total = 0
    for part in clock.split(":"):
        total = total * 60 + int(part)
    return total * 1000 + int((rest or "0").ljust(3, "0")[:3])


def unescaped(text: str) -> str:
    """Read entities that end in a semicolon; others are text.

    >>> unescaped("a &amp; b &copy c")
    'a & b &copy c'
    """
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text)


def count_marked(text: str) -> int:
    """Count the words of a text with marks: its talk and the names of its voices, no markup.

    >>> count_marked("<v Anna Holm>det <i>går</i> <c.x>nok</c> &amp; så <griner>")
    7
    """
    names = sum(
        count_words(unescaped(found["said"]))
        for found in _TAG.finditer(text)
        if found["said"] and found["name"].lower() == "v"
    )
    return names + count_words(unescaped(_TAG.sub(_spaced, text)))


def _spaced(found: re.Match[str]) -> str:
    return " " if (found["name"] or "").lower() in _SPACED else ""


@dataclass(slots=True)
class _Reading:
    """A cue's text in the making; ``pieces`` are stretches from one time to the next."""

    speaker: str = ""
    label_words: int = 0
    pieces: list[tuple[int | None, list[str]]] = field(default_factory=lambda: [(None, [])])

    def add(self, text: str) -> None:
        self.pieces[-1][1].append(text)

    def voiced(self) -> Voiced:
        texts = [(start, unescaped("".join(parts))) for start, parts in self.pieces]
        timed = len(texts) > 1
        return Voiced(
            speaker=self.speaker,
            text="".join(text for _, text in texts),
            words=tuple(WordTime(piece=text, start=start) for start, text in texts if timed),
            label_words=self.label_words,
        )


def voices_of(text: str, tally: Counter[str]) -> tuple[Voiced, ...]:
    """Take the text of a cue apart into its voices.

    Parameters
    ----------
    text : str
        As it stands in the file, lines joined by a line feed.
    tally : Counter
        Changed: each mark that was taken out is counted under its name.

    Returns
    -------
    tuple of Voiced
        In their order, those without text and speaker left out. A voice that is never closed
        goes to the end of the cue, or to the next.

    >>> [(v.speaker, v.text) for v in voices_of("<v S01>Hej <v S02>Nå", Counter())]
    [('S01', 'Hej '), ('S02', 'Nå')]
    """
    return tuple(voice for voice in _voices(text, tally) if voice.text.strip() or voice.speaker)


def _voices(text: str, tally: Counter[str]) -> Iterator[Voiced]:
    reading, end = _Reading(), 0
    for found in _TAG.finditer(text):
        reading.add(text[end : found.start()])
        end = found.end()
        name = (found["name"] or "").lower()
        if name == "v":
            yield reading.voiced()
            reading = _Reading() if found["close"] else _begun(found)
        elif found["time"]:
            reading.pieces.append((milliseconds(found["time"]), []))
        else:
            reading.add(_instead(name, bool(found["close"])))
            if not found["close"]:
                tally[found["style"] or f"<{name}{found['classes'] or ''}>"] += 1
    reading.add(text[end:])
    yield reading.voiced()


def _begun(found: re.Match[str]) -> _Reading:
    speaker = " ".join(unescaped(found["said"] or "").split())
    return _Reading(speaker=speaker, label_words=count_words(speaker))


def _instead(name: str, closes: bool) -> str:
    if name == "br":
        return "\n"
    if name == "rt":
        return ")" if closes else " ("
    return ""


def mark_notes(tally: Counter[str]) -> tuple[str, ...]:
    """Say which markup was taken out.

    >>> mark_notes(Counter({"<i>": 3}))
    ('markup taken out of the text: <i> 3',)
    """
    if not tally:
        return ()
    listed = ", ".join(f"{name[:40]} {times:,}" for name, times in tally.most_common(12))
    more = ", …" if len(tally) > 12 else ""
    return (f"markup taken out of the text: {listed}{more}",)
