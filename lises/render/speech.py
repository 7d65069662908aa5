"""Words that were said, as markup: events, placeholders and what was cut out of them."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from lises.model import StudyFolder
from lises.privacy import STUB, stub_parts

from .markup import element, joined
from .words import Words

__all__ = ["gone", "said", "shortened", "speech_language", "whole_gone", "withheld_pill"]

BRACKETED = re.compile(r"\[([^\[\]\n]{1,80})\]")


def speech_language(folder: StudyFolder, interview: str) -> str:
    """Give the language of an interview: its transcript's own, else the study's."""
    transcript = folder.transcripts.get(interview)
    return (transcript.language if transcript else "") or folder.design.language


def said(words: Words, text: str) -> Markup:
    """Show text of a turn: its words exactly, stubs as signs in the page's language.

    Notes
    -----
    ``[griner]`` and ``[NAVN1]`` get a class and keep their brackets: the text of the markup is the
    text that came in, but for the stubs.
    """
    return joined(
        [
            _marked_up(part) if category is None else withheld_pill(words, category)
            for part, category in stub_parts(text)
        ]
    )


def withheld_pill(words: Words, category: str) -> Markup:
    """Show the sign for something cut out, with its broad category where there is one."""
    text = words("withheld")
    if category:
        text = words("withheld-as", category=words.named("category", category))
    return element("span", text, class_="lises-withheld", lang=words.language)


def gone(text: str) -> bool:
    """Tell whether anything was cut out of a turn."""
    return bool(STUB.search(text))


def whole_gone(text: str) -> bool:
    """Tell whether nothing of a turn is left but stubs."""
    return gone(text) and not STUB.sub("", text).strip()


def shortened(text: str, limit: int) -> str:
    """Cut a text at a word after at most ``limit`` code points, stubs left whole.

    >>> shortened("Hvordan var det så?", 12)
    'Hvordan var …'
    >>> shortened("Ja.", 12)
    'Ja.'
    """
    if len(text) <= limit:
        return text
    cut = limit
    while cut > 0 and not (text[cut - 1].isspace() or text[cut].isspace()):
        cut -= 1
    cut = cut or limit  # one word longer than the limit
    for stub in STUB.finditer(text):
        if stub.start() < cut < stub.end():
            cut = stub.start()
    return f"{text[:cut].rstrip()} …".lstrip()


def _marked_up(text: str) -> Markup:
    pieces: list[Markup] = []
    at = 0
    for found in BRACKETED.finditer(text):
        kind = _kind(found[1])
        if kind:
            pieces += [
                escape(text[at : found.start()]),
                element("span", found.group(), class_=f"lises-{kind}"),
            ]
            at = found.end()
    return joined([*pieces, escape(text[at:])])


def _kind(inner: str) -> str:
    if inner.islower():
        return "event"
    return "placeholder" if inner.isupper() else ""
