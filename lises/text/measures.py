"""The measures of corpus linguistics, each from counts, as published."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, log, log2, nan, sqrt

__all__ = [
    "association_log_likelihood",
    "deviation_of_proportions",
    "log_dice",
    "log_likelihood",
    "log_ratio",
    "mutual_information",
    "percent_difference",
    "t_score",
]


def log_likelihood(count: int, rest: int, words: int, rest_words: int) -> float:
    """Log-likelihood G² of a word's count in two bodies of text.

    Parameters
    ----------
    count, rest : int
        How often the word occurs in the first body and in the second.
    words, rest_words : int
        How many words each body has.

    Returns
    -------
    float
        0 where the rates are equal, else above; it grows with the amount of text and says how much
        evidence, not how great a difference. 0 where a body is empty.

    References
    ----------
    Rayson, P. and Garside, R. (2000). Comparing corpora using frequency profiling. Two terms, as
    there; not Dunning's four.

    Examples
    --------
    >>> round(log_likelihood(348, 99, 1_000_000, 1_000_000))  # Rayson, Corpora list, 18 Jan 2002
    147
    """
    if not words or not rest_words:
        return 0.0
    share = (count + rest) / (words + rest_words)
    terms = ((count, words * share), (rest, rest_words * share))
    # The limit of x ln x at 0 is 0; below 0 there is only rounding.
    return max(0.0, 2 * sum(o * log(o / e) for o, e in terms if o))


def log_ratio(count: int, rest: int, words: int, rest_words: int) -> float:
    """Binary logarithm of the ratio of two rates: 1 is twice as often, -1 half as often.

    A count of 0 is taken as ½, so that there is a ratio at all; NaN where a body is empty.

    References
    ----------
    Hardie, A. (2014). Log Ratio: an informal introduction.

    Examples
    --------
    >>> round(log_ratio(6, 2, 10_000, 10_000), 3)  # three times as often
    1.585
    """
    if not words or not rest_words:
        return nan
    return log2((count or 0.5) / words) - log2((rest or 0.5) / rest_words)


def percent_difference(count: int, rest: int, words: int, rest_words: int) -> float:
    """How many percent the first rate is above the second (%DIFF); 100 is twice as often.

    Infinite where only the first body has the word, NaN where neither has or a body is empty.

    References
    ----------
    Gabrielatos, C. and Marchi, A. (2011). Keyness: matching metrics to definitions.

    Examples
    --------
    >>> percent_difference(6, 2, 10_000, 10_000)
    200.0
    """
    if not words or not rest_words or not count + rest:
        return nan
    if not rest:
        return inf
    return 100 * (count * rest_words - rest * words) / (rest * words)


def deviation_of_proportions(counts: Sequence[int], words: Sequence[int]) -> float:
    """Gries's DP: how unevenly a word is spread over the parts of a body of text.

    Parameters
    ----------
    counts, words : sequence of int
        For each part, here each participant, the word's count and the number of words.

    Returns
    -------
    float
        0 where each part has its share, towards 1 where a small part has it all; NaN where the
        word or the text is nowhere.

    References
    ----------
    Gries, S. T. (2008). Dispersions and adjusted frequencies in corpora. International Journal of
    Corpus Linguistics 13(4), 403-437.

    Examples
    --------
    >>> round(deviation_of_proportions([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]), 2)
    0.18
    """
    count, total = sum(counts), sum(words)
    if not count or not total:
        return nan
    pairs = zip(counts, words, strict=True)
    return sum(abs(c / count - w / total) for c, w in pairs) / 2


def association_log_likelihood(together: int, near: int, count: int, words: int) -> float:
    """Dunning's log-likelihood G² of a word among the words near a node.

    Parameters
    ----------
    together : int
        How often the word stands near the node.
    near : int
        How many words stand near the node.
    count : int
        How often the word occurs at all.
    words : int
        How many words there are, the node's own left out.

    Returns
    -------
    float
        At least 0; 0 where the word is as frequent near the node as elsewhere.

    References
    ----------
    Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence.
    Computational Linguistics 19(1), 61-74. All four cells.

    Examples
    --------
    >>> round(association_log_likelihood(110, 110 + 2442, 110 + 111, 31777), 2)  # "the swiss"
    270.72
    """
    far, others = words - near, words - count
    cells = (
        (together, near * count),
        (near - together, near * others),
        (count - together, far * count),
        (far - (count - together), far * others),
    )
    return max(0.0, 2 * sum(o * log(o * words / product) for o, product in cells if o))


def mutual_information(together: int, near: int, count: int, words: int) -> float:
    """Pointwise mutual information: binary logarithm of observed over expected.

    The counts are those of ``association_log_likelihood``. It favours rare words: set a minimum.
    Minus infinite where the word never stands near the node.

    References
    ----------
    Church, K. and Hanks, P. (1990). Word association norms, mutual information, and lexicography.

    Examples
    --------
    >>> mutual_information(8, 100, 20, 1_000)  # 2 were expected
    2.0
    """
    return log2(together * words / (near * count)) if together else -inf


def t_score(together: int, near: int, count: int, words: int) -> float:
    """How far observed is above expected, in roots of the observed; it favours frequent words.

    The counts are those of ``association_log_likelihood``; minus infinite where the word never
    stands near the node.

    References
    ----------
    Church, K., Gale, W., Hanks, P. and Hindle, D. (1991). Using statistics in lexical analysis.

    Examples
    --------
    >>> t_score(9, 100, 30, 1_000)  # 3 were expected
    2.0
    """
    return (together - near * count / words) / sqrt(together) if together else -inf


def log_dice(together: int, nodes: int, count: int) -> float:
    """How exclusively two words keep company: at most 14 where each stands only by the other.

    Parameters
    ----------
    together : int
        How often the word stands near the node.
    nodes, count : int
        How often the node and the word occur at all.

    Returns
    -------
    float
        One less for half the company; independent of the amount of text. Above 14 only where
        several of the word crowd around one node. Minus infinite where they never meet.

    References
    ----------
    Rychlý, P. (2008). A lexicographer-friendly association score.

    Examples
    --------
    >>> log_dice(7, 7, 7), log_dice(7, 14, 14)
    (14.0, 13.0)
    """
    return 14 + log2(2 * together / (nodes + count)) if together else -inf
