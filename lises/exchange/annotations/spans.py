"""Annotations of annotation tools, layers with features, as codes and codings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from lises.exchange.projects.gathering import PATH, Gathering
from lises.exchange.projects.project import ProjectCode, ProjectCoding, Span

__all__ = ["LayerSpan", "add_spans", "is_of_language", "short"]

# What language tools write of every word and sentence: thousands, and nobody's coding.
_OF_LANGUAGE = (
    "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.",
    "de.tudarmstadt.ukp.dkpro.core.api.segmentation.",
    "de.tudarmstadt.ukp.dkpro.core.api.syntax.",
    "de.tudarmstadt.ukp.dkpro.core.api.metadata.",
    "uima.",
)
_MEMO = frozenset({"memo", "note", "notes", "comment", "comments", "remark", "kommentar"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerSpan:
    """One annotation: its layer, the features it has, where, and whose it is.

    ``key`` tells it from every other in the file; ``at`` is the line, 0 where there is none.
    """

    layer: str
    features: tuple[tuple[str, str], ...]
    source: str
    span: Span
    coder: str = ""
    key: str = ""
    at: int = 0


def short(layer: str) -> str:
    """Give the name of a layer without what it belongs to.

    >>> short("webanno.custom.Code")
    'Code'
    """
    return layer.rpartition(".")[2]


def is_of_language(layer: str) -> bool:
    """Tell whether a layer is what language tools write of words and sentences."""
    return layer.startswith(_OF_LANGUAGE)


def add_spans(gathering: Gathering, spans: Iterable[LayerSpan]) -> None:
    """Make codings of annotations: a code for each value of a feature, below its layer.

    Where only one feature of one layer has values, the codes stand at the top; else each layer, or
    feature where a layer has several, is a heading that cannot be given. A feature named ``memo``,
    ``note`` or ``comment`` is the memo. A layer without a value gives itself as a code. ``>``
    between blanks parts the steps of a code's path.

    Parameters
    ----------
    gathering : Gathering
        It has the sources already.
    spans : iterable of LayerSpan
    """
    every = list(spans)
    headings = _headings(every)
    for one in every:
        memo = "\n".join(text for name, text in one.features if name.lower() in _MEMO)
        codes = list(_codes(gathering, one, headings))
        for number, code in enumerate(codes, start=1):
            coding = ProjectCoding(
                key=one.key if len(codes) == 1 else f"{one.key}/{number}",
                source=one.source,
                code=code,
                spans=(one.span,),
                coder=gathering.coder(one.coder),
                memo=memo,
                selection=one.key,
            )
            gathering.coding(coding, at=one.at)


def _values(one: LayerSpan) -> list[tuple[str, str]]:
    return [(name, text) for name, text in one.features if name.lower() not in _MEMO and text]


def _headings(spans: Sequence[LayerSpan]) -> Mapping[tuple[str, str], str]:
    """Give the heading under which the values of a feature stand; empty where none is needed."""
    pairs: dict[tuple[str, str], None] = {}
    for one in spans:
        pairs.update(dict.fromkeys((one.layer, name) for name, _ in _values(one)))
    if len(pairs) == 1:
        return dict.fromkeys(pairs, "")
    layers = [layer for layer, _ in pairs]
    return {
        (layer, name): f"{short(layer)}.{name}" if layers.count(layer) > 1 else short(layer)
        for layer, name in pairs
    }


def _codes(
    gathering: Gathering, one: LayerSpan, headings: Mapping[tuple[str, str], str]
) -> Iterable[str]:
    values = _values(one)
    if not values:
        key = gathering.code(short(one.layer))
        gathering.codes[key] = replace(gathering.codes[key], codable=True)
        yield key
    for name, text in values:
        heading = headings[one.layer, name]
        steps = tuple(text.split(PATH))
        if heading and heading not in gathering.codes:
            gathering.codes[heading] = ProjectCode(key=heading, name=heading, codable=False)
        yield gathering.code(heading, *steps) if heading else gathering.code(*steps)
