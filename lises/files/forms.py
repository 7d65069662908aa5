"""The forms that ids, dates and the like must have; the JSON Schemas hold the same patterns."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from random import Random

from lises.errors import LisesError

__all__ = [
    "AGE_KEY",
    "ANY",
    "CLAIM_REFERENCE",
    "CODE_ID",
    "COLOR",
    "COUNTRY",
    "DATE",
    "DATE_OR_MONTH",
    "LANGUAGE",
    "NAME",
    "PASSAGE_ID",
    "PLACE",
    "RELATED",
    "SAFE_ID",
    "SHA256",
    "SOURCE_KEY",
    "TEXT_TIER",
    "THING_ID",
    "Form",
    "passage_id",
    "passage_prefix",
]

UNSAFE = "id-unsafe"
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"

# An id names a file, a page and a link: it must be a harmless file name on every system, and
# Windows keeps some names for devices.
_NOT_A_DEVICE = (
    r"(?!(?:[cC][oO][nN]|[pP][rR][nN]|[aA][uU][xX]|[nN][uU][lL]"
    r"|[cC][oO][mM][0-9]|[lL][pP][tT][0-9])$)"
)
_SAFE = r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}"


@dataclass(frozen=True, slots=True)
class Form:
    """A pattern that a text must have as a whole, its name in words, and the rule it breaks."""

    pattern: str
    words: str
    calendar: bool = False
    rule: str = "field-value"

    def fits(self, text: str) -> bool:
        """Tell whether the whole text has this form."""
        if not _compiled(self.pattern).search(text):
            return False
        return not self.calendar or _is_day(text)


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    # ECMA's "$", which schemas mean, is Python's "\\Z".
    return re.compile(pattern.replace("$", r"\Z"))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text if len(text) > 7 else f"{text}-01")
    except ValueError:
        return False
    return True


SAFE_ID = Form(
    f"^{_NOT_A_DEVICE}{_SAFE}$",
    "an id: up to 64 of A-Z a-z 0-9 - _, beginning with a letter or digit, "
    "and no device name of Windows",
    rule=UNSAFE,
)
CODE_ID = Form(
    f"^{_NOT_A_DEVICE}(?=.{{1,64}}$)[a-z0-9]+(?:-[a-z0-9]+)*$",
    "a code: up to 64 of a-z 0-9, in parts joined by hyphens, and no device name of Windows",
    rule=UNSAFE,
)
PASSAGE_ID = Form(
    rf"^{_SAFE}-[{_ALPHABET}]{{4}}$",
    f"an id of a passage: its interview, a hyphen and four of {_ALPHABET}",
    rule=UNSAFE,
)
SOURCE_KEY = Form(
    r"^[A-Za-z0-9](?:[A-Za-z0-9_:.+-]{0,62}[A-Za-z0-9_+-])?$",
    "a key: up to 64 of A-Z a-z 0-9 _ : . + -",
    rule=UNSAFE,
)
CLAIM_REFERENCE = Form(
    rf"^(?:{_SAFE}/)?{_SAFE}$", 'a claim, "claim-2", or of another study "study/claim-2"'
)
RELATED = Form(
    rf"^{_SAFE}(?:/{_SAFE})?$", 'a study, "study", or a claim or figure of it, "study/claim-2"'
)
PLACE = Form(
    r"^(?:(?:study|guide|codebook|themes|framework|claims|related)\.yaml|(?:participants|interviews|asked|readings)\.csv"
    r"|sources\.bib|(?:findings|memos|fieldnotes|journal|transcripts|codes|claims|searches)"
    rf"/{_SAFE})$",
    'a place in the study: a file, "study.yaml", or a folder and an id, "findings/tap", '
    '"memos/tap", "codes/tap"',
)
LANGUAGE = Form(
    r"^(?!(?:con|prn|aux|nul)$)[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$", 'a language, "da" or "en"'
)
_DAY = r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
DATE = Form(f"^{_DAY}$", "a day, 2026-03-22", calendar=True)
DATE_OR_MONTH = Form(
    rf"^(?:{_DAY}|[0-9]{{4}}-(?:0[1-9]|1[0-2]))$",
    "a month or a day, 2020-05 or 2020-05-14",
    calendar=True,
)
SHA256 = Form("^[0-9a-f]{64}$", "a SHA-256 digest: 64 of 0-9 a-f")
TEXT_TIER = Form(
    r"^(?:rules|[A-Za-z0-9_]+==[0-9][0-9A-Za-z.]*)$",
    '"rules", or a pipeline with its version, "da_core_news_sm==3.8.0"',
)
COLOR = Form("^#[0-9a-f]{6}$", "a colour as #rrggbb, in small letters")
# Whatever the study names: a passage's id is its interview's and five characters more.
THING_ID = Form(r"^[A-Za-z0-9][A-Za-z0-9_-]{0,68}$", "an id of something in the study", rule=UNSAFE)
COUNTRY = Form("^[A-Z]{2}$", "a country by its two letters (ISO 3166-1), DK")
AGE_KEY = Form(
    "^age1[02-9ac-hj-np-z]{58}$", "a public key of age, age1… and 58 more, as age-keygen gives it"
)
ANY = Form("", "a text")
NAME = Form(r"\S", "a text that is not blank")


def passage_id(interview: str, taken: Container[str], random: Random) -> str:
    """Make a new id for a passage of this interview.

    Parameters
    ----------
    interview : str
        The interview's id; the passage's begins with it.
    taken : Container[str]
        Every passage id of the study, over all coding sets.
    random : Random
        Where the four characters come from; seeded, the same ids come again.

    Raises
    ------
    LisesError
        If a thousand draws in a row were taken: the interview has some hundred thousand passages.

    Examples
    --------
    >>> passage_id("R03", set(), Random(1))
    'R03-4vr8'
    """
    for _ in range(1000):
        made = f"{interview}-{''.join(random.choices(_ALPHABET, k=4))}"
        if made not in taken:
            return made
    raise LisesError(f'no free passage id is left for interview "{interview}"')


def passage_prefix(passage: str) -> str:
    """Give the interview that a passage id names.

    >>> passage_prefix("DEMO-R03-7k2m")
    'DEMO-R03'
    """
    return passage[:-5]
