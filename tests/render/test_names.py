"""Words of a study's files are said in the page's language where the study gives them."""

from __future__ import annotations

from dataclasses import replace

from lises.model import CodingSet, LocalText, StudyFolder
from lises.render import Words
from lises.render.names import set_label, term_text

from .pages_material import both, fuller_study

EN, DA = Words("en"), Words("da")


def _folder() -> StudyFolder:
    base = fuller_study()
    design = replace(
        base.design,
        coders=(("ab", "Coder A"), ("cd", "C. D.")),
        coding_sets=(
            CodingSet(id="ab-1", coder="ab", round=1),
            CodingSet(id="cd-1", coder="cd", round=1),
            CodingSet(id="both", origin=("ab-1", "cd-1")),
        ),
        terms=(("Coder A", both("Koder A", "Coder A")), ("weeks", both("uger", "weeks"))),
    )
    return replace(base, design=design)


def test_a_coder_is_called_by_the_word_of_the_page_s_language_a_name_by_itself():
    design = _folder().design
    assert set_label(DA, design, "ab-1").startswith("Koder A")
    assert set_label(EN, design, "ab-1").startswith("Coder A")
    assert "C. D." in set_label(DA, design, "both")


def test_a_word_that_the_study_says_nothing_of_stands_as_it_is_and_as_text():
    folder = _folder()
    assert term_text(DA, folder, "weeks") == "uger"
    assert term_text(DA, folder, "<b>") == "&lt;b&gt;"


def test_a_word_that_is_only_known_in_another_language_is_marked_with_it():
    folder = _folder()
    only = replace(folder.design, terms=(("weeks", LocalText.of(da="uger")),))
    assert term_text(EN, replace(folder, design=only), "weeks") == '<span lang="da">uger</span>'
