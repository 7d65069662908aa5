"""The texts of a project's sources: in the XML, in the archive, or nowhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import unquote

from lises.errors import Problem, how_many
from lises.exchange.archive import Archive
from lises.exchange.decoding import decode
from lises.exchange.document import Document, UnreadableError
from lises.exchange.docx import read_docx
from lises.exchange.imported import SetAside
from lises.exchange.rtf import read_rtf

from .raw import Carrier

__all__ = ["Texts", "bare_path"]

_CONTROLS = bytes({*range(0x20)} - {*b"\t\n\r"})
_C1 = re.compile(rb"\xc2[\x80-\x9f]")
# What UTF-8 read twice and old code pages look like: see ``decoding``.
_DOUBTFUL = tuple(sign.encode() for sign in ("Ã", "â€", *"†‡›‘¾¿Œ¢"))
# How a document begins, and what reads it: some programs store a text as rich text alone.
_RICH: tuple[tuple[bytes, Callable[[bytes, str], Document]], ...] = (
    (b"PK", read_docx),
    (b"{\\rtf", read_rtf),
)
_SCHEMES = ("internal://", "relative://", "absolute://", "file://")


@dataclass(slots=True, kw_only=True)
class Texts:
    """Finds the text of each source, and keeps what is to be said of it.

    Parameters
    ----------
    path : str
        Of the project, for its problems.
    archive : Archive, optional
        Left out for a project without one.

    Notes
    -----
    ``marked`` are the GUIDs of texts that are stored with a byte order mark (of a file that several
    sources name, the first one's: it is one text, and counts alike for all). ``in_xml`` are those
    that stand in the XML itself, where a parser makes every CRLF a LF.
    """

    path: str
    archive: Archive | None = None
    problems: list[Problem] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)
    marked: set[str] = field(default_factory=set)
    in_xml: set[str] = field(default_factory=set)
    _known: dict[str, str | None] = field(default_factory=dict)
    _files: Mapping[str, str] = field(default_factory=dict)
    _read: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        if self.archive:
            self._files = dict(_addresses(self.archive.names))

    def of(self, carrier: Carrier) -> str | None:
        """Give the text of a source or note as it is stored, without its byte order mark.

        None where there is none: neither in the XML nor, as plain text or as a Word document, in
        the archive.
        """
        if carrier.content is not None and (carrier.content or not carrier.plain_path):
            return self._content(carrier)
        for path, read in ((carrier.plain_path, self._plain), (carrier.rich_path, self._rich)):
            if (entry := self._entry(path)) is not None:
                return self._once(carrier, entry, read)
        if carrier.plain_path or carrier.rich_path:
            self.told["sources whose file is not in the archive"] += 1
        return None

    def _once(
        self, carrier: Carrier, entry: str, read: Callable[[Carrier, str], str | None]
    ) -> str | None:
        """Read an entry once, however many sources name it."""
        if entry not in self._known:
            self._known[entry] = read(carrier, entry)
        return self._known[entry]

    def _content(self, carrier: Carrier) -> str:
        text = carrier.content or ""
        self.in_xml.add(carrier.guid)
        if text.startswith("\ufeff"):
            self.marked.add(carrier.guid)
        return text.removeprefix("\ufeff")

    def _entry(self, path: str) -> str | None:
        """Give the name in the archive that a path means."""
        bare = bare_path(path)
        return self._files.get(bare.casefold()) if bare else None

    def _plain(self, carrier: Carrier, entry: str) -> str | None:
        try:
            content = self._bytes(entry)
            if (text := _plainly(content)) is not None:
                return text
            decoded = decode(content, self.path)
        except UnreadableError as error:
            self._unreadable(error, carrier)
            return None
        if decoded.encoding.endswith("BOM"):
            self.marked.add(carrier.guid)
        if not decoded.encoding.startswith("utf-8"):
            self.told[f"texts read as {decoded.encoding}, not as UTF-8"] += 1
        self.problems.extend(decoded.problems)
        return decoded.text

    def _rich(self, carrier: Carrier, entry: str) -> str | None:
        """Read the Word or RTF document of a source that has no plain text."""
        try:
            content = self._bytes(entry)
            read = next((read for begin, read in _RICH if content.startswith(begin)), None)
            if read is None:
                self.told["sources of which only rich text of another kind is there"] += 1
                return None
            document = read(content, self.path)
        except UnreadableError as error:
            self._unreadable(error, carrier)
            return None
        self.set_aside.extend(document.set_aside)
        self.problems.append(
            Problem(
                path=self.path,
                line=0,
                rule="text-from-rich",
                message=f"{carrier.name or carrier.guid}: no plain text of it is in the project; "
                "the text is that of its rich document, and positions may count otherwise",
                remedy="look at its first and last passages",
                severity="doubt",
            )
        )
        return "\n".join(paragraph.text for paragraph in document.paragraphs)

    def _bytes(self, entry: str) -> bytes:
        assert self.archive is not None
        self._read.add(entry)
        return self.archive.read(entry)

    def _unreadable(self, error: UnreadableError, carrier: Carrier) -> None:
        problem = error.problem(self.path)
        told = f"{carrier.name or carrier.guid}: {problem.message}"
        self.problems.append(
            Problem(path=self.path, line=0, rule=problem.rule, message=told, remedy=problem.remedy)
        )

    def left(self, project: str) -> Iterator[str]:
        """Say what is in the archive and was not read: pictures, recordings, rich text, PDF."""
        if self.archive is None:
            return
        others = [n for n in self.archive.names if n not in self._read and n != project]
        if others:
            kinds = Counter(PurePosixPath(n).suffix.lower()[:8] or "no ending" for n in others)
            listed = ", ".join(f"{kind} {n}" for kind, n in sorted(kinds.items())[:20])
            yield f"{how_many(len(others), 'file')} of the archive not carried: {listed}"


def _plainly(content: bytes) -> str | None:
    """Read what is UTF-8 and beyond doubt; None for all that ``decode`` might have a word on.

    It looks at bytes, which is some ten times as fast as looking at letters.
    """
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or content.translate(None, _CONTROLS) != content:
        return None
    if _C1.search(content) or any(sign in content for sign in _DOUBTFUL):
        return None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if text.startswith("\ufeff") else text


def bare_path(path: str) -> str:
    """Give the name of a file in ``sources/`` that a path means, with or without its scheme.

    >>> bare_path("internal://A1.txt"), bare_path("relative:///b/A1.txt"), bare_path("A1.txt")
    ('A1.txt', 'A1.txt', 'A1.txt')
    """
    for scheme in _SCHEMES:
        path = path.removeprefix(scheme)
    return path.replace("\\", "/").rpartition("/")[2]


def _addresses(names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Give every way to name an entry: the later ones win, the plain name in ``sources/`` last."""
    ranked = sorted(names, key=lambda n: n.casefold().startswith("sources/"))
    for name in ranked:
        bare = PurePosixPath(name).name
        yield unquote(bare).casefold(), name
        yield bare.casefold(), name
