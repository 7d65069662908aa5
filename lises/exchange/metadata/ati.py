"""An export for Annotation for Transparent Inquiry: per claim note, excerpt, translation, source.

What an annotation holds follows the ATI instructions of the Qualitative Data Repository: analytic
note, source excerpt, its translation where there is one, and a full citation of the source.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lises.model import Evidence, Finding, LocalText, Passage
from lises.privacy import Release

__all__ = ["ati_of"]


def ati_of(release: Release) -> dict[str, Any]:
    """Give every finding of a release with the passages that it rests on and those against it."""
    design = release.folder.design
    told: dict[str, Any] = {
        "study": design.id,
        "title": _texts(design.title, design.language),
        "data_status": design.data_status,
        "tier": release.tier,
        "claims": [_claim(release, finding) for finding in release.folder.findings],
    }
    return told


def _claim(release: Release, finding: Finding) -> dict[str, Any]:
    withheld = release.withheld.get(finding.id)
    return {
        "id": finding.id,
        "claim": _texts(finding.statement, release.folder.design.language),
        "annotations": [
            *_notes(release, finding.rests_on, "supports"),
            *_notes(release, finding.contradicted_by, "contradicts"),
        ],
        "withheld": withheld.supports + withheld.contradicts if withheld else 0,
    }


def _notes(
    release: Release, evidence: tuple[Evidence, ...], stance: str
) -> Iterator[dict[str, Any]]:
    language = release.folder.design.language
    for one in evidence:
        passage = release.study.by_id.get(one.passage)
        if passage is None:
            continue
        yield {
            "passage": passage.id,
            "stance": stance,
            "analytic_note": _texts(one.note, language),
            "excerpt": list(passage.quote),
            "language": language,
            "translations": _translations(release, passage),
            "source": _source(release, passage),
        }


def _translations(release: Release, passage: Passage) -> list[dict[str, str]]:
    found = (t for t in release.folder.translations if t.passage == passage.id)
    return [{"language": t.language, "text": t.text, "by": t.by} for t in found]


def _source(release: Release, passage: Passage) -> str:
    """Cite a place in a transcript: interview, turns, month, study."""
    design = release.folder.design
    row = release.folder.interview(passage.interview)
    turns = str(passage.turn)
    if passage.turn_end != passage.turn:
        turns = f"{passage.turn}–{passage.turn_end}"
    day = f", {row.date[:7]}" if row and row.date else ""
    title = design.title.in_language(design.language)
    status = " (constructed)" if design.constructed else ""
    return f"Interview {passage.interview}{day}, turn {turns}. {title}{status}."


def _texts(text: LocalText, language: str) -> dict[str, str]:
    return {code or language: words for code, words in text.by_language}
