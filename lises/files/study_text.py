"""``study.yaml`` as a person wrote it, with a coder or a coding set put in: the rest stays.

What was put in is read again and held against what was meant; where it does not come out so, the
file is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from lises.errors import LisesError
from lises.model import CodingSet, StudyDesign

from .faults import Faults
from .splices import entry_edit, spliced
from .study import parse_study
from .yaml_marks import MarkedMap, parse_yaml

__all__ = ["with_coder", "with_set"]


def with_coder(text: str, coder: str, name: str) -> str:
    """Put a coder into ``study.yaml``.

    Raises
    ------
    LisesError
        If the file is written so that nothing can be put in.
    """
    made = _with(text, "coders", coder, {"name": name})
    return _as_meant(text, made, lambda d: replace(d, coders=(*d.coders, (coder, name))))


def with_set(text: str, coding_set: CodingSet) -> str:
    """Put a coder's round into ``study.yaml``; raises as ``with_coder``."""
    values = {"coder": coding_set.coder, "round": coding_set.round}
    made = _with(text, "coding_sets", coding_set.id, values)
    return _as_meant(text, made, lambda d: replace(d, coding_sets=(*d.coding_sets, coding_set)))


def _with(text: str, key: str, name: str, values: Mapping[str, object]) -> str:
    top = parse_yaml(text, Faults(""))
    if not isinstance(top, MarkedMap):
        raise LisesError("study.yaml is no list of keys; see lises check")
    return spliced(text, [entry_edit(text, top, key, name, values)])


def _as_meant(text: str, made: str, meant: Callable[[StudyDesign], StudyDesign]) -> str:
    was, is_now = (parse_study(one, "study.yaml") for one in (text, made))
    wanted = meant(was[0]) if was[0] is not None else None
    if wanted is None or is_now[0] != wanted or len(is_now[1]) > len(was[1]):
        raise LisesError(
            "study.yaml is written in a way that cannot be added to; add the coder and the set "
            "by hand, under coders and coding_sets"
        )
    return made
