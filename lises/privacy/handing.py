"""Handing out what a tier may show: sealed for somebody the study names, or openly for a reason.

Who may receive what stands in ``governance`` of every study; nothing is typed where it is handed
out, so that what is not in the study's files is not handed to anybody.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from lises.errors import LisesError, ReleaseError, did_you_mean
from lises.files import read_study
from lises.model import CLEARANCES, Clearance, Receiver, StudyDesign, allows

from .carried import RELEASE_FILE
from .sealing import ENDING, HandedOut, seal
from .vault import Vault, open_vault

__all__ = ["Handing", "Terms", "hand_over", "handing_of", "making", "receiver_in", "released_in"]

UNSEALED = "unsealed.csv"
_HEAD = ("date", "what", "tier", "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Handing:
    """How something is handed out: for ``receiver``, or, without one, openly for ``reason``."""

    to: Path
    tier: Clearance
    today: str
    studies: frozenset[str]
    vault: Vault
    receiver: Receiver | None = None
    reason: str = ""

    @property
    def what(self) -> str:
        """How the log names it."""
        return f"{', '.join(sorted(self.studies))}: {self.tier} tier"

    def of_these(self, released: frozenset[str]) -> None:
        """Refuse where something of another study is in what is handed out.

        Raises
        ------
        ReleaseError
            With the ids of the studies whose governance was not asked.
        """
        others = sorted(released - self.studies)
        if others:
            raise ReleaseError(f"{', '.join(others)} is in it too: name the archive with --study")


@contextmanager
def making(handing: Handing | None, to: Path) -> Iterator[Path]:
    """Give the folder to make it in: where it is to be, or aside and gone afterwards."""
    if handing is None or handing.receiver is None:
        yield to
        return
    to.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{to.name}-", dir=to.parent) as aside:
        yield Path(aside) / "made"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What somebody asks for who hands out: ``receiver`` by name, or ``unsealed`` with a reason.

    ``to`` is a new file ``.tar.age``, or a new folder where it is not sealed; ``vault`` keeps the
    log; a receiver's last day is held against ``today``, an ISO date.
    """

    tier: Clearance
    to: Path
    today: str
    vault: Path | None = None
    receiver: str = ""
    unsealed: str = ""

    @property
    def leaves(self) -> bool:
        """Whether it is handed to somebody: what is public, or stays where it is made, is not."""
        return self.tier == "reviewer" or bool(self.receiver or self.unsealed)


def handing_of(studies: Sequence[Path], asked: Terms) -> Handing | None:
    """Say how what is made of some studies is handed out, before it is made.

    Parameters
    ----------
    studies : sequence of Path
        Their folders: archives, whose ``governance`` names the receivers.
    asked : Terms

    Returns
    -------
    Handing or None
        None where nothing need be sealed and nobody is named.

    Raises
    ------
    LisesError
        If neither a receiver nor a reason is given where the tier wants one of them, or both are;
        there is no vault; the receiver is unknown or the day is past.
    """
    if not asked.leaves:
        return None
    if not asked.receiver and not asked.unsealed.strip():
        raise ReleaseError(
            "what is for a reviewer is sealed: --receiver names who gets it, as governance in "
            "study.yaml has it; --unsealed says why it is left open"
        )
    if asked.receiver and asked.unsealed:
        raise ReleaseError("it is sealed for a receiver or left unsealed for a reason, not both")
    if asked.vault is None:
        raise ReleaseError("handing out is logged: --vault names a folder outside the study")
    vaults = [open_vault(asked.vault, study) for study in studies]
    designs = [_design(study) for study in studies]
    found = None
    if asked.receiver:
        if not asked.to.name.endswith(ENDING) or asked.to.exists():
            raise LisesError(f"{asked.to}: give a new file whose name ends in {ENDING}")
        found = receiver_in(designs, asked.receiver, asked.tier, asked.today)
    return Handing(
        to=asked.to,
        tier=asked.tier,
        today=asked.today,
        studies=frozenset(design.id for design in designs),
        vault=vaults[0],
        receiver=found,
        reason=asked.unsealed,
    )


