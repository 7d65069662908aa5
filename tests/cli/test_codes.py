"""``lises codes`` as a person and as a machine calls it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lises.cli.app import app
from lises.errors import LisesError, UnknownNameError

DAY = "2026-11-02T10:00:00Z"
TINY = Path(__file__).parent.parent / "studies" / "demo-tiny"


def run(*arguments: str | Path, asked: str | None = None) -> Result:
    result = CliRunner().invoke(app, ["codes", *map(str, arguments)], input=asked)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "demo-tiny"))


@pytest.mark.parametrize("command", ["list", "add", "rename", "merge", "split", "move", "import"])
def test_help_has_an_example(command: str):
    said = run(command, "--help").output
    assert f"Example: lises codes {command}" in " ".join(said.split())


def test_the_tree_shows_who_voices_each_code_and_that_it_is_invented(tiny: Path):
    assert run("list", tiny).output.splitlines() == [
        "tap          3 of 3  the tap",
        "  tap-queue  2 of 3  the queue",
        "weeds        1 of 2  weeds",
        "3 codes of demo-tiny (invented material), who voices it, of those read; consensus",
    ]
    told = json.loads(run("list", tiny, "--language", "da", "--json").output)
    assert told["codes"][1] == {
        "code": "tap-queue", "parent": "tap", "depth": 1, "label": "køen", "n": 2, "of": 3,
    }  # fmt: skip
    assert told["data_status"] == "constructed"


def test_the_tree_of_a_study_that_counts_nobody_has_no_numbers(tiny: Path):
    path = tiny / "study.yaml"
    path.write_text(path.read_text("utf-8").replace("counting: checked", "counting: none"), "utf-8")
    said = run("list", tiny).output
    assert " of 3" not in said
    assert "does not count people" in said


def test_nothing_is_written_unasked(tiny: Path):
    before = {p: p.read_bytes() for p in tiny.rglob("*") if p.is_file()}
    said = run("merge", tiny, "tap-queue", "--into", "tap", "--why", "one thing").output
    assert "finding queue: counted tap-queue, counts tap: 2 of 3 → 3 of 3" in said
    assert "nothing written" in said
    said = run("rename", tiny, "tap", "pump", "--why", "x", "--write", "--dry-run").output
    assert "      7 -   - id: tap\n      7 +   - id: pump\n" in said
    assert {p: p.read_bytes() for p in tiny.rglob("*") if p.is_file()} == before


def test_a_change_is_written_with_why_and_when(tiny: Path):
    day = ("--date", "2026-06-01")
    told = run(
        "rename", tiny, "tap", "pump", "--why", "da=sådan", "--why", "en=so", *day, "--write"
    )
    assert told.output.splitlines()[-1] == "wrote 14 files; the codebook has version 3"
    book = (tiny / "codebook.yaml").read_text("utf-8")
    assert "{version: 3, date: 2026-06-01, why: {da: sådan, en: so}}" in book
    assert run("list", tiny).output.startswith("pump")


def test_machines_get_the_same(tiny: Path):
    told = json.loads(run("move", tiny, "tap-queue", "--top", "--why", "x", "--json").output)
    assert told["written"] == []
    assert told["codes"] == [{"code": "tap", "before": [3, 3], "after": [2, 3]}]
    assert [file["path"] for file in told["files"]] == ["codebook.yaml"]
    told = json.loads(
        run("move", tiny, "tap-queue", "--top", "--why", "x", "--json", "--write").output
    )
    assert told["written"] == [str(tiny / "codebook.yaml")]


def test_a_code_is_split_by_a_worksheet(tiny: Path, tmp_path: Path):
    sheet = tmp_path / "sheet.csv"
    args = ["split", tiny, "tap-queue"]
    said = run(*args, "--into", "weeds", "--into", "tap", "--worksheet", sheet).output
    assert "5 passages" in said
    assert "It holds quotations" in said
    undecided = run(*args, "--from", sheet, "--why", "two things", "--write")
    assert undecided.exit_code == 1
    assert f"{sheet}:2: passage-undecided" in undecided.output
    told = json.loads(run(*args, "--from", sheet, "--why", "x", "--json").output)
    assert len(told["problems"]) == 5
    sheet.write_text(sheet.read_text("utf-8").replace(",\n", ",weeds\n"), "utf-8")
    done = run(*args, "--from", sheet, "--why", "two things", "--write")
    assert done.exit_code == 0, done.output
    assert "finding queue: 2 of 3 → 0 of 3" in done.output
    with pytest.raises(LisesError, match="is there already"):
        run("split", tiny, "weeds", "--into", "tap", "--into", "tap-queue", "--worksheet", sheet)


def test_a_damaged_study_is_refused_with_its_faults(tiny: Path):
    path = tiny / "themes.yaml"
    path.write_text(path.read_text("utf-8").replace("[tap,", "[tapp,"), "utf-8")
    result = run("rename", tiny, "tap", "pump", "--why", "x", "--write")
    assert result.exit_code == 1
    assert f"{path}:3: code-unknown" in result.output
    assert "nothing was changed" in result.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("rename", "tap", "pump", "--why", " "), "--why"),
        (("rename", "tap", "pump", "--why", "a", "--why", "b"), "one for each language"),
        (("rename", "tap", "pump", "--why", "a", "--why", "en=b"), "which language"),
        (("rename", "tap", "pump", "--why", "a", "--date", "soon"), "write a day"),
        (("move", "tap", "--why", "a"), "one of the two"),
        (("split", "tap"), "--worksheet FILE"),
        (("split", "tap", "--into", "weeds", "--worksheet", "x.csv"), "at least two"),
        (
            ("split", "tap", "--from", "x.csv", "--into", "weeds", "--why", "a"),
            "--into stands with",
        ),
    ],
)
def test_a_wrong_call_says_what_would_serve(tiny: Path, arguments: tuple[str, ...], said: str):
    command, *rest = arguments
    with pytest.raises(LisesError, match=said):
        run(command, tiny, *rest)


def test_an_unknown_code_says_what_was_meant(tiny: Path):
    with pytest.raises(UnknownNameError, match='did you mean "weeds"'):
        run("move", tiny, "weed", "--top", "--why", "x")


def test_codes_that_stand_in_a_text_come_in_when_the_codebook_has_them(tiny: Path, tmp_path: Path):
    file = tmp_path / "a.rock"
    file.write_text("They keep the path [[weeds]]\nI keep the beans. [[weeds>beans]] [[uid=1]]\n")
    args = ("import", tiny, file, "--interview", "DEMO-G1", "--set", "ab-1")
    refused = run(*args, "--write")
    assert refused.exit_code == 1
    assert f'lises codes add {tiny} beans --under weeds --label "beans"' in refused.output
    assert "placed by position 0, by words 2" in refused.output
    run("add", tiny, "beans", "--under", "weeds", "--label", "x", "--definition", "y", "--why", "z",
        "--write")  # fmt: skip
    before = (tiny / "codings/ab-1/DEMO-G1.jsonl").read_bytes()
    assert "nothing written" in run(*args).output
    assert "2 new passages" in run(*args, "--write").output
    after = (tiny / "codings/ab-1/DEMO-G1.jsonl").read_bytes()
    assert after.startswith(before)
    assert [json.loads(line)["codes"] for line in after[len(before) :].splitlines()] == [
        ["weeds"], ["beans"],
    ]  # fmt: skip
    told = json.loads(run(*args, "--json").output)
    assert (told["passages"], told["already"], told["written"]) == ([], 2, [])


def test_a_study_that_went_out_and_was_coded_elsewhere_comes_back_into_another_set(
    tiny: Path, tmp_path: Path
):
    from dataclasses import replace

    from lises import load
    from lises.exchange.projects.from_study import from_study
    from lises.exchange.projects.project import Coder, ProjectCoding
    from lises.exchange.refi.writing.project import write_qdpx

    project = from_study(load(tiny).folder, mark="Invented people.")
    source = project.sources[0]
    text = (source.text or "").replace("\n", "\r\n")
    sources = (replace(source, text=text, turns=()), *project.sources[1:])
    start = text.index("beans")
    added = ProjectCoding(key="new", source=source.key, code="weeds", coder="them", date=DAY,
                          spans=((start, start + 5),))  # fmt: skip
    coders = (*project.coders, Coder(key="them", name="The other coder"))
    back = tmp_path / "back.qdpx"
    theirs = replace(project, sources=sources, codings=(added,), coders=coders)
    back.write_bytes(write_qdpx(theirs).content)
    args = ("import", tiny, back, "--set", "cd-1")
    told = json.loads(run(*args, "--json", "--coder", "the other coder").output)
    assert (told["by_position"], told["by_words"], told["not_placed"]) == (1, 0, [])
    assert told["sources"][source.name] == source.id
    assert [(p["quote"], p["codes"]) for p in told["passages"]] == [(["beans"], ["weeds"])]
    assert "wrote" in run(*args, "--write").output
    assert "0 new passages, 1 there already" in run(*args).output
    (origin,) = (o for o in load(tiny).folder.origins if o.kind == "coding")
    assert (origin.id, origin.code, origin.date[:10]) == (
        next(p.id for p in load(tiny).folder.passages if p.quote == ("beans",)), "weeds", DAY[:10],
    )  # fmt: skip
    assert not [p for p in load(tiny).problems if p.rule.startswith("origin")]


def test_a_table_whose_columns_are_named_comes_in_by_its_words(tiny: Path, tmp_path: Path):
    file = tmp_path / "tabel.csv"
    file.write_text("hvor;hvad;sagt\nDEMO-G1;weeds;I keep the beans.\n")
    args = ("import", tiny, file, "--set", "ab-1")
    with pytest.raises(LisesError, match="is read here"):
        run(*args)
    named = ("--column", "document=hvor", "--column", "code=hvad", "--column", "quote=sagt")
    assert (
        "1 new passage, 0 there already; placed by position 0, by words 1"
        in run(*args, *named).output
    )
    with pytest.raises(LisesError, match="write code=Tema"):
        run(*args, "--column", "code")
    with pytest.raises(LisesError, match="there is no"):
        run("import", tiny, tmp_path / "none.csv", "--set", "ab-1")
