"""YouTube's captions, sbv: begin and end with a comma between, no numbers."""

from __future__ import annotations

from .captions import Form, read_captions
from .cues import TimedDocument

__all__ = ["read_sbv"]

_FORM = Form(kind="sbv", arrow=",", loose=r"\d[\d:.]{4,12},\d[\d:.]{4,12}[ \t]*$")


def read_sbv(content: bytes, path: str) -> TimedDocument:
    """Read a file; parameters and errors as in ``read_captions``."""
    return read_captions(content, path, _FORM)
