"""An entry of the codebook written anew from the page: looked at first, then done whole.

What stays within the codebook is one step that can be taken back. Another id goes through every
file that names the code, other coders' too: that is told first, and taken back by giving the old id
again, or with git.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from lises.errors import LisesError
from lises.evidence.recoding import (
    EditCode,
    FileChange,
    Plan,
    Reason,
    RecodingRefusedError,
    plan_change,
)
from lises.files import parse_codebook
from lises.model import Code, LocalText

from .blind import EVERY, read_for
from .bodies import EditBody
from .changes import Change
from .desk import Desk, Outcome
from .lines import checked_text
from .new_codes import CODEBOOK
from .operations import Add, NoteOp, Operation, Read, Recode
from .plain import View, problem_views
from .records import Record, read_records
from .whole import Stamp, stamps_of

__all__ = ["Editing"]

TEXTS = ("label", "definition", "use", "avoid")


class Editing:
    """Changes codes of a desk's study; knows which ids it changed, for pages that do not yet."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._renamed: dict[str, str] = {}
        self._looked: tuple[dict[str, Stamp], Plan] | None = None

    # -- looked at --------------------------------------------------------------------------------

    def look(self, code: str, body: EditBody) -> View:
        """Tell what a change would do, before it is done; ``seen`` names just this change.

        Raises
        ------
        LisesError
            If it cannot be, or the study has faults that must be mended first.
        """
        stamps = stamps_of(self._desk.study)
        plan = self._plan(code, body)
        self._looked = stamps, plan
        own = self._desk.set
        others = {s: n for s, n in plan.codings.items() if s != own}
        numbers = [f for f in plan.findings if f.changed]
        told = self._may_count()
        return {
            "seen": _digest(plan),
            "files": [{"path": f.path, "lines": len(f.lines())} for f in plan.files],
            "own": plan.codings.get(own, 0),
            "others": others,
            "findings": [
                {"id": f.finding, "before": f.before, "after": f.after}
                if told
                else {"id": f.finding}
                for f in numbers
            ],
            "named": [f.finding for f in plan.findings],
            "raised": [
                {**one, "path": one["path"].removeprefix(f"{self._desk.study}/")}
                for one in problem_views(plan.raised[:20])
            ],
            "told": list(plan.told),
            "version": plan.version,
            "undo": _within_codebook(plan),
            "git": "" if _within_codebook(plan) else _git(plan.files),
        }

    def _plan(self, code: str, body: EditBody) -> Plan:
        book = self._desk.material.codebook()[0]
        entry = book.code(code)
        language = self._desk.design.language
        texts = _texts(entry, body, language) if entry else {}
        to = body.to if body.to != code else ""
        under = _place(entry, body) if entry else None
        if entry and not (texts or to or under is not None):
            raise LisesError(f"nothing of {code} is changed")
        named = [*texts, *(["parent"] if under is not None else []), *(["id"] if to else [])]
        why = checked_text(body.why, "the reason").strip() or f"{code}: {', '.join(named)}"
        anew = body.anew and bool({"definition", "use", "avoid"} & set(texts))
        change = EditCode(code=code, texts=texts, language=language, under=under, to=to, anew=anew)
        reason = Reason(why=LocalText.plain(why), date=date.today().isoformat())
        try:
            plan = plan_change(self._desk.study, change, reason)
        except RecodingRefusedError as why:
            raise LisesError(_refusal(why, self._desk.study)) from why
        _check(plan, change)
        return plan

    def _may_count(self) -> bool:
        """Tell whether numbers of the counted set are no news: both have read everything."""
        material, other = self._desk.material, self._desk.design.counted
        sets = {self._desk.set, other} - {""}
        readings = material.readings()
        return all(
            EVERY in read_for(readings, one, i.id) for i in material.interviews() for one in sets
        )

    # -- done -------------------------------------------------------------------------------------

    def edit(self, code: str, body: EditBody) -> Outcome:
        """Do what was looked at, if it is still the same.

        Raises
        ------
        LisesError
            If the study has changed since, so that something else would come of it.
        """
        plan = self._looked_at(code) or self._plan(code, body)
        if _digest(plan) != body.seen:
            raise LisesError("the study has changed since you looked; look again, then decide")
        changes = [change for file in plan.files for change in _changes(file)]
        if _within_codebook(plan):
            self._desk.commit("recode", changes)
            return Outcome(what="recode")
        self._desk.commit_for_good(changes)
        if isinstance(plan.change, EditCode):
            self._remember(code, plan.change.to)
        return Outcome(what="recode", interviews=())

    def _looked_at(self, code: str) -> Plan | None:
        """Give what was looked at last, if it is of this code and no file has changed since."""
        if self._looked is None:
            return None
        (stamps, plan), self._looked = self._looked, None
        same = plan.change.code == code if isinstance(plan.change, EditCode) else False
        return plan if same and stamps == stamps_of(self._desk.study) else None

    def _remember(self, code: str, to: str) -> None:
        for old, new in self._renamed.items():
            self._renamed[old] = to if new == code else new
        self._renamed[code] = to
        self._renamed.pop(to, None)

    def now(self, ops: Sequence[Operation]) -> list[Operation]:
        """Give operations with the ids that codes have now: a page may not know them yet."""
        return [self._op(op) for op in ops] if self._renamed else list(ops)

    def codes(self, codes: Sequence[str]) -> tuple[str, ...]:
        """Give the ids that codes have now."""
        return tuple(dict.fromkeys(self._renamed.get(code, code) for code in codes))

    def _op(self, op: Operation) -> Operation:
        values: dict[str, Any] = {}
        if isinstance(op, Add | Recode | Read):
            values = {"codes": self.codes(op.codes)}
        elif isinstance(op, NoteOp):
            values = {"about": self._renamed.get(op.about, op.about)}
        return msgspec.structs.replace(op, **values) if values else op


