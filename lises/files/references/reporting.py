"""Checks of ``reporting.yaml``: what it points at is there, and the guideline fits the method."""

from __future__ import annotations

from collections.abc import Iterator

from lises.errors import Problem
from lises.model import StudyFolder, offered_guidelines

from .names import Names, fault, unknown

__all__ = ["check_reporting", "places_of"]

_NOTES = {"memo": "memos", "fieldnote": "fieldnotes", "journal": "journal"}


def places_of(study: StudyFolder) -> frozenset[str]:
    """Give every place that ``see`` can name: files that hold something, folders with an id."""
    held = {
        "study.yaml": True,
        "guide.yaml": study.guide,
        "codebook.yaml": study.codebook,
        "themes.yaml": study.themes,
        "framework.yaml": study.framework,
        "claims.yaml": study.claims,
        "related.yaml": study.related,
        "participants.csv": study.participants,
        "interviews.csv": study.interviews,
        "asked.csv": study.asked,
        "readings.csv": study.readings,
        "sources.bib": study.sources,
    }
    codes = study.codebook.codes if study.codebook else ()
    return frozenset(
        [
            *(file for file, there in held.items() if there),
            *(f"findings/{finding.id}" for finding in study.findings),
            *(f"{_NOTES[note.kind]}/{note.id}" for note in study.notes),
            *(f"transcripts/{interview}" for interview in study.transcripts),
            *(f"codes/{code.id}" for code in codes),
            *(f"claims/{claim.id}" for claim in study.claims),
            *(path.removesuffix(".jsonl") for path in study.searches),
        ]
    )


def check_reporting(study: StudyFolder, names: Names) -> Iterator[Problem]:
    """Check the places that answers name, and doubt a guideline that is not for the method."""
    del names
    places = places_of(study)
    design = study.design
    offered = offered_guidelines(design.kind, design.method)
    told: set[str] = set()
    for one in study.reporting:
        if one.guideline not in offered and one.guideline not in told:
            told.add(one.guideline)
            fits = " and ".join(offered) or "none"
            reason = f'method "{design.method}"' if design.kind == "interviews" else "figures"
            said = (
                f"answers {one.guideline}, which is not for {reason}",
                f"for this study there is {fits}; correct method in study.yaml, or take it out",
            )
            yield fault(one.at, "guideline-not-offered", said, one.guideline, "doubt")
        for place in one.see:
            yield from unknown(one.at, "place", place, places, "the study")
