"""A transcript with what is not cleared cut out, and the passages at home in it again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain, count

from lises.anchoring import AnchoredStudy
from lises.model import INTERVIEWER, OTHER, Clearance, Passage, Transcript, Turn

from .clearances import Cut, visible
from .stubs import STUB, stub

__all__ = ["cut_transcript"]


def cut_transcript(
    study: AnchoredStudy, interview: str, tier: Clearance, cleared: frozenset[str]
) -> tuple[Transcript | None, tuple[Passage, ...]]:
    """Cut one transcript for a tier.

    Returns
    -------
    (Transcript or None, tuple of Passage)
        None where nothing of it may be shown. Turns keep their numbers; a turn that is cut whole
        holds only a stub and no time. The cleared passages keep their ids; ``occurrence`` is
        counted anew.
    """
    folder = study.folder
    transcript = folder.transcripts[interview]
    cuts = visible(study, interview, tier, cleared)
    labels = _labels(transcript) if tier != "restricted" else {}
    turns = tuple(_cut_turn(turn, cuts.get(turn.number, []), labels) for turn in transcript.turns)
    if not any(STUB.sub("", turn.text).strip() for turn in turns):
        return None, ()
    declared = dict.fromkeys((labels.get(label, label), who) for label, who in transcript.speakers)
    if labels:
        declared.update(dict.fromkeys((labels[x], OTHER) for x in _undeclared(transcript)))
    speakers = tuple(declared)
    cut = replace(transcript, turns=turns, speakers=speakers, source="", release=tier)
    kept = [p for p in study.by_interview.get(interview, ()) if p.id in cleared]
    moved = (_moved(study, passage, cut, cuts) for passage in kept)
    return cut, tuple(replace(p, origin=tuple(o for o in p.origin if o in cleared)) for p in moved)


def _written(turn: Turn) -> list[str]:
    return [part.strip() for part in turn.label.split(" + ")]


def _undeclared(transcript: Transcript) -> list[str]:
    """Name the labels of turns of which nothing says who they are; they may be names."""
    declared = dict(transcript.speakers)
    found = dict.fromkeys(part for turn in transcript.turns for part in _written(turn))
    return [label for label in found if label not in declared]


def _labels(transcript: Transcript) -> dict[str, str]:
    """Give label as written → a label that is nobody's name: the participant's id, I, I2, O1."""
    speakers = [*transcript.speakers, *((label, OTHER) for label in _undeclared(transcript))]
    taken = {who for _, who in speakers}
    interviewers = (x for x in chain(("I",), _numbered("I", 2)) if x not in taken)
    others = (x for x in _numbered("O", 1) if x not in taken)
    found: dict[str, str] = {}
    for label, who in speakers:
        if who == INTERVIEWER:
            found[label] = next(interviewers)
        else:
            found[label] = next(others) if who == OTHER else who
    return found


def _numbered(letter: str, first: int) -> Iterator[str]:
    return (f"{letter}{number}" for number in count(first))


def _cut_turn(turn: Turn, cuts: list[Cut], labels: Mapping[str, str]) -> Turn:
    label, speakers = turn.label, turn.speakers
    if labels:
        label = " + ".join(dict.fromkeys(labels[part] for part in _written(turn)))
        speakers = speakers or (OTHER,)  # as the released transcript declares the label
    pieces, at = [], 0
    for cut in cuts:
        pieces += [turn.text[at : cut.start], stub(cut.category)]
        at = cut.end
    text = "".join([*pieces, turn.text[at:]])
    gone = bool(cuts) and not STUB.sub("", text).strip()
    return replace(turn, text=text, label=label, speakers=speakers, time="" if gone else turn.time)


def _moved(
    study: AnchoredStudy, passage: Passage, cut: Transcript, cuts: Mapping[int, list[Cut]]
) -> Passage:
    """Count the occurrence of a quote in the cut text, where it is no longer the only one."""
    spans = study.spans[passage.id]
    bare = replace(passage, memo="", reason="", occurrence=None)
    if len(spans) > 1:
        return bare
    span = spans[0]
    shift = sum(
        len(stub(c.category)) - (c.end - c.start)
        for c in cuts.get(span.turn, ())
        if c.end <= span.start
    )
    text = cut.turns[span.turn - 1].text
    quote = (
        study.folder.transcripts[passage.interview].turns[span.turn - 1].text[span.start : span.end]
    )
    starts = [i for i in range(len(text)) if text.startswith(quote, i)]
    if len(starts) == 1:
        return bare
    return replace(bare, occurrence=starts.index(span.start + shift) + 1)
