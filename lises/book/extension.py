"""The Sphinx extension that the composed book names: domain, marks, nothing from outside."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from markupsafe import escape
from sphinx.transforms.post_transforms import SphinxPostTransform

from lises.render import STATIC

from .domain import LisesDomain
from .held import held, hold
from .nodes import Citation, Fragment, leave_nothing, visit_citation, visit_fragment
from .pages import BODY_LANGUAGE, TITLE_LANGUAGE
from .tidy import tidy
from .uses import CONSTRUCTED, changed_pages, note_uses

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

__all__ = ["setup"]

FOREIGN_CSS = ("thebe", "sphinx-thebe")
FOREIGN_LISTENERS = ("sphinx_thebe",)
ICON = "icon.svg"
# A picture's size as Sphinx writes it would hold its height where a phone narrows it.
SIZED = re.compile(r'(<img\b[^>]*?) style="width: (\d+)px; height: (\d+)px;"')
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# The fragments' own, then what the book's theme needs beside them.
STATICS = (STATIC, Path(__file__).with_name("static"))


class DropComments(SphinxPostTransform):
    """Take comments and index entries out: they would be published unseen."""

    default_priority = 5

    def run(self, **_kwargs: object) -> None:
        """Remove them from the page."""
        from sphinx.addnodes import index

        for node in [*self.document.findall(nodes.comment), *self.document.findall(index)]:
            node.parent.remove(node)
        for raw in [*self.document.findall(nodes.raw)]:
            kept = nodes.raw("", COMMENT.sub("", raw.astext()), **raw.attributes)
            raw.replace_self(kept)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register everything; called by Sphinx."""
    hold(app)
    app.add_domain(LisesDomain)
    app.add_node(Fragment, html=(visit_fragment, leave_nothing))
    app.add_node(Citation, html=(visit_citation, leave_nothing))
    app.add_post_transform(DropComments)
    app.connect("config-inited", _static)
    app.connect("builder-inited", _without_thebe)
    app.connect("builder-inited", _without_late_css)
    app.connect("env-get-outdated", changed_pages)
    app.connect("doctree-read", note_uses, priority=900)  # when the titles are known
    app.connect("html-page-context", _page, priority=900)
    app.connect("build-finished", tidy, priority=900)
    return {"version": version("lises"), "parallel_read_safe": True, "parallel_write_safe": True}


def _static(app: Sphinx, config: Config) -> None:
    for folder in STATICS:
        config.html_static_path.append(str(folder))
        for path in sorted(folder.glob("*.css")):
            app.add_css_file(path.name)
        for path in sorted(folder.glob("*.js")):
            app.add_js_file(path.name, loading_method="defer")
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


def _without_late_css(app: Sphinx) -> None:
    """Remove the style sheet that myst-nb writes when the pages are written already.

    Its digest would stand in the pages of a second build and not in those of a first.
    """
    for path in Path(app.outdir, "_static").glob("mystnb.*.css"):
        path.unlink()


def _page(
    app: Sphinx,
    pagename: str,
    _template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Mark every page that carries invented material; give the previews of what it cites."""
    for key in ("css_files", "script_files"):
        files = context.get(key, [])
        context[key] = [f for f in files if not any(n in str(f) for n in FOREIGN_CSS)]
    icon = context["pathto"](f"_static/{ICON}", resource=True)
    tags = f'<link rel="icon" type="image/svg+xml" href="{icon}">'
    # The theme prints this title as it is; a statement may hold signs that are markup.
    context["pagetitle"] = str(escape(context.get("pagetitle") or ""))
    body = SIZED.sub(r'\1 width="\2" height="\3"', f"{context.get('body') or ''}")
    body += "".join(_previews(doctree, body))
    metadata = app.env.metadata.get(pagename, {})
    if TITLE_LANGUAGE in metadata:
        body = body.replace("<h1>", f'<h1 lang="{escape(metadata[TITLE_LANGUAGE])}">', 1)
    body = _in_its_language(body, metadata.get(BODY_LANGUAGE, ""), app.config.language)
    if CONSTRUCTED in metadata:
        objects = held(app).objects
        mark = escape(objects["copied_mark"])
        body = f'{objects["banner"]}<div class="lises-page" data-mark="{mark}">{body}</div>'
        tags += '\n<meta name="data-status" content="constructed">'
    context["body"] = body
    context["metatags"] = f"{context.get('metatags', '')}\n{tags}"


def _in_its_language(body: str, language: str, book: str) -> str:
    """Say in which language a page is, where that is not the book's; its title is the book's."""
    if not language or language == book:
        return body
    titled = body.replace("<h1>", f'<h1 lang="{escape(book)}">', 1)
    return f'<div lang="{escape(language)}">{titled}</div>'


def _previews(doctree: nodes.document | None, body: str) -> list[str]:
    """Give the previews of the page's citations that no fragment of the page brings."""
    cited = doctree.findall(Citation) if doctree is not None else ()
    previews = {node["preview_id"]: node["preview"] for node in cited}
    return [text for name, text in previews.items() if f'id="{name}"' not in body]
