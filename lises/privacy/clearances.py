"""Which words may be shown at a tier: of a passage, of a transcript, of every turn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lises.anchoring import AnchoredStudy
from lises.model import Clearance, Passage, StudyDesign, StudyFolder, allows, strictest

from .stubs import STUB

__all__ = [
    "Cut",
    "cleared_passages",
    "columns_shown",
    "passage_clearance",
    "transcript_clearance",
    "visible",
]

COLUMNS = ("month", "interviewer", "medium", "minutes")
Interval = tuple[int, int]
TurnKey = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch that is not shown, with the broad category under which it is withheld."""

    start: int
    end: int
    category: str = ""


def passage_clearance(study: AnchoredStudy, passage: Passage) -> Clearance:
    """Give the clearance of a passage: the stricter of its speakers' and its own.

    A passage in which only the interviewer speaks takes that of all who were interviewed there.
    """
    folder = study.folder
    people = study.speakers_of(passage) or _interviewed(folder, passage.interview)
    given = [_quotes(folder, person) for person in people]
    return strictest([*given, *([passage.clearance] if passage.clearance else [])])


def transcript_clearance(folder: StudyFolder, interview: str) -> Clearance:
    """Give the clearance of a whole transcript: the strictest of all who take part in it.

    Who takes part is who was interviewed and whoever else speaks, listed for it or not.
    """
    ids = dict.fromkeys(_interviewed(folder, interview))
    transcript = folder.transcripts.get(interview)
    for turn in transcript.turns if transcript else ():
        ids.update(dict.fromkeys(turn.participants))
    people = [folder.participant(p) for p in ids]
    return strictest([p.transcript if p else None for p in people])


def _interviewed(folder: StudyFolder, interview: str) -> tuple[str, ...]:
    row = folder.interview(interview)
    return row.participants if row else ()


def _quotes(folder: StudyFolder, participant: str) -> Clearance | None:
    person = folder.participant(participant)
    return person.quotes if person else None


def cleared_passages(study: AnchoredStudy, tier: Clearance) -> frozenset[str]:
    """Name the passages that may be shown whole at a tier.

    One that shares a single code point with a passage that may not be shown is withheld too.
    """
    allowed = {p.id: allows(tier, passage_clearance(study, p)) for p in study.passages}
    closed: dict[TurnKey, list[Interval]] = defaultdict(list)
    for passage in study.passages:
        if not allowed[passage.id]:
            for span in study.spans[passage.id]:
                closed[passage.interview, span.turn].append((span.start, span.end))
    return frozenset(
        p.id for p in study.passages if allowed[p.id] and not _touches(study, p, closed)
    )


def columns_shown(design: StudyDesign, tier: Clearance) -> frozenset[str]:
    """Name the columns of ``interviews.csv`` that a tier may show; ``day`` for whole dates."""
    if tier == "restricted":
        return frozenset((*COLUMNS, "day"))
    said = dict(design.governance.interviews) if design.governance else {}
    return frozenset(name for name in COLUMNS if allows(tier, said.get(name, "public")))


def _touches(
    study: AnchoredStudy, passage: Passage, closed: Mapping[TurnKey, list[Interval]]
) -> bool:
    return any(
        span.start < end and start < span.end
        for span in study.spans[passage.id]
        for start, end in closed.get((passage.interview, span.turn), ())
    )


def visible(
    study: AnchoredStudy, interview: str, tier: Clearance, cleared: frozenset[str]
) -> dict[int, list[Cut]]:
    """Give turn → the stretches of it that are cut out, in order; an uncut turn has no entry.

    Where the whole transcript is cleared only the passages that may not be shown are cut; elsewhere
    everything is but the cleared passages. A passage that is withheld only since it touches one
    that may not be shown cuts nothing of its own: a third that overlaps it may be cleared.
    """
    transcript = study.folder.transcripts[interview]
    open_whole = allows(tier, transcript_clearance(study.folder, interview))
    shown: dict[int, list[Interval]] = defaultdict(list)
    closed: dict[int, list[Cut]] = defaultdict(list)
    for passage in study.by_interview.get(interview, ()):
        for span in study.spans[passage.id]:
            if passage.id in cleared:
                shown[span.turn].append((span.start, span.end))
            elif not allows(tier, passage_clearance(study, passage)):
                closed[span.turn].append(Cut(span.start, span.end, passage.withheld))
    cuts: dict[int, list[Cut]] = {}
    for turn in transcript.turns:
        base = [(0, len(turn.text))] if open_whole else _merged(shown[turn.number])
        kept = _less(base, closed[turn.number])
        out = _gaps(kept, turn.text, closed[turn.number])
        if any(turn.text[cut.start : cut.end].strip() for cut in out):
            cuts[turn.number] = out
    return cuts


def _merged(intervals: Iterable[Interval]) -> list[Interval]:
    out: list[Interval] = []
    for start, end in sorted(intervals):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _less(base: list[Interval], cuts: list[Cut]) -> list[Interval]:
    kept = base
    for cut in cuts:
        pieces: list[Interval] = []
        for start, end in kept:
            pieces += [(start, min(end, cut.start)), (max(start, cut.end), end)]
        kept = [(s, e) for s, e in pieces if s < e]
    return _merged(kept)


def _gaps(kept: list[Interval], text: str, closed: list[Cut]) -> list[Cut]:
    edges = [0, *(x for interval in kept for x in interval), len(text)]
    gaps = [(s, e) for s, e in zip(edges[::2], edges[1::2], strict=True) if s < e]
    return [Cut(s, e, _category(s, e, closed, text[s:e])) for s, e in gaps]


def _category(start: int, end: int, closed: list[Cut], text: str) -> str:
    """Name the one category of what is withheld here; several, or none, tell nothing.

    What an earlier release withheld keeps its category.
    """
    names = {cut.category for cut in closed if cut.start < end and start < cut.end}
    names |= {found[1] or "" for found in STUB.finditer(text)}
    return names.pop() if len(names) == 1 else ""
