"""YAML that is no file of a study: an author's configuration, say."""

from __future__ import annotations

from pathlib import Path

from lises.errors import LisesError

from .faults import Faults
from .text import read_text
from .yaml_marks import parse_yaml

__all__ = ["read_yaml"]


def read_yaml(path: Path) -> object:
    """Read a YAML file into plain values, under the same rules as a study's files.

    Raises
    ------
    LisesError
        If it cannot be read; the message gives file, line, rule and remedy.
    """
    faults = Faults(str(path))
    text = read_text(path, faults)
    value = parse_yaml(text, faults) if text is not None else None
    if faults.errors:
        raise LisesError(str(next(p for p in faults.found if p.severity == "error")))
    return value
