"""The page of passages that a report's pictures and tables lead to."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lises.model import Code, Passage
from lises.render.markup import Content, Markup, element, joined, link
from lises.render.quotation import place_of
from lises.render.speech import said, speech_language

from .desk import Desk
from .places import cell_anchor

__all__ = ["passages_body"]

SHORT = 90  # code points of a quote in the list of a code


def passages_body(desk: Desk) -> Markup:
    """Give the passages of the counted set by interview, then by code and participant."""
    counted = desk.design.counted
    passages = [p for p in desk.release.study.passages if not counted or p.set == counted]
    others = [p for p in desk.release.study.passages if counted and p.set != counted]
    book = desk.release.folder.codebook
    return joined(
        [
            element("h2", desk.words("report-by-code")),
            [_code(desk, code, passages) for code in (book.codes if book else ())],
            element("h2", desk.words("report-by-interview")),
            [_interview(desk, i.id, passages) for i in desk.release.folder.interviews],
            [element("h2", desk.words("report-other-sets"))] if others else None,
            [_interview(desk, i.id, others, "") for i in desk.release.folder.interviews]
            if others
            else None,
        ]
    )


def _interview(
    desk: Desk, interview: str, passages: Iterable[Passage], prefix: str = "interview-"
) -> Markup | None:
    theirs = sorted((p for p in passages if p.interview == interview), key=_in_talk(desk))
    if not theirs:
        return None
    shown = [_passage(desk, passage) for passage in theirs]
    anchor = f"{prefix}{interview}" if prefix else None
    return element("section", element("h3", interview, id=anchor), shown)


def _in_talk(desk: Desk) -> Callable[[Passage], tuple[int, int, str]]:
    spans = desk.release.study.spans
    return lambda p: (p.turn, spans[p.id][0].start, p.id)


def _passage(desk: Desk, passage: Passage) -> Markup:
    language = speech_language(desk.release.folder, passage.interview)
    who = ", ".join(desk.release.study.speakers_of(passage)) or desk.words("interviewer")
    codes = [desk.labels.get(code, code) for code in passage.codes]
    return element(
        "figure",
        element(
            "blockquote", [element("p", said(desk.words, q)) for q in passage.quote], lang=language
        ),
        element(
            "figcaption",
            joined([place_of(desk.words, passage), who, ", ".join(codes), passage.id], " · "),
        ),
        id=f"p-{passage.id}",
        class_="lises-quotation",
    )


def _code(desk: Desk, code: Code, passages: Iterable[Passage]) -> Markup | None:
    study = desk.release.study
    bearing = [p for p in passages if code.id in p.codes]
    people: dict[str, list[Passage]] = {}
    for passage in sorted(bearing, key=_in_talk(desk)):
        for person in study.speakers_of(passage) or ("",):
            people.setdefault(person, []).append(passage)
    rows = [
        _person(desk, code.id, person, people[person])
        for person in [*desk.roles, ""]
        if person in people
    ]
    heading = element("h3", desk.labels.get(code.id, code.id), id=cell_anchor(code.id))
    return element("section", heading, element("ul", rows) if rows else None)


def _person(desk: Desk, code: str, person: str, passages: Iterable[Passage]) -> Markup:
    rows: list[Content] = [
        element("li", link(f"#p-{p.id}", place_of(desk.words, p)), " ", _short(p)) for p in passages
    ]
    anchor = cell_anchor(code, person) if person else None
    return element("li", person or desk.words("interviewer"), element("ul", rows), id=anchor)


def _short(passage: Passage) -> str:
    text = " / ".join(passage.quote)
    return text if len(text) <= SHORT else f"{text[: SHORT - 1].rstrip()}…"
