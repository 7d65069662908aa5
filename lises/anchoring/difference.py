"""What changed between two quotes, in marks that can be read aloud: ``[-was-]{+is+}``."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["marked_difference"]

TURN = "¶"  # stands where a passage runs on into the next turn


def marked_difference(was: Sequence[str], becomes: Sequence[str]) -> str:
    """Show two quotes as one text, each given as its parts by turn.

    >>> marked_difference(["jeg ligger jo ned"], ["jeg lå jo", "ned"])
    'jeg [-ligger-]{+lå+} jo {+¶+} ned'
    """
    from rapidfuzz.distance import Levenshtein

    before, after = (f" {TURN} ".join(parts).split() for parts in (was, becomes))
    shown = []
    for op in Levenshtein.opcodes(before, after):
        old = " ".join(before[op.src_start : op.src_end])
        new = " ".join(after[op.dest_start : op.dest_end])
        if op.tag == "equal":
            shown.append(old)
        else:
            shown.append((f"[-{old}-]" if old else "") + (f"{{+{new}+}}" if new else ""))
    return " ".join(shown)
