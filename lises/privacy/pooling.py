"""Stances of people whose words a tier may not show: told of them together, never of one.

Nobody else can see what such a person was coded for. With a label beside the stance it is theirs;
without one, whoever takes away all the others is left with the group. So it is told without labels
where the group is large enough, and not all of it stands alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from lises.evidence import STANCES, Assessment, ParticipantStance
from lises.model import Governance, allows

if TYPE_CHECKING:
    from .release import Release

__all__ = ["pooled", "told_together"]


def pooled(assessed: Assessment, closed: Collection[str], k: int) -> Assessment:
    """Leave the labels out of the stances of people whose quotes are closed.

    Parameters
    ----------
    assessed : Assessment
        Of a finding, as a release carries it.
    closed : collection of str
        The participants of whose words the tier shows nothing.
    k : int
        Fewer people than this of a role are no group.

    Returns
    -------
    Assessment
        With the same counts. Rows without a participant stand last, in the order of the stances.
        Where a role has fewer than ``k`` of them, or all stand alike, their rows are as they were:
        taking the others away would tell it all the same. ``lises disclosure`` says so.
    """
    groups: dict[str, list[ParticipantStance]] = defaultdict(list)
    for stood in assessed.stances:
        if stood.participant in closed and not (stood.passages or stood.against):
            groups[stood.role].append(stood)
    for role, group in list(groups.items()):
        if len(group) < k or len({stood.stance for stood in group}) < 2:
            del groups[role]
    gone = {stood.participant for group in groups.values() for stood in group}
    rows = [stood for stood in assessed.stances if stood.participant not in gone]
    for group in groups.values():
        bare = (replace(stood, participant="") for stood in group)
        rows += sorted(bare, key=lambda stood: STANCES.index(stood.stance))
    return replace(assessed, stances=tuple(rows))


def told_together(release: Release) -> Release:
    """Do so in every finding of a release, with the study's own k."""
    folder, tier = release.folder, release.tier
    closed = {p.id for p in folder.participants if not allows(tier, p.quotes or "restricted")}
    if tier == "restricted" or not closed:
        return release
    governance = folder.design.governance or Governance()
    told = {
        name: pooled(assessed, closed, governance.k)
        for name, assessed in release.assessments.items()
    }
    return replace(release, assessments=told)
