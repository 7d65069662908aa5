"""A released study verified: its files read, its quotations found, its numbers counted again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from lises.errors import LisesError
from lises.files import check_references, read_study
from lises.model import Passage
from lises.privacy import STUB, Release, read_release

from .item import Item
from .published import Published, counted_again, published

__all__ = ["verify_study"]

WITHHELD = "passages that it rests on are withheld at this tier"
CUT = "words of the transcripts that it searched are withheld at this tier"
WITHDRAWN = "a release does not tell how many withdrew"


def verify_study(folder: Path, locked: Mapping[str, Any], *, name: str) -> Iterator[Item]:
    """Verify a released study.

    Parameters
    ----------
    folder : Path
        As ``lises release`` wrote it.
    locked : mapping of str to value
        What the lock says was published of it.
    name : str
        How the items call it.

    Yields
    ------
    Item
        Of every file with a fault, every passage, every piece of evidence and every value.
    """
    study, read = read_study(folder, name=name)
    if study is None:
        yield _fail("record", name, "study.yaml", "is no study that can be read")
        return
    named = check_references(study, name=name)
    faults = [p for p in (*read, *named) if p.severity == "error"]
    for problem in faults:
        place = problem.path.removeprefix(f"{name}/")
        what = f"{place}:{problem.line}" if problem.line else place
        yield _fail("record", name, what, problem.message)
    if not faults:
        yield Item(kind="record", where=name, what="every file can be read", result="pass")
    try:
        release = read_release(folder, name=name)
    except LisesError as why:
        yield _fail("record", name, "release.json", str(why))
        return
    yield from _quotations(release, name)
    yield from _evidence(release, name)
    yield from _values(release, locked, name)


def _fail(kind: str, where: str, what: str, why: str) -> Item:
    return Item(kind=kind, where=where, what=what, result="fail", why=why)


def _quotations(release: Release, name: str) -> Iterator[Item]:
    """Say of each passage whether its quotation is found in its turn, once."""
    told = {p.subject: p.message.removeprefix(f"{p.subject}: ") for p in release.study.problems}
    for passage in release.folder.passages:
        here = passage.id in release.study.spans and _as_quoted(release, passage)
        why = told.get(passage.id, "its words are not in the turn that it names")
        yield Item(
            kind="quotation",
            where=name,
            what=passage.id,
            result="pass" if here else "fail",
            why="" if here else why,
        )


def _as_quoted(release: Release, passage: Passage) -> bool:
    transcript = release.folder.transcripts.get(passage.interview)
    spans = release.study.spans[passage.id]
    if transcript is None or len(spans) != len(passage.quote):
        return False
    return all(
        (turn := transcript.turn(span.turn)) is not None
        and turn.text[span.start : span.end] == said
        for span, said in zip(spans, passage.quote, strict=True)
    )


def _evidence(release: Release, name: str) -> Iterator[Item]:
    """Say of each finding whether what it rests on is there, or is said to be withheld."""
    for finding in release.folder.findings:
        for evidence in (*finding.rests_on, *finding.contradicted_by):
            there = evidence.passage in release.study.by_id
            what = f"finding {finding.id} rests on {evidence.passage}"
            if there:
                yield Item(kind="link", where=name, what=what, result="pass")
            else:
                yield _fail("link", name, what, "there is no such passage")
        withheld = release.withheld.get(finding.id)
        for _ in range(withheld.supports + withheld.contradicts if withheld else 0):
            yield Item(
                kind="link",
                where=name,
                what=f"finding {finding.id} rests on a passage that is withheld",
                result="not-checkable",
                why="the passage is withheld at this tier",
            )


def _values(release: Release, locked: Mapping[str, Any], name: str) -> Iterator[Item]:
    again = {one.key: one for one in published(counted_again(release))}
    there = {one.key: one for one in published(release)}
    cut = _cut(release)
    withdrawn: set[str] = set()  # findings of which it is not told how many were interviewed
    for key, one in there.items():
        if key not in locked:
            yield _fail(one.kind, name, key, "the lock does not have it")
        elif locked[key] != _as_json(one.value):
            yield _fail(one.kind, name, key, "is not what the lock says was published")
        else:
            item = _held_against(one, again.get(key), cut, name)
            if item.why == WITHDRAWN:
                withdrawn.add(key.rpartition(":")[0])
            if item.result == "fail" and key.endswith(": result") and _unsure(key, withdrawn):
                item = replace(item, result="not-checkable", why=WITHDRAWN)
            yield item
    for key in locked:
        if key not in there:
            yield _fail("value", name, key, "was published and is not in release.json")


def _unsure(key: str, withdrawn: set[str]) -> bool:
    return key.rpartition(":")[0] in withdrawn


def _as_json(value: object) -> Any:  # noqa: ANN401 - whatever JSON holds
    import msgspec

    return msgspec.json.decode(msgspec.json.encode(value))


def _cut(release: Release) -> dict[str, str]:
    """Give interview → why what rests on it may not be counted here: passages or words withheld."""
    folder = release.folder
    found = {i: WITHHELD for i, n in release.passages_withheld.items() if n}
    for interview in folder.interviews:
        transcript = folder.transcripts.get(interview.id)
        whole = transcript is not None and not any(STUB.search(t.text) for t in transcript.turns)
        if not whole:
            found.setdefault(interview.id, "" if transcript else WITHHELD)
            found[f"words {interview.id}"] = CUT
    return {key: why for key, why in found.items() if why}


def _held_against(
    one: Published, again: Published | None, cut: Mapping[str, str], name: str
) -> Item:
    """Hold a published value against what is counted here."""
    here = _as_json(again.value) if again else None
    was = _as_json(one.value)
    if again is not None and here == was:
        return Item(kind=one.kind, where=name, what=one.key, result="pass")
    why = _why_not_here(one, cut)
    if one.key.endswith(": interviewed") and _more(here, was):
        why = WITHDRAWN
    elif one.lower and _more(here, was):
        why = ""  # what is withheld makes a count smaller, never larger
    if not why:
        why = f"was published as {_short(was)} and is {_short(here)}"
        return _fail(one.kind, name, one.key, why)
    return Item(kind=one.kind, where=name, what=one.key, result="not-checkable", why=why)


def _why_not_here(one: Published, cut: Mapping[str, str]) -> str:
    """Say why a value need not come out here as in the archive; empty where it must."""
    rests_on = sorted(one.interviews)
    why = next((cut[i] for i in rests_on if i in cut), "")
    if not why and one.kind in ("search", "guideline", "claim", "table", "value"):
        why = next((cut[f"words {i}"] for i in rests_on if f"words {i}" in cut), "")
    return why


def _more(here: object, was: object) -> bool:
    return isinstance(here, int) and isinstance(was, int) and here > was


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
