"""An audit of published figures by general rules; everything comes from the columns.

A doubt is a question to the source, not a fault that has been shown: figures are as they were
reported. No rule compares rows whose values are not numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

from lises.errors import Problem
from lises.model import Figure, StudyFolder

from .figure_doubts import FigureDoubt
from .figure_mentions import mention_doubts, neighbour_doubts, threshold_doubts
from .figure_sums import derived_doubts, known_counts, part_doubts, share_doubts
from .quantities import read_figure

__all__ = ["FIGURE_RULES", "audit_figures", "check_figures"]

FIGURE_RULES = (
    "figure-two-values",
    "figure-unit-changes",
    "figure-odd-one-out",
    "figure-threshold-changes",
    "figure-parts-do-not-add",
    "figure-part-exceeds-whole",
    "figure-neighbour",
    "figure-hedge-dropped",
    "figure-n-changes",
    "figure-headline-stronger",
    "figure-impossible-share",
    "figure-counterpart",
    "figure-derivation-unreadable",
)

REMEDIES = {
    "figure-neighbour": "look whether a line of the table was read for another, in the source and "
    "in figures.csv",
    "figure-parts-do-not-add": "look the numbers up again; where the parts overlap, they are "
    "multi-response, not exclusive",
    "figure-part-exceeds-whole": "look both up again, and whether the whole is the right one",
    "figure-impossible-share": "look up n for this very question, and whether it was weighted",
    "figure-derivation-unreadable": "write ids of rows, numbers, + - * / and brackets",
}
PARTED = ("figure-two-values", "figure-odd-one-out")
LOOK = "look both places up again; if they stand so, acknowledge it in study.yaml with a reason"


def audit_figures(figures: Sequence[Figure]) -> tuple[FigureDoubt, ...]:
    """Raise what does not go together among published figures.

    Parameters
    ----------
    figures : sequence of Figure
        The rows of one ``figures.csv``.

    Returns
    -------
    tuple of FigureDoubt
        In the order of the first row concerned, then of the rules.

    Notes
    -----
    The rules are in ``FIGURE_RULES``. Parts declared multi-response are never added. Rounding is
    taken as it was written, and a hedge widens a number, so that raised is what neither explains.
    """
    readings = [r for r in map(read_figure, figures) if r is not None]
    counts = known_counts(readings)
    mentions = list(mention_doubts(readings, counts))
    parted = [d for d in mentions if d.rule in PARTED]
    found = [
        *mentions,
        *threshold_doubts(readings),
        *neighbour_doubts(readings, parted),
        *part_doubts(readings),
        *derived_doubts(figures, readings),
        *share_doubts(readings, counts),
    ]
    place = {f.id: number for number, f in enumerate(figures)}
    order = {rule: number for number, rule in enumerate(FIGURE_RULES)}
    return tuple(sorted(dict.fromkeys(found), key=lambda d: (place[d.rows[0]], order[d.rule])))


def check_figures(folder: StudyFolder) -> tuple[Problem, ...]:
    """Give the audit of a study's figures as doubts with file, line and remedy."""
    by_id = {f.id: f for f in reversed(folder.figures)}
    return tuple(
        Problem(
            path=folder.file(by_id[doubt.rows[0]].at),
            line=by_id[doubt.rows[0]].at.line,
            rule=doubt.rule,
            message=doubt.message,
            remedy=REMEDIES.get(doubt.rule, LOOK),
            severity="doubt",
            subject=doubt.rows[0],
        )
        for doubt in audit_figures(folder.figures)
    )
