"""The chain as a notebook or a terminal shows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lises.model import StudyFolder

from .reading import reading_words

if TYPE_CHECKING:
    from lises.evidence import Node

__all__ = ["Chain"]


class Chain:
    """A tree from ``trace``: ``root`` is its first node, ``as_json`` plain values."""

    def __init__(self, root: Node, folder: StudyFolder) -> None:
        self.root = root
        self._folder = folder

    def as_json(self) -> dict[str, object]:
        """Give the tree as plain values, with the mark of invented material."""
        return {"data_status": self._folder.design.data_status, **self.root.as_json()}

    def __str__(self) -> str:
        """Draw the tree."""
        return "\n".join(_lines(self.root, "", ""))

    __repr__ = __str__

    def _repr_html_(self) -> str:
        """Show the tree, to be opened branch by branch."""
        from lises.render import trace_html

        words = reading_words(self._folder.design)
        return str(trace_html(self.root, words, folder=self._folder))


def _lines(node: Node, first: str, rest: str) -> Iterator[str]:
    head, *more = node.text.split("\n") if node.text else [""]
    name = f"{node.kind} {node.id}" if node.kind not in ("group", "passage") else node.id
    yield f"{first}{name}{': ' if head else ''}{head}"
    below = "│ " if node.children else "  "
    for line in more:
        yield f"{rest}{below}{line}"
    if node.place:
        yield f"{rest}{below}({node.place})"
    for number, child in enumerate(node.children, start=1):
        last = number == len(node.children)
        yield from _lines(
            child, rest + ("└─ " if last else "├─ "), rest + ("   " if last else "│  ")
        )
