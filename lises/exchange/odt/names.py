"""The vocabulary of OpenDocument that the reader and the word count share.

Names only, and the two facts that are looked up elsewhere than in the text: what a style hides or
makes bold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

__all__ = ["BROKEN", "MARGINS", "NOTHING", "Style", "Styles", "name_of", "spaces", "value_of"]

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES = {
    f"{_OASIS}office:1.0": "office",
    f"{_OASIS}text:1.0": "text",
    f"{_OASIS}table:1.0": "table",
    f"{_OASIS}drawing:1.0": "draw",
    f"{_OASIS}style:1.0": "style",
    f"{_OASIS}xsl-fo-compatible:1.0": "fo",
    f"{_OASIS}svg-compatible:1.0": "svg",
    f"{_OASIS}meta:1.0": "meta",
    f"{_OASIS}script:1.0": "script",
    "http://purl.org/dc/elements/1.1/": "dc",
    "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "loext",
}
_CHAIN = 32  # a style based on a style based on …
_MANY = 40  # a transcript has no use for more spaces in a row; a file may ask for a milliard
_BOLD = frozenset({"bold", "600", "700", "800", "900"})

MARGINS = {
    f"style:{kind}{which}": f"a page {kind}, not talk"
    for kind in ("header", "footer")
    for which in ("", "-left", "-first")
}
"""The elements that hold what stands at the edge of every page, and what to say of them."""

BROKEN = {"text:tab": "\t", "text:line-break": "\n"}
"""Elements that stand for one character."""

NOTHING = frozenset(
    {
        "dc:creator",
        "dc:date",
        "draw:object",
        "draw:object-ole",
        "loext:sender-initials",
        "meta:creator-initials",
        "meta:date-string",
        "office:binary-data",
        "office:event-listeners",
        "office:forms",
        "office:scripts",
        "svg:desc",
        "svg:title",
        "text:alphabetical-index-source",
        "text:bibliography-source",
        "text:illustration-index-source",
        "text:note-citation",
        "text:number",
        "text:object-index-source",
        "text:script",
        "text:sender-initials",
        "text:table-index-source",
        "text:table-of-content-source",
        "text:user-index-source",
    }
)
"""Elements without text of the document: numbers it makes itself, templates, data, who changed it.
"""


def name_of(tag: str) -> str:
    """Give the name of an element or attribute with its usual prefix, others as they are.

    >>> name_of("{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"), name_of("{urn:x}p")
    ('text:p', '{urn:x}p')
    """
    space, _, name = tag.rpartition("}")
    prefix = _PREFIXES.get(space[1:])
    return f"{prefix}:{name}" if prefix else tag


def value_of(attributes: Mapping[str, str], name: str) -> str:
    """Give an attribute by its name with prefix, empty where there is none."""
    return next((value for key, value in attributes.items() if name_of(key) == name), "")


def spaces(attributes: Mapping[str, str]) -> str:
    """Give the spaces that a ``text:s`` stands for; one where it says no sound number."""
    said = value_of(attributes, "text:c")
    return " " * (min(int(said[:6]), _MANY) if said.isascii() and said.isdigit() else 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What matters of one style; ``hidden`` and ``bold`` None where it does not say."""

    shown: str = ""
    parent: str = ""
    hidden: bool | None = None
    bold: bool | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by family and name, those of several parts together."""

    by_name: dict[tuple[str, str], Style] = field(default_factory=dict)

    def take(self, root: Element) -> None:
        """Add the styles of a part."""
        for element in root.iter():
            if name_of(element.tag) == "style:style":
                family = value_of(element.attrib, "style:family")
                name = value_of(element.attrib, "style:name")
                self.by_name[family, name] = _style(element)

    def hidden(self, family: str, name: str, *, before: bool = False) -> bool:
        """Tell whether text of a style is hidden; ``before`` holds where no style says."""
        said = (style.hidden for style in self._chain(family, name))
        return next((one for one in said if one is not None), before)

    def bold(self, family: str, name: str, *, before: bool = False) -> bool:
        """Tell whether text of a style is bold; ``before`` holds where no style says."""
        said = (style.bold for style in self._chain(family, name))
        return next((one for one in said if one is not None), before)

    def title(self, name: str) -> bool:
        """Tell whether a paragraph's style is that of a heading or a title."""
        shown = [name, *(style.parent for style in self._chain("paragraph", name))]
        shown += [style.shown for style in self._chain("paragraph", name)]
        return any(one.casefold().startswith(("heading", "title", "subtitle")) for one in shown)

    def _chain(self, family: str, name: str) -> Iterator[Style]:
        for _ in range(_CHAIN):
            style = self.by_name.get((family, name))
            if style is None:
                return
            yield style
            name = style.parent


def _style(element: Element) -> Style:
    hidden = bold = None
    for part in element:
        if name_of(part.tag) == "style:text-properties":
            display = value_of(part.attrib, "text:display")
            weight = value_of(part.attrib, "fo:font-weight")
            hidden = display == "none" if display else hidden
            bold = weight in _BOLD if weight else bold
    return Style(
        shown=value_of(element.attrib, "style:display-name"),
        parent=value_of(element.attrib, "style:parent-style-name"),
        hidden=hidden,
        bold=bold,
    )
