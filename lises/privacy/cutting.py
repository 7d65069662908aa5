"""A transcript with what is not cleared cut out, and the passages at home in it again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from lises.anchoring import AnchoredStudy
from lises.model import INTERVIEWER, OTHER, Clearance, Passage, Transcript, Turn

from .clearances import Cut, visible

__all__ = ["STUB", "cut_transcript", "stub", "stub_parts"]

# A sign pair that speech does not hold; what stands in it is a broad category or nothing.
STUB = re.compile(r"⟦withheld(?:: ([a-z-]+))?⟧")


def stub(category: str = "") -> str:
    """Write the sign that stands where something was cut."""
    return f"⟦withheld: {category}⟧" if category else "⟦withheld⟧"


def stub_parts(text: str) -> list[tuple[str, str | None]]:
    """Cut a released turn into (text, None) and ("", category of a stub).

    >>> stub_parts("Ja ⟦withheld: health⟧ nej")
    [('Ja ', None), ('', 'health'), (' nej', None)]
    """
    parts: list[tuple[str, str | None]] = []
    at = 0
    for found in STUB.finditer(text):
        parts += [(text[at : found.start()], None), ("", found[1] or "")]
        at = found.end()
    parts.append((text[at:], None))
    return [(words, category) for words, category in parts if words or category is not None]


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
    speakers = tuple((labels.get(label, label), who) for label, who in transcript.speakers)
    cut = replace(transcript, turns=turns, speakers=speakers, source="", release=tier)
    kept = [p for p in study.passages if p.interview == interview and p.id in cleared]
    return cut, tuple(_moved(study, passage, cut, cuts) for passage in kept)


def _labels(transcript: Transcript) -> dict[str, str]:
    """Give label as written → a label that is nobody's name."""
    found: dict[str, str] = {}
    interviewers = others = 0
    for label, who in transcript.speakers:
        if who == INTERVIEWER:
            interviewers += 1
            found[label] = "I" if interviewers == 1 else f"I{interviewers}"
        elif who == OTHER:
            others += 1
            found[label] = f"O{others}"
        else:
            found[label] = who
    return found


def _cut_turn(turn: Turn, cuts: list[Cut], labels: Mapping[str, str]) -> Turn:
    written = [part.strip() for part in turn.label.split(" + ")]
    label = " + ".join(labels.get(part, part) for part in written) if labels else turn.label
    pieces, at = [], 0
    for cut in cuts:
        pieces += [turn.text[at : cut.start], stub(cut.category)]
        at = cut.end
    text = "".join([*pieces, turn.text[at:]])
    gone = bool(cuts) and not STUB.sub("", text).strip()
    return replace(turn, text=text, label=label, time="" if gone else turn.time)


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
