"""The configuration of the composed book: the author's, over one that is known to leak nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lises.errors import LisesError
from lises.files.plain_yaml import read_yaml
from lises.privacy import Release
from lises.render import Words

from .interface import OPTIONS

__all__ = [
    "EXTRA",
    "author_config",
    "author_contacts",
    "author_said",
    "book_config",
    "book_language",
    "dump_yaml",
]

EXTRA = "_lises/extra"  # files of the composed book that go to the root of the built one

AUTHOR_KEYS = ("title", "author", "copyright", "logo")

SPHINX: Mapping[str, Any] = {
    "nitpicky": True,
    "html_copy_source": False,
    "html_show_sourcelink": False,
    "html_use_index": False,
    "html_show_sphinx": False,
    "html_last_updated_fmt": None,
    "html_domain_indices": False,
    "html_extra_path": [EXTRA],
    "intersphinx_mapping": {},
    "nb_ipywidgets_js": {},
    "nb_execution_raise_on_error": True,
    "mathjax_path": "lises.js",  # a local file: no page has mathematics, and none asks outside
    "locale_dirs": ["_lises/locale"],
    "gettext_compact": False,
    "suppress_warnings": ["myst.domains"],
}
THEME: Mapping[str, Any] = {
    "use_download_button": False,
    "use_source_button": False,
    "use_fullscreen_button": False,
    "use_issues_button": False,
    "use_repository_button": False,
    "max_navbar_depth": 3,
    "show_navbar_depth": 1,
    "navbar_persistent": [],
    "primary_sidebar_end": [],  # the theme's place for advertisements
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}


def author_config(author: Path) -> dict[str, Any]:
    """Read the author's ``_config.yml``.

    Raises
    ------
    LisesError
        If it is missing or is no mapping.
    """
    path = author / "_config.yml"
    if not path.is_file():
        raise LisesError(f"{path} is missing: it gives title, author and the studies of the book")
    config = read_yaml(path)
    if not isinstance(config, dict):
        raise LisesError(f"{path} is not a configuration: keys and values are wanted")
    return config


def author_contacts(author: Path) -> list[str]:
    """Give the addresses and numbers that an author wants shown, ``contacts`` of ``_config.yml``.

    Raises
    ------
    LisesError
        If it is no list.
    """
    contacts = author_config(author).get("contacts") or []
    if not isinstance(contacts, list):
        raise LisesError(f"{author / '_config.yml'}: contacts is a list of addresses to be shown")
    return [str(one) for one in contacts]


def author_said(author: Path) -> list[str]:
    """Give what authors say of themselves in ``_config.yml``: names and addresses to be shown."""
    config = author_config(author)
    names = (config.get(key) for key in ("author", "copyright", "repository"))
    return [*author_contacts(author), *(str(name) for name in names if name)]


def book_language(config: Mapping[str, Any], asked: str | None = None) -> str:
    """Give the language of the interface: the one asked for, else the author's, else English."""
    return Words(asked or str(config.get("language") or "en")).language


def book_config(
    config: Mapping[str, Any], words: Words, releases: Sequence[Release]
) -> dict[str, Any]:
    """Make the ``_config.yml`` of the composed book.

    Language, safety and the extension are ours; title, author, copyright and logo the author's.
    A restricted preview says so on every page.
    """
    made: dict[str, Any] = {key: config[key] for key in AUTHOR_KEYS if key in config}
    made["title"] = _title(config, words)
    said = dict(OPTIONS[words.language])
    restricted = any(release.tier == "restricted" for release in releases)
    tier = "restricted" if restricted else (releases[0].tier if releases else "public")
    html: dict[str, Any] = {"use_multitoc_numbering": False, "home_page_in_navbar": True}
    if tier != "public":
        html["announcement"] = words(f"tier-{tier}-banner")
    made |= {
        "only_build_toc_files": False,
        "exclude_patterns": ["_lises", "_build", "README.md"],
        "repository": {"url": "", "branch": ""},
        "execute": {"execute_notebooks": "off"},
        "parse": {"myst_enable_extensions": ["colon_fence", "deflist", "attrs_inline"]},
        "latex": {"use_jupyterbook_latex": False},
        "html": html,
        "sphinx": {
            "recursive_update": True,
            "extra_extensions": ["lises.book.extension"],
            "config": {
                **SPHINX,
                "language": words.language,
                "html_show_copyright": bool(config.get("copyright")),
                "html_theme_options": {**THEME, "search_bar_text": said.pop("search_bar_text")},
                **said,
            },
        },
    }
    return made


def _title(config: Mapping[str, Any], words: Words) -> str:
    title = config.get("title", "lises")
    if isinstance(title, Mapping):
        return str(title.get(words.language) or next(iter(title.values())))
    return str(title)


def dump_yaml(value: object) -> str:
    """Write YAML as a person would: in order, unicode as it is."""
    import yaml

    return str(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100))
