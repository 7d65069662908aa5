"""The page of published figures: doubts beside their rows, plots that can be read without seeing."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from lises.anchoring import anchor
from lises.evidence import all_problems, audit_figures, count
from lises.files import read_study
from lises.model import Acknowledgement, Figure, LocalText, StudyFolder
from lises.privacy import Release, make_release
from lises.render import Links, Words, figures_body, problems_body
from lises.render.words import CATALOGUES
from lises.render.words_en import TRANSCRIPT
from lises.render.words_figures_en import FIGURES
from lises.render.words_pages_en import PAGES

from .golden import matches_golden
from .material import hostile_study, release_of
from .pages_material import both, record_study
from .reading import Element, read

STUDIES = Path(__file__).parents[2] / "studies"
EN, DA = Words("en"), Words("da")


def _row(name: str, group: str, value: str, **more: str) -> Figure:
    columns = {"unit": "percent", "medium": "text", "source": "paper2020", "share_of": "guests"}
    label = both(f"gæster: {group}", f"guests: {group}")
    return Figure(**{"id": name, "quantity": "stayed", "group": group, "value": value,
                     "paragraph": 3, "label": label, **columns, **more})  # fmt: skip


ROWS = (
    _row("x1", "old", "60", n="150"),
    _row("y1", "old", "66.5", medium="chart"),
    _row("x2", "young", "41"),
    _row("y2", "young", "41", medium="chart"),
    _row("z", "all", "70", hedge="about; judged", n="150"),
    Figure(id="o", quantity="other", value="most <b>", medium="napkin"),
)


def _folder(*rows: Figure, **more) -> StudyFolder:
    base = record_study()
    return replace(base, figures=rows, design=replace(base.design, kind="figures", **more))


def _release(folder: StudyFolder) -> Release:
    problems = all_problems(count(anchor(folder)), (), {})
    return replace(release_of(folder), problems=problems)


def _page(folder: StudyFolder, words: Words = EN) -> Element:
    links = Links(f"{folder.design.id}/figures")
    return read(figures_body(_release(folder), words, links))


def test_the_page_is_as_it_was_read():
    folder = _folder(*ROWS)
    html = figures_body(_release(folder), EN, Links("small/figures"))
    assert matches_golden("figures_en.html", html)


def test_every_figure_has_a_row_and_every_link_of_the_page_a_place():
    for folder in (_folder(*ROWS), *(_shipped(n) for n in SHIPPED)):
        page = _page(folder)
        ids = {e.get("id") for e in page.all() if e.get("id")}
        assert {f"fig-{f.id}" for f in folder.figures} <= ids
        hrefs = [a.get("href") for a in page.all("a")]
        assert {h[1:] for h in hrefs if h.startswith("#")} <= ids
        assert len([e for e in page.all() if e.get("id")]) == len(ids)


SHIPPED = ("momentum-2020", "marselisborg", "vaerdighed-2021")


def _shipped(name: str) -> StudyFolder:
    folder, _ = read_study(STUDIES / name)
    assert folder is not None
    return folder


@pytest.mark.parametrize("words", [EN, DA], ids=["en", "da"])
@pytest.mark.parametrize("name", SHIPPED)
def test_what_the_audit_raises_stands_on_the_page_and_beside_the_rows(name: str, words: Words):
    folder = _shipped(name)
    doubts = audit_figures(folder.figures)
    page = _page(folder, words)
    items = page.one("ol", "lises-figure-doubts").children
    assert len(items) == len(doubts)
    for number, doubt in enumerate(doubts, start=1):
        item = page.one("ol", "lises-figure-doubts").children[number - 1]
        assert isinstance(item, Element)
        named = [a.get("href") for a in item.all("a")]
        assert named == [f"#fig-{row}" for row in doubt.rows]
        for row in doubt.rows:
            (beside,) = (e for e in page.all("tr") if e.get("id") == f"fig-{row}")
            assert f"#doubt-{number}" in [a.get("href") for a in beside.all("a")]


def test_the_sum_that_does_not_come_out_is_told_in_numbers():
    assert "31 + 67 = 98; the whole is 97 = 98 - 1." in _page(_shipped("vaerdighed-2021")).text


def test_a_plot_says_in_words_what_it_draws_and_every_mark_leads_to_its_row():
    figure = _page(_folder(*ROWS)).all("figure")[0]
    svg = figure.all("svg")[0]
    assert svg.get("role") == "group"
    title, desc = svg.all("title")[0], svg.one("desc")
    assert svg.get("aria-labelledby") == title.get("id")
    assert svg.get("aria-describedby") == desc.get("id")
    assert "old: 60% (text), 66.5% (chart)." in desc.text
    assert [a.get("href") for a in svg.all("a")] == ["#fig-x1", "#fig-y1", "#fig-x2", "#fig-y2",
                                                     "#fig-z"]  # fmt: skip
    assert all(a.get("aria-label") for a in svg.all("a"))
    assert "not with one number: old" in figure.one("figcaption").text


def test_text_and_chart_differ_by_shape_and_not_by_colour_alone():
    svg = _page(_folder(*ROWS)).all("figure")[0].all("svg")[0]
    shapes = {
        c: {e.tag for a in svg.all("a", c) for e in a.all() if {"full", "hollow"} & set(e.classes)}
        for c in ("series-0", "series-1")
    }
    assert shapes == {"series-0": {"circle"}, "series-1": {"polygon"}}


def test_an_interval_is_drawn_only_where_n_is_known_and_no_hedge_loosens_the_number():
    svg = _page(_folder(*ROWS)).all("figure")[0].all("svg")[0]
    barred = [a.get("href") for a in svg.all("a") if a.all("path", "interval")]
    assert barred == ["#fig-x1"]
    assert "95% interval: 52.0% to 67.5%" in _page(_folder(*ROWS)).text
    assert "No interval is drawn" in _page(_shipped("momentum-2020")).text


def test_hedges_and_numbers_are_in_the_page_s_language():
    text = _page(_folder(*ROWS), DA).text
    assert "omkring 70\u00a0% (skønnet)" in text
    assert "66,5\u00a0%" in text
    assert "most <b>" in text  # what is no number stays as it was noted, and as text


def test_words_of_the_columns_are_in_the_page_s_language_where_the_study_says_them():
    terms = (("guests", both("gæster", "guests")), ("the desk", both("skranken", "the desk")))
    folder = _folder(_row("x", "old", "60", reporter="the desk"), terms=terms)
    (row,) = (e for e in _page(folder, DA).all("tr") if e.get("id") == "fig-x")
    assert "gæster" in row.text
    assert "skranken" in row.text
    (row,) = (e for e in _page(folder).all("tr") if e.get("id") == "fig-x")
    assert "the desk" in row.text
    assert "skranken" not in row.text


def _doubt_of(*rows: Figure, words: Words, **more: object) -> Element:
    page = _page(_folder(*rows, **more), words)
    (item,) = page.one("ol", "lises-figure-doubts").children
    assert isinstance(item, Element)
    return item


def test_a_headline_shows_its_calculation_in_the_page_s_language():
    rows = (
        _row("x", "old", "95", medium="headline"),
        _row("y", "old", "66.7", share_of="hotels", threshold="75"),
    )
    said = _doubt_of(*rows, words=DA).one("p", "lises-figure-sum").text
    assert "mindst 94,5" in said
    assert "66,7 × 75 / 100 = 50" in said
    assert "94,5 er mere end 50,1." in said
    assert "66.7 × 75 / 100 = 50" in _doubt_of(*rows, words=EN).text


def test_a_headline_of_others_names_both_in_the_page_s_language():
    rows = (
        _row("x", "old", "50", medium="headline", population="all", hedge="more than"),
        _row("y", "old", "59", population="guests"),
    )
    terms = (("all", both("alle", "all")), ("guests", both("gæster", "guests")))
    said = _doubt_of(*rows, words=DA, terms=terms).one("p", "lises-figure-sum").text
    assert said == "Over teksten: alle. Under den: gæster."


def test_a_line_leads_to_its_source_on_the_page_of_claims():
    (row,) = (e for e in _page(_folder(*ROWS)).all("tr") if e.get("id") == "fig-x1")
    assert "claims.html#source-paper2020" in [a.get("href") for a in row.all("a")]


def test_a_reason_for_a_doubt_that_stays_is_given_with_it():
    reason = Acknowledgement(
        rule="figure-two-values", subject="x1", reason=LocalText.plain("The chart is newer.")
    )
    page = _page(_folder(*ROWS, acknowledged=(reason,)))
    assert "The chart is newer." in page.one("ol", "lises-figure-doubts").text


def test_a_reason_stands_in_the_page_s_language_on_both_pages():
    reason = Acknowledgement(
        rule="figure-two-values", subject="x1", reason=both("Diagrammet er nyere.", "It is newer.")
    )
    folder = _folder(*ROWS, acknowledged=(reason,))
    release, at = _release(folder), Links(f"{folder.design.id}/problems")
    for words, said in ((DA, "Diagrammet er nyere."), (EN, "It is newer.")):
        assert said in _page(folder, words).text
        assert said in read(problems_body(release, words, at)).text


def test_the_page_of_doubts_tells_figures_in_the_page_s_language_and_links_their_rows():
    folder = _folder(*ROWS)
    at = Links(f"{folder.design.id}/problems")
    page = read(problems_body(_release(folder), DA, at))
    assert "66,5\u00a0%" in page.text
    assert "gæster: old" in page.text
    assert "differs as reported" not in page.text
    hrefs = [a.get("href") for a in page.all("a")]
    assert "figures.html#fig-x1" in hrefs


def test_figures_without_doubts_say_so():
    page = _page(_folder(_row("x", "old", "60")))
    assert "The rules raise no doubt." in page.text
    assert page.all("figure") == []


def test_figures_of_invented_material_bear_the_mark():
    folder = replace(hostile_study(), figures=ROWS)
    html = str(figures_body(make_release(anchor(folder), "public"), EN, Links("x/figures")))
    page = read(html)
    assert page.children[0].get("data-mark")  # type: ignore[union-attr]
    assert "invented" in page.one("table").one("caption").text
    assert all("invented" in figure.text for figure in page.all("figure"))


def test_hostile_cells_stay_text():
    bad = '"><script>alert(1)</script>'
    row = Figure(id="x", quantity=bad, group=bad, value=bad, unit=bad, share_of=bad, threshold=bad,
                 medium=bad, n=bad, reporter=bad, hedge=bad, label=LocalText.plain(bad))  # fmt: skip
    rows = (row, replace(row, id="y", value="5"), replace(row, id="z", value="6", group="b"))
    html = str(figures_body(_release(_folder(*rows)), EN, Links("x/figures")))
    assert "<script" not in html
    read(html)


def test_texts_of_figures_write_over_no_other_and_every_rule_has_words():
    from lises.evidence import FIGURE_RULES

    assert not set(FIGURES) & (set(TRANSCRIPT) | set(PAGES))
    for language, catalogue in CATALOGUES.items():
        for rule in FIGURE_RULES:
            assert f"problem-{rule}" in catalogue, language
            assert f"problem-{rule}-means" in catalogue, language


def test_the_plot_s_colours_come_from_the_themes():
    css = (Path(figures_body.__code__.co_filename).parent / "static/figures.css").read_text("utf-8")
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgb\(|:\s*(?:black|white|red|blue)\b", css)
