"""ELAN documents: which tiers are talk, whose, and when.

A tier that depends on no other is a speaker's, named by its participant or else by its id. Where a
participant has several, the one with most words is the talk and the rest is set aside by its name,
as are tiers that depend on others (translations, glosses); naming a tier for a speaker takes it in.
Values of attributes are no words here.

pympi was tried and is not used: it stops with a traceback at a time that is no number and at a
reference to nothing, and lets a document type declaration pass.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from lises.errors import Problem, how_many
from lises.exchange.document import UnreadableError
from lises.exchange.imported import SetAside
from lises.exchange.wordcount import count_words

from .cues import Cue, TimedDocument, Voiced, clock
from .eaf_parts import Annotation, Parts, Tier, parts_of

__all__ = ["read_eaf"]

_STEPS = 64
"""So many references are followed at most, from an annotation to the one that has a time."""


def read_eaf(content: bytes, path: str, wanted: Mapping[str, str] | None = None) -> TimedDocument:
    """Read an ELAN document.

    Parameters
    ----------
    content : bytes
        The whole file.
    path : str
        The file, for its problems.
    wanted : mapping, optional
        What the caller says of tiers by their id: ``-`` sets one aside, anything else takes it in.

    Raises
    ------
    UnreadableError
        As ``parts_of``, and ``cues-none`` where no tier has text.
    """
    parts = parts_of(content, path)
    talk = _talk(parts.tiers, wanted or {})
    if not any(tier.words for tier in talk):
        raise UnreadableError(
            "cues-none",
            "no tier holds talk: "
            + (", ".join(f'"{tier.name}"' for tier in parts.tiers[:12]) or "there are none"),
            'take one in with --speaker "TIER=WHO"',
        )
    times = _Times(parts)
    cues = sorted(_cues(talk, times, wanted or {}), key=lambda pair: pair[0])
    chosen = {id(tier) for tier in talk}
    apart = [tier for tier in parts.tiers if id(tier) not in chosen]
    return TimedDocument(
        kind="eaf",
        cues=tuple(cue for _, cue in cues),
        words=parts.words,
        encoding="",
        set_aside=(*_tiers_aside(apart), *_others_aside(parts)),
        notes=tuple(_notes(parts, talk)),
        problems=tuple(_problems(path, parts, apart, times)),
    )


def _talk(tiers: Sequence[Tier], wanted: Mapping[str, str]) -> list[Tier]:
    """Choose the tiers that are talk."""
    named = {name.casefold(): what for name, what in wanted.items()}
    said = [t for t in tiers if named.get(t.name.casefold(), "-") != "-"]
    theirs = {tier.participant for tier in said if tier.participant}
    over = _ancestors(said, tiers)
    chosen = {id(tier) for tier in said}
    free = [
        tier
        for tier in tiers
        if not tier.parent
        and tier.words
        and tier.name.casefold() not in named
        and tier.name not in over
    ]
    for participant in dict.fromkeys(tier.participant for tier in free):
        own = [tier for tier in free if tier.participant == participant]
        if not participant:
            chosen |= {id(tier) for tier in own}
        elif participant not in theirs:
            chosen.add(id(max(own, key=lambda tier: tier.words)))
    return [tier for tier in tiers if id(tier) in chosen]


def _ancestors(said: Sequence[Tier], tiers: Sequence[Tier]) -> set[str]:
    """Give the tiers on which those that are taken depend: the same talk in other words."""
    parents = {tier.name: tier.parent for tier in tiers}
    over: set[str] = set()
    for tier in said:
        parent = tier.parent
        while parent and parent not in over:
            over.add(parent)
            parent = parents.get(parent, "")
    return over


class _Times:
    """When annotations are: by their own slots, or by those of what they refer to."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.known = parts.units == "milliseconds"
        self.by_name = {a.name: a for tier in parts.tiers for a in tier.annotations}
        self.lost: list[Annotation] = []
        self.unvalued = 0

    def of(self, annotation: Annotation) -> tuple[int | None, int | None]:
        """Give begin and end in milliseconds, None where the file gives no value."""
        found: Annotation | None = annotation
        for _ in range(_STEPS):
            if found is None or not found.refers:
                break
            found = self.by_name.get(found.refers)
        if found is None or found.refers or any(s not in self.parts.slots for s in found.slots):
            self.lost.append(annotation)
            return None, None
        start, end = (self.parts.slots[slot] for slot in found.slots)
        self.unvalued += start is None or end is None
        return (start, end) if self.known else (None, None)


