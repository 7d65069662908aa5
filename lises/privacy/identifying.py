"""From a study and its vault to the review list, and back with what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lises.errors import LisesError, NotAStudyError, Problem
from lises.files import read_study
from lises.model import StudyFolder

from .carried import RELEASE_FILE
from .identifiers.assigning import assigned
from .identifiers.candidate import Candidate
from .identifiers.finding import find_candidates
from .identifiers.left import kept_of, names_left
from .identifiers.log import Replaced, puts_of, read_log
from .identifiers.register import Register, read_register
from .identifiers.review import Reviewed, added, read_decisions, review, review_text
from .vault import Vault, open_vault

__all__ = ["Identifying", "identify_study", "left_in_study", "save_review"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifying:
    """A study, its vault, and every candidate with what was decided.

    ``problems`` are of the register and the decisions, never with a name in them; ``read`` those of
    reading the study.
    """

    study: Path
    folder: StudyFolder
    vault: Vault
    register: Register
    log: tuple[Replaced, ...]
    reviewed: tuple[Reviewed, ...]
    problems: tuple[Problem, ...] = ()
    read: tuple[Problem, ...] = ()

    @property
    def open(self) -> tuple[Reviewed, ...]:
        """Those about which nothing was decided."""
        return tuple(one for one in self.reviewed if one.decision is None)

    @property
    def asked(self) -> tuple[Reviewed, ...]:
        """Those that wait for a colleague."""
        return tuple(one for one in self.reviewed if one.decision and one.decision.action == "ask")

    def with_decisions(self, reviewed: Sequence[Reviewed]) -> tuple[Reviewed, ...]:
        """Give decisions with what is put for each name."""
        return assigned(self.folder, reviewed, self.register, self.log)


def identify_study(
    study: Path,
    vault: Path,
    *,
    decisions: Path | None = None,
    add: Sequence[str] = (),
    released: bool = False,
) -> Identifying:
    """Find what may point at a person, with what was decided so far.

    Parameters
    ----------
    study : Path
    vault : Path
        Outside the study and any git tree.
    decisions : Path, optional
        A review list filled in elsewhere: its decisions come before the vault's.
    add : sequence of str
        ``INTERVIEW:TURN=words`` that nobody found.
    released : bool
        Whether a release may be read too: to look, not to replace.

    Raises
    ------
    NotAStudyError
        If there is no study, or it is a release.
    LisesError
        If the vault may not be used, or ``add`` names what is not there.
    """
    if (study / RELEASE_FILE).is_file() and not released:
        raise NotAStudyError(f"{study} is a release; names are replaced in its archive")
    place = open_vault(vault, study)
    folder, problems = read_study(study, name=str(study))
    if folder is None:
        why = next((str(p) for p in problems), "it holds no study.yaml")
        raise NotAStudyError(f"{study} is not a study: {why}")
    register, found = read_register(place.register)
    log = read_log(place.log(folder.design.id))
    rows, of_rows = read_decisions(place.review(folder.design.id))
    if decisions is not None:
        if not decisions.is_file():
            raise LisesError(f"{decisions} is not there; a review list is {place.review('STUDY')}")
        given, of_given = read_decisions(decisions)
        rows = {**rows, **{item: row for item, row in given.items() if row.decision}}
        of_rows = (*of_rows, *of_given)
    candidates = find_candidates(folder, register)
    reviewed = review(folder, candidates, rows, ours=puts_of(log))
    by_hand = [c for asked in add for c in added(folder, asked)]
    if by_hand:
        reviewed = _with_added(reviewed, by_hand)
    return Identifying(
        study=study,
        folder=folder,
        vault=place,
        register=register,
        log=log,
        reviewed=reviewed,
        problems=(*found, *of_rows),
        read=problems,
    )


def _with_added(reviewed: Sequence[Reviewed], by_hand: Sequence[Candidate]) -> tuple[Reviewed, ...]:
    """Put words that nobody found into the list, in the place of what met them."""
    kept = [one for one in reviewed if not any(one.candidate.meets(c) for c in by_hand)]
    new = [Reviewed(candidate=c) for c in by_hand]
    return tuple(sorted([*kept, *new], key=lambda one: one.candidate.place))


def save_review(made: Identifying, reviewed: Sequence[Reviewed]) -> Path:
    """Write the review list into the vault; only its owner can read it."""
    path = made.vault.review(made.folder.design.id)
    made.vault.write(path, review_text(reviewed))
    return path


def left_in_study(study: Path, vault: Path) -> tuple[Problem, ...]:
    """Say where a registered or replaced name is left in a study; see ``names_left``."""
    made = identify_study(study, vault, released=True)
    kept = kept_of(made.folder, made.reviewed)
    left = names_left(
        study, made.register, log=made.log, kept=kept, language=made.folder.design.language
    )
    return (*made.problems, *left)
