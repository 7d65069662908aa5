"""Handing out in the terminal: a reviewer's release is sealed for somebody the study names."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyrage
import pytest
from typer.testing import CliRunner, Result

from lises.cli.app import app
from lises.errors import ReleaseError
from lises.privacy.sealing import handed_out
from lises.privacy.vault import open_vault
from lises.verification.bundle import BundleOrder, MadeBundle

TINY = Path(__file__).parent.parent / "studies" / "demo-tiny"
TIER = "reviewer: {signed: 2026-06-01, expires: 2027-06-01"


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = Path(shutil.copytree(TINY, tmp_path / "demo-tiny"))
    key = pyrage.x25519.Identity.generate()
    (tmp_path / "key.txt").write_text(str(key))
    (tmp_path / "vault").mkdir(mode=0o700)
    one = f"{{name: A. B., country: DK, agreement: 2026-17, expires: 2099-06-30, key: {key.to_public()}}}"
    text = (folder / "study.yaml").read_text("utf-8")
    assert TIER in text
    later = TIER.replace("2027", "2098")
    text = text.replace(TIER, f"{later}, receivers: [{one}]").replace("2031-11-01", "2099-11-01")
    (folder / "study.yaml").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def test_a_reviewer_release_that_nobody_is_named_for_is_refused(study):
    with pytest.raises(ReleaseError, match="--receiver names who gets it"):
        run("release", study, "--tier", "reviewer", "--to", "r")
    assert not Path("r").exists()


def test_it_is_sealed_and_can_be_opened_by_the_receiver(study):
    said = run(
        "release", study, "--tier", "reviewer", "--to", "r.tar.age", "--receiver", "A. B.",
        "--vault", "vault", "--json",
    )  # fmt: skip
    told = json.loads(said.output)
    (line,) = handed_out(open_vault(Path("vault"), study))
    assert told["folder"] is None
    assert told["sealed"]["sha256"] == line.sha256
    assert run("unseal", "r.tar.age", "--identity", "key.txt", "--to", "opened").exit_code == 0
    assert json.loads(Path("opened/release.json").read_text())["tier"] == "reviewer"
    assert run("check", "opened").exit_code == 0


def test_what_was_left_open_for_a_reason_can_be_sealed_later_for_the_same_people(study):
    why = ("--unsealed", "to be read here first", "--vault", "vault")
    assert "r: " in run("release", study, "--tier", "reviewer", "--to", "r", *why).output
    assert "to be read here first" in Path("vault/unsealed.csv").read_text()
    sealed = ("--to", "r.tar.age", "--vault", "vault", "--study", study, "--receiver")
    with pytest.raises(ReleaseError, match="no receiver"):
        run("seal", "r", *sealed, "Somebody else")
    assert "A. B. alone, until 2099-06-30" in run("seal", "r", *sealed, "A. B.").output
    assert Path("r.tar.age").is_file()


def test_a_bundle_for_a_reviewer_is_sealed_too(study, monkeypatch):
    def made(order: BundleOrder, **_: object) -> MadeBundle:
        order.to.mkdir()
        (order.to / "README.md").write_text("how to verify")
        return MadeBundle(folder=order.to, files=1)

    monkeypatch.setattr("lises.verification.bundle.make_bundle", made)
    asked = ("bundle", study, "--tier", "reviewer", "--to", "b.tar.age", "--vault", "vault")
    with pytest.raises(ReleaseError, match="is sealed"):
        run(*asked)
    assert "A. B. alone" in run(*asked, "--receiver", "A. B.").output
    assert run("unseal", "b.tar.age", "--identity", "key.txt", "--to", "b").exit_code == 0
    assert [p.name for p in Path("b").iterdir()] == ["README.md"]


def test_a_book_says_in_one_line_how_many_are_alone(study, monkeypatch):
    from lises.book.making import MadeBook

    alone = (("demo-tiny", 2, 3), ("other", 0, 9))
    made = MadeBook(html=Path("out/html"), pages=4, alone=alone)
    monkeypatch.setattr("lises.book.making.make_book", lambda *_, **__: made)
    said = run("book", study).output.splitlines()
    assert said[1:] == [
        "demo-tiny: 2 of 3 people are alone in what others may know of them; see lises disclosure"
    ]
    told = json.loads(run("book", study, "--json").output)["alone"]
    assert told == {"demo-tiny": {"alone": 2, "of": 3}, "other": {"alone": 0, "of": 9}}
