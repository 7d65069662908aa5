"""What a coder has chosen on the coding page, as a notebook has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lises.errors import LisesError
from lises.model import Transcript
from lises.tagging.selecting import Stretch, quoted, settled

__all__ = ["Selection", "selection_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Words of an interview.

    ``start`` counts code points in the turn ``turn``, ``end`` in ``turn_end``; ``quote`` has a text
    per turn. ``passage`` is the id of the passage that is open on the page, else empty.
    """

    interview: str
    turn: int
    turn_end: int
    start: int
    end: int
    quote: tuple[str, ...]
    passage: str = ""


def selection_of(chosen: Mapping[str, object], transcript: Transcript) -> Selection | None:
    """Give what a page says is chosen, settled as a passage would be; None where it is no words.

    A page can be behind the transcript for a moment; what does not fit is not chosen.
    """
    places = [chosen.get(key) for key in ("turn", "turn_end", "start", "end")]
    whole = [place for place in places if isinstance(place, int)]
    if len(whole) != len(places):
        return None
    try:
        found = quoted(transcript, settled(transcript, Stretch(*whole)))
    except LisesError:
        return None
    return Selection(
        interview=transcript.interview,
        quote=found.quote,
        passage=str(chosen.get("passage") or ""),
        **found.stretch._asdict(),
    )
