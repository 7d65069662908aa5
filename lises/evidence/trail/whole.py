"""The trail of a study: what its files and history say was done, and what there is nothing of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from lises.model import StudyFolder

from .codebook_history import CodeChange, codebook_changes
from .event import CATEGORIES, Event
from .history import History, read_history
from .recorded import recorded_events

__all__ = ["Trail", "trail_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """What was done in a study.

    ``events`` are in the order of their days, undated ones first; ``codes`` is the history of the
    codebook; ``remarks`` are keys, each with what it is about or nothing, that say what of a
    history is not there.
    """

    events: tuple[Event, ...]
    codes: tuple[CodeChange, ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()

    def missing(self) -> tuple[str, ...]:
        """Name those of the six kinds of material that the study has nothing of."""
        there = {event.category for event in self.events}
        return tuple(category for category in CATEGORIES if category not in there)

    def of_categories(self) -> dict[str, int]:
        """Count the events of each of the six kinds, those it has none of included."""
        found = Counter(event.category for event in self.events)
        return {category: found[category] for category in CATEGORIES}

    def only(
        self, *, kinds: Iterable[str] = (), since: str = "", coder: str = ""
    ) -> tuple[Event, ...]:
        """Choose events: of these kinds or categories, from a day on, by a coder."""
        wanted = frozenset(kinds)
        return tuple(
            event
            for event in self.events
            if (not wanted or event.kind in wanted or event.category in wanted)
            and (not since or event.date >= since)
            and (not coder or coder in event.by.split())
        )


def trail_of(folder: StudyFolder, *, history: bool = True) -> Trail:
    """Gather what was done in a study.

    Parameters
    ----------
    folder : StudyFolder
    history : bool
        Whether to look for a repository that the study stands in.
    """
    past = read_history(folder) if history else History()
    events = (*recorded_events(folder), *past.events)
    return Trail(
        events=tuple(sorted(events, key=lambda event: event.date)),
        codes=codebook_changes(folder, past.books),
        remarks=past.remarks,
    )
