"""``claims.yaml``: what was published, in our words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from lises.errors import Problem
from lises.model import EMPTY, At, Claim, LocalText, SourcePointer
from lises.model.claim import Basis, ClaimQuantifier

from .faults import Faults
from .fields import Fields, fields_of
from .forms import SAFE_ID, SHA256, SOURCE_KEY
from .scopes import read_scope, scope_value
from .yaml_marks import parse_yaml
from .yaml_write import local_value, modeline, write_yaml

__all__ = ["parse_claims", "write_claims"]

_KEYS = (
    "id", "text", "quantifier", "hedge", "scope", "scope_note", "basis", "basis_note", "needs",
    "source",
)  # fmt: skip
NO_HEDGE = "none"
_POINTER = ("key", "paragraph", "sha256")


def parse_claims(text: str, path: str) -> tuple[tuple[Claim, ...], list[Problem]]:
    """Read the claims; one without a usable id or basis is lost."""
    faults = Faults(path)
    top = fields_of(parse_yaml(text, faults), faults, "the file", ("claims",))
    if top is None:
        return (), faults.found
    top.has("claims", needed=True)
    made = (_claim(value, path) for value in top.children("claims", "a claim", _KEYS))
    return tuple(claim for claim in made if claim is not None), faults.found


def _claim(value: Fields, path: str) -> Claim | None:
    claim_id = value.text("id", SAFE_ID, needed=True)
    basis = value.choice("basis", get_args(Basis), needed=True)
    text = value.local("text", needed=True)
    quantifier = value.optional_choice("quantifier", get_args(ClaimQuantifier))
    made = {
        "hedge": _hedge(value),
        "scope": read_scope(value, "scope"),
        "scope_note": value.local("scope_note"),
        "basis_note": value.local("basis_note"),
        "needs": value.local("needs"),
        "sources": _sources(value),
    }
    if not claim_id or basis is None:
        return None
    return Claim(
        id=claim_id,
        text=text,
        basis=basis,
        quantifier=quantifier,
        at=At(path, value.line),
        **made,  # type: ignore[arg-type]
    )


def _hedge(value: Fields) -> LocalText:
    """Read the weakening word; "none" is an empty one."""
    return EMPTY if value.values.get("hedge") == NO_HEDGE else value.local("hedge")


def _sources(value: Fields) -> tuple[SourcePointer, ...]:
    """Read one pointer or a list of them."""
    if isinstance(value.values.get("source"), list):
        pointers = value.children("source", "a pointer", _POINTER)
    else:
        one = value.child("source", "the source", _POINTER)
        pointers = [one] if one else []
    found: list[SourcePointer] = []
    for pointer in pointers:
        made = SourcePointer(
            key=pointer.text("key", SOURCE_KEY, needed=True),
            paragraph=pointer.integer("paragraph"),
            sha256=pointer.text("sha256", SHA256),
        )
        if made.key:
            found.append(made)
    return tuple(found)


def write_claims(claims: Sequence[Claim]) -> str:
    """Write the claims; a single pointer stands alone, several in a list."""
    values = [
        {
            "id": claim.id,
            "text": local_value(claim.text),
            "quantifier": claim.quantifier,
            "hedge": local_value(claim.hedge),
            "scope": scope_value(claim.scope),
            "scope_note": local_value(claim.scope_note),
            "basis": claim.basis,
            "basis_note": local_value(claim.basis_note),
            "needs": local_value(claim.needs),
            "source": _source_value(claim.sources),
        }
        for claim in claims
    ]
    return modeline("claims") + write_yaml({"claims": values}, block=3)


def _source_value(sources: Sequence[SourcePointer]) -> object:
    values = [{"key": s.key, "paragraph": s.paragraph, "sha256": s.sha256 or None} for s in sources]
    return values[0] if len(values) == 1 else values or None
