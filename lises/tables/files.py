"""Tables as files that other programs open: csv, parquet, one workbook."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import UTC, datetime

import polars as pl

__all__ = ["csv_bytes", "parquet_bytes", "workbook_bytes"]

# A spreadsheet takes a cell that begins so for a formula; the sign before it makes it text. A cell
# that had the sign already gets another, so that taking one off gives every cell back.
FORMULA = r"^'*[=+\-@\t\r\n]"
APART = "; "
SHEET_LENGTH = 31
ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)  # the day of making would differ from run to run
WORKBOOK = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": True,
}


def csv_bytes(table: pl.DataFrame) -> bytes:
    """Give a table as CSV in UTF-8 with a byte order mark, which spreadsheets ask for.

    Lists are joined by ``; ``; a text, or a column's name, that a spreadsheet would run as a
    formula gets ``'`` before it.
    """
    flat = _flat(table)
    run = {name: f"'{name}" for name in flat.columns if re.match(FORMULA, name)}
    return b"\xef\xbb\xbf" + flat.rename(run).write_csv().encode()


def parquet_bytes(table: pl.DataFrame) -> bytes:
    """Give a table as Parquet, lists and types kept."""
    out = io.BytesIO()
    table.write_parquet(out)
    return out.getvalue()


def workbook_bytes(tables: Mapping[str, pl.DataFrame]) -> bytes:
    """Give tables as a workbook (xlsx), a sheet each; the same tables give the same bytes.

    Nothing in it is a formula or a link; names of sheets are cut at 31 characters.
    """
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, dict(WORKBOOK))
    book.set_properties({"created": ALWAYS})
    taken: set[str] = set()
    for name, table in tables.items():
        _flat(table, quoted=False).write_excel(book, _sheet(name, taken), autofit=True)
    book.close()
    return out.getvalue()


def _flat(table: pl.DataFrame, *, quoted: bool = True) -> pl.DataFrame:
    lists = [name for name, kind in table.schema.items() if isinstance(kind, pl.List)]
    flat = table.with_columns(
        pl.col(name).cast(pl.List(pl.String)).list.join(APART) for name in lists
    )
    texts = pl.col(pl.String)
    if not quoted or not any(kind == pl.String for kind in flat.schema.values()):
        return flat
    return flat.with_columns(
        pl.when(texts.str.contains(FORMULA)).then(pl.lit("'") + texts).otherwise(texts).name.keep()
    )


def _sheet(name: str, taken: set[str]) -> str:
    """Give a name that no other sheet has, in the letters and length that sheets allow."""
    short, number = name[:SHEET_LENGTH], 1
    while short.lower() in taken:
        number += 1
        short = f"{name[: SHEET_LENGTH - 1 - len(str(number))]}-{number}"
    taken.add(short.lower())
    return short
