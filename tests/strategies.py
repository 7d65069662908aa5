"""Hypothesis strategies for every object of the model, and for whole small studies.

Texts are as hard as real ones: Danish letters, marks that do not compose, letters beyond the BMP,
quotation marks and brackets of every kind, and characters that mean something to YAML, CSV, JSON,
BibTeX and Markdown. They are what a file may hold: NFC, no control characters, not blank.

``studies()`` gives studies in which every reference leads somewhere and every quote stands in its
turn; the strategies of single objects give objects that are whole by themselves only.
"""

from __future__ import annotations

from tests.making.coding import (
    codebooks,
    codes,
    framework_cells,
    judged_hits,
    labels,
    left_outs,
    notes,
    passages,
    prose,
    themes,
    times,
    transcripts,
    translations,
    turn_texts,
)
from tests.making.evidence import claims, figures, findings, related, searches, sources
from tests.making.people import (
    askeds,
    attributes,
    coding_sets,
    governances,
    guides,
    interviews,
    origins,
    participants,
    questions,
    readings,
    roles,
    study_designs,
    withdrawals,
)
from tests.making.reporting import reportings
from tests.making.studies import studies
from tests.making.texts import (
    clearances,
    code_ids,
    days,
    distinct_codes,
    distinct_ids,
    ids,
    languages,
    lines,
    local_texts,
    optional_local_texts,
    passage_ids,
    scopes,
    texts,
)

__all__ = [
    "askeds",
    "attributes",
    "claims",
    "clearances",
    "code_ids",
    "codebooks",
    "codes",
    "coding_sets",
    "days",
    "distinct_codes",
    "distinct_ids",
    "figures",
    "findings",
    "framework_cells",
    "governances",
    "guides",
    "ids",
    "interviews",
    "judged_hits",
    "labels",
    "languages",
    "left_outs",
    "lines",
    "local_texts",
    "notes",
    "optional_local_texts",
    "origins",
    "participants",
    "passage_ids",
    "passages",
    "prose",
    "questions",
    "readings",
    "related",
    "reportings",
    "roles",
    "scopes",
    "searches",
    "sources",
    "studies",
    "study_designs",
    "texts",
    "themes",
    "times",
    "transcripts",
    "translations",
    "turn_texts",
    "withdrawals",
]
