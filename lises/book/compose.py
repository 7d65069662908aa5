"""From releases and an author's pages to an ordinary Jupyter Book folder.

``jupyter-book build`` on the folder gives the same pages as ``lises book``. A file is written only
where its text changed, so that a second build reads again just what is new.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from lises.errors import LisesError
from lises.files import write_atomic
from lises.files.plain_yaml import read_yaml
from lises.privacy import Release
from lises.render import Links, Words, home_body

from .config import EXTRA, author_config, book_config, dump_yaml
from .directives import FRAGMENTS
from .evidence_file import evidence_text
from .interface import write_catalogue
from .objects import OBJECTS_FILE, objects_of, objects_text
from .pages import TITLE_LANGUAGE, Page, around, study_pages

__all__ = ["compose"]

PAGE_ENDINGS = (".md", ".ipynb")
ASSET_ENDINGS = (".png", ".svg", ".jpg", ".jpeg", ".webp")
# What MyST would read as markup in a line of text.
MYST_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|$~^@!:&])")


def compose(
    releases: Sequence[Release], author: Path, source: Path, *, language: str | None = None
) -> list[Path]:
    """Write the folder that the book is built from.

    Parameters
    ----------
    releases : sequence of Release
        The studies, in the order of the contents.
    author : Path
        The author's folder: ``_config.yml``, ``_toc.yml``, pages. A page ``x.da.md`` stands in
        for ``x.md`` where the interface is Danish, and so for any language.
    source : Path
        Where to write: nowhere yet, or a folder that was composed before; what stands there and
        is not written again is removed.
    language : str, optional
        Of the interface; else the one in ``_config.yml``, else English.

    Returns
    -------
    list of Path
        Every file of the composed folder.

    Raises
    ------
    LisesError
        If the author's configuration or contents cannot be read, or name an unknown study; if
        ``source`` is somebody else's folder.
    """
    _not_anothers(source)
    config = author_config(author)
    words = Words(language or str(config.get("language") or "en"))
    written = _Written(source)
    contents = {}
    book = around(releases, words)
    for release in releases:
        pages = list(study_pages(release, book))
        contents[release.folder.design.id] = pages
        for page in pages:
            _write_page(written, page)
    home = home_body(releases, words, Links("index"))
    written.text(f"{FRAGMENTS}/studies.html", f"{home}\n")
    written.text(f"{EXTRA}/evidence.json", evidence_text(releases))
    for name, data in _author_pages(author, words.language):
        written.put(name, data)
    written.text("_config.yml", dump_yaml(book_config(config, words, releases)))
    written.text("_toc.yml", dump_yaml(_contents(author, contents, words.language)))
    write_catalogue(written.path("_lises/locale"), words.language)
    written.keep_below("_lises/locale")
    written.text(OBJECTS_FILE, objects_text(objects_of(releases, words)))
    return written.finish()


def _not_anothers(source: Path) -> None:
    if source.is_dir() and any(source.iterdir()) and not (source / FRAGMENTS).is_dir():
        raise LisesError(f"{source} was not composed by us; give another folder for the book")


class _Written:
    """Files written in one composition; the rest of the folder goes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: set[Path] = set()
        root.mkdir(parents=True, exist_ok=True)

    def path(self, name: str) -> Path:
        return self.root / name

    def put(self, name: str, data: bytes) -> None:
        path = self.path(name)
        self.files.add(path)
        if path.is_file() and path.read_bytes() == data:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, data)

    def text(self, name: str, text: str) -> None:
        self.put(name, text.encode())

    def keep_below(self, name: str) -> None:
        self.files.update(p for p in self.path(name).rglob("*") if p.is_file())

    def finish(self) -> list[Path]:
        for path in sorted(self.root.rglob("*"), reverse=True):
            if path.is_file() and path not in self.files:
                path.unlink()
            elif path.is_dir() and not any(path.iterdir()):
                path.rmdir()
        return sorted(self.files)


