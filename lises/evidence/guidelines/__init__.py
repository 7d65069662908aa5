"""Reporting guidelines held against a study: what is computed, what the authors say, what lacks.

Which guideline is offered follows the study's method. COREQ and SRQR are gone through item by item;
RTARG is recommendations and is never counted up.
"""

from .fact import Fact, Found
from .item import Guideline, GuidelineItem
from .table import (
    GUIDELINE_TEXTS,
    STATES,
    GuidelineRow,
    ItemState,
    computed_facts,
    guideline_rows,
    guideline_table,
    offered_or_why,
    state_counts,
)

__all__ = [
    "GUIDELINE_TEXTS",
    "STATES",
    "Fact",
    "Found",
    "Guideline",
    "GuidelineItem",
    "GuidelineRow",
    "ItemState",
    "computed_facts",
    "guideline_rows",
    "guideline_table",
    "offered_or_why",
    "state_counts",
]
