"""QDPX files made as other programs make them, by hand: nothing of the writer is used."""

from __future__ import annotations

import io
import zipfile
from uuid import UUID
from xml.sax.saxutils import quoteattr

from lises.exchange.projects.conventions import Convention

ANNA, BO = "A0000000-0000-4000-8000-000000000001", "A0000000-0000-4000-8000-000000000002"
TRUST, HOUSE = "C0000000-0000-4000-8000-000000000001", "C0000000-0000-4000-8000-000000000002"
TALK, NOTE = "50000000-0000-4000-8000-000000000001", "90000000-0000-4000-8000-000000000001"
USERS = f'<Users><User guid="{ANNA}" name="Anna"/><User guid="{BO}" name="Bo"/></Users>'
CODES = (
    f'<CodeBook><Codes><Code guid="{TRUST}" name="Tillid" isCodable="true" color="#0A1B2C">'
    f'<Description>når &#230;\ntror</Description></Code><Code guid="{HOUSE}" name="Huset" '
    'isCodable="false"/></Codes></CodeBook>'
)


def guid(number: int) -> str:
    return str(UUID(int=0xD0000000_0000_4000_8000_000000000000 + number)).upper()


def document(body: str, *, more: str = "", space: str = "urn:QDA-XML:project:1.0") -> str:
    """Give a project with two users and two codes, and this in it."""
    root = f'<Project xmlns="{space}" name="Studie" origin="a program 1.0">'
    return f'<?xml version="1.0" encoding="utf-8"?>{root}{USERS}{CODES}{body}{more}</Project>'


def qdpx(
    xml: str | bytes, files: dict[str, bytes] | None = None, name: str = "project.qde"
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, xml)
        for path, content in (files or {}).items():
            archive.writestr(path, content)
    return out.getvalue()


def coding(number: int, code: str = TRUST, user: str = ANNA) -> str:
    who = f' creatingUser="{user}"' if user else ""
    return f'<Coding guid="{guid(number)}"{who}><CodeRef targetGUID="{code}"/></Coding>'


def selection(number: int, start: int, end: int, name: str = "", inside: str = "") -> str:
    named = f" name={quoteattr(name)}" if name else ""
    return (
        f'<PlainTextSelection guid="{guid(number)}"{named} startPosition="{start}" '
        f'endPosition="{end}">{inside}</PlainTextSelection>'
    )


def text_source(inside: str, path: str = f"internal://{TALK}.txt", more: str = "") -> str:
    plain = f' plainTextPath="{path}"' if path else ""
    return f'<TextSource guid="{TALK}" name="Samtale"{plain}{more}>{inside}</TextSource>'


def sources(*inside: str) -> str:
    return f"<Sources>{''.join(inside)}</Sources>"


def position(text: str, point: int, convention: Convention, *, marked: bool) -> int:
    """Count a position as a program does, the slow and plain way: over what stands before it."""
    before = text[:point]
    if convention.crlf == 1:
        split = text[point - 1 : point + 1] == "\r\n" and point > 0
        before = before.replace("\r\n", "\n").removesuffix("\r" if split else "")
    wide = convention.unit == "UTF-16 units"
    counted = len(before.encode("utf-16-le")) // 2 if wide else len(before)
    return counted + (convention.bom and marked)


def counted(
    text: str, span: tuple[int, int], convention: Convention, *, marked: bool
) -> tuple[int, int]:
    start, end = (position(text, point, convention, marked=marked) for point in span)
    return start, end - convention.inclusive
