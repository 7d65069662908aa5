"""English words: pictures."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["PICTURES"]

PICTURES: Mapping[str, str | tuple[str, str]] = {}
