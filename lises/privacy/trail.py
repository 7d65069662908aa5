"""What of the audit trail may leave the archive: rows made anew from what is cleared, no others.

A trail tells more than it seems to: that a transcript went tells of a withdrawal, the day of a
field note that of an interview, a former definition what was taken out of it for a reason. So every
kind of event has its own rule of what is kept, and a kind without one is gone. At no tier these
leave: names, e-mail addresses, messages and ids of commits, paths, titles, reasons, what is not
committed, and withdrawals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace

from lises.evidence.trail import CodeChange, Event, Trail, recorded_events
from lises.model import StudyDesign, StudyFolder, allows

from .clearances import columns_shown
from .release import Release
from .tables import Rows

__all__ = ["TRAIL_TABLES", "carried_trail", "released_trail"]

TRAIL_TABLES = ("trail", "trail_remarks", "codebook_history")

# Remarks that name no file and say nothing of the state of a machine.
_REMARKS = (
    "no-git", "no-repository", "no-commit", "not-trusted", "not-tracked", "too-slow", "shallow",
)  # fmt: skip
# Without numbers, the history of these says that the file was worked on, and nothing of anybody.
_UNCOUNTED = (
    "reading", "search", "translation", "framework", "theme", "finding", "claim", "figure",
    "source", "related", "reporting", "guide", "design", "memo", "journal",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """What of the archive's names may be said: ``listed`` interviews, those with words here."""

    design: StudyDesign
    columns: frozenset[str]
    listed: frozenset[str]
    here: frozenset[str]
    codes: frozenset[str]
    findings: frozenset[str]
    languages: frozenset[str]

    def by(self, event: Event) -> str:
        coders = {coder for coder, _name in self.design.coders}
        return " ".join(one for one in event.by.split() if one in coders)

    def set(self, event: Event) -> str:
        return event.set if any(s.id == event.set for s in self.design.coding_sets) else ""

    def month(self, date: str) -> str:
        """Give the month of what happened with a person: a day can point at somebody."""
        if "day" in self.columns:
            return date
        return date[:7] if "month" in self.columns else ""


def carried_trail(trail: Trail, release: Release) -> dict[str, Rows]:
    """Give the tables of the trail that a release may carry, by name; see ``TRAIL_TABLES``.

    Parameters
    ----------
    trail : Trail
        Of the archive.
    release : Release
        Made from the same archive; of an interview of which nothing is shown there is neither the
        id nor a number here.
    """
    folder = release.folder
    shown = _Shown(
        design=folder.design,
        columns=columns_shown(folder.design, release.tier),
        listed=frozenset(i.id for i in folder.interviews),
        here=frozenset(folder.transcripts),
        codes=frozenset(c.id for c in folder.codebook.codes) if folder.codebook else frozenset(),
        findings=frozenset(finding.id for finding in folder.findings),
        languages=frozenset(one.language for one in folder.translations),
    )
    events = [kept for event in trail.events if (kept := _event(event, shown)) is not None]
    wordings = allows(release.tier, folder.design.earlier_wordings)
    codes = trail.codes if wordings else _codes(trail.codes, shown)
    tables: dict[str, Rows] = {
        "trail": tuple(asdict(event) for event in events),
        "trail_remarks": tuple({"remark": key} for key, _about in trail.remarks if key in _REMARKS),
        "codebook_history": tuple(_row(replace(change, commit="")) for change in codes),
    }
    return {name: rows for name, rows in tables.items() if rows}


def released_trail(release: Release) -> Trail:
    """Give the trail as a release carries it; of one that carries none, what its own files say."""
    if not any(name in release.tables for name in TRAIL_TABLES):
        own = Trail(events=tuple(recorded_events(_without_notes(release.folder))))
        return Trail(events=tuple(_events(carried_trail(own, release).get("trail", ()))))
    return Trail(
        events=tuple(_events(release.tables.get("trail", ()))),
        codes=tuple(_change(row) for row in release.tables.get("codebook_history", ())),
        remarks=tuple((str(row["remark"]), "") for row in release.tables.get("trail_remarks", ())),
    )


def _without_notes(folder: StudyFolder) -> StudyFolder:
    """Leave the notes out: those in a release are fewer than there were."""
    return replace(folder, notes=())


def _events(rows: Iterable[Mapping[str, object]]) -> Iterator[Event]:
    for row in rows:
        yield Event(**row)  # type: ignore[arg-type]  # as asdict gave it


# ---- Events --------------------------------------------------------------------------------------


def _event(event: Event, shown: _Shown) -> Event | None:
    rule = _FILES if event.source == "files" else _HISTORY if event.source == "git" else {}
    keep = rule.get(event.kind)
    return keep(event, shown) if keep else None


def _bare(event: Event, shown: _Shown) -> Event:
    """Make an event of what no rule need keep back: kind, act, day, and who, by a coder's id."""
    return Event(
        kind=event.kind,
        act=event.act,
        date=event.date,
        source=event.source,
        by=shown.by(event),
    )


