"""From releases and an author's pages to an ordinary Jupyter Book folder.

``jupyter-book build`` on the folder gives the same pages as ``lises book``. A file is written only
where its text changed, so that a second build reads again just what is new.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from lises.errors import LisesError
from lises.files import write_atomic
from lises.files.plain_yaml import read_yaml
from lises.privacy import Release
from lises.render import Links, Words, home_body

from .author_pages import NOTEBOOK, author_files, page_values, values_by_page
from .config import EXTRA, author_config, book_config, book_language, dump_yaml
from .directives import FRAGMENTS
from .evidence_file import evidence_text
from .interface import write_catalogue
from .kept import Kept
from .markdown import as_text
from .notebooks import Executed, as_written
from .objects import OBJECTS_FILE, objects_of, objects_text
from .outputs import bare
from .pages import BODY_LANGUAGE, TITLE_LANGUAGE, Page, around, study_pages
from .reference.asked import REFERENCES

__all__ = ["compose"]


def compose(
    releases: Sequence[Release],
    author: Path,
    source: Path,
    *,
    language: str | None = None,
    notebooks: Mapping[str, Executed] | None = None,
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
    notebooks : mapping of str to Executed, optional
        What ``run_notebooks`` gave. A notebook that is not among them stands without outputs: those
        in its file may be of anything.

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
    words = Words(book_language(config, language))
    written, ran = _Written(source), notebooks or {}
    contents = {}
    kept = Kept(source)
    book = around(releases, words, kept)
    for release in releases:
        pages = list(study_pages(release, book))
        contents[release.folder.design.id] = pages
        for page in pages:
            _write_page(written, page)
    for name, text in kept.files.items():
        written.text(name, text)
    home = home_body(releases, words, Links("index"))
    written.text(f"{FRAGMENTS}/studies.html", f"{home}\n")
    written.text(f"{EXTRA}/evidence.json", evidence_text(releases))
    for name, path in author_files(author, words.language):
        written.put(name, _data(path, ran.get(name)))
    written.text("_config.yml", dump_yaml(book_config(config, words, releases)))
    toc, more = _contents(author, contents, words)
    for page in more:
        _write_page(written, page)
    written.text("_toc.yml", dump_yaml(toc))
    write_catalogue(written.path("_lises/locale"), words.language)
    written.keep_below("_lises/locale")
    values = values_by_page(page_values(author, words.language), releases)
    opened = {name.removesuffix(NOTEBOOK): one.studies for name, one in ran.items()}
    written.text(OBJECTS_FILE, objects_text(objects_of(releases, words, values, opened)))
    return written.finish()


def _data(path: Path, executed: Executed | None) -> bytes:
    if executed:
        return executed.data
    data = path.read_bytes()
    return as_written(bare(json.loads(data))) if path.suffix == NOTEBOOK else data


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
    matter += [f"{BODY_LANGUAGE}: {page.body_language}"] if page.body_language else []
    lines = ["---", *matter, "---", ""] if matter else []
    lines += [f"# {as_text(page.title)}", ""]
    for number, part in enumerate(page.parts, start=1):
        if isinstance(part, Markup):
            name = f"{page.docname}.{number}"
            written.text(f"{FRAGMENTS}/{name}.html", f"{part}\n")
            lines += [":::{lises:fragment} " + name, ":::", ""]
        elif part.strip():
            lines += [part.strip(), ""]
    written.text(f"{page.docname}.md", "\n".join(lines))


def _contents(
    author: Path, studies: Mapping[str, list[Page]], words: Words
) -> tuple[dict[str, Any], list[Page]]:
    """Read the author's ``_toc.yml`` and put the pages of each study where ``study:`` names it.

    The pages that ``reference:`` asks for are put in likewise and given.
    """
    path = author / "_toc.yml"
    if not path.is_file():
        raise LisesError(f"{path} is missing: it gives the order of the pages")
    toc = read_yaml(path)
    if not isinstance(toc, dict):
        raise LisesError(f"{path} is not a table of contents: root and parts are wanted")
    order = _Order(path, studies, words)
    expanded: dict[str, Any] = {key: order.expanded(value) for key, value in toc.items()}
    rest = [study for study in studies if study not in order.placed]
    if rest:
        chapters = [_entry(studies[study]) for study in rest]
        # An author's own contents are in parts or without; never both.
        if "chapters" in expanded:
            expanded["chapters"] += chapters
        else:
            expanded.setdefault("parts", []).append({"chapters": chapters})
    return expanded, order.made


class _Order:
    """An author's table of contents, with studies and captions filled in."""

    def __init__(self, path: Path, studies: Mapping[str, list[Page]], words: Words) -> None:
        self.path = path
        self.studies = studies
        self.words = words
        self.placed: set[str] = set()
        self.made: list[Page] = []

    def expanded(self, value: object) -> object:
        if isinstance(value, dict):
            if "study" in value:
                return self._study(str(value["study"]))
            if "reference" in value:
                return self._reference(str(value["reference"]))
            return {k: self._named(k, v) for k, v in value.items()}
        if isinstance(value, list):
            return [self.expanded(item) for item in value]
        return value

    def _named(self, key: str, value: object) -> object:
        if key in ("caption", "title") and isinstance(value, dict):
            return value.get(self.words.language) or next(iter(value.values()))
        return self.expanded(value)

    def _study(self, study: str) -> dict[str, Any]:
        if study not in self.studies:
            known = ", ".join(self.studies)
            raise LisesError(f'{self.path} names the study "{study}"; the book has {known}')
        self.placed.add(study)
        return _entry(self.studies[study])

    def _reference(self, name: str) -> dict[str, Any]:
        if name not in REFERENCES:
            known = ", ".join(REFERENCES)
            raise LisesError(f'{self.path} names the reference "{name}"; there are {known}')
        pages = REFERENCES[name](self.words)
        self.made += pages
        return _entry(pages)


def _entry(pages: Iterable[Page]) -> dict[str, Any]:
    first, *rest = [page for page in pages if page.listed]
    entry: dict[str, Any] = {"file": first.docname, "title": first.short}
    if rest:
        entry["sections"] = [{"file": page.docname, "title": page.short} for page in rest]
    return entry
