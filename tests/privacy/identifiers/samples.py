"""Danish texts of others with names marked, read where they lie; nothing of them is kept here."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from .measuring import Marked

FOLDER = Path(os.environ.get("LISES_SAMPLES", "/work/shared/samples")) / "danish"
NEWS = FOLDER / "da_ddt-ud-test.conllu"
CHAT = FOLDER / "da_twitter_test.tsv"


def news() -> Iterator[Marked]:
    """Give sentences of Danish news; runs of proper nouns are marked, of whatever kind."""
    for sentence in NEWS.read_text(encoding="utf-8").split("\n\n"):
        rows = [r.split("\t") for r in sentence.split("\n") if r and not r.startswith("#")]
        words = [r for r in rows if r[0].isdecimal()]
        if words:
            gaps = ["" if "SpaceAfter=No" in r[9] else " " for r in words]
            labels = ["name" if r[3] == "PROPN" else "" for r in words]
            yield _turn([r[1] for r in words], gaps, labels)


def chat() -> Iterator[Marked]:
    """Give messages; people, places and organisations are marked, things made of them are not."""
    for message in CHAT.read_text(encoding="utf-8").split("\n\n"):
        rows = [r.split("\t") for r in message.split("\n") if "\t" in r]
        if rows:
            labels = [_label(r[1]) for r in rows]
            yield _turn([r[0] for r in rows], [" "] * len(rows), labels)


def _label(tag: str) -> str:
    kind = tag.partition("-")[2]
    return {"PER": "person", "LOC": "place", "ORG": "organisation"}.get(kind, "")


def _turn(words: list[str], gaps: list[str], labels: list[str]) -> Marked:
    text, spans = "", []
    for word, gap, label in zip(words, gaps, labels, strict=True):
        start = len(text)
        text += word
        if label and spans and spans[-1][2] == label and start - spans[-1][1] <= 1:
            spans[-1] = (spans[-1][0], len(text), label)
        elif label:
            spans.append((start, len(text), label))
        text += gap
    return Marked(text, tuple(spans))
