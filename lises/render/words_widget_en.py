"""Words of the coding page where it stands in a notebook, in English."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["WIDGET"]

WIDGET: Mapping[str, str | tuple[str, str]] = {
    "tag-kernel-frame": "Coding of {interview}",
    "tag-kernel-waiting": (
        "The kernel has not answered yet. If nothing comes, run this cell again."
    ),
    "tag-kernel-blocked": (
        "This notebook does not let the page run. The same page opens in a browser of its own: "
        "run lises tag in a terminal."
    ),
    "tag-kernel-silent": (
        "The kernel does not answer; perhaps it is at work on another cell. "
        "Changes are kept on this page."
    ),
    "tag-kernel-gone": (
        "The kernel is gone. Run the cell again: what is not saved is kept in this browser tab "
        "and is saved then."
    ),
    "tag-kernel-kept": (
        "{n} change that was not saved before is being saved now.",
        "{n} changes that were not saved before are being saved now.",
    ),
    "tag-kernel-lost": (
        "{n} change was not saved before, and the transcript has been changed since. "
        "It is not made.",
        "{n} changes were not saved before, and the transcript has been changed since. "
        "They are not made.",
    ),
}
