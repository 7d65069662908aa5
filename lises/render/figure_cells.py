"""How a published figure is written in the page's language: value, hedge, medium, place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from lises.evidence import FigureDoubt, Stated, audit_figures, read_figure, whole_number
from lises.evidence import wilson_interval as wilson
from lises.model import Figure

from .markup import Content, element, joined, link
from .view import View
from .words import Words

__all__ = ["Told", "anchor_of", "doubts_by_row", "interval_of", "label_of", "parted_label"]

_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_HEDGES = ("about", "nearly", "just-over", "over", "under")


def anchor_of(figure: Figure) -> str:
    """Give the anchor of a figure's row."""
    return f"fig-{figure.id}"


def doubts_by_row(doubts: Sequence[FigureDoubt]) -> Mapping[str, list[int]]:
    """Give row → the numbers of the doubts it is concerned in, counted from 1."""
    found: dict[str, list[int]] = {}
    for number, doubt in enumerate(doubts, start=1):
        for row in doubt.rows:
            found.setdefault(row, []).append(number)
    return found


def label_of(words: Words, figure: Figure) -> str:
    """Name a figure in the page's language, by quantity and group where it has no label."""
    plain = ", ".join(p.replace("-", " ") for p in (figure.quantity, figure.group) if p)
    return words.local(figure.label) or plain


def parted_label(words: Words, figure: Figure) -> tuple[str, str]:
    """Part a label at its last colon: what is told, and of which group; remarks in brackets go.

    >>> from lises.model import LocalText
    >>> figure = Figure(id="f", quantity="q", value="1", label=LocalText.plain("said yes: old (x)"))
    >>> parted_label(Words("en"), figure)
    ('said yes', 'old')
    """
    plain = _IN_BRACKETS.sub("", label_of(words, figure)).strip()
    what, colon, group = plain.rpartition(": ")
    return (what, group) if colon else ("", plain)


def interval_of(stated: Stated) -> tuple[float, float] | None:
    """Give the 95 % interval of a percentage, in per cent; None where n is not known.

    A number with a hedge is not one to calculate with, nor is one that is no share of anybody.
    """
    n = whole_number(stated.figure.n)
    inside = 0 <= stated.value <= 100
    if n is None or not stated.percent or stated.loosened or not inside:
        return None
    low, high = wilson(float(stated.value) / 100, n)
    return 100 * low, 100 * high


@dataclass(frozen=True, slots=True)
class Told:
    """The figures of a release with what the audit raises, for the pieces of its page."""

    view: View
    stated: Mapping[str, Stated]
    doubts: tuple[FigureDoubt, ...]

    @classmethod
    def of(cls, view: View) -> Told:
        """Read and audit the figures of a view."""
        figures = view.folder.figures
        stated = {f.id: s for f in figures if (s := read_figure(f)) is not None}
        return cls(view, stated, audit_figures(figures))

    def number(self, figure: Figure) -> str:
        """Write a value with its unit; one that is no number as it was noted."""
        words, stated = self.view.words, self.stated.get(figure.id)
        if stated is None:
            return " ".join(part for part in (figure.value, figure.unit) if part)
        written = re.search(r"[.,](\d+)$", figure.value)
        whole = stated.value.denominator == 1
        decimals = 0 if whole or not written else len(written[1])
        number = words.number(float(stated.value), decimals)
        if figure.unit == "percent":
            return words("percent", value=number)
        if figure.unit in ("", "count"):
            return number
        return f"{number} {words.local(self.view.design.term(figure.unit))}"

    def value(self, figure: Figure, *, judged: bool = True) -> str:
        """Write a value with its hedges before it, and after it that it was somebody's judgement.

        Hedges that are not known stand as they were noted.
        """
        words, stated = self.view.words, self.stated.get(figure.id)
        kinds = stated.hedges if stated else frozenset({"other"})
        hedges = [words(f"figure-hedge-{kind}") for kind in _HEDGES if kind in kinds]
        if "other" in kinds:
            hedges = [figure.hedge]
        after = words("figure-hedge-judged") if judged and "judged" in kinds else ""
        return " ".join(part for part in [*hedges, self.number(figure), after] if part)

    def medium(self, figure: Figure) -> str:
        """Name where in the source a figure stands."""
        return self.view.words.named("figure-medium", figure.medium) if figure.medium else ""

    def place(self, figure: Figure) -> Markup:
        """Give medium and line, the line linked to its source where that is listed."""
        view = self.view
        line: Content = None
        if figure.paragraph is not None:
            line = view.words("figure-line", line=figure.paragraph)
            if view.folder.claims and any(s.key == figure.source for s in view.folder.sources):
                href = f"{view.links.claim(view.design.id)}#source-{figure.source}"
                line = link(href, line)
        return joined([part for part in (self.medium(figure), line) if part], ", ")

    def row(self, figure: Figure, page: str = "") -> Markup:
        """Name a figure with its value and place, linked to its row here or on another page."""
        line = figure.paragraph
        said = [self.medium(figure), self.view.words("figure-line", line=line) if line else ""]
        where = ", ".join(part for part in said if part)
        label = label_of(self.view.words, figure)
        return joined(
            [
                link(f"{page}#{anchor_of(figure)}", element("b", self.value(figure))),
                f" {label}",
                f" ({where})" if where else None,
            ]
        )
