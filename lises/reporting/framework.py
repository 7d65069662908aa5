"""The framework matrix: case × theme, every summary with the passages that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from lises.model import EMPTY, FrameworkCell, LocalText, Passage, Theme
from lises.pictures.setting import Row
from lises.render import marked, place_of, preview_template
from lises.render.markup import Content, Markup, element, joined, link
from lises.render.names import local_text

from .desk import Desk, Section
from .places import BookPlaces

__all__ = ["framework"]

MOST_CASES = 60  # rows that a page shows; the file has them all
CAPTION = "framework-caption"
FEW = 5  # passages that a cell shows; the rest is folded

Cells = Mapping[tuple[str, str], Row]


def framework(desk: Desk) -> Section | None:
    """Give the matrix: a row per participant by role, a column per theme; nothing without themes.

    A cell holds its summary, the passages on which that rests, and folded the others that bear the
    theme's codes. Where nobody wrote a summary the passages stand alone.
    """
    table = desk.tables.framework()
    if table.is_empty():
        return None
    found = {"framework": table}
    cases = table["participant"].n_unique()
    if cases > MOST_CASES:
        return Section(
            name="framework",
            tables=found,
            said=(*_told(desk), desk.paragraph("framework-too-many", n=cases)),
        )
    cells = {(str(r["participant"]), str(r["theme"])): r for r in table.to_dicts()}
    return Section(
        name="framework",
        tables=found,
        said=(*_told(desk), *_matrix(desk, cells), *_previews(desk, cells.values())),
    )


def _told(desk: Desk) -> list[Markup]:
    """Say how many summaries there are, and how many are withheld."""
    here, gone = len(desk.release.folder.framework), desk.release.summaries_withheld
    if not here + gone:
        return [desk.paragraph("framework-unwritten")]
    told = [desk.paragraph("framework-written", n=here)]
    if gone:
        told.append(desk.paragraph("framework-withheld", n=gone, all=here + gone))
    return told


def _matrix(desk: Desk, cells: Cells) -> list[Markup]:
    """Give the caption, which stays where it is, and the table, which scrolls."""
    words, folder = desk.words, desk.release.folder
    there = {theme for _, theme in cells}
    themes = [theme for theme in folder.themes if theme.id in there]
    caption = marked(words, folder, words("framework-caption"))
    head = element(
        "tr",
        element("th", words("framework-case"), scope="col"),
        [element("th", _label(desk, theme.label, theme.id), scope="col") for theme in themes],
    )
    made = element(
        "table",
        element("thead", head),
        _groups(desk, cells, themes),
        class_=["lises-framework", "lises-framework-written" if folder.framework else ""],
        aria_labelledby=CAPTION,
    )
    room = element(
        "div",
        made,
        class_=["lises-table", "lises-framework-room"],
        role="region",
        aria_labelledby=CAPTION,
        tabindex="0",
    )
    return [element("p", caption, id=CAPTION, class_="lises-note"), room]


def _groups(desk: Desk, cells: Cells, themes: Sequence[Theme]) -> list[Markup]:
    """Give a body per role, with a heading where there are several."""
    cases = {case for case, _ in cells}
    theirs = [(case, role) for case, role in desk.roles.items() if case in cases]
    groups = [(role, [c for c, _ in some]) for role, some in groupby(theirs, key=lambda x: x[1])]
    written = {(cell.case, cell.theme): cell for cell in desk.release.folder.framework}
    bodies = []
    for role, people in groups:
        rows = [_row(desk, person, themes, (cells, written)) for person in people]
        name = element("span", desk.names.get(role, role))
        head = element("th", name, scope="rowgroup", colspan=len(themes) + 1)
        several = element("tr", head, class_="lises-framework-role") if len(groups) > 1 else None
        bodies.append(element("tbody", several, rows))
    return bodies


def _row(
    desk: Desk,
    case: str,
    themes: Iterable[Theme],
    found: tuple[Cells, Mapping[tuple[str, str], FrameworkCell]],
) -> Markup:
    cells, written = found
    alone = sum(case in interview.participants for interview in desk.release.folder.interviews) == 1
    shown = [
        element(
            "td",
            _cell(desk, cells.get((case, theme.id)), written.get((case, theme.id)), short=alone)
            or _soft(desk, _why_empty(desk, case, there=(case, theme.id) in cells)),
            id=f"cell-{case}--{theme.id}",
        )
        for theme in themes
    ]
    return element("tr", element("th", case, scope="row"), shown)


def _cell(desk: Desk, row: Row | None, written: FrameworkCell | None, *, short: bool) -> Content:
    """Give a cell: the summary, what it rests on, the other passages folded away."""
    coded = _there(desk, row["passages"] if row else ())
    cited = _there(desk, written.passages) if written else coded
    if not cited:
        return None
    first, more = cited[:FEW], cited[FEW:]
    rest = [*more, *(passage for passage in coded if passage not in cited)]
    return [
        element("p", _label(desk, written.summary), class_="lises-framework-summary")
        if written
        else None,
        element("p", _cited(desk, first, short=short), class_="lises-framework-cited"),
        _folded(desk, rest, short=short),
    ]


def _there(desk: Desk, names: Iterable[str]) -> list[Passage]:
    """Give the passages that the release has, in the order of the talk."""
    spans, by_id = desk.release.study.spans, desk.release.study.by_id
    found = [by_id[name] for name in names if name in by_id]
    return sorted(found, key=lambda p: (p.interview, p.turn, spans[p.id][0].start, p.id))


def _why_empty(desk: Desk, case: str, *, there: bool) -> str:
    """Name the words for a cell without passages: none coded, none shown, or nobody read it."""
    if not there:
        return "framework-unread"
    theirs = (i.id for i in desk.release.folder.interviews if case in i.participants)
    withheld = any(desk.release.passages_withheld.get(interview) for interview in theirs)
    return "framework-none-shown" if withheld else "framework-none"


def _folded(desk: Desk, passages: Sequence[Passage], *, short: bool) -> Markup | None:
    if not passages:
        return None
    head = element("summary", desk.words("framework-more", n=len(passages)))
    inside = element("p", _cited(desk, passages, short=short), class_="lises-framework-cited")
    return element("details", head, inside)


def _cited(desk: Desk, passages: Iterable[Passage], *, short: bool) -> Markup:
    """Link passages; by their turn alone in the row of someone who was interviewed once."""
    return joined([_citation(desk, passage, short=short) for passage in passages], " ")


def _citation(desk: Desk, passage: Passage, *, short: bool) -> Markup:
    place = place_of(desk.words, passage)
    return link(
        desk.places.passage(passage),
        desk.words("turn-short", n=passage.turn) if short else place,
        class_="lises-cite",
        aria_label=place if short else None,
        data_lises_preview=f"preview-{passage.id}" if _in_book(desk) else None,
    )


def _in_book(desk: Desk) -> bool:
    """Tell whether the page has the script that shows previews; a report has none."""
    return isinstance(desk.places, BookPlaces)


def _previews(desk: Desk, rows: Iterable[Row]) -> list[Markup]:
    """Give the preview of every passage of the matrix, once."""
    if not _in_book(desk):
        return []
    by_id = desk.release.study.by_id
    named = dict.fromkeys(name for row in rows for name in (*row["rests_on"], *row["passages"]))
    return [
        preview_template(desk.release, by_id[name], desk.words) for name in named if name in by_id
    ]


def _soft(desk: Desk, key: str) -> Markup:
    return element("p", desk.words(key), class_="lises-soft")


def _label(desk: Desk, text: LocalText, otherwise: str = "") -> Content:
    if text == EMPTY:
        return otherwise
    return local_text(desk.words, desk.release.folder, text)
