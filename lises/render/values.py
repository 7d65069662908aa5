"""Values in prose as a page shows them: with its language's signs and words."""

from __future__ import annotations

from lises.evidence import Value, parse_value

from .words import Words

__all__ = ["value_text"]

TOGETHER = "\u00a0"  # a number and its unit stay on one line


def value_text(words: Words, text: str, value: Value) -> str:
    r"""Write a value as the role asks for it; "?" where there is none.

    Parameters
    ----------
    words : Words
        Of the language of the prose around it.
    text : str
        What the role says: ``share: a; percent 1``.
    value : Value

    Raises
    ------
    QueryError
        If ``text`` cannot be read.

    Examples
    --------
    >>> value_text(Words("da"), "share: a; percent 1", Value(0.5384, 7, 13))
    '53,8\xa0%'
    >>> value_text(Words("en"), "n: a; n of N; unit", Value(7, 7, 13))
    '7 of 13\xa0participants'
    """
    asked = parse_value(text)
    if value.number is None:
        return "?"
    if asked.form == "of":
        shown, counted = words("n-of", n=value.n, of=value.of), float(value.of or 0)
    elif asked.form == "percent":
        number = words.number(100 * value.number, asked.digits)
        shown, counted = words("percent", value=number), value.number
    else:
        shown, counted = words.number(value.number, asked.digits), value.number
    key = f"unit-{asked.measure}"
    if not asked.unit or not words.has(key) or asked.form == "percent":
        return shown
    return f"{shown}{TOGETHER}{words(key, n=counted)}"
