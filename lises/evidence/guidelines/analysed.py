"""Facts on the coding, the themes and the findings."""

from __future__ import annotations

from collections import Counter, defaultdict
from importlib.metadata import version

from lises.evidence.assess import assess_all
from lises.evidence.counted import Counted
from lises.evidence.quantifiers import Result
from lises.model import Codebook, StudyFolder

from .fact import Fact, Found, fact

__all__ = [
    "agreeing",
    "coders",
    "coding_tree",
    "contrary",
    "counting",
    "double_reading",
    "limits",
    "method",
    "notes",
    "quotations",
    "software",
    "themes",
    "versions",
]

_DESIGN, _CODEBOOK, _FINDINGS, _READINGS = "study.yaml", "codebook.yaml", "findings", "readings.csv"
_RESULTS: tuple[Result, ...] = (
    "agree",
    "do-not-agree",
    "not-checkable",
    "not-counted",
    "no-quantifier",
)


def method(counted: Counted) -> Found:
    """Name the method and the way of counting that the study declares; nothing where not stated."""
    design = counted.study.folder.design
    if design.method == "not-stated":
        return Found()
    return Found(facts=(fact("method", _DESIGN, method=design.method, counting=design.counts),))


def counting(counted: Counted) -> Found:
    """Name the way of counting alone."""
    return Found(facts=(fact("counting", _DESIGN, counting=counted.study.folder.design.counts),))


def coders(counted: Counted) -> Found:
    """Count the coders who have read or coded, and what each has read in rounds of their own."""
    folder = counted.study.folder
    read = _read_by_coder(folder)
    if not read:
        return Found()
    names = dict(folder.design.coders)
    shown = ", ".join(names.get(coder, coder) for coder in read)
    facts = [fact("coders", _DESIGN, n=len(read), names=shown)]
    for coder, interviews in read.items():
        shown, of = names.get(coder, coder), len(folder.interviews)
        facts.append(fact("coder-read", _READINGS, coder=shown, n=len(interviews), of=of))
    return Found(facts=tuple(facts), whole=True)


def _read_by_coder(folder: StudyFolder) -> dict[str, set[str]]:
    """Give coder → the interviews that their own sets have read or coded."""
    owner = {s.id: s.coder for s in folder.design.coding_sets if s.coder}
    found: dict[str, set[str]] = defaultdict(set)
    rows = [(r.set, r.interview) for r in folder.readings]
    rows += [(p.set, p.interview) for p in folder.passages]
    for set_id, interview in rows:
        if set_id in owner:
            found[owner[set_id]].add(interview)
    return {coder: found[coder] for coder in dict.fromkeys(owner.values()) if coder in found}


def double_reading(counted: Counted) -> Found:
    """Count the interviews that two coders or more have read, each for themselves."""
    folder = counted.study.folder
    read = _read_by_coder(folder)
    if len(read) < 2:
        return Found()
    times = Counter(interview for interviews in read.values() for interview in interviews)
    n = sum(times[i.id] > 1 for i in folder.interviews)
    return Found(facts=(fact("read-by-two", _READINGS, n=n, of=len(folder.interviews)),))


def coding_tree(counted: Counted) -> Found:
    """Tell the size of the codebook: codes, those at the top, levels, version, definitions."""
    book = counted.study.folder.codebook
    if book is None or not book.codes:
        return Found()
    values = {
        "n": len(book.codes),
        "top": sum(code.parent is None for code in book.codes),
        "levels": _levels(book),
        "version": book.version,
    }
    defined = sum(bool(code.definition) for code in book.codes)
    facts = (
        fact("codes", _CODEBOOK, **values),
        fact("codes-defined", _CODEBOOK, n=defined, of=len(book.codes)),
    )
    return Found(facts=facts, whole=defined == len(book.codes))


def _levels(book: Codebook) -> int:
    """Count the levels of the deepest branch; a circle of parents is walked once."""
    parents = {code.id: code.parent for code in book.codes}
    deepest = 0
    for code in parents:
        walked: set[str] = set()
        step: str | None = code
        while step is not None and step in parents and step not in walked:
            walked.add(step)
            step = parents[step]
        deepest = max(deepest, len(walked))
    return deepest


