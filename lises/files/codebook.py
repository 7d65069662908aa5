"""``codebook.yaml``: the codes, what they mean, and how they changed."""

from __future__ import annotations

from lises.errors import Problem
from lises.model import At, Code, Codebook, CodebookChange

from .faults import Faults
from .fields import Fields, fields_of
from .forms import CODE_ID, COLOR, DATE, PASSAGE_ID
from .yaml_marks import parse_yaml
from .yaml_write import local_value, modeline, write_yaml

__all__ = ["parse_codebook", "write_codebook"]

_KEYS = ("version", "changes", "codes")
_CODE = ("id", "parent", "label", "definition", "use", "avoid", "example", "changed", "color")


def parse_codebook(text: str, path: str) -> tuple[Codebook | None, list[Problem]]:
    """Read the codebook; a code whose id cannot be used is lost, one with another fault stays."""
    faults = Faults(path)
    top = fields_of(parse_yaml(text, faults), faults, "the codebook", _KEYS)
    if top is None:
        return None, faults.found
    codes = tuple(
        code for value in top.children("codes", "a code", _CODE) if (code := _code(value, path)).id
    )
    changes: list[CodebookChange] = []
    for value in top.children("changes", "a change", ("version", "date", "why")):
        change = CodebookChange(
            version=value.integer("version", needed=True) or 1,
            date=value.text("date", DATE, needed=True),
            why=value.local("why", needed=True),
        )
        if value.whole:
            changes.append(change)
    made = Codebook(
        version=top.integer("version") or 1,
        changes=tuple(changes),
        codes=codes,
        at=At(path, top.line),
    )
    return made, faults.found


def _code(value: Fields, path: str) -> Code:
    return Code(
        id=value.text("id", CODE_ID, needed=True),
        parent=value.text("parent", CODE_ID) or None,
        label=value.local("label", needed=True),
        definition=value.local("definition"),
        use=value.local("use"),
        avoid=value.local("avoid"),
        example=value.text("example", PASSAGE_ID),
        changed=value.integer("changed") or 1,
        color=value.text("color", COLOR),
        at=At(path, value.line),
    )


def write_codebook(codebook: Codebook) -> str:
    """Write the codebook; ``changed`` only where it is not the first version."""
    codes = [
        {
            "id": code.id,
            "parent": code.parent,
            "label": local_value(code.label),
            "definition": local_value(code.definition) or None,
            "use": local_value(code.use),
            "avoid": local_value(code.avoid),
            "example": code.example or None,
            "changed": code.changed if code.changed != 1 else None,
            "color": code.color or None,
        }
        for code in codebook.codes
    ]
    changes = [
        {"version": change.version, "date": change.date, "why": local_value(change.why)}
        for change in codebook.changes
    ]
    values = {"version": codebook.version, "changes": changes or None, "codes": codes}
    return modeline("codebook") + write_yaml(values, block=3)
