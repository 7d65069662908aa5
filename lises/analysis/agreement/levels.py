"""Where in the tree of codes agreement is looked for: a code, its branch, a theme, any code."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from lises.frames.schemas import Columns
from lises.model import Codebook, Theme

from .offered import require

__all__ = [
    "ANY",
    "CODE_LEVEL",
    "LEVELS",
    "LOST",
    "OVERALL",
    "code_levels",
    "key",
    "lost_in_tree",
    "raised",
    "read_for",
    "split",
]

ANY = "any"
OVERALL = "overall"

LEVELS: Columns = {"level": pl.String, "group": pl.String, "code": pl.String}
"""Which codes count as one at a level: ``code`` each alone, ``branch`` a code and all below it,
``theme`` those of a theme, ``any`` all of them."""

LOST: Columns = {
    "code": pl.String,
    "value": pl.Float64,
    "level": pl.String,
    "group": pl.String,
    "group_value": pl.Float64,
    "gain": pl.Float64,
}

BETWEEN = "\x1f"  # no id holds it
CODE_LEVEL = f"code{BETWEEN}"


def code_levels(codebook: Codebook, themes: Iterable[Theme] = ()) -> pl.DataFrame:
    """Give the groups of codes in which agreement is looked for (``LEVELS``).

    Parameters
    ----------
    codebook : Codebook
        Codes and their parents.
    themes : iterable of Theme, optional
        Their codes, as the themes name them.
    """
    ids = [code.id for code in codebook.codes]
    parents = {code.parent for code in codebook.codes} & set(ids)
    rows = [("code", one, one) for one in ids]
    rows += [("branch", p, one) for p in parents if p for one in codebook.with_children(p)]
    rows += [("theme", theme.id, one) for theme in themes for one in theme.codes if one in ids]
    rows += [(ANY, ANY, one) for one in ids]
    return pl.DataFrame(sorted(set(rows)), schema=dict(LEVELS), orient="row")


def key() -> pl.Expr:
    """Name a group of a level as if it were a code; ``split`` takes it apart again."""
    return pl.concat_str("level", "group", separator=BETWEEN)


def split(column: str) -> list[pl.Expr]:
    """Take the name of a group apart into ``level`` and ``code``."""
    parts = pl.col(column).str.split(BETWEEN)
    return [parts.list.get(0).alias("level"), parts.list.get(1).alias("code")]


def raised(marked: pl.DataFrame, levels: pl.DataFrame) -> pl.DataFrame:
    """Give pieces with groups in the place of their codes, once for every code of the group."""
    groups = levels.select("code", name=key())
    return (
        marked.join(groups, on="code", how="inner").with_columns(code="name").select(marked.columns)
    )


def read_for(read: pl.DataFrame, levels: pl.DataFrame) -> pl.DataFrame:
    """Say which set has read which interview for a group: for every one of its codes (``READ``)."""
    groups = levels.select("code", name=key())
    sizes = groups.group_by("name").agg(size=pl.col("code").n_unique())
    return (
        read.join(groups, on="code", how="inner")
        .group_by("set", "interview", "name")
        .agg(had=pl.col("code").n_unique())
        .join(sizes, on="name", how="inner")
        .filter(pl.col("had") == pl.col("size"))
        .select("set", "interview", code="name")
    )


def lost_in_tree(
    table: pl.DataFrame, levels: pl.DataFrame, *, coefficient: str = "alpha"
) -> pl.DataFrame:
    """Show where coders agree on a branch or a theme, but not on the code within it.

    Parameters
    ----------
    table : pl.DataFrame
        As ``agreement_table`` gives it, of one stage.
    levels : pl.DataFrame
        ``LEVELS``, as they were used for the table.
    coefficient : str
        Which coefficient to compare.

    Returns
    -------
    pl.DataFrame
        ``code`` and its ``value``; ``level`` and ``group`` above it, with ``group_value``;
        ``gain``, how much higher the group's is: the greater, the more is lost in telling its codes
        apart. Greatest first; null where either is undefined.
    """
    require(table, ("level", "code", "coefficient", "value"), "table")
    rows = table.filter(pl.col("coefficient") == coefficient)
    of_codes = rows.filter(pl.col("level") == "code").select("code", "value")
    of_groups = rows.select("level", group="code", group_value="value")
    return (
        levels.filter(pl.col("level").is_in(["branch", "theme"]))
        .join(of_codes, on="code", how="inner")
        .join(of_groups, on=["level", "group"], how="inner")
        .with_columns(gain=pl.col("group_value") - pl.col("value"))
        .select(*LOST)
        .sort("code", "level", "group")
        .sort("gain", descending=True, nulls_last=True, maintain_order=True)
    )
