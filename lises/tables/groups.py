"""Groups of participants against codes, and maps of codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from lises import analysis

from .codes import CodeTables
from .offered import refuse

if TYPE_CHECKING:
    from lises.analysis.comparison import GroupComparison
    from lises.analysis.comparison.terms import Assumption, Correction

__all__ = ["GroupTables"]


class GroupTables(CodeTables):
    """What groups differ in, and which codes lie near each other."""

    def voicing(self, *, by: str | None = None, set: str | None = None) -> pl.DataFrame:
        """Tell of every code and participant how many passages they voice.

        See ``analysis.comparison.voicing``.

        Raises
        ------
        UnknownNameError
            If the study has no such attribute or set.
        """
        from lises.analysis.comparison import voicing

        base = self.base(set)
        key = None if by is None else self.attribute(by)
        return voicing(base.codings, base.people("code"), by=key, levels=base.levels("code"))

    def compare(
        self,
        by: str = "role",
        *,
        assumption: Assumption,
        correction: Correction = "holm",
        set: str | None = None,
    ) -> GroupComparison:
        """Test for every code whether groups differ; see ``analysis.comparison.compare_groups``.

        Parameters
        ----------
        by : str
            ``role`` or an attribute.
        assumption : {"exchangeable-participants"}
            Naming it is granting it: were the groups mere names, anyone who was read could as well
            have stood in another.
        correction : {"holm", "bonf", "fdr_bh", "fdr_by", "none"}
        set : str, optional

        Raises
        ------
        NotOfferedError
            If the method is reflexive, the study counts nothing, or the assumption is another.
        UnknownNameError
            If the study has no such attribute or set.
        """
        from lises.analysis.comparison import Terms, compare_groups

        design = self.folder.design
        refuse(design, "comparison")
        terms = Terms(assumption=assumption, method=design.method, correction=correction)
        return compare_groups(self.voicing(by=by, set=set), terms)

    def correspondence(
        self, by: tuple[str, str] = ("code", "participant"), *, set: str | None = None
    ) -> analysis.Correspondence:
        """Lay codes and participants out so that those alike lie near each other.

        See ``analysis.correspondence``.

        Raises
        ------
        NotOfferedError
            If the method is reflexive, or the study counts nothing.
        UnknownNameError
            If the study has no such key or set.
        """
        refuse(self.folder.design, "map")
        return analysis.correspondence(self.matrix(by, set=set))

    def clusters(self, *, within: int | None = None, set: str | None = None) -> analysis.Clusters:
        """Gather codes that the same participants voice; with ``within``, that stand near.

        See ``analysis.clusters``.

        Parameters
        ----------
        within : int, optional
            Turns, as in ``cooccurrence``; left out, codes are alike by who voices them.
        set : str, optional

        Raises
        ------
        NotOfferedError
            If the method is reflexive, or the study counts nothing.
        ValueError
            If there are not two codes.
        """
        refuse(self.folder.design, "map")
        if within is None:
            return analysis.clusters(analysis.jaccard_distances(self.matrix(set=set)))
        return analysis.clusters(self.cooccurrence(within=within, set=set))
