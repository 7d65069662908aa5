"""Whole small studies in which every reference leads somewhere."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from hypothesis import strategies as st

from lises.files.forms import passage_id
from lises.model import (
    EMPTY,
    Asked,
    Assignment,
    Attribute,
    Code,
    Codebook,
    CodingSet,
    Evidence,
    Finding,
    FrameworkCell,
    Guide,
    Interview,
    LocalText,
    Note,
    Participant,
    Passage,
    Question,
    Reading,
    RelatedStudy,
    Role,
    StudyDesign,
    StudyFolder,
    Theme,
    Transcript,
    Translation,
    Withdrawal,
)
from tests.making.coding import prose, transcripts
from tests.making.people import attributes, governances, roles
from tests.making.reporting import consistent
from tests.making.texts import (
    clearances,
    days,
    distinct_codes,
    distinct_ids,
    ids,
    languages,
    lines,
    local_texts,
    maybe,
    optional_local_texts,
    texts,
    tuples,
)


def _prefixed(draw: st.DrawFn, prefix: str, least: int, most: int) -> list[str]:
    made = draw(distinct_ids(least, most))
    return [prefix + name for name in made]


@cache
def _some_roles() -> st.SearchStrategy[list[Role]]:
    return st.lists(roles(), min_size=1, max_size=2, unique_by=lambda r: r.id.lower())


@cache
def _some_attributes() -> st.SearchStrategy[list[Attribute]]:
    fitting = attributes().filter(lambda a: bool(a.levels) == (a.type != "number"))
    some = st.lists(fitting, max_size=2, unique_by=lambda a: a.id.lower())
    return some.filter(lambda found: sum(a.clearance == "public" for a in found) < 2)


@st.composite
def _designs(draw: st.DrawFn) -> StudyDesign:
    constructed = draw(st.booleans())
    made_roles = draw(_some_roles())
    made_attributes = draw(_some_attributes())
    fixed = {"id", "role", "quotes", "transcript"}
    coders = draw(distinct_ids(1, 2))
    sets = [CodingSet(id=f"set-{coder}", coder=coder, round=1) for coder in coders]
    if draw(st.booleans()):
        sets.append(CodingSet(id="consensus", origin=tuple(s.id for s in sets)))
    return StudyDesign(
        id=("demo-" if constructed else "study-") + draw(ids()),
        title=draw(local_texts()),
        summary=draw(optional_local_texts()),
        kind="interviews",
        data_status="constructed" if constructed else "collected",
        language=draw(languages()),
        method=draw(st.sampled_from(("reflexive", "codebook", "framework", "not-stated"))),
        counting=draw(st.sampled_from((None, "none", "descriptive", "checked"))),
        roles=tuple(made_roles),
        attributes=tuple(a for a in made_attributes if a.id not in fixed),
        coders=tuple((coder, draw(lines())) for coder in coders),
        coding_sets=tuple(sets),
        counted=sets[-1].id,
        quantifiers=draw(st.sampled_from(((), (("most", "n > N / 2"),)))),
        cannot_show=draw(tuples(local_texts(), 2)),
        governance=draw(st.one_of(st.none(), governances())),
        licence=draw(maybe(lines())),
    )


@st.composite
def _people(draw: st.DrawFn, design: StudyDesign) -> tuple[Participant, ...]:
    prefix = "DEMO-" if design.constructed else "P-"

    def value(attribute: Attribute) -> str:
        if attribute.type == "number":
            return draw(st.sampled_from(("", "3", "41.5")))
        return draw(st.sampled_from(("", *attribute.levels)))

    return tuple(
        Participant(
            id=person,
            role=draw(st.sampled_from(design.roles)).id,
            attributes=tuple((a.id, value(a)) for a in design.attributes),
            quotes=draw(clearances()),
            transcript=draw(clearances()),
        )
        for person in _prefixed(draw, prefix, 1, 3)
    )


@st.composite
def _held(draw: st.DrawFn, people: tuple[Participant, ...], coded: bool) -> tuple[Interview, ...]:
    states = ("present",) if coded else ("present", "present", "withheld", "missing")
    names = [person.id for person in people]
    return tuple(
        Interview(
            id=interview,
            participants=tuple(
                draw(st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True))
            ),
            date=draw(maybe(days())),
            medium=draw(maybe(lines(4))),
            minutes=draw(st.one_of(st.none(), st.integers(0, 90))),
            transcript=draw(st.sampled_from(states)),
        )
        for interview in _prefixed(draw, "i", 1, 3)
    )


def _occurrence(text: str, start: int, quote: str) -> int | None:
    """Which of the places of the quote in the text it is; None where it is the only one."""
    starts = [at for at in range(len(text)) if text.startswith(quote, at)]
    return None if len(starts) == 1 else starts.index(start) + 1


@st.composite
def _marked(draw: st.DrawFn, transcript: Transcript, set_id: str, made_id: str) -> Passage | None:
    """A passage cut from a transcript, or None where the turn drawn is empty."""
    turns = transcript.turns
    first = draw(st.integers(1, len(turns)))
    last = draw(st.integers(first, min(first + 2, len(turns))))
    texts_ = [turn.text for turn in turns[first - 1 : last]]
    if not all(texts_):
        return None
    start = draw(st.integers(0, len(texts_[0]) - 1))
    end = draw(st.integers((start if first == last else 0) + 1, len(texts_[-1])))
    occurrence = None
    if first == last:
        quote = [texts_[0][start:end]]
        occurrence = _occurrence(texts_[0], start, quote[0])
    else:
        quote = [texts_[0][start:], *texts_[1:-1], texts_[-1][:end]]
    return Passage(
        id=made_id,
        interview=transcript.interview,
        set=set_id,
        turn=first,
        turn_end=last,
        quote=tuple(quote),
        codes=(),
        occurrence=occurrence,
        clearance=draw(clearances()),
    )


@st.composite
def studies(draw: st.DrawFn, *, coded: bool = False) -> StudyFolder:
    """A whole small study in which every reference leads somewhere.

    ``coded``: with passages that bear codes, for laws that say nothing of a study without any.
    """
    least = 1 if coded else 0
    design = draw(_designs())
    people = draw(_people(design))
    held = draw(_held(people, coded))
    known = draw(distinct_codes(1, 4))
    spoken = {
        interview.id: draw(transcripts(interview.id, interview.participants))
        for interview in held
        if interview.transcript == "present"
    }
    spoken = {name: replace(transcript, release="") for name, transcript in spoken.items()}
    random = draw(st.randoms(use_true_random=False))
    marked: list[Passage] = []
    for coding_set in design.coding_sets:
        for interview in sorted(spoken):
            for _ in range(draw(st.integers(least, 2))):
                new = passage_id(interview, {p.id for p in marked}, random)
                passage = draw(_marked(spoken[interview], coding_set.id, new))
                if passage is None:
                    continue
                some = st.lists(st.sampled_from(known), min_size=least, max_size=2, unique=True)
                wanted = tuple(draw(some))
                from_ = tuple(
                    p.id for p in marked if p.interview == interview and p.set in coding_set.origin
                )
                marked.append(replace(passage, codes=wanted, origin=from_[:2]))
    marked.sort(key=lambda p: (p.set, p.interview))
    return _assembled(draw, design, (people, held, spoken), (known, marked))


def _link(design: StudyDesign) -> RelatedStudy:
    """A link to a study of the same kind that is not here."""
    kind = "demo" if design.constructed else "study"
    said = LocalText((("", "Ord. 🌱"),))
    return RelatedStudy(to=(f"{kind}-other-one",), relation="context", bears=said, cannot=said)


def _cells(
    draw: st.DrawFn, design: StudyDesign, coding: Any, spoken: dict[str, Transcript]
) -> tuple[FrameworkCell, ...]:
    """Summaries of those who voice the theme's code; of all of them where the method asks."""
    known, marked = coding
    found: dict[str, list[str]] = {}
    for passage in marked:
        if passage.set == design.counted and known[0] in passage.codes:
            turns = spoken[passage.interview].turns[passage.turn - 1 : passage.turn_end]
            for person in {person for turn in turns for person in turn.participants}:
                found.setdefault(person, []).append(passage.id)
    whole = design.method == "framework"
    return tuple(
        FrameworkCell(
            case=case, theme="theme", summary=draw(local_texts()), passages=tuple(passages)
        )
        for case, passages in sorted(found.items())
        if whole or draw(st.booleans())
    )


