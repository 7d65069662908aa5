"""What every table of a study is counted from: one coding set, and who was read in it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import polars as pl

from lises import frames
from lises.anchoring import AnchoredStudy, anchor
from lises.errors import UnknownNameError, did_you_mean
from lises.evidence import Counted, count
from lises.frames import attribute_column
from lises.model import StudyDesign, StudyFolder

__all__ = ["Base", "Counting", "chosen_set"]


def chosen_set(design: StudyDesign, asked: str | None) -> str:
    """Give the coding set that is counted: the one asked for, else the study's, else the only one.

    Raises
    ------
    UnknownNameError
        If there is no such set, or several and none of them is counted.
    """
    sets = [one.id for one in design.coding_sets]
    if asked is not None:
        if asked not in sets:
            raise UnknownNameError(
                f'no coding set "{asked}"; {did_you_mean(asked, sets)}'.rstrip("; ")
            )
        return asked
    if design.counted:
        return design.counted
    if len(sets) == 1:
        return sets[0]
    there = f"there are {', '.join(sets)}" if sets else "the study has none"
    raise UnknownNameError(f"study.yaml names no set under counted; name one ({there})")


class Base:
    """One coding set, ready to be counted: its codings, and those who were read."""

    def __init__(self, counted: Counted, set_id: str) -> None:
        self.folder = counted.study.folder
        self.set = set_id
        same = set_id == self.folder.design.counted
        self.counted = counted if same else count(counted.study, set_id)
        rows = frames.codings(counted.study).filter(pl.col("set") == set_id)
        self.everyone = frames.participants(self.folder)
        self.codings = frames.with_speaker(rows, self.everyone)

    @property
    def codes(self) -> list[str]:
        """Every code of the codebook, in its order."""
        return [code.id for code in self.folder.codebook.codes] if self.folder.codebook else []

    def people(self, *keys: str) -> pl.DataFrame:
        """Give the participants among whom is counted.

        With ``code`` among the keys a row per participant and code for which they were read;
        otherwise those who were read for every code.
        """
        if "code" in keys:
            pairs = pl.DataFrame(
                list(self._read()),
                schema={"participant": pl.String, "code": pl.String},
                orient="row",
            )
            return pairs.join(self.everyone, on="participant", maintain_order="left")
        whole = [p for p in self.everyone["participant"] if self.counted.has_read(p, self.codes)]
        return self.everyone.filter(pl.col("participant").is_in(whole))

    def _read(self) -> Iterator[tuple[str, str]]:
        """Give participant and code for which it is known whether they voice it."""
        voiced = self.counted.by_code()
        for person in self.everyone["participant"]:
            whole = self.counted.has_read(person, self.codes)
            for code in self.codes:
                voices = person in voiced.get(code, ())
                if whole or voices or self.counted.has_read(person, (code,)):
                    yield person, code

    def levels(self, *keys: str) -> dict[str, list[str]]:
        """Give the values that are to have a row though nothing was coded."""
        known = {
            "code": self.codes,
            "theme": [theme.id for theme in self.folder.themes],
            "interview": self.order(),
        }
        return {key: known[key] for key in keys if key in known}

    def order(self) -> list[str]:
        """Give the interviews that the set has read, in the order of the analysis.

        By the date of the first reading; those of one day, or of no date, in the order of
        ``interviews.csv``.
        """
        first: dict[str, str] = {}
        for reading in self.folder.readings:
            if reading.set == self.set:
                before = first.get(reading.interview)
                first[reading.interview] = min(before, reading.date) if before else reading.date
        listed = [i.id for i in self.folder.interviews if i.id in first]
        return sorted(listed, key=lambda interview: first[interview])


class Counting:
    """A study folder and what is counted in it, found when it is first asked for."""

    def __init__(self, folder: StudyFolder) -> None:
        self.folder = folder
        self._bases: dict[str, Base] = {}

    @cached_property
    def anchored(self) -> AnchoredStudy:
        """The folder with the span of every passage."""
        return anchor(self.folder)

    @cached_property
    def counted(self) -> Counted:
        """The counted coding set: the source of every n and N."""
        return count(self.anchored)

    def base(self, set_id: str | None = None) -> Base:
        """Give what a table is counted from: codings of one set, and who was read in it.

        Raises
        ------
        UnknownNameError
            If there is no such set, or none is named and the study counts none.
        """
        name = chosen_set(self.folder.design, set_id)
        if name not in self._bases:
            self._bases[name] = Base(self.counted, name)
        return self._bases[name]

    def attribute(self, by: str) -> str:
        """Give the column of ``role`` or of an attribute.

        Raises
        ------
        UnknownNameError
            If the study has no such attribute.
        """
        attributes = [attribute.id for attribute in self.folder.design.attributes]
        if by not in ("role", *attributes):
            near = did_you_mean(by, ["role", *attributes])
            raise UnknownNameError(f'no attribute "{by}"; {near}'.rstrip("; "))
        return by if by == "role" else attribute_column(by)
