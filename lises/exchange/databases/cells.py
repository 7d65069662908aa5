"""Rows of a database whose columns may hold anything, read as what they ought to be.

SQLite keeps any value in any column. A number that is no number and a text that is bytes are
counted, not believed; what is missing in an older version reads as empty.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

__all__ = ["Record", "as_date", "as_hex"]

_MOST = 2**53  # beyond it a REAL has no whole numbers of its own
_DATE = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d:?\d\d)?)?"
)
# How R writes a date: Mon Oct 14 12:05:00 2013, in English whatever the language.
_FROM_R = re.compile(r"\w{3} (\w{3}) +(\d{1,2}) (\d\d:\d\d:\d\d) (\d{4})")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_RGB = re.compile(r"rgb\( *(\d{1,3}) *, *(\d{1,3}) *, *(\d{1,3}) *\)")


class Record:
    """One row; a column asked for that the table does not have is empty.

    Parameters
    ----------
    values : mapping of str to object
    table : str
    number : int
        Its place in the table, from 1.
    odd : Counter
        Where values of the wrong kind are counted, by (table, column).
    """

    __slots__ = ("_odd", "_table", "_values", "number")

    def __init__(
        self,
        values: Mapping[str, object],
        table: str,
        number: int,
        odd: Counter[tuple[str, str]],
    ) -> None:
        self._values, self._table, self._odd = values, table, odd
        self.number = number

    def text(self, column: str) -> str:
        """Give a text; a number as it is written, bytes as UTF-8 and counted, nothing as empty."""
        value = self._values.get(column)
        if isinstance(value, str):
            return value
        if isinstance(value, bytes):
            self._odd[self._table, column] += 1
            return value.decode("utf-8", errors="replace")
        return "" if value is None else str(value)

    def words(self, column: str) -> str | None:
        """Give a text, or None where the cell is empty."""
        return None if self._values.get(column) is None else self.text(column)

    def whole(self, column: str) -> int | None:
        """Give a whole number, also one kept as REAL or as text; None for nothing and for less."""
        value = self._values.get(column)
        if value is None or isinstance(value, int):
            return value
        if isinstance(value, float) and abs(value) < _MOST and value == int(value):
            return int(value)
        if isinstance(value, str) and re.fullmatch(r"[+-]?\d{1,15}", value, re.ASCII):
            return int(value)
        if value not in {"", "NA"}:  # R's word for nothing
            self._odd[self._table, column] += 1
        return None

    def key(self, column: str) -> str:
        """Give a whole number as a key, empty where there is none."""
        number = self.whole(column)
        return "" if number is None else str(number)


def as_date(written: str) -> str:
    """Give a date and time as ISO 8601, empty where it is none that is known.

    >>> as_date("2024-09-30 20:14:43"), as_date("Mon Oct  7 12:05:00 2013"), as_date("i går")
    ('2024-09-30T20:14:43', '2013-10-07T12:05:00', '')
    """
    written = written.strip()
    if match := _DATE.fullmatch(written):
        day, hour, zone = match.groups()
        zone = (zone or "").replace(":", "")
        shown = zone if len(zone) < 2 else f"{zone[:3]}:{zone[3:]}"
        return f"{day}T{hour}{shown}" if hour else day
    match = _FROM_R.fullmatch(written)
    if match and match[1] in _MONTHS:
        return f"{match[4]}-{_MONTHS.index(match[1]) + 1:02}-{int(match[2]):02}T{match[3]}"
    return ""


def as_hex(color: str) -> str:
    """Give a colour as ``#rrggbb``, empty where it is written in another way.

    >>> as_hex("#B5B5EC"), as_hex("rgb(255,0,16)"), as_hex("antiquewhite1")
    ('#b5b5ec', '#ff0010', '')
    """
    if _HEX.fullmatch(color):
        return color.lower()
    match = _RGB.fullmatch(color)
    if match and all(int(part) < 256 for part in match.groups()):
        return "#{:02x}{:02x}{:02x}".format(*(int(part) for part in match.groups()))
    return ""
