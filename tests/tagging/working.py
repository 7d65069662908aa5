"""A desk at a copy of the small study, and what its tests look at."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from lises.files import parse_transcript, read_text
from lises.files.faults import Faults
from lises.model import Transcript
from lises.tagging import Desk
from lises.tagging.operations import Accept, Add, Ask, Memo, NoteOp, Read, Recode, Remove, Respan

TINY = Path(__file__).parents[1] / "studies" / "demo-tiny"
CODES = ("tap", "tap-queue", "weeds")
INTERVIEWS = ("DEMO-G1", "DEMO-PAIR", "DEMO-K1")


def copied(to: Path) -> Path:
    """Copy the small study."""
    return Path(shutil.copytree(TINY, to / "demo-tiny"))


def files_of(study: Path) -> dict[str, bytes]:
    """Give every file of a study but what a desk keeps for itself."""
    found = (p for p in sorted(study.rglob("*")) if p.is_file())
    inside = (p for p in found if ".lises" not in p.relative_to(study).parts)
    return {p.relative_to(study).as_posix(): p.read_bytes() for p in inside}


def rows(study: Path, interview: str, coding_set: str = "cd-1") -> list[dict[str, Any]]:
    """Read the lines of a file of codings by another way than the library's."""
    path = study / f"codings/{coding_set}/{interview}.jsonl"
    if not path.is_file():
        return []
    text = path.read_text(encoding="utf-8-sig")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def talk(study: Path, interview: str) -> Transcript:
    """Read a transcript."""
    text = read_text(study / f"transcripts/{interview}.md", Faults(""))
    made = parse_transcript(text or "", f"transcripts/{interview}.md")[0]
    assert made is not None
    return made


def add(turn: int, start: int, end: int, *codes: str, turn_end: int | None = None) -> Add:
    """Make the operation that marks a stretch."""
    last = turn if turn_end is None else turn_end
    return Add(turn=turn, turn_end=last, start=start, end=end, codes=codes)


def accept(turn: int, start: int, end: int, *codes: str) -> Accept:
    """Make the operation that marks what was suggested."""
    return Accept(turn=turn, turn_end=turn, start=start, end=end, codes=codes)


def desk(study: Path, coder: str = "cd") -> Desk:
    """Open a desk."""
    return Desk.open(study, coder)


codes = st.lists(st.sampled_from(CODES), max_size=3, unique=True).map(tuple)
texts = st.sampled_from(["", "a thought", "æ e\u0301 🙂", 'with "marks" \\ and\nlines'])
stretches = st.tuples(st.integers(1, 7), st.integers(0, 2), st.integers(0, 90), st.integers(0, 90))


def operations(ids: list[str]) -> st.SearchStrategy[Any]:
    """Draw an operation; some cannot be done and are refused."""
    kinds = [
        st.builds(
            lambda s, c, m: Add(
                turn=s[0], turn_end=s[0] + s[1], start=s[2], end=s[3], codes=c, memo=m
            ),
            stretches,
            codes,
            texts,
        ),
        st.builds(
            lambda s, c: Accept(turn=s[0], turn_end=s[0] + s[1], start=s[2], end=s[3], codes=c),
            stretches,
            codes,
        ),
        st.builds(lambda c: Read(codes=c), st.one_of(codes, st.just(("*",)))),
        st.builds(
            lambda q, t, a: Ask(question=q, turn=t, asked=a),
            st.sampled_from(["water", "weeds"]),
            st.sampled_from([None, 1, 5]),
            st.booleans(),
        ),
        st.builds(lambda a, t: NoteOp(about=a, text=t), st.sampled_from(["tap", ""]), texts),
        st.builds(lambda t: NoteOp(about="", kind="journal", text=t), texts),
    ]
    if ids:
        names = st.sampled_from(ids)
        kinds += [
            st.builds(lambda i: Remove(id=i), names),
            st.builds(lambda i, c: Recode(id=i, codes=c), names, codes),
            st.builds(lambda i, t: Memo(id=i, text=t), names, texts),
            st.builds(
                lambda i, s: Respan(id=i, turn=s[0], turn_end=s[0] + s[1], start=s[2], end=s[3]),
                names,
                stretches,
            ),
        ]
    return st.one_of(kinds)
