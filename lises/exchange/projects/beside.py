"""Memos and links of a project as notes of a study."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Literal

from lises.errors import how_many
from lises.exchange.cleaning import clean
from lises.exchange.imported import SetAside
from lises.files.forms import SAFE_ID
from lises.model import Note

from .naming import SET_OF_CODER, Names, unique_id
from .placing import Placer
from .project import Link, Memo, Project, Thing

__all__ = ["notes_of"]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INDENT = re.compile("[ \\t]*")
LINKS = "links"


def notes_of(
    project: Project, names: Names, placer: Placer, aside: list[SetAside]
) -> Iterator[Note]:
    """Give a memo of the study for each that has words, and one that lists the links.

    A memo about several things is about the first of them; its text names the others. Coders'
    ``names.sets`` tell whose it is.
    """
    known = _Known(names, placer.placed)
    for memo in project.memos:
        if not memo.text.strip():
            why = "a memo without a text"
            aside.append(SetAside(where=f"memo {memo.title}", text=memo.title, why=why, words=0))
            continue
        yield _note(memo, names, known)
    if project.links:
        yield Note(
            id=unique_id(LINKS, {m.casefold() for m in names.memos.values()}, SAFE_ID, LINKS),
            kind="memo",
            title=how_many(len(project.links), "link"),
            text="\n".join(_line(link, known) for link in project.links),
        )


class _Known:
    """What the study calls the things that a project points at."""

    def __init__(self, names: Names, passages: Mapping[str, str]) -> None:
        self.by_kind: Mapping[Thing, Mapping[str, str]] = {
            "source": names.interviews,
            "code": names.codes,
            "case": names.participants,
            "set": names.themes,
            "memo": names.memos,
            "coder": names.sets,
            "coding": passages,
        }

    def id(self, thing: tuple[Thing, str]) -> str:
        return self.by_kind.get(thing[0], {}).get(thing[1], "")


def _note(memo: Memo, names: Names, known: _Known) -> Note:
    subjects = [found for thing in memo.about if (found := known.id(thing))]
    more = f"\n\n({', '.join(subjects[1:])})" if subjects[1:] else ""
    set_id = names.sets.get(memo.coder, "")
    coder = SET_OF_CODER.fullmatch(set_id)
    day = _DAY.match(memo.date)
    kind, id_ = _kind_and_id(memo, names.memos[memo.key])
    return Note(
        id=id_,
        kind=kind,
        text=_body(memo) + more,
        title=" ".join(memo.title.split()),
        about=subjects[0] if subjects else "",
        coder=coder["coder"] if coder else set_id,
        date=day[0] if day else "",
    )


def _kind_and_id(memo: Memo, named: str) -> tuple[Literal["memo", "fieldnote", "journal"], str]:
    """Give the kind of a note that came out of a study, as ``from_study`` wrote it into its id."""
    if memo.id.startswith("fieldnote-"):
        return "fieldnote", memo.id.removeprefix("fieldnote-")
    if memo.id.startswith("journal-"):
        return "journal", memo.id.removeprefix("journal-")
    return "memo", named


def _body(memo: Memo) -> str:
    """Give a memo's text with our line ends, and without what cannot be seen; indents stay."""
    text = memo.text.replace("\r\n", "\n").replace("\r", "\n")
    if memo.id:
        return text
    kept = [f"{_INDENT.match(line)[0]}{clean(line, Counter())}" for line in text.split("\n")]  # type: ignore[index]
    return "\n".join(line.rstrip() for line in kept).strip("\n")


def _line(link: Link, known: _Known) -> str:
    origin, target = (known.id(t) or f"{t[0]} {t[1]}" for t in (link.origin, link.target))
    arrow = "→" if link.directed else "↔"
    said = ", ".join(" ".join(t.split()) for t in (link.name, link.memo) if t.strip())
    return f"- {origin} {arrow} {target}" + (f": {said}" if said else "")