def versions(counted: Counted) -> Found:
    """Tell how the codebook changed while the coding went on."""
    book = counted.study.folder.codebook
    if book is None or book.version < 2:
        return Found()
    late = sum(code.changed > 1 for code in book.codes)
    return Found(facts=(fact("codebook-versions", _CODEBOOK, version=book.version, n=late),))


def themes(counted: Counted) -> Found:
    """Count themes and findings."""
    folder = counted.study.folder
    facts: list[Fact] = []
    if folder.themes:
        facts.append(fact("themes", "themes.yaml", n=len(folder.themes)))
    if folder.findings:
        facts.append(fact("findings", _FINDINGS, n=len(folder.findings)))
    return Found(facts=tuple(facts))


def software(counted: Counted) -> Found:
    """Name what the coding is held and counted with; without codings nothing is known of it."""
    folder = counted.study.folder
    if not folder.passages:
        return Found()
    values = {"version": version("lises"), "tier": folder.design.text_tier}
    return Found(facts=(fact("software", _DESIGN, **values),), whole=True)


def quotations(counted: Counted) -> Found:
    """Count the passages that findings cite, who is heard in them, and those without a label."""
    folder, by_id = counted.study.folder, counted.study.by_id
    cited = {
        finding.id: {e.passage for e in (*finding.rests_on, *finding.contradicted_by)} & set(by_id)
        for finding in folder.findings
    }
    passages = set().union(*cited.values()) if cited else set()
    if not passages:
        return Found()
    speakers = {name: counted.study.speakers_of(by_id[name]) for name in passages}
    heard = {person for people in speakers.values() for person in people}
    unlabelled = sum(not people for people in speakers.values())
    citing = sum(bool(found) for found in cited.values())
    facts = [
        fact("quotations", _FINDINGS, n=len(passages), citing=citing, findings=len(cited)),
        fact("quoted-people", _FINDINGS, n=len(heard), of=len(folder.participants)),
    ]
    if unlabelled:
        facts.append(fact("quotations-unlabelled", _FINDINGS, n=unlabelled))
    else:
        facts.append(fact("quotations-labelled", _FINDINGS))
    return Found(facts=tuple(facts), whole=not unlabelled)


def agreeing(counted: Counted) -> Found:
    """Count the findings by whether statement and codings agree; only where quantities are held."""
    folder = counted.study.folder
    if not folder.findings or folder.design.counts != "checked":
        return Found()
    results = Counter(assessed.result for assessed in assess_all(counted).values())
    facts = (
        fact("findings-result", _FINDINGS, result=result, n=results[result])
        for result in _RESULTS
        if results[result]
    )
    return Found(facts=tuple(facts))


def contrary(counted: Counted) -> Found:
    """Count the findings that name what speaks against them, and those with a recorded search."""
    findings = counted.study.folder.findings
    if not findings:
        return Found()
    against = [f for f in findings if f.contradicted_by]
    passages = {e.passage for f in against for e in f.contradicted_by}
    searched = sum(bool(f.searched) for f in findings)
    return Found(
        facts=(
            fact("against", _FINDINGS, n=len(against), of=len(findings), passages=len(passages)),
            fact("searched", _FINDINGS, n=searched, of=len(findings)),
        )
    )


def notes(counted: Counted) -> Found:
    """Count pages of the reflexive journal and memos."""
    folder = counted.study.folder
    kinds = Counter[str](note.kind for note in folder.notes)
    facts = (
        fact(key, where, n=kinds[kind])
        for key, where, kind in (("journal", "journal", "journal"), ("memos", "memos", "memo"))
        if kinds[kind]
    )
    return Found(facts=tuple(facts))


def limits(counted: Counted) -> Found:
    """Count what the study says that its design cannot show."""
    n = len(counted.study.folder.design.cannot_show)
    return Found(facts=(fact("limits", _DESIGN, n=n),), whole=True) if n else Found()
