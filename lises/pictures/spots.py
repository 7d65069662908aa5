"""The points of a correspondence analysis on its first two axes, as they are drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from .setting import Row, Setting
from .telling import signed

if TYPE_CHECKING:
    from lises.analysis import Correspondence

__all__ = ["CODE", "POOR", "Look", "Spot", "looks_of", "points_of", "spots_of"]

POOR = 0.5  # of cos²: less than half of the point's distance from the middle lies in the plane

Look = tuple[str, str]
"""Colour and shape."""

CODE: Look = ("one", "circle")
_PEOPLE: tuple[Look, ...] = (
    ("two", "diamond"),
    ("three", "square"),
    ("four", "triangle-up"),
    ("two", "triangle-down"),
    ("three", "cross"),
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A point: its row, what it is called, what its mark says, where it lies and how it looks."""

    row: Row
    label: str
    name: str
    look: Look

    @property
    def code(self) -> bool:
        """Whether it is a code's."""
        return self.look == CODE

    @property
    def place(self) -> tuple[float, float]:
        """Its coordinates on the two axes."""
        return self.row["axis_1"], self.row["axis_2"]

    @property
    def poor(self) -> bool:
        """Whether the two axes show it poorly."""
        return bool(self.row["cos2"] < POOR)


def points_of(laid: Correspondence, groups: Mapping[str, str], setting: Setting) -> pl.DataFrame:
    """Give a row per point: codes in the order of the setting's labels, then participants.

    Columns: ``point``, ``code`` or ``participant``, ``group``, ``mass``, ``axis_1`` and ``axis_2``
    (principal coordinates; 0 where there is no such axis), ``contribution_1``, ``contribution_2``
    and ``cos2`` of the two together.
    """
    first = laid.points.filter(pl.col("axis") == 1)
    second = laid.points.filter(pl.col("axis") == 2)
    there = not second.is_empty()
    known = {code: number for number, code in enumerate(setting.labels)}
    parts = ("principal", "contribution", "cos2")
    other = {name: second[name] if there else pl.lit(0.0) for name in parts}
    of_code, point = pl.col("side") == "row", pl.col("point")
    found = first.select(
        "point",
        code=pl.when(of_code).then(point),
        participant=pl.when(~of_code).then(point),
        group=pl.when(~of_code).then(point.replace_strict(dict(groups), default=None))
        if groups
        else pl.lit(None, pl.String),
        mass="mass",
        axis_1="principal",
        axis_2=other["principal"],
        contribution_1="contribution",
        contribution_2=other["contribution"],
        cos2=(pl.col("cos2") + other["cos2"]).clip(0, 1),
        _person=~of_code,
        _known=pl.when(of_code).then(
            point.replace_strict(known, default=len(known), return_dtype=pl.Int64)
            if known
            else pl.lit(0)
        ),
        _id=pl.when(of_code).then(point),
    )
    order = ["_person", "_known", "_id"]
    return found.sort(order, maintain_order=True).drop(order)


def looks_of(points: pl.DataFrame) -> dict[str | None, Look]:
    """Give every group of participants its colour and shape."""
    people = points.filter(pl.col("code").is_null())
    groups = dict.fromkeys(people["group"].to_list())
    return {group: _PEOPLE[number % len(_PEOPLE)] for number, group in enumerate(groups)}


def spots_of(points: pl.DataFrame, setting: Setting) -> list[Spot]:
    """Give the points with what they are called and what their marks say."""
    looks = looks_of(points)
    return [_spot(row, looks, setting) for row in points.iter_rows(named=True)]


def _spot(row: Row, looks: Mapping[str | None, Look], setting: Setting) -> Spot:
    words = setting.words
    code = row["code"] is not None
    key = "code" if code else "participant"
    label = setting.label(key, row[key])
    group = setting.label("group", row["group"]) if row["group"] is not None else ""
    whole = words("picture-part", what=label, part=group) if group else label
    said = words(
        "picture-map-at", one=signed(words, row["axis_1"]), two=signed(words, row["axis_2"])
    )
    if row["cos2"] < POOR:
        said = words("picture-map-at-poorly", at=said)
    name = words("picture-told", what=whole, said=said)
    return Spot(row, label, name, CODE if code else looks[row["group"]])
