"""Names replaced in a study: what points into the talk goes with it, the rest stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lises.anchoring import anchor, replaced_text, resolve
from lises.errors import LisesError, UnknownNameError
from lises.evidence import check_evidence, count
from lises.privacy.gate import Needles, read_output
from lises.privacy.gate.grams import words_of
from lises.privacy.identifiers.log import read_log
from lises.privacy.identifiers.pseudonymising import apply_plan, plan_replacements
from lises.privacy.identifiers.review import Decision, Reviewed, read_decisions
from lises.privacy.identifying import Identifying, identify_study, left_in_study, save_review

from .studies import read, written

TODAY = "2026-11-22"
REPLACE = Decision(action="replace")
KEEP = Decision(action="keep", reason="a verb")


@pytest.fixture
def there(tmp_path: Path) -> Path:
    return written(tmp_path)


def _files(study: Path) -> dict[str, bytes]:
    return {
        p.relative_to(study).as_posix(): p.read_bytes()
        for p in study.rglob("*")
        if p.is_file() and ".lises" not in p.parts
    }


def _decided(made: Identifying, kept: tuple[str, ...] = ("bo",)) -> tuple[Reviewed, ...]:
    return made.with_decisions(
        [
            Reviewed(candidate=r.candidate, decision=KEEP if r.candidate.said in kept else REPLACE)
            for r in made.reviewed
        ]
    )


def _apply(there: Path, reviewed: tuple[Reviewed, ...] | None = None) -> list[Path]:
    made = identify_study(there, there.parent / "vault")
    reviewed = made.with_decisions(made.reviewed) if reviewed is None else reviewed
    plan = plan_replacements(made.folder, reviewed, today=TODAY)
    return apply_plan(there, made.folder, made.vault, plan, reviewed)


def test_the_same_person_has_one_placeholder_by_whichever_part_of_the_name(there: Path):
    _apply(there, _decided(identify_study(there, there.parent / "vault")))
    folder = read(there)
    assert [t.text for t in folder.transcripts["X1"].turns[1:]] == [
        "Det var [NAVN1], altså [NAVN1], og [NAVN1]s mand. Ring, sagde hun, ring nu.",
        "Vi ville bo der. Så kom Vagn, og Vagns hund, ude ved [STED1].",
    ]
    (second,) = (t for t in folder.transcripts["X2"].turns if t.number == 2)
    assert second.text == "[NAVN1] ringede. Jeg bor i [STED2], nummeret er [TELEFON1]."


def test_passages_questions_and_judged_hits_are_where_they_were(there: Path):
    before = read(there)
    _apply(there, _decided(identify_study(there, there.parent / "vault")))
    after = read(there)
    assert anchor(after).problems == ()
    quotes = {p.id: p.quote for p in after.passages}
    assert quotes["X1-aaaa"] == ("Det var [NAVN1], altså [NAVN1]",)
    assert quotes["X1-bbbb"] == ("ring",)
    assert quotes["X1-cccc"] == ("[NAVN1]s mand. Ring, sagde hun, ring nu.", "Vi ville bo")
    assert after.asked == before.asked
    assert after.searches["searches/ring.jsonl"] == before.searches["searches/ring.jsonl"]
    checked = check_evidence(count(anchor(after)))
    assert not [p for p in checked if p.severity == "error" and p.rule.startswith("search")]


def test_files_and_lines_that_hold_nothing_replaced_stay_byte_for_byte(there: Path):
    before = _files(there)
    wrote = {p.relative_to(there).as_posix() for p in _apply(there, _decided(_made(there)))}
    after = _files(there)
    assert {name for name in before if before[name] != after[name]} == wrote
    lines = before["codings/c/X1.jsonl"].splitlines()
    same = [line for line in lines if b"X1-dddd" in line]
    assert same
    assert set(same) <= set(after["codings/c/X1.jsonl"].splitlines())


def _made(there: Path) -> Identifying:
    return identify_study(there, there.parent / "vault")


def test_to_apply_twice_changes_nothing(there: Path):
    assert _apply(there, _decided(_made(there)))
    before = _files(there)
    assert _apply(there) == []
    assert _files(there) == before


def test_what_was_kept_stays_kept_where_its_turn_has_changed_beside_it(there: Path):
    _apply(there, _decided(_made(there)))
    again = _made(there)
    assert [(r.candidate.said, r.decision) for r in again.reviewed] == [("bo", KEEP)]


def test_a_pseudonym_that_was_put_is_nobodys_name(there: Path):
    _apply(there, _decided(_made(there)))
    assert "Vagn" not in {r.candidate.stem for r in _made(there).reviewed}


def test_the_log_is_in_the_vault_alone_and_names_every_replacement(there: Path):
    made = _made(there)
    reviewed = _decided(made)
    _apply(there, reviewed)
    log = read_log(made.vault.log("x"))
    assert [row.was for row in log] == [
        r.candidate.stem for r in reviewed if r.decision and r.decision.action == "replace"
    ]
    assert made.vault.log("x").stat().st_mode & 0o077 == 0
    for name, data in _files(there).items():
        if not name.startswith(("findings/", "translations/")):
            assert "hanne" not in data.decode().casefold(), name


def test_what_is_left_is_told_by_place_and_never_by_name(there: Path):
    _apply(there, _decided(_made(there)))
    left = left_in_study(there, there.parent / "vault")
    places = {(p.path.removeprefix(f"{there}/"), p.rule) for p in left}
    assert places == {("findings/f.md", "name-left"), ("translations/en.jsonl", "name-left")}
    assert all("hanne" not in str(p).casefold() for p in left)


def test_the_gate_finds_a_registered_name_that_was_left(there: Path):
    made = _made(there)
    only_numbers = [
        Reviewed(candidate=r.candidate, decision=REPLACE if r.candidate.kind == "phone" else KEEP)
        for r in made.reviewed
    ]
    _apply(there, made.with_decisions(only_numbers))
    names = frozenset(tuple(words_of(e.name)) for e in made.register.entries)
    found = {leak.path for leak in read_output(there, Needles(names=names))}
    assert "transcripts/X1.md" in found


def test_a_judged_hit_whose_word_goes_stops_it_until_it_is_given_up(tmp_path: Path):
    there = written(tmp_path)
    path = there / "searches/ring.jsonl"
    path.write_text(path.read_text().replace('"hit":"ringede"', '"hit":"hanne"'), encoding="utf-8")
    made = _made(there)
    reviewed = _decided(made)
    before = _files(there)
    plan = plan_replacements(made.folder, reviewed, today=TODAY)
    assert [p.key for p in plan.lost] == ["searches/ring.jsonl:1"]
    with pytest.raises(LisesError, match="nothing was written"):
        apply_plan(there, made.folder, made.vault, plan, reviewed)
    assert _files(there) == before
    with pytest.raises(UnknownNameError, match="nothing that is lost"):
        plan_replacements(made.folder, reviewed, today=TODAY, drop=["searches/ring.jsonl:9"])
    key = "searches/ring.jsonl:1"
    plan = plan_replacements(made.folder, reviewed, today=TODAY, drop=[key])
    apply_plan(there, made.folder, made.vault, plan, reviewed)
    assert read(there).searches["searches/ring.jsonl"] == ()


def test_a_line_of_codings_that_cannot_be_read_stops_it(there: Path):
    path = there / "codings/c/X1.jsonl"
    path.write_text(path.read_text() + '{"id": broken\n', encoding="utf-8")
    before = _files(there)
    made = _made(there)
    reviewed = _decided(made)
    plan = plan_replacements(made.folder, reviewed, today=TODAY, problems=made.read)
    assert [p.rule for p in plan.in_the_way] == ["json-syntax"]
    with pytest.raises(LisesError, match="mend this first"):
        apply_plan(there, made.folder, made.vault, plan, reviewed)
    assert _files(there) == before


def test_a_decision_is_offered_again_and_not_applied_where_the_words_have_changed(there: Path):
    made = _made(there)
    save_review(made, _decided(made))
    path = there / "transcripts/X2.md"
    path.write_text(path.read_text().replace("ringede. Jeg", "ringede. Altså, jeg"), "utf-8")
    again = [r for r in _made(there).reviewed if r.candidate.interview == "X2"]
    assert [r.decision for r in again] == [None, None, None]
    assert again[0].offered is not None
    assert again[0].offered.action == "replace"


def test_an_interview_may_have_numbers_of_its_own(there: Path):
    made = _made(there)
    inner = Decision(action="replace", within="interview")
    reviewed = made.with_decisions(
        [Reviewed(candidate=r.candidate, decision=inner) for r in made.reviewed]
    )
    puts = {
        (r.candidate.interview, r.candidate.identity): r.decision.put
        for r in reviewed
        if r.decision
    }
    assert puts["X1", "hanne kringelbæk"] == puts["X2", "hanne kringelbæk"] == "[NAVN1]"
    assert puts["X2", "rundhøj"] == "[STED1]"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12)
@given(data=st.data())
def test_whatever_is_decided_every_text_is_the_old_one_with_the_replacements(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
):
    there = written(tmp_path_factory.mktemp("study"))
    made = _made(there)
    choices = st.sampled_from([None, KEEP, REPLACE, Decision(action="replace", put="Vera")])
    reviewed = made.with_decisions(
        [Reviewed(candidate=r.candidate, decision=data.draw(choices)) for r in made.reviewed]
    )
    save_review(made, reviewed)
    plan = plan_replacements(made.folder, reviewed, today=TODAY)
    lost = [p.key for p in plan.lost]
    plan = plan_replacements(made.folder, reviewed, today=TODAY, drop=lost)
    apply_plan(there, made.folder, made.vault, plan, reviewed)
    after = read(there)
    for interview, old in made.folder.transcripts.items():
        for turn in old.turns:
            mine = [r for r in plan.replacements.get(interview, ()) if r.turn == turn.number]
            new = after.transcripts[interview].turns[turn.number - 1]
            assert new.text == replaced_text(turn.text, mine)
    for one in after.passages:
        assert isinstance(resolve(one, after.transcripts[one.interview]), tuple)
    _, problems = read_decisions(made.vault.review("x"))
    assert not problems
    kept = [r for r in _made(there).reviewed if r.decision == KEEP]
    assert len(kept) == sum(r.decision == KEEP for r in reviewed)
