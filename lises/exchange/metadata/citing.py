"""How a publication is cited: CITATION.cff 1.2 and DataCite 4, from what its studies say."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from lises.privacy import Release

__all__ = ["citation_text", "datacite_of"]

INVENTED = "All people, words, codings and dates in it are invented."


def citation_text(
    releases: Sequence[Release], *, title: str, authors: Sequence[str], day: str
) -> str:
    """Write CITATION.cff; JSON strings are YAML, so nothing in a title can break it.

    Parameters
    ----------
    releases : sequence of Release
    title : str
        Of the publication.
    authors : sequence of str
        As they are to be cited; empty where nobody is named, and then the file says so.
    day : str
        ISO date of publication.
    """
    licences = list(
        dict.fromkeys(r.folder.design.licence for r in releases if r.folder.design.licence)
    )
    lines = [
        "cff-version: 1.2.0",
        "message: Please cite this publication and the day on which you read it.",
        "type: dataset",
        f"title: {_quoted(title)}",
        "authors:",
        *(f"  - name: {_quoted(name)}" for name in authors or ("nobody is named",)),
        f"date-released: {_quoted(day)}",
        f"abstract: {_quoted(_described(releases))}",
    ]
    if len(licences) == 1:
        lines.append(f"license: {_quoted(licences[0])}")
    return "\n".join(lines) + "\n"


def datacite_of(
    releases: Sequence[Release], *, title: str, authors: Sequence[str], day: str
) -> dict[str, Any]:
    """Give the attributes of a DataCite record; ``missing`` names what a repository has to add."""
    designs = [release.folder.design for release in releases]
    missing = ["doi", "publisher", *([] if authors else ["creators"])]
    return {
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "titles": [{"title": title}],
        "creators": [{"name": name} for name in authors],
        "publicationYear": int(day[:4]),
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Qualitative interview study"},
        "language": designs[0].language if designs else "en",
        "descriptions": [{"descriptionType": "Abstract", "description": _described(releases)}],
        "rightsList": [
            {"rights": licence}
            for licence in dict.fromkeys(d.licence for d in designs if d.licence)
        ],
        "relatedItems": [
            {"relatedItemType": "Dataset", "relationType": "HasPart", "titles": [{"title": name}]}
            for name in (d.title.in_language(d.language) for d in designs)
        ],
        "missing": missing,
    }


def _described(releases: Sequence[Release]) -> str:
    told = []
    for release in releases:
        design = release.folder.design
        summary = design.summary.in_language(design.language).strip()
        name = design.title.in_language(design.language)
        rest = [summary, *([INVENTED] if design.constructed else [])]
        told.append(" ".join([f"{name}.", *(part for part in rest if part)]))
    return " ".join(told)


def _quoted(text: str) -> str:
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
