"""Selections → spans: how the file counts, found once for all its texts, and what does not fit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, cast

from lises.errors import Problem, how_many
from lises.exchange.imported import SetAside
from lises.exchange.projects.conventions import (
    Convention,
    Positions,
    Trial,
    agrees,
    find_convention,
    fits_all,
    stands_at,
)
from lises.exchange.projects.project import Span
from lises.exchange.wordcount import count_words

from .raw import Carrier, RawSelection, position_of

__all__ = ["Places", "words_of"]

_CUT = 100  # names of this length or longer may be only the beginning of their words
_LOOKED_FOR = 200
_TOLD = 50
_ENDS = ("…", "...")
# What programs name a selection by where its words are none, or are not asked for.
_AUTOMATIC = re.compile(r"(?:Quotation|Zitat|Cita|Citation) \d+:\d+|line:\d+")


@dataclass(slots=True, kw_only=True)
class Places:
    """Where the selections of a file stand.

    Parameters
    ----------
    path : str
        Of the project, for its problems.
    texts : dict of str to str
        By the GUID of what bears them; CRLF put back into it where positions count it.
    marked, in_xml : set of str
        As ``Texts``.
    declared : Convention, optional
        What the file says of itself; taken where every selection agrees.
    """

    path: str
    texts: dict[str, str]
    marked: set[str]
    in_xml: set[str]
    declared: Convention | None = None
    convention: Convention = field(default_factory=Convention)
    problems: list[Problem] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)
    _positions: dict[str, Positions] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)
    _differing: int = 0
    _unfit: int = 0
    _plain: bool = False

    def settle(self, carriers: Sequence[Carrier], *, crlf_in_xml: bool) -> None:
        """Find how the file counts; the texts are those of these carriers.

        ``crlf_in_xml``: that the XML has CRLF, which a parser makes LF; where positions agree
        only with CRLF, it is put back.
        """
        names = list(dict.fromkeys(c.guid for c in carriers if c.guid in self.texts))
        tried = self._tried_plainly(carriers)
        if tried:
            self._plain = True
            self.convention = Convention(fits=tried, tried=tried, by="words")
        else:
            self._try(carriers, names, crlf_in_xml=crlf_in_xml)
        made: dict[int, Positions] = {}
        for name in names:
            text = self.texts[name]
            if id(text) not in made:
                made[id(text)] = Positions(text, self.convention, marked=name in self.marked)
            self._positions[name] = made[id(text)]

    def _tried_plainly(self, carriers: Sequence[Carrier]) -> int:
        """Count the selections where every one agrees with the standard by its words; else 0.

        No other way to count can be found then, and most files are like that.
        """
        tried = 0
        for carrier in carriers:
            text = self.texts.get(carrier.guid)
            if text is None:
                continue
            length = len(text)
            for one in carrier.selections:
                start, end, name = one.start, one.end, one.name
                if not name or start is None or end is None:
                    continue
                if not 0 <= start <= end <= length:
                    return 0
                # Most stand there to the letter; what does not is looked at with more care.
                if name[-1] == "…":
                    found = text.startswith(name[:-1], start, end)
                else:
                    found = len(name) == end - start and text.startswith(name, start)
                if not found:
                    words, whole = words_of(name)
                    if not stands_at(text, (start, end), words, whole=whole):
                        return 0
                tried += 1
        return tried

    def _try(self, carriers: Sequence[Carrier], names: Sequence[str], *, crlf_in_xml: bool) -> None:
        """Try every way to count."""
        numbers: dict[int, int] = {}  # a text that several sources have is one
        self._numbers = {n: numbers.setdefault(id(self.texts[n]), len(numbers)) for n in names}
        trials = list(self._trials(carriers, self._numbers))
        self.convention = self._found(names, trials)
        if crlf_in_xml and self.convention.fits < self.convention.tried and self.in_xml:
            self._try_with_crlf(names, trials)

    def _found(self, names: Sequence[str], trials: Sequence[Trial]) -> Convention:
        numbers = self._numbers
        texts = list({number: self.texts[name] for name, number in numbers.items()}.values())
        marked = {numbers[name] for name in names if name in self.marked}
        if self.declared and fits_all(texts, trials, self.declared, marked):
            named = sum(bool(trial.words.strip()) for trial in trials)
            by: Literal["words", "nothing"] = "words" if named else "nothing"
            return replace(self.declared, fits=named, tried=named, by=by)
        return find_convention(texts, trials, marked=marked)

    def _try_with_crlf(self, names: Sequence[str], trials: Sequence[Trial]) -> None:
        before, found_before = dict(self.texts), self.convention
        changed = {
            name: self.texts[name].replace("\n", "\r\n")
            for name in names
            if name in self.in_xml and "\r" not in self.texts[name]
        }
        self.texts.update(changed)
        found = self._found(names, trials)
        if found.fits > found_before.fits:
            self.convention = found
            self.told["texts in the XML whose line ends count as CRLF, so they were put back"] += (
                len(changed)
            )
        else:
            self.texts.clear()
            self.texts.update(before)

    def _trials(self, carriers: Sequence[Carrier], numbers: Mapping[str, int]) -> Iterator[Trial]:
        for carrier in carriers:
            number = numbers.get(carrier.guid)
            if number is None:
                continue
            for selection in carrier.selections:
                start, end = selection.start, selection.end
                if start is not None and end is not None:
                    words, whole = words_of(selection.name)
                    yield Trial(text=number, start=start, end=end, words=words, whole=whole)

    def spans(self, carrier: Carrier) -> list[Span | None]:
        """Give the span of each selection in a text; None where it does not fit.

        One that does not fit is set aside where it says it was; one whose words stand elsewhere
        is told.
        """
        text = self.texts[carrier.guid]
        length, positions = len(text), self._positions[carrier.guid]
        if self._plain:
            bare = [(s.start, s.end) for s in carrier.selections]
            if all(a is not None and b is not None and a <= b <= length for a, b in bare):
                return cast("list[Span | None]", bare)
        points = {guid: position for guid, _, position in carrier.sync}
        found = []
        for one in carrier.selections:
            place = _of_points(one, points, positions.counted(0, length)) or (one.start, one.end)
            found.append(self._span(carrier, one, place, positions))
        return found

    def _span(
        self,
        carrier: Carrier,
        selection: RawSelection,
        place: tuple[int | None, int | None],
        positions: Positions,
    ) -> Span | None:
        start, end = place
        found = None if start is None or end is None else positions.span(start, end)
        if found is None:
            self._unfit += 1
            self._aside(carrier, selection, "its position does not fit the text")
        elif selection.name and selection.start is not None:
            words, whole = words_of(selection.name)
            text = self.texts[carrier.guid]
            trial = Trial(text=0, start=0, end=0, words=words, whole=whole)
            if words.strip() and not agrees(text, found, trial):
                self._differs(carrier, found, text, words)
        return found

    def without_text(self, carrier: Carrier, selection: RawSelection, why: str) -> None:
        """Keep the place of a selection that has no text to stand in."""
        self._aside(carrier, selection, why)

    def _aside(self, carrier: Carrier, selection: RawSelection, why: str) -> None:
        where = selection.area or f"{selection.start} to {selection.end}"
        words = selection.words or selection.name
        self.set_aside.append(
            SetAside(
                where=f"{carrier.name or carrier.guid}, {where}",
                text="\n".join(filter(None, (words, selection.description))),
                why=why,
                words=count_words(words) + count_words(selection.description),
            )
        )

    def _differs(self, carrier: Carrier, span: Span, text: str, words: str) -> None:
        """Tell a selection whose words stand elsewhere; words that stand nowhere are a label."""
        self._differing += 1
        elsewhere = text.find(words) if self._differing <= _LOOKED_FOR else -1
        if elsewhere < 0:
            self.told["selections whose name is not their words; it was taken for a label"] += 1
            return
        if sum(p.rule == "selection-differs" for p in self.problems) >= _TOLD:
            self.told["further selections whose words stand elsewhere in their source"] += 1
            return
        self.problems.append(
            Problem(
                path=self.path,
                line=0,
                rule="selection-differs",
                message=f"{carrier.name or carrier.guid}: the words that a selection at "
                f"{span[0]} to {span[1]} is named by are not there; they stand at {elsewhere}",
                remedy="it is kept where its position says; look at it",
                severity="doubt",
            )
        )

    def unfit(self) -> Iterator[Problem]:
        """Tell how many selections do not fit their texts; each is set aside."""
        if self._unfit:
            yield Problem(
                path=self.path,
                line=0,
                rule="selection-outside",
                message=f"selections that do not fit the text of their source: {self._unfit:,}",
                remedy="they were set aside, where they said they were; code them again",
                severity="doubt",
            )

    def notes(self) -> Iterator[str]:
        """Say how the file counts and how many selections agree."""
        found = self.convention
        if not found.tried:
            yield f"positions: no selection tells how they count; read as {found}"
        else:
            how = {"words": "their words", "borders": "the borders of words"}.get(found.by, "")
            agree = how_many(found.tried, "selection")
            yield f"positions: {found}; {found.fits:,} of {agree} agree by {how}"


def _of_points(
    selection: RawSelection, points: Mapping[str, str], ends: Span
) -> tuple[int | None, int | None] | None:
    """Give the position of a selection in a transcript, by the points it is between."""
    if selection.tag != "TranscriptSelection":
        return None
    first, _, last = selection.area.partition(" ")
    start = position_of(points.get(first, "")) if first else ends[0]
    return start, position_of(points.get(last, "")) if last else ends[1]


def words_of(name: str) -> tuple[str, bool]:
    """Give the words that a selection's name is, and whether they are all of them.

    >>> words_of("all of it"), words_of("only the begin…")
    (('all of it', True), ('only the begin', False))
    """
    if _AUTOMATIC.fullmatch(name):
        return "", True
    for end in _ENDS:
        if name.endswith(end):
            return name.removesuffix(end), False
    return name, len(name) < _CUT
