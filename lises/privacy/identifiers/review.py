"""The review list: every candidate with what was decided about it, kept in the vault as a table.

One row for each candidate, to be decided in the terminal or in any editor. A decision is bound to
the words it was made for: where the turn's text has changed it is offered again, never applied.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, get_args

from lises.errors import LisesError, Problem
from lises.files import Faults, read_text
from lises.files.tables import Columns, read_rows, write_rows
from lises.model import StudyFolder

from .candidate import KINDS, Candidate
from .finding import CONTEXT, digest_of
from .placeholders import put_as_written

__all__ = [
    "ACTIONS",
    "BY_HAND",
    "Action",
    "Decision",
    "Reviewed",
    "added",
    "read_decisions",
    "review",
    "review_text",
]

Action = Literal["replace", "keep", "ask"]
ACTIONS: tuple[Action, ...] = get_args(Action)
Within = Literal["study", "interview"]
WITHIN: tuple[Within, ...] = get_args(Within)
BY_HAND = "added by hand"
HEADER = ("item", "kind", "sure", "why", "context", "decision", "put", "within", "reason")
_COLUMNS = Columns(("item", "decision"), tuple(h for h in HEADER if h not in ("item", "decision")))
_ITEM = re.compile(r"(.+):(\d+):(\d+)-(\d+):(t[0-9a-f]{10})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is to become of a candidate; ``put`` only where it is replaced, else a reason."""

    action: Action
    put: str = ""
    within: Within = "study"
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A candidate, what was decided, and what was decided of the same words elsewhere."""

    candidate: Candidate
    decision: Decision | None = None
    offered: Decision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A row of the table: its key, and what it says."""

    item: str
    kind: str
    why: str
    context: str
    decision: Decision | None


def read_decisions(path: Path) -> tuple[Mapping[str, _Row], tuple[Problem, ...]]:
    """Read a review list by item; empty where there is no file.

    Problems name rows, never words. A decision that lacks what it needs is a problem: ``keep``
    and ``ask`` want a reason.
    """
    if not path.exists():
        return {}, ()
    faults = Faults(str(path))
    text = read_text(path, faults)
    rows = {}
    for fields in read_rows(text, faults, "a row of the review", _COLUMNS) if text else ():
        item = str(fields.values.get("item", ""))
        if not _ITEM.fullmatch(item):
            faults.error(fields.line, "field-value", '"item" is none of ours', "do not change it")
            continue
        action = fields.choice("decision", ACTIONS)
        decision = _decision(fields.values, action, fields.line, faults) if action else None
        values = {key: str(fields.values.get(key, "")) for key in ("kind", "why", "context")}
        rows[item] = _Row(item=item, decision=decision, **values)
    return rows, tuple(faults.found)


def _decision(
    values: Mapping[str, object], action: Action, line: int, faults: Faults
) -> Decision | None:
    put, reason = str(values.get("put", "")), str(values.get("reason", ""))
    within = str(values.get("within", "") or "study")
    if within not in WITHIN:
        faults.error(line, "field-value", '"within" is neither', f"write {' or '.join(WITHIN)}")
        return None
    if action != "replace" and not reason.strip():
        faults.error(line, "field-missing", f"{action} has no reason", "say why in a few words")
        return None
    try:
        put = put_as_written(put) if action == "replace" and put else ""
    except LisesError as why:
        faults.error(line, "field-value", f'"put": {why}', "or leave it empty for a placeholder")
        return None
    kept_within: Within = "interview" if within == "interview" else "study"
    return Decision(action=action, put=put, within=kept_within, reason=reason.strip())


def review(
    folder: StudyFolder,
    candidates: Sequence[Candidate],
    rows: Mapping[str, _Row],
    *,
    ours: Mapping[str, frozenset[str]] | None = None,
) -> tuple[Reviewed, ...]:
    """Lay what was decided on what is found.

    Parameters
    ----------
    folder : StudyFolder
    candidates : sequence of Candidate
        As found now.
    rows : mapping
        From ``read_decisions``.
    ours : mapping of str to frozenset of str
        By interview, pseudonyms that were put there: these are nobody's names.

    Returns
    -------
    tuple of Reviewed
        Open ones have ``offered`` where the same words, or a name that holds them, were decided
        elsewhere. Rows added by hand are among them as long as their turn's text stands.
    """
    by_hand = [c for row in rows.values() if (c := _by_hand(folder, row)) is not None]
    found = [
        c
        for c in candidates
        if not _is_ours(c, ours or {}) and not any(c.meets(one) for one in by_hand)
    ]
    every = sorted([*found, *by_hand], key=lambda c: c.place)
    decided = {c.item: rows[c.item].decision for c in every if c.item in rows}
    offers = _Offers(
        [(c, d) for c in every if (d := decided.get(c.item)) is not None], rows, candidates
    )
    return tuple(
        Reviewed(
            candidate=c,
            decision=decided.get(c.item),
            offered=None if decided.get(c.item) else offers.of(c),
        )
        for c in every
    )


