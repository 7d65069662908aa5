"""``lises identify`` as a person and as a machine calls it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lises.cli.app import app
from lises.errors import LisesError
from tests.cli.test_commands import run
from tests.privacy.identifiers.studies import read, written

NAMES = ("hanne", "kringelbæk", "rundhøj", "20 30 40 50", "kloster")


@pytest.fixture
def there(tmp_path: Path) -> Path:
    return written(tmp_path)


def _vault(there: Path) -> Path:
    return there.parent / "vault"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _filled(there: Path, **words: str) -> Path:
    """Fill the list in as a person with an editor would: all replaced but ``bo``."""
    run("identify", there, "--vault", _vault(there))
    rows = _rows(_vault(there) / "identify/x.csv")
    for row in rows:
        kept = "[[bo]]" in row["context"]
        decided = {"decision": "keep", "reason": "a verb"} if kept else {"decision": "replace"}
        row.update(decided if kept else {**decided, **words})
    path = there.parent / "filled.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_the_list_shows_each_in_its_context_and_changes_nothing(there: Path):
    before = {p: p.read_bytes() for p in there.rglob("*") if p.is_file()}
    result = run("identify", there, "--vault", _vault(there))
    assert result.exit_code == 1
    assert "open 10, replace 0, keep 0, ask 0" in result.output
    assert "[[Hannes]] mand" in result.output
    assert {p: p.read_bytes() for p in there.rglob("*") if p.is_file()} == before
    assert len(_rows(_vault(there) / "identify/x.csv")) == 10


def test_a_list_filled_in_elsewhere_is_taken_and_applied(there: Path):
    filled = _filled(there)
    result = run("identify", there, "--vault", _vault(there), "--decisions", filled)
    assert "9 to be replaced in 2 transcripts; say --apply" in result.output
    assert result.exit_code == 1, "what was decided waits"
    assert "Hanne" in (there / "transcripts/X1.md").read_text()
    result = run("identify", there, "--vault", _vault(there), "--apply")
    assert result.exit_code == 1, "the finding's prose still has the name"
    assert f"wrote {there}/transcripts/X1.md" in result.output
    assert f"{there}/findings/f.md:" in result.output
    assert read(there).transcripts["X2"].turns[1].text.startswith("[NAVN1] ringede.")
    for path in (there / "findings/f.md", there / "translations/en.jsonl"):
        text = path.read_text().replace("Hanne", "[NAVN1]").replace("ringede|hanne", "ringede")
        path.write_text(text, encoding="utf-8")
    result = run("identify", there, "--vault", _vault(there))
    assert result.exit_code == 0, result.output


def test_one_key_decides_and_the_rest_is_there_next_time(there: Path):
    keys = "r" + "oO" + "k" + "a verb\n" + "p" + "Vagn Bæk\n" + "u" + "q"
    asked = ["identify", str(there), "--vault", str(_vault(there)), "--review", "--most", "0"]
    result = CliRunner().invoke(app, asked, input=keys)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "elsewhere: replace [NAVN1]" in result.output
    assert "3 places" not in result.output
    rows = _rows(_vault(there) / "identify/x.csv")
    done = [
        (r["context"].partition("[[")[2].partition("]]")[0], r["decision"], r["put"]) for r in rows
    ]
    assert done[:4] == [
        ("Hanne", "replace", "[NAVN1]"),
        ("Hanne Kringelbæk", "replace", "[NAVN1]"),
        ("Hannes", "replace", "[NAVN1]"),
        ("bo", "keep", ""),
    ]
    assert done[4] == ("Bo", "", ""), "put, and undone"
    assert done[7] == ("hanne", "replace", "[NAVN1]"), "all of these words, with one key"
    assert rows[3]["reason"] == "a verb"


def test_machines_are_told_counts_and_places_and_no_word(there: Path):
    filled = _filled(there)
    for extra in ([], ["--decisions", filled], ["--apply"]):
        result = run("identify", there, "--vault", _vault(there), "--json", *extra)
        told = json.loads(result.output)
        assert len(told["items"]) == sum(told["counts"].values())
        assert not [name for name in NAMES if name in result.output.casefold()]
        assert "NAVN" not in result.output
    assert told["written"]


def test_words_that_nobody_found_are_added_by_hand(there: Path):
    added = ("--add", "X1:2=sagde hun")
    run("identify", there, "--vault", _vault(there), *added)
    rows = _rows(_vault(there) / "identify/x.csv")
    assert [r["why"] for r in rows if "[[sagde hun]]" in r["context"]] == ["added by hand"]
    run("identify", there, "--vault", _vault(there))
    assert len(_rows(_vault(there) / "identify/x.csv")) == 11
    path = there / "transcripts/X1.md"
    path.write_text(path.read_text().replace("Ring, sagde hun", "Ring nu, sagde hun"), "utf-8")
    run("identify", there, "--vault", _vault(there))
    assert "added by hand" not in (_vault(there) / "identify/x.csv").read_text()
    with pytest.raises(LisesError, match="do not stand"):
        run("identify", there, "--vault", _vault(there), "--add", "X1:1=sagde hun")


def test_a_faulty_list_is_told_by_its_rows_and_nothing_is_written(there: Path):
    filled = _filled(there, within="galaxy")
    before = (_vault(there) / "identify/x.csv").read_bytes()
    result = run("identify", there, "--vault", _vault(there), "--decisions", filled, "--apply")
    assert result.exit_code == 1
    assert f"{filled}:2: field-value" in result.output
    assert (_vault(there) / "identify/x.csv").read_bytes() == before


def test_a_study_that_cannot_be_carried_is_told_to_machines_by_place_alone(there: Path):
    filled = _filled(there)
    path = there / "codings/c/X1.jsonl"
    path.write_text(path.read_text() + '{"id":"X1-zzzz","turn":2,"quote":"Hanne"}\n', "utf-8")
    asked = ("--decisions", filled, "--apply", "--json")
    told = json.loads(run("identify", there, "--vault", _vault(there), *asked).output)
    assert {tuple(p) for p in told["problems"]} == {("path", "line", "rule")}
    assert "Hanne" in (there / "transcripts/X1.md").read_text()


def test_check_says_where_a_registered_name_is_left(there: Path):
    told = json.loads(run("check", there, "--vault", _vault(there), "--json").output)
    left = [p for p in told["problems"] if p["rule"] == "name-left"]
    assert {p["path"].removeprefix(f"{there}/") for p in left} >= {
        "transcripts/X1.md",
        "codings/c/X1.jsonl",
        "findings/f.md",
    }
    assert not [n for n in NAMES if n in json.dumps(left, ensure_ascii=False).casefold()]
    plain = json.loads(run("check", there, "--json").output)
    assert "name-left" not in {p["rule"] for p in plain["problems"]}


def test_a_vault_within_the_study_is_refused(there: Path):
    (there / "vault").mkdir()
    with pytest.raises(LisesError, match="apart"):
        run("identify", there, "--vault", there / "vault")
