"""Interviews, and who has read which for what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from .place import NOWHERE, At

__all__ = ["Assignment", "Interview", "Reading"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """One row of ``interviews.csv``; several participants in a joint interview.

    ``date`` is ISO, to the month or the day, or empty; ``minutes`` None where not known.
    """

    id: str
    participants: tuple[str, ...]
    date: str = ""
    interviewer: str = ""
    medium: str = ""
    minutes: int | None = None
    transcript: Literal["present", "withheld", "missing"] = "present"
    at: At = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """That a set is to code an interview; it says nothing of what was read.

    A kind of its own beside ``Reading``, though both are rows of ``readings.csv``: what counts
    readings cannot take one for the other.
    """

    set: str
    interview: str
    at: At = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """That a set has read an interview for codes (``("*",)``: all), under which codebook."""

    set: str
    interview: str
    codes: tuple[str, ...]
    codebook: int | None = None
    date: str = ""
    at: At = field(default=NOWHERE, compare=False, repr=False)
