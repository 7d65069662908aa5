"""Cues as stretches of one speaker each: voices, labels in the text, speech inside another's.

What the format says of a speaker wins. Else a label is read at the begin of a cue or of one of its
lines, by the rules of every other transcript. ``//S02: …//`` within a cue is what S02 says into it:
a stretch of its own, which keeps its slashes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lises.exchange.cleaning import Tally, clean
from lises.exchange.document import Declaration
from lises.exchange.labels import Labels, known_labels
from lises.exchange.prefixes import Prefix, prefix_of
from lises.exchange.stamps import stamp_alone
from lises.exchange.wordcount import count_words

from .cues import UNNAMED, Cue, TimedDocument, Voiced, WordTime, hms

__all__ = ["Stretch", "Stretches", "stretches_of"]

_BLANKS = re.compile(r"[ \t]+")
_OVERLAP = re.compile(r"(?<!\S)//[ ]?(?P<label>[^\W_][^/:\n]{0,60}):(?=\s|$)|(?P<end>//)")
_DASH = re.compile(r"\n(?=[-–—] ?\S)")
_MANY = 64
_A_LINE = 12  # signs; shorter ones (Ja.) people do say twice


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Talk of one speaker within a cue.

    ``label`` is ``NN`` where nobody is named; ``begins`` says whether a label begins a turn here;
    ``first`` whether the cue begins with it; ``into`` whether it is said into another's talk;
    ``joined`` as in ``Cue``. A cue without talk has one stretch without text.
    """

    cue: Cue
    label: str
    parts: tuple[str, ...]
    text: str
    words: tuple[WordTime, ...] = ()
    joined: str = " "
    begins: bool = False
    first: bool = True
    into: bool = False


@dataclass(slots=True, kw_only=True)
class Stretches:
    """All stretches of a file, and what was counted on the way.

    ``unnamed`` counts the cues for which nobody is named, ``dashes`` lists those with lines that
    begin with a dash, ``again`` those that begin with the last line of the cue before; ``into``
    counts what is said into another's talk.
    """

    labels: Labels
    stretches: list[Stretch] = field(default_factory=list)
    tally: Tally = field(default_factory=Counter)
    words_in_labels: int = 0
    words_in_times: int = 0
    unnamed: int = 0
    first_unnamed: int = 0
    dashes: list[int] = field(default_factory=list)
    again: list[int] = field(default_factory=list)
    into: int = 0


def stretches_of(
    document: TimedDocument, called: Iterable[Declaration] = (), *, goes_on: bool = False
) -> Stretches:
    """Divide cues into stretches of one speaker.

    Parameters
    ----------
    document : TimedDocument
        What a reader gave.
    called : iterable of Declaration
        What the caller says of labels; ``-`` makes a named speaker nobody.
    goes_on : bool
        Whether a cue for which nobody is named is said by the speaker of the cue before.
    """
    called = tuple(called)
    cleaning: Tally = Counter()
    cues = [_cleaned(cue, cleaning) for cue in document.cues]
    names = _names(cues)
    labels = _labels(cues, names, called)
    found = Stretches(labels=labels, tally=cleaning)
    reading = _Reading(names, found, goes_on)
    last = ""
    for cue in cues:
        reading.take(cue)
        lines = [line for voice in cue.voices for line in voice.text.split("\n") if line]
        if last and lines and lines[0] == last and len(last) >= _A_LINE:
            found.again.append(cue.at)
        last = lines[-1] if lines else last
    return found


def _cleaned(cue: Cue, tally: Tally) -> Cue:
    voices = tuple(
        replace(
            voice,
            speaker=" ".join(clean(voice.speaker, Counter()).split()),
            text=_BLANKS.sub(_untabbed, clean(voice.text, tally)),
        )
        for voice in cue.voices
    )
    return replace(cue, voices=voices)


def _untabbed(found: re.Match[str]) -> str:
    return " " if "\t" in found[0] else found[0]


def _names(cues: Sequence[Cue]) -> dict[str, str]:
    """Give the label of each speaker that the format names: one that can be written, each its own.

    noScribe names a voice ``//S02`` where a cue ends in what S02 says into it.
    """
    names: dict[str, str] = {}
    cut: Counter[str] = Counter()
    for speaker in dict.fromkeys(voice.speaker for cue in cues for voice in cue.voices):
        label = " ".join(speaker.removeprefix("//").replace("*", "").split())
        if len(label) > _MANY:
            short = label[: _MANY - 8].strip()
            cut[short] += 1
            label = f"{short} {cut[short]}"
        if label:
            names[speaker] = label
    return names


def _labels(
    cues: Sequence[Cue], names: Mapping[str, str], called: tuple[Declaration, ...]
) -> Labels:
    file = [Declaration(label=name, name=name, by="file") for name in names.values()]
    spoken = [
        (cue.at, prefix)
        for cue in cues
        for voice in cue.voices
        if voice.speaker not in names
        for line in voice.text.split("\n")
        if (prefix := prefix_of(line)) and prefix.form != "tab"
    ]
    return known_labels(spoken, (*file, *called))


