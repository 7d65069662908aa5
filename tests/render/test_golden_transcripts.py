from __future__ import annotations

import pytest

from lises.render import Links, Words
from lises.render.quotation import preview_template, quotation
from lises.render.transcript import transcript_body

from .golden import matches_golden
from .material import release_of, small_study

PAGE = Links("demo-small/interviews/DEMO-R01")


@pytest.mark.parametrize(
    ("name", "whole", "language", "interview"),
    [
        ("transcript_whole_da.html", True, "da", "DEMO-R01"),
        ("transcript_excerpts_en.html", False, "en", "DEMO-R01"),
        ("transcript_withheld_da.html", False, "da", "DEMO-R03"),
        ("transcript_missing_en.html", False, "en", "DEMO-H01"),
    ],
)
def test_a_transcript_s_page_is_as_it_was_read(name, whole, language, interview):
    release = release_of(small_study(whole=whole))
    assert matches_golden(name, transcript_body(release, interview, Words(language), PAGE))


@pytest.mark.parametrize("language", ["da", "en"])
def test_quotations_are_as_they_were_read(language):
    release = release_of(small_study())
    links, words = Links("demo-small/findings/telefon"), Words(language)
    shown = [quotation(release, p, words, links) for p in release.folder.passages]
    shown += [preview_template(release, release.folder.passages[0], words)]
    assert matches_golden(f"quotations_{language}.html", "".join(shown))
