"""What a release tells of its people, told by place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from lises.model import Clearance

__all__ = ["Cell", "Column", "Combination", "Difference", "Disclosure", "Group", "Leads", "Told"]

Kind = Literal["known", "told", "stance"]
CellKind = Literal["small", "complement", "zero", "all", "withheld"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One thing that a release tells of each person, and where.

    ``values`` stand in the order of the people; empty where nothing is told of somebody. What is
    ``known`` others may know of a person from elsewhere: role, an attribute, the month of the
    talk. What seems ``told`` in words is for a reader to judge. A ``stance`` is what is learnt once
    somebody is found. ``sensitive`` is an attribute whose sensitivity is direct or special, and
    every stance.
    """

    name: str
    values: tuple[str, ...]
    place: str = ""
    kind: Kind = "known"
    sensitive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Combination:
    """Values of up to three columns that fewer than k people share; of one person: unique.

    ``minimal`` where no part of it is itself listed; ``known`` where all columns are.
    """

    columns: tuple[str, ...]
    values: tuple[str, ...]
    people: tuple[str, ...]
    minimal: bool = True
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Group:
    """People alike in what is known of them who also share one sensitive value.

    Who knows that somebody is among them knows that value, without finding the person.
    """

    columns: tuple[str, ...]
    values: tuple[str, ...]
    people: int
    sensitive: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Cell:
    """A published number that points at few: n of N people.

    ``small`` 0 < n < k; ``complement`` 0 < N - n < k: eleven of twelve tell of the twelfth;
    ``zero`` and ``all`` tell of everybody; ``withheld``: of ``hidden`` people, fewer than k, the
    number counts something of which no passage is shown, so that taking the shown ones away
    leaves them.
    """

    place: str
    what: str
    kind: CellKind
    n: int
    of: int
    hidden: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Told:
    """Something of a person that is told although the tier, or the person, does not allow it.

    ``kind`` is ``attribute-in-words`` (a level's word stands with the person in ``place``),
    ``attribute-by-scope`` (who is in a finding's scope has it) or ``stance-of-withheld``: every
    passage of the person in a finding is withheld, and the stance stands there all the same.
    """

    kind: str
    place: str
    person: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Difference:
    """What two releases tell together that neither tells alone."""

    kind: str
    place: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leads:
    """Something that could be done, tried on the rows: what would be left below k.

    ``what`` is ``drop`` or ``coarsen`` a column, ``several`` dropped, ``unlink`` (no label that is
    the same in two findings) or ``suppress`` (a table by role). ``before`` and ``after`` are
    combinations, of a table its cells; ``people`` are in such a combination afterwards.
    """

    what: str
    column: str
    detail: str
    before: int
    after: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """What everything that a release shows tells of its people, taken together.

    ``combinations`` are all of up to three columns that fewer than ``k`` people share.
    With ``labels`` per finding they are of what stands within one finding.
    ``few`` are roles of so few people that those who know the place know them all, whatever k is.
    ``not_looked`` names what was left out. Nothing in here makes a release anonymous.
    """

    study: str
    tier: Clearance
    data_status: Literal["collected", "constructed"]
    k: int
    people: int
    labels: Literal["stable", "per-finding"] = "stable"
    columns: tuple[Column, ...]
    combinations: tuple[Combination, ...]
    groups: tuple[Group, ...] = ()
    cells: tuple[Cell, ...] = ()
    told: tuple[Told, ...] = ()
    few: tuple[tuple[str, int], ...] = ()
    differences: tuple[Difference, ...] = ()
    leads: tuple[Leads, ...] = field(default=())
    not_looked: tuple[str, ...] = ()

    @property
    def unique(self) -> tuple[Combination, ...]:
        """The combinations that one person alone has."""
        return tuple(one for one in self.combinations if len(one.people) == 1)

    @property
    def forbidden(self) -> int:
        """How much stands against the study's own threshold.

        Combinations below k of what is known, the shortest of each, and what is told of a person
        that the tier does not allow. Stances and counts are told and forbid nothing: they are what
        a study publishes, and every count leads to the people behind it.
        """
        short = sum(one.minimal and one.known for one in self.combinations)
        return short + sum(one.kind.startswith("attribute-") for one in self.told)
