"""A worksheet for splitting a code: a row per passage, a human decision in the last column.

CSV, so that any spreadsheet opens it. It holds quotations: keep it where the study is kept.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from lises.errors import LisesError, UnknownNameError, did_you_mean, how_many
from lises.files import Faults, read_text
from lises.model import Passage, StudyFolder

from .change import RecodingRefusedError, SplitCode
from .refusing import whole_study

__all__ = ["read_worksheet", "worksheet"]

COLUMNS = ("passage", "set", "turn", "speaker", "quote", "code")
NONE_OF_THEM = "-"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
_APART = re.compile(r"[\s;,|]+")


def worksheet(study: Path, code: str, into: Sequence[str]) -> bytes:
    """Write a worksheet: every passage of a code, in all coding sets, with nothing decided.

    Parameters
    ----------
    study : Path
        The study folder.
    code : str
        The code to be split; those below it are not meant.
    into : sequence of str
        The codes to choose among; they are in the codebook already.

    Returns
    -------
    bytes
        CSV with a byte order mark, which spreadsheets ask for. A quotation that a spreadsheet
        would run as a formula has ``'`` before it.

    Raises
    ------
    UnknownNameError
        If a code is not in the codebook.
    LisesError
        If no passage bears the code, or fewer than two codes are to be chosen from.
    RecodingRefusedError, NotAStudyError
        As ``plan_change``.
    """
    folder = whole_study(study)[0].folder
    known = [one.id for one in folder.codebook.codes] if folder.codebook else []
    for name in (code, *into):
        if name not in known:
            near = did_you_mean(name, known) or "add it first: `lises codes add`"
            raise UnknownNameError(f'no code "{name}" in codebook.yaml; {near}')
    if len({*into} - {code}) < 2 and not (into and code in into):
        raise LisesError(f"name at least two codes to split {code} into, or {code} and another")
    passages = [p for p in folder.passages if code in p.codes]
    if not passages:
        raise LisesError(f"no passage bears {code}; there is nothing to split")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for passage in passages:
        writer.writerow([_safe(cell) for cell in _cells(folder, passage)] + [""])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cells(folder: StudyFolder, passage: Passage) -> tuple[str, ...]:
    transcript = folder.transcripts.get(passage.interview)
    turns = transcript.turns[passage.turn - 1 : passage.turn_end] if transcript else ()
    speakers = dict.fromkeys(turn.label for turn in turns)
    quote = " / ".join(line for part in passage.quote for line in part.split("\n") if line)
    return passage.id, passage.set, str(passage.turn), ", ".join(speakers), quote


def _safe(cell: str) -> str:
    """Put a sign before what a spreadsheet would run as a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def read_worksheet(study: Path, code: str, file: Path) -> SplitCode:
    """Read a worksheet in which every passage is decided.

    A cell of ``code`` names one code or several, parted by blanks, commas or semicolons; the code
    itself stays what it is; ``-`` takes it from the passage and puts nothing in its place.

    Parameters
    ----------
    study : Path
        The study folder.
    code : str
        The code that is split.
    file : Path
        The worksheet, columns parted by commas or, as a Danish spreadsheet saves it, semicolons.

    Raises
    ------
    RecodingRefusedError
        If a passage is not decided, is unknown, stands twice, or a code is not in the codebook;
        all of it is in ``problems``, with file and line.
    """
    folder = whole_study(study)[0].folder
    faults = Faults(str(file))
    text = read_text(file, faults)
    decided: dict[str, tuple[str, ...]] = {}
    bearing = [p.id for p in folder.passages if code in p.codes]
    known = [one.id for one in folder.codebook.codes] if folder.codebook else []
    for line, passage, said in _rows(text or "", faults):
        if passage not in bearing:
            near = did_you_mean(passage, bearing) or "take the row out"
            faults.error(line, "passage-unknown", f'no passage "{passage}" bears {code}', near)
        elif passage in decided:
            faults.error(line, "id-duplicate", f'"{passage}" stands here again', "keep one row")
        else:
            decided[passage] = _decision(said, known, line, faults)
    open_ = [p for p in bearing if p not in decided]
    for passage in open_:
        faults.error(0, "passage-undecided", f'"{passage}" has no row', "write the worksheet anew")
    if faults.errors:
        problems = tuple(p for p in faults.found if p.severity == "error")
        said = f"{how_many(len(problems), 'row')} of {file} cannot be used; nothing was changed"
        raise RecodingRefusedError(said, problems)
    if not decided:
        raise RecodingRefusedError(f"{file} decides nothing")
    return SplitCode(code=code, decided=decided)


def _rows(text: str, faults: Faults) -> Iterator[tuple[int, str, str]]:
    """Give line, passage and decision of each row."""
    if not text:
        return
    first = text.partition("\n")[0]
    apart = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=apart)
    try:
        header = [cell.strip().lower() for cell in next(reader)]
        if "passage" not in header or "code" not in header:
            remedy = "use the file that --worksheet writes"
            faults.error(1, "column-missing", "has no columns passage and code", remedy)
            return
        at, decision = header.index("passage"), header.index("code")
        for cells in reader:
            if any(cells):
                padded = [*cells, *[""] * len(header)]
                yield reader.line_num, padded[at].strip(), padded[decision].strip()
    except csv.Error as why:
        faults.error(reader.line_num, "csv-syntax", f"cannot be read: {why}", "save it as CSV")


def _decision(said: str, known: Sequence[str], line: int, faults: Faults) -> tuple[str, ...]:
    if said.lstrip("'") == NONE_OF_THEM:
        return ()
    codes = tuple(dict.fromkeys(part for part in _APART.split(said) if part))
    if not codes:
        remedy = "write a code, several, or - for none of them"
        faults.error(line, "passage-undecided", "is not decided", remedy)
    for code in codes:
        if code not in known:
            near = did_you_mean(code, known) or "add it first: `lises codes add`"
            faults.error(line, "code-unknown", f'no code "{code}" in codebook.yaml', near)
    return codes
