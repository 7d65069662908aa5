"""Words that one group says more, or less, than the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from lises.errors import QueryError, UnknownNameError, did_you_mean
from lises.model import Transcript

from .measures import deviation_of_proportions, log_likelihood, log_ratio, percent_difference
from .vocabulary import LEMMAS, Vocabulary, heard, shown_counts

__all__ = ["KEYNESS", "keyness"]

KEYNESS = {
    "word": pl.String,
    "count": pl.Int64,
    "rate": pl.Float64,
    "rest_count": pl.Int64,
    "rest_rate": pl.Float64,
    "log_likelihood": pl.Float64,
    "log_ratio": pl.Float64,
    "percent_difference": pl.Float64,
    "participants": pl.Int64,
    "of": pl.Int64,
    "largest_share": pl.Float64,
    "dispersion": pl.Float64,
    "rest_participants": pl.Int64,
    "rest_of": pl.Int64,
    "words": pl.Int64,
    "rest_words": pl.Int64,
    "tier": pl.String,
}


@dataclass(slots=True)
class _Speaker:
    """What one participant says: how many words, and each that is shown."""

    words: int = 0
    counts: Counter[str] = field(default_factory=Counter)


def keyness(
    transcripts: Iterable[Transcript],
    group_of: Mapping[str, str],
    *,
    group: str,
    vocabulary: Vocabulary = LEMMAS,
    minimum: int = 5,
) -> pl.DataFrame:
    """Compare the words of one group of participants with those of the others.

    Handle with care, and only where it was asked for. Log-likelihood takes every word for a draw
    of its own; people repeat themselves, so a great value may be one talkative participant. Read
    it with ``participants``, ``largest_share`` and ``dispersion``, and with the passages. It is no
    test here: there is no p-value, and twelve interviews do not estimate a population.

    Parameters
    ----------
    transcripts : iterable of Transcript
        Only turns of participants count; a turn of two counts for each of them.
    group_of : mapping of str to str
        Participant to group, such as a role. Who is not in it is left out on both sides.
    group : str
        The group that is compared with all the others.
    vocabulary : Vocabulary
        Lemmas or words as said, by which tier, and which are not shown.
    minimum : int
        Words said less often than this on both sides together are not shown.

    Returns
    -------
    pl.DataFrame
        ``KEYNESS``, a row per word: ``count`` in the group and ``rest_count`` among the others;
        ``rate`` and ``rest_rate`` per 10,000 words; ``log_likelihood``; the effect as
        ``log_ratio`` and ``percent_difference``, above 0 where the group says it more; of the
        group, how many ``participants`` say it, ``of`` how many who speak, the ``largest_share``
        (0 to 1) of one of them (null where none says it) and the ``dispersion`` over them (DP, 0
        even; null likewise); ``words`` and ``rest_words`` said in all; ``tier``. The greatest
        log-likelihood first.

    Raises
    ------
    UnknownNameError
        If nobody is of the group.
    QueryError
        If there is nobody else, or the minimum is below 1.
    LisesError
        If the tier is a pipeline that is not installed.
    """
    _check(group_of, group, minimum)
    people = _people(transcripts, group_of, vocabulary)
    ours = [who for name, who in people.items() if group_of[name] == group]
    others = [who for name, who in people.items() if group_of[name] != group]
    told, rest = _together(ours), _together(others)
    rows = [
        _row(word, (told, rest), ours, others)
        for word in {**told.counts, **rest.counts}
        if told.counts[word] + rest.counts[word] >= minimum
    ]
    return (
        pl.DataFrame(rows, schema={k: v for k, v in KEYNESS.items() if k != "tier"})
        .with_columns(tier=pl.lit(vocabulary.recorded_tier))
        .sort("log_likelihood", "word", descending=[True, False])
    )


def _check(group_of: Mapping[str, str], group: str, minimum: int) -> None:
    groups = set(group_of.values())
    if group not in groups:
        raise UnknownNameError(
            f'nobody is of "{group}"; {did_you_mean(group, groups)}'.rstrip("; ")
        )
    if len(groups) == 1:
        raise QueryError(f'everybody is of "{group}": there is nobody to compare with')
    if minimum < 1:
        raise QueryError(f"minimum is {minimum}; give 1 or more")


def _people(
    transcripts: Iterable[Transcript], group_of: Mapping[str, str], vocabulary: Vocabulary
) -> dict[str, _Speaker]:
    people: dict[str, _Speaker] = {}
    for turn, words in heard(transcripts, vocabulary):
        for name in turn.participants:
            if name in group_of:
                who = people.setdefault(name, _Speaker())
                who.words += len(words)
                who.counts.update(shown_counts(words))
    return people


def _together(people: Iterable[_Speaker]) -> _Speaker:
    total = _Speaker()
    for who in people:
        total.words += who.words
        total.counts.update(who.counts)
    return total


def _row(
    word: str,
    sides: tuple[_Speaker, _Speaker],
    ours: Sequence[_Speaker],
    others: Sequence[_Speaker],
) -> dict[str, object]:
    told, rest = sides
    a, b, c, d = told.counts[word], rest.counts[word], told.words, rest.words
    each = [who.counts[word] for who in ours]
    return {
        "word": word,
        "count": a,
        "rate": 10_000 * a / c if c else None,
        "rest_count": b,
        "rest_rate": 10_000 * b / d if d else None,
        "log_likelihood": log_likelihood(a, b, c, d),
        "log_ratio": log_ratio(a, b, c, d),
        "percent_difference": percent_difference(a, b, c, d),
        "participants": sum(map(bool, each)),
        "of": len(ours),
        "largest_share": max(each) / a if a else None,
        "dispersion": deviation_of_proportions(each, [who.words for who in ours]) if a else None,
        "rest_participants": sum(bool(who.counts[word]) for who in others),
        "rest_of": len(others),
        "words": c,
        "rest_words": d,
    }
