"""What of an executed notebook may stand in a book: sources, outputs that a page can show, no more.

Numbers of executions, times, ids of cells and places in memory differ from run to run; what a
program tells about this machine is nobody's matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["UnshowableError", "bare", "cleaned"]

# The kinds of output that a page can show without a script, the best first.
SHOWN = ("text/html", "image/svg+xml", "image/png", "image/jpeg", "text/markdown", "text/plain")
# What a cell may say of itself: how much of it is folded or left out.
TAGS = frozenset(
    ("hide-input", "hide-output", "hide-cell", "remove-input", "remove-output", "remove-cell")
)
METADATA: Mapping[str, Any] = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python", "pygments_lexer": "ipython3"},
}
ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
SCRIPT = re.compile(r"<(?:script|iframe|object|embed)\b", re.IGNORECASE)
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class UnshowableError(ValueError):
    """An output that a page without scripts cannot show; its text says which."""


def bare(notebook: Mapping[str, Any]) -> dict[str, Any]:
    """Give a notebook with nothing but the sources of its cells, as it is run and compared.

    Parameters
    ----------
    notebook : mapping
        As a ``.ipynb`` file holds it, of format 4.

    Raises
    ------
    KeyError, TypeError
        If it is none.
    """
    cells = [_cell(cell) for cell in notebook["cells"]]
    return {"cells": cells, "metadata": dict(METADATA), "nbformat": 4, "nbformat_minor": 4}


def cleaned(notebook: Mapping[str, Any], places: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Give an executed notebook as the book holds it.

    Parameters
    ----------
    notebook : mapping
        With its outputs.
    places : iterable of (str, str)
        Paths of this machine, and what stands for each in the outputs.

    Raises
    ------
    UnshowableError
        If an output needs a script; its text names the cell, from 1.
    """
    made = bare(notebook)
    places = list(places)
    for number, (cell, run) in enumerate(
        zip(made["cells"], notebook["cells"], strict=True), start=1
    ):
        if cell["cell_type"] == "code":
            kept = (_output(one, number, places) for one in run.get("outputs", ()))
            cell["outputs"] = [one for one in kept if one is not None]
    return made


def _cell(cell: Mapping[str, Any]) -> dict[str, Any]:
    tags = [tag for tag in cell.get("metadata", {}).get("tags", ()) if tag in TAGS]
    made: dict[str, Any] = {
        "cell_type": cell["cell_type"],
        "metadata": {"tags": tags} if tags else {},
        "source": _text(cell["source"]),
    }
    if cell["cell_type"] == "code":
        made |= {"execution_count": None, "outputs": []}
    return made


def _text(value: object) -> str:
    return "".join(value) if isinstance(value, list) else str(value)


def _output(
    output: Mapping[str, Any], cell: int, places: list[tuple[str, str]]
) -> dict[str, Any] | None:
    if output["output_type"] == "stream":
        text = ADDRESS.sub("", _hidden(COLOURS.sub("", _text(output["text"])), places))
        return {"output_type": "stream", "name": output["name"], "text": text}
    data = {kind: output.get("data", {})[kind] for kind in SHOWN if kind in output.get("data", {})}
    if not data:
        return None
    for kind, value in data.items():
        if kind.startswith("image/") and kind != "image/svg+xml":
            continue
        data[kind] = ADDRESS.sub("", _hidden(_text(value), places))
        if SCRIPT.search(data[kind]) and kind in ("text/html", "image/svg+xml"):
            raise UnshowableError(
                f"cell {cell}: its output needs a script, and a page of the book has none; "
                "show a picture as SVG"
            )
    return {"output_type": "display_data", "data": data, "metadata": {}}


def _hidden(text: str, places: list[tuple[str, str]]) -> str:
    for place, shown in places:
        text = text.replace(place, shown)
    return text
