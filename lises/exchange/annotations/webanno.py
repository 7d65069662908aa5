r"""WebAnno TSV 3, what INCEpTION exports: a row for each token, a column for each feature.

Text is in the sentences' ``#Text=`` lines; what stands between two sentences is not in the file and
is filled as the tool itself fills it, with a line break and blanks. Positions are UTF-16 units; a
file that counts otherwise shows itself by its tokens. ``[2]`` behind a value says which annotation
it belongs to, over tokens and columns; ``|`` parts annotations of one token; ``1-2.1`` is a part of
token ``1-2``.

References
----------
INCEpTION User Guide, appendix "WebAnno TSV 3.2 file format".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lises.exchange.decoding import decode
from lises.exchange.document import UnreadableError
from lises.exchange.projects.conventions import Convention, Positions, Trial, find_convention
from lises.exchange.projects.gathering import Gathering
from lises.exchange.projects.project import Project, Source

from .spans import LayerSpan, add_spans, is_of_language, short

__all__ = [
    "FORMAT",
    "TsvFile",
    "add_tsv",
    "looks_like_webanno_tsv",
    "parse_tsv",
    "read_webanno_tsv",
]

FORMAT = "WebAnno TSV 3"
MAX_BYTES = 32 * 2**20
MAX_GAP = 1_000_000  # UTF-16 units between two sentences
TRIED = 5_000  # tokens by which the way to count is found
_HEAD = re.compile(r"#FORMAT=WebAnno TSV 3\.(?P<minor>\d+)\s*$")
_NEWLINE = re.compile("\r\n|\r|\n")
_ROW = re.compile(r"(?P<id>\d{1,9}-\d{1,9}(?:\.\d{1,9})?)\t(?P<begin>\d{1,10})-(?P<end>\d{1,10})\t")
_STACK = re.compile(r"((?:\\.|[^|\\])*)(?:\||\\?$)", re.DOTALL)
_SUFFIX = re.compile(r"(?P<value>(?:\\.|[^\\])*?)\[(?P<id>\d{1,9})\]", re.DOTALL)
_VALUE = re.compile(r"\\(->|[\\\[\]|_;*tnr])")
_TEXT = re.compile(r"\\([\\tnfrb\x00-\x07\x0e-\x1f])")
_JAVA = re.compile(r"\\(u[0-9a-fA-F]{4}|[\\tnfrb'\"])")
_LETTERS = {"t": "\t", "n": "\n", "f": "\f", "r": "\r", "b": "\b"}


@dataclass(frozen=True, slots=True)
class _Column:
    layer: str
    feature: str
    carried: bool


@dataclass(frozen=True, slots=True)
class _Token:
    begin: int
    end: int
    form: str


@dataclass(slots=True)
class _Sentence:
    text: str
    tokens: list[_Token] = field(default_factory=list)


@dataclass(slots=True)
class _Annotation:
    layer: str
    begin: int
    end: int
    line: int
    features: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class TsvFile:
    """A file that was parsed: its text, how it counts, its annotations; nothing checked yet.

    ``convention.fits`` of ``convention.tried`` tokens stand where the file says.
    """

    text: str = ""
    convention: Convention = field(default_factory=Convention)
    annotations: list[_Annotation] = field(default_factory=list)
    gaps: int = 0
    sentences: list[_Sentence] = field(default_factory=list)


def looks_like_webanno_tsv(content: bytes, name: str) -> bool:
    """Tell whether a file is WebAnno TSV 3, by its first line."""
    del name
    return content.lstrip(b"\xef\xbb\xbf")[:24].startswith(b"#FORMAT=WebAnno TSV 3")


def read_webanno_tsv(content: bytes, path: Path) -> Project:
    """Read one file: a text and what one person annotated in it.

    Parameters
    ----------
    content : bytes
        The whole file.
    path : Path
        Its name without the ending is the name of the source; nobody is known as the coder.

    Returns
    -------
    Project
        Of a file that cannot be read only the problems.
    """
    gathering = Gathering(path, FORMAT)
    found = add_tsv(gathering, content, Source(key=path.name, name=path.stem, text=None))
    return gathering.project(
        name=path.stem, software="INCEpTION or WebAnno", convention=found.convention
    )


def add_tsv(gathering: Gathering, content: bytes, source: Source) -> TsvFile:
    """Take a file as a source and its annotations as codings."""
    found = parse_tsv(gathering, content)
    gathering.source(Source(key=source.key, name=source.name, text=found.text))
    if found.gaps:
        gathering.notes.append(
            f"between sentences, not in the file and filled with line breaks: {found.gaps:,} places"
        )
    add_spans(gathering, spans_of(gathering, found, source.key))
    return found


def spans_of(gathering: Gathering, found: TsvFile, source: str, coder: str = "") -> list[LayerSpan]:
    """Give the annotations with their places in code points; those without one are set aside."""
    positions = Positions(found.text, found.convention)
    spans = []
    for number, one in enumerate(found.annotations, start=1):
        span = positions.span(one.begin, one.end)
        if span is None:
            where = f"{source}, {one.begin} to {one.end}, {short(one.layer)}"
            words = "; ".join(one.features.values())
            gathering.aside(where, words, "a selection that does not fit its text", at=one.line)
            continue
        key = f"{source}/{coder}/{number}" if coder else f"{source}/{number}"
        features = tuple(one.features.items())
        spans.append(LayerSpan(
            layer=one.layer, features=features, source=source, span=span, coder=coder, key=key,
            at=one.line,
        ))  # fmt: skip
    return spans


def parse_tsv(gathering: Gathering, content: bytes, text: str | None = None) -> TsvFile:
    """Parse a file; problems and what has no home go to ``gathering``.

    Parameters
    ----------
    gathering : Gathering
    content : bytes
    text : str, optional
        The document as the tool got it. It is the text if every token stands in it; else the text
        is put together from the sentences.
    """
    try:
        if len(content) > MAX_BYTES:
            raise UnreadableError("file-too-large", f"more than {MAX_BYTES // 2**20} MiB", "")
        lines = _NEWLINE.split(decode(content, str(gathering.path)).text)
    except UnreadableError as why:
        gathering.unreadable(why)
        return TsvFile()
    parser = _Parser(gathering)
    parser.read(lines)
    found = TsvFile(annotations=list(parser.found.values()), sentences=parser.sentences)
    if text is not None and _stands_in(found, text):
        return found
    _assemble(found, gathering)
    return found


@dataclass(slots=True)
class _Parser:
    gathering: Gathering
    minor: int = 3
    columns: list[_Column] = field(default_factory=list)
    sentences: list[_Sentence] = field(default_factory=list)
    found: dict[tuple[object, ...], _Annotation] = field(default_factory=dict)
    heading: list[str] = field(default_factory=list)

    def read(self, lines: Sequence[str]) -> None:
        head = _HEAD.match(lines[0].lstrip("\ufeff"))
        if head is None:
            self.gathering.fault(
                "format-not-read", "the first line is not #FORMAT=WebAnno TSV 3.x",
                "export it as WebAnno TSV 3", line=1,
            )  # fmt: skip
            return
        self.minor = min(int(head["minor"][:3]), 3)
        for number, line in enumerate(lines[1:], start=2):
            if line.startswith("#"):
                self._declared(line)
            elif line:
                self._row(line, number)

    def _declared(self, line: str) -> None:
        kind, _, rest = line.partition("=")
        if kind in ("#T_SP", "#T_RL", "#T_CH") and not self.sentences:
            self.columns += _columns(kind, rest)
        elif kind == "#Text":
            self.heading.append(self._text(rest))
        elif kind != "#Sentence.id":
            self.gathering.counted[f"line {kind[:40]}"] += 1

    def _text(self, written: str) -> str:
        pattern = _JAVA if self.minor <= 1 else _TEXT
        return pattern.sub(_letter, written)

    def _row(self, line: str, number: int) -> None:
        row = _ROW.match(line)
        if row is None:
            self.gathering.aside(f"line {number}", line, "not a row of a token", at=number)
            return
        if self.heading or not self.sentences:
            self.sentences.append(_Sentence("\n".join(self.heading)))
            self.heading = []
        form, *cells = line[row.end() :].split("\t")
        token = _Token(int(row["begin"]), int(row["end"]), self._text(form))
        if "." not in row["id"]:
            self.sentences[-1].tokens.append(token)
        for column, cell in zip(self.columns, cells, strict=False):
            if cell not in ("", "_"):
                self._cell(column, cell, token, number)

    def _cell(self, column: _Column, cell: str, token: _Token, line: int) -> None:
        for stacked, written in enumerate(_STACK.findall(cell)[:-1] or [cell]):
            if not column.carried:
                if written != "*":
                    self.gathering.counted[f"{short(column.layer)} {column.feature}".strip()] += 1
                continue
            suffix = _SUFFIX.fullmatch(written)
            value = suffix["value"] if suffix else written
            key: tuple[object, ...] = (column.layer, line, stacked)
            if suffix:
                key = (column.layer, int(suffix["id"]))
            one = self.found.get(key)
            if one is None:
                one = self.found[key] = _Annotation(column.layer, token.begin, token.end, line)
            one.end = max(one.end, token.end)
            if value != "*" and column.feature:
                one.features.setdefault(column.feature, _VALUE.sub(_letter, value))


def _letter(match: re.Match[str]) -> str:
    sign = match[1]
    if len(sign) == 5:
        return chr(int(sign[1:], 16))
    return _LETTERS.get(sign, sign)


def _columns(kind: str, declared: str) -> Iterator[_Column]:
    """Give the columns of a layer; slots, relations and chains have no home in a study."""
    layer, *features = [part for part in declared.split("|") if part] or [""]
    carried = kind == "#T_SP" and not is_of_language(layer)
    for feature in features or [""]:
        slot = feature.startswith("ROLE_") or "." in feature
        yield _Column(layer, "slot" if slot else feature, carried and not slot)


def _stands_in(found: TsvFile, text: str) -> bool:
    """Take a text as the file's if every token stands in it where the file says."""
    tokens = [token for sentence in found.sentences for token in sentence.tokens]
    trials = [Trial(text=0, start=t.begin, end=t.end, words=t.form) for t in tokens[:TRIED]]
    convention = find_convention([text], trials)
    if convention.fits < convention.tried:
        return False
    found.text, found.convention = text, convention
    return True


