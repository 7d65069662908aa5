"""Small tables for each picture, and what every picture is tried with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl

from lises.analysis import (
    Clusters,
    Correspondence,
    accumulation,
    clusters,
    cooccurrence,
    correspondence,
    jaccard_distances,
    matrix,
    new_codes,
    saturation,
)
from lises.analysis.agreement import AGREEMENT
from lises.analysis.maps import AXES, MERGES, POINTS
from lises.frames import CODINGS, INTERVIEWS, TURNS
from lises.pictures import (
    Picture,
    Setting,
    agreement_intervals,
    code_map,
    code_matrix,
    code_stripes,
    code_tree,
    cooccurrence_picture,
    interview_timeline,
    keyness_bars,
    prevalence_dots,
    saturation_curve,
)
from lises.render import Words
from lises.text.keyness import KEYNESS

HOSTILE = (
    "<script>alert(1)</script>",
    "a & b \"c\" 'd' ]]> <!-- -->",
    "æøå ÆØÅ " * 25,
    "\u202edrab\u2066 \u0645\u0631\u062d \u200f",
    "\x00\x0b\ud800 {n} {0} %s",
    "javascript:alert(1)",
    "datum.value + 1; [[",
    "",
)
CODES = ("tap", "hose", "weeds")
PEOPLE = ("A01", "A02", "A03")


def setting(language: str = "en", **more: Any) -> Setting:
    return Setting(words=Words(language), **more)


def counted(codes: tuple[str, ...] = CODES, of: int = 4) -> pl.DataFrame:
    n = [min(i, of) for i in range(len(codes))]
    schema = {"code": pl.String, "participants": pl.Int64, "of": pl.Int64}
    return pl.DataFrame({"code": codes, "participants": n, "of": [of] * len(codes)}, schema=schema)


def codings(codes: tuple[str, ...] = CODES, people: tuple[str, ...] = PEOPLE) -> pl.DataFrame:
    """Lay every code into turn 2 of every interview, and each one step further in another turn."""
    rows = [
        {
            "passage": f"{who}-{i:04}{step}",
            "code": code,
            "themes": [],
            "set": "c",
            "coder": "x",
            "interview": who,
            "turn": turn,
            "turn_end": turn,
            "start": 0,
            "end": 5,
            "participants": [who],
            "quote": "water",
        }
        for who in people
        for i, code in enumerate(codes)
        for step, turn in enumerate((2, 3 + i))
        if (i + people.index(who)) % 3
    ]
    return pl.DataFrame(rows, schema=dict(CODINGS))


def turns(people: tuple[str, ...] = PEOPLE, number: int = 12) -> pl.DataFrame:
    rows = [
        {"interview": who, "turn": n, "participants": [who], "text": "water the weeds"}
        for who in people
        for n in range(1, number + 1)
    ]
    return pl.DataFrame(rows, schema=dict(TURNS))


def persons(people: tuple[str, ...] = PEOPLE) -> pl.DataFrame:
    roles = ["gardener" if i % 2 else "keeper" for i in range(len(people))]
    schema = {"participant": pl.String, "role": pl.String}
    return pl.DataFrame({"participant": people, "role": roles}, schema=schema)


def interviews(people: tuple[str, ...] = PEOPLE) -> pl.DataFrame:
    media = ("phone", "garden", None)
    rows = [
        {
            "interview": who,
            "participants": [who],
            "date": f"2024-0{1 + i % 9}-11",
            "medium": media[i % 3],
            "minutes": 20 + i,
            "turns": 12,
            "words": 1200,
        }
        for i, who in enumerate(people)
    ]
    return pl.DataFrame(rows, schema=dict(INTERVIEWS))


def agreed(codes: tuple[str, ...] = CODES, **more: Any) -> pl.DataFrame:
    row = {"stage": "agreement", "unit": "turns", "level": "code", "coefficient": "alpha"}
    numbers = {"units": 90, "uncoded": 60, "disagreed": 4, "coders": 2, "interviews": 9}
    rows = [
        {**row, **numbers, "code": code, "value": 0.5, "low": 0.25, "high": 0.75, "observed": 0.9}
        for code in codes
    ]
    return pl.DataFrame([{**r, **more} for r in rows], schema=dict(AGREEMENT))


def key_words(words: tuple[str, ...] = ("spade", "rain", "wall")) -> pl.DataFrame:
    rows = [
        {
            "word": word,
            "count": 9 - i,
            "rest_count": 1 + i,
            "rate": 9.0,
            "rest_rate": 1.0,
            "log_likelihood": 9.0 - i,
            "log_ratio": 2.0 - 1.5 * i,
            "percent_difference": 100.0,
            "participants": 3,
            "of": 4,
            "largest_share": 0.5,
            "dispersion": 0.2,
            "rest_participants": 1,
            "rest_of": 5,
            "words": 1000,
            "rest_words": 1000,
            "tier": "x",
        }
        for i, word in enumerate(words)
    ]
    return pl.DataFrame(rows, schema=KEYNESS)


def counts(rows: dict[str, list[int]], people: tuple[str, ...] = PEOPLE) -> pl.DataFrame:
    """Lay out a table of code × participant, as ``matrix`` gives it."""
    cells = [
        (code, who, n) for code, row in rows.items() for who, n in zip(people, row, strict=True)
    ]
    schema = {"code": pl.String, "participant": pl.String, "passages": pl.Int64}
    return pl.DataFrame(cells, schema=schema, orient="row")


NO_AXES = Correspondence(
    axes=pl.DataFrame(schema=dict(AXES)),
    points=pl.DataFrame(schema=dict(POINTS)),
    inertia=0.0,
    chi_square=0.0,
    total=1.0,
    rows_left_out=(),
    columns_left_out=(),
)


def laid(codes: tuple[str, ...] = CODES, people: tuple[str, ...] = PEOPLE) -> Correspondence:
    table = matrix(codings(codes, people), persons(people), levels={"code": codes})
    return correspondence(table) if table["passages"].sum() else NO_AXES


def tree(codes: tuple[str, ...] = CODES, people: tuple[str, ...] = PEOPLE) -> Clusters:
    if len(codes) < 2:
        merges = pl.DataFrame(schema=dict(MERGES))
        return Clusters(merges=merges, order=codes, cophenetic=None)
    return clusters(jaccard_distances(matrix(codings(codes, people), persons(people))))


def grown(
    with_: Setting, codes: tuple[str, ...] = CODES, people: tuple[str, ...] = PEOPLE
) -> Picture:
    rows = codings(codes, people)
    found, spread = new_codes(rows, people), accumulation(rows, people, orders=20)
    asked = saturation(rows, people, base=1, run=1)
    return saturation_curve(found, with_, spread=spread, assessed=asked)


Made = Callable[..., Picture]

MAKERS: dict[str, Made] = {
    "prevalence": lambda s, codes=CODES, **_: prevalence_dots(counted(codes), s),
    "matrix": lambda s, codes=CODES, people=PEOPLE: code_matrix(
        matrix(codings(codes, people), persons(people), levels={"code": codes}),
        s,
        groups=dict(persons(people).iter_rows()),
    ),
    "cooccurrence": lambda s, codes=CODES, people=PEOPLE: cooccurrence_picture(
        cooccurrence(codings(codes, people)), s
    ),
    "stripes": lambda s, codes=CODES, people=PEOPLE: code_stripes(
        codings(codes, people), turns(people), s
    ),
    "saturation": lambda s, codes=CODES, people=PEOPLE: grown(s, codes, people),
    "agreement": lambda s, codes=CODES, **_: agreement_intervals(agreed(codes), s),
    "keyness": lambda s, codes=CODES, **_: keyness_bars(key_words(codes), s),
    "timeline": lambda s, people=PEOPLE, **_: interview_timeline(interviews(people), s),
    "map": lambda s, codes=CODES, people=PEOPLE: code_map(
        laid(codes, people), s, groups=dict(persons(people).iter_rows())
    ),
    "clusters": lambda s, codes=CODES, people=PEOPLE: code_tree(tree(codes, people), s),
}
"""Every picture by its name, of these codes (or words) and participants."""
