"""What a map of codes says in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .setting import Setting
from .spots import Spot
from .telling import several

if TYPE_CHECKING:
    from lises.analysis import Correspondence

__all__ = ["said_of"]

SAME = 1e-9  # how near two coordinates lie that would be the same but for rounding


def said_of(laid: Correspondence, spots: Sequence[Spot], setting: Setting) -> str:
    """Say the inertia and the axes' share, who lies furthest out, and what is not to be read."""
    words = setting.words
    if not spots:
        return words("picture-map-none")
    shares = laid.axes["share"].head(2).to_list()
    inertia = words.number(laid.inertia, 2)
    if len(shares) == 1:
        said = [words("picture-map-line", inertia=inertia)]
    else:
        said = [words("picture-map-inertia", inertia=inertia, share=words.percent(sum(shares)))]
    said += [_ends(axis, spots, setting) for axis in range(len(shares))]
    said += _cautions(laid, spots, setting)
    return " ".join([*said, words("picture-map-distance")])


def _ends(axis: int, spots: Sequence[Spot], setting: Setting) -> str:
    """Name the codes at the two ends of an axis."""
    codes = [spot for spot in spots if spot.code]
    places = [spot.place[axis] for spot in codes]
    high, low = (
        _named([spot for spot in codes if abs(spot.place[axis] - end) <= SAME], setting)
        for end in (max(places), min(places))
    )
    return setting.words(f"picture-map-ends-{axis + 1}", high=high, low=low)


def _named(spots: Sequence[Spot], setting: Setting) -> str:
    what = several([spot.label for spot in spots], setting)
    poor = all(spot.poor for spot in spots)
    return setting.words("picture-map-end-poorly", what=what) if poor else what


def _cautions(laid: Correspondence, spots: Sequence[Spot], setting: Setting) -> list[str]:
    words = setting.words
    said = []
    poor = sum(spot.poor for spot in spots)
    if poor:
        said.append(words("picture-map-poor", n=poor, of=len(spots)))
    turned = [row["axis"] for row in laid.axes.head(2).iter_rows(named=True) if row["turnable"]]
    if turned:
        axes = words.series([str(axis) for axis in turned]).unescape()
        said.append(words("picture-map-turnable", axes=axes, n=len(turned)))
    if laid.rows_left_out:
        said.append(words("picture-map-codes-out", n=len(laid.rows_left_out)))
    if laid.columns_left_out:
        said.append(words("picture-map-people-out", n=len(laid.columns_left_out)))
    return said
