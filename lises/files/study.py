"""``study.yaml``: what was studied, how it is coded, counted and released."""

from __future__ import annotations

from typing import Literal, get_args

from lises.errors import Problem
from lises.model import (
    CLEARANCES,
    Acknowledgement,
    At,
    Attribute,
    CodingSet,
    LocalText,
    Role,
    StudyDesign,
)
from lises.model.study import Counting, Method

from .faults import Faults
from .fields import Fields, fields_of
from .forms import LANGUAGE, NAME, SAFE_ID, TEXT_TIER, Form
from .study_governance import governance_in, governance_value
from .yaml_marks import lines_of, parse_yaml
from .yaml_write import local_value, modeline, write_yaml

__all__ = ["parse_study", "write_study_design"]

_KEYS = (
    "id", "title", "summary", "kind", "data_status", "language", "method", "counting", "text_tier",
    "shaped_after", "roles", "attributes", "coders", "coding_sets", "counted", "quantifiers",
    "cannot_show", "terms", "opt_in", "governance", "acknowledged", "earlier_wordings", "licence",
)  # fmt: skip
_KINDS: tuple[Literal["interviews", "figures"], ...] = ("interviews", "figures")
_STATUSES: tuple[Literal["collected", "constructed"], ...] = ("collected", "constructed")
_QUANTIFIER = Form("^(?:most|few)$", "most or few; the others mean the same in every study")
_OPT_IN = Form("^(?:comparison|keyness)$", "comparison or keyness")


def parse_study(text: str, path: str) -> tuple[StudyDesign | None, list[Problem]]:
    """Read the design; None where id, kind, data status or language cannot be had."""
    faults = Faults(path)
    top = fields_of(parse_yaml(text, faults), faults, "the study", _KEYS)
    if top is None:
        return None, faults.found
    study_id = top.text("id", SAFE_ID, needed=True)
    kind = top.choice("kind", _KINDS, needed=True)
    status = top.choice("data_status", _STATUSES, needed=True)
    language = top.text("language", LANGUAGE, needed=True)
    # The rest is read also where these fail: all faults in one pass.
    parts = _parts(top)
    if not (study_id and kind and status and language):
        return None, faults.found
    design = StudyDesign(
        id=study_id,
        title=top.local("title", needed=True),
        summary=top.local("summary"),
        kind=kind,
        data_status=status,
        language=language,
        at=At(path, top.line),
        lines=lines_of(top.values),
        **parts,  # type: ignore[arg-type]
    )
    return design, faults.found


def _parts(top: Fields) -> dict[str, object]:
    """Read all that a study can be used without."""
    coders = top.entries("coders", "the coder", ("name", "commits_as"), SAFE_ID)
    return {
        "method": top.choice("method", get_args(Method)) or "not-stated",
        "counting": top.choice("counting", get_args(Counting)),
        "text_tier": top.text("text_tier", TEXT_TIER) or "rules",
        "shaped_after": top.text("shaped_after", SAFE_ID),
        "roles": tuple(
            Role(
                id=name,
                label=role.local("label", needed=True),
                sample=role.integer("sample", least=0),
            )
            for name, role in top.entries("roles", "the role", ("label", "sample"), SAFE_ID)
        ),
        "attributes": _attributes(top),
        "coders": tuple((name, coder.text("name", needed=True)) for name, coder in coders),
        "committers": _committers(coders),
        "coding_sets": _coding_sets(top),
        "counted": top.text("counted", SAFE_ID),
        "quantifiers": _quantifiers(top),
        "cannot_show": top.locals("cannot_show"),
        "terms": _terms(top),
        "opt_in": top.texts("opt_in", _OPT_IN),
        "governance": governance_in(top),
        "acknowledged": _acknowledged(top),
        "earlier_wordings": top.choice("earlier_wordings", CLEARANCES) or "restricted",
        "licence": top.text("licence"),
    }


def _committers(coders: list[tuple[str, Fields]]) -> tuple[tuple[str, str], ...]:
    """Read by what names coders stand in the history; of two who claim one, the first."""
    found: dict[str, str] = {}
    for coder, value in coders:
        for name in value.texts("commits_as"):
            found.setdefault(name.strip().casefold(), coder)
    return tuple(found.items())


