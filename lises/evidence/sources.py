"""Pointers into published sources: a line number, and a digest of the line's normal form.

The sources are under copyright and stay where they are. What is kept of a line is its digest: who
holds the text can see that a pointer still meets the line that was read.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lises.errors import NotAStudyError
from lises.files.text import MAX_BYTES
from lises.model import Claim, SourcePointer, StudyFolder

__all__ = ["PointerCheck", "PointerState", "digest", "normal_form", "verify_sources"]

PointerState = Literal["matches", "moved", "differs", "no-digest", "source-not-here"]

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("“”„»«\u2033", '"'),
        **dict.fromkeys("‘’‚\u00b4`", "'"),
        **dict.fromkeys("–—\u2212", "-"),
        "\u2044": "/",
    }
)
_SPACE = re.compile(r"\s+")
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class PointerCheck:
    """What became of one pointer of a claim.

    ``state`` is ``matches`` (the line is as it was read), ``moved`` (it stands at ``found``),
    ``differs`` (no line of the source is as it was read), ``no-digest`` (nothing to hold it
    against) or ``source-not-here``. ``file`` is the name of the text within the folder.
    """

    claim: str
    key: str
    paragraph: int | None
    state: PointerState
    file: str = ""
    found: int | None = None


def normal_form(text: str) -> str:
    """Give a line as it is compared: signs that only look different are made one.

    NFKC; quotation marks and apostrophes straight; dashes and minus as hyphens; the fraction slash
    as a slash; runs of white space as one space; nothing at the ends.

    >>> normal_form("\u00a0»Knap ⅓«  –  sagde hun ")
    '"Knap 1/3" - sagde hun'
    """
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    return _SPACE.sub(" ", plain).strip()


def digest(text: str) -> str:
    """Give the SHA-256 of a line's normal form in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(normal_form(text).encode()).hexdigest()


def verify_sources(folder: StudyFolder, texts: Path) -> tuple[PointerCheck, ...]:
    """Hold a study's pointers against the stored texts of its sources.

    Parameters
    ----------
    folder : StudyFolder
    texts : Path
        A folder with the texts, named freely: the file of a source is the one with most of its
        digests, else one that holds its title. Files that are not UTF-8 text are passed over.

    Returns
    -------
    tuple of PointerCheck
        One per pointer of a claim, in the order of ``claims.yaml``.

    Raises
    ------
    NotAStudyError
        If ``texts`` is no folder.
    """
    if not texts.is_dir():
        raise NotAStudyError(f"{texts} is no folder; give the folder that holds the sources' texts")
    held = {path.name: _lines(text) for path, text in _readable(texts)}
    pointers = [(claim, pointer) for claim in folder.claims for pointer in claim.sources]
    files = {
        key: _file_of(folder, key, [p for _, p in pointers if p.key == key], held)
        for key in dict.fromkeys(p.key for _, p in pointers)
    }
    return tuple(_check(claim, pointer, files[pointer.key], held) for claim, pointer in pointers)


def _readable(texts: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(texts.iterdir()):
        if path.name.startswith(".") or not path.is_file() or path.stat().st_size > MAX_BYTES:
            continue
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            yield path, text


class _Text:
    """A stored text: the digest of each line, and where each digest stands."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.digests = [digest(line) for line in lines]
        self.places: dict[str, list[int]] = defaultdict(list)
        for number, value in enumerate(self.digests, start=1):
            self.places[value].append(number)
        self.whole = " ".join(normal_form(line) for line in lines).casefold()

    def at(self, line: int | None) -> str:
        inside = line is not None and 1 <= line <= len(self.digests)
        return self.digests[line - 1] if inside and line is not None else ""


def _lines(text: str) -> _Text:
    return _Text(_LINE_END.split(text))


def _file_of(
    folder: StudyFolder, key: str, pointers: Sequence[SourcePointer], held: Mapping[str, _Text]
) -> str:
    """Name the file of a source; empty where none of them can be it."""
    found = {
        name: (
            sum(p.sha256 in text.places for p in pointers if p.sha256),
            sum(text.at(p.paragraph) == p.sha256 for p in pointers if p.sha256),
        )
        for name, text in held.items()
    }
    best = max(found, key=lambda name: (found[name], name), default="")
    if best and found[best][0]:
        return best
    titles = [s.field_value("title") for s in folder.sources if s.key == key]
    title = normal_form(titles[0]).casefold() if titles else ""
    return next((name for name, text in held.items() if title and title in text.whole), "")


def _check(
    claim: Claim, pointer: SourcePointer, file: str, held: Mapping[str, _Text]
) -> PointerCheck:
    state: PointerState = "differs"
    found = None
    if not pointer.sha256:
        state = "no-digest"
    elif not file:
        state = "source-not-here"
    elif held[file].at(pointer.paragraph) == pointer.sha256:
        state, found = "matches", pointer.paragraph
    elif pointer.sha256 in held[file].places:
        places = held[file].places[pointer.sha256]
        found = min(places, key=lambda line: abs(line - (pointer.paragraph or 0)))
        state = "moved" if pointer.paragraph is not None else "matches"
    return PointerCheck(
        claim=claim.id,
        key=pointer.key,
        paragraph=pointer.paragraph,
        state=state,
        file=file,
        found=found,
    )
