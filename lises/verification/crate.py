"""Metadata of a bundle as RO-Crate 1.2: what it is, of whom, under which licence, its parts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lises.privacy import Release

from .item import VERSION

__all__ = ["CRATE", "crate_text"]

CRATE = "ro-crate-metadata.json"
PROFILE = "https://w3id.org/ro/crate/1.2"
KINDS = {".html": "text/html", ".md": "text/markdown", ".json": "application/json"}
KINDS |= {".csv": "text/csv", ".jsonl": "application/jsonl", ".yaml": "application/yaml"}
KINDS |= {".xml": "application/xml"}
INVENTED = "All people, words, codings and dates in it are invented."


def crate_text(releases: Sequence[Release], folder: Path, *, today: str) -> str:
    """Describe a bundle by what its released studies say of themselves.

    Parameters
    ----------
    releases : sequence of Release
    folder : Path
        Of the bundle, whose files there are already.
    today : str
        ISO date of publication.
    """
    studies = [_study(release) for release in releases]
    paths = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    root: dict[str, Any] = {
        "@id": "./",
        "@type": "Dataset",
        "name": "; ".join(str(one["name"]) for one in studies),
        "description": "Released studies, the book made from them, and what verifies it.",
        "datePublished": today,
        "license": "; ".join(dict.fromkeys(str(one["license"]) for one in studies)),
        "hasPart": [{"@id": one["@id"]} for one in studies]
        + [{"@id": path} for path in paths if not path.startswith("studies/")],
    }
    descriptor = {
        "@id": CRATE,
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": PROFILE},
    }
    made_by = {
        "@id": "#lises",
        "@type": "SoftwareApplication",
        "name": "lises",
        "version": VERSION,
    }
    parts = [_file(path) for path in paths if not path.startswith("studies/")]
    graph = [descriptor, root, *studies, made_by, *parts]
    context = f"{PROFILE}/context"
    told = {"@context": context, "@graph": graph}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _study(release: Release) -> dict[str, Any]:
    design = release.folder.design
    language = design.language
    summary = design.summary.in_language(language)
    told = f"{summary} {INVENTED}" if design.constructed else summary
    return {
        "@id": f"studies/{design.id}/",
        "@type": "Dataset",
        "name": design.title.in_language(language),
        "description": told.strip() or "A released study.",
        "inLanguage": language,
        "license": design.licence or "not stated",
        "creativeWorkStatus": design.data_status,
    }


def _file(path: str) -> dict[str, Any]:
    kind = next((k for ending, k in KINDS.items() if path.endswith(ending)), "")
    return {"@id": path, "@type": "File", **({"encodingFormat": kind} if kind else {})}
