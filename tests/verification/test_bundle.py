"""A bundle passes on its own, on any machine; every kind of damage to it is caught."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lises.book import BookOrder, make_book
from lises.errors import LisesError, ReleaseError
from lises.verification import tally
from lises.verification.bundle import BundleOrder, make_bundle
from lises.verification.lock import LOCK, digests_of, read_lock, write_lock
from lises.verification.report import report_html
from lises.verification.selftest import self_test
from lises.verification.verify import verify_bundle, verify_published

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


def test_the_book_can_be_built_again_from_the_bundle_alone(bundle: Path, tmp_path: Path) -> None:
    order = BookOrder(
        studies=(bundle / "studies/demo-tiny",),
        author=bundle / "author",
        out=tmp_path / "again",
        today="2040-01-01",  # who may publish is asked of who releases, not of who rebuilds
    )
    made = make_book(order)
    assert made.good, made
    again, first = digests_of(made.html), digests_of(bundle / "book")
    assert again == first


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
    assert failed == {
        "index.html": "is not the file that was locked",
        "evidence.json": "is not there",
        "more.html": "the book does not have this file",
    }
    with pytest.raises(LisesError, match="no folder"):
        verify_published(bundle, tmp_path / "nowhere")
