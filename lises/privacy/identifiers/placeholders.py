"""What is put for a name: a numbered placeholder or a pseudonym, with the ending of the name."""

from __future__ import annotations

import re
from collections.abc import Collection

from lises.errors import LisesError

from .candidate import Kind

__all__ = ["PLACEHOLDER", "inflected", "next_placeholder", "put_as_written"]

PLACEHOLDER = re.compile(r"\[[A-ZÆØÅ]+\d+\]")
_BARE = re.compile(r"[A-ZÆØÅ]+\d+")
_STEMS: dict[str, dict[Kind, str]] = {
    "da": {
        "person": "NAVN", "name": "NAVN", "place": "STED", "organisation": "ORGANISATION",
        "cpr": "CPR", "phone": "TELEFON", "mail": "MAIL", "street": "ADRESSE",
        "postcode": "POSTNUMMER", "case": "SAG", "date": "DATO", "link": "LINK",
        "profile": "PROFIL", "number": "NUMMER",
    },
    "en": {
        "person": "NAME", "name": "NAME", "place": "PLACE", "organisation": "ORGANISATION",
        "cpr": "CPR", "phone": "PHONE", "mail": "MAIL", "street": "ADDRESS",
        "postcode": "POSTCODE", "case": "CASE", "date": "DATE", "link": "LINK",
        "profile": "PROFILE", "number": "NUMBER",
    },
}  # fmt: skip
MOST = 80  # characters of what may be put


def next_placeholder(kind: Kind, language: str, used: Collection[str]) -> str:
    """Give the first placeholder of a kind that is not in use.

    >>> next_placeholder("person", "da", {"[NAVN1]", "[NAVN2]"})
    '[NAVN3]'
    """
    stem = _STEMS.get(language.partition("-")[0], _STEMS["en"])[kind]
    numbers = [int(p.strip("[]")[len(stem) :]) for p in used if _is_of(p, stem)]
    return f"[{stem}{max(numbers, default=0) + 1}]"


def _is_of(placeholder: str, stem: str) -> bool:
    return re.fullmatch(rf"\[{stem}\d+\]", placeholder) is not None


def put_as_written(put: str) -> str:
    """Give what is to stand in the text: ``NAVN1`` in its brackets, a pseudonym as it is.

    Raises
    ------
    LisesError
        If it is of several lines, too long, or would be read as something else.

    Examples
    --------
    >>> put_as_written("NAVN1"), put_as_written(" Vera ")
    ('[NAVN1]', 'Vera')
    """
    plain = " ".join(put.split())
    if _BARE.fullmatch(plain):
        return f"[{plain}]"
    if not plain or len(plain) > MOST or re.search(r"[*\\⟦⟧\x00-\x1f]", plain):
        raise LisesError(f"what is put must be 1 to {MOST} characters without * \\ and line ends")
    if ("[" in plain or "]" in plain) and not PLACEHOLDER.fullmatch(plain):
        raise LisesError("a placeholder in brackets is capitals and a number, [NAVN1]")
    return plain


def inflected(put: str, ending: str) -> str:
    """Put the ending of a name behind what is put for it, as the language has it there.

    >>> inflected("[NAVN1]", "'"), inflected("Vera", "s"), inflected("Jens", "s")
    ('[NAVN1]s', 'Veras', "Jens'")
    """
    if not ending:
        return put
    return f"{put}'" if put[-1] in "sxzSXZ" else f"{put}s"
