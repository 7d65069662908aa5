"""The sign that stands where something was cut."""

from __future__ import annotations

import re

__all__ = ["STUB", "stub", "stub_parts"]

# A sign pair that speech does not hold; what stands in it is a broad category or nothing.
STUB = re.compile(r"⟦withheld(?:: ([a-z-]+))?⟧")


def stub(category: str = "") -> str:
    """Write the sign that stands where something was cut."""
    return f"⟦withheld: {category}⟧" if category else "⟦withheld⟧"


def stub_parts(text: str) -> list[tuple[str, str | None]]:
    """Cut a released turn into (text, None) and ("", category of a stub).

    >>> stub_parts("Ja ⟦withheld: health⟧ nej")
    [('Ja ', None), ('', 'health'), (' nej', None)]
    """
    parts: list[tuple[str, str | None]] = []
    at = 0
    for found in STUB.finditer(text):
        parts += [(text[at : found.start()], None), ("", found[1] or "")]
        at = found.end()
    parts.append((text[at:], None))
    return [(words, category) for words, category in parts if words or category is not None]
