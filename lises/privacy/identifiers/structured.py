"""Identifiers that are known by their form alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

__all__ = ["CPR", "identifiers_in", "is_cpr"]

# Six digits of a birthday, four that tell century and person. No check digit: since 2007 most
# numbers that are given out do not pass modulus 11.
CPR = re.compile(
    r"(?<![\w.,-])(\d{2})(\d{2})(\d{2})"
    r"[ \u00a0]?[-\u2010\u2011\u2013]?[ \u00a0]?(\d{4})(?![\w-])"
)
MAIL = re.compile(r"(?<=\w)@(?:[\w-]+\.)+[a-z]{2,}(?![\w-])", re.IGNORECASE)
PHONE = re.compile(r"(?<![\w.,])(?:\+|00)45[ \u00a0]?\d{2}(?:[ \u00a0]?\d{2}){3}(?!\d)")


def is_cpr(day: str, month: str, year: str, last: str) -> bool:
    """Say whether digits are a CPR number: a day that there was, of the century they tell.

    >>> is_cpr("31", "02", "85", "1234"), is_cpr("29", "02", "00", "4321")
    (False, True)
    """
    century = _century(int(last[0]), int(year))
    try:
        date(century + int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _century(seventh: int, year: int) -> int:
    """Give the century that the seventh digit tells (CPR-kontoret, personnummeret i CPR)."""
    if seventh <= 3:
        return 1900
    if seventh in (4, 9):
        return 2000 if year <= 36 else 1900
    return 2000 if year <= 57 else 1800


def identifiers_in(text: str) -> Iterator[str]:
    """Name the kinds of identifiers that a text holds, each once: cpr, mail, phone.

    >>> list(identifiers_in("write to x@" "host.dk, 010203" "-4567"))
    ['cpr', 'mail']
    """
    if any(is_cpr(*found.groups()) for found in CPR.finditer(text)):
        yield "cpr"
    if MAIL.search(text):
        yield "mail"
    if PHONE.search(text):
        yield "phone"
