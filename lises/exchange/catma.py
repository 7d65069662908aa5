"""CATMA's projects: the git folder of one, or a zip of it.

The layout was looked up in CATMA's own sources (forTEXT/catma, ``repository/git/serialization``)
and in GitMA (forTEXT/gitma, its readers, writers and tests), for CATMA 6 and 7.

- ``documents/D/header.json`` and ``D.txt``; ``tagsets/T/header.json`` with a ``propertydefs.json``
  for each tag in a folder below its parent's; ``collections/C/header.json`` and ``annotations``:
  a file for each annotation in CATMA 6, a list of them in 7.
- An annotation has any number of spans; those that touch are one. Positions are of Java, UTF-16
  units from 0, the end exclusive.
- A tagset is a code that nothing is coded with, above its tags. Properties of an annotation become
  its memo, one line each.
- Comments are kept by CATMA's server and are not in the folder.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from .catma_tags import CatmaTag, parsed, part, read_tags, written
from .catma_tree import CatmaFiles, catma_archive, catma_folder
from .databases.cells import as_date
from .databases.placing import Selection, place
from .databases.remarks import Remarks
from .decoding import decode
from .document import UnreadableError
from .projects.conventions import Convention
from .projects.project import Project, ProjectCoding, Source, Span

__all__ = ["looks_like_catma", "looks_like_catma_archive", "read_catma", "read_catma_archive"]

FORMAT = "CATMA project"
_COUNTED = Convention(unit="UTF-16 units")
# The numbers that CATMA 7 gives these two properties in every project.
_TIME = "CATMA_54A5F93F-5333-3F0D-92F7-7BD5930DB9E6"
_AUTHOR = "CATMA_AB27F1D4-303A-3622-BB2C-72C310D0C1BF"


def looks_like_catma(folder: Path) -> bool:
    """Tell whether a folder is a CATMA project."""
    try:
        return catma_folder(folder) is not None
    except (UnreadableError, OSError):
        return False


def looks_like_catma_archive(content: bytes, name: str) -> bool:
    """Tell whether a file is a zip of a CATMA project."""
    try:
        return name.lower().endswith(".zip") and catma_archive(content) is not None
    except UnreadableError:
        return False


def read_catma(folder: Path) -> Project:
    """Read a project from its folder.

    Returns
    -------
    Project
        With an error among its problems, and perhaps nothing else, where it cannot be read.
    """
    try:
        return _read(catma_folder(folder), folder)
    except UnreadableError as error:
        return Project(path=folder, format=FORMAT, problems=(error.problem(str(folder)),))


def read_catma_archive(content: bytes, path: Path) -> Project:
    """Read a project from a zip of its folder; see ``read_catma``."""
    try:
        return _read(catma_archive(content), path)
    except UnreadableError as error:
        return Project(path=path, format=FORMAT, problems=(error.problem(str(path)),))


def _read(files: CatmaFiles | None, path: Path) -> Project:
    if files is None:
        raise UnreadableError(
            "database-not-known",
            f"no {FORMAT} is in it",
            "it would have the folders documents, collections and tagsets; is it the right one?",
        )
    remarks = Remarks(path)
    sources, texts = _sources(files, remarks)
    codes, tags = read_tags(files, remarks)
    names = {source.key: source.name for source in sources}
    known = {code.key: code.name for code in codes if code.codable}
    codings = _codings(remarks, _annotations(files, remarks, names, known), tags, (texts, names))
    remarks.notes.append("comments, which CATMA's server keeps, are not in the folder")
    remarks.tell_keys()
    return Project(
        path=path,
        format=FORMAT,
        name=path.stem,
        software="CATMA",
        coders=remarks.coders,
        codes=codes,
        sources=sources,
        codings=codings,
        convention=_COUNTED,
        set_aside=tuple(remarks.aside),
        notes=tuple(remarks.notes),
        problems=tuple(remarks.problems),
    )


def _sources(files: CatmaFiles, remarks: Remarks) -> tuple[tuple[Source, ...], dict[str, str]]:
    sources, texts = [], {}
    there, authors = frozenset(files.names), 0
    for path, name in files.under("documents"):
        if path.name != "header.json" or len(path.parts) != 2:
            continue
        key = path.parts[0]
        told = part(parsed(files, remarks, name), "gitContentInfoSet")
        authors += bool(written(part(told, "author")) or written(part(told, "publisher")))
        file = f"documents/{key}/{key}.txt"
        text = _text(files, remarks, file) if file in there else None
        if text is not None:
            texts[key] = text
        sources.append(
            Source(
                key=key,
                name=written(part(told, "title")) or key,
                text=text,
                description=written(part(told, "description")),
            )
        )
    if authors:
        remarks.notes.append(f"authors and publishers of documents, not carried: {authors}")
    return tuple(sources), texts


def _text(files: CatmaFiles, remarks: Remarks, name: str) -> str | None:
    try:
        found = decode(files.read(name), name)
    except UnreadableError as error:
        remarks.unreadable(error)
        return None
    remarks.problems += found.problems
    return found.text


class _Annotation:
    """One annotation as its file has it."""

    def __init__(self, told: object, number: int, collection: str) -> None:
        self.collection = collection
        self.key = _last(part(told, "id")).removesuffix(".json") or f"annotation {number}"
        self.tag = _last(part(told, "body", "tag"))
        self.properties = part(told, "body", "properties")
        items = part(told, "target", "items")
        self.places: list[tuple[str, object, object]] = [
            (_last(part(i, "source")), part(i, "selector", "start"), part(i, "selector", "end"))
            for i in (items if isinstance(items, list) else [])
        ]
        self.source = self.places[0][0] if self.places else ""


def _annotations(
    files: CatmaFiles, remarks: Remarks, sources: Mapping[str, str], codes: Mapping[str, str]
) -> list[_Annotation]:
    """Give the annotations that point at documents and tags that are there, each once."""
    collections = {}
    for path, name in files.under("collections"):
        if path.name == "header.json" and len(path.parts) == 2:
            told = parsed(files, remarks, name)
            collections[path.parts[0]] = written(part(told, "name")) or path.parts[0]
    every = list(_listed(files, remarks))
    kept = []
    for one in remarks.once("annotations", every, lambda one: one.key):
        source = remarks.points("annotations", "document", one.source, sources)
        if remarks.points("annotations", "tag", one.tag, codes) and source:
            kept.append(one)
        else:
            remarks.put_aside(f"annotation {one.key}", "its document or its tag is not there")
    held = Counter(one.collection for one in kept)
    for key, name in sorted(collections.items()):
        remarks.notes.append(f"annotations of the collection {name!r}: {held[key]:,}")
    return kept


def _listed(files: CatmaFiles, remarks: Remarks) -> Iterator[_Annotation]:
    """Give what is in the files of annotations, one or a list of them in each."""
    number = 0
    for path, name in files.under("collections"):
        if len(path.parts) != 3 or path.parts[1] != "annotations" or path.suffix != ".json":
            continue
        told = parsed(files, remarks, name)
        for one in told if isinstance(told, list) else [told]:
            number += 1
            if isinstance(one, dict):
                yield _Annotation(one, number, path.parts[0])


def _codings(
    remarks: Remarks,
    annotations: list[_Annotation],
    tags: Mapping[str, CatmaTag],
    texts_and_names: tuple[Mapping[str, str], Mapping[str, str]],
) -> tuple[ProjectCoding, ...]:
    texts, names = texts_and_names
    selections = [s for n, one in enumerate(annotations) for s in _selections(n, one, names)]
    placed = place(str(remarks.path), texts, selections, names, _COUNTED)
    remarks.take(placed)
    made, joined = [], 0
    for number, one in enumerate(annotations):
        spans = [placed.spans.get(f"{number}:{at}") for at in range(len(one.places))]
        whole = _joined(sorted(span for span in spans if span is not None))
        joined += 0 < len(whole) < len(spans)
        if whole:
            made.append(_coding(remarks, one, tags[one.tag], whole))
    several = sum(len(coding.spans) > 1 for coding in made)
    remarks.notes.append(f"annotations with several spans: {several:,}")
    if joined:
        remarks.notes.append(f"annotations some of whose spans touch and were joined: {joined:,}")
    return tuple(made)


def _selections(number: int, one: _Annotation, names: Mapping[str, str]) -> Iterator[Selection]:
    """Give the spans of an annotation, to be put to their document."""
    for at, (source, start, end) in enumerate(one.places):
        yield Selection(
            key=f"{number}:{at}",
            source=source if source in names else one.source,
            start=_whole(start),
            end=_whole(end),
            what=f"annotation {one.key}",
        )


def _coding(
    remarks: Remarks, one: _Annotation, tag: CatmaTag, spans: tuple[Span, ...]
) -> ProjectCoding:
    coder, date = _who(one, tag)
    return ProjectCoding(
        key=one.key,
        source=one.source,
        code=one.tag,
        spans=spans,
        coder=remarks.coder(coder),
        date=as_date(date),
        memo=_memo(one, tag),
    )


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """Join spans that touch: CATMA cuts one at the borders of others."""
    made: list[Span] = []
    for start, end in spans:
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return tuple(made)


def _who(one: _Annotation, tag: CatmaTag) -> tuple[str, str]:
    """Give who annotated and when, by CATMA's own numbers or by the names that the tag has."""
    system = part(one.properties, "system")
    known = {_AUTHOR: "catma_markupauthor", _TIME: "catma_markuptimestamp"} | dict(tag.system)
    found = {
        known.get(key, key): _values(value)
        for key, value in (system.items() if isinstance(system, dict) else ())
    }
    author, time = found.get("catma_markupauthor", []), found.get("catma_markuptimestamp", [])
    return (author[0] if author else ""), (time[0] if time else "")


def _memo(one: _Annotation, tag: CatmaTag) -> str:
    """Give the values of the users' own properties, a line for each."""
    own = part(one.properties, "user")
    lines = (
        f"{tag.own.get(key, key)}: {', '.join(_values(values))}"
        for key, values in (own.items() if isinstance(own, dict) else ())
        if _values(values)
    )
    return "\n".join(lines)


def _values(value: object) -> list[str]:
    return [written(v) for v in value if written(v)] if isinstance(value, list) else []


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _last(address: object) -> str:
    """Give the last part of an address or a path, which is the number of what it names."""
    return written(address).rstrip("/").rpartition("/")[2]