def _cues(
    talk: Sequence[Tier], times: _Times, wanted: Mapping[str, str]
) -> Iterator[tuple[tuple[int, int], Cue]]:
    """Give the cues with what they are ordered by: time, then place in the document."""
    named = {name.casefold() for name in wanted}
    for tier in talk:
        label = tier.name if tier.name.casefold() in named else tier.participant or tier.name
        reached = 0
        for annotation in tier.annotations:
            start, end = times.of(annotation)
            # One without a time stands after the one before it in its tier.
            reached = reached if start is None else start
            cue = Cue(
                voices=(Voiced(speaker=label, text=annotation.text),),
                at=annotation.at,
                start=start,
                end=end,
                written="" if start is None else clock(start),
                name=annotation.name,
            )
            yield (reached, annotation.at), cue


def _tiers_aside(tiers: Sequence[Tier]) -> Iterator[SetAside]:
    for tier in tiers:
        texts = [annotation.text for annotation in tier.annotations if annotation.text.strip()]
        if not texts:
            continue
        depends = f'depends on "{tier.parent}"' if tier.parent else "not taken for talk"
        kind = f", {tier.kind}" if tier.kind else ""
        yield SetAside(
            where=f'tier "{tier.name}"',
            text="\n".join(texts),
            why=f"{depends}{kind}; {how_many(len(texts), 'annotation')}",
            words=sum(map(count_words, texts)),
            at=tier.annotations[0].at,
        )


def _others_aside(parts: Parts) -> Iterator[SetAside]:
    others: dict[str, list[str]] = {}
    for name, text in parts.other:
        others.setdefault(name, []).append(text)
    for element, texts in others.items():
        yield SetAside(
            where=f"element {element[:60]}",
            text="\n".join(text.strip() for text in texts),
            why="no annotation",
            words=sum(map(count_words, texts)),
        )


def _notes(parts: Parts, talk: Collection[Tier]) -> Iterator[str]:
    unvalued = sum(value is None for value in parts.slots.values())
    without = f", {unvalued:,} without a value" if unvalued else ""
    yield f"time slots: {len(parts.slots):,}{without}"
    annotations = [a for tier in parts.tiers for a in tier.annotations]
    refer = sum(bool(a.refers) for a in annotations)
    yield (
        f"annotations: {len(annotations):,}, of which {len(annotations) - refer:,} with slots of "
        f"their own and {refer:,} that refer to another"
    )
    for tier in talk:
        name = f" of {tier.participant}" if tier.participant else ""
        yield f'tier "{tier.name}"{name}: {how_many(len(tier.annotations), "annotation")}, the talk'
    if parts.external:
        yield f"values from a controlled vocabulary: {parts.external:,}; kept as they are written"


def _problems(path: str, parts: Parts, apart: Sequence[Tier], times: _Times) -> Iterator[Problem]:
    for rule, message, remedy in (*_of_tiers(parts, apart), *_of_times(parts, times)):
        yield Problem(
            path=path, line=0, rule=rule, message=message, remedy=remedy, severity="doubt"
        )


def _of_tiers(parts: Parts, apart: Sequence[Tier]) -> Iterator[tuple[str, str, str]]:
    free = [f'"{t.name}" ({how_many(t.words, "word")})' for t in apart if not t.parent and t.words]
    if free:
        yield (
            "tiers-set-aside",
            f"tiers that depend on no other are set aside: {', '.join(free[:20])}; of several of "
            "one participant the one with most words is taken",
            'take another in with --speaker "TIER=WHO"; leave one out with --no-speaker "TIER"',
        )
    twice = [n for n, many in Counter(t.name for t in parts.tiers).items() if many > 1]
    if twice:
        listed = ", ".join(f'"{name[:40]}"' for name in twice[:8])
        yield "tier-twice", f"tiers with the same id: {listed}", "give each its own in ELAN"


def _of_times(parts: Parts, times: _Times) -> Iterator[tuple[str, str, str]]:
    again = "open the document in ELAN and save it again"
    if times.lost:
        names = ", ".join(f'"{a.name[:40]}"' for a in times.lost[:8])
        many = how_many(len(times.lost), "annotation")
        message = f"refer to what is not there: {names}; kept without a time"
        yield "annotation-lost", f"{many} of the talk {message}", again
    if parts.odd_slots:
        names = ", ".join(f'"{name[:40]}"' for name in parts.odd_slots[:8])
        many = how_many(len(parts.odd_slots), "time slot")
        yield "cue-time-malformed", f"{many} with a value that is no time: {names}", again
    if not times.known:
        units = f'time is counted in "{parts.units[:40]}", not in milliseconds'
        yield "cue-time-malformed", f"{units}; turns have no times", again
