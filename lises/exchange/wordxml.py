"""The vocabulary of WordprocessingML that the reader and the word count share.

Names only, and the two facts that are looked up elsewhere than in the text: what a style hides or
makes bold, and which letter a symbol stands for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

__all__ = ["NOTHING", "Style", "Styles", "is_on", "name_of", "symbol", "value_of"]

_NAMESPACES = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://schemas.openxmlformats.org/markup-compatibility/2006",
    }
)
_MATH = frozenset(
    {
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "http://purl.oclc.org/ooxml/officeDocument/math",
    }
)
_CHAIN = 32  # a style based on a style based on …; real documents have four
_OFF = frozenset({"0", "false", "off", "none"})

NOTHING = frozenset(
    {
        "pPr",
        "rPr",
        "tblPr",
        "trPr",
        "tcPr",
        "sdtPr",
        "sdtEndPr",
        "sectPr",
        "instrText",
        "delInstrText",
        "rubyPr",
    }
)
"""Elements without text of the document: properties, and the instructions of fields."""

# The signs of symbol fonts that transcripts use; all others become a white square, and are told.
_SYMBOLS = {
    ("wingdings", 0x4A): "☺",
    ("wingdings", 0x4B): "😐",
    ("wingdings", 0x4C): "☹",
    ("wingdings", 0x6C): "●",
    ("wingdings", 0x6E): "■",
    ("wingdings", 0xA7): "▪",
    ("wingdings", 0xDF): "←",
    ("wingdings", 0xE0): "→",
    ("wingdings", 0xE8): "➔",
    ("wingdings", 0xFB): "✗",
    ("wingdings", 0xFC): "✓",
    ("symbol", 0xAC): "←",
    ("symbol", 0xAE): "→",
    ("symbol", 0xB0): "°",
    ("symbol", 0xB1): "±",
    ("symbol", 0xB7): "•",
}
UNKNOWN_SYMBOL = "□"


def name_of(tag: str) -> str:
    """Give the local name of an element or attribute of Word's, ``math:t`` for a formula's text.

    Names of other vocabularies come back as they are, so that they match nothing.

    >>> name_of("{http://purl.oclc.org/ooxml/wordprocessingml/main}p"), name_of("{urn:x}p")
    ('p', '{urn:x}p')
    """
    space, _, name = tag.rpartition("}")
    if space[1:] in _NAMESPACES:
        return name
    return f"math:{name}" if space[1:] in _MATH else tag


def value_of(attributes: Mapping[str, str], name: str) -> str:
    """Give an attribute of Word's by its local name, empty where there is none."""
    for key, value in attributes.items():
        if key == name or name_of(key) == name:
            return value
    return ""


def is_on(attributes: Mapping[str, str]) -> bool:
    """Tell whether a property such as ``w:vanish`` is on: it is, unless its value says no."""
    return value_of(attributes, "val").lower() not in _OFF


def symbol(attributes: Mapping[str, str]) -> str:
    """Give the character of a ``w:sym``, a white square where its font's sign is not known."""
    try:
        code = int(value_of(attributes, "char"), 16)
    except ValueError:
        return UNKNOWN_SYMBOL
    font = value_of(attributes, "font").casefold().split()[:1]
    private = 0xF000 <= code <= 0xF0FF
    if private or (font and font[0] in {"wingdings", "symbol", "webdings"}):
        known = _SYMBOLS.get((font[0] if font else "", code & 0xFF))
        return known or UNKNOWN_SYMBOL
    return chr(code) if 0x20 < code < 0xD800 else UNKNOWN_SYMBOL


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What matters of one style; ``hidden`` and ``bold`` None where it does not say."""

    name: str = ""
    based_on: str = ""
    hidden: bool | None = None
    bold: bool | None = None
    outline: bool = False


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by id; nothing is hidden or bold where there are none."""

    by_id: Mapping[str, Style] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element) -> Styles:
        """Read ``styles.xml``."""
        styles = (element for element in root if name_of(element.tag) == "style")
        return cls({value_of(s.attrib, "styleId"): _style(s) for s in styles})

    def hidden(self, paragraph: str, run: str, direct: bool | None) -> bool:
        """Tell whether text of these styles is hidden; what its run itself says wins."""
        return self._toggled(paragraph, run, direct, lambda style: style.hidden)

    def bold(self, paragraph: str, run: str, direct: bool | None) -> bool:
        """Tell whether text of these styles is bold; what its run itself says wins."""
        return self._toggled(paragraph, run, direct, lambda style: style.bold)

    def heading(self, paragraph: str) -> bool:
        """Tell whether a paragraph's style is that of a heading or a title."""
        names = [style.name or "" for style in self._chain(paragraph)] or [paragraph]
        outlined = any(style.outline for style in self._chain(paragraph))
        return outlined or names[0].casefold().startswith(("heading", "title", "subtitle"))

    def _toggled(
        self,
        paragraph: str,
        run: str,
        direct: bool | None,
        what: Callable[[Style], bool | None],
    ) -> bool:
        if direct is not None:
            return direct
        # A property on in both styles is off again (ECMA-376 part 1, 17.7.3).
        return self._first(paragraph, what) != self._first(run, what)

    def _first(self, style_id: str, what: Callable[[Style], bool | None]) -> bool:
        said = (what(style) for style in self._chain(style_id))
        return next((value for value in said if value is not None), False)

    def _chain(self, style_id: str) -> list[Style]:
        chain: list[Style] = []
        seen: set[str] = set()
        while style_id in self.by_id and style_id not in seen and len(chain) < _CHAIN:
            seen.add(style_id)
            chain.append(self.by_id[style_id])
            style_id = chain[-1].based_on
        return chain


def _style(element: Element) -> Style:
    said: dict[str, str] = {}
    toggles: dict[str, bool] = {}
    outline = False
    for part in element:
        name = name_of(part.tag)
        if name in {"name", "basedOn"}:
            said[name] = value_of(part.attrib, "val")
        for inner in part if name in {"rPr", "pPr"} else ():
            toggles[name_of(inner.tag)] = is_on(inner.attrib)
            if name_of(inner.tag) == "outlineLvl":
                outline = value_of(inner.attrib, "val") in set("012345678")
    return Style(
        name=said.get("name", ""),
        based_on=said.get("basedOn", ""),
        hidden=toggles.get("vanish"),
        bold=toggles.get("b"),
        outline=outline,
    )
