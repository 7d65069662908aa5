"""Texts, ids and dates as hard as real ones.

What gives a strategy gives the same one each time (``cache``): making one anew at each draw, and
looking through it, took three quarters of the time that a study needs.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

from hypothesis import strategies as st

from lises.files.forms import passage_id
from lises.files.text import character_fault
from lises.model import (
    CLEARANCES,
    EMPTY,
    LocalText,
)

_TELLING = [
    *"æøåÆØÅé …–—“”’«»\"'[](){}<>*_`#&|!?:;,.%@=+-\\/~^$0123456789abcxyzNO",
    "q\u0323",  # a mark that has no composed letter
    "🌱",
    "👩\u200d🌾",
    "\u2028",
    "\u00a0",
    "no",
    "12:40",
    ": ",
    " #",
    "- ",
    "**I**: ",
    "---",
    "livline",
]
_LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Cn"))


def _settled(parts: list[str]) -> str:
    return unicodedata.normalize("NFC", "".join(parts))


@cache
def lines(max_size: int = 12) -> st.SearchStrategy[str]:
    """A text of one line, not blank."""
    pieces = st.one_of(st.sampled_from(_TELLING), st.sampled_from(_TELLING), _LETTERS)
    made = st.lists(pieces, min_size=1, max_size=max_size).map(_settled)
    return made.filter(lambda t: bool(t.strip()) and character_fault(t) is None)


@cache
def texts() -> st.SearchStrategy[str]:
    """A text that may have several lines, not blank."""
    return st.one_of(lines(), st.lists(lines(6), min_size=1, max_size=3).map("\n".join))


_ID_TAILS = st.text("abcxyzABC0123456789_-", max_size=6)


@cache
def ids() -> st.SearchStrategy[str]:
    """A safe id."""
    return st.builds("{}{}".format, st.sampled_from("ABcd09"), _ID_TAILS).filter(
        lambda i: i.lower() not in ("con", "aux", "nul", "prn")
    )


@cache
def distinct_ids(min_size: int = 0, max_size: int = 4) -> st.SearchStrategy[list[str]]:
    """Ids that differ also where case is ignored."""
    return st.lists(ids(), min_size=min_size, max_size=max_size, unique_by=str.lower)


@cache
def code_ids() -> st.SearchStrategy[str]:
    """A code."""
    return st.lists(st.text("abz019", min_size=1, max_size=3), min_size=1, max_size=3).map("-".join)


@cache
def distinct_codes(min_size: int = 0, max_size: int = 4) -> st.SearchStrategy[list[str]]:
    """Different codes."""
    return st.lists(code_ids(), min_size=min_size, max_size=max_size, unique=True)


@cache
def passage_ids() -> st.SearchStrategy[str]:
    """An id of a passage of some interview."""
    return st.builds(lambda i, r: passage_id(i, (), r), ids(), st.randoms(use_true_random=False))


@cache
def languages() -> st.SearchStrategy[str]:
    """A language."""
    return st.sampled_from(["da", "en", "no", "kl", "de-AT"])


@cache
def days() -> st.SearchStrategy[str]:
    """A day."""
    return st.dates().map(str)


@cache
def local_texts() -> st.SearchStrategy[LocalText]:
    """A text in the study's own language, or in several."""
    several = st.lists(
        st.tuples(languages(), texts()), min_size=1, max_size=3, unique_by=lambda x: x[0]
    )
    return st.one_of(
        texts().map(LocalText.plain), several.map(lambda pairs: LocalText(tuple(pairs)))
    )


@cache
def optional_local_texts() -> st.SearchStrategy[LocalText]:
    """A text or none."""
    return st.one_of(st.just(EMPTY), local_texts())


@cache
def maybe(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), strategy)


def tuples(
    strategy: st.SearchStrategy[Any], max_size: int = 3, **how: Any
) -> st.SearchStrategy[Any]:
    return st.lists(strategy, max_size=max_size, **how).map(tuple)


@cache
def scopes() -> st.SearchStrategy[tuple[tuple[str, tuple[str, ...]], ...]]:
    """Whom something is about."""
    values = st.lists(lines(4), min_size=1, max_size=3, unique=True).map(tuple)
    pairs = st.lists(st.tuples(ids(), values), max_size=2, unique_by=lambda pair: pair[0])
    return pairs.map(tuple)


@cache
def clearances() -> st.SearchStrategy[Any]:
    """A clearance or none."""
    return st.sampled_from((None, *CLEARANCES))
