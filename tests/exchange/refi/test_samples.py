"""Real files that nobody of this project wrote: the facts that their readme states."""

import os
from collections import Counter
from pathlib import Path

import pytest

from lises.exchange.projects.conventions import Convention
from lises.exchange.refi import looks_like_qdc, looks_like_qdpx, read_qdc, read_qdpx, write_qdpx
from tests.making.projects import settled

PROJECT = Path(__file__).parents[3]
SAMPLES = Path(os.environ.get("LISES_SAMPLES", PROJECT.parent / "shared" / "samples")) / "projects"

pytestmark = pytest.mark.skipif(
    not SAMPLES.exists(), reason="the samples are not here (LISES_SAMPLES)"
)


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def test_a_project_of_atlas_without_its_sources_comes_in_with_all_it_names():
    content = sample("skyloom_TestProject.qdpx")
    assert looks_like_qdpx(content, "x.bin")
    found = read_qdpx(content, Path("skyloom_TestProject.qdpx"))
    assert (len(found.codes), len(found.coders), len(found.codings)) == (14, 3, 16)
    assert Counter(source.kind for source in found.sources) == {
        "text": 6, "pdf": 2, "picture": 1, "audio": 1, "video": 2,
    }  # fmt: skip
    assert all(source.text is None for source in found.sources)
    assert len(found.sets) == 16
    assert found.software.startswith("ATLAS.ti 8.4")
    assert {code.color for code in found.codes if code.name == "cornflakes"} == {"#dc0000"}
    assert "graphs set aside: 1" in found.notes
    assert "sources whose file is not in the archive: 11" in found.notes
    assert not any(coding.quote.startswith("Quotation") for coding in found.codings)
    # Each place that has no text to stand in is kept, and so are the points in time.
    assert sum("its place" in one.why for one in found.set_aside) == 13
    assert [m.about for m in found.memos if m.text.startswith("day to day")] == [
        (("memo", "CE15250D-46AD-42C2-B90F-A509B8D64EC8"),)
    ]


def test_a_project_of_qc_comes_in_with_its_depth_and_its_names_that_stand_twice():
    content = sample("qc_demo_cproctor.qdpx")
    found = read_qdpx(content, Path("qc_demo_cproctor.qdpx"))
    assert (len(found.codes), len(found.codings)) == (262, 205)
    parents = {code.key: code.parent for code in found.codes}

    def depth(key: str) -> int:
        return 1 + depth(parents[key]) if parents[key] else 1

    assert max(map(depth, parents)) == 7
    names = Counter(code.name for code in found.codes)
    assert sum(n > 1 for n in names.values()) == 9
    assert len({coding.selection for coding in found.codings}) == 158
    assert [source.name for source in found.sources] == ["", ""]
    assert all(source.text for source in found.sources)
    assert found.convention == Convention(fits=158, tried=158, by="borders")
    assert not found.problems
    assert not found.set_aside


def test_a_codebook_of_taguette_comes_in_though_the_schema_forbids_its_empty_sets():
    content = sample("taguette_expected.qdc")
    assert looks_like_qdc(content, "x.bin")
    found = read_qdc(content, Path("taguette_expected.qdc"))
    assert [code.name for code in found.codes] == ["interesting", "people", "interesting\\places"]
    assert not found.problems
    assert any("empty list of sets" in note for note in found.notes)


@pytest.mark.parametrize("name", ["skyloom_TestProject.qdpx", "qc_demo_cproctor.qdpx"])
def test_what_came_from_another_program_goes_out_and_comes_back_equal(name):
    found = read_qdpx(sample(name), Path(name))
    written = write_qdpx(found)
    assert written.lost == ()
    again = read_qdpx(written.content, Path(name))
    assert settled(again) == settled(found)
    assert [c.guid for c in again.codes] == [c.guid for c in found.codes]
