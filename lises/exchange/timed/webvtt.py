"""WebVTT as Teams, Zoom, noScribe, Whisper and YouTube write it.

webvtt-py was tried and is not used: a cue whose minutes pass 59 and a paragraph without times are
left out without a word, a file without its first line is refused whole, and a ruby text is joined
to the word before it. Here every line is a head, talk, or set aside.
"""

from __future__ import annotations

from .captions import Form, read_captions
from .cues import TimedDocument

__all__ = ["read_webvtt"]

_FORM = Form(kind="webvtt", blocks=True, signature="WEBVTT")


def read_webvtt(content: bytes, path: str) -> TimedDocument:
    """Read a file; parameters and errors as in ``read_captions``."""
    return read_captions(content, path, _FORM)
