"""Time stamps: how they are written in transcripts, and ``hh:mm:ss``."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Stamp", "seconds", "stamp_alone", "stamp_at"]

_COLON = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,-]\d{1,3})?"
_DOT = r"\d{1,2}\.\d{2}(?:\.\d{2})?"
_BRACKETED = re.compile(
    rf"\[\s*(?P<a>{_COLON}|{_DOT})\s*\]|\(\s*(?P<b>{_COLON}|{_DOT})\s*\)"
    rf"|#(?P<c>{_COLON})#|<(?P<d>{_COLON})>"
)
_BARE = re.compile(rf"(?P<a>{_COLON})(?=\s|$)")
# Three numbers are a time even inside a line; two may be the time of day that is talked about.
_BARE_LONG = re.compile(r"(?P<a>\d{1,2}:\d{2}:\d{2}(?:[.,-]\d{1,3})?)(?=\s|$)")
_PARTS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time stamp: as written, as ``hh:mm:ss``, and where it ends in its line."""

    written: str
    time: str
    end: int


def stamp_at(line: str, start: int, *, bare: str = "no") -> Stamp | None:
    """Read the time stamp that begins here.

    Parameters
    ----------
    line : str
        A line of a transcript.
    start : int
        Where the stamp would begin.
    bare : {"no", "long", "any"}
        Whether it may stand without brackets: never, only as ``h:mm:ss``, or also as ``mm:ss``.

    Returns
    -------
    Stamp or None
        None where no stamp begins here. Two numbers are minutes and seconds.

    >>> stamp_at("[00:12:40] Ja", 0).time, stamp_at("#00:12:33-5#", 0).time
    ('00:12:40', '00:12:33')
    >>> stamp_at("(75.10)", 0).time, stamp_at("12:40 kom hun", 0)
    ('01:15:10', None)
    """
    found = _BRACKETED.match(line, start)
    if not found and bare != "no":
        found = (_BARE if bare == "any" else _BARE_LONG).match(line, start)
    if not found:
        return None
    time = _canonical(next(group for group in found.groups() if group))
    return Stamp(found.group(), time, found.end()) if time else None


def stamp_alone(line: str) -> Stamp | None:
    """Read a line that is a time stamp and nothing else.

    >>> stamp_alone(" 0:04:15.2 ").time, stamp_alone("(01.02.33)").time, stamp_alone("12:40 ja")
    ('00:04:15', '01:02:33', None)
    """
    text = line.strip()
    stamp = stamp_at(text, 0, bare="any")
    return stamp if stamp and stamp.end == len(text) else None


def seconds(time: str) -> int:
    """Give the seconds of an ``hh:mm:ss``.

    >>> seconds("01:02:33")
    3753
    """
    hours, minutes, rest = (int(part) for part in time.split(":"))
    return hours * 3600 + minutes * 60 + rest


def _canonical(written: str) -> str:
    clock = re.split(r"[,-]", written)[0]
    if ":" in clock:
        clock = clock.split(".")[0]
    parts = [int(part) for part in _PARTS.findall(clock)]
    if parts[-1] > 59 or (len(parts) == 3 and parts[1] > 59):
        return ""
    total = sum(part * 60**power for power, part in enumerate(reversed(parts)))
    return f"{total // 3600:02}:{total // 60 % 60:02}:{total % 60:02}"
