"""Which timed format a file is, by its content; its name says nothing here."""

from __future__ import annotations

import re

from lises.exchange.decoding import decode
from lises.exchange.document import UnreadableError
from lises.exchange.imported import Kind
from lises.exchange.safejson import MAX_JSON

__all__ = ["ENDINGS", "timed_kind"]

ENDINGS: dict[Kind, tuple[str, str]] = {
    "webvtt": (".vtt .webvtt", "WebVTT captions"),
    "srt": (".srt .vtt", "srt captions"),
    "sbv": (".sbv", "sbv captions"),
    "whisper-json": (".json", "JSON of a speech recogniser"),
    "whisper-tsv": (".tsv", "a table of a speech recogniser"),
    "eaf": (".eaf .etf", "an ELAN document"),
    "otr": (".otr .json", "an oTranscribe document"),
    "noscribe-html": (".html .htm", "a noScribe document"),
}
"""The endings each kind may have, and its name in a sentence."""

_HEAD = 16 * 1024
_FIRST = 24
_ARROW = re.compile(
    r"(?:\d{1,4}:)?\d{1,2}:\d{2}[.,]\d{1,3}[ \t]{0,8}-{1,2}>[ \t]{0,8}\d{1,4}:\d{2}"
)
_COMMA = re.compile(r"\d{1,4}:\d{2}:\d{2}\.\d{3},\d{1,4}:\d{2}:\d{2}\.\d{3}[ \t]*$")
_TSV = re.compile(r"start\tend\t(?:\w+\t)?text[ \t]*$", re.IGNORECASE)
_SEGMENTS = re.compile(r'"(?:segments|transcription)"\s{0,9}:\s{0,9}\[')
_OTR = re.compile(r'"text"\s{0,9}:\s{0,9}"(?:\s|\\[nrt])*<|"media-(?:time|source)"\s{0,9}:')
_LIST = re.compile(r'\[\s{0,99}\{\s{0,99}"(?:id|start|end|text|speaker|timestamp)"')
_OBJECT = re.compile(r'\{\s{0,99}"[^"\n]{0,99}"\s{0,9}:')
_PAGE = re.compile(r"<!doctype html|<html[\s>]", re.IGNORECASE)
_ANCHOR = re.compile(r"<a\s{1,9}name=[\"']ts_\d")


def timed_kind(content: bytes) -> Kind | None:
    """Tell which timed format a file is; None where it is none of them.

    Raises
    ------
    UnreadableError
        ``format-not-read`` for JSON of another kind and for another's web page.
    """
    try:
        head = decode(content[:_HEAD], "").text.lstrip("\ufeff \t\r\n")
    except UnreadableError:
        return None
    if re.match(r"WEBVTT(?:\s|$)", head):
        return "webvtt"
    if head.startswith("<"):
        return _marked_up(content, head)
    if head.startswith(("{", "[")):
        return _json(content, head)
    return _lines(head)


def _marked_up(content: bytes, head: str) -> Kind | None:
    if "<ANNOTATION_DOCUMENT" in head:
        return "eaf"
    if not _PAGE.search(head[:2000]):
        return None
    if _ANCHOR.search(decode(content, "").text):
        return "noscribe-html"
    raise UnreadableError(
        "format-not-read",
        "the file is a web page, which is not read here",
        "open it in a browser and save its text, or export the transcript as .docx or .txt",
    )


def _json(content: bytes, head: str) -> Kind | None:
    # A transcript in plain text may begin with a bracket too: "[00:00:01] I: …".
    if not (_OBJECT.match(head) or _LIST.match(head)):
        return None
    text = decode(content[:MAX_JSON], "").text
    if _SEGMENTS.search(text) or _LIST.match(head):
        return "whisper-json"
    if _OTR.search(text):
        return "otr"
    raise UnreadableError(
        "format-not-read",
        "the file is JSON that is neither a recogniser's nor oTranscribe's",
        "export the transcript as .docx, .txt, .vtt or .srt",
    )


def _lines(head: str) -> Kind | None:
    lines = [line.strip() for line in re.split(r"\r\n|\r|\n", head) if line.strip()][:_FIRST]
    if lines and _TSV.match(lines[0]):
        return "whisper-tsv"
    for line in lines:
        if _ARROW.match(line):
            return "srt"
        if _COMMA.match(line):
            return "sbv"
    return None
