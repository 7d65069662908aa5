"""A search kept for a finding: a file for its hits, and a line in the finding that names it."""

from __future__ import annotations

from typing import NamedTuple

from lises.errors import LisesError, QueryError, UnknownNameError
from lises.files import write_atomic
from lises.files.finding_text import with_search
from lises.files.forms import SAFE_ID
from lises.files.splices import rewritten
from lises.model import Finding, Search, StudyFolder

from .changes import Change
from .desk import Desk, Outcome
from .judging import hits_of
from .lines import checked_text

__all__ = ["Recorded", "record"]


class Recorded(NamedTuple):
    """A search to be recorded: the file's name, what is searched, by whom, for which finding.

    ``role`` is empty for everybody, ``*`` for whom the finding is about.
    """

    name: str
    query: str
    matching: str
    role: str
    finding: str


def record(desk: Desk, folder: StudyFolder, wanted: Recorded) -> Outcome:
    """Make the file of a search, and name it in a finding where one is given.

    Raises
    ------
    LisesError
        If the name is taken, the query cannot be recorded, or the finding cannot be added to.
    """
    search = _search(wanted, folder)
    path = desk.study / search.judged
    named = {one.judged for finding in folder.findings for one in finding.searched}
    # One without a line that no finding names is what was left when this was broken off.
    if desk.store.bytes_of(search.judged) or search.judged in named:
        raise LisesError(f"{search.judged} is there already; choose another name")
    for _ in hits_of(folder, search, ()):
        break  # the query can be read
    change = None
    if wanted.finding:
        file = f"findings/{_finding(folder, wanted.finding).id}.md"
        data = desk.store.bytes_of(file)
        after = rewritten(file, data, lambda text: with_search(text, search, file))
        change = Change(path=file, key="", before=data, after=after)
    write_atomic(path, b"")  # before it is named: a search without a hit is an empty file
    if change is not None:
        desk.commit("search", [change])
    return Outcome(what="search")


def _finding(folder: StudyFolder, name: str) -> Finding:
    for finding in folder.findings:
        if finding.id == name:
            return finding
    raise UnknownNameError(f"no finding {name[:80]!r}")


def _search(wanted: Recorded, folder: StudyFolder) -> Search:
    if not SAFE_ID.fits(wanted.name):
        raise LisesError(f"{wanted.name[:80]!r} cannot name a file; it must be {SAFE_ID.words}")
    how = next((m for m in ("plain", "word", "lemma") if m == wanted.matching), None)
    if how is None:
        raise QueryError("a pattern cannot be recorded: search by words, and join them with |")
    within: tuple[tuple[str, tuple[str, ...]], ...] = ()
    if wanted.role == "*" and wanted.finding:
        within = _finding(folder, wanted.finding).scope
    elif wanted.role and wanted.role != "*":
        if wanted.role not in {role.id for role in folder.design.roles}:
            raise UnknownNameError(f"no role {wanted.role[:80]!r} in this study")
        within = (("role", (wanted.role,)),)
    query = checked_text(wanted.query, "the query").strip()
    if not query:
        raise QueryError("say what to search for")
    return Search(
        query=query,
        matching=how,
        within=within,
        judged=f"searches/{wanted.name}.jsonl",
    )
