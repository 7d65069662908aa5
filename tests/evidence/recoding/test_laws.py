"""Laws of changed codebooks, on generated studies and on ones that a person would write."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lises.anchoring import anchor
from lises.evidence import Counted, assess_all, count
from lises.evidence.recoding import (
    EditCode,
    MergeCodes,
    MoveCode,
    Reason,
    RecodingRefusedError,
    RenameCode,
    SplitCode,
    apply_plan,
    plan_change,
)
from lises.files import read_study, write_study
from lises.model import LocalText, StudyFolder
from tests.strategies import code_ids, studies

few = settings(max_examples=25)  # each writes, reads and counts whole studies several times
WHY = Reason(why=LocalText.plain("because: of it"), date="2026-06-01")


@contextmanager
def written(study: StudyFolder) -> Iterator[Path]:
    """Write a study for as long as a test needs it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / study.design.id
        write_study(study, path)
        yield path


def files(study: Path) -> dict[str, bytes]:
    found = (p for p in study.rglob("*") if p.is_file() and ".lises" not in p.parts)
    return {p.relative_to(study).as_posix(): p.read_bytes() for p in found}


def counted(path: Path) -> Counted:
    folder, _problems = read_study(path)
    assert folder is not None
    return count(anchor(folder))


def done(path: Path, change: object) -> None:
    """Carry a change out; a generated study with an error in it is no example."""
    try:
        plan = plan_change(path, change, WHY)  # type: ignore[arg-type]
    except RecodingRefusedError:
        assume(False)
        raise
    apply_plan(plan)


def history_left_out(data: bytes) -> object:
    values = yaml.safe_load(data)
    return {key: value for key, value in values.items() if key not in ("version", "changes")}


@few
@given(studies(), st.data())
def test_a_code_renamed_there_and_back_leaves_every_file_as_it_was_but_for_the_history(
    study: StudyFolder, data: st.DataObject
):
    assert study.codebook is not None
    known = [code.id for code in study.codebook.codes]
    old = data.draw(st.sampled_from(known))
    new = data.draw(code_ids().filter(lambda code: code not in known))
    with written(study) as path:
        before, then = files(path), counted(path)
        voices = then.by_code()
        numbers = {name: (a.n, a.of) for name, a in assess_all(then).items()}
        done(path, RenameCode(code=old, to=new))
        now = counted(path)
        assert now.by_code() == {new if c == old else c: who for c, who in voices.items()}
        assert {name: (a.n, a.of) for name, a in assess_all(now).items()} == numbers
        assert not any(old in p.codes for p in now.study.folder.passages)
        done(path, RenameCode(code=new, to=old))
        after = files(path)
        book, book_then = after.pop("codebook.yaml"), before.pop("codebook.yaml")
        assert after == before
        assert history_left_out(book) == history_left_out(book_then)
        kept = book_then.decode().split("codes:", 1)[1]
        assert book.decode().endswith(kept)


@few
@given(studies(), st.data())
def test_who_voices_a_merged_code_is_who_voiced_one_of_the_two(
    study: StudyFolder, data: st.DataObject
):
    assert study.codebook is not None
    known = [code.id for code in study.codebook.codes]
    assume(len(known) > 1)
    gone, stays = data.draw(st.lists(st.sampled_from(known), min_size=2, max_size=2, unique=True))
    with written(study) as path:
        before, old = counted(path).by_code(), files(path)
        done(path, MergeCodes(code=gone, into=stays))
        now = counted(path)
        folder = now.study.folder
        assert folder.codebook is not None
        either = before.get(gone, frozenset()) | before.get(stays, frozenset())
        assert now.by_code().get(stays, frozenset()) == either
        assert gone not in now.by_code()
        assert folder.codebook.code(gone) is None
        assert all(len(set(p.codes)) == len(p.codes) for p in folder.passages)
        assert {c: n for c, n in before.items() if c not in (gone, stays)} == {
            c: n for c, n in now.by_code().items() if c != stays
        }
        new = files(path)
        assert [name for name in new if name not in old] == ["memos/codebook-3.md"]
        memo = new["memos/codebook-3.md"].decode()
        bore = [p.id for p in study.passages if gone in p.codes]
        assert all(passage in memo for passage in bore)