def _refusal(why: RecodingRefusedError, study: Path) -> str:
    """Say what must be mended, and where, without the place of the study on this machine."""
    said = str(why).replace(f"{study}", "the study")
    first = "; ".join(
        f"{p.path.removeprefix(f'{study}/')}:{p.line} {p.message}" for p in why.problems[:3]
    )
    return f"{said}: {first}" if first else said


def _texts(entry: Code, body: EditBody, language: str) -> dict[str, str]:
    """Give the texts that are others than in the codebook."""
    found = {}
    for name in TEXTS:
        given = getattr(body, name)
        text = checked_text(given, f"the {name}").strip() if given is not None else None
        now: LocalText = getattr(entry, name)
        if text is not None and text != now.in_language(language):
            _check_shown(body, name, now.in_language(language))
            found[name] = text
    return found


def _place(entry: Code, body: EditBody) -> str | None:
    """Give the code that an entry is to stand below, nothing for the top; None: where it is."""
    now = entry.parent or ""
    if body.parent is None or body.parent == now:
        return None
    _check_shown(body, "parent", now)
    return body.parent


def _check_shown(body: EditBody, name: str, now: str) -> None:
    """Refuse to write over what somebody else has written since the page showed it."""
    if body.was.get(name, now) != now:
        raise LisesError(
            f"somebody has changed the {name} meanwhile, to “{now}”; look at the code again"
        )


def _check(plan: Plan, change: EditCode) -> None:
    """Hold the codebook as it would be against what was meant."""
    data = next(file.new for file in plan.files if file.path == CODEBOOK)
    book = parse_codebook(data.decode("utf-8-sig"), CODEBOOK)[0]
    made = book.code(change.to or change.code) if book else None
    meant = made is not None and all(
        getattr(made, name).in_language(change.language) == text
        for name, text in change.texts.items()
    )
    if made is None or not meant or (change.under or None) not in (made.parent, None):
        raise LisesError(
            f"codebook.yaml is written in a way that cannot be changed in place; change "
            f"{change.code} there by hand"
        )


def _within_codebook(plan: Plan) -> bool:
    return [file.path for file in plan.files] == [CODEBOOK]


def _digest(plan: Plan) -> str:
    found = hashlib.sha256()
    for file in plan.files:
        found.update(f"{file.path}\0{len(file.new)}\0".encode() + file.new)
    return found.hexdigest()[:32]


def _git(files: Sequence[FileChange]) -> str:
    """Give the command that puts just these files back as git last had them."""
    return f"git restore -- {' '.join(file.path for file in files)}"


def _changes(file: FileChange) -> Iterator[Change]:
    """Give the records of a file that change, each for itself where it has several."""
    if file.path.endswith((".jsonl", ".csv")) and file.old is not None:
        old, new = read_records(file.path, file.old), read_records(file.path, file.new)
        if len(old.found) == len(new.found):
            for at, pair in enumerate(zip(old.found, new.found, strict=True)):
                yield from _record(file.path, *pair, at)
            return
    yield Change(path=file.path, key="", before=file.old, after=file.new)


def _record(path: str, old: Record, new: Record, at: int) -> Iterator[Change]:
    if old.raw == new.raw or old.key is None or new.key is None:
        return
    if old.key == new.key:
        yield Change(path=path, key=old.key, before=old.raw, after=new.raw)
        return
    yield Change(path=path, key=old.key, before=old.raw, after=None)
    yield Change(path=path, key=new.key, before=None, after=new.raw, index=at)
