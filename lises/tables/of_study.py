"""The tables of a study: the pure functions of ``analysis``, given what the study counts."""

from __future__ import annotations

from .coders import CoderTables
from .groups import GroupTables
from .suggesting import SuggestionTables

__all__ = ["Tables"]


class Tables(GroupTables, CoderTables, SuggestionTables):
    """Every table that a study can give, from its counted coding set or another.

    ``set`` names a coding set; left out, it is the one under ``counted`` in ``study.yaml``. A key
    is ``code``, ``theme``, ``interview``, ``participant``, ``role`` or an attribute;
    ``passages_behind`` gives the passages of any cell.

    Parameters
    ----------
    folder : StudyFolder
        As ``lises.files.read_study`` gives it.
    """
