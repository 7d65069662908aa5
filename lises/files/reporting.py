"""``reporting.yaml``: what the authors answer to the items of a reporting guideline."""

from __future__ import annotations

from collections.abc import Sequence

from lises.errors import Problem
from lises.model import GUIDELINE_ITEMS, GUIDELINES, At, GuidelineName, ReportedItem

from .faults import Faults
from .fields import Fields, fields_of
from .forms import PLACE
from .yaml_marks import parse_yaml
from .yaml_write import local_value, modeline, write_yaml

__all__ = ["parse_reporting", "write_reporting"]

_KEYS = ("text", "see", "not_applicable", "withheld")
_ANSWERS = frozenset(("text", "see", "withheld"))


def parse_reporting(text: str, path: str) -> tuple[tuple[ReportedItem, ...], list[Problem]]:
    """Read the answers; one that says nothing that can be read is lost."""
    faults = Faults(path)
    top = fields_of(parse_yaml(text, faults), faults, "the file", GUIDELINES)
    if top is None:
        return (), faults.found
    found: list[ReportedItem] = []
    for guideline in GUIDELINES:
        items = top.child(guideline, guideline, GUIDELINE_ITEMS[guideline])
        for item in GUIDELINE_ITEMS[guideline] if items else ():
            value = items.child(item, f"{guideline} {item}", _KEYS) if items else None
            made = _answer(value, (guideline, item), path) if value else None
            if made is not None:
                found.append(made)
    return tuple(found), faults.found


def _answer(value: Fields, named: tuple[GuidelineName, str], path: str) -> ReportedItem | None:
    """Read one answer: text and places, or why the item does not apply."""
    said, excused = bool(_ANSWERS & value.values.keys()), "not_applicable" in value.values
    if said == excused:
        message = f"{value.what} {'both answers and does not apply' if said else 'says nothing'}"
        remedy = 'give "text" or "see", or "not_applicable" with the reason'
        value.fault("not_applicable", "answer-unclear", message, remedy)
    if value.values.get("see") == []:
        value.fault("see", "field-value", '"see" names no place', "name one or leave it out")
    made = ReportedItem(
        guideline=named[0],
        item=named[1],
        text=value.local("text"),
        see=value.texts("see", PLACE, one=True),
        not_applicable=value.local("not_applicable"),
        withheld=value.integer("withheld") or 0,
        at=At(path, value.line),
    )
    there = made.text or made.see or made.not_applicable or made.withheld
    return made if there else None


def write_reporting(items: Sequence[ReportedItem]) -> str:
    """Write the answers, in the order of the guidelines and of their items."""
    values: dict[str, object] = {}
    for guideline in GUIDELINES:
        theirs = {one.item: one for one in items if one.guideline == guideline}
        written: dict[str, object] = {
            item: _value(theirs[item]) for item in GUIDELINE_ITEMS[guideline] if item in theirs
        }
        if written:
            values[guideline] = written
    return modeline("reporting") + (write_yaml(values, block=3) or "{}\n")


def _value(one: ReportedItem) -> dict[str, object]:
    places = list(one.see)
    return {
        "text": local_value(one.text),
        "see": (places[0] if len(places) == 1 else places) or None,
        "not_applicable": local_value(one.not_applicable),
        "withheld": one.withheld or None,
    }
