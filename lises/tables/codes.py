"""Codes: who voices them, how often, where, beside what."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from lises import analysis, frames
from lises.errors import UnknownNameError, did_you_mean
from lises.frames import attribute_column

from .counting import Counting
from .framework import framework_of
from .offered import refuse

__all__ = ["CodeTables"]

CODINGS = ("code", "theme", "set", "coder", "interview")


class CodeTables(Counting):
    """Codes, by ``code``, ``theme``, ``interview``, ``participant``, ``role`` or an attribute."""

    def _key(self, by: str) -> str:
        """Give the column of a key.

        Raises
        ------
        UnknownNameError
            If the study has no such key.
        """
        attributes = [attribute.id for attribute in self.folder.design.attributes]
        known = [*CODINGS, "participant", "role", *attributes]
        if by not in known:
            near = did_you_mean(by, known) or f"there are {', '.join(known)}"
            raise UnknownNameError(f'nothing to count by called "{by}"; {near}')
        return attribute_column(by) if by in attributes else by

    def prevalence(self, code: str, *, by: str | None = None) -> pl.DataFrame:
        """Count who voices a code in the counted set, of those read for it.

        Parameters
        ----------
        code : str
            A code query, children included.
        by : str, optional
            ``role`` or an attribute.

        Returns
        -------
        pl.DataFrame
            ``group``, ``n``, ``of``, ``share``; see ``lises.analysis.prevalence``.

        Raises
        ------
        UnknownNameError, QueryError
            If a code or attribute is not the study's.

        Examples
        --------
        >>> import lises
        >>> study = lises.load("tests/studies/demo-tiny")
        >>> study.prevalence("tap", by="role").rows()
        [('gardener', 2, 2, 1.0), ('keeper', 1, 1, 1.0)]
        """
        query = analysis.parse_query(code, self.folder.codebook)
        return self._prevalence(query, None if by is None else self.attribute(by))

    def prevalences(self, *, by: str | None = None) -> pl.DataFrame:
        """Count who voices each code of the codebook, its children included.

        Parameters
        ----------
        by : str, optional
            ``role`` or an attribute; without it one group, ``all``.

        Returns
        -------
        pl.DataFrame
            ``code``, ``group``, ``n``, ``of``, ``share``, in the order of the codebook.

        Raises
        ------
        UnknownNameError
            If the study has no such attribute.
        """
        key = None if by is None else self.attribute(by)
        codes = self.folder.codebook.codes if self.folder.codebook else ()
        found = [
            self._prevalence(analysis.parse_query(code.id, self.folder.codebook), key).select(
                pl.lit(code.id).alias("code"), pl.all()
            )
            for code in codes
        ]
        columns = {"code": pl.String, "group": pl.String, "n": pl.Int64, "of": pl.Int64}
        none = pl.DataFrame(schema={**columns, "share": pl.Float64})
        return pl.concat([none, *(table.cast(none.schema) for table in found)])

    def _prevalence(self, query: analysis.CodeQuery, by: str | None) -> pl.DataFrame:
        people = frames.participants(self.folder)
        voicing = query.participants(self.counted.by_code())
        read = self.counted.known(people["participant"], query.codes, voicing)
        voices = pl.DataFrame({"participant": sorted(voicing)}, schema={"participant": pl.String})
        among = people.filter(pl.col("participant").is_in(list(read)))
        return analysis.prevalence(voices, among, by=by)

    def frequency(
        self,
        by: str = "code",
        *,
        set: str | None = None,
        children: bool = False,
    ) -> pl.DataFrame:
        """Count codings, passages, turns, words and participants; see ``analysis.frequency``.

        Parameters
        ----------
        by : str
        set : str, optional
        children : bool
            Whether a coding counts for every code above its own too.

        Raises
        ------
        UnknownNameError
            If the study has no such key or set.
        """
        base, key = self.base(set), self._key(by)
        codings = base.codings
        if children and self.folder.codebook:
            codings = analysis.with_parents(codings, self.folder.codebook)
        return analysis.frequency(codings, base.people(key), by=key, levels=base.levels(key))

    def matrix(
        self,
        by: tuple[str, str] = ("code", "participant"),
        *,
        set: str | None = None,
    ) -> pl.DataFrame:
        """Count every cell of two keys; see ``analysis.matrix``, and ``analysis.wide`` for a grid.

        Raises
        ------
        UnknownNameError
            If the study has no such key or set.
        """
        base, (first, second) = self.base(set), (self._key(by[0]), self._key(by[1]))
        people = base.people(first, second)
        return analysis.matrix(
            base.codings, people, by=(first, second), levels=base.levels(first, second)
        )

    def cooccurrence(
        self,
        *,
        within: int | None = None,
        set: str | None = None,
    ) -> pl.DataFrame:
        """Count which codes stand together; see ``analysis.cooccurrence``.

        Parameters
        ----------
        within : int, optional
            None: the passages share a character; 0: a turn; k: at most k turns lie between.
        set : str, optional
        """
        return analysis.cooccurrence(
            self.base(set).codings, frames.turns(self.folder), within=within
        )

    def meetings(
        self,
        code_a: str,
        code_b: str,
        *,
        within: int | None = None,
        set: str | None = None,
    ) -> pl.DataFrame:
        """Give the passages behind a row of ``cooccurrence``; see ``analysis.meetings``."""
        return analysis.meetings(self.base(set).codings, code_a, code_b, within=within)

    def sequence(self, *, set: str | None = None) -> pl.DataFrame:
        """Lay the codings out in the order of the talk; see ``analysis.sequence``."""
        return analysis.sequence(self.base(set).codings)

    def transitions(
        self,
        *,
        lag: int = 1,
        within: int | None = None,
        set: str | None = None,
    ) -> pl.DataFrame:
        """Count which code follows which; see ``analysis.transitions``."""
        return analysis.transitions(self.base(set).codings, lag=lag, within=within)

    def framework(
        self,
        by: tuple[str, str] = ("participant", "theme"),
        *,
        set: str | None = None,
    ) -> pl.DataFrame:
        """Give the framework matrix: the passages of every case and theme, and what they come to.

        Parameters
        ----------
        by : tuple of str
            The case and what is charted.
        set : str, optional

        Returns
        -------
        pl.DataFrame
            As ``analysis.framework`` gives it, with ``summary`` of ``framework.yaml`` in the
            study's language and ``rests_on``, the passages that it names. Only participant ×
            theme of the counted set is summarised; elsewhere ``summary`` is null. A participant
            who was not read for a theme has no cell under it.

        Raises
        ------
        UnknownNameError
            If the study has no such key or set.
        """
        return framework_of(self.base(set), (self._key(by[0]), self._key(by[1])))

    def passages_behind(self, *, set: str | None = None, **cell: str | None) -> pl.DataFrame:
        """Give the passages behind a cell, a row each, in the order of the talk.

        Parameters
        ----------
        set : str, optional
        **cell : str or None
            The keys of the cell as they stand in its row: ``code="a", participant="P1"``.

        Raises
        ------
        UnknownNameError
            If the study has no such key or set.
        """
        base = self.base(set)
        keyed = {self._key(key): value for key, value in cell.items()}
        return analysis.passages_of(base.codings, base.people(*keyed), **keyed)

    def passages_asked(self, query: str, *, set: str | None = None) -> pl.DataFrame:
        """Give the passages of a passage query such as ``a & b within 2 turns not c by role=x``.

        Raises
        ------
        QueryError
            If it cannot be read; the message points at the place.
        UnknownNameError
            If a code, column or value is not the study's.
        """
        base = self.base(set)
        asked = analysis.parse_passage_query(query, self.folder.codebook, base.everyone)
        return asked.passages(base.codings, base.everyone)

    def saturation(
        self,
        *,
        base: int = 4,
        run: int = 2,
        threshold: float = 0.05,
        set: str | None = None,
    ) -> analysis.Saturation:
        """Assess whether later interviews still brought new codes; see ``analysis.saturation``.

        The order is that in which the set read the interviews.

        Raises
        ------
        NotOfferedError
            If the method is reflexive.
        """
        refuse(self.folder.design, "saturation")
        of = self.base(set)
        return analysis.saturation(of.codings, of.order(), base=base, run=run, threshold=threshold)

    def accumulation(
        self,
        order: Sequence[str] = (),
        *,
        set: str | None = None,
    ) -> pl.DataFrame:
        """Give the codes known after every interview; see ``analysis.accumulation``.

        Parameters
        ----------
        order : sequence of str, optional
            Interviews; left out, in the order in which the set read them.
        set : str, optional

        Raises
        ------
        NotOfferedError
            If the method is reflexive.
        """
        refuse(self.folder.design, "saturation")
        of = self.base(set)
        return analysis.accumulation(of.codings, list(order) or of.order())

    def new_codes(self, *, set: str | None = None) -> pl.DataFrame:
        """Count the codes of every interview and which of them are new; see ``analysis.new_codes``.

        Raises
        ------
        NotOfferedError
            If the method is reflexive.
        """
        refuse(self.folder.design, "saturation")
        of = self.base(set)
        return analysis.new_codes(of.codings, of.order())
