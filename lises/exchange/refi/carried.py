"""What a study has and REFI-QDA has no place for, read from the one note named ``lises``.

Other programs see it as a memo with JSON in it. It is read back by this library only, and only
where what it speaks of is still there; of the turns of a text only while the text is the same to
the letter. Somebody may have worked on the project in between. What is written into it:
``writing.keeping``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, TypeVar, cast, get_args

from lises.exchange.document import UnreadableError
from lises.exchange.projects.conventions import Convention
from lises.exchange.projects.guids import as_guid
from lises.exchange.projects.project import (
    Kind,
    Link,
    Memo,
    Project,
    ProjectCoding,
    SourceTurn,
    Thing,
)
from lises.exchange.safejson import parse_json

__all__ = ["DAY", "NOTE", "Carried", "digest_of", "parse_carried"]

NOTE = "lises"
"""The name of the note, and the key that tells its JSON from another's."""
DAY = "T00:00:00"
"""What a day is written with where the standard asks for a date and a time."""
# What is kept of a coding that is known by its words.
_WORDED = frozenset({"guid", "source", "code", "coder", "date", "memo", "quote", "before"})
_WORDED |= {"after", "selection"}
_MIDNIGHT = re.compile(r"\d{4}-\d\d-\d\dT00:00:00")


