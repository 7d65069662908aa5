"""YAML as plain values that know their lines, without the parts of YAML that surprise.

Read from the events of libyaml: no recursion, so that depth can be capped before it costs
anything. Scalars follow YAML 1.2: ``no`` and ``12:40`` are text, dates are text, only ``true`` and
``false`` are booleans. Aliases, anchors, tags and duplicate keys are refused.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from .faults import Faults
from .text import character_fault

__all__ = [
    "REFUSED",
    "Mark",
    "MarkedList",
    "MarkedMap",
    "lines_of",
    "parse_yaml",
    "plain_value",
    "stays_text",
]

MAX_DEPTH = 20
MAX_NODES = 500_000
MAX_DIGITS = 15

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVER: Any = yaml.resolver.Resolver()
# The core schema of YAML 1.2.
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)


class Mark(NamedTuple):
    """Where a value stands: its line from 1, and its span of code points in the text."""

    line: int
    start: int
    end: int


class _Refused:
    """What stands in place of a value already refused, so that it is not refused twice."""

    def __repr__(self) -> str:
        return "REFUSED"


REFUSED = _Refused()


class MarkedMap(dict[str, object]):
    """A mapping that knows its line and the mark of each value; equal to a plain dict."""

    __slots__ = ("keys_at", "line", "marks")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.keys_at: dict[str, int] = {}
        self.marks: dict[str, Mark] = {}

    def line_of(self, key: str) -> int:
        """Give the line of a key, the mapping's own where it has no such key."""
        return self.keys_at.get(key, self.line)


class MarkedList(list[object]):
    """A list that knows its line and the mark of each item; equal to a plain list."""

    __slots__ = ("line", "marks")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.marks: list[Mark] = []


def parse_yaml(text: str, faults: Faults, *, first_line: int = 1) -> object:
    """Read one YAML document into dicts, lists, text, whole numbers, floats, booleans and None.

    Parameters
    ----------
    text : str
        Clean text, as ``read_text`` gives it.
    faults : Faults
        Takes what is wrong.
    first_line : int
        The line of the file on which ``text`` begins (front matter begins on line 2).

    Returns
    -------
    object
        ``MarkedMap``, ``MarkedList`` or a scalar; None for an empty document; ``REFUSED`` where
        nothing could be read.
    """
    builder = _Builder(text, faults, first_line)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if not builder.take(event):
                return REFUSED
    except yaml.YAMLError as problem:
        builder.syntax(problem)
        return REFUSED
    return builder.result


def lines_of(value: object) -> dict[tuple[str, ...], int]:
    """Give the line of every value, by the keys and numbers that lead to it."""
    found: dict[tuple[str, ...], int] = {}
    waiting: list[tuple[tuple[str, ...], object]] = [((), value)]
    while waiting:
        path, inner = waiting.pop()
        if isinstance(inner, MarkedMap):
            for key, item in inner.items():
                found[*path, key] = inner.line_of(key)
                waiting.append(((*path, key), item))
        elif isinstance(inner, MarkedList):
            for number, (item, mark) in enumerate(zip(inner, inner.marks, strict=True)):
                found[*path, str(number)] = mark.line
                waiting.append(((*path, str(number)), item))
    return found


def plain_value(text: str) -> object:
    """Give a scalar without quotation marks its YAML 1.2 value; REFUSED for a number too long.

    >>> [plain_value(text) for text in ("no", "12:40", "2026-03-22", "true", "17", "~")]
    ['no', '12:40', '2026-03-22', True, 17, None]
    """
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        if len(text) > MAX_DIGITS:
            return REFUSED
        return int(text, {"0o": 8, "0x": 16}.get(text[:2], 10))
    if _FLOAT.fullmatch(text):
        return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return text


def stays_text(text: str) -> bool:
    """Tell whether readers of YAML 1.1 and of 1.2 take this for text without quotation marks.

    >>> stays_text("livline"), stays_text("no"), stays_text("1e5")
    (True, False, False)
    """
    old = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))
    return plain_value(text) is text and old == "tag:yaml.org,2002:str"


@dataclass(slots=True)
class _Frame:
    """An open mapping or list; ``key`` is the key whose value comes next."""

    value: MarkedMap | MarkedList
    start: int
    key: str | None = None

    @property
    def wants_key(self) -> bool:
        return isinstance(self.value, MarkedMap) and self.key is None


