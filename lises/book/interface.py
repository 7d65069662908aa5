"""Interface words of the theme that it has in no Danish: a message catalogue of ours."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lises.files import write_atomic

__all__ = ["CATALOGUES", "SEARCH", "write_catalogue"]

# What stands in the field for a search: an option of the theme, in no catalogue.
SEARCH: Mapping[str, str] = {"da": "Søg i bogen", "en": "Search this book"}

CATALOGUES: Mapping[str, Mapping[str, str]] = {
    "da": {
        "Announcement": "Meddelelse",
        "Back to top": "Til toppen",
        "Breadcrumb": "Brødkrumme",
        "By": "Af",
        "Click to collapse": "Klik for at folde sammen",
        "Click to expand": "Klik for at folde ud",
        "Collapse Sidebar": "Skjul sidepanelet",
        "Color mode": "Farvetilstand",
        "Contents": "Indhold",
        "Copyright": "Ophavsret",
        "Copyright %(copyright)s": "Ophavsret %(copyright)s",
        "Dark": "Mørk",
        "Error": "Fejl",
        "Expand Sidebar": "Vis sidepanelet",
        "General Index": "Indeks",
        "Home": "Forside",
        "Light": "Lys",
        "On this page": "På denne side",
        "Please activate JavaScript to enable the search functionality.": (
            "Slå JavaScript til for at kunne søge."
        ),
        "Print to PDF": "Udskriv til PDF",
        "Search": "Søg",
        "Section Navigation": "Afsnit",
        "Show Source": "Vis kilde",
        "Site navigation": "Sidens indhold",
        "Skip to main content": "Gå til indholdet",
        "System Settings": "Som systemet",
        "Toggle primary sidebar": "Vis eller skjul indholdsfortegnelsen",
        "Toggle secondary sidebar": "Vis eller skjul sidens indhold",
        "Version warning": "Advarsel om version",
        "Toggle navigation": "Vis eller skjul indholdsfortegnelsen",
        "next": "næste",
        "next page": "næste side",
        "previous": "forrige",
        "previous page": "forrige side",
    }
}

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: {}\\n"\n'


def write_catalogue(folder: Path, language: str) -> None:
    """Write the catalogue of a language where Sphinx looks for it; nothing where there is none."""
    messages = CATALOGUES.get(language)
    if not messages:
        return
    entries = [
        f'msgid "{_quoted(k)}"\nmsgstr "{_quoted(v)}"\n' for k, v in sorted(messages.items())
    ]
    text = "\n".join([HEADER.format(language), *entries])
    path = folder / language / "LC_MESSAGES" / "sphinx.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        write_atomic(path, text.encode())


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
