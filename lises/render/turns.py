"""The turns of a transcript: words with their passages, and the margin beside them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup

from lises.model import INTERVIEWER, Passage, Turn
from lises.privacy import stub_parts

from .index import Cited
from .markup import Content, element, joined, link
from .names import set_label
from .segments import Segment, segments
from .shown import Shown
from .speech import said, speech_language, whole_gone, withheld_pill

__all__ = ["turn_rows"]

MOST_LAYERS = 3  # more passages over one another look like three; the margin names them all


def turn_rows(shown: Shown) -> Iterator[Markup]:
    """Write the turns; those of which nothing is left are folded into one line per run."""
    language = speech_language(shown.view.folder, shown.transcript.interview)
    for withheld, run in groupby(shown.transcript.turns, key=lambda t: whole_gone(t.text)):
        if withheld:
            yield _folded(shown, list(run))
        else:
            yield from (_turn(shown, turn, language) for turn in run)


def _folded(shown: Shown, run: list[Turn]) -> Markup:
    words = shown.view.words
    first, last = run[0].number, run[-1].number
    text = words("withheld-run", n=len(run), first=first, last=last)
    given = {c: None for turn in run for _, c in stub_parts(turn.text) if c}
    return element(
        "div",
        _number(shown, first, f"{first}–{last}" if last > first else f"{first}"),
        element(
            "p",
            [element("span", id=f"t-{turn.number}") for turn in run[1:]],
            text,
            [[" ", withheld_pill(words, category)] for category in given],
            class_="lises-note",
        ),
        class_="turn folded",
        id=f"t-{first}",
        data_turn=first,
    )


def _turn(shown: Shown, turn: Turn, language: str) -> Markup:
    time = element("time", turn.time) if turn.time else None
    return element(
        "div",
        _number(shown, turn.number, f"{turn.number}"),
        element("div", turn.label, time and [" ", time], class_="turn-speaker"),
        element("p", _words(shown, turn), class_="turn-said", lang=language, dir="auto"),
        _margin(shown, turn),
        class_=["turn", "asks" if turn.speakers == (INTERVIEWER,) else ""],
        id=f"t-{turn.number}",
        data_turn=turn.number,
    )


def _number(shown: Shown, number: int, text: str) -> Markup:
    key = "turn" if text == f"{number}" else "turns-range"
    name = shown.view.words(key, n=text)
    return link(f"#t-{number}", text, class_="turn-number", aria_label=name)


# ---- Words -------------------------------------------------------------------------------------


def _words(shown: Shown, turn: Turn) -> list[Markup]:
    begun: set[str] = {p.id for p in shown.runs_on.get(turn.number, ())}
    written = []
    for segment in segments(turn.text, shown.coverings.get(turn.number, ())):
        starts = [passage for passage in segment.passages if passage not in begun]
        begun.update(starts)
        written += [element("a", class_="anchor", id=f"p-{passage}") for passage in starts]
        written.append(_segment(shown, segment, starts))
    return written


def _segment(shown: Shown, segment: Segment, starts: list[str]) -> Markup:
    text = said(shown.view.words, segment.text)
    if not segment.passages:
        return text
    layers = min(len(segment.passages), MOST_LAYERS)
    return element(
        "mark",
        text,
        data_passage=segment.passages,
        data_number=[f"{shown.numbers[passage]}" for passage in starts],
        data_layers=layers if layers > 1 else None,
    )


# ---- Margin ------------------------------------------------------------------------------------


def _margin(shown: Shown, turn: Turn) -> Markup | None:
    starting = shown.begins.get(turn.number, [])
    going_on = shown.runs_on.get(turn.number, [])
    if not starting and not going_on:
        return None
    words = shown.view.words
    rows = [_continues(shown, passage) for passage in going_on]
    rows += [_passage(shown, passage) for passage in starting]
    return element(
        "div",
        element("ul", rows, class_="passages"),
        class_="lises-margin",
        role="group",
        aria_label=words("notes-on-turn", n=turn.number),
        lang=words.language,
    )


def _continues(shown: Shown, passage: Passage) -> Markup:
    text = shown.view.words("passage-continues", n=shown.numbers[passage.id])
    return element("li", link(f"#p-{passage.id}", text), class_="by")


def _passage(shown: Shown, passage: Passage) -> Markup:
    view = shown.view
    number = shown.numbers[passage.id]
    href = view.links.passage(view.design.id, passage.interview, passage.id)
    counted = view.design.counted
    whose = set_label(view.words, view.design, passage.set) if passage.set != counted else ""
    permalink = link(
        href,
        f"{number}",
        class_="passage-number",
        aria_label=view.words("passage-permalink", n=number),
    )
    return element(
        "li",
        permalink,
        joined([view.code(code) for code in passage.codes], " "),
        element("div", whose, class_="by") if whose else None,
        element("div", view.words("suggested"), class_="by") if passage.suggested else None,
        _cited(shown, passage),
        element(
            "span",
            class_="lises-copy",
            data_copy_href=href,
            data_copy_of=view.words("passage", n=number),
        ),
    )


def _cited(shown: Shown, passage: Passage) -> Markup:
    cited = shown.cited.get(passage.id, ())
    if not cited:
        return element("div", shown.view.words("not-cited"), class_="by")
    return element("ul", [element("li", _citing(shown, one)) for one in cited], class_="cited")


def _citing(shown: Shown, cited: Cited) -> list[Content]:
    view = shown.view
    key = {"for": "cited-by", "against": "cited-against", "text": "cited-in-text"}[cited.how]
    finding = link(view.links.finding(view.design.id, cited.finding), cited.finding)
    told: list[Content] = [element("span", view.words.html(key, finding=finding))]
    if cited.total > 1:
        position = view.words("position", n=cited.position, total=cited.total)
        told += [
            _step(shown, cited, cited.previous, "previous-passage"),
            element("span", position, class_="by"),
            _step(shown, cited, cited.next, "next-passage"),
        ]
    return told


def _step(shown: Shown, cited: Cited, passage: Passage | None, key: str) -> Markup | None:
    if passage is None:
        return None
    view = shown.view
    place = view.words("place", interview=passage.interview, turn=passage.turn)
    return link(
        view.links.passage(view.design.id, passage.interview, passage.id),
        "←" if key.startswith("previous") else "→",
        class_="step",
        aria_label=view.words(key, finding=cited.finding, place=place),
    )