def digest_of(text: str) -> str:
    """Give the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def parse_carried(text: str) -> Carried | None:
    """Read the text of a note; None where it is not one of ours, or damaged."""
    if not text.lstrip().startswith("{") or f'"{NOTE}"' not in text:
        return None
    try:
        data = parse_json(text.encode("utf-8", "replace"), NOTE)
    except UnreadableError:
        return None
    return Carried(data=data) if isinstance(data, dict) and data.get(NOTE) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What the note says; nothing in it is believed to be of the right type.

    ``data`` is the JSON: ``ids``, ``dates``, ``midnights``, ``days``, ``kinds``, ``turns``,
    ``parts``, ``codings``, ``memos``, ``about``, ``counting``, ``constructed``.
    """

    data: Mapping[str, Any] = field(default_factory=dict)

    def _of(self, part: str) -> Mapping[str, Any]:
        found = self.data.get(part)
        return found if isinstance(found, dict) else {}

    def _rows(self, part: str) -> list[dict[str, Any]]:
        rows = self.data.get(part)
        return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []

    @property
    def ids(self) -> Mapping[str, str]:
        """The ids of a study, by GUID."""
        return {guid: name for guid, name in self._of("ids").items() if isinstance(name, str)}

    @property
    def convention(self) -> Convention:
        """How the positions were written to count."""
        counting = self._of("counting")
        return Convention(
            unit="UTF-16 units" if counting.get("unit") == "UTF-16 units" else "code points"
        )

    def dates(self) -> Dates:
        """Give the dates that are no date-times."""
        kept = {k: v for k, v in self._of("dates").items() if isinstance(v, str)}
        midnights = self.data.get("midnights")
        whole = {m for m in midnights if isinstance(m, str)} if isinstance(midnights, list) else ()
        return Dates(kept=kept, midnights=frozenset(whole), days=self.data.get("days") is True)

    def kind(self, guid: str) -> Kind | None:
        """Give the kind of a source that is written as another."""
        found = self._of("kinds").get(guid)
        return cast(Kind, found) if found in get_args(Kind) else None

    def turns(
        self, guid: str, text: str | None, digest: Callable[[str], str]
    ) -> tuple[SourceTurn, ...]:
        """Give the turns of a source whose text is still the one they were made for."""
        kept = self._of("turns").get(guid)
        if text is None or not isinstance(kept, dict) or kept.get("digest") != digest(text):
            return ()
        rows = kept.get("turns")
        made = [_turn(row, len(text)) for row in rows] if isinstance(rows, list) else []
        return tuple(turn for turn in made if turn is not None)

    def put_back(self, project: Project) -> Project:
        """Give the project with what the note keeps of its codings, memos and links."""
        codings = [*self._joined(project), *self._by_words(project)]
        memos, texts = self._memos(project)
        there = _keys(replace(project, codings=tuple(codings)))
        links = _merged(project.links, sorted(self._links(there), key=lambda pair: pair[0]))
        return replace(
            project,
            codings=tuple(_with_memo(c, texts) for c in codings),
            links=tuple(_with_memo(link, texts) for link in links),
            memos=tuple(self._about(memo, there) for memo in memos),
            constructed=self.data.get("constructed") is True,
        )

    def _joined(self, project: Project) -> Iterator[ProjectCoding]:
        """Put codings that are parts of one together again, where the parts are still alike."""
        wanted = {
            first: [part for part in parts if isinstance(part, str)]
            for first, parts in self._of("parts").items()
            if isinstance(parts, list)
        }
        if not wanted:
            yield from project.codings
            return
        every = {coding.key: coding for coding in project.codings}
        joined: set[str] = set()
        for first, parts in wanted.items():
            held = [every[key] for key in (first, *parts) if key in every]
            alike = len({(c.source, c.code, c.coder) for c in held}) == 1
            if alike and len(held) == len(parts) + 1:
                spans = tuple(span for coding in held for span in coding.spans)
                every[first] = replace(held[0], spans=spans)
                joined.update(parts)
        yield from (coding for key, coding in every.items() if key not in joined)

    def _by_words(self, project: Project) -> Iterator[ProjectCoding]:
        """Give the codings that are known by their words alone."""
        there = _keys(project)
        taken = there["coding"]
        for row in self._rows("codings"):
            given: dict[str, Any] = {
                k: v for k, v in row.items() if k in _WORDED and isinstance(v, str)
            }
            key = given.get("guid", "")
            if not key or key in taken or given.get("source") not in there["source"]:
                continue
            if given.get("code") in there["code"]:
                taken.add(key)
                own = given.pop("guid")
                yield ProjectCoding(key=key, guid=as_guid(own), id=self._id(key), **given)

    def _links(self, there: Mapping[str, set[str]]) -> Iterator[tuple[int, Link]]:
        """Give the links that point at what has no element of its own, each with its place."""
        rows = self._rows("links")
        for row in rows:
            ends = [_end(row.get(name), there) for name in ("origin", "target")]
            words = {k: v for k in ("name", "memo") if isinstance(v := row.get(k), str)}
            guid, (origin, target) = row.get("guid"), ends
            if isinstance(guid, str) and origin and target:
                directed = row.get("directed") is not False
                place = row.get("at")
                last = len(there["coding"]) + len(rows)
                at = place if isinstance(place, int) and 0 <= place <= last else last
                link = Link(
                    key=guid,
                    origin=origin,
                    target=target,
                    directed=directed,
                    guid=as_guid(guid),
                    **words,
                )
                yield at, link

    def _id(self, guid: str) -> str:
        found = self._of("ids").get(guid)
        return found if isinstance(found, str) else ""

    def _memos(self, project: Project) -> tuple[list[Memo], dict[str, str]]:
        """Tell memos that are a coding's or a link's own from the others."""
        owners = {guid: note for guid, note in self._of("memos").items() if isinstance(note, str)}
        notes = {memo.key: memo.text for memo in project.memos}
        there = {c.key for c in project.codings} | {link.key for link in project.links}
        texts = {g: notes[note] for g, note in owners.items() if note in notes and g in there}
        own = {owners[guid] for guid in texts}
        return [memo for memo in project.memos if memo.key not in own], texts

    def _about(self, memo: Memo, there: Mapping[str, set[str]]) -> Memo:
        rows = self._of("about").get(memo.key)
        if not isinstance(rows, list):
            return memo
        kept = [end for row in rows if (end := _end(row, there)) is not None]
        return replace(memo, about=tuple(dict.fromkeys((*kept, *memo.about))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """Dates of things by GUID, where the standard's date-time is not what was there.

    ``days``: that a day was written as its midnight, save for ``midnights``.
    """

    kept: Mapping[str, str] = field(default_factory=dict)
    midnights: frozenset[str] = frozenset()
    days: bool = False

    def of(self, name: str, written: str) -> str:
        """Give a date as it was; ``name`` is a GUID, or one and the word ``modified``."""
        if name in self.kept:
            return self.kept[name]
        if self.days and name not in self.midnights and _MIDNIGHT.fullmatch(written):
            return written.removesuffix(DAY)
        return written


_Remarked = TypeVar("_Remarked", ProjectCoding, Link)


def _with_memo(thing: _Remarked, texts: Mapping[str, str]) -> _Remarked:
    return replace(thing, memo=texts[thing.key]) if thing.key in texts else thing


def _keys(project: Project) -> dict[str, set[str]]:
    return {
        "source": {x.key for x in project.sources},
        "code": {x.key for x in project.codes},
        "coding": {x.key for x in project.codings},
        "case": {x.key for x in project.cases},
        "coder": {x.key for x in project.coders},
        "memo": {x.key for x in project.memos},
        "set": {x.key for x in project.sets},
        "variable": {x.key for x in project.variables},
        "project": {""},
    }


def _merged(links: Iterable[Link], placed: Iterable[tuple[int, Link]]) -> list[Link]:
    """Put links back at their places among the others."""
    others = iter(links)
    made: list[Link] = []
    for place, link in placed:
        made.extend(islice(others, max(place - len(made), 0)))
        made.append(link)
    return [*made, *others]


def _end(row: object, there: Mapping[str, set[str]]) -> tuple[Thing, str] | None:
    """Give what a pair of kind and GUID points at; None where that is not there."""
    if not isinstance(row, list) or len(row) != 2 or not all(isinstance(x, str) for x in row):
        return None
    kind, guid = row
    return (cast("Thing", kind), guid) if guid in there.get(kind, ()) else None


def _turn(row: object, length: int) -> SourceTurn | None:
    """Give a turn; None for a row that is none, or lies outside the text."""
    if not isinstance(row, list) or len(row) != 6:
        return None
    start, said, end, label, speakers, time = row
    numbers = all(type(n) is int for n in (start, said, end))
    words = isinstance(label, str) and isinstance(time, str) and isinstance(speakers, list)
    if not (numbers and words and 0 <= start <= said <= end <= length):
        return None
    who = tuple(one for one in speakers if isinstance(one, str))
    return SourceTurn(start=start, said=said, end=end, label=label, speakers=who, time=time)
