"""Checks of findings, claims, figures and sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from lises.errors import Problem
from lises.model import At, Finding, StudyFolder

from .names import Names, fault, unknown

__all__ = ["check_claims", "check_figures", "check_findings"]

Scope = tuple[tuple[str, tuple[str, ...]], ...]

_WORD = re.compile(r"[^\s|&()!,;]+")
_OPERATORS = frozenset(("and", "or", "not"))
_ROW = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_ROLE = re.compile(r"\{lises:(passage|finding|code|theme|interview|count)\}`([^`]*)`")
_TITLED = re.compile(r"[^<]*<([^<>]+)>\s*")


def check_findings(study: StudyFolder, names: Names) -> Iterator[Problem]:
    """Check everything that a finding names."""
    for finding in study.findings:
        yield from _scope(finding.scope, names, partial(finding.place, "scope"))
        for key in ("counts", "against"):
            yield from _codes(finding.place(key), getattr(finding, key), names)
        for question in finding.asked:
            at = finding.place("asked")
            yield from unknown(at, "question", question, names.questions, "guide.yaml")
        for evidence in (*finding.rests_on, *finding.contradicted_by):
            at = evidence.at if evidence.at.path else finding.at
            yield from unknown(at, "passage", evidence.passage, names.passages, "codings")
        for claim in finding.answers:
            home, _, own = claim.rpartition("/")
            if home in ("", study.design.id):
                at = finding.place("answers")
                yield from unknown(at, "claim", own, names.claims, "claims.yaml")
        for search in finding.searched:
            place = search.at if search.at.path else finding.at
            yield from _scope(search.within, names, _here(place))
            if search.judged:
                yield from unknown(place, "search", search.judged, study.searches, "searches")
        yield from _prose(finding, study, names)


def _scope(scope: Scope, names: Names, place: Callable[[str], At]) -> Iterator[Problem]:
    """Check whom something is about: roles, or levels of attributes, each at its place."""
    for name, values in scope:
        at = place(name)
        if name == "role":
            for value in values:
                yield from unknown(at, "role", value, names.roles, "study.yaml")
            continue
        attribute = names.attributes.get(name)
        if attribute is None:
            yield from unknown(at, "attribute", name, ["role", *names.attributes], "study.yaml")
            continue
        for value in values:
            if attribute.levels:
                yield from unknown(at, "level", value, attribute.levels, "study.yaml")


def _here(at: At) -> Callable[[str], At]:
    return lambda _: at


def _codes(at: At, query: str, names: Names) -> Iterator[Problem]:
    """Check the codes of a query; whether it can be read at all is the query's own matter."""
    for word in dict.fromkeys(_WORD.findall(query)):
        if word.lower() not in _OPERATORS:
            yield from unknown(at, "code", word, names.codes, "codebook.yaml")


def _prose(finding: Finding, study: StudyFolder, names: Names) -> Iterator[Problem]:
    """Check what the prose cites."""
    homes = {
        "passage": (names.passages, "codings"),
        "finding": (names.findings, "findings"),
        "code": (names.codes, "codebook.yaml"),
        "theme": (names.themes, "themes.yaml"),
        "interview": (names.interviews, "interviews.csv"),
    }
    for language, text in finding.prose.by_language:
        cited = {(hit[1], hit[2]): hit.start() for hit in reversed([*_ROLE.finditer(text)])}
        for (kind, written), offset in cited.items():
            at = finding.prose_place(language, offset)
            titled = _TITLED.fullmatch(written)
            target = (titled[1] if titled else written).strip().removeprefix(f"{study.design.id}/")
            if kind == "count":
                yield from _codes(at, target, names)
            elif "/" not in target:
                known, home = homes[kind]
                yield from unknown(at, kind, target, known, home)


def check_claims(study: StudyFolder, names: Names) -> Iterator[Problem]:
    """Check the scopes and sources of the claims."""
    for claim in study.claims:
        yield from _scope(claim.scope, names, _here(claim.at))
        for pointer in claim.sources:
            yield from unknown(claim.at, "source", pointer.key, names.sources, "sources.bib")


def check_figures(study: StudyFolder, names: Names) -> Iterator[Problem]:
    """Check the sources of the figures, and the rows and quantities that they refer to."""
    quantities = dict.fromkeys([f.quantity for f in study.figures] + list(names.figures))
    for figure in study.figures:
        at = figure.at
        if figure.source:
            yield from unknown(at, "source", figure.source, names.sources, "sources.bib")
        if figure.whole:
            yield from unknown(at, "quantity", figure.whole, quantities, "figures.csv")
        for row in dict.fromkeys(_ROW.findall(figure.derived_from)):
            yield from unknown(at, "figure", row, names.figures, "figures.csv")
        if figure.part and not figure.whole:
            said = (f'"{figure.id}" is {figure.part} part of nothing', 'name its "whole"')
            yield fault(at, "whole-missing", said, figure.id)
