"""What a reporting guideline is: its items in our own words, under the headings it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lises.model import GUIDELINE_ITEMS, GuidelineName, LocalText

__all__ = ["Guideline", "GuidelineItem", "Section", "both", "made_items"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidelineItem:
    """An item: its number or subject, the headings it stands under, and what it asks.

    ``asks`` is a short paraphrase of ours: the wording of the guidelines is under copyright.
    """

    id: str
    domain: LocalText
    section: LocalText
    topic: LocalText
    asks: LocalText


@dataclass(frozen=True, slots=True, kw_only=True)
class Guideline:
    """A reporting guideline.

    ``checklist`` tells whether its items are meant to be gone through one by one; those of
    recommendations are not, and are never counted up. ``doi`` leads to the guideline itself.
    """

    id: GuidelineName
    name: str
    title: str
    cite: str
    doi: str
    checklist: bool
    items: tuple[GuidelineItem, ...]

    def item(self, item_id: str) -> GuidelineItem | None:
        """Give the item of this id, or None."""
        return next((item for item in self.items if item.id == item_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading within a domain, and its items as (topic, what is asked), each (da, en)."""

    domain: tuple[str, str]
    name: tuple[str, str]
    items: tuple[tuple[tuple[str, str], tuple[str, str]], ...]


def both(pair: tuple[str, str]) -> LocalText:
    """Make a text of its Danish and its English form."""
    return LocalText.of(da=pair[0], en=pair[1])


def made_items(guideline: GuidelineName, sections: Sequence[Section]) -> tuple[GuidelineItem, ...]:
    """Give the items of the sections their ids, in order."""
    told = [(section, item) for section in sections for item in section.items]
    return tuple(
        GuidelineItem(
            id=item_id,
            domain=both(section.domain),
            section=both(section.name),
            topic=both(topic),
            asks=both(asks),
        )
        for item_id, (section, (topic, asks)) in zip(GUIDELINE_ITEMS[guideline], told, strict=True)
    )
