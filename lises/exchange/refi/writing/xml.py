"""XML as text: elements put together line by line, every value escaped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Literal

from lises.exchange.refi.carried import DAY

__all__ = ["Xml", "date_time"]

_ODD = re.compile('[&<>"\t\n\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]')
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TIME = re.compile(r"T(?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d+)?(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d)?")


@dataclass(slots=True)
class Xml:
    """The lines of a document under way, and what had to be altered.

    ``altered`` counts characters that XML cannot hold.
    """

    lines: list[str] = field(default_factory=list)
    altered: Counter[str] = field(default_factory=Counter)

    def value(self, text: str) -> str:
        """Escape the value of an attribute; line ends and tabs too: a parser makes them spaces."""
        if _ODD.search(text) is None:
            return text
        escaped = self.body(text).replace('"', "&quot;").replace("\t", "&#9;")
        return escaped.replace("\n", "&#10;")

    def body(self, text: str) -> str:
        """Escape text between tags; CR too, which a parser would make LF."""
        if _ODD.search(text) is None:
            return text
        if found := _NO_XML.findall(text):
            self.altered["characters"] += len(found)
            text = _NO_XML.sub("\ufffd", text)
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return text.replace("\r", "&#13;")

    def described(self, text: str) -> None:
        """Write a description where there is one."""
        if text:
            self.lines.append(f"<Description>{self.body(text)}</Description>")

    def named(self, text: str, name: str = "name") -> str:
        """Give an attribute where there is something to say in it."""
        return f' {name}="{self.value(text)}"' if text else ""

    def refer(self, tag: Literal["NoteRef", "SourceRef", "CodeRef"], guids: Iterable[str]) -> None:
        """Write references."""
        self.lines.extend(f'<{tag} targetGUID="{guid}"/>' for guid in guids)

    def bytes(self) -> bytes:
        """Give the document in UTF-8."""
        return "\n".join(['<?xml version="1.0" encoding="utf-8"?>', *self.lines, ""]).encode()


@lru_cache(maxsize=4096)
def date_time(text: str) -> tuple[str, Literal["", "day", "other"]]:
    """Give a date as the standard's date-time, and what it was if it was none.

    >>> date_time("2024-05-01T09:30:00Z"), date_time("2024-05-01"), date_time("in May")
    (('2024-05-01T09:30:00Z', ''), ('2024-05-01T00:00:00', 'day'), ('', 'other'))
    """
    if not text:
        return "", ""
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return "", "other"
    if len(text) == 10 and text[4] == "-":
        return text + DAY, "day"
    return (text, "") if text[4] == "-" and _TIME.fullmatch(text, 10) else ("", "other")
