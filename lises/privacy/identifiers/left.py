"""What is left: registered names, and names that were replaced, anywhere in a study's folder."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lises.errors import Problem
from lises.model import StudyFolder
from lises.privacy.gate.opened import Closed, opened

from .log import Replaced
from .register import ENTRY_KINDS, Register, RegisterEntry
from .review import Reviewed

__all__ = ["Kept", "kept_of", "names_left"]

SURE = 0.7  # an everyday word that begins a sentence, or in small letters, is left to the review
MOST_TOLD = 20  # places of one file
REMEDY = "replace it with `lises identify`, or by hand where it is no speech"


@dataclass(frozen=True, slots=True)
class Kept:
    """Names that were kept with a reason: their words, by the lines of the transcripts' files."""

    words: frozenset[str] = frozenset()
    lines: Mapping[tuple[str, int], frozenset[str]] = field(default_factory=dict)


def kept_of(folder: StudyFolder, reviewed: Iterable[Reviewed]) -> Kept:
    """Give what was decided to be kept, where it stands in the files."""
    lines: dict[tuple[str, int], set[str]] = {}
    words: set[str] = set()
    for one in reviewed:
        if one.decision is None or one.decision.action != "keep":
            continue
        c = one.candidate
        turn = folder.transcripts[c.interview].turns[c.turn - 1]
        words.add(c.said.casefold())
        for line in range(turn.at.line, turn.at.line + turn.text.count("\n") + 1):
            lines.setdefault((turn.at.path, line), set()).add(c.said.casefold())
    return Kept(frozenset(words), {at: frozenset(said) for at, said in lines.items()})


def names_left(
    study: Path,
    register: Register,
    *,
    log: Sequence[Replaced] = (),
    kept: Kept | None = None,
    language: str = "da",
) -> tuple[Problem, ...]:
    """Look through every file of a study for names that ought not to be there.

    Parameters
    ----------
    study : Path
        Read are all files in it, also those in hidden folders, packed ones and files' names; not
        git's own folder, where earlier texts stay.
    register : Register
    log : sequence of Replaced
        What was replaced: names, and numbers and addresses letter for letter.
    kept : Kept
        In a transcript a kept name is passed over in its turn alone; elsewhere wherever it stands.
    language : str
        Of the words that tell a name from an everyday word.

    Returns
    -------
    tuple of Problem
        ``name-left``: the file, the line and the row of the register; never the name. What cannot
        be opened is ``file-unreadable``, a doubt. Names in an everyday word's clothes (*bo*), in
        small letters or beginning a sentence, are for the review and not told here.
    """
    looked = _Looking(study, register, log, kept or Kept(), language)
    found = []
    for path in sorted(p for p in study.rglob("*") if p.is_file() and not p.is_symlink()):
        name = path.relative_to(study).as_posix()
        if ".git" not in Path(name).parts:
            found += list(looked.file(name, path))
    return tuple(found)


class _Looking:
    """Holds one file after the other against the names."""

    def __init__(
        self,
        study: Path,
        register: Register,
        log: Sequence[Replaced],
        kept: Kept,
        language: str,
    ) -> None:
        self._study, self._language, self._kept = study, language, kept
        known = len(register.entries)
        names = {
            (row.was, row.kind): RegisterEntry(line=-number - 1, name=row.was, kind=row.kind)
            for number, row in enumerate(log)
            if row.kind in ENTRY_KINDS
        }
        self._register = Register(entries=(*register.entries, *names.values()))
        self._letters = sorted({row.was for row in log if row.kind not in ENTRY_KINDS})
        self._none = not (known or names or self._letters)

    def file(self, name: str, path: Path) -> Iterator[Problem]:
        """Tell what stands in a file, each line once."""
        if self._none:
            return
        shown = f"{self._study}/{name}"
        told: dict[tuple[int, str], Problem] = {}
        try:
            data = path.read_bytes()
            for view in opened(name, data):
                in_name = view.text == name
                text = unicodedata.normalize("NFC", view.text)
                for line, message in self._in(name, text):
                    at = 0 if in_name else line
                    said = f"its name {message}" if in_name else message
                    told.setdefault((at, said), _problem(shown, at, said))
        except (Closed, OSError) as why:
            message = f"cannot be looked into: {why}"
            yield Problem(
                path=shown, line=0, rule="file-unreadable", message=message, severity="doubt"
            )
        yield from list(told.values())[:MOST_TOLD]

    def _in(self, name: str, text: str) -> Iterator[tuple[int, str]]:
        kept = self._kept
        for found in self._register.found_in(text, self._language, spelt=False):
            line = text.count("\n", 0, found.start) + 1
            said = text[found.start : found.end].casefold()
            here = kept.lines.get((name, line), frozenset())
            free = said in (here if name.startswith("transcripts/") else kept.words)
            if found.sure >= SURE and not free:
                yield line, _what(found.entry)
        for letters in self._letters:
            at = text.find(letters)
            if at >= 0:
                line = text.count("\n", 0, at) + 1
                yield line, "holds a number or address that was replaced in a transcript"


def _what(entry: int) -> str:
    if entry < 0:
        return "holds a name that was replaced in a transcript"
    return f"holds a name of the register (register.csv, row {entry})"


def _problem(path: str, line: int, message: str) -> Problem:
    return Problem(path=path, line=line, rule="name-left", message=message, remedy=REMEDY)
