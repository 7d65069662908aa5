"""Sources, and what bears the text of each."""

from __future__ import annotations

from collections.abc import Mapping

from lises.exchange.projects.guids import as_guid
from lises.exchange.projects.project import Kind, Source

from .gathered import Gathered
from .places import Places
from .raw import Carrier

__all__ = ["bearers", "take_sources"]

_KINDS: Mapping[str, Kind] = {
    "TextSource": "text",
    "Note": "text",
    "PDFSource": "pdf",
    "PictureSource": "picture",
    "AudioSource": "audio",
    "VideoSource": "video",
}
_OTHERS = "codings by another than who selected the passage; who coded is taken"
_WORDED = {"PlainTextSelection", "TranscriptSelection", "PDFSelection"}


def bearers(carrier: Carrier) -> list[Carrier]:
    """Give what bears the text of a source: itself, or its transcripts or representations."""
    return [carrier] if carrier.tag in ("TextSource", "Note") else carrier.parts


def take_sources(made: Gathered, places: Places) -> dict[str, str]:
    """Take the sources.

    Returns
    -------
    dict of str to str
        The key of the source that each bearer of text belongs to.
    """
    owner: dict[str, str] = {}
    coded_notes = [n for n in made.raw.memos if n.codings or any(s.codings for s in n.selections)]
    if coded_notes:
        made.told["notes that are coded themselves, taken as sources as well"] = len(coded_notes)
    for carrier in [*made.raw.sources, *coded_notes]:
        main, *further = _with_text_first(bearers(carrier), places) or [carrier]
        key = made.take("source", carrier.guid) if carrier.tag != "Note" else carrier.guid
        owner[carrier.guid] = owner[main.guid] = key
        made.sources.append(_source(made, carrier, key, places.texts.get(main.guid)))
        made.refer((*carrier.notes, *main.notes * (main is not carrier)), ("source", key))
        for part in further:
            if part.guid in places.texts or part.selections:
                made.told["further transcripts of a recording, each a source of its own"] += 1
                owner[part.guid] = made.take("source", part.guid)
                text = places.texts.get(part.guid)
                made.sources.append(_source(made, part, owner[part.guid], text))
            else:
                made.told["further transcripts of a recording without text or codings"] += 1
        for part in (main, *further):
            _times(made, part)
    return owner


def _with_text_first(parts: list[Carrier], places: Places) -> list[Carrier]:
    return sorted(parts, key=lambda part: part.guid not in places.texts)


def _source(made: Gathered, carrier: Carrier, key: str, text: str | None) -> Source:
    return Source(
        key=key,
        name=carrier.name,
        text=text,
        kind=made.kept.kind(key) or _KINDS.get(carrier.tag, "text"),
        description=carrier.description,
        guid=as_guid(key) if carrier.tag != "Note" else "",
        created=made.dates.of(key, carrier.created),
        modified=made.dates.of(f"{key} modified", carrier.modified),
        turns=made.kept.turns(key, text, made.digest),
        values=made.values(carrier.values, f"source {carrier.name}"),
        id=made.ids.get(key, ""),
    )


def _times(made: Gathered, part: Carrier) -> None:
    """Set the times of a transcript aside: a study has times at turns, not at positions."""
    marks = [f"{time} ms at {position}" for _, time, position in part.sync if time]
    if marks:
        made.told["points of transcripts with their time in the recording, set aside"] += len(marks)
        why = "times stand at turns here, not at positions"
        made.aside(f"{part.name or part.guid}, times", "\n".join(marks), why)
