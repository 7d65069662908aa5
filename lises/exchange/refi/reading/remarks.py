"""Notes, sets, links and graphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lises.exchange.projects.guids import as_guid
from lises.exchange.projects.project import Link, Memo, ProjectSet

from .gathered import Gathered, Pointed
from .raw import Carrier
from .texts import Texts

__all__ = ["take_graphs", "take_links", "take_memos", "take_sets"]


def take_memos(made: Gathered, texts: Texts) -> None:
    """Take the notes; what refers to one is what it is about."""
    for note in made.raw.memos:
        thing = made.things.get(note.guid)
        key = note.guid if thing == ("memo", note.guid) else made.take("memo", note.guid)
        coder = made.things.get(note.user, ("", ""))
        text = texts.of(note)
        made.memos.append(
            Memo(
                key=key,
                text=note.description if text is None else text,
                title=note.name,
                about=tuple(dict.fromkeys(made.about.get(note.guid, ()))),
                coder=note.user if coder[0] == "coder" else "",
                date=made.dates.of(key, note.created),
                guid=as_guid(key),
                id=made.ids.get(key, ""),
            )
        )
        if text is not None and note.description:
            _described(made, note, key)
    known = {note.guid for note in made.raw.memos}
    for guid, things in made.about.items():
        if guid not in known:
            made.dangling["reference to a note"] += len(things)


def _described(made: Gathered, note: Carrier, key: str) -> None:
    """Take a note's own description as a note about it: a memo has no other place for it."""
    made.told["descriptions of notes, taken as notes about them"] += 1
    made.memos.append(Memo(key=f"{key} description", text=note.description, about=(("memo", key),)))


def take_sets(made: Gathered) -> None:
    """Take the sets of codes, sources and notes."""
    for one in made.raw.sets:
        key = made.take("set", one.guid)
        made.sets.append(
            ProjectSet(
                key=key,
                name=one.name,
                description=one.description,
                codes=made.known(one.codes, "code", "set"),
                sources=made.known(one.sources, "source", "set"),
                memos=made.known(one.notes, "memo", "set"),
                guid=as_guid(key),
                id=made.ids.get(key, ""),
            )
        )


def take_links(made: Gathered) -> None:
    """Take the links whose two ends are there; a selection stands for its first coding."""
    taken: set[str] = set()
    texts = {memo.key: memo.text for memo in made.memos}
    for link in made.raw.links:
        origin, target = _end(made, link.origin), _end(made, link.target)
        if origin is None or target is None:
            made.told["links set aside since an end of them has no place here"] += 1
            made.aside("link", link.name, "an end of it is not in the project, or has no code")
            continue
        key = link.guid if link.guid and link.guid not in taken else f"link {len(made.links) + 1}"
        taken.add(key)
        memo, shared = _memo_of(texts, link.notes)
        if shared:
            made.told["further notes of links, kept as notes"] += shared
        made.links.append(
            Link(
                key=key,
                origin=origin,
                target=target,
                name=link.name,
                memo=memo,
                directed=link.direction == "OneWay",
                guid=as_guid(key),
            )
        )


def _memo_of(texts: Mapping[str, str], notes: tuple[str, ...]) -> tuple[str, int]:
    """Give the text of the first note that a link refers to, and how many more there are."""
    found = [texts[note] for note in notes if note in texts]
    return (found[0], len(found) - 1) if found else ("", 0)


def _end(made: Gathered, guid: str) -> Pointed | None:
    thing = made.things.get(guid)
    if thing is not None:
        return thing
    codings = made.codings_of.get(guid)
    if not codings:
        return None
    if len(codings) > 1:
        made.told["links to a selection with several codings, taken as to the first"] += 1
    return "coding", codings[0]


def take_graphs(made: Gathered) -> Iterator[str]:
    """Set the drawings aside and count them."""
    for name, shown in made.raw.graphs:
        made.aside(f"graph {name}".strip(), shown, "a drawing of links has no home in a study")
    if made.raw.graphs:
        yield f"graphs set aside: {len(made.raw.graphs)}"
