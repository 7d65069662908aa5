"""``related.yaml``: what other studies can say to this one, and what they cannot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from lises.errors import Problem
from lises.model import At, RelatedStudy, Relation

from .faults import Faults
from .fields import Fields, fields_of
from .forms import RELATED, SAFE_ID
from .yaml_marks import parse_yaml
from .yaml_write import local_value, modeline, write_yaml

__all__ = ["parse_related", "write_related"]

_KEYS = ("to", "from", "relation", "bears", "cannot")


def parse_related(text: str, path: str) -> tuple[tuple[RelatedStudy, ...], list[Problem]]:
    """Read the links; one without an end, a relation or either of its texts is lost.

    What a link cannot bear is the better half of it: a link that says only the other half is none.
    """
    faults = Faults(path)
    top = fields_of(parse_yaml(text, faults), faults, "the file", ("related",))
    if top is None:
        return (), faults.found
    top.has("related", needed=True)
    made = (_link(value, path) for value in top.children("related", "a link", _KEYS))
    return tuple(link for link in made if link is not None), faults.found


def _link(value: Fields, path: str) -> RelatedStudy | None:
    to = value.texts("to", RELATED, one=True) if value.has("to", needed=True) else ()
    if value.values.get("to") == []:
        value.fault("to", "field-value", '"to" names nothing', f"it must be {RELATED.words}")
    own = value.texts("from", SAFE_ID, one=True)
    relation = value.choice("relation", get_args(Relation), needed=True)
    bears, cannot = value.local("bears", needed=True), value.local("cannot", needed=True)
    if not to or relation is None or not bears or not cannot:
        return None
    return RelatedStudy(
        to=to, relation=relation, bears=bears, cannot=cannot, own=own, at=At(path, value.line)
    )


def write_related(related: Sequence[RelatedStudy]) -> str:
    """Write the links; a single end stands alone, several in a list."""
    values = [
        {
            "to": _one_or_all(link.to),
            "from": _one_or_all(link.own),
            "relation": link.relation,
            "bears": local_value(link.bears),
            "cannot": local_value(link.cannot),
        }
        for link in related
    ]
    return modeline("related") + write_yaml({"related": values}, block=3)


def _one_or_all(names: Sequence[str]) -> str | list[str] | None:
    return names[0] if len(names) == 1 else list(names) or None
