"""The figure around a drawing: title, what it says, how to read it, its table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from lises.render import STATIC
from lises.render.mark import short_mark
from lises.render.markup import Markup, element, joined, link

from .setting import Setting
from .telling import signed

if TYPE_CHECKING:
    import polars as pl

__all__ = ["figure", "listed_table", "notebook_style"]

_SHARES = frozenset({"share", "largest_share"})
_WRITTEN = frozenset({"called", "kind"})  # labels already
_KEYS = frozenset(
    {"code", "code_a", "code_b", "theme", "participant", "role", "group", "interview"}
)


def figure(
    drawing: Markup, told: tuple[str, str, str], table: Markup | None, setting: Setting
) -> Markup:
    """Lay a figure out: ``told`` is its title, what it says and how to read it."""
    title, said, note = told
    words = setting.words
    mark = element("span", short_mark(words), class_="lises-constructed-small")
    head = [element("strong", title), mark if setting.constructed else None]
    folded = element("details", element("summary", words("picture-table")), table)
    return element(
        "figure",
        element("figcaption", joined(head, " ")),
        element(
            "div",
            drawing,
            class_="lises-picture-room",
            role="region",
            aria_label=title,
            tabindex="0",
        ),
        element("p", said, class_="lises-picture-said"),
        element("p", note, class_="lises-note") if note else None,
        folded if table else None,
        class_="lises-picture-figure",
        lang=words.language,
    )


def listed_table(
    rows: pl.DataFrame,
    columns: Mapping[str, str],
    setting: Setting,
    address: Callable[[str], str],
) -> Markup | None:
    """List rows; the first cell of each leads where its mark does. None where there is no row."""
    if rows.is_empty():
        return None
    head = element("tr", [element("th", name, scope="col") for name in columns.values()])
    body = [_row(row, columns, setting, address) for row in rows.iter_rows(named=True)]
    made = element("table", element("thead", head), element("tbody", body))
    title = setting.words("picture-table")
    return element("div", made, class_="lises-table", role="region", aria_label=title, tabindex="0")


def _row(
    row: Mapping[str, object],
    columns: Mapping[str, str],
    setting: Setting,
    address: Callable[[str], str],
) -> Markup:
    href = setting.address(row)
    first, *others = (_cell(name, row.get(name), setting) for name in columns)
    led = link(address(href), first) if href else first
    return element("tr", element("th", led, scope="row"), [element("td", cell) for cell in others])


def _cell(column: str, value: object, setting: Setting) -> str:
    words = setting.words
    shown = setting.label(column, value) if value is not None else "–"
    match value:
        case None if column in _KEYS:
            shown = setting.label(column, None)
        case str() if column in _WRITTEN:
            shown = value
        case int() if column not in _KEYS:
            shown = words.number(value)
        case float():
            shown = words.percent(value) if column in _SHARES else signed(words, value)
        case list():
            shown = ", ".join(setting.label(column, part) for part in value)
    return shown


@cache
def notebook_style() -> Markup:
    """Give the styles that a notebook has none of: the same sheet as the pages'."""
    sheet = STATIC.joinpath("pictures.css").read_text(encoding="utf-8")
    return element("style", Markup(sheet))
