"""The audit trail: who did what when, from the files of a study and from its git history.

``trail_of`` gathers both; the words for it are ``render``'s, and what of it may be published is
decided in ``privacy``.
"""

from .changes import Counts, counted_changes, has_conflict, kind_of
from .codebook_history import CodebookState, CodeChange, codebook_changes, word_difference
from .event import CATEGORIES, KINDS, Event
from .git import NoHistoryError, Repository
from .history import History, read_history
from .recorded import coder_of, recorded_events
from .whole import Trail, trail_of

__all__ = [
    "CATEGORIES",
    "KINDS",
    "CodeChange",
    "CodebookState",
    "Counts",
    "Event",
    "History",
    "NoHistoryError",
    "Repository",
    "Trail",
    "codebook_changes",
    "coder_of",
    "counted_changes",
    "has_conflict",
    "kind_of",
    "read_history",
    "recorded_events",
    "trail_of",
    "word_difference",
]
