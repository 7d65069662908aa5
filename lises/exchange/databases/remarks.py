"""What readers of projects collect beside the project: coders, doubts, and what was set aside.

A project may hold the same key twice, a pointer to nothing and a category above itself; each is
mended once, here, and told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from lises.errors import Problem, how_many
from lises.exchange.document import UnreadableError
from lises.exchange.imported import SetAside
from lises.exchange.projects.project import Coder
from lises.exchange.wordcount import count_words

from .placing import Placed

__all__ = ["Remarks", "whole_tree"]

_Row = TypeVar("_Row")


class Remarks:
    """Collects coders and what is to be told about a project while it is read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.aside: list[SetAside] = []
        self.notes: list[str] = []
        self.problems: list[Problem] = []
        self._coders: dict[str, Coder] = {}
        self._dangling: Counter[tuple[str, str]] = Counter()
        self._twice: Counter[str] = Counter()

    def doubt(self, rule: str, message: str, remedy: str) -> None:
        """Add a doubt about the database as a whole."""
        self.problems.append(
            Problem(
                path=str(self.path),
                line=0,
                rule=rule,
                message=message,
                remedy=remedy,
                severity="doubt",
            )
        )

    def unreadable(self, error: UnreadableError) -> None:
        """Tell of a file that cannot be read; what else there is comes over."""
        self.problems.append(error.problem(str(self.path)))

    def put_aside(self, where: str, why: str, text: str = "") -> None:
        """Set something aside, with its text where it has one."""
        self.aside.append(SetAside(where=where, text=text, why=why, words=count_words(text)))

    def take(self, placed: Placed) -> None:
        """Take over what is to be told of selections that were placed."""
        self.aside += placed.set_aside
        self.notes += placed.notes
        self.problems += placed.problems

    def above_itself(self, number: int) -> None:
        """Tell of codes that were cut loose from a circle."""
        self.doubt(
            "code-above-itself",
            f"categories or codes that stand above themselves: {number}; they stand at the top",
            "put them in their place in the program it came from, or in the codebook",
        )

    def coder(self, name: str, key: str = "") -> str:
        """Give the key of a coder and remember them; nobody has no key."""
        key = key or name
        if key:
            self._coders.setdefault(key, Coder(key=key, name=name or key))
        return key

    @property
    def coders(self) -> tuple[Coder, ...]:
        """All coders met, by key."""
        return tuple(self._coders[key] for key in sorted(self._coders))

    def once(self, what: str, rows: Iterable[_Row], key: Callable[[_Row], str]) -> list[_Row]:
        """Give the rows with a key, each key once; tell of the rest."""
        seen: set[str] = set()
        kept = []
        for row in rows:
            of = key(row)
            if of and of not in seen:
                seen.add(of)
                kept.append(row)
            else:
                self._twice[what] += 1
        return kept

    def points(self, what: str, kind: str, key: str, known: Collection[str]) -> bool:
        """Tell whether a pointer of ``what`` leads to one of a kind, and count it where not."""
        if key in known:
            return True
        self._dangling[what, kind] += 1
        return False

    def tell_keys(self) -> None:
        """Tell of keys that were there twice and of pointers to nothing, once all is read."""
        for what, number in sorted(self._twice.items()):
            self.doubt(
                "key-repeated",
                f"{how_many(number, 'row')} of {what} without a key or with one that was there "
                "before; the first was taken",
                "look at them in the program it came from",
            )
        for (what, kind), number in sorted(self._dangling.items()):
            self.doubt(
                "pointer-dangling",
                f"{number:,} of {what} point at a {kind} that is not there",
                "they are in the list of what was set aside",
            )


def whole_tree(parents: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Give a tree in which nothing stands above itself, and the keys that were cut loose.

    >>> whole_tree({"a": "", "b": "a", "c": "d", "d": "c"})
    ({'a': '', 'b': 'a', 'c': '', 'd': 'c'}, ['c'])
    """
    whole = dict(parents)
    cut = []
    sound: set[str] = set()
    for key in parents:
        way, at = [key], whole.get(key, "")
        seen = {key}
        while at and at not in sound and at not in seen:
            seen.add(at)
            way.append(at)
            at = whole.get(at, "")
        if at in seen:
            whole[at] = ""
            cut.append(at)
        sound.update(way)
    return whole, cut
