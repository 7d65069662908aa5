"""The addresses of two coders' work: the queue, the decisions, who codes what and how far."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

from msgspec import Meta, Struct

from lises.errors import QueryError

from .adjudicating import Decision, adjudicate, take_agreed
from .adjudication_views import AdjudicationViews
from .assigning import assign, draw
from .blind import EVERY, read_for, why_hidden
from .desk import Desk, Outcome
from .plain import View, asks
from .sources import Sources

if TYPE_CHECKING:
    from .addresses import Asked

__all__ = ["AdjudicateBody", "AgreedBody", "AssignBody", "Coders"]

_Short = Annotated[str, Meta(max_length=100)]
_Names = Annotated[list[_Short], Meta(max_length=100_000)]


class _Body(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    request: _Short = ""


class AdjudicateBody(_Body, frozen=True):
    """Decisions on an interview, why, and the version of the sources that they were made on."""

    version: _Short
    decisions: Annotated[list[Decision], Meta(min_length=1, max_length=5000)]
    reason: Annotated[str, Meta(max_length=4000)] = ""


class AgreedBody(_Body, frozen=True):
    """Where what all agree on, or what one alone has, is taken over; nothing: everywhere."""

    interviews: _Names = []
    alone: bool = False


class AssignBody(_Body, frozen=True):
    """Interviews that a set is to code or is not to, or the share that is drawn for it."""

    set: _Short
    interviews: _Names = []
    assigned: bool = True
    share: float | None = None
    seed: Annotated[int, Meta(ge=0, le=10**12)] = 1
    by_role: bool = False


class Coders:
    """What a desk's page can do about two coders: rows for the table of its addresses."""

    def __init__(self, desk: Desk, sources: Sources) -> None:
        self.desk = desk
        self.sources = sources
        self.views = AdjudicationViews(desk, self.sources)

    @property
    def looks(self) -> list[tuple[str, Callable[[Asked], View]]]:
        """What is read, by address."""
        return [
            ("/api/adjudication", lambda _: self.views.queue()),
            ("/api/agreement", lambda _: self.views.agreement()),
            ("/api/progress", lambda _: self.progress()),
        ]

    @property
    def acts(self) -> list[tuple[str, type[Any], Callable[[Asked, Any], Outcome]]]:
        """What is done, by address, with the shape of what is sent."""
        return [
            (
                "/api/interview/{id}/adjudicate",
                AdjudicateBody,
                lambda a, b: adjudicate(self.sources, a.id, b.decisions, (b.reason, b.version)),
            ),
            (
                "/api/agreed",
                AgreedBody,
                lambda _, b: take_agreed(self.sources, b.interviews, alone=b.alone),
            ),
            ("/api/assign", AssignBody, lambda _, b: self._assign(b)),
        ]

    def _assign(self, body: AssignBody) -> Outcome:
        names = body.interviews
        if body.share is not None:
            if names:
                raise QueryError("name interviews, or a share to be drawn; not both")
            names = list(draw(self.desk, body.share, body.seed, by_role=body.by_role))
        return assign(self.desk, body.set, names, assigned=body.assigned)

    # -- how far each is ------------------------------------------------------------------------

    def progress(self) -> View:
        """Give how far each coder's set has come; of others no count before both have read."""
        desk = self.desk
        given = {(one.set, one.interview) for one in desk.material.assigned()}
        sets = [one for one in desk.design.coding_sets if not one.origin]
        names = [one.id for one in desk.material.interviews()]
        return {
            "sets": [
                {
                    "set": one.id,
                    "coder": one.coder,
                    "own": one.coder == desk.coder,
                    "interviews": [
                        {"id": i, "assigned": (one.id, i) in given, **self._row(one.id, i)}
                        for i in names
                    ],
                }
                for one in sets
            ]
        }

    def _row(self, set_id: str, interview: str) -> View:
        """Say whether a set has finished an interview, with its counts where they may be seen."""
        readings = self.desk.material.readings()
        read = read_for(readings, set_id, interview)
        row: View = {"finished": EVERY in read, "begun": None, "counts": None}
        own = {s.id for s in self.desk.design.coding_sets if s.coder == self.desk.coder}
        mine = self.desk.set if self.desk.set in own else next(iter(sorted(own)), "")
        shown = set_id in own or not why_hidden(read_for(readings, mine, interview), read)
        if not shown:
            return row
        passages = list(self.sources.passages(interview, set_id))
        talk = self.desk.material.transcript(interview)[0]
        turns = {t.number for t in talk.turns if not asks(talk, t.number)} if talk else set()
        coded = {n for p in passages for n in range(p.turn, p.turn_end + 1)}
        counts = {
            "turns": len(turns),
            "coded_turns": len(turns & coded),
            "passages": len(passages),
            "codes": len({code for p in passages for code in p.codes}),
        }
        return {**row, "begun": bool(passages or read), "counts": counts}
