"""``findings/<id>.md``: a statement, what carries it, and the prose; other languages beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import get_args

from lises.errors import Problem
from lises.model import At, Evidence, Finding, LocalText, Quantifier, Search

from .faults import Faults
from .fields import Fields
from .forms import CLAIM_REFERENCE, PASSAGE_ID, SAFE_ID, Form
from .front_matter import split_front_matter, write_front_matter
from .scopes import read_scope, scope_value
from .yaml_marks import lines_of
from .yaml_write import local_value

__all__ = ["parse_finding", "with_prose", "write_finding", "write_prose"]

_KEYS = (
    "statement", "scope", "quantifier", "counts", "against", "asked", "shaped_after", "answers",
    "rests_on", "contradicted_by", "selected", "searched", "limits",
)  # fmt: skip
_SEARCH = ("query", "matching", "in", "judged", "coded_for_paraphrase")
_JUDGED = Form(
    r"^searches/[A-Za-z0-9][A-Za-z0-9_-]{0,63}\.jsonl$", 'a file, "searches/telefon.jsonl"'
)


def parse_finding(text: str, path: str) -> tuple[Finding | None, list[Problem]]:
    """Read a finding with the prose in the study's own language; its id is the file's name."""
    faults = Faults(path)
    top, body = split_front_matter(text, faults, "the finding", _KEYS)
    if top is None:
        return None, faults.found
    prose = body.text.strip("\n")
    made = Finding(
        id=PurePosixPath(path).stem,
        statement=top.local("statement", needed=True),
        scope=read_scope(top, "scope"),
        quantifier=top.optional_choice("quantifier", get_args(Quantifier)),
        counts=top.text("counts"),
        against=top.text("against"),
        asked=top.texts("asked", SAFE_ID, one=True),
        shaped_after=top.texts("shaped_after", CLAIM_REFERENCE, one=True),
        answers=top.texts("answers", CLAIM_REFERENCE, one=True),
        rests_on=_evidence(top, "rests_on"),
        contradicted_by=_evidence(top, "contradicted_by"),
        selected=top.local("selected"),
        searched=_searches(top),
        limits=top.local("limits"),
        prose=LocalText.plain(prose) if prose else LocalText(),
        at=At(path, 1),
        lines={**lines_of(top.values), ("prose", ""): body.line + _blank_lines(body.text)},
    )
    return made, faults.found


def _evidence(top: Fields, key: str) -> tuple[Evidence, ...]:
    found: list[Evidence] = []
    for value in top.children(key, "evidence", ("passage", "note")):
        made = Evidence(
            passage=value.text("passage", PASSAGE_ID, needed=True),
            note=value.local("note"),
            at=At(top.faults.path, value.line_of("passage")),
        )
        if made.passage:
            found.append(made)
    return tuple(found)


def _searches(top: Fields) -> tuple[Search, ...]:
    found: list[Search] = []
    for value in top.children("searched", "a search", _SEARCH):
        made = Search(
            query=value.text("query", needed=True),
            matching=value.choice("matching", ("plain", "word", "lemma")) or "word",
            within=read_scope(value, "in"),
            judged=value.text("judged", _JUDGED),
            coded_for_paraphrase=value.boolean("coded_for_paraphrase"),
            at=At(top.faults.path, value.line),
        )
        if made.query:
            found.append(made)
    return tuple(found)


def with_prose(finding: Finding, language: str, text: str) -> Finding:
    """Give the finding with its prose in one more language, after those it has."""
    prose = text.strip("\n")
    if not prose:
        return finding
    return replace(
        finding,
        prose=LocalText((*finding.prose.by_language, (language, prose))),
        lines={**finding.lines, ("prose", language): 1 + _blank_lines(text)},
    )


def _blank_lines(text: str) -> int:
    """Count the line ends before a text begins."""
    return len(text) - len(text.lstrip("\n"))


def write_finding(finding: Finding) -> str:
    """Write a finding with the prose in the study's own language."""
    values: dict[str, object] = {
        "statement": local_value(finding.statement),
        "scope": scope_value(finding.scope),
        "quantifier": finding.quantifier,
        "counts": finding.counts or None,
        "against": finding.against or None,
        "asked": _one_or_list(finding.asked),
        "shaped_after": list(finding.shaped_after) or None,
        "answers": list(finding.answers) or None,
        "rests_on": _evidence_value(finding.rests_on),
        "contradicted_by": _evidence_value(finding.contradicted_by),
        "selected": local_value(finding.selected),
        "searched": [
            {
                "query": search.query,
                "matching": search.matching,
                "in": scope_value(search.within),
                "judged": search.judged or None,
                "coded_for_paraphrase": search.coded_for_paraphrase,
            }
            for search in finding.searched
        ]
        or None,
        "limits": local_value(finding.limits),
    }
    return write_front_matter(values, dict(finding.prose.by_language).get("", ""))


def write_prose(finding: Finding, language: str) -> str:
    """Write the prose in another language, as it stands in ``<id>.<language>.md``."""
    return dict(finding.prose.by_language)[language] + "\n"


def _one_or_list(texts: Sequence[str]) -> object:
    return texts[0] if len(texts) == 1 else list(texts) or None


def _evidence_value(evidence: Sequence[Evidence]) -> list[dict[str, object]] | None:
    return [{"passage": e.passage, "note": local_value(e.note)} for e in evidence] or None