def _write_page(written: _Written, page: Page) -> None:
    matter = [] if page.listed else ["orphan: true"]
    matter += [f"{TITLE_LANGUAGE}: {page.language}"] if page.language else []
    lines = ["---", *matter, "---", ""] if matter else []
    lines += [f"# {_as_text(page.title)}", ""]
    for number, part in enumerate(page.parts, start=1):
        if isinstance(part, Markup):
            name = f"{page.docname}.{number}"
            written.text(f"{FRAGMENTS}/{name}.html", f"{part}\n")
            lines += [":::{lises:fragment} " + name, ":::", ""]
        elif part.strip():
            lines += [part.strip(), ""]
    written.text(f"{page.docname}.md", "\n".join(lines))


def _as_text(title: str) -> str:
    """Write a title so that MyST reads every sign of it as text."""
    return MYST_SIGNS.sub(r"\\\1", " ".join(title.split()))


def _author_pages(author: Path, language: str) -> Iterator[tuple[str, bytes]]:
    """Give the author's pages under the name they have in the book, and their pictures."""
    others = re.compile(r"\.([a-z]{2})(\.(?:md|ipynb))$")
    for path in sorted(p for p in author.rglob("*") if p.is_file()):
        name = path.relative_to(author).as_posix()
        if any(part.startswith((".", "_")) for part in name.split("/")):
            continue
        if path.suffix in ASSET_ENDINGS:
            yield name, path.read_bytes()
        elif path.suffix in PAGE_ENDINGS:
            if others.search(name):
                continue  # a variant: taken below where it is asked for
            variant = path.with_name(f"{path.stem}.{language}{path.suffix}")
            yield name, (variant if variant.is_file() else path).read_bytes()


def _contents(author: Path, studies: Mapping[str, list[Page]], language: str) -> dict[str, Any]:
    """Read the author's ``_toc.yml`` and put the pages of each study where ``study:`` names it."""
    path = author / "_toc.yml"
    if not path.is_file():
        raise LisesError(f"{path} is missing: it gives the order of the pages")
    toc = read_yaml(path)
    if not isinstance(toc, dict):
        raise LisesError(f"{path} is not a table of contents: root and parts are wanted")
    order = _Order(path, studies, language)
    expanded: dict[str, Any] = {key: order.expanded(value) for key, value in toc.items()}
    rest = [study for study in studies if study not in order.placed]
    if rest:
        chapters = [_study_entry(studies[study]) for study in rest]
        expanded.setdefault("parts", []).append({"chapters": chapters})
    return expanded


class _Order:
    """An author's table of contents, with studies and captions filled in."""

    def __init__(self, path: Path, studies: Mapping[str, list[Page]], language: str) -> None:
        self.path = path
        self.studies = studies
        self.language = language
        self.placed: set[str] = set()

    def expanded(self, value: object) -> object:
        if isinstance(value, dict):
            if "study" in value:
                return self._study(str(value["study"]))
            return {k: self._named(k, v) for k, v in value.items()}
        if isinstance(value, list):
            return [self.expanded(item) for item in value]
        return value

    def _named(self, key: str, value: object) -> object:
        if key in ("caption", "title") and isinstance(value, dict):
            return value.get(self.language) or next(iter(value.values()))
        return self.expanded(value)

    def _study(self, study: str) -> dict[str, Any]:
        if study not in self.studies:
            known = ", ".join(self.studies)
            raise LisesError(f'{self.path} names the study "{study}"; the book has {known}')
        self.placed.add(study)
        return _study_entry(self.studies[study])


def _study_entry(pages: Iterable[Page]) -> dict[str, Any]:
    first, *rest = [page for page in pages if page.listed]
    entry: dict[str, Any] = {"file": first.docname, "title": first.short}
    if rest:
        entry["sections"] = [{"file": page.docname, "title": page.short} for page in rest]
    return entry
