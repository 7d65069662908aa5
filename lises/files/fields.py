"""One mapping of a file, read key by key; what is wrong is collected with its line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from lises.errors import did_you_mean
from lises.model import EMPTY, LocalText

from .faults import Faults
from .forms import LANGUAGE, NAME, Form
from .yaml_marks import REFUSED, MarkedList, MarkedMap

__all__ = ["Fields", "Scope", "fields_of"]

_LIST = "write a list: [one, another], or a line with a hyphen for each"
_WHOLE = "write digits alone, without quotation marks"
_MAPPING = "write {key: value}, or a line for each key below it"

Choice = TypeVar("Choice", bound=str)
Scope = tuple[tuple[str, tuple[str, ...]], ...]


class Fields:
    """The values of one mapping: YAML's, a line of JSON's, or a row's.

    Every method gives the value of a key, or an empty one where the key is absent or faulty; a
    fault clears ``whole``. ``line`` serves where the mapping does not know its own lines.
    """

    __slots__ = ("faults", "known", "line", "values", "what", "whole")

    def __init__(
        self,
        values: Mapping[str, object],
        faults: Faults,
        what: str,
        known: Sequence[str],
        line: int = 0,
    ) -> None:
        self.values = values
        self.faults = faults
        self.what = what
        self.known = known
        self.line = values.line if isinstance(values, MarkedMap) else line
        self.whole = True
        for key in values:
            if key not in known:
                near = did_you_mean(key, known)
                remedy = near or f"known here: {', '.join(known)}"
                self.fault(key, "field-unknown", f'{what} has no "{key}"', remedy)

    def line_of(self, key: str) -> int:
        """Give the line of a key."""
        return self.values.line_of(key) if isinstance(self.values, MarkedMap) else self.line

    def fault(self, key: str, rule: str, message: str, remedy: str = "") -> None:
        """Note a fault at the line of a key."""
        self.whole = False
        self.faults.error(self.line_of(key), rule, message, remedy)

    def has(self, key: str, *, needed: bool = False) -> bool:
        """Tell whether a key has a value that was not already refused."""
        if key not in self.values:
            if needed:
                self.fault(key, "field-missing", f'{self.what} has no "{key}"', f'add "{key}"')
            return False
        if self.values[key] is None:
            remedy = "give it a value or leave the key out"
            self.fault(key, "field-empty", f'"{key}" is empty', remedy)
            return False
        return self.values[key] is not REFUSED

    def _is_text(self, key: str, value: object, form: Form) -> bool:
        """Check one text; say what it is instead."""
        if not isinstance(value, str):
            if value is not REFUSED:
                number = isinstance(value, int | float)
                remedy = "put it in quotation marks" if number else "write a text on its line"
                self.fault(key, "field-type", f'"{key}" is {_kind(value)}, not a text', remedy)
            return False
        if not form.fits(value):
            got = value if len(value) <= 80 else f"{value[:77]}..."
            self.fault(key, form.rule, f'"{key}" is {got!r}', f"it must be {form.words}")
            return False
        return True

    def text(self, key: str, form: Form = NAME, *, needed: bool = False) -> str:
        """Give a text of this form; empty where there is none."""
        if not self.has(key, needed=needed):
            return ""
        value = self.values[key]
        return value if self._is_text(key, value, form) and isinstance(value, str) else ""

    def integer(self, key: str, *, least: int = 1, needed: bool = False) -> int | None:
        """Give a whole number of at least ``least``."""
        if not self.has(key, needed=needed):
            return None
        value = self.values[key]
        if type(value) is not int:  # True is an int to isinstance
            self.fault(key, "field-type", f'"{key}" is {_kind(value)}, not a whole number', _WHOLE)
            return None
        if value < least:
            self.fault(key, "field-value", f'"{key}" is {value}', f"it must be at least {least}")
            return None
        return value

    def boolean(self, key: str) -> bool | None:
        """Give true or false, None where nothing is said."""
        if not self.has(key):
            return None
        value = self.values[key]
        if not isinstance(value, bool):
            self.fault(key, "field-type", f'"{key}" is {_kind(value)}', "write true or false")
            return None
        return value

    def choice(self, key: str, choices: Sequence[Choice], *, needed: bool = False) -> Choice | None:
        """Give one of several words, None where the key is absent or has another."""
        if not self.has(key, needed=needed):
            return None
        value = self.values[key]
        for choice in choices:
            if value == choice:
                return choice
        got = f'"{value}"' if isinstance(value, str) else _kind(value)
        near = did_you_mean(value, choices) if isinstance(value, str) else ""
        remedy = near or f"write one of: {', '.join(choices)}"
        self.fault(key, "field-value", f'"{key}" is {got}', remedy)
        return None

    def optional_choice(self, key: str, choices: Sequence[Choice]) -> Choice | None:
        """Give one of several words; ``null`` says, like an absent key, that there is none."""
        return None if self.values.get(key) is None else self.choice(key, choices)

    def texts(self, key: str, form: Form = NAME, *, one: bool = False) -> tuple[str, ...]:
        """Give a list of distinct texts; with ``one``, a single text stands for a list of one."""
        if not self.has(key):
            return ()
        value = self.values[key]
        if one and isinstance(value, str):
            value = [value]
        if not isinstance(value, list):
            self.fault(key, "field-type", f'"{key}" is {_kind(value)}, not a list', _LIST)
            return ()
        found: list[str] = []
        for item in value:
            if not self._is_text(key, item, form):
                continue
            if item in found:
                self.fault(key, "field-value", f'"{key}" names "{item}" twice', "name it once")
            else:
                found.append(item)
        return tuple(found)

    def local(self, key: str, *, needed: bool = False) -> LocalText:
        """Give a text in one or several languages."""
        if not self.has(key, needed=needed):
            return EMPTY
        return self._local(key, self.values[key])

    def _local(self, key: str, value: object) -> LocalText:
        if isinstance(value, str):
            return LocalText.plain(value) if self._is_text(key, value, NAME) else EMPTY
        if not isinstance(value, dict) or not value:
            remedy = "write a text, or one per language: {da: …, en: …}"
            if value is not REFUSED:
                self.fault(key, "field-type", f'"{key}" is {_kind(value)}, not a text', remedy)
            return EMPTY
        texts: list[tuple[str, str]] = []
        for language, text in value.items():
            if not LANGUAGE.fits(language):
                remedy = f"it must be {LANGUAGE.words}"
                self.fault(key, "field-value", f'"{key}" has the language {language!r}', remedy)
            elif self._is_text(key, text, NAME):
                texts.append((language, text))
        return LocalText(tuple(texts))

    def locals(self, key: str) -> tuple[LocalText, ...]:
        """Give a list of texts in one or several languages."""
        return tuple(found for found in (self._local(key, v) for v in self._list(key)) if found)

    def _list(self, key: str) -> list[object]:
        if not self.has(key):
            return []
        value = self.values[key]
        if not isinstance(value, list):
            self.fault(key, "field-type", f'"{key}" is {_kind(value)}, not a list', _LIST)
            return []
        return value

    def children(self, key: str, what: str, known: Sequence[str]) -> list[Fields]:
        """Give the mappings of a list."""
        found: list[Fields] = []
        for value in self._list(key):
            if isinstance(value, dict):
                found.append(Fields(value, self.faults, what, known, self.line))
            elif value is not REFUSED:
                self.fault(
                    key,
                    "field-type",
                    f'{what} of "{key}" is {_kind(value)}, not a mapping',
                    _MAPPING,
                )
        return found

    def child(self, key: str, what: str, known: Sequence[str]) -> Fields | None:
        """Give a mapping within this one."""
        if not self.has(key):
            return None
        value = self.values[key]
        if not isinstance(value, dict):
            self.fault(key, "field-type", f'"{key}" is {_kind(value)}, not a mapping', _MAPPING)
            return None
        return Fields(value, self.faults, what, known, self.line)

    def mapping(self, key: str, form: Form) -> dict[str, object]:
        """Give a mapping whose keys have this form, without those that do not."""
        if not self.has(key):
            return {}
        value = self.values[key]
        if not isinstance(value, dict):
            self.fault(key, "field-type", f'"{key}" is {_kind(value)}, not a mapping', _MAPPING)
            return {}
        found = MarkedMap(value.line if isinstance(value, MarkedMap) else self.line_of(key))
        for name, item in value.items():
            if form.fits(name):
                found[name] = item
                if isinstance(value, MarkedMap):
                    found.keys_at[name] = value.line_of(name)
            else:
                line = value.line_of(name) if isinstance(value, MarkedMap) else self.line
                self.whole = False
                remedy = f"it must be {form.words}"
                self.faults.error(line, "id-unsafe", f'"{key}" has {name[:80]!r}', remedy)
        return found

    def entries(
        self, key: str, what: str, known: Sequence[str], form: Form
    ) -> list[tuple[str, Fields]]:
        """Give the named mappings of a mapping, ``roles: {recipient: {label: …}}``."""
        found: list[tuple[str, Fields]] = []
        for name, value in self.mapping(key, form).items():
            if isinstance(value, dict):
                found.append(
                    (name, Fields(value, self.faults, f'{what} "{name}"', known, self.line))
                )
            elif value is not REFUSED:
                self.fault(
                    key, "field-type", f'{what} "{name}" is {_kind(value)}, not a mapping', _MAPPING
                )
        return found


def _kind(value: object) -> str:
    """Name the kind of a value in words."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return f"{str(value).lower()} (a yes or no)"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        return f'the text "{value[:40]}"'
    return "a list" if isinstance(value, MarkedList | list) else "a mapping"


def fields_of(value: object, faults: Faults, what: str, known: Sequence[str]) -> Fields | None:
    """Give the fields of a whole YAML file; None, with a problem, where it is no mapping."""
    if isinstance(value, dict):
        return Fields(value, faults, what, known)
    if value is None:
        faults.error(0, "file-empty", "is empty", "restore it or write it anew")
    elif value is not REFUSED:
        faults.error(
            1, "field-type", f"is {_kind(value)}, not a mapping", 'begin with "key: value"'
        )
    return None
