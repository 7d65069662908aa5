"""An exported project of INCEpTION or WebAnno: a ZIP with a file per document and person.

``annotation/<document>/<person>.tsv`` (or ``.xmi``, or a ``.zip`` that holds one), the same below
``curation/``, and the documents as they were brought in below ``source/``. Binary copies
(``annotation_ser/``) are not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lises.exchange.archive import ArchiveLimits, open_archive
from lises.exchange.document import UnreadableError
from lises.exchange.projects.conventions import Convention
from lises.exchange.projects.folders import read_as_archive
from lises.exchange.projects.gathering import Gathering
from lises.exchange.projects.project import Project, Source

from . import webanno, xmi
from .spans import LayerSpan, add_spans

__all__ = [
    "FORMAT",
    "looks_like_inception",
    "looks_like_inception_folder",
    "read_inception",
    "read_inception_folder",
]

FORMAT = "INCEpTION project"
NOBODY = "INITIAL_CAS"
_PERSON = re.compile(
    r"(?:.*/)?(?P<part>annotation|curation)/(?P<document>[^/]+)/(?P<person>[^/]+)"
    r"\.(?P<kind>tsv|xmi|zip)"
)
# A person's file in a form that is not read, such as JSON.
_OTHER = re.compile(r"(?:.*/)?(?:annotation|curation)/[^/]+/[^/]+\.(?:json|tcf|conllu|bin)")
_ALONE = re.compile(r"(?P<document>[^/]+)\.xmi")
_TYPES = "TypeSystem.xml"  # beside the one document of an export
_SOURCE = re.compile(r"(?:.*/)?source/(?P<document>[^/]+)")
LIMITS = ArchiveLimits(entries=20_000, total=256 * 2**20, entry=32 * 2**20)


def looks_like_inception(content: bytes, name: str) -> bool:
    """Tell whether a file is a ZIP with annotations per document and person."""
    del name
    if not content.startswith(b"PK"):
        return False
    try:
        names = open_archive(content, LIMITS).names
    except UnreadableError:
        return False
    alone = _TYPES in names and any(_ALONE.fullmatch(entry) for entry in names)
    return alone or any(_PERSON.fullmatch(one) or _OTHER.fullmatch(one) for one in names)


def looks_like_inception_folder(path: Path) -> bool:
    """Tell whether a folder has annotations per document and person."""
    kinds = ("tsv", "xmi", "zip")
    return any(any(True for _ in path.glob(f"annotation/*/*.{kind}")) for kind in kinds)


def read_inception_folder(path: Path) -> Project:
    """Read an exported project that was unpacked."""
    patterns = ("annotation/*/*", "curation/*/*", "source/*")
    return read_as_archive(path, patterns, read_inception)


def read_inception(content: bytes, path: Path) -> Project:
    """Read an exported project: a source per document, codings of every person.

    Parameters
    ----------
    content : bytes
        The ZIP.
    path : Path

    Returns
    -------
    Project
        The text of a document is that below ``source/`` where every token stands in it. A person's
        file over another text than the others' of its document is set aside.
    """
    gathering = Gathering(path, FORMAT)
    try:
        archive = open_archive(content, LIMITS)
        files = {name: archive.read(name) for name in archive.names if _wanted(name)}
    except UnreadableError as why:
        gathering.unreadable(why)
        return gathering.project()
    rest = sum(not _wanted(name) and name != _TYPES for name in archive.names)
    unread = sum(bool(_OTHER.fullmatch(name)) for name in archive.names)
    if unread:
        gathering.fault(
            "format-not-read", f"{unread:,} files of annotations are neither TSV nor XMI",
            "export the project with its documents as WebAnno TSV v3 or UIMA CAS XMI",
        )  # fmt: skip
    if rest:
        gathering.counted["other files of the project, settings and binary copies"] += rest
    reading = _Reading(gathering, files)
    for name, entry in files.items():
        match = _PERSON.fullmatch(name)
        if match:
            reading.file(name, match)
        elif alone := _ALONE.fullmatch(name):
            reading.xmi(entry, alone["document"], "", name)
    reading.without_annotations()
    add_spans(gathering, reading.spans)
    return gathering.project(
        name=path.stem, software="INCEpTION or WebAnno", convention=reading.convention
    )


def _wanted(name: str) -> bool:
    return any(form.fullmatch(name) for form in (_PERSON, _SOURCE, _ALONE))


@dataclass(slots=True)
class _Reading:
    gathering: Gathering
    files: Mapping[str, bytes]
    spans: list[LayerSpan] = field(default_factory=list)
    convention: Convention | None = None
    texts: dict[str, str] = field(default_factory=dict)

    def file(self, name: str, match: re.Match[str]) -> None:
        """Take one person's file of one document."""
        document, person = match["document"], match["person"]
        coder = "" if person == NOBODY else person
        content, kind = self.files[name], match["kind"]
        if kind == "zip":
            content, kind = self._within(name, content)
        if kind == "tsv":
            found = webanno.parse_tsv(self.gathering, content, self._source(document))
            if self._same(document, found.text, name, len(found.annotations)):
                self._count(found.convention)
                self.spans += webanno.spans_of(self.gathering, found, document, coder)
        elif kind == "xmi":
            self.xmi(content, document, coder, name)

    def xmi(self, content: bytes, document: str, coder: str, name: str) -> None:
        """Take one document of a file in XMI, or one for each of its views."""
        found = xmi.parse_xmi(self.gathering, content)
        for number, (view, text) in found.views.items():
            key = document if len(found.views) == 1 else f"{document} ({view})"
            own = [one for one in found.annotations if one[1] == number]
            part = xmi.XmiFile(views={number: (view, text)}, annotations=own)
            if self._same(key, text, name, len(own)):
                self.spans += xmi.spans_of(self.gathering, part, source=key, coder=coder)

    def _within(self, name: str, content: bytes) -> tuple[bytes, str]:
        """Give the one annotated file of a ZIP within the ZIP."""
        try:
            archive = open_archive(content, LIMITS)
            for inner in archive.names:
                kind = inner.rpartition(".")[2].lower()
                if kind in ("tsv", "xmi"):
                    return archive.read(inner), kind
        except UnreadableError as why:
            self.gathering.unreadable(why)
        self.gathering.aside(name, "", "a ZIP that holds neither TSV nor XMI")
        return b"", ""

    def _source(self, document: str) -> str | None:
        """Give the document as it was brought in, where it is plain text in UTF-8."""
        content = next(
            (
                self.files[name]
                for name in self.files
                if (m := _SOURCE.fullmatch(name)) and m["document"] == document
            ),
            None,
        )
        if content is None:
            return None
        try:
            return content.decode("utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError:
            return None

    def _same(self, document: str, text: str, name: str, annotations: int) -> bool:
        """Take a document's text, the first time; tell whether it is that one."""
        if self.texts.setdefault(document, text) != text:
            self.gathering.aside(
                name, "", f"its text is not that of the others' files; {annotations} annotations"
            )
            return False
        self._take(document, text)
        return True

    def _take(self, document: str, text: str) -> None:
        self.gathering.source(Source(key=document, name=document.removesuffix(".txt"), text=text))

    def _count(self, found: Convention) -> None:
        """Add up how many tokens stand where the files say."""
        had = self.convention
        fits, tried = (had.fits, had.tried) if had else (0, 0)
        one = had if had and had.tried >= found.tried else found
        self.convention = Convention(
            unit=one.unit, crlf=one.crlf, bom=one.bom, inclusive=one.inclusive,
            fits=fits + found.fits, tried=tried + found.tried, by="words",
        )  # fmt: skip

    def without_annotations(self) -> None:
        """Take the documents that nobody annotated, where they are plain text."""
        for name in self.files:
            match = _SOURCE.fullmatch(name)
            if match and match["document"] not in self.texts:
                text = self._source(match["document"])
                if text is None or not match["document"].lower().endswith(".txt"):
                    self.gathering.counted["documents without annotations that are no text"] += 1
                else:
                    self._take(match["document"], text)
