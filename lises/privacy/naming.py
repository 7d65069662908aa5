"""Where something names a participant, an interview or a passage by its id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from lises.model import StudyFolder

from .release import PASSAGE_ROLE

__all__ = ["Names", "names_of"]

SHORTEST = 3  # signs: of A or No nobody can tell where somebody merely says it
ENDINGS = "(?:'?s|es)?"  # of a genitive
PERSON_ROLE = re.compile(r"\{lises:(?:participant|interview)\}`(?:([^`<]*)<)?([^`<>]+)>?`")


@dataclass(frozen=True, slots=True)
class Names:
    """The ids of a study that are somebody's, to be found in texts and values.

    ``people`` are those of participants, small letters to the id itself.
    """

    ids: frozenset[str]
    people: Mapping[str, str]
    found: re.Pattern[str] | None

    @property
    def in_words(self) -> frozenset[str]:
        """Those that are looked for in whatever is made, where a script may have any short word."""
        return frozenset(one for one in self.ids if len(one) >= SHORTEST)

    def people_in(self, text: str) -> set[str]:
        """Name the participants whom a text names, in words or by a role."""
        roles = {match[2].strip() for match in PERSON_ROLE.finditer(text)}
        plain = PASSAGE_ROLE.sub(" ", text)
        said = {hit["id"] for hit in self.found.finditer(plain)} if self.found else set()
        known = (self.people.get(one.casefold()) for one in roles | said)
        return {one for one in known if one}

    def relabelled(self, text: str, labels: Mapping[str, str]) -> str:
        """Put labels where participants are named; a role that leads to somebody is its words."""

        def role(match: re.Match[str]) -> str:
            person = self.people.get(match[2].strip().casefold(), "")
            title = (match[1] or "").strip()
            return title or labels.get(person) or match[0]

        def plain(hit: re.Match[str]) -> str:
            person = self.people.get(hit["id"].casefold(), "")
            return hit[0].replace(hit["id"], labels[person]) if person in labels else hit[0]

        without = PERSON_ROLE.sub(role, text)
        return self.found.sub(plain, without) if self.found else without

    def places(self, text: str) -> Iterator[int]:
        """Give where in a text something is named that no label stands for.

        That is a talk or a passage; what a role cites, and participants, are named anew.
        """
        # Blanks of the same length, so that places stay.
        for role in (PASSAGE_ROLE, PERSON_ROLE):
            text = role.sub(lambda match: " " * len(match[0]), text)
        for hit in self.found.finditer(text) if self.found else ():
            if hit["id"].casefold() not in self.people:
                yield hit.start()

    def within(self, value: object) -> bool:
        """Tell whether a value names somebody: a text, or anything with texts in it."""
        if isinstance(value, str):
            return value in self.ids or bool(self.found and self.found.search(value))
        if isinstance(value, Mapping):
            return any(self.within(part) for pair in value.items() for part in pair)
        if is_dataclass(value):
            return any(self.within(getattr(value, f.name)) for f in fields(value) if f.compare)
        return isinstance(value, Iterable) and any(self.within(part) for part in value)


def names_of(folder: StudyFolder) -> Names:
    """Give the ids of a study's people, talks and passages.

    Notes
    -----
    An id of less than three signs is found where it stands alone as a value, and within a text only
    where it is a letter and a digit, P1.
    """
    people, talks = ([row.id for row in rows] for rows in (folder.participants, folder.interviews))
    ids = frozenset((*people, *talks, *(p.id for p in folder.passages), *folder.transcripts))
    by_letters = {one.casefold(): one for one in people}
    wanted = sorted(filter(_told_apart, ids), key=len, reverse=True)
    if not wanted:
        return Names(ids, by_letters, None)
    either = "|".join(map(re.escape, wanted))
    pattern = rf"(?<![\w-])(?P<id>{either}){ENDINGS}(?![\w-])"
    return Names(ids, by_letters, re.compile(pattern, re.IGNORECASE))


def _told_apart(name: str) -> bool:
    mixed = any(map(str.isdigit, name)) and any(map(str.isalpha, name))
    return len(name) >= SHORTEST or mixed
