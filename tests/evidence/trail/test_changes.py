"""A change of a file in records, not lines."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from lises.evidence.trail import Counts, counted_changes, has_conflict, kind_of

SETS = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["x", "y"]))


def lines(passages: dict[str, str], order: list[str] | None = None) -> bytes:
    rows = ({"id": name, "codes": [passages[name]]} for name in order or passages)
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


@given(SETS, SETS)
def test_passages_are_counted_by_their_ids(was: dict[str, str], now: dict[str, str]) -> None:
    both = was.keys() & now.keys()
    expected = Counts(
        len(now.keys() - was.keys()),
        len(was.keys() - now.keys()),
        sum(was[k] != now[k] for k in both),
    )
    assert counted_changes("coding", [lines(was)], lines(now)) == expected


@given(SETS, st.randoms())
def test_lines_in_another_order_are_no_change(passages: dict[str, str], random: object) -> None:
    order = list(passages)
    random.shuffle(order)  # type: ignore[attr-defined]
    assert counted_changes("coding", [lines(passages)], lines(passages, order)) == Counts()


@given(SETS, SETS)
def test_a_merge_that_takes_one_side_whole_tells_nothing(
    one: dict[str, str], other: dict[str, str]
) -> None:
    found = counted_changes("coding", [lines(one), lines(other)], lines(one))
    assert found == Counts()


def test_lines_that_are_no_records_are_passed_by() -> None:
    mess = b'<<<<<<< ours\n{"id":"a","codes":[]}\n=======\n[1]\n{"id"\n>>>>>>> theirs\n'
    assert has_conflict(mess)
    assert counted_changes("coding", [b""], mess) == Counts(1, 0, 0)


def test_a_turn_that_was_split_is_one_changed_and_one_added() -> None:
    was = b"---\ninterview: A\n---\n\n**A**: One. Two.\n\n**I**: Yes?\n"
    now = b"---\ninterview: A\n---\n\n**A**: One.\n\n**A**: Two.\n\n**I**: Yes?\n"
    assert counted_changes("transcript", [was], now) == Counts(1, 0, 1)


def test_rows_of_a_table_are_counted_by_what_names_them() -> None:
    head = "set,interview,codes,codebook,date\n"
    was = f"{head}ab,R1,*,1,2026-01-01\nab,R2,*,1,2026-01-02\n".encode()
    now = f"{head}ab,R2,*,2,2026-01-03\r\nab,R3,*,2,2026-01-03\r\n".encode()
    assert counted_changes("reading", [was], now) == Counts(1, 1, 1)


def test_a_memo_is_one_thing() -> None:
    assert counted_changes("memo", [b"a"], b"b") is None


def test_what_is_no_file_of_a_study_has_no_kind() -> None:
    assert [kind_of(p) for p in ("README.md", ".gitignore", "notebooks/x.ipynb", "memos")] == [
        ""
    ] * 4
