"""A project as tables: CSV and Parquet files, or one workbook with a sheet for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from lises.exchange.projects.gathering import PATH
from lises.exchange.projects.labelling import code_steps, losses
from lises.exchange.projects.project import Project, ProjectCoding, Source
from lises.exchange.projects.written import Written, file_names
from lises.tables.files import csv_bytes, parquet_bytes, workbook_bytes

from .beside import APART, OF_CASES, OF_SOURCES
from .columns import plain

__all__ = ["project_tables", "write_csv_tables", "write_parquet_tables", "write_workbook"]

AROUND = 32  # characters before and after the words of a coding
LONGEST = 32_767  # characters of a workbook's cell
STATUS = "data_status"
_CARRIED = frozenset({
    "cases", "variables", "descriptions of codes", "colours of codes", "dates of codes",
    "codes that are mere headings", "places of codes below others", "GUIDs of codes",
    "descriptions of sources", "dates of sources", "values of sources", "sources without a text",
    "coders",
    "coders of codings", "dates of codings", "memos of codings", "GUIDs of codings",
})  # fmt: skip


def write_csv_tables(project: Project) -> Written:
    """Give a folder of CSV files, and the texts of the sources below ``sources/``.

    A text that a spreadsheet would run as a formula has ``'`` before it, which the reader takes
    off.
    """
    files = _files(project)
    tables = project_tables(project, files=files)
    content = {f"{name}.csv": csv_bytes(table) for name, table in tables.items()}
    for source in project.sources:
        if source.text is not None:
            content[files[source.key]] = source.text.encode()
    return Written(content=content, lost=_lost("CSV", project))


def write_parquet_tables(project: Project) -> Written:
    """Give a folder of Parquet files; ``sources`` has the texts as a column."""
    tables = dict(project_tables(project))
    texts = pl.Series("text", [source.text for source in project.sources], dtype=pl.String)
    tables["sources"] = tables["sources"].with_columns(texts)
    content = {f"{name}.parquet": parquet_bytes(table) for name, table in tables.items()}
    return Written(content=content, lost=_lost("Parquet", project))


def write_workbook(project: Project) -> Written:
    """Give one workbook (xlsx), a sheet for each table; nothing in it is run."""
    tables = project_tables(project)
    texts = sum(source.text is not None for source in project.sources)
    lost = list(_lost("a workbook", project))
    if texts:
        lost.append(f"texts of sources: {texts:,}, a cell of a workbook has no room for them")
    cut = sum(
        (table[column].str.len_chars() > LONGEST).sum()
        for table in tables.values()
        for column, kind in table.schema.items()
        if kind == pl.String
    )
    if cut:
        lost.append(f"texts of more than {LONGEST:,} characters, cut off there: {cut:,}")
    return Written(content=workbook_bytes(tables), lost=tuple(lost))


def project_tables(
    project: Project, *, files: Mapping[str, str] | None = None
) -> dict[str, pl.DataFrame]:
    """Give the tables of a project.

    Parameters
    ----------
    project : Project
    files : mapping of str to str, optional
        The file of each source's text, by key.

    Returns
    -------
    dict of str to pl.DataFrame
        ``about``, ``codings`` (a row per stretch), ``codes``, ``sources``, ``participants`` and
        ``coders``. Of constructed material every table has a column ``data_status`` that says so.
    """
    tables = {
        "about": _frame({"field": [name for name, _ in _about(project)],
                         "value": [value for _, value in _about(project)]}),
        "codings": _codings(project),
        "codes": _codes(project),
        "sources": _sources(project, files or {}),
        "participants": _participants(project),
        "coders": _frame({
            "coder_id": [c.id or c.key for c in project.coders],
            "coder": [c.name for c in project.coders],
            "guid": [c.guid for c in project.coders],
        }),
    }  # fmt: skip
    if not project.constructed:
        return tables
    status = pl.lit("constructed").alias(STATUS)
    return {name: table.with_columns(status) for name, table in tables.items()}


def _frame(columns: Mapping[str, Sequence[object]]) -> pl.DataFrame:
    kinds = {name: pl.Int64 if name in ("start", "end", "characters") else pl.String
             for name in columns}  # fmt: skip
    return pl.DataFrame(dict(columns), schema=kinds)


def _about(project: Project) -> Iterator[tuple[str, str]]:
    yield "description", project.description
    yield "name", project.name
    yield "sources", f"{len(project.sources)}"
    yield "codes", f"{len(project.codes)}"
    yield "codings", f"{len(project.codings)}"


_CODING = ("coding", "document_id", "document", "code_id", "code", "code_path", "start", "end",
           "quote", "before", "after", "whole", "coder_id", "coder", "date", "memo", "selection",
           "guid")  # fmt: skip


def _codings(project: Project) -> pl.DataFrame:
    rows = [row for coding in _rows_of(project) for row in coding]
    return _frame({name: [row[number] for row in rows] for number, name in enumerate(_CODING)})


def _rows_of(project: Project) -> Iterator[list[tuple[object, ...]]]:
    paths = code_steps(project.codes)
    codes = {code.key: code for code in project.codes}
    sources = {source.key: source for source in project.sources}
    coders = {coder.key: coder for coder in project.coders}
    for one in project.codings:
        code, source, coder = codes[one.code], sources[one.source], coders.get(one.coder)
        path = PATH.join(step.replace(">", "›") for step in paths[code.key])
        yield [
            (
                one.id or one.key, source.id or source.key, source.name, code.id or code.key,
                code.name, path, *stretch, "true" if one.whole else "",
                (coder.id or coder.key) if coder else "", coder.name if coder else "",
                one.date, one.memo, one.selection, one.guid,
            )
            for stretch in _stretches(one, source)
        ]  # fmt: skip


def _stretches(coding: ProjectCoding, source: Source) -> Iterator[tuple[object, ...]]:
    """Give start, end, words, and what stands before and after, of each stretch."""
    text = source.text
    for start, end in coding.spans:
        if text is None:
            yield start, end, coding.quote, coding.before, coding.after
            continue
        before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
        yield start, end, text[start:end], before, after
    if not coding.spans:
        yield None, None, coding.quote, coding.before, coding.after


def _codes(project: Project) -> pl.DataFrame:
    own = {code.key: code.id or code.key for code in project.codes}
    paths = code_steps(project.codes)
    every = project.codes
    return _frame({
        "code_id": [own[c.key] for c in every],
        "code": [c.name for c in every],
        "code_path": [PATH.join(paths[c.key]) for c in every],
        "parent_id": [own.get(c.parent, "") for c in every],
        "description": [c.description for c in every],
        "color": [c.color for c in every],
        "codable": ["true" if c.codable else "false" for c in every],
        "guid": [c.guid for c in every],
        "created": [c.created for c in every],
    })  # fmt: skip


def _files(project: Project) -> dict[str, str]:
    named = [source for source in project.sources if source.text is not None]
    names = file_names([source.name for source in named], ".txt")
    return {s.key: f"sources/{name}" for s, name in zip(named, names, strict=True)}


def _sources(project: Project, files: Mapping[str, str]) -> pl.DataFrame:
    every = project.sources
    columns: dict[str, list[object]] = {
        "document_id": [s.id or s.key for s in every],
        "document": [s.name for s in every],
        "kind": [s.kind for s in every],
        "description": [s.description for s in every],
        "guid": [s.guid for s in every],
        "created": [s.created for s in every],
        "modified": [s.modified for s in every],
        "characters": [None if s.text is None else len(s.text) for s in every],
        "file": [files.get(s.key, "") for s in every],
    }
    used = {key for source in every for key, _ in source.values}
    for variable, name in zip(project.variables, _columns(project), strict=True):
        if variable.key in used:
            columns[name] = [dict(source.values).get(variable.key, "") for source in every]
    return _frame(columns)


def _participants(project: Project) -> pl.DataFrame:
    own = {source.key: source.id or source.key for source in project.sources}
    every = project.cases
    fixed = {
        "participant_id": [c.id or c.key for c in every],
        "participant": [c.name for c in every],
        "description": [c.description for c in every],
        "guid": [c.guid for c in every],
        "document_ids": [APART.join(own[key] for key in c.sources) for c in every],
    }
    for variable, name in zip(project.variables, _columns(project), strict=True):
        fixed[name] = [dict(case.values).get(variable.key, "") for case in every]
    return _frame(fixed)


def _columns(project: Project) -> Iterator[str]:
    """Give each variable a column's name that no other has, not even in capitals."""
    taken = {*OF_CASES, *OF_SOURCES}
    for variable in project.variables:
        name = variable.name.strip() or "variable"
        while plain(name) in taken:
            name = f"{name} (2)"
        taken.add(plain(name))
        yield name


def _lost(name: str, project: Project) -> tuple[str, ...]:
    told = list(losses(name, project, _CARRIED))
    typed = sum(v.type != "text" or bool(v.description) for v in project.variables)
    named = zip(project.variables, _columns(project), strict=True)
    renamed = sum(variable.name != name for variable, name in named)
    parts = sum(len(case.spans) for case in project.cases)
    for number, what in (
        (typed, "types and descriptions of variables"),
        (renamed, "names of variables as they were, written so that each is another"),
        (parts, "parts of sources that are a case's"),
    ):
        if number:
            told.append(f"{what}: {number:,}, {name} has no place for them")
    return tuple(told)
