"""Names in a study's own files that stay with it: who coders are in git, who receives what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lises.model import StudyFolder

from .gate.grams import words_of

__all__ = ["names_apart"]

Words = tuple[str, ...]


def names_apart(folder: StudyFolder, said: Iterable[str] = ()) -> Iterator[str]:
    """Give the names that nothing made of a study may hold, though its own files do.

    Parameters
    ----------
    folder : StudyFolder
        An archive: ``commits_as`` of its coders, and the receivers of its tiers.
    said : iterable of str, optional
        What the authors say of themselves in the book: names and addresses that are to be shown.

    Notes
    -----
    A name under which a coder appears is shown, and is none of these. Of a name of one word nobody
    can tell where somebody merely says the word: it is left out where the study has it otherwise.
    """
    shown = [tuple(words_of(text)) for text in (*said, *_appear(folder))]
    once: set[str] | None = None
    for name in _kept(folder):
        words = tuple(words_of(name))
        if not words or any(_within(words, text) for text in shown):
            continue
        if len(words) == 1:
            once = once if once is not None else _words(folder)
            if words[0] in once:
                continue
        yield name


def _kept(folder: StudyFolder) -> Iterator[str]:
    design = folder.design
    yield from (name for name, _ in design.committers)
    for _, tier in design.governance.tiers if design.governance else ():
        yield from (receiver.name for receiver in tier.receivers)


def _appear(folder: StudyFolder) -> Iterator[str]:
    design = folder.design
    for coder, name in design.coders:
        yield from (coder, name)
        yield from (text for _, text in design.term(name).by_language)
    if design.governance is not None:
        yield from (text for _, text in design.governance.controller.by_language)


def _within(words: Words, text: Words) -> bool:
    """Tell whether the words stand in a row in a text."""
    several = len(words)
    return any(text[at : at + several] == words for at in range(len(text) - several + 1))


def _words(folder: StudyFolder) -> set[str]:
    """Give every word that people say, or that is written of a finding, and every id."""
    ids = (*(p.id for p in folder.participants), *(i.id for i in folder.interviews))
    found = {word for name in ids for word in words_of(name)}
    texts = [turn.text for talk in folder.transcripts.values() for turn in talk.turns]
    for finding in folder.findings:
        texts += [text for _, text in finding.prose.by_language]
    for text in texts:
        found.update(words_of(text))
    return found
