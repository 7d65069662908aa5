"""Facts on who was interviewed, how, when and for how long.

Whether a reader learns more than may be told of somebody is looked to here: counts and months
only, and of attributes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from statistics import median

from lises.evidence.counted import Counted
from lises.model import OTHER, StudyFolder

from .fact import Fact, Found, fact

__all__ = [
    "attendance",
    "duration",
    "ethics",
    "fieldnotes",
    "guide",
    "interviewers",
    "media",
    "period",
    "repeated",
    "sample",
    "transcripts",
]

_INTERVIEWS = "interviews.csv"
_DESIGN = "study.yaml"


def sample(counted: Counted) -> Found:
    """Say how many of each role were interviewed, less those who withdrew."""
    folder = counted.study.folder
    gone = Counter(w.role for w in folder.withdrawals)
    stated = [role for role in folder.design.roles if role.sample is not None]
    facts: list[Fact] = []
    for role in folder.design.roles:
        n = None if role.sample is None else role.sample - gone[role.id]
        key = "interviewed-of-role" if n is not None else "interviewed-not-stated"
        values = {"role": role.id} if n is None else {"role": role.id, "n": n}
        facts.append(fact(key, _DESIGN, **values))
    if len(stated) > 1 and len(stated) == len(folder.design.roles):
        total = sum((role.sample or 0) - gone[role.id] for role in stated)
        facts.append(fact("interviewed", _DESIGN, n=total))
    if not stated:
        return Found()
    return Found(facts=tuple(facts), whole=len(stated) == len(folder.design.roles))


def interviewers(counted: Counted) -> Found:
    """Name who held the interviews, by the labels of the table."""
    held = Counter(i.interviewer for i in counted.study.folder.interviews if i.interviewer)
    names = ", ".join(sorted(held))
    if not held:
        return Found()
    return Found(facts=(fact("interviewers", _INTERVIEWS, n=len(held), names=names),))


def media(counted: Counted) -> Found:
    """Count the interviews by how they were held."""
    rows = Counter(i.medium for i in counted.study.folder.interviews if i.medium)
    facts = [
        fact("medium", _INTERVIEWS, medium=medium, n=n)
        for medium, n in sorted(rows.items(), key=lambda row: (-row[1], row[0]))
    ]
    missing = sum(not i.medium for i in counted.study.folder.interviews)
    if facts and missing:
        facts.append(fact("medium-not-noted", _INTERVIEWS, n=missing))
    return Found(facts=tuple(facts))


def period(counted: Counted) -> Found:
    """Say from which month to which the interviews were held; a day could point at a person."""
    interviews = counted.study.folder.interviews
    months = sorted(i.date[:7] for i in interviews if i.date)
    if not months:
        return Found()
    of = len(interviews)
    told = fact("period", _INTERVIEWS, first=months[0], last=months[-1], n=len(months), of=of)
    return Found(facts=(told,))


def attendance(counted: Counted) -> Found:
    """Count joint interviews, and transcripts in which somebody else has a voice."""
    folder = counted.study.folder
    if not folder.transcripts:
        return Found()
    joint = sum(len(i.participants) > 1 for i in folder.interviews)
    others = sum(any(who == OTHER for _, who in t.speakers) for t in folder.transcripts.values())
    return Found(
        facts=(
            fact("joint", _INTERVIEWS, n=joint),
            fact("others-speak", "transcripts", n=others, of=len(folder.transcripts)),
        )
    )


def guide(counted: Counted) -> Found:
    """Count the questions of the guide, and in how many interviews it is noted what was asked."""
    folder = counted.study.folder
    if folder.guide is None:
        return Found()
    questions = len(folder.guide.questions)
    facts = [fact("guide", "guide.yaml", n=questions, version=folder.guide.version)]
    asked = len({row.interview for row in folder.asked})
    if asked:
        facts.append(fact("asked", "asked.csv", n=asked, of=len(folder.interviews)))
    return Found(facts=tuple(facts))


def repeated(counted: Counted) -> Found:
    """Count the participants with several interviews; of a mere record nothing is known."""
    folder = counted.study.folder
    if _is_record(folder):
        return Found()
    times = Counter(name for i in folder.interviews for name in i.participants)
    more = sum(n > 1 for n in times.values())
    return Found(facts=(fact("repeated", _INTERVIEWS, n=more, of=len(times)),), whole=True)


def fieldnotes(counted: Counted) -> Found:
    """Count the interviews with field notes; none here may only mean that they are elsewhere."""
    folder = counted.study.folder
    notes = [note for note in folder.notes if note.kind == "fieldnote"]
    noted = {name for note in notes for name in (note.id, note.about)}
    n = sum(i.id in noted for i in folder.interviews)
    if not n:
        return Found()
    return Found(
        facts=(fact("fieldnotes", "fieldnotes", n=n, of=len(folder.interviews)),), whole=True
    )


def duration(counted: Counted) -> Found:
    """Say how long the interviews lasted: least, most, median and sum of minutes."""
    interviews = counted.study.folder.interviews
    minutes = [i.minutes for i in interviews if i.minutes is not None]
    if not minutes:
        return Found()
    middle = median(minutes)
    values = {
        "n": len(minutes),
        "of": len(interviews),
        "least": min(minutes),
        "most": max(minutes),
        "median": int(middle) if middle == int(middle) else middle,
        "total": sum(minutes),
    }
    facts = (fact("duration", _INTERVIEWS, **values),)
    return Found(facts=facts, whole=len(minutes) == len(interviews))


def transcripts(counted: Counted) -> Found:
    """Count the interviews whose transcripts the study holds."""
    folder = counted.study.folder
    n = len(folder.transcripts)
    if not n:
        return Found()
    return Found(facts=(fact("transcripts", "transcripts", n=n, of=len(folder.interviews)),))


def ethics(counted: Counted) -> Found:
    """Tell the legal basis, and whether an impact assessment and an end of keeping are named."""
    return Found(facts=tuple(_ethics(counted.study.folder)))


def _ethics(folder: StudyFolder) -> Iterator[Fact]:
    governance = folder.design.governance
    if governance is None:
        return
    if governance.legal_basis:
        yield fact("legal-basis", _DESIGN, legal=governance.legal_basis)
    if governance.dpia:
        yield fact("dpia", _DESIGN)
    if governance.retention_until:
        yield fact("kept-until", _DESIGN, date=governance.retention_until)


def _is_record(folder: StudyFolder) -> bool:
    """Tell whether there is nothing but the list of interviews: its rows are placeholders."""
    return not folder.transcripts and not folder.passages
