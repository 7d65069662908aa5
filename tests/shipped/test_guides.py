"""The guides do what they say: their Python runs, the commands page names every option."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from lises.cli.app import app

ROOT = Path(__file__).parents[2]
GUIDES = sorted(path.stem for path in (ROOT / "book/guide").glob("*.md"))
PYTHON = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
READERS = {"researcher", "author", "reviewer", "steward"}


def _python(name: str) -> str:
    return "".join(PYTHON.findall((ROOT / f"book/guide/{name}.md").read_text("utf-8")))


def test_there_is_a_guide_for_every_reader_in_both_languages() -> None:
    assert {*READERS, *(f"{name}.da" for name in READERS)} <= set(GUIDES)


@pytest.mark.parametrize("name", [name for name in GUIDES if _python(name)])
def test_the_python_of_a_guide_runs_as_it_stands(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    said: dict[str, object] = {}
    exec(compile(_python(name), f"{name}.md", "exec"), said)
    assert {"study", "release"} & set(said)


@pytest.mark.parametrize("name", sorted(READERS))
def test_a_guide_has_the_same_code_in_both_languages(name: str) -> None:
    def bare(text: str) -> str:
        return re.sub(r" *#.*", "", text)

    assert bare(_python(name)) == bare(_python(f"{name}.da"))
    both = [(ROOT / f"book/guide/{n}.md").read_text("utf-8") for n in (name, f"{name}.da")]
    english, danish = (re.findall(r"^lises .+", text, re.MULTILINE) for text in both)
    assert english == danish


# ---- The commands ------------------------------------------------------------------------------


def _commands(group: Any, before: str = "lises") -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{before} {name}")
        else:
            yield f"{before} {name}", command


COMMANDS = dict(_commands(typer.main.get_command(app)))
EVERYWHERE = {"--json", "--help"}  # told once, at the head of the page


def _sections(page: str) -> dict[str, str]:
    text = (ROOT / "book/reference" / page).read_text("utf-8")
    head, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    return {"": head} | {part.partition("\n")[0].strip(): part for part in parts}


@pytest.mark.parametrize("page", ["commands.md", "commands.da.md"])
def test_every_option_that_a_command_has_in_all_is_told_at_the_head(page: str) -> None:
    head = _sections(page)[""]
    assert {"--version", *EVERYWHERE} <= set(re.findall(r"--[a-z-]+", head))


@pytest.mark.parametrize("page", ["commands.md", "commands.da.md"])
@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_option_of_a_command_is_told_in_its_section_and_no_other(
    name: str, page: str
) -> None:
    section = _sections(page)[name]
    options = {
        one
        for option in COMMANDS[name].params
        if option.param_type_name == "option"
        for one in (*option.opts, *option.secondary_opts)
    }
    told = set(re.findall(r"--[a-z][a-z-]*", section))
    assert options - EVERYWHERE - told == set()
    assert told - options == set()
    assert re.search(rf"^{name} ", section, re.MULTILINE), "an example"
