"""The same talk in each of the timed formats, made in code; and what is read of a file."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from lises.exchange import Imported, read_transcript


@dataclass(frozen=True, kw_only=True)
class Said:
    """One cue: who, what, when in milliseconds."""

    who: str
    what: str
    start: int
    end: int


def clock(ms: int, mark: str = ".") -> str:
    """Write a time as captions do."""
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}{mark}{ms % 1000:03}"


def vtt(said: Sequence[Said], *, end: str = "\n") -> bytes:
    """Write WebVTT with voices."""
    cues = [
        f"{clock(s.start)} --> {clock(s.end)}\n<v {escape(s.who)}>{escape(s.what)}</v>"
        for s in said
    ]
    return "\n\n".join(["WEBVTT", *cues, ""]).replace("\n", end).encode()


def srt(said: Sequence[Said]) -> bytes:
    """Write srt with labels in the text."""
    cues = [
        f"{number}\n{clock(s.start, ',')} --> {clock(s.end, ',')}\n{s.who}: {s.what}"
        for number, s in enumerate(said, 1)
    ]
    return "\n\n".join([*cues, ""]).encode()


def sbv(said: Sequence[Said]) -> bytes:
    """Write YouTube's captions."""
    cues = [f"{clock(s.start)[1:]},{clock(s.end)[1:]}\n{s.who}: {s.what}" for s in said]
    return "\n\n".join([*cues, ""]).encode()


def tsv(said: Sequence[Said]) -> bytes:
    """Write Whisper's table."""
    rows = [f"{s.start}\t{s.end}\t{s.who}: {s.what}" for s in said]
    return "\n".join(["start\tend\ttext", *rows, ""]).encode()


def whisper(said: Sequence[Said], **beside: object) -> bytes:
    """Write a recogniser's JSON with speakers and a time for each word."""
    segments = [
        {
            "id": number,
            "start": s.start / 1000,
            "end": s.end / 1000,
            "text": f" {s.what}",
            "speaker": s.who,
            "words": [{"word": f" {w}", "start": s.start / 1000} for w in s.what.split()],
        }
        for number, s in enumerate(said)
    ]
    whole = "".join(f" {s.what}" for s in said)
    return json.dumps({"text": whole, "segments": segments, **beside}).encode()


def eaf(said: Sequence[Said]) -> bytes:
    """Write an ELAN document with a tier per speaker."""
    slots = "".join(
        f'<TIME_SLOT TIME_SLOT_ID="b{n}" TIME_VALUE="{s.start}"/>'
        f'<TIME_SLOT TIME_SLOT_ID="e{n}" TIME_VALUE="{s.end}"/>'
        for n, s in enumerate(said)
    )
    tiers = "".join(
        f'<TIER TIER_ID="T-{escape(who)}" PARTICIPANT="{escape(who)}">'
        + "".join(
            f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a{n}" TIME_SLOT_REF1="b{n}" '
            f'TIME_SLOT_REF2="e{n}"><ANNOTATION_VALUE>{escape(s.what)}</ANNOTATION_VALUE>'
            "</ALIGNABLE_ANNOTATION></ANNOTATION>"
            for n, s in enumerate(said)
            if s.who == who
        )
        + "</TIER>"
        for who in dict.fromkeys(s.who for s in said)
    )
    return eaf_document(f"<TIME_ORDER>{slots}</TIME_ORDER>{tiers}")


def eaf_document(body: str, units: str = "milliseconds") -> bytes:
    """Put a body into an ELAN document."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<ANNOTATION_DOCUMENT>'
        f'<HEADER TIME_UNITS="{units}"/>{body}</ANNOTATION_DOCUMENT>'
    ).encode()


def otr(said: Sequence[Said]) -> bytes:
    """Write an oTranscribe document."""
    paragraphs = "".join(
        f'<p><span class="timestamp" data-timestamp="{s.start / 1000}">'
        f"{s.start // 60_000}:{s.start // 1000 % 60:02}</span> {s.who}: {escape(s.what)}</p>"
        for s in said
    )
    return json.dumps({"text": paragraphs, "media": "", "media-time": 1.5}).encode()


def noscribe(said: Sequence[Said]) -> bytes:
    """Write a noScribe document."""
    paragraphs = "".join(
        f'<p ><a name="ts_{s.start}_{s.end}_S01" >{s.who}: <span style="color: #78909C" >'
        f"[{clock(s.start)[:8]}]</span> {escape(s.what)}</a></p>"
        for s in said
    )
    return (
        '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0//EN">\n<html ><head ><style type="text/css">'
        f"p {{ margin: 0 }}</style></head><body ><div >{paragraphs}</div></body></html>"
    ).encode()


WRITERS = {
    "webvtt": (vtt, "a.vtt"),
    "srt": (srt, "a.srt"),
    "sbv": (sbv, "a.sbv"),
    "whisper-tsv": (tsv, "a.tsv"),
    "whisper-json": (whisper, "a.json"),
    "eaf": (eaf, "a.eaf"),
    "otr": (otr, "a.otr"),
    "noscribe-html": (noscribe, "a.html"),
}
TALK = (
    Said(who="I1", what="Hvor bor du?", start=0, end=1_500),
    Said(who="X1", what="På Ærø, i et gult hus.", start=1_200, end=4_000),
    Said(who="X1", what="Tæt ved vandet.", start=4_100, end=6_000),
    Said(who="I1", what="Hvor længe?", start=61_000, end=62_000),
    Said(who="X1", what="I 12 år.", start=3_700_250, end=3_702_000),
)


def read(folder: Path, content: bytes | str, name: str = "a.txt", **how: object) -> Imported:
    """Read a file of this content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_transcript(path, **how)


def turns(found: Imported) -> list[tuple[str, str]]:
    """Give label and text of each turn."""
    return [(turn.label, turn.text) for turn in found.turns]


def rules(found: Imported) -> list[str]:
    """Give the rules of the problems."""
    return [problem.rule for problem in found.problems]
