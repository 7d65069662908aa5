"""Two releases of a study held against each other: who went, what vanished, what that tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from lises.privacy.release import Release
from lises.privacy.stubs import STUB

from .result import Difference

__all__ = ["differences"]


def differences(earlier: Release, later: Release) -> tuple[Difference, ...]:
    """List what whoever has both learns that neither tells.

    Both directions count: what was taken out points at itself, and so does what was added.
    Kinds: ``person``, ``interview``, ``attribute``, ``value``, ``passage``, ``words``, ``stance``,
    ``count``, ``withheld``.
    """
    found = [
        *_names(earlier, later),
        *_values(earlier, later),
        *_passages(earlier, later),
        *_words(earlier, later),
        *_stances(earlier, later),
        *_counts(earlier, later),
    ]
    return tuple(found)


def _names(earlier: Release, later: Release) -> Iterator[Difference]:
    old, new = earlier.folder, later.folder
    pairs: tuple[tuple[str, str, Any, Any], ...] = (
        ("person", "participants.csv", old.participants, new.participants),
        ("interview", "interviews.csv", old.interviews, new.interviews),
        ("attribute", "study.yaml", old.design.attributes, new.design.attributes),
    )
    for kind, place, before, after in pairs:
        was, now = [one.id for one in before], [one.id for one in after]
        for name in [x for x in was if x not in now]:
            yield Difference(kind=kind, place=place, about=f"{name} is only in the earlier one")
        for name in [x for x in now if x not in was]:
            yield Difference(kind=kind, place=place, about=f"{name} is only in the later one")


def _values(earlier: Release, later: Release) -> Iterator[Difference]:
    """Give cells of a row that changed: a coarsened level is undone by the earlier release."""
    for old in earlier.folder.participants:
        new = later.folder.participant(old.id)
        now = dict(new.attributes) if new else {}
        for name, value in old.attributes:
            if name in now and now[name] != value:
                about = f"{old.id}: {name} is another value"
                yield Difference(kind="value", place="participants.csv", about=about)


def _passages(earlier: Release, later: Release) -> Iterator[Difference]:
    old = {p.id: p for p in earlier.folder.passages}
    new = {p.id: p for p in later.folder.passages}
    for way, gone in (
        ("only in the earlier one", [p for name, p in old.items() if name not in new]),
        ("only in the later one", [p for name, p in new.items() if name not in old]),
    ):
        for passage in gone:
            about = f"{passage.id} is {way}"
            yield Difference(kind="passage", place=passage.at.path, about=about)


def _words(earlier: Release, later: Release) -> Iterator[Difference]:
    """Count the turns of an interview whose shown words are not the same."""
    for interview, old in earlier.folder.transcripts.items():
        new = later.folder.transcripts.get(interview)
        shown = [STUB.sub("", turn.text).strip() for turn in new.turns] if new else []
        was = [STUB.sub("", turn.text).strip() for turn in old.turns]
        shown += [""] * (len(was) - len(shown))
        less = sum(1 for a, b in zip(was, shown, strict=False) if a and len(b) < len(a))
        more = sum(1 for a, b in zip(was, shown, strict=False) if len(b) > len(a))
        place = f"transcripts/{interview}.md"
        if less:
            about = f"of {less} turns the earlier one shows more"
            yield Difference(kind="words", place=place, about=about)
        if more:
            about = f"of {more} turns the later one shows more"
            yield Difference(kind="words", place=place, about=about)


def _stances(earlier: Release, later: Release) -> Iterator[Difference]:
    for name, old in earlier.assessments.items():
        new = later.assessments.get(name)
        if new is None:
            continue
        place = f"findings/{name}.md"
        now = {s.participant: s.stance for s in new.stances}
        for stood in old.stances:
            other = now.get(stood.participant) if stood.participant else None
            if other is not None and other != stood.stance:
                about = f"{stood.participant}: {stood.stance}, then {other}"
                yield Difference(kind="stance", place=place, about=about)
        if (old.n, old.of) != (new.n, new.of):
            about = f"{old.n} of {old.of}, then {new.n} of {new.of}"
            yield Difference(kind="count", place=place, about=about)


def _counts(earlier: Release, later: Release) -> Iterator[Difference]:
    """Give the cells that differ by few, so that the difference is of those who came or went."""
    old, new = _prevalence(earlier), _prevalence(later)
    moved = Counter(
        (new[cell][0] - n, new[cell][1] - of) for cell, (n, of) in old.items() if cell in new
    )
    del moved[0, 0]
    for (n, of), times in sorted(moved.items()):
        about = f"{times} cells differ by {n:+} of {of:+} people"
        yield Difference(kind="count", place="release.json: prevalence", about=about)
    for interview, number in earlier.passages_withheld.items():
        now = later.passages_withheld.get(interview)
        if now is not None and now != number:
            about = f"{number} passages withheld, then {now}"
            yield Difference(kind="withheld", place=f"transcripts/{interview}.md", about=about)


def _prevalence(release: Release) -> Mapping[tuple[str, str], tuple[int, int]]:
    return {
        (str(row["code"]), str(row["group"])): (int(row["n"] or 0), int(row["of"] or 0))
        for row in release.tables.get("prevalence", ())
    }
