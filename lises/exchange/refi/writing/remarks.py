"""Notes, links, and the one note that is for this library alone."""

from __future__ import annotations

import json
from typing import Any

from lises.exchange.projects.project import Link
from lises.exchange.refi.carried import NOTE

from .planned import Planned
from .sources import dated

__all__ = ["keep_links", "write_links", "write_notes"]

_WHAT = "What REFI-QDA has no place for; written and read by lises. Other programs need none of it."


def write_notes(planned: Planned) -> None:
    """Write memos, the memos of codings and links, and the note of this library, last."""
    xml = planned.xml
    lines = ["<Notes>"]
    outer, xml.lines = xml.lines, lines
    for memo in planned.project.memos:
        guid = planned.of("memo", memo.key)
        who = planned.of("coder", memo.coder)
        user = f' creatingUser="{who}"' if who else ""
        when = dated(planned, guid, memo.date, "creationDateTime")
        lines.append(f'<Note guid="{guid}"{xml.named(memo.title)}{user}{when}>')
        lines.append(f"<PlainTextContent>{xml.body(memo.text)}</PlainTextContent>")
        xml.refer("NoteRef", planned.notes.get(("memo", memo.key), ()))
        lines.append("</Note>")
    for guid, text in planned.memos.items():
        _note(planned, guid, "", text)
    if kept := _kept(planned):
        text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
        _note(planned, planned.new_guid("note", NOTE), NOTE, text)
    xml.lines = outer
    if len(lines) > 1:
        outer.extend((*lines, "</Notes>"))


def _note(planned: Planned, guid: str, name: str, text: str) -> None:
    xml = planned.xml
    content = f"<PlainTextContent>{xml.body(text)}</PlainTextContent>"
    xml.lines.append(f'<Note guid="{guid}"{xml.named(name)}>{content}</Note>')


def _kept(planned: Planned) -> dict[str, Any]:
    """Give what only this library reads; empty where the standard has a place for everything."""
    kept: dict[str, Any] = {name: part for name, part in planned.kept.items() if part}
    if planned.project.constructed:
        kept["constructed"] = True
    if planned.reader.unit != "code points":
        kept["counting"] = {"unit": planned.reader.unit}
    if planned.days:
        kept["days"] = True
        kept["midnights"] = planned.midnights
    if planned.rows:
        kept["codings"] = planned.rows
    if planned.links:
        kept["links"] = planned.links
    return {NOTE: 1, "about this note": _WHAT, **dict(sorted(kept.items()))} if kept else {}


def write_links(planned: Planned) -> None:
    """Write the links between elements; others are for this library alone."""
    lines = []
    for link in planned.project.links:
        ends = link.origin, link.target
        if all(planned.is_element(end) for end in ends):
            lines.append(_link(planned, link))
    if lines:
        planned.xml.lines.extend(("<Links>", *lines, "</Links>"))


def keep_links(planned: Planned) -> None:
    """Keep the links that point at what has no element."""
    for place, link in enumerate(planned.project.links):
        if not (planned.is_element(link.origin) and planned.is_element(link.target)):
            planned.links.append(
                {
                    "at": place,
                    "guid": planned.of("link", link.key),
                    "origin": [link.origin[0], planned.of(*link.origin)],
                    "target": [link.target[0], planned.of(*link.target)],
                    "name": link.name,
                    "memo": link.memo,
                    "directed": link.directed,
                }
            )


def _link(planned: Planned, link: Link) -> str:
    xml, of = planned.xml, planned.of
    direction = "OneWay" if link.directed else "Associative"
    notes = "".join(
        f'<NoteRef targetGUID="{note}"/>' for note in planned.notes.get(("link", link.key), ())
    )
    return (
        f'<Link guid="{of("link", link.key)}"{xml.named(link.name)} direction="{direction}"'
        f' originGUID="{of(*link.origin)}" targetGUID="{of(*link.target)}">{notes}</Link>'
    )
