"""What the pages of findings, codebook and study say, in English."""

from __future__ import annotations

__all__ = ["PAGES"]

PAGES: dict[str, str | tuple[str, str]] = {}
