"""A drawing as layers on one pair of scales; altair writes them down as Vega-Lite.

Everything has its place before Vega-Lite sees it (no measured labels, no automatic layout), so that
a drawing does not hang on the fonts of the machine that makes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from .labels import folded
from .marks import Mark, placeholder
from .palette import COLOURS
from .setting import Row, Setting

if TYPE_CHECKING:
    import altair as alt

__all__ = ["FONT", "FONTS", "NARROW", "SMALL", "Board", "Look", "Margins", "Values", "step_of"]

FONTS = "system-ui, sans-serif"
FONT = 13
NARROW = 420  # the width of a drawing that may shrink: at 358 pixels its text is 11 pixels high
NAME_ROOM = 18  # between the edge, a name and the plot
SMALL = 11.5  # in drawings that keep their size

Values = Iterable[Mapping[str, object]]
Kind = Literal["point", "rect", "rule", "text", "line", "area"]
Look = dict[str, Any]

_CHANNELS = ("x", "x2", "y", "y2", "text", "href")


@dataclass(frozen=True, slots=True)
class Margins:
    """What lies around the plot, in units of the drawing."""

    left: float = 8
    right: float = 8
    top: float = 8
    bottom: float = 8


@dataclass(slots=True)
class Board:
    """Layers, first the ones below.

    Parameters
    ----------
    setting : Setting
    x, y : tuple of float
        The values at the left and right edge of the plot, and at its top and bottom.
    width, height : float
        Of the plot, in units.
    margins : Margins
    """

    setting: Setting
    x: tuple[float, float]
    y: tuple[float, float]
    width: float
    height: float
    margins: Margins = field(default_factory=Margins)
    marks: list[Mark] = field(default_factory=list)
    _layers: list[alt.Chart] = field(default_factory=list)
    _rows: dict[str, list[dict[str, object]]] = field(default_factory=dict)

    def add(
        self,
        kind: Kind,
        values: Values,
        *,
        at: Mapping[str, float] | None = None,
        **look: object,
    ) -> None:
        """Lay something on top.

        Parameters
        ----------
        kind : str
            A mark of Vega-Lite.
        values : iterable of mappings
            ``x``, ``y``, and by kind ``x2``, ``y2``, ``text``, ``href`` (from ``reach``); ``fill``
            where colours differ. No values, no layer.
        at : mapping, optional
            ``x`` or ``y`` in units from the plot's upper left corner, the same for all.
        **look
            Properties of the mark.
        """
        import altair as alt

        rows = [dict(row) for row in values]
        if not rows:
            return
        given = rows[0]
        encoding: dict[str, Any] = {c: self._channel(c) for c in _CHANNELS if c in given}
        if "fill" in given:
            encoding["fill"] = alt.Fill("fill:N", scale=None, legend=None)
        encoding |= {name: alt.value(place) for name, place in (at or {}).items()}
        name = f"layer-{len(self._layers)}"
        self._rows[name] = rows
        chart = alt.Chart(alt.NamedData(name))
        draw = getattr(chart, f"mark_{kind}")
        plain: dict[str, object] = {}
        if kind == "text":
            plain = {"fontSize": FONT, "fill": COLOURS["ink"], "limit": 0, "baseline": "middle"}
        drawn = draw(**{"aria": False, "opacity": 1, **plain, **look})
        self._layers.append(drawn.encode(**encoding))

    def reach(self, row: Row, name: str) -> dict[str, object]:
        """Give ``href`` for the values of a row's mark, nothing where it leads nowhere.

        ``name`` says what the mark says, for who cannot see it.
        """
        self.marks.append(Mark(name=name, href=self.setting.address(row)))
        return {"href": placeholder(len(self.marks) - 1)}

    def text(self, text: str, x: float, y: float, **look: object) -> None:
        """Write one text at a place in units from the plot's upper left corner."""
        self.add("text", [{"text": text}], at={"x": x, "y": y}, **look)

    def ticks(self, ticks: Sequence[tuple[float, str]], title: str = "") -> None:
        """Draw upright lines at values of x, each with its label below, and what they count."""
        y = {"y": self.y[0], "y2": self.y[1]}
        self.add("rule", [{"x": v, **y} for v, _ in ticks], stroke=COLOURS["line"], strokeWidth=1)
        below: Look = {"fontSize": FONT, "fill": COLOURS["soft"]}
        rows = [{"x": v, "text": label} for v, label in ticks]
        self.add("text", rows, at={"y": self.height + 13}, align="center", **below)
        if title:
            self.text(title, self.width / 2, self.height + 31, align="center", **below)

    def names(
        self, rows: Sequence[tuple[str, float]], *, weight: int = 400, size: float = FONT
    ) -> None:
        """Write the names of rows beside the plot, in two lines where they are long.

        ``rows`` are names and their places in y.
        """
        room = self.margins.left - NAME_ROOM
        unit = (self.y[1] - self.y[0]) / max(self.height, 1)
        values = []
        for name, y in rows:
            lines = folded(name, room, size)
            pitch = (size + 0.5) * unit
            first = y - (len(lines) - 1) / 2 * pitch
            values += [{"text": text, "y": first + i * pitch} for i, text in enumerate(lines)]
        self.add("text", values, at={"x": -10}, align="right", fontWeight=weight, fontSize=size)

    @property
    def empty(self) -> bool:
        """Whether nothing is drawn."""
        return not self._layers

    def spec(self) -> dict[str, Any]:
        """Give the whole as Vega-Lite."""
        import altair as alt

        around = self.margins
        if not self._layers:
            self.text("", 0, 0)
        chart = (
            alt.layer(*self._layers)
            .properties(
                width=self.width,
                height=self.height,
                autosize={"type": "none"},
                padding={
                    "left": around.left,
                    "right": around.right,
                    "top": around.top,
                    "bottom": around.bottom,
                },
                background=COLOURS["paper"],
            )
            .configure(font=FONTS, view={"stroke": None, "fill": None})
        )
        found: dict[str, Any] = chart.to_dict(validate=False)
        # The rows go past altair, which would copy every value of them several times.
        return {**found, "datasets": self._rows}

    def _channel(self, name: str) -> object:
        import altair as alt

        if name == "text":
            return alt.Text("text:N")
        if name == "href":
            return alt.Href("href:N")
        if name in ("x2", "y2"):
            return getattr(alt, name.upper())(f"{name}:Q")
        ends, span = (self.x, [0, self.width]) if name == "x" else (self.y, [0, self.height])
        scale = alt.Scale(domain=list(ends), range=span, zero=False, nice=False)
        return getattr(alt, name.upper())(f"{name}:Q", scale=scale, axis=None)


def step_of(names: Iterable[str], left: float) -> float:
    """Give the height of a row beside which one of these names stands in a margin."""
    long = any(len(folded(name, left - NAME_ROOM, FONT)) > 1 for name in names)
    return 34.0 if long else 26.0
