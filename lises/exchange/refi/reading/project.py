"""A whole project or codebook, section by section."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from lises.errors import Problem, how_many
from lises.exchange.archive import Archive, ArchiveLimits, open_archive
from lises.exchange.document import UnreadableError
from lises.exchange.projects.project import Project
from lises.exchange.refi.carried import NOTE, Carried, parse_carried

from .codes import take_cases, take_codes, take_users, take_variables
from .codings import asked_for, take_codings
from .gathered import Gathered
from .parsing import parse_refi
from .places import Places
from .raw import Carrier, RawProject
from .remarks import take_graphs, take_links, take_memos, take_sets
from .sources import bearers, take_sources
from .stream import LIMITS
from .texts import Texts

__all__ = ["looks_like_qdc", "looks_like_qdpx", "read_qdc", "read_qdpx"]

_MIB = 1024 * 1024
ARCHIVE = ArchiveLimits(entries=20_000, total=1024 * _MIB, entry=LIMITS.total)
"""How large a project may be; recordings in it are counted by their declared size, never read."""
_PROJECT, _CODEBOOK = "REFI-QDA project", "REFI-QDA codebook"


def looks_like_qdpx(content: bytes, name: str) -> bool:
    """Tell whether a file is a REFI-QDA project: an archive with a ``.qde`` in it, or one alone."""
    if content[:2] != b"PK":
        return _is_xml(content, b"Project", name, ".qde")
    try:
        return bool(_projects(open_archive(content, ARCHIVE)))
    except UnreadableError:
        return name.lower().endswith(".qdpx")


def looks_like_qdc(content: bytes, name: str) -> bool:
    """Tell whether a file is a REFI-QDA codebook."""
    return _is_xml(content, b"CodeBook", name, ".qdc")


def _is_xml(content: bytes, root: bytes, name: str, ending: str) -> bool:
    head = content[:4096].replace(b"\0", b"")  # UTF-16 as well
    if b"<" not in head[:64]:
        return False
    return name.lower().endswith(ending) or (b"QDA-XML" in head and b"<" + root in head)


def read_qdpx(content: bytes, path: Path) -> Project:
    """Read a REFI-QDA project: a ``.qdpx``, or a ``.qde`` without its sources.

    Parameters
    ----------
    content : bytes
        The file.
    path : Path
        Its name, for messages.

    Returns
    -------
    Project
        Keys are GUIDs. How positions count was found by trying and stands in ``convention``. What
        cannot be read at all is an error among its problems.
    """
    try:
        with _uncollected():
            return _read_project(content, path)
    except UnreadableError as error:
        return _unreadable(error, path, _PROJECT)


def read_qdc(content: bytes, path: Path) -> Project:
    """Read a REFI-QDA codebook: codes and sets; parameters and result as ``read_qdpx``."""
    try:
        texts = Texts(path=str(path))
        return _assemble(parse_refi(content, path.name), texts, content, path)
    except UnreadableError as error:
        return _unreadable(error, path, _CODEBOOK)


def _read_project(content: bytes, path: Path) -> Project:
    if content[:2] != b"PK":
        return _assemble(parse_refi(content, path.name), Texts(path=str(path)), content, path)
    archive = open_archive(content, ARCHIVE)
    name = _project_of(archive)
    document = archive.read(name)
    texts = Texts(path=str(path), archive=archive)
    project = _assemble(parse_refi(document, name), texts, document, path)
    return replace(project, notes=(*project.notes, *texts.left(name)))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector of cycles from going through all that is read, again and again.

    Nothing that is made here stands in a cycle; a fifth of the time goes into looking for one.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _unreadable(error: UnreadableError, path: Path, what: str) -> Project:
    return Project(path=path, format=what, problems=(error.problem(str(path)),))


def _projects(archive: Archive) -> list[str]:
    return [name for name in archive.names if name.lower().endswith(".qde")]


def _project_of(archive: Archive) -> str:
    """Give the project's XML, whatever its name; of several the one at the top, by name."""
    found = sorted(_projects(archive), key=lambda n: (n.count("/"), n.lower() != "project.qde", n))
    if not found:
        raise UnreadableError(
            "refi-not-a-project",
            "the archive has no .qde in it, which is what a REFI-QDA project is",
            "export it again as a REFI-QDA project",
        )
    return found[0]


