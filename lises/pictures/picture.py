"""A picture: what is drawn, what it says, the table it was made from."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from lises.render.mark import short_mark
from lises.render.markup import Markup, element

from .board import FONTS, Board
from .drawn import drawing, png, size
from .figure import figure, listed_table, notebook_style
from .heading import with_heading
from .labels import clean
from .marks import Mark, placeholder
from .palette import COLOURS
from .setting import Setting

if TYPE_CHECKING:
    import polars as pl
    from altair import LayerChart

__all__ = ["Mark", "Picture", "Telling", "picture_of"]

_NAME = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawing that can be followed to its passages, and read without being seen.

    Parameters
    ----------
    name : str
        For ids and files.
    title : str
        What it is of.
    alt : str
        What it says: the result, in words.
    note : str
        How to read it.
    spec : mapping
        Vega-Lite. ``chart`` gives it as altair's, with the marks' addresses.
    table : pl.DataFrame
        The rows that are drawn, as they were given.
    listed : pl.DataFrame
        Those of its rows that are listed below the drawing.
    columns : mapping of str to str
        The columns that are listed, with their headings.
    marks : tuple of Mark
        What each mark says and where it leads.
    setting : Setting
    wide : bool
        Whether it keeps its size on a small screen and is moved sideways there; others shrink a
        little, never so far that text is smaller than 11 pixels at 390.
    beside : mapping of str to Markup
        What marks lead to in a notebook, by anchor.
    """

    name: str
    title: str
    alt: str
    note: str = ""
    spec: Mapping[str, Any]
    table: pl.DataFrame
    listed: pl.DataFrame
    columns: Mapping[str, str]
    marks: tuple[Mark, ...]
    setting: Setting
    wide: bool = False
    beside: Mapping[str, Markup] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """An id that no other picture has: its name and a digest of what is drawn and said."""
        told = [self.spec, self.title, self.alt, [(m.name, m.href) for m in self.marks]]
        digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
        return f"picture-{self.name}-{digest[:8]}"

    @property
    def marked_title(self) -> str:
        """The title, with the mark of invented material where it is."""
        if not self.setting.constructed:
            return self.title
        return f"{self.title} ({short_mark(self.setting.words)})"

    @property
    def chart(self) -> LayerChart:
        """The drawing as altair's, to be worked on; its marks lead to their addresses."""
        import altair as alt

        hrefs = {placeholder(number): mark.href for number, mark in enumerate(self.marks)}
        rows = {
            name: [{**row, "href": hrefs[row["href"]]} if "href" in row else row for row in values]
            for name, values in self.spec["datasets"].items()
        }
        found: LayerChart = alt.LayerChart.from_dict({**self.spec, "datasets": rows})
        return found

    def svg(self, *, standalone: bool = False) -> Markup:
        """Give the drawing.

        Parameters
        ----------
        standalone : bool
            False: for a page; every colour has a class that the page's style sheet gives its value
            (``pictures.css``), light or dark. True: for a file; colours are fixed, and the title
            stands in the drawing, with the mark of invented material.
        """
        spec = with_heading(self.spec, self.title, self.setting) if standalone else self.spec
        width, height = (f"{side:g}" for side in size(spec))
        title, told = f"{self.id}-title", f"{self.id}-desc"
        marks = [replace(mark, href=self.address(mark.href)) for mark in self.marks]
        wide = "lises-picture-wide" if self.wide else ""
        ground = None if standalone else "f-paper"
        return element(
            "svg",
            element("title", self.marked_title, id=title),
            element("desc", self.alt, id=told),
            element("rect", width=width, height=height, fill=COLOURS["paper"], class_=ground),
            drawing(spec, marks, classes=not standalone),
            xmlns="http://www.w3.org/2000/svg" if standalone else None,
            viewBox=f"0 0 {width} {height}",
            width=width,
            height=height,
            role="group" if any(mark.href for mark in self.marks) else "img",
            aria_labelledby=title,
            aria_describedby=told,
            lang=self.setting.words.language,
            font_family=FONTS,
            class_=None if standalone else ["lises-picture", wide],
        )

    def png(self, scale: float = 2) -> bytes:
        """Give the drawing as PNG, as ``svg(standalone=True)``; ``scale`` pixels per unit."""
        return png(str(self.svg(standalone=True)), scale)

    def html(self) -> Markup:
        """Give the figure for a page: drawing, title, what it says, and its table, folded."""
        return figure(
            self.svg(),
            (self.title, self.alt, self.note),
            listed_table(self.listed, self.columns, self.setting, self.address),
            self.setting,
        )

    def showing(self, beside: Mapping[str, Markup]) -> Picture:
        """Give the picture with what its marks lead to in a notebook.

        Parameters
        ----------
        beside : mapping of str to Markup
            By anchor: a mark whose address is ``#x`` leads to what stands here under ``x``, such as
            passages in their turns.
        """
        return replace(self, beside=dict(beside))

    def address(self, href: str) -> str:
        """Give where a mark leads: what is beside the picture has ids of its own there."""
        anchor = href.removeprefix("#")
        return f"#{self.id}-{anchor}" if href.startswith("#") and anchor in self.beside else href

    def _repr_html_(self) -> str:
        """Show the figure, and below it what its marks lead to."""
        shown = [
            element("section", fragment, id=f"{self.id}-{anchor}", tabindex="-1")
            for anchor, fragment in self.beside.items()
        ]
        below = element("div", shown, class_="lises-picture-beside") if shown else None
        inner = (notebook_style(), self.html(), below)
        return str(element("div", inner, class_=["lises", "lises-picture-notebook"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What a picture is called and says; the setting's title and name go before these."""

    name: str
    title: str
    alt: str
    note: str = ""
    wide: bool = False


def picture_of(
    board: Board,
    telling: Telling,
    table: pl.DataFrame,
    columns: Mapping[str, str],
    *,
    listed: pl.DataFrame | None = None,
) -> Picture:
    """Make the picture of a board, what it tells and its table."""
    setting = board.setting
    return Picture(
        name=_NAME.sub("-", setting.name or telling.name).strip("-").lower() or telling.name,
        title=clean(setting.title or telling.title),
        alt=telling.alt,
        note="" if board.empty else telling.note,
        spec=board.spec(),
        table=table,
        listed=table if listed is None else listed,
        columns=columns,
        marks=tuple(board.marks),
        setting=setting,
        wide=telling.wide,
    )
