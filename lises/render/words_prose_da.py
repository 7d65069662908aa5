"""Danish words: prose."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["PROSE"]

PROSE: Mapping[str, str | tuple[str, str]] = {}
