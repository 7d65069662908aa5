"""Golden fragments: real files that a person has read.

``LISES_GOLDEN=write pytest tests/render`` writes them anew; read what changed before you keep it.
"""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "golden" / "render"


def matches_golden(name: str, html: str) -> bool:
    """Compare a fragment with its file, a line for each tag that follows another."""
    text = str(html).replace("><", ">\n<") + "\n"
    path = FOLDER / name
    if os.environ.get("LISES_GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return path.read_text(encoding="utf-8") == text
