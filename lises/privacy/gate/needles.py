"""What must not be found: the words of an archive that its release does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING

from lises.model import EMPTY, INTERVIEWER, OTHER, StudyFolder, Turn
from lises.privacy.release import Release
from lises.privacy.stubs import STUB

from .grams import RUN, WORD, among, numbers_of, runs, words_of

if TYPE_CHECKING:
    from .grams import Numbers

__all__ = ["Needle", "Needles", "needles_of"]

SHORTEST = 4  # words of a turn that is looked for whole although it is shorter than a run
LETTERS = 19  # that what is looked for has at least: "and there it is that one" tells nothing
SHORTEST_LABEL = 2  # letters: I, P1 and the like are nobody's name
# Speech is told apart from what is written about it: who quotes a withheld turn in the prose of
# a finding, or gives it out as a translation, has not cleared it by that.
SPEECH = ("transcripts", "passages")
# Close to people (and field notes are): not cleared by being copied into a finding's prose. What
# coders note of their own work may be: findings are written from it, and share runs of words.
CLOSE = ("translations", "framework")


@dataclass(frozen=True, slots=True, eq=False)
class Needle:
    """Runs of one length: their sorted numbers, and of each the place where it stands."""

    length: int
    runs: Numbers
    sources: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Needles:
    """What is looked for: runs of withheld words, and names as words in a row.

    ``places`` names the sources of runs: an interview and turn, or a kind of text.
    """

    by_length: tuple[Needle, ...] = ()
    places: tuple[str, ...] = ()
    names: frozenset[tuple[str, ...]] = frozenset()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.by_length or self.names)


def needles_of(pairs: Iterable[tuple[StudyFolder, Release]], names: Iterable[str] = ()) -> Needles:
    """Give what the releases of some archives withhold.

    Parameters
    ----------
    pairs : iterable of (StudyFolder, Release)
        The archive and what was released of it.
    names : iterable of str
        Names that nothing published may hold, as a register has them; the speakers' labels that
        are no ids are added.

    Returns
    -------
    Needles
        Runs of ``RUN`` words of withheld speech that no released speech has, of other withheld
        texts that nothing released has; for field notes, translations and summaries the prose of
        findings does not count as that. Of a turn of fewer words all of them, where it has at
        least four: shorter ones are said by everybody. A run of few letters is left out too.
    """
    pairs = list(pairs)
    spoken, put, written, told, withheld = (_Collected() for _ in range(5))
    for _, release in pairs:  # what one study shows is no secret of another
        for text in _shown_speech(release.folder):
            spoken.show(text)
            put.show(text)
        for text in _texts(release.folder.guide):
            put.show(text)  # an interviewer reads it aloud; nobody else does
        for text in _texts(release.folder):
            written.show(text)
        for text in _texts(_without_prose(release.folder)):
            told.show(text)
    for archive, release in pairs:
        for turn, place, text in _withheld_speech(archive, release):
            withheld.add(place, text, put if turn.speakers == (INTERVIEWER,) else spoken)
        for close, place, text in _written(archive):
            withheld.add(place, text, told if close else written)
    known = {tuple(words_of(name)) for name in names}
    known.update(*(_labels(archive) for archive, _ in pairs), ())
    return Needles(withheld.needles(), tuple(withheld.places), frozenset(known - {()}))


def _labels(archive: StudyFolder) -> Iterator[tuple[str, ...]]:
    """Give speakers' labels that are nobody's id: as a recording's owner wrote them, often names.

    Not those that people in the study say as common words, in lower case: Interviewer, a child.
    """
    ids = {p.id for p in archive.participants} | {i.id for i in archive.interviews}
    talks = archive.transcripts.values()
    common = {word for t in talks for turn in t.turns for word in WORD.findall(turn.text)}
    for label, who in {pair for t in talks for pair in t.speakers}:
        plain = who in (INTERVIEWER, OTHER) and label.lower() in common | {who}
        if label not in ids and not plain and len(label) > SHORTEST_LABEL:
            yield tuple(words_of(label))


def _without_prose(folder: StudyFolder) -> StudyFolder:
    """Leave out the prose of findings: a memo that was copied into it is not cleared by that."""
    return replace(folder, findings=tuple(replace(f, prose=EMPTY) for f in folder.findings))


def _withheld_speech(archive: StudyFolder, release: Release) -> Iterator[tuple[Turn, str, str]]:
    for interview, transcript in archive.transcripts.items():
        cut = release.folder.transcripts.get(interview)
        for turn in transcript.turns:
            released = cut.turn(turn.number) if cut else None
            if released is None or STUB.search(released.text):
                yield turn, f"{interview} turn {turn.number}", STUB.sub(" ", turn.text)


def _shown_speech(released: StudyFolder) -> Iterator[str]:
    for name in SPEECH:
        for text in _texts(getattr(released, name)):
            yield from STUB.split(text)[::2]


def _written(archive: StudyFolder) -> Iterator[tuple[bool, str, str]]:
    """Give what is written about the speech, and whether it is close to people: see CLOSE."""
    bare = _without_prose(archive)
    names = (one.name for one in fields(bare))
    for name in (n for n in names if n not in ("transcripts", "design", "notes")):
        yield from ((name in CLOSE, name, text) for text in _texts(getattr(bare, name)))
    for note in archive.notes:
        close = note.kind == "fieldnote"
        yield from ((close, "notes", text) for text in _texts(note))


class _Collected:
    """Runs of texts by length, as arrays: a study of 3,000 interviews has 24 million of them."""

    def __init__(self) -> None:
        self.places: list[str] = []
        self._runs: dict[int, list[Numbers]] = {}
        self._sources: dict[int, list[Numbers]] = {}
        self._numbers: list[Numbers] = []
        self._sorted: dict[int, Numbers] = {}

    def show(self, text: str) -> None:
        """Take a text that is shown; its runs are made at the lengths that are asked for."""
        self._numbers.append(numbers_of(words_of(text)))

    def having(self, length: int) -> Numbers:
        """Give the runs of the texts taken, sorted."""
        import numpy as np

        if length not in self._sorted:
            made = [runs(numbers, length) for numbers in self._numbers]
            self._sorted[length] = np.unique(np.concatenate([*made, numbers_of([])]))
        return self._sorted[length]

    def add(self, place: str, text: str, shown: _Collected) -> None:
        """Take the runs of a withheld text that are not shown."""
        import numpy as np

        words = words_of(text)
        length = min(len(words), RUN)
        if length < SHORTEST:
            return
        made = runs(numbers_of(words), length)
        letters = np.convolve([len(word) for word in words], np.ones(length, np.int64), "valid")
        new = made[~among(made, shown.having(length)) & (letters >= LETTERS)]
        if len(new):
            self._runs.setdefault(length, []).append(new)
            place_number = np.full(len(new), len(self.places), dtype=np.uint64)
            self._sources.setdefault(length, []).append(place_number)
            self.places.append(place)

    def needles(self) -> tuple[Needle, ...]:
        """Give what was taken, by length; of a run that stands twice the first place."""
        import numpy as np

        found = []
        for length, made in sorted(self._runs.items()):
            numbers, first = np.unique(np.concatenate(made), return_index=True)
            sources = np.concatenate(self._sources[length])[first]
            found.append(Needle(length, numbers, sources))
        return tuple(found)


def _texts(value: object) -> Iterator[str]:
    """Give every text in a value of the model; where it stands in a file is not among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif is_dataclass(value):
        for one in fields(value):
            if one.compare:
                yield from _texts(getattr(value, one.name))
    elif isinstance(value, Iterable):
        for part in value:
            yield from _texts(part)
