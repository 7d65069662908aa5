"""A coder at work on one set of one study: every act is saved at once and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import SystemRandom

from lises.errors import LisesError, UnknownNameError
from lises.files import passage_id
from lises.model import StudyDesign

from .changes import AT_END, Change, Conflict, Keep, Step, is_shared
from .lines import renamed
from .material import Material, digest
from .new_codes import CODEBOOK, NewCode, code_change
from .noting import check_subject, note_change
from .opening import open_set
from .operations import Ask, NoteOp, Operation, Read
from .planning import Plan, Seen
from .records import Records
from .regional import carried_over
from .selecting import Stretch
from .store import Committed, Store
from .tables import asked_changes, reading_changes

__all__ = ["Desk", "Outcome", "StaleError"]

_VERSIONS_KEPT = 200  # of an interview; a browser tab further behind reads it again


class StaleError(LisesError):
    """What the coder saw is too old to act on: the transcript has changed, or it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an act did: its word, the interviews it touched, the passages it made, what it left."""

    what: str
    interviews: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    skipped: tuple[dict[str, object], ...] = ()


class Desk:
    """A coder's own set, open.

    Make one with ``Desk.open``. The disk is the truth: before each act the files are read again,
    and what others did meanwhile is merged passage by passage. A passage that was changed on both
    sides waits in ``conflicts`` until ``decide``. Undo and redo have no limit and last as long as
    the desk.

    Examples
    --------
    >>> import shutil, tempfile
    >>> from lises.tagging.operations import Add
    >>> place = tempfile.TemporaryDirectory()
    >>> folder = Path(shutil.copytree("tests/studies/demo-tiny", place.name + "/demo-tiny"))
    >>> desk = Desk.open(folder, "cd")
    >>> done = desk.perform("DEMO-K1", [Add(turn=2, turn_end=2, start=0, end=20, codes=("tap",))])
    >>> len(done.made)
    1
    >>> desk.undo().what
    'add'
    >>> place.cleanup()
    """

    def __init__(self, study: Path, coder: str, set_id: str, said: tuple[str, ...] = ()) -> None:
        self.study = study
        self.coder = coder
        self.set = set_id
        self.said = said
        self.store = Store(study, set_id)
        self.material = Material(study)
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self._versions: dict[str, dict[str, dict[str, bytes]]] = {}
        self._places: dict[str, tuple[str, dict[bytes, Stretch | None]]] = {}

    @classmethod
    def open(
        cls, study: Path | str, coder: str, set: str | None = None, *, new_coder: bool = False
    ) -> Desk:
        """Open the coder's set; the set is made where there is none, the coder where asked for.

        Parameters
        ----------
        study : Path or str
            The study folder.
        coder : str
            The coder's id or name in ``study.yaml``.
        set : str, optional
            One of the coder's rounds, or a new one; else the latest.
        new_coder : bool
            Make a coder who is not in the study.

        Raises
        ------
        LisesError
            If this is no study to code in, or the coder or the set is not the coder's.
        """
        folder = Path(study)
        with Store(folder, "opening").held():
            opened = open_set(folder, coder, set, new_coder=new_coder)
        return cls(folder, opened.coder, opened.set, opened.said)

    # -- what is there ------------------------------------------------------------------------

    @property
    def design(self) -> StudyDesign:
        """What ``study.yaml`` says now."""
        return self.material.design()

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What waits for a decision."""
        return self.store.pending.all

    @property
    def undoable(self) -> str:
        """The word for what would be taken back; empty where there is nothing."""
        return self._undo[-1].what if self._undo else ""

    @property
    def redoable(self) -> str:
        """The word for what would be done again; empty where there is nothing."""
        return self._redo[-1].what if self._redo else ""

    def path(self, interview: str, set_id: str = "") -> str:
        """Name the file of an interview's codings; raises where there is no such interview."""
        return f"codings/{set_id or self.set}/{self.material.interview(interview).id}.jsonl"

    def passages(self, interview: str) -> Records:
        """Give the own passages of an interview, as their file is now."""
        return self.store.load(self.path(interview))

    def version(self, interview: str) -> str:
        """Name the transcript and the own codings as they are now, and remember what they were."""
        records = self.passages(interview)
        talk = self.material.transcript(interview)[1]
        codings = digest(records.data() if records.there else None)
        kept = self._versions.setdefault(interview, {})
        if codings not in kept:
            kept[codings] = records.snapshot()
            while len(kept) > _VERSIONS_KEPT:
                del kept[next(iter(kept))]
        return f"{talk.digest}.{codings}"

    # -- what is done -------------------------------------------------------------------------

    def perform(
        self, interview: str, ops: Sequence[Operation], version: str | None = None
    ) -> Outcome:
        """Carry out operations on one interview, as one step.

        Parameters
        ----------
        interview : str
        ops : sequence of Operation
            Later ones see what earlier ones did.
        version : str, optional
            What the coder saw; else the files as they are now.

        Raises
        ------
        StaleError
            If the transcript has changed since that version, or the version is not known.
        LisesError
            If an operation cannot be done; then none is.
        """
        with self.store.held():
            plan = Plan(self._seen(interview, version))
            beside: list[Change] = []
            for op in ops:
                if isinstance(op, Read | Ask | NoteOp):
                    beside += self._beside(interview, op, plan)
                else:
                    plan.take(op)
            what = _word(ops)
            done = self.commit(what, (*plan.changes, *beside))
            made = tuple(n for n in plan.made if any(c.key == n for c in done.applied))
            return Outcome(what=what, interviews=(interview,), made=made)

    def _seen(self, interview: str, version: str | None) -> Seen:
        now = self.version(interview)
        talk, codings = (now if version is None else version).partition(".")[::2]
        lines = self._versions[interview].get(codings)
        transcript = self.material.transcript(interview)[0]
        if transcript is None:
            raise LisesError(f"the transcript of {interview} is not here or cannot be read")
        if talk != now.partition(".")[0]:
            raise StaleError(f"the transcript of {interview} was changed; look at it again first")
        if lines is None:
            raise StaleError(f"{interview} was changed too often since; look at it again first")
        codes = [code.id for code in self.material.codebook()[0].codes]
        # What came since is as it is now: words that another window marked too are one passage.
        since = self.passages(interview).snapshot()
        return Seen(
            self.path(interview),
            {**lines, **{name: line for name, line in since.items() if name not in lines}},
            transcript,
            codes,
            lambda: self._taken(interview),
            self._places_in(interview, talk),
        )

    def _places_in(self, interview: str, talk: str) -> dict[bytes, Stretch | None]:
        kept = self._places.get(interview)
        if kept is None or kept[0] != talk:
            kept = self._places[interview] = (talk, {})
        return kept[1]

    def _taken(self, interview: str) -> Iterable[str]:
        """Give every passage id of an interview, over all sets and what waits for a decision."""
        for folder in sorted((self.study / "codings").glob("*")):
            path = f"codings/{folder.name}/{interview}.jsonl"
            if (self.study / path).is_file():
                yield from self.store.load(path).snapshot()
        yield from (conflict.key for conflict in self.conflicts)
        yield from (c.key for step in (*self._undo, *self._redo) for c in step.changes)

    def _beside(self, interview: str, op: Read | Ask | NoteOp, plan: Plan) -> list[Change]:
        """Plan what does not stand in the file of codings."""
        if isinstance(op, Read):
            plan.known(tuple(code for code in op.codes if code != "*"))
            version = self.material.codebook()[0].version
            rows = self.store.load("readings.csv")
            return reading_changes(rows, (self.set, interview), op, version)
        if isinstance(op, Ask):
            if op.question not in {q.id for q in self.material.guide().questions}:
                raise UnknownNameError(f"no question {op.question[:80]!r} in the guide")
            return asked_changes(self.store.load("asked.csv"), interview, op)
        known = {note.id: note for note in self.material.notes(op.kind)}
        subjects = {interview, *self.passages(interview).snapshot(), *plan.known_codes}
        check_subject(op, interview, subjects)
        return note_change(self.study, self.coder, op, known)

    def add_code(self, code: NewCode) -> Outcome:
        """Put a code into the codebook, below the others of its parent; see ``code_change``.

        Raises
        ------
        LisesError
            If it cannot be a code of this codebook, or the file cannot be added to.
        """
        with self.store.held():
            book = self.material.codebook()[0]
            before = self.store.bytes_of(CODEBOOK)
            change = code_change(code, book, self.material.readings(), before)
            self.commit("code", [change])
            return Outcome(what="code")

    def apply_plans(self, what: str, plans: Sequence[Plan]) -> Outcome:
        """Commit the plans of several interviews as one step; all or none on the disk."""
        done = self.commit(what, [change for plan in plans for change in plan.changes])
        touched = dict.fromkeys(_interview(change) for change in done.applied)
        made = tuple(name for plan in plans for name in plan.made)
        return Outcome(what=what, interviews=tuple(i for i in touched if i), made=made)

    def plan(self, interview: str) -> Plan:
        """Begin a plan on an interview as it is now."""
        return Plan(self._seen(interview, None))

    # -- taken back, done again, decided ------------------------------------------------------

    def undo(self) -> Outcome:
        """Take back the last step; what was changed elsewhere since is asked about.

        Raises
        ------
        LisesError
            If there is nothing to take back.
        """
        return self._back(self._undo, self._redo, lambda c: c.inverse)

    def redo(self) -> Outcome:
        """Do again what was taken back last.

        Raises
        ------
        LisesError
            If there is nothing to do again.
        """
        return self._back(self._redo, self._undo, lambda c: c)

    def _back(
        self, source: list[Step], target: list[Step], turn: Callable[[Change], Change]
    ) -> Outcome:
        with self.store.held():
            if not source:
                raise LisesError("nothing is left to take back or to do again")
            step = source[-1]
            source.pop()  # also where it cannot be done: it would stand before all others
            changes = [self._of_now(turn(change)) for change in step.changes]
            back = source is self._undo
            ordered = changes[::-1] if back else changes
            try:
                done = self.store.commit(ordered, why="undone-elsewhere")
            except (LisesError, OSError):
                source.append(step)
                raise
            kept = tuple(turn(change) for change in done.applied)
            if kept:
                target.append(Step(what=step.what, changes=kept[::-1] if back else kept))
            return Outcome(what=step.what, interviews=_interviews((*step.changes,)))

    def _of_now(self, change: Change) -> Change:
        """Carry a change of a shared file over to what a colleague made of it meanwhile."""
        if not is_shared(change.path):
            return change
        now = self.store.bytes_of(change.path)
        if now == change.before:
            return change
        return replace(change, before=now, after=carried_over(change, now))

    def decide(self, name: str, keep: Keep) -> Outcome:
        """Decide a conflict: mine, theirs, or both, mine then under a new id.

        Where the file has changed again since it was asked, it is asked again.

        Raises
        ------
        UnknownNameError
            If there is no such conflict.
        LisesError
            If it cannot be decided so.
        """
        with self.store.held():
            conflict = self.store.pending.of(name)
            if keep not in conflict.kinds:
                raise LisesError(f"keep one of {', '.join(conflict.kinds)}")
            records = self.store.load(conflict.path)
            now = records.raw(conflict.key)
            touched = _interviews([_kept(conflict, now)])
            if not records.same(now, conflict.theirs):
                self.store.pending.settle(conflict, replace(conflict, theirs=now))
                return Outcome(what="decide", interviews=touched)
            if keep != "theirs":
                change = _kept(conflict, now)
                if keep == "both":
                    change = self._under_new_id(change)
                self.commit("decide", [change])
            self.store.pending.settle(conflict)
            return Outcome(what="decide", interviews=touched)

    def _under_new_id(self, change: Change) -> Change:
        interview = _interview(change)
        if not interview or change.after is None:
            raise LisesError("of a row of a table both cannot be kept; choose one")
        name = passage_id(interview, set(self._taken(interview)), SystemRandom())
        return Change(
            path=change.path, key=name, before=None, after=renamed(change.after, name), index=AT_END
        )

    def commit_for_good(self, changes: Sequence[Change]) -> None:
        """Make changes that reach beyond one's own work; neither they nor earlier steps go back."""
        self.store.commit(changes)
        own = f"codings/{self.set}/"
        self.store.forget(c.path for c in changes if not c.path.startswith(own))
        self._undo.clear()
        self._redo.clear()

    def commit(self, what: str, changes: Sequence[Change]) -> Committed:
        """Make changes as one step that can be taken back; ``what`` is the key of its word."""
        done = self.store.commit(changes)
        if done.applied:
            self._undo.append(Step(what=what, changes=done.applied))
            self._redo.clear()
        return done


def _kept(conflict: Conflict, now: bytes | None) -> Change:
    return Change(path=conflict.path, key=conflict.key, before=now, after=conflict.mine)


def _word(ops: Sequence[Operation]) -> str:
    words = list(dict.fromkeys(str(op.__struct_config__.tag) for op in ops))
    return words[0] if words else ""


def _interview(change: Change) -> str:
    """Give the interview whose codings a change is in, or of whose table's row it is."""
    if change.path.startswith(("codings/", "decisions/")):
        return Path(change.path).stem
    if change.path == "readings.csv":
        return change.key.split(",")[1]
    return change.key.split(",")[0] if change.path == "asked.csv" else ""


def _interviews(changes: Iterable[Change]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for c in changes if (name := _interview(c))))
