"""``governance`` of ``study.yaml``: who answers, who signed, and who may receive what."""

from __future__ import annotations

from lises.model import CLEARANCES, EMPTY, Clearance, Governance, Receiver, TierApproval

from .fields import Fields
from .forms import AGE_KEY, ANY, COUNTRY, DATE, Form
from .yaml_write import local_value

__all__ = ["WITHOUT_TRANSFER", "governance_in", "governance_value"]

# The European Economic Area: the Union, Iceland, Liechtenstein and Norway (ISO 3166-1). Whatever
# is read elsewhere is a transfer, for which chapter V of the GDPR wants a ground.
WITHOUT_TRANSFER = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
    "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
)  # fmt: skip
_KEYS = (
    "controller", "legal_basis", "dpia", "retention_until", "k", "labels", "interviews", "tiers",
)  # fmt: skip
_COLUMNS = ("month", "interviewer", "medium", "minutes")
_RECEIVER = ("name", "country", "agreement", "expires", "key", "transfer")
_SMALLEST_GROUP = 3  # people; where the study says nothing
_TIER = Form("^(?:public|reviewer|restricted)$", "public, reviewer or restricted")
_GROUNDS = "an adequacy decision (article 45), standard contractual clauses (46) or another ground"


def governance_in(top: Fields) -> Governance | None:
    """Read ``governance``; None where the study says nothing of it."""
    value = top.child("governance", "governance", _KEYS)
    if value is None:
        return None
    tiers = value.entries("tiers", "the tier", ("signed", "expires", "receivers"), _TIER)
    approvals = tuple((name, _approval(tier)) for name, tier in tiers)
    until = value.values.get("retention_until")  # a new study has it to be filled in
    return Governance(
        controller=EMPTY if value.values.get("controller") == "" else value.local("controller"),
        legal_basis=value.text("legal_basis", ANY),
        dpia=value.text("dpia", ANY),
        retention_until="" if until == "" else value.text("retention_until", DATE),
        k=value.integer("k", least=2) or _SMALLEST_GROUP,
        labels=value.choice("labels", ("stable", "per-finding")) or "stable",
        interviews=_interviews(value),
        tiers=tuple((name, tier) for name, tier in approvals if tier.signed and tier.expires),
    )


def _interviews(governance: Fields) -> tuple[tuple[str, Clearance], ...]:
    """Read who may see which column of the interviews; in the order of the columns."""
    columns = governance.child("interviews", "interviews", _COLUMNS)
    if columns is None:
        return ()
    found = ((name, columns.choice(name, CLEARANCES)) for name in _COLUMNS)
    return tuple((name, clearance) for name, clearance in found if clearance)


def _approval(tier: Fields) -> TierApproval:
    return TierApproval(
        signed=tier.text("signed", DATE, needed=True),
        expires=tier.text("expires", DATE, needed=True),
        receivers=tuple(
            receiver
            for one in tier.children("receivers", "a receiver", _RECEIVER)
            if (receiver := _receiver(one)) is not None
        ),
    )


def _receiver(value: Fields) -> Receiver | None:
    """Read one receiver; None where anything of it fails: nothing is sealed on half a word."""
    made = Receiver(
        name=value.text("name", needed=True),
        country=value.text("country", COUNTRY, needed=True),
        agreement=value.text("agreement", needed=True),
        expires=value.text("expires", DATE, needed=True),
        key=value.text("key", AGE_KEY, needed=True),
        transfer=value.text("transfer"),
    )
    abroad = made.country and made.country not in WITHOUT_TRANSFER
    if abroad and "transfer" not in value.values:
        message = f'a receiver in {made.country}, outside the EU and EEA, needs "transfer"'
        remedy = f"say on what ground of GDPR chapter V: {_GROUNDS}"
        value.fault("country", "transfer-ground-missing", message, remedy)
    return made if value.whole else None


def governance_value(governance: Governance) -> dict[str, object]:
    """Give ``governance`` as it stands in YAML; what has its default is left out."""
    return {
        "controller": local_value(governance.controller),
        "legal_basis": governance.legal_basis or None,
        "dpia": governance.dpia or None,
        "retention_until": governance.retention_until or None,
        "k": None if governance.k == _SMALLEST_GROUP else governance.k,
        "labels": None if governance.labels == "stable" else governance.labels,
        "interviews": dict(governance.interviews) or None,
        "tiers": {name: _approval_value(tier) for name, tier in governance.tiers} or None,
    }


def _approval_value(tier: TierApproval) -> dict[str, object]:
    receivers = [
        {
            "name": one.name,
            "country": one.country,
            "agreement": one.agreement,
            "expires": one.expires,
            "key": one.key,
            "transfer": one.transfer or None,
        }
        for one in tier.receivers
    ]
    return {"signed": tier.signed, "expires": tier.expires, "receivers": receivers or None}