@dataclass(slots=True)
class _Builder:
    """Puts values together, event by event."""

    text: str
    faults: Faults
    first_line: int
    result: object = None
    documents: int = 0
    nodes: int = 0
    open: list[_Frame] = field(default_factory=list)
    newlines: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.newlines = [hit.start() for hit in re.finditer("\n", self.text)]

    def line(self, index: int) -> int:
        """Turn a code point of the text into a line; YAML would also count U+2028 as a line end."""
        return bisect_right(self.newlines, index - 1) + self.first_line

    def syntax(self, problem: yaml.YAMLError) -> None:
        """Say what libyaml says, at its line."""
        mark = getattr(problem, "problem_mark", None) or getattr(problem, "context_mark", None)
        line = self.line(mark.index) if mark else self.first_line
        words = getattr(problem, "problem", None) or getattr(problem, "reason", None)
        remedy = "look at this line and the one before: indentation, quotation marks, brackets"
        self.faults.error(line, "yaml-syntax", f"cannot be read: {words or 'not YAML'}", remedy)

    def take(self, event: yaml.Event) -> bool:
        """Take one event; False where reading must stop."""
        start = event.start_mark.index if event.start_mark else 0
        end = event.end_mark.index if event.end_mark else start
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                second = self.documents > 1
                return not second or self._stop(start, "yaml-documents", "holds a second document")
            case yaml.ScalarEvent():
                self._refuse(start, event.anchor, event.tag)
                return self._scalar(event, start, end)
            case yaml.AliasEvent():
                remedy = "write the value out"
                self._error(start, "yaml-alias", f"points at &{event.anchor}", remedy)
                return self._place(REFUSED, start, end)
            case yaml.CollectionStartEvent():
                self._refuse(start, event.anchor, event.tag)
                return self._begin(start, mapping=isinstance(event, yaml.MappingStartEvent))
            case yaml.CollectionEndEvent():
                frame = self.open.pop()
                return self._place(frame.value, frame.start, end)
        return True

    def _error(self, start: int, rule: str, message: str, remedy: str) -> None:
        self.faults.error(self.line(start), rule, message, remedy)

    def _stop(self, start: int, rule: str, message: str) -> bool:
        self._error(start, rule, message, "write the file as in the documentation")
        return False

    def _refuse(self, start: int, anchor: str | None, tag: str | None) -> None:
        """Refuse an anchor and a tag; the value itself is read."""
        if anchor is not None:
            self._error(start, "yaml-anchor", f"&{anchor} is not allowed", "remove it")
        if tag is not None:
            self._error(start, "yaml-tag", f"the tag {tag} is not allowed", "remove it")

    def _begin(self, start: int, *, mapping: bool) -> bool:
        """Begin a mapping or a list."""
        if len(self.open) >= MAX_DEPTH:
            return self._stop(start, "yaml-depth", f"is nested more than {MAX_DEPTH} deep")
        if self.open and self.open[-1].wants_key:
            return self._stop(start, "yaml-key", "has a list or mapping as a key")
        line = self.line(start)
        self.open.append(_Frame(MarkedMap(line) if mapping else MarkedList(line), start))
        return True

    def _scalar(self, event: yaml.ScalarEvent, start: int, end: int) -> bool:
        """Read a scalar as a key or as a value."""
        fault = character_fault(event.value) if event.style == '"' else None
        if fault:
            self._error(start, fault[0], fault[1], "write the text without it")
        if self.open and self.open[-1].wants_key:
            self._key(self.open[-1], event.value, start)
            return True
        value = plain_value(event.value) if event.implicit[0] else event.value
        if value is REFUSED:
            remedy = "put it in quotation marks if it is text"
            self._error(start, "yaml-number", f"a number of {len(event.value)} digits", remedy)
        return self._place(value, start, end)

    def _key(self, frame: _Frame, key: str, start: int) -> None:
        frame.key = key
        if not isinstance(frame.value, MarkedMap):
            return
        first = frame.value.keys_at.setdefault(key, self.line(start))
        if key in frame.value:
            message = f'"{key[:80]}" stands here a second time; it is first on line {first}'
            self._error(start, "yaml-duplicate-key", message, "keep one of them")

    def _place(self, value: object, start: int, end: int) -> bool:
        """Put a finished value where it belongs; of a duplicate key the first stays."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            return self._stop(start, "yaml-size", f"holds more than {MAX_NODES} values")
        mark = Mark(self.line(start), start, end)
        if not self.open:
            self.result = value
            return True
        frame = self.open[-1]
        if isinstance(frame.value, MarkedList):
            frame.value.append(value)
            frame.value.marks.append(mark)
        elif frame.key is None:
            return self._stop(start, "yaml-key", "has an alias as a key")
        else:
            if frame.key not in frame.value:
                frame.value[frame.key] = value
                frame.value.marks[frame.key] = mark
            frame.key = None
        return True
