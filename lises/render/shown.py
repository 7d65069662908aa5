"""What of an interview's passages is highlighted in its turns, and how they are numbered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from lises.model import Passage, Transcript

from .index import Cited, PassageIndex
from .segments import Covering
from .view import View

__all__ = ["Shown", "shown_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A transcript ready to be written.

    ``passages`` are highlighted: those of the counted set and those that a finding cites;
    ``numbers`` are theirs, from 1 in the order of the talk. ``others`` are only listed.
    ``coverings`` is by turn, ``begins`` and ``runs_on`` by turn too: the passages that begin there
    and those that began before. What is not of the counted set must be
    told apart.
    """

    view: View
    transcript: Transcript
    passages: tuple[Passage, ...]
    others: tuple[Passage, ...]
    numbers: Mapping[str, int]
    cited: Mapping[str, tuple[Cited, ...]]
    coverings: Mapping[int, list[Covering]]
    begins: Mapping[int, list[Passage]]
    runs_on: Mapping[int, list[Passage]]


def shown_of(view: View, transcript: Transcript, index: PassageIndex) -> Shown:
    """Choose what is highlighted; a study without a counted set shows all its codings."""
    counted = view.design.counted
    everything = index.of_interview.get(transcript.interview, ())
    passages = tuple(
        p for p in everything if not counted or p.set == counted or p.id in index.cited
    )
    coverings: dict[int, list[Covering]] = defaultdict(list)
    begins: dict[int, list[Passage]] = defaultdict(list)
    runs_on: dict[int, list[Passage]] = defaultdict(list)
    for passage in passages:
        begins[passage.turn].append(passage)
        for span in view.release.study.spans[passage.id]:
            coverings[span.turn].append(Covering.of(passage.id, span))
            if span.turn != passage.turn:
                runs_on[span.turn].append(passage)
    here = {p.id for p in passages}
    return Shown(
        view=view,
        transcript=transcript,
        passages=passages,
        others=tuple(p for p in everything if p.id not in here),
        numbers={p.id: number for number, p in enumerate(passages, start=1)},
        cited={p.id: index.cited[p.id] for p in passages if p.id in index.cited},
        coverings=dict(coverings),
        begins=dict(begins),
        runs_on=dict(runs_on),
    )