def _is_ours(candidate: Candidate, ours: Mapping[str, frozenset[str]]) -> bool:
    return candidate.stem in ours.get(candidate.interview, frozenset())


class _Offers:
    """What was decided of the same words, first of the whole name, then of one that holds it."""

    def __init__(
        self,
        decided: Sequence[tuple[Candidate, Decision]],
        rows: Mapping[str, _Row],
        candidates: Sequence[Candidate],
    ) -> None:
        self._whole: dict[str, Decision] = {}
        self._part: dict[str, Decision] = {}
        for candidate, decision in decided:
            self._take(candidate.identity, decision)
        # Decisions whose turn has changed since: known by the words shown in their context.
        known = {c.item for c in candidates}
        for item, row in rows.items():
            said = re.search(r"\[\[(.*?)\]\]", row.context)
            if item not in known and row.decision is not None and said:
                self._take(" ".join(said[1].casefold().replace("-", " ").split()), row.decision)

    def _take(self, identity: str, decision: Decision) -> None:
        self._whole.setdefault(identity, decision)
        if decision.action == "replace":
            for word in identity.split():
                self._part.setdefault(word, decision)

    def of(self, candidate: Candidate) -> Decision | None:
        """Give what is offered for a candidate; what holds within an interview is not carried."""
        found = self._whole.get(candidate.identity) or self._part.get(candidate.identity)
        return found and (replace(found, put="") if found.within == "interview" else found)


def _by_hand(folder: StudyFolder, row: _Row) -> Candidate | None:
    if row.why != BY_HAND:
        return None
    parts = _ITEM.fullmatch(row.item)
    assert parts is not None  # read_decisions looked
    transcript = folder.transcripts.get(parts[1])
    turn = transcript.turn(int(parts[2])) if transcript else None
    if turn is None or digest_of(turn.text) != parts[5]:
        return None
    kind = next((k for k in KINDS if k == row.kind), "name")
    start, end = int(parts[3]), int(parts[4])
    return _candidate(parts[1], (turn.number, turn.text), (start, end), kind)


def _candidate(
    interview: str, turn: tuple[int, str], span: tuple[int, int], kind: str
) -> Candidate:
    number, text = turn
    return Candidate(
        interview=interview,
        turn=number,
        start=span[0],
        end=span[1],
        said=text[span[0] : span[1]],
        ending="",
        kind=next((k for k in KINDS if k == kind), "name"),
        why=BY_HAND,
        sure=1.0,
        before=text[max(0, span[0] - CONTEXT) : span[0]],
        after=text[span[1] : span[1] + CONTEXT],
        digest=digest_of(text),
    )


def added(folder: StudyFolder, asked: str, kind: str = "name") -> tuple[Candidate, ...]:
    """Make candidates of words that nobody found: ``INTERVIEW:TURN=words``, every place in it.

    Raises
    ------
    LisesError
        If there is no such turn, or the words do not stand in it.
    """
    where, _, words = asked.partition("=")
    interview, _, number = where.rpartition(":")
    transcript = folder.transcripts.get(interview)
    turn = transcript.turn(int(number)) if transcript and number.isdecimal() else None
    if turn is None or not words:
        raise LisesError(f'--add "{where}=…": write INTERVIEW:TURN=words of a turn that is there')
    places = [found.span() for found in re.finditer(re.escape(words), turn.text)]
    if not places:
        raise LisesError(f"those words do not stand in turn {number} of {interview}")
    return tuple(_candidate(interview, (turn.number, turn.text), span, kind) for span in places)


def review_text(reviewed: Iterable[Reviewed]) -> str:
    """Write the review list: the words in their context between ``[[`` and ``]]``.

    No cell begins with a sign that a spreadsheet would take for a formula.
    """
    rows = []
    for one in reviewed:
        c, d = one.candidate, one.decision
        before, after = (" ".join(part.split()) for part in (c.before, c.after))
        context = f"«{before} [[{c.said}]] {after}»"
        decided = (d.action, d.put, d.within, d.reason) if d else ("", "", "", "")
        rows.append((c.item, c.kind, round(100 * c.sure), c.why, context, *decided))
    return write_rows(HEADER, rows)
