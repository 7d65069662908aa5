"""Recorded searches judged hit by hit: in their context, over all interviews, a line for each.

A hit is mentioned, mattered or was decisive, or it is not about the thing; and it is spontaneous or
prompted. Nothing is judged beforehand: whether the guide's question had been put is shown as help.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from lises.errors import LisesError, UnknownNameError
from lises.evidence import in_scope
from lises.evidence.assess import queries_of
from lises.evidence.stances import questions_of
from lises.files import write_searches
from lises.model import Finding, Guide, JudgedHit, Search, StudyFolder, Transcript

from .changes import AT_END, Change
from .desk import Desk, Outcome
from .hits import key_of, read_hit
from .lines import checked_text
from .plain import View, asks
from .records import Records
from .whole import Whole

__all__ = ["Judged", "Judging", "Verdict", "hits_of"]

Judgement = Literal["not-relevant", "mentioned", "mattered", "decisive"]
CONTEXT = 400  # code points around a hit: nearly always its whole turn
_ORDER = ("interview", "turn", "hit", "occurrence", "judged", "prompted", "note")


class Verdict(NamedTuple):
    """What a hit was to the speaker; None takes the judgement away."""

    judged: Judgement | None
    prompted: bool | None
    note: str


class Judged(NamedTuple):
    """Which hit of which file a judgement is about, and what the page saw of it; None: no line."""

    file: str
    hit: JudgedHit
    was: Verdict | None


class Judging:
    """The recorded searches of a desk's study."""

    def __init__(self, desk: Desk, whole: Whole) -> None:
        self._desk = desk
        self._whole = whole

    def _folder(self) -> StudyFolder:
        return self._whole.counted().study.folder

    def searches(self) -> View:
        """List the recorded searches: of findings, and files that no finding names."""
        folder = self._folder()
        named = {search.judged for f in folder.findings for search in f.searched}
        rows = [
            {**self._row(folder, finding, search), "lines": len(_lines(folder, search.judged))}
            for finding in folder.findings
            for search in finding.searched
        ]
        alone = sorted(path for path in folder.searches if path not in named)
        return {
            "searches": rows,
            "alone": alone,
            "roles": [role.id for role in folder.design.roles],
            "findings": [finding.id for finding in folder.findings],
        }

    def _row(self, folder: StudyFolder, finding: Finding, search: Search) -> View:
        return {
            "file": search.judged,
            "finding": finding.id,
            "statement": finding.statement.in_language(folder.design.language),
            "query": search.query,
            "matching": search.matching,
            "within": {name: list(values) for name, values in search.within},
        }

    def judging(self, file: str) -> View:
        """Give a search's hits as they are found now, each with its line; and lines without a hit.

        Raises
        ------
        UnknownNameError
            If no finding names this file.
        QueryError
            If the query cannot be read.
        """
        folder = self._folder()
        finding, search = _named(folder, file)
        scope = _scope(folder, search)
        here = [folder.transcripts[i] for i in scope if i in folder.transcripts]
        records = self._desk.store.load(file)
        lines = {r.key: r.text for r in records.found if r.key is not None}
        put = _Asked(folder, finding)
        found = [self._hit(row, lines, put, folder) for row in hits_of(folder, search, here)]
        met = {one["key"] for one in found}
        gone = [(key, text) for key, text in lines.items() if key not in met]
        heard = {talk.interview for talk in here}
        lost = [_lost(key, text, file, folder) for key, text in gone]
        return {
            **self._row(folder, finding, search),
            "hits": found,
            "lost": [one for one in lost if one["interview"] in heard or one["here"]],
            "elsewhere": sum(not one["here"] for one in lost),
            "not_here": [i for i in scope if i not in folder.transcripts],
            "questions": put.texts,
            "unreadable": sum(r.key is None and bool(r.text.strip()) for r in records.found),
        }

    def _hit(
        self, row: Mapping[str, Any], lines: Mapping[str, str], put: _Asked, folder: StudyFolder
    ) -> View:
        key = f"{row['interview']},{row['turn']},{row['occurrence']},{row['hit']}"
        line = lines.get(key)
        hit = read_hit(line, "searches/") if line is not None else None
        talk = folder.transcripts[row["interview"]]
        shown = ("interview", "turn", "label", "start", "end", "occurrence")
        return {
            **{name: row[name] for name in (*shown, "before", "hit", "after")},
            "key": key,
            "interviewer": asks(talk, row["turn"]),
            "last": _turn_before(talk, row["turn"]),
            "judged": hit.judged if hit else None,
            "prompted": hit.prompted if hit else None,
            "note": hit.note if hit else "",
            "put": put.before(row["interview"], row["turn"]),
        }

    # -- judged -----------------------------------------------------------------------------------

    def judge(self, about: Judged, verdict: Verdict) -> Outcome:
        """Write the line of a hit, change it, or take it away.

        A line that was changed since the page saw it is asked about.

        Raises
        ------
        LisesError
            If no finding records this search, or the hit is not in the talk.
        """
        folder = self._folder()
        _, search = _named(folder, about.file)
        records = self._desk.store.load(about.file)
        key = key_of(about.hit)
        before = _seen(records.raw(key), about)
        after = None
        if verdict.judged is not None:
            if before is None:
                _check_hit(folder, about.hit)
            note = checked_text(verdict.note, "the note").replace("\n", " ").strip()
            after = _line(about.hit, verdict._replace(note=note), before)
        if before == after:
            return Outcome(what="judge")
        at = _place(folder, search, records, key) if before is None else AT_END
        change = Change(path=about.file, key=key, before=before, after=after, index=at)
        self._desk.commit("judge", [change])
        return Outcome(what="judge")


# -- hits -----------------------------------------------------------------------------------------


