"""English words: prose."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["PROSE"]

PROSE: Mapping[str, str | tuple[str, str]] = {
    "study-released": (
        "A release ({tier}): 1 passage is withheld. Findings, prevalence, agreement and saturation "
        "are as they were counted in the archive; other tables are of what is here.",
        "A release ({tier}): {n} passages are withheld. Findings, prevalence, agreement and "
        "saturation are as they were counted in the archive; other tables are of what is here.",
    ),
    "tier-short-public": "for anybody",
    "tier-short-restricted": "a private preview",
    "tier-short-reviewer": "for reviewers",
    "unit-codes": ("code", "codes"),
    "unit-codings": ("coding", "codings"),
    "unit-interviewed": ("interviewed", "interviewed"),
    "unit-interviews": ("interview", "interviews"),
    "unit-minutes": ("minute", "minutes"),
    "unit-n": ("participant", "participants"),
    "unit-of": ("participant", "participants"),
    "unit-participants": ("participant", "participants"),
    "unit-passages": ("passage", "passages"),
    "unit-saturation": ("interview", "interviews"),
    "unit-share": ("participant", "participants"),
    "unit-turns": ("turn", "turns"),
    "unit-words": ("word", "words"),
}