@dataclass(slots=True)
class _Reading:
    """Who speaks while a paragraph goes on, and who speaks into it."""

    names: Mapping[str, str]
    found: Stretches
    goes_on: bool
    current: tuple[str, tuple[str, ...]] = ("", ())
    into: tuple[str, tuple[str, ...]] | None = None

    def take(self, cue: Cue) -> None:
        """Take one cue."""
        first = True
        if not cue.continues:
            self.into = None
        for voice in cue.voices:
            self.found.words_in_labels += voice.label_words
            words = voice.words
            for stretch in self._spoken(cue, self._without_stamp(cue, voice)):
                if stretch.text:
                    self.found.stretches.append(replace(stretch, first=first, words=words))
                    first, words = False, ()
        if first:
            empty = Stretch(cue=cue, label="", parts=(), text="")
            self.found.stretches.append(empty)

    def _without_stamp(self, cue: Cue, voice: Voiced) -> Voiced:
        """Take away a stamp that is all of a cue and says its begin again."""
        stamp = stamp_alone(voice.text)
        if not stamp or cue.start is None or stamp.time != hms(cue.start):
            return voice
        self.found.words_in_times += count_words(voice.text)
        return replace(voice, text="")

    def _spoken(self, cue: Cue, voice: Voiced) -> Iterator[Stretch]:
        name = self.names.get(voice.speaker, "")
        parts = self.found.labels.parts(name) if name else ()
        if parts:
            self.current, self.into = (name, parts), None
            yield from self._named(cue, voice, name)
            return
        for number, (prefix, text) in enumerate(self._by_label(voice.text)):
            if prefix:
                self.into = None
                self.current = (prefix.label, self.found.labels.parts(prefix.label))
            elif not number and not cue.continues:
                self._nobody(cue, text)
            yield from self._with_overlaps(cue, text, begins=prefix is not None)

    def _nobody(self, cue: Cue, text: str) -> None:
        if not self.goes_on:
            self.current = ("", ())
        if text:
            self.found.unnamed += 1
            self.found.first_unnamed = self.found.first_unnamed or cue.at

    def _named(self, cue: Cue, voice: Voiced, name: str) -> Iterator[Stretch]:
        """Give the talk of a named voice; a label in its text that says the same is taken off."""
        text = voice.text
        prefix = prefix_of(text)
        if prefix and prefix.form == "colon" and prefix.label.casefold() == name.casefold():
            text = self._off(text, prefix)
        yield from self._with_overlaps(cue, text, begins=True)

    def _off(self, line: str, prefix: Prefix) -> str:
        stamp = count_words(prefix.stamp.written) if prefix.stamp else 0
        self.found.words_in_times += stamp
        self.found.words_in_labels += count_words(line[: prefix.start]) - stamp
        return line[prefix.start :]

    def _by_label(self, text: str) -> list[tuple[Prefix | None, str]]:
        """Divide a text at the lines that begin with a speaker's label."""
        pieces: list[tuple[Prefix | None, list[str]]] = []
        for line in text.split("\n"):
            prefix = prefix_of(line)
            if prefix and prefix.form != "tab" and self.found.labels.parts(prefix.label):
                pieces.append((prefix, [self._off(line, prefix)]))
            elif pieces:
                pieces[-1][1].append(line)
            else:
                pieces.append((None, [line]))
        joined = [(prefix, "\n".join(lines).strip()) for prefix, lines in pieces]
        return [(prefix, said) for prefix, said in joined if prefix or said]

    def _with_overlaps(self, cue: Cue, text: str, *, begins: bool) -> Iterator[Stretch]:
        """Give the stretches of a text, those that are said into it apart."""
        end = 0
        for found in _OVERLAP.finditer(text):
            label = (found["label"] or "").strip()
            parts = self._into(label) if label else ()
            if (label and not parts) or (not label and self.into is None):
                continue
            yield self._stretch(cue, text[end : found.start()], begins=begins and not end)
            if label:
                self.found.words_in_labels += count_words(found[0])
                self.found.into += 1
            self.into = (label, parts) if label else None
            end = found.end()
        yield self._stretch(cue, text[end:], begins=begins and not end)

    def _into(self, label: str) -> tuple[str, ...]:
        parts = self.found.labels.parts(label)
        code = re.fullmatch(r"S(?:PEAKER_)?\d{1,3}", label)
        return parts or ((label,) if code else ())

    def _stretch(self, cue: Cue, text: str, *, begins: bool) -> Stretch:
        label, parts = self.into or self.current
        text = text.strip()
        if "\n" in text:
            text = self._lines(cue, text)
        if text and self.into:
            text = f"//{text}//"
        return Stretch(
            cue=cue,
            label=label or UNNAMED,
            parts=parts or (UNNAMED,),
            text=text,
            joined=cue.joined,
            begins=begins and self.into is None,
            into=self.into is not None,
        )

    def _lines(self, cue: Cue, text: str) -> str:
        """Make the line breaks of a caption spaces; those before a dash and blank lines stay."""
        if _DASH.search(text) and text[0] in "-–—":
            self.found.dashes.append(cue.at)
            return text
        return "\n\n".join(" ".join(block.split("\n")) for block in text.split("\n\n"))
