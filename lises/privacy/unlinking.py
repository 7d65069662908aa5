"""A public release in which what somebody says in one finding is not known as theirs in another.

One label across all quotations puts a person together again. Here everybody has a label of their
own in each finding, and so has every passage, and what the release has of their words is the
passages that a finding cites. There are no rows of people, no talks and no order by which two
findings could be laid side by side; what was counted in the archive is carried.

What is cited in two findings is the same words in both. Such a passage stands under a label that
nothing else has, so that it joins itself and nobody.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace

from lises.anchoring import anchor
from lises.errors import ReleaseError
from lises.evidence import SearchOutcome
from lises.model import Note, StudyDesign, StudyFolder

from .labelling import InFinding, Made, cited_in, shared_by
from .naming import Names, names_of
from .release import PASSAGE_ROLE, WITHHELD_ROLE, Release

__all__ = ["unlinked"]

KEPT = ("prevalence", "agreement")  # tables that tell nothing of who said two things


def unlinked(release: Release, archive: StudyFolder, key: bytes) -> Release:
    """Take out of a release what puts a person together over its findings.

    Parameters
    ----------
    release : Release
        Of the archive, with stable labels.
    archive : StudyFolder
        Whose ids are in nothing that is made.
    key : bytes
        A secret from which labels and ids are drawn: kept in a vault they come again, drawn for
        this release alone they never do.
    """
    cited = {f.id: cited_in(f, release.study) for f in release.folder.findings}
    shared = shared_by(release.study, cited)
    names = names_of(archive)
    made = Made()
    for finding in release.folder.findings:
        part = InFinding(release, finding, key, names)
        part.draw(cited[finding.id], shared)
        part.put(made)
    ids = (*(person.id for person in made.people), *(talk.id for talk in made.talks))
    labels = Counter(map(str.casefold, ids))
    if max(labels.values(), default=0) > 2:  # a talk of one has the label of whoever speaks
        raise ReleaseError(f"{archive.path}: two findings would share a label; rename one of them")
    folder = _folder(release, made, names)
    study = anchor(folder)
    if study.problems or set(study.spans) != {p.id for p in folder.passages}:
        raise ReleaseError(f"{folder.path}: a passage lost its place under its new label")
    whole = _counted(replace(release, study=study), made, names, archive)
    _nobody_in(whole, names)
    return whole


def _folder(release: Release, made: Made, names: Names) -> StudyFolder:
    folder = release.folder
    codes = folder.codebook.codes if folder.codebook else ()
    bare = tuple(replace(code, example="") for code in codes)
    return replace(
        folder,
        design=_design(folder.design, names),
        participants=tuple(made.people),
        interviews=tuple(sorted(made.talks, key=lambda one: one.id)),
        codebook=replace(folder.codebook, codes=bare) if folder.codebook else None,
        transcripts=dict(sorted(made.transcripts.items())),
        passages=tuple(sorted(made.passages, key=lambda p: (p.set, p.interview, p.turn))),
        asked=(),
        readings=tuple(sorted(made.readings, key=lambda one: (one.set, one.interview))),
        searches=dict.fromkeys(folder.searches, ()),
        framework=(),
        translations=tuple(sorted(made.translations, key=lambda t: (t.language, t.passage))),
        notes=tuple(note for one in folder.notes if (note := _note(one, names)) is not None),
        findings=tuple(made.findings),
    )


def _design(design: StudyDesign, names: Names) -> StudyDesign:
    """Leave out attributes, which tell who is alike, and what is acknowledged of one person."""
    kept = tuple(one for one in design.acknowledged if not names.within(one))
    return replace(design, attributes=(), acknowledged=kept)


def _note(note: Note, names: Names) -> Note | None:
    """Keep a note that names nobody: one that does holds for no finding alone."""
    about = "" if names.within(note.about) else note.about
    bare = replace(note, about=about, text=PASSAGE_ROLE.sub(WITHHELD_ROLE, note.text))
    return None if names.within(bare) else bare


def _counted(release: Release, made: Made, names: Names, archive: StudyFolder) -> Release:
    """Carry what was counted, but for what names somebody or tells who said two things."""
    guidelines = {
        name: {item: found for item, found in items.items() if not names.within(found)}
        for name, items in release.guidelines.items()
    }
    bare = (
        replace(p, path=archive.path, message="", remedy="", subject="") if names.within(p) else p
        for p in release.problems
    )
    gone = sum(release.passages_withheld.values()) + _not_cited(release, made, archive)
    searches = {k: tuple(map(_numbered, v)) for k, v in release.searches.items()}
    return replace(
        release,
        assessments=made.assessments,
        withheld=made.withheld,
        searches=searches,
        passages_withheld={"": gone} if gone else {},
        problems=tuple(dict.fromkeys(bare)),
        tables={name: release.tables[name] for name in KEPT if name in release.tables},
        values={k: v for k, v in release.values.items() if not names.within((k, v))},
        guidelines=guidelines,
        summaries_withheld=len(archive.framework),
    )


def _nobody_in(release: Release, names: Names) -> None:
    """Refuse where anything still names somebody: in words of the study's own, in most cases."""
    folder = release.folder
    parts = {one.name: getattr(folder, one.name) for one in fields(folder) if one.name != "path"}
    parts |= {
        one.name: getattr(release, one.name) for one in fields(release) if one.name != "study"
    }
    named = [name for name, value in parts.items() if names.within(value)]
    if named:
        raise ReleaseError(
            f"{folder.path}: {', '.join(named)} would name a participant, interview or passage by "
            "its id, and labels hold for one finding alone; write it without, or label otherwise"
        )


def _not_cited(release: Release, made: Made, archive: StudyFolder) -> int:
    lost = Counter(
        p.id not in made.shown for p in archive.passages if p.set == archive.design.counted
    )
    return lost[True] - sum(release.passages_withheld.values())


def _numbered(outcome: SearchOutcome) -> SearchOutcome:
    """Put numbers where a search names the interviews: how many there were is all that is told."""
    return replace(
        outcome,
        interviews=tuple(str(n) for n, _ in enumerate(outcome.interviews, 1)),
        not_here=tuple(str(n) for n, _ in enumerate(outcome.not_here, 1)),
    )
