"""Sources with their selections and codings; their texts as files."""

from __future__ import annotations

from collections.abc import Iterable

from lises.exchange.projects.conventions import Positions
from lises.exchange.projects.project import ProjectCoding, Source

from .codes import write_values
from .planned import Planned, Selected

__all__ = ["NAMED", "dated", "write_sources"]

NAMED = 100
"""A selection is named by its words, white space as one space, cut here with ``…``."""

_ELEMENTS = {
    "picture": "PictureSource",
    "pdf": "PDFSource",
    "audio": "AudioSource",
    "video": "VideoSource",
}


def write_sources(planned: Planned) -> dict[str, bytes]:
    """Write the sources.

    Returns
    -------
    dict of str to bytes
        The texts, by their path in the archive.
    """
    files: dict[str, bytes] = {}
    if planned.project.sources:
        planned.xml.lines.append("<Sources>")
        for source in planned.project.sources:
            _source(planned, source, files)
        planned.xml.lines.append("</Sources>")
    return files


def _source(planned: Planned, source: Source, files: dict[str, bytes]) -> None:
    xml, guid = planned.xml, planned.of("source", source.key)
    tag, kind = "TextSource", "text"
    if source.text is None and source.kind in _ELEMENTS:
        tag, kind = _ELEMENTS[source.kind], source.kind
    if kind != source.kind:
        # What has a text is a text to other programs: they read a picture only with its file.
        planned.kept["kinds"][guid] = source.kind
    path = ""
    if source.text is not None:
        path = f' plainTextPath="internal://{guid}.txt"'
        files[f"sources/{guid}.txt"] = _encoded(planned, source.text)
        _keep_turns(planned, source, guid)
    created = dated(planned, guid, source.created, "creationDateTime")
    modified = dated(planned, f"{guid} modified", source.modified, "modifiedDateTime")
    xml.lines.append(f'<{tag} guid="{guid}"{xml.named(source.name)}{path}{created}{modified}>')
    xml.described(source.description)
    if source.text is not None and source.key in planned.selections:
        _selections(planned, source.text, planned.selections[source.key])
    for coding in planned.wholes.get(source.key, ()):
        _coding(planned, planned.of("coding", coding.key), coding)
    xml.refer("NoteRef", planned.notes.get(("source", source.key), ()))
    write_values(planned, source.values)
    xml.lines.append(f"</{tag}>")


def _encoded(planned: Planned, text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        planned.lose("half characters (surrogates) in texts, written as U+FFFD")
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def dated(planned: Planned, name: str, text: str, attribute: str) -> str:
    """Give an attribute with a date, where there is one that the standard can say."""
    if not text:
        return ""
    written = planned.dated(name, text)
    return f' {attribute}="{written}"' if written else ""


def _selections(planned: Planned, text: str, selections: Iterable[Selected]) -> None:
    """Write selections with their codings, each named by its words."""
    xml = planned.xml
    lines, value = xml.lines, xml.value
    counted = Positions(text, planned.reader.convention).counted
    for one in selections:
        start, end = one.span
        name = _name(text, start, end)
        named = f' name="{value(name)}"' if name else ""
        first, last = counted(start, end)
        who = _shared_user(planned, one)
        lines.append(
            f'<PlainTextSelection guid="{one.guid}"{named} startPosition="{first}"'
            f' endPosition="{last}"{who}>'
        )
        if one.comment:
            xml.described(one.comment)
        for guid, coding in one.codings:
            _coding(planned, guid, coding)
        lines.append("</PlainTextSelection>")


def _name(text: str, start: int, end: int) -> str:
    # Four times as far, so that white space put together leaves enough; one word may be longer.
    words = " ".join(text[start : min(end, start + 4 * NAMED)].split())
    if len(words) > NAMED or end > start + 4 * NAMED:
        return words[:NAMED].rstrip() + "…"
    return words


def _shared_user(planned: Planned, one: Selected) -> str:
    """Name who selected where the codings agree on it; each coding names its own anyway."""
    coders = {coding.coder for _, coding in one.codings}
    guid = planned.of("coder", coders.pop()) if len(coders) == 1 else ""
    return f' creatingUser="{guid}"' if guid else ""


def _coding(planned: Planned, guid: str, coding: ProjectCoding) -> None:
    guids = planned.guids
    user = guids.get(("coder", coding.coder), "")
    who = f' creatingUser="{user}"' if user else ""
    when = dated(planned, guid, coding.date, "creationDateTime") if coding.date else ""
    code = guids["code", coding.code]
    line = f'<Coding guid="{guid}"{who}{when}><CodeRef targetGUID="{code}"/>'
    lines = planned.xml.lines
    notes = planned.notes.get(("coding", coding.key)) if planned.notes else None
    if notes and guid == guids["coding", coding.key]:
        lines.append(line)
        planned.xml.refer("NoteRef", notes)
        lines.append("</Coding>")
    else:
        lines.append(line + "</Coding>")


def _keep_turns(planned: Planned, source: Source, guid: str) -> None:
    """Keep the turns for this library, with the digest of the text that they are turns of."""
    from lises.exchange.refi.carried import digest_of

    if not source.turns or source.text is None:
        return
    rows = [
        [
            turn.start,
            turn.said,
            turn.end,
            turn.label,
            [planned.of("case", who) or who for who in turn.speakers],
            turn.time,
        ]
        for turn in source.turns
    ]
    planned.kept["turns"][guid] = {"digest": digest_of(source.text), "turns": rows}
