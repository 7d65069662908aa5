"""How the codebook came to be, from its own versions, from memos and from a history."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from lises.evidence.trail import CodebookState, codebook_changes, trail_of, word_difference
from lises.evidence.trail.codebook_history import recoded
from lises.model import Code, Codebook, LocalText, Note
from tests.evidence.trail.test_history import study_at, whole
from tests.making.repositories import TINY

WORDS = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=8).map(" ".join)


def code(name: str, definition: str, parent: str | None = None) -> Code:
    return Code(
        id=name, label=LocalText.plain(name), definition=LocalText.plain(definition), parent=parent
    )


def state(version: int, *codes: Code, **touched: int) -> CodebookState:
    book = Codebook(version=version, codes=codes)
    return CodebookState(book=book, date=f"2026-06-{version:02d}", commit="c" * 40, touched=touched)


def acts(
    *states: CodebookState, notes: tuple[Note, ...] = ()
) -> list[tuple[str, str, tuple[str, ...]]]:
    folder = replace(study_at(TINY), codebook=states[-1].book, notes=notes)
    return [(c.act, c.code, c.other) for c in codebook_changes(folder, states)]


def test_codes_that_come_go_and_move_are_told_apart() -> None:
    old = state(1, code("a", "A"), code("b", "B"), code("c", "C"))
    new = state(2, code("a", "A"), code("c", "C", parent="a"), code("d", "D"))
    assert acts(old, new) == [("removed", "b", ()), ("moved", "c", ("", "a")), ("added", "d", ())]


def test_a_code_with_another_id_and_the_same_definition_was_renamed() -> None:
    assert acts(
        state(1, code("a", "A")), state(2, replace(code("b", "A"), label=LocalText.plain("a")))
    ) == [("renamed", "b", ("a",))]


def test_of_two_codes_with_one_definition_none_is_taken_for_the_other() -> None:
    found = acts(state(1, code("a", "A"), code("b", "A")), state(2, code("c", "A")))
    assert [act for act, *_ in found] == ["removed", "removed", "added"]


def test_a_parent_that_was_renamed_moves_nobody() -> None:
    old = state(1, code("a", "A"), code("b", "B", parent="a"))
    new = state(2, replace(code("x", "A"), label=LocalText.plain("a")), code("b", "B", parent="x"))
    assert acts(old, new) == [("renamed", "x", ("a",))]


def test_a_memo_of_the_command_tells_a_merge_and_a_split() -> None:
    memos = tuple(
        Note(id=f"codebook-{n}", kind="memo", text="", title=title)
        for n, title in ((2, "b → a"), (3, "a → c, d"))
    )
    one, two = state(1, code("a", "A"), code("b", "B")), state(2, code("a", "A"))
    three = state(3, code("a", "A"), code("c", "C", "a"), code("d", "D", "a"))
    found = acts(one, two, three, notes=memos)
    assert ("merged", "b", ("a",)) in found
    assert ("split", "a", ("c", "d")) in found


def test_a_renamed_code_counts_the_passages_that_were_recoded_with_it() -> None:
    changes = {(change.act, change.code): change for change in whole().codes}
    renamed = changes["renamed", "ukrudt"]
    assert (renamed.other, renamed.version, renamed.date) == (("weeds",), 3, "2026-06-05")
    assert renamed.recoded == 2  # one passage each of two sets
    assert renamed.now == 2
    assert changes["moved", "ukrudt"].other == ("", "tap")


def test_a_text_that_changed_is_told_by_language_with_both_texts() -> None:
    (change,) = [change for change in whole().codes if change.act == "avoid"]
    assert (change.code, change.language) == ("tap", "en")
    assert word_difference(change.was, change.becomes) == (
        ("same", "Rain and"),
        ("gone", "Gåsebos hane."),
        ("come", "rain barrels."),
    )


def test_without_a_history_the_codebook_tells_of_each_code_when_it_last_changed() -> None:
    (change,) = trail_of(study_at(TINY), history=False).codes
    assert (change.act, change.code, change.version, change.date) == (
        "last-changed", "tap-queue", 2, "2026-05-20"
    )  # fmt: skip


@given(WORDS, WORDS)
def test_a_difference_holds_both_texts_whole(was: str, becomes: str) -> None:
    rows = word_difference(was, becomes)
    assert " ".join(words for kind, words in rows if kind != "come") == was
    assert " ".join(words for kind, words in rows if kind != "gone") == becomes


def test_a_passage_that_came_or_went_is_not_recoded() -> None:
    line = b'{"id":"a-1","codes":["x"]}'
    assert not recoded(line, b"") + recoded(b"", line) + recoded(line, line)
