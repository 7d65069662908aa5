"""Published figures: what does not go together, quantities by group, and every figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from lises.evidence import FigureDoubt
from lises.model import Figure
from lises.privacy import Release

from .figure_cells import Told, anchor_of, doubts_by_row, interval_of, label_of
from .figure_plot import plots
from .links import Links
from .mark import fragment
from .markup import Content, element, joined, link
from .problems import reason_of
from .related import Others, related_figures
from .view import View, view_of
from .words import Words

__all__ = ["figures_body"]

COLUMNS = ("what", "value", "doubts", "where", "share-of", "threshold", "n", "reporter")
# Columns that are left out where no figure has anything in them.
EMPTY = {"share-of": "share_of", "threshold": "threshold", "reporter": "reporter"}
SHOWN_ROWS = 4  # rows of a doubt that are shown at once
# Which text says the numbers of a doubt, beyond the rows that it names.
SAYS = {
    "figure-parts-do-not-add": "parts",
    "figure-impossible-share": "impossible",
    "figure-counterpart": "counterpart",
    "figure-headline-stronger": "headline",
    "figure-odd-one-out": "odd",
}
# Facts that were calculated, so that their decimals follow the page's language.
WORDED = ("over", "under")
CALCULATED = ("least", "most", "share", "product", "total")


def figures_body(
    release: Release, words: Words, links: Links, *, others: Others | None = None
) -> Markup:
    """Give the page of published figures: doubts, quantities by group, the table of all.

    The audit is made anew from the figures, which no tier withholds; reasons for acknowledged
    doubts come from the release. ``others`` are the studies of the book: some may be
    linked to a figure.
    """
    view = view_of(release, words, links)
    told = Told.of(view)
    counts = joined(
        [
            words("figures-count", n=len(view.folder.figures)),
            words("figures-doubts-count", n=len(told.doubts)),
        ],
        " · ",
    )
    return fragment(
        words,
        release.folder,
        "figures",
        view.say("figures-what"),
        element("p", counts, class_="lises-note"),
        _doubts(told),
        _plots(told),
        _all(told),
        related_figures(view, others),
    )


def _doubts(told: Told) -> Markup:
    view = told.view
    parts: list[Content] = [view.heading(2, "figures-doubts", "lises-figures-doubts")]
    if not told.doubts:
        return element("section", parts, view.say("figures-doubts-none"))
    parts.append(view.say("figures-doubts-what"))
    by_id = {f.id: f for f in reversed(view.folder.figures)}
    items = [_doubt(told, n, doubt, by_id) for n, doubt in enumerate(told.doubts, start=1)]
    parts.append(element("ol", items, class_="lises-figure-doubts"))
    return element("section", parts)


def _doubt(told: Told, number: int, doubt: FigureDoubt, by_id: Mapping[str, Figure]) -> Markup:
    words = told.view.words
    title = words(f"problem-{doubt.rule}")
    rows = [element("li", told.row(by_id[row])) for row in doubt.rows]
    first = len(rows) if len(rows) <= SHOWN_ROWS else 2
    means = element("p", words(f"problem-{doubt.rule}-means"))
    numbers = _numbers(told.view, doubt)
    return element(
        "li",
        element("p", element("strong", title), class_="lises-figure-doubt-title"),
        means,
        element("p", numbers, class_="lises-figure-sum") if numbers else None,
        element("ul", rows[:first]),
        _more(words, rows[first:]),
        _reason(told.view, doubt),
        id=f"doubt-{number}",
    )


def _more(words: Words, rows: Sequence[Markup]) -> Markup | None:
    if not rows:
        return None
    summary = element("summary", words("figures-more-rows", n=len(rows)))
    return element("details", summary, element("ul", rows))


def _numbers(view: View, doubt: FigureDoubt) -> Content:
    """Say the numbers of a doubt that its rows do not show: a sum, an n, a share, a headline's."""
    kind = SAYS.get(doubt.rule, "")
    facts = {name: _written(view, name, value) for name, value in doubt.facts}
    if not kind or (kind == "impossible" and not facts.get("n")):
        return ""
    if kind == "parts" and facts.get("origin"):
        kind = "parts-origin"
    if kind == "headline":
        kind = f"headline-{facts['kind']}"
    if kind == "odd":
        facts["n"] = int(dict(doubt.facts)["n"])
    return view.words.html(f"figure-says-{kind}", **facts)


