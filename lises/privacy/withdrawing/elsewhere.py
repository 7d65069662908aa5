"""Where nobody looked, and what is to be done there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from .going import Going

__all__ = ["elsewhere"]

Place = tuple[str, str]

COMMITMENT = "commitment.json"
SYNCED = ("OneDrive", "Dropbox", "Google Drive", "Nextcloud", "ownCloud", "iCloud", "Sync")
ALWAYS: tuple[Place, ...] = (
    ("backups", "note the day and the name, so that a restored study is withdrawn from again"),
    (
        "earlier releases, books and bundles",
        "whoever has one can hold it against the next: take published ones down, ask those who got "
        "the reviewer tier to delete theirs, and see lises disclosure --against",
    ),
    (
        "recordings, consent forms, mail, lists of contacts",
        "they are not in the study; delete what the agreement says, keep what shows the withdrawal",
    ),
    (
        "the vault's register of names",
        "it is of the whole project: take their names out by hand, once nothing else needs them",
    ),
    (
        "editors and notebooks open now",
        "close them without saving; a window can write it back",
    ),
)


def elsewhere(study: Path, leaving: Going) -> Iterator[Place]:
    """Name the places that nobody looked into, and what is to be done there.

    The history of git only where the study lies in a tree of it, the commitment where there is one.
    """
    here = study.resolve()
    tree = next((p for p in (here, *here.parents) if (p / ".git").exists()), None)
    if tree is not None:
        yield "the history of git", _history(here, tree, leaving)
    yield (
        "clones and forks",
        "ask everybody who has one to delete it and clone anew; a pull keeps it",
    )
    synced = next((w for w in SYNCED if any(w in part for part in here.parts)), "")
    yield (
        f"sync folders ({synced})" if synced else "sync folders",
        "they keep earlier versions and deleted files: empty both where they are kept",
    )
    if (study / COMMITMENT).is_file():
        yield (
            COMMITMENT,
            "its root counts what is gone: `lises commit make` anew, once the salts are out of the "
            "vault (--vault)",
        )
    yield from ALWAYS


def _history(here: Path, tree: Path, leaving: Going) -> str:
    inside = Path(os.path.relpath(here, tree)).as_posix()
    prefix = "" if inside == "." else f"{inside}/"
    return (
        "every commit still holds it: commit this change, then in a fresh clone of the whole "
        f"`git filter-repo --invert-paths {' '.join(_paths(prefix, leaving))}` and "
        f"`--replace-text` with a file that lists {leaving.name}, their rows of participants.csv "
        "and interviews.csv and what findings and memos quote of them; push with --force, let the "
        f"host collect its garbage; `git log --all -S {leaving.name}` then shows nothing"
    )


def _paths(prefix: str, leaving: Going) -> Iterator[str]:
    for one in sorted(leaving.interviews):
        yield f"--path {prefix}transcripts/{one}.md"
        yield f"--path-glob '{prefix}codings/*/{one}.jsonl'"
    for path in sorted(leaving.notes):
        yield f"--path {prefix}{path}"
