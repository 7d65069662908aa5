"""Where an author's folder can hold what nobody cleared: pages, notebooks, pictures, settings."""

from __future__ import annotations

import base64
import io
import json
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from .canaries import AUTHOR, BESIDE, Canary, Keeper, Kind

__all__ = ["AUTHOR_CANARIES", "GIVING", "REACHING", "SHEET", "picture", "write_author"]


def _own(where: str, kind: Kind, file: str, new: Any, kept: Keeper = "gate", **more: Any) -> Canary:
    place = f"author/{file}: {where}"
    return Canary(where=place, kind=kind, file=file, new=new, kept=kept, root=AUTHOR, **more)


def _page(
    file: str, where: str, kind: Kind, new: str, kept: Keeper = "gate", **more: Any
) -> Canary:
    return _own(where, kind, file, f"\n{new}\n", kept, **more)


def _chunk(name: bytes, body: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(name + body))
    return struct.pack(">I", len(body)) + name + body + check


def picture(*chunks: tuple[bytes, bytes]) -> bytes:
    """Make a picture of one grey point, with more beside it."""
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    points = _chunk(b"IDAT", zlib.compress(b"\0\x80"))
    more = b"".join(_chunk(name, body) for name, body in chunks)
    return b"\x89PNG\r\n\x1a\n" + head + more + points + _chunk(b"IEND", b"")


def _text(said: str) -> bytes:
    return picture((b"tEXt", b"Comment\0" + said.encode("latin-1")))


def _packed(said: str) -> bytes:
    return picture((b"zTXt", b"Comment\0\0" + zlib.compress(said.encode("latin-1"))))


def _international(said: str) -> bytes:
    return picture((b"iTXt", b"Comment\0\1\0da\0\0" + zlib.compress(said.encode())))


def _photo(marker: int, body: bytes) -> bytes:
    return b"\xff\xd8\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body + b"\xff\xd9"


def _remark(said: str) -> bytes:
    return _photo(0xFE, said.encode())


def _camera(said: str) -> bytes:
    """Write a user's comment as cameras do: two bytes to the letter."""
    comment = b"UNICODE\0" + said.encode("utf-16-le")
    entry = struct.pack("<HHII", 0x9286, 7, len(comment), 26)
    tiff = b"II*\0" + struct.pack("<IH", 8, 1) + entry + struct.pack("<I", 0) + comment
    return _photo(0xE1, b"Exif\0\0" + tiff)


