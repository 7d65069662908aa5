"""ROCK: a text with its codes written into it, ``words of a line [[code]] [[parent>child]]``.

A line is an utterance; its codes are of all of it, and so are its identifiers (``[[uid=7d8m]]``)
and the values of codes (``[[intensity||2]]``). A YAML block between two lines ``---`` says labels
and parents of codes, attributes of cases, or who coded. Section breaks have no home in a study and
are counted; what else has none is set aside, whole.

References
----------
Zörgő, S. & Peters, G.-J. (2022). The Reproducible Open Coding Kit (ROCK), version 1.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from unicodedata import normalize

from lises.errors import Problem
from lises.exchange.cleaning import Tally, clean, tally_notes
from lises.exchange.decoding import decode
from lises.exchange.document import UnreadableError
from lises.exchange.imported import SetAside
from lises.exchange.plain import MAX_TEXT
from lises.exchange.wordcount import count_words
from lises.files import Faults, parse_yaml

__all__ = ["RockCode", "RockSource", "Utterance", "code_id", "read_rock"]

MAX_UTTERANCES = 50_000
LONGEST_BLOCK = 20_000  # lines
_NEWLINE = re.compile("\r\n|\r|\n")
_TAG = re.compile(r"\[\[([^\[\]\n]{1,400})\]\]")
_CODE = re.compile(r"[\w.-]+(?:>[\w.-]+)*")
_IDENTIFIER = re.compile(r"(?P<kind>[A-Za-z]\w*)[=:](?P<value>.+)")
_VALUED = re.compile(r"(?P<code>[\w.-]+)\|\|(?P<value>.*)")
_SECTION = re.compile(r"---+\s*<<\s*(?P<name>[^<>]{1,100})>>\s*---+")
_INDENT = re.compile(r"^\s*~+")
ATTRIBUTES = ("ROCK_attributes", "metadata", "attributes")
STANDING = frozenset({"cid", "coderid"})
NOBODY = "none"
"""The case from which on nobody's words stand."""
_HUMP = re.compile(r"(?<=[a-zæøå0-9])(?=[A-ZÆØÅ])")
_SIGNS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A line of a source: its words without any mark, and its codes as paths from the top.

    ``identifiers`` are (kind, value) as they stand on the line, ``values`` (code, value).
    """

    line: int
    text: str
    codes: tuple[tuple[str, ...], ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    values: tuple[tuple[str, str], ...] = ()

    def identifier(self, kind: str) -> str:
        """Give the last identifier of a kind, empty where there is none."""
        return next((value for own, value in reversed(self.identifiers) if own == kind), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class RockCode:
    """A code as the source has it, the id it has here, what it stands below, and its label.

    ``above`` is the parent as the source has it.
    """

    written: str
    id: str
    parent: str = ""
    label: str = ""
    description: str = ""
    above: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RockSource:
    """A source that was read: every line with words, every code, and what could not be carried.

    ``set_aside`` are lines and blocks; ``notes`` counts of what has no home in a study.
    ``attributes`` are those of cases, ``coder`` who coded, ``declared`` the codes of the blocks,
    given or not.
    """

    path: str
    utterances: tuple[Utterance, ...] = ()
    codes: tuple[RockCode, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    attributes: tuple[tuple[tuple[str, str], ...], ...] = ()
    coder: str = ""
    declared: tuple[RockCode, ...] = ()


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
    declared: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """Of each code: its parent, its label, what it means."""
    attributes: list[tuple[tuple[str, str], ...]] = field(default_factory=list)
    coder: str = ""
    standing: dict[str, str] = field(default_factory=dict)
    """The identifiers that hold until another of their kind: case, coder."""
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
        following = range(number + 1, min(number + LONGEST_BLOCK, len(lines)))
        return next((n for n in following if lines[n].strip() == "---"), 0)

    def _declared(self, block: str, line: int) -> None:
        """Take labels and parents of codes from a block; all else of it is set aside."""
        found = Faults(self.path)
        value = parse_yaml(block, found, first_line=line + 1)
        if found.errors or not isinstance(value, dict):
            self._aside(line, block, "a block that is no YAML")
            return
        codes = value.get("codes")
        for code in codes if isinstance(codes, list) else ():
            self._code_of_block(code, "")
        if isinstance(value.get("coder"), str):
            self.coder = value["coder"]
        for name in ATTRIBUTES:
            cases = value.get(name)
            for case in cases if isinstance(cases, list) else [cases]:
                if isinstance(case, dict):
                    self.attributes.append(tuple((str(k), _plain(v)) for k, v in case.items()))
        if not set(value) <= {"codes", "coder", *ATTRIBUTES}:
            self._aside(line, block, "a block of something else than codes, cases and coder")

    def _code_of_block(self, value: object, parent: str) -> None:
        """Take one code and those below it; YAML is nested 20 deep at most."""
        if not isinstance(value, dict) or not isinstance(value.get("id"), str):
            return
        above = value.get("parentId")
        label = value.get("label")
        place = above if isinstance(above, str) else parent
        said = value.get("description")
        self.declared[value["id"]] = (
            place, label if isinstance(label, str) else "", said if isinstance(said, str) else "",
        )  # fmt: skip
        children = value.get("children")
        for child in children if isinstance(children, list) else ():
            self._code_of_block({"id": child} if isinstance(child, str) else child, value["id"])

    def _line(self, line: str, number: int) -> None:
        line = clean(line, self.tally)
        section = _SECTION.fullmatch(line.strip())
        if section:
            self.counted[f"section break {section['name'].strip()}"] += 1
            return
        if line.startswith("#"):
            self._aside(number, line, "a comment")
            return
        codes: dict[tuple[str, ...], None] = {}
        identifiers: list[tuple[str, str]] = []
        values: list[tuple[str, str]] = []
        for tag in _TAG.findall(line):
            if valued := _VALUED.fullmatch(tag.strip()):
                values.append((valued["code"], valued["value"]))
            elif identifier := _IDENTIFIER.fullmatch(tag.strip()):
                identifiers.append((identifier["kind"].lower(), identifier["value"].strip()))
            elif code := self._tag(tag.strip(), number):
                codes[code] = None
        words = " ".join(_INDENT.sub("", _TAG.sub(" ", line)).split())
        self.standing.update(pair for pair in identifiers if pair[0] in STANDING)
        if len(self.utterances) == MAX_UTTERANCES:
            self.counted[f"lines after the first {MAX_UTTERANCES:,}"] += 1
        elif words:
            held = [pair for pair in identifiers if pair[0] not in STANDING]
            self.utterances.append(Utterance(
                line=number, text=words, codes=tuple(codes), values=tuple(values),
                identifiers=(*self.standing.items(), *held),
            ))  # fmt: skip
        elif codes or values:
            self._aside(number, line, "codes on a line without words")

    def _tag(self, tag: str, number: int) -> tuple[str, ...]:
        """Read a code between double brackets; what else stands there is set aside."""
        if _CODE.fullmatch(tag) and all(code_id(part) for part in tag.split(">")):
            return tuple(tag.split(">"))
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
            attributes=tuple(self.attributes),
            coder=self.coder,
            declared=tuple(
                RockCode(written=own, id=code_id(own), parent=code_id(above), label=label,
                         description=said, above=above if above != own else "")
                for own, (above, label, said) in self.declared.items()
            ),
        )  # fmt: skip

    def _codes(self) -> Iterator[RockCode]:
        """Give every code once, parents before those below them; the first parent named counts."""
        seen: dict[str, None] = {}
        parents: dict[str, str] = {}
        used = (
            path
            for one in self.utterances
            for path in (*one.codes, *((code,) for code, _ in one.values))
        )
        for path in used:
            for above, code in zip(("", *path), path, strict=False):
                seen.setdefault(code)
                if above and parents.get(above) != code:
                    parents.setdefault(code, above)
        for code in list(seen):  # a parent that only a block names is a code too
            above = self.declared.get(code, ("", "", ""))[0]
            while above and above not in seen:
                seen.setdefault(above)
                above = self.declared.get(above, ("", "", ""))[0]
        for code in seen:
            declared, label, said = self.declared.get(code, ("", "", ""))
            above = parents.get(code) or declared
            above = above if above != code else ""
            yield RockCode(
                written=code, id=code_id(code), parent=code_id(above), label=label,
                description=said, above=above,
            )  # fmt: skip

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


def _plain(value: object) -> str:
    """Give a value of a block as text."""
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
