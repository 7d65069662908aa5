"""The codings of all sources, from selections and from whole sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields

from lises.exchange.projects.guids import as_guid
from lises.exchange.projects.project import ProjectCoding, Span

from .gathered import Gathered
from .places import Places, words_of
from .raw import Carrier, RawCoding, RawSelection
from .sources import bearers

__all__ = ["asked_for", "take_codings"]

_WORDED = {"PlainTextSelection", "TranscriptSelection", "PDFSelection"}
_WHOLE = RawSelection("", "", "", None, None, "", "", "", "", (), ())
_GUID = 36  # letters of one; a key of this length is not looked at more closely
_UNFIT = "codings whose selection does not fit its text"
_TWINS = "selections on a page that stand in its text as well; taken once"
_NOBODY = "codings that name nobody; whoever selected the passage is taken"
_OTHERS = "codings by another than who selected the passage; who coded is taken"


def take_codings(made: Gathered, places: Places, owner: Mapping[str, str]) -> None:
    """Take the codings of all sources, in the order of the file.

    Parameters
    ----------
    made : Gathered
    places : Places
    owner : mapping of str to str
        The key of the source that each bearer of text belongs to.
    """
    taking = _Taking(made, places)
    for carrier in (*made.raw.sources, *made.raw.memos):
        if carrier.guid in owner:
            taking.source(carrier, owner)


def asked_for(made: Gathered) -> Iterator[str]:
    """Give the selections that a case or a link may point at."""
    for case in made.raw.cases:
        yield from case.selections
    for link in made.raw.links:
        yield link.origin
        yield link.target


_SETTERS = tuple(getattr(ProjectCoding, field.name).__set__ for field in fields(ProjectCoding))


def _coding(values: tuple[object, ...]) -> ProjectCoding:
    """Give a coding of these values, in the order of its fields.

    The ``__init__`` of a frozen dataclass takes three times as long; it was a tenth of reading.
    """
    made = ProjectCoding.__new__(ProjectCoding)
    for setter, value in zip(_SETTERS, values, strict=True):
        setter(made, value)
    return made


class _Taking:
    """Takes codings one by one; a large project is little else, so that this is kept short."""

    def __init__(self, made: Gathered, places: Places) -> None:
        self.made, self.places = made, places
        self.codes = {code.key for code in made.codes}
        self.kept_dates = made.dates.days or bool(made.dates.kept)
        self.coders = {"", *(coder.key for coder in made.coders)}

    def source(self, carrier: Carrier, owner: Mapping[str, str]) -> None:
        """Take a source with the texts that stand for it."""
        source, parts = owner[carrier.guid], bearers(carrier)
        for one in (carrier, *(part for part in parts if part is not carrier)):
            for coding in one.codings:
                self._take(coding, source, _WHOLE, ())
        for part in parts:
            key = owner.get(part.guid, source)
            if part.guid in self.places.texts:
                self._placed(part, key)
            else:
                for selection in part.selections:
                    self._unplaced(selection, key, part)
        if carrier not in parts:
            texts = [part for part in parts if part.guid in self.places.texts]
            twins = {selection.guid for part in texts for selection in part.selections}
            for selection in carrier.selections:
                if selection.guid in twins:
                    self.made.told[_TWINS] += 1
                else:
                    self._unplaced(selection, source, carrier)

    def _placed(self, part: Carrier, source: str) -> None:
        """Take the selections in a text; those that do not fit were set aside in ``places``."""
        made, take, asked_for = self.made, self._take, self.made.asked_for
        spans = self.places.spans(part)
        for selection, span in zip(part.selections, spans, strict=True):
            if span is None:
                made.told[_UNFIT] += len(selection.codings)
                continue
            if selection.guid in asked_for:
                made.selections[selection.guid] = (source, span)
            place = (span,)
            for coding in selection.codings:
                take(coding, source, selection, place)
            if not selection.codings:
                self._uncoded(selection, source, self.places.texts[part.guid][span[0] : span[1]])

    def _unplaced(self, selection: RawSelection, source: str, part: Carrier) -> None:
        """Take a selection without a text to stand in: its codings, and where it was."""
        worded = selection.tag in _WORDED
        self.made.selections[selection.guid] = (source, None)
        why = (
            "the project has no text of this source"
            if worded
            else "a place in a picture or a recording has no home in a study"
        ) + ("; the coding is kept, without its place" if selection.codings else "; it has no code")
        self.places.without_text(part, selection, why)
        words = (selection.words or words_of(selection.name)[0]) if worded else ""
        for coding in selection.codings:
            self._take(coding, source, selection, (), words)

    def _uncoded(self, selection: RawSelection, source: str, words: str) -> None:
        """Set aside what is selected and not coded, unless a case or a link points at it."""
        made = self.made
        if selection.guid in made.asked_for:
            return
        made.told["selections without a code, set aside"] += 1
        told = "\n".join(filter(None, (words, selection.description)))
        made.refer(selection.notes, ("source", source))
        made.aside(f"selection {selection.guid} in {source}", told, "no code was given to it")

    def _take(
        self,
        coding: RawCoding,
        source: str,
        selection: RawSelection,
        spans: tuple[Span, ...],
        quote: str = "",
    ) -> None:
        made = self.made
        if coding.code not in self.codes:
            made.dangling["coding to a code"] += 1
            made.aside(f"coding in {source}", quote, "its code is not in the codebook")
            return
        key, user = coding.guid, coding.user
        if key and key not in made.things:
            made.things[key] = ("coding", key)
        else:
            key = made.take("coding", key)
        if user != selection.user or user not in self.coders:
            user = self._coder(user, selection.user)
        date = made.dates.of(key, coding.date) if self.kept_dates else coding.date
        whole, memo, shared = selection is _WHOLE, selection.description, selection.guid
        values = (key, source, coding.code, spans, whole, user, date, memo, quote, "", "", shared)
        guid = key if len(key) == _GUID else as_guid(key)
        made.codings.append(_coding((*values, guid, made.ids.get(key, ""))))
        if selection.notes or coding.notes or selection.guid in made.asked_for:
            made.codings_of[selection.guid].append(key)
            made.refer((*selection.notes, *coding.notes), ("coding", key))

    def _coder(self, user: str, selected_by: str) -> str:
        """Give who coded: whoever the coding names, else whoever the selection names."""
        if not user:
            self.made.told[_NOBODY] += 1
            user = selected_by
        elif selected_by and selected_by != user:
            self.made.told[_OTHERS] += 1
        if user not in self.coders:
            self.made.dangling["coding to a user"] += 1
            return ""
        return user
