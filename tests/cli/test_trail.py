"""``lises trail`` and ``lises codes history``."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner, Result

from lises.cli.app import app
from lises.errors import LisesError
from tests.making.repositories import MESSAGES, kept_study


def call(*words: str) -> Result:
    return CliRunner().invoke(app, [words[0], *words[1:]])


def trail(*words: str) -> Result:
    return call("trail", str(kept_study()), *words)


def test_the_terminal_tells_messages_and_the_ids_of_coders() -> None:
    told = trail("--since", "2026-06-03").output
    assert "cd: 12 passages added, 2 removed, 1 changed · set ab-1: DEMO-G1" in told
    assert MESSAGES[1] in told
    assert "Bogfinke" not in told
    assert told.startswith("Invented")


def test_kinds_days_and_coders_choose() -> None:
    rows = json.loads(trail("--kind", "intentions", "--json").output)["events"]
    assert {row["kind"] for row in rows} == {"journal"}
    rows = json.loads(trail("--coder", "cd", "--since", "2026-06-01", "--json").output)["events"]
    assert {row["by"] for row in rows} == {"cd"}
    rows = json.loads(trail("--no-git", "--json").output)["events"]
    assert {row["source"] for row in rows} == {"files"}


def test_what_is_not_there_is_said_at_the_end() -> None:
    told = trail().output
    assert (
        "codings/consensus/DEMO-K1.jsonl holds the marks of a merge that nobody finished." in told
    )
    assert "intentions and dispositions: 4" in told


@pytest.mark.parametrize("words", [("--kind", "redaing"), ("--coder", "karen"), ("--since", "May")])
def test_a_name_that_nothing_has_is_refused_with_what_would_serve(words: tuple[str, str]) -> None:
    done = trail(*words)
    assert isinstance(done.exception, LisesError)
    assert words[1] in str(done.exception)


def test_the_codebook_is_told_version_by_version_with_the_words_that_changed() -> None:
    told = call("codes", "history", str(kept_study())).output
    assert told.index("Version 3") < told.index("Version 2") < told.index("Version 1")
    assert "en: Rain and [-Gåsebos hane.-] {+rain barrels.+}" in told
    assert "ukrudt: renamed from weeds · 2 passages recoded with it" in told
    rows = json.loads(call("codes", "history", str(kept_study()), "--no-git", "--json").output)
    assert [row["version"] for row in rows["versions"]] == [1, 3, 2]
    assert {row["act"] for row in rows["changes"]} == {"last-changed"}
