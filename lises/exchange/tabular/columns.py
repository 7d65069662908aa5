"""Which column of a table of codings is which, by its name in English or Danish."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from unicodedata import normalize

from lises.errors import LisesError, UnknownNameError, did_you_mean

__all__ = ["FIELDS", "KNOWN", "columns_of", "plain"]

FIELDS: Mapping[str, tuple[str, ...]] = {
    "coding": ("coding", "coding id", "kodning"),
    "document": ("document", "document name", "interview", "transcript", "source", "file",
                 "filename", "file name", "dokument", "dokumentnavn", "kilde", "udskrift", "fil"),
    "document_id": ("document id", "source id", "file id", "dokument id", "kilde id"),
    "code_path": ("code path", "codepath", "full code", "kodesti", "sti"),
    "code": ("code", "code name", "codename", "kode", "kodenavn", "tag", "codes", "tags", "koder"),
    "code_id": ("code id", "kode id"),
    "start": ("start", "start position", "position start", "pos0", "from", "fra",
              "startposition"),
    "end": ("end", "end position", "position end", "pos1", "to", "til", "slut",
            "slutposition"),
    "quote": ("quote", "quotation", "quotation content", "coded segment", "segment", "text",
              "coded text", "passage", "excerpt", "content", "seltext", "citat", "tekst", "uddrag",
              "words", "ord"),
    "before": ("before", "prefix", "før"),
    "after": ("after", "suffix", "efter"),
    "coder": ("coder", "coder name", "author", "user", "created by", "coded by", "owner",
              "kodet af", "bruger", "oprettet af", "forfatter"),
    "coder_id": ("coder id", "user id", "bruger id"),
    "date": ("date", "created", "creation date", "created at", "dato", "oprettet"),
    "memo": ("memo", "comment", "note", "notes", "kommentar", "notat", "bemærkning"),
    "whole": ("whole", "hele"),
    "guid": ("guid", "coding guid"),
    "selection": ("selection", "markering"),
}  # fmt: skip
"""The fields of a coding and the names that columns have for them, the likeliest first."""

KNOWN = frozenset(name for names in FIELDS.values() for name in names)
_BLANKS = re.compile(r"[\s_\-.:]+")


def plain(name: str) -> str:
    """Give the name of a column in small letters, single blanks between the words.

    >>> plain(" Code_Path: "), plain("Dokument-ID")
    ('code path', 'dokument id')
    """
    return _BLANKS.sub(" ", normalize("NFC", name)).strip().casefold()


def columns_of(header: Sequence[str], chosen: Mapping[str, str] | None = None) -> dict[str, int]:
    """Find the column of each field.

    ``koder`` is codes where no other column is, else the coder. An end without a start is none:
    some programs count paragraphs there.

    Parameters
    ----------
    header : sequence of str
        The names as they are written.
    chosen : mapping of str to str, optional
        Field to name of its column, for names that are not known here.

    Returns
    -------
    dict of str to int
        Field to number of its column.

    Raises
    ------
    UnknownNameError
        If a chosen column is not there.
    LisesError
        If a chosen field is none.
    """
    names = [plain(name) for name in header]
    found: dict[str, int] = {}
    for field, wanted in (chosen or {}).items():
        if field not in FIELDS:
            near = did_you_mean(field, FIELDS) or f"there are {', '.join(FIELDS)}"
            raise LisesError(f'no field "{field}" of a coding; {near}')
        if plain(wanted) not in names:
            near = did_you_mean(wanted, header) or f"there are {', '.join(header)}"
            raise UnknownNameError(f'no column "{wanted}"; {near}')
        found[field] = names.index(plain(wanted))
    for field, known in FIELDS.items():
        place = next((names.index(name) for name in known if name in names), -1)
        if place >= 0 and field not in found and place not in found.values():
            found[field] = place
    if "koder" in names and names.index("koder") != found.get("code"):
        found.setdefault("coder", names.index("koder"))
    if "start" not in found or "end" not in found:
        found = {field: place for field, place in found.items() if field not in ("start", "end")}
    return found
