"""Sections on codes: who voices them, where, and beside what."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from lises.frames import turns
from lises.pictures import (
    code_matrix,
    code_stripes,
    cooccurrence_picture,
    prevalence_dots,
)
from lises.pictures.setting import Row
from lises.render.markup import Content

from .desk import Desk, Listed, Section

__all__ = ["cooccurrence", "frequency", "matrix", "sequence"]

MOST_DRAWN = 60  # people side by side, interviews below each other: more nobody reads
MOST_PAIRS = 25  # of codes that meet are listed with their passages
MOST_CITED = 12  # passages of one row are cited; the rest is a link away


def frequency(desk: Desk) -> Section:
    """Tell how many participants voice each code; how often, as the release has it."""
    tables = desk.tables
    counted = desk.carried("prevalence")
    found = {
        "code-frequency": tables.frequency(),
        "theme-frequency": tables.frequency("theme"),
        "role-frequency": tables.frequency("role"),
    }
    if counted.is_empty():
        return Section(name="frequency", tables=found)
    everyone = counted.filter(pl.col("group") == "all").select("code", "n", "of", "share")
    by_role = counted.filter(pl.col("group") != "all").rename({"group": "role"})
    several = len(desk.design.roles) > 1
    setting = desk.setting("prevalence", _cell(desk))
    picture = (
        prevalence_dots(by_role.filter(pl.col("of") > 0), setting, by="role")
        if several
        else prevalence_dots(everyone, setting)
    )
    return Section(name="frequency", tables={"prevalence": counted, **found}, picture=picture)


def _cell(desk: Desk) -> Callable[[Row], str]:
    return lambda row: desk.places.cell(str(row["code"]))


def matrix(desk: Desk) -> Section:
    """Tell who voices what; with more people than a page can show side by side, by role."""
    table = desk.tables.matrix()
    if len(desk.roles) > MOST_DRAWN:
        by_role = desk.in_book_order(desk.tables.matrix(("code", "role")))
        picture = code_matrix(by_role, desk.setting("matrix", _cell(desk)), value="participants")
        found = {"code-by-participant": table, "code-by-role": by_role}
        return Section(name="matrix", tables=found, picture=picture)
    theirs = {person: desk.names.get(role, role) for person, role in desk.roles.items()}

    def href(row: Row) -> str:
        there = bool(row.get("codings"))
        return desk.places.cell(str(row["code"]), str(row["participant"])) if there else ""

    order = pl.Enum(list(desk.roles))
    shown = desk.in_book_order(table.sort(pl.col("participant").cast(order)))
    groups = theirs if len(desk.design.roles) > 1 else None
    picture = code_matrix(shown, desk.setting("matrix", href), groups=groups)
    return Section(name="matrix", tables={"code-by-participant": shown}, picture=picture)


def cooccurrence(desk: Desk) -> Section:
    """Tell which codes stand on the same words, with the passages of those that do most often."""
    table = desk.tables.cooccurrence()
    met = table.filter(pl.col("pairs") > 0)

    def href(row: Row) -> str:
        return f"#{_pair(row)}" if _pair(row) in anchors else ""

    rows = met.head(MOST_PAIRS).to_dicts()
    anchors = {_pair(row) for row in rows}
    told = [(_pair(row), _meeting(desk, row)) for row in rows]
    return Section(
        name="cooccurrence",
        tables={"cooccurrence": table},
        picture=cooccurrence_picture(table, desk.setting("cooccurrence", href)),
        lists=(Listed("meetings-listed", told),),
    )


def _pair(row: Row) -> str:
    return f"meet-{row['code_a']}--{row['code_b']}"


def _meeting(desk: Desk, row: Row) -> Content:
    a, b = str(row["code_a"]), str(row["code_b"])
    found = desk.tables.meetings(a, b)
    once = dict.fromkeys([*found["passage_a"], *found["passage_b"]])
    names = [desk.labels.get(code, code) for code in (a, b)]
    return [
        desk.words.html(
            "meeting",
            a=names[0],
            b=names[1],
            n=row["pairs"],
            interviews=desk.words("interviews-n", n=row["interviews"]),
            jaccard=desk.words.number(float(row["jaccard"]), 2),
        ),
        " ",
        desk.cited(list(once)[:MOST_CITED]),
    ]


def sequence(desk: Desk) -> Section:
    """Tell where the themes lie along each interview, a code of no theme by itself."""
    tables = desk.tables
    codings = tables.base().codings
    by_id = desk.release.study.by_id

    def href(row: Row) -> str:
        passage = by_id.get(str(row["passage"]))
        return desk.places.passage(passage) if passage else ""

    found = {"sequence": tables.sequence(), "transitions": tables.transitions()}
    if len(tables.folder.transcripts) > MOST_DRAWN:
        said = desk.paragraph("sequence-too-many", n=len(tables.folder.transcripts))
        return Section(name="sequence", tables=found, said=(said,))
    lanes = (
        pl.when(pl.col("themes").list.len() > 0).then("themes").otherwise(pl.concat_list("code"))
    )
    drawn = codings.with_columns(code=lanes).explode("code").unique(["passage", "code"])
    drawn = drawn.sort("interview", "turn", "start", "passage", "code")
    return Section(
        name="sequence",
        tables=found,
        picture=code_stripes(drawn, turns(tables.folder), desk.setting("stripes", href)),
    )
