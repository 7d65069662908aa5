"""XML that others made, read without trust.

``defusedxml`` with ``forbid_dtd=True`` and not lxml: a document type declaration is refused where
it begins, so there are no entities to expand, nothing outside to fetch and no defaulted attributes;
it is a declared dependency that builds on the standard library's own parser. (Without
``forbid_dtd`` it would let a bare DTD pass.) On top of it stand caps on bytes, elements and depth,
counted while parsing, so that a document cannot fill the memory or the call stack.
"""

from __future__ import annotations

from typing import Any, Protocol
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from .document import UnreadableError

__all__ = ["MAX_BYTES", "MAX_DEPTH", "MAX_ELEMENTS", "XmlTarget", "parse_xml", "parse_xml_into"]

MAX_BYTES = 64 * 1024 * 1024
MAX_ELEMENTS = 3_000_000
MAX_DEPTH = 200
_DAMAGE = (ParseError, ValueError, LookupError, TypeError, AssertionError, RecursionError)


class XmlTarget(Protocol):
    """What takes the events of a parse; names are ``{namespace}local``."""

    def start(self, tag: str, attrs: dict[str, str], /) -> object:
        """Take the beginning of an element."""

    def end(self, tag: str, /) -> object:
        """Take the end of an element."""

    def data(self, data: str, /) -> object:
        """Take a stretch of text, perhaps only a part of an element's."""


class _Capped:
    """Hands the events on and watches how many elements there are and how deep they stand."""

    def __init__(self, target: XmlTarget, name: str) -> None:
        self._target, self._name = target, name
        self._elements = self._depth = 0
        self.data = target.data

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > MAX_ELEMENTS or self._depth > MAX_DEPTH:
            raise _too_large(self._name)
        self._target.start(tag, attributes)

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._target.end(tag)

    def close(self) -> None:
        """Let the parser finish; the target keeps what it made."""


def parse_xml(content: bytes, name: str) -> Element:
    """Parse a document into a tree of at most ``MAX_DEPTH`` levels.

    Parameters
    ----------
    content : bytes
        In whatever encoding it declares.
    name : str
        What to call it in a message.

    Raises
    ------
    UnreadableError
        ``xml-damaged``, ``xml-dtd`` or ``xml-too-large``.
    """
    tree = TreeBuilder()
    parse_xml_into(content, name, tree)
    return tree.close()


def parse_xml_into(content: bytes, name: str, target: XmlTarget) -> None:
    """Send the events of a document to a target; parameters and errors as in ``parse_xml``."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    if len(content) > MAX_BYTES:
        raise _too_large(name)
    try:
        parser: Any = DefusedXMLParser(target=_Capped(target, name), forbid_dtd=True)
        parser.feed(content)
        parser.close()
    except DefusedXmlException as error:  # before ValueError, whose child it is
        raise UnreadableError(
            "xml-dtd",
            f"{name} holds a document type declaration, which no such file needs; it is refused",
            "if you trust it, open it in its own program and save it again",
        ) from error
    except _DAMAGE as error:
        raise UnreadableError(
            "xml-damaged",
            f"{name} is not well-formed XML ({str(error)[:80]})",
            "open the file in its own program and save it again",
        ) from error


def _too_large(name: str) -> UnreadableError:
    return UnreadableError(
        "xml-too-large",
        f"{name} has more than {MAX_BYTES // 2**20} MiB, {MAX_ELEMENTS:,} elements "
        f"or {MAX_DEPTH} levels",
        "open the file in its own program, save it again, or divide it",
    )
