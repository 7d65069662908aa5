"""``evidence.json``: the chain of the book for machines, from finding to passage."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from lises.model import Evidence, Finding, LocalText
from lises.privacy import Release, Withheld
from lises.render import Links

__all__ = ["evidence_of", "evidence_text"]

VERSION = 1
ROOT = Links("index")  # hrefs are from the root of the book


def evidence_of(releases: Sequence[Release]) -> dict[str, Any]:
    """Give the chain as plain values; the shape is in the guide, under file formats."""
    tier = releases[0].tier if releases else "public"
    findings = [_finding(r, f) for r in releases for f in r.folder.findings]
    return {"version": VERSION, "tier": tier, "findings": findings}


def evidence_text(releases: Sequence[Release]) -> str:
    """Write the chain as JSON."""
    return json.dumps(evidence_of(releases), ensure_ascii=False, indent=1) + "\n"


def _finding(release: Release, finding: Finding) -> dict[str, Any]:
    design = release.folder.design
    assessed = release.assessments[finding.id]
    withheld = release.withheld.get(finding.id, Withheld())
    told: dict[str, Any] = {
        "id": f"{design.id}/{finding.id}",
        "href": ROOT.finding(design.id, finding.id),
        "statement": _texts(finding.statement, design.language),
        "data_status": design.data_status,
        "quantifier": finding.quantifier,
        "n": assessed.n,
        "of": assessed.of,
        "interviewed": assessed.interviewed,
        "stances": assessed.tally(),
        "result": assessed.result,
    }
    if assessed.reason:
        told["reason"] = assessed.reason
    related = "shaped_after" if design.constructed else "answers"
    told[related] = list(getattr(finding, related))
    told["supports"] = _passages(release, finding.rests_on)
    told["contradicts"] = _passages(release, finding.contradicted_by)
    told["withheld"] = {"supports": withheld.supports, "contradicts": withheld.contradicts}
    return told


def _passages(release: Release, evidence: Iterable[Evidence]) -> list[dict[str, Any]]:
    study = release.folder.design.id
    by_id = release.study.by_id
    found = [by_id[e.passage] for e in evidence if e.passage in by_id]
    return [
        {
            "passage": p.id,
            "study": study,
            "interview": p.interview,
            "turns": list(range(p.turn, p.turn_end + 1)),
            "quote": list(p.quote),
            "href": ROOT.passage(study, p.interview, p.id),
        }
        for p in found
    ]


def _texts(text: LocalText, language: str) -> dict[str, str]:
    return {lang or language: words for lang, words in text.by_language}
