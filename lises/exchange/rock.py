"""ROCK: a text with its codes written into it, ``words of a line [[code]] [[parent>child]]``.

A line is an utterance; its codes are of all of it. Read here are codes, what a YAML block between
two lines ``---`` says of them, and which transcript of a study the words stand in: an utterance is
placed where its words stand exactly, white space aside, or not at all. What has no home in a study,
identifiers, section breaks, attributes and values of codes, is counted and told.

References
----------
Zörgő, S. & Peters, G.-J. (2022). The Reproducible Open Coding Kit (ROCK), version 1.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from unicodedata import normalize

from lises.errors import Problem
from lises.files import Faults, parse_yaml

from .cleaning import Tally, clean, tally_notes
from .decoding import decode
from .document import UnreadableError
from .imported import SetAside
from .plain import MAX_TEXT
from .wordcount import count_words

__all__ = ["RockCode", "RockSource", "Utterance", "code_id", "read_rock"]

MAX_UTTERANCES = 50_000
_NEWLINE = re.compile("\r\n|\r|\n")
_TAG = re.compile(r"\[\[([^\[\]\n]{1,400})\]\]")
_CODE = re.compile(r"[\w.-]+(?:>[\w.-]+)*")
_IDENTIFIER = re.compile(r"(?P<kind>[A-Za-z]\w*)[=:].+")
_VALUED = re.compile(r".+\|\|.*")
_SECTION = re.compile(r"---+\s*<<\s*(?P<name>[^<>]{1,100})>>\s*---+")
_INDENT = re.compile(r"^\s*~+")
_HUMP = re.compile(r"(?<=[a-zæøå0-9])(?=[A-ZÆØÅ])")
_SIGNS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A line of a source: its words without any mark, and its codes as paths from the top."""

    line: int
    text: str
    codes: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RockCode:
    """A code as the source has it, the id it has here, what it stands below, and its label."""

    written: str
    id: str
    parent: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RockSource:
    """A source that was read: every line with words, every code, and what could not be carried.

    ``set_aside`` are lines and blocks; ``notes`` counts of what has no home in a study.
    """

    path: str
    utterances: tuple[Utterance, ...] = ()
    codes: tuple[RockCode, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def text(self) -> str:
        """The words alone, a line for each utterance, for ``lises import``."""
        return "".join(f"{one.text}\n" for one in self.utterances)


def code_id(written: str) -> str:
    """Give a code of ROCK the form that a code has here; empty where nothing is left of it.

    >>> code_id("someOtherCode"), code_id("look_a.code"), code_id("tap-queue")
    ('some-other-code', 'look-a-code', 'tap-queue')
    """
    lower = _HUMP.sub("-", written).lower()
    plain = normalize("NFKD", lower.replace("ø", "oe").replace("æ", "ae").replace("å", "aa"))
    ascii_ = plain.encode("ascii", "ignore").decode()
    return _SIGNS.sub("-", ascii_).strip("-")[:64].strip("-")


def read_rock(content: bytes, path: str) -> RockSource:
    """Read a coded source.

    Parameters
    ----------
    content : bytes
        The whole file, in UTF-8, UTF-16, UTF-32 or Windows-1252; lines end in LF, CRLF or CR.
    path : str
        The file, for its problems.

    Returns
    -------
    RockSource
        Of a file that cannot be read only the problems.
    """
    try:
        if len(content) > MAX_TEXT:
            more = f"the text has more than {MAX_TEXT // 2**20} MiB"
            raise UnreadableError("file-too-large", more, "is this one transcript?")
        decoded = decode(content, path)
    except UnreadableError as why:
        return RockSource(path=path, problems=(why.problem(path),))
    reader = _Reader(path)
    reader.read([normalize("NFC", line) for line in _NEWLINE.split(decoded.text)])
    return reader.source((*decoded.notes, *tally_notes(reader.tally)), decoded.problems)


@dataclass(slots=True)
class _Reader:
    """Takes one line after the other."""

    path: str
    utterances: list[Utterance] = field(default_factory=list)
    aside: list[SetAside] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)
    declared: dict[str, tuple[str, str]] = field(default_factory=dict)  # id → parent, label
    tally: Tally = field(default_factory=Counter)

    def read(self, lines: list[str]) -> None:
        number = 0
        while number < len(lines):
            end = self._block(lines, number)
            if end:
                self._declared("\n".join(lines[number + 1 : end]) + "\n", number + 1)
                number = end + 1
                continue
            self._line(lines[number], number + 1)
            number += 1

    @staticmethod
    def _block(lines: list[str], number: int) -> int:
        """Give the line that ends the block which begins here; 0 where none does."""
        if lines[number].strip() != "---":
            return 0
        following = range(number + 1, min(number + 2000, len(lines)))
        return next((n for n in following if lines[n].strip() == "---"), 0)

    def _declared(self, block: str, line: int) -> None:
        """Take labels and parents of codes from a block; all else of it is set aside."""
        found = Faults(self.path)
        value = parse_yaml(block, found, first_line=line + 1)
        carried = isinstance(value, dict) and not found.errors and set(value) == {"codes"}
        if isinstance(value, dict) and not found.errors:
            for code in value["codes"] if isinstance(value.get("codes"), list) else ():
                self._code_of_block(code, "")
        if not carried:
            why = "a block that is no YAML" if found.errors else "a block of something else"
            self._aside(line, block, f"{why} than codes" if not found.errors else why)

    def _code_of_block(self, value: object, parent: str) -> None:
        """Take one code and those below it; YAML is nested 20 deep at most."""
        if not isinstance(value, dict) or not isinstance(value.get("id"), str):
            return
        above = value.get("parentId")
        label = value.get("label")
        place = above if isinstance(above, str) else parent
        self.declared[value["id"]] = (place, label if isinstance(label, str) else "")
        children = value.get("children")
        for child in children if isinstance(children, list) else ():
            self._code_of_block({"id": child} if isinstance(child, str) else child, value["id"])

    def _line(self, line: str, number: int) -> None:
        line = clean(line, self.tally)
        section = _SECTION.fullmatch(line.strip())
        if section:
            self.counted[f"section break {section['name'].strip()}"] += 1
            return
        codes: list[tuple[str, ...]] = []
        for tag in _TAG.findall(line):
            code = self._tag(tag.strip(), number)
            if code and code not in codes:
                codes.append(code)
        words = " ".join(_INDENT.sub("", _TAG.sub(" ", line)).split())
        if len(self.utterances) == MAX_UTTERANCES:
            self.counted[f"lines after the first {MAX_UTTERANCES:,}"] += 1
        elif words:
            self.utterances.append(Utterance(line=number, text=words, codes=tuple(codes)))
        elif codes:
            self._aside(number, line, "codes on a line without words")

    def _tag(self, tag: str, number: int) -> tuple[str, ...]:
        """Read what stands between double brackets: a code, or something that has no home."""
        if _VALUED.fullmatch(tag):
            self.counted[f"value of {tag.partition('||')[0]}"] += 1
        elif identifier := _IDENTIFIER.fullmatch(tag):
            self.counted[f"identifier {identifier['kind']}"] += 1
        elif _CODE.fullmatch(tag) and all(code_id(part) for part in tag.split(">")):
            return tuple(tag.split(">"))
        else:
            self._aside(number, tag, "between double brackets, and no code")
        return ()

    def _aside(self, line: int, text: str, why: str) -> None:
        words = count_words(text)
        self.aside.append(SetAside(where=f"line {line}", text=text, why=why, words=words, at=line))

    def source(self, notes: tuple[str, ...], problems: tuple[Problem, ...]) -> RockSource:
        counted = (f"not carried: {what} ({n})" for what, n in sorted(self.counted.items()))
        codes = tuple(self._codes())
        return RockSource(
            path=self.path,
            utterances=tuple(self.utterances),
            codes=codes,
            set_aside=tuple(self.aside),
            notes=(*notes, *counted),
            problems=(*problems, *self._collisions(codes)),
        )

    def _codes(self) -> Iterator[RockCode]:
        """Give every code once, parents before those below them; the first parent named counts."""
        seen: dict[str, None] = {}
        parents: dict[str, str] = {}
        used = (path for one in self.utterances for path in one.codes)
        for path in used:
            for above, code in zip(("", *path), path, strict=False):
                seen.setdefault(code)
                if above and parents.get(above) != code:
                    parents.setdefault(code, above)
        for code in seen:
            declared, label = self.declared.get(code, ("", ""))
            above = parents.get(code) or declared
            parent = code_id(above) if above != code else ""
            yield RockCode(written=code, id=code_id(code), parent=parent, label=label)

    def _collisions(self, codes: tuple[RockCode, ...]) -> Iterator[Problem]:
        """Doubt two codes of the source that are one code here."""
        first: dict[str, str] = {}
        for code in codes:
            other = first.setdefault(code.id, code.written)
            if other != code.written:
                yield Problem(
                    path=self.path,
                    line=0,
                    rule="id-collides",
                    message=f'the codes "{other}" and "{code.written}" are both "{code.id}" here',
                    remedy="rename one of the two in the source, if they are two",
                    severity="doubt",
                    subject=code.id,
                )


def ids_of(source: RockSource, known: Mapping[str, object]) -> dict[str, str]:
    """Give each code of a source the id it has in a study: its own, where the study has that.

    Parameters
    ----------
    source : RockSource
    known : mapping
        The codes of the study, by id.
    """
    return {c.written: c.written if c.written in known else c.id for c in source.codes}
