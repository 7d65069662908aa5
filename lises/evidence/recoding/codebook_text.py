"""``codebook.yaml`` changed in place: comments, order and wording of all other codes stay."""

from __future__ import annotations

from collections.abc import Mapping

from lises.files import MarkedList, MarkedMap
from lises.files.splices import (
    Edit,
    block_end,
    item_start,
    key_edit,
    line_end,
    scalar_edit,
    yaml_text,
)
from lises.files.yaml_write import local_value, write_yaml
from lises.model import Code

from .change import Reason
from .naming import Names
from .rewriting import marked

__all__ = ["CodebookText", "code_values"]


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
        filled = self.top["changes"]
        end = self._appended("changes", entry, 1) if filled else self._filled("changes", lines)
        return [*edits, end]

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
        if not self.codes:
            lines = self._lines("codes", values, 3)
            if "codes" in self.top:
                return [self._filled("codes", lines)]
            end = len(self.text)
            return [Edit(end, end, self._own_line(end) + lines)]
        number = self.places[after][0] if after else len(self.codes) - 1
        return [self._appended("codes", values, 3, number)]

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

    def _filled(self, key: str, lines: str) -> Edit:
        """Put an item into a list that is empty."""
        mark = self.top.marks[key]
        start = len(self.text[: mark.start].rstrip(" "))
        return Edit(start, mark.end, "\n" + lines.partition("\n")[2].rstrip("\n"))

    def _appended(
        self, key: str, value: Mapping[str, object], block: int, number: int = -1
    ) -> Edit:
        """Put an item behind another of a list, as that list is written."""
        items = self.top[key]
        assert isinstance(items, MarkedList)
        number %= len(items)
        mark = items.marks[number]
        if self._flow(key):
            inner = ", ".join(f"{k}: {_flow(v)}" for k, v in value.items() if v is not None)
            return Edit(mark.end, mark.end, f", {{{inner}}}")
        first = self.top.marks[key]
        column = first.start - self.text.rfind("\n", 0, first.start) - 1
        end = block_end(self.text, items[number], mark)
        lines = self._lines(key, value, block).splitlines()[1:]
        written = "".join(f"{' ' * column}{line[2:]}\n" for line in lines)
        return Edit(end, end, self._own_line(end) + written)


def _flow(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    return yaml_text(value if isinstance(value, int) else str(value))
