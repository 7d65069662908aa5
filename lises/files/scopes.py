"""Whom a finding or a claim is about: ``{role: recipient}`` or ``{role: [a, b], age: 50+}``."""

from __future__ import annotations

from .fields import Fields, Scope
from .forms import SAFE_ID

__all__ = ["read_scope", "scope_value"]


def read_scope(fields: Fields, key: str) -> Scope:
    """Read whom something is about: a role or attribute, and the values that are meant."""
    values = fields.mapping(key, SAFE_ID)
    inner = Fields(values, fields.faults, key, tuple(values), fields.line_of(key))
    found = tuple((name, inner.texts(name, one=True)) for name in values)
    return tuple((name, texts) for name, texts in found if texts)


def scope_value(scope: Scope) -> dict[str, object] | None:
    """Give a scope as it stands in YAML: a single value alone, several in a list."""
    return {name: v[0] if len(v) == 1 else list(v) for name, v in scope} or None
