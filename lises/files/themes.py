"""``themes.yaml``: what several codes mean together."""

from __future__ import annotations

from collections.abc import Sequence

from lises.errors import Problem
from lises.model import At, Theme

from .faults import Faults
from .fields import fields_of
from .forms import CODE_ID, SAFE_ID
from .yaml_marks import parse_yaml
from .yaml_write import local_value, modeline, write_yaml

__all__ = ["parse_themes", "write_themes"]


def parse_themes(text: str, path: str) -> tuple[tuple[Theme, ...], list[Problem]]:
    """Read the themes; one whose id cannot be used is lost."""
    faults = Faults(path)
    top = fields_of(parse_yaml(text, faults), faults, "the file", ("themes",))
    if top is None:
        return (), faults.found
    top.has("themes", needed=True)
    found: list[Theme] = []
    for value in top.children("themes", "a theme", ("id", "label", "interpretation", "codes")):
        made = Theme(
            id=value.text("id", SAFE_ID, needed=True),
            label=value.local("label", needed=True),
            interpretation=value.local("interpretation"),
            codes=value.texts("codes", CODE_ID),
            at=At(path, value.line),
        )
        if made.id:
            found.append(made)
    return tuple(found), faults.found


def write_themes(themes: Sequence[Theme]) -> str:
    """Write the themes."""
    values = [
        {
            "id": theme.id,
            "label": local_value(theme.label),
            "interpretation": local_value(theme.interpretation),
            "codes": list(theme.codes) or None,
        }
        for theme in themes
    ]
    return modeline("themes") + write_yaml({"themes": values}, block=3)
