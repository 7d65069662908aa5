"""The XML of a REFI-QDA project or codebook → what it says (``raw``).

The order of elements does not matter, and no namespace is asked for: several are in use.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from xml.etree.ElementTree import Element

from lises.exchange.document import UnreadableError

from .raw import (
    Carrier,
    RawCase,
    RawCode,
    RawCoding,
    RawLink,
    RawProject,
    RawSet,
    RawUser,
    RawVariable,
    Values,
    fold,
    refs,
    text_of,
)
from .stream import Stream

__all__ = ["parse_refi"]

_BEARERS = {"TextSource", "PictureSource", "PDFSource", "AudioSource", "VideoSource", "Note"}
_TEXTS = {"Representation", "TextDescription", "Transcript"}
# What is read with the element it stands in; the root with everything.
_WITHIN = {
    *("Users", "Codes", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs"),
    *("Description", "NoteRef", "Code", "CodeRef", "VariableValue", "VariableRef", "SyncPoint"),
    *("SourceRef", "SelectionRef", "MemberCode", "MemberSource", "MemberNote", "Project"),
    *("PlainTextContent", "Coding", "Vertex", "Edge", "TextValue", "BooleanValue", "DateValue"),
    *("IntegerValue", "FloatValue", "DateTimeValue"),
}


def parse_refi(content: bytes, name: str) -> RawProject:
    """Parse a project or a codebook.

    Parameters
    ----------
    content : bytes
        The XML.
    name : str
        What to call it in a message.

    Raises
    ------
    UnreadableError
        As ``stream_xml``; ``refi-not-a-project`` where the root is neither.
    """
    sections = _Sections(name)
    sections.stream.read(content)
    sections.root(sections.stream.top)
    sections.takes.clear()  # methods of its own, by which it would stay
    return sections.raw


class _Sections:
    """Takes each section when it ends: selections wait in the stream for what they stand in."""

    def __init__(self, name: str) -> None:
        self.raw = RawProject()
        self.stream = Stream(name, self._ended)
        self._texts: dict[Element, Carrier] = {}
        self.takes: dict[str, Callable[[Element], None]] = {
            "CodeBook": self._codes,
            "User": self._user,
            "Variable": self._variable,
            "Case": self._case,
            "Link": self._link,
            "Set": self._set,
            "Graph": self._graph,
            **dict.fromkeys(_BEARERS, self._source),
            **dict.fromkeys(_TEXTS, self._text),
        }

    def _ended(self, element: Element) -> None:
        take = self.takes.get(element.tag)
        if take is not None:
            take(element)
            if element.tag != "CodeBook":
                element.clear()
        elif element.tag not in _WITHIN:
            self.raw.unknown[element.tag[:40]] += 1
            element.clear()

    def root(self, element: Element | None) -> None:
        """Take what the whole document says of itself; its sections were taken before."""
        tag = "" if element is None else element.tag
        if element is None or tag not in ("Project", "CodeBook"):
            raise UnreadableError(
                "refi-not-a-project",
                f"its XML is a {tag[:40]!r}; a project is a Project, a codebook a CodeBook",
                "is this the file that was exported as REFI-QDA?",
            )
        raw, parts = self.raw, _by_name(element)
        raw.root, raw.name, raw.origin = tag, element.get("name", ""), element.get("origin", "")
        raw.description = text_of(_first(parts["Description"]))
        raw.notes = refs(parts["NoteRef"])
        raw.empty_sets = any(not len(sets) for sets in parts["Sets"])

    # -- sources and notes -------------------------------------------------------------------

    def _source(self, element: Element) -> None:
        tag, stream = element.tag, self.stream
        carrier = _carried(element)
        carrier.selections = stream.plain if tag in ("TextSource", "Note") else stream.areas
        carrier.parts = [self._texts[child] for child in element if child in self._texts]
        stream.plain, stream.areas, self._texts = [], [], {}
        (self.raw.memos if tag == "Note" else self.raw.sources).append(carrier)

    def _text(self, element: Element) -> None:
        """Take a text of a source that is none itself: its selections are those before its end."""
        carrier = _carried(element)
        carrier.selections, self.stream.plain = self.stream.plain, []
        self._texts[element] = carrier

    # -- everything else ---------------------------------------------------------------------

    def _codes(self, book: Element) -> None:
        tops = [top for part in _by_name(book)["Codes"] for top in part]
        waiting = [(top, "") for top in reversed(tops)]
        while waiting:
            element, parent = waiting.pop()
            if element.tag != "Code":
                continue
            parts = _by_name(element)
            guid = fold(element.get("guid")) or f"code {len(self.raw.codes) + 1}"
            self.raw.codes.append(
                RawCode(
                    guid,
                    element.get("name", ""),
                    parent,
                    text_of(_first(parts["Description"])),
                    element.get("color", ""),
                    element.get("isCodable", "true").strip() not in ("false", "0"),
                    refs(parts["NoteRef"]),
                )
            )
            waiting.extend((child, guid) for child in reversed(parts["Code"]))

    def _user(self, element: Element) -> None:
        self.raw.users.append(RawUser(fold(element.get("guid")), element.get("name", "")))

    def _variable(self, element: Element) -> None:
        described = text_of(_first(_by_name(element)["Description"]))
        name, kind = element.get("name", ""), element.get("typeOfVariable", "Text")
        self.raw.variables.append(RawVariable(fold(element.get("guid")), name, kind, described))

    def _case(self, element: Element) -> None:
        parts = _by_name(element)
        self.raw.cases.append(
            RawCase(
                fold(element.get("guid")),
                element.get("name", ""),
                text_of(_first(parts["Description"])),
                refs(parts["CodeRef"]),
                _values(parts["VariableValue"]),
                refs(parts["SourceRef"]),
                refs(parts["SelectionRef"]),
            )
        )

    def _link(self, element: Element) -> None:
        self.raw.links.append(
            RawLink(
                fold(element.get("guid")),
                element.get("name", ""),
                element.get("direction", ""),
                fold(element.get("originGUID")),
                fold(element.get("targetGUID")),
                refs(_by_name(element)["NoteRef"]),
            )
        )

    def _set(self, element: Element) -> None:
        parts = _by_name(element)
        self.raw.sets.append(
            RawSet(
                fold(element.get("guid")),
                element.get("name", ""),
                text_of(_first(parts["Description"])),
                refs(parts["MemberCode"]),
                refs(parts["MemberSource"]),
                refs(parts["MemberNote"]),
            )
        )

    def _graph(self, element: Element) -> None:
        shown = [child.get("name", "") for child in element if child.get("name")]
        self.raw.graphs.append((element.get("name", ""), "\n".join(shown)))


def _carried(element: Element) -> Carrier:
    """Take a source, a note or a text, save for its selections."""
    parts, given = _by_name(element), element.attrib
    content = _first(parts["PlainTextContent"])
    return Carrier(
        element.tag,
        fold(given.get("guid")),
        given.get("name", ""),
        plain_path=given.get("plainTextPath", ""),
        rich_path=given.get("richTextPath", ""),
        path=given.get("path", "") or given.get("currentPath", ""),
        user=fold(given.get("creatingUser")),
        created=given.get("creationDateTime", ""),
        modified=given.get("modifiedDateTime", ""),
        description=text_of(_first(parts["Description"])),
        content=None if content is None else text_of(content),
        codings=[_coding(child) for child in parts["Coding"]],
        notes=refs(parts["NoteRef"]),
        values=_values(parts["VariableValue"]),
        sync=tuple(
            (fold(e.get("guid")), e.get("timeStamp", ""), e.get("position", ""))
            for e in parts["SyncPoint"]
        ),
    )


def _by_name(element: Element) -> defaultdict[str, list[Element]]:
    parts: defaultdict[str, list[Element]] = defaultdict(list)
    for child in element:
        parts[child.tag].append(child)
    return parts


def _coding(element: Element) -> RawCoding:
    """Take a coding of a whole source."""
    parts = _by_name(element)
    code = _first(parts["CodeRef"])
    return RawCoding(
        fold(element.get("guid")),
        fold(code.get("targetGUID")) if code is not None else "",
        fold(element.get("creatingUser")),
        element.get("creationDateTime", ""),
        refs(parts["NoteRef"]),
    )


def _values(elements: Iterable[Element]) -> Values:
    found = []
    for element in elements:
        variable, value = "", ""
        for child in element:
            if child.tag == "VariableRef":
                variable = fold(child.get("targetGUID"))
            else:
                value = text_of(child)
        found.append((variable, value))
    return tuple(found)


def _first(elements: list[Element]) -> Element | None:
    return elements[0] if elements else None
