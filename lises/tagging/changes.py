"""What is done to the files of a study, as values that know their inverse."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

__all__ = ["AT_END", "Change", "Clash", "Conflict", "Keep", "Step", "Why", "is_shared"]

AT_END = -1
Why = Literal["changed-elsewhere", "removed-elsewhere", "undone-elsewhere"]
Keep = Literal["mine", "theirs", "both"]


def is_shared(path: str) -> bool:
    """Tell whether a file is everybody's and changed as a whole: who edits it later is not asked.

    >>> is_shared("codebook.yaml"), is_shared("findings/tap.md"), is_shared("memos/tap.md")
    (True, True, False)
    """
    return path.endswith(".yaml") or path.startswith("findings/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One record of a file was ``before`` and is to be ``after``; None: it is not there.

    ``path`` is within the study, with ``/``; ``key`` names the record: a passage's id, a row of a
    table, nothing for a file as a whole. ``index`` is the place of a record that comes or goes.
    """

    path: str
    key: str
    before: bytes | None
    after: bytes | None
    index: int = AT_END

    @property
    def inverse(self) -> Change:
        """What undoes it."""
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True, slots=True)
class Clash:
    """A change that cannot be made: the record is neither what it was nor what it is to be."""

    now: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one undo takes back; ``what`` is the key of a word for it."""

    what: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A record that was changed here and elsewhere: asked, and both are kept until it is decided.

    The file has ``theirs``; ``mine`` is kept beside the study's files. ``base`` is what both began
    with. None: it is not there.
    """

    id: str
    path: str
    key: str
    base: bytes | None
    mine: bytes | None
    theirs: bytes | None
    why: Why

    @property
    def kinds(self) -> tuple[Keep, ...]:
        """What may be kept; both, where both are there and one of them can be given a new id."""
        both = self.mine is not None and self.theirs is not None
        can = both and self.path.startswith("codings/")
        return ("mine", "theirs", "both") if can else ("mine", "theirs")
