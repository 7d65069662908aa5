"""The page as one document: for a frame in a notebook, which has no server to fetch files from.

The style sheets stand in it, and the modules too, as texts. A few lines give each module an address
within the browser and name these in an import map, so that modules that import each other do so as
on a server. A notebook that runs anywidget allows such addresses: anywidget needs one itself.
"""

from __future__ import annotations

import json
import re
from functools import cache
from html import escape

from lises.errors import LisesError

from .bundle import bundle

__all__ = ["one_page"]

# A frame takes over what its notebook allows; this narrows it: nothing beyond it can be reached.
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' blob:; style-src 'unsafe-inline'; "
    "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)
_STARTED = """
const imports = {};
for (const [name, text] of Object.entries(JSON.parse(document.getElementById("modules").text))) {
  imports[`lises/${name}`] = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
}
const map = document.createElement("script");
map.type = "importmap";
map.text = JSON.stringify({ imports });
document.head.append(map);
import("lises/FIRST");
"""
_SCRIPT = re.compile(r'[^\S\n]*<script type="module" src="/static/([\w.-]+)"></script>\n')
_SHEET = re.compile(r'<link rel="stylesheet" href="/static/([\w.-]+)">')
_ICON = re.compile(r'<link rel="icon"[^>]*>\n')  # a frame has no tab to show it on
# An address within the browser is no place that "./" could start from.
_NEIGHBOUR = re.compile(r'^(import\s.*|\} from\s+)"\./([\w-]+\.js)";', re.MULTILINE)


def one_page(interview: str) -> str:
    """Give the whole page as a document that fetches nothing and is answered by a kernel.

    Parameters
    ----------
    interview : str
        The one to be opened.

    Raises
    ------
    LisesError
        If the front end is not there, or not as it can be put into one document.
    """
    return _page().replace("<html", f'<html data-interview="{escape(interview)}"', 1)


@cache
def _page() -> str:
    files = bundle()
    if "index.html" not in files:
        raise LisesError("the front end of the coding page is not there; install lises again")
    page = files["index.html"].read_text("utf-8")
    first = _SCRIPT.search(page)
    if first is None:
        raise LisesError("the coding page names no script to begin with")
    page = _ICON.sub("", _SCRIPT.sub("", page))
    page = _SHEET.sub(lambda found: _sheet(files[found[1]].read_text("utf-8")), page)
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    page = page.replace("<head>", f"<head>\n{policy}", 1)
    page = page.replace("<html", '<html data-carrier="kernel"', 1)
    sources = {name: path for name, path in files.items() if path.suffix == ".js"}
    modules = {name: _module(path.read_text("utf-8")) for name, path in sources.items()}
    return page.replace("</body>", f"{_scripts(modules, first[1])}\n</body>", 1)


def _module(text: str) -> str:
    return _NEIGHBOUR.sub(r'\1"lises/\2";', text)


def _scripts(modules: dict[str, str], first: str) -> str:
    texts = json.dumps(modules).replace("<", "\\u003c")  # nothing in it can end the element
    started = _STARTED.replace("FIRST", first)
    return (
        f'<script type="application/json" id="modules">{texts}</script>\n'
        f"<script>(() => {{{started}}})();</script>"
    )


def _sheet(text: str) -> str:
    if "</style" in text.lower():
        raise LisesError("a style sheet of the coding page would end its own element")
    return f"<style>\n{text}</style>"
