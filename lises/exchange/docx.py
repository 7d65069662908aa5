"""Transcripts in Word documents.

Read by our own walk over the XML: a reader that takes ``paragraph.text`` loses what stands in
content controls, text boxes, footnotes and tracked insertions. The parser is ``defusedxml`` with
every DTD refused (``safexml`` says why not lxml); the archive is judged before it is read
(``archive``). The words are counted by another route (``docx_words``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from lises.errors import Problem, how_many

from .archive import Archive, open_archive
from .cleaning import Tally, tally_notes
from .document import Document, UnreadableError
from .docx_story import Story
from .docx_words import STORIES, words_of_part
from .imported import SetAside
from .safexml import parse_xml
from .wordcount import count_words
from .wordxml import Styles, name_of, value_of

__all__ = ["read_docx"]

_TOLD = {
    "insertion": "tracked insertions: {n} are taken in",
    "text box": "text boxes: {n} stand as paragraphs after the one they are anchored in",
    "note": "footnotes and endnotes: {n} stand in square brackets where they are referred to",
    "table row": "table rows: {n} were read as one line each, their cells apart by tabs",
    "numbered": "automatic numbers or bullets: {n} paragraphs bear them; they are not text",
    "picture": "pictures and objects: {n} are not carried",
}
_FURTHER = ("charts", "diagrams", "embeddings")
_Key = tuple[str, str]


def read_docx(content: bytes, path: str) -> Document:
    """Read a Word document.

    Parameters
    ----------
    content : bytes
        The whole file.
    path : str
        The file, for its problems.

    Returns
    -------
    Document
        Its paragraphs in reading order (a text box after the paragraph it is anchored in); what
        is deleted, hidden, in headers, footers or comments set aside; its words.

    Raises
    ------
    UnreadableError
        If the archive or its main part cannot be read.
    """
    reader = _Reader(archive=open_archive(content), path=path)
    reader.load()
    return reader.document()


@dataclass(slots=True, kw_only=True)
class _Reader:
    """One document under way: its parts, and what all its stories add to."""

    archive: Archive
    path: str
    main: str = ""
    roots: dict[str, Element] = field(default_factory=dict)
    styles: Styles = field(default_factory=Styles)
    words: int = 0
    tally: Tally = field(default_factory=Counter)
    features: Counter[str] = field(default_factory=Counter)
    set_aside: list[SetAside] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def load(self) -> None:
        """Parse every part beside the main one that holds text, and count its words."""
        self.main = _main_part(self.archive)
        folder = PurePosixPath(self.main).parent
        beside = [
            name
            for name in self.archive.names
            if PurePosixPath(name).parent == folder and name.endswith(".xml") and name != self.main
        ]
        contents: dict[str, bytes] = {}
        for name in [self.main, *beside]:
            try:
                contents[name] = self.archive.read(name)
                root = parse_xml(contents[name], name)
            except UnreadableError as error:
                if name == self.main or error.rule == "xml-dtd":
                    raise
                self.problems.append(error.problem(self.path))
                continue
            if name_of(root.tag) in STORIES:
                self.roots[name] = root
            elif name_of(root.tag) == "styles":
                self.styles = Styles.of(root)
        if name_of(self.roots[self.main].tag if self.main in self.roots else "") != "document":
            raise _no_document(f"{self.main} is not the text of a Word document")
        self.words = sum(words_of_part(contents[name], name, self.styles) for name in self.roots)

    def document(self) -> Document:
        notes = self._notes()
        body = self._story(self.roots[self.main], notes=notes)
        self.features["note"] = len(body.used)
        for key, text in notes.items():
            if key not in body.used:
                self._aside("notes", text, "a footnote or endnote that nothing visible refers to")
        self._margins()
        self._comments(body.comments_at)
        return Document(
            kind="docx",
            paragraphs=tuple(body.paragraphs),
            words=self.words,
            set_aside=tuple(self.set_aside),
            notes=tuple(self._told()),
            problems=(*self.problems, *_problems(self.features, self.path)),
        )

    def _story(
        self, element: Element, name: str = "", notes: Mapping[_Key, str] | None = None
    ) -> Story:
        story = Story(
            styles=self.styles,
            tally=self.tally,
            features=self.features,
            notes=notes or {},
            name=name,
        )
        story.read(element)
        self.set_aside += story.set_aside
        return story

    def _parts(self, root_name: str) -> Iterator[tuple[str, Element]]:
        for name, root in self.roots.items():
            if name_of(root.tag) == root_name:
                yield PurePosixPath(name).name, root

    def _notes(self) -> dict[_Key, str]:
        """Give the text of footnotes and endnotes by what refers to them."""
        notes: dict[_Key, str] = {}
        for kind in ("footnote", "endnote"):
            for _, root in self._parts(f"{kind}s"):
                for number, element in enumerate(root):
                    story = self._story(element, f"{kind} {number}")
                    if story.text:
                        # One that bears another's id is still kept: it is set aside by its place.
                        key = (f"{kind}Reference", value_of(element.attrib, "id"))
                        key = (f"{kind} {number}", "") if key in notes else key
                        notes[key] = story.text.replace("\n", " ")
        return notes

    def _margins(self) -> None:
        for kind, why in (("hdr", "a page header"), ("ftr", "a page footer")):
            for name, root in self._parts(kind):
                self._aside(name, self._story(root, name).text, f"{why}, not talk")

    def _comments(self, places: Mapping[str, int]) -> None:
        for _, root in self._parts("comments"):
            for number, element in enumerate(root, start=1):
                at = places.get(value_of(element.attrib, "id"), 0)
                name = f"comment {number}" + (f", at paragraph {at}" if at else "")
                self._aside(name, self._story(element, name).text, "a comment in the margin", at)

    def _aside(self, where: str, text: str, why: str, at: int = 0) -> None:
        if text:
            words = count_words(text)
            self.set_aside.append(SetAside(where=where, text=text, why=why, words=words, at=at))

    def _told(self) -> Iterator[str]:
        yield from tally_notes(self.tally)
        for feature, told in _TOLD.items():
            if self.features[feature]:
                yield told.format(n=f"{self.features[feature]:,}")
        folder = PurePosixPath(self.main).parent
        for further in _FURTHER:
            number = sum(PurePosixPath(n).parent == folder / further for n in self.archive.names)
            if number:
                yield f"{further}: not read, {how_many(number, 'file')} within the document"


def _main_part(archive: Archive) -> str:
    """Give the name of the part that holds the text: the package says which, seldom another."""
    names = set(archive.names)
    if "_rels/.rels" in names:
        for element in parse_xml(archive.read("_rels/.rels"), "_rels/.rels"):
            target = element.get("Target", "").lstrip("/")
            if element.get("Type", "").endswith("/officeDocument") and target in names:
                return target
    if "word/document.xml" not in names:
        raise _no_document("there is no word/document.xml in it")
    return "word/document.xml"


def _no_document(what: str) -> UnreadableError:
    return UnreadableError(
        "archive-damaged",
        f"the file looks like a Word document, but {what}",
        "open it in Word and save it again as .docx",
    )


def _problems(features: Counter[str], path: str) -> Iterator[Problem]:
    if features["embedded"]:
        yield Problem(
            path=path,
            line=0,
            rule="document-embedded",
            message=f"{features['embedded']} documents are embedded in it and were not read",
            remedy="open it in Word and save it again: Word takes them into the text",
        )
    if features["unknown symbol"]:
        yield Problem(
            path=path,
            line=0,
            rule="symbol-unknown",
            message=f"{features['unknown symbol']} signs of a symbol font stand as □ in the text",
            remedy="look them up in the document",
            severity="doubt",
        )
    if features["deleted end"]:
        yield Problem(
            path=path,
            line=0,
            rule="tracked-paragraph-end",
            message=f"the end of {features['deleted end']} paragraphs is deleted under tracked "
            "changes; here they still end",
            remedy="accept or reject the changes in Word and import again",
            severity="doubt",
        )
