"""What would be lost when codes become one or several: kept in a memo, so that it can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import dedent

from lises.files import write_note
from lises.model import Note, StudyFolder

from .change import MergeCodes, Reason, SplitCode

__all__ = ["memo"]

Kept = tuple[str, Sequence[tuple[str, str, tuple[str, ...]]]]


def memo(
    folder: StudyFolder, change: MergeCodes | SplitCode, reason: Reason, kept: Kept
) -> tuple[str, str]:
    """Give the path and text of the memo: why, the entry that went, and each passage.

    Parameters
    ----------
    folder : StudyFolder
    change : MergeCodes or SplitCode
    reason : Reason
    kept : tuple
        The lines of the codebook that went, and (passage, set, its codes now).
    """
    entry, moved = kept
    version = (folder.codebook.version if folder.codebook else 0) + 1
    before = {passage.id: passage.codes for passage in folder.passages}
    if isinstance(change, MergeCodes):
        title, about = f"{change.code} → {change.into}", change.into
    else:
        new = dict.fromkeys(code for codes in change.decided.values() for code in codes)
        title, about = f"{change.code} → {', '.join(new)}", change.code
    parts = [reason.why.in_language(folder.design.language)]
    if entry:
        parts.append(f"```yaml\n{dedent(entry).rstrip()}\n```")
    rows = [
        f"{passage} {of_set}: {' '.join(before[passage])} → {' '.join(codes) or '-'}"
        for passage, of_set, codes in moved
    ]
    if rows:
        parts.append("\n".join(["```text", *rows, "```"]))
    taken = {note.id.lower() for note in folder.notes if note.kind == "memo"}
    name, number = f"codebook-{version}", 1
    while name in taken:
        number += 1
        name = f"codebook-{version}-{number}"
    note = Note(
        id=name, kind="memo", text="\n\n".join(parts), title=title, about=about, date=reason.date
    )
    return f"memos/{name}.md", write_note(note)
