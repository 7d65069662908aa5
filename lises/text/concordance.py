"""Words in their context (KWIC), over turns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, get_args

import polars as pl

from lises.errors import QueryError
from lises.model import Transcript, Turn

from .near import near, sides
from .pipelines import RULES
from .tokens import lemma, tokens

__all__ = ["HITS", "MATCHING", "Matching", "concordance"]

Matching = Literal["plain", "word", "lemma", "regex"]
MATCHING: tuple[Matching, ...] = get_args(Matching)
Spans = Iterator[tuple[int, int]]

HITS = {
    "interview": pl.String,
    "turn": pl.Int64,
    "label": pl.String,
    "start": pl.Int64,
    "end": pl.Int64,
    "occurrence": pl.Int64,
    "before": pl.String,
    "hit": pl.String,
    "after": pl.String,
    "tier": pl.String,
}
LONGEST_PATTERN = 1_000


def concordance(
    transcripts: Iterable[Transcript],
    query: str,
    *,
    matching: Matching = "word",
    language: str = "da",
    window: int = 40,
) -> pl.DataFrame:
    """Find words in turns, each hit with what stands around it.

    Parameters
    ----------
    transcripts : iterable of Transcript
    query : str
        One or more words joined by ``|``; for ``regex`` a pattern in RE2 syntax, which takes time
        linear in the text whatever it holds. For ``word`` and ``lemma`` also two sides,
        ``a|b NEAR/5 c``: at most five words apart in a turn, in either order; the hit reaches
        from the one to the other.
    matching : {"plain", "word", "lemma", "regex"}
        Anywhere, as whole words, by dictionary form (of single words), or by pattern; case never
        counts.
    language : str
        Of the words, for ``lemma``.
    window : int
        Code points shown on either side.

    Returns
    -------
    pl.DataFrame
        ``HITS``: a row per hit; ``start`` and ``end`` are code points in the turn, ``occurrence``
        counts equal hits within it from 1; ``tier`` is what gave the lemmas, null where none were
        asked for. In the order of the talk.

    Raises
    ------
    QueryError
        If the query is empty or cannot be read, or could never be found by this matching.

    Examples
    --------
    >>> import lises
    >>> said = lises.load("tests/studies/demo-tiny").folder.transcripts.values()
    >>> found = concordance(said, "carry", matching="lemma", language="en", window=12)
    >>> found.select("before", "hit", "after").row(1)
    (' if I could ', 'carry', ' it as well ')
    """
    find = _finder(query, matching, language)
    rows: list[tuple[object, ...]] = []
    for transcript in transcripts:
        for turn in transcript.turns:
            rows.extend(_hits(transcript.interview, turn, find(turn.text), window))
    columns = {name: kind for name, kind in HITS.items() if name != "tier"}
    tier = pl.lit(RULES if matching == "lemma" else None, dtype=pl.String)
    return pl.DataFrame(rows, schema=columns, orient="row").with_columns(tier=tier)


def _hits(interview: str, turn: Turn, spans: Spans, window: int) -> Iterator[tuple[object, ...]]:
    seen: dict[str, int] = {}
    for start, end in spans:
        hit = turn.text[start:end]
        seen[hit] = seen.get(hit, 0) + 1
        before = turn.text[max(0, start - window) : start].replace("\n", " ")
        after = turn.text[end : end + window].replace("\n", " ")
        place = (interview, turn.number, turn.label, start, end)
        yield (*place, seen[hit], before, hit, after)


def _finder(query: str, matching: Matching, language: str) -> Callable[[str], Spans]:
    if matching not in MATCHING:
        raise QueryError(f'no matching "{matching}"; there are {", ".join(MATCHING)}')
    query = unicodedata.normalize("NFC", query)  # as the turns are
    if matching == "regex":
        return _by_pattern(query)
    apart = sides(query) if matching != "plain" else None
    if apart:
        one, other, within = apart
        ends = (_finder(one, matching, language), _finder(other, matching, language))
        return near(*ends, within, language)
    words = [word.strip() for word in query.split("|")]
    if not all(words):
        raise QueryError(f'"{query}" has an empty word; give words joined by |')
    if matching == "lemma":
        return _by_lemma(words, language)
    anyone = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    # Not \b: that wants a letter beside "[laughs]" and would never find it.
    whole = rf"(?<!\w)(?:{anyone})(?!\w)" if matching == "word" else anyone
    pattern = re.compile(whole, re.IGNORECASE)
    return lambda text: (m.span() for m in pattern.finditer(text))


def _by_pattern(query: str) -> Callable[[str], Spans]:
    import re2

    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = False
    try:
        if not query or len(query) > LONGEST_PATTERN:
            raise QueryError(f"a pattern has 1 to {LONGEST_PATTERN} characters")
        pattern = re2.compile(query, options)
    except re2.error as why:
        said = why.args[0].decode() if isinstance(why.args[0], bytes) else why
        raise QueryError(f'"{query}" is not a pattern that can be searched: {said}') from why
    return lambda text: (m.span() for m in pattern.finditer(text) if m.end() > m.start())


def _by_lemma(words: list[str], language: str) -> Callable[[str], Spans]:
    for word in words:
        # A search that cannot hit would end in "not found" and look like a result.
        if len([t for t in tokens(word, language) if not t.mark]) != 1:
            raise QueryError(f'"{word}" is not one word; search it with matching "word"')
    # Also the word as it was given: "ringe" is the form of "ringede" and has itself "ring".
    given = [word.lower() for word in words]
    wanted = frozenset([*given, *(lemma(word, language) for word in given)])

    def find(text: str) -> Spans:
        for token in tokens(text, language):
            if not token.mark and lemma(token.text.lower(), language) in wanted:
                yield token.start, token.end

    return find