def _written(view: View, name: str, value: str) -> object:
    """Write a calculated number and a word of the columns in the page's language."""
    if name in WORDED:
        return view.term(value)
    if name not in CALCULATED or not value:
        return value
    return view.words.number(float(value), len(value.partition(".")[2]))


def _reason(view: View, doubt: FigureDoubt) -> Markup | None:
    """Give the study's reason for letting a doubt stand."""
    for problem in view.release.problems:
        met = (problem.rule, problem.subject) == (doubt.rule, doubt.rows[0])
        if met and problem.acknowledged:
            label = element("b", view.words("acknowledged-because"))
            return element("p", label, " ", reason_of(view, problem))
    return None


def _plots(told: Told) -> Markup | None:
    view = told.view
    drawn = plots(told)
    if not drawn:
        return None
    parts: list[Content] = [view.heading(2, "figures-plots", "lises-figures-plots")]
    known = any(interval_of(row) for plot in drawn for row in plot.rows)
    parts.append(view.say("figures-interval" if known else "figures-no-interval"))
    for plot in drawn:
        parts += [element("h3", plot.name), plot.html()]
    return element("section", parts)


def _all(told: Told) -> Markup:
    view, words = told.view, told.view.words
    by_row = doubts_by_row(told.doubts)
    by_quantity: dict[str, list[Figure]] = {}
    figures = view.folder.figures
    for figure in figures:
        by_quantity.setdefault(figure.quantity, []).append(figure)
    shown = [n for n in COLUMNS if n not in EMPTY or any(getattr(f, EMPTY[n]) for f in figures)]
    bodies = [
        element("tbody", [_row(told, f, by_row.get(f.id, ()), shown) for f in rows])
        for rows in by_quantity.values()
    ]
    header = [element("th", words(f"figure-column-{name}"), scope="col") for name in shown]
    caption = view.caption("figures-caption")
    made = element(
        "table",
        element("caption", caption),
        element("thead", element("tr", header)),
        bodies,
        class_="lises-table-figures",
    )
    return element(
        "section",
        view.heading(2, "figures-all", "lises-figures-all"),
        element("div", made, class_="lises-table", role="region", aria_label=caption, tabindex="0"),
    )


def _row(told: Told, figure: Figure, doubts: Sequence[int], shown: Sequence[str]) -> Markup:
    words = told.view.words
    cells: dict[str, Content] = {
        "value": _value(told, figure),
        "doubts": _to_doubts(words, told, doubts),
        "where": told.place(figure),
        "share-of": told.view.term(figure.share_of) or None,
        "threshold": figure.threshold or None,
        "n": _base(told, figure),
        "reporter": told.view.term(figure.reporter) or None,
    }
    return element(
        "tr",
        element("th", label_of(words, figure), scope="row"),
        [element("td", cells[name]) for name in shown if name in cells],
        id=anchor_of(figure),
        class_="lises-doubted" if doubts else None,
    )


def _value(told: Told, figure: Figure) -> list[Content]:
    said: list[Content] = [element("b", told.value(figure))]
    stated = told.stated.get(figure.id)
    interval = interval_of(stated) if stated else None
    if interval:
        words = told.view.words
        low, high = (words("percent", value=words.number(end, 1)) for end in interval)
        text = words("figure-interval-of", low=low, high=high)
        said += [" ", element("span", text, class_="lises-soft")]
    return said


def _base(told: Told, figure: Figure) -> Content:
    """Give n; of a percentage that it is not stated."""
    if figure.n:
        return figure.n
    if figure.unit == "percent":
        return element("span", told.view.words("figure-n-missing"), class_="lises-soft")
    return None


def _to_doubts(words: Words, told: Told, numbers: Sequence[int]) -> Content:
    items = [
        element("li", link(f"#doubt-{n}", words(f"problem-{told.doubts[n - 1].rule}")))
        for n in numbers
    ]
    return element("ul", items, class_="lises-row-doubts") if items else None
