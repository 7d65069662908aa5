"""What people, codes and coding sets are called on a page, with the links on their names."""

from __future__ import annotations

from markupsafe import Markup, escape

from lises.model import INTERVIEWER, OTHER, CodingSet, LocalText, StudyDesign, StudyFolder

from .links import Links
from .markup import element, joined, link
from .words import Words

__all__ = [
    "code_link",
    "code_links",
    "coders_of",
    "local_text",
    "participant_link",
    "role_label",
    "set_label",
    "speaker_name",
    "term_text",
]


def local_text(words: Words, folder: StudyFolder, text: LocalText) -> Markup:
    """Give a study's text, marked with its language where that is not the page's."""
    language = text.language_of(words.language) or folder.design.language
    shown = words.local(text)
    if language == words.language:
        return escape(shown)
    return element("span", shown, lang=language)


def term_text(words: Words, folder: StudyFolder, word: str) -> Markup:
    """Give a word of the study's files in the page's language, where the study says it.

    A word that the study says nothing of stands as it is: of what language it is, is not known.
    """
    known = dict(folder.design.terms).get(word)
    return local_text(words, folder, known) if known else escape(word)


def role_label(words: Words, folder: StudyFolder, role: str) -> Markup:
    """Name a role, by its id where the study does not declare it."""
    declared = next((r for r in folder.design.roles if r.id == role), None)
    return local_text(words, folder, declared.label) if declared else escape(role)


def speaker_name(words: Words, folder: StudyFolder, speaker: str) -> Markup:
    """Say who a speaker is: interviewer, another person, or a participant's role."""
    if speaker == INTERVIEWER:
        return escape(words("interviewer"))
    if speaker == OTHER:
        return escape(words("other-speaker"))
    person = folder.participant(speaker)
    return role_label(words, folder, person.role) if person else escape(speaker)


def participant_link(links: Links, folder: StudyFolder, participant: str) -> Markup:
    """Link a participant's label to the participants' page; one who is not there stays text.

    With labels per finding there is no such page: nobody has one name over all findings.
    """
    if folder.participant(participant) is None or folder.design.per_finding:
        return escape(participant)
    return link(links.participant(folder.design.id, participant), participant)


def code_link(words: Words, links: Links, folder: StudyFolder, code: str) -> Markup:
    """Show a code as a pill that leads to its page; one that is in no codebook stays text."""
    found = folder.codebook.code(code) if folder.codebook else None
    if found is None:
        return element("span", code, class_="lises-code")
    label = local_text(words, folder, found.label) if found.label else escape(code)
    return link(links.code(folder.design.id, code), label, class_="lises-code")


def code_links(words: Words, links: Links, folder: StudyFolder, codes: tuple[str, ...]) -> Markup:
    """Show several codes as pills, in their order."""
    return joined([code_link(words, links, folder, code) for code in codes], " ")


def set_label(words: Words, design: StudyDesign, set_id: str) -> str:
    """Name a coding set by its coder and round, or by those who agreed on it."""
    found = _set(design, set_id)
    if found is None:
        return set_id
    if found.origin:
        names = [_coder(words, design, coder) for coder in coders_of(design, [set_id])]
        return words("consensus-of", coders=words.series(names).unescape()) if names else set_id
    coder = _coder(words, design, found.coder)
    if not coder or found.round is None:
        return coder or set_id
    return words("coder-round", coder=coder, round=found.round)


def coders_of(design: StudyDesign, sets: list[str]) -> list[str]:
    """Name the coders (ids) behind coding sets, each once; a set agreed on stands for its own."""
    found: dict[str, None] = {}
    waiting, seen = list(sets), set[str]()
    while waiting:
        name = waiting.pop(0)
        coding_set = _set(design, name)
        if coding_set is None or name in seen:
            continue
        seen.add(name)
        if coding_set.coder:
            found[coding_set.coder] = None
        waiting += coding_set.origin
    return list(found)


def _set(design: StudyDesign, set_id: str) -> CodingSet | None:
    return next((s for s in design.coding_sets if s.id == set_id), None)


def _coder(words: Words, design: StudyDesign, coder: str) -> str:
    return words.local(design.term(dict(design.coders).get(coder) or coder))
