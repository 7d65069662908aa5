"""Codes, transcripts, passages and what is written beside them."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st

from lises.files.forms import passage_id
from lises.files.transcript import is_turn_text
from lises.model import (
    CLEARANCES,
    INTERVIEWER,
    OTHER,
    Code,
    Codebook,
    CodebookChange,
    FrameworkCell,
    JudgedHit,
    LeftOut,
    Note,
    Passage,
    Theme,
    Transcript,
    Translation,
    Turn,
)
from tests.making.texts import (
    clearances,
    code_ids,
    days,
    distinct_codes,
    ids,
    languages,
    lines,
    local_texts,
    maybe,
    optional_local_texts,
    passage_ids,
    texts,
    tuples,
)


@cache
def codes() -> st.SearchStrategy[Code]:
    """A code with its definition."""
    return st.builds(
        Code,
        id=code_ids(),
        label=local_texts(),
        definition=optional_local_texts(),
        parent=st.one_of(st.none(), code_ids()),
        use=optional_local_texts(),
        avoid=optional_local_texts(),
        example=maybe(passage_ids()),
        changed=st.integers(1, 5),
        color=st.sampled_from(("", "#0a1b2c")),
    )


@cache
def codebooks() -> st.SearchStrategy[Codebook]:
    """A codebook."""
    change = st.builds(CodebookChange, version=st.integers(1, 9), date=days(), why=local_texts())
    return st.builds(
        Codebook, version=st.integers(1, 9), changes=tuples(change), codes=tuples(codes())
    )


@cache
def themes() -> st.SearchStrategy[Theme]:
    """A theme."""
    return st.builds(
        Theme,
        id=ids(),
        label=local_texts(),
        interpretation=optional_local_texts(),
        codes=distinct_codes().map(tuple),
    )


@cache
def framework_cells() -> st.SearchStrategy[FrameworkCell]:
    """A cell of the framework matrix."""
    return st.builds(
        FrameworkCell,
        case=ids(),
        theme=ids(),
        summary=local_texts(),
        passages=st.lists(passage_ids(), min_size=1, max_size=3, unique=True).map(tuple),
    )


@cache
def turn_texts() -> st.SearchStrategy[str]:
    """What is said in a turn: paragraphs, soft line breaks, seldom nothing."""
    paragraph = st.one_of(lines(), st.lists(lines(6), min_size=1, max_size=2).map("\n".join))
    several = st.lists(paragraph, min_size=1, max_size=3).map("\n\n".join)
    made = st.one_of(paragraph, several, st.just(""))
    return made.filter(is_turn_text)


@cache
def labels() -> st.SearchStrategy[str]:
    """A speaker's label."""
    return st.sampled_from(["I", "X", "Y", "I1", "Åse", "DEMO-R03", "Name, Full (Ø)", "?"])


@cache
def times() -> st.SearchStrategy[str]:
    """A time in the recording, or none."""
    stamps = st.builds(
        "{:02}:{:02}:{:02}".format, st.integers(0, 120), st.integers(0, 59), st.integers(0, 59)
    )
    return maybe(stamps)


@st.composite
def transcripts(
    draw: st.DrawFn, interview: str | None = None, people: tuple[str, ...] | None = None
) -> Transcript:
    """A transcript, with joint turns; of these people where they are given."""
    if people is None:
        who = st.one_of(ids(), st.just(OTHER))
        speakers = draw(st.dictionaries(labels().filter(lambda x: x != "I"), who, max_size=3))
    else:
        names = draw(st.lists(labels(), min_size=len(people), max_size=len(people), unique=True))
        speakers = {"P" + name: person for name, person in zip(names, people, strict=True)}
    speakers = {"I": INTERVIEWER, **speakers}
    turns = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        said_by = draw(
            st.lists(st.sampled_from(list(speakers)), min_size=1, max_size=2, unique=True)
        )
        turn = Turn(
            number=number,
            label=" + ".join(said_by),
            speakers=tuple(dict.fromkeys(speakers[label] for label in said_by)),
            text=draw(turn_texts()),
            time=draw(times()),
        )
        turns.append(turn)
    return Transcript(
        interview=interview or draw(ids()),
        speakers=tuple(speakers.items()),
        turns=tuple(turns),
        language=draw(maybe(languages())),
        source=draw(maybe(lines())),
        release=draw(st.sampled_from(("", "", *CLEARANCES))),
    )


@st.composite
def passages(draw: st.DrawFn, interview: str = "R03", set_id: str = "ab-1") -> Passage:
    """A passage of this set and interview, over one turn or several."""
    turn = draw(st.integers(1, 90))
    turns = draw(st.sampled_from((1, 1, 1, 2, 3)))
    return Passage(
        id=passage_id(interview, (), draw(st.randoms(use_true_random=False))),
        interview=interview,
        set=set_id,
        turn=turn,
        turn_end=turn + turns - 1,
        quote=tuple(draw(st.lists(texts(), min_size=turns, max_size=turns))),
        codes=tuple(draw(distinct_codes())),
        **draw(_extras()),
    )


@cache
def _extras() -> st.SearchStrategy[dict[str, Any]]:
    """What only some passages have."""
    plain: st.SearchStrategy[dict[str, Any]] = st.just({})
    return plain | st.fixed_dictionaries(
        {},
        optional={
            "occurrence": st.integers(1, 9),
            "clearance": st.sampled_from(CLEARANCES),
            "withheld": st.sampled_from(("identifying-detail", "third-person", "health", "other")),
            "memo": texts(),
            "origin": st.lists(passage_ids(), min_size=1, max_size=2, unique=True).map(tuple),
            "reason": texts(),
            "suggested": st.just(True),
        },
    )


@cache
def judged_hits() -> st.SearchStrategy[JudgedHit]:
    """A judged hit of a search."""
    return st.builds(
        JudgedHit,
        interview=ids(),
        turn=st.integers(1, 90),
        hit=lines(4),
        judged=st.sampled_from(("not-relevant", "mentioned", "mattered", "decisive")),
        occurrence=st.one_of(st.none(), st.integers(1, 9)),
        prompted=st.sampled_from((None, True, False)),
        note=maybe(texts()),
    )


@cache
def translations(language: str = "en") -> st.SearchStrategy[Translation]:
    """A translation into this language."""
    return st.builds(
        Translation,
        passage=passage_ids(),
        language=st.just(language),
        text=texts(),
        by=maybe(lines()),
    )


@cache
def left_outs() -> st.SearchStrategy[LeftOut]:
    """A coding that a consensus left out of an interview, as a line of its file."""
    return st.builds(
        LeftOut,
        set=st.just("both"),
        interview=st.just("R03"),
        passage=passage_ids(),
        code=code_ids(),
        reason=texts(),
        instead=distinct_codes().map(tuple),
        coder=maybe(ids()),
        date=maybe(days()),
    )


@cache
def prose() -> st.SearchStrategy[str]:
    """Text under front matter: any lines, none blank at its ends."""
    some = st.lists(st.one_of(lines(), st.just("")), max_size=4).map("\n".join)
    return some.map(lambda text: text.strip("\n"))


@cache
def notes(kind: str = "memo") -> st.SearchStrategy[Note]:
    """A note of this kind."""
    return st.builds(
        Note,
        id=ids(),
        kind=st.just(kind),
        text=prose(),
        title=maybe(texts()),
        about=maybe(lines(4)),
        coder=maybe(ids()),
        date=maybe(days()),
        clearance=clearances(),
    )
