"""The hook stands where git looks, over nobody else's, and stops a push for real."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lises.cli.app import app
from lises.errors import LisesError
from lises.privacy.pushing import (
    Outgoing,
    allow_remote,
    allowed_remotes,
    install_hook,
    may_hold_all,
)
from lises.privacy.pushing.hook import hook_text
from lises.privacy.pushing.places import plain_address
from tests.making.repositories import git

from .pushing import Clone, clone, collected

LFS = '#!/bin/sh\ncat > "$(dirname "$0")/other-was-told"\n'


@pytest.fixture
def work(tmp_path: Path) -> Clone:
    return clone(tmp_path)


def _pushed(work: Clone, *words: str) -> subprocess.CompletedProcess[str]:
    """Push as somebody does, with the hook that is there."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(work.root), "GIT_CONFIG_NOSYSTEM": "1"}
    command = ["git", "-C", str(work.root), "push", *(words or ("origin", "main"))]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def _there(work: Clone) -> str:
    return git(work.remote, "for-each-ref", "--format=%(refname)")


def test_a_push_is_stopped_until_the_remote_is_listed(work: Clone) -> None:
    made = install_hook(Outgoing(work.root))
    assert made.path == (work.root / ".git/hooks/pre-push").resolve()
    collected(work)
    (work.root / "typer.py").write_text("raise SystemExit(0)  # a module that must not be taken\n")
    work.commit()
    done = _pushed(work)
    assert done.returncode != 0
    assert "own/asked.csv (commit " in done.stderr
    assert "words or people of a collected study" in done.stderr
    assert "lises hook allow . REMOTE" in done.stderr
    assert "Traceback" not in done.stderr
    assert _there(work) == ""
    allow_remote(Outgoing(work.root), "origin")
    assert _pushed(work).returncode == 0
    assert _there(work) == "refs/heads/main"


def test_without_a_program_that_answers_nothing_is_pushed(work: Clone) -> None:
    hook = install_hook(Outgoing(work.root)).path
    text = hook.read_text("utf-8")
    assert sys.executable in text
    hook.write_text(text.replace(sys.executable, "/nowhere/python"))
    assert _pushed(work).returncode != 0
    assert _there(work) == ""
    assert _pushed(work, "--no-verify", "origin", "main").returncode == 0  # git's own way round


def test_a_hook_of_somebody_else_is_kept_and_called_after(work: Clone) -> None:
    hooks = work.root / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    (hooks / "pre-push").write_text(LFS)
    (hooks / "pre-push").chmod(0o755)
    with pytest.raises(LisesError, match="somebody else"):
        install_hook(Outgoing(work.root))
    assert (hooks / "pre-push").read_text() == LFS
    for _ in range(2):  # written anew, it does not take itself for another
        made = install_hook(Outgoing(work.root), beside=True)
        assert made.other == (hooks / "pre-push.other").resolve()
    assert _pushed(work).returncode == 0
    assert (hooks / "other-was-told").read_text().startswith("refs/heads/main ")


def test_a_folder_of_hooks_that_is_named_is_used_and_one_for_all_repositories_is_not(
    work: Clone, tmp_path: Path
) -> None:
    git(work.root, "config", "core.hooksPath", ".githooks")
    made = install_hook(Outgoing(work.root))
    assert made.path == (work.root / ".githooks/pre-push").resolve()
    text = made.path.read_text("utf-8")
    assert sys.executable not in text  # it can be committed: no path of this machine
    assert "command lises" in text
    git(work.root, "config", "core.hooksPath", str(tmp_path / "everybodys"))
    with pytest.raises(LisesError, match="other repositories"):
        install_hook(Outgoing(work.root))
    assert not (tmp_path / "everybodys").exists()


def test_a_hook_is_for_every_working_tree_of_the_repository(work: Clone, tmp_path: Path) -> None:
    git(work.root, "worktree", "add", "-q", str(tmp_path / "second"), "-b", "second")
    made = install_hook(Outgoing(tmp_path / "second"))
    assert made.path == (work.root / ".git/hooks/pre-push").resolve()


def test_the_hook_is_plain_sh_and_quotes_what_windows_has_in_its_paths() -> None:
    text = hook_text("C:/Program Files/it's/python.exe")
    assert "'C:/Program Files/it'\"'\"'s/python.exe' -P -m lises" in text
    assert "\r" not in text
    subprocess.run(["sh", "-n", "-c", text], check=True)


def test_a_remote_is_listed_by_its_address_and_forgotten(work: Clone) -> None:
    repository = Outgoing(work.root)
    git(work.root, "remote", "set-url", "origin", "https://me:hush@git.example.org/study.git")
    assert allow_remote(repository, "origin") == "https://git.example.org/study"
    assert allow_remote(repository, "https://git.example.org/our/") == "https://git.example.org/our"
    assert allow_remote(repository, "origin") in allowed_remotes(repository)
    assert len(allowed_remotes(repository)) == 2
    assert "hush" not in "".join(allowed_remotes(repository))
    allow_remote(repository, "origin", forget=True)
    assert allowed_remotes(repository) == ("https://git.example.org/our/",)
    assert may_hold_all("https://git.example.org/our/study.git", allowed_remotes(repository))
    for said in ("nobody", "origin"):
        with pytest.raises(LisesError):
            allow_remote(repository, said, forget=True)


# ---- The command, as git's hook calls it ---------------------------------------------------------


def _called(work: Clone, told: str, monkeypatch: pytest.MonkeyPatch, *more: str) -> Result:
    monkeypatch.chdir(work.root)
    monkeypatch.setenv("GIT_DIR", ".git")
    words = ["hook", "pre-push", "origin", "https://me:hush@git.example.org/x", *more]
    return CliRunner().invoke(app, words, input=told)


def test_the_command_tells_places_and_no_password(
    work: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    collected(work)
    work.commit()
    told = work.told("origin", "main")
    done = _called(work, told, monkeypatch, "--json")
    assert done.exit_code == 1
    assert '"study-collected"' in done.stdout
    assert "hush" not in done.stdout
    assert _called(work, "", monkeypatch).exit_code == 0


def test_a_vault_is_remembered_and_asked_at_every_push(
    work: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "register.csv").write_text("name\nKaren Blicher\n")
    done = CliRunner().invoke(app, ["hook", "install", str(work.root), "--vault", str(vault)])
    assert done.exit_code == 0, done.output
    work.commit(**{"a.md": "to Karen Blicher\n"})
    line = f"refs/heads/main {git(work.root, 'rev-parse', 'HEAD')} refs/heads/main {'0' * 40}\n"
    done = _called(work, line, monkeypatch)
    assert done.exit_code == 1
    assert "a.md (commit " in done.stderr
    assert "Blicher" not in done.output
    (vault / "register.csv").unlink()
    vault.rmdir()
    done = _called(work, line, monkeypatch)
    assert isinstance(done.exception, LisesError)  # main() makes exit 2 of it: nothing is pushed


def test_a_folder_in_no_repository_is_said_in_words(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["hook", "install", str(tmp_path)])
    assert "in no git repository" in str(done.exception)


def test_an_address_is_told_without_user_and_password():
    assert plain_address("https://me:secret@git.example.org/x.git") == "https://git.example.org/x"
    assert plain_address("git@git.example.org:study.git/") == "git@git.example.org:study"
    assert may_hold_all("ssh://git@git.example.org/a.git", ("ssh://git.example.org/a",))
