"""Docstrings in the numpy style: taken apart, and written as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from inspect import cleandoc

from markupsafe import Markup

from lises.render.markup import element, joined

__all__ = [
    "Code",
    "Docstring",
    "Item",
    "coloured",
    "first_sentence",
    "read_docstring",
    "told",
    "written",
]

HEADING = re.compile(r"^([A-Z][A-Za-z ]+)\n-{3,}\n", re.MULTILINE)
ITEM = re.compile(r"^(\S.*)\n?((?:(?:[ \t]+.*)?\n?)*?)(?=^\S|\Z)", re.MULTILINE)
CODE = re.compile(r"``(.+?)``")
STRESSED = re.compile(r"(?<![\w*])\*(\w(?:[^*]*\w)?)\*(?![\w*])")
CLASS_NAME = re.compile(r"((?:\w+\.)*[A-Z]\w+)")
# Sections that hold items: a name or a type, and under it what it is.
OF_ITEMS = frozenset({"Parameters", "Returns", "Yields", "Raises", "Attributes"})
NAMED = frozenset({"Parameters", "Attributes"})
PROMPT = ">>>"

Code = Callable[[str], Markup]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A parameter, a returned value or an error: its name, its type, what it is."""

    name: str = ""
    kind: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Docstring:
    """What stands first, and the sections by title in their order."""

    text: str = ""
    sections: tuple[tuple[str, str], ...] = ()


def read_docstring(text: str) -> Docstring:
    r"""Take a docstring apart.

    >>> found = read_docstring("Add.\n\nReturns\n-------\nint\n    The sum.\n")
    >>> found.text, found.sections
    ('Add.', (('Returns', 'int\n    The sum.'),))
    """
    first, *rest = HEADING.split(cleandoc(text) + "\n")
    pairs = zip(rest[::2], rest[1::2], strict=True)
    return Docstring(
        text=first.strip(), sections=tuple((title, body.strip("\n")) for title, body in pairs)
    )


def first_sentence(text: str) -> str:
    """Give the first paragraph of a docstring as a line."""
    return " ".join(cleandoc(text).partition("\n\n")[0].split())


def told(text: str, code: Code) -> Markup:
    """Write a line of text; what stands between two double backticks is code.

    >>> told("n of ``of``", lambda name: element("code", name))
    Markup('n of <code>of</code>')
    """
    parts = CODE.split(" ".join(text.split()))
    return joined([code(part) if at % 2 else _stressed(part) for at, part in enumerate(parts)])


def _stressed(text: str) -> Markup:
    """Write what stands between two single stars as stressed."""
    parts = STRESSED.split(text)
    return joined([element("em", part) if at % 2 else part for at, part in enumerate(parts)])


def written(docstring: Docstring, code: Code) -> Markup:
    """Write a docstring; ``code`` writes what stands between double backticks."""
    parts = [_prose(docstring.text, code)]
    for title, body in docstring.sections:
        inner = _listed(title, body, code) if title in OF_ITEMS else _prose(body, code)
        parts += [element("p", title, class_="rubric"), inner]
    return joined(parts)


@cache
def coloured(text: str, kind: str) -> Markup:
    """Write a block of code in the colours that Sphinx gives it.

    Its lines are parted by a character reference, so that the block is one line of the page's
    source and MyST finds no end of it.
    """
    from pygments import highlight
    from pygments.formatters.html import HtmlFormatter
    from pygments.lexers import get_lexer_by_name

    lines = highlight(text, get_lexer_by_name(kind), HtmlFormatter(nowrap=True)).rstrip("\n")
    inner = Markup(lines.replace("\n", "&#10;"))  # noqa: S704 - pygments escapes
    block = element("div", element("pre", inner), class_="highlight")
    return element("div", block, class_=[f"highlight-{kind}", "notranslate"])


def _listed(title: str, body: str, code: Code) -> Markup:
    items = [_item(item, code) for item in _items(body, named=title in NAMED)]
    return element("dl", items, class_="lises-items")


def _items(body: str, *, named: bool) -> Iterator[Item]:
    """Give the items: a line at the margin begins one, what is indented belongs to it."""
    for head, text in ITEM.findall(body):
        name, _, kind = head.partition(" : ") if named else ("", "", head)
        yield Item(name=name.strip(), kind=kind.strip(), text=cleandoc(f"\n{text}"))


def _item(item: Item, code: Code) -> Markup:
    names = [element("code", one.strip()) for one in item.name.split(",") if one.strip()]
    kind = told(CLASS_NAME.sub(r"``\1``", item.kind), code)
    head = [joined(names, ", "), " " if names and kind else "", element("span", kind)]
    return joined([element("dt", head), element("dd", _prose(item.text, code))])


def _prose(text: str, code: Code) -> Markup:
    """Write paragraphs, lists, definitions and examples."""
    return joined(_paragraphs(text, code))


def _paragraphs(text: str, code: Code) -> Iterator[Markup]:
    parts = [part for part in re.split(r"\n\s*\n", text.strip("\n")) if part.strip()]
    while parts:
        part = parts.pop(0)
        if part.lstrip().startswith(PROMPT):
            yield coloured(cleandoc(f"\n{part}"), "pycon")
            continue
        yield _paragraph(re.sub(r"::\s*\Z", ":", part), code)
        literal = []  # after two colons, what is indented is code
        while part.rstrip().endswith("::") and parts and parts[0].startswith((" ", "\t")):
            literal.append(parts.pop(0))
        if literal:
            yield coloured(cleandoc("\n" + "\n\n".join(literal)), "python")


def _paragraph(part: str, code: Code) -> Markup:
    lines = part.splitlines()
    if re.match(r"[-*] ", lines[0]):
        entries = re.split(r"^[-*] ", part, flags=re.MULTILINE)[1:]
        return element("ul", [element("li", told(entry, code)) for entry in entries])
    if len(lines) > 1 and lines[1].startswith("    ") and not lines[0].startswith(" "):
        terms = [
            joined([element("dt", told(item.kind, code)), element("dd", told(item.text, code))])
            for item in _items(part, named=False)
        ]
        return element("dl", terms, class_="lises-items")
    return element("p", told(part, code))
