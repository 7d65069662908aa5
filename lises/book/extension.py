"""The Sphinx extension that the composed book names: domain, marks, nothing from outside."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from lises.render import STATIC

from .domain import LisesDomain
from .held import held, hold
from .nodes import Citation, Fragment, leave_nothing, visit_citation, visit_fragment

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

__all__ = ["setup"]

FOREIGN_CSS = ("thebe", "sphinx-thebe")
FOREIGN_LISTENERS = ("sphinx_thebe",)


class DropComments(SphinxPostTransform):
    """Take comments and index entries out: they would be published unseen."""

    default_priority = 5

    def run(self, **_kwargs: object) -> None:
        """Remove them from the page."""
        from sphinx.addnodes import index

        for node in [*self.document.findall(nodes.comment), *self.document.findall(index)]:
            node.parent.remove(node)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register everything; called by Sphinx."""
    hold(app)
    app.add_domain(LisesDomain)
    app.add_node(Fragment, html=(visit_fragment, leave_nothing))
    app.add_node(Citation, html=(visit_citation, leave_nothing))
    app.add_post_transform(DropComments)
    app.connect("config-inited", _static)
    app.connect("builder-inited", _without_thebe)
    app.connect("env-get-outdated", _changed_objects)
    app.connect("html-page-context", _page, priority=900)
    return {"version": version("lises"), "parallel_read_safe": True, "parallel_write_safe": True}


def _static(app: Sphinx, config: Config) -> None:
    config.html_static_path.append(str(STATIC))
    for name in sorted(path.name for path in STATIC.glob("*.css")):
        app.add_css_file(name)
    for name in sorted(path.name for path in STATIC.glob("*.js")):
        app.add_js_file(name, loading_method="defer")
    config.html_context.setdefault("default_mode", "auto")


def _without_thebe(app: Sphinx) -> None:
    """Take out what would ask a public server for a script.

    sphinx-thebe comes with jupyter-book and puts an address of its own on every page.
    """
    for listeners in app.events.listeners.values():
        for listener in list(listeners):
            module = getattr(listener.handler, "__module__", "") or ""
            if module.startswith(FOREIGN_LISTENERS):
                listeners.remove(listener)


def _changed_objects(
    app: Sphinx, env: BuildEnvironment, _added: set[str], _changed: set[str], _removed: set[str]
) -> list[str]:
    """Read all pages with references again when what can be referred to has changed."""
    now = repr(held(app).objects)
    before = getattr(env, "lises_objects", now)
    env.lises_objects = now  # type: ignore[attr-defined]
    return [] if before == now else sorted(env.found_docs)


def _page(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Mark every page that carries invented material, in body, title and metadata."""
    for key in ("css_files", "script_files"):
        files = context.get(key, [])
        context[key] = [f for f in files if not any(n in str(f) for n in FOREIGN_CSS)]
    objects = held(app).objects
    study = pagename.partition("/")[0]
    metadata = app.env.metadata.get(pagename, {})
    if study in objects["constructed"] or "lises_constructed" in metadata:
        context["body"] = f"{objects['banner']}{context.get('body') or ''}"
        context["title"] = f"{context.get('title', '')} ({objects['title_mark']})"
        context["metatags"] = (
            f'{context.get("metatags", "")}\n<meta name="data-status" content="constructed">'
        )
