"""The addresses of what lies beside the coding: notes, judged searches, findings, codes edited."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from lises.model import JudgedHit

from .bodies import CiteBody, EditBody, JudgeBody, RecordBody
from .citing import Cited, Citing
from .desk import Desk, Outcome
from .editing import Editing
from .judging import Judged, Judging, Verdict
from .noting import note_views
from .plain import View
from .recording import Recorded, record
from .whole import Whole

if TYPE_CHECKING:
    from .addresses import Asked

__all__ = ["Beside"]


class Beside:
    """What a desk's page can do that is no coding: rows for the table of its addresses."""

    def __init__(self, desk: Desk) -> None:
        whole = self._whole = Whole(desk.study)
        self.desk = desk
        self.editing = Editing(desk)
        self.judging = Judging(desk, whole)
        self.citing = Citing(desk, whole)

    @property
    def looks(self) -> list[tuple[str, Callable[[Asked], View]]]:
        """What is read, by address."""
        desk, judging = self.desk, self.judging
        return [
            ("/api/notes", lambda _: note_views(desk.material, desk.coder)),
            ("/api/searches", lambda _: judging.searches()),
            ("/api/judging", lambda asked: judging.judging(asked.query.get("file", ""))),
            ("/api/findings", lambda asked: self.citing.findings(asked.query.get("interview", ""))),
        ]

    @property
    def tells(self) -> list[tuple[str, type[Any], Callable[[Asked, Any], View]]]:
        """What is asked with a body and changes nothing."""
        return [("/api/codes/{id}/plan", EditBody, lambda a, b: self.editing.look(a.id, b))]

    @property
    def acts(self) -> list[tuple[str, type[Any], Callable[[Asked, Any], Outcome]]]:
        """What is done, by address, with the shape of what is sent."""
        return [
            ("/api/judge", JudgeBody, lambda _, b: self._judge(b)),
            ("/api/record", RecordBody, lambda _, b: self._record(b)),
            ("/api/cite", CiteBody, lambda _, b: self._cite(b)),
            ("/api/codes/{id}/edit", EditBody, lambda a, b: self.editing.edit(a.id, b)),
        ]

    def _judge(self, body: JudgeBody) -> Outcome:
        place = body.hit
        hit = JudgedHit(
            interview=place.interview,
            turn=place.turn,
            hit=place.hit,
            occurrence=place.occurrence,
            judged=body.judged or "not-relevant",
        )
        was = Verdict(body.was.judged, body.was.prompted, body.was.note) if body.was else None
        verdict = Verdict(body.judged, body.prompted, body.note)
        return self.judging.judge(Judged(body.file, hit, was), verdict)

    def _record(self, body: RecordBody) -> Outcome:
        wanted = Recorded(body.name, body.query, body.matching, body.role, body.finding)
        return record(self.desk, self._whole.counted().study.folder, wanted)

    def _cite(self, body: CiteBody) -> Outcome:
        return self.citing.cite(Cited(body.finding, body.passage, body.side, body.note))
