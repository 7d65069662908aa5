"""Deciding where the sources of a consensus part, and taking over where they agree.

The sources are never touched. What is kept becomes a passage of the consensus with ``from`` and
``reason``; what is left out, a line of ``decisions/``. Either can be decided anew: what an earlier
decision wrote goes first, in the same step.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

from lises.analysis.adjudication import Coding, Item, settled
from lises.errors import LisesError, UnknownNameError
from lises.files import parse_decisions, write_decisions
from lises.model import CLEARANCES, LeftOut, Passage

from .changes import Change
from .desk import Desk, Outcome, StaleError
from .left_out import coding_key, decisions_path
from .lines import adjudicated, checked_text, recoded
from .operations import Remove
from .planning import Plan
from .selecting import Stretch
from .sources import Sources

__all__ = ["Decision", "adjudicate", "left_out", "take_agreed", "taken_over"]

_Id = Annotated[str, Meta(min_length=1, max_length=200)]


class Decision(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What becomes of one item.

    ``keep``: its code stays, on the words of the set ``like``, of nobody: on those of all together.
    ``leave``: its code does not stay. ``other``: ``codes`` stay in its place. ``open``: it is not
    decided after all.
    """

    item: _Id
    how: Literal["keep", "leave", "other", "open"]
    like: Annotated[str, Meta(max_length=64)] = ""
    codes: Annotated[tuple[_Id, ...], Meta(max_length=50)] = ()


def adjudicate(
    sources: Sources,
    interview: str,
    decisions: Sequence[Decision],
    said: tuple[str, str],
) -> Outcome:
    """Decide items of one interview, as one step.

    Parameters
    ----------
    sources : Sources
        Of the desk that the consensus is open on.
    interview : str
    decisions : sequence of Decision
    said : tuple of str
        The reason, and the version of the sources that it was decided on.

    Raises
    ------
    StaleError
        If a source or the transcript has changed since.
    LisesError
        If there is no such item, no reason, or it cannot be decided so; then nothing is.
    """
    desk = sources.desk
    reason = checked_text(said[0], "the reason").strip()
    with desk.store.held():
        if said[1] != sources.version(interview):
            raise StaleError(f"the sources of {interview} were changed; look at them again first")
        known = {item.id: item for item in sources.items(interview)}
        work = _Work(sources, interview)
        for one in decisions:
            if one.item not in known:
                raise UnknownNameError(f"nothing to decide is called {one.item[:80]!r}; look again")
            item = known[one.item]
            plain = one.how == "open" or (one.how == "keep" and item.kind == "agreed")
            if not (reason or plain):
                raise LisesError("say why it is decided so: without a reason nobody can follow it")
            work.decide(item, one, reason)
        return work.commit("adjudicate")


def take_agreed(
    sources: Sources, interviews: Iterable[str] = (), *, alone: bool = False
) -> Outcome:
    """Take over every coding on which all sources agree to the letter, as one step.

    Parameters
    ----------
    sources : Sources
    interviews : iterable of str, optional
        Where; left out, in every interview that may be seen.
    alone : bool
        Not these, but what stands in interviews that one source alone has to do with.

    Raises
    ------
    LisesError
        If nothing is left that could be taken over so.
    """
    desk = sources.desk
    with desk.store.held():
        names = list(interviews) or [one.id for one in desk.material.interviews()]
        works: list[_Work] = []
        for name in names:
            found = sources.alone(name) if alone else sources.items(name)
            plain = [item for item in found if alone or item.kind == "agreed"]
            works += _taking(sources, name, plain) if plain else []
        if not works:
            whose = "one source alone has" if alone else "the sources agree on"
            raise LisesError(f"all that {whose} is taken over already")
        return _committed(desk, "agreed", works)


def _taking(sources: Sources, name: str, items: Sequence[Item]) -> list[_Work]:
    """Plan to take items over as they are, those that are still open."""
    work = _Work(sources, name)
    done = taken_over(work.plan.passages())
    left = {(one.passage, one.code) for one in left_out(sources.desk, name)}
    still = [item for item in items if settled(item, done, left) == "open"]
    for item in still:
        work.decide(item, Decision(item=item.id, how="keep", like=item.codings[0].set), "")
    return [work] if still else []


def taken_over(passages: Iterable[Passage]) -> set[tuple[str, str]]:
    """Give the codings that passages of a consensus were made from: passage and code."""
    return {(origin, code) for one in passages for origin in one.origin for code in one.codes}


def left_out(desk: Desk, interview: str) -> tuple[LeftOut, ...]:
    """Give what the open set left out of an interview, as the file is now."""
    path = decisions_path(desk.set, desk.material.interview(interview).id)
    value = desk.material.found(path, parse_decisions, by_line=True).value
    return value if isinstance(value, tuple) else ()


