"""Values in prose: ``{lises:value}`share: tap by role=gardener; percent; expected 54```.

::

    value  = [ study "/" ] measure [ ":" query ] [ "by" who { "," who } ] { ";" option }
    who    = name "=" value { "|" value }, or the one word everybody
    option = "percent" [ digits ] | "decimals" digits | "n of N" | "unit" | "expected" text

``query`` is a code query as findings have it. ``by`` says whose words are counted: ``role`` or an
attribute; a value with a blank or a sign in it stands in quotation marks. On a finding's page those
in its scope are meant where nothing else is said; elsewhere everybody. On an author's page the
study is named. ``expected`` is the value that the sentence was written for: where another one is
counted, the check fails.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, NoReturn

from lises.errors import QueryError, did_you_mean

__all__ = [
    "MEASURES",
    "NOT_COUNTED",
    "AskedValue",
    "Form",
    "Measure",
    "Value",
    "as_expected",
    "changed",
    "fail",
    "parse_value",
    "plain",
]

Form = Literal["number", "percent", "of"]


@dataclass(frozen=True, slots=True)
class Measure:
    """What can be counted: with a code query (``needs``, ``may`` or ``none``), shown how."""

    query: Literal["needs", "may", "none"]
    form: Form = "number"
    digits: int = 0
    of: bool = False


MEASURES = {
    "n": Measure("needs", of=True),
    "of": Measure("needs", of=True),
    "share": Measure("needs", "percent", of=True),
    "passages": Measure("may"),
    "codings": Measure("may"),
    "turns": Measure("may"),
    "words": Measure("may"),
    "interviews": Measure("may"),
    "participants": Measure("none"),
    "interviewed": Measure("none"),
    "minutes": Measure("none"),
    "speech": Measure("none", "percent"),
    "codes": Measure("none"),
    "alpha": Measure("may", digits=2),
    "kappa": Measure("may", digits=2),
    "agreement": Measure("may", "percent"),
    "saturation": Measure("none"),
}
"""Everything that prose can ask for, by name; see ``measures.measured`` for what each is."""

EVERYBODY = "everybody"

_PART = re.compile(r'(?:[^;"]|"[^"]*"?)+')
_HEAD = re.compile(r"\s*(?:(?P<study>[\w.-]+)\s*/\s*)?(?P<measure>[\w-]*)\s*")
_BY = re.compile(r"(?:^|\s)by(?:\s|$)")
_FORM = re.compile(r"(?P<percent>percent)(?: (?P<digits>[0-6]))?|decimals (?P<decimals>[0-6])")
_NAME = re.compile(r'\s*(?:"(?P<quoted>[^"]*)"|(?P<word>[^\s|,;="]+))\s*')


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedValue:
    """A value as prose asks for it, read but not looked up.

    ``query`` begins at ``query_at`` of ``text``. ``who`` are (name, values) with where each stands;
    None where none is named, empty for everybody. ``expected`` is as it was written.
    """

    text: str
    study: str
    measure: str
    query: str = ""
    query_at: int = 0
    who: tuple[tuple[str, tuple[str, ...]], ...] | None = None
    who_at: tuple[int, ...] = ()
    form: Form = "number"
    digits: int = 0
    unit: bool = False
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """What was counted: the number, and n and N where it is of participants.

    ``fault`` is the rule that is broken where there is none, and ``why`` says it in words.
    """

    number: float | None = None
    n: int | None = None
    of: int | None = None
    fault: str = ""
    why: str = ""


NOT_COUNTED = Value(fault="value-undefined", why="was not counted where the study was released")


def parse_value(text: str) -> AskedValue:
    """Read what a role asks for; names of codes, people and studies are not looked up here.

    Raises
    ------
    QueryError
        If it cannot be read; the message points at the place with a caret.

    Examples
    --------
    >>> asked = parse_value("share: tap by role=gardener; percent 1; expected 66.7")
    >>> asked.measure, asked.query, asked.who, asked.digits, asked.expected
    ('share', 'tap', (('role', ('gardener',)),), 1, '66.7')
    """
    parts = [(found.start(), found[0]) for found in _PART.finditer(text)]
    if not parts:
        fail(text, 0, f"a measure is wanted: {', '.join(MEASURES)}")
    made = _head(text, parts[0][1])
    measure = MEASURES[made.measure]
    options: dict[str, Any] = {"form": measure.form, "digits": measure.digits}
    for at, part in parts[1:]:
        options |= _option(text, at + len(part) - len(part.lstrip()), part.strip(), made.measure)
    return replace(made, **options)


def _head(text: str, head: str) -> AskedValue:
    found = _HEAD.match(head)
    assert found is not None  # it matches nothing too
    measure, at = found["measure"], found.start("measure")
    if measure not in MEASURES:
        near = did_you_mean(measure, MEASURES) or f"there are {', '.join(MEASURES)}"
        fail(text, at, f'no measure "{measure}"; {near}', len(measure))
    rest_at, rest = found.end(), head[found.end() :]
    by = _BY.search(rest)
    if by and rest[by.start() :].strip() == "by":
        fail(text, rest_at + by.end(), "role or an attribute is wanted here, or everybody")
    asked = rest[: by.start()] if by else rest
    who, who_at = _who(text, rest_at + by.end()) if by else (None, ())
    query = _query(text, (measure, at), rest_at, asked)
    start = text.find(query, rest_at) if query else 0
    return AskedValue(
        text=text, study=found["study"] or "", measure=measure,
        query=query, query_at=start, who=who, who_at=who_at,
    )  # fmt: skip


def _query(text: str, measure: tuple[str, int], at: int, asked: str) -> str:
    """Give the code query after the colon; empty where there is none and none is needed."""
    name, start = measure
    wants = MEASURES[name].query
    if asked.strip() and not asked.startswith(":"):
        fail(text, at, "a colon and a code query are wanted here, or by, or ;")
    query = asked[1:].strip()
    if wants == "needs" and not query:
        fail(text, start, f"{name} is of a code query: {name}: code", len(name))
    if wants == "none" and asked.strip():
        fail(text, at, f"{name} is of no code query", len(asked.rstrip()))
    if asked.strip() and not query:
        fail(text, at + 1, "a code query is wanted here")
    return query


def _who(text: str, at: int) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], tuple[int, ...]]:
    """Read ``role=x|y, age=z`` from a place on, to the end of the part."""
    end = at + len((_PART.match(text, at) or [""])[0])
    if text[at:end].strip() == EVERYBODY:
        return (), ()
    found: list[tuple[str, tuple[str, ...]]] = []
    places: list[int] = []
    while True:
        places.append(at + len(text[at:end]) - len(text[at:end].lstrip()))
        name, at = _name(text, at, "role or an attribute")
        at = _sign(text, at, "=")
        values, more = [], True
        while more:
            value, at = _name(text, at, f"a value of {name}")
            values.append(value)
            more = text[at : at + 1] == "|"
            at += more
        found.append((name, tuple(values)))
        if at >= end:
            return tuple(found), tuple(places)
        at = _sign(text, at, ",")


def _name(text: str, at: int, wanted: str) -> tuple[str, int]:
    found = _NAME.match(text, at)
    if found is None or text[at:].lstrip().startswith(";"):
        fail(text, at, f"{wanted} is wanted here")
    return found["quoted"] if found["quoted"] is not None else found["word"], found.end()


def _sign(text: str, at: int, sign: str) -> int:
    if text[at : at + 1] != sign:
        fail(text, at, f"{sign} is wanted here")
    return at + 1


def _option(text: str, at: int, part: str, measure: str) -> dict[str, Any]:
    if part == "unit":
        return {"unit": True}
    if part.startswith("expected "):
        return _expected(text, at, part)
    if part.casefold() == "n of n":
        if not MEASURES[measure].of:
            fail(text, at, f"{measure} is not n of N; n and share are", len(part))
        return {"form": "of"}
    form = _FORM.fullmatch(part)
    if form is None:
        fail(text, at, "percent, decimals 2, n of N, unit or expected … is wanted here", len(part))
    if form["percent"] and MEASURES[measure].form != "percent":
        fail(text, at, f"{measure} is no share", len(part))
    digits = int(form["digits"] or form["decimals"] or 0)
    return {"form": "percent" if form["percent"] else "number", "digits": digits}


def _expected(text: str, at: int, part: str) -> dict[str, Any]:
    said = part.partition(" ")[2].strip()
    if not _read(said):
        fail(text, at, _EXPECTED, len(part))
    return {"expected": said}


_EXPECTED = 'expected is a number as it is shown, without signs for thousands: "54" or "7 of 13"'
_OF = re.compile(r"\s+(?:of|af|ud af|out of|von|sur|de|av)\s+")


def _read(text: str) -> tuple[Decimal, ...]:
    """Read "54 %", "0,74" or "7 of 13" as numbers; nothing where it is none."""
    try:
        bare = (p.strip().removesuffix("%").strip().replace(",", ".") for p in _OF.split(text))
        return tuple(Decimal(part.replace("−", "-")) for part in bare)
    except InvalidOperation:
        return ()


def plain(asked: AskedValue, value: Value) -> str:
    """Write a value as ``expected`` has it: "54", "0.74", "7 of 13"; empty where there is none."""
    if value.number is None:
        return ""
    if asked.form == "of":
        return f"{value.n} of {value.of}"
    times = 100 if asked.form == "percent" else 1
    return f"{value.number * times:.{asked.digits}f}"


def as_expected(asked: AskedValue, value: Value) -> bool:
    """Tell whether a value is still the one that the author wrote for; True where none is fixed."""
    return not asked.expected or _read(asked.expected) == _read(plain(asked, value))


def changed(text: str, value: Value) -> tuple[str, str, str] | None:
    """Say what is wrong with a value in prose: rule, message and remedy; None where nothing is.

    Parameters
    ----------
    text : str
        What the role says.
    value : Value
        What was counted for it.
    """
    if value.fault:
        said = value.why if text in value.why else f"`{text}`: {value.why}"
        return value.fault, said, _REMEDIES.get(value.fault, "")
    asked = parse_value(text)
    if as_expected(asked, value):
        return None
    now = plain(asked, value)
    said = " ".join(text.partition(";")[0].split())
    return (
        "value-changed",
        f"`{said}` was {asked.expected} and is now {now}",
        f"read the sentence again; then write expected {now}, or put right what changed it",
    )


_REMEDIES = {
    "value-unreadable": "the page on values in the guide has every measure and option",
    "value-undefined": "take the value out, or add to the study what it is to be taken from",
}


def fail(text: str, at: int, why: str, length: int = 1) -> NoReturn:
    """Refuse a value, pointing at the place."""
    raise QueryError(f"{why}\n    {text}\n    {' ' * at}{'^' * max(length, 1)}")
