"""The gate: every byte of what is to be published, held against what must not leave."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING

from lises.privacy.identifiers import identifiers_in

from .grams import among, numbers_of, runs, words_of
from .leak import Leak
from .needles import Needle, Needles
from .opened import Closed, Opened, opened

if TYPE_CHECKING:
    from .grams import Numbers

__all__ = ["file_reader", "read_output"]

# The ending of a Danish name in the genitive, and of words made of it.
ENDINGS = ("", "s", "es")
# In the bytes of a photograph an "@" with signs about it stands every 600 kB by chance; one with a
# name of some letters, all of one case, before and after its dot once in more than a gigabyte.
SOUND_MAIL = re.compile(r"\w@(?:(?:[a-z0-9-]{2,}\.)+[a-z]{2,}|(?:[A-Z0-9-]{2,}\.)+[A-Z]{2,})")
MOST_TOLD = 20  # leaks of one file


def read_output(
    folder: Path,
    needles: Needles,
    *,
    contacts: Sequence[str] = (),
    leave: tuple[str, ...] = (),
    known: AbstractSet[str] = frozenset(),
) -> Iterator[Leak]:
    """Read every file of a folder and tell what must not be there.

    Parameters
    ----------
    folder : Path
        A built book, a release: whatever is to be published.
    needles : Needles
        What its archives withhold, and names.
    contacts : sequence of str
        Addresses and numbers that are to be shown, such as the authors' own.
    leave : tuple of str, optional
        How paths begin that are not read: of what is to be published none.
    known : set of str, optional
        SHA-256 digests of files that anybody can have elsewhere, as scripts and fonts of a theme:
        only their names are read. What is in them by chance looks like a number of somebody's.

    Yields
    ------
    Leak
        With the file and, for words, the interview and turn that they are from; never the words.
        Rules: ``withheld-words``, ``registered-name``, ``identifier`` and ``cannot-be-read``.
    """
    watch = _Watch(needles, contacts, known)
    for path in sorted(p for p in folder.rglob("*") if p.is_symlink() or p.is_file()):
        name = path.relative_to(folder).as_posix()
        if name.startswith(leave):
            continue
        if path.is_symlink():
            yield Leak(name, "cannot-be-read", "is a link to another file")
        else:
            yield from watch.file(name, path.read_bytes())


def file_reader(
    needles: Needles, contacts: Sequence[str] = ()
) -> Callable[[str, bytes], Iterator[Leak]]:
    """Give what reads a file by its name and bytes, as ``read_output`` reads those of a folder."""
    return _Watch(needles, contacts, frozenset()).file


class _Watch:
    """What is looked for, ready to be held against one file after the other."""

    def __init__(self, needles: Needles, contacts: Sequence[str], known: AbstractSet[str]) -> None:
        self.needles = needles
        self._contacts = contacts
        self._known = known
        longest = max(map(len, needles.names), default=0)
        self._names = [
            _numbers_of_names(needles, length)
            for length in range(1, longest + 1)
            if any(len(name) == length for name in needles.names)
        ]

    def file(self, name: str, data: bytes) -> Iterator[Leak]:
        """Tell what a file must not hold, each place and kind once."""
        told: dict[Leak, None] = {}
        try:
            for view in self._views(name, data):
                told.update(dict.fromkeys(self._view(view)))
        except Closed as why:
            told[Leak(name, "cannot-be-read", str(why))] = None
        found = list(told)
        yield from found[:MOST_TOLD]
        if len(found) > MOST_TOLD:
            yield Leak(name, "withheld-words", f"and {len(found) - MOST_TOLD} more places")

    def _views(self, name: str, data: bytes) -> Iterator[Opened]:
        if self._known and hashlib.sha256(data).hexdigest() in self._known:
            return iter([Opened(name, name)])
        return opened(name, data)

    def _view(self, view: Opened) -> Iterator[Leak]:
        numbers = numbers_of(words_of(view.text))
        for needle in self.needles.by_length:
            hits = _hits(numbers, needle)
            if len(hits):
                for source in dict.fromkeys(needle.sources[hits].tolist()):
                    yield Leak(view.place, "withheld-words", f"of {self.needles.places[source]}")
        for needle in self._names:
            if len(_hits(numbers, needle)):
                yield Leak(view.place, "registered-name")
        text = view.text
        for contact in self._contacts:
            text = text.replace(contact, " ")
        for kind in identifiers_in(text):
            if not (kind == "mail" and view.noise) or SOUND_MAIL.search(text):
                yield Leak(view.place, "identifier", kind)


def _hits(numbers: Numbers, needle: Needle) -> Numbers:
    """Give the places in a needle that the words of a text meet."""
    import numpy as np

    made = runs(numbers, needle.length)
    met = made[among(made, needle.runs)]
    return np.searchsorted(needle.runs, np.unique(met)).astype(np.uint64)


def _numbers_of_names(needles: Needles, length: int) -> Needle:
    """Give names of so many words as runs, the last word also with the endings of a genitive."""
    import numpy as np

    written = {
        (*name[:-1], *words_of(name[-1] + ending))[:length]
        for name in needles.names
        if len(name) == length
        for ending in ENDINGS
    }
    made = [runs(numbers_of(name), length) for name in sorted(written)]
    numbers = np.unique(np.concatenate(made))
    return Needle(length, numbers, np.zeros(len(numbers), dtype=np.uint64))
