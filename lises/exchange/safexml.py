"""XML that others made, read without trust.

``defusedxml`` with ``forbid_dtd=True`` and not lxml: a document type declaration is refused where
it begins, so there are no entities to expand, nothing outside to fetch and no defaulted attributes;
it is a declared dependency that builds on the standard library's own parser. (Without
``forbid_dtd`` it would let a bare DTD pass.) On top of it stand caps on bytes, elements and depth,
counted while parsing, so that a document cannot fill the memory or the call stack.

``stream_xml`` is for large documents of many small parts: handlers set on the standard library's
own parser, which stops at a document type declaration; some ten times as fast.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from .document import UnreadableError

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_ELEMENTS",
    "XmlLimits",
    "XmlTarget",
    "parse_xml",
    "parse_xml_into",
    "stream_xml",
    "too_large",
]

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
            raise too_large(self._name)
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
        raise too_large(name)
    try:
        parser: Any = DefusedXMLParser(target=_Capped(target, name), forbid_dtd=True)
        parser.feed(content)
        parser.close()
    except DefusedXmlException as error:  # before ValueError, whose child it is
        raise _declares(name) from error
    except _DAMAGE as error:
        raise _damaged(name, error) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class XmlLimits:
    """How large a document may be: bytes, and elements."""

    total: int = MAX_BYTES
    elements: int = MAX_ELEMENTS


def stream_xml(
    content: bytes,
    name: str,
    handle: Callable[[XMLParserType], None],
    limits: XmlLimits | None = None,
) -> None:
    """Send the events of a document straight from the parser to handlers.

    Parameters
    ----------
    content : bytes
        In whatever encoding it declares.
    name : str
        What to call it in a message.
    handle : callable
        Gets the parser before it begins and sets ``StartElementHandler``, ``EndElementHandler``
        and, only while text is wanted, ``CharacterDataHandler``. Names are as they are written,
        with their prefix. Depth is for the handlers to watch (``MAX_DEPTH``, ``too_large``).
    limits : XmlLimits, optional
        Left out: those of every other document.

    Raises
    ------
    UnreadableError
        ``xml-damaged``, ``xml-dtd`` or ``xml-too-large``; and whatever the handlers raise.
    """
    from xml.parsers.expat import ExpatError, ParserCreate

    limits = limits or XmlLimits()
    # Every element begins with this byte, whatever the encoding, so that this is never too low.
    if len(content) > limits.total or content.count(b"<") > 2 * limits.elements:
        raise too_large(name, limits)
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _declared
    handle(parser)
    try:
        parser.Parse(content, True)
    except _DeclaredError as error:
        raise _declares(name) from error
    except (ExpatError, LookupError, ValueError) as error:
        raise _damaged(name, error) from error


class _DeclaredError(Exception):
    """There is a document type declaration."""


def _declared(*_: object) -> None:
    raise _DeclaredError


def _declares(name: str) -> UnreadableError:
    return UnreadableError(
        "xml-dtd",
        f"{name} holds a document type declaration, which no such file needs; it is refused",
        "if you trust it, open it in its own program and save it again",
    )


def _damaged(name: str, error: BaseException) -> UnreadableError:
    return UnreadableError(
        "xml-damaged",
        f"{name} is not well-formed XML ({str(error)[:80]})",
        "open the file in its own program and save it again",
    )


def too_large(name: str, limits: XmlLimits | None = None) -> UnreadableError:
    """Give the fault of a document that is larger, longer or deeper than what is read."""
    limits = limits or XmlLimits()
    return UnreadableError(
        "xml-too-large",
        f"{name} has more than {limits.total // 2**20} MiB, {limits.elements:,} elements "
        f"or {MAX_DEPTH} levels",
        "open the file in its own program, save it again, or divide it",
    )
