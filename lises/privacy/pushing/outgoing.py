"""What a push would send: its commits, the files they add, their messages. Not the working tree.

Git tells a hook which refs it is about to send, one on a line (githooks(5), pre-push). What the
other side says it has is left out; what an earlier fetch wrote down of it is not believed, since a
remote's name can stand for another place today.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lises.errors import LisesError
from lises.evidence.trail import NoHistoryError, Repository
from lises.evidence.trail.git import SETTINGS

__all__ = ["Outgoing", "PushedFile", "PushedRef", "Sent", "pushed_refs"]

OID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
START, BODY = "\x01", "\x02"
FILE_MODES = ("10", "12")  # files and links; not a commit of another repository (160000)


@dataclass(frozen=True, slots=True)
class PushedRef:
    """A line that git tells a hook: ``local`` goes to ``remote``, whose commit is ``there``.

    ``oid`` is empty where the ref is deleted, ``there`` where the other side does not have it.
    """

    local: str
    oid: str
    remote: str
    there: str


@dataclass(frozen=True, slots=True)
class PushedFile:
    """A file as a commit that is sent has it; ``before`` are its blobs before that."""

    commit: str
    path: str
    blob: str
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """Everything that is sent: files, and texts (messages, names of refs) with their place.

    Not who wrote the commits: a researcher may bear the name of somebody interviewed.
    """

    files: tuple[PushedFile, ...]
    texts: tuple[tuple[str, str], ...]
    tips: tuple[str, ...]


def pushed_refs(told: str) -> tuple[PushedRef, ...]:
    """Read what git tells a pre-push hook on its standard input.

    Raises
    ------
    LisesError
        If a line is not of that form: it is not sure then what would be sent.
    """
    found = []
    for line in filter(str.strip, told.splitlines()):
        parts = line.split(" ")
        if len(parts) != 4 or not (OID.fullmatch(parts[1]) and OID.fullmatch(parts[3])):
            raise LisesError("what git says of this push cannot be read")
        oid, there = (one.strip("0") and one for one in (parts[1], parts[3]))
        found.append(PushedRef(parts[0], oid, parts[2], there))
    return tuple(found)


class Outgoing(Repository):
    """The repository that a push starts from, read as ``Repository`` reads, from any commit.

    Parameters
    ----------
    folder : Path
        The folder that git runs its hook in, or any within the repository.
    git_dir : str, optional
        What git calls ``GIT_DIR`` when it runs a hook.

    Raises
    ------
    NoHistoryError
        As ``Repository``; an empty repository is none of its reasons.
    """

    def __init__(self, folder: Path, git_dir: str = "") -> None:
        place = folder.resolve()
        found = shutil.which("git")
        if found is None or Path(found).resolve().is_relative_to(place):
            raise NoHistoryError("no-git")
        settings = [word for setting in SETTINGS for word in ("-c", setting)]
        where = [f"--git-dir={git_dir}"] if git_dir else []
        self._start = [found, "--no-pager", *settings, "-C", str(place), *where]
        # Where hooks stand is a setting too: this one question is asked without ours.
        bare = [word for s in SETTINGS if "hooksPath" not in s for word in ("-c", s)]
        self._plain = [found, "--no-pager", *bare, "-C", str(place), *where]
        self._asked("rev-parse", "--git-dir")

    @property
    def hooks(self) -> Path:
        """The folder in which git looks for hooks, ``core.hooksPath`` if that is set."""
        return self._path("--git-path", "hooks")

    @property
    def git_dir(self) -> Path:
        """The repository's own folder, the one that its working trees share."""
        return self._path("--git-common-dir")

    def _path(self, *words: str) -> Path:
        start, self._start = self._start, self._plain
        try:
            told = self._asked("rev-parse", *words).decode("utf-8", "surrogateescape")
        finally:
            self._start = start
        here = Path(start[start.index("-C") + 1])
        return (here / told.rstrip("\r\n")).resolve()

    @property
    def work_tree(self) -> Path | None:
        """The folder of the files; None of a repository that has none."""
        done = self._run("rev-parse", "--show-toplevel")
        told = done.stdout.decode("utf-8", "surrogateescape").rstrip("\r\n")
        return Path(told).resolve() if told and not done.returncode else None

    def settings(self, key: str) -> tuple[str, ...]:
        """Give the values of a setting, from the system's to the repository's own."""
        done = self._run("config", "--get-all", "-z", key)
        if done.returncode not in (0, 1):  # 1: it is not set
            raise NoHistoryError("no-repository")
        return tuple(filter(None, done.stdout.decode("utf-8", "surrogateescape").split("\0")))

    def set(self, key: str, value: str, *, also: bool = False) -> None:
        """Write a setting of this repository; ``also`` keeps the values that are there."""
        self._asked("config", "--local", "--add" if also else "--replace-all", key, value)

    def unset(self, key: str, value: str) -> None:
        """Take out a value of a setting of this repository."""
        self._asked("config", "--local", "--unset-all", key, f"^{re.escape(value)}$")

    def address(self, remote: str) -> str:
        """Give the address that is pushed to under a remote's name; empty where there is none."""
        done = self._run("remote", "get-url", "--push", "--", remote)
        return done.stdout.decode("utf-8", "replace").split("\n")[0] if not done.returncode else ""

    def sent(self, refs: Sequence[PushedRef]) -> Sent:
        """Give all that a push of these refs sends and the other side does not have.

        Raises
        ------
        LisesError
            If it cannot be told, as where a ref names no commit: then nothing may be sent.
        """
        local = list(dict.fromkeys(ref.oid for ref in refs if ref.oid))
        if not local:
            return Sent((), tuple(_names(refs)), ())
        if not all(self._has(oid) for oid in local):
            raise LisesError("a ref of this push names no commit; what it sends cannot be told")
        there = [ref.there for ref in refs if ref.there and self._has(ref.there)]
        told = self._asked(
            "log", "--raw", "-z", "-c", "--root", "--no-renames", "--no-abbrev",
            "--no-show-signature", "--no-ext-diff", "--no-textconv", "--no-color", "--no-notes",
            "--no-relative",
            "--encoding=UTF-8", f"--format={START}%H{BODY}%B",
            *local, *(f"^{oid}" for oid in dict.fromkeys(there)), "--",
        )  # fmt: skip
        files, texts = _told(told)
        tags = [(f"tag {oid[:7]}", self._tag(oid)) for oid in local]
        shown = (*_names(refs), *texts, *((place, text) for place, text in tags if text))
        return Sent(tuple(files), shown, tuple(local))

    def _has(self, oid: str) -> bool:
        """Whether a commit is here: after somebody else's push it may not be."""
        return self._run("rev-parse", "--verify", "--quiet", f"{oid}^{{commit}}").returncode == 0

    def _tag(self, oid: str) -> str:
        """Give the message of a tag that is an object of its own."""
        if self._asked("cat-file", "-t", oid).strip() != b"tag":
            return ""
        return self._asked("cat-file", "-p", oid).decode("utf-8", "replace").partition("\n\n")[2]