def hand_over(handing: Handing, made: Path) -> HandedOut | None:
    """Seal what was made and log it; where it is left unsealed only log it, with the reason."""
    if handing.receiver is None:
        _note(handing)
        return None
    one = handing.receiver
    return seal(
        made,
        handing.to,
        handing.vault,
        HandedOut(
            date=handing.today,
            what=handing.what,
            receiver=one.name,
            country=one.country,
            agreement=one.agreement,
            expires=one.expires,
            key=one.key,
            sha256="",
        ),
    )


def _note(handing: Handing) -> None:
    path = handing.vault.folder / UNSEALED
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    if not path.exists():
        writer.writerow(_HEAD)
    writer.writerow((handing.today, handing.what, handing.tier, handing.reason))
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    handing.vault.write(path, before + made.getvalue())


def _design(study: Path) -> StudyDesign:
    folder, problems = read_study(study, name=str(study))
    if folder is None:
        why = next((str(p) for p in problems), "no study.yaml")
        raise LisesError(f"{study} is not a study: {why}")
    wrong = next((p for p in problems if p.severity == "error" and "study.yaml" in p.path), None)
    if wrong is not None:
        raise ReleaseError(f"study.yaml has a fault, and it says who may receive what: {wrong}")
    return folder.design


def receiver_in(designs: Sequence[StudyDesign], name: str, tier: Clearance, today: str) -> Receiver:
    """Give the receiver of a name that every one of some studies has for a tier.

    Of several studies the last day is the earliest, and the agreements are named one after the
    other.

    Raises
    ------
    ReleaseError
        If a study has nobody of that name for the tier, or two; the day is past; or two studies say
        another country or key.
    """
    found = [_of(design, name, tier, today) for design in designs]
    first = found[0]
    if any((one.country, one.key) != (first.country, first.key) for one in found):
        raise ReleaseError(f'"{name}" has another country or key in one study than in another')
    agreements = dict.fromkeys(one.agreement for one in found)
    grounds = dict.fromkeys(one.transfer for one in found if one.transfer)
    return Receiver(
        name=first.name,
        country=first.country,
        agreement="; ".join(agreements),
        expires=min(one.expires for one in found),
        key=first.key,
        transfer="; ".join(grounds),
    )


def _of(design: StudyDesign, name: str, tier: Clearance, today: str) -> Receiver:
    """Give who may be handed this tier of a study; who may have a stricter one may have it too."""
    approvals = dict(design.governance.tiers) if design.governance else {}
    known = [
        one
        for signed, approval in approvals.items()
        if allows(signed, tier)  # type: ignore[arg-type]  # the parser takes no other names
        for one in approval.receivers
    ]
    named = [one for one in known if one.name == name]
    if not named:
        near = did_you_mean(name, [one.name for one in known])
        add = f"add governance.tiers.{tier}.receivers to study.yaml"
        raise ReleaseError(
            f'{design.id} has no receiver "{name}" of its {tier} tier; {near or add}'
        )
    if len(named) > 1:
        raise ReleaseError(f'{design.id} has {len(named)} receivers "{name}"; name each otherwise')
    if named[0].expires < today:
        raise ReleaseError(
            f'"{name}" may have {design.id} until {named[0].expires}, which is past; renew the '
            "agreement and the day"
        )
    return named[0]


def released_in(folder: Path) -> tuple[Clearance, frozenset[str]]:
    """Give the tier of a release or bundle, of several the strictest, and the studies' ids.

    Raises
    ------
    LisesError
        If it holds no release: what was not cut for a tier is sealed for nobody.
    """
    here = folder / RELEASE_FILE
    paths = [here] if here.is_file() else sorted(folder.glob(f"*/*/{RELEASE_FILE}"))
    tiers = [_tier(path) for path in paths]
    if not tiers:
        raise LisesError(f"{folder} is no release and no bundle: only what was released is sealed")
    ids = frozenset(_design(path.parent).id for path in paths)
    return max(tiers, key=CLEARANCES.index), ids


def _tier(path: Path) -> Clearance:
    try:
        tier = json.loads(path.read_bytes()).get("tier")
    except (ValueError, AttributeError, RecursionError) as why:
        raise LisesError(f"{path} cannot be read as a release") from why
    if tier not in CLEARANCES:
        raise LisesError(f"{path} cannot be read as a release: no tier")
    named: Clearance = tier
    return named
