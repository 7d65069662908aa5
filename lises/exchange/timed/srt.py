"""SubRip captions, srt: with and without numbers, comma or point, with markup of players.

pysrt and srt were tried and are not used: pysrt leaves out text after a blank line, at a
damaged arrow and at text before the first cue srt stops, or leaves it out as pysrt does, and both
leave markup in the text.
"""

from __future__ import annotations

from .captions import Form, read_captions
from .cues import TimedDocument

__all__ = ["read_srt"]

_FORM = Form(kind="srt")


def read_srt(content: bytes, path: str) -> TimedDocument:
    """Read a file; parameters and errors as in ``read_captions``."""
    return read_captions(content, path, _FORM)
