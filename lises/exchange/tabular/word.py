"""A Word document of coded passages: code by code, each passage with where it stands and whose.

Written part by part, since a document of headings, quotations and lines needs six small parts; the
same project gives the same bytes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Literal
from xml.sax.saxutils import escape

from lises.exchange.projects.labelling import code_steps, losses
from lises.exchange.projects.project import Project, ProjectCode, ProjectCoding, Source
from lises.exchange.projects.written import Written, zipped

__all__ = ["Language", "write_passages_document"]

Language = Literal["da", "en"]
NAME = "a document of passages"
DEEPEST = 3  # levels of headings
_CARRIED = frozenset({
    "descriptions of codes", "places of codes below others", "coders", "coders of codings",
    "dates of codings", "memos of codings", "sources without a text",
})  # fmt: skip
SEEN, SEEN_OF_EACH = 5, 20_000  # sources and characters by which the language is told
_WORD = re.compile(r"\w+")
_DANISH = ("og", "det", "ikke", "jeg", "er", "på", "til", "som")
_ENGLISH = ("and", "the", "not", "is", "of", "to", "it", "was")
_UNSEEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAK = re.compile("\r\n|[\n\r\u2028\u2029]")
_WORDS: Mapping[Language, Mapping[str, str]] = {
    "da": {"title": "Kodede passager", "none": "Ingen passager.", "turn": "replik {n}",
           "coder": "kodet af {who}", "memo": "Memo: {memo}", "whole": "hele teksten",
           "count": "Passager: {n}"},
    "en": {"title": "Coded passages", "none": "No passages.", "turn": "turn {n}",
           "coder": "coded by {who}", "memo": "Memo: {memo}", "whole": "the whole text",
           "count": "Passages: {n}"},
}  # fmt: skip

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_FORM = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def write_passages_document(project: Project, language: Language | None = None) -> Written:
    """Give a Word document (docx): a heading for each code, below it every passage that has it.

    Parameters
    ----------
    project : Project
        Of constructed material its description, which says so, stands at the head of every page.
    language : {"da", "en"}, optional
        Of the headings; left out, that of the sources, by their commonest small words.

    Returns
    -------
    Written
        A document to read and to comment on; there is no way back from it.
    """
    language = language or _language(project)
    body = "".join((*_body(project, language), _SECTION))
    head = _paragraph("Header", project.description) if project.constructed else ""
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"), ("header", "header1.xml")
        ),
        "word/document.xml": f"<w:document {_W} {_R}><w:body>{body}</w:body></w:document>",
        "word/header1.xml": f"<w:hdr {_W}>{head or '<w:p/>'}</w:hdr>",
        "word/styles.xml": _styles(language),
    }
    content = zipped({name: f"{_XML}{part}".encode() for name, part in parts.items()})
    lost = [*losses(NAME, project, _CARRIED), "it is for reading: no program takes codings from it"]
    return Written(content=content, lost=tuple(lost))


def _language(project: Project) -> Language:
    """Tell Danish from English by words that only one of them has; English where neither shows."""
    words = Counter(
        word.lower()
        for source in project.sources[:SEEN]
        for word in _WORD.findall((source.text or "")[:SEEN_OF_EACH])
    )
    danish, english = (sum(words[word] for word in some) for some in (_DANISH, _ENGLISH))
    return "da" if danish > english else "en"


def _body(project: Project, language: Language) -> Iterator[str]:
    words = _WORDS[language]
    yield _paragraph(
        "Title", f"{words['title']}: {project.name}" if project.name else words["title"]
    )
    if project.description:
        yield _paragraph("Normal", project.description)
    sources = {source.key: source for source in project.sources}
    people = {coder.key: coder.name for coder in project.coders}
    given: dict[str, list[ProjectCoding]] = {}
    for coding in project.codings:
        given.setdefault(coding.code, []).append(coding)
    if not given:
        yield _paragraph("Normal", words["none"])
    steps = code_steps(project.codes)
    for code in _in_order(project):
        depth = min(len(steps[code.key]), DEEPEST)
        yield _paragraph(f"Heading{depth}", " › ".join(steps[code.key]))
        if code.description:
            yield _paragraph("Normal", code.description)
        found = given.get(code.key, [])
        yield _paragraph("Detail", words["count"].format(n=len(found)))
        for coding in found:
            yield from _passage(coding, sources[coding.source], people, words)


def _in_order(project: Project) -> Iterator[ProjectCode]:
    """Give the codes as a tree is read, each before those below it; a circle last."""
    below: dict[str, list[ProjectCode]] = {}
    known = {code.key for code in project.codes}
    for code in project.codes:
        below.setdefault(code.parent if code.parent in known else "", []).append(code)
    seen: set[str] = set()
    waiting = below.get("", [])[::-1]
    while waiting:
        code = waiting.pop()
        if code.key not in seen:
            seen.add(code.key)
            yield code
            waiting += below.get(code.key, [])[::-1]
    yield from (code for code in project.codes if code.key not in seen)


def _passage(
    coding: ProjectCoding, source: Source, people: Mapping[str, str], words: Mapping[str, str]
) -> Iterator[str]:
    text = source.text or ""
    said = " […] ".join(text[start:end] for start, end in coding.spans) or coding.quote
    yield _paragraph("Quote", said or words["whole"])
    details = [source.name]
    if coding.spans and (number := _turn(source, coding.spans[0][0])):
        details.append(words["turn"].format(n=number))
    if coding.coder in people:
        details.append(words["coder"].format(who=people[coding.coder]))
    if coding.date:
        details.append(coding.date[:10])
    yield _paragraph("Detail", " · ".join(details))
    if coding.memo:
        yield _paragraph("Detail", words["memo"].format(memo=coding.memo))


def _turn(source: Source, point: int) -> int:
    """Give the number of the turn that a point stands in, from 1; 0 where none is known."""
    return bisect_right(source.turns, point, key=lambda turn: turn.start)


def _paragraph(style: str, text: str) -> str:
    runs = "<w:br/>".join(
        "<w:tab/>".join(
            f'<w:t xml:space="preserve">{escape(_UNSEEN.sub(chr(0xFFFD), piece))}</w:t>'
            for piece in line.split("\t")
        )
        for line in _BREAK.split(text)
    )
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r>{runs}</w:r></w:p>'


_APART = '<w:keepNext/><w:spacing w:before="360" w:after="80"/>'
_SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="709"'
    ' w:footer="709" w:gutter="0"/></w:sectPr>'
)


def _relations(*targets: tuple[str, str]) -> str:
    every = "".join(
        f'<Relationship Id="rId{number}" Type="{_KIND}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{every}</Relationships>'


def _types() -> str:
    parts = (("document", "document.main"), ("styles", "styles"), ("header1", "header"))
    every = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_FORM}.{form}+xml"/>'
        for name, form in parts
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{every}</Types>'
    )


def _styles(language: Language) -> str:
    """Give the few styles there are; headings by the names that Word's outline knows."""
    code = {"da": "da-DK", "en": "en-GB"}[language]
    looks = [
        ("Normal", "Normal", "", ""),
        ("Title", "Title", '<w:spacing w:after="240"/>', '<w:b/><w:sz w:val="40"/>'),
        *(
            (f"Heading{n}", f"heading {n}",
             f'{_APART}<w:outlineLvl w:val="{n - 1}"/>',
             f'<w:b/><w:sz w:val="{34 - 4 * n}"/>')
            for n in range(1, DEEPEST + 1)
        ),
        ("Quote", "Quote", '<w:keepNext/><w:spacing w:before="200" w:after="40"/>'
         '<w:ind w:left="454" w:right="454"/>', ""),
        ("Detail", "Detail", '<w:spacing w:after="80"/><w:ind w:left="454"/>',
         '<w:color w:val="595959"/><w:sz w:val="19"/>'),
        ("Header", "header", "", '<w:color w:val="9C2A00"/><w:sz w:val="19"/>'),
    ]  # fmt: skip
    every = "".join(
        f'<w:style w:type="paragraph" w:styleId="{own}"'
        f"{' w:default=' + chr(34) + '1' + chr(34) if own == 'Normal' else ''}>"
        f'<w:name w:val="{name}"/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
        for own, name, paragraph, run in looks
    )
    return (
        f'<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri"'
        f' w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="23"/><w:lang w:val="{code}"/>'
        f"</w:rPr></w:rPrDefault></w:docDefaults>{every}</w:styles>"
    )
