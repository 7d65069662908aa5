"""English of the pages that are written from the library itself."""

from __future__ import annotations

__all__ = ["REFERENCE"]

REFERENCE: dict[str, str | tuple[str, str]] = {
    "reference-library": "The library",
    "reference-library-note": (
        "Written from the library's own docstrings when the book is composed. Every example runs "
        "as a test."
    ),
    "reference-files": "Every field of every file",
    "reference-files-note": (
        "Written from the JSON Schemas when the book is composed; editors read the same schemas. "
        "[] stands for each entry of a list, <name> for a name that the study chooses."
    ),
}
