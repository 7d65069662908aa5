"""Nodes that hold a name; their HTML is put in when a page is written.

So no word of a transcript is in a doctree or in the search index.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from markupsafe import escape

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

__all__ = ["Citation", "Fragment", "leave_nothing", "visit_citation", "visit_fragment"]


class Fragment(nodes.General, nodes.Element):
    """HTML that ``render`` made from a release; ``path`` is the file that holds it."""


class Citation(nodes.reference):
    """A link to a passage, with the quotation for the preview."""


def visit_fragment(self: HTML5Translator, node: Fragment) -> None:
    """Put the HTML in."""
    self.body.append(Path(node["path"]).read_text(encoding="utf-8"))
    raise nodes.SkipNode


def visit_citation(self: HTML5Translator, node: Citation) -> None:
    """Write the link; the script shows the preview, which stands once on the page."""
    href, preview = escape(node["refuri"]), escape(node["preview_id"])
    self.body.append(f'<a class="lises-cite" href="{href}" data-lises-preview="{preview}">')
    self.body.append(str(escape(node.astext())))
    self.body.append("</a>")
    raise nodes.SkipNode


def leave_nothing(self: object, node: nodes.Element) -> None:
    """Close nothing: the visit wrote everything."""
