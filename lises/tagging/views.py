"""A desk's study and interviews as plain values: what the browser is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lises.errors import LisesError, Problem
from lises.model import Note, Passage, Transcript

from .blind import note_shown, passage_shown, read_for, why_hidden
from .changes import Conflict
from .desk import Desk, Outcome
from .plain import View, passage_view, passages_of, problem_views, text_of, turn_views
from .records import Records, read_line
from .sources import Sources

__all__ = ["Views"]

COLOURS = 8
QUICK = 9


class Views:
    """Gives what a desk holds as plain values; what did not change since is not made again."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.sources = Sources(desk)
        self._passages: dict[str, tuple[str, dict[tuple[str, str], View]]] = {}
        self._tallies: dict[str, Counter[str]] = {}
        self._talks: dict[str, tuple[str, int, int]] = {}

    # -- the study ----------------------------------------------------------------------------

    def study(self) -> View:
        """Give the study: interviews, codes, sets, what is open."""
        desk = self.desk
        design = desk.design
        language = design.language
        book, found = desk.material.codebook()
        open_in = Counter(c["interview"] for c in self.conflicts())
        names = [one.id for one in desk.material.interviews()]
        interviews = [{**self._row(name), "conflicts": open_in[name]} for name in names]
        return {
            "id": design.id,
            "title": design.title.in_language(language),
            "language": language,
            "data_status": design.data_status,
            "method": design.method,
            "coder": {"id": desk.coder, "name": dict(design.coders).get(desk.coder, desk.coder)},
            "set": desk.set,
            "created": list(desk.said),
            "interviews": interviews,
            "roles": {role.id: role.label.in_language(language) for role in design.roles},
            "codebook": {"version": book.version, "problems": problem_views(found.problems)},
            "codebook_version": found.digest,
            "codes": self.codes(),
            "quick": {str(n): code.id for n, code in enumerate(book.codes[:QUICK], 1)},
            "sets": [
                {"id": one.id, "coder": one.coder, "own": one.id == desk.set}
                for one in design.coding_sets
            ],
            "notes": [
                self._note(n) for n in self._own_notes() if book.code(n.about) or not n.about
            ],
            "conflicts": self.conflicts(),
            "adjudicating": self.sources.study(),
            "problems": problem_views(desk.material.found("study.yaml", _nothing).problems),
            **self.history(),
        }

    def history(self) -> View:
        """Give what would be taken back and what done again."""
        return {"undo": self.desk.undoable or None, "redo": self.desk.redoable or None}

    def _row(self, name: str) -> View:
        """Give an interview's row of the list."""
        material = self.desk.material
        one = material.interview(name)
        people = material.participants()
        roles = [(p, people[p].role if p in people else "") for p in one.participants]
        turns, words = self._size(name)
        records, told = self._records(name)
        passages = list(passages_of(records))
        coded = {n for p in passages for n in range(p.turn, p.turn_end + 1)}
        return {
            "id": name,
            "participants": [{"id": who, "role": role} for who, role in roles],
            "turns": turns,
            "words": words,
            "passages": len(passages),
            "suggested": sum(passage.suggested for passage in passages),
            "coded_turns": len(coded),
            "assigned": self.sources.assigned(name),
            "read": sorted(read_for(material.readings(), self.desk.set, name)),
            "date": one.date,
            "medium": one.medium,
            "transcript": one.transcript,
            "problems": len(told),
        }

    def _size(self, name: str) -> tuple[int, int]:
        """Count turns and words; kept while the transcript stays as it is."""
        talk, found = self.desk.material.transcript(name)
        kept = self._talks.get(name)
        if kept is None or kept[0] != found.digest:
            turns = talk.turns if talk else ()
            words = sum(len(turn.text.split()) for turn in turns)
            kept = self._talks[name] = (found.digest, len(turns), words)
        return kept[1], kept[2]

    def codes(self) -> list[View]:
        """Give the codes in the order of the codebook, with how many own passages have each."""
        language = self.desk.design.language
        book = self.desk.material.codebook()[0]
        counts = self.counts()
        tops = [code.id for code in book.codes if book.code(code.parent or "") is None]
        made = []
        for code in book.codes:
            above = [code.id]
            while (up := book.code(above[-1])) and up.parent and up.parent not in above:
                above.append(up.parent)
            top = above[-1]
            made.append(
                {
                    "id": code.id,
                    "label": code.label.in_language(language),
                    "parent": code.parent,
                    "definition": code.definition.in_language(language),
                    "use": code.use.in_language(language),
                    "avoid": code.avoid.in_language(language),
                    "example": self._example(code.example),
                    "colour": (tops.index(top) if top in tops else 0) % COLOURS + 1,
                    "depth": len(above) - 1,
                    "n": counts.get(code.id, 0),
                }
            )
        return made

    def _example(self, name: str) -> View | None:
        """Give a code's example, unless it would show another's coding too early."""
        interview = name[:-5]
        if not name or interview not in {i.id for i in self.desk.material.interviews()}:
            return None
        own = passages_of(self._records(interview)[0])
        for passage in (*own, *self._shown_others(interview)):
            if passage.id == name:
                place = {"id": name, "interview": interview, "turn": passage.turn}
                return {**place, "quote": list(passage.quote)}
        return None

    def counts(self) -> dict[str, int]:
        """Count the own passages of each code."""
        for one in self.desk.material.interviews():
            if one.id not in self._tallies:
                self._tally(one.id)
        total: Counter[str] = Counter()
        for tally in self._tallies.values():
            total.update(tally)
        return dict(total)

    def _tally(self, interview: str) -> None:
        passages = passages_of(self._records(interview)[0])
        self._tallies[interview] = Counter(code for p in passages for code in p.codes)

    # -- an interview -------------------------------------------------------------------------

    def interview(self, name: str) -> View:
        """Give an interview: its talk, the own passages, and what may be seen of the others'."""
        material = self.desk.material
        one = material.interview(name)
        talk, found = material.transcript(name)
        return {
            "id": name,
            "participants": list(one.participants),
            "transcript": one.transcript,
            "turns": turn_views(talk),
            "others": [self._view(p, talk) for p in self._shown_others(name)],
            "hidden": self._hidden(name),
            "questions": self._questions(one.participants),
            **self.part(name),
            "problems": problem_views((*found.problems, *self._records(name)[1])),
        }

    def part(self, name: str) -> View:
        """Give what an act may change of an interview."""
        material = self.desk.material
        self._tally(name)
        subjects = {name, *self._records(name)[0].snapshot()}
        return {
            "version": self._version(name),
            "passages": self._own(name),
            "notes": [self._note(n) for n in self._own_notes() if n.about in subjects],
            "asked": [
                {"question": a.question, "turn": a.turn}
                for a in material.asked()
                if a.interview == name
            ],
            "read": sorted(read_for(material.readings(), self.desk.set, name)),
            "conflicts": [c for c in self.conflicts() if c["interview"] == name],
            "problems": problem_views(self._records(name)[1]),
        }

    def done(self, outcome: Outcome) -> View:
        """Give the answer to an act."""
        return {
            "what": outcome.what,
            "interviews": {name: self.part(name) for name in outcome.interviews},
            "made": list(outcome.made),
            "skipped": list(outcome.skipped),
            "conflicts": self.conflicts(),
            "counts": self.counts(),
            **self.history(),
        }

    def _version(self, name: str) -> str:
        try:
            return self.desk.version(name)
        except LisesError:
            return "unreadable"

    def _records(self, name: str) -> tuple[Records, list[Problem]]:
        """Give the own records and what is wrong with them; none where the file is unreadable."""
        path = self.desk.path(name)
        if self.sources.ids and self.sources.closed(name):
            return Records(path), []
        try:
            records = self.desk.store.load(path)
        except LisesError as why:
            told = Problem(path=path, line=0, rule="file-unreadable", message=str(why))
            return Records(path), [told]
        lines = ((n, read_line(path, r.text)) for n, r in enumerate(records.found, 1))
        found = [(n, problem) for n, line in lines for problem in line.problems]
        return records, [replace(p, line=n) for n, p in found]

    def _own(self, name: str) -> list[View]:
        """Give the own passages; each is made again only when its line or the talk changed."""
        talk, found = self.desk.material.transcript(name)
        kept = self._passages.get(name)
        if kept is None or kept[0] != found.digest:
            kept = self._passages[name] = (found.digest, {})
        was, fresh = kept[1], {}
        views = []
        records = self._records(name)[0]
        for record in records.found:
            passage = read_line(records.path, record.text).passage
            if passage is not None and record.key == passage.id:
                key = (record.text, passage.id)
                fresh[key] = was.get(key) or self._view(passage, talk)
                views.append(fresh[key])
        self._passages[name] = (found.digest, fresh)
        return views

    def _view(self, passage: Passage, talk: Transcript | None) -> View:
        return passage_view(passage, talk, self._coders().get(passage.set, ""))

    def _coders(self) -> dict[str, str]:
        return {one.id: one.coder for one in self.desk.design.coding_sets}

    # -- the others ---------------------------------------------------------------------------

    def _other_sets(self) -> Iterator[str]:
        return (one.id for one in self.desk.design.coding_sets if one.id != self.desk.set)

    def _shown_others(self, name: str) -> Iterator[Passage]:
        """Give the passages of other sets that may be seen."""
        if self.sources.ids:
            yield from self.sources.shown(name)
            return
        readings = self.desk.material.readings()
        mine = read_for(readings, self.desk.set, name)
        if not mine:
            return
        for other in self._other_sets():
            theirs = read_for(readings, other, name)
            if theirs:
                for passage in self._of_set(name, other):
                    if passage_shown(passage, mine, theirs):
                        yield passage

    def _of_set(self, name: str, other: str) -> Iterator[Passage]:
        try:
            records = self.desk.store.load(self.desk.path(name, other))
        except LisesError:
            return iter(())
        return passages_of(records)

    def _hidden(self, name: str) -> list[View]:
        if self.sources.ids:
            return self.sources.hidden(name)
        readings = self.desk.material.readings()
        mine = read_for(readings, self.desk.set, name)
        whys = ((s, why_hidden(mine, read_for(readings, s, name))) for s in self._other_sets())
        return [{"set": s, "why": why} for s, why in whys if why]

    # -- beside -------------------------------------------------------------------------------

    def _own_notes(self) -> Iterator[Note]:
        readings = self.desk.material.readings()
        design = self.desk.design
        for note in self.desk.material.notes():
            if note_shown(note, design, self.desk.coder, readings):
                yield note

    def _note(self, note: Note) -> View:
        shown = ("id", "kind", "about", "coder", "title", "text", "date")
        return {**{k: getattr(note, k) for k in shown}, "own": note.coder == self.desk.coder}

    def _questions(self, participants: Iterable[str]) -> list[View]:
        people = self.desk.material.participants()
        roles = {people[p].role for p in participants if p in people}
        language = self.desk.design.language
        return [
            {"id": q.id, "text": q.text.in_language(language), "codes": list(q.codes)}
            for q in self.desk.material.guide().questions
            if not q.roles or roles & set(q.roles)
        ]

    def conflicts(self) -> list[View]:
        """Give what waits for a decision."""
        return [self._conflict(conflict) for conflict in self.desk.conflicts]

    def _conflict(self, conflict: Conflict) -> View:
        sides = ("base", "mine", "theirs")
        coded = conflict.path.startswith("codings/")
        row = conflict.key.split(",")
        interview = {"readings.csv": row[1:2], "asked.csv": row[:1]}.get(conflict.path, [])
        if coded:
            interview = [conflict.path.rpartition("/")[2].removesuffix(".jsonl")]
        return {
            "id": conflict.id,
            "file": conflict.path,
            "interview": interview[0] if interview else None,
            "passage": conflict.key if coded else None,
            **{s: self._side(conflict, s, interview) if coded else None for s in sides},
            **{f"{s}_text": text_of(getattr(conflict, s)) for s in sides},
            "kinds": list(conflict.kinds),
            "why": conflict.why,
        }

    def _side(self, conflict: Conflict, side: str, interview: list[str]) -> View | None:
        text = text_of(getattr(conflict, side))
        passage = read_line(conflict.path, text.rstrip("\r\n")).passage if text else None
        if passage is None:
            return None
        return self._view(passage, self.desk.material.transcript(interview[0])[0])


def _nothing(text: str, path: str) -> tuple[None, list[Problem]]:
    del text, path
    return None, []