@few
@given(studies(), st.data())
def test_a_moved_code_changes_the_codebook_alone_and_nobody_is_lost(
    study: StudyFolder, data: st.DataObject
):
    assert study.codebook is not None
    known = [code.id for code in study.codebook.codes]
    code = data.draw(st.sampled_from(known))
    below = study.codebook.with_children(code)
    under = data.draw(st.sampled_from(["", *(c for c in known if c not in below)]))
    with written(study) as path:
        before, voices = files(path), counted(path).by_code()
        done(path, MoveCode(code=code, under=under))
        after, now = files(path), counted(path)
        assert {name for name in after if after[name] != before[name]} == {"codebook.yaml"}
        assert now.by_code() == voices
        assert now.study.folder.codebook is not None
        moved = now.study.folder.codebook.code(code)
        assert moved is not None
        assert (moved.parent or "") == under


@settings(max_examples=12)
@given(studies(), st.data())
def test_an_entry_written_anew_differs_in_what_was_written_and_no_other_does(
    study: StudyFolder, data: st.DataObject
):
    assert study.codebook is not None
    old = data.draw(st.sampled_from(study.codebook.codes))
    names = st.sampled_from(["label", "definition", "use", "avoid"])
    words = st.sampled_from(["x", "it: is, [so]", "two\nlines", "'\"# no", "æ é", "no", "- 12:40"])
    texts = data.draw(st.dictionaries(names, words, min_size=1))
    language = study.design.language
    spoken = [dict(getattr(old, name).by_language) for name in texts]
    assume(all(language in by or not by or "" in by for by in spoken))
    anew = data.draw(st.booleans())
    with written(study) as path:
        done(path, EditCode(code=old.id, texts=texts, language=language, anew=anew))
        book = counted(path).study.folder.codebook
    assert book is not None
    new = book.code(old.id)
    assert new is not None
    assert {name: getattr(new, name).in_language(language) for name in texts} == texts
    for name in {"label", "definition", "use", "avoid"} - texts.keys():
        assert getattr(new, name) == getattr(old, name)
    for name, by in zip(texts, spoken, strict=True):
        others = {one: text for one, text in by.items() if one not in (language, "")}
        assert others.items() <= dict(getattr(new, name).by_language).items()
    assert new.changed == (book.version if anew else old.changed)
    assert [c for c in book.codes if c.id != old.id] == [
        c for c in study.codebook.codes if c.id != old.id
    ]


@few
@given(studies(coded=True), st.data())
def test_a_split_gives_each_passage_what_was_decided_and_leaves_all_others(
    study: StudyFolder, data: st.DataObject
):
    assert study.codebook is not None
    known = [code.id for code in study.codebook.codes]
    borne = sorted({code for passage in study.passages for code in passage.codes})
    assume(borne)
    code = data.draw(st.sampled_from(borne))
    bearing = [p for p in study.passages if code in p.codes]
    choice = st.lists(st.sampled_from(known), max_size=2, unique=True).map(tuple)
    decided: Mapping[str, tuple[str, ...]] = {p.id: data.draw(choice) for p in bearing}
    with written(study) as path:
        done(path, SplitCode(code=code, decided=decided))
        now = {p.id: p.codes for p in counted(path).study.folder.passages}
    for passage in study.passages:
        kept = {c for c in passage.codes if c != code}
        assert set(now[passage.id]) == kept | set(decided.get(passage.id, passage.codes))


STEPS = 60


class _Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("step", [*range(0, STEPS, 6), 10_000])
def test_killed_at_any_step_the_old_or_the_new_study_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
):
    from lises.files import text

    study = Path(shutil.copytree("tests/studies/demo-tiny", tmp_path / "demo-tiny"))
    plan = plan_change(study, MergeCodes(code="tap-queue", into="tap"), WHY)
    old = files(study)
    new = {**old, **{file.path: file.new for file in plan.files}}
    left = [step]
    sync = text.os.fsync

    def counted_down(handle: int) -> None:
        if left[0] == 0:
            raise _Killed
        left[0] -= 1
        sync(handle)

    with monkeypatch.context() as patched:
        patched.setattr(text.os, "fsync", counted_down)
        with suppress(_Killed):
            apply_plan(plan)
    folder, problems = read_study(study)  # whoever comes next finishes it
    assert folder is not None
    assert not [p for p in problems if p.severity == "error"]
    assert files(study) in (old, new)
    if step == 0:
        assert files(study) == old
    if step == 10_000:
        assert files(study) == new
