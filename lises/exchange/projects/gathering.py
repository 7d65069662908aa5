"""What a reader gathers before it is a project: each thing once, each coding checked."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from lises.errors import Problem, how_many
from lises.exchange.document import UnreadableError
from lises.exchange.imported import SetAside
from lises.exchange.wordcount import count_words

from .project import Coder, Memo, Project, ProjectCode, ProjectCoding, Source

__all__ = ["PATH", "Gathering"]

PATH = " > "
"""What stands between the steps of a code's path where it is the key."""

TOLD_ONE_BY_ONE = 50  # selections whose words differ; more are counted
_WHITE = re.compile("[\\s\u2029\ufeff]+")


@dataclass(slots=True)
class Gathering:
    """A project while it is read.

    Parameters
    ----------
    path : Path
        The file or folder.
    format : str
        As ``Project.format``.
    """

    path: Path
    format: str
    sources: dict[str, Source] = field(default_factory=dict)
    codes: dict[str, ProjectCode] = field(default_factory=dict)
    coders: dict[str, Coder] = field(default_factory=dict)
    codings: list[ProjectCoding] = field(default_factory=list)
    memos: list[Memo] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)
    differing: int = 0

    def code(self, *steps: str) -> str:
        """Take a code by its path from the top, once; give its key: the path itself."""
        parent = ""
        for number, name in enumerate(steps, start=1):
            key = PATH.join(steps[:number])
            if key not in self.codes:
                self.codes[key] = ProjectCode(key=key, name=name, parent=parent)
            parent = key
        return parent

    def coder(self, name: str) -> str:
        """Take a coder by name, once; give the key, empty for no name."""
        if name and name not in self.coders:
            self.coders[name] = Coder(key=name, name=name)
        return name

    def source(self, source: Source) -> Source:
        """Take a source; of a key that is there, give the one that was there first."""
        return self.sources.setdefault(source.key, source)

    def coding(self, coding: ProjectCoding, *, at: int = 0) -> bool:
        """Take a coding if it fits its source; else set it aside and say so.

        A coding without a key gets the next number. Its words, where it has any, are compared with
        those that stand at its place, white space aside.

        Parameters
        ----------
        coding : ProjectCoding
            ``source`` is one of those taken.
        at : int
            The line, 0 where there is none.

        Returns
        -------
        bool
            Whether it was taken.
        """
        text = self.sources[coding.source].text
        if text is not None and not all(0 <= a <= b <= len(text) for a, b in coding.spans):
            self.aside_coding(coding, "a selection that does not fit its text", at=at)
            return False
        if text is not None and coding.quote and coding.spans:
            self._compare(coding, text, at)
        if not coding.key:
            coding = replace(coding, key=f"{len(self.codings) + 1}")
        self.codings.append(coding)
        return True

    def _compare(self, coding: ProjectCoding, text: str, at: int) -> None:
        found = "".join(text[start:end] for start, end in coding.spans)
        if found == coding.quote or _flat(found) == _flat(coding.quote):
            return
        self.differing += 1
        if self.differing > TOLD_ONE_BY_ONE:
            return
        place = ", ".join(f"{start} to {end}" for start, end in coding.spans)
        other = text.find(coding.quote)
        where = f"they stand at {other}" if other >= 0 else "they stand nowhere in it"
        name = self.sources[coding.source].name
        self.doubt(
            "selection-differs",
            f"the words given for {place} of {name} are not those that stand there; {where}",
            "it was kept at its place; look at it in the program that the file came from",
            line=at,
        )

    def aside_coding(self, coding: ProjectCoding, why: str, *, at: int = 0) -> None:
        """Set a coding aside with where it says it was, its code and its words."""
        source = self.sources.get(coding.source)
        name = source.name if source else coding.source
        spans = ", ".join(f"{start} to {end}" for start, end in coding.spans)
        code = self.codes[coding.code].name if coding.code in self.codes else coding.code
        where = f"{name}, {spans}" if spans else name
        self.aside(f"{where}, code {code}" if code else where, coding.quote, why, at=at)

    def aside(self, where: str, text: str, why: str, *, at: int = 0) -> None:
        """Set something aside, whole, with its place and the reason."""
        self.set_aside.append(
            SetAside(where=where, text=text, why=why, words=count_words(text), at=at)
        )

    def doubt(self, rule: str, message: str, remedy: str, *, line: int = 0) -> None:
        """Doubt something; reading goes on."""
        self._problem(Problem(
            path=str(self.path), line=line, rule=rule, message=message, remedy=remedy,
            severity="doubt",
        ))  # fmt: skip

    def fault(self, rule: str, message: str, remedy: str, *, line: int = 0) -> None:
        """Note an error; what can be read is read."""
        self._problem(Problem(
            path=str(self.path), line=line, rule=rule, message=message, remedy=remedy,
        ))  # fmt: skip

    def unreadable(self, why: UnreadableError) -> None:
        """Note that a file, or a part of it, cannot be read."""
        self._problem(why.problem(str(self.path)))

    def _problem(self, problem: Problem) -> None:
        self.problems.append(problem)

    def project(self, **more: Any) -> Project:  # noqa: ANN401  # fields of any type
        """Give the project; ``more`` are fields of it that are not gathered here."""
        if self.differing > TOLD_ONE_BY_ONE:
            self.notes.append(
                f"selections whose words are others: {self.differing:,}, told one by one: "
                f"the first {TOLD_ONE_BY_ONE}"
            )
        counted = [f"not carried: {what} ({n:,})" for what, n in sorted(self.counted.items())]
        codings = how_many(len(self.codings), "coding")
        return Project(
            path=self.path,
            format=self.format,
            sources=tuple(self.sources.values()),
            codes=tuple(self.codes.values()),
            coders=tuple(self.coders.values()),
            codings=tuple(self.codings),
            memos=tuple(self.memos),
            problems=tuple(self.problems),
            set_aside=tuple(self.set_aside),
            notes=(codings, *self.notes, *counted) if self.codings else (*self.notes, *counted),
            **more,
        )


def _flat(text: str) -> str:
    return _WHITE.sub("", text)
