"""Names as a trained pipeline marks them, where a study pins one."""

from __future__ import annotations

from itertools import pairwise

from .pipelines import _pipeline
from .tokens import tokens

__all__ = ["entities"]


def entities(text: str, language: str, tier: str) -> list[tuple[int, int, str]]:
    """Give the half-open stretches that a pipeline marks, with its label (PER, LOC, ORG, MISC).

    The pipeline reads the tokens of every other measure; marks in brackets are not read.

    Raises
    ------
    LisesError
        If that pipeline, in that version and for that language, is not installed.
    """
    from spacy.tokens import Doc

    pipeline = _pipeline(tier, language)
    words = [t for t in tokens(text, language) if not t.mark]
    if not words:
        return []
    spaces = [a.end < b.start for a, b in pairwise(words)]
    doc = Doc(pipeline.vocab, words=[t.text for t in words], spaces=[*spaces, False])
    for _, component in pipeline.pipeline:
        doc = component(doc)
    return [(words[e.start].start, words[e.end - 1].end, str(e.label_)) for e in doc.ents]