def _described(said: str) -> bytes:
    rights = (
        f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:rights>{said}</dc:rights></x:xmpmeta>".encode()
    )
    rights += b" " * (len(rights) % 2)
    body = b"WEBPXMP " + struct.pack("<I", len(rights)) + rights
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _drawing(inside: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{inside}</svg>'


def _zip(said: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", f"<w:t>{'</w:t><w:t> '.join(said.split())}</w:t>")
    return data.getvalue()


PROSE = (
    _page("index.md", "text", "turn", "§."),
    _page("people.md", "name in the genitive", "name", "It is §s plot."),
    _page("people-2.md", "name in capitals", "name", "§ came.", turned=str.upper),
    _page("people-3.md", "name with its letters taken apart", "name", "Then § went.",
          turned=lambda said: unicodedata.normalize("NFD", said)),
    _page("people.md", "number of a person", "cpr", "Her number is §."),
    _page("people-2.md", "number of a person without its stroke", "cpr", "Or §.",
          turned=lambda said: said.replace("-", "")),
    _page("people.md", "mail", "mail", "Write to §."),
    _page("people-2.md", "link that writes a mail", "mail", "[Write](mailto:§)"),
    _page("people.md", "telephone", "phone", "Ring §."),
    _page("people-2.md", "link that rings", "phone", '<a href="tel:§">Ring</a>', turned=lambda said: said.replace(" ", "")),
    _page("people-3.md", "number of a person with a gap", "cpr", "And §.",
          turned=lambda said: said.replace("-", " ")),
    _page("people-4.md", "number of a person with a dash", "cpr", "And §.",
          turned=lambda said: said.replace("-", "–")),
    _page("people-3.md", "telephone with noughts", "phone", "Ring §.",
          turned=lambda said: said.replace("+", "00")),
    _page("people-4.md", "telephone in one", "phone", "Ring §.",
          turned=lambda said: said.replace(" ", "")),
    _page("people-4.md", "mail in capitals", "mail", "Write to §.", turned=str.upper),
    *(_page(f"beside-{kind}.md", f"an uncleared {kind}", kind, "So: §.") for kind in BESIDE),
    _page("markup.md", "comment of MyST", "turn", "% §", "filter"),
    _page("markup.md", "comment of HTML", "turn", "<!-- § -->", "filter"),
    _page("markup.md", "comment of HTML within a line", "turn", "One <!-- § --> two.", "filter"),
    _page("markup.md", "entry of an index", "turn", "```{index} §\n```", "filter"),
    _page("markup.md", "raw HTML", "turn", '<p data-note="§">One.</p>'),
    _page("markup.md", "raw HTML that is not shown", "turn", '<div hidden style="display:none">§</div>'),
    _page("markup.md", "script", "turn", '<script>const said = "§";</script>',
          turned=lambda said: said.replace(" ", "\\u0020")),
    _page("markup.md", "entities", "turn", "One §.", turned=lambda said: "".join(f"&#{ord(x)};" for x in said)),
    _page("markup.md", "emphasis between words", "turn", "§",
          turned=lambda said: " ".join(f"*{x}*" if n % 2 else x for n, x in enumerate(said.split()))),
    _page("markup.md", "emphasis within words", "turn", "§",
          turned=lambda said: " ".join(f"{x[:3]}**{x[3:]}**" for x in said.split())),
    _page("markup.md", "line breaks between words", "turn", "§", turned=lambda said: said.replace(" ", "\\\n")),
    _page("names-1.md", "registered name", "registered", "It was §."),
    _page("names-2.md", "registered name in the genitive", "registered", "It is §s."),
    _page("names-3.md", "registered name with its letters taken apart", "registered", "It is §.",
          turned=lambda said: unicodedata.normalize("NFD", said)),
    _page("names-4.md", "registered name with a hyphen", "registered", "It is §.",
          turned=lambda said: said.replace(" ", "-")),
    _page("names-5.md", "registered name in a comment of a script", "registered", "<script>// §\n</script>",
          turned=lambda said: "".join(x if x.isascii() else f"\\u{ord(x):04x}" for x in said)),
    _page("names-6.md", "registered name in an address", "registered", "[One](https://example.org/§)",
          turned=quote),
    _page("names-7.md", "registered name, one part strong", "registered", "It is §.",
          turned=lambda said: "**{}** *{}*".format(*said.split())),
    _own("a registered name in a text beside", "registered", "_notes/people.txt", "§\n", "filter"),
    _own("a registered name in a comment", "registered", "_drafts/people.md", "% §\n", "filter"),
    _page("letters.md", "capitals", "turn", "§.", turned=str.upper),
    _page("letters.md", "soft hyphens", "turn", "§.",
          turned=lambda said: " ".join(f"{x[:3]}\u00ad{x[3:]}" for x in said.split())),
    _page("letters.md", "spaces of no width", "turn", "§.",
          turned=lambda said: " ".join(f"{x[:3]}\u200b{x[3:]}" for x in said.split())),
    _page("letters.md", "spaces that do not break", "turn", "§.",
          turned=lambda said: said.replace(" ", "\u00a0")),
    _page("letters.md", "letters of full width", "turn", "§.",
          turned=lambda said: "".join(chr(ord(x) + 0xFEE0) if x != " " else x for x in said)),
    _page("letters.md", "a picture within the page", "turn", '<img alt="" src="data:image/svg+xml;base64,§">',
          turned=lambda said: base64.b64encode(_drawing(f"<desc>{said}</desc>").encode()).decode()),
    _page("letters.md", "a picture within the page, escaped", "turn", '<img alt="" src="data:image/svg+xml,§">',
          turned=lambda said: quote(_drawing(f"<desc>{said}</desc>"))),
    _page("letters.md", "a cell of a table each", "turn", "| § |\n|---|---|---|---|---|---|---|",
          turned=lambda said: " | ".join(said.split())),
    _page("letters.md", "a list", "turn", "§", turned=lambda said: "\n".join(f"- {x}" for x in said.split())),
    _page("letters.md", "a line that is struck out", "turn", "<del>§</del>"),
    _page("links.md", "title of a link", "turn", '[one](index.md "§")', "filter"),
    _page("links.md", "address of a link", "turn", "[two](https://example.org/?q=§)", turned=quote),
    _page("links.md", "title of an image", "turn", '![one](plain.png "§")', "filter"),
    _page("links.md", "words for an image", "turn", "![§](plain.png)"),
    _page("links.md", "caption of a figure", "turn", "```{figure} plain.png\n§\n```"),
    _page("links.md", "words for a figure", "name", "```{figure} plain.png\n:alt: §\n\nA caption.\n```"),
    _page("blocks.md", "footnote", "turn", "One[^1].\n\n[^1]: §"),
    _page("blocks.md", "footnote that nothing names", "turn", "[^2]: §", "filter"),
    _page("blocks.md", "heading", "turn", "## §"),
    _page("blocks.md", "name of a place on the page", "turn", "(§)=\n## A place",
          turned=lambda said: said.replace(" ", "-")),
    _page("blocks.md", "table", "turn", "| one | two |\n|---|---|\n| § | x |"),
    _page("blocks.md", "code", "turn", "```python\nx = 1  # §\n```"),
    _page("blocks.md", "definition", "cpr", "One\n: means §"),
    _page("blocks.md", "note that is folded", "turn", ":::{admonition} One\n:class: dropdown\n§\n:::"),
    _page("blocks.md", "name of a class", "turn", ":::{admonition} Two\n:class: §\nText.\n:::",
          turned=lambda said: said.replace(" ", "-")),
    _page("links.md", "what a role says in brackets", "turn", "{lises:finding}`§ <demo-tiny/tap>`"),
    _page("blocks.md", "glossary", "turn", "```{glossary}\none §\n  is explained\n```"),
    _page("blocks.md", "only for print", "turn", "```{only} latex\n§\n```", "filter"),
    _page("blocks.md", "only for the web", "turn", "```{only} html\n§\n```"),
    _page("blocks.md", "raw for another output", "turn", "```{raw} latex\n§\n```", "filter"),
)  # fmt: skip
MATTER = (
    _own("description for search engines", "turn", "matter.md",
         '---\norphan: true\nmyst:\n  html_meta:\n    "description lang=en": "§"\n---\n\n# Matter\n\nText.\n'),
    _own("words to put in, not used", "turn", "matter-2.md",
         '---\norphan: true\nmyst:\n  substitutions:\n    one: "§"\n---\n\n# Matter 2\n\nText.\n', "filter"),
    _own("a field of its front matter", "turn", "matter-3.md",
         '---\norphan: true\nremark: "§"\n---\n\n# Matter 3\n\nText.\n', "filter"),
    _own("a page that none names", "turn", "stray.md", "---\norphan: true\n---\n\n# Stray\n\n§.\n"),
    _own("title of a page", "turn", "titled.md", "---\norphan: true\n---\n\n# §\n\nText.\n"),
    _own("name of a page", "turn", "§.md", "---\norphan: true\n---\n\n# Named\n\nText.\n"),
    _own("a page in another language", "turn", "stray.da.md", "---\norphan: true\n---\n\n# Z\n\n§.\n", "filter"),
    _own("a page that is not one yet", "turn", "_drafts/draft.md", "# Draft\n\n§.\n", "filter"),
    _own("a text beside", "turn", "_notes/notes.txt", "§\n", "filter"),
    _own("a text document", "turn", "_notes/notes.docx", _zip, "filter"),
    _own("a style of the author's", "turn", "_static/own.css", "/* § */ p {}\n", "filter"),
    _own("a script of the author's", "turn", "_static/own.js", "// §\n", "filter"),
    _own("a hidden file", "own", ".drafts/x.md", "§\n", "filter", bundle="filter"),
)  # fmt: skip
CONFIG = (
    _own("title", "turn", "_config.yml", "title: §", old="title: A book"),
    _own("author", "turn", "_config.yml", "author: §", old="author: Nobody"),
    _own("copyright", "turn", "_config.yml", 'copyright: "§"\ntitle:', old="title:"),
    _own("a key of its own", "turn", "_config.yml", "remark: §\nauthor:", "filter", old="author:"),
    _own("announcement", "turn", "_config.yml", "html: {announcement: §}\nauthor:", "filter", old="author:"),
    _own("comment", "turn", "_config.yml", "# §\nauthor:", "filter", old="author:"),
    _own("caption", "turn", "_toc.yml", "caption: §", old="caption: Studies"),
    _own("title of a page", "turn", "_toc.yml",
         "  chapters:\n  - file: listed\n    title: §\n", old="  chapters:\n"),
    _own("comment", "turn", "_toc.yml", "# §\nroot:", "filter", old="root:"),
)  # fmt: skip


def _shown(name: str, kind: Kind, where: str, make: Any, kept: Keeper = "gate") -> Canary:
    shows = () if kept == "filter" else (("pictures.md", "", f"\n![one]({name})\n"),)
    return _own(where, kind, name, make, kept, also=shows)


PICTURES = (
    _shown("one.png", "turn", "text beside the points", _text),
    _shown("two.png", "turn", "packed text", _packed),
    _shown("three.png", "turn", "packed text of any language", _international),
    _shown("four.jpg", "turn", "remark", _remark),
    _shown("five.jpg", "turn", "remark of a camera", _camera),
    _shown("six.webp", "cpr", "rights", _described),
    _shown("seven.svg", "turn", "title", _drawing("<title>§</title>")),
    _shown("eight.svg", "turn", "description", _drawing("<desc>§</desc>")),
    _shown("nine.svg", "name", "metadata", _drawing("<metadata><x>§</x></metadata>")),
    _shown("ten.svg", "turn", "comment", _drawing("<!-- § -->")),
    _shown("eleven.svg", "turn", "words in pieces",
           lambda said: _drawing("".join(f"<text>{x}</text>" for x in said.split())).encode()),
    _shown("§.png", "turn", "name of a picture", lambda _said: picture()),
    _shown("unused.png", "turn", "a picture that no page shows", _text, "filter"),
)  # fmt: skip


def _cell(source: str, *tags: str, kind: str = "code", **more: Any) -> dict[str, Any]:
    cell = {"cell_type": kind, "metadata": {"tags": list(tags)}, "source": source}
    return {**cell, **({"execution_count": None, "outputs": []} if kind == "code" else {}), **more}


def _sheet() -> str:
    """Write a notebook that has a place for each canary."""
    stored = {"output_type": "stream", "name": "stdout", "text": "@stored@"}
    coded = base64.b64encode(picture()).decode()
    shown = (
        "from IPython.display import HTML, SVG, Image, Markdown, display\n"
        "import base64, struct, zlib\n"
        "def built(codes):\n    return ''.join(chr(int(x)) for x in codes.split() if x.isdigit())\n"
    )
    cells = [
        _cell("# Sheet\n\nOne @prose@.", kind="markdown"),
        _cell("% @remark@\n\nText.", kind="markdown"),
        _cell("Text.", kind="markdown", attachments={"a.png": {"text/plain": "@attached@"}}),
        _cell(shown, "remove-cell"),
        _cell("x = 1  # @source@"),
        _cell("x = 2  # @folded@", "hide-input"),
        _cell("x = 3  # @cell@", "hide-cell"),
        _cell("x = 4  # @left-out@", "remove-cell"),
        _cell("x = 5  # @input-left-out@", "remove-input"),
        _cell("print(built('@printed@'))"),
        _cell("print(built('@printed-folded@'))", "hide-output"),
        _cell("print(built('@printed-left-out@'))", "remove-output"),
        _cell("import sys\nprint(built('@complained@'), file=sys.stderr)"),
        _cell("display(HTML('<p>One<!-- ' + built('@in-html@') + ' --></p>'))"),
        _cell("display(Markdown('One ' + built('@in-markdown@')))"),
        _cell("drawn = '" + _drawing("<desc>X</desc>") + "'\n"
              "display(SVG(drawn.replace('X', built('@in-svg@'))))"),
        _cell("said = b'Comment\\0' + built('@in-png@').encode()\n"
              f"data = base64.b64decode('{coded}')\n"
              "body = b'tEXt' + said\n"
              "more = struct.pack('>I', len(said)) + body + struct.pack('>I', zlib.crc32(body))\n"
              "display(Image(data[:33] + more + data[33:], format='png'))"),
        _cell("class One:\n    def __repr__(self):\n        return built('@told@')\nOne()"),
        {**_cell("x = 6"), "outputs": [stored]},
        {**_cell("x = 7"), "metadata": {"tags": [], "remark": "@of-the-cell@"}},
    ]  # fmt: skip
    about = {"title": "@of-the-notebook@", "authors": [{"name": "@who@"}]}
    return json.dumps({"cells": cells, "metadata": about, "nbformat": 4, "nbformat_minor": 4})


def _codes(said: str) -> str:
    """Write a secret as no reader of the source would see it."""
    return " ".join(str(ord(letter)) for letter in said)


SHEET = "sheet.ipynb"
NOTEBOOK = tuple(
    _own(f"{where}", kind, SHEET, "§", kept, old=f"@{where}@", **more)
    for where, kind, kept, more in (
        ("prose", "turn", "gate", {}),
        ("remark", "turn", "filter", {}),
        ("attached", "turn", "filter", {}),
        ("source", "turn", "gate", {}),
        ("folded", "turn", "gate", {}),
        ("cell", "name", "gate", {}),
        ("left-out", "turn", "filter", {}),
        ("input-left-out", "turn", "filter", {}),
        *(
            (where, kind, kept, {"turned": _codes, "bundle": "filter"})
            for where, kind, kept in (
                ("printed", "turn", "gate"),
                ("printed-folded", "cpr", "gate"),
                ("printed-left-out", "turn", "filter"),
                ("complained", "turn", "gate"),
                ("in-html", "turn", "filter"),
                ("in-markdown", "turn", "gate"),
                ("in-svg", "turn", "gate"),
                ("in-png", "turn", "gate"),
                ("told", "mail", "gate"),
            )
        ),
        ("stored", "turn", "filter", {}),
        ("of-the-cell", "turn", "filter", {}),
        ("of-the-notebook", "turn", "filter", {}),
        ("who", "name", "filter", {}),
    )
)
AUTHOR_CANARIES = (*PROSE, *MATTER, *CONFIG, *PICTURES, *NOTEBOOK)


# Pages that take in whole files of an archive, or give away a file of the author's.
REACHING = {
    "an included transcript": "```{include} ../../demo-tiny/transcripts/DEMO-K1.md\n:start-line: 5\n```",
    "a transcript shown as code": "```{literalinclude} ../../demo-tiny/transcripts/DEMO-K1.md\n```",
    "a transcript as raw HTML": "```{raw} html\n:file: ../../demo-tiny/transcripts/DEMO-K1.md\n```",
    "codings shown as code": "```{literalinclude} ../../demo-tiny/codings/consensus/DEMO-K1.jsonl\n```",
    "a memo": "```{include} ../../demo-tiny/memos/secret.md\n:start-line: 3\n```",
    "a field note": "```{literalinclude} ../../demo-tiny/fieldnotes/DEMO-PAIR.md\n```",
}
GIVING = {
    "a page to be downloaded": ("{download}`one <listed.md>`", "listed.md"),
    "another page to be downloaded": ("{download}`two <pictures.md>`", "pictures.md"),
}


def write_author(folder: Path, planted: Iterable[Canary]) -> Path:
    """Write an author's folder: the pages that canaries go into, one of pictures, a notebook."""
    author = folder / "author"
    author.mkdir()
    pages = (c.file for c in planted if c.root == AUTHOR and str(c.new).startswith("\n"))
    names = sorted({"listed.md", *pages} - {"index.md"})
    contents = (
        "format: jb-book\nroot: index\nparts:\n- caption: Studies\n  chapters:\n"
        "  - study: demo-tiny\n  - file: sheet\n  - file: pictures\n"
    )
    files = {
        "_config.yml": "title: A book\nauthor: Nobody\n",
        "_toc.yml": contents,
        "index.md": "# Home\n\nWelcome.\n",
        **{name: f"---\norphan: true\n---\n\n# {name}\n\nText.\n" for name in names},
        "pictures.md": "# Pictures\n",
        SHEET: _sheet(),
    }
    for name, text in files.items():
        (author / name).write_text(text, "utf-8")
    (author / "plain.png").write_bytes(picture())
    return author
