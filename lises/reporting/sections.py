"""Which sections a study's report and page of analyses have, and which it is not offered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lises.errors import UnknownNameError, did_you_mean
from lises.render.markup import Markup, element
from lises.tables import ANALYSES, OPT_IN, why_not

from .coders import agreement
from .codes import cooccurrence, frequency, matrix, sequence
from .desk import Desk, Section
from .framework import framework
from .groups import code_map, comparison, keyness
from .talk import saturation, speech

__all__ = ["made_sections", "not_offered", "opted"]

MAKERS: dict[str, Callable[[Desk], Section | None]] = {
    "frequency": frequency,
    "matrix": matrix,
    "cooccurrence": cooccurrence,
    "map": code_map,
    "sequence": sequence,
    "framework": framework,
    "speech": speech,
    "saturation": saturation,
    "agreement": agreement,
    "comparison": comparison,
    "keyness": keyness,
}


def opted(desk: Desk, asked: Iterable[str] = ()) -> frozenset[str]:
    """Give the opt-in analyses that are wanted: those of ``study.yaml``, and those asked for.

    Raises
    ------
    UnknownNameError
        If one asked for is none.
    """
    wanted = list(asked)
    for name in wanted:
        if name not in OPT_IN:
            near = did_you_mean(name, OPT_IN) or f"there are {', '.join(OPT_IN)}"
            raise UnknownNameError(f'no analysis "{name}" to opt in to; {near}')
    return frozenset([*desk.design.opt_in, *wanted])


def made_sections(desk: Desk, asked: Iterable[str] = ()) -> Iterator[Section]:
    """Make every section that the study is offered and, of the opt-in ones, wants."""
    wanted = opted(desk, asked)
    for name, make in MAKERS.items():
        if why_not(desk.design, name) or (name in OPT_IN and name not in wanted):
            continue
        section = make(desk)
        if section is not None:
            yield section


def not_offered(desk: Desk) -> Markup | None:
    """Say which analyses the study is not offered, and why; nothing where it is offered all."""
    reasons: dict[str, list[str]] = {}
    for name in ANALYSES:
        why = why_not(desk.design, name)
        if why:
            reasons.setdefault(why, []).append(desk.words(f"section-{name}").lower())
    if not reasons:
        return None
    told = [
        desk.paragraph(f"not-offered-{why}", analyses=desk.words.series(names))
        for why, names in reasons.items()
    ]
    return element("section", told, class_="lises-note")
