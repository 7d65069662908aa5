"""Danish words: prose."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["PROSE"]

PROSE: Mapping[str, str | tuple[str, str]] = {
    "study-released": (
        "En udgivelse ({tier}): 1 passage er holdt tilbage. Fundene, hvor mange der giver udtryk "
        "for en kode, enighed og mætning er talt op i arkivet; andre tabeller bygger på det, der "
        "er her.",
        "En udgivelse ({tier}): {n} passager er holdt tilbage. Fundene, hvor mange der giver "
        "udtryk for en kode, enighed og mætning er talt op i arkivet; andre tabeller bygger på "
        "det, der er her.",
    ),
    "tier-short-public": "for alle",
    "tier-short-restricted": "en fortrolig forhåndsvisning",
    "tier-short-reviewer": "for bedømmere",
    "unit-codes": ("kode", "koder"),
    "unit-codings": ("kodning", "kodninger"),
    "unit-interviewed": ("interviewet", "interviewede"),
    "unit-interviews": ("interview", "interviews"),
    "unit-minutes": ("minut", "minutter"),
    "unit-n": ("deltager", "deltagere"),
    "unit-of": ("deltager", "deltagere"),
    "unit-participants": ("deltager", "deltagere"),
    "unit-passages": ("passage", "passager"),
    "unit-saturation": ("interview", "interviews"),
    "unit-share": ("deltager", "deltagere"),
    "unit-turns": ("replik", "replikker"),
    "unit-words": ("ord", "ord"),
}
