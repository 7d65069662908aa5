"""The words by which transcripts say who speaks, in Danish, English, and their neighbours.

These are words of the trade of transcribing, not of any study. A language is added by its words.
"""

from __future__ import annotations

import re

from .imported import Guess

__all__ = ["CONNECTORS", "JOINED", "LENGTH_OF_TAPE", "is_role_word", "role_in"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ROLES: dict[Guess, frozenset[str]] = {
    "interviewer": _words(
        """interviewer interviewere interviewers intervieweren interviewerin int intervjuer
        intervjuare moderator facilitator forsker forskeren forskere researcher researchers
        spørger spørgsmål question fråga frage fragesteller"""
    ),
    "participant": _words(
        """informant informanten informanter informants respondent respondenten respondenter
        respondents deltager deltageren deltagere deltagar deltagare participant participants
        interviewee interviewees interviewperson interviewpersonen intervjuperson ip svarperson
        befragte befragter teilnehmer teilnehmerin svar answer antwort"""
    ),
    "other": _words(
        """tolk tolken interpreter translator observatør observer referent notetaker ukendt
        unknown okänd unbekannt andre others"""
    ),
}
_WORD = re.compile(r"[^\W\d_]+")

CONNECTORS = _words("og and und och & + af de da von van der den la el")
"""Words that may stand in lower case within a name or between two."""

JOINED = re.compile(r"\s+(?:og|and|und|och)\s+|\s*[&+/]\s*|\s*,\s+", re.IGNORECASE)
"""What joins the speakers of a joint label: ``X og Y``, ``X + Y``, ``X/Y``."""

LENGTH_OF_TAPE = re.compile(
    r"(?:båndlængde|varighed|længde|optagelsens længde|duration|length|tape length|längd|dauer)"
    r"\s{0,4}[:=]?\s{0,4}[\d.:,]+\s{0,4}(?:t|h|m|min|sek|timer|minutter|minutes|hours)?\.?",
    re.IGNORECASE,
)
"""A line that gives the length of the recording, whole."""


def is_role_word(word: str) -> bool:
    """Tell whether a word names a role in an interview; digits at its end do not matter.

    >>> is_role_word("Interviewer2"), is_role_word("bolig")
    (True, False)
    """
    return role_in(word) != "unsure"


def role_in(text: str) -> Guess:
    """Give the role that the first role word of a text names, ``unsure`` where it has none.

    >>> role_in("Informant 2 (mor)"), role_in("Anne Marie")
    ('participant', 'unsure')
    """
    for word in _WORD.findall(text.casefold()):
        for role, words in _ROLES.items():
            if word in words:
                return role
    return "unsure"
