"""Tables, agreement and words, each beside a peer or the plain way, as a ratio inside one run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

import numpy as np
import polars as pl

from lises.frames import CODINGS
from lises.model import Transcript, Turn

Pair = tuple[str, Callable[[], object], str, Callable[[], object]]

CODES = [f"code-{number:02}" for number in range(40)]


def codings(interviews: int, each: int = 200) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give codings and people of a generated study: tables alone, without text."""
    rng = np.random.default_rng(7)
    n = interviews * each
    turn = rng.integers(1, 121, n)
    start = rng.integers(0, 300, n)
    where = np.repeat(np.arange(interviews), each)
    names = np.array([f"R{i:05}" for i in range(interviews)])
    table = pl.DataFrame(
        {
            "passage": [f"p{i}" for i in range(n)],
            "code": np.array(CODES)[rng.integers(0, 40, n)],
            "interview": names[where],
            "turn": turn,
            "turn_end": turn,
            "start": start,
            "end": start + rng.integers(20, 200, n),
            "quote": ["eight words that somebody has said here today"] * n,
        }
    ).with_columns(
        participants=pl.concat_list("interview"),
        themes=pl.lit([], dtype=pl.List(pl.String)),
        set=pl.lit("a-1"),
        coder=pl.lit("a"),
    )
    people = pl.DataFrame({"participant": names, "role": ["speaker"] * interviews})
    return table.select(*CODINGS), people


def tables(interviews: int) -> Iterator[Pair]:
    """Tables of codings, beside what plain polars or SQL would do."""
    from lises.analysis import cooccurrence, frequency, matrix

    rows, people = codings(interviews)

    def plain_frequency() -> object:
        voices = rows.explode("participants")
        return (
            rows.group_by("code")
            .agg(pl.len(), words=pl.col("quote").str.count_matches(r"\S+").sum())
            .join(voices.group_by("code").agg(pl.col("participants").n_unique()), on="code")
        )

    def plain_matrix() -> object:
        voices = rows.explode("participants")
        return voices.group_by("code", "participants").agg(
            pl.len(), words=pl.col("quote").str.count_matches(r"\S+").sum()
        )

    def joined() -> object:
        spans = rows.select("passage", "code", "interview", "turn", "start", "end")
        return (
            spans.join(spans, on=["interview", "turn"])
            .filter(
                (pl.col("code") < pl.col("code_right"))
                & (pl.col("start") < pl.col("end_right"))
                & (pl.col("start_right") < pl.col("end"))
            )
            .group_by("code", "code_right")
            .agg(pl.len())
        )

    name = f"{interviews}:"
    yield f"{name} code frequency", lambda: frequency(rows, people), "plain polars", plain_frequency
    yield f"{name} code × participant", lambda: matrix(rows, people), "plain polars", plain_matrix
    yield f"{name} co-occurrence", lambda: cooccurrence(rows), "polars join + filter", joined


def agreement() -> Iterator[Pair]:
    """Alpha with bootstrap intervals, beside the package ``krippendorff`` in a loop."""
    import krippendorff

    from lises.analysis.agreement import COEFFICIENTS, interview_interval, rating_sums

    rng = np.random.default_rng(3)
    units, coders, interviews, samples = 2_000, 3, 20, 1_000
    truth = rng.random(units) < 0.3
    ratings = (truth[:, None] ^ (rng.random((units, coders)) < 0.1)).astype(np.int64)
    home = np.repeat(np.arange(interviews), units // interviews)

    def ours() -> object:
        patterns, which = np.unique(ratings, axis=0, return_inverse=True)
        weights = np.zeros((interviews, len(patterns)))
        np.add.at(weights, (home, which.ravel()), 1)

        sums = rating_sums(patterns, weights, 2)

        def values(drawn: np.ndarray) -> np.ndarray:
            observed, expected = COEFFICIENTS["alpha"](sums.weighted(drawn))
            return (observed - expected) / (1 - expected)

        return interview_interval(values, interviews, samples=samples)

    def theirs() -> None:
        draw = Random(1)
        rows = [np.flatnonzero(home == i) for i in range(interviews)]
        for _ in range(samples):
            chosen = np.concatenate([rows[draw.randrange(interviews)] for _ in range(interviews)])
            krippendorff.alpha(ratings[chosen].T, level_of_measurement="nominal")

    yield "alpha, 1,000 samples of interviews", ours, "krippendorff in a loop", theirs


def words() -> Iterator[Pair]:
    """Tokens and lemmas, beside spaCy and simplemma word by word."""
    import simplemma
    import spacy

    from benchmarks.generated import WORDS
    from lises.text import token_table

    draw = Random(5)
    talk = [
        Transcript(
            interview=f"R{i:02}",
            speakers=(("R", f"R{i:02}"),),
            turns=tuple(
                Turn(
                    number=n,
                    label="R",
                    speakers=(f"R{i:02}",),
                    text=" ".join(draw.choice(WORDS) for _ in range(60)) + ".",
                )
                for n in range(1, 101)
            ),
        )
        for i in range(10)
    ]
    texts = [turn.text for transcript in talk for turn in transcript.turns]
    blank = spacy.blank("da")

    def theirs() -> object:
        return [
            simplemma.lemmatize(token.text, lang="da") for doc in blank.pipe(texts) for token in doc
        ]

    yield (
        "tokens and lemmas, 60,000 words",
        lambda: token_table(talk, language="da"),
        "spaCy blank + simplemma",
        theirs,
    )
