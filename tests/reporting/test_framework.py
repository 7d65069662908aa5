"""The framework matrix on a page: every summary with its passages, in both languages."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from lises.anchoring import anchor
from lises.model import FrameworkCell, LocalText, Role, StudyFolder, Theme
from lises.privacy import make_release
from lises.render import Links, Words
from lises.reporting import Desk
from lises.reporting.framework import FEW, MOST_CASES, framework
from lises.reporting.places import BookPlaces, FolderPlaces
from tests import building as b

PUBLIC = {"quotes": "public", "transcript": "public"}
TALK = b.talk("A", "I: How so?", *(f"A: word{n} of the tap" for n in range(8)))
MANY = tuple(b.passage(f"A-{n:04d}", n + 2, f"word{n}", "tap") for n in range(8))
OTHERS = (
    b.talk("B", "B: no tap for me", "B: my son was ill"),
    b.talk("K", "K: the keeper speaks"),
)
CODED = (
    *MANY,
    b.passage("B-aaaa", 1, "no tap", "tap"),
    b.passage("B-bbbb", 2, "my son", "tap", clearance="restricted"),
    b.passage("K-aaaa", 1, "speaks", "rain"),
)
THEMES = (
    Theme(id="t", label=LocalText.of(da="Hanen", en="The tap"), codes=("tap",)),
    Theme(id="u", label=LocalText.of(da="Regnen", en="The rain"), codes=("rain",)),
)
EVIL = "<script>alert(1)</script> & »sagt«"


def cell(case: str, *passages: str, theme: str = "t", **texts: str) -> FrameworkCell:
    said = LocalText.of(**texts or {"da": f"om {case}", "en": f"about {case}"})
    return FrameworkCell(case=case, theme=theme, summary=said, passages=passages)


def study(*cells: FrameworkCell, **more: Any) -> StudyFolder:
    people = [b.person("A", **PUBLIC), b.person("B", **PUBLIC), b.person("K", "keeper", **PUBLIC)]
    roles = tuple(
        Role(id=r, label=LocalText.of(da=f"{r} på dansk", en=r), sample=2)
        for r in ("gardener", "keeper")
    )
    fields = {"codes": "tap rain", "people": people, "roles": roles, "themes": THEMES}
    return b.study(TALK, *OTHERS, *CODED, framework=cells, **{**fields, **more})


def page(folder: StudyFolder, language: str = "da", tier: Any = "public", book: bool = True) -> Tag:
    release = make_release(anchor(folder), tier)
    places = BookPlaces(Links("../"), folder.design.id) if book else FolderPlaces()
    made = framework(Desk(release=release, words=Words(language), places=places))
    assert made is not None
    assert set(made.tables) == {"framework"}
    return BeautifulSoup("".join(made.said), "html.parser")


def at(soup: Tag, case: str, theme: str = "t") -> Tag:
    found = soup.find(id=f"cell-{case}--{theme}")
    assert isinstance(found, Tag)
    return found


def test_a_cell_shows_its_summary_what_it_rests_on_and_folds_the_rest():
    soup = page(study(cell("A", "A-0002", "A-0001")))
    shown = at(soup, "A")
    assert shown.find(class_="lises-framework-summary").get_text() == "om A"
    first, folded = shown.find_all(class_="lises-framework-cited")
    assert [a.get_text() for a in first.find_all("a")] == ["§3", "§4"]  # in the order of the talk
    assert folded.find_parent("details").find("summary").get_text() == "6 passager mere"
    assert len(folded.find_all("a")) == 6
    link = first.find("a")
    assert link["aria-label"] == "A §3"
    assert link["href"].endswith("interviews/A.html#p-A-0001")
    assert soup.find("template", id=link["data-lises-preview"]) is not None


def test_without_a_summary_the_passages_stand_alone_and_many_are_folded():
    soup = page(study())
    assert soup.find(class_="lises-framework-summary") is None
    first, folded = at(soup, "A").find_all(class_="lises-framework-cited")
    assert (len(first.find_all("a")), len(folded.find_all("a"))) == (FEW, 8 - FEW)
    assert "Der er ikke skrevet sammenfatninger" in soup.get_text()


def test_a_cell_without_passages_says_whether_there_are_none_none_shown_or_nobody_read_it():
    read = {"A": "*", "B": "*", "K": "rain"}
    soup = page(study(read=read))
    assert at(soup, "A", "u").get_text() == "ingen passager"
    assert at(soup, "B", "u").get_text() == "ingen vist her"
    assert at(soup, "K", "t").get_text() == "ikke læst for det"
    whole = page(study(read=read), tier="restricted")
    assert at(whole, "B", "u").get_text() == "ingen passager"


def test_a_withheld_summary_is_counted_and_its_cell_shows_what_may_be_shown():
    folder = study(cell("A", "A-0001"), cell("B", "B-aaaa", "B-bbbb"))
    soup = page(folder)
    assert "1 af 2 sammenfatninger er holdt tilbage" in soup.get_text()
    assert "om B" not in soup.get_text()
    assert [a.get_text() for a in at(soup, "B").find_all("a")] == ["§1"]
    whole = page(folder, tier="restricted")
    assert "holdt tilbage" not in whole.get_text()
    assert at(whole, "B").find(class_="lises-framework-summary").get_text() == "om B"


def test_the_matrix_is_told_in_english_too_and_marks_what_is_in_another_language():
    folder = study(cell("A", "A-0001"), cell("B", "B-aaaa", da="kun dansk"))
    soup = page(folder, "en")
    assert [th.get_text() for th in soup.select("thead th")] == [
        "Participant", "The tap", "The rain",
    ]  # fmt: skip
    assert at(soup, "A").find(class_="lises-framework-summary").get_text() == "about A"
    assert at(soup, "B").find(lang="da").get_text() == "kun dansk"
    assert "2 cells are summarised" in soup.get_text()
    assert "7 more passages" in soup.get_text()
    danish = page(folder, "da")
    assert [th.get_text() for th in danish.select("thead th")] == ["Deltager", "Hanen", "Regnen"]
    assert "2 celler er sammenfattet" in danish.get_text()


def test_rows_stand_by_role_and_a_study_of_one_role_has_no_headings():
    bodies = page(study(), "en").find_all("tbody")
    assert [body.find("th").get_text() for body in bodies] == ["gardener", "keeper"]
    assert [th.get_text() for th in bodies[0].select('th[scope="row"]')] == ["A", "B"]
    people = [b.person(p, **PUBLIC) for p in ("A", "B", "K")]
    one = page(study(people=people, roles=(Role(id="gardener", label=LocalText(), sample=3),)))
    assert one.find("th", scope="rowgroup") is None
    assert len(one.find_all("tbody")) == 1


def test_who_was_interviewed_twice_is_cited_with_the_interview():
    folder = study(cell("A", "A-0001"))
    twice = b.study(
        TALK, *OTHERS, *CODED, codes="tap rain", themes=THEMES,
        people=[b.person(p, **PUBLIC) for p in ("A", "B", "K")], joint={"B": "A B"},
    )  # fmt: skip
    assert at(page(folder), "A").find("a").get_text() == "§3"
    link = at(page(twice), "A").find("a")
    assert (link.get_text(), link.get("aria-label")) == ("A §2", None)


def test_what_a_study_says_is_text_and_never_markup():
    soup = page(study(cell("A", "A-0001", da=EVIL)))
    assert soup.find("script") is None
    assert at(soup, "A").find(class_="lises-framework-summary").get_text() == EVIL


def test_what_is_invented_says_so_above_the_matrix():
    made = study(id="demo-x", data_status="constructed")
    caption = page(made, "en").find(id="framework-caption").get_text()
    assert "invented for demonstration" in caption
    assert "invented" not in page(study(), "en").get_text()


def test_a_report_has_no_previews_and_leads_to_its_page_of_passages():
    soup = page(study(cell("A", "A-0001")), book=False)
    assert soup.find("template") is None
    link = at(soup, "A").find("a")
    assert link["href"] == "passages.html#p-A-0001"
    assert not link.has_attr("data-lises-preview")


def test_more_people_than_a_page_can_show_are_left_to_the_file():
    people = [b.person("A", **PUBLIC), *(b.person(f"P{n}") for n in range(MOST_CASES))]
    held = [b.talk(p.id, f"{p.id}: nothing") for p in people[1:]]
    folder = b.study(TALK, *held, *MANY, codes="tap", people=people, themes=THEMES[:1])
    soup = page(folder, "en")
    assert soup.find("table") is None
    assert f"{MOST_CASES + 1} participants" in soup.get_text()


def test_a_study_without_themes_has_no_matrix():
    release = make_release(anchor(study(themes=())), "public")
    assert framework(Desk(release=release, words=Words("da"), places=FolderPlaces())) is None


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_label_of_the_table_leads_to_words_that_are_there(language: str):
    soup = page(study(), language)
    for labelled in soup.find_all(attrs={"aria-labelledby": True}):
        assert soup.find(id=labelled["aria-labelledby"]).get_text().strip()
