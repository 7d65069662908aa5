"""Words that keep company with a word."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import polars as pl

from lises.errors import QueryError
from lises.model import Transcript

from .measures import association_log_likelihood, log_dice, mutual_information, t_score
from .vocabulary import LEMMAS, Said, Vocabulary, heard

__all__ = ["COLLOCATIONS", "collocations"]

COLLOCATIONS = {
    "word": pl.String,
    "together": pl.Int64,
    "expected": pl.Float64,
    "count": pl.Int64,
    "nodes": pl.Int64,
    "participants": pl.Int64,
    "log_dice": pl.Float64,
    "log_likelihood": pl.Float64,
    "mutual_information": pl.Float64,
    "t_score": pl.Float64,
    "within": pl.Int64,
    "tier": pl.String,
}


@dataclass(slots=True)
class _Company:
    """Counts over all turns; ``words`` and ``counts`` leave the node itself out."""

    nodes: int = 0
    near: int = 0
    words: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    together: Counter[str] = field(default_factory=Counter)
    speakers: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def collocations(
    transcripts: Iterable[Transcript],
    node: str,
    *,
    vocabulary: Vocabulary = LEMMAS,
    within: int = 5,
    minimum: int = 3,
) -> pl.DataFrame:
    """Count the words that stand near a word, within a turn of a participant.

    The words of all such turns, the node itself left out, are each near a node or not, and each
    the word in question or not: every measure is of that table of four. A word near two nodes is
    counted once. The measures describe this talk; like keyness they prove nothing about others.

    Parameters
    ----------
    transcripts : iterable of Transcript
    node : str
        A single word; by lemma where the vocabulary counts lemmas.
    vocabulary : Vocabulary
        Lemmas or words as said, by which tier, and which are not shown. A word that is not shown
        still takes its place between others.
    within : int
        How many words away is near: 1 is the next word. Signs and events are no words.
    minimum : int
        Words that stand near the node less often than this are not shown.

    Returns
    -------
    pl.DataFrame
        ``COLLOCATIONS``, a row per word: how often ``together`` and the ``expected`` number, its
        ``count`` in all and the ``nodes``, how many ``participants`` say them together; the
        measures ``log_dice`` (Rychlý), ``log_likelihood`` (Dunning), ``mutual_information`` and
        ``t_score``; ``within`` and ``tier``. The greatest log-dice first. No row where the node
        is never said.

    Raises
    ------
    QueryError
        If the node is not one word, or ``within`` or ``minimum`` is below 1.
    LisesError
        If the tier is a pipeline that is not installed.
    """
    if within < 1 or minimum < 1:
        raise QueryError(f"within is {within}, minimum {minimum}; give 1 or more of each")
    nodes = vocabulary.nodes(node)
    company = _Company()
    for turn, words in heard(transcripts, vocabulary):
        _add(company, words, (nodes, within), turn.participants)
    rows = [_row(word, company) for word, n in company.together.items() if n >= minimum]
    schema = {k: v for k, v in COLLOCATIONS.items() if k not in ("within", "tier")}
    return (
        pl.DataFrame(rows, schema=schema)
        .with_columns(within=pl.lit(within, dtype=pl.Int64), tier=pl.lit(vocabulary.recorded_tier))
        .sort("log_dice", "word", descending=[True, False])
    )


def _add(
    company: _Company,
    words: list[Said],
    sought: tuple[frozenset[str], int],
    speakers: tuple[str, ...],
) -> None:
    nodes, within = sought
    at = [n for n, word in enumerate(words) if word.form in nodes]
    near = {m for n in at for m in range(max(0, n - within), min(len(words), n + within + 1))}
    near -= set(at)
    company.nodes += len(at)
    company.near += len(near)
    company.words += len(words) - len(at)
    company.counts.update(w.form for w in words if w.shown and w.form not in nodes)
    for m in near:
        if words[m].shown:
            company.together[words[m].form] += 1
            company.speakers[words[m].form].update(speakers)


def _row(word: str, company: _Company) -> dict[str, object]:
    together, count = company.together[word], company.counts[word]
    table = (together, company.near, count, company.words)
    return {
        "word": word,
        "together": together,
        "expected": company.near * count / company.words,
        "count": count,
        "nodes": company.nodes,
        "participants": len(company.speakers[word]),
        "log_dice": log_dice(together, company.nodes, count),
        "log_likelihood": association_log_likelihood(*table),
        "mutual_information": mutual_information(*table),
        "t_score": t_score(*table),
    }
