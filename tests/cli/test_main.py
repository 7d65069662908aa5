"""The process: exit codes, no traceback, what is loaded, and the examples of the documents."""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lises.cli import main

ROOT = Path(__file__).parent.parent.parent
FENCED = re.compile(r"^```([a-z]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def call(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "lises", *arguments]
    env = {**os.environ, "PYTHONUTF8": "1", **environment}
    return subprocess.run(
        command, cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_misuse_is_exit_2_and_one_line_without_a_traceback(tmp_path: Path) -> None:
    done = call("check", str(tmp_path / "nowhere"))
    assert done.returncode == 2
    assert done.stderr.startswith("lises: ")
    assert "Traceback" not in done.stderr
    assert call("no-such-command").returncode == 2
    assert call("find", str(ROOT / "tests/studies/demo-tiny")).returncode == 2


def test_a_fault_of_our_own_is_told_without_a_traceback_unless_asked_for(tmp_path: Path) -> None:
    breaking = tmp_path / "sitecustomize.py"
    breaking.write_text(
        "import lises.notebook\n"
        "def broken(path): raise RuntimeError('broken on purpose')\n"
        "lises.notebook.load = broken\n"
    )
    path = os.pathsep.join([str(tmp_path), str(ROOT)])
    study = "tests/studies/demo-tiny"
    done = call("check", study, PYTHONPATH=path)
    assert done.returncode == 2
    assert "broken on purpose" in done.stderr
    assert "Traceback" not in done.stderr
    loud = call("check", study, PYTHONPATH=path, LISES_TRACEBACK="1")
    assert "Traceback" in loud.stderr


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['lises', '--help']\n"
        "from lises.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'polars', 'spacy', 'sphinx', 'jupyter_book', 'rapidfuzz', 'yaml', 'pybtex'}\n"
        "found = heavy & set(sys.modules)\n"
        "assert not found, found\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)


def commands_of(page: Path) -> list[str]:
    found = FENCED.findall(page.read_text(encoding="utf-8"))
    blocks = "".join(block for language, block in found if not language)
    lines = (line.partition("  #")[0].strip() for line in blocks.splitlines())
    return [" ".join(line.split()) for line in lines if line.startswith("lises ")]


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "studies", tmp_path / "studies")
    shutil.copytree(ROOT / "tests/studies/demo-tiny", tmp_path / SMALL)
    design = tmp_path / "studies/demo-cubb/study.yaml"  # what costs most is proved elsewhere
    design.write_text(re.sub(r"(?m)^opt_in: .*\n", "", design.read_text("utf-8")), "utf-8")
    text = "I: Where did you go home?\n\nX: To the house.\n\nI: Home?\n\nX: Home.\n"
    for name in ("interview.txt", "interview-01.docx", "interview.docx"):
        (tmp_path / name).write_text(text)
    changed = tmp_path / "studies/demo-cubb/transcripts/DEMO-R03.md"
    shutil.copy(changed, tmp_path / "R03.md")  # a new transcript, for `lises anchor`
    (tmp_path / "coded.rock").write_text("To the house. [[house]]\n")
    (tmp_path / "texts").mkdir()  # where a reader keeps the texts of published sources
    (tmp_path / "texts/article.txt").write_text(text)
    return tmp_path


PAGES = [
    "README.md",
    "book/reference/commands.md",
    *(f"book/guide/{name}.md" for name in ("first-hour", "author", "reviewer", "steward")),
]
NEEDS_WHAT_READERS_WRITE = "trace my-study boxes"  # the finding that the guide has you write
# A book and a report of the large study are made by the tests of the project's book and of reports;
# an example of them is about the command, and a small study has it too.
LARGE, SMALL = "studies/demo-cubb", "studies/demo-tiny"


@pytest.mark.parametrize("page", PAGES)
def test_every_example_of_a_page_runs_in_its_order(
    page: str, workplace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(workplace)
    for command in commands_of(ROOT / page):
        words = shlex.split(command)[1:]
        if NEEDS_WHAT_READERS_WRITE in command:
            continue
        if words[0] in ("book", "report"):
            words = [SMALL if word == LARGE else word for word in words]
        if words[0] in ("book", "report", "release", "lock", "bundle") and Path(words[1]).is_dir():
            _sample_of_one(Path(words[1]))
        code = _called(words, monkeypatch)
        said = capsys.readouterr()
        told = f"{command}\n{said.out}{said.err}"
        assert code in (0, 1) or (words[0] == "verify" and code == 3), told
        assert not said.err.startswith("lises:"), told
        if words[0] in ("new", "book", "bundle", "trace") or "--write" in words:
            assert code == 0, told


def _called(words: list[str], monkeypatch: pytest.MonkeyPatch) -> int:
    """Call the program's own entry as a process would, with nobody there to answer; its exit code.

    A process for each of the eighty examples would load the library eighty times.
    """
    monkeypatch.setattr("sys.argv", ["lises", *words])
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)


def _sample_of_one(study: Path) -> None:
    path = study / "study.yaml"
    path.write_text(re.sub(r"sample: 0", "sample: 1", path.read_text(encoding="utf-8")))


def test_there_are_examples_of_every_command() -> None:
    seen = {command.split()[1] for page in PAGES for command in commands_of(ROOT / page)}
    begun = {"new", "import", "check", "trace", "find", "anchor", "codes", "assign", "progress"}
    given_out = {"release", "disclosure", "withdraw", "lock", "bundle", "verify"}
    assert seen == {*begun, *given_out, "trail", "report", "book", "sources", "export"}
