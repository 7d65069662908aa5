"""Bytes of a text file as text: which encoding, and what speaks against it."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass

from lises.errors import Problem, how_many

from .document import UnreadableError

__all__ = ["Decoded", "decode"]

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_C1 = re.compile("[\u0080-\u009f]")
# UTF-8 read as cp1252 and saved again: Ã followed by what was the second byte.
_TWICE = re.compile("Ã[\u0080-¿†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œŸ]|â€[™œ“”¦\u009d]")
# The letters æ ø å of old DOS and Macintosh code pages, as cp1252 shows them within a word.
_OLD_PAGE = re.compile(r"(?<=[a-z])[†›‘¾¿Œ¢](?=[a-z])")
_MEDIA_SHARE = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A text and how it was read; ``encoding`` in words."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def decode(content: bytes, path: str) -> Decoded:
    """Read bytes as text.

    A byte order mark decides; else UTF-16 shows itself by its zeros; else it is UTF-8 where it can
    be; else Windows-1252, unless it is plainly UTF-8 with damage.

    Raises
    ------
    UnreadableError
        ``format-not-read`` where it is no text in any of these.
    """
    encoding, mark = _encoding(content)
    body = content[len(mark) :]
    try:
        text, broken = body.decode(encoding), False
    except UnicodeDecodeError:
        text, broken = _forced(body, encoding), encoding != "cp1252"
    _refuse_binary(text)
    problems = [] if not broken else [_broken(text, encoding, path)]
    problems += _doubts(text, path)
    return Decoded(
        text=text,
        encoding=f"{encoding} with BOM" if mark else encoding,
        notes=_letters(text) if encoding == "cp1252" else (),
        problems=tuple(problems),
    )


def _encoding(content: bytes) -> tuple[str, bytes]:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return encoding, mark
    if wide := _utf16_without_mark(content):
        return wide, b""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        # Windows-1252 has next to no runs that are well-formed UTF-8 by chance.
        text = content.decode("utf-8", errors="replace")
        letters = sum(char > "\x7f" for char in text) - text.count("\ufffd")
        damaged = letters > 4 * text.count("\ufffd")
        return ("utf-8" if damaged else "cp1252"), b""
    return "utf-8", b""


def _utf16_without_mark(content: bytes) -> str:
    half = len(content) // 2
    if half < 2:
        return ""
    even, odd = content[0::2].count(0) / half, content[1::2].count(0) / half
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.05 else ""


def _forced(body: bytes, encoding: str) -> str:
    if encoding != "cp1252":
        return body.decode(encoding, errors="replace")
    # Five bytes mean nothing in cp1252; as C1 controls they are noticed below.
    text = body.decode("cp1252", errors="surrogateescape")
    return re.sub("[\udc80-\udcff]", lambda m: chr(ord(m[0]) - 0xDC00), text)


def _refuse_binary(text: str) -> None:
    strange = len(re.findall("[\x00-\x08\x0e-\x1a\x1c-\x1f]", text))
    if strange > _MEDIA_SHARE * len(text):
        raise UnreadableError(
            "format-not-read",
            "the file is not text, nor a Word document",
            "save or export the transcript as .docx, .txt or .md",
        )


def _broken(text: str, encoding: str, path: str) -> Problem:
    first = text.find("\ufffd")
    places = how_many(text.count(chr(0xFFFD)), "place")
    return Problem(
        path=path,
        line=text.count("\n", 0, max(first, 0)) + 1,
        rule="encoding-damaged",
        message=f"not valid {encoding} in {places}, read as U+FFFD",
        remedy="fetch the file again, or save it again as UTF-8",
    )


def _doubts(text: str, path: str) -> list[Problem]:
    signs = (
        (_C1, "control characters that no text has; another encoding may be meant"),
        (_TWICE, "letters that look as if the text had been decoded twice"),
        (_OLD_PAGE, "signs within words that are æ, ø or å in an older code page"),
    )
    found = []
    for pattern, what in signs:
        places = list(pattern.finditer(text))
        if not places:
            continue
        line = text.count("\n", 0, places[0].start()) + 1
        found.append(
            Problem(
                path=path,
                line=line,
                rule="encoding-doubtful",
                message=f"{len(places)} {what}",
                remedy="look at the line; save the file as UTF-8 in the program that made it",
                severity="doubt",
            )
        )
    return found


def _letters(text: str) -> tuple[str, ...]:
    beyond = Counter(char for char in text if char > "\x7f")
    listed = ", ".join(f"{char} {n}" for char, n in beyond.most_common(12))
    return (f"not UTF-8, read as Windows-1252; letters and signs beyond ASCII: {listed}",)
