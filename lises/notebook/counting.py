"""Counts over a whole study, from the counted set and its readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from lises.analysis import parse_query, prevalence
from lises.errors import UnknownNameError, did_you_mean
from lises.frames import attribute_column

if TYPE_CHECKING:
    from .study import Study

__all__ = ["prevalence_of"]


def prevalence_of(study: Study, code: str, by: str | None) -> pl.DataFrame:
    """Count who voices a code query, of those whom the counted set has read for it."""
    query = parse_query(code, study.folder.codebook)
    people = study.participants
    if by and by in {attribute.id for attribute in study.design.attributes}:
        by = attribute_column(by)
    if by is not None and by not in people.columns:
        raise UnknownNameError(f'no attribute "{by}"; {did_you_mean(by, people.columns)}')
    voicing = query.participants(study.counted.by_code())
    read = study.counted.known(people["participant"], query.codes, voicing)
    voices = study.voices.filter(
        pl.col("participant").is_in(list(voicing)),
        pl.col("code").is_in(list(query.codes)),
        pl.col("set") == study.design.counted,
    )
    return prevalence(voices, people.filter(pl.col("participant").is_in(list(read))), by=by)
