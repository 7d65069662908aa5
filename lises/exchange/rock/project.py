"""ROCK sources as a project: files of one text with the same uids are its coders' files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from os.path import commonprefix  # of names, letter by letter
from pathlib import Path

from lises.exchange.archive import open_archive
from lises.exchange.document import UnreadableError
from lises.exchange.projects.folders import read_as_archive
from lises.exchange.projects.gathering import Gathering
from lises.exchange.projects.project import (
    Case,
    Project,
    ProjectCode,
    ProjectCoding,
    Source,
    Span,
    Variable,
)

from .source import NOBODY, RockSource, Utterance, read_rock

__all__ = [
    "FORMAT",
    "looks_like_rock",
    "looks_like_rock_folder",
    "read_rock_folder",
    "read_rock_project",
]

FORMAT = "ROCK"
ENDING = ".rock"
_PATTERNS = (f"*{ENDING}", f"*/*{ENDING}")
_OF_CASE = ("caseId", "cid", "caseid", "case")
_SIGNS = "-_ ."


def looks_like_rock(content: bytes, name: str) -> bool:
    """Tell whether a file is a ROCK source, or a ZIP of them."""
    if content.startswith(b"PK"):
        try:
            return any(entry.endswith(ENDING) for entry in open_archive(content).names)
        except UnreadableError:
            return False
    return name.lower().endswith(ENDING) or b"[[uid=" in content or b"[[cid=" in content


def looks_like_rock_folder(path: Path) -> bool:
    """Tell whether a folder holds ROCK sources, or a folder in it does."""
    return any(any(True for _ in path.glob(pattern)) for pattern in _PATTERNS)


def read_rock_folder(path: Path) -> Project:
    """Read a folder of sources, and of the folders in it."""
    return read_as_archive(path, _PATTERNS, read_rock_project)


def read_rock_project(content: bytes, path: Path) -> Project:
    """Read one source, or a ZIP of sources.

    Parameters
    ----------
    content : bytes
    path : Path

    Returns
    -------
    Project
        A text is the words of its utterances, a line each. A code with a value is a coding with the
        value as its memo. Cases are where ``[[cid=…]]`` says, with what a block says of them.
    """
    gathering = Gathering(path, FORMAT)
    if not content.startswith(b"PK"):
        return _project(gathering, {path.name: content})
    try:
        archive = open_archive(content)
        files = {name: archive.read(name) for name in archive.names if name.endswith(ENDING)}
    except UnreadableError as why:
        gathering.unreadable(why)
        return gathering.project()
    return _project(gathering, files)


def _project(gathering: Gathering, files: Mapping[str, bytes]) -> Project:
    reading = _Reading(gathering)
    read = {name: read_rock(content, name) for name, content in files.items()}
    for name, source in read.items():
        reading.codes(source)
        reading.told(name, source, alone=len(read) == 1)
    for names in _texts(read):
        reading.text([(name, read[name]) for name in names])
    return gathering.project(
        name=gathering.path.stem,
        cases=tuple(reading.cases.values()),
        variables=tuple(reading.variables.values()),
    )


def _texts(read: Mapping[str, RockSource]) -> Iterator[list[str]]:
    """Give the files of each text together: those that have the same uids, or are alone."""
    by_uids: dict[object, list[str]] = {}
    for name, source in read.items():
        if not source.utterances:
            continue
        uids = tuple(one.identifier("uid") for one in source.utterances)
        words = tuple(one.text for one in source.utterances)
        by_uids.setdefault((uids, words) if all(uids) else name, []).append(name)
    yield from by_uids.values()


@dataclass(slots=True)
class _Reading:
    gathering: Gathering
    cases: dict[str, Case] = field(default_factory=dict)
    variables: dict[str, Variable] = field(default_factory=dict)

    def codes(self, source: RockSource) -> None:
        """Take the codes of a file, what blocks say of them first."""
        known = self.gathering.codes
        for code in (*source.declared, *source.codes):
            before = known.get(code.written)
            made = ProjectCode(
                key=code.written, name=code.label or code.written, parent=code.above,
                description=code.description,
            )  # fmt: skip
            if before is None:
                known[code.written] = made
            elif not before.parent and made.parent:
                known[code.written] = replace(before, parent=made.parent)
            if code.label or code.description:
                known[code.written] = replace(
                    known[code.written], name=made.name, description=made.description
                )
        for one in list(known.values()):
            if one.parent and one.parent not in known:
                known[one.parent] = ProjectCode(key=one.parent, name=one.parent)

    def told(self, name: str, source: RockSource, *, alone: bool) -> None:
        """Take what a file says beside its text: attributes, problems, what has no home."""
        for attributes in source.attributes:
            named = dict(attributes)
            own = next((named.pop(key) for key in _OF_CASE if key in named), "")
            if not own:
                self.gathering.aside(name, str(attributes), "attributes of no case")
                continue
            values = []
            for variable, value in named.items():
                self.variables.setdefault(variable, Variable(key=variable, name=variable))
                values.append((variable, value))
            case = self._case(own)
            self.cases[own] = replace(case, values=tuple(dict((*case.values, *values)).items()))
        self.gathering.problems += source.problems
        prefix = "" if alone else f"{name}: "
        self.gathering.notes += (f"{prefix}{note}" for note in source.notes)
        self.gathering.set_aside += (
            replace(one, where=f"{prefix}{one.where}") for one in source.set_aside
        )

    def _case(self, own: str) -> Case:
        return self.cases.setdefault(own, Case(key=own, name=own))

    def text(self, files: Sequence[tuple[str, RockSource]]) -> None:
        """Take one text and what each of its files says of it."""
        stems = [Path(name).stem for name, _ in files]
        coders = list(_coders(stems, [source for _, source in files]))
        shared = _shared(stems) if len(stems) > 1 else stems[0].rpartition("--")[0]
        name = shared.rstrip(_SIGNS) or stems[0]
        key = files[0][0]
        first = files[0][1]
        text = "\n".join(one.text for one in first.utterances)
        self.gathering.source(Source(key=key, name=name, text=text))
        spans = list(_spans(first.utterances))
        self._case_spans(key, first.utterances, spans)
        for (_, source), coder in zip(files, coders, strict=True):
            for one, span in zip(source.utterances, spans, strict=True):
                self._codings(key, one, span, coder)

    def _codings(self, key: str, one: Utterance, span: Span, coder: str) -> None:
        who = one.identifier("coderid") or coder
        own = one.identifier("uid") or f"{one.line}"
        given = {path[-1]: "" for path in one.codes} | dict(one.values)
        for code, value in given.items():
            self.gathering.coding(ProjectCoding(
                key=f"{key}/{who}/{one.line}/{code}", source=key, code=code, spans=(span,),
                coder=self.gathering.coder(who), memo=value, selection=f"{key}/{own}",
            ), at=one.line)  # fmt: skip

    def _case_spans(self, key: str, said: Sequence[Utterance], spans: Sequence[Span]) -> None:
        """Take the stretches of each case; a text of one case alone is its source."""
        named = (one.identifier("cid") for one in said)
        who = ["" if case == NOBODY else case for case in named]
        if who and who[0] and len(set(who)) == 1:
            case = self._case(who[0])
            self.cases[who[0]] = replace(case, sources=(*case.sources, key))
            return
        begun = 0
        for number in range(1, len(who) + 1):
            if number < len(who) and who[number] == who[begun]:
                continue
            if who[begun]:
                case = self._case(who[begun])
                stretch = (key, (spans[begun][0], spans[number - 1][1]))
                self.cases[who[begun]] = replace(case, spans=(*case.spans, stretch))
            begun = number


def _spans(said: Sequence[Utterance]) -> Iterator[Span]:
    at = 0
    for one in said:
        yield at, at + len(one.text)
        at += len(one.text) + 1


def _shared(stems: Sequence[str]) -> str:
    return commonprefix(list(stems))  # noqa: RUF071  # letters are meant: they are names, no paths


def _coders(stems: Sequence[str], sources: Sequence[RockSource]) -> Iterator[str]:
    """Give who coded each file: as a block says it, else the part of its name that is its own.

    A file that bears the name alone that the others begin with is nobody's.
    """
    shared = whole = _shared(stems)
    shared = shared[: max((shared.rfind(sign) for sign in _SIGNS), default=-1) + 1]
    for stem, source in zip(stems, sources, strict=True):
        bare = stem == whole and all(s == whole or s[len(whole)] in _SIGNS for s in stems)
        own = stem[len(shared) :].strip(_SIGNS) if len(stems) > 1 and not bare else ""
        yield source.coder or own
