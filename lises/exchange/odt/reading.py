"""Transcripts in OpenDocument text: a package (.odt, .ott) or one flat file (.fodt).

Read by a walk of our own over ``safexml`` and not by odfpy: its ``extractText`` puts deletions,
comments and their authors into the middle of the talk, a file that was cut off comes in as if it
were whole, and deep nesting ends in a RecursionError (tried; CONTRIBUTING).
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from lises.errors import Problem, how_many
from lises.exchange.archive import Archive, open_archive
from lises.exchange.cleaning import tally_notes
from lises.exchange.document import Document, UnreadableError
from lises.exchange.safexml import parse_xml

from .names import MARGINS, Styles, name_of, value_of
from .story import Common, Story
from .words import words_of_part

__all__ = ["is_flat_odt", "read_odt"]

_FLAT_HEAD = b"urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_HEAD = 4096
_REMEDY = "open it in its own program and save it again as .odt, or as .docx"
_TOLD = {
    "insertion": "tracked insertions: {n} are taken in",
    "text box": "text boxes: {n} stand as paragraphs after the one they are anchored in",
    "note": "footnotes and endnotes: {n} stand in square brackets where they are referred to",
    "table row": "table rows: {n} were read as one line each, their cells apart by tabs",
    "numbered": "list items: {n}; their numbers or bullets are not text",
    "picture": "pictures and objects: {n} are not carried",
}


def is_flat_odt(content: bytes) -> bool:
    """Tell whether a file looks like OpenDocument in one flat file, from its beginning."""
    head = content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and b"<office:document" in head and _FLAT_HEAD in head


def read_odt(content: bytes, path: str) -> Document:
    """Read an OpenDocument text.

    Parameters
    ----------
    content : bytes
        The whole file, a ZIP archive or flat XML.
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
        If the archive or its main part cannot be read, is locked, or is no text document.
    """
    parts, problems = _parts(content, path)
    roots = [(name, parse_xml(part, name)) for name, part in parts]
    common = Common(styles=Styles())
    for _, root in reversed(roots):
        common.styles.take(root)  # the content's own styles last: they win
    body = Story(common=common)
    body.read(_body(roots[0][1]))
    for name, root in roots:
        _margins(name, root, common)
    _deletions(common)
    words = sum(words_of_part(part, name, common.styles) for name, part in parts)
    return Document(
        kind="odt",
        paragraphs=tuple(body.paragraphs),
        words=words,
        set_aside=tuple(common.set_aside),
        notes=tuple(_told(common)),
        problems=problems,
    )


def _parts(content: bytes, path: str) -> tuple[list[tuple[str, bytes]], tuple[Problem, ...]]:
    """Give the parts that hold text, the content first; styles are not worth a failure."""
    if is_flat_odt(content):
        return [("the document", content)], ()
    archive = open_archive(content)
    _refuse_locked(archive)
    if "content.xml" not in archive.names:
        raise _no_document("there is no content.xml in it")
    parts = [("content.xml", archive.read("content.xml"))]
    if "styles.xml" not in archive.names:
        return parts, ()
    try:
        styles = archive.read("styles.xml")
        parse_xml(styles, "styles.xml")
    except UnreadableError as error:
        if error.rule == "xml-dtd":
            raise
        return parts, (error.problem(path),)
    return [*parts, ("styles.xml", styles)], ()


def _refuse_locked(archive: Archive) -> None:
    names = archive.names
    # Looked for in its bytes: an old program's manifest declares a document type.
    manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
    if b"encryption-data" in manifest or "encrypted-package" in names:
        raise UnreadableError(
            "archive-encrypted",
            "the document is locked with a password",
            "open it in its own program and save it without a password",
        )


def _body(root: Element) -> Element:
    for body in root:
        if name_of(body.tag) == "office:body":
            for kind in body:
                if name_of(kind.tag) == "office:text":
                    return kind
            found = ", ".join(name_of(kind.tag).rpartition(":")[2] for kind in body) or "nothing"
            raise UnreadableError(
                "format-not-read",
                f"the file is OpenDocument, but no text: it holds {found[:60]}",
                "save or export the transcript as .odt, .docx, .txt or .md",
            )
    raise _no_document("its content is not that of a document")


def _margins(name: str, root: Element, common: Common) -> None:
    for element in root.iter():
        tag = name_of(element.tag)
        if tag in MARGINS:
            story = Story(common=common, name=f"{tag.partition(':')[2]} in {name}")
            story.read(element)
            common.aside(story.name, story.text, MARGINS[tag])


def _deletions(common: Common) -> None:
    number = 0
    while common.deleted:  # what was deleted may hold changes of its own
        for region in common.deleted.pop(0):
            for change in region:
                number += 1
                _change(region, change, number, common)


def _change(region: Element, change: Element, number: int, common: Common) -> None:
    # An insertion's text stands in the body; with the change stands a remark at most.
    inserted = name_of(change.tag) == "text:insertion"
    common.features["insertion"] += inserted
    at = common.changes_at.get(_id(region), 0)
    where = f"change {number}" + (f", at paragraph {at}" if at else "")
    story = Story(common=common, name=where)
    story.read(change)
    why = "a remark on a tracked change" if inserted else "deleted under tracked changes"
    common.aside(where, story.text, why, at)


def _id(region: Element) -> str:
    said = value_of(region.attrib, "text:id")
    return said or region.get("{http://www.w3.org/XML/1998/namespace}id", "")


def _told(common: Common) -> Iterator[str]:
    yield from tally_notes(common.tally)
    for feature, told in _TOLD.items():
        if common.features[feature]:
            yield told.format(n=f"{common.features[feature]:,}")
    if common.features["comment"]:
        yield f"{how_many(common.features['comment'], 'comment')} set aside, without their authors"


def _no_document(what: str) -> UnreadableError:
    return UnreadableError(
        "archive-damaged", f"the file looks like an OpenDocument text, but {what}", _REMEDY
    )
