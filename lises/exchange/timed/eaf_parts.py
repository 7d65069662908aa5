"""An ELAN document as its parts: time slots, tiers with their annotations, and all other text."""

from __future__ import annotations

from dataclasses import dataclass, field

from lises.exchange.document import UnreadableError
from lises.exchange.safexml import parse_xml_into
from lises.exchange.wordcount import count_words

from .cues import MAX_CUES

__all__ = ["MAX_EAF", "Annotation", "Parts", "Tier", "parts_of"]

MAX_EAF = 32 * 1024 * 1024
"""The largest document that is read, in bytes; an hour with twenty tiers has some 5 MiB."""

_TIERS = 2_000
_TEXTS = 100_000  # texts outside of annotations: vocabularies, properties


@dataclass(slots=True, kw_only=True)
class Annotation:
    """One annotation: its text, and either its two time slots or the annotation it refers to."""

    name: str
    text: str = ""
    slots: tuple[str, str] = ("", "")
    refers: str = ""
    at: int = 0


@dataclass(slots=True, kw_only=True)
class Tier:
    """A tier: its id, whose talk it is, its type, the tier it depends on, its annotations."""

    name: str
    participant: str = ""
    kind: str = ""
    parent: str = ""
    annotations: list[Annotation] = field(default_factory=list)

    @property
    def words(self) -> int:
        """The words of its annotations."""
        return sum(count_words(annotation.text) for annotation in self.annotations)


@dataclass(slots=True, kw_only=True)
class Parts:
    """What a document holds.

    ``slots`` maps a slot's id to milliseconds, None where it has no value or none that can be
    read; ``other`` lists texts outside of annotations with the element they stand in; ``words``
    counts every text of the document as it came, whatever holds it.
    """

    slots: dict[str, int | None] = field(default_factory=dict)
    odd_slots: list[str] = field(default_factory=list)
    tiers: list[Tier] = field(default_factory=list)
    other: list[tuple[str, str]] = field(default_factory=list)
    units: str = "milliseconds"
    root: str = ""
    words: int = 0
    external: int = 0


class _Target:
    """Takes the events of the parse; the text of an element is what stands directly in it."""

    def __init__(self) -> None:
        self.parts = Parts()
        self.path: list[str] = []
        self.texts: list[list[str]] = []
        self.annotation: Annotation | None = None
        self.number = 0

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        """Begin an element."""
        self._flush()
        name = tag.rpartition("}")[2]
        self.path.append(name)
        self.texts.append([])
        self.parts.root = self.parts.root or name
        begin = getattr(self, f"_{name.lower()}", None)
        if begin is not None:
            begin(attrs)

    def end(self, _tag: str) -> None:
        """End an element."""
        self._flush()
        self.path.pop()
        self.texts.pop()

    def data(self, data: str) -> None:
        """Take a piece of text."""
        if self.texts:
            self.texts[-1].append(data)

    def _flush(self) -> None:
        """Give the text that ends here to what holds it, and count it whatever holds it."""
        if not self.texts or not self.texts[-1]:
            return
        text = "".join(self.texts[-1])
        self.texts[-1].clear()
        if not text.strip():
            return
        self.parts.words += count_words(text)
        if self.path[-1] == "ANNOTATION_VALUE" and self.annotation is not None:
            before = self.annotation.text
            self.annotation.text = f"{before}\n{text}" if before else text
            return
        if len(self.parts.other) >= _TEXTS:
            raise UnreadableError(
                "file-too-large",
                f"the document has more than {_TEXTS:,} texts that are no annotations",
                "open it in ELAN and save it again",
            )
        self.parts.other.append((self.path[-1], text))

    def _header(self, attrs: dict[str, str]) -> None:
        self.parts.units = attrs.get("TIME_UNITS", "milliseconds")

    def _time_slot(self, attrs: dict[str, str]) -> None:
        name, value = attrs.get("TIME_SLOT_ID", ""), attrs.get("TIME_VALUE", "").strip()
        fits = value.isascii() and value.isdigit() and len(value) < 11
        if value and not fits:
            self.parts.odd_slots.append(name)
        self.parts.slots[name] = int(value) if fits else None

    def _tier(self, attrs: dict[str, str]) -> None:
        if len(self.parts.tiers) >= _TIERS:
            raise UnreadableError(
                "file-too-large",
                f"the document has more than {_TIERS:,} tiers",
                "take tiers out that are no talk",
            )
        self.parts.tiers.append(
            Tier(
                name=attrs.get("TIER_ID", ""),
                participant=attrs.get("PARTICIPANT", "").strip(),
                kind=attrs.get("LINGUISTIC_TYPE_REF", ""),
                parent=attrs.get("PARENT_REF", ""),
            )
        )

    def _alignable_annotation(self, attrs: dict[str, str]) -> None:
        slots = attrs.get("TIME_SLOT_REF1", ""), attrs.get("TIME_SLOT_REF2", "")
        self._annotated(Annotation(name=attrs.get("ANNOTATION_ID", ""), slots=slots), attrs)

    def _ref_annotation(self, attrs: dict[str, str]) -> None:
        refers = attrs.get("ANNOTATION_REF", "")
        self._annotated(Annotation(name=attrs.get("ANNOTATION_ID", ""), refers=refers), attrs)

    def _annotated(self, annotation: Annotation, attrs: dict[str, str]) -> None:
        self.number += 1
        if self.number > MAX_CUES:
            raise UnreadableError(
                "file-too-large",
                f"the document has more than {MAX_CUES:,} annotations",
                "take tiers out that are no talk",
            )
        annotation.at = self.number
        self.annotation = annotation
        self.parts.external += "CVE_REF" in attrs
        if not self.parts.tiers:
            self.parts.tiers.append(Tier(name=""))
        self.parts.tiers[-1].annotations.append(annotation)


def parts_of(content: bytes, path: str) -> Parts:
    """Take an ELAN document apart.

    Raises
    ------
    UnreadableError
        ``xml-damaged`` with its line, ``xml-dtd``, ``xml-too-large``, ``file-too-large``, or
        ``format-not-read`` where it is no ELAN document.
    """
    if len(content) > MAX_EAF:
        raise UnreadableError(
            "file-too-large",
            f"the document has more than {MAX_EAF // 2**20} MiB",
            "take tiers out that are no talk",
        )
    target = _Target()
    try:
        parse_xml_into(content, path, target)
    except UnreadableError as error:
        line, _ = getattr(error.__cause__, "position", (0, 0))
        raise UnreadableError(error.rule, error.message, error.remedy, at=line) from error
    if target.parts.root != "ANNOTATION_DOCUMENT":
        raise UnreadableError(
            "format-not-read",
            f"the XML is a {target.parts.root[:40]}, not an ELAN document",
            "export the transcript as .eaf, .docx or .txt",
        )
    return target.parts
