"""Projects of other programs, as hard as real ones, and what makes two of them equal.

``projects()`` draws whole projects. ``settled(project)`` is the form two are compared in: keys and
GUIDs say which thing points at which and nothing more, and what tells of the file it was read from
(path, format, software, convention, notes, problems, what was set aside) is put away. A format that
cannot hold everything is tried on ``projects(without=("memos", "links"))``, or compared by
``settled(project, without=(...))``; the words are those of ``FEATURES``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from lises.exchange.projects.guids import made_guid
from lises.exchange.projects.project import (
    Case,
    Coder,
    Link,
    Memo,
    Project,
    ProjectCode,
    ProjectCoding,
    ProjectSet,
    Source,
    SourceTurn,
    Span,
    Variable,
)
from tests.making.settling import FEATURES, lacking, settled

__all__ = ["FEATURES", "lacking", "projects", "settled"]

_PIECES = (
    *("ord ", "Åse", "blåbær", "a\u030a", "e\u0301", "q\u0323", "🌱", "👩\u200d🌾", "\U00020bb7"),
    *(". ", ": ", "\n", "\r\n", "\r\n\r\n", "\n\n", "  ", "\u00a0", "\t", "\u2029", "“så”", "<&>"),
    *("I: ", "X: ", "[[", "]]", '"', "'", ",", ";", "=", "]]>", "\u202b", "x", "1", "-", "\\", "\ufeff"),
)  # fmt: skip
_NAMES = ("Tillid", "tillid", "Livline", "Å", "A & B <c>", 'x "y"', "🌱", " a  b ", "a/b>c", "=1+1")
_WORDS = ("", "", "kort", "to\nlinjer", "med\r\nCRLF", "<b>&amp;", " rand ", "e\u0301 å 🌱", "a\tb")
_DAYS = (
    "",
    "2024-05-01T09:30:00Z",
    "2024-05-02T10:00:00+02:00",
    "2024-05-03",
    "2023-12-31T23:59:59.5Z",
)
_VALUES: Mapping[str, tuple[str, ...]] = {
    "text": ("", "ja", "to\nlinjer", "47"),
    "boolean": ("true", "false"),
    "integer": ("0", "-12", "ca. 40"),
    "float": ("1.5", "-0.25"),
    "date": ("2024-05-01",),
    "datetime": ("2024-05-01T09:30:00Z",),
}


@st.composite
def _project(draw: st.DrawFn) -> Project:
    """A project with everything that one may have."""
    ours = draw(st.booleans())  # out of a study of ours: ids, no GUIDs
    numbers = iter(range(1, 10_000))

    def keys(kind: str) -> dict[str, Any]:
        number = next(numbers)
        guid = made_guid("drawn", kind, str(number)) if not ours and number % 3 else ""
        made = {"key": f"{kind}:{number}", "guid": guid}
        return made if kind == "link" else {**made, "id": f"{kind}-{number}" if ours else ""}

    def some(make: Callable[[], Any], most: int, least: int = 0) -> tuple[Any, ...]:
        return tuple(make() for _ in range(draw(st.integers(least, most))))

    def pick(from_: Iterable[Any], most: int = 2) -> tuple[Any, ...]:
        every = list(from_)
        if not every:
            return ()
        return tuple(draw(st.lists(st.sampled_from(every), max_size=most, unique=True)))

    def one(values: Iterable[Any]) -> Any:
        return draw(st.sampled_from(list(values)))

    coders = some(lambda: Coder(name=one(_NAMES), **keys("coder")), 4)
    codes: list[ProjectCode] = []
    for _ in range(draw(st.integers(1, 5))):
        above = one(["", *(c.key for c in codes[-2:])])
        made = {"description": one(_WORDS), "color": one(("", "#1f77b4")), "created": one(_DAYS)}
        code = ProjectCode(name=one(_NAMES), parent=above, codable=one((True, True, False)),
                           **made, **keys("code"))  # fmt: skip
        codes.append(code)
    variables = some(
        lambda: Variable(
            name=one(_NAMES), type=one(_VALUES), description=one(_WORDS), **keys("variable")
        ),
        2,
    )

    def values() -> tuple[tuple[str, str], ...]:
        return tuple((v.key, one(_VALUES[v.type])) for v in pick(variables))

    cases = [Case(name=one(_NAMES), description=one(_WORDS), values=values(), **keys("case"))
             for _ in range(draw(st.integers(0, 2)))]  # fmt: skip
    sources, codings = [], []
    for _ in range(draw(st.integers(0, 3))):
        source = draw(_source(keys("source"), tuple(c.key for c in cases)))
        sources.append(replace(source, description=one(_WORDS), values=values(),
                               created=one(_DAYS), modified=one(_DAYS)))  # fmt: skip
        codings += draw(_codings(source, codes, coders, keys))
    texted = [s for s in sources if s.text is not None]
    for i, case in enumerate(cases):
        span = (one(texted), (0, 0)) if texted and draw(st.booleans()) else None
        parts = () if span is None else ((span[0].key, (0, len(span[0].text))),)
        cases[i] = replace(case, sources=pick(s.key for s in sources), spans=parts)
    things = [
        *(("source", s.key) for s in sources),
        *(("code", c.key) for c in codes),
        *(("coding", c.key) for c in codings),
        *(("case", c.key) for c in cases),
        *(("coder", c.key) for c in coders),
        *(("variable", v.key) for v in variables),
    ]
    who = ["", *(c.key for c in coders)]
    memos = some(lambda: Memo(text=one(_WORDS[2:]), title=one(("", *_NAMES)), about=pick(things),
                              coder=one(who), date=one(_DAYS), **keys("memo")), 3)  # fmt: skip
    sets = some(lambda: ProjectSet(name=one(_NAMES), description=one(_WORDS), codes=pick(c.key for c in codes),
                                   sources=pick(s.key for s in sources), memos=pick(m.key for m in memos),
                                   **keys("set")), 2)  # fmt: skip
    links = some(lambda: Link(origin=one(things), target=one(things), name=one(("", *_NAMES)), memo=one(_WORDS),
                              directed=one((True, False)), **keys("link")), 2)  # fmt: skip
    constructed = draw(st.booleans())
    return Project(
        path=Path("drawn"),
        format="drawn",
        name=one(_NAMES),
        description="Invented people. " + one(_WORDS) if constructed else one(_WORDS),
        coders=coders,
        codes=tuple(codes),
        sources=tuple(sources),
        codings=tuple(codings),
        variables=variables,
        cases=tuple(cases),
        memos=memos,
        sets=sets,
        links=links,
        constructed=constructed,
    )


@st.composite
def _source(draw: st.DrawFn, keys: dict[str, Any], people: tuple[str, ...]) -> Source:
    """A source with its text and, now and then, its turns."""
    kind = draw(
        st.sampled_from(
            ("text", "text", "text", "text", "pdf", "picture", "audio", "video", "other")
        )
    )
    pieces = draw(st.lists(st.sampled_from(_PIECES), max_size=20))
    text = "".join(pieces).removeprefix("\ufeff").removeprefix("\ufeff")
    text = text if not text.startswith("\ufeff") else "x" + text
    if draw(st.integers(0, 9)) == 0:
        return Source(name=draw(st.sampled_from(_NAMES)), text=None, kind=kind, **keys)
    turns = ()
    if draw(st.integers(0, 3)) == 0:
        marks = sorted(draw(st.lists(st.integers(0, len(text)), min_size=3, max_size=6)))
        who = st.sampled_from(["interviewer", "other", *people])
        turns = tuple(
            SourceTurn(start=a, said=b, end=c, label=draw(st.sampled_from(("", "I", "X og Y"))),
                       speakers=tuple(draw(st.lists(who, max_size=2, unique=True))),
                       time=draw(st.sampled_from(("", "00:01:02"))))
            for a, b, c in zip(marks[0::3], marks[1::3], marks[2::3], strict=False)
        )  # fmt: skip
    return Source(name=draw(st.sampled_from(_NAMES)), text=text, kind=kind, turns=turns, **keys)


@st.composite
def _codings(
    draw: st.DrawFn,
    source: Source,
    codes: list[ProjectCode],
    coders: tuple[Coder, ...],
    keys: Callable[[str], dict[str, Any]],
) -> list[ProjectCoding]:
    """Codings of a source: over one another, in one another, empty, of a whole, in several parts."""
    length = len(source.text or "")
    spans: list[Span] = [(0, length)]
    for _ in range(draw(st.integers(0, 3))):
        a, b = draw(st.integers(0, length)), draw(st.integers(0, length))
        spans.append((min(a, b), max(a, b)))
    made = []
    for number in range(draw(st.integers(0, 4))):
        places: tuple[Span, ...] = (draw(st.sampled_from(spans)),)
        selection, quote = draw(st.sampled_from(("", f"{source.key}/{number}"))), ""
        form = (
            "words"
            if source.text is None
            else draw(st.sampled_from(("one", "one", "one", "whole", "words", "parts")))
        )
        if form == "parts":
            places = tuple(
                sorted(draw(st.lists(st.sampled_from(spans), min_size=1, max_size=3, unique=True)))
            )
        if form in ("whole", "words"):
            places, selection = (), ""
            quote = draw(st.sampled_from(("ord", "to\r\nlinjer 🌱"))) if form == "words" else ""
        # One passage, by up to four coders.
        who = (
            coders
            if draw(st.integers(0, 5)) == 0 and coders
            else (draw(st.sampled_from((None, *coders))),)
        )
        for coder in who:
            made.append(ProjectCoding(
                source=source.key, code=draw(st.sampled_from(codes)).key, spans=places, whole=form == "whole",
                coder=coder.key if coder else "", date=draw(st.sampled_from(_DAYS)),
                memo=draw(st.sampled_from(_WORDS)) if form != "parts" else "",
                quote=quote, before="før" if quote == "ord" else "", after="",
                selection=selection, **keys("coding"),
            ))  # fmt: skip
    return made


def projects(without: Iterable[str] = ()) -> st.SearchStrategy[Project]:
    """Draw projects, less these of the ``FEATURES``."""
    features = tuple(without)
    return _project().map(lambda project: lacking(project, features))