def _named(folder: StudyFolder, file: str) -> tuple[Finding, Search]:
    for finding in folder.findings:
        for search in finding.searched:
            if search.judged and search.judged == file:
                return finding, search
    raise UnknownNameError(
        f"no finding says what was searched in {file[:100]!r}; name it under searched in one"
    )


def _lines(folder: StudyFolder, file: str) -> tuple[JudgedHit, ...]:
    return folder.searches.get(file, ())


def _scope(folder: StudyFolder, search: Search) -> list[str]:
    people = {p.id for p in in_scope(folder, search.within)}
    return [i.id for i in folder.interviews if people & set(i.participants)]


def hits_of(
    folder: StudyFolder, search: Search, here: Iterable[Transcript]
) -> Iterator[dict[str, Any]]:
    """Give the hits of a search in some talks as they are found now (``HITS``).

    Raises
    ------
    QueryError
        If the query cannot be read.
    """
    from lises.text import concordance

    language = folder.design.language
    found = concordance(
        here, search.query, matching=search.matching, language=language, window=CONTEXT
    )
    return found.iter_rows(named=True)


def _turn_before(talk: Transcript, number: int) -> View | None:
    """Give the end of what was said before a turn: what it answers."""
    turn = talk.turn(number - 1)
    if turn is None:
        return None
    text = turn.text if len(turn.text) <= CONTEXT else f"… {turn.text[-CONTEXT:]}"
    return {"label": turn.label, "text": text}


def _check_hit(folder: StudyFolder, hit: JudgedHit) -> None:
    talk = folder.transcripts.get(hit.interview)
    turn = talk.turn(hit.turn) if talk is not None else None
    if turn is None or turn.text.count(hit.hit) < (hit.occurrence or 1):
        raise LisesError(f'"{hit.hit[:80]}" is not in turn {hit.turn} of {hit.interview} any more')


def _seen(now: bytes | None, about: Judged) -> bytes | None:
    """Give the line that the page saw: the one in the file where it says the same."""
    if about.was is None:
        return None
    hit = read_hit(now.decode().rstrip("\r\n"), about.file) if now is not None else None
    if now is not None and hit and about.was == (hit.judged, hit.prompted, hit.note):
        return now
    return _line(about.hit, about.was, None)


def _line(hit: JudgedHit, verdict: Verdict, was: bytes | None) -> bytes:
    """Write a line anew, or another judgement into one; what else it holds stays."""
    if was is None:
        made = JudgedHit(
            interview=hit.interview,
            turn=hit.turn,
            hit=hit.hit,
            occurrence=hit.occurrence if (hit.occurrence or 1) > 1 else None,
            judged=verdict.judged or "not-relevant",
            prompted=verdict.prompted,
            note=verdict.note,
        )
        return write_searches([made]).encode().rstrip(b"\n")
    row: dict[str, Any] = json.loads(was)
    now = {"judged": verdict.judged, "prompted": verdict.prompted, "note": verdict.note or None}
    row = {k: v for k, v in {**row, **now}.items() if v is not None}
    known = {name: row[name] for name in _ORDER if name in row}
    return json.dumps({**known, **row}, ensure_ascii=False, separators=(",", ":")).encode()


def _place(folder: StudyFolder, search: Search, records: Records, key: str) -> int:
    """Say where a new line stands: as in the talk, behind the last line of an earlier hit."""
    here = [folder.transcripts[i] for i in _scope(folder, search) if i in folder.transcripts]
    keys = [
        f"{row['interview']},{row['turn']},{row['occurrence']},{row['hit']}"
        for row in hits_of(folder, search, here)
    ]
    order = {name: n for n, name in enumerate(keys)}
    mine = order.get(key, len(order))
    before = [
        n + 1
        for n, record in enumerate(records.found)
        if record.key in order and order[record.key] < mine
    ]
    return max(before, default=0)


def _lost(key: str, text: str, file: str, folder: StudyFolder) -> View:
    hit = read_hit(text, file)
    assert hit is not None  # it has a key
    return {
        "key": key,
        "interview": hit.interview,
        "turn": hit.turn,
        "hit": hit.hit,
        "occurrence": hit.occurrence or 1,
        "judged": hit.judged,
        "prompted": hit.prompted,
        "note": hit.note,
        "here": hit.interview in folder.transcripts,
    }


class _Asked:
    """Whether the guide's question that a finding turns on was put before a turn."""

    def __init__(self, folder: StudyFolder, finding: Finding) -> None:
        self._questions = _questions(folder, finding)
        guide = folder.guide or Guide()
        language = folder.design.language
        self.texts = {
            q.id: q.text.in_language(language) for q in guide.questions if q.id in self._questions
        }
        self._rows: dict[str, list[tuple[str, int | None]]] = {}
        for row in folder.asked:
            self._rows.setdefault(row.interview, []).append((row.question, row.turn))

    def before(self, interview: str, turn: int) -> View:
        """Tell what is known of the asking, in a word, with the turn and the question."""
        rows = self._rows.get(interview)
        if not self._questions or rows is None:
            return _put("no-question" if not self._questions else "not-noted")
        of = [(q, t) for q, t in rows if q in self._questions]
        if not of:
            return _put("not-asked")
        known = [(t, q) for q, t in of if t is not None]
        if not known:
            return _put("asked-somewhere")
        first, question = min(known)
        return _put("before" if first <= turn else "after", first, question)


def _put(state: str, turn: int | None = None, question: str = "") -> View:
    return {"state": state, "turn": turn, "question": question}


def _questions(folder: StudyFolder, finding: Finding) -> tuple[str, ...]:
    if finding.asked:
        return finding.asked
    try:
        counts, _ = queries_of(folder, finding)
    except LisesError:
        return ()
    return questions_of(folder, finding, counts) if counts is not None else ()
