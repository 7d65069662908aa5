"""What the history of a study folder says was done, in the field's words."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from lises.files import parse_codebook
from lises.model import Codebook, StudyFolder

from .changes import COUNTED, counted_changes, has_conflict, kind_of
from .codebook_history import CodebookState, recoded
from .event import Event
from .git import Blobs, Commit, FileChange, NoHistoryError, Repository

__all__ = ["History", "read_history"]

MOST_RENAMES = 20
AT_ONCE = 100  # files of a commit whose contents are held at a time
Author = Callable[[Commit], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What was read of a repository.

    ``remarks`` are keys that say why there is no history, or what of it is missing, each with the
    file or number that it is about, or nothing; ``books`` the states of the codebook, oldest first.
    """

    events: tuple[Event, ...] = ()
    books: tuple[CodebookState, ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class _Gathered:
    events: list[Event] = field(default_factory=list)
    books: list[CodebookState] = field(default_factory=list)
    remarks: dict[tuple[str, str], None] = field(default_factory=dict)


def read_history(folder: StudyFolder) -> History:
    """Read the commits that touched a study, and what of it is not committed.

    A folder that was renamed as a whole is followed to its former names. Merges tell only what is
    as in none of their parents. Where the beginning was cut off (a shallow clone) the first known
    state tells nothing of who made it.

    Parameters
    ----------
    folder : StudyFolder
        Read from a folder; ``folder.path`` says which.
    """
    try:
        repository = Repository(Path(folder.path))
        commits = tuple(_commits(repository))
    except NoHistoryError as why:
        return History(remarks=((str(why), ""),))
    except OSError:
        return History(remarks=(("no-repository", ""),))
    if not commits:
        return History(remarks=(("not-tracked", ""),))
    found = _Gathered()
    if repository.shallow:
        found.remarks["shallow", ""] = None
    known = dict(folder.design.committers)

    def author(commit: Commit) -> str:
        return known.get(commit.email.casefold(), "") or known.get(commit.author.casefold(), "")

    with repository.blobs() as blobs:
        for commit in reversed(commits):
            cut = repository.shallow and not commit.parents
            _tell(commit, blobs, found, author if not cut else None)
        _not_committed(repository, Path(folder.path), blobs, found)
    return History(
        events=tuple(found.events), books=tuple(found.books), remarks=tuple(found.remarks)
    )


def _commits(repository: Repository) -> Iterator[Commit]:
    """Give the commits of a study, newest first, under all the names its folder had."""
    prefix, before = repository.prefix, "HEAD"
    for _name in range(MOST_RENAMES):
        commits = repository.commits(prefix, before)
        yield from commits[:-1]
        if not commits:
            return
        last = commits[-1]
        was = _former_prefix(repository, last, prefix)
        if was is None:
            yield last
            return
        yield _moved(repository, last, was)
        prefix, before = was, last.parents[0]


def _former_prefix(repository: Repository, commit: Commit, prefix: str) -> str | None:
    """Tell what the folder was called before a commit; None where it began with it."""
    design = next((file for file in commit.files if file.path == "study.yaml"), None)
    if not commit.parents or design is None or any(design.before):
        return None
    was = repository.moved_from(commit.name, f"{prefix}study.yaml")
    return was.removesuffix("study.yaml") if was.endswith("study.yaml") else None


def _moved(repository: Repository, commit: Commit, was: str) -> Commit:
    """Compare what a commit put under a new name with the old one: a renaming alone is no work."""
    old = repository.files(was, commit.parents[0])
    new = {file.path: file.after for file in commit.files if file.after}
    changes = (
        FileChange(path, (old.get(path, ""),), new.get(path, ""))
        for path in dict.fromkeys((*new, *old))
        if old.get(path) != new.get(path)
    )
    return replace(commit, files=tuple(changes))


def _tell(commit: Commit, blobs: Blobs, found: _Gathered, author: Author | None) -> None:
    """Tell a commit's changes; of a state whose beginning is cut off only its codebook."""
    touched = Counter[str]()
    files = [file for file in commit.files if kind_of(file.path)]
    for start in range(0, len(files), AT_ONCE):
        some = files[start : start + AT_ONCE]
        data = blobs.several(
            blob for file in some if _is_counted(file) for blob in (*file.before, file.after)
        )
        for change in some:
            _tell_file(commit, change, data, found, author)
            if kind_of(change.path) == "coding" and change.before[0] and change.after:
                touched.update(recoded(data[change.before[0]] or b"", data[change.after] or b""))
            if change.path == "codebook.yaml" and (book := _book(data[change.after])):
                found.books.append(
                    CodebookState(book=book, date=commit.date, commit=commit.name, touched=touched)
                )


def _is_counted(change: FileChange) -> bool:
    """Tell whether the contents of a file are needed to say what was done to it."""
    kind = kind_of(change.path)
    return kind in COUNTED and not (kind == "transcript" and _act(change) != "changed")


def _act(change: FileChange) -> str:
    if not any(change.before):
        return "added"
    return "changed" if change.after else "removed"


def _tell_file(
    commit: Commit,
    change: FileChange,
    data: Mapping[str, bytes | None],
    found: _Gathered,
    author: Author | None,
) -> None:
    counted = _is_counted(change)
    before = tuple(data.get(blob) for blob in change.before) if counted else None
    after = data.get(change.after) if counted else None
    if author is not None:
        event = _of_file(change, (before, after) if before is not None else None)
        found.events.append(
            replace(
                event,
                date=commit.date,
                source="git",
                by=author(commit),
                commit=commit.name,
                message=commit.message,
            )
        )
    if counted and (after is None or before is None or None in before):
        found.remarks["not-here", change.path] = None
    elif after and has_conflict(after):
        found.remarks["conflict-committed", change.path] = None


Contents = tuple[tuple[bytes | None, ...], bytes | None]


def _of_file(change: FileChange, contents: Contents | None) -> Event:
    """Say in the field's words what was done to a file; numbers only where all of it is here."""
    kind = kind_of(change.path)
    counts = None
    if contents is not None:
        before, after = contents
        known = [data for data in before if data is not None]
        if after is not None and len(known) == len(before):
            counts = counted_changes(kind, known, after)
    of_set, name = _named(change.path)
    talk = kind in ("transcript", "fieldnote", "coding", "adjudication")
    return Event(
        kind=kind,
        act=_act(change),
        interview=name if talk else "",
        subject="" if talk else name,
        set=of_set,
        added=counts.added if counts else None,
        removed=counts.removed if counts else None,
        changed=counts.changed if counts else None,
        path=change.path,
    )


def _named(path: str) -> tuple[str, str]:
    """Give the set and the id that the name of a file gives."""
    parts = path.split("/")
    stem = parts[-1].partition(".")[0]
    return parts[1] if len(parts) == 3 else "", stem if len(parts) > 1 else ""


def _book(data: bytes | None) -> Codebook | None:
    """Read a former codebook as far as it can be read; a fault in it is past mending."""
    if not data:
        return None
    return parse_codebook(data.decode("utf-8-sig", "replace"), "codebook.yaml")[0]


# ---- What is not committed -----------------------------------------------------------------------


def _not_committed(repository: Repository, folder: Path, blobs: Blobs, found: _Gathered) -> None:
    """Compare the files with the last commit by their own bytes; git is not asked to look."""
    held = repository.files(repository.prefix)
    here = {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and kind_of(path.relative_to(folder).as_posix())
    }
    for name in sorted({*here, *(path for path in held if kind_of(path))}):
        data = here[name].read_bytes() if name in here else b""
        if name in here and has_conflict(data):
            found.remarks["conflict", name] = None
        was = held.get(name, "")
        if name in here and was in _names(data, len(was)):
            continue
        change = FileChange(name, (was,), "here" if name in here else "")
        counted = _is_counted(change)
        event = _of_file(change, ((blobs.read(was),), data) if counted else None)
        found.events.append(replace(event, source="not-committed"))
    n = sum(event.source == "not-committed" for event in found.events)
    if n:
        found.remarks["not-committed", str(n)] = None


def _names(data: bytes, length: int) -> Iterator[str]:
    """Give what git would call a file: as it is, and with its line ends as git keeps them."""
    make: Mapping[int, str] = {40: "sha1", 64: "sha256"}
    if length in make:
        for one in dict.fromkeys((data, data.replace(b"\r\n", b"\n"))):
            head = b"blob %d\0" % len(one)
            yield hashlib.new(make[length], head + one, usedforsecurity=False).hexdigest()
