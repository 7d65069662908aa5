"""Ids of a study for things that other programs name freely: safe, unique, telling no person."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from pathlib import Path

from lises.exchange.adding import interview_id
from lises.exchange.rock.source import code_id
from lises.files.forms import CODE_ID, SAFE_ID, Form

from .project import Project

__all__ = ["SET_OF_CODER", "Names", "names_for", "unique_id"]

SET_OF_CODER = re.compile(r"(?P<coder>.+)-(?P<round>[1-9][0-9]{0,3})")
"""A coding set that is called after its coder and the round."""

_SHORT = re.compile(r"[A-Za-z0-9]{1,4}")  # initials are hardly a name
_COLUMNS = ("id", "role", "quotes", "transcript")  # they have a meaning of their own


class Names:
    """The ids that a project's things have in a study, by their keys."""

    def __init__(self) -> None:
        self.codes: dict[str, str] = {}
        self.interviews: dict[str, str] = {}
        self.participants: dict[str, str] = {}
        self.attributes: dict[str, str] = {}
        self.sets: dict[str, str] = {}
        self.themes: dict[str, str] = {}
        self.memos: dict[str, str] = {}


def unique_id(wanted: str, taken: set[str], form: Form, other: str) -> str:
    """Give an id of this form that is not taken, and take it; case does not tell two apart.

    Where nothing of the wanted one can be used, ``other`` and a number serve: ``code-1``, ``I01``.
    """
    wanted = wanted[:56].rstrip("-_")
    if wanted and not form.fits(wanted):
        wanted = f"{other}-{wanted}"  # a device name of Windows, a sign at its beginning
    if not form.fits(wanted):
        wanted = ""
    made = wanted
    number = 1
    while not made or made.casefold() in taken:
        if wanted:
            number += 1
            made = f"{wanted}-{number}"
        else:
            made = f"{other}{number:02}" if other.isupper() else f"{other}-{number}"
            number += 1
    taken.add(made.casefold())
    return made


def names_for(project: Project, mark: str = "") -> Names:
    """Name everything of a project, in its order; the same project gives the same ids.

    A thing that came out of a study has its id again. Sources and cases are called by a number
    where their name could be a person's, coders by their initials or a number.
    ``mark`` begins the ids of interviews and participants who are invented.
    """
    names = Names()
    names.codes = _named(((c.key, c.id, code_id(c.name)) for c in project.codes), CODE_ID, "code")
    sources = ((s.key, s.id, _numbered(s.name)) for s in project.sources if s.text is not None)
    own = {thing.id for things in (project.sources, project.cases) for thing in things}
    names.interviews = _marked(_named(sources, SAFE_ID, "I"), mark, own)
    cases = ((c.key, c.id, _numbered(c.name)) for c in project.cases)
    names.participants = _marked(_named(cases, SAFE_ID, "P"), mark, own)
    coders = ((c.key, c.id, _set_of(c.name)) for c in project.coders)
    names.sets = _named(coders, SAFE_ID, "coder")
    sets = ((s.key, s.id, code_id(s.name)) for s in project.sets if s.codes)
    names.themes = _named(sets, SAFE_ID, "theme")
    memos = ((m.key, m.id, code_id(m.title)) for m in project.memos)
    names.memos = _named(memos, SAFE_ID, "memo")
    variables = ((v.key, v.id, code_id(v.name)) for v in project.variables)
    names.attributes = _named(variables, SAFE_ID, "attribute", _COLUMNS)
    return names


def _named(
    things: Iterable[tuple[str, str, str]], form: Form, other: str, kept: Iterable[str] = ()
) -> dict[str, str]:
    """Name things, (key, own id, wanted id) each: first those that have an id of their own."""
    every = list(things)
    found: dict[str, str] = {}
    taken = set(kept)
    for key, own, _ in every:
        if own and form.fits(own) and own.casefold() not in taken - set(kept):
            found[key] = own
            taken.add(own.casefold())
    for key, _, wanted in every:
        if key not in found:
            found[key] = unique_id(wanted, taken, form, other)
    return found


def _marked(names: dict[str, str], mark: str, own: Container[str]) -> dict[str, str]:
    """Begin ids with the mark, but for those that a study gave."""
    return {
        key: name if name in own or name.startswith(mark) else f"{mark}{name}"
        for key, name in names.items()
    }


def _numbered(name: str) -> str:
    """Give the id that a name may have: a number with a short or telling word, else nothing."""
    proposed = interview_id(Path(name), ())
    if proposed == "-".join(re.split(r"(?<=[A-Za-z])(?=[0-9])", name.strip())):
        return name.strip()  # R7 is an id as it stands
    return "" if proposed == "I01" and name.strip().upper() != "I01" else proposed


def _set_of(name: str) -> str:
    return f"{name.strip().lower()}-1" if _SHORT.fullmatch(name.strip()) else ""
