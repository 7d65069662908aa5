"""A doubt about published figures: which rows, what differs, in words a reader of news knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from lises.model import Figure

from .quantities import COUNT, Stated

__all__ = ["ASK", "FigureDoubt", "name_of", "raised", "row_in_words", "rows_in_words", "shown"]

ASK = "differs as reported; ask the source"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureDoubt:
    """Rows of ``figures.csv`` that do not go together as they were reported.

    ``rows`` are their ids, the first is what the doubt is acknowledged at. ``message`` names each
    with value, unit, medium and line. ``facts`` are the same doubt's numbers and words by name, for
    pages that say it in another language.
    """

    rule: str
    rows: tuple[str, ...]
    message: str
    facts: tuple[tuple[str, str], ...] = ()


def raised(
    rule: str, rows: Iterable[Stated | Figure], message: str, **facts: object
) -> FigureDoubt:
    """Make a doubt about some rows."""
    ids = dict.fromkeys(r.figure.id if isinstance(r, Stated) else r.id for r in rows)
    said = tuple((name, str(value)) for name, value in facts.items())
    return FigureDoubt(rule=f"figure-{rule}", rows=tuple(ids), message=message, facts=said)


def name_of(figure: Figure) -> str:
    """Name what was measured, and of whom: "accepted, resource course"."""
    parts = [figure.quantity, figure.group]
    return ", ".join(part.replace("-", " ") for part in parts if part)


def row_in_words(figure: Figure) -> str:
    """Say a figure as it was reported.

    >>> row_in_words(Figure(id="f2", quantity="accepted", value="66", unit="percent",
    ...     share_of="municipalities", threshold="76", medium="chart", paragraph=19))
    '66 percent of municipalities at threshold 76 (f2, chart, L19)'
    """
    said = [figure.hedge.replace("; ", ", "), figure.value]
    if figure.unit == COUNT:
        said.append(figure.share_of)
    else:
        said += [figure.unit, f"of {figure.share_of}" if figure.share_of else ""]
    if figure.threshold:
        said.append(f"at threshold {figure.threshold}")
    line = f"L{figure.paragraph}" if figure.paragraph is not None else ""
    base = f"n {figure.n}" if figure.n else ""
    where = ", ".join(part for part in (figure.id, figure.medium, line, base) if part)
    return f"{' '.join(part for part in said if part)} ({where})"


def rows_in_words(rows: Iterable[Stated]) -> str:
    """Say several figures, the first against the others."""
    return " against ".join(row_in_words(r.figure) for r in rows)


def shown(value: Fraction, decimals: int = 1) -> str:
    """Write a number that was calculated, without needless decimals.

    >>> shown(Fraction(98)), shown(Fraction(100, 3))
    ('98', '33.3')
    """
    written = f"{float(value):.{decimals}f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
