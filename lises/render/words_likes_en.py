"""English words: passages like those already coded, in the page of coding."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["LIKES"]

LIKES: Mapping[str, str | tuple[str, str]] = {
    "tag-like-these": "Like these",
    "tag-key-likes": "passages worded like those of the code at hand",
    "tag-side-likes": "Worded alike",
    "tag-like-no-code": "Choose a code first.",
    "tag-like-learnt": (
        "Learnt from {n} passage of yours.",
        "Learnt from {n} passages of yours.",
    ),
    "tag-like-few": (
        "{n} passage of yours bears this code. From fewer than {needed} nothing can be learnt: "
        "code some more, then ask again.",
        "{n} passages of yours bear this code. From fewer than {needed} nothing can be learnt: "
        "code some more, then ask again.",
    ),
    "tag-like-note": "The same words need not mean the same, and what is said in other words is "
    "not here. Read each one where it stands; nothing is coded until you accept it.",
    "tag-like-none": "No more talk shares words with these passages.",
    "tag-like-unit": "What is suggested",
    "tag-like-unit-sentence": "Sentences",
    "tag-like-unit-turn": "Whole turns",
    "tag-like-asking": "Reading the talk …",
    "tag-like-again": "Learn again",
    "tag-like-more": "Show more",
    "tag-like-list": "Suggestions",
    "tag-like-by": "Alike by:",
    "tag-like-accept": "Accept",
    "tag-like-accept-as": "Accept: put {code} on it",
    "tag-like-not": "Not this",
    "tag-like-taken": "coded",
    "tag-like-keys": "↑ ↓ go through them, ↵ shows one in its turn, a accepts it, x puts it away.",
    "tag-like-said-accepted": "{code} put on turn {turn} of {interview}. Undo takes it back.",
    "tag-like-said-not": "Put away until the page is closed.",
    "tag-suggested-by-program": "Suggested by the program, accepted by a coder",
    "tag-suggested-count": (
        "{n} passage here was suggested by the program and accepted.",
        "{n} passages here were suggested by the program and accepted.",
    ),
}
