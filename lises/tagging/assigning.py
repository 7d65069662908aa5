"""Who is to code what: rows of ``readings.csv`` with a set and an interview and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from lises.analysis.drawing import drawn
from lises.errors import UnknownNameError, did_you_mean

from .changes import Change
from .desk import Desk, Outcome
from .records import Records, row_key

__all__ = ["assign", "draw"]

READINGS = "readings.csv"


def assign(desk: Desk, set_id: str, interviews: Sequence[str], *, assigned: bool = True) -> Outcome:
    """Assign interviews to a coding set, or take that back; what was read stays as it is.

    Parameters
    ----------
    desk : Desk
        Of any coder of the study.
    set_id : str
        A coder's own set; a consensus is made of what is read, not assigned.
    interviews : sequence of str
    assigned : bool
        False takes the assignment back.

    Raises
    ------
    UnknownNameError
        If there is no such set or interview; then nothing is assigned.
    """
    own = {one.id: one for one in desk.design.coding_sets if not one.origin}
    if set_id not in own:
        near = did_you_mean(set_id, own) or f"there: {', '.join(own) or 'none yet'}"
        raise UnknownNameError(f"no coder's set {set_id[:64]!r} in study.yaml; {near}")
    with desk.store.held():
        names = [desk.material.interview(name).id for name in dict.fromkeys(interviews)]
        records = desk.store.load(READINGS)
        changes = [_change(records, (set_id, name), assigned) for name in names]
        desk.commit("assign", [change for change in changes if change is not None])
        return Outcome(what="assign")


def _change(records: Records, who: tuple[str, str], assigned: bool) -> Change | None:
    cells = (*who, "", "", "")
    key = row_key(*cells)
    before = records.raw(key)
    if assigned == (before is not None):
        return None
    after = records.row(cells) if assigned else None
    return Change(path=READINGS, key=key, before=before, after=after)


def draw(desk: Desk, share: float, seed: int, *, by_role: bool = False) -> tuple[str, ...]:
    """Draw interviews with a transcript; see ``lises.analysis.drawing.drawn``.

    Parameters
    ----------
    desk : Desk
    share : float
        Above 0, to 1.
    seed : int
    by_role : bool
        Draw the share of each role, the first participant's, not of all.
    """
    people = desk.material.participants()
    groups: dict[str, list[str]] = {}
    for one in desk.material.interviews():
        if one.transcript == "present":
            first = next((people[p].role for p in one.participants if p in people), "")
            groups.setdefault(first if by_role else "", []).append(one.id)
    return drawn(groups, share, seed)
