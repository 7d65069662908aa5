"""The Sphinx domain ``lises``: what prose can refer to, checked at every build."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole
from sphinx.util.nodes import make_refnode

from .directives import FragmentDirective
from .held import held
from .nodes import Citation

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

__all__ = ["LisesDomain"]

LOG = logging.getLogger(__name__)
KINDS = ("study", "finding", "passage", "code", "interview", "participant", "claim")


class CountRole(SphinxRole):
    """``{lises:count}`telefon``` → "7 of 13", computed for the finding whose page it is."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Give the number, or warn where none was computed, which fails the build."""
        kept = held(self.env.app)
        value = kept.objects["counts"].get(self.env.docname, {}).get(self.text)
        if value is None:
            where = self.get_location()
            LOG.warning("no count was computed for %r on this page", self.text, location=where)
            return [nodes.inline(text="?")], []
        text = kept.words("n-of", n=value[0], of=value[1])
        return [nodes.inline(text=text, classes=["lises-count"])], []


class ValueRole(SphinxRole):
    """``{lises:value}`share: telefon``` → "54%", computed before anything was withheld."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Give the value, or warn where none was computed, which fails the build."""
        said = " ".join(self.text.split())
        shown = held(self.env.app).objects["values"].get(self.env.docname, {}).get(said)
        if shown is None:
            where = self.get_location()
            LOG.warning("no value was computed for %r on this page", said, location=where)
            return [nodes.inline(text="?")], []
        return [nodes.inline(text=shown, classes=["lises-count"])], []


class WithheldRole(SphinxRole):
    """What stands in prose for a passage that is not in this release."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Give the words."""
        text = held(self.env.app).words("passage-withheld")
        return [nodes.inline(text=text, classes=["lises-withheld"])], []


class LisesDomain(Domain):
    """Findings, passages, codes, interviews, participants and claims of the studies in the book.

    A name is ``study/id``; on a page of a study its own need no study. A reference to what is not
    there is a warning, and warnings fail the build.
    """

    name = "lises"
    label = "lises"
    object_types = {kind: ObjType(kind, kind) for kind in KINDS}  # noqa: RUF012  (as Sphinx has it)
    roles = {  # noqa: RUF012
        **{kind: XRefRole(innernodeclass=nodes.inline, warn_dangling=True) for kind in KINDS},
        "count": CountRole(),
        "value": ValueRole(),
        "withheld": WithheldRole(),
    }
    directives = {"fragment": FragmentDirective}  # noqa: RUF012

    def resolve_xref(  # noqa: PLR0913, PLR0917  (Sphinx's signature)
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Turn a role into a link; a passage into a citation with its preview."""
        found = held(env.app).find(typ, target, fromdocname)
        if found is None:
            return None
        own_words = node.get("refexplicit")
        if typ == "passage" and not own_words:
            uri = builder.get_relative_uri(fromdocname, found["docname"])
            return Citation("", found["label"], refuri=f"{uri}#{found['anchor']}", internal=True,
                            preview=found["preview"], preview_id=found["preview_id"])  # fmt: skip
        inner = contnode if own_words else nodes.inline(text=found["label"])
        return make_refnode(builder, fromdocname, found["docname"], found["anchor"], inner)

    def resolve_any_xref(self, *_args: object) -> list[tuple[str, Element]]:
        """Find nothing for ``any``: names of studies are always asked for by kind."""
        return []

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """List everything for the inventory; a passage never with its words, and not in search."""
        for target in held(self.env.app).targets.values():
            priority = 1 if target["type"] in ("finding", "study") else -1
            shown = "-" if target["type"] == "passage" else target["label"]
            place = (target["docname"], target["anchor"], priority)
            yield (target["name"], shown, target["type"], *place)

    def merge_domaindata(self, docnames: list[str], otherdata: dict[str, Any]) -> None:
        """Merge nothing: the objects are the same in every process."""
