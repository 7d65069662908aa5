"""One fault, one problem: what only follows from another fault is not told beside it.

A transcript that cannot be read takes its passages, its speakers and every count with it; a
mistyped id is unknown in every place that names it. A problem is held back where a file that it
rests on has an error of an earlier kind, and the error says how many wait for it: they are looked
at again once it is mended.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from lises.errors import Problem
from lises.files.forms import passage_prefix

__all__ = ["without_consequences"]

SHOWN = 3  # places of a repeated name that are named

_PEOPLE = ("study.yaml", "participants.csv", "interviews.csv")
_HERE = "{file}"
_COUNTED = (*_PEOPLE, "readings.csv", "codebook.yaml", "transcripts/*", "codings/*", _HERE)
_ANY = ("*.yaml", "*.csv", "codings/*", "findings/*", "transcripts/*")
_WORDS = "transcripts/{interview}.md"
_CODED = "codings/*/{interview}.jsonl"

# The files that a rule's problem rests on: {file} is its own, {subject} what it is about,
# {interview} the interview of a passage; "=rule" is a problem of that rule about the same subject.
RESTS_ON: Mapping[str, tuple[str, ...]] = {
    "acknowledgement-unused": ("*",),
    "attribute-unknown": ("study.yaml",),
    "case-unknown": ("participants.csv", "interviews.csv"),
    "claim-rests-elsewhere": ("claims.yaml",),
    "claim-unknown": ("claims.yaml",),
    "code-unknown": ("codebook.yaml",),
    "codebook-missing": ("codebook.yaml",),
    "codebook-version": ("codebook.yaml",),
    "coded-not-read": ("readings.csv", "study.yaml", "codebook.yaml", _HERE),
    "coder-unknown": ("study.yaml",),
    "collected-marked": ("study.yaml",),
    "constructed-unmarked": ("study.yaml",),
    "count-unreadable": ("codebook.yaml", _HERE),
    "counted-missing": ("study.yaml",),
    "counted-unknown": ("study.yaml",),
    "counter-evidence-missing": ("codebook.yaml", _HERE),
    "counts-unreadable": ("codebook.yaml", _HERE),
    "against-unreadable": ("codebook.yaml", _HERE),
    "decision-contradicted": (_HERE, _CODED),
    "decision-elsewhere": ("study.yaml",),
    "decision-stale": (_HERE, _CODED),
    "decision-twice": (_HERE,),
    "evidence-missing": (_HERE,),
    "evidence-not-counted": ("codebook.yaml", "study.yaml", _CODED, _HERE),
    "evidence-out-of-scope": (*_PEOPLE, _WORDS, _HERE),
    "figure-unknown": ("figures.csv",),
    "finding-unknown": ("findings/{subject}.md",),
    "guide-missing": ("guide.yaml",),
    "interview-unknown": ("interviews.csv", "transcripts/{subject}.md"),
    "level-unknown": ("study.yaml",),
    "origin-elsewhere": ("study.yaml", _CODED),
    "passage-unknown": (_CODED,),
    "participant-unknown": ("participants.csv",),
    "place-unknown": _ANY,
    "quantifier-disagrees": _COUNTED,
    "quantity-unknown": ("figures.csv",),
    "question-unknown": ("guide.yaml",),
    "quote-ambiguous": (_WORDS,),
    "quote-nearly-found": (_WORDS,),
    "quote-not-found": (_WORDS,),
    "reading-missing": ("readings.csv", "study.yaml", _HERE),
    "reading-stale": ("codebook.yaml", "readings.csv"),
    "related-unknown": ("claims.yaml", "figures.csv"),
    "role-unknown": ("study.yaml",),
    "sample-exceeded": ("participants.csv", "study.yaml", "withdrawals.csv"),
    "search-hit-gone": (*_PEOPLE, "transcripts/*", _HERE),
    "search-unjudged": (*_PEOPLE, "transcripts/*", "searches/*", _HERE),
    "search-unknown": ("{subject}",),
    "set-unknown": ("study.yaml",),
    "source-unknown": ("sources.bib",),
    "speaker-elsewhere": ("participants.csv", "interviews.csv"),
    "speaker-unknown": ("participants.csv", "interviews.csv"),
    "summary-missing": ("themes.yaml", "codings/*", _HERE),
    "summary-not-counted": ("study.yaml", "codings/*"),
    "summary-not-voiced": ("participants.csv", "transcripts/*", "codings/*"),
    "summary-off-theme": ("themes.yaml", "codings/*"),
    "subject-unknown": _ANY,
    "theme-unknown": ("themes.yaml",),
    "transcript-missing": ("transcripts/{subject}.md", "=interview-misnamed"),
    "transcript-unexpected": ("interviews.csv",),
    "turn-unknown": (_WORDS,),
    "value-changed": _COUNTED,
    "value-undefined": _COUNTED,
    "value-unreadable": _COUNTED,
}  # fmt: skip
_FIGURES = ("figures.csv",)
# Rules whose subject is a passage: its id begins with its interview.
OF_PASSAGES = frozenset(
    (
        "evidence-not-counted",
        "evidence-out-of-scope",
        "origin-elsewhere",
        "passage-unknown",
        "quote-ambiguous",
        "quote-nearly-found",
        "quote-not-found",
        "turn-unknown",
    )
)

# Errors that nothing else rests on, in whichever file they stand.
ALONE = frozenset(
    (
        "attribute-public-several",
        "cell-duplicate",
        "claim-unknown",
        "coder-unknown",
        "collected-marked",
        "collected-shaped-after",
        "constructed-answers",
        "constructed-unmarked",
        "count-typed",
        "finding-unknown",
        "place-unknown",
        "prose-role-unknown",
        "question-unknown",
        "related-unknown",
        "source-unknown",
        "subject-unknown",
        "theme-unknown",
        "translation-duplicate",
    )
)

# An error holds back only what is of a later kind than itself. What reading a file found comes
# first, then the files that are not there at all, then the names that lead nowhere.
FIRST = {
    "codebook-missing": 1, "guide-missing": 1, "id-duplicate": 1, "id-collides": 1, "id-unsafe": 1,
}  # fmt: skip
LATER = {
    "speaker-unknown": 3, "speaker-elsewhere": 3, "origin-elsewhere": 3,
    "transcript-missing": 3, "transcript-unexpected": 3, "sample-exceeded": 4,
    "counts-unreadable": 4, "against-unreadable": 4, "count-unreadable": 4,
    "summary-not-counted": 5, "summary-not-voiced": 5, "summary-off-theme": 5, "summary-missing": 5,
    "case-unknown": 3,
    "search-unreadable": 4, "coded-not-read": 4, "reading-missing": 5,
    "acknowledgement-unused": 6,
}  # fmt: skip
READ, NAMED, CONCLUDED = 0, 2, 5


def without_consequences(
    read: Iterable[Problem], named: Iterable[Problem], concluded: Iterable[Problem], study: str
) -> list[Problem]:
    """Give the problems that are faults of their own.

    Parameters
    ----------
    read, named, concluded : iterable of Problem
        What reading the files found; the names and quotes that lead nowhere; what was concluded
        from the files. Each kind may rest on the one before.
    study : str
        The path of the study, with which every problem's path begins.

    Returns
    -------
    list of Problem
        By file and line. An error that others wait for says how many; a name that is unknown in
        several places is told once, with its places.
    """
    ranked = [
        (FIRST.get(p.rule, LATER.get(p.rule, default)), p)
        for default, problems in ((READ, read), (NAMED, named), (CONCLUDED, concluded))
        for p in problems
    ]
    ranked.sort()
    waiting: dict[Problem, int] = defaultdict(int)
    errors: list[tuple[int, str, Problem]] = []
    kept: list[Problem] = []
    for rank, problem in ranked:
        inside = _inside(problem, study)
        cause = _cause(problem, inside, [(file, p) for r, file, p in errors if r < rank])
        if cause is not None:
            waiting[cause] += not problem.acknowledged
            continue
        kept.append(problem)
        if problem.severity == "error" and problem.rule not in ALONE:
            errors.append((rank, inside, problem))
    return sorted(_once([_with_waiting(p, waiting.get(p, 0)) for p in kept], study))


def _cause(problem: Problem, file: str, errors: Sequence[tuple[str, Problem]]) -> Problem | None:
    """Give the first error that a problem rests on, or None."""
    family = _FIGURES if problem.rule.startswith("figure-") else ()
    rests_on = RESTS_ON.get(problem.rule, family)
    if not rests_on or not errors:
        return None
    subject = problem.subject
    interview = passage_prefix(subject) if problem.rule in OF_PASSAGES else subject
    for pattern in rests_on:
        if pattern.startswith("="):
            same = (p for _, p in errors if p.rule == pattern[1:] and p.subject == subject)
            found = next(same, None)
        else:
            wanted = pattern.format(file=file, subject=subject, interview=interview)
            found = next((p for path, p in errors if fnmatchcase(path, wanted)), None)
        if found is not None:
            return found
    return None


def _with_waiting(problem: Problem, number: int) -> Problem:
    if not number:
        return problem
    many = f"{number} more problems wait" if number > 1 else "1 more problem waits"
    said = f"({many} until this is mended)"
    return replace(problem, remedy=f"{problem.remedy} {said}".lstrip())


def _once(problems: Sequence[Problem], study: str) -> list[Problem]:
    """Tell a name that is unknown in several places once, at the first of them."""
    same: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    out: list[Problem] = []
    for problem in sorted(problems):
        if problem.rule.endswith("-unknown") and not problem.acknowledged:
            same[problem.rule, problem.message].append(problem)
        else:
            out.append(problem)
    for first, *others in same.values():
        places = dict.fromkeys(_place(p, study) for p in others)
        if not places:
            out.append(first)
            continue
        named = ", ".join([*places][:SHOWN])
        more = f" and {len(places) - SHOWN} more places" if len(places) > SHOWN else ""
        out.append(replace(first, message=f"{first.message}; also in {named}{more}"))
    return out


def _place(problem: Problem, study: str) -> str:
    inside = _inside(problem, study)
    return f"{inside}:{problem.line}" if problem.line else inside


def _inside(problem: Problem, study: str) -> str:
    """Name a problem's file within the study."""
    return problem.path.removeprefix(study.rstrip("/")).lstrip("/")