def _assemble(found: TsvFile, gathering: Gathering) -> None:
    """Put the text together; of two ways to count, the one in which more tokens stand right."""
    best: tuple[int, str, int, Convention] | None = None
    tokens = [token for sentence in found.sentences for token in sentence.tokens]
    for wide in (True, False):
        unit = Convention(unit="UTF-16 units") if wide else Convention()
        text, gaps = _joined(found.sentences, wide=wide)
        positions = Positions(text, unit)
        fits = sum(_is_at(text, positions, token) for token in tokens)
        told = Convention(unit=unit.unit, fits=fits, tried=len(tokens), by="words")
        if best is None or fits > best[0]:
            best = (fits, text, gaps, told)
        if fits == len(tokens):
            break
    if best is None:
        return
    fits, found.text, found.gaps, found.convention = best
    if fits < len(tokens):
        gathering.doubt(
            "positions-doubtful",
            f"{len(tokens) - fits:,} of {len(tokens):,} tokens do not stand where the file says",
            "look at the selections in the tool that wrote it, and export it again",
        )


def _is_at(text: str, positions: Positions, token: _Token) -> bool:
    span = positions.span(token.begin, token.end)
    return span is not None and text[span[0] : span[1]] == token.form


def _joined(sentences: Sequence[_Sentence], *, wide: bool) -> tuple[str, int]:
    """Give the text and how often something between two sentences was filled."""
    parts: list[str] = []
    at = gaps = 0
    for sentence in sentences:
        begin = sentence.tokens[0].begin - _lead(sentence, wide=wide) if sentence.tokens else at
        gap = min(max(begin - at, 0), MAX_GAP)
        if gap:
            parts.append("\n" + " " * (gap - 1) if at else " " * gap)
            gaps += 1
        parts.append(sentence.text)
        at += gap + _length(sentence.text, wide=wide)
    return "".join(parts), gaps


def _lead(sentence: _Sentence, *, wide: bool) -> int:
    """Give the length of the white space before the first token."""
    before = sentence.text.partition(sentence.tokens[0].form or "\n")[0]
    return _length(before, wide=wide) if before.isspace() else 0


def _length(text: str, *, wide: bool) -> int:
    return len(text) + (sum(char > "\uffff" for char in text) if wide else 0)
