"""A quotation as it stands on cards and pages: question, words, translation, source."""

from __future__ import annotations

from markupsafe import Markup, escape

from lises.model import INTERVIEWER, Passage, Turn
from lises.privacy import Release

from .links import Links
from .mark import copied, marked, small_mark
from .markup import element, joined, link
from .names import code_links, participant_link, role_label
from .speech import said, shortened, speech_language, whole_gone
from .words import Words

__all__ = ["citation", "place_of", "preview_template", "quotation", "source_line"]

QUESTION_LENGTH = 200  # code points of a question before it is shortened
QUESTION_WITHIN = 8  # turns back in which a question is looked for before any earlier turn serves
BACK_CHANNEL = 3  # words: "Ja, ja." is no question


def quotation(
    release: Release, passage: Passage, words: Words, links: Links, *, with_question: bool = True
) -> Markup:
    """Show a passage as a quotation that leads to its place.

    Parameters
    ----------
    release : Release
    passage : Passage
        One of ``release.folder.passages``.
    words : Words
        A translation is shown where the study has one into this language.
    links : Links
    with_question : bool
        Whether the interviewer's question stands before it.

    Returns
    -------
    Markup
        A ``figure``. The words of each turn are exactly its quote; quotation marks are drawn by the
        style sheet. Constructed material carries the short mark, and the full one when copied.
    """
    folder = release.folder
    return element(
        "figure",
        _question(release, passage, words, links) if with_question else None,
        _spoken(release, passage, words),
        _translation(release, passage, words),
        _footer(release, passage, words, links),
        class_="lises-quotation",
        data_href=links.passage(folder.design.id, passage.interview, passage.id),
    )


def citation(release: Release, passage: Passage, words: Words, links: Links) -> Markup:
    """Show a citation within prose: ``R03 §14``, with the preview where its template is there."""
    return link(
        links.passage(release.folder.design.id, passage.interview, passage.id),
        place_of(words, passage),
        class_="lises-cite",
        data_lises_preview=f"preview-{passage.id}",
    )


def preview_template(release: Release, passage: Passage, words: Words) -> Markup:
    """Make the preview of a cited passage; a page holds it once, however often it cites it.

    It holds text only, so that it can describe the link it belongs to.
    """
    language = speech_language(release.folder, passage.interview)
    source = source_line(release, passage, words)
    return element(
        "template",
        [element("p", said(words, quote), lang=language) for quote in passage.quote],
        _translation(release, passage, words),
        element("p", marked(words, release.folder, source), class_="lises-source"),
        id=f"preview-{passage.id}",
    )


def place_of(words: Words, passage: Passage) -> str:
    """Say where a passage begins: ``R03 §14``."""
    return words("place", interview=passage.interview, turn=passage.turn)


def source_line(release: Release, passage: Passage, words: Words) -> str:
    """Say whose words a passage is and where it stands, in plain text; the mark is not in it."""
    folder = release.folder
    people = release.study.speakers_of(passage) or (words("interviewer"),)
    roles = {_role(release, person, words).striptags() for person in people}
    place = place_of(words, passage)
    if people == (passage.interview,):
        place = words("turn-short", n=passage.turn)
    return words(
        "quotation-source",
        participant=" + ".join(people),
        role=", ".join(sorted(role for role in roles if role)) or passage.interview,
        place=place,
        study=words.local(folder.design.title),
        passage=passage.id,
    )


def _role(release: Release, person: str, words: Words) -> Markup:
    found = release.folder.participant(person)
    return role_label(words, release.folder, found.role) if found else Markup()


def _question(release: Release, passage: Passage, words: Words, links: Links) -> Markup | None:
    folder = release.folder
    turns = folder.transcripts[passage.interview].turns[: passage.turn - 1]
    asked = _asked_before(turns)
    if asked is None:
        return None
    href = links.turn(folder.design.id, passage.interview, asked.number)
    place = link(href, words("turn-short", n=asked.number))
    short = shortened(asked.text, QUESTION_LENGTH)
    if any(whole_gone(turn.text) for turn in turns[asked.number :]):
        return None  # what was asked last is withheld: an earlier question would pass for it
    return element(
        "p",
        element("b", words.html("question-before", place=place)),
        " ",
        element("span", said(words, short), lang=speech_language(folder, passage.interview)),
        [" ", link(href, words("question-shortened"))] if short != asked.text else None,
        class_="lises-question",
    )


def _asked_before(turns: tuple[Turn, ...]) -> Turn | None:
    """Find what the interviewer asked: the nearest turn with a question, else the nearest said."""
    theirs = [t for t in turns if t.speakers == (INTERVIEWER,) and not whole_gone(t.text)]
    near = [t for t in theirs if "?" in t.text and t.number > len(turns) - QUESTION_WITHIN]
    spoken = [t for t in theirs if len(t.text.split()) > BACK_CHANNEL]
    found = near or spoken or theirs
    return found[-1] if found else None


def _spoken(release: Release, passage: Passage, words: Words) -> Markup:
    folder = release.folder
    turns = folder.transcripts[passage.interview].turns[passage.turn - 1 : passage.turn_end]
    several = len({turn.label for turn in turns}) > 1
    lines = [
        element(
            "p",
            element("span", f"{turn.label}: ", class_="lises-who") if several else None,
            element("span", said(words, quote), class_="lises-words", data_quote=passage.id),
        )
        for turn, quote in zip(turns, passage.quote, strict=True)
    ]
    return element("blockquote", lines, lang=speech_language(folder, passage.interview))


def _translation(release: Release, passage: Passage, words: Words) -> Markup | None:
    """Show the translation into the page's language, unless that is the language spoken."""
    folder = release.folder
    if speech_language(folder, passage.interview) == words.language:
        return None
    wanted = (passage.id, words.language)
    found = next((t for t in folder.translations if (t.passage, t.language) == wanted), None)
    if found is None:
        return None
    by = words("translation")
    if found.by:
        by = words("translated-by", by=words.local(folder.design.term(found.by)))
    return element(
        "div",
        element("p", element("span", found.text, class_="lises-words")),
        element("p", by, class_="lises-by"),
        class_="lises-translation",
        lang=words.language,
    )


def _footer(release: Release, passage: Passage, words: Words, links: Links) -> Markup:
    folder = release.folder
    study = folder.design.id
    href = links.passage(study, passage.interview, passage.id)
    key = "in-context" if passage.turn == passage.turn_end else "in-context-range"
    copying = element(
        "span",
        class_="lises-copy",
        data_copy_href=href,
        data_copy_text=copied(
            words, folder, "\n".join(passage.quote), source_line(release, passage, words)
        ),
        data_copy_of=passage.id,
    )
    return element(
        "figcaption",
        element("span", _who(release, passage, words, links)),
        code_links(words, links, folder, passage.codes),
        link(href, words(key, turn=passage.turn, last=passage.turn_end)),
        small_mark(words, folder) or None,
        copying,
    )


def _who(release: Release, passage: Passage, words: Words, links: Links) -> Markup:
    folder = release.folder
    people = release.study.speakers_of(passage)
    if not people:
        return joined([escape(words("interviewer")), escape(passage.interview)], ", ")
    shown = [
        joined([participant_link(links, folder, p), _role(release, p, words)], ", ") for p in people
    ]
    return joined(shown, " + ")
