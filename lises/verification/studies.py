"""A released study verified: its files read, its quotations found, its numbers counted again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lises.errors import LisesError
from lises.files import check_references, read_study
from lises.model import Passage
from lises.privacy import STUB, Release, read_release

from .item import Item
from .published import Published, counted_again, published
from .said import said

__all__ = ["verify_study"]

WITHHELD = said("verify-why-withheld")
CUT = said("verify-why-cut")
UNLINKED = said("verify-why-unlinked")
WITHDRAWN = said("verify-why-withdrawn")
OF_WORDS = ("search", "guideline", "claim", "table", "value")  # kinds that may rest on words


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
        yield _fail("record", name, "study.yaml", said("verify-why-no-study"))
        return
    named = check_references(study, name=name)
    faults = [p for p in (*read, *named) if p.severity == "error"]
    for problem in faults:
        place = problem.path.removeprefix(f"{name}/")
        what = f"{place}:{problem.line}" if problem.line else place
        yield _fail("record", name, what, problem.message)
    if not faults:
        yield Item(kind="record", where=name, what=said("verify-what-readable"), result="pass")
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
        why = told.get(passage.id, said("verify-why-no-words"))
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
            what = said("verify-what-rests", finding=finding.id, passage=evidence.passage)
            if there:
                yield Item(kind="link", where=name, what=what, result="pass")
            else:
                yield _fail("link", name, what, said("verify-why-no-passage"))
        withheld = release.withheld.get(finding.id)
        for _ in range(withheld.supports + withheld.contradicts if withheld else 0):
            yield Item(
                kind="link",
                where=name,
                what=said("verify-what-rests-withheld", finding=finding.id),
                result="not-checkable",
                why=said("verify-why-passage-withheld"),
            )


def _values(release: Release, locked: Mapping[str, Any], name: str) -> Iterator[Item]:
    again = {one.key: one for one in published(counted_again(release))}
    there = {one.key: one for one in published(release)}
    cut = _cut_of(release)
    withdrawn: set[str] = set()  # findings of which it is not told how many were interviewed
    for key, one in there.items():
        if key not in locked:
            yield _fail(one.kind, name, key, said("verify-why-not-locked"))
        elif locked[key] != _as_json(one.value):
            yield _fail(one.kind, name, key, said("verify-why-locked-other"))
        else:
            item = _held_against(one, again.get(key), cut, name)
            if item.why == WITHDRAWN:
                withdrawn.add(key.rpartition(":")[0])
            if item.result == "fail" and key.endswith(": result") and _unsure(key, withdrawn):
                item = replace(item, result="not-checkable", why=WITHDRAWN)
            yield item
    for key in locked:
        if key not in there:
            yield _fail("value", name, key, said("verify-why-not-carried"))


def _unsure(key: str, withdrawn: set[str]) -> bool:
    return key.rpartition(":")[0] in withdrawn


def _as_json(value: object) -> Any:  # noqa: ANN401 - whatever JSON holds
    import msgspec

    return msgspec.json.decode(msgspec.json.encode(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """The interviews of which a release withholds passages, and those of which it withholds words.

    What is searched in words cannot be counted again in either; what rests on passages can, where
    only other words went.
    """

    passages: frozenset[str]
    words: frozenset[str]
    unlinked: bool = False  # people cannot be told to be the same in two findings


def _cut_of(release: Release) -> _Cut:
    talks = release.folder.transcripts
    ids = {interview.id for interview in release.folder.interviews}
    stubbed = {i for i in ids & talks.keys() if any(STUB.search(t.text) for t in talks[i].turns)}
    without = ids - talks.keys()
    lacking = {i for i, n in release.passages_withheld.items() if n}
    return _Cut(
        passages=frozenset(lacking | without),
        words=frozenset(stubbed | without),
        unlinked=release.unlinked,
    )


def _held_against(one: Published, again: Published | None, cut: _Cut, name: str) -> Item:
    """Hold a published value against what is counted here."""
    here = _as_json(again.value) if again else None
    was = _as_json(one.value)
    if cut.unlinked and one.kind != "figure":  # what comes out the same by chance was not counted
        return Item(kind=one.kind, where=name, what=one.key, result="not-checkable", why=UNLINKED)
    if again is not None and here == was:
        return Item(kind=one.kind, where=name, what=one.key, result="pass")
    why = _why_not_here(one, cut)
    if one.key.endswith(": interviewed") and _more(here, was):
        why = WITHDRAWN
    elif one.lower and _more(here, was):
        why = ""  # what is withheld makes a count smaller, never larger
    if not why:
        other = said("verify-why-counted-other", was=_short(was), here=_short(here))
        return _fail(one.kind, name, one.key, other)
    return Item(kind=one.kind, where=name, what=one.key, result="not-checkable", why=why)


def _why_not_here(one: Published, cut: _Cut) -> str:
    """Say why a value need not come out here as in the archive; empty where it must."""
    if one.interviews & cut.passages:
        return WITHHELD
    return CUT if one.kind in OF_WORDS and one.interviews & cut.words else ""


def _more(here: object, was: object) -> bool:
    return isinstance(here, int) and isinstance(was, int) and here > was


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
