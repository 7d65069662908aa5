"""The form in which two projects are compared, and projects less what a format lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from lises.exchange.projects.project import Project, ProjectCode, ProjectCoding

__all__ = ["FEATURES", "lacking", "settled"]

FEATURES: Mapping[str, Callable[[Project], Project]] = {}
"""What a format may lack, each with what takes it out of a project; filled below."""


def _each(name: str, **changes: Any) -> Callable[[Project], Project]:
    return lambda p: replace(p, **{name: tuple(replace(x, **changes) for x in getattr(p, name))})


def _only(name: str, keep: Callable[[Any], bool]) -> Callable[[Project], Project]:
    return lambda p: replace(p, **{name: tuple(x for x in getattr(p, name) if keep(x))})


def _everywhere(**changes: Any) -> Callable[[Project], Project]:
    """Change a field of all things that have it."""

    def change(project: Project) -> Project:
        for name in _LISTS:
            if not (things := getattr(project, name)):
                continue
            mine = {k: v for k, v in changes.items() if k in {f.name for f in fields(things[0])}}
            project = replace(project, **{name: tuple(replace(x, **mine) for x in things)})
        return project

    return change


_LISTS = ("coders", "codes", "sources", "codings", "variables", "cases", "memos", "sets", "links")
FEATURES = {
    "ids": _everywhere(id=""),
    "guids": _everywhere(guid=""),
    "descriptions": _everywhere(description=""),
    "dates": _everywhere(date="", created="", modified=""),
    "colors": _each("codes", color=""),
    "headings": _each("codes", codable=True),
    "hierarchy": _each("codes", parent=""),
    "turns": _each("sources", turns=()),
    "kinds": _only("sources", lambda s: s.kind == "text"),
    "textless": _only("sources", lambda s: s.text is not None),
    "empty": _only("codings", lambda c: not c.spans or any(a < b for a, b in c.spans)),
    "whole": _only("codings", lambda c: not c.whole),
    "words": _only("codings", lambda c: bool(c.spans) or c.whole),
    "parts": _only("codings", lambda c: len(c.spans) < 2),
    "selections": _each("codings", selection=""),
    "coding-memos": _each("codings", memo=""),
    "coders": lambda p: replace(p, coders=()),
    "variables": lambda p: replace(p, variables=()),
    "cases": lambda p: replace(p, cases=()),
    "memos": lambda p: replace(p, memos=()),
    "sets": lambda p: replace(p, sets=()),
    "links": lambda p: replace(p, links=()),
    "constructed": lambda p: replace(p, constructed=False),
    "name": lambda p: replace(p, name=""),
}


def lacking(project: Project, features: Iterable[str]) -> Project:
    """Take features out of a project, and then every pointer that leads nowhere any more."""
    for feature in features:
        project = FEATURES[feature](project)
    known = {name: {x.key for x in getattr(project, name)} for name in _LISTS}
    there = {
        kind + "s": known[kind + "s"]
        for kind in ("source", "code", "coding", "case", "coder", "memo", "set", "variable")
    }

    def points(thing: tuple[str, str]) -> bool:
        return thing[0] == "project" or thing[1] in there[thing[0] + "s"]

    def held(pairs: tuple[tuple[str, Any], ...], name: str) -> tuple[tuple[str, Any], ...]:
        return tuple(pair for pair in pairs if pair[0] in known[name])

    def kept(these: tuple[str, ...], name: str) -> tuple[str, ...]:
        return tuple(key for key in these if key in known[name])

    codings = [
        c for c in project.codings if c.source in known["sources"] and c.code in known["codes"]
    ]
    known["codings"] = there["codings"] = {c.key for c in codings}
    plain = ("interviewer", "other")
    project = replace(
        project,
        codings=tuple(replace(c, coder=c.coder if c.coder in known["coders"] else "") for c in codings),
        sources=tuple(
            replace(s, values=held(s.values, "variables"), turns=tuple(
                replace(t, speakers=tuple(x for x in t.speakers if x in plain or x in known["cases"]))
                for t in s.turns))
            for s in project.sources
        ),
        cases=tuple(
            replace(c, values=held(c.values, "variables"), sources=kept(c.sources, "sources"),
                    spans=held(c.spans, "sources"))
            for c in project.cases
        ),
        memos=tuple(
            replace(m, about=tuple(filter(points, m.about)), coder=m.coder if m.coder in known["coders"] else "")
            for m in project.memos
        ),
        sets=tuple(
            replace(s, codes=kept(s.codes, "codes"), sources=kept(s.sources, "sources"), memos=kept(s.memos, "memos"))
            for s in project.sets
        ),
        links=tuple(k for k in project.links if points(k.origin) and points(k.target)),
    )  # fmt: skip
    return project


def settled(project: Project, without: Iterable[str] = ()) -> Project:
    """Give the form in which two projects are compared; see the module.

    Codes stand in the order of their tree, codings by their place, everything else as it stood; a
    selection that one coding has for itself is no selection. GUIDs are put away: what they shall be
    is a test of its own.
    """
    project = lacking(project, ("guids", *without))
    codes = _in_tree(project.codes)
    rank = {
        "source": {s.key: i for i, s in enumerate(project.sources)},
        "code": {c.key: i for i, c in enumerate(codes)},
        "coder": {c.key: i for i, c in enumerate(project.coders)} | {"": -1},
    }

    def order(c: ProjectCoding) -> tuple[Any, ...]:
        where = (rank["source"][c.source], c.spans, c.whole, c.quote, rank["code"][c.code])
        return (*where, rank["coder"].get(c.coder, -2), c.date, c.memo, c.id, c.before, c.after)

    project = replace(project, codes=codes, codings=tuple(sorted(project.codings, key=order)))
    new = {
        name: {x.key: f"{name}-{i}" for i, x in enumerate(getattr(project, name))}
        for name in _LISTS
    }
    sharing = Counter(c.selection for c in project.codings if c.selection)
    chosen: dict[str, str] = {}
    for coding in project.codings:
        if sharing[coding.selection] > 1:
            chosen.setdefault(coding.selection, f"selection-{len(chosen)}")

    def thing(pair: tuple[Any, str]) -> tuple[Any, str]:
        return pair[0], new[pair[0] + "s"].get(pair[1], pair[1]) if pair[0] != "project" else ""

    def keyed(pairs: tuple[tuple[str, Any], ...], name: str) -> tuple[tuple[str, Any], ...]:
        return tuple((new[name].get(key, key), value) for key, value in pairs)

    def all_of(these: tuple[str, ...], name: str) -> tuple[str, ...]:
        return tuple(new[name].get(key, key) for key in these)

    made: dict[str, Any] = {
        "coders": [{} for _ in project.coders],
        "codes": [{"parent": new["codes"].get(c.parent, "")} for c in project.codes],
        "sources": [
            {"values": keyed(s.values, "variables"),
             "turns": tuple(replace(t, speakers=all_of(t.speakers, "cases")) for t in s.turns)}
            for s in project.sources
        ],
        "codings": [
            {"source": new["sources"][c.source], "code": new["codes"][c.code],
             "coder": new["coders"].get(c.coder, c.coder), "selection": chosen.get(c.selection, "")}
            for c in project.codings
        ],
        "variables": [{} for _ in project.variables],
        "cases": [
            {"values": keyed(c.values, "variables"), "sources": all_of(c.sources, "sources"),
             "spans": keyed(c.spans, "sources")}
            for c in project.cases
        ],
        "memos": [
            {"about": tuple(sorted(map(thing, m.about))), "coder": new["coders"].get(m.coder, m.coder)}
            for m in project.memos
        ],
        "sets": [
            {"codes": all_of(s.codes, "codes"), "sources": all_of(s.sources, "sources"),
             "memos": all_of(s.memos, "memos")}
            for s in project.sets
        ],
        "links": [{"origin": thing(k.origin), "target": thing(k.target)} for k in project.links],
    }  # fmt: skip
    for name, changes in made.items():
        things = zip(getattr(project, name), changes, strict=True)
        made[name] = tuple(replace(x, key=new[name][x.key], **change) for x, change in things)
    return replace(
        project, path=Path("x"), format="", software="", convention=None,
        set_aside=(), notes=(), problems=(), **made,
    )  # fmt: skip


def _in_tree(codes: tuple[ProjectCode, ...]) -> tuple[ProjectCode, ...]:
    """Each code before those below it, brothers and sisters in their order."""
    below: dict[str, list[ProjectCode]] = {}
    for code in codes:
        below.setdefault(code.parent, []).append(code)

    def walk(key: str) -> Iterable[ProjectCode]:
        for code in below.get(key, ()):
            yield code
            yield from walk(code.key)

    return tuple(walk(""))
