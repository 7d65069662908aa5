"""Danish words: report."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["REPORT"]

REPORT: Mapping[str, str | tuple[str, str]] = {}
