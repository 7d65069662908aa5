"""With labels per finding nothing in a public release says that two people are one."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections import Counter
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.anchoring import anchor
from lises.errors import LisesError, ReleaseError
from lises.files import read_study
from lises.model import Evidence, Governance, LocalText, StudyFolder
from lises.privacy import Release, carried_tables, check_release, make_release, write_release
from lises.privacy.disclosure import alone_in, disclosure_of
from lises.privacy.releasing import Beside, release_study
from lises.tables import Tables
from tests.building import finding, passage, person, study, talk
from tests.privacy.studies import anchored, cleared, studies

TINY = Path(__file__).parents[1] / "studies/demo-tiny"
TODAY = "2026-11-22"
KEY = bytes(range(32))


def _per_finding(folder: StudyFolder) -> StudyFolder:
    governance = folder.design.governance or Governance()
    governance = replace(governance, labels="per-finding")
    return replace(folder, design=replace(folder.design, governance=governance))


@st.composite
def _several(draw: st.DrawFn) -> StudyFolder:
    """A study with findings that cite any passages, the same ones too, and name people."""
    folder = _per_finding(draw(studies()))
    ids = [p.id for p in folder.passages]
    some = st.lists(st.sampled_from(ids), unique=True, max_size=4) if ids else st.just([])
    made = []
    for name in ("f", "g", "h")[: draw(st.integers(2, 3))]:
        chosen = draw(some)
        prose = " ".join(f"{{lises:passage}}`{p}` {{lises:passage}}`P1 <{p}>`" for p in chosen)
        named = "P1 says, and P2s words; {lises:participant}`P1`"
        made.append(
            finding(
                name,
                counts="tap",
                rests_on=tuple(Evidence(passage=p, note=LocalText.plain(named)) for p in chosen),
                prose=f"{prose} {named}" if "P2" in {p.id for p in folder.participants} else prose,
                statement="P1 says so",
            )
        )
    said = tuple(replace(one, text="in other words") for one in folder.translations)
    return replace(folder, findings=tuple(made), translations=said)


def _files(release: Release) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as to:
        write_release(release, Path(to) / "r")
        files = (p for p in (Path(to) / "r").rglob("*") if p.is_file())
        return {p.relative_to(to).as_posix(): p.read_text("utf-8") for p in files}


def _by_finding(release: Release) -> dict[str, set[str]]:
    """Give every label and id that stands with a finding, as its file and the counts have them."""
    found = {}
    for one in release.folder.findings:
        assessed = release.assessments[one.id]
        cited = [e.passage for e in (*one.rests_on, *one.contradicted_by)]
        ids = {s.participant for s in assessed.stances} | set(cited) | set(assessed.coded)
        ids |= {p for s in assessed.stances for p in (*s.passages, *s.against)}
        by_id = release.study.by_id
        ids |= {by_id[p].interview for p in cited}
        ids |= {who for p in cited for who in release.study.speakers_of(by_id[p])}
        ids |= {
            match for text in dict(one.prose.by_language).values() for match in IDS.findall(text)
        }
        found[one.id] = ids
    return found


IDS = re.compile(r"\b[fgh]-[A-Z](?:-[A-Z])*(?:-[0-9a-z]{4})?\b")


@given(_several())
def test_no_two_findings_share_a_label_an_id_or_a_talk_and_no_id_of_the_archive_is_left(folder):
    release = make_release(anchored(folder), "public", key=KEY)
    by_finding = _by_finding(release)
    for one, other in combinations(by_finding.values(), 2):
        assert not one & other
    rows = (*release.folder.participants, *release.folder.interviews, *release.folder.passages)
    assert {r.id for r in rows} >= set().union(*by_finding.values())
    archive = {r.id for r in (*folder.participants, *folder.interviews, *folder.passages)}
    left = re.compile(rf"(?<![\w-])(?:{'|'.join(archive)})(?:s|es)?(?![\w-])", re.IGNORECASE)
    for name, text in _files(release).items():
        assert not left.search(text), name
        assert not left.search(name), name


@given(_several())
def test_what_is_shown_is_what_is_cited_and_cleared_and_every_count_is_the_archives(folder):
    study_ = anchored(folder)
    release = make_release(study_, "public", key=KEY)
    stable = make_release(study_, "reviewer")
    may = cleared(study_, "public")
    cited = {e.passage for f in folder.findings for e in f.rests_on} & may
    quotes = {p.quote for p in folder.passages if p.id in cited and study_.speakers_of(p)}
    assert {p.quote for p in release.folder.passages} == quotes
    for name, assessed in release.assessments.items():
        was = stable.assessments[name]
        assert (assessed.n, assessed.of, assessed.result) == (was.n, was.of, was.result)
        assert assessed.tally() == was.tally()
    assert release.folder.framework == ()
    assert all(not i.date and not i.medium for i in release.folder.interviews)
    assert {role for p in release.folder.participants for role in p.attributes} == set()


def _two_talks(*rains: str) -> StudyFolder:
    """Two people who each say one thing of the tap and one of the rain, the rain as it is given."""
    people = [person("PAA", quotes="public"), person("PBB", quotes="public")]
    taps = ("The tap is far from my bed.", "The tap is close enough for me.")
    talks = [
        talk(p.id, f"{p.id}: {tap}", f"{p.id}: {rain}")
        for p, tap, rain in zip(people, taps, rains, strict=True)
    ]
    passages = [
        passage(f"{t.interview}-{n}aa{n}", n, t.turns[n - 1].text, code)
        for t in talks
        for n, code in ((1, "tap"), (2, "rain"))
    ]
    ids = [p.id for p in passages]
    made = study(
        *talks,
        *passages,
        finding("tap", counts="tap", rests_on=" ".join(ids[::2])),
        finding("rain", counts="rain", rests_on=" ".join(sorted(ids[1::2], key=_words(passages)))),
        people=people,
        codes="tap rain",
    )
    return _per_finding(made)


def _words(passages):
    return {p.id: p.quote for p in passages}.__getitem__


def _masked(release: Release) -> Counter[str]:
    """Every line of every file, and of every file its name, with the labels masked."""
    label = re.compile(r"\b(tap|rain)-[AB](-[0-9a-z]{4})?\b")
    lines = [
        f"{label.sub('*', name)}: {label.sub('*', line)}"
        for name, text in _files(release).items()
        for line in (name, *text.splitlines())
    ]
    return Counter(lines)


def test_whether_both_things_were_said_by_one_or_by_the_other_is_in_no_byte():
    rains = ("The rain comes when it will.", "The rain never reaches the barrel.")
    one, other = _two_talks(*rains), _two_talks(*rains[::-1])
    for key in (KEY, bytes(32)):
        made = [
            make_release(anchor(f), "public", tables=carried_tables(Tables(f)), key=key)
            for f in (one, other)
        ]
        assert all(len(m.folder.passages) == 4 for m in made)
        assert _masked(made[0]) == _masked(made[1])
    # With stable labels the same two studies differ, so that the masks hide nothing by themselves.
    stable = [make_release(anchor(f), "reviewer") for f in (one, other)]
    assert _masked(stable[0]) != _masked(stable[1])


def test_the_order_of_labels_is_drawn_and_comes_again_with_the_same_key():
    folder = _two_talks("Rain one.", "Rain two.")
    first = Counter()
    for number in range(24):
        made = make_release(anchor(folder), "public", key=bytes([number]) * 32)
        again = make_release(anchor(folder), "public", key=bytes([number]) * 32)
        assert made.folder == again.folder
        by_id = {p.id: p.quote for p in made.folder.passages}
        first[next(q for i, q in by_id.items() if i.startswith("tap-A"))] += 1
    assert len(first) == 2
    drawn = [make_release(anchor(folder), "public").folder.passages for _ in range(2)]
    assert drawn[0] != drawn[1]


def test_a_passage_cited_in_two_findings_joins_itself_and_nobody():
    folder = _two_talks("Rain one.", "Rain two.")
    ids = [p.id for p in folder.passages]
    tap, rain = folder.findings
    also = replace(rain, rests_on=(*rain.rests_on, Evidence(passage=ids[0])))
    made = make_release(anchor(replace(folder, findings=(tap, also))), "public", key=KEY)
    twice = [p for p in made.folder.passages if p.quote == ("The tap is far from my bed.",)]
    assert len(twice) == 2
    for shown in twice:
        (label,) = made.study.speakers_of(shown)
        assert [p.id for p in made.folder.passages if p.interview == shown.interview] == [shown.id]
        for assessed in made.assessments.values():
            assert label not in {s.participant for s in assessed.stances}
            assert all(shown.id not in (*s.passages, *s.against) for s in assessed.stances)


@pytest.mark.parametrize("tier", ["reviewer", "restricted"])
def test_who_may_see_more_sees_stable_labels(tier):
    made = make_release(anchor(_two_talks("Rain one.", "Rain two.")), tier)
    assert {p.id for p in made.folder.participants} == {"PAA", "PBB"}
    assert not made.unlinked
    assert not made.folder.design.per_finding


def test_an_id_that_no_label_stands_for_is_told_with_its_line(tmp_path):
    archive = Path(shutil.copytree(TINY, tmp_path / "demo-tiny"))
    design = archive / "study.yaml"
    text = design.read_text("utf-8").replace(
        "governance:\n", "governance:\n  labels: per-finding\n"
    )
    design.write_text(text, "utf-8")
    path = archive / "findings/queue.md"
    before = path.read_text("utf-8")
    path.write_text(f"{before}\nSee DEMO-G1-v8qh, and DEMO-G1 too.\n", "utf-8")
    made = release_study(archive, "public", tmp_path / "out", today=TODAY)
    (told,) = (p for p in made.problems if p.rule == "id-in-words")
    assert (told.path, told.line) == (f"{archive}/findings/queue.md", before.count("\n") + 2)
    assert not (tmp_path / "out").exists()
    path.write_text(f"{before}\nSee DEMO-G1s words.\n", "utf-8")
    made = release_study(archive, "public", tmp_path / "out", today=TODAY)
    assert made.good
    assert re.search(
        r"See DEMO-queue-[A-Z]s words", (tmp_path / "out/findings/queue.md").read_text()
    )
    assert not re.search(r"DEMO-[GK]\d", "".join(_of(tmp_path / "out")))
    checked = check_release(tmp_path / "out")
    assert not [p for p in checked.problems if p.severity == "error"]
    assert (checked.counted_again, checked.not_checkable) == ((), ("queue", "tap"))
    folder, _ = read_study(tmp_path / "out")
    assert folder


def _of(folder: Path) -> list[str]:
    return [p.read_text("utf-8") for p in folder.rglob("*") if p.is_file()]


def test_a_name_that_is_left_anywhere_stops_it():
    folder = _two_talks("Rain one.", "Rain two.")
    said = replace(folder.design, summary=LocalText.plain("PAA was the first."))
    with pytest.raises(ReleaseError, match="design would name"):
        make_release(anchor(replace(folder, design=said)), "public")
    twins = (finding("finding-2"), finding("x" * 60))
    cited = tuple(replace(f, rests_on=folder.findings[0].rests_on) for f in twins)
    with pytest.raises(ReleaseError, match="would share a label"):
        make_release(anchor(replace(folder, findings=cited)), "public", key=KEY)


def test_the_key_is_kept_in_the_vault_and_the_labels_come_again(tmp_path):
    archive = Path(shutil.copytree(TINY, tmp_path / "demo-tiny"))
    design = archive / "study.yaml"
    text = design.read_text("utf-8").replace(
        "governance:\n", "governance:\n  labels: per-finding\n"
    )
    design.write_text(text, "utf-8")
    (tmp_path / "vault").mkdir(mode=0o700)
    beside = Beside(vault=tmp_path / "vault")
    for name in ("a", "b"):
        made = release_study(archive, "public", tmp_path / name, today=TODAY, beside=beside)
        assert made.good
    assert sorted(_of(tmp_path / "a")) == sorted(_of(tmp_path / "b"))
    release_study(archive, "public", tmp_path / "c", today=TODAY)
    assert sorted(_of(tmp_path / "a")) != sorted(_of(tmp_path / "c"))
    kept = tmp_path / "vault/keys/labels.key"
    assert kept.stat().st_mode & 0o077 == 0
    kept.write_text("00")
    with pytest.raises(LisesError, match="no key of 32 bytes"):
        release_study(archive, "public", tmp_path / "d", today=TODAY, beside=beside)


def test_disclosure_sees_the_difference():
    folder = _two_talks("Rain one.", "Rain two.")
    folder = replace(folder, participants=tuple(
        replace(p, role=role) for p, role in zip(folder.participants, ("head", "aide"), strict=True)
    ))  # fmt: skip
    made = make_release(anchor(folder), "public", key=KEY)
    found = disclosure_of(made, folder)
    assert found.labels == "per-finding"
    assert found.people == 2
    assert found.few == (("head", 1), ("aide", 1))
    # Each is alone by role, under the labels of one finding; no two findings are in a combination.
    known = [c for c in found.combinations if c.known]
    assert [c.values for c in known] == [("head",), ("aide",)]
    assert alone_in(made) == 2
    stances = [
        {name for name in c.columns if name.startswith("stance")} for c in found.combinations
    ]
    assert all(len(names) < 2 for names in stances)
    stable = _stable(folder)
    both = {"stance: tap", "stance: rain"}
    assert any(both <= set(c.columns) for c in disclosure_of(stable, folder).combinations)


def _stable(folder: StudyFolder) -> Release:
    assert folder.design.governance
    governance = replace(folder.design.governance, labels="stable")
    design = replace(folder.design, governance=governance)
    return make_release(anchor(replace(folder, design=design)), "public")


def test_json_of_a_release_names_a_talk_by_its_label_or_by_a_number():
    folder = _two_talks("Rain one.", "Rain two.")
    files = _files(make_release(anchor(folder), "public", key=KEY))
    told = json.loads(files["r/release.json"])
    assert set(told["passages_withheld"]) <= {""}
    assert set(told["tables"]) <= {"prevalence", "agreement"}
