"""Interface words of the theme that it has in no Danish: a message catalogue of ours."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lises.files import write_atomic

__all__ = ["CATALOGUES", "OPTIONS", "put_into_language", "write_catalogue"]

# Words that are options of Sphinx's configuration, in no catalogue.
OPTIONS: Mapping[str, Mapping[str, str]] = {
    "da": {
        "search_bar_text": "Søg i bogen",
        "togglebutton_hint": "Klik for at vise",
        "togglebutton_hint_hide": "Klik for at skjule",
    },
    "en": {
        "search_bar_text": "Search this book",
        "togglebutton_hint": "Click to show",
        "togglebutton_hint_hide": "Click to hide",
    },
}
# What the theme's templates hold in English only, or leave without a name for whoever hears it.
SIDEBAR = '<div id="pst-primary-sidebar" class="bd-sidebar-primary bd-sidebar"'
FOLD = '<summary><span class="toctree-toggle"'
FIXED: Mapping[str, Mapping[str, str]] = {
    "da": {
        f"{SIDEBAR}>": f'{SIDEBAR} role="complementary" aria-label="Bogen">',
        FOLD: FOLD.replace("<summary>", '<summary aria-label="Vis eller skjul undersider">'),
        'title="Toggle primary sidebar"': 'title="Vis eller skjul indholdsfortegnelsen"',
        'title="Toggle secondary sidebar"': 'title="Vis eller skjul sidens indhold"',
        'aria-label="Main"': 'aria-label="Bogens indhold"',
        'aria-label="Page"': 'aria-label="Sidens indhold"',
    },
    "en": {
        f"{SIDEBAR}>": f'{SIDEBAR} role="complementary" aria-label="The book">',
        FOLD: FOLD.replace("<summary>", '<summary aria-label="Show or hide the pages below">'),
        'title="Toggle primary sidebar"': 'title="Show or hide the contents of the book"',
        'title="Toggle secondary sidebar"': 'title="Show or hide the contents of the page"',
        'aria-label="Main"': 'aria-label="Contents of the book"',
        'aria-label="Page"': 'aria-label="Contents of the page"',
    },
}

CATALOGUES: Mapping[str, Mapping[str, str]] = {
    "da": {
        "Announcement": "Meddelelse",
        "Back to top": "Til toppen",
        "Breadcrumb": "Du er her",
        "By": "Af",
        "Click to collapse": "Klik for at folde sammen",
        "Click to expand": "Klik for at folde ud",
        "Collapse Sidebar": "Skjul sidepanelet",
        "Color mode": "Farvetema",
        "Contents": "Indhold",
        "Copyright": "Ophavsret",
        "Copyright %(copyright)s": "Ophavsret %(copyright)s",
        "Dark": "Mørk",
        "Error": "Fejl",
        "Expand Sidebar": "Vis sidepanelet",
        "General Index": "Indeks",
        "Home": "Forside",
        "Light": "Lys",
        "Link to this heading": "Link til overskriften",
        "On this page": "På denne side",
        "Please activate JavaScript to enable the search functionality.": (
            "Slå JavaScript til for at kunne søge."
        ),
        "Print to PDF": "Gem som PDF",
        "Search": "Søg",
        "Section Navigation": "Afsnittets indhold",
        "Show Source": "Vis kilde",
        "Site navigation": "Bogens indhold",
        "Skip to main content": "Gå til indholdet",
        "System Settings": "Som systemet",
        "Version warning": "Advarsel om version",
        "Toggle navigation": "Vis eller skjul indholdsfortegnelsen",
        "next": "næste",
        "next page": "næste side",
        "previous": "forrige",
        "previous page": "forrige side",
        "© Copyright %(copyright)s.": "© %(copyright)s.",
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


def put_into_language(html: Path, language: str) -> None:
    """Put names and translations where the theme's templates have none, on every page."""
    fixed = FIXED[language]
    for path in html.rglob("*.html"):
        text = path.read_bytes()
        told = text
        for english, own in fixed.items():
            told = told.replace(english.encode(), own.encode())
        if told != text:
            path.write_bytes(told)
