"""A tiny writer of OpenDocument texts: what a test needs to say, and nothing more."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = " ".join(
    [
        *(
            f'xmlns:{prefix}="{OASIS}{name}:1.0"'
            for prefix, name in (
                ("office", "office"),
                ("text", "text"),
                ("table", "table"),
                ("draw", "drawing"),
                ("style", "style"),
                ("fo", "xsl-fo-compatible"),
                ("svg", "svg-compatible"),
            )
        ),
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
        'office:version="1.3"',
    ]
)
MIMETYPE = "application/vnd.oasis.opendocument.text"
BOLD = '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
HIDDEN = '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
TITLE = '<style:style style:name="P9" style:family="paragraph" style:parent-style-name="Title"/>'


def para(*content: str, style: str = "") -> str:
    """A paragraph; plain strings that are not XML are escaped."""
    named = f' text:style-name="{style}"' if style else ""
    inner = "".join(c if c.startswith("<") else escape(c) for c in content)
    return f"<text:p{named}>{inner}</text:p>"


def span(text: str, style: str) -> str:
    return f'<text:span text:style-name="{style}">{escape(text)}</text:span>'


def note(text: str, number: str = "1") -> str:
    return (
        f'<text:note text:note-class="footnote"><text:note-citation>{number}</text:note-citation>'
        f"<text:note-body>{para(text)}</text:note-body></text:note>"
    )


def comment(text: str) -> str:
    return (
        "<office:annotation><dc:creator>Somebody Else</dc:creator>"
        f"<dc:date>2026-01-01T00:00:00</dc:date>{para(text)}</office:annotation>"
    )


def box(*paragraphs: str) -> str:
    return f"<draw:frame><draw:text-box>{''.join(paragraphs)}</draw:text-box></draw:frame>"


def table(*rows: tuple[str, ...]) -> str:
    made = "".join(
        "<table:table-row>"
        + "".join(
            f"<table:table-cell>{c if c.startswith('<text:p') else para(c)}</table:table-cell>"
            for c in row
        )
        + "</table:table-row>"
        for row in rows
    )
    return f"<table:table><table:table-column/>{made}</table:table>"


def changes(*regions: tuple[str, str, str]) -> str:
    """Tracked changes: each its id, its kind, the paragraphs that a deletion holds."""
    info = "<office:change-info><dc:creator>Somebody Else</dc:creator></office:change-info>"
    made = "".join(
        f'<text:changed-region text:id="{name}"><text:{kind}>{info}{held}</text:{kind}>'
        "</text:changed-region>"
        for name, kind, held in regions
    )
    return f"<text:tracked-changes>{made}</text:tracked-changes>"


def margins(header: str = "", footer: str = "") -> str:
    """Master styles whose page has a header and a footer."""
    return (
        '<office:master-styles><style:master-page style:name="Standard">'
        f"<style:header>{header}</style:header><style:footer>{footer}</style:footer>"
        "</style:master-page></office:master-styles>"
    )


def content_xml(*body: str, kind: str = "text") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES}>'
        f"<office:automatic-styles>{BOLD}{HIDDEN}{TITLE}</office:automatic-styles>"
        f"<office:body><office:{kind}>{''.join(body)}</office:{kind}></office:body>"
        "</office:document-content>"
    )


def styles_xml(more: str) -> str:
    return f'<?xml version="1.0"?><office:document-styles {SPACES}>{more}</office:document-styles>'


def flat_odt(*body: str, more: str = "") -> bytes:
    """A document in one file; ``more`` stands before its body."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {SPACES} '
        f'office:mimetype="{MIMETYPE}">{more}'
        f"<office:automatic-styles>{BOLD}{HIDDEN}{TITLE}</office:automatic-styles>"
        f"<office:body><office:text>{''.join(body)}</office:text></office:body></office:document>"
    ).encode()


def odt_bytes(*body: str, parts: Mapping[str, str] | None = None, kind: str = "text") -> bytes:
    """A document of these paragraphs; ``parts`` are further files by their path."""
    files = {
        "mimetype": MIMETYPE,
        "content.xml": content_xml(*body, kind=kind),
        "META-INF/manifest.xml": "<manifest/>",
        **(parts or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()
