"""What of a push must not leave: decided file by file, by kind, and by the names of a register.

To any remote: nothing that programs keep for themselves (``.lises``, ``.imports``), no file of a
vault, no private key. To a remote that is not listed (see ``places``) moreover: of a study whose
``data_status`` is collected only what holds nobody's words and no attribute of a person, or a
public release; no transcript or codings of a study that is not in git; no book for reviewers or
authors; and no registered name in any file, message or name of a ref, where a vault is known. What
cannot be read is not let through.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from lises.files.study import parse_study
from lises.model import StudyDesign
from lises.privacy.carried import RELEASE_FILE
from lises.privacy.gate import file_reader

from .keeping import Vaulted, is_of_a_vault
from .outgoing import Outgoing, PushedFile, PushedRef, Sent

__all__ = ["Held", "judge_push"]

STUDY = "study.yaml"
PROGRAMS = frozenset([".lises", ".imports"])
KEY = re.compile(rb"AGE-SECRET-KEY-1[0-9A-Z]{58}\b")
BOOK = "evidence.json"
# Of an archive with collected words: what tells of the study and of nobody in it.
OPEN = frozenset(
    (
        *("study.yaml", "codebook.yaml", "themes.yaml", "guide.yaml", "claims.yaml"),
        *("related.yaml", "reporting.yaml", "figures.csv", "sources.bib", "commitment.json"),
        *(".gitignore", ".gitattributes", "README.md", "LICENSE"),
    )
)
OPEN_FOLDERS = (".schema",)
# Tables of people: these columns may be filled, and a row may not say more.
TOLD = {
    "participants.csv": frozenset(["id", "role", "quotes", "transcript"]),
    "interviews.csv": frozenset(["id", "participants", "transcript"]),
}
HEADS = frozenset(["asked.csv", "readings.csv", "withdrawals.csv"])  # may go without a row


@dataclass(frozen=True, slots=True)
class Held:
    """Something that a push must not send: where it stands and which rule keeps it.

    ``rule`` is kept-for-programs, vault-file, private-key, study-collected, study-unknown,
    release-not-public, book-not-public, registered-name or cannot-be-read. What it says is never
    told.
    """

    place: str
    rule: str


def judge_push(
    repository: Outgoing,
    refs: Sequence[PushedRef],
    *,
    everything: bool,
    vault: Vaulted | None = None,
) -> tuple[Held, ...]:
    """Tell what stands against a push, each place and rule once, in the order of the history.

    Parameters
    ----------
    repository : Outgoing
    refs : sequence of PushedRef
        What git is about to send.
    everything : bool
        Whether the remote may hold what is not cleared.
    vault : Vaulted, optional
        Whose files and names must not leave.

    Raises
    ------
    NoHistoryError
        If git cannot tell what would be sent.
    """
    sent = repository.sent(refs)
    found = dict.fromkeys(_Judge(repository, sent, vault or Vaulted(), everything).held())
    return tuple(found)


class _Judge:
    """All that a push sends, read once."""

    def __init__(self, repository: Outgoing, sent: Sent, vault: Vaulted, everything: bool) -> None:
        self._repository, self._sent = repository, sent
        self._vault, self._everything = vault, everything
        self._releases: dict[tuple[str, str], str | None] = {}
        self._leaks = file_reader(self._vault.needles)

    def held(self) -> Iterator[Held]:
        """Tell of each file, then of the texts beside them."""
        told: set[tuple[str, str]] = set()
        with self._repository.blobs() as blobs:
            self._read = blobs.read
            for file in self._sent.files:
                if file.blob and (file.path, file.blob) not in told:
                    told.add((file.path, file.blob))
                    yield from self._of_file(file)
        if not self._everything:
            for place, text in self._sent.texts:
                if self._named("text", text.encode("utf-8", "replace")):
                    yield Held(place, "registered-name")

    def _of_file(self, file: PushedFile) -> Iterator[Held]:
        data = self._read(file.blob)
        rule = _never(file.path, data, self._vault)
        if not rule and not self._everything:
            rule = self._not_open(file, data)
        if rule:
            yield Held(f"{self._shown(file.path)} (commit {file.commit[:7]})", rule)

    def _not_open(self, file: PushedFile, data: bytes | None) -> str:
        """Name the rule that keeps a file from a remote that is not listed; empty for none."""
        if data is None:
            return "cannot-be-read"
        study = self._study_of(file.path)
        if study is not None:
            rule = self._of_study(file, study, data)
            if rule:
                return rule
        elif _loose(file.path, data):
            return "study-unknown"
        if PurePosixPath(file.path).name == BOOK and not _public_book(data):
            return "book-not-public"
        return "registered-name" if self._named(file.path, data) else ""

    def _of_study(self, file: PushedFile, study: str, data: bytes) -> str:
        if all(design is not None and design.constructed for design in self._designs[study]):
            return ""
        tier = self._tier(file.commit, study)
        if tier == "public":
            return ""
        if tier is not None:
            return "release-not-public"
        return "" if _open(file.path.removeprefix(study), data) else "study-collected"

    def _tier(self, commit: str, study: str) -> str | None:
        """Give the tier of the release that a folder is in a commit; None where it is none."""
        key = (commit, study)
        if key not in self._releases:
            name = f"{commit}:{study}{RELEASE_FILE}"
            data = (
                self._read(name) if name.isprintable() else None
            )  # else: not a line of a question
            self._releases[key] = None if data is None else str(_json(data).get("tier") or "?")
        return self._releases[key]

    def _study_of(self, path: str) -> str | None:
        """Give the folder of the study that a file stands in, with a slash; None for none."""
        above = [f"{parent}/" for parent in PurePosixPath(path).parents if str(parent) != "."]
        return next((one for one in (*above, "") if one in self._designs), None)

    @cached_property
    def _designs(self) -> Mapping[str, list[StudyDesign | None]]:
        """Give the designs that each study's folder has or had, where this push begins or ends.

        A study that was called constructed once and collected another time is collected.
        """
        blobs: dict[str, set[str]] = {}
        for file in self._sent.files:
            if PurePosixPath(file.path).name == STUDY:
                blobs.setdefault(file.path, set()).update((file.blob, *file.before))
        for tip in self._sent.tips:
            for path, blob in self._repository.files("", tip).items():
                if PurePosixPath(path).name == STUDY:
                    blobs.setdefault(path, set()).add(blob)
        found: dict[str, list[StudyDesign | None]] = {}
        for path, several in blobs.items():
            read = [self._read(blob) for blob in sorted(several) if blob.strip("0")]
            found[path.removesuffix(STUDY)] = [_design(data) for data in read]
        return found

    def _named(self, path: str, data: bytes) -> bool:
        """Whether a registered name stands in a file or in its path."""
        if not self._vault.needles.names:
            return False
        found = self._leaks(path, data)
        return any(leak.rule in ("registered-name", "cannot-be-read") for leak in found)

    def _shown(self, path: str) -> str:
        """Give a path as it may be told: a part that holds a registered name is not."""
        return "/".join("…" if self._named(part, b"") else part for part in path.split("/"))


def _never(path: str, data: bytes | None, vault: Vaulted) -> str:
    """Name the rule that keeps a file from every remote; empty for none."""
    if PROGRAMS.intersection(PurePosixPath(path).parts):
        return "kept-for-programs"
    if data is not None and (vault.has(data) or is_of_a_vault(path, data)):
        return "vault-file"
    return "private-key" if data is not None and KEY.search(data) else ""


def _open(path: str, data: bytes) -> bool:
    """Whether a file of an archive holds nobody's words and no attribute of a person."""
    first, _, rest = path.partition("/")
    if rest:
        return first in OPEN_FOLDERS
    return first in OPEN or (first in TOLD.keys() | HEADS and _tells_nothing(first, data))


