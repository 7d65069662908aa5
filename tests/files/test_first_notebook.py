"""The notebook of a new study runs on it, on the first day and after."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lises.files import new_study, read_study

# What a kernel does with the cells, without one: the last line of each is shown.
RUN = """
import ast, json, sys
names = {}
for cell in json.load(open("first-look.ipynb", encoding="utf-8"))["cells"]:
    if cell["cell_type"] != "code":
        continue
    tree = ast.parse("".join(cell["source"]))
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    value = eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None
    if value is not None:
        print(getattr(value, "_repr_html_", value.__repr__)())
"""


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_first_notebook_runs_on_the_new_study(language: str, tmp_path: Path) -> None:
    study = tmp_path / "going-home"
    new_study(study, title="Going home", language=language)
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", RUN],
        cwd=study / "notebooks",
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "Going home" in ran.stdout
    assert read_study(study)[1] == ()  # a folder for notebooks is no stranger


def test_the_first_notebook_is_in_the_language_of_the_study(tmp_path: Path) -> None:
    firsts = {"da": "# Et første blik", "en": "# A first look", "sv": "# A first look"}
    for language, first in firsts.items():
        new_study(tmp_path / f"s-{language}", language=language)
        text = (tmp_path / f"s-{language}/notebooks/first-look.ipynb").read_text("utf-8")
        cells = json.loads(text)["cells"]
        assert cells[0]["source"][0].strip() == first
        assert f"studies/s-{language}" in "".join("".join(c["source"]) for c in cells)
        assert all(not cell.get("outputs") for cell in cells)