def _names(refs: Sequence[PushedRef]) -> Iterator[tuple[str, str]]:
    for number, ref in enumerate(refs, 1):
        yield f"name of ref {number}", f"{ref.local}\n{ref.remote}"


def _told(told: bytes) -> tuple[list[PushedFile], list[tuple[str, str]]]:
    """Read ``log --raw -z -c``: a head for each commit, then two words for each file."""
    commit, files, texts = "", list[PushedFile](), list[tuple[str, str]]()
    rest = iter(told.decode("utf-8", "surrogateescape").split("\0"))
    for token in rest:
        text = token.lstrip("\n")
        if text.startswith(START):
            commit, _, body = text.removeprefix(START).partition(BODY)
            texts.append((f"message of commit {commit[:7]}", body))
        elif text.startswith(":"):
            files += _file(commit, text, next(rest, ""))
    return files, texts


def _file(commit: str, text: str, path: str) -> Iterator[PushedFile]:
    """Read ``:modes blobs status``; nothing of a file that went, or of another repository."""
    parents = len(text) - len(text.lstrip(":"))
    words = text.lstrip(":").split(" ")
    modes, blobs = words[: parents + 1], words[parents + 1 : 2 * parents + 2]
    before = tuple(
        blob for mode, blob in zip(modes[:-1], blobs[:-1], strict=True) if mode[:2] in FILE_MODES
    )
    gone = not modes[-1].strip("0")
    if gone or modes[-1][:2] in FILE_MODES:
        yield PushedFile(commit, path, "" if gone else blobs[-1], before)
