"""``guide.yaml``: the questions of the interviews."""

from __future__ import annotations

from lises.errors import Problem
from lises.model import At, Guide, Question

from .faults import Faults
from .fields import fields_of
from .forms import CODE_ID, SAFE_ID
from .yaml_marks import parse_yaml
from .yaml_write import local_value, modeline, write_yaml

__all__ = ["parse_guide", "write_guide"]


def parse_guide(text: str, path: str) -> tuple[Guide | None, list[Problem]]:
    """Read the guide; a question whose id cannot be used is lost."""
    faults = Faults(path)
    top = fields_of(parse_yaml(text, faults), faults, "the guide", ("version", "questions"))
    if top is None:
        return None, faults.found
    questions: list[Question] = []
    for value in top.children("questions", "a question", ("id", "text", "codes", "roles")):
        made = Question(
            id=value.text("id", SAFE_ID, needed=True),
            text=value.local("text", needed=True),
            codes=value.texts("codes", CODE_ID),
            roles=value.texts("roles", SAFE_ID),
            at=At(path, value.line),
        )
        if made.id:
            questions.append(made)
    version = top.integer("version") or 1
    return Guide(version=version, questions=tuple(questions), at=At(path, top.line)), faults.found


def write_guide(guide: Guide) -> str:
    """Write the guide."""
    questions = [
        {
            "id": q.id,
            "text": local_value(q.text),
            "codes": list(q.codes) or None,
            "roles": list(q.roles) or None,
        }
        for q in guide.questions
    ]
    return modeline("guide") + write_yaml(
        {"version": guide.version, "questions": questions}, block=3
    )
