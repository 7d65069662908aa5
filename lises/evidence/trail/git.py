"""The history of a folder, read through the ``git`` program and nothing that its repository names.

A study can come from a stranger with its ``.git``, whose configuration may name programs: for
watching files, hooks, paging, text conversion, signatures, for fetching what a partial clone left
out. Only ``rev-parse``, ``log --raw``, ``ls-tree`` and ``cat-file --batch`` are asked. Of these a
``log`` can run a checker of signatures and ``cat-file`` a way of fetching; both, and the rest, are
switched off by settings that go before the repository's own. The index is never looked at (that
alone would start a watcher of files), and nothing is written.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from lises.errors import LisesError

__all__ = ["Commit", "FileChange", "NoHistoryError", "Repository"]

SETTINGS = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    f"core.attributesFile={os.devnull}",
    "core.pager=cat",
    "core.askPass=",
    "core.sshCommand=false",
    "core.alternateRefsCommand=false",
    "credential.helper=",
    "diff.external=",
    "log.showSignature=false",
    "gpg.program=false",
    "gpg.ssh.program=false",
    "gpg.x509.program=false",
    "log.mailmap=false",
    "protocol.allow=never",
    "gc.auto=0",
)
ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "",  # no way of fetching is allowed, whatever a repository allows
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_LITERAL_PATHSPECS": "1",  # a folder may be called "*"
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
START = "\x01"
FIELD = "\x02"
FORMAT = FIELD.join((f"{START}%H", "%P", "%aI", "%an", "%ae", "%s"))
NOTHING = frozenset("0")  # the name of a blob that is not there is all noughts
PATIENCE = 120.0  # seconds; a history of 10,000 commits needs two
MOST_BYTES = 64 * 2**20
MOST_ASKED = 60  # of 65 letters at most: 4,096 bytes are the least that a pipe takes


class NoHistoryError(LisesError):
    """There is no history to be read; the message, one of the keys of ``REMARKS``, says why."""


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file in a commit: its blobs before (one per parent, "" where it was not) and after."""

    path: str
    before: tuple[str, ...]
    after: str


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit and the files it changed; a merge has those only that are as in none of its parents.

    ``date`` is the day on which its author wrote it, in the author's own time zone.
    """

    name: str
    parents: tuple[str, ...]
    date: str
    author: str
    email: str
    message: str
    files: tuple[FileChange, ...]


class Repository:
    """The repository that a folder stands in.

    Parameters
    ----------
    folder : Path
        A folder in its working tree.

    Raises
    ------
    NoHistoryError
        With ``no-git`` where the program is not installed, ``no-repository`` where the folder is in
        none, ``not-trusted`` where it belongs to somebody else, ``no-commit`` where it is empty.
    """

    def __init__(self, folder: Path) -> None:
        found = shutil.which("git")
        place = folder.resolve()
        # On Windows a program is looked for in the current folder first.
        if found is None or Path(found).resolve().is_relative_to(place):
            raise NoHistoryError("no-git")
        settings = [word for setting in SETTINGS for word in ("-c", setting)]
        self._start = [found, "--no-pager", *settings, "-C", str(place)]
        asked = ("--show-toplevel", "--show-prefix", "--is-shallow-repository")
        told = self._asked("rev-parse", *asked).decode("utf-8", "surrogateescape").split("\n")
        if len(told) < len(asked):
            raise NoHistoryError("no-repository")
        self.root = Path(told[0])
        self.prefix = told[1]
        self.shallow = told[2] == "true"
        self._start[-1] = told[0]  # paths are given from the top
        if not self._run("rev-parse", "--verify", "--quiet", "HEAD").stdout:
            raise NoHistoryError("no-commit")

    def commits(self, prefix: str, before: str = "HEAD") -> list[Commit]:
        """Give the commits that changed a folder, from its path in the tree, newest first."""
        told = self._asked(
            "log",
            "--raw",
            "-z",
            "-c",
            "--root",
            "--no-renames",
            "--no-abbrev",
            "--no-show-signature",
            "--no-ext-diff",
            "--no-textconv",
            "--no-color",
            "--encoding=UTF-8",
            f"--format={FORMAT}",
            before,
            "--",
            prefix or ".",
        )
        return list(_commits(told, prefix))

    def moved_from(self, commit: str, path: str) -> str:
        """Tell where a file that a commit added came from, nothing where it is new."""
        told = self._asked(
            "log", "-1", "--raw", "-z", "-M50%", "--diff-filter=R", "--no-ext-diff",
            "--no-textconv", "--no-show-signature", "--format=", commit,
        )  # fmt: skip
        tokens = told.decode("utf-8", "surrogateescape").split("\0")
        for at, token in enumerate(tokens):
            if token.lstrip("\n").startswith(":") and tokens[at + 2] == path:
                return tokens[at + 1]
        return ""

    def files(self, prefix: str, commit: str = "HEAD") -> dict[str, str]:
        """Give the blob of every file of a folder in a commit, by its path within the folder."""
        told = self._asked("ls-tree", "-r", "-z", "--full-tree", commit, "--", prefix or ".")
        found = {}
        for row in told.decode("utf-8", "surrogateescape").split("\0"):
            head, _, path = row.partition("\t")
            if path and path.startswith(prefix):
                found[path.removeprefix(prefix)] = head.split(" ")[2]
        return found

    @contextmanager
    def blobs(self) -> Iterator[Blobs]:
        """Open one process from which the contents of any number of files are read."""
        process = subprocess.Popen(  # noqa: S603 - an absolute program and words of ours
            [*self._start, "cat-file", "--batch"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield Blobs(process.stdin, process.stdout)
        finally:
            process.stdin.close()
            process.stdout.close()
            process.terminate()
            process.wait()

    def _asked(self, *words: str) -> bytes:
        done = self._run(*words)
        if done.returncode == 0:
            return done.stdout
        why = done.stderr.decode("utf-8", "replace")
        raise NoHistoryError("not-trusted" if "dubious ownership" in why else "no-repository")

    def _run(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(  # noqa: S603 - an absolute program and words of ours
                [*self._start, *words],
                capture_output=True,
                check=False,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                timeout=PATIENCE,
            )
        except subprocess.TimeoutExpired:
            raise NoHistoryError("too-slow") from None


class Blobs:
    """Contents of files by their blobs, read when they are asked for."""

    def __init__(self, ask: IO[bytes], told: IO[bytes]) -> None:
        self._ask, self._told = ask, told

    def read(self, blob: str) -> bytes | None:
        """Give the bytes of a blob; empty for none, None where it is not here or too large."""
        return self.several([blob])[blob]

    def several(self, blobs: Iterable[str]) -> dict[str, bytes | None]:
        """Give the bytes of several blobs, as ``read`` does, by their names.

        All are asked for before the first is read: to wait for each would take ten times as long.
        At most ``MOST_ASKED``, so that the names fit into a pipe that nobody reads meanwhile.
        """
        names = [blob for blob in dict.fromkeys(blobs) if blob]
        found: dict[str, bytes | None] = {"": b""}
        for start in range(0, len(names), MOST_ASKED):
            asked = names[start : start + MOST_ASKED]
            try:
                self._ask.write("".join(f"{blob}\n" for blob in asked).encode())
                self._ask.flush()
                found.update((blob, self._one()) for blob in asked)
            except OSError:
                found.update((blob, None) for blob in asked if blob not in found)
        return found

    def _one(self) -> bytes | None:
        """Read the answer to one name."""
        head = self._told.readline().split()
        if len(head) != 3 or not head[2].isdigit():
            return None
        left = int(head[2])
        if left <= MOST_BYTES:
            data = self._told.read(left)
            self._told.read(1)
            return data if head[1] == b"blob" else None
        left += 1
        while left > 0 and (part := self._told.read(min(left, 2**20))):
            left -= len(part)
        return None


def _environment() -> dict[str, str]:
    """Leave out what an environment could tell git of another repository or of programs."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**kept, **ENVIRONMENT}