def _assembled(draw: st.DrawFn, design: StudyDesign, field: Any, coding: Any) -> StudyFolder:
    people, held, spoken = field
    known, marked = coding
    role_ids = [role.id for role in design.roles]
    made_guide = Guide(
        questions=tuple(
            Question(id=q, text=draw(local_texts()), codes=(known[0],), roles=tuple(role_ids[:1]))
            for q in draw(distinct_ids(0, 2))
        )
    )
    asked = tuple(
        Asked(interview=held[0].id, question=question.id, turn=None)
        for question in made_guide.questions
    )
    cited = tuple(Evidence(passage=p.id, note=draw(optional_local_texts())) for p in marked[:2])
    made_findings = tuple(
        Finding(
            id=name,
            statement=draw(local_texts()),
            scope=(("role", (role_ids[0],)),),
            quantifier=draw(st.sampled_from((None, "all", "some"))),
            counts=" | ".join(known[:2]),
            rests_on=cited,
            prose=draw(st.sampled_from((EMPTY, LocalText((("", "Ord. 🌱"), ("en", "Words.")))))),
        )
        for name in sorted(draw(distinct_ids(0, 2)))
    )
    book = Codebook(
        version=2,
        codes=tuple(
            Code(
                id=code,
                label=draw(local_texts()),
                definition=draw(local_texts()),
                parent=known[0] if number and draw(st.booleans()) else None,
                changed=draw(st.integers(1, 2)),
            )
            for number, code in enumerate(known)
        ),
    )
    read = {(p.set, p.interview) for p in marked}
    return StudyFolder(
        path="",
        design=design,
        participants=people,
        interviews=held,
        guide=made_guide,
        asked=asked,
        codebook=book,
        themes=(Theme(id="theme", label=draw(local_texts()), codes=(known[0],)),),
        reporting=consistent(design, known[0]),
        transcripts=dict(sorted(spoken.items())),
        passages=tuple(marked),
        readings=tuple(
            Reading(set=s, interview=i, codes=("*",), codebook=2, date="2026-04-04")
            for s, i in sorted(read)
        ),
        assigned=tuple(Assignment(set=s, interview=i) for s, i in sorted(read)[:2]),
        translations=tuple(
            Translation(passage=p.id, language="en", text=draw(texts())) for p in marked[:1]
        ),
        notes=tuple(
            Note(id=name, kind="memo", text=draw(prose()), clearance=draw(clearances()))
            for name in sorted(draw(distinct_ids(0, 2)))
        ),
        findings=made_findings,
        related=draw(st.sampled_from(((), (_link(design),)))),
        framework=_cells(draw, design, (known, marked), spoken),
        withdrawals=(Withdrawal(date="2026-02-01", role=role_ids[0]),),
    )
