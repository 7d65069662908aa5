"""The notebook that a new study begins with: a few lines, each of use on the first day."""

from __future__ import annotations

import json
from collections.abc import Mapping

__all__ = ["FIRST_NOTEBOOK", "first_notebook"]

FIRST_NOTEBOOK = "notebooks/first-look.ipynb"

_PROSE: Mapping[str, Mapping[str, str]] = {
    "en": {
        "begin": "# A first look\n\nRun the cells one by one. Whatever you change in the files of "
        "the study is there when you read it again.",
        "loaded": "In a book that lises makes, a notebook finds the study under `studies/{id}`, as "
        "it is released; write that in place of `..` there.",
        "problems": "## What is not in order yet\n\nEvery line names a file, a line in it and what "
        "would put it right.",
        "people": "## Who was talked to",
        "counted": "## Who voices what\n\n`n` is people, not passages; `of` are those who were "
        "read for the code. The table is empty until the first passage is coded and "
        "`readings.csv` says who was read.",
        "passages": "## The words\n\nThe first passages, in the turns they were said in.",
    },
    "da": {
        "begin": "# Et første blik\n\nKør cellerne én ad gangen. Det, du ændrer i undersøgelsens "
        "filer, er der, når du læser den igen.",
        "loaded": "I en bog, som lises laver, finder en notebook undersøgelsen under "
        "`studies/{id}`, som den er udgivet; skriv det i stedet for `..` dér.",
        "problems": "## Hvad der ikke er i orden endnu\n\nHver linje nævner en fil, en linje i den "
        "og det, der kan rette den.",
        "people": "## Hvem der blev talt med",
        "counted": "## Hvem der giver udtryk for hvad\n\n`n` er mennesker, ikke passager; `of` er "
        "dem, der er læst for koden. Tabellen er tom, til den første passage er kodet, og "
        "`readings.csv` siger, hvem der er læst.",
        "passages": "## Ordene\n\nDe første passager, i de replikker, hvor de blev sagt.",
    },
}
_CELLS = (
    ("begin", 'import lises\n\nstudy = lises.load("..")\nstudy'),
    ("loaded", ""),
    ("problems", "for problem in study.problems:\n    print(problem)"),
    ("people", "study.interviews"),
    ("counted", "study.prevalences()"),
    ("passages", "study.passages()[:5]"),
)


def first_notebook(study: str, language: str) -> str:
    """Write the notebook: in Danish for a study in Danish, else in English.

    Parameters
    ----------
    study : str
        The study's id.
    language : str
        Of the study.
    """
    prose = _PROSE.get(language, _PROSE["en"])
    cells: list[dict[str, object]] = []
    for name, code in _CELLS:
        text = prose[name].replace("{id}", study)
        cells.append({"cell_type": "markdown", "metadata": {}, "source": _lines(text)})
        if code:
            empty: dict[str, object] = {"metadata": {}, "execution_count": None, "outputs": []}
            cells.append({"cell_type": "code", **empty, "source": _lines(code)})
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = {
        "cells": cells,
        "metadata": {"kernelspec": kernel},
        "nbformat": 4,
        "nbformat_minor": 4,
    }
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)
