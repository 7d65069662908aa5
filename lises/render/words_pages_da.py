"""What the pages of findings, codebook and study say, in Danish."""

from __future__ import annotations

__all__ = ["PAGES"]

PAGES: dict[str, str | tuple[str, str]] = {}
