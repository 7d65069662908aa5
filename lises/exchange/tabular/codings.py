"""Codings in a table, CSV or a workbook: a row for each, or for each stretch of one.

Columns are known by their names (``columns``), or named by whoever imports. Positions may be
missing: then a coding has its words. A workbook, or a ZIP of CSV files, may have further tables
(``codes``, ``sources``, ``participants``, ``coders``) as this library writes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from lises.exchange.archive import Archive, open_archive
from lises.exchange.document import UnreadableError
from lises.exchange.projects.conventions import Convention, Positions, Trial, find_convention
from lises.exchange.projects.folders import read_as_archive
from lises.exchange.projects.gathering import Gathering
from lises.exchange.projects.project import Project, ProjectCoding, Source, Span

from .beside import Beside, read_beside
from .columns import KNOWN, columns_of, plain
from .tables import Row, Table, read_delimited, read_workbook

__all__ = [
    "FORMAT",
    "looks_like_coding_folder",
    "looks_like_coding_table",
    "read_coding_folder",
    "read_coding_table",
]

FORMAT = "table of codings"
SHEET = "codings"
_SHEETS = {"kodninger": SHEET, "koder": "codes", "kilder": "sources", "deltagere": "participants",
           "kodere": "coders", "om": "about"}  # fmt: skip
_NEEDED = frozenset({"code", "code_path", "code_id"})
_ALSO = frozenset({"document", "document_id", "quote", "start"})
_ENDINGS = (".csv", ".tsv", ".tab", ".txt")
_STEPS = re.compile(r"\s*>\s*")
_PATH_STEPS = re.compile(r"\s*[>/\\]\s*")
_SEVERAL = re.compile(r"\s*[;\n\r]+\s*")
_TRUE = frozenset({"1", "true", "yes", "ja", "x", "sand"})


def looks_like_coding_table(content: bytes, name: str) -> bool:
    """Tell whether a file is a table with codes and with what they stand on."""
    try:
        tables, _ = _tables(content[:200_000] if content[:2] != b"PK" else content, name)
    except UnreadableError:
        return False
    return any(_is_of_codings(table, {}) for table in tables.values())


def looks_like_coding_folder(path: Path) -> bool:
    """Tell whether a folder holds tables of codings, as this library writes them."""
    return (path / f"{SHEET}.csv").is_file()


def read_coding_folder(path: Path) -> Project:
    """Read a folder of CSV files and the texts of their sources."""
    return read_as_archive(path, ("*.csv", "sources/*.txt"), read_coding_table)


def read_coding_table(
    content: bytes, path: Path, columns: Mapping[str, str] | None = None
) -> Project:
    """Read a table of codings.

    Parameters
    ----------
    content : bytes
        CSV in any encoding with any usual delimiter, an Excel workbook (xlsx), or a ZIP of CSV
        files with ``codings.csv`` among them.
    path : Path
    columns : mapping of str to str, optional
        Field (``columns.FIELDS``) to name of its column, where the names are not known here.

    Returns
    -------
    Project
        Without texts, unless they are in the ZIP; positions are then as the file says them.

    Raises
    ------
    UnknownNameError
        If a column named in ``columns`` is not there.
    """
    gathering = Gathering(path, FORMAT)
    try:
        tables, texts = _tables(content, path.name)
    except UnreadableError as why:
        gathering.unreadable(why)
        return gathering.project()
    chosen = columns or {}
    fitting = [name for name, table in tables.items() if _is_of_codings(table, chosen)]
    name = SHEET if SHEET in fitting else fitting[0] if fitting else ""
    if not name:
        for table in tables.values():
            columns_of(table.header, chosen)  # a column that is not there is told first
        gathering.fault(
            "columns-unknown", "no table has columns for codes and for what they stand on",
            "name the columns code, and document, quote, start or end; or say which are which",
        )  # fmt: skip
        return gathering.project()
    beside = read_beside(gathering, tables, texts)
    reading = _Reading(gathering, tables[name], columns_of(tables[name].header, chosen), beside)
    reading.read()
    gathering.notes += tables[name].notes
    return gathering.project(
        name=beside.about.get("name", path.stem),
        description=beside.about.get("description", ""),
        convention=reading.place(),
        variables=beside.variables,
        cases=beside.cases,
    )


def _tables(content: bytes, name: str) -> tuple[dict[str, Table], dict[str, str]]:
    """Give the tables of a file by what they hold, and the texts that lie beside them."""
    if not content.startswith(b"PK"):
        return {SHEET: read_delimited(content, name, KNOWN)}, {}
    archive = open_archive(content)
    if "xl/workbook.xml" in archive.names:
        sheets = read_workbook(content, name)
        return {_SHEETS.get(plain(n), plain(n)): table for n, table in sheets.items()}, {}
    if f"{SHEET}.csv" not in archive.names:
        raise UnreadableError("format-not-read", f"{name} holds no {SHEET}.csv", "")
    return _zipped(archive)


def _zipped(archive: Archive) -> tuple[dict[str, Table], dict[str, str]]:
    tables, texts = {}, {}
    for name in archive.names:
        if name.startswith("sources/"):
            texts[name] = archive.read(name).decode("utf-8", "replace").removeprefix("\ufeff")
        elif name.endswith(".csv") and "/" not in name:
            tables[name.removesuffix(".csv")] = read_delimited(archive.read(name), name, KNOWN)
    return tables, texts


def _is_of_codings(table: Table, chosen: Mapping[str, str]) -> bool:
    fields = set(columns_of(table.header)) | set(chosen)
    return bool(fields & _NEEDED and fields & _ALSO)


@dataclass(slots=True)
class _Reading:
    gathering: Gathering
    table: Table
    columns: Mapping[str, int]
    beside: Beside
    found: dict[str, ProjectCoding] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    repeated: int = 0
    words: list[tuple[str, Span, str]] = field(default_factory=list)

    def read(self) -> None:
        """Take every row."""
        for row in self.table.rows:
            codes = list(self._codes(row))
            if not codes:
                text = " | ".join(cell for cell in row.cells if cell)
                self.gathering.aside(f"row {row.at}", text, "it names no code", at=row.at)
            for number, code in enumerate(codes):
                self._coding(row, code, number)

    def _cell(self, row: Row, name: str) -> str:
        place = self.columns.get(name)
        return "" if place is None else row.cells[place]

    def _codes(self, row: Row) -> Iterator[str]:
        own, path, names = (self._cell(row, n) for n in ("code_id", "code_path", "code"))
        if own and own in self.gathering.codes:
            yield own
        elif path.strip():
            yield self._path(_PATH_STEPS, path)
        elif names.strip():
            header = self.table.header[self.columns["code"]]
            several = plain(header) in ("codes", "tags", "koder")
            for name in _SEVERAL.split(names.strip()) if several else [names]:
                yield self._path(_STEPS, name)
        elif own:
            yield self.gathering.code(own)

    def _path(self, parted: re.Pattern[str], written: str) -> str:
        steps = [step for step in parted.split(written.strip()) if step]
        return self.gathering.code(*(steps or [written.strip()]))

    def _coding(self, row: Row, code: str, number: int) -> None:
        source = self._source(row)
        own = self._cell(row, "coding") or f"row {row.at}"
        key = f"{own}.{number}" if number else own
        span = self._span(row)
        quote = self._cell(row, "quote")
        before = self.found.get(key)
        if span is not None:
            self.words.append((source, span, quote))
        if before is not None and (before.source, before.code) == (source, code) and span:
            self.found[key] = replace(
                before, spans=(*before.spans, span), quote=before.quote + quote
            )
            return
        while key in self.found:  # the same id for something else
            self.repeated += 1
            key = f"{own} ({self.repeated + 1})"
        whole = self._cell(row, "whole").casefold() in _TRUE
        self.lines[key] = row.at
        self.found[key] = ProjectCoding(
            key=key,
            source=source,
            code=code,
            spans=(span,) if span else (),
            whole=whole or (span is None and not quote),
            coder=self._coder(row),
            date=self.table.day(self._cell(row, "date")),
            memo=self._cell(row, "memo"),
            quote=quote,
            before=self._cell(row, "before"),
            after=self._cell(row, "after"),
            selection=self._cell(row, "selection"),
            guid=self._cell(row, "guid"),
        )

    def _span(self, row: Row) -> Span | None:
        start, end = self._cell(row, "start").strip(), self._cell(row, "end").strip()
        if not start and not end:
            return None
        if not all(re.fullmatch(r"\d{1,12}", value) for value in (start, end)):
            self.gathering.doubt(
                "position-unread", f"the place of row {row.at} is not two whole numbers",
                "correct it in the table; its words, where it has any, are tried", line=row.at,
            )  # fmt: skip
            return None
        return int(start), int(end)

    def _source(self, row: Row) -> str:
        name = self._cell(row, "document")
        key = self._cell(row, "document_id") or name or self.gathering.path.stem
        self.gathering.source(Source(key=key, name=name or key, text=None, kind="other"))
        return key

    def _coder(self, row: Row) -> str:
        own, name = self._cell(row, "coder_id"), self._cell(row, "coder")
        return own if own in self.gathering.coders else self.gathering.coder(name or own)

    def place(self) -> Convention | None:
        """Find how positions count, and take the codings with their places."""
        texts = {k: s.text for k, s in self.gathering.sources.items() if s.text is not None}
        at = {key: number for number, key in enumerate(texts)}
        trials = [
            Trial(text=at[source], start=span[0], end=span[1], words=quote)
            for source, span, quote in self.words
            if source in at
        ]
        convention = find_convention(list(texts.values()), trials) if trials else None
        positions = {k: Positions(t, convention or Convention()) for k, t in texts.items()}
        for key, coding in self.found.items():
            counted = positions.get(coding.source)
            spans = [counted.span(*span) if counted else span for span in coding.spans]
            fitting = tuple(span for span in spans if span is not None)
            if len(fitting) < len(spans) or any(a > b for a, b in fitting):
                why = "a selection that does not fit its text"
                self.gathering.aside_coding(coding, why, at=self.lines[key])
                continue
            self.gathering.coding(replace(coding, spans=fitting), at=self.lines[key])
        return convention
