"""Identifiers that are known by how they are written: numbers, addresses, dates, links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from .candidate import Found, Kind
from .names_da import TOWNS
from .structured import CPR, is_cpr

__all__ = ["MONTHS", "ORDINALS", "written_forms"]

MONTHS = (
    "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
    "|jan|feb|mar|apr|aug|sep|sept|okt|nov|dec"
)
ORDINALS = (
    "første|anden|andet|tredje|trejde|fjerde|femte|sjette|syvende|ottende|niende|tiende|ellevte"
    "|tolvte|trettende|fjortende|femtende|sekstende|syttende|attende|nittende|tyvende"
    "|(?:en|et|to|tre|fire|fem|seks|syv|otte|ni)(?: ?og ?)tyvende|tredivte"
    "|(?:en|et)(?: ?og ?)tredivte"
)
_GAP = "[ \u00a0.-]?"
_ROADS = (
    "vej|vejen|gade|gaden|allé|alle|alléen|plads|pladsen|stræde|strædet|boulevard|vænge|vænget|torv"
    "|torvet|parken|stien|sti|have|haven|gård|gården|bakken|toften|skrænten|krogen|kaj|strand"
    "|svinget|vangen|park|brink|engen|lunden|dal|dalen|høj|bro|brynet"
)
_ROADS_ALONE = (
    "vej|vejen|gade|gaden|allé|alléen|stræde|strædet|vænget|boulevard|parken|stien|toften|brynet"
)
_FLOOR = r"(?:,? (?:\d{1,2}|st|stuen|kl)\.?,? ?(?:sal)?,? ?(?:tv|th|mf)?\b\.?)?"
_SITES = "dk|com|org|net|eu|info|nu|se|no|de"
_PROFILES = "instagram|insta|snap|snapchat|tiktok|twitter|facebook|discord|gamertag"

_CPR_PLAIN = re.compile(r"(?<![\d.,-])(\d{2})(\d{2})(\d{2}) ?(\d{4})(?![\d-])")
_MAIL = re.compile(r"[\w.+-]*\w@(?:[\w-]+\.)+[a-z]{2,}(?![\w-])", re.IGNORECASE)
_MAIL_SPOKEN = re.compile(
    r"(?<!\w)[\w.+-]+ snabel-?a [\w-]+(?: ?(?:punktum|dot|\.) ?\w{2,4})+(?!\w)", re.IGNORECASE
)
_PHONE = re.compile(
    rf"(?<![\d.,/-])(?:(?:\+|00)45{_GAP})?\d\d{_GAP}\d\d{_GAP}\d\d{_GAP}\d\d(?![\d/-]|[.,]\d)"
)
_PHONE_ABROAD = re.compile(
    rf"(?<![\w.,])(?:\+|00)[1-9]\d{{0,2}}{_GAP}(?:\(0\))?\d(?:{_GAP}\d){{5,11}}(?!\d)"
)
_STREET = re.compile(
    rf"(?<!\w)(?:(?:[A-ZÆØÅ]\w*\.)*[A-ZÆØÅ]\w*\.? )*\w*(?i:{_ROADS})"
    rf" (?:nr\.? |nummer )?\d{{1,3}}(?: ?[a-zA-Z](?!\w))?(?!\w){_FLOOR}"
)
_STREET_NAME = re.compile(
    r"(?<!\w)(?!(?:Hoved|Gang|Om|Ad|Af|Ud|Gå)?(?:vej|gade))"
    rf"[A-ZÆØÅ][\wé]*(?:{_ROADS_ALONE})s?(?!\w)"
    r"|(?<!\w)(?:[A-ZÆØÅ][\wé]+ )?[A-ZÆØÅ][\wé]+ "
    r"(?:Allé|Alle|Vej|Gade|Plads|Boulevard|Torv|Park|Vænge|Stræde)(?!\w)"
)
_POSTCODE = re.compile(
    r"(?<![\d.,/-])(?:DK-?)?[1-9]\d{3},? +(?:i +)?([A-Za-zÆØÅæøå]+)(?: [NSØVCK](?!\w))?"
)
_CASE = re.compile(
    r"(?<!\w)(?:sag(?:en|s)?|journal|j\.?|sagsnummer|journalnummer|referencenummer|klagenummer)"
    r"[\s-]?(?:nr\.?|nummer(?:et)?)?(?: er)?:? ?"
    r"(?=[\w./-]*\d)[A-Z0-9][\w./-]*\d",
    re.IGNORECASE,
)
_CASE_PLAIN = re.compile(
    r"(?<![\w./-])(?:\d{2,4}[./-]\d{4,7}(?:[./-]\d+)?|[A-Z]{1,4}-?\d{2,4}-\d{3,})(?![\w])"
)
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_DATE = re.compile(
    rf"(?<![\w.,])(?:d\. ?|den )?(?:[12]?\d|3[01])(?:\.|te|ende|nde)?"
    rf" ?(?:{MONTHS})\b(?: (?:19|20)\d\d)?"
    rf"|(?<![\w.,/-]){_DAY}[./-] ?{_MONTH}[./-] ?(?:19|20)?\d\d(?![\w/-])"
    r"|(?<![\w.,/-])(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\w-])"
    rf"|(?<![\w.,/-])(?:d\. ?|den ){_DAY}[./] ?{_MONTH}(?:\.? (?:19|20)\d\d)?(?![\w/-])",
    re.IGNORECASE,
)
_DATE_SPOKEN = re.compile(
    rf"(?<!\w)(?:den )?(?:{ORDINALS}) (?:i )?(?:{MONTHS})(?!\w)"
    rf"|(?<!\w)den (?:{ORDINALS})(?: i| ,|,)? (?:{ORDINALS})(?!\w)",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?<![\w@])(?:https?://|www\.)[^\s<>\"]+[^\s<>\".,;:!?)]"
    rf"|(?<![\w@.])[\w-]+(?:\.[\w-]+)*\.(?:{_SITES})(?:/[^\s<>\"]*[^\s<>\".,;:!?)])?(?!\w)",
    re.IGNORECASE,
)
_PROFILE = re.compile(
    r"(?<![\w@.])@\w[\w.]{1,28}\w"
    rf"|(?<!\w)(?:(?:{_PROFILES})(?:navn)?|brugernavn(?:et)?|profil(?:en)?)"
    r"(?: (?:hedder|kalder) jeg(?: mig)?| er| hedder| som|:)*:? ?(?P<name>[\w.]*[\d_][\w.]*\w)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w.,/-])\d{6,}(?![\w/-]|[.,]\d)")


def written_forms(text: str) -> Iterator[Found]:
    """Find what is known by its form, in any order; stretches may overlap.

    >>> said = "ring på 20 30 40 50"
    >>> [(f.kind, said[f.start : f.end]) for f in written_forms(said)]
    [('phone', '20 30 40 50')]
    """
    if any(map(str.isdigit, text)):
        yield from _with_digits(text)
    for found in _MAIL.finditer(text):
        yield Found(*found.span(), "mail", "a mail address", 0.99)
    for found in _MAIL_SPOKEN.finditer(text):
        yield Found(*found.span(), "mail", "a mail address as it is said", 0.9)
    for found in _DATE_SPOKEN.finditer(text):
        yield Found(*found.span(), "date", "a day and month in words", 0.8)
    for found in _STREET_NAME.finditer(text):
        yield Found(*found.span(), "street", "written like a street", 0.7)
    for found in _LINK.finditer(text):
        yield Found(*found.span(), "link", "an address on the web", 0.9)
    for found in _PROFILE.finditer(text):
        span = found.span("name") if found["name"] else found.span()
        yield Found(*span, "profile", "a name on the web", 0.85)


def _with_digits(text: str) -> Iterator[Found]:
    for pattern, sure in ((CPR, 0.99), (_CPR_PLAIN, 0.9)):
        for found in pattern.finditer(text):
            if is_cpr(*found.groups()):
                yield Found(*found.span(), "cpr", "a CPR number with a day that there was", sure)
    rows: tuple[tuple[re.Pattern[str], Kind, str, float], ...] = (
        (_PHONE, "phone", "eight digits", 0.85),
        (_PHONE_ABROAD, "phone", "a telephone number with a country's", 0.9),
        (_STREET, "street", "a street with its number", 0.9),
        (_CASE, "case", "a case number", 0.9),
        (_CASE_PLAIN, "case", "written like a case number", 0.6),
        (_DATE, "date", "a day", 0.85),
        (_NUMBER, "number", "a long number", 0.5),
    )
    for pattern, kind, why, sure in rows:
        for found in pattern.finditer(text):
            if _sensible(kind, found):
                yield Found(*found.span(), kind, why, sure)
    for found in _POSTCODE.finditer(text):
        if found[1].casefold() in TOWNS:
            yield Found(*found.span(), "postcode", "a postcode with its town", 0.95)


def _sensible(kind: Kind, found: re.Match[str]) -> bool:
    """Leave out what has the form but is something else."""
    check: Callable[[str], bool] | None = {"street": _names_a_street, "phone": _is_phone}.get(kind)
    return check is None or check(found[0])


def _names_a_street(said: str) -> bool:
    """Tell a street from a number that follows a word: *på vej 3*, *min have 2*."""
    first = said.split(maxsplit=1)[0]
    return first[0].isupper() or len(first) > 6


def _is_phone(said: str) -> bool:
    digits = "".join(filter(str.isdigit, said))
    return len(digits) != 8 or not digits.startswith(("19", "20")) or not _years(said)


def _years(said: str) -> bool:
    """Tell two years, *2019 2020*, which have the digits of a number."""
    parts = re.split(r"[ \u00a0.-]", said)
    return len(parts) == 2 and all(len(p) == 4 and p[:2] in ("19", "20") for p in parts)
