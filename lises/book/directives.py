"""The directive of the domain: a fragment of HTML made from a release."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from .nodes import Fragment

__all__ = ["FRAGMENTS", "FragmentDirective"]

FRAGMENTS = "_lises/fragments"
LOG = logging.getLogger(__name__)


class FragmentDirective(SphinxDirective):
    """Put a fragment of the composed book on the page: ``{lises:fragment} demo/index.1``."""

    required_arguments = 1
    has_content: ClassVar[bool] = False

    def run(self) -> list[nodes.Node]:
        """Give the node; a fragment that is not there is a warning, which fails the build."""
        root = Path(self.env.srcdir, FRAGMENTS).resolve()
        path = (root / f"{self.arguments[0]}.html").resolve()
        if not path.is_relative_to(root) or not path.is_file():
            where = self.get_location()
            LOG.warning("no fragment %r in this book", self.arguments[0], location=where)
            return []
        self.env.note_dependency(str(path))
        return [Fragment(path=str(path))]
