"""Whose set is opened: found in ``study.yaml``, or made there on request."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from lises.errors import LisesError, NotAStudyError, UnknownNameError, did_you_mean
from lises.files import write_atomic
from lises.files.forms import SAFE_ID
from lises.files.splices import rewritten
from lises.files.study_text import with_coder, with_set
from lises.model import CodingSet, StudyDesign

from .material import Material

__all__ = ["Opened", "open_set"]

SYNCED = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "icloud",
    "mobile documents",
    "box sync",
)


class Opened(NamedTuple):
    """The coder, the coder's set, and in sentences what was made or is to be known."""

    coder: str
    set: str
    said: tuple[str, ...]


def open_set(study: Path, coder: str, set_id: str | None, *, new_coder: bool = False) -> Opened:
    """Find the coder's set; make the set, and the coder where asked for, if there is none.

    Raises
    ------
    LisesError
        If this is a release, the coder is not in the study, or the set is another's. A consensus is
        everybody's: who opens it adjudicates.
    """
    if (study / "release.json").exists():
        raise NotAStudyError(f"{study} is a release; code in the study that it was made from")
    design = Material(study).design()
    if design.kind != "interviews":
        raise LisesError(f"{design.id} is a study of figures; there are no interviews to code")
    said: list[str] = []
    name = _coder(design, coder)
    if name is None:
        if not new_coder:
            raise UnknownNameError(_no_coder(design, coder))
        name = _new_coder(study, coder)
        said.append(f"{name} is a coder of the study now (study.yaml)")
        design = Material(study).design()
    chosen = _chosen(design, name, set_id)
    if chosen not in {one.id for one in design.coding_sets}:
        made = CodingSet(id=chosen, coder=name, round=_next_round(design, name))
        _splice(study, lambda text: with_set(text, made))
        said.append(f"the set {chosen} of {name} is new (study.yaml)")
    return Opened(name, chosen, (*said, *_warned(study)))


def _coder(design: StudyDesign, wanted: str) -> str | None:
    by_name = {shown.casefold(): coder for coder, shown in design.coders}
    return wanted if wanted in dict(design.coders) else by_name.get(wanted.casefold())


def _no_coder(design: StudyDesign, wanted: str) -> str:
    known = ", ".join(f"{coder} ({shown})" for coder, shown in design.coders) or "none yet"
    near = did_you_mean(wanted, dict(design.coders))
    hint = f"; {near}" if near else ""
    return (
        f"no coder {wanted!r} in study.yaml; there: {known}{hint} "
        f"Say --new-coder (in Python new_coder=True) to make {wanted!r} a coder of this study."
    )


def _new_coder(study: Path, wanted: str) -> str:
    if not SAFE_ID.fits(wanted):
        raise LisesError(f"{wanted[:80]!r} cannot be a coder's id; it must be {SAFE_ID.words}")
    _splice(study, lambda text: with_coder(text, wanted, wanted))
    return wanted


def _chosen(design: StudyDesign, coder: str, wanted: str | None) -> str:
    by_id = {one.id: one for one in design.coding_sets}
    own = sorted((one for one in by_id.values() if one.coder == coder), key=lambda s: s.round or 0)
    if wanted is None:
        return own[-1].id if own else _free_name(coder, by_id)
    if wanted in by_id and by_id[wanted].coder != coder and not by_id[wanted].origin:
        whose = by_id[wanted].coder
        theirs = f"is {whose}'s" if whose else "is nobody's"
        ours = ", ".join(one.id for one in own) or "none yet"
        raise LisesError(f"the set {wanted} {theirs}; of {coder}: {ours}")
    if not SAFE_ID.fits(wanted):
        raise LisesError(f"{wanted[:80]!r} cannot name a set; it must be {SAFE_ID.words}")
    return wanted


def _free_name(coder: str, taken: dict[str, CodingSet]) -> str:
    return next(name for n in range(1, len(taken) + 2) if (name := f"{coder}-{n}") not in taken)


def _next_round(design: StudyDesign, coder: str) -> int:
    return max((one.round or 0 for one in design.coding_sets if one.coder == coder), default=0) + 1


def _splice(study: Path, put: Callable[[str], str]) -> None:
    path = study / "study.yaml"
    write_atomic(path, rewritten("study.yaml", path.read_bytes(), put))


def _warned(study: Path) -> tuple[str, ...]:
    parts = [part.casefold() for part in study.resolve().parts]
    found = next((word for word in SYNCED if any(word in part for part in parts)), None)
    if found is None:
        return ()
    return (
        f"this folder seems to be synced to others' machines ({found}): what is confidential "
        "leaves this one, and two machines may write over each other",
    )
