"""The project's own register: names and places that must not leave, from the vault."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from lises.errors import LisesError, Problem
from lises.files import Faults, read_text
from lises.files.tables import Columns, read_rows

from .candidate import Found, Kind
from .placeholders import put_as_written
from .words import Word, beside, folded, plain_words, stems, words_in

__all__ = ["Register", "RegisterEntry", "read_register"]

COLUMNS = Columns(("name",), ("kind", "put", "also", "note"))
ENTRY_KINDS: tuple[Kind, ...] = ("person", "place", "organisation", "name", "street", "profile")
_TWO_SLIPS, _ONE_SLIP = 8, 5  # letters from which a name may have two slips, or one
Language = str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntry:
    """One row: a name, what it names, what is put for it, other ways it is said or written."""

    line: int
    name: str
    kind: Kind = "person"
    put: str = ""
    also: tuple[str, ...] = ()


class _Form(NamedTuple):
    """A way to write an entry: its words, and whether they are a part of the name only."""

    words: tuple[str, ...]
    entry: RegisterEntry
    part: bool


@dataclass(frozen=True, kw_only=True)  # no slots: look-ups are kept once made
class Register:
    """The entries, and how they are found in a text."""

    entries: tuple[RegisterEntry, ...] = ()

    def entry(self, line: int) -> RegisterEntry | None:
        """Give the entry of a row."""
        return next((e for e in self.entries if e.line == line), None)

    @cached_property
    def _by_first(self) -> dict[str, list[_Form]]:
        found: dict[str, list[_Form]] = defaultdict(list)
        for entry in self.entries:
            for form in _forms(entry):
                found[form.words[0]].append(form)
        for forms in found.values():
            forms.sort(key=lambda form: -len(form.words))
        return found

    @cached_property
    def _single(self) -> dict[str, _Form]:
        """Every word of a name that may be misspelt, long enough to be told apart."""
        found: dict[str, _Form] = {}
        for forms in self._by_first.values():
            for form in forms:
                if len(form.words) == 1 and len(form.words[0]) >= 4:
                    found.setdefault(form.words[0], form)
        return found

    @cached_property
    def _alike(self) -> dict[str, _Form]:
        return {folded(word): form for word, form in self._single.items()}

    @cached_property
    def _slips(self) -> dict[tuple[str, bool, Language], tuple[_Form, str, float] | None]:
        return {}

    def found_in(self, text: str, language: Language, *, spelt: bool = True) -> Iterator[Found]:
        """Find the entries in a text: in any case, in the genitive, hyphenated, misspelt.

        Parameters
        ----------
        text : str
            NFC.
        language : str
            Of its common words: these are not taken for misspelt names.
        spelt : bool
            Whether to look for misspelt ones too.
        """
        words = words_in(text)
        at = 0
        while at < len(words):
            found, taken = self._at(text, words, at)
            if found is None and spelt:
                found = self._misspelt(words[at], language)
            if found is not None:
                yield _weighed(found, words[at], language)
            at += taken

    def _at(self, text: str, words: Sequence[Word], at: int) -> tuple[Found | None, int]:
        for form in self._forms_from(words[at]):
            last = at + len(form.words) - 1
            run = words[at : last + 1]
            if len(run) < len(form.words) or not all(
                beside(text, run[n], run[n + 1]) for n in range(len(run) - 1)
            ):
                continue
            if any(w.text.lower() != f for w, f in zip(run[:-1], form.words[:-1], strict=True)):
                continue
            for stem, ending in stems(run[-1].text.lower()):
                if stem == form.words[-1]:
                    return self._found(run[0].start, run[-1].end, ending, form), len(run)
        return None, 1

    def _forms_from(self, word: Word) -> Iterator[_Form]:
        for stem, _ in stems(word.text.lower()):
            yield from self._by_first.get(stem, ())

    @staticmethod
    def _found(start: int, end: int, ending: int, form: _Form) -> Found:
        why = "a part of a name in the register" if form.part else "in the register"
        return Found(start, end, form.entry.kind, why, 0.99, ending, form.entry.line)

    def _misspelt(self, word: Word, language: Language) -> Found | None:
        key = (word.text.lower(), word.text[0].isupper() and not word.first, language)
        if key not in self._slips:
            self._slips[key] = self._like(*key)
        known = self._slips[key]
        if known is None:
            return None
        form, why, sure = known
        ending = next((n for stem, n in stems(word.text) if n and self._near(stem, form)), 0)
        kind, line = form.entry.kind, form.entry.line
        return Found(word.start, word.end, kind, why, sure, ending, line)

    @staticmethod
    def _near(stem: str, form: _Form) -> bool:
        return abs(len(stem) - len(form.words[0])) <= 1 and not form.words[0].endswith("s")

    def _like(self, word: str, named: bool, language: Language) -> tuple[_Form, str, float] | None:
        """Say which entry a word is nearly; an everyday word only with a name's capital."""
        from lises.text import word_kind

        if len(word) < 4 or (word_kind(word, language) == "common" and not named):
            return None
        for stem, _ in stems(word):
            form = self._alike.get(folded(stem))
            if form is not None:
                return form, "said like a name in the register", 0.8
        near = self._nearest(word)
        return (near, "spelt nearly like a name in the register", 0.6) if near else None

    def _nearest(self, word: str) -> _Form | None:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        for stem, _ in stems(word):
            slips = 2 if len(stem) >= _TWO_SLIPS else 1 if len(stem) >= _ONE_SLIP else 0
            hit = slips and process.extractOne(
                stem, list(self._single), scorer=OSA.distance, score_cutoff=slips
            )
            if hit and len(hit[0]) >= _ONE_SLIP:
                return self._single[hit[0]]
        return None


