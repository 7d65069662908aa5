"""What is for a reviewer is sealed for somebody the study names, or left open for a logged reason."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pyrage
import pytest

from lises.errors import LisesError, ReleaseError
from lises.files import parse_study, write_study_design
from lises.model import Receiver, StudyDesign
from lises.privacy.handing import (
    Terms,
    hand_over,
    handing_of,
    making,
    receiver_in,
    released_in,
)
from lises.privacy.releasing import release_study
from lises.privacy.sealing import handed_out, unseal
from lises.privacy.vault import open_vault

TINY = Path(__file__).parents[1] / "studies/demo-tiny"
TODAY = "2026-11-22"
KEY = pyrage.x25519.Identity.generate()
ANNA = Receiver(
    name="A. B.",
    country="DK",
    agreement="2026-17",
    expires="2027-06-30",
    key=str(KEY.to_public()),
)


def _with(design: StudyDesign, *receivers: Receiver) -> StudyDesign:
    assert design.governance
    tiers = tuple(
        (name, replace(tier, receivers=receivers) if name == "reviewer" else tier)
        for name, tier in design.governance.tiers
    )
    return replace(design, governance=replace(design.governance, tiers=tiers))


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A study that names one receiver of its reviewer tier."""
    folder = Path(shutil.copytree(TINY, tmp_path / "demo-tiny"))
    design, problems = parse_study((folder / "study.yaml").read_text("utf-8"), "study.yaml")
    assert design
    assert not problems
    (folder / "study.yaml").write_text(write_study_design(_with(design, ANNA)), "utf-8")
    (tmp_path / "vault").mkdir(mode=0o700)
    return folder


def _design(*receivers: Receiver) -> StudyDesign:
    design, _ = parse_study((TINY / "study.yaml").read_text("utf-8"), "study.yaml")
    assert design
    return _with(design, *receivers)


def _terms(study: Path, **more: object) -> Terms:
    asked = {"tier": "reviewer", "to": study.parent / "r.tar.age", "today": TODAY}
    return Terms(**{**asked, "vault": study.parent / "vault", "receiver": "A. B.", **more})  # type: ignore[arg-type]


def test_a_reviewer_release_is_a_sealed_file_with_a_line_in_the_log_and_no_folder(study, tmp_path):
    asked = _terms(study)
    handing = handing_of([study], asked)
    with making(handing, asked.to) as place:
        made = release_study(study, "reviewer", place, today=TODAY)
        assert made.good
        line = hand_over(handing, place)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["demo-tiny", "r.tar.age", "vault"]
    assert handed_out(open_vault(tmp_path / "vault", study)) == (line,)
    assert (line.receiver, line.country, line.expires) == ("A. B.", "DK", "2027-06-30")
    assert line.what == "demo-tiny: reviewer tier"
    (tmp_path / "key.txt").write_text(str(KEY))
    unseal(asked.to, tmp_path / "key.txt", tmp_path / "opened")
    assert released_in(tmp_path / "opened") == ("reviewer", {"demo-tiny"})
    # Who else may have it, and whose key is whose, is not in what is handed out.
    there = b"".join(p.read_bytes() for p in (tmp_path / "opened").rglob("*") if p.is_file())
    assert b"A. B." not in there
    assert ANNA.key.encode() not in there


def test_left_unsealed_it_is_a_folder_and_the_reason_stands_in_the_vault(study, tmp_path):
    for number, reason in enumerate(("read on this machine", 'again, "once"')):
        to = tmp_path / f"open-{number}"
        handing = handing_of([study], _terms(study, receiver="", unsealed=reason, to=to))
        with making(handing, to) as place:
            assert place == to
        assert hand_over(handing, to) is None
    assert (tmp_path / "vault/unsealed.csv").read_text("utf-8") == (
        "date,what,tier,reason\n"
        f"{TODAY},demo-tiny: reviewer tier,reviewer,read on this machine\n"
        f'{TODAY},demo-tiny: reviewer tier,reviewer,"again, ""once"""\n'
    )
    assert (tmp_path / "vault/unsealed.csv").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"receiver": ""}, "what is for a reviewer is sealed"),
        ({"receiver": "", "unsealed": "  "}, "what is for a reviewer is sealed"),
        ({"unsealed": "both"}, "not both"),
        ({"vault": None}, "handing out is logged"),
        ({"receiver": "A B"}, 'did you mean "A. B."'),
        ({"receiver": "Nobody known"}, "governance.tiers.reviewer.receivers"),
        ({"today": "2027-07-01"}, "is past"),
        ({"to": Path("a-folder")}, "ends in .tar.age"),
        ({"tier": "restricted"}, 'no receiver "A. B." of its restricted tier'),
    ],
)
def test_whatever_is_missing_unknown_or_past_is_refused_before_anything_is_made(study, more, said):
    with pytest.raises(LisesError, match=said):
        handing_of([study], _terms(study, **more))


@pytest.mark.parametrize("tier", ["public", "restricted"])
def test_what_is_public_or_stays_here_is_handed_to_nobody(study, tier):
    assert handing_of([study], _terms(study, tier=tier, receiver="", vault=None)) is None


def test_who_may_have_the_reviewer_tier_may_have_the_public_one_sealed(study):
    handing = handing_of([study], _terms(study, tier="public"))
    assert handing is not None
    assert handing.receiver == ANNA


def test_of_several_studies_the_earliest_day_counts_and_all_must_name_the_same_receiver():
    sooner = replace(ANNA, expires="2027-01-31", agreement="2026-18")
    found = receiver_in([_design(ANNA), _design(sooner)], "A. B.", "reviewer", TODAY)
    assert (found.expires, found.agreement) == ("2027-01-31", "2026-17; 2026-18")
    with pytest.raises(ReleaseError, match="has no receiver"):
        receiver_in([_design(ANNA), _design()], "A. B.", "reviewer", TODAY)
    elsewhere = replace(ANNA, country="NO")
    with pytest.raises(ReleaseError, match="another country or key"):
        receiver_in([_design(ANNA), _design(elsewhere)], "A. B.", "reviewer", TODAY)
    with pytest.raises(ReleaseError, match="2 receivers"):
        receiver_in([_design(ANNA, elsewhere)], "A. B.", "reviewer", TODAY)


def test_only_what_was_released_is_sealed_and_only_of_studies_that_were_asked(study, tmp_path):
    with pytest.raises(LisesError, match="no release and no bundle"):
        released_in(study)
    (tmp_path / "bundle/studies/x").mkdir(parents=True)
    (tmp_path / "bundle/studies/x/release.json").write_text('{"tier": "secret"}')
    with pytest.raises(LisesError, match="no tier"):
        released_in(tmp_path / "bundle")
    handing = handing_of([study], _terms(study))
    handing.of_these(frozenset({"demo-tiny"}))
    with pytest.raises(ReleaseError, match="other is in it too"):
        handing.of_these(frozenset({"demo-tiny", "other"}))


def test_a_fault_in_the_study_file_that_says_who_may_receive_hands_nothing_out(study):
    path = study / "study.yaml"
    path.write_text(path.read_text("utf-8").replace("country: DK", "country: US"), "utf-8")
    with pytest.raises(ReleaseError, match="transfer-ground-missing"):
        handing_of([study], _terms(study))
