"""The events of a REFI-QDA document → selections as rows, everything else as small elements.

A project is mostly selections, so that these are put together from the events themselves; the rest
becomes elements of local names, each handed on when it ends and then let go. The whole document
never stands in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from lises.exchange.document import UnreadableError
from lises.exchange.safexml import MAX_DEPTH, XmlLimits, stream_xml, too_large

from .raw import RawCoding, RawSelection, fold

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

__all__ = ["LIMITS", "Stream"]

LIMITS = XmlLimits(total=256 * 2**20, elements=4_000_000)
"""A project of more than a million codings."""
_MAX_NAMES = 1000

_AREAS: Mapping[str, tuple[str, ...]] = {
    "PDFSelection": ("page", "firstX", "firstY", "secondX", "secondY"),
    "PictureSelection": ("firstX", "firstY", "secondX", "secondY"),
    "AudioSelection": ("begin", "end"),
    "VideoSelection": ("begin", "end"),
}
_SELECTIONS = frozenset({"PlainTextSelection", "TranscriptSelection", *_AREAS})
_WITH_TEXT = frozenset(
    {
        *("Description", "PlainTextContent", "TextValue", "BooleanValue", "IntegerValue"),
        *("FloatValue", "DateValue", "DateTimeValue"),
    }
)
_IN_CODING = 3  # how many elements are open at what stands in a coding of a selection
_new = tuple.__new__  # a NamedTuple's own way goes through Python each time


class _Names(dict[str, str]):
    """The local name of each tag, found once; a document has few of them."""

    def __missing__(self, tag: str) -> str:
        if len(self) > _MAX_NAMES:
            raise UnreadableError(
                "xml-too-large",
                f"its XML has elements of more than {_MAX_NAMES:,} names",
                "is this the file that was exported as REFI-QDA?",
            )
        name = self[tag] = tag.rpartition(":")[2]
        return name


class _Folded(dict[str, str]):
    """GUIDs that stand often, of users and codes, each folded once."""

    def __missing__(self, guid: str) -> str:
        folded = self[guid] = fold(guid)
        return folded


class Stream:
    """Puts the events of one document together.

    Ends of elements are only noted, by the list's own ``append``, and settled when the next
    element begins: to call Python for each would cost as much as the parser itself.

    Parameters
    ----------
    name : str
        What to call the document in a message.
    ended : callable
        Takes each element that is no selection and stands in none, when it ends.

    Attributes
    ----------
    plain, areas : list of RawSelection
        The selections of words, and of places, since whoever reads last took them.
    top : Element or None
        The root.
    """

    def __init__(self, name: str, ended: Callable[[Element], None]) -> None:
        self.plain: list[RawSelection] = []
        self.areas: list[RawSelection] = []
        self.top: Element | None = None
        self._name = name
        self._ended: Callable[[Element], None] = ended
        self._parser: XMLParserType | None = None
        self._names, self._folded = _Names(), _Folded({"": ""})
        self._open: list[Element] = []
        self._ends: list[str] = []
        self._said: list[str] = []
        # Of the selection that is open; ``_inside`` counts it and the elements open in it.
        self._inside = 0
        self._tag = ""
        self._given: dict[str, str] = {}
        self._codings: list[RawCoding] = []
        self._coding: dict[str, str] | None = None
        self._coding_notes: list[str] = []
        self._notes: list[str] = []
        self._told: dict[str, str] = {}

    def read(self, content: bytes) -> None:
        """Read the document; errors as ``stream_xml``."""
        try:
            stream_xml(content, self._name, self._handle, LIMITS)
            self._settle()
        finally:
            # The parser knows this, and this the parser: without these the two would stay.
            self._parser = None
            self._ended = _let_go

    def _handle(self, parser: XMLParserType) -> None:
        self._parser = parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._ends.append

    def _start(self, tag: str, given: dict[str, str]) -> None:
        if self._ends:
            self._settle()
        name = self._names[tag]
        if self._inside:
            self._inside += 1
            if name == "CodeRef" and self._coding is not None:
                self._coded(self._coding, given.get("targetGUID", ""))
            elif name == "Coding":
                if self._coding is not None:
                    self._coded(self._coding, "")
                self._coding = given
            else:
                self._within(name, given)
        elif name in _SELECTIONS:
            self._inside, self._tag, self._given = 1, name, given
            self._codings = []
        else:
            self._element(name, given)

    def _settle(self) -> None:
        """Take the ends since the last beginning: of what stands in a selection, it, and others."""
        ends = len(self._ends)
        self._ends.clear()
        if ends < self._inside:
            self._inside -= ends
            return
        ends -= self._inside
        if self._inside:
            self._inside = 0
            self._selected()
        for _ in range(ends):
            self._ended(self._open.pop())

    def _within(self, name: str, given: dict[str, str]) -> None:
        """Take what seldom stands in a selection: notes, a comment, the words of a page."""
        if name == "NoteRef":
            note = fold(given.get("targetGUID"))
            if self._inside < _IN_CODING:
                self._notes.append(note)
            elif self._coding is not None:  # before the code, where it should not stand
                self._coding_notes.append(note)
            elif self._codings:
                last = self._codings[-1]
                self._codings[-1] = last._replace(notes=(*last.notes, note))
        elif name in _WITH_TEXT:
            self._listen()
        elif self._inside > MAX_DEPTH:
            raise too_large(self._name)

    def _element(self, name: str, given: dict[str, str]) -> None:
        element = Element(name, given)
        if self._open:
            self._open[-1].append(element)
        elif self.top is None:
            self.top = element
        self._open.append(element)
        if name in _WITH_TEXT:
            self._listen()
        elif len(self._open) > MAX_DEPTH:
            raise too_large(self._name)

    def _listen(self) -> None:
        """Take text from here to the next end; elsewhere there is only white space."""
        self._said = []
        if self._parser is not None:
            self._parser.CharacterDataHandler = self._said.append
            self._parser.EndElementHandler = self._heard

    def _heard(self, tag: str) -> None:
        """Take the end of an element with text."""
        if self._parser is not None:
            self._parser.CharacterDataHandler = None
            self._parser.EndElementHandler = self._ends.append
        if self._ends:
            self._settle()
        text = "".join(self._said)
        if self._inside:
            self._told.setdefault(self._names[tag], text)
        elif self._open:
            self._open[-1].text = text
        self._ends.append(tag)

    def _coded(self, given: dict[str, str], code: str) -> None:
        get = given.get
        notes: tuple[str, ...] = ()
        if self._coding_notes:
            notes, self._coding_notes = tuple(self._coding_notes), []
        folded = self._folded
        user, date = folded[get("creatingUser", "")], get("creationDateTime", "")
        guid = get("guid", "")
        guid = guid if len(guid) == 36 and guid.isupper() else fold(guid)
        row = guid, folded[code], user, date, notes
        self._codings.append(_new(RawCoding, row))
        self._coding = None

    def _selected(self) -> None:
        get, tag, told = self._given.get, self._tag, self._told
        if self._coding is not None:
            self._coded(self._coding, "")
        plain = tag == "PlainTextSelection"
        guid, start, end = get("guid", ""), get("startPosition", ""), get("endPosition", "")
        row = (
            guid if len(guid) == 36 and guid.isupper() else fold(guid),
            tag,
            get("name", ""),
            int(start) if len(start) < 18 and start.isdecimal() else None,
            int(end) if len(end) < 18 and end.isdecimal() else None,
            "" if plain else _area(tag, self._given),
            self._folded[get("creatingUser", "")],
            told.get("Description", "") if told else "",
            told.get("PlainTextContent", "") if told else "",
            self._codings,
            tuple(self._notes) if self._notes else (),
        )
        words = plain or tag == "TranscriptSelection"
        (self.plain if words else self.areas).append(_new(RawSelection, row))
        if told or self._notes:
            self._told, self._notes = {}, []


def _let_go(_: Element) -> None:
    """Take nothing any more."""


def _area(tag: str, given: Mapping[str, str]) -> str:
    """Say where a selection that is no words is; of a transcript its two points."""
    if tag == "TranscriptSelection":
        return f"{fold(given.get('fromSyncPoint'))} {fold(given.get('toSyncPoint'))}"
    return ", ".join(f"{at} {value[:20]}" for at in _AREAS[tag] if (value := given.get(at)))