class _Work:
    """The decisions on one interview, put together to one step."""

    def __init__(self, sources: Sources, interview: str) -> None:
        self.sources = sources
        self.desk = sources.desk
        self.interview = interview
        self.plan: Plan = self.desk.plan(interview)
        self.path = decisions_path(self.desk.set, interview)
        self.before = self.desk.store.load(self.path).snapshot()
        self.after: dict[str, bytes] = dict(self.before)
        self.bearers = {
            one.id: one for source in sources.ids for one in sources.passages(interview, source)
        }

    def decide(self, item: Item, decision: Decision, reason: str) -> None:
        """Plan what becomes of an item; what was decided on it before goes."""
        self._open(item)
        if decision.how == "keep":
            for stretch, made_from in _kept(item, decision.like):
                self._put(stretch, (item.code,), made_from, reason)
        elif decision.how == "leave":
            self._leave(item, (), reason)
        elif decision.how == "other":
            codes = tuple(code for code in self.plan.known(decision.codes) if code != item.code)
            if not codes:
                raise LisesError("name the code that it is to have instead")
            self._put(Stretch(*item.hull), codes, _ids(item.codings), reason)
            self._leave(item, codes, reason)

    # -- put ------------------------------------------------------------------------------------

    def _put(
        self, stretch: Stretch, codes: tuple[str, ...], made_from: tuple[str, ...], reason: str
    ) -> None:
        """Put codes on a stretch of the consensus; a passage that is there gets them."""
        name = self.plan.add(stretch, codes)
        was = next(one for one in self.plan.passages() if one.id == name)
        origin = (*was.origin, *(one for one in made_from if one not in was.origin))
        bearers = [self.bearers[one] for one in origin if one in self.bearers]
        given = [one.clearance for one in (was, *bearers) if one.clearance]
        said = {
            "from": list(origin),
            "clearance": max(given, key=CLEARANCES.index, default=None),
            "withheld": next((one.withheld for one in (was, *bearers) if one.withheld), ""),
            "reason": _joined(was.reason, codes[0], reason),
        }
        self.plan.edit(name, lambda line: adjudicated(line, said))

    def _leave(self, item: Item, instead: tuple[str, ...], reason: str) -> None:
        for one in item.codings:
            made = LeftOut(
                set=self.desk.set,
                interview=self.interview,
                passage=one.passage,
                code=item.code,
                instead=instead,
                reason=reason,
                coder=self.desk.coder,
                date=date.today().isoformat(),
            )
            self.after[coding_key(one.passage, item.code)] = write_decisions([made]).encode()

    # -- opened again -----------------------------------------------------------------------------

    def _open(self, item: Item) -> None:
        """Take away what an earlier decision on the item wrote."""
        ids = set(_ids(item.codings))
        gone = {item.code}
        for one in left_out(self.desk, self.interview):
            if one.passage in ids and one.code == item.code:
                gone.update(one.instead)
                self.after.pop(coding_key(one.passage, one.code), None)
        for passage in self.plan.passages():
            if ids & set(passage.origin):
                self._take_off(passage, gone, item)

    def _take_off(self, passage: Passage, gone: set[str], item: Item) -> None:
        """Take codes off a passage, except those that it has from another coding."""
        borne = {
            code
            for name in passage.origin
            if name in self.bearers
            for code in self.bearers[name].codes
            if code != item.code
        }
        codes = tuple(code for code in passage.codes if code not in gone - borne)
        if codes == passage.codes:
            return
        if not codes:
            self.plan.take(Remove(id=passage.id))
            return
        # What is left of it is made from the passages that bear one of its codes.
        origin = [n for n in passage.origin if n not in self.bearers or _bears(self, n, codes)]
        reason = passage.reason
        for code in sorted(gone - borne):
            reason = _without(reason, code)
        self.plan.edit(passage.id, lambda line: recoded(line, codes))
        self.plan.edit(
            passage.id, lambda line: adjudicated(line, {"from": origin, "reason": reason})
        )

    # -- done -------------------------------------------------------------------------------------

    @property
    def beside(self) -> list[Change]:
        """What changes in the file of decisions."""
        names = dict.fromkeys((*self.before, *self.after))
        changes = (
            Change(path=self.path, key=n, before=self.before.get(n), after=self.after.get(n))
            for n in names
        )
        return [one for one in changes if one.before != one.after]

    def commit(self, what: str) -> Outcome:
        """Write it, as one step."""
        return _committed(self.desk, what, [self])


def _committed(desk: Desk, what: str, works: Sequence[_Work]) -> Outcome:
    changes = [c for work in works for c in (*work.plan.changes, *work.beside)]
    desk.commit(what, changes)
    names = tuple(work.interview for work in works)
    return Outcome(what=what, interviews=names, made=tuple(n for w in works for n in w.plan.made))


def _kept(item: Item, like: str) -> list[tuple[Stretch, tuple[str, ...]]]:
    """Give the stretches that stay, each with the passages that it is made from."""
    if not like:
        return [(Stretch(*item.hull), _ids(item.codings))]
    model = [one for one in item.codings if one.set == like]
    if not model:
        raise LisesError(
            f"{like[:64]!r} has not coded this; keep it as {item.codings[0].set} has it"
        )
    near: dict[Coding, list[Coding]] = {one: [one] for one in model}
    for one in item.codings:
        if one not in near:
            near[next((m for m in model if m.shares_words(one)), model[0])].append(one)
    by_stretch: dict[Stretch, list[Coding]] = {}
    for one, others in near.items():
        by_stretch.setdefault(Stretch(*one.stretch), []).extend(others)
    return [
        (stretch, _ids(sorted(found, key=item.codings.index)))
        for stretch, found in by_stretch.items()
    ]


def _ids(codings: Iterable[Coding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.passage for one in codings))


def _bears(work: _Work, passage: str, codes: Sequence[str]) -> bool:
    return bool(set(work.bearers[passage].codes) & set(codes))


def _joined(was: str, code: str, reason: str) -> str:
    """Put a reason to those that a passage has; each after the first says for which code."""
    if not was or not reason or was == reason:
        return was or reason
    return f"{_without(was, code)}\n{code}: {reason}".strip()


def _without(reason: str, code: str) -> str:
    lines = [line for line in reason.split("\n") if not line.startswith(f"{code}: ")]
    return "\n".join(lines)