def _assemble(raw: RawProject, texts: Texts, document: bytes, path: Path) -> Project:
    kept = _kept(raw, texts)
    made = Gathered(path=str(path), raw=raw, kept=kept, ids=kept.ids, dates=kept.dates())
    _name_bearers(made)
    made.asked_for.update(asked_for(made))
    take_users(made)
    take_codes(made)
    take_variables(made)
    places = _places(made, texts, crlf=b"\r\n" in document)
    owner = take_sources(made, places)
    for note in raw.memos:
        if note.guid not in made.things:
            made.things[note.guid] = ("memo", note.guid)
        made.refer(note.notes, ("memo", note.guid))
    take_codings(made, places, owner)
    take_cases(made)
    made.refer(raw.notes, ("project", ""))
    take_memos(made, texts)
    take_sets(made)
    take_links(made)
    project = _project(made, places, texts, path)
    return kept.put_back(project) if kept.data else project


def _kept(raw: RawProject, texts: Texts) -> Carried:
    """Take the note of this library out of the notes; one that is damaged stays among them."""
    for number in range(len(raw.memos) - 1, -1, -1):
        note = raw.memos[number]
        if note.name == NOTE and (kept := parse_carried(texts.of(note) or "")) is not None:
            del raw.memos[number]
            return kept
    return Carried()


def _name_bearers(made: Gathered) -> None:
    """Give every source and text a GUID of its own; ATLAS.ti and others repeat some."""
    seen: set[str] = set()
    for carrier in (*made.raw.sources, *made.raw.memos):
        for one in (carrier, *carrier.parts):
            if not one.guid or one.guid in seen:
                made.told["sources or texts without a GUID, or with one that stands twice"] += 1
                one.guid = f"{one.tag} {len(seen) + 1}"
            seen.add(one.guid)


def _places(made: Gathered, texts: Texts, *, crlf: bool) -> Places:
    """Read the texts and find how positions in them count."""
    every: list[Carrier] = [p for s in made.raw.sources for p in bearers(s)]
    every += [n for n in made.raw.memos if n.selections or n.codings]
    found = {one.guid: texts.of(one) for one in every}
    ours = made.raw.origin.startswith(NOTE)
    places = Places(
        path=made.path,
        texts={guid: text for guid, text in found.items() if text is not None},
        marked=texts.marked,
        in_xml=texts.in_xml,
        declared=made.kept.convention if ours else None,
    )
    places.settle(every, crlf_in_xml=crlf)
    return places


def _project(made: Gathered, places: Places, texts: Texts, path: Path) -> Project:
    raw = made.raw
    graphs = list(take_graphs(made))
    made.told.update(texts.told)
    made.told.update(places.told)
    problems = [*texts.problems, *places.problems, *places.unfit(), *made.problems]
    return Project(
        path=path,
        format=_PROJECT if raw.root == "Project" else _CODEBOOK,
        name=raw.name,
        software=raw.origin,
        description=raw.description,
        coders=tuple(made.coders),
        codes=tuple(made.codes),
        sources=tuple(made.sources),
        codings=tuple(made.codings),
        variables=tuple(made.variables),
        cases=tuple(made.cases),
        memos=tuple(made.memos),
        sets=tuple(made.sets),
        links=tuple(made.links),
        convention=places.convention if made.sources else None,
        set_aside=(*made.set_aside, *places.set_aside, *texts.set_aside),
        notes=(*_counts(made, places), *graphs, *made.told_lines()),
        problems=(*problems, *_dangling(made)),
    )


def _counts(made: Gathered, places: Places) -> Iterator[str]:
    yield f"{how_many(len(made.codes), 'code')}, {how_many(len(made.sources), 'source')}, " + (
        how_many(len(made.codings), "coding")
    )
    if made.sources:
        yield from places.notes()
    if made.raw.empty_sets:
        yield "an empty list of sets, which the schema of the standard does not allow; accepted"
    if made.raw.unknown:
        listed = ", ".join(f"{name} {n}" for name, n in made.raw.unknown.most_common(10))
        yield f"elements that the standard does not have, not carried: {listed}"


def _dangling(made: Gathered) -> Iterator[Problem]:
    for what, number in sorted(made.dangling.items()):
        yield Problem(
            path=made.path,
            line=0,
            rule="pointer-dangling",
            message=f"what a {what} points at is not in the project ({number:,} times)",
            remedy="look at these in the program that made the file, or export it again",
            severity="doubt",
        )