def _attributes(top: Fields) -> tuple[Attribute, ...]:
    keys = ("label", "type", "levels", "sensitivity", "clearance")
    return tuple(
        Attribute(
            id=name,
            label=value.local("label"),
            type=value.choice("type", ("nominal", "ordinal", "number")) or "nominal",
            levels=value.texts("levels"),
            sensitivity=value.choice("sensitivity", ("none", "indirect", "direct", "special"))
            or "indirect",
            clearance=value.choice("clearance", CLEARANCES) or "restricted",
        )
        for name, value in top.entries("attributes", "the attribute", keys, SAFE_ID)
    )


def _coding_sets(top: Fields) -> tuple[CodingSet, ...]:
    found: list[CodingSet] = []
    for name, value in top.entries("coding_sets", "the set", ("coder", "round", "from"), SAFE_ID):
        if ("coder" in value.values) == ("from" in value.values):
            message = f'{value.what} needs either "coder" or "from"'
            remedy = "one coder's round has a coder, a consensus says from which sets"
            value.fault("coder", "field-missing", message, remedy)
        made = CodingSet(
            id=name,
            coder=value.text("coder", SAFE_ID),
            round=value.integer("round"),
            origin=value.texts("from", SAFE_ID),
        )
        found.append(made)
    return tuple(found)


def _quantifiers(top: Fields) -> tuple[tuple[str, str], ...]:
    values = top.mapping("quantifiers", _QUANTIFIER)
    inner = Fields(values, top.faults, "quantifiers", tuple(values), top.line_of("quantifiers"))
    return tuple((name, text) for name in values if (text := inner.text(name)))


def _terms(top: Fields) -> tuple[tuple[str, LocalText], ...]:
    values = top.mapping("terms", NAME)
    inner = Fields(values, top.faults, "terms", tuple(values), top.line_of("terms"))
    return tuple((word, text) for word in values if (text := inner.local(word)))


def _acknowledged(top: Fields) -> tuple[Acknowledgement, ...]:
    found: list[Acknowledgement] = []
    for value in top.children("acknowledged", "an entry", ("rule", "at", "reason")):
        made = Acknowledgement(
            rule=value.text("rule", needed=True),
            reason=value.local("reason", needed=True),
            subject=value.text("at"),
        )
        if value.whole:
            found.append(made)
    return tuple(found)


def write_study_design(design: StudyDesign) -> str:
    """Write ``study.yaml``; what has its default is left out, except the two required marks."""
    values: dict[str, object] = {
        "id": design.id,
        "title": local_value(design.title),
        "summary": local_value(design.summary),
        "kind": design.kind,
        "data_status": design.data_status,
        "language": design.language,
        "method": design.method,
        "counting": design.counting,
        "text_tier": design.text_tier,
        "shaped_after": design.shaped_after or None,
        "roles": {r.id: {"label": local_value(r.label), "sample": r.sample} for r in design.roles}
        or None,
        "attributes": {a.id: _attribute_value(a) for a in design.attributes} or None,
        "coders": {coder: _coder_value(design, coder, name) for coder, name in design.coders}
        or None,
        "coding_sets": {
            s.id: {"coder": s.coder or None, "round": s.round, "from": list(s.origin) or None}
            for s in design.coding_sets
        }
        or None,
        "counted": design.counted or None,
        "quantifiers": dict(design.quantifiers) or None,
        "cannot_show": [local_value(text) for text in design.cannot_show] or None,
        "terms": {word: local_value(text) for word, text in design.terms} or None,
        "opt_in": list(design.opt_in) or None,
        "governance": design.governance and governance_value(design.governance),
        "acknowledged": [
            {"rule": a.rule, "at": a.subject or None, "reason": local_value(a.reason)}
            for a in design.acknowledged
        ]
        or None,
        "earlier_wordings": None
        if design.earlier_wordings == "restricted"
        else design.earlier_wordings,
        "licence": design.licence or None,
    }
    return modeline("study") + write_yaml(values)


def _coder_value(design: StudyDesign, coder: str, name: str) -> dict[str, object]:
    names = [said for said, whose in design.committers if whose == coder]
    return {"name": name, "commits_as": names or None}


def _attribute_value(attribute: Attribute) -> dict[str, object]:
    return {
        "label": local_value(attribute.label),
        "type": attribute.type,
        "levels": list(attribute.levels) or None,
        "sensitivity": attribute.sensitivity,
        "clearance": attribute.clearance,
    }
