"""Codes against each other, in the same participants: who voices the one and not the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import polars as pl

from lises.errors import UnknownNameError
from lises.frames.schemas import NAMES, Columns

from .effects import defined, discordant_odds_ratio
from .exact import Exact, exact_cochran
from .terms import SMALL, Terms, corrected

__all__ = ["PAIRS", "CodeComparison", "compare_codes"]

PAIRS: Columns = {
    "code_a": pl.String,
    "code_b": pl.String,
    "both": pl.Int64,
    "only_a": pl.Int64,
    "only_b": pl.Int64,
    "neither": pl.Int64,
    "of": pl.Int64,
    "difference": pl.Float64,
    "odds_ratio": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "p": pl.Float64,
    "p_corrected": pl.Float64,
    "least_p": pl.Float64,
    "a_alone": NAMES,
    "b_alone": NAMES,
}
"""A row per two codes: participants by which of them they voice, their names where it is one
alone; the ``difference`` of the two shares, the odds ratio with its exact interval, and p."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeComparison:
    """What comparing codes gave; to be shown with ``cautions`` beside it.

    ``pairs`` is ``PAIRS``. ``of`` participants were read for every one of the codes. Over all codes
    together ``q`` is Cochran's with ``dof`` degrees of freedom, ``p_q`` its exact p and
    ``p_q_approximate`` that of chi-square (None where everybody voices all or none); ``number``
    pairs were tested.
    """

    terms: Terms
    pairs: pl.DataFrame
    of: int
    q: float | None
    dof: int
    p_q: float | None
    p_q_approximate: float | None
    number: int
    cautions: tuple[str, ...]


def compare_codes(voicing: pl.DataFrame, codes: Sequence[str], terms: Terms) -> CodeComparison:
    """Test whether the same participants voice one code more often than another.

    Parameters
    ----------
    voicing : pl.DataFrame
        ``VOICING``; groups are not looked at. Only those who were read for all the codes count.
    codes : sequence of str
        Two or more.
    terms : Terms
        With ``assumption="exchangeable-codes"``.

    Returns
    -------
    CodeComparison
        McNemar's exact test of every two codes, the smallest p first, and Cochran's Q of all.

    Raises
    ------
    NotOfferedError
        If the terms grant another assumption.
    UnknownNameError
        If nobody was read for a code.
    ValueError
        If there are not two different codes, or nobody was read for all of them.

    References
    ----------
    McNemar, Q. (1947). Note on the sampling error of the difference between correlated proportions.
    Cochran, W. G. (1950). The comparison of percentages in matched samples. Biometrika 37, 256-266.
    """
    terms.require("exchangeable-codes")
    names, columns = _side_by_side(voicing, codes)
    twos = list(combinations(codes, 2))
    tests = [_mcnemar(columns[a], columns[b]) for a, b in twos]
    ps, leasts = [p for p, _ in tests], [least for _, least in tests]
    shown = [_pair(a, b, columns, names, terms) for a, b in twos]
    pairs = pl.DataFrame(shown).with_columns(
        pl.Series("p", ps, dtype=pl.Float64),
        pl.Series("p_corrected", corrected(ps, terms.correction), dtype=pl.Float64),
        pl.Series("least_p", leasts, dtype=pl.Float64),
    )
    q, approximate = _cochran(names, columns)
    rows = list(zip(*columns.values(), strict=True))
    exact = exact_cochran(rows) if q is not None else Exact(None, None)
    cautions = terms.cautions(ps, leasts)
    cautions += ["small-groups"] if len(names) < SMALL else []
    cautions += ["too-many-tables"] if q is not None and exact.p is None else []
    return CodeComparison(
        terms=terms,
        pairs=pairs.select(pl.col(name).cast(kind) for name, kind in PAIRS.items()).sort(
            "p", "code_a", "code_b", nulls_last=True
        ),
        of=len(names),
        q=q,
        dof=len(codes) - 1,
        p_q=exact.p,
        p_q_approximate=approximate,
        number=sum(p is not None for p in ps),
        cautions=tuple(cautions),
    )


def _side_by_side(
    voicing: pl.DataFrame, codes: Sequence[str]
) -> tuple[list[str], dict[str, list[bool]]]:
    """Give those who were read for every code, and by code whether each of them voices it."""
    if len(codes) < 2 or len(set(codes)) != len(codes):
        raise ValueError(f"two different codes or more are wanted, not {list(codes)}")
    strange = sorted(set(codes) - set(voicing["code"]))
    if strange:
        raise UnknownNameError(f"nobody was read for {', '.join(strange)}")
    rows = voicing.select("code", "participant", pl.col("passages") > 0)
    said: dict[str, dict[str, bool]] = {code: {} for code in codes}
    for code, participant, speaks in rows.iter_rows():
        said.get(code, {})[participant] = speaks
    names = sorted(set.intersection(*(set(told) for told in said.values())))
    if not names:
        raise ValueError(f"nobody was read for all of {', '.join(codes)}")
    return names, {code: [told[name] for name in names] for code, told in said.items()}


def _pair(
    a: str, b: str, columns: dict[str, list[bool]], names: list[str], terms: Terms
) -> dict[str, object]:
    told = list(zip(columns[a], columns[b], names, strict=True))
    a_alone = [name for one, other, name in told if one and not other]
    b_alone = [name for one, other, name in told if other and not one]
    odds = discordant_odds_ratio(len(a_alone), len(b_alone), level=terms.level)
    return {
        "code_a": a,
        "code_b": b,
        "both": sum(one and other for one, other, _ in told),
        "only_a": len(a_alone),
        "only_b": len(b_alone),
        "neither": sum(not one and not other for one, other, _ in told),
        "of": len(told),
        "difference": (len(a_alone) - len(b_alone)) / len(told),
        "odds_ratio": defined(odds.value),
        "low": defined(odds.low),
        "high": defined(odds.high),
        "a_alone": a_alone,
        "b_alone": b_alone,
    }


def _mcnemar(one: list[bool], other: list[bool]) -> tuple[float | None, float | None]:
    """Give pingouin's exact p, and the smallest with as many who voice one alone; none: None."""
    alone = sum(a != b for a, b in zip(one, other, strict=True))
    if not alone:
        return None, None
    import pandas as pd
    import pingouin

    table = pd.DataFrame({"one": one, "other": other}).astype(int)
    stats = pingouin.chi2_mcnemar(table, "one", "other")[1]
    return float(stats.loc["mcnemar", "p_exact"]), float(min(1.0, 2.0 ** (1 - alone)))


def _cochran(names: list[str], columns: dict[str, list[bool]]) -> tuple[float | None, float | None]:
    """Give pingouin's Q and its approximate p; None where everybody voices all or none."""
    rows = zip(*columns.values(), strict=True)
    if not any(0 < sum(row) < len(columns) for row in rows):
        return None, None
    import pandas as pd
    import pingouin

    told = [
        (name, code, int(speaks))
        for code, column in columns.items()
        for name, speaks in zip(names, column, strict=True)
    ]
    table = pd.DataFrame(told, columns=["participant", "code", "voices"])
    stats = pingouin.cochran(table, dv="voices", within="code", subject="participant")
    return float(stats.loc["cochran", "Q"]), float(stats.loc["cochran", "p_unc"])
