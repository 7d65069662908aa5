"""A project as WebAnno TSV 3.3, in the folders of an exported project of INCEpTION.

``source/`` has every text whole; ``annotation/<document>/<person>.tsv`` what one person coded. The
layer is ``webanno.custom.Code`` with the features ``code`` (the path of the code from the top) and
``memo``: it is made in the project of INCEpTION before the files are imported there, stacking and
crossing of sentences allowed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby
from operator import itemgetter

from lises.exchange.projects.labelling import code_labels, code_losses, losses
from lises.exchange.projects.project import Project, ProjectCoding, Source, Span
from lises.exchange.projects.written import Written, file_names

from .inception import NOBODY

__all__ = ["write_webanno_tsv"]

LAYER = "webanno.custom.Code"
HEAD = f"#FORMAT=WebAnno TSV 3.3\n#T_SP={LAYER}|code|memo\n\n"
NAME = "WebAnno TSV"
_TOKEN = re.compile(r"[\w\u0300-\u036f]+(?:['’-]\w+)*|[^\w\s]")
_LINE = re.compile(r"[^\n]+")
_ESCAPED = re.compile(r"->|[\\\[\]|_;*\t\n\r]")
_TEXT = re.compile("[\\\\\t\n\f\r\b\x00-\x07\x0e-\x1f]")
_LETTERS = {"\t": "t", "\n": "n", "\f": "f", "\r": "r", "\b": "b"}


def write_webanno_tsv(project: Project) -> Written:
    """Give the files of a project: its texts, and a table per text and coder.

    Parameters
    ----------
    project : Project

    Returns
    -------
    Written
        A coding of several stretches is one for each; white space at the edges of a selection is
        left out, and a selection of nothing else is lost; both are told.
    """
    labels = code_labels(project.codes)
    sources = [source for source in project.sources if source.text is not None]
    documents = file_names([source.name for source in sources], ".txt")
    names = {coder.key: coder.name for coder in project.coders}
    people = sorted(names)
    person = dict(zip(people, file_names([names[key] for key in people]), strict=True))
    files: dict[str, bytes] = {}
    if project.description:
        files["about.txt"] = f"{project.description}\n".encode()
    counts = _Counts()
    for source, document in zip(sources, documents, strict=True):
        text = source.text or ""
        files[f"source/{document}"] = text.encode()
        own = sorted((c for c in project.codings if c.source == source.key), key=_by_coder)
        grouped = {coder: list(group) for coder, group in groupby(own, _by_coder)} or {"": []}
        for coder, codings in grouped.items():
            marks = [m for coding in codings for m in counts.marks(coding, text, labels)]
            name = person.get(coder, NOBODY)
            files[f"annotation/{document}/{name}.tsv"] = _table(text, marks).encode()
    lost = (*code_losses(project, labels), *losses(NAME, project, _CARRIED))
    return Written(content=files, lost=(*lost, *counts.told(project, sources)))


_CARRIED = frozenset(
    {"memos of codings", "coders", "coders of codings", "places of codes below others"}
)


def _by_coder(coding: ProjectCoding) -> str:
    return coding.coder


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    code: str
    memo: str


@dataclass(slots=True)
class _Counts:
    trimmed: int = 0
    blank: int = 0
    apart: int = 0
    whole: int = 0

    def marks(self, coding: ProjectCoding, text: str, labels: dict[str, str]) -> Iterator[_Mark]:
        """Give the stretches of a coding without the white space around them."""
        self.apart += len(coding.spans) > 1
        self.whole += not coding.spans
        for start, end in coding.spans:
            words = text[start:end]
            first = start + len(words) - len(words.lstrip())
            last = first + len(words.strip())
            if first == last or not words.strip():
                self.blank += 1
                continue
            self.trimmed += (first, last) != (start, end)
            yield _Mark(first, last, labels[coding.code], coding.memo)

    def told(self, project: Project, sources: Sequence[Source]) -> Iterator[str]:
        """Say what the tables could not hold of the codings."""
        kept = {source.key for source in sources}
        named = [source.name for source in sources]
        renamed = sum(
            f"{a}.txt" != b for a, b in zip(named, file_names(named, ".txt"), strict=True)
        )
        elsewhere = sum(c.source not in kept for c in project.codings)
        for number, what in (
            (renamed, "names of sources, written as names of files"),
            (self.whole, "codings of no stretch, of a whole source or by words alone, left out"),
            (elsewhere, "codings of sources without a text, left out"),
            (self.blank, "selections of nothing or of white space, left out"),
            (self.trimmed, "selections written without the white space at their edges"),
            (self.apart, "codings of several stretches, written as one for each"),
        ):
            if number:
                yield f"{what}: {number:,}"


@dataclass(slots=True)
class _Rows:
    """The tokens of a text, and on which of them, or on which parts of them, marks stand."""

    tokens: list[Span]
    on: dict[int, dict[Span, list[int]]] = field(default_factory=dict)

    def mark(self, number: int, start: int, end: int) -> None:
        """Put a mark on every token that it touches."""
        first = bisect_right(self.tokens, start, key=itemgetter(1))
        last = bisect_left(self.tokens, end, key=itemgetter(0))
        for token in range(first, last):
            stretch = max(self.tokens[token][0], start), min(self.tokens[token][1], end)
            self.on.setdefault(token, {}).setdefault(stretch, []).append(number)


def _table(text: str, marks: Sequence[_Mark]) -> str:
    """Write the sentences, a line of the text each, with their tokens and what is coded there."""
    rows = _Rows([m.span() for m in _TOKEN.finditer(text)])
    for number, mark in enumerate(marks, start=1):
        rows.mark(number, mark.start, mark.end)
    wide = list(accumulate((2 if char > "\uffff" else 1 for char in text), initial=0))
    cells = _Cells(text, marks, wide)
    out = [HEAD]
    ends = [(m.end(), m.start()) for m in _LINE.finditer(text) if m[0].strip()]
    at = 0
    for sentence, (end, _) in enumerate(ends, start=1):
        last = bisect_left(rows.tokens, end, lo=at, key=itemgetter(0))
        out.append(f"\n#Text={_escaped_text(text[rows.tokens[at][0] : end])}\n")
        for number, token in enumerate(range(at, last), start=1):
            stretches = rows.on.get(token, {})
            whole = rows.tokens[token]
            out.append(cells.row(f"{sentence}-{number}", whole, stretches.get(whole, ())))
            parts = sorted(stretch for stretch in stretches if stretch != whole)
            out += (
                cells.row(f"{sentence}-{number}.{n}", part, stretches[part])
                for n, part in enumerate(parts, start=1)
            )
        at = last
    return "".join(out)


@dataclass(frozen=True, slots=True)
class _Cells:
    text: str
    marks: Sequence[_Mark]
    wide: Sequence[int]

    def row(self, name: str, stretch: Span, numbers: Sequence[int]) -> str:
        """Write the row of a token or of a part of one; every mark bears its number."""
        start, end = stretch
        place = f"{self.wide[start]}-{self.wide[end]}"
        codes = (f"{_escaped(self.marks[n - 1].code)}[{n}]" for n in numbers)
        memos = (f"{_escaped(self.marks[n - 1].memo) or '*'}[{n}]" for n in numbers)
        values = "\t".join("|".join(cell) or "_" for cell in (codes, memos))
        return f"{name}\t{place}\t{_escaped_text(self.text[start:end])}\t{values}\n"


def _escaped(value: str) -> str:
    return _ESCAPED.sub(lambda m: f"\\{_LETTERS.get(m[0], m[0])}", value)


def _escaped_text(text: str) -> str:
    return _TEXT.sub(lambda m: f"\\{_LETTERS.get(m[0], m[0])}", text)
