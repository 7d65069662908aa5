"""A project as ROCK: a file for each text and coder, and one for the codes and the cases.

An utterance is a sentence. A passage gives its code to every utterance that it touches; one that
does not fill them is told. Utterances have the same uids in the files of all coders of a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from lises.exchange.projects.guids import made_guid
from lises.exchange.projects.labelling import losses
from lises.exchange.projects.project import Project, ProjectCoding, Source, Span
from lises.exchange.projects.written import Written, file_names

from .source import NOBODY, code_id

__all__ = ["utterances_of", "write_rock"]

NAME = "ROCK"
# A sentence ends in its sign, with what closes it, before white space; a line ends one too.
_END = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”»)\]]*+\s++(?=[^\s\Wa-zæøå_])|[\n\r\u2028\u2029]++", re.DOTALL
)
_LINE_END = re.compile("\r\n|\r")
# Controls and signs that turn the direction of a text stand in no file of ours.
_BARRED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_OURS = {"[[": "[ [", "]]": "] ]"}
_CARRIED = frozenset({
    "cases", "variables", "descriptions of codes", "places of codes below others", "coders",
    "coders of codings",
})  # fmt: skip


def write_rock(project: Project) -> Written:
    """Give the files of a project: ``codes.rock`` and ``sources/``.

    Parameters
    ----------
    project : Project

    Returns
    -------
    Written
        White space is single blanks; a selection of no words is lost, and told.
    """
    ids = _code_ids(project)
    counts = _Counts()
    content = {"codes.rock": _blocks(project, ids).encode()}
    texts = [source for source in project.sources if source.text is not None]
    names = file_names([source.name for source in texts])
    people = {coder.key: coder.name for coder in project.coders}
    who = dict(zip(people, file_names([*people.values()]), strict=True))
    for source, name in zip(texts, names, strict=True):
        spans = list(utterances_of(source.text or ""))
        for coder, codings in _by_coder(project, source).items():
            counts.take(codings, spans)
            lines = _lines(project, source, spans, _given(codings, spans, ids))
            head = _invented(project)
            head += f"[[coderid={_plain(people[coder])}]]\n" if coder else ""
            file = f"{name}--{who[coder]}" if coder else name
            content[f"sources/{file}.rock"] = f"{head}{''.join(lines)}".encode()
    lost = (*losses(NAME, project, _CARRIED), *counts.told(project, texts, names))
    return Written(content=content, lost=lost)


def utterances_of(text: str) -> Iterator[Span]:
    r"""Give the sentences of a text, each without the white space around it.

    >>> text = "Ja. Nej!  Det er 3. gang\nså"
    >>> [text[start:end] for start, end in utterances_of(text)]
    ['Ja.', 'Nej!', 'Det er 3. gang', 'så']
    """
    begun = 0
    for end in (*(match.end() for match in _END.finditer(text)), len(text)):
        words = text[begun:end]
        if words.strip():
            start = begun + len(words) - len(words.lstrip())
            yield start, start + len(words.strip())
        begun = end


def _code_ids(project: Project) -> dict[str, str]:
    """Give each code an identifier of ROCK that no other has."""
    taken: set[str] = set()
    ids = {}
    for code in project.codes:
        plain = code_id(code.id or code.name) or "code"
        own, number = plain, 1
        while own in taken:
            number += 1
            own = f"{plain}-{number}"
        taken.add(own)
        ids[code.key] = own
    return ids


def _by_coder(project: Project, source: Source) -> dict[str, list[ProjectCoding]]:
    grouped: dict[str, list[ProjectCoding]] = {}
    for coding in project.codings:
        if coding.source == source.key:
            grouped.setdefault(coding.coder, []).append(coding)
    return grouped or {"": []}


def _touched(coding: ProjectCoding, spans: Sequence[Span]) -> list[int]:
    """Give the numbers of the utterances that a coding touches; all where it is of the whole."""
    if coding.whole:
        return list(range(len(spans)))
    return [
        number
        for number, (start, end) in enumerate(spans)
        if any(max(start, a) < min(end, b) for a, b in coding.spans)
    ]


def _given(
    codings: Sequence[ProjectCoding], spans: Sequence[Span], ids: Mapping[str, str]
) -> dict[int, list[str]]:
    given: dict[int, list[str]] = {}
    for coding in codings:
        for number in _touched(coding, spans):
            codes = given.setdefault(number, [])
            if ids[coding.code] not in codes:
                codes.append(ids[coding.code])
    return given


def _lines(
    project: Project, source: Source, spans: Sequence[Span], given: Mapping[int, list[str]]
) -> Iterator[str]:
    """Give the lines of a text: uid, words, codes; before them whose they are where that begins."""
    text = source.text or ""
    owner = ""
    for number, (start, end) in enumerate(spans):
        case = _case_at(project, source, start)
        if case != owner:
            owner = case
            yield f"[[cid={case or NOBODY}]]\n"
        uid = made_guid(project.name, "utterance", f"{source.id or source.key}/{number}")[:8]
        words = " ".join(text[start:end].split())
        for sign, ours in _OURS.items():
            words = words.replace(sign, ours)
        tags = "".join(f" [[{code}]]" for code in given.get(number, ()))
        yield f"[[uid={uid.lower()}{number}]] {words}{tags}\n"


def _case_at(project: Project, source: Source, point: int) -> str:
    """Give the id of the case whose a point of a source is; the first where it is of several."""
    for turn in source.turns:
        if turn.start <= point < turn.end:
            for case in project.cases:
                if case.key in turn.speakers:
                    return _case_id(case.id or case.key)
    for case in project.cases:
        parts = (span for key, span in case.spans if key == source.key)
        if source.key in case.sources or any(a <= point < b for a, b in parts):
            return _case_id(case.id or case.key)
    return ""


def _case_id(own: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "-", own)


def _plain(name: str) -> str:
    return re.sub(r"[\[\]\s]+", " ", name).strip() or "coder"


def _invented(project: Project) -> str:
    """Give a comment that says so, where people and words are invented."""
    return f"# {' '.join(project.description.split())}\n" if project.constructed else ""


def _blocks(project: Project, ids: Mapping[str, str]) -> str:
    """Write what the project is, its codes and its cases, each a block of YAML."""
    out = [_invented(project)]
    if project.description:
        out.append(f"---\ndescription: {_quoted(project.description)}\n---\n")
    codes = [
        _flow({"id": ids[code.key], "label": code.name, "parentId": ids.get(code.parent, ""),
               "description": code.description})
        for code in project.codes
    ]  # fmt: skip
    if codes:
        out.append("---\ncodes:\n" + "".join(f"  - {code}\n" for code in codes) + "---\n")
    variables = {variable.key: variable.name for variable in project.variables}
    cases = [
        _flow({"caseId": _case_id(case.id or case.key),
               **{variables[key]: value for key, value in case.values}})
        for case in project.cases
    ]  # fmt: skip
    if cases:
        out.append("---\nROCK_attributes:\n" + "".join(f"  - {one}\n" for one in cases) + "---\n")
    return "".join(out)


def _flow(values: Mapping[str, str]) -> str:
    pairs = (f"{_quoted(key)}: {_quoted(value)}" for key, value in values.items() if value)
    return f"{{{', '.join(pairs)}}}"


def _quoted(text: str) -> str:
    """Write a text as YAML in quotation marks; what is not seen by its number."""
    return '"' + "".join(map(_sign, _LINE_END.sub("\n", normalize("NFC", text)))) + '"'


def _quoted_as_is(text: str) -> str:
    return '"' + "".join(map(_sign, text)) + '"'


def _told_texts(project: Project) -> Iterator[str]:
    for code in project.codes:
        yield from (code.name, code.description)
    yield project.description


def _sign(sign: str) -> str:
    if sign in '"\\':
        return f"\\{sign}"
    if sign.isprintable():
        return sign
    return f"\\U{ord(_BARRED.sub(chr(0xFFFD), sign)):08x}"


@dataclass(slots=True)
class _Counts:
    """What utterances could not hold of the passages."""

    part: int = 0
    several: int = 0
    none: int = 0
    whole: int = 0

    def take(self, codings: Sequence[ProjectCoding], spans: Sequence[Span]) -> None:
        """Count the passages of a file."""
        for coding in codings:
            touched = _touched(coding, spans)
            self.whole += coding.whole
            self.none += not touched
            self.several += len(touched) > 1 and not coding.whole
            covered = [
                any(a <= spans[n][0] and spans[n][1] <= b for a, b in coding.spans) for n in touched
            ]
            self.part += not coding.whole and not all(covered)

    def told(
        self, project: Project, texts: Sequence[Source], names: Sequence[str]
    ) -> Iterator[str]:
        """Say each with its count."""
        kept = {source.key for source in texts}
        elsewhere = sum(coding.source not in kept for coding in project.codings)
        renamed = sum(source.name != name for source, name in zip(texts, names, strict=True))
        changed = sum(_quoted(text) != _quoted_as_is(text) for text in _told_texts(project))
        for number, what in (
            (changed, "names and descriptions with CRLF or separate accents, written otherwise"),
            (self.part, "passages that do not fill their utterances; the code is of all of them"),
            (self.several, "passages over several utterances; each of these has the code"),
            (self.whole, "codings of a whole source; every utterance has the code"),
            (self.none, "codings that touch no utterance, left out"),
            (elsewhere, "codings of sources without a text, left out"),
            (renamed, "names of sources, written as names of files"),
            (len(texts), "texts whose white space and line ends are now those of lines"),
        ):
            if number:
                yield f"{what}: {number:,}"
