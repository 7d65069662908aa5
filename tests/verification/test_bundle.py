"""A bundle passes on its own, on any machine; every kind of damage to it is caught."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lises.book import BookOrder, MadeBook
from lises.book.making import TEMPLATE
from lises.cli.app import app
from lises.errors import LisesError, ReleaseError
from lises.privacy.releasing import Source, read_source
from lises.verification import tally
from lises.verification.bundle import BundleOrder, make_bundle
from lises.verification.lock import LOCK, digests_of, read_lock, write_lock
from lises.verification.report import report_html
from lises.verification.selftest import self_test
from lises.verification.verify import verify_bundle, verify_published
from lises.verification.workflow import write_workflow

from .test_workflow import lines_of

TINY = Path(__file__).parents[1] / "studies" / "demo-tiny"
TODAY = "2026-11-22"
# Seen also by who distrusts every digest: by counting, reading, following.
RECOUNTED = {
    "a quotation reworded",
    "a quotation cut short",
    "a passage moved to the next turn",
    "a passage under a code that there is not",
    "a passage left out",
    "a passage under no code any more",
    "a passage under another id",
    "a word changed in a transcript",
    "a transcript left out",
    "an interview left out",
    "a participant left out",
    "a participant of another role",
    "a finding that counts another code",
    "a finding of another quantifier",
    "a finding that rests on another passage",
    "another set is counted",
    "a code gone from the codebook",
    "n of a finding raised",
    "a stance turned round",
    "a result turned round",
    "the totals of a code",
    "n raised in the book's chain",
    "a quotation reworded in the book's chain",
    "counter-evidence left out of the book's chain",
    "a quotation reworded on a page",
    "a link on a page that leads elsewhere",
    "a page left out",
}


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    to = tmp_path_factory.mktemp("made") / "bundle"
    made = make_bundle(BundleOrder(studies=(TINY,), to=to, today=TODAY))
    assert made.good, made
    assert made.files == len([p for p in to.rglob("*") if p.is_file()])
    assert [p.name for p in to.parent.iterdir()] == ["bundle"]
    return to


def test_what_describes_a_bundle_is_in_it_and_locked(bundle: Path) -> None:
    names = set(read_lock(bundle / LOCK).files)
    assert names >= {
        "metadata/CITATION.cff",
        "metadata/datacite.json",
        "metadata/demo-tiny/annotations.json",
        "metadata/demo-tiny/ati.json",
        "metadata/demo-tiny/ddi-codebook.xml",
        "metadata/demo-tiny/provenance.json",
        "ro-crate-metadata.json",
    }
    crate = json.loads((bundle / "ro-crate-metadata.json").read_text("utf-8"))
    kinds = {one["@id"]: one.get("encodingFormat") for one in crate["@graph"]}
    assert kinds["metadata/demo-tiny/ddi-codebook.xml"] == "application/xml"


def test_an_authors_file_beside_the_themes_stops_a_bundle_and_each_archive_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []

    def counted(path: Path) -> Source:
        read.append(path)
        return read_source(path)

    monkeypatch.setattr("lises.privacy.releasing.read_source", counted)
    monkeypatch.setattr("lises.verification.bundle.make_book", _no_book)
    author = Path(shutil.copytree(TEMPLATE, tmp_path / "author"))
    (author / "_static").mkdir()
    (author / "_static/x.js").write_text("// ring til 010203-4567\n")
    order = BundleOrder(studies=(TINY,), author=author, to=tmp_path / "out", today=TODAY)
    made = make_bundle(order)
    assert [(leak.path, leak.detail) for leak in made.leaks] == [("author/_static/x.js", "cpr")]
    assert not (tmp_path / "out").exists()
    assert read == [TINY]


def _no_book(order: BookOrder, **_more: object) -> MadeBook:
    """Build nothing: what is read here are the files beside the pages."""
    html = order.out / "html"
    html.mkdir(parents=True)
    return MadeBook(html=html)


@pytest.fixture
def copy(bundle: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(bundle, tmp_path / "copy"))


def test_a_bundle_as_it_was_made_has_nothing_that_fails(bundle: Path) -> None:
    made = verify_bundle(bundle)
    assert made.failed == ()
    assert made.tally["pass"] > 150
    assert {i.kind for i in made.items} >= {
        "file",
        "quotation",
        "finding",
        "stance",
        "code",
        "link",
    }
    withheld = [i for i in made.items if i.result == "not-checkable"]
    assert withheld
    assert all(i.why for i in withheld)
    assert made.tally == tally(made.items)


def test_it_passes_elsewhere_in_another_language_and_time_zone(bundle: Path) -> None:
    command = [sys.executable, "-m", "lises", "verify", str(bundle), "--json"]
    place = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        command, env={**os.environ, **place}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 3, done.stderr  # nothing failed, and not everything can be checked
    told = json.loads(done.stdout)
    assert told["fail"] == 0
    assert told["constructed"] == ["demo-tiny"]


def test_every_kind_of_damage_is_caught_and_most_without_any_digest(bundle: Path) -> None:
    before = digests_of(bundle)
    tried = self_test(bundle)
    assert len(tried) >= 33
    assert [one.kind for one in tried if not one.caught] == []
    assert {one.kind for one in tried if one.recounted} >= RECOUNTED
    assert all(one.by for one in tried if one.recounted)
    assert digests_of(bundle) == before


def test_a_damaged_bundle_cannot_test_itself(copy: Path) -> None:
    (copy / "book/added.html").write_text("x")
    with pytest.raises(LisesError, match="does not pass itself"):
        self_test(copy)


@pytest.mark.parametrize("left", ["", "{", "[]", '{"version": 9}', '{"version": 1, "files": 3}'])
def test_a_lock_that_is_none_is_misuse_and_no_verdict(copy: Path, left: str) -> None:
    (copy / LOCK).write_text(left)
    with pytest.raises(LisesError, match="lock"):
        verify_bundle(copy)
    (copy / LOCK).unlink()
    with pytest.raises(LisesError, match="no bundle"):
        verify_bundle(copy)


def test_a_bundle_without_its_study_or_book_fails_item_by_item(copy: Path) -> None:
    shutil.rmtree(copy / "studies")
    shutil.rmtree(copy / "book")
    made = verify_bundle(copy)
    assert {"demo-tiny", "book", "bundle"} <= {item.where for item in made.failed}


def test_a_lock_is_read_as_it_was_written(bundle: Path, tmp_path: Path) -> None:
    lock = read_lock(bundle / LOCK)
    write_lock(lock, tmp_path / LOCK)
    assert (tmp_path / LOCK).read_bytes() == (bundle / LOCK).read_bytes()
    assert lock.values["demo-tiny"]["finding tap: n"] is not None


def test_a_host_builds_the_same_book_from_the_bundle_alone_line_by_line(
    bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(bundle, tmp_path / "bundle")
    _install, check, verify, build, compare = lines_of(write_workflow(tmp_path, "gitlab"))[:5]
    monkeypatch.chdir(tmp_path)
    assert [_ran(line) for line in (check, verify, build, compare)] == [0, 3, 0, 3]
    built = Path("_build/html")
    assert digests_of(built) == digests_of(bundle / "book")
    (built / "index.html").write_text("another page")
    assert _ran(compare) == 1


def _ran(line: str) -> int:
    """Run a line of a workflow here; a line that takes an exit code for good says so after it."""
    words = shlex.split(line.partition("||")[0])[1:]
    spread = [sorted(map(str, Path().glob(word))) if "*" in word else [word] for word in words]
    return CliRunner().invoke(app, [word for part in spread for word in part]).exit_code


def test_the_report_says_what_is_invented_and_asks_nobody(bundle: Path) -> None:
    page = report_html(verify_bundle(bundle))
    assert "NOT CHECKABLE AT THIS TIER" in page
    assert "nvented" in page or "onstructed" in page
    assert "http" not in page
    assert "verified to be true" not in page


def test_a_bundle_is_not_made_over_something_or_of_a_study_with_an_error(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/x").write_text("x")
    with pytest.raises(ReleaseError, match="not empty"):
        make_bundle(BundleOrder(studies=(TINY,), to=tmp_path / "full", today=TODAY))
    made = make_bundle(BundleOrder(studies=(TINY,), to=tmp_path / "out", today="2099-01-01"))
    assert not made.good
    assert "governance-missing" in {p.rule for p in made.problems}
    assert not (tmp_path / "out").exists()


def test_what_is_online_is_held_against_the_book_file_by_file(bundle: Path, tmp_path: Path) -> None:
    online = Path(shutil.copytree(bundle / "book", tmp_path / "online"))
    assert {item.result for item in verify_published(bundle, online)} == {"pass"}
    (online / "index.html").write_text("changed")
    (online / "evidence.json").unlink()
    (online / "more.html").write_text("more")
    failed = {i.what: i.why for i in verify_published(bundle, online) if i.result == "fail"}
    assert {item.where for item in verify_published(bundle, online)} == {"online"}
    assert failed == {
        "index.html": "is not the file that was locked",
        "evidence.json": "is not there",
        "more.html": "the book does not have this file",
    }
    with pytest.raises(LisesError, match="no folder"):
        verify_published(bundle, tmp_path / "nowhere")
