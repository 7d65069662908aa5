"""The passages of a release as W3C Web Annotations, with quotation and position."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lises.exchange.annotations.selectors import CONSTRUCTED, CONTEXT, text_selectors
from lises.model import Passage, Transcript
from lises.privacy import Release

__all__ = ["annotations_of"]


def annotations_of(release: Release) -> dict[str, Any]:
    """Give an annotation page: a passage each, with its codes as tags.

    A target is a turn of a transcript's page in the book, ``STUDY/interviews/ID.html#t-14``; the
    quotation stands with what is around it, and its position counts code points in the turn (W3C
    Web Annotation Data Model, 4.2.4 and 4.2.5). A passage over several turns has several targets.
    """
    study = release.folder.design.id
    items = [_annotation(release, p) for p in release.folder.passages]
    return {
        "@context": CONTEXT,
        "id": f"urn:lises:{study}:passages",
        "type": "AnnotationPage",
        "items": items,
    }


def _annotation(release: Release, passage: Passage) -> dict[str, Any]:
    design = release.folder.design
    targets = list(_targets(release, passage))
    coders = {one.id: one.coder or one.id for one in design.coding_sets}
    made: dict[str, Any] = {
        "id": f"urn:lises:{design.id}:{passage.id}",
        "type": "Annotation",
        "motivation": "tagging",
        "creator": {"type": "Person", "nickname": coders.get(passage.set, passage.set)},
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": code} for code in passage.codes
        ],
        "target": targets[0] if len(targets) == 1 else targets,
    }
    if design.constructed:
        made["rights"] = CONSTRUCTED
    return made


def _targets(release: Release, passage: Passage) -> Iterator[dict[str, Any]]:
    transcript = release.folder.transcripts.get(passage.interview)
    study = release.folder.design.id
    for span in release.study.spans[passage.id]:
        text = _text(transcript, span.turn)
        yield {
            "source": f"{study}/interviews/{passage.interview}.html#t-{span.turn}",
            "selector": text_selectors(text, span.start, span.end),
        }


def _text(transcript: Transcript | None, number: int) -> str:
    turn = transcript.turn(number) if transcript else None
    return turn.text if turn else ""
