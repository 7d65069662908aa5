"""A quantity told of several groups, drawn: a mark per figure, mentions of one group together.

The drawing is SVG written here. A chart library's SVG was tried (altair with vl-convert): it makes
addresses within the page into ones of another host, its text shrinks with the drawing on a phone,
and it weighs ninety megabytes. Marks differ by shape and not by colour alone; every mark is a link
to its row, and the drawing is told in words as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from lises.evidence import Stated

from .figure_cells import Told, anchor_of, interval_of, label_of, parted_label
from .mark import small_mark
from .markup import Content, element, joined, link

__all__ = ["Plot", "plots"]

WIDTH = 360  # units of the drawing; on a phone about a pixel each
LEFT, RIGHT = 14, 346
LABEL = 20  # height of a group's name
LANE = 24  # height of a mention: what a finger can meet
AXIS = 26
LONGEST = 50  # characters of a group's name
SHAPES = 5

# What is told in one way: medium, of what, from which threshold.
_Series = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Plot:
    """Figures that can be laid side by side, in the order of the file.

    ``groups`` are those of one quantity, or the parts of one whole; ``what`` names it.
    """

    told: Told
    number: int
    what: str
    groups: Mapping[str, Sequence[Stated]]

    @property
    def rows(self) -> list[Stated]:
        """Every figure of it."""
        return [row for rows in self.groups.values() for row in rows]

    @property
    def series(self) -> list[_Series]:
        """The ways in which it is told, each with a shape of its own."""
        return list(dict.fromkeys(_series(row) for row in self.rows))

    @property
    def name(self) -> str:
        """What is told, as a heading."""
        return self.what[:1].upper() + self.what[1:]

    @property
    def most(self) -> float:
        """The end of the scale."""
        if self.rows[0].percent and all(row.value <= 100 for row in self.rows):
            return 100.0
        greatest = float(max(row.value for row in self.rows))
        step = 1.0
        while greatest > 10 * step:
            step *= 10
        return next((step * k for k in (1, 2, 5, 10) if step * k >= greatest), greatest) or 1.0

    def group_name(self, group: str) -> str:
        """Name a group: the shortest that its labels call it."""
        words = self.told.view.words
        names = [parted_label(words, row.figure)[1] for row in self.groups[group]]
        return min(names, key=len) or group.replace("-", " ")

    def x(self, value: float) -> float:
        """Give the place of a value along the drawing."""
        return LEFT + min(max(value, 0.0), self.most) / self.most * (RIGHT - LEFT)

    def html(self) -> Markup:
        """Give the figure: drawing, what the shapes are, what it says."""
        return element(
            "figure",
            self._drawing(),
            self._legend(),
            self._caption(),
            class_="lises-plot",
        )

    def _caption(self) -> Markup | None:
        view = self.told.view
        mark = small_mark(view.words, view.folder)
        said: list[Content] = [*self._said(), *([mark] if mark else [])]
        if not said:
            return None
        return element("figcaption", joined(said, " "), class_="lises-soft")

    def _said(self) -> list[str]:
        words = self.told.view.words
        several = {g: rows for g, rows in self.groups.items() if len(rows) > 1}
        parted = [g for g, rows in several.items() if len({r.value for r in rows}) > 1]
        said = []
        if parted:
            names = words.series([self.group_name(g) for g in parted]).unescape()
            said.append(words("figure-plot-differs", groups=names))
        elif several:
            said.append(words("figure-plot-same"))
        if any(row.figure.part == "multi-response" for row in self.rows):
            said.append(words("figure-plot-overlap"))
        return said

    def _drawing(self) -> Markup:
        title = self.told.view.caption("figure-plot-title", quantity=self.name, n=len(self.groups))
        ids = f"plot-{self.number}-title", f"plot-{self.number}-desc"
        drawn: list[Content] = []
        y = 0
        for group, rows in self.groups.items():
            drawn.append(self._group(group, rows, y))
            y += LABEL + LANE * len(rows)
        return element(
            "svg",
            element("title", title, id=ids[0]),
            element("desc", self._in_words(), id=ids[1]),
            self._grid(y),
            drawn,
            viewBox=f"0 0 {WIDTH} {y + AXIS}",
            role="group",
            aria_labelledby=ids[0],
            aria_describedby=ids[1],
        )

    def _in_words(self) -> str:
        """Say every value that is drawn."""
        words, told = self.told.view.words, self.told
        said = []
        for group, rows in self.groups.items():
            values = [
                words("figure-plot-value", value=told.value(r.figure), medium=told.medium(r.figure))
                if r.figure.medium
                else told.value(r.figure)
                for r in rows
            ]
            said.append(
                words("figure-plot-group", group=self.group_name(group), values=", ".join(values))
            )
        return " ".join(said)

    def _grid(self, height: int) -> Markup:
        words = self.told.view.words
        steps = 5 if str(self.most)[0] == "5" else 4
        drawn = []
        for step in range(steps + 1):
            value = self.most * step / steps
            x = f"{self.x(value):.1f}"
            drawn.append(element("line", x1=x, x2=x, y1=4, y2=height + 4))
            number = words.number(value, 0 if value == int(value) else 1)
            said = words("percent", value=number) if self.rows[0].percent else number
            drawn.append(element("text", said, x=x, y=height + 19, text_anchor="middle"))
        return element("g", drawn, class_="grid", aria_hidden="true")

    def _group(self, group: str, rows: Sequence[Stated], top: int) -> Markup:
        name = self.group_name(group)
        short = name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
        middles = [top + LABEL + LANE * n + LANE // 2 for n in range(len(rows))]
        drawn: list[Content] = [
            element("text", short, x=LEFT - 6, y=top + 15, class_="group", aria_hidden="true")
        ]
        for middle in middles:
            drawn.append(element("line", x1=LEFT, x2=RIGHT, y1=middle, y2=middle, class_="track"))
        points = " ".join(
            f"{self.x(float(r.value)):.1f},{y}" for r, y in zip(rows, middles, strict=True)
        )
        if len(rows) > 1:
            drawn.append(element("polyline", points=points, class_="pair"))
        drawn += [self._mark(name, r, y) for r, y in zip(rows, middles, strict=True)]
        return element("g", drawn)

    def _mark(self, group: str, row: Stated, y: int) -> Markup:
        told, words = self.told, self.told.view.words
        value, medium = told.value(row.figure), told.medium(row.figure)
        short_value = told.value(row.figure, judged=False)
        said = words("figure-plot-value", value=value, medium=medium) if medium else value
        name = words("figure-plot-group", group=group, values=said)
        x = self.x(float(row.value))
        interval = interval_of(row)
        low, high = (self.x(interval[0]), self.x(interval[1])) if interval else (x, x)
        kind = self.series.index(_series(row)) % SHAPES
        right = high < RIGHT - 90
        text = element(
            "text",
            short_value,
            x=f"{high + 10 if right else low - 10:.1f}",
            y=y + 4,
            text_anchor="start" if right else "end",
        )
        bar = element("path", d=_bar(low, high, y), class_="interval") if interval else None
        box = element("rect", x=f"{x - 12:.1f}", y=y - 12, width=24, height=24, class_="reach")
        return link(
            f"#{anchor_of(row.figure)}",
            element("title", name),
            box,
            _shape(kind, x, y),
            bar,
            text,
            aria_label=name,
            class_=["told", f"series-{kind}"],
        )

    def _legend(self) -> Markup | None:
        if len(self.series) < 2:
            return None
        items = []
        for number, series in enumerate(self.series):
            kind = number % SHAPES
            sign = element(
                "svg",
                element("g", _shape(kind, 8, 8), class_=["told", f"series-{kind}"]),
                viewBox="0 0 16 16",
                width=16,
                height=16,
                aria_hidden="true",
                focusable="false",
            )
            items.append(element("li", sign, " ", self._series_name(series)))
        return element("ul", items, class_="lises-plot-legend")

    def _series_name(self, series: _Series) -> str:
        words = self.told.view.words
        rows = [row.figure for row in self.rows if _series(row) == series]
        parts = [parted_label(words, figure)[0] for figure in rows]
        what = next((part for part in parts if part), "")
        if not what:
            share_of = words.local(self.told.view.design.term(rows[0].share_of))
            what = parted_label(words, rows[0])[1] if len(rows) == 1 else share_of
        medium = self.told.medium(rows[0])
        if not medium or not what:
            return medium or what or rows[0].quantity
        return words("figure-series", medium=medium, what=what)


def plots(told: Told) -> list[Plot]:
    """Give the plots: quantities told of several groups, and wholes told by their parts."""
    found = [*_by_group(told), *_by_part(told)]
    return [Plot(told, number, name, groups) for number, (name, groups) in enumerate(found, 1)]


_Groups = dict[str, list[Stated]]


def _by_group(told: Told) -> Iterator[tuple[str, _Groups]]:
    by_quantity: dict[tuple[str, str], _Groups] = {}
    for figure in told.view.folder.figures:
        stated = told.stated.get(figure.id)
        if stated is not None and figure.group and stated.value >= 0:
            groups = by_quantity.setdefault((figure.quantity, figure.unit), {})
            groups.setdefault(figure.group, []).append(stated)
    for (quantity, _), groups in by_quantity.items():
        if len(groups) > 1:
            rows = [row for group in groups.values() for row in group]
            parts = [parted_label(told.view.words, row.figure)[0] for row in rows]
            yield next((part for part in parts if part), quantity.replace("-", " ")), groups


def _by_part(told: Told) -> Iterator[tuple[str, _Groups]]:
    """Give wholes whose exclusive parts are quantities of their own."""
    figures = told.view.folder.figures
    by_whole: dict[tuple[str, str], _Groups] = {}
    for figure in figures:
        stated = told.stated.get(figure.id)
        if stated is not None and figure.part == "exclusive" and stated.value >= 0:
            groups = by_whole.setdefault((figure.whole, figure.unit), {})
            groups.setdefault(figure.quantity, []).append(stated)
    for (whole, _), groups in by_whole.items():
        if len(groups) > 1:
            rows = [f for f in figures if whole in (f.quantity, f.id)]
            name = label_of(told.view.words, rows[0]) if rows else whole.replace("-", " ")
            yield name, groups


def _series(row: Stated) -> _Series:
    return row.figure.medium, row.figure.share_of, row.figure.threshold


def _bar(low: float, high: float, y: int) -> str:
    # The ends reach beyond the mark, so that a bar shorter than the mark is seen too.
    ends = f"M{low:.1f} {y - 10}V{y + 10}M{high:.1f} {y - 10}V{y + 10}"
    return f"M{low:.1f} {y}H{high:.1f}{ends}"


def _shape(kind: int, x: float, y: int) -> Markup:
    """Draw the mark of a series; shapes differ without their colours."""
    match kind:
        case 0:
            return element("circle", cx=f"{x:.1f}", cy=y, r=6, class_="full")
        case 1:
            points = f"{x:.1f},{y - 7} {x + 7:.1f},{y} {x:.1f},{y + 7} {x - 7:.1f},{y}"
            return element("polygon", points=points, class_="hollow")
        case 2:
            return element(
                "rect", x=f"{x - 5.5:.1f}", y=f"{y - 5.5:.1f}", width=11, height=11, class_="full"
            )
        case 3:
            points = f"{x:.1f},{y - 7} {x + 7:.1f},{y + 5} {x - 7:.1f},{y + 5}"
            return element("polygon", points=points, class_="hollow")
    return element("circle", cx=f"{x:.1f}", cy=y, r="5.5", class_="hollow")
