"""``codebook.yaml`` changed in place: comments, order and wording of all other codes stay."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lises.errors import LisesError
from lises.files import MarkedList, MarkedMap
from lises.files.splices import (
    Edit,
    block_end,
    item_edit,
    item_start,
    key_edit,
    line_end,
    scalar_edit,
    yaml_text,
)
from lises.files.yaml_marks import Mark
from lises.files.yaml_write import local_value, write_yaml
from lises.model import Code

from .change import EditCode, Reason
from .naming import Names
from .rewriting import marked

__all__ = ["CodebookText", "code_values"]

_TEXTS = ("id", "label", "definition", "use", "avoid")
_ID_KEY = re.compile(r"""["']?id["']?\s*:\s*$""")


def code_values(code: Code) -> dict[str, object]:
    """Give a code as it stands in the file."""
    return {
        "id": code.id,
        "parent": code.parent,
        "label": local_value(code.label),
        "definition": local_value(code.definition),
        "use": local_value(code.use),
        "avoid": local_value(code.avoid),
        "example": code.example or None,
        "changed": code.changed if code.changed != 1 else None,
    }


class CodebookText:
    """The text of a codebook that was read without a fault, and where its codes stand."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.top = marked(text, path)
        codes = self.top.get("codes")
        self.codes = codes if isinstance(codes, MarkedList) else MarkedList(0)
        self.places = {
            str(value["id"]): (number, value)
            for number, value in enumerate(self.codes)
            if isinstance(value, MarkedMap)
        }

    def bumped(self, version: int, reason: Reason) -> list[Edit]:
        """Give the codebook its new version, and say under ``changes`` why and when."""
        entry = {"version": version, "date": reason.date, "why": local_value(reason.why)}
        lines, edits = self._lines("changes", entry, 1), []
        if "version" in self.top:
            mark = self.top.marks["version"]
            edits.append(Edit(mark.start, mark.end, str(version)))
            after, before = line_end(self.text, mark.end), ""
        else:
            after, before = self._first_line(), f"version: {version}\n"
        if "changes" not in self.top:
            return [*edits, Edit(after, after, self._own_line(after) + before + lines)]
        if before:
            edits.append(Edit(after, after, before))
        return [*edits, item_edit(self.text, self.top, "changes", entry)]

    def renamed(self, names: Names) -> list[Edit]:
        """Give codes other ids, where they stand and where they are a parent."""
        return [
            scalar_edit(self.text, value.marks[key], old, names[old])
            for _number, value in self.places.values()
            for key in ("id", "parent")
            if (old := str(value.get(key))) in names and key in value
        ]

    def added(self, code: Code, after: str) -> list[Edit]:
        """Add a code behind another and its comments; at the end where ``after`` is empty."""
        values = code_values(code)
        number = self.places[after][0] if after else -1
        return [item_edit(self.text, self.top, "codes", values, (3, number))]

    def under(self, code: str, parent: str | None) -> list[Edit]:
        """Put a code under another, or at the top."""
        value = self.places[code][1]
        if value.get("parent") == parent:
            return []
        return [key_edit(self.text, value, "parent", parent)]

    def dated(self, code: str, version: int) -> list[Edit]:
        """Say in which version a code last changed."""
        value = self.places[code][1]
        same = value.get("changed", 1) == version
        return [] if same else [key_edit(self.text, value, "changed", version)]

    def edited(self, change: EditCode, version: int | None) -> list[Edit]:
        """Write an entry anew; ``version`` is its new ``changed``, None where that stays."""
        code = change.code
        edits = [] if version is None else self.dated(code, version)
        if change.under is not None:
            edits += self.under(code, change.under or None)
        if change.to:
            edits += self.renamed({code: change.to})
        for name, text in change.texts.items():
            edits += self._reworded(code, name, text.strip(), change.language)
        return edits

    def _reworded(self, code: str, name: str, text: str, language: str) -> list[Edit]:
        """Give a code another text in one language; texts in other languages stay."""
        entry = self.places[code][1]
        value = entry.get(name)
        if isinstance(value, MarkedMap):
            if language not in value or not text:
                said = "has no text" if text else "has texts in other languages than"
                raise LisesError(
                    f"{name} of {code} {said} in {language!r}; change it in codebook.yaml"
                )
            return [self._written(value.marks[language], text)]
        if not text:
            return [key_edit(self.text, entry, name, None)] if name in entry else []
        return [
            self._written(entry.marks[name], text) if name in entry else self._new(code, name, text)
        ]

    def _written(self, mark: Mark, text: str) -> Edit:
        """Write a text in place of another; its double quotation marks stay."""
        raw, new = self.text[mark.start : mark.end], yaml_text(text)
        tail = raw[len(raw.rstrip("\r\n")) :]  # a text in several lines ends after its line end
        if raw[:1] == '"' and new[:1] != '"':
            new = f'"{new}"'
        return Edit(mark.start, mark.end, new + tail)

    def _new(self, code: str, name: str, text: str) -> Edit:
        """Give an entry a text that it has not, behind those that are written before it."""
        number, entry = self.places[code]
        known = [key for key in _TEXTS[: _TEXTS.index(name)] if key in entry]
        mark, place = entry.marks[known[-1]], entry.marks["id"].start
        if self.text[self.codes.marks[number].start] == "{":
            return Edit(mark.end, mark.end, f", {name}: {yaml_text(text)}")
        line = self.text[self.text.rfind("\n", 0, place) + 1 : place]
        indent = " " * len(_ID_KEY.sub("", line))
        end = block_end(self.text, entry[known[-1]], mark)
        return Edit(end, end, f"{self._own_line(end)}{indent}{name}: {yaml_text(text)}\n")

    def removed(self, code: str) -> tuple[list[Edit], str]:
        """Take a code out; give its own lines too. Comments above it stay."""
        number, value = self.places[code]
        mark, items = self.codes.marks[number], self.codes
        if self._flow("codes"):
            if number:
                edit = Edit(items.marks[number - 1].end, mark.end, "")
            else:
                edit = Edit(mark.start, items.marks[1].start, "")
            return [edit], self.text[mark.start : mark.end]
        dash = item_start(self.text, items, number, self.top.marks["codes"])
        start = self.text.rfind("\n", 0, dash) + 1
        end = block_end(self.text, value, mark)
        return [Edit(start, end, "")], self.text[start:end]

    def _flow(self, key: str) -> bool:
        return self.text[self.top.marks[key].start] == "["

    def _lines(self, key: str, value: Mapping[str, object], block: int) -> str:
        """Write a list of one item under its key."""
        return write_yaml({key: [value]}, block=block)

    def _first_line(self) -> int:
        """Give the place where the first key stands, below comments."""
        at = 0
        for _line in range(self.top.line - 1):
            at = line_end(self.text, at)
        return at

    def _own_line(self, at: int) -> str:
        return "" if at == 0 or self.text[at - 1] == "\n" else "\n"
