"""English words: links between studies."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["LINKS"]

LINKS: Mapping[str, str | tuple[str, str]] = {
    "related": "What other studies can and cannot say to this",
    "related-back": "What this study can and cannot say to others",
    "related-figures": "Other studies and these figures",
    "related-what": "The people, the questions or the material are not the same, so one study "
    "cannot settle whether another is right. Of each link it is said what it can say and what it "
    "cannot.",
    "related-here": "Here",
    "related-there": "There",
    "related-whole": "the study as a whole",
    "related-how": "How they stand",
    "related-bears": "What it can say",
    "related-cannot": "What it cannot say",
    "related-not-here": "(not in this book)",
    "claim-related": "Other studies",
    "relation-same-question-other-population": "same question, other people",
    "relation-same-population-other-question": "the same kind of people, another question",
    "relation-same-matter-other-approach": "same matter, another approach",
    "relation-same-period": "same period",
    "relation-context": "background only",
}