def _number(event: Event, shown: _Shown) -> Event:
    return replace(_bare(event, shown), n=event.n)


def _held(event: Event, shown: _Shown) -> Event | None:
    bare = replace(_bare(event, shown), date=shown.month(event.date))
    return replace(bare, interview=event.interview) if event.interview in shown.here else bare


def _read(event: Event, shown: _Shown) -> Event | None:
    """Keep a reading; of an interview of which nothing is here only that one was read."""
    if event.interview not in shown.listed:
        return None
    made = replace(_bare(event, shown), set=shown.set(event), version=event.version)
    if event.interview not in shown.here:
        return made
    codes = [code for code in event.note.split() if code in shown.codes]
    return replace(made, interview=event.interview, n=event.n, note=" ".join(codes))


def _decided(event: Event, shown: _Shown) -> Event | None:
    if event.interview not in shown.here:
        return None  # their number would be of that interview
    return replace(_bare(event, shown), interview=event.interview, set=shown.set(event))


def _version(event: Event, shown: _Shown) -> Event:
    return replace(_number(event, shown), version=event.version)


def _fieldnote(event: Event, shown: _Shown) -> Event | None:
    if event.act == "removed":
        return None
    return replace(_bare(event, shown), date=shown.month(event.date))


def _finding(event: Event, shown: _Shown) -> Event:
    known = event.subject in shown.findings
    return replace(_bare(event, shown), subject=event.subject if known else "")


def _language(event: Event, shown: _Shown) -> Event:
    """Keep whose translations and into what; of how many would count withheld ones."""
    known = event.subject in shown.languages
    return replace(_bare(event, shown), subject=event.subject if known else "")


def _rule(event: Event, shown: _Shown) -> Event:
    rule = event.subject.partition(" ")[0]
    known = any(one.rule == rule for one in shown.design.acknowledged)
    return replace(_bare(event, shown), subject=rule if known else "")


def _recounted(event: Event, shown: _Shown) -> Event | None:
    """Keep what the history says of codings: numbers only of interviews with words here."""
    if event.interview not in shown.listed:
        return None
    made = replace(_bare(event, shown), set=shown.set(event))
    if event.interview not in shown.here:
        return replace(made, act="changed")
    return replace(
        made,
        interview=event.interview,
        added=event.added,
        removed=event.removed,
        changed=event.changed,
    )


def _transcript(event: Event, shown: _Shown) -> Event | None:
    if event.interview not in shown.here or event.act == "removed":
        return None
    month = shown.month(event.date)
    return replace(_bare(event, shown), interview=event.interview, date=month)


def _codebook(event: Event, shown: _Shown) -> Event:
    made = _bare(event, shown)
    return replace(made, added=event.added, removed=event.removed, changed=event.changed)


Rule = Callable[[Event, _Shown], Event | None]

_FILES: Mapping[str, Rule] = {
    "interview": _held,
    "reading": _read,
    "coding": _read,
    "adjudication": _decided,
    "codebook": _version,
    "memo": _bare,
    "journal": _bare,
    "fieldnote": _fieldnote,
    "search": _number,
    "finding": _finding,
    "translation": _language,
    "acknowledgement": _rule,
    **dict.fromkeys(("guide", "theme", "claim", "figure", "source", "reporting"), _number),
    **dict.fromkeys(("framework", "related", "asked"), _bare),
}
_HISTORY: Mapping[str, Rule] = {
    **dict.fromkeys(_UNCOUNTED, _bare),
    "finding": _finding,
    "fieldnote": _fieldnote,
    "coding": _recounted,
    "adjudication": _recounted,
    "transcript": _transcript,
    "codebook": _codebook,
}


# ---- The codebook --------------------------------------------------------------------------------


def _codes(changes: Iterable[CodeChange], shown: _Shown) -> tuple[CodeChange, ...]:
    """Keep what happened to codes that are in the codebook, without what was said before.

    A code that is gone has no name here: that may be why it went. How many passages were recoded in
    a commit counts those of interviews that are not here.
    """
    whole = shown.listed == shown.here
    kept = []
    for change in changes:
        gone = change.code not in shown.codes
        parents = change.act == "moved" and any(o and o not in shown.codes for o in change.other)
        other = tuple(one for one in change.other if one in shown.codes or not one)
        kept.append(
            CodeChange(
                version=change.version,
                act="removed" if gone else change.act,
                code="" if gone else change.code,
                other=() if gone or parents else other,
                date=change.date,
                recoded=change.recoded if whole and not gone else None,
                now=0 if gone else change.now,
            )
        )
    return tuple(kept)


def _row(change: CodeChange) -> dict[str, str | int | float | bool | None]:
    """Write a change as a row of plain values; ids of codes have no blank, a top is a hyphen."""
    return {**asdict(change), "other": " ".join(one or "-" for one in change.other)}


def _change(row: Mapping[str, object]) -> CodeChange:
    other = tuple("" if one == "-" else one for one in str(row["other"]).split())
    return CodeChange(**{**row, "other": other})  # type: ignore[arg-type]
