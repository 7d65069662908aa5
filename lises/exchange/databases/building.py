"""What the readers of databases have in common: damage, what was not read, and one project of many.

A reader makes one ``Builder``, hands it what it finds, and ends with what is to be told of the
database.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from lises.errors import Problem, how_many
from lises.exchange.document import UnreadableError
from lises.exchange.projects.project import Project

from .cells import Record
from .log import LARGEST, LogError, with_log
from .opening import Database
from .remarks import Remarks

__all__ = [
    "BESIDE",
    "Builder",
    "Finished",
    "beside_on_disk",
    "finished",
    "not_known",
    "nothing_read",
    "one_project",
    "read_up_to",
]

_LOG = "-wal"
_HOT = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"  # a journal that was done with begins with zeros
BESIDE = (_LOG, "-journal")
"""What SQLite writes beside a database while it is changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A database with what was committed beside it, and what is to be told of that."""

    content: bytes
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


class Builder(Remarks):
    """Collects what is to be told about a database while it is read."""

    def __init__(self, path: Path, database: Database, told: Finished) -> None:
        super().__init__(path)
        self.database = database
        self.notes += told.notes
        self.problems += told.problems

    def finish(self, needed: Iterable[str], ignored: Mapping[str, str]) -> None:
        """Tell what is wrong with the database, what was not read of it, and what is missing.

        Parameters
        ----------
        needed : iterable of str
            Tables without which a project is not whole.
        ignored : mapping of str to str
            Tables that are not carried because they hold nothing of the study, with what it is;
            an empty text for those that need no word.
        """
        for table, rows in self.database.unread(*ignored).items():
            self.put_aside(
                f"table {table}, {how_many(rows, 'row')}", "no place for it here; it was not read"
            )
        for table, what in ignored.items():
            if what and self.database.has(table):
                self.notes.append(f"not read: {what}")
        self._tell_damage()
        missing = [table for table in needed if not self.database.has(table)]
        if missing:
            self.doubt(
                "database-table-missing",
                f"{how_many(len(missing), 'table')} not in the database: {', '.join(missing)}",
                "an older version may not have had it; open the project in the newest version "
                "of its program, save it, and import it again",
            )

    def _tell_damage(self) -> None:
        path = str(self.path)
        for table, rows in sorted(self.database.damaged.items()):
            self.problems.append(
                Problem(
                    path=path,
                    line=0,
                    rule="database-damaged",
                    message=f"table {table} is damaged; {how_many(rows, 'row')} could be read",
                    remedy="take a backup of the project, or export it again from its program",
                )
            )
        odd = self.database.odd
        for (table, column), number in sorted(odd.items()):
            self.doubt(
                "database-value-odd",
                f"{how_many(number, 'value')} of {table}.{column} of a kind that does not "
                "belong there",
                "look at them in the program it came from; another program may have written them",
            )
        if garbled := self.database.garbled:
            self.problems.append(
                Problem(
                    path=path,
                    line=0,
                    rule="encoding-damaged",
                    message=f"{how_many(garbled, 'text')} with bytes that are no UTF-8, read as "
                    "U+FFFD",
                    remedy="open the project in its own program and save it as UTF-8",
                )
            )
        if apart := self.database.set_apart:
            self.notes.append(f"views, virtual tables and triggers, not used: {len(apart)}")
        self.tell_keys()


def beside_on_disk(path: Path) -> dict[str, bytes]:
    """Give what SQLite left beside a database, by ending; of a log no more than is read of one."""
    found = {}
    for ending in BESIDE:
        file = path.with_name(path.name + ending)
        try:
            if file.is_file():
                with file.open("rb") as stream:
                    found[ending] = stream.read(LARGEST + 1)
        except (OSError, ValueError):
            continue
    return found


def finished(content: bytes, beside: Mapping[str, bytes], path: Path) -> Finished:
    """Put what is committed in a log into a database; tell of what cannot be put in.

    Parameters
    ----------
    content : bytes
        The database.
    beside : mapping of str to bytes
        What SQLite left beside it, by ending.
    path : Path
        Of the database.
    """
    notes, problems = [], []
    for ending, left in beside.items():
        name = path.name + ending
        try:
            if ending == _LOG and left:
                content, pages = with_log(content, left)
                if pages:
                    notes.append(f"changes taken from {name}: {how_many(pages, 'page')}")
            elif left.startswith(_HOT):
                raise LogError
        except LogError:
            problems.append(_unfinished(path, name))
    return Finished(content=content, notes=tuple(notes), problems=tuple(problems))


def _unfinished(path: Path, name: str) -> Problem:
    return Problem(
        path=str(path),
        line=0,
        rule="database-unfinished",
        message=f"beside the database is {name}, with changes that may not be in it, or are half "
        "in it; they cannot be read",
        remedy="open the project in its own program, close it, and import it again",
        severity="doubt",
    )


def read_up_to(path: Path, most: int) -> bytes:
    """Give the bytes of a file, or one more than ``most`` of them where it is larger.

    Raises
    ------
    UnreadableError
        ``file-unreadable`` where it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnreadableError(
            "file-unreadable",
            f"{path.name} cannot be read: {reason}",
            "look whether it is there and may be read",
        ) from error


def nothing_read(format_name: str, path: Path, error: UnreadableError) -> Project:
    """Give the empty project of a file that cannot be read, with the reason."""
    return Project(path=path, format=format_name, problems=(error.problem(str(path)),))


def one_project(rows: Iterable[Record], key: str, chosen: str = "") -> Record:
    """Give the project of a database that may have several.

    Raises
    ------
    UnreadableError
        ``project-several`` where there are more than one and none, or none of them, is chosen;
        ``database-not-known`` where there is none at all.
    """
    every = list(rows)
    asked = [row for row in every if row.key(key) == chosen] if chosen else every
    if len(asked) == 1:
        return asked[0]
    if not every:
        raise not_known("project")
    raise UnreadableError(
        "project-several",
        f"the database holds {how_many(len(every), 'project')}; one has to be chosen",
        "export the project alone from its own program, and import that file",
    )


def not_known(format_name: str) -> UnreadableError:
    """Say that a file has not got what makes it one of this format."""
    return UnreadableError(
        "database-not-known",
        f"no {format_name} is in the file",
        "look whether it is the right file, and one project only",
    )
