r"""A tiny writer of RTF in the ways that programs write it, and nothing more."""

from __future__ import annotations

FONTS = (
    r"{\fonttbl{\f0\fswiss\fcharset0 Helvetica;}{\f1\froman\fcharset238 Times New Roman CE;}"
    r"{\f2\fnil\fcharset2 Wingdings;}{\f3\fnil\fcharset128 MS Mincho;}{\f4\fnil\fcharset77 Geneva;}"
    r"{\f5\fnil\fcharset204{\*\fname Arial;}Arial CYR;}}"
)
STYLES = r"{\stylesheet{\ql Normal;}{\s1\b\fs32 heading 1;}{\*\cs10 Default Font;}{\s9\ql Title;}}"
INFO = r"{\info{\title Et hemmeligt navn}{\author Somebody Else}{\creatim\yr2026}}"
HEAD = rf"{{\rtf1\ansi\ansicpg1252\deff0{FONTS}{{\colortbl;\red0\green0\blue0;}}{STYLES}{INFO}"


def escaped(text: str, *, uc: int = 1, page: str = "") -> str:
    r"""Letters as ``\'xx`` of a code page, or as ``\uN`` with ``uc`` signs in their stead."""
    out = []
    for char in text:
        if char in "\\{}":
            out.append(f"\\{char}")
        elif char == "\t":
            out.append(r"\tab ")
        elif char == "\n":
            out.append(r"\line ")
        elif char < "\x7f":
            out.append(char)
        elif page:
            out += [rf"\'{byte:02x}" for byte in char.encode(page)]
        else:
            units = char.encode("utf-16-le")
            for at in range(0, len(units), 2):
                unit = int.from_bytes(units[at : at + 2], "little", signed=True)
                out.append(rf"\u{unit} " if not uc else rf"\u{unit}" + "?" * uc)
    return "".join(out)


def para(*content: str, style: str = "") -> str:
    return rf"\pard{style}\plain\f0 {''.join(content)}\par" + "\n"


def row(*cells: str) -> str:
    """A row of a table as Word writes it."""
    held = "".join(rf"\pard\intbl {cell}\cell " for cell in cells)
    return rf"\trowd\cellx2000\cellx4000 {held}\row" + "\n"


def rtf_bytes(*body: str, head: str = HEAD, tail: str = "}") -> bytes:
    """A document as Word writes it; signs above Latin-1 must have been escaped."""
    return (head + "\n" + "".join(body) + tail).encode("latin-1")


def textedit(*paragraphs: str) -> bytes:
    """A document as TextEdit writes it: a backslash at the end of a line ends a paragraph."""
    head = (
        r"{\rtf1\ansi\ansicpg1252\cocoartf2639" + "\n"
        r"\cocoatextscaling0\cocoaplatform0{\fonttbl\f0\fswiss\fcharset0 Helvetica;}" + "\n"
        r"{\colortbl;\red255\green255\blue255;}" + "\n"
        r"{\*\expandedcolortbl;;}" + "\n" + r"\paperw11900\paperh16840\pard\tx566" + "\n\n"
        r"\f0\fs24 \cf0 "
    )
    body = "\\\n".join(r"\uc0 " + escaped(text, uc=0) for text in paragraphs)
    return (head + body + "}").encode("ascii")


def f4(*paragraphs: str) -> bytes:
    r"""A document as f4 and easytranscript write it: a mark of time ends each paragraph."""
    head = r"{\rtf1\ansi\deff0{\fonttbl{\f0\fnil\fcharset0 Arial;}}\viewkind4\uc1"
    body = "".join(rf"\pard\lang1030\f0\fs24 {escaped(p, page='cp1252')}\par" for p in paragraphs)
    return (head + "\n" + body + "}\n\x00").encode("ascii")
