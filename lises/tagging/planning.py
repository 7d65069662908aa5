"""From what a coder does to changes of records: nothing is written here.

A plan begins with the records as the coder last saw them; what is on the disk by now is for the
store to compare.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import singledispatchmethod
from random import SystemRandom
from typing import NamedTuple

from lises.anchoring import Unanchored, resolve
from lises.errors import LisesError, UnknownNameError, did_you_mean
from lises.files import passage_id
from lises.model import Passage, Transcript

from .changes import Change
from .lines import checked_text, new_line, recoded, remembered, respanned
from .operations import Accept, Add, Memo, Operation, Recode, Remove, Respan
from .records import read_line
from .selecting import Quoted, Stretch, quoted, settled

__all__ = ["Plan", "Seen"]


class Seen(NamedTuple):
    """An interview as the coder saw it: path of the codings, their lines by id, the transcript."""

    path: str
    lines: dict[str, bytes]
    transcript: Transcript
    codes: Sequence[str]
    taken: Callable[[], Iterable[str]]
    places: dict[bytes, Stretch | None]  # kept from plan to plan while the transcript stays


class Plan:
    """The changes of one interview's codings, put together operation by operation."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        self._now = dict(seen.lines)
        self._changes: dict[str, Change] = {}
        self._places: dict[tuple[Stretch, bool], str] | None = None
        self._taken: set[str] | None = None
        self.made: list[str] = []

    @property
    def known_codes(self) -> Sequence[str]:
        """The codes of the codebook."""
        return self._seen.codes

    @property
    def changes(self) -> tuple[Change, ...]:
        """What is to be changed, one change for a record."""
        return tuple(self._changes.values())

    def take(self, op: Operation) -> None:
        """Plan one operation.

        Raises
        ------
        LisesError
            If it cannot be done; its sentence says what would serve.
        """
        self._take(op)

    @singledispatchmethod
    def _take(self, op: object) -> None:
        raise LisesError(f"{type(op).__name__} is no operation on passages")

    @_take.register
    def _(self, op: Add) -> None:
        self.add(Stretch(op.turn, op.turn_end, op.start, op.end), op.codes, op.memo)

    @_take.register
    def _(self, op: Recode) -> None:
        codes = self.known(op.codes)
        self._edit(op.id, lambda line: recoded(line, codes))

    @_take.register
    def _(self, op: Respan) -> None:
        selected = Stretch(op.turn, op.turn_end, op.start, op.end)
        found = self._quoted(selected)
        self._edit(op.id, lambda line: respanned(line, found))
        self._places = None

    @_take.register
    def _(self, op: Remove) -> None:
        self._line(op.id)
        self._put(op.id, None)
        self._places = None

    @_take.register
    def _(self, op: Memo) -> None:
        text = checked_text(op.text, "the memo").strip()
        self._edit(op.id, lambda line: remembered(line, text))

    @_take.register
    def _(self, op: Accept) -> None:
        self.add(Stretch(op.turn, op.turn_end, op.start, op.end), op.codes, suggested=True)

    def add(
        self,
        selected: Stretch,
        codes: tuple[str, ...],
        memo: str = "",
        *,
        suggested: bool = False,
    ) -> str:
        """Plan a passage; one of the same stretch gets the codes instead. Gives its id.

        What was suggested is never laid onto a passage that a person marked: it would lose the
        mark, or the other get it.
        """
        codes = self.known(codes)
        memo = checked_text(memo, "the memo").strip()
        found = self._quoted(selected)
        there = self._there(found.stretch, suggested=suggested)
        if there is not None:
            old = self._passage(there).codes
            more = (*old, *(code for code in codes if code not in old))
            if more != old:
                self._edit(there, lambda line: recoded(line, more))
            if memo:
                self._edit(there, lambda line: remembered(line, memo))
            return there
        name = passage_id(self._seen.transcript.interview, self._ids(), SystemRandom())
        made = replace(_passage(name, found, (codes, memo)), suggested=suggested)
        self._put(name, new_line(made))
        self._ids().add(name)
        self.made.append(name)
        if self._places is not None:
            self._places[found.stretch, suggested] = name
        return name

    def known(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """Give codes once each; refuse one that the codebook has not."""
        for code in codes:
            if code not in self._seen.codes:
                near = did_you_mean(code, self._seen.codes)
                raise UnknownNameError(f"no code {code[:80]!r} in the codebook; {near or 'add it'}")
        return tuple(dict.fromkeys(codes))

    def edit(self, name: str, edit: Callable[[bytes], bytes]) -> None:
        """Plan what becomes of a passage's line."""
        self._edit(name, edit)

    def passages(self) -> list[Passage]:
        """Give the passages as they would be, each whose line can be read and stands once."""
        names = [name for name in self._now if "#" not in name and f"{name}#2" not in self._now]
        lines = (self._now[name].decode("utf-8", "replace").rstrip("\r\n") for name in names)
        found = (read_line(self._seen.path, line).passage for line in lines)
        return [passage for passage in found if passage is not None]

    def _quoted(self, selected: Stretch) -> Quoted:
        return quoted(self._seen.transcript, settled(self._seen.transcript, selected))

    def _line(self, name: str) -> bytes:
        if name not in self._now:
            raise UnknownNameError(f"no passage {name[:80]!r} of this set in this interview")
        if f"{name}#2" in self._now:
            raise LisesError(f"{name} stands twice in {self._seen.path}; give one a new id there")
        return self._now[name]

    def _passage(self, name: str) -> Passage:
        text = self._line(name).decode("utf-8").rstrip("\r\n")
        found = read_line(self._seen.path, text).passage
        if found is None:
            raise LisesError(f"the line of {name} in {self._seen.path} is damaged; see lises check")
        return found

    def _edit(self, name: str, edit: Callable[[bytes], bytes]) -> None:
        self._passage(name)
        line = self._line(name)
        edited = edit(line)
        if edited != line.rstrip(b"\r\n"):
            self._put(name, edited)

    def _put(self, name: str, line: bytes | None) -> None:
        before = self._seen.lines.get(name)
        if line is None:
            self._now.pop(name, None)
        else:
            self._now[name] = line
        if before is None and line is None:
            self._changes.pop(name, None)
        else:
            change = Change(path=self._seen.path, key=name, before=before, after=line)
            self._changes[name] = change

    def _there(self, stretch: Stretch, *, suggested: bool) -> str | None:
        """Give the passage of exactly this stretch; by hand also one that was suggested."""
        if self._places is None:
            self._places = {}
            for name, line in self._now.items():
                if "#" in name:
                    continue  # the second bearer of an id
                if line not in self._seen.places:
                    self._seen.places[line] = self._place(name)
                place = self._seen.places[line]
                if place is not None and f"{name}#2" not in self._now:
                    marked = b'"suggested"' in line and self._passage(name).suggested
                    self._places.setdefault((place, marked), name)
        by_hand = None if suggested else self._places.get((stretch, False))
        return by_hand or self._places.get((stretch, True))

    def _place(self, name: str) -> Stretch | None:
        text = self._now[name].decode("utf-8", "replace").rstrip("\r\n")
        passage = read_line(self._seen.path, text).passage
        if passage is None:
            return None
        spans = resolve(passage, self._seen.transcript)
        if isinstance(spans, Unanchored):
            return None
        return Stretch(passage.turn, passage.turn_end, spans[0].start, spans[-1].end)

    def _ids(self) -> set[str]:
        if self._taken is None:
            self._taken = {*self._seen.taken(), *self._now}
        return self._taken


def _passage(name: str, found: Quoted, said: tuple[tuple[str, ...], str]) -> Passage:
    blank = Passage(
        id=name, interview="", set="", turn=1, turn_end=1, quote=(), codes=said[0], memo=said[1]
    )
    return replace(
        blank,
        turn=found.stretch.turn,
        turn_end=found.stretch.turn_end,
        quote=found.quote,
        occurrence=found.occurrence,
    )
