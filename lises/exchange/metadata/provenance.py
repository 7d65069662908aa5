"""Where a release comes from, as PROV-JSON: rounds of coding, consensus, release, book."""

from __future__ import annotations

from typing import Any

from lises.model import StudyFolder
from lises.privacy import Release

__all__ = ["provenance_of"]


def provenance_of(release: Release, *, program: str, day: str) -> dict[str, Any]:
    """Give the provenance of a released study (W3C PROV-JSON).

    Coders appear by the ids that the study gives them, rounds of coding with the months of their
    first and last reading; nothing is told that the release does not hold.
    """
    folder = release.folder
    study = f"study:{folder.design.id}"
    told: dict[str, dict[str, Any]] = {
        "prefix": {"study": "urn:lises:study:", "lises": "urn:lises:"},
        "entity": {f"{study}/release": {"lises:tier": release.tier}},
        "activity": {"lises:release": {"prov:endTime": day}},
        "agent": {"lises:program": {"prov:type": "prov:SoftwareAgent", "prov:label": program}},
        "wasAssociatedWith": {},
        "wasGeneratedBy": {"_:g0": _generated(f"{study}/release", "lises:release")},
        "wasDerivedFrom": {},
    }
    told["entity"][f"{study}/release"]["lises:data_status"] = folder.design.data_status
    told["wasAssociatedWith"]["_:a0"] = _by("lises:release", "lises:program")
    for number, one in enumerate(folder.design.coding_sets, 1):
        entity, activity = f"{study}/set/{one.id}", f"{study}/coding/{one.id}"
        told["entity"][entity] = {"prov:type": "lises:coding-set"}
        told["activity"][activity] = _months(folder, one.id)
        told["wasGeneratedBy"][f"_:g{number}"] = _generated(entity, activity)
        if one.coder:
            agent = f"{study}/coder/{one.coder}"
            told["agent"][agent] = {"prov:type": "prov:Person"}
            told["wasAssociatedWith"][f"_:a{number}"] = _by(activity, agent)
        for source in one.origin:
            _derived(told, entity, f"{study}/set/{source}")
        _derived(told, f"{study}/release", entity)
    return told


def _months(folder: StudyFolder, name: str) -> dict[str, str]:
    days = sorted(r.date for r in folder.readings if r.set == name and r.date)
    return {"prov:startTime": days[0][:7], "prov:endTime": days[-1][:7]} if days else {}


def _generated(entity: str, activity: str) -> dict[str, str]:
    return {"prov:entity": entity, "prov:activity": activity}


def _by(activity: str, agent: str) -> dict[str, str]:
    return {"prov:activity": activity, "prov:agent": agent}


def _derived(told: dict[str, dict[str, Any]], made: str, used: str) -> None:
    key = f"_:d{len(told['wasDerivedFrom'])}"
    told["wasDerivedFrom"][key] = {"prov:generatedEntity": made, "prov:usedEntity": used}
