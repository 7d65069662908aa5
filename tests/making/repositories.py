"""One small repository for all tests of the trail: a study worked on by two people who must not be named."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

TINY = Path(__file__).parents[1] / "studies" / "demo-tiny"
KAREN = ("Karen Kanariefugl", "karen@kanarie.example")
BODIL = ("Bodil Bogfinke", "bodil@finke.example")
MESSAGES = (
    "Første hele udgave, hilsen Kanariefugl",
    "Gåsebo skal ikke nævnes",
    "flettet af Rødkælk",
)
CANARIES = (*KAREN, *BODIL, *MESSAGES, "gaasebo", "Memo om Gåsebo", "roedkaelk", "Gåsebos hane")


def git(folder: Path, *words: str, who: tuple[str, str] = KAREN, day: int = 1) -> str:
    """Run git away from the settings of whoever runs the tests."""
    date = f"2026-06-{day:02d}T12:00:00+0200"
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "GIT_CONFIG_NOSYSTEM": "1",
        **{f"GIT_{role}_NAME": who[0] for role in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{role}_EMAIL": who[1] for role in ("AUTHOR", "COMMITTER")},
        **{f"GIT_{role}_DATE": date for role in ("AUTHOR", "COMMITTER")},
    }
    done = subprocess.run(
        ["git", "-C", str(folder), *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout.strip()


def changed(path: Path, *pairs: tuple[str, str]) -> None:
    """Put words in the place of others, each of which stands in the file once."""
    text = path.read_text("utf-8")
    for was, becomes in pairs:
        assert text.count(was) >= 1, (path, was)
        text = text.replace(was, becomes)
    path.write_text(text, "utf-8")


@cache
def kept_study() -> Path:
    """Give a study in a subfolder that was renamed, merged, recoded and is not all committed.

    Nobody changes it: a test that needs to takes a copy of the repository's folder.
    """
    root = Path(tempfile.mkdtemp(prefix="trail-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    git(root, "init", "-q", "-b", "main")
    (root / "README.md").write_text("beside the study\n")
    first = root / "work" / "former-name"
    shutil.copytree(TINY, first)
    memo = first / "memos" / "gaasebo.md"
    memo.write_text(
        "---\ntitle: Memo om Gåsebo\ncoder: ab\ndate: 2026-05-30\n---\n\nKun for os.\n", "utf-8"
    )
    (first / "journal" / "roedkaelk.md").write_text(
        "---\ncoder: cd\ndate: 2026-05-31\n---\n\nOm mig.\n"
    )
    changed(first / "codebook.yaml", ("Rain and rain barrels.", "Rain and Gåsebos hane."))
    _commit(root, MESSAGES[0], day=1)
    study = root / "work" / "demo-tiny"
    git(root, "mv", "work/former-name", "work/demo-tiny")
    _commit(root, "the folder has its name", day=2)
    _coded(root, study)
    _recoded(root, study)
    _merged(root, study)
    _open(study)
    return study


def _commit(root: Path, message: str, *, who: tuple[str, str] = KAREN, day: int) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", message, who=who, day=day)


def _coded(root: Path, study: Path) -> None:
    """12 passages come, 2 go, 1 changes; and the second coder names herself in study.yaml."""
    path = study / "codings" / "ab-1" / "DEMO-G1.jsonl"
    lines = path.read_text("utf-8").splitlines()
    new = [
        f'{{"id":"DEMO-G1-n{n:03d}","turn":2,"quote":"tap","codes":["tap"]}}'
        for n in range(100, 112)
    ]
    kept = [lines[0].replace('["tap"]', '["tap","weeds"]')]
    path.write_text("\n".join([*new, *kept]) + "\n", "utf-8")
    names = f'commits_as: ["{BODIL[1].upper()}"]'
    changed(study / "study.yaml", ("cd: {name: Coder B}", f"cd: {{name: Coder B, {names}}}"))
    _commit(root, MESSAGES[1], who=BODIL, day=3)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    _commit(root, "as before", who=BODIL, day=4)


def _recoded(root: Path, study: Path) -> None:
    """A code is renamed wherever it stands, one defined anew, one moved, one merged, one split off."""
    for path in [study / "codebook.yaml", *study.glob("codings/*/*.jsonl"), *study.glob("*.yaml")]:
        if "weeds" in path.read_text("utf-8"):
            changed(path, ("weeds", "ukrudt"))
    changed(
        study / "codebook.yaml",
        ("Rain and Gåsebos hane.", "Rain and rain barrels."),
        ("version: 2\n", "version: 3\n"),
        (
            "  - {version: 2,",
            '  - {version: 3, date: 2026-06-05, why: {en: "Clearer."}}\n  - {version: 2,',
        ),
        ("  - id: ukrudt\n", "  - id: ukrudt\n    parent: tap\n    changed: 3\n"),
    )
    _commit(root, "codebook version 3", day=5)


def _merged(root: Path, study: Path) -> None:
    """Both sides change one passage; who merges writes what neither had."""
    path = study / "codings" / "cd-1" / "DEMO-G1.jsonl"
    lines = path.read_text("utf-8").splitlines(keepends=True)

    def with_codes(codes: str) -> None:
        head, _, _ = lines[0].partition('"codes":')
        path.write_text("".join([f'{head}"codes":{codes}}}\n', *lines[1:]]), "utf-8")

    git(root, "checkout", "-q", "-b", "side")
    with_codes('["tap","ukrudt"]')
    _commit(root, "side", who=BODIL, day=6)
    git(root, "checkout", "-q", "main")
    with_codes('["tap-queue"]')
    _commit(root, "main", day=7)
    git(root, "merge", "-q", "side", who=BODIL, day=8)  # a conflict: exit 1
    with_codes('["tap","tap-queue"]')
    _commit(root, MESSAGES[2], who=BODIL, day=8)


def _open(study: Path) -> None:
    """Leave two files as no commit has them, one in the middle of a merge."""
    path = study / "codings" / "consensus" / "DEMO-K1.jsonl"
    with path.open("a", encoding="utf-8") as file:
        file.write(
            '<<<<<<< ours\n{"id":"DEMO-K1-zzzz","turn":2,"quote":"x","codes":["tap"]}\n>>>>>>> theirs\n'
        )
    (study / "memos" / "roedkaelk.md").write_text("---\ndate: 2026-06-09\n---\n\nNoget.\n")
