"""Which interview a source is, which code of the study a code is, and whose codings are wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import unquote

from lises.errors import LisesError, UnknownNameError, did_you_mean
from lises.exchange.rock.source import code_id
from lises.model import Code, StudyFolder

from .guids import as_guid, guid_of
from .project import Project, ProjectCode, Source

__all__ = ["CodesFound", "UnknownCode", "chosen_coder", "code_ids", "interviews_of", "refuse"]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownCode:
    """A code that the codebook does not have: the id it would get, its name, what it is below."""

    id: str
    name: str
    parent: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class CodesFound:
    """The id of every code of a project in the study, known there or not."""

    ids: Mapping[str, str]
    unknown: tuple[UnknownCode, ...]


def refuse(folder: StudyFolder, set: str, interview: str) -> None:
    """Refuse an interview or coding set that is not there, or words that are not.

    Raises
    ------
    UnknownNameError
        If the study has no such interview or set.
    LisesError
        If the interview's transcript is not here.
    """
    sets = [one.id for one in folder.design.coding_sets]
    interviews = [one.id for one in folder.interviews]
    for kind, name, known in (("coding set", set, sets), ("interview", interview, interviews)):
        if name and name not in known:
            near = did_you_mean(name, known) or f"there are {', '.join(known) or 'none'}"
            raise UnknownNameError(f'no {kind} "{name}"; {near}')
    if interview and interview not in folder.transcripts:
        raise LisesError(f"the transcript of {interview} is not here; `lises import` brings it in")


def chosen_coder(project: Project, name: str) -> str | None:
    """Give the key of the coder whose codings are wanted; None where nobody else coded.

    Raises
    ------
    LisesError
        If several coded and none is named.
    UnknownNameError
        If there is no such coder.
    """
    counts = Counter(coding.coder for coding in project.codings)
    people = {coder.key: coder.name for coder in project.coders}
    told = [f"{people.get(key, key) or 'nobody named'} ({n:,})" for key, n in counts.items()]
    if not name:
        if len(counts) > 1:
            raise LisesError(
                f"{len(counts)} coders have codings in the file: {', '.join(told)}; "
                "say whose are wanted with --coder"
            )
        return None
    for folded in (False, True):  # letter for letter first
        for coder in project.coders:
            for own in (coder.name, coder.id, coder.key):
                if own == name or (folded and own.casefold() == name.casefold()):
                    return coder.key
    known = [coder.name for coder in project.coders]
    near = did_you_mean(name, known) or f"there are {', '.join(known) or 'none'}"
    raise UnknownNameError(f'no coder "{name}" in the file; {near}')


def interviews_of(
    project: Project, folder: StudyFolder, exported: Project, interview: str
) -> dict[str, str]:
    """Give the interview of each source, empty where it is none whose transcript is here.

    By the id that the study gave it, by its GUID, by its name with or without an ending, as the
    study or the program that it came from has it, by the name of the page or file that its address
    ends in.

    Raises
    ------
    LisesError
        If an interview is named and the project has several sources.
    """
    if interview:
        coded = {coding.source for coding in project.codings}
        if len(coded) > 1:
            raise LisesError(
                f"the file has {len(coded)} coded sources: which interview each is must be in "
                "their names; --interview names the interview of one"
            )
        return {s.key: interview if s.key in coded else "" for s in project.sources}
    guids = {guid_of(one, exported): one.id for one in exported.sources}
    guids |= {
        as_guid(one.guid): one.id for one in folder.origins if one.kind == "interview" and one.guid
    }
    names = {**_called(folder), **{name.casefold(): name for name in folder.transcripts}}
    return {source.key: _interview(source, guids, names) for source in project.sources}


def _called(folder: StudyFolder) -> dict[str, str]:
    """Give the interview of each name that one source alone had in another program."""
    named = [(one.name.casefold(), one.id) for one in folder.origins if one.kind == "interview"]
    counts = Counter(name for name, _ in named)
    return {n: own for n, own in named if n and counts[n] == 1 and own in folder.transcripts}


def _interview(source: Source, guids: Mapping[str, str], names: Mapping[str, str]) -> str:
    shown = PurePath(source.name.strip())
    address = PurePath(unquote(source.key.partition("#")[0].partition("?")[0]))
    for found in (
        names.get(source.id.casefold(), ""),
        guids.get(as_guid(source.guid), ""),
        names.get(shown.name.casefold(), ""),
        names.get(shown.stem.casefold(), ""),
        names.get(address.stem.casefold(), ""),  # a page of the study's own book
    ):
        if found and names.get(found.casefold()) == found:
            return found
    return ""


def code_ids(project: Project, folder: StudyFolder, exported: Project) -> CodesFound:
    """Find each code in the codebook: by id, by GUID, by its name as an id, by its label.

    A label counts only where one code has it. An unknown code gets an id made of its name.
    """
    book = folder.codebook.codes if folder.codebook else ()
    guids = {guid_of(one, exported): one.id for one in exported.codes}
    guids |= {
        as_guid(one.guid): one.id for one in folder.origins if one.kind == "code" and one.guid
    }
    known = {code.id for code in book}
    labels = _labels(book)
    ids: dict[str, str] = {}
    for code in project.codes:
        tried = (code.id, guids.get(as_guid(code.guid), ""), code.key, code.name,
                 code_id(code.name), code_id(code.key),
                 labels.get(code.name.strip().casefold(), ""))  # fmt: skip
        ids[code.key] = next((one for one in tried if one and one in known), "")
    unknown = [code for code in project.codes if not ids[code.key]]
    for code in unknown:
        ids[code.key] = _new_id(code, {*known, *ids.values()})
    made = tuple(
        UnknownCode(
            id=ids[code.key], name=code.name, parent=ids.get(code.parent, ""),
            description=code.description,
        )
        for code in unknown
    )  # fmt: skip
    return CodesFound(ids, made)


def _labels(book: tuple[Code, ...]) -> dict[str, str]:
    """Give the code of each label, in any language, that only one code has."""
    every = dict.fromkeys(_every_label(book))
    counts = Counter(label for label, _ in every)
    return {label: own for label, own in every if counts[label] == 1}


def _every_label(book: tuple[Code, ...]) -> Iterator[tuple[str, str]]:
    for code in book:
        for _, label in code.label.by_language:
            yield label.strip().casefold(), code.id


def _new_id(code: ProjectCode, taken: set[str]) -> str:
    plain = code_id(code.name) or code_id(code.key) or "code"
    own, number = plain, 1
    while own in taken:
        number += 1
        own = f"{plain}-{number}"
    return own
