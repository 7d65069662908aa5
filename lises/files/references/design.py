"""Checks of ``study.yaml`` against itself and the rest, and of ids as such."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lises.errors import Problem
from lises.files.forms import CODE_ID, LANGUAGE, PASSAGE_ID, SAFE_ID, SOURCE_KEY, Form
from lises.model import At, StudyFolder

from .names import Names, fault, unknown

__all__ = ["DEMO_STUDY", "check_design", "check_ids", "check_mark"]

_STUDY = "study.yaml"
DEMO_STUDY = "demo-"
DEMO_PERSON = "DEMO-"


def check_design(study: StudyFolder, names: Names) -> Iterator[Problem]:
    """Check attributes, coding sets and the counted set."""
    design = study.design
    public = [a.id for a in design.attributes if a.clearance == "public"]
    if len(public) > 1:
        message = f"{len(public)} attributes are public: {', '.join(public)}"
        said = (message, "two attributes together single people out: leave at most one public")
        at = _at(study, "attributes", public[1], "clearance")
        yield fault(at, "attribute-public-several", said, public[1])
    for attribute in design.attributes:
        if attribute.type == "ordinal" and not attribute.levels:
            said = (f'"{attribute.id}" is ordinal and has no levels', "give its levels in order")
            at = _at(study, "attributes", attribute.id)
            yield fault(at, "levels-missing", said, attribute.id)
    for coding_set in design.coding_sets:
        if coding_set.coder:
            at = _at(study, "coding_sets", coding_set.id, "coder")
            yield from unknown(at, "coder", coding_set.coder, names.coders, _STUDY)
        for origin in coding_set.origin:
            at = _at(study, "coding_sets", coding_set.id, "from")
            yield from unknown(at, "set", origin, names.sets, _STUDY)
            if origin == coding_set.id:
                said = (f'the set "{origin}" is made from itself', "name the sets it was made from")
                yield fault(at, "set-circular", said, origin)
    if design.counted and design.counted not in names.sets:
        at = _at(study, "counted")
        yield from unknown(at, "counted", design.counted, names.sets, f"coding_sets in {_STUDY}")
    elif names.sets and not design.counted and design.counts != "none":
        said = ("counts, but names no counted set", "add counted: with the one set that counts")
        yield fault(_at(study, "coding_sets"), "counted-missing", said)


def _at(study: StudyFolder, *steps: str) -> At:
    """Give the place of a value of the design, in its file where it was made in code."""
    return At(_STUDY, study.design.place(*steps).line)


def check_mark(study: StudyFolder) -> Iterator[Problem]:
    """Check that constructed material is marked in its ids, and collected material is not."""
    design = study.design
    if design.constructed:
        yield from _unmarked(study)
        return
    if design.id.startswith(DEMO_STUDY):
        said = (
            f'collected, and its id "{design.id}" says demo',
            "rename it, or is it constructed?",
        )
        yield fault(_at(study, "id"), "collected-marked", said, design.id)
    for person in study.participants:
        if person.id.startswith(DEMO_PERSON):
            said = (f'"{person.id}" is marked as invented in a collected study', "rename it")
            yield fault(_place(person.at, "participants.csv"), "collected-marked", said, person.id)
    said = ("collected, and shaped after a study", 'a collected study writes "answers"')
    if design.shaped_after:
        yield fault(_at(study, "shaped_after"), "collected-shaped-after", said, design.id)
    for finding in study.findings:
        if finding.shaped_after:
            place = _place(finding.place("shaped_after"), "findings")
            yield fault(place, "collected-shaped-after", said, finding.id)


def _unmarked(study: StudyFolder) -> Iterator[Problem]:
    design = study.design
    if not design.id.startswith(DEMO_STUDY):
        said = (f'constructed, and its id is "{design.id}"', f'begin the id with "{DEMO_STUDY}"')
        yield fault(_at(study, "id"), "constructed-unmarked", said, design.id)
    for person in study.participants:
        if not person.id.startswith(DEMO_PERSON):
            said = (f'"{person.id}" is invented', f'begin the id with "{DEMO_PERSON}"')
            place = _place(person.at, "participants.csv")
            yield fault(place, "constructed-unmarked", said, person.id)
    for finding in study.findings:
        if finding.answers:
            message = f'the finding "{finding.id}" of constructed material answers a claim'
            said = (message, 'invented words answer nothing: write "shaped_after"')
            yield fault(finding.place("answers"), "constructed-answers", said, finding.id)


def check_ids(study: StudyFolder) -> Iterator[Problem]:
    """Check that every id is harmless as a file name and stands once, case or not."""
    for kind, form, ids in _ids(study):
        bearers: dict[str, tuple[str, At]] = {}
        for got, at in ids:
            if not form.fits(got):
                message = f"the {kind} {got[:80]!r} cannot be used"
                yield fault(at, "id-unsafe", (message, f"it must be {form.words}"), got)
            key = got if kind == "passage" else got.lower()
            if key not in bearers:
                bearers[key] = (got, at)
                continue
            other = bearers[key]
            where = f"{other[1].path}:{other[1].line}"
            if other[0] == got:
                said = (
                    f'the {kind} "{got}" stands here again; it is first in {where}',
                    "give one of the two another id, or take one out if both are the same",
                )
                yield fault(at, "id-duplicate", said, got)
            else:
                message = f'the {kind} "{got}" differs from "{other[0]}" of {where} only in case'
                said = (message, "rename one of the two: some systems take both for one file")
                yield fault(at, "id-collides", said, got)


def _ids(study: StudyFolder) -> Iterator[tuple[str, Form, Iterable[tuple[str, At]]]]:
    """Give every kind of id with its form and its bearers, each with a place of its own."""
    design = study.design

    def from_design(key: str, ids: Iterable[str]) -> list[tuple[str, At]]:
        return [(got, _at(study, key, got)) for got in ids]

    yield "study", SAFE_ID, from_design("id", [design.id])
    yield "role", SAFE_ID, from_design("roles", (role.id for role in design.roles))
    yield "attribute", SAFE_ID, from_design("attributes", (a.id for a in design.attributes))
    yield "coder", SAFE_ID, from_design("coders", (coder for coder, _ in design.coders))
    yield "set", SAFE_ID, from_design("coding_sets", (s.id for s in design.coding_sets))
    guide = study.guide.questions if study.guide else ()
    codes = study.codebook.codes if study.codebook else ()
    for kind, form, objects, file in (
        ("participant", SAFE_ID, study.participants, "participants.csv"),
        ("interview", SAFE_ID, study.interviews, "interviews.csv"),
        ("question", SAFE_ID, guide, "guide.yaml"),
        ("code", CODE_ID, codes, "codebook.yaml"),
        ("theme", SAFE_ID, study.themes, "themes.yaml"),
        ("claim", SAFE_ID, study.claims, "claims.yaml"),
        ("figure", SAFE_ID, study.figures, "figures.csv"),
        ("passage", PASSAGE_ID, study.passages, "codings"),
        ("finding", SAFE_ID, study.findings, "findings"),
    ):
        yield kind, form, [(o.id, _place(o.at, file)) for o in objects]
    for folder in ("memo", "fieldnote", "journal"):
        notes = [note for note in study.notes if note.kind == folder]
        yield folder, SAFE_ID, [(note.id, _place(note.at, f"{folder}s")) for note in notes]
    sources = [(source.key, _place(source.at, "sources.bib")) for source in study.sources]
    yield "source", SOURCE_KEY, sources
    languages = dict.fromkeys(t.language for t in study.translations)
    yield "language", LANGUAGE, [(got, At("translations", 0)) for got in languages]


def _place(at: At, file: str) -> At:
    """Give the place of an object, or a place of its own in its file where it was made in code."""
    return at if at.path else At(file, 0)
