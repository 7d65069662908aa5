"""Which reader reads which timed format."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lises.exchange.document import Document
from lises.exchange.imported import Kind

from .cues import TimedDocument
from .noscribe import read_noscribe
from .otr import read_otr
from .sbv import read_sbv
from .srt import read_srt
from .webvtt import read_webvtt
from .whisper import read_whisper_json
from .whisper_tsv import read_whisper_tsv

__all__ = ["TIMED_READERS"]

_Read = Callable[[bytes, str], Document | TimedDocument]


def _row(read: _Read) -> Callable[[bytes, str, Kind], Document | TimedDocument]:
    return lambda content, path, _: read(content, path)


TIMED_READERS: Mapping[Kind, Callable[[bytes, str, Kind], Document | TimedDocument]] = {
    "webvtt": _row(read_webvtt),
    "srt": _row(read_srt),
    "sbv": _row(read_sbv),
    "whisper-json": _row(read_whisper_json),
    "whisper-tsv": _row(read_whisper_tsv),
    "otr": _row(read_otr),
    "noscribe-html": _row(read_noscribe),
}
"""Each takes the content, the file's name for problems, and the kind; ELAN's needs more."""
