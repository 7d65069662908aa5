"""A tiny writer of Word documents: what a test needs to say, and nothing more."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
SPACES = (
    f'xmlns:w="{W}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
TAB_STOPS = "<w:tabs>" + '<w:tab w:val="left" w:pos="1304"/>' * 14 + "</w:tabs>"
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def run(text: str, properties: str = "", tag: str = "w:t") -> str:
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{rpr}<{tag} xml:space="preserve">{escape(text)}</{tag}></w:r>'


def bold(text: str) -> str:
    return run(text, "<w:b/>")


def para(*content: str, properties: str = TAB_STOPS) -> str:
    """A paragraph; plain strings that are not XML become a run of text."""
    inner = "".join(c if c.startswith("<") else run(c) for c in content if c)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def style(name: str) -> str:
    return f"<w:pStyle w:val={quoteattr(name)}/>"


def table(*rows: tuple[str, ...]) -> str:
    def cell(content: str) -> str:
        return f"<w:tc><w:tcPr/>{content if content.startswith('<w:p') else para(content)}</w:tc>"

    made = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/>{made}</w:tbl>"


def part(root: str, content: str, namespaces: str = SPACES) -> str:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{head}<w:{root} {namespaces}>{content}</w:{root}>"


def docx_bytes(
    *body: str,
    parts: Mapping[str, str] | None = None,
    namespaces: str = SPACES,
    main: str = "word/document.xml",
) -> bytes:
    """A document of these paragraphs; ``parts`` are further files by their path."""
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": RELS.replace("word/document.xml", main),
        main: part("document", f"<w:body>{''.join(body)}<w:sectPr/></w:body>", namespaces),
        **(parts or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def write_docx(folder: Path, *body: str, parts: Mapping[str, str] | None = None) -> Path:
    path = folder / "interview.docx"
    path.write_bytes(docx_bytes(*body, parts=parts))
    return path
