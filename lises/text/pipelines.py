"""Trained pipelines, where a study pins one: lemmas and sentences that see the context."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from lises.errors import LisesError

from .tokens import Token, tokens

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["RULES", "Analysed", "analysed"]

RULES = "rules"


class Analysed(NamedTuple):
    """A token with its lemma in lower case, and whether it begins a sentence."""

    token: Token
    lemma: str
    begins: bool


def analysed(text: str, language: str, tier: str) -> list[Analysed]:
    """Read text by a trained spaCy pipeline, over the same tokens as everywhere.

    Parameters
    ----------
    text : str
    language : str
        What the pipeline must be for.
    tier : str
        The pipeline and its version as ``study.yaml`` pins them, ``da_core_news_sm==3.8.0``.

    Returns
    -------
    list of Analysed
        Every token; marks keep their text as lemma and never begin a sentence.

    Raises
    ------
    LisesError
        If that pipeline, in that version and for that language, is not installed.
    """
    from spacy.tokens import Doc

    pipeline = _pipeline(tier, language)
    found = list(tokens(text, language))
    words = [t for t in found if not t.mark]
    if not words:
        return [Analysed(t, t.text.lower(), begins=False) for t in found]
    spaces = [a.end < b.start for a, b in pairwise(words)]
    doc = Doc(pipeline.vocab, words=[t.text for t in words], spaces=[*spaces, False])
    for _, component in pipeline.pipeline:
        doc = component(doc)
    read = {
        word.start: (t.lemma_.lower() or word.text.lower(), bool(t.is_sent_start))
        for word, t in zip(words, doc, strict=True)
    }
    return [Analysed(t, *read.get(t.start, (t.text.lower(), False))) for t in found]


@lru_cache(maxsize=2)
def _pipeline(tier: str, language: str) -> Language:
    from importlib.metadata import PackageNotFoundError, version

    name, _, pinned = tier.partition("==")
    remedy = f'install it, or set "text_tier: {RULES}" in study.yaml'
    if not name or not pinned:
        raise LisesError(f'"{tier}" is no text tier; give "{RULES}" or a pipeline, name==version')
    try:
        installed = version(name)
    except PackageNotFoundError:
        raise LisesError(f"the text tier {tier} is not installed; {remedy}") from None
    if installed != pinned:
        raise LisesError(f"the text tier is {tier}, but {installed} is installed; {remedy}")
    import spacy

    pipeline = spacy.load(name)
    if pipeline.lang != language:
        raise LisesError(f'the text tier {tier} reads "{pipeline.lang}", the text is "{language}"')
    return pipeline
