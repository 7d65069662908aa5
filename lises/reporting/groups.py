"""Sections that a study must opt in to, and the map of codes: what they assume stands with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import polars as pl

from lises.model import Transcript
from lises.pictures import code_map as map_of
from lises.pictures import code_tree, keyness_bars
from lises.pictures.setting import Row
from lises.render.markup import Content, Markup, element, link
from lises.text import concordance

from .desk import Desk, Listed, Section

__all__ = ["code_map", "comparison", "keyness"]

BY = "role"
MOST_WORDS = 20
MOST_CITED = 8
CONTEXT = 40  # characters on either side of a word


def comparison(desk: Desk) -> Section | None:
    """Tell how the roles differ, with exact tests and every word of caution."""
    if len(desk.design.roles) < 2:
        return None
    made = desk.tables.compare(BY, assumption="exchangeable-participants")
    cautions = dict.fromkeys([*made.cautions, *made.tests["cautions"].explode().drop_nulls()])
    said = [desk.words(f"assumption-{made.terms.assumption}")]
    said += [desk.words(f"caution-{key}") for key in cautions]
    return Section(
        name="comparison",
        tables={"compared": made.voiced, "tests": made.tests, "effects": made.effects},
        said=(_tests(desk, made.tests), _points(said)),
    )


def _tests(desk: Desk, tests: pl.DataFrame) -> Markup:
    """List the tests: a code, how many voice it, p and p corrected."""
    words = desk.words
    names = ("code", "voiced", "p", "p-corrected", "p-least")
    head = element("tr", [element("th", words(f"column-{n}"), scope="col") for n in names])
    rows = []
    for row in tests.to_dicts():
        label = desk.labels.get(row["code"], row["code"])
        cells = [words("n-of", n=row["voiced"], of=row["of"])]
        cells += [_p(desk, row[key]) for key in ("p", "p_corrected", "least_p")]
        rows.append(
            element(
                "tr",
                element("th", label, scope="row"),
                [element("td", cell) for cell in cells],
            )
        )
    made = element("table", element("thead", head), element("tbody", rows))
    name = words("section-comparison")
    return element("div", made, class_="lises-table", role="region", aria_label=name, tabindex="0")


def _p(desk: Desk, value: float | None) -> str:
    return "–" if value is None else desk.words.number(value, 3)


def _points(said: Iterable[str]) -> Markup:
    return element("ul", [element("li", text) for text in said], class_="lises-cautions")


def keyness(desk: Desk) -> Section | None:
    """Tell which words the first role says more than the others, each with what was said."""
    roles = [role for role in desk.names if role in set(desk.roles.values())]
    if len(roles) < 2:
        return None
    table = desk.tables.keyness(roles[0])
    shown = table.head(MOST_WORDS)
    said = {word: _said(desk, word) for word in shown["word"]}

    def href(row: Row) -> str:
        return f"#word-{row['word']}" if said.get(str(row["word"])) else ""

    others = desk.words.series([desk.names[role] for role in roles[1:]]).unescape()
    told = [
        (f"word-{word}", [element("strong", word), element("ul", lines)])
        for word, lines in said.items()
        if lines
    ]
    groups = (desk.names[roles[0]], others)
    return Section(
        name="keyness",
        tables={"keyness": table},
        picture=keyness_bars(shown, desk.setting("keyness", href), groups=groups),
        said=(desk.paragraph("keyness-caution"),),
        lists=(Listed("keyness-listed", told),),
    )


def _said(desk: Desk, word: str) -> list[Markup]:
    """Give the first places at which participants say a word, in their context."""
    lines: list[Markup] = []
    for transcript in desk.release.folder.transcripts.values():
        lines += _lines(desk, transcript, word)
        if len(lines) >= MOST_CITED:  # the rest of a long study need not be read for it
            break
    return lines[:MOST_CITED]


def _lines(desk: Desk, transcript: Transcript, word: str) -> Iterator[Markup]:
    language = desk.release.folder.design.language
    said = concordance([transcript], word, matching="lemma", language=language, window=CONTEXT)
    for hit in said.to_dicts():
        turn = transcript.turn(hit["turn"])
        if turn is None or not turn.participants:
            continue
        place = desk.words("place", interview=hit["interview"], turn=hit["turn"])
        href = desk.places.turn(hit["interview"], hit["turn"])
        context = [f"…{hit['before']}", element("strong", hit["hit"]), f"{hit['after']}…"]
        yield element("li", link(href, place) if href else place, ": ", context)


def code_map(desk: Desk) -> Section | None:
    """Tell which codes the same participants voice: a map of both, a tree of the codes."""
    try:
        laid = desk.tables.correspondence()
        tree = desk.tables.clusters()
    except ValueError:  # fewer than two codes, or nobody voices any
        return None
    told = _voiced(desk)
    anchors = {anchor for anchor, _ in told}

    def href(row: Row) -> str:
        if row["code"] is not None:
            return desk.places.cell(str(row["code"]))
        anchor = _person(str(row["participant"]))
        return f"#{anchor}" if anchor in anchors else ""

    groups = desk.roles if len(desk.design.roles) > 1 else None
    return Section(
        name="map",
        tables={"map-axes": laid.axes, "map-points": laid.points, "clusters": tree.merges},
        picture=map_of(laid, desk.setting("map", href), groups=groups),
        more=(code_tree(tree, desk.setting("clusters", href)),),
        lists=(Listed("map-listed", told),),
    )


def _voiced(desk: Desk) -> list[tuple[str, Content]]:
    """Give every participant's coded passages, which the participant's mark leads to."""
    found = desk.tables.passages_behind()
    told: list[tuple[str, Content]] = []
    for person in desk.roles:
        theirs = found.filter(pl.col("participants").list.contains(person))["passage"]
        if not theirs.is_empty():
            head = element("strong", person)
            told.append((_person(person), [head, " ", desk.cited(dict.fromkeys(theirs))]))
    return told


def _person(participant: str) -> str:
    return f"map-{participant}"
