"""What a change of a file is in the field's words: passages, codes, turns, hits, rows.

Compared are records, not lines: a passage whose codes changed is one passage changed, wherever its
line stands now.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from lises.files import parse_codebook
from lises.model import Code

from .codebook_history import renamed_codes
from .lines import objects_in

__all__ = ["COUNTED", "Counts", "counted_changes", "has_conflict", "kind_of"]

_FILES = {
    "study.yaml": "design",
    "participants.csv": "participants",
    "interviews.csv": "interview",
    "guide.yaml": "guide",
    "asked.csv": "asked",
    "codebook.yaml": "codebook",
    "themes.yaml": "theme",
    "readings.csv": "reading",
    "claims.yaml": "claim",
    "figures.csv": "figure",
    "sources.bib": "source",
    "withdrawals.csv": "withdrawal",
    "reporting.yaml": "reporting",
    "related.yaml": "related",
    "framework.yaml": "framework",
}
_FOLDERS = {
    "transcripts": "transcript",
    "codings": "coding",
    "decisions": "adjudication",
    "searches": "search",
    "translations": "translation",
    "memos": "memo",
    "fieldnotes": "fieldnote",
    "journal": "journal",
    "findings": "finding",
}
_KEYS = {  # what makes a line of JSON or of a table the same as another
    "coding": ("id",),
    "adjudication": ("passage", "code"),
    "search": ("interview", "turn", "hit", "occurrence"),
    "translation": ("passage",),
    "participants": ("id",),
    "interview": ("id",),
    "figure": ("id",),
    "reading": ("set", "interview", "codes"),
    "asked": ("interview", "question"),
    "withdrawal": ("date", "role"),
}
_CONFLICT = re.compile(rb"^(?:<{7}|>{7})(?: |$)", re.MULTILINE)
_TURN = re.compile(r"\n{2,}")
_JSON = ("coding", "adjudication", "search", "translation")
Records = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many records came, went and changed."""

    added: int = 0
    removed: int = 0
    changed: int = 0


def kind_of(path: str) -> str:
    """Give the kind of a study's file by its path, nothing for one that is no part of a study.

    >>> kind_of("codings/ab-1/R03.jsonl"), kind_of("README.md")
    ('coding', '')
    """
    folder, slash, _rest = path.partition("/")
    return _FOLDERS.get(folder, "") if slash else _FILES.get(path, "")


def has_conflict(data: bytes) -> bool:
    """Tell whether a file has the marks of a merge that nobody finished."""
    return _CONFLICT.search(data) is not None


def counted_changes(kind: str, before: Sequence[bytes], after: bytes) -> Counts | None:
    """Count what changed in a file; None where it is one thing, as a memo or a finding.

    Parameters
    ----------
    kind : str
        As ``kind_of`` gives it.
    before : sequence of bytes
        The file in each parent of the commit, empty where it was not there: in a merge only what
        is as in none of them was done there.
    after : bytes
        Empty where it was removed.
    """
    if kind in _JSON:
        return _of_json(kind, before, after)
    if kind == "transcript":
        return min((_of_turns(data, after) for data in before), key=_sum)
    if kind == "codebook":
        codes = _of_codes(after)
        return _difference([_renamed(_of_codes(data), codes) for data in before], codes)
    read = _READERS.get(kind)
    if read is None:
        return None
    try:
        return _difference([read(data, kind) for data in before], read(after, kind))
    except (ValueError, csv.Error):
        return None


def _of_json(kind: str, before: Sequence[bytes], after: bytes) -> Counts:
    """Count lines of JSON; a file that came or went is counted without reading its lines."""
    if len(before) == 1 and not (before[0] and after):
        return Counts(added=_rows(after), removed=_rows(before[0]))
    # Few of a large file's lines change: only those are read.
    lines = [frozenset(data.split(b"\n")) for data in (*before, after)]
    same = frozenset.intersection(*lines)
    found = [_of_lines(each - same, _KEYS[kind]) for each in lines]
    return _difference(found[:-1], found[-1])


def _rows(data: bytes) -> int:
    lines = (line.strip() for line in data.split(b"\n"))
    return sum(line.startswith(b"{") and line.endswith(b"}") for line in lines)


def _difference(before: Sequence[Records], after: Records) -> Counts:
    missing = object()
    gone = frozenset.intersection(*(frozenset(each) for each in before)) - after.keys()
    added = changed = 0
    for key, value in after.items():
        were = [each.get(key, missing) for each in before]
        if all(was is missing for was in were):
            added += 1
        elif value not in were:
            changed += 1
    return Counts(added, len(gone), changed)


def _of_lines(lines: frozenset[bytes], keys: tuple[str, ...]) -> Records:
    return {_key(value, keys): value for value in objects_in(lines)}


def _key(value: Mapping[str, object], keys: tuple[str, ...]) -> str:
    return "\0".join([str(value.get(key)) for key in keys])


def _of_rows(data: bytes, kind: str) -> Records:
    rows = csv.DictReader(io.StringIO(_text(data), newline=""))
    return {_key(row, _KEYS[kind]): row for row in rows}


def _of_codes(data: bytes) -> dict[str, Code]:
    book, _problems = parse_codebook(_text(data), "codebook.yaml") if data else (None, [])
    return {code.id: code for code in book.codes} if book else {}


def _renamed(was: dict[str, Code], now: dict[str, Code]) -> Records:
    """Give former codes under the names they have since: a code renamed is one code changed."""
    gone = [code for code in was.values() if code.id not in now]
    came = [code for code in now.values() if code.id not in was]
    names = renamed_codes(gone, came)
    return {names.get(name, name): code for name, code in was.items()}


def _of_turns(before: bytes, after: bytes) -> Counts:
    """Compare turns by their words: a turn that was split is one that changed and one that came."""
    from rapidfuzz.distance import Levenshtein

    was, now = _turns(before), _turns(after)
    found = dict.fromkeys(("insert", "delete", "replace"), 0)
    for op in Levenshtein.editops(was, now):
        found[op.tag] += 1
    return Counts(found["insert"], found["delete"], found["replace"])


def _turns(data: bytes) -> list[str]:
    text = _text(data)
    body = text.partition("\n---\n")[2] if text.startswith("---\n") else text
    return [turn for turn in _TURN.split(body.strip()) if turn]


def _sum(counts: Counts) -> int:
    return counts.added + counts.removed + counts.changed


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n")


_READERS: Mapping[str, Callable[[bytes, str], Records]] = {
    **dict.fromkeys(("participants", "interview", "figure", "reading"), _of_rows),
    **dict.fromkeys(("asked", "withdrawal"), _of_rows),
}

# Of these the records are counted; the others are one thing each.
COUNTED = frozenset((*_JSON, *_READERS, "codebook", "transcript"))
