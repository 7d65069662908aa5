"""What the import of a project says: what came in, how it counts, what could not come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from lises.errors import how_many
from lises.exchange.cleaning import one_line
from lises.exchange.imported import SetAside
from lises.model import INTERVIEWER

from .project import Project
from .to_study import StudyFromProject

__all__ = ["project_as_json", "project_report"]

_SHOWN = 12  # of a kind; the whole list is in the report that is kept beside the study


def project_report(project: Project, made: StudyFromProject, *, whole: bool = False) -> str:
    """Say in lines what an import of a project found and what it would make.

    Parameters
    ----------
    project : Project
    made : StudyFromProject
    whole : bool
        Whether every line is given that was set aside; else the first of each reason.
    """
    lines = [
        f"{project.path.name}: {project.format}"
        + (f", written by {project.software}" if project.software else ""),
        f"  {', '.join(_counts(project))}",
        "becomes",
        f"  {', '.join(_became(made))}",
        *_talks(made, whole=whole),
        *(f"  {note}" for note in made.notes),
        *_aside(made.set_aside, whole=whole),
    ]
    return "\n".join(lines) + "\n"


def _counts(project: Project) -> Iterator[str]:
    kinds = Counter(source.kind for source in project.sources)
    told = ", ".join(f"{n:,} {kind}" for kind, n in sorted(kinds.items()))
    yield how_many(len(project.sources), "source") + (f" ({told})" if len(kinds) > 1 else "")
    yield how_many(len(project.codes), "code")
    yield how_many(len(project.codings), "coding")
    yield how_many(len(project.coders), "coder")
    rest = {
        "case": project.cases,
        "variable": project.variables,
        "memo": project.memos,
        "set": project.sets,
        "link": project.links,
    }
    yield from (how_many(len(things), what) for what, things in rest.items() if things)


def _became(made: StudyFromProject) -> Iterator[str]:
    folder = made.folder
    yield how_many(len(folder.transcripts), "interview")
    yield how_many(sum(len(t.turns) for t in folder.transcripts.values()), "turn")
    yield how_many(len(folder.participants), "participant")
    yield how_many(len(folder.codebook.codes) if folder.codebook else 0, "code")
    yield how_many(len(folder.passages), "passage")
    yield how_many(len(folder.design.coding_sets), "coding set")
    yield how_many(len(folder.notes), "memo")
    yield how_many(len(folder.themes), "theme")


def _talks(made: StudyFromProject, *, whole: bool) -> Iterator[str]:
    """Say of each interview who speaks; names of sources may be people's and are shown here."""
    shown = len(made.talks) if whole else _SHOWN
    for name, talk in list(made.talks.items())[:shown]:
        said = Counter(label for turn in talk.transcript.turns for label in turn.label.split(" + "))
        who = dict(talk.transcript.speakers)
        speakers = ", ".join(
            f"{label} → {who.get(label, 'open')} ({n})" for label, n in said.most_common(6)
        )
        source = one_line(talk.name or name, 40)
        turns = how_many(len(talk.transcript.turns), "turn")
        yield f"  {name} ({source}): {turns}; {speakers or 'no words'}"
    if len(made.talks) > shown:
        yield f"  … and {len(made.talks) - shown:,} more"
    if made.talks and not any(
        INTERVIEWER in (who for _, who in talk.transcript.speakers) for talk in made.talks.values()
    ):
        yield "  no interviewer was found among the labels: --speaker LABEL=interviewer says who"


def _aside(set_aside: Iterable[SetAside], *, whole: bool) -> Iterator[str]:
    by_why: dict[str, list[SetAside]] = {}
    for one in set_aside:
        by_why.setdefault(one.why, []).append(one)
    if by_why:
        yield f"set aside ({sum(map(len, by_why.values())):,})"
    for why, those in by_why.items():
        yield f"  {why}: {len(those):,}"
        for one in those if whole else those[:3]:
            yield f"    {one.where}: {one_line(one.text) if not whole else one.text}"
        if not whole and len(those) > 3:
            yield f"    … and {len(those) - 3:,} more"


def project_as_json(project: Project, made: StudyFromProject) -> dict[str, Any]:
    """Give the report as plain values, for machines."""
    folder = made.folder
    return {
        "file": project.path.name,
        "format": project.format,
        "software": project.software,
        "convention": asdict(project.convention) if project.convention else None,
        "found": {
            name: len(getattr(project, name))
            for name in (
                "sources", "codes", "codings", "coders", "cases", "variables", "memos", "sets",
                "links",
            )
        },
        "made": {
            "interviews": len(folder.transcripts),
            "participants": len(folder.participants),
            "codes": len(folder.codebook.codes) if folder.codebook else 0,
            "passages": len(folder.passages),
            "sets": [one.id for one in folder.design.coding_sets],
            "memos": len(folder.notes),
            "themes": len(folder.themes),
        },
        "speakers": {
            name: dict(talk.transcript.speakers) for name, talk in made.talks.items()
        },
        "open": {name: list(talk.open) for name, talk in made.talks.items() if talk.open},
        "notes": list(made.notes),
        "set_aside": [asdict(one) for one in made.set_aside],
    }  # fmt: skip
