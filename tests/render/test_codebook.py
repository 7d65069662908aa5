from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.errors import UnknownNameError
from lises.model import EMPTY, Code, Codebook
from lises.render import Links, Words, code_body, codebook_body
from lises.render.codebook import in_tree_order

from .golden import matches_golden
from .material import release_of, small_study
from .pages_material import fuller_study
from .reading import Element, read

EN = Words("en")
BOOK, CODE = Links("demo-small/codebook"), Links("demo-small/codes/telefon")


def codebook(folder) -> Element:
    return read(codebook_body(release_of(folder), EN, BOOK))


def code(folder, name: str) -> Element:
    return read(code_body(release_of(folder), name, EN, Links(f"demo-small/codes/{name}")))


def test_the_codebook_and_a_code_are_as_they_were_read():
    release = release_of(fuller_study())
    assert matches_golden("codebook_da.html", codebook_body(release, Words("da"), BOOK))
    assert matches_golden("code_en.html", code_body(release, "telefon", EN, CODE))


names = st.sampled_from(["a", "b", "c", "d", "e"])


@given(st.dictionaries(names, st.one_of(st.none(), names, st.just("gone"))))
def test_every_code_stands_once_in_the_tree_and_after_its_parent(parents):
    """A circle of parents and a parent that is not there lose no code."""
    codes = tuple(
        Code(id=c, label=EMPTY, definition=EMPTY, parent=parent) for c, parent in parents.items()
    )
    rows = list(in_tree_order(Codebook(codes=codes)))
    assert sorted(c.id for c, _ in rows) == sorted(parents)
    for at, (found, depth) in enumerate(rows):
        above = [c.id for c, d in rows[:at] if d == depth - 1]
        assert depth == 0 or above[-1] == found.parent


@given(st.dictionaries(names, st.one_of(st.none(), names), min_size=1))
def test_the_codebook_s_page_has_an_entry_for_every_code(parents):
    codes = tuple(Code(id=c, label=EMPTY, definition=EMPTY, parent=p) for c, p in parents.items())
    folder = replace(small_study(), codebook=Codebook(codes=codes), findings=(), passages=())
    root = codebook(folder)
    assert {e.get("id") for e in root.all("section", "lises-entry")} == {
        f"code-{c}" for c in parents
    }
    assert len(root.one("nav").all("a")) == len(parents)


def test_an_entry_tells_meaning_use_counts_and_leads_on():
    root = codebook(fuller_study())
    entry = next(e for e in root.all("section") if e.get("id") == "code-telefon-lettelse")
    assert "Talk of telephone as relief." in entry.text
    assert "when it has consequences" in entry.text
    assert "7 passages from 6 people, its parts included" in entry.text
    assert entry.all("a")[-1].get("href") == "codes/telefon-lettelse.html"
    assert entry.one("blockquote").text.startswith("Altså")


def test_an_example_that_is_not_cleared_is_not_shown():
    folder = fuller_study()
    codes = tuple(replace(c, example="DEMO-R01-hid1") for c in folder.codebook.codes)
    folder = replace(folder, codebook=replace(folder.codebook, codes=codes))
    assert not codebook(folder).all("blockquote")


def test_versions_come_newest_first_with_the_reason():
    table = codebook(fuller_study()).one("table")
    rows = [[c.text for c in row.children] for row in table.one("tbody").all("tr")]
    assert rows == [["2", "2026-03-20", "Split."], ["1", "2026-02-10", "Draft."]]


def test_a_study_without_a_codebook_says_so():
    folder = replace(small_study(), codebook=None, findings=(), passages=())
    assert codebook(folder).text == "The study has no codebook."


def test_where_nobody_counts_no_people_are_counted():
    folder = fuller_study()
    folder = replace(folder, design=replace(folder.design, counting="none"))
    assert " people" not in codebook(folder).text


def test_a_code_s_page_has_every_passage_under_its_speaker():
    root = code(fuller_study(), "telefon")
    assert [h.text for h in root.all("h3")] == ["recipient 12 passages"]
    people = [h.text for h in root.all("h4")]
    assert people == [f"DEMO-R{n:02d}" for n in (1, 2, 3, 4, 5, 6, 8, 10, 11, 12, 13)]
    assert len(root.all("figure")) == 12
    assert "13 passages from 12 people" in root.text
    assert "12 are shown here" in root.text
    assert "1 coded passage is withheld" in root.text


def test_a_passage_in_which_several_turns_speak_stands_whole():
    (figure,) = code(small_study(), "rejsen").all("figure")
    assert "Først bussen, og så at sidde der og vente." in figure.text
    assert "Og så skal man huske det hele." in figure.text


def test_a_code_s_page_names_the_findings_that_lean_on_it():
    text = code(fuller_study(), "telefon").text
    assert "(counts by it and cites it)" in text
    assert "cites it as against" in code(small_study(), "telefon-ligegyldig").text
    assert "No finding counts by this code" in code(small_study(), "rejsen").text


def test_passages_of_other_sets_are_told_but_not_mixed_in():
    root = code(small_study(), "tempo")
    assert "2 passages of the other coding sets also have this code" in root.text
    assert "hel dag foræret" not in [b.text for b in root.all("blockquote")]


def test_an_unknown_code_is_a_wrong_call():
    with pytest.raises(UnknownNameError, match="did you mean"):
        code(small_study(), "telefonn")
