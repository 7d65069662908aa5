"""The sets that a consensus is made from, as far as who adjudicates may see them.

Nothing of an interview is shown before every source that has to do with it has read it, nor where
who adjudicates is still to read it for a set of their own: blindness ends for both at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Literal

from lises.analysis.adjudication import EVERY_CODE, Coding, Item, Readers, items, readers
from lises.anchoring import Unanchored, resolve
from lises.errors import LisesError
from lises.model import Passage

from .desk import Desk
from .material import digest
from .plain import passages_of

__all__ = ["Sources", "Why"]

Why = Literal["", "one-only", "own-not-read", "other-not-read"]
Seen = tuple[str, list[Item]]


class Sources:
    """What the open set of a desk is made from; ``ids`` is empty where it is a coder's own."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._items: dict[str, Seen] = {}

    @property
    def ids(self) -> tuple[str, ...]:
        """The sources, in the order of ``study.yaml``."""
        sets = self.desk.design.coding_sets
        return next((one.origin for one in sets if one.id == self.desk.set), ())

    def study(self) -> dict[str, object] | None:
        """Name the sources and their coders; None where the open set is a coder's own."""
        sets = {one.id: one.coder for one in self.desk.design.coding_sets}
        names = dict(self.desk.design.coders)
        if not self.ids:
            return None
        rows = [(one, sets.get(one, "")) for one in self.ids]
        return {"sources": [{"set": s, "coder": c, "name": names.get(c, c)} for s, c in rows]}

    def assigned(self, interview: str) -> bool:
        """Tell whether the open set is to code an interview."""
        given = self.desk.material.assigned()
        return any((one.set, one.interview) == (self.desk.set, interview) for one in given)

    def readers(self, interview: str) -> Readers:
        """Say which sources have to do with an interview, and for what each has read it."""
        return readers(self.ids, self._read(interview), self._begun(interview))

    def _read(self, interview: str) -> dict[str, set[str]]:
        read: dict[str, set[str]] = defaultdict(set)
        every = {code.id for code in self.desk.material.codebook()[0].codes}
        for one in self.desk.material.readings():
            if one.interview == interview:
                read[one.set].update(one.codes)
        for codes in read.values():
            if every and every <= codes:
                codes.add(EVERY_CODE)
        return read

    def _begun(self, interview: str) -> set[str]:
        desk = self.desk
        assigned = {one.set for one in desk.material.assigned() if one.interview == interview}
        sets = [one.id for one in desk.design.coding_sets]
        return assigned | {one for one in sets if any(True for _ in self.passages(interview, one))}

    def passages(self, interview: str, source: str) -> Iterator[Passage]:
        """Give a set's passages, seen or not; none where the file cannot be read."""
        try:
            return passages_of(self.desk.store.load(self.desk.path(interview, source)))
        except LisesError:
            return iter(())

    # -- what may be seen ---------------------------------------------------------------------

    def why(self, interview: str) -> Why:
        """Say why an interview is not shown; nothing where it is."""
        who = self.readers(interview)
        if self.closed(interview):
            return "own-not-read"
        if len(who.read) < 2:
            return "one-only"
        return "" if who.finished else "other-not-read"

    def closed(self, interview: str) -> bool:
        """Tell whether who adjudicates has a set in which this interview is still to be read.

        Then the consensus itself is not shown either: it would tell what the others coded.

        A set is to read what it has begun or is assigned; a source without any assignment, all.
        """
        desk = self.desk
        read, begun = self._read(interview), self._begun(interview)
        for one in desk.design.coding_sets:
            if one.coder != desk.coder or EVERY_CODE in read.get(one.id, ()):
                continue
            given = {a.interview for a in desk.material.assigned() if a.set == one.id}
            source = one.id in self.ids
            if one.id in begun or read.get(one.id) or (source and not given):
                return True
        return False

    def shown(self, interview: str) -> Iterator[Passage]:
        """Give the sources' passages that may be seen."""
        who = self.readers(interview)
        if self.closed(interview):
            return
        for source in who.read:
            for passage in self.passages(interview, source):
                all_read = passage.codes and all(who.all_read(code) for code in passage.codes)
                if who.finished or all_read:
                    yield passage

    def hidden(self, interview: str) -> list[dict[str, str]]:
        """Name the sources that are not shown, and why."""
        why = self.why(interview)
        if not why:
            return []
        who = self.readers(interview)
        return [
            {"set": one, "why": why} for one in self.ids if one in who.read or why != "one-only"
        ]

    # -- what is to be decided ----------------------------------------------------------------

    def version(self, interview: str) -> str:
        """Name the transcript and the sources' codings as they are now."""
        material = self.desk.material
        parts = [material.transcript(interview)[1].digest]
        for source in self.ids:
            data = self.desk.store.bytes_of(self.desk.path(interview, source))
            parts.append(digest(data))
        return digest(".".join(parts).encode())

    def items(self, interview: str) -> list[Item]:
        """Give what has to be decided in an interview; nothing of what may not be seen."""
        if self.closed(interview):
            return []
        who = self.readers(interview)
        if len(who.read) < 2:
            return []
        key = f"{self.version(interview)}{sorted((k, sorted(v)) for k, v in who.read.items())}"
        kept = self._items.get(interview)
        if kept is None or kept[0] != key:
            found = items(interview, self._codings(interview, who), who)
            kept = self._items[interview] = (key, found)
        return kept[1]

    def alone(self, interview: str) -> list[Item]:
        """Give the codings of an interview that one source alone has to do with, and has read."""
        who = self.readers(interview)
        if len(who.read) != 1 or self.closed(interview):
            return []
        one = who._replace(least=1)
        return items(interview, self._codings(interview, one), one)

    def _codings(self, interview: str, who: Readers) -> Iterator[Coding]:
        talk = self.desk.material.transcript(interview)[0]
        for source in who.read if talk is not None else ():
            for one in self.passages(interview, source):
                spans = resolve(one, talk) if talk else ()
                if isinstance(spans, Unanchored):
                    continue
                for code in one.codes:
                    place = (one.turn, one.turn_end, spans[0].start, spans[-1].end)
                    yield Coding(source, one.id, code, *place)
