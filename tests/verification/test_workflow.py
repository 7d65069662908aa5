"""The workflow file of a host: pinned, of a bundle alone; its own lines are run in test_bundle."""

from __future__ import annotations

import platform
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from lises import __version__
from lises.cli.app import app
from lises.errors import LisesError
from lises.privacy.releasing import release_study
from lises.verification.lock import LOCK, Lock, write_lock
from lises.verification.workflow import HOSTS, unfit_to_publish, write_workflow

ROOT = Path(__file__).parents[2]
TINY = ROOT / "tests/studies/demo-tiny"
TODAY = "2026-11-22"


def lines_of(path: Path) -> list[str]:
    """Give what a workflow has run, in its order."""
    told: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    if "pages" in told:
        return list(told["pages"]["script"])
    return [step["run"] for step in told["jobs"]["build"]["steps"] if "run" in step]


@pytest.mark.parametrize("host", HOSTS)
def test_a_workflow_is_pinned_and_has_the_least_rights(host: str, tmp_path: Path) -> None:
    path = write_workflow(tmp_path, host)
    text = path.read_text("utf-8")
    told = yaml.safe_load(text)
    assert platform.python_version() in text
    assert f"lises=={__version__}" in text
    assert "{python}" not in text
    for uses in re.findall(r"uses: (\S+)", text):
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", uses), uses
    for word in ("pypi", "index-url", "latest", "secrets."):
        assert word not in text.lower()
    if host == "github":
        assert told["permissions"] == {"contents": "read"}
        assert told["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert write_workflow(tmp_path, host).read_text("utf-8") == text


@pytest.mark.parametrize("host", HOSTS)
def test_nothing_is_uploaded_before_it_is_checked_verified_and_built_anew(
    host: str, tmp_path: Path
) -> None:
    lines = lines_of(write_workflow(tmp_path, host))
    words = [re.match(r"lises (\w+)", line) for line in lines]
    assert [found[1] for found in words if found] == ["workflow", "verify", "book", "verify"]
    assert "--check" in lines[1]
    assert "--published" in " ".join(lines[4:])


@pytest.mark.parametrize("page", ["publishing.md", "publishing.da.md"])
def test_the_guide_shows_the_file_that_is_written(page: str, tmp_path: Path) -> None:
    text = (ROOT / "book/guide" / page).read_text("utf-8")
    (shown,) = re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    written = write_workflow(tmp_path, "gitlab").read_text("utf-8")
    image = r"python:[\d.]+-slim"
    assert yaml.safe_load(re.sub(image, "", shown)) == yaml.safe_load(re.sub(image, "", written))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A repository with what a bundle is known by: its lock and a release."""
    folder = tmp_path / "site"
    made = release_study(TINY, "public", folder / "bundle/studies/demo-tiny", today=TODAY)
    assert made.good
    write_lock(Lock(program="lises", tier="public"), folder / "bundle" / LOCK)
    return folder


def _whys(site: Path) -> list[tuple[str, str]]:
    return [(one.place, one.why) for one in unfit_to_publish(site)]


def test_a_repository_with_a_public_bundle_is_fit(site: Path) -> None:
    assert unfit_to_publish(site) == ()
    assert write_workflow(site, "github").is_file()


def test_an_archive_a_stricter_release_and_a_lock_of_another_tier_are_not(site: Path) -> None:
    shutil.copytree(TINY, site / "hidden/away")
    assert _whys(site) == [("hidden/away", "is an archive, not a release")]
    with pytest.raises(LisesError, match="archive"):
        write_workflow(site, "github")
    shutil.rmtree(site / "hidden")
    release_study(TINY, "reviewer", site / "more", today=TODAY)
    assert _whys(site) == [("more", "is a release for the reviewer tier")]
    (site / "more/release.json").write_text("{")
    assert _whys(site) == [("more", "is no release that can be read")]
    shutil.rmtree(site / "more")
    write_lock(Lock(program="lises", tier="reviewer"), site / "bundle" / LOCK)
    assert _whys(site) == [("bundle", "was made for the reviewer tier")]
    done = CliRunner().invoke(app, ["workflow", str(site), "--check"])
    assert done.exit_code == 1
    (site / "bundle" / LOCK).unlink()
    assert "is no bundle" in _whys(site)[0][1]


def test_a_workflow_of_somebody_else_stays(tmp_path: Path) -> None:
    (tmp_path / ".gitlab-ci.yml").write_text("test: {script: [true]}\n")
    with pytest.raises(LisesError, match="somebody else"):
        write_workflow(tmp_path, "gitlab")
    with pytest.raises(LisesError, match="github"):
        write_workflow(tmp_path, "githob")
    with pytest.raises(LisesError, match="no folder"):
        write_workflow(tmp_path / "nowhere", "github")
