"""The pages of a release with labels per finding: nobody is listed, and every link leads somewhere."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest

from lises.book.evidence_file import evidence_text
from lises.book.making import release_studies
from lises.book.objects import objects_of
from lises.book.pages import Page, around, study_pages
from lises.privacy import Release
from lises.render import Words

TINY = Path(__file__).parents[1] / "studies" / "demo-tiny"
ANYBODY = re.compile(r"DEMO-[GK]\d")


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    study = Path(shutil.copytree(TINY, tmp_path_factory.mktemp("labels") / "demo-tiny"))
    design = study / "study.yaml"
    text = design.read_text("utf-8").replace(
        "governance:\n", "governance:\n  labels: per-finding\n"
    )
    design.write_text(text, "utf-8")
    (made,), problems = release_studies([study], "public", "2026-11-22")
    assert not [p for p in problems if p.severity == "error"]
    assert made.unlinked
    return made


@pytest.fixture(scope="module", params=["en", "da"])
def pages(release: Release, request: pytest.FixtureRequest) -> dict[str, Page]:
    made = study_pages(release, around([release], Words(request.param)))
    return {page.docname: page for page in made}


def test_nobody_is_listed_and_no_page_names_a_participant_of_the_archive(pages, release):
    gone = {"demo-tiny/participants", "demo-tiny/interviews/index", "demo-tiny/analysis"}
    assert not gone & set(pages)
    for name, page in pages.items():
        assert not ANYBODY.search(f"{page.title} {''.join(map(str, page.parts))}"), name
    objects = objects_of([release], Words("en"))
    assert "participant" not in {target["type"] for target in objects["targets"]}
    assert not ANYBODY.search(f"{objects} {evidence_text([release])}")


def test_every_link_within_the_study_leads_to_a_page_that_is_there(pages):
    led = 0
    for name, page in pages.items():
        html = "".join(map(str, page.parts))
        for href in re.findall(r'(?<![\w-])href="([^"#:]+?)\.html', html):
            target = normpath(join(dirname(name), href))
            if target.startswith("demo-tiny/"):
                led += 1
                assert target in pages, f"{name} → {target}"
    assert led > 10


def test_a_finding_says_what_a_label_is_and_its_talks_are_excerpts(pages):
    finding = "".join(map(str, pages["demo-tiny/findings/tap"].parts))
    assert "own in each finding" in finding or "egen betegnelse i hvert fund" in finding
    excerpts = [p for name, p in pages.items() if "/interviews/" in name]
    assert {p.title.split()[0] for p in excerpts} <= {"Excerpts", "Uddrag"}
    assert {p.title.split()[1].rpartition("-")[0] for p in excerpts} >= {"DEMO-tap", "DEMO-queue"}