def _tells_nothing(name: str, data: bytes) -> bool:
    """Whether a table has no cell but those that number people and give their role."""
    try:
        rows = [row for row in csv.reader(data.decode("utf-8-sig").splitlines()) if any(row)]
    except (UnicodeDecodeError, csv.Error):
        return False
    may = TOLD.get(name, frozenset())
    head = [cell.strip() for cell in rows[0]] if rows else []
    return not any(
        cell.strip() and (at >= len(head) or head[at] not in may)
        for row in rows[1:]
        for at, cell in enumerate(row)
    )


def _loose(path: str, data: bytes) -> bool:
    """Whether a file is a transcript or codings by its form, of no study that git knows."""
    parts = PurePosixPath(path).parts
    if len(parts) > 1 and parts[-2] == "transcripts" and path.endswith(".md"):
        front = data[:4096].partition(b"\n---")[0]
        return front.startswith(b"---") and b"speakers:" in front
    coded = len(parts) > 2 and parts[-3] == "codings" and path.endswith(".jsonl")
    return coded and b'"quote"' in data


def _public_book(data: bytes) -> bool:
    """Whether a book's chain of evidence may be seen by anybody, or is all invented."""
    told = _json(data)
    if "tier" not in told or "findings" not in told:
        return True  # a file of that name that no book of ours has
    findings = told["findings"] if isinstance(told["findings"], list) else []
    invented = [isinstance(f, dict) and f.get("data_status") == "constructed" for f in findings]
    return told["tier"] == "public" or (bool(invented) and all(invented))


def _json(data: bytes) -> dict[str, object]:
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _design(data: bytes | None) -> StudyDesign | None:
    """Read a design; None where it cannot be: that study is taken for a collected one."""
    if data is None:
        return None
    try:
        return parse_study(data.decode("utf-8-sig"), STUDY)[0]
    except UnicodeDecodeError:
        return None
