"""What was done, in words: events of one day that are of one kind are told together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from markupsafe import Markup

from lises.evidence.trail import KINDS, Event

from .markup import joined
from .words import Words

__all__ = ["Show", "as_written", "event_groups", "group_text", "remark_text"]

# Gives how an interview or a finding is shown, from its kind and id.
Show = Callable[[str, str], Markup | str]

_OF_INTERVIEWS = ("held", "read", "coded", "decided", "left-out")
_TALK = ("transcript", "coding", "adjudication")
_FOLDERS = (*_TALK, "fieldnote", "memo", "journal", "finding", "search", "translation")
_MOST_NAMES = 8  # of what a day of the history touched; more are only counted
_COUNTS = ("added", "removed", "changed")
_ORDER = {kind: number for number, kind in enumerate(KINDS)}


def as_written(_kind: str, name: str) -> str:
    """Show an id as it stands: for the terminal."""
    return name


def event_groups(events: Iterable[Event]) -> list[tuple[Event, ...]]:
    """Put together the events of a day that differ only in what they were done to.

    Order is by day, then the files before the history, then the kinds as in ``KINDS``.
    """
    rows = sorted(events, key=_group)
    return [tuple(found) for _key, found in groupby(rows, key=_group)]


def _group(event: Event) -> tuple[object, ...]:
    # Passages that came in one file and changed in another are told in one sentence.
    act = "" if event.source != "files" and event.added is not None else event.act
    return (
        event.date,
        event.source != "files",
        event.source,
        event.commit,
        _ORDER[event.kind],
        act,
        event.by,
        event.set,
        event.version or 0,
        event.note if event.act == "read" else "",
    )


def group_text(words: Words, group: Sequence[Event], show: Show = as_written) -> Markup:
    """Tell a group of events in one sentence, with who did it in front."""
    first = group[0]
    said = joined([part for part in (_head(words, group), *_parts(words, first)) if part], " · ")
    names = _names(words, group, show)
    if names:
        said = joined([said, names], ": ")
    who = ", ".join(first.by.split())
    if not who and first.source == "git":
        who = words("trail-somebody")
    return words.html("trail-who", who=who, what=said) if who else said


def _head(words: Words, group: Sequence[Event]) -> str:
    first, n = group[0], len(group)
    if first.act in _OF_INTERVIEWS:
        return words(f"trail-act-{first.act}", n=n)
    if first.act == "version":
        return words("trail-act-version", version=first.version)
    if first.act == "translated":
        n = sum(event.n or 0 for event in group)
        return words("trail-act-translated", n=n) if n else words("trail-translated")
    if first.source != "files" and first.added is not None:
        return _counts(words, group)
    if first.source != "files":  # how often a file was changed is not how many there are
        named = {event.interview or event.subject for event in group}
        n = 1 if first.kind not in _FOLDERS else n if "" in named else len(named)
    label = words(f"trail-kind-{first.kind}", n=n)
    what = label if n == 1 else words("trail-several", n=n, what=label)
    if first.act == "stated":
        return what
    return words("trail-done", what=what, act=words(f"trail-act-{first.act}"))


def _counts(words: Words, group: Sequence[Event]) -> str:
    """Say ``12 passages added, 2 removed``: the unit stands once, with the first number."""
    sums = {name: sum(getattr(event, name) or 0 for event in group) for name in _COUNTS}
    told = [name for name, n in sums.items() if n]
    kind = group[0].kind
    if not told:
        label = words(f"trail-kind-{kind}", n=1)
        return f"{label}: {words('trail-counts-none')}"
    first, *others = told
    unit = words(f"trail-n-{kind}", n=sums[first])
    said = [words(f"trail-counts-{first}", n=unit)]
    said += [words(f"trail-counts-{name}", n=sums[name]) for name in others]
    return ", ".join(said)


def _parts(words: Words, event: Event) -> list[str]:
    parts = []
    if event.set:
        parts.append(words("trail-in-set", set=event.set))
    if event.version and event.act == "read":
        parts.append(words("trail-under-codebook", version=event.version))
    if event.act == "read" and event.note:
        parts.append(words("trail-for-codes", codes=event.note))
    if event.n and event.act in ("version", "judged"):
        unit = "codebook" if event.act == "version" else event.kind
        parts.append(words(f"trail-n-{unit}", n=event.n))
    if event.act == "withdrawn" and event.note:
        parts.append(event.note)
    if event.n is not None and event.act == "stated" and event.kind != "finding":
        parts.append(words(f"trail-n-{event.kind}", n=event.n))
    return parts


def _names(words: Words, group: Sequence[Event], show: Show) -> Markup:
    """Name what was done to: interviews, findings; how many are not shown."""
    talk = group[0].act in _OF_INTERVIEWS or group[0].kind in _TALK
    if talk or group[0].kind == "fieldnote":
        hidden = sum(not event.interview for event in group) if talk else 0
        named: dict[str, list[Event]] = {}
        for event in group:
            if event.interview:
                named.setdefault(event.interview, []).append(event)
        said = [_interview(words, name, events, show) for name, events in named.items()]
        if group[0].source == "git" and len(said) > _MOST_NAMES:
            said = [words("trail-n-interview", n=len(said))]
        if hidden:
            said.append(words("trail-hidden", n=hidden))
        return joined(said, ", ")
    subjects = dict.fromkeys(event.subject for event in group if event.subject)
    return joined([show(group[0].kind, name) for name in subjects], ", ")


def _interview(words: Words, name: str, events: Sequence[Event], show: Show) -> Markup | str:
    shown = show("interview", name)
    n = events[0].n
    if events[0].act in ("read", "coded") and n is not None:
        return joined([shown, f" ({words('trail-n-coding', n=n)})"])
    if events[0].kind == "adjudication" and len(events) > 1:
        return joined([shown, f" ({len(events)})"])
    return shown


def remark_text(words: Words, remark: str, about: str = "") -> str:
    """Say what of a history is not there."""
    return words(f"trail-remark-{remark}", about=about)
