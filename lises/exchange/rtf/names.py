"""The control words of RTF that reader and word count share: which text is the document's."""

from __future__ import annotations

import re

__all__ = ["BREAKS", "CHARACTERS", "ENDS", "STORIES", "is_text_of", "is_without_text"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CHARACTERS = {
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "zwbo": "\u200b",
    "zwnbo": "\u2060",
    "ltrmark": "\u200e",
    "rtlmark": "\u200f",
    "~": "\u00a0",
    "-": "\u00ad",
    "_": "\u2011",
    "\\": "\\",
    "{": "{",
    "}": "}",
}
"""What stands for one character."""

BREAKS = frozenset({"line", "page", "column", "softline"})
"""What breaks a line within a paragraph."""

ENDS = frozenset({"par", "sect", "cell", "row", "nestcell", "nestrow", "\n", "\r", "\r\n"})
"""What ends a paragraph; a backslash at the end of a line is one, as TextEdit writes it."""

STORIES = {
    "footnote": "note",
    "annotation": "comment",
    "shptxt": "box",
    "dptxbxtext": "box",
    **{f"header{which}": "header" for which in ("", "l", "r", "f")},
    **{f"footer{which}": "footer" for which in ("", "l", "r", "f")},
}
"""The destinations that hold paragraphs of their own, and what they are."""

# A group that begins with a star and one of these is read all the same: it holds text or a story.
_READ_THOUGH_STARRED = frozenset({"do", "moMath", "moMathPara", "shpinst", "ud", *STORIES})
_SKIPPED = _words(
    """
    aftncn aftnsep aftnsepc atnauthor atndate atnid atnparent atnref atntime atrfend atrfstart
    author bkmkend bkmkstart buptim category colorschememapping colortbl comment company
    creatim datastore datafield doccomm docvar falt filetbl fldinst fname fonttbl formfield
    ftncn ftnsep ftnsepc generator hlinkbase hlfr hlloc hlsrc info keywords latentstyles
    listoverridetable listtable listtext manager mmathPict NeXTGraphic nonesttables nonshppict
    objalias objclass objdata objname objsect objtime operator panose pict pn pnseclvl pntext
    pntxta pntxtb printim private revtbl revtim rsidtbl rxe shprslt sn stylesheet subject sv
    tc tcn template themedata title txe upr userprops wgrffmtfilter xe xmlnstbl
    """
)
_PROPERTIES_OF_FORMULA = re.compile("m[a-zA-Z]*Pr")


def is_without_text(word: str) -> bool:
    """Tell whether a group that begins with this word holds no text of the document.

    Tables of fonts and styles, pictures, fields' instructions, numbers the program makes itself,
    older programs' copies of what stands beside them.

    >>> is_without_text("fonttbl"), is_without_text("fldrslt"), is_without_text("mrPr")
    (True, False, True)
    """
    return word in _SKIPPED or _PROPERTIES_OF_FORMULA.fullmatch(word) is not None


def is_text_of(word: str) -> bool:
    r"""Tell whether a group that begins with ``\*`` and this word is read; others may be skipped.

    >>> is_text_of("annotation"), is_text_of("panose")
    (True, False)
    """
    return word in _READ_THOUGH_STARRED
