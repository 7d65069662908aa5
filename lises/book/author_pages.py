"""An author's folder: which file is which page of the book, and the values that pages ask for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lises.errors import Problem, QueryError, did_you_mean
from lises.evidence import VALUE_ROLE, Value, changed, parse_value, roles_in
from lises.evidence.values import NOT_COUNTED
from lises.privacy import Release, not_to_tell

__all__ = ["PageValue", "author_files", "page_values", "value_problems", "values_by_page"]

NOTEBOOK = ".ipynb"
PAGE_ENDINGS = (".md", NOTEBOOK)
ASSET_ENDINGS = (".png", ".svg", ".jpg", ".jpeg", ".webp")
_VARIANT = re.compile(r"\.[a-z]{2}(?:\.md|\.ipynb)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageValue:
    """A value on an author's page: the page's name in the book, its file, line and the role's text.

    ``cell`` is the number of the notebook's cell, from 1; then there is no line.
    """

    page: str
    path: Path
    line: int = 0
    cell: int = 0
    text: str


def author_files(author: Path, language: str) -> Iterator[tuple[str, Path]]:
    """Give the author's pages and pictures: the name in the book, and the file to take.

    A page ``x.da.md`` stands in for ``x.md`` where the book is Danish, and so for any language.
    """
    for path in sorted(p for p in author.rglob("*") if p.is_file()):
        name = path.relative_to(author).as_posix()
        if any(part.startswith((".", "_")) for part in name.split("/")):
            continue
        if path.suffix in ASSET_ENDINGS:
            yield name, path
        elif path.suffix in PAGE_ENDINGS and not _VARIANT.search(name):
            variant = path.with_name(f"{path.stem}.{language}{path.suffix}")
            yield name, variant if variant.is_file() else path


def page_values(author: Path, language: str) -> list[PageValue]:
    """Find every value that the author's pages ask for, in the order of files and lines."""
    found: list[PageValue] = []
    for name, path in author_files(author, language):
        if path.suffix not in PAGE_ENDINGS:
            continue
        page, text = name.rpartition(".")[0], path.read_text(encoding="utf-8", errors="replace")
        if path.suffix == NOTEBOOK:
            found += _in_notebook(page, path, text)
            continue
        for said, at in roles_in(text, VALUE_ROLE):
            line = 1 + text.count("\n", 0, at)
            found.append(PageValue(page=page, path=path, line=line, text=said))
    return found


def _in_notebook(page: str, path: Path, text: str) -> Iterator[PageValue]:
    """Look through the cells of prose; a notebook that cannot be read is told where it is run."""
    try:
        cells = json.loads(text)["cells"]
        prose = [
            (number, "".join(cell["source"]))
            for number, cell in enumerate(cells, start=1)
            if cell["cell_type"] == "markdown"
        ]
    except (ValueError, KeyError, TypeError):
        return
    for number, source in prose:
        for said, _ in roles_in(source, VALUE_ROLE):
            yield PageValue(page=page, path=path, cell=number, text=said)


def value_problems(asked: Iterable[PageValue], releases: Sequence[Release]) -> tuple[Problem, ...]:
    """Raise values that cannot be read or given, may not be told, or are not what was expected."""
    by_id = {release.folder.design.id: release for release in releases}
    found = [problem for one in asked for problem in _problems(one, by_id)]
    return tuple(dict.fromkeys(found))


def _problems(one: PageValue, releases: Mapping[str, Release]) -> Iterator[Problem]:
    try:
        study = parse_value(one.text).study
    except QueryError as why:
        yield _problem(one, "value-unreadable", str(why), "the guide has every measure and option")
        return
    if study not in releases:
        told = f'no study "{study}" in this book' if study else "no study is named"
        near = did_you_mean(study, releases) or f"there are {', '.join(releases)}"
        remedy = f"write {study or 'study'}/… ; {near}"
        yield _problem(one, "value-unreadable", f"`{one.text}`: {told}", remedy)
        return
    release = releases[study]
    wrong = changed(one.text, release.values.get(one.text, NOT_COUNTED))
    if wrong is not None:
        rule, message, remedy = wrong
        yield _problem(one, rule, message, remedy)
    if release.tier != "restricted":
        for name in not_to_tell(release.folder.design, release.tier, one.text):
            message = f'`{one.text}` counts by "{name}", which the {release.tier} tier may not show'
            remedy = "count by something else, or clear the attribute"
            yield _problem(one, "scope-not-cleared", message, remedy)


def _problem(one: PageValue, rule: str, message: str, remedy: str) -> Problem:
    place = f"cell {one.cell}: " if one.cell else ""
    return Problem(
        path=str(one.path),
        line=one.line,
        rule=rule,
        message=f"{place}{message}",
        remedy=remedy,
        subject=one.page,
    )


def values_by_page(
    asked: Iterable[PageValue], releases: Iterable[Release]
) -> dict[str, dict[str, Value]]:
    """Give page → what its roles say → the value that the release carries; unknown: left out."""
    values = {text: value for release in releases for text, value in release.values.items()}
    found: dict[str, dict[str, Value]] = {}
    for one in asked:
        if one.text in values:
            found.setdefault(one.page, {})[one.text] = values[one.text]
    return found
