"""Sections on coders: what they agree on, and every passage at which they part."""

from __future__ import annotations

import polars as pl

from lises.pictures import agreement_intervals
from lises.pictures.setting import Row
from lises.render.markup import Content, element, joined

from .desk import Desk, Listed, Section

__all__ = ["agreement"]

LOST_FROM = 0.1  # a branch that agrees so much better than its code is worth a word


def agreement(desk: Desk) -> Section | None:
    """Tell what coders agreed on before they talked, and where they part; nothing for one coder."""
    table = desk.carried("agreement")
    if table.is_empty():
        return None
    parted = desk.tables.disagreements()
    lost = desk.tables.lost_in_tree()
    codes = set(parted["code"])

    def href(row: Row) -> str:
        return f"#{_anchor(str(row['code']))}" if row["code"] in codes else ""

    alpha = table.filter(pl.col("level") == "code", pl.col("coefficient") == "alpha")
    picture = agreement_intervals(desk.in_book_order(alpha), desk.setting("agreement", href))
    return Section(
        name="agreement",
        tables={"agreement": table, "lost-in-tree": lost, "disagreements": parted},
        picture=picture,
        lists=(
            Listed("lost-listed", _lost(desk, lost)),
            Listed("parted-listed", _parted(desk, parted)),
        ),
    )


def _anchor(code: str) -> str:
    return f"parted-{code}"


def _lost(desk: Desk, lost: pl.DataFrame) -> list[tuple[str, Content]]:
    rows = lost.filter(pl.col("gain") >= LOST_FROM).to_dicts()
    number = desk.words.number
    return [
        (
            "",
            desk.words.html(
                "lost-row",
                code=desk.labels.get(row["code"], row["code"]),
                value=number(row["value"], 2),
                group=desk.labels.get(row["group"], row["group"]),
                group_value=number(row["group_value"], 2),
            ),
        )
        for row in rows
    ]


def _parted(desk: Desk, parted: pl.DataFrame) -> list[tuple[str, Content]]:
    """Give every unit at which they part, by code; the first of a code is where its mark leads."""
    rows, seen = [], set[str]()
    for row in desk.in_book_order(parted).to_dicts():
        code = row["code"]
        rows.append(("" if code in seen else _anchor(code), _unit(desk, row)))
        seen.add(code)
    return rows


def _unit(desk: Desk, row: Row) -> Content:
    words = desk.words
    passages = [*row["passages"], *row["instead_passages"]]
    instead = [desk.labels.get(code, code) for code in row["instead"]]
    told: list[Content] = [
        words.html(
            "parted-row",
            code=desk.labels.get(str(row["code"]), str(row["code"])),
            by=words.series(list(row["coded_by"])),
            others=words.series(list(row["not_coded_by"])),
        ),
        words("parted-instead", codes=words.series(instead).unescape()) if instead else None,
        words(f"parted-{row['settled']}") if row["settled"] else None,
        desk.cited(passages) or element("span", words("passage-withheld"), class_="lises-soft"),
    ]
    return joined([part for part in told if part], " ")
