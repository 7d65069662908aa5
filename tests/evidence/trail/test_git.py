"""A repository from a stranger runs nothing."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from lises.evidence.trail import Repository
from lises.evidence.trail import git as reading
from tests.making.repositories import git

SIGNED = """tree {tree}
parent {parent}
author N <n@example.org> 1700000000 +0000
committer N <n@example.org> 1700000000 +0000
gpgsig -----BEGIN PGP SIGNATURE-----
{blank}
 abc
 -----END PGP SIGNATURE-----

signed \x1b[31mred
"""
PROGRAMS = (
    "core.fsmonitor", "core.pager", "core.sshCommand", "core.askPass", "core.alternateRefsCommand",
    "diff.external", "gpg.program", "gpg.ssh.program", "credential.helper", "diff.evil.textconv",
    "filter.evil.smudge", "filter.evil.clean",
)  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a repository whose every program leaves a mark, with a signed commit and a blob to fetch."""
    root = tmp_path_factory.mktemp("hostile")
    study = root / "study"
    study.mkdir()
    git(study, "init", "-q", "-b", "main")
    for line in "ab":
        (study / "study.yaml").write_text(f"id: {line}\n")
        (study / ".gitattributes").write_text("* diff=evil filter=evil\n")
        git(study, "add", "-A")
        git(study, "commit", "-qm", line)
    tree, parent = git(study, "rev-parse", "HEAD^{tree}"), git(study, "rev-parse", "HEAD")
    (root / "signed").write_text(
        SIGNED.format(blank=" ", tree=git(study, "rev-parse", "HEAD~^{tree}"), parent=parent)
    )
    assert tree
    signed = git(study, "hash-object", "-t", "commit", "-w", str(root / "signed"))
    git(study, "update-ref", "HEAD", signed)
    script = root / "evil.sh"
    script.write_text(f'#!/bin/sh\necho "$@" >> "{root / "RAN"}"\nexit 1\n')
    script.chmod(0o755)
    for name in PROGRAMS:
        git(study, "config", name, str(script))
    hooks = root / "hooks"
    hooks.mkdir()
    for hook in ("post-index-change", "reference-transaction", "post-checkout"):
        (hooks / hook).symlink_to(script)
    settings = {
        "log.showSignature": "true",
        "core.hooksPath": str(hooks),
        "remote.origin.url": f"ext::{script} %S",
        "protocol.ext.allow": "always",
        "remote.origin.promisor": "true",
        "remote.origin.partialclonefilter": "blob:none",
        "extensions.partialClone": "origin",
        "core.repositoryformatversion": "1",
        "log.showRoot": "false",
        "i18n.logOutputEncoding": "UTF-16",
    }
    for name, value in settings.items():
        git(study, "config", name, value)
    blob = git(study, "rev-parse", f"{parent}:study.yaml")
    (study / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    return study


def read_all(study: Path) -> list[bytes | None]:
    repository = Repository(study)
    commits = list(repository.commits(repository.prefix))
    repository.moved_from(commits[-1].name, "study.yaml")
    repository.files(repository.prefix)
    with repository.blobs() as blobs:
        return [blobs.read(f.after) for c in commits for f in c.files if f.path == "study.yaml"]


def test_no_program_that_a_repository_names_is_run(hostile: Path) -> None:
    assert None in read_all(hostile)  # the one that would have to be fetched
    assert not (hostile.parent / "RAN").exists()


def test_the_same_repository_runs_programs_where_nothing_is_switched_off(
    hostile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marked = hostile.parent / "RAN"
    monkeypatch.setattr(reading, "SETTINGS", ())
    monkeypatch.setattr(reading, "ENVIRONMENT", {})
    monkeypatch.setattr(reading, "_environment", lambda: dict(os.environ))
    read_all(hostile)
    assert marked.exists()
    marked.unlink()


def test_a_message_cannot_steer_a_terminal(hostile: Path) -> None:
    repository = Repository(hostile)
    first = next(iter(repository.commits(repository.prefix)))
    assert first.message == "signed  [31mred"


def test_a_folder_named_like_a_pattern_is_taken_by_its_name(tmp_path: Path) -> None:
    study = tmp_path / "[ab]*"
    study.mkdir()
    (study / "study.yaml").write_text("id: x\n")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "study.yaml").write_text("id: y\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "both")
    repository = Repository(study)
    (commit,) = repository.commits(repository.prefix)
    assert [change.path for change in commit.files] == ["study.yaml"]


def test_a_program_in_the_study_is_not_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = tmp_path / "git"
    fake.write_text("#!/bin/sh\nexit 0\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(reading.NoHistoryError, match="no-git"):
        Repository(tmp_path)


def test_a_history_that_takes_too_long_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_words: object, **_how: object) -> None:
        raise subprocess.TimeoutExpired("git", 1)

    monkeypatch.setattr(reading.subprocess, "run", slow)
    with pytest.raises(reading.NoHistoryError, match="too-slow"):
        Repository(tmp_path)
