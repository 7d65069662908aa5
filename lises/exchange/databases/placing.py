"""Selections of a project's database put to their texts: where they are, and whether they agree.

Programs keep the words of a selection beside its positions, so the two can be held against each
other. The positions decide; where the words disagree that is told with both places, and a
selection that does not fit its text is set aside where it said it was. Nothing is moved.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lises.errors import Problem, how_many
from lises.exchange.imported import SetAside
from lises.exchange.projects.conventions import BOM, Convention, Positions, Trial, find_convention
from lises.exchange.projects.project import Span
from lises.exchange.wordcount import count_words

__all__ = ["Placed", "Selection", "place", "place_spans"]

_WHITE = re.compile(r"\s+")
_SHOWN = 5  # places of selections that one problem tells
_TRIALS = 4_000  # selections by which the way to count is found, taken evenly from all


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """A selection as a format has it: ``start`` and ``end`` of ``source`` and its ``words``.

    ``what`` says in words what it is, for the list of what was set aside.
    """

    key: str
    source: str
    start: int | None
    end: int | None
    words: str = ""
    what: str = "selection"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The spans by the selections' keys, and what is to be told.

    ``agree`` counts how the words given stand to the text: ``exact``, ``paragraph marks`` (U+2029
    for a line end), ``white space``, ``differ``; and ``outside`` for what does not fit.
    ``convention`` is for people; ``counted`` is to be given to ``place`` again.
    """

    spans: Mapping[str, Span]
    agree: Mapping[str, int]
    convention: Convention = field(default_factory=Convention)
    counted: Convention = field(default_factory=Convention)
    set_aside: tuple[SetAside, ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Found:
    spans: dict[str, Span] = field(default_factory=dict)
    agree: Counter[str] = field(default_factory=Counter)
    aside: list[SetAside] = field(default_factory=list)
    differing: dict[str, list[str]] = field(default_factory=dict)
    outside: Counter[str] = field(default_factory=Counter)


def place(
    path: str,
    texts: Mapping[str, str],
    selections: Sequence[Selection],
    names: Mapping[str, str],
    convention: Convention | None = None,
) -> Placed:
    """Find how positions count, and the span of every selection.

    Parameters
    ----------
    path : str
        Of the project, for its problems.
    texts : mapping of str to str
        By source, as stored and with the byte order mark where there is one.
    selections : sequence of Selection
        Each of a source that is known; ``texts`` need not have it.
    names : mapping of str to str
        The sources' names.
    convention : Convention, optional
        Where the format leaves no doubt; left out: found by trying all.

    Returns
    -------
    Placed
        Spans in code points of the text *without* its byte order mark.
    """
    convention = convention or _tried(texts, selections)
    positions: dict[str, Positions] = {}
    spans: dict[str, Span | None] = {}
    for selection in selections:
        text, start, end = texts.get(selection.source), selection.start, selection.end
        if text is not None and start is not None and end is not None:
            if selection.source not in positions:
                positions[selection.source] = Positions(text, convention)
            spans[selection.key] = positions[selection.source].span(start, end)
    # The mark stands in the texts here, so what the trial calls a mark is counting from one.
    said = replace(convention, bom=any(text.startswith(BOM) for text in texts.values()))
    placed = place_spans(path, texts, selections, names, spans)
    note = f"positions: {said}{', counted from 1' if convention.bom else ''}"
    return replace(placed, convention=said, counted=convention, notes=(note, *placed.notes))


def place_spans(
    path: str,
    texts: Mapping[str, str],
    selections: Sequence[Selection],
    names: Mapping[str, str],
    spans: Mapping[str, Span | None],
) -> Placed:
    """Judge selections whose places are known: ``spans`` by key, in ``texts`` as given here.

    The other parameters, and what comes back, are those of ``place``.
    """
    found = _Found()
    for selection in selections:
        text, span = texts.get(selection.source), spans.get(selection.key)
        if text is None or span is None:
            _put_aside(found, selection, names, text is None)
            continue
        _judge(found, selection, text, span)
        marked = text.startswith(BOM)
        found.spans[selection.key] = (max(span[0] - marked, 0), max(span[1] - marked, 0))
    return Placed(
        spans=found.spans,
        agree=found.agree,
        set_aside=tuple(found.aside),
        notes=tuple(_notes(found)),
        problems=tuple(_problems(path, found, names)),
    )


def _tried(texts: Mapping[str, str], selections: Iterable[Selection]) -> Convention:
    index = {key: number for number, key in enumerate(texts)}
    trials = [
        Trial(text=index[s.source], start=s.start, end=s.end, words=s.words)
        for s in selections
        if s.source in index and s.start is not None and s.end is not None
        if not s.words or _alike(s.end - s.start, s.words)
    ]
    step = max(1, -(-len(trials) // _TRIALS))
    # All are called marked, so that counting from one is tried as well.
    return find_convention(list(texts.values()), trials[::step], marked=range(len(texts)))


def _alike(length: int, words: str) -> bool:
    """Tell whether words could be those of a place of this length; else nothing is compared.

    So no comparison costs more than reading the words did, whatever the positions say.
    """
    return length <= 4 * len(words) + 64


def _judge(found: _Found, selection: Selection, text: str, span: Span) -> None:
    """Hold the words given against the words at the place."""
    words, length = selection.words, span[1] - span[0]
    if not words:
        return
    if len(words) == length and text.startswith(words, span[0]):
        found.agree["exact"] += 1
        return
    there = text[span[0] : span[1]] if _alike(length, words) else ""
    if words.replace("\u2029", "\n") == there:
        found.agree["paragraph marks"] += 1
    elif _flat(words) == _flat(there):
        found.agree["white space"] += 1
    else:
        found.agree["differ"] += 1
        places = found.differing.setdefault(selection.source, [])
        near = _elsewhere(text, words) if len(places) < _SHOWN else ""
        places.append(f"{span[0]:,} to {span[1]:,}{near}")


def _elsewhere(text: str, words: str) -> str:
    """Say where the words stand, where that is one place."""
    words = words.replace("\u2029", "\n")
    first = text.find(words)
    if first < 0 or text.find(words, first + 1) >= 0:
        return ""
    return f" (its words stand at {first:,} to {first + len(words):,})"


def _put_aside(
    found: _Found, selection: Selection, names: Mapping[str, str], without: bool
) -> None:
    found.agree["outside"] += 1
    found.outside[selection.source] += 1
    source = names.get(selection.source, selection.source)
    why = "the source has no text" if without else "its place does not fit the text"
    start = "?" if selection.start is None else f"{selection.start:,}"
    end = "?" if selection.end is None else f"{selection.end:,}"
    found.aside.append(
        SetAside(
            where=f"{selection.what} in {source}, {start} to {end}",
            text=selection.words,
            why=why,
            words=count_words(selection.words),
        )
    )


def _flat(text: str) -> str:
    return _WHITE.sub(" ", text.replace(BOM, "")).strip()


def _notes(found: _Found) -> Iterable[str]:
    given = sum(found.agree[k] for k in ("exact", "paragraph marks", "white space", "differ"))
    if given:
        exact = found.agree["exact"]
        yield f"selections whose words match the text as stored: {exact:,} of {given:,}"
    if marks := found.agree["paragraph marks"]:
        yield f"selections that differ only by U+2029 for a line end: {marks:,}"
    if white := found.agree["white space"]:
        yield f"selections that differ only in white space: {white:,}"


def _problems(path: str, found: _Found, names: Mapping[str, str]) -> Iterable[Problem]:
    for source, places in found.differing.items():
        shown = "; ".join(places[:_SHOWN]) + (" …" if len(places) > _SHOWN else "")
        yield Problem(
            path=path,
            line=0,
            rule="selection-differs",
            message=f"{how_many(len(places), 'selection')} of {names.get(source, source)!r} "
            f"{'has' if len(places) == 1 else 'have'} other words than the text there: {shown}",
            remedy="look at these places in the program it came from; the positions were kept",
            severity="doubt",
            subject=source,
        )
    for source, number in found.outside.items():
        yield Problem(
            path=path,
            line=0,
            rule="selection-outside",
            message=f"{how_many(number, 'selection')} of {names.get(source, source)!r} "
            f"{'does' if number == 1 else 'do'} not fit its text",
            remedy="they are in the list of what was set aside; code them again where they belong",
            severity="doubt",
            subject=source,
        )
