"""What the extension knows while a book is built; kept beside the application, not in its config.

So it is in no doctree, no pickle and no message of Sphinx.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lises.render import Words

from .objects import BookObjects, Target, read_objects

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["Held", "held", "hold"]

ATTRIBUTE = "_lises"


@dataclass(frozen=True, slots=True)
class Held:
    """The objects of the book, its targets by (type, name), and the interface words."""

    objects: BookObjects
    targets: dict[tuple[str, str], Target]
    words: Words

    def find(self, kind: str, name: str, docname: str) -> Target | None:
        """Look a name up, first as it stands, then within the study of the page."""
        study = docname.partition("/")[0]
        found = self.targets.get((kind, name))
        return found or self.targets.get((kind, f"{study}/{name}"))


def hold(app: Sphinx) -> Held:
    """Read the objects of the composed book, once, and keep them."""
    objects = read_objects(Path(app.srcdir))
    targets = {(t["type"], t["name"]): t for t in objects["targets"]}
    kept = Held(objects, targets, Words(objects["language"]))
    setattr(app, ATTRIBUTE, kept)
    return kept


def held(app: Sphinx) -> Held:
    """Give what ``hold`` kept."""
    kept: Held = getattr(app, ATTRIBUTE)
    return kept
