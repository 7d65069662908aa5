"""Danish words: guidelines."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["GUIDELINES"]

GUIDELINES: Mapping[str, str | tuple[str, str]] = {}
