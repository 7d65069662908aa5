"""Where the passages of an interview lie: stripes along its turns."""

from __future__ import annotations

from markupsafe import Markup

from lises.model import Passage, Transcript

from .markup import element, link
from .names import set_label
from .segments import Covering
from .shown import Shown
from .speech import whole_gone

__all__ = ["overview"]

WIDTH = 1000  # units of the drawing along the interview; it is stretched to the page
LANE = 14  # units of height of one lane of stripes; also pixels
NARROWEST = 7.0  # units: about what a pointer can still meet
GAP = 3  # units between the rows of two kinds of sets


def overview(shown: Shown) -> Markup:
    """Draw the highlighted passages as stripes along the turns, each a link to its place.

    Notes
    -----
    Turns are equally wide, whatever was said in them, so that a cut transcript betrays nothing of
    the length of what was cut. Passages that overlap lie below one another. What is withheld is
    hatched.
    """
    view = shown.view
    words, transcript = view.words, shown.transcript
    heading = element("h2", words("overview"))
    if not shown.passages or not transcript.turns:
        return heading + element("p", words("no-passages"), class_="lises-note")
    counted = view.design.counted
    upper = [p for p in shown.passages if not counted or p.set == counted]
    lower = [p for p in shown.passages if counted and p.set != counted]
    top, high = _stripes(shown, upper, 1)
    below, deep = _stripes(shown, lower, high + GAP) if lower else ([], 0)
    height = (deep or high) + 1
    drawing = element(
        "svg",
        _hatching(transcript, height),
        top,
        [element("g", below, class_="other")] if below else None,
        viewBox=f"0 0 {WIDTH} {height}",
        preserveAspectRatio="none",
        height=height * 2 if height < 2 * LANE else height,
        role="group",
        aria_label=words("overview"),
    )
    scale = element(
        "div",
        element("span", words("overview-scale-first")),
        element("span", words("overview-scale-last", n=len(transcript.turns))),
        class_="scale",
        aria_hidden="true",
    )
    return heading + element(
        "figure",
        element("figcaption", _said(shown, bool(lower))),
        drawing,
        scale,
        class_="lises-overview",
    )


def _said(shown: Shown, two_rows: bool) -> str:
    view, transcript = shown.view, shown.transcript
    where = []
    if two_rows:
        upper = set_label(view.words, view.design, view.design.counted)
        where.append(view.words("overview-where", upper=upper))
    if any(whole_gone(turn.text) for turn in transcript.turns):
        where.append(view.words("overview-hatched"))
    return view.words(
        "overview-alt",
        n=len(shown.passages),
        turns=len(transcript.turns),
        where=" ".join(where),
    ).strip()


def _stripes(shown: Shown, passages: list[Passage], y: int) -> tuple[list[Markup], int]:
    """Give the stripes of one row of lanes from ``y`` on, and where it ends."""
    ends: list[float] = []
    stripes = []
    for passage in passages:
        start, end = _extent(shown, passage)
        lane = next((i for i, taken in enumerate(ends) if taken <= start), len(ends))
        if lane == len(ends):
            ends.append(0.0)
        ends[lane] = end
        stripes.append(_stripe(shown, passage, (start, end), y + lane * LANE))
    return stripes, y + max(1, len(ends)) * LANE


def _extent(shown: Shown, passage: Passage) -> tuple[float, float]:
    spans = shown.view.release.study.spans[passage.id]
    turns = shown.transcript.turns
    each = WIDTH / len(turns)

    def along(covering: Covering, turn: int) -> tuple[float, float]:
        length = max(1, len(turns[turn - 1].text))
        return (turn - 1 + covering.start / length) * each, (
            turn - 1 + covering.end / length
        ) * each

    start, _ = along(Covering.of(passage.id, spans[0]), spans[0].turn)
    _, end = along(Covering.of(passage.id, spans[-1]), spans[-1].turn)
    start = min(start, WIDTH - NARROWEST)
    return start, max(end, start + NARROWEST)


def _stripe(shown: Shown, passage: Passage, extent: tuple[float, float], y: int) -> Markup:
    view = shown.view
    start, end = extent
    codes = view.words.series(view.code(code).striptags() for code in passage.codes).unescape()
    name = view.words("passage-of", n=shown.numbers[passage.id], turn=passage.turn, codes=codes)
    box = element(
        "rect",
        element("title", name),
        x=f"{start:.1f}",
        y=y,
        width=f"{end - start:.1f}",
        height=LANE - 2,
    )
    href = view.links.passage(view.design.id, passage.interview, passage.id)
    return link(href, box, aria_label=name)


def _hatching(transcript: Transcript, height: int) -> Markup:
    """Hatch the runs of turns of which nothing is left."""
    each = WIDTH / len(transcript.turns)
    runs: list[list[int]] = []
    for turn in transcript.turns:
        if whole_gone(turn.text):
            if runs and runs[-1][1] == turn.number - 1:
                runs[-1][1] = turn.number
            else:
                runs.append([turn.number, turn.number])
    if not runs:
        return Markup()
    line = element("path", d="M0 8L8 0")
    pattern = element(
        "pattern", line, id="lises-gone", width=8, height=8, patternUnits="userSpaceOnUse"
    )
    boxes = [
        element(
            "rect",
            x=f"{(first - 1) * each:.1f}",
            y=0,
            width=f"{(last - first + 1) * each:.1f}",
            height=height,
            fill="url(#lises-gone)",
        )
        for first, last in runs
    ]
    return element("defs", pattern) + element("g", boxes, aria_hidden="true")
