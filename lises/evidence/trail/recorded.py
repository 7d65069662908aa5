"""What the files of a study say was done, by whom and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from lises.model import CodingSet, StudyDesign, StudyFolder

from .event import Event

__all__ = ["coder_of", "recorded_events"]


def recorded_events(folder: StudyFolder) -> tuple[Event, ...]:
    """Give every act that the files record, in the order of the kinds of file; undated ones too.

    A reading counts the passages that its set has in its interview. Of a set nobody entered in
    ``readings.csv`` the codings stand without a date. A consensus passage with a reason is an
    adjudication, dated as the reading of its set.
    """
    return (
        *_interviews(folder),
        *_readings(folder),
        *_adjudications(folder),
        *_codebook(folder),
        *_notes(folder),
        *_searches(folder),
        *_standing(folder),
        *_translations(folder),
        *_acknowledged(folder),
    )


def coder_of(design: StudyDesign, name: str) -> str:
    """Give the id of a coder called by id or name, nothing where the study knows nobody so.

    >>> design = StudyDesign(id="a", title=None, kind="interviews", data_status="constructed",
    ...     language="en", coders=(("ab", "Coder A"),))
    >>> coder_of(design, "Coder A"), coder_of(design, "Karen")
    ('ab', '')
    """
    wanted = name.strip().casefold()
    for coder, called in design.coders:
        if wanted in (coder.casefold(), called.strip().casefold()):
            return coder
    return ""


def _interviews(folder: StudyFolder) -> Iterator[Event]:
    for row in folder.interviews:
        yield Event(
            kind="interview", act="held", date=row.date, interview=row.id, path="interviews.csv"
        )
    if folder.guide is not None:
        n = len(folder.guide.questions)
        yield Event(kind="guide", act="stated", n=n, path="guide.yaml")
    for row_ in folder.withdrawals:
        yield Event(
            kind="withdrawal",
            act="withdrawn",
            date=row_.date,
            note=row_.role,
            path="withdrawals.csv",
        )


def _readings(folder: StudyFolder) -> Iterator[Event]:
    sets = {one.id: one for one in folder.design.coding_sets}
    found = Counter((p.set, p.interview) for p in folder.passages)
    read = set()
    for row in folder.readings:
        read.add((row.set, row.interview))
        yield Event(
            kind="reading",
            act="read",
            date=row.date,
            by=_coders(sets, row.set),
            interview=row.interview,
            set=row.set,
            version=row.codebook,
            n=found[row.set, row.interview],
            note="" if row.codes == ("*",) else " ".join(row.codes),
            path="readings.csv",
        )
    for (of_set, interview), n in found.items():
        if (of_set, interview) not in read:
            yield Event(
                kind="coding",
                act="coded",
                by=_coders(sets, of_set),
                interview=interview,
                set=of_set,
                n=n,
                path=f"codings/{of_set}/{interview}.jsonl",
            )


def _coders(sets: Mapping[str, CodingSet], name: str) -> str:
    """Name the coders behind a set; of a consensus all whose sets it was made from."""
    found: dict[str, None] = {}
    waiting, seen = [name], set[str]()
    while waiting:
        one = sets.get(waiting.pop(0))
        if one is None or one.id in seen:
            continue
        seen.add(one.id)
        if one.coder:
            found[one.coder] = None
        waiting += one.origin
    return " ".join(found)


def _adjudications(folder: StudyFolder) -> Iterator[Event]:
    sets = {one.id: one for one in folder.design.coding_sets}
    dates = {(row.set, row.interview): row.date for row in folder.readings}
    for passage in folder.passages:
        if passage.reason:
            yield Event(
                kind="adjudication",
                act="decided",
                date=dates.get((passage.set, passage.interview), ""),
                by=_coders(sets, passage.set),
                interview=passage.interview,
                subject=passage.id,
                set=passage.set,
                n=len(passage.origin),
                note=passage.reason,
                path=passage.at.path,
            )
    for one in folder.left_out:
        yield Event(
            kind="adjudication",
            act="left-out",
            date=one.date,
            by=one.coder,
            interview=one.interview,
            subject=one.passage,
            set=one.set,
            note=one.reason,
            path=one.at.path,
        )


def _codebook(folder: StudyFolder) -> Iterator[Event]:
    book = folder.codebook
    for change in book.changes if book else ():
        yield Event(
            kind="codebook",
            act="version",
            date=change.date,
            version=change.version,
            n=sum(code.changed == change.version for code in book.codes) if book else None,
            note=change.why.in_language(folder.design.language),
            path="codebook.yaml",
        )


def _notes(folder: StudyFolder) -> Iterator[Event]:
    for note in folder.notes:
        yield Event(
            kind=note.kind,
            act="written",
            date=note.date,
            by=coder_of(folder.design, note.coder),
            interview=note.about if note.kind == "fieldnote" else "",
            subject=note.id,
            note=note.title,
            path=note.at.path,
        )


def _searches(folder: StudyFolder) -> Iterator[Event]:
    """Give each file of judged hits; neither who judged nor when is said in it."""
    for path, hits in folder.searches.items():
        yield Event(kind="search", act="judged", n=len(hits), subject=path, path=path)


def _standing(folder: StudyFolder) -> Iterator[Event]:
    """Give what is there without a date: themes, the framework, findings, claims, guidelines."""
    for finding in folder.findings:
        n = len(finding.rests_on) + len(finding.contradicted_by)
        yield Event(kind="finding", act="stated", subject=finding.id, n=n, path=finding.at.path)
    standing = (
        ("theme", len(folder.themes), "themes.yaml"),
        ("framework", len(folder.framework), "framework.yaml"),
        ("claim", len(folder.claims), "claims.yaml"),
        ("figure", len(folder.figures), "figures.csv"),
        ("source", len(folder.sources), "sources.bib"),
        ("related", len(folder.related), "related.yaml"),
        ("reporting", len(folder.reporting), "reporting.yaml"),
        ("asked", len(folder.asked), "asked.csv"),
    )
    for kind, n, path in standing:
        if n:
            yield Event(kind=kind, act="stated", n=n, path=path)


def _translations(folder: StudyFolder) -> Iterator[Event]:
    told = Counter((t.language, coder_of(folder.design, t.by)) for t in folder.translations)
    for (language, by), n in told.items():
        path = f"translations/{language}.jsonl"
        yield Event(kind="translation", act="translated", by=by, n=n, subject=language, path=path)


def _acknowledged(folder: StudyFolder) -> Iterator[Event]:
    for one in folder.design.acknowledged:
        yield Event(
            kind="acknowledgement",
            act="acknowledged",
            subject=" ".join(filter(None, (one.rule, one.subject))),
            note=one.reason.in_language(folder.design.language),
            path="study.yaml",
        )
