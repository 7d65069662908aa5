"""What describes a publication says what the release says, and nothing more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from lises.anchoring import anchor
from lises.exchange.metadata import (
    annotations_of,
    ati_of,
    citation_text,
    datacite_of,
    provenance_of,
)
from lises.files import read_study
from lises.privacy import Release, make_release

TINY = Path(__file__).parents[2] / "studies" / "demo-tiny"


@pytest.fixture(scope="module")
def release() -> Release:
    folder, _ = read_study(TINY)
    assert folder is not None
    return make_release(anchor(folder), "public")


def test_the_position_and_the_quotation_of_an_annotation_are_the_same_words(
    release: Release,
) -> None:
    page = annotations_of(release)
    assert len(page["items"]) == len(release.folder.passages)
    for item, passage in zip(page["items"], release.folder.passages, strict=True):
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        assert len(targets) == len(passage.quote)
        for target, said in zip(targets, passage.quote, strict=True):
            quote, position = target["selector"]
            number = int(target["source"].rpartition("#t-")[2])
            turn = release.folder.transcripts[passage.interview].turn(number)
            assert turn is not None
            text = turn.text
            assert text[position["start"] : position["end"]] == said == quote["exact"]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert around in text
        assert [body["value"] for body in item["body"]] == list(passage.codes)
        assert "invented" in item["rights"]


def test_every_claim_has_its_annotations_with_note_excerpt_translation_and_source(
    release: Release,
) -> None:
    told = ati_of(release)
    for claim, finding in zip(told["claims"], release.folder.findings, strict=True):
        ids = [e.passage for e in (*finding.rests_on, *finding.contradicted_by)]
        assert [one["passage"] for one in claim["annotations"]] == ids
        for one in claim["annotations"]:
            assert one["excerpt"] == list(release.study.by_id[one["passage"]].quote)
            assert "(constructed)" in one["source"]
    translated = {t.passage for t in release.folder.translations}
    shown = [a for c in told["claims"] for a in c["annotations"] if a["passage"] in translated]
    assert all(one["translations"] for one in shown)


@pytest.mark.parametrize(
    "title", ["Plain", 'a "quoted": title # no comment', "- x\ny: {", "æ\u2028ø"]
)
def test_a_citation_can_be_read_whatever_the_title_holds(release: Release, title: str) -> None:
    text = citation_text([release], title=title, authors=["A: B", "C"], day="2026-11-22")
    told = yaml.safe_load(text)
    assert told["title"].split() == title.split()
    assert [one["name"] for one in told["authors"]] == ["A: B", "C"]
    assert told["cff-version"] == "1.2.0"
    assert "invented" in told["abstract"]


def test_a_record_names_what_a_repository_has_to_add(release: Release) -> None:
    told = datacite_of([release], title="T", authors=[], day="2026-11-22")
    assert told["missing"] == ["doi", "publisher", "creators"]
    assert told["publicationYear"] == 2026
    json.dumps(told)


def test_provenance_names_nothing_that_it_does_not_describe(release: Release) -> None:
    told = provenance_of(release, program="lises 0", day="2026-11-22")
    for one in told["wasGeneratedBy"].values():
        assert one["prov:entity"] in told["entity"]
        assert one["prov:activity"] in told["activity"]
    for one in told["wasAssociatedWith"].values():
        assert one["prov:agent"] in told["agent"]
        assert one["prov:activity"] in told["activity"]
    for one in told["wasDerivedFrom"].values():
        assert {one["prov:generatedEntity"], one["prov:usedEntity"]} <= told["entity"].keys()
    names = {name for _, name in release.folder.design.coders}
    assert not [name for name in names if len(name) > 2 and name in json.dumps(told)]
