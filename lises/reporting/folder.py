"""A report: a folder of tables and pictures with a page that leads through them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from lises.errors import LisesError
from lises.files import write_atomic
from lises.privacy import Release
from lises.render import STATIC, Words, banner, file_mark, fragment, marked
from lises.render.markup import Content, Markup, element, joined, link
from lises.tables.files import csv_bytes, parquet_bytes, workbook_bytes

from .desk import Desk, Section
from .page import section_html, told_of
from .passages import passages_body
from .places import FolderPlaces
from .sections import made_sections, not_offered, opted

__all__ = ["Report", "quietly", "write_report"]

INDEX, PASSAGES, WORKBOOK = "index.html", "passages.html", "tables"
STATUS = "data_status"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was written: the page to open, and every file."""

    index: Path
    files: tuple[Path, ...]


def quietly(_what: str) -> None:
    """Show no progress."""


def write_report(
    release: Release,
    to: Path,
    words: Words,
    *,
    asked: Iterable[str] = (),
    step: Callable[[str], None] = quietly,
) -> Report:
    """Write the report of a release: every analysis that the study is offered.

    Parameters
    ----------
    release : Release
        With the tables of the archive; see ``carried_tables``.
    to : Path
        A new or empty folder. It gets ``index.html``, ``passages.html``, ``tables/`` (csv, parquet
        and one workbook) and ``pictures/`` (svg, png). Of constructed material every name of a
        file says so, and every table has a column ``data_status``.
    words : Words
    asked : iterable of str, optional
        Opt-in analyses beside those of ``study.yaml``.
    step : callable, optional
        Told what is being made.

    Raises
    ------
    LisesError
        If the folder is not empty.
    UnknownNameError
        If an analysis asked for is none that can be opted in to.
    """
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise LisesError(f"{to} is not empty; give a new folder for the report")
    desk = Desk(release=release, words=words, places=FolderPlaces(PASSAGES))
    opted(desk, asked)  # a wrong name is told before anything is written
    out = _Out(to, file_mark(words) if desk.design.constructed else "")
    made = []
    for section in made_sections(desk, asked):
        step(words(f"section-{section.name}"))
        made.append((section, _section_files(desk, section, out)))
    tables = {name: _stamped(desk, t) for section, _ in made for name, t in section.tables.items()}
    step(PASSAGES)
    book = out.write(f"tables/{WORKBOOK}.xlsx", workbook_bytes(tables))
    out.write(PASSAGES, _html(desk, words("report-passages"), passages_body(desk)), marked=False)
    body = joined([told_of(desk), _whole(desk, book), _sections(desk, made), not_offered(desk)])
    index = out.write(INDEX, _html(desk, words("report"), body), marked=False)
    return Report(index=to / index, files=tuple(to / name for name in out.names))


class _Out:
    """The folder, and the mark that names of files bear."""

    def __init__(self, root: Path, mark: str) -> None:
        self.root = root
        self.mark = mark
        self.names: list[str] = []

    def write(self, name: str, data: bytes, *, marked: bool = True) -> str:
        """Write a file; give its name, which has the mark before its ending."""
        stem, _, ending = name.rpartition(".")
        told = f"{stem}.{self.mark}.{ending}" if self.mark and marked else name
        path = self.root / told
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, data)
        self.names.append(told)
        return told


def _section_files(desk: Desk, section: Section, out: _Out) -> list[str]:
    """Write the tables and the pictures of a section; give their names."""
    names = []
    for name, table in section.tables.items():
        stamped = _stamped(desk, table)
        names.append(out.write(f"tables/{name}.csv", csv_bytes(stamped)))
        names.append(out.write(f"tables/{name}.parquet", parquet_bytes(stamped)))
    for picture in section.pictures:
        svg = f'<?xml version="1.0" encoding="UTF-8"?>\n{picture.svg(standalone=True)}\n'
        names.append(out.write(f"pictures/{picture.name}.svg", svg.encode()))
        names.append(out.write(f"pictures/{picture.name}.png", picture.png()))
    return names


def _stamped(desk: Desk, table: pl.DataFrame) -> pl.DataFrame:
    return table.with_columns(pl.lit(desk.design.data_status).alias(STATUS))


def _sections(desk: Desk, made: list[tuple[Section, list[str]]]) -> list[Markup]:
    return [section_html(desk, section, _named(desk, names)) for section, names in made]


def _whole(desk: Desk, book: str) -> Markup:
    links = [link(book, book), link(PASSAGES, desk.words("report-passages"))]
    return desk.paragraph("report-files", files=desk.words.series(links))


def _named(desk: Desk, names: list[str]) -> Markup:
    links = [link(name, name.rpartition("/")[2]) for name in names]
    return desk.paragraph("report-files", files=desk.words.series(links))


def _html(desk: Desk, what: str, body: Content) -> bytes:
    """Give a page that stands by itself: styles within, nothing fetched."""
    folder, words = desk.release.folder, desk.words
    title = marked(words, folder, f"{what}: {words.local(folder.design.title)}")
    styles = "".join(path.read_text(encoding="utf-8") for path in sorted(STATIC.glob("*.css")))
    page = element(
        "html",
        element(
            "head",
            element("meta", charset="utf-8"),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("title", title),
            element("style", Markup(styles + SHELL)),
        ),
        element(
            "body",
            element(
                "main",
                banner(words, folder),
                element("h1", title),
                fragment(words, folder, "report", body),
            ),
        ),
        lang=words.language,
    )
    return f"<!doctype html>\n{page}\n".encode()


SHELL = """
body { margin: 0; background: var(--lises-paper); color: var(--lises-ink); }
body { font-family: var(--lises-ui); line-height: 1.55; }
main { max-width: 62rem; margin: 0 auto; padding: 1rem 1.2rem 4rem; }
main a { color: var(--lises-accent); }
main h1 { font-size: 1.6rem; line-height: 1.25; }
"""
