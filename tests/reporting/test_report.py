"""``lises report``: a folder that can be read, opened elsewhere, and made again."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import polars as pl
import pytest

from lises.errors import LisesError, UnknownNameError
from lises.reporting import ReportOrder, report_study
from lises.reporting.folder import INDEX, PASSAGES

TINY = Path("tests/studies/demo-tiny")
TODAY = "2026-11-22"


def _report(study: Path, to: Path, **how: object) -> dict[str, bytes]:
    """Make a report; give every file by its name."""
    made = report_study(ReportOrder(study=study, to=to, today=TODAY, **how))  # type: ignore[arg-type]
    assert made.report is not None, made.problems
    found = {p.relative_to(to).as_posix(): p.read_bytes() for p in to.rglob("*") if p.is_file()}
    assert {p.relative_to(to).as_posix() for p in made.report.files} == set(found)
    return found


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return _report(TINY, tmp_path_factory.mktemp("report") / "r", asked=("comparison", "keyness"))


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.hrefs: list[str] = []
        self.feed(text)

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            assert found["id"] not in self.ids, f"{found['id']} stands twice"
            self.ids.add(str(found["id"]))
        if found.get("href"):
            self.hrefs.append(str(found["href"]))


def test_every_link_of_the_report_leads_somewhere(report: dict[str, bytes]):
    pages = {name: _Page(report[name].decode()) for name in (INDEX, PASSAGES)}
    assert len(pages[INDEX].hrefs) > 50
    for name, page in pages.items():
        for href in page.hrefs:
            target, _, anchor = href.partition("#")
            assert (target or name) in report, href
            if anchor:
                assert anchor in pages[target or name].ids, href


def test_pictures_and_tables_are_there_in_every_form(report: dict[str, bytes]):
    endings = {Path(name).suffix for name in report}
    assert endings == {".csv", ".parquet", ".xlsx", ".svg", ".png", ".html"}
    pictures = {Path(n).name.partition(".")[0] for n in report if n.startswith("pictures/")}
    assert pictures >= {"prevalence", "matrix", "stripes", "agreement", "saturation", "keyness"}
    assert pictures >= {"map", "clusters"}


def test_a_section_shows_all_its_pictures_and_names_their_files(report: dict[str, bytes]):
    page = report[INDEX].decode()
    section = page[page.index('<h2 id="map">') :].partition("<h2")[2].partition("<h2")[0]
    drawn = re.findall(r'<svg[^>]* aria-labelledby="picture-(\w+)-', section)
    assert drawn == ["map", "clusters"]
    assert "pictures/map.invented.svg" in section
    assert "pictures/clusters.invented.png" in section
    people = re.findall(r'href="#(map-[^"]+)"', section)
    assert people
    assert all(f'<li id="{person}">' in section for person in people)


def test_what_is_invented_says_so_in_every_name_table_and_picture(report: dict[str, bytes]):
    for name, data in report.items():
        if name.startswith(("tables/", "pictures/")):
            assert ".invented." in name
        if name.endswith(".csv"):
            assert "data_status" in data.decode("utf-8-sig").splitlines()[0]
        if name.endswith((".svg", ".html")):
            assert "nvented for demonstration" in data.decode()


def test_nothing_of_the_machine_is_in_the_report(report: dict[str, bytes]):
    for name, data in report.items():
        assert str(Path.cwd()).encode() not in data, name
        assert b"http://" not in data.replace(b"http://www.w3.org/2000/svg", b"") or (
            name.endswith((".xlsx", ".png"))
        ), name


def test_the_same_study_gives_the_same_report(report: dict[str, bytes], tmp_path: Path):
    again = _report(TINY, tmp_path / "r", asked=("keyness", "comparison"))
    assert {n for n in report if report[n] != again.get(n)} == set()


def _copied(tmp_path: Path) -> Path:
    study = tmp_path / "demo-tiny"
    shutil.copytree(TINY, study)
    return study


def test_one_changed_coding_changes_every_table_that_depends_on_it_and_no_other(
    report: dict[str, bytes], tmp_path: Path
):
    study = _copied(tmp_path)
    file = next((study / "codings" / "consensus").glob("*G1.jsonl"))
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if '"weeds"' in line)
    lines[at] = lines[at].replace('"weeds"', '"tap"')
    file.write_text("".join(lines), encoding="utf-8")
    after = _report(study, tmp_path / "r", asked=("comparison", "keyness"))
    changed = {Path(n).name.partition(".")[0] for n in report if report[n] != after.get(n)}
    assert changed >= {"prevalence", "code-frequency", "code-by-participant", "matrix", "sequence"}
    # The coders' own rounds, the talk and its words are as they were.
    same = {"speech", "speech-by-role", "keyness", "interviews", "lost-in-tree"}
    assert not changed & same
    agreement = pl.read_parquet(_bytes(report, "agreement"))
    assert agreement.equals(pl.read_parquet(_bytes(after, "agreement")))


def _bytes(report: dict[str, bytes], table: str) -> bytes:
    return report[f"tables/{table}.invented.parquet"]


def test_a_public_report_holds_no_word_that_is_withheld(tmp_path: Path):
    study = _copied(tmp_path)
    people = study / "participants.csv"
    text = people.read_text(encoding="utf-8")
    people.write_text(text.replace("public,public", "restricted,restricted", 1), encoding="utf-8")
    assert people.read_text(encoding="utf-8") != text
    whole = _report(study, tmp_path / "whole")
    public = _report(study, tmp_path / "public", tier="public")
    told = b"".join(public[name] for name in public if name.endswith(".html"))
    assert b"were counted in the archive" in told
    kept = set(_passages(public))
    assert kept < set(_passages(whole))
    for passage, words in _passages(whole).items():
        if passage not in kept:
            assert all(words.encode() not in data for data in public.values())


def _passages(report: dict[str, bytes]) -> dict[str, str]:
    found = re.findall(
        r'<figure id="p-([^"]+)".*?<blockquote[^>]*><p>(.*?)</p>', report[PASSAGES].decode(), re.S
    )
    return {passage: re.sub(r"<[^>]+>", "", words) for passage, words in found}


def test_a_report_of_a_reflexive_study_says_what_it_is_not_offered(tmp_path: Path):
    study = _copied(tmp_path)
    design = study / "study.yaml"
    text = design.read_text(encoding="utf-8").replace("method: codebook", "method: reflexive")
    design.write_text(text, encoding="utf-8")
    made = _report(study, tmp_path / "r", asked=("keyness",))
    page = made[INDEX].decode()
    assert "method is reflexive" in page
    assert "pictures/agreement.invented.svg" not in made
    assert "pictures/keyness.invented.svg" not in made


def test_a_wrong_call_writes_nothing(tmp_path: Path):
    with pytest.raises(UnknownNameError, match='did you mean "keyness"'):
        _report(TINY, tmp_path / "r", asked=("keynes",))
    with pytest.raises(LisesError, match='no tier "open"'):
        _report(TINY, tmp_path / "r", tier="open")
    assert not (tmp_path / "r").exists()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("mine", encoding="utf-8")
    with pytest.raises(LisesError, match="not empty"):
        _report(TINY, tmp_path / "full")


def test_a_study_with_errors_has_no_report(tmp_path: Path):
    study = _copied(tmp_path)
    (study / "codebook.yaml").write_text("codes: [", encoding="utf-8")
    made = report_study(ReportOrder(study=study, to=tmp_path / "r", today=TODAY))
    assert made.report is None
    assert not (tmp_path / "r").exists()