def _commits(told: bytes, prefix: str) -> Iterator[Commit]:
    """Read what ``log --raw -z`` writes; the paths of other folders are left out."""
    tokens = told.decode("utf-8", "surrogateescape").split("\0")
    head, files = "", list[FileChange]()
    rest = iter(tokens)
    for token in rest:
        text = token.lstrip("\n")
        if text.startswith(START):
            if head:
                yield _commit(head, files)
            head, files = text, []
        elif text.startswith(":"):
            path = next(rest, "")
            if path.startswith(prefix):
                files.append(_change(text, path.removeprefix(prefix)))
    if head:
        yield _commit(head, files)


def _change(text: str, path: str) -> FileChange:
    """Read ``:modes blobs status``: a colon for each parent, and as many blobs before the last."""
    parents = len(text) - len(text.lstrip(":"))
    words = text.lstrip(":").split(" ")
    named = words[parents + 1 :][: parents + 1]
    *before, after = ("" if NOTHING.issuperset(blob) else blob for blob in named)
    return FileChange(path, tuple(before), after)


def _commit(head: str, files: Sequence[FileChange]) -> Commit:
    name, parents, date, author, email, message = head.removeprefix(START).split(FIELD, 5)
    return Commit(
        name=name,
        parents=tuple(parents.split()),
        date=date[:10],
        author=_plain(author),
        email=_plain(email),
        message=_plain(message),
        files=tuple(files),
    )


def _plain(text: str) -> str:
    """Take out what could steer a terminal, and bytes that are no text."""
    clean = text.encode("utf-8", "replace").decode("utf-8", "replace")
    return "".join(sign if sign.isprintable() else " " for sign in clean)[:500]
