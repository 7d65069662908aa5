"""What pages can refer to, as plain values: the extension reads this and nothing else.

Written by the library when a book is composed, read when Sphinx builds it, so that building needs
no study and sees nothing that is not released.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypedDict

from lises.evidence import Value, parse_value
from lises.model import Finding
from lises.privacy import Release
from lises.render import Words, banner, place_of, preview_template, short_mark, value_text

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
    """All targets; counts and values of the prose by page; which studies are invented, the mark.

    ``shows`` names, by page, the studies whose values or tables an author's page shows.

    ``banner``, ``title_mark`` and ``copied_mark`` (what is added to copied text) are empty where no
    study of the book is invented.
    """

    language: str
    tier: str
    targets: list[Target]
    counts: dict[str, dict[str, list[int]]]
    values: dict[str, dict[str, str]]
    shows: dict[str, list[str]]
    constructed: list[str]
    banner: str
    title_mark: str
    copied_mark: str


def objects_of(
    releases: Iterable[Release],
    words: Words,
    values: Mapping[str, Mapping[str, Value]] | None = None,
    opened: Mapping[str, Iterable[str]] | None = None,
) -> BookObjects:
    """Gather what can be referred to in these releases.

    ``values`` are those of the author's pages, by page and by what the role says; ``opened`` the
    studies that a notebook opened, by page.
    """
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
            counts = {q: list(v) for q, v in assessed.prose_counts.items() if v is not None}
            if counts:
                found["counts"][f"{study}/findings/{finding_id}"] = counts
        for finding in release.folder.findings:
            told = Words(_language(release, finding, words))
            by_role = release.assessments[finding.id].prose_values
            _add_values(found, f"{study}/findings/{finding.id}", told, by_role)
    for page, by_role in (values or {}).items():
        _add_values(found, page, words, by_role)
        found["shows"][page] = sorted({parse_value(text).study for text in by_role})
    for page, studies in (opened or {}).items():
        found["shows"][page] = sorted({*found["shows"].get(page, ()), *studies})
    return found


def _add_values(found: BookObjects, page: str, words: Words, values: Mapping[str, Value]) -> None:
    shown = {t: value_text(words, t, v) for t, v in values.items() if v.number is not None}
    if shown:
        found["values"][page] = shown


def _language(release: Release, finding: Finding, words: Words) -> str:
    """Give the language in which a finding's prose is shown."""
    return finding.prose.language_of(words.language) or release.folder.design.language


def _empty(language: str) -> BookObjects:
    return BookObjects(
        language=language,
        tier="public",
        targets=[],
        counts={},
        values={},
        shows={},
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
    for person in folder.participants if not release.unlinked else ():
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
