"""A study as it was released: some is as the archive counted it, the rest is of what is here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from lises import analysis
from lises.errors import NotOfferedError, Problem, ReleaseError
from lises.evidence import Assessment, trace
from lises.files import check_references
from lises.privacy import Release, read_release, released_trail

from .chain import Chain
from .reading import reading_language, reading_words
from .study import Study

if TYPE_CHECKING:
    from lises.analysis.agreement import UnitKind
    from lises.evidence.trail import Trail
    from lises.model import Clearance
    from lises.privacy.disclosure import Disclosure
    from lises.tables.counting import Base

__all__ = ["ReleasedStudy", "load_release"]

LABELS = (
    "people have a label of their own in each finding of this release, so nobody is counted here; "
    "what findings say was counted in the archive: see assessments and prevalences"
)


def load_release(path: Path, read_problems: tuple[Problem, ...] = ()) -> ReleasedStudy:
    """Read a release.

    Raises
    ------
    NotAStudyError
        If ``release.json`` is none that is read here.
    """
    return ReleasedStudy(read_release(path, name=str(path)), read_problems)


class ReleasedStudy(Study):
    """A study of which some passages are withheld.

    Findings, prevalence, agreement, saturation and doubts are as they were in the archive. All
    other tables are of the passages that are here; ``release.passages_withheld`` says how many are
    not, by interview.
    """

    def __init__(self, release: Release, read_problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(release.folder, read_problems)
        self.release = release

    @cached_property
    def as_release(self) -> Release:
        """The release itself."""
        return self.release

    @property
    def withheld(self) -> int:
        """How many passages of the counted set are not here."""
        return sum(self.release.passages_withheld.values())

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Faults of these files, and the doubts of the archive: what is withheld raises none."""
        here = (*self._read_problems, *check_references(self.folder), *self.anchored.problems)
        errors = (problem for problem in here if problem.severity == "error")
        return tuple(sorted({*errors, *self.release.problems}))

    @cached_property
    def assessments(self) -> dict[str, Assessment]:
        """Every finding as it was counted in the archive, by id."""
        return dict(self.release.assessments)

    def base(self, set_id: str | None = None) -> Base:
        """Give what a table is counted from; see ``Counting.base``.

        Raises
        ------
        NotOfferedError
            If people have a label of their own in each finding: there is nobody to count here.
        """
        if self.release.unlinked:
            raise NotOfferedError(LABELS)
        return super().base(set_id)

    @property
    def voices(self) -> pl.DataFrame:
        """A row per passage, code and participant; refused as ``base``."""
        if self.release.unlinked:
            raise NotOfferedError(LABELS)
        return super().voices

    def prevalence(self, code: str, *, by: str | None = None) -> pl.DataFrame:
        """Count who voices a code, as it was counted in the archive; see ``Study.prevalence``.

        Raises
        ------
        NotOfferedError
            If that was not counted, and a passage of the code is withheld: n would be too small.
        """
        query = analysis.parse_query(code, self.folder.codebook)
        if by in (None, "role") and (table := self._carried("prevalence")) is not None:
            roles = self._roles_of(table)
            group = pl.col("group").is_in(roles) if by else pl.col("group") == "all"
            found = table.filter(pl.col("code") == query.text.strip(), group).drop("code")
            if found.height:
                return found
        if any(self._lost(one) for one in query.codes):
            raise NotOfferedError(
                f'how many voice "{code}"{f" by {by}" if by else ""} was not counted in the archive'
                ", and some of its passages are withheld here; ask for one code, by role or for all"
            )
        return super().prevalence(code, by=by)

    def prevalences(self, *, by: str | None = None) -> pl.DataFrame:
        """Count who voices each code, as it was counted in the archive.

        Raises
        ------
        NotOfferedError
            If it is asked for by an attribute.
        """
        table = self._carried("prevalence")
        if by not in (None, "role") or table is None:
            raise NotOfferedError("a release carries who voices a code for all and by role only")
        group = pl.col("group").is_in(self._roles_of(table)) if by else pl.col("group") == "all"
        return table.filter(group)

    def agreement(
        self, units: UnitKind = "turns", *, sets: Sequence[str] = (), samples: int = 1000
    ) -> pl.DataFrame:
        """Give every coefficient as it was in the archive; see ``Study.agreement``.

        Other units, sets or samples than a release carries are compared in what is here.
        """
        table = self._carried("agreement")
        if table is None or units != "turns" or sets or samples != 1000:
            return super().agreement(units, sets=sets, samples=samples)
        from lises.analysis.agreement import AGREEMENT

        return table.select(pl.col(name).cast(kind) for name, kind in AGREEMENT.items())

    def new_codes(self, *, set: str | None = None) -> pl.DataFrame:
        """Count the new codes of every interview, as in the archive; see ``Study.new_codes``."""
        table = self._carried("new_codes")
        return super().new_codes(set=set) if table is None or set else table

    def accumulation(self, order: Sequence[str] = (), *, set: str | None = None) -> pl.DataFrame:
        """Give the codes known after every interview, as in the archive; see ``Study``."""
        table = self._carried("accumulation")
        if table is None or set or order:
            return super().accumulation(order, set=set)
        return table

    def saturation(
        self, *, base: int = 4, run: int = 2, threshold: float = 0.05, set: str | None = None
    ) -> analysis.Saturation:
        """Assess saturation from the new codes of the archive; see ``Study.saturation``."""
        table = self._carried("new_codes")
        if table is None or set:
            return super().saturation(base=base, run=run, threshold=threshold, set=set)
        # It rests on how many codes were new where; which ones they were does not matter.
        rows = table.select("interview", code=pl.int_ranges("new")).explode("code").drop_nulls()
        named = rows.with_columns(code=pl.concat_str("interview", "code", separator=" "))
        order = table["interview"].to_list()
        return analysis.saturation(named, order, base=base, run=run, threshold=threshold)

    def gathered_trail(self, *, history: bool = True) -> Trail:  # noqa: ARG002 - as in the archive
        """Give the trail as the release carries it, else what its own files say."""
        return released_trail(self.release)

    def disclosure(
        self,
        tier: Clearance | None = None,
        *,
        k: int = 0,
        against: str | Path | None = None,
    ) -> Disclosure:
        """Tell what this release tells of its people; see ``Study.disclosure``.

        Raises
        ------
        ReleaseError
            If another tier is asked for: that is made from the archive.
        """
        from lises.privacy.disclosure import disclosure_of

        if tier not in (None, self.release.tier):
            raise ReleaseError(f"this is a release of the {self.release.tier} tier, not {tier}")
        return disclosure_of(self.release, k=k, against=Path(against) if against else None)

    def trace(self, name: str, *, language: str = "") -> Chain:
        """Walk the chain over what is here; stances, n and N are those of the archive."""
        told = language or reading_language()
        root = trace(self.counted, name, language=told, assessments=self.assessments)
        return Chain(root, self.folder)

    def __repr__(self) -> str:
        """Name the study and its tier."""
        return f"Study({self.id!r}, released: {self.release.tier})"

    def _repr_html_(self) -> str:
        """Show what it is, and that something of it is not here."""
        from lises.render import study_html

        words = reading_words(self.design)
        tier = words.named("tier-short", self.release.tier)
        told = words("study-released", tier=tier, n=self.withheld)
        return str(study_html(self.folder, self.problems, words, released=told))

    def _carried(self, name: str) -> pl.DataFrame | None:
        rows = self.release.tables.get(name)
        return pl.DataFrame([dict(row) for row in rows], infer_schema_length=None) if rows else None

    def _roles_of(self, table: pl.DataFrame) -> list[str]:
        roles = [role.id for role in self.design.roles]
        return [group for group in table["group"].unique() if group in roles]

    def _lost(self, code: str) -> bool:
        """Tell whether a passage of the code, or of one below it, is withheld."""
        below = self.folder.codebook.with_children(code) if self.folder.codebook else frozenset()
        here = {v.passage for one in below for v in self.counted.voices.get(one, ())}
        total = self.release.totals.get(code)
        return total is not None and total.passages > len(here)
