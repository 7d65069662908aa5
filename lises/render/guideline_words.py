"""What was computed for an item of a guideline, as sentences in either language."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from lises.evidence.guidelines import Fact
from lises.model import StudyFolder

from .names import role_label
from .words import Words

__all__ = ["fact_html", "fact_text"]

# A value of this name is a word of the files, which the interface has its own word for.
_NAMED = {"medium": "medium", "result": "result", "method": "method", "counting": "counting"}
_NAMED_BY_FACT = {("legal-basis", "legal"): "legal"}


def fact_text(words: Words, folder: StudyFolder, fact: Fact) -> str:
    """Say a fact in plain text."""
    return words(f"fact-{fact.key}", **_values(words, folder, fact))


def fact_html(words: Words, folder: StudyFolder, fact: Fact) -> Markup:
    """Say a fact as markup; a role's label is marked with its language."""
    values = _values(words, folder, fact)
    if "role" in values:
        values["role"] = role_label(words, folder, str(fact.values["role"]))
    return words.html(f"fact-{fact.key}", **values)


def _values(words: Words, folder: StudyFolder, fact: Fact) -> dict[str, object]:
    return {name: _value(words, folder, fact, name) for name in fact.values}


def _value(words: Words, folder: StudyFolder, fact: Fact, name: str) -> object:
    value = fact.values[name]
    if isinstance(value, float):
        return words.number(value, 1)
    if name == "role":
        return _roles(words, folder).get(str(value), str(value))
    prefix = _NAMED_BY_FACT.get((fact.key, name)) or _NAMED.get(name)
    return words.named(prefix, str(value)) if prefix else value


def _roles(words: Words, folder: StudyFolder) -> Mapping[str, str]:
    return {role.id: words.local(role.label) or role.id for role in folder.design.roles}
