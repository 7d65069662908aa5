"""What another study can say to this one, and what it cannot."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from .place import NOWHERE, At
from .wording import LocalText

__all__ = ["RelatedStudy", "Relation"]

Relation = Literal[
    "same-question-other-population",
    "same-population-other-question",
    "same-matter-other-approach",
    "same-period",
    "context",
]
"""How two studies stand to each other; none of the words says that one bears the other out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedStudy:
    """One link of ``related.yaml``, from a study to another.

    Parameters
    ----------
    to : tuple of str
        A study, or claims and figures of one study: ``("plots-2020/f9", "plots-2020/f21")``.
    relation : str
        One of a closed list. ``same-question-other-population``: the same is asked of others.
        ``same-population-other-question``: the same kind of people are asked something else.
        ``same-matter-other-approach``: the matter is the same; people, question or kind of
        material are not. ``same-period``: the same time, and little else. ``context``: background
        only.
    bears, cannot : LocalText
        What the other study can say about this one, and what it cannot. Both stand on the pages of
        both studies, so they name a study rather than call it "this one".
    own : tuple of str
        The claims and figures of this study that are meant (``from`` in the file); none for the
        study as a whole.
    """

    to: tuple[str, ...]
    relation: Relation
    bears: LocalText
    cannot: LocalText
    own: tuple[str, ...] = ()
    at: At = field(default=NOWHERE, compare=False, repr=False)

    @property
    def study(self) -> str:
        """The id of the other study; of several, the first.

        >>> from lises.model import EMPTY
        >>> made = RelatedStudy(to=("plots/f9",), relation="context", bears=EMPTY, cannot=EMPTY)
        >>> made.study, made.places
        ('plots', ('f9',))
        """
        return self.to[0].partition("/")[0] if self.to else ""

    @property
    def places(self) -> tuple[str, ...]:
        """The claims and figures of the other study that are named; none for it as a whole."""
        named = (name.partition("/")[2] for name in self.to)
        return tuple(place for place in named if place)
