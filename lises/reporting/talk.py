"""Sections on the talk: when and how long, who speaks how much, whether new codes still came."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from lises.analysis import Saturation
from lises.frames import interviews
from lises.pictures import interview_timeline, saturation_curve
from lises.pictures.setting import Row

from .desk import Desk, Section

__all__ = ["saturation", "speech"]

MOST_ROWS = 150  # interviews below each other


def speech(desk: Desk) -> Section:
    """Tell when the interviews were held, how long they are and who speaks how much."""
    tables = desk.tables
    held = interviews(tables.folder)
    return Section(
        name="speech",
        tables={
            "interviews": held,
            "speech": tables.speech(),
            "speech-by-role": tables.speech_by_role(),
        },
        picture=interview_timeline(held, desk.setting("interviews", _interview(desk)))
        if held.height <= MOST_ROWS
        else None,
    )


def saturation(desk: Desk) -> Section | None:
    """Tell whether later interviews still brought new codes; nothing where none is counted."""
    found, spread = desk.carried("new_codes"), desk.carried("accumulation")
    asked = desk.carried("saturation")
    if found.is_empty():
        return None
    assessed = Saturation(**asked.row(0, named=True), runs=pl.DataFrame())
    setting = desk.setting("saturation", _interview(desk))
    return Section(
        name="saturation",
        tables={"new-codes": found, "accumulation": spread, "saturation": asked},
        picture=saturation_curve(found, setting, spread=spread, assessed=assessed),
    )


def _interview(desk: Desk) -> Callable[[Row], str]:
    def href(row: Row) -> str:
        name = str(row["interview"])
        return desk.places.interview(name) if name in desk.release.folder.transcripts else ""

    return href
