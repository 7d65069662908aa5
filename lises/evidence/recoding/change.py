"""What can be done to a codebook, and what comes of it: told before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path

from lises.errors import LisesError, Problem
from lises.model import Code, LocalText

__all__ = [
    "AddCode",
    "Change",
    "CodeEffect",
    "EditCode",
    "FileChange",
    "FindingEffect",
    "MergeCodes",
    "MoveCode",
    "Number",
    "Plan",
    "Reason",
    "RecodingRefusedError",
    "RenameCode",
    "SplitCode",
]

LONG = 500  # lines, from which on those of two equally long files are compared one by one

Number = tuple[int, int]
"""n of N: who voices something, of those of whom that is known."""


class RecodingRefusedError(LisesError):
    """The study, or a worksheet, has faults that must be mended first; ``problems`` are all."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class AddCode:
    """A new code; it stands behind the last of those below its parent."""

    code: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameCode:
    """A code gets another id; what it means stays."""

    code: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeCodes:
    """What bears ``code`` bears ``into`` instead; those below it go under ``children_to``."""

    code: str
    into: str
    children_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitCode:
    """Each passage of a code gets what was decided for it; ``decided`` is by passage."""

    code: str
    decided: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveCode:
    """A code, with all below it, goes under another; ``under`` is empty for the top."""

    code: str
    under: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditCode:
    """An entry of the codebook written anew: its texts, its place, its id, in one version.

    ``texts`` are those that change, in ``language``: ``label``, ``definition``, ``use``, ``avoid``;
    an empty one is taken out. ``under`` None: it stays where it is; ``to`` empty: it keeps its id.
    ``anew``: it covers something else now, so that earlier readings were not for this code.
    """

    code: str
    texts: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    under: str | None = None
    to: str = ""
    anew: bool = False


Change = AddCode | RenameCode | MergeCodes | SplitCode | MoveCode | EditCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a codebook changes, and on which day, ``2026-03-22``."""

    why: LocalText
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """A file of the study with its old and its new bytes; ``old`` is None for a new file."""

    path: str
    old: bytes | None
    new: bytes

    def lines(self) -> tuple[tuple[int, str | None, str | None], ...]:
        """Give line (from 1, of the old file), old text and new text of each line that changes.

        None: no such line was there, or is there now.
        """
        old = (self.old or b"").decode("utf-8", "replace").splitlines()
        new = self.new.decode("utf-8", "replace").splitlines()
        if len(old) == len(new) and len(old) > LONG:
            pairs = enumerate(zip(old, new, strict=True), start=1)
            return tuple((n, one, other) for n, (one, other) in pairs if one != other)
        found: list[tuple[int, str | None, str | None]] = []
        steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        for step, start, end, new_start, new_end in steps:
            if step != "equal":
                pairs_ = zip_longest(old[start:end], new[new_start:new_end])
                found += [(start + n, *pair) for n, pair in enumerate(pairs_, start=1)]
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeEffect:
    """Who voices a code, those below it included: n of N, before and after (None: not there)."""

    code: str
    before: Number | None
    after: Number | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingEffect:
    """What a finding counts and what comes out, before and after; ``values`` are of its prose.

    ``before`` and ``after`` are None where the study does not count. ``values`` are (as asked
    before, its value, as asked after, its value), only those that change.
    """

    finding: str
    counts: tuple[str, str]
    before: Number | None
    after: Number | None
    results: tuple[str, str] = ("", "")
    values: tuple[tuple[str, str, str, str], ...] = ()

    @property
    def changed(self) -> bool:
        """Tell whether another number or result comes out."""
        return self.before != self.after or self.results[0] != self.results[1] or bool(self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything that a change would do; nothing is written yet.

    ``codings`` are passages whose codes change, by coding set; ``findings`` those whose file or
    number changes; ``raised`` what ``lises check`` would say that it does not say now; ``told``
    what else there is to know, in sentences.
    """

    study: Path
    data_status: str
    change: Change
    version: int
    files: tuple[FileChange, ...]
    codings: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[FindingEffect, ...] = ()
    themes: tuple[str, ...] = ()
    codes: tuple[CodeEffect, ...] = ()
    raised: tuple[Problem, ...] = ()
    told: tuple[str, ...] = ()