def _weighed(found: Found, word: Word, language: Language) -> Found:
    """Doubt a single word in small letters that is an everyday word as well: *bo*, *mark*."""
    from lises.text import word_kind

    from .names_da import ALSO_WORDS, GIVEN

    plain = word.text.lower()
    alone = found.end == word.end and found.sure > 0.9
    given = {stem for stem, _ in stems(plain)} & GIVEN - ALSO_WORDS
    if not alone or given or word_kind(plain, language) != "common":
        return found
    if word.text[0].isupper() and not word.first:
        return found._replace(sure=0.8)
    why = f"{found.why}, but an everyday word too"
    return found._replace(why=why, sure=0.45 if word.first and word.text[0].isupper() else 0.25)


def _forms(entry: RegisterEntry) -> Iterator[_Form]:
    for name in (entry.name, *entry.also):
        words = plain_words(name)
        if not words:
            continue
        yield _Form(words, entry, part=False)
        if entry.kind == "person" and len(words) > 1:
            # People are called by a part of their name; "de" and "von" alone are nobody's.
            for word in words:
                if len(word) > 2:
                    yield _Form((word,), entry, part=True)


def read_register(path: Path) -> tuple[Register, tuple[Problem, ...]]:
    """Read ``register.csv``: columns ``name``, and if wanted ``kind``, ``put``, ``also``, ``note``.

    Parameters
    ----------
    path : Path
        A file that need not be there: then nothing is registered.

    Returns
    -------
    Register
    tuple of Problem
        Their messages hold no name, only the row.
    """
    if not path.exists():
        return Register(), ()
    faults = Faults(str(path))
    text = read_text(path, faults)
    entries = []
    for row in read_rows(text, faults, "a row of the register", COLUMNS) if text else ():
        name = row.text("name", needed=True)
        kind = row.choice("kind", ENTRY_KINDS) or "person"
        also = tuple(part.strip() for part in row.text("also").split(";") if part.strip())
        if not name or not plain_words(name):
            continue
        put = row.text("put")
        try:
            put = put_as_written(put) if put else ""
        except LisesError as why:
            faults.error(row.line, "field-value", f'"put": {why}', "or leave it empty")
            continue
        entries.append(RegisterEntry(line=row.line, name=name, kind=kind, put=put, also=also))
    silent = tuple(replace(p, message=_unsaid(p.message)) for p in faults.found)
    return Register(entries=tuple(entries)), silent


def _unsaid(message: str) -> str:
    """Take out of a message what it quotes of the file, which may be a name."""
    import re

    return re.sub(r"'[^']*'", "'…'", message)
