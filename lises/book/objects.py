"""What pages can refer to, as plain values: the extension reads this and nothing else.

Written by the library when a book is composed, read when Sphinx builds it, so that building needs
no study and sees nothing that is not released.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TypedDict

from lises.privacy import Release
from lises.render import Words, banner, place_of, preview_template, short_mark

__all__ = ["OBJECTS_FILE", "BookObjects", "Target", "objects_of", "objects_text", "read_objects"]

OBJECTS_FILE = "_lises/objects.json"


class Target(TypedDict):
    """Something that can be referred to: where it is and what a reference shows.

    ``preview`` is HTML, of a passage only: the ``template`` that stands on a page which cites it.
    """

    type: str
    name: str
    docname: str
    anchor: str
    label: str
    preview: str
    preview_id: str
    constructed: bool


class BookObjects(TypedDict):
    """All targets; counts of the prose by page and query; which studies are invented, and the mark.

    ``banner``, ``title_mark`` and ``copied_mark`` (what is added to copied text) are empty where no
    study of the book is invented.
    """

    language: str
    tier: str
    targets: list[Target]
    counts: dict[str, dict[str, list[int]]]
    constructed: list[str]
    banner: str
    title_mark: str
    copied_mark: str


def objects_of(releases: Iterable[Release], words: Words) -> BookObjects:
    """Gather what can be referred to in these releases."""
    found = _empty(words.language)
    for release in releases:
        study = release.folder.design.id
        found["tier"] = release.tier
        if release.folder.design.constructed:
            found["constructed"].append(study)
            found["banner"] = str(banner(words, release.folder))
            found["title_mark"] = short_mark(words)
            found["copied_mark"] = words("mark-copied")
        found["targets"] += [*_named(release, words), *_passages(release, words)]
        for finding_id, assessed in release.assessments.items():
            values = {q: list(v) for q, v in assessed.prose_counts.items() if v is not None}
            if values:
                found["counts"][f"{study}/findings/{finding_id}"] = values
    return found


def _empty(language: str) -> BookObjects:
    return BookObjects(
        language=language,
        tier="public",
        targets=[],
        counts={},
        constructed=[],
        banner="",
        title_mark="",
        copied_mark="",
    )


def _named(release: Release, words: Words) -> list[Target]:
    folder, language = release.folder, words.language
    rows = [("study", "", "index", "", folder.design.title.in_language(language))]
    for finding in folder.findings:
        label = finding.statement.in_language(language).removesuffix(".")  # it stands in a sentence
        rows.append(("finding", finding.id, f"findings/{finding.id}", "", label))
    for code in folder.codebook.codes if folder.codebook else ():
        label = code.label.in_language(language) or code.id
        rows.append(("code", code.id, f"codes/{code.id}", "", label))
    for interview in folder.interviews:
        rows.append(("interview", interview.id, f"interviews/{interview.id}", "", interview.id))
    for person in folder.participants:
        rows.append(("participant", person.id, "participants", f"par-{person.id}", person.id))
    for claim in folder.claims:
        rows.append(("claim", claim.id, "claims", f"claim-{claim.id}", claim.id))
    return [_target(release, row) for row in rows]


def _passages(release: Release, words: Words) -> list[Target]:
    found = []
    for passage in release.study.passages:
        page, anchor = f"interviews/{passage.interview}", f"p-{passage.id}"
        label = place_of(words, passage)
        target = _target(release, ("passage", passage.id, page, anchor, label))
        target["preview"] = str(preview_template(release, passage, words))
        target["preview_id"] = f"preview-{passage.id}"
        found.append(target)
    return found


def _target(release: Release, row: tuple[str, str, str, str, str]) -> Target:
    kind, name, page, anchor, label = row
    study = release.folder.design.id
    return Target(
        type=kind,
        name=f"{study}/{name}" if name else study,
        docname=f"{study}/{page}",
        anchor=anchor,
        label=label,
        preview="",
        preview_id="",
        constructed=release.folder.design.constructed,
    )


def objects_text(objects: BookObjects) -> str:
    """Write the objects as JSON."""
    return json.dumps(objects, ensure_ascii=False, indent=0, sort_keys=True)


def read_objects(source: Path) -> BookObjects:
    """Read the objects of a composed book; empty where it has none."""
    path = source / OBJECTS_FILE
    if not path.is_file():
        return _empty("en")
    objects: BookObjects = json.loads(path.read_text(encoding="utf-8"))
    return objects
