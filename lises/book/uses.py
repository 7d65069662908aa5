"""What each page refers to: it is read again when that changes, and marked where it is invented."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal

from docutils import nodes

from .held import Held, held

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

__all__ = ["CONSTRUCTED", "changed_pages", "note_uses"]

# Keys of a page's metadata, which Sphinx keeps from build to build and merges between processes.
CONSTRUCTED = "lises_constructed"
USES = "lises_uses"
BY_PAGE: tuple[Literal["counts", "values", "shows"], ...] = ("counts", "values", "shows")
EVERYTHING = ""  # what every page shows: language, tier, the mark


def note_uses(app: Sphinx, doctree: nodes.document) -> None:
    """Remember what a page refers to; put the mark into its title where that is invented.

    The title is that of the window and of a search result; the heading on the page stays as it is
    written, with the banner above it.
    """
    from sphinx.addnodes import pending_xref

    env, kept = app.env, held(app)
    page = env.docname
    found = [
        kept.find(node["reftype"], node["reftarget"], page)
        for node in doctree.findall(pending_xref)
        if node.get("refdomain") == "lises"
    ]
    targets = [target for target in found if target is not None]
    env.metadata[page][USES] = sorted({f"{t['type']} {t['name']}" for t in targets})
    shown = {page.partition("/")[0], *kept.objects["shows"].get(page, ())}
    invented = bool(shown & set(kept.objects["constructed"]))
    if invented or any(target["constructed"] for target in targets):
        env.metadata[page][CONSTRUCTED] = "yes"
        title = env.longtitles[page].deepcopy()
        title += nodes.Text(f" ({kept.objects['title_mark']})")
        env.longtitles[page] = title


def changed_pages(
    app: Sphinx, env: BuildEnvironment, _added: set[str], _changed: set[str], _removed: set[str]
) -> list[str]:
    """Name the pages that refer to something that is no longer what it was at the last build."""
    now = _digests(held(app))
    before: dict[str, str] = getattr(env, "lises_digests", now)
    env.lises_digests = now  # type: ignore[attr-defined]
    if before.get(EVERYTHING) != now[EVERYTHING]:
        return sorted(env.found_docs)
    return sorted(
        page
        for page in env.found_docs
        if any(before.get(key) != now.get(key) for key in _keys(env, page))
    )


def _keys(env: BuildEnvironment, page: str) -> Iterable[str]:
    uses: list[str] = env.metadata.get(page, {}).get(USES, [])
    return [*uses, *(f"{kind} {page}" for kind in BY_PAGE)]


def _digests(kept: Held) -> dict[str, str]:
    """Give a digest per thing that a page can show; no word of it is kept in Sphinx's caches."""
    objects = kept.objects
    parts: dict[str, object] = {f"{t['type']} {t['name']}": t for t in objects["targets"]}
    for kind in BY_PAGE:
        by_page: Mapping[str, object] = objects[kind]
        parts |= {f"{kind} {page}": values for page, values in by_page.items()}
    shown = {k: v for k, v in objects.items() if k not in ("targets", *BY_PAGE)}
    parts[EVERYTHING] = shown
    return {
        key: hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
        for key, value in parts.items()
    }
