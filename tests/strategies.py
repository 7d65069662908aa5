"""Hypothesis strategies for every object of the model, and for whole small studies.

Texts are as hard as real ones: Danish letters, marks that do not compose, letters beyond the BMP,
quotation marks and brackets of every kind, and characters that mean something to YAML, CSV, JSON,
BibTeX and Markdown. They are what a file may hold: NFC, no control characters, not blank.

``studies()`` gives studies in which every reference leads somewhere and every quote stands in its
turn; the strategies of single objects give objects that are whole by themselves only.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from hypothesis import strategies as st

from lises.files.forms import passage_id
from lises.files.text import character_fault
from lises.files.transcript import is_turn_text
from lises.model import (
    CLEARANCES,
    EMPTY,
    INTERVIEWER,
    OTHER,
    Acknowledgement,
    Asked,
    Attribute,
    Claim,
    Code,
    Codebook,
    CodebookChange,
    CodingSet,
    Evidence,
    Figure,
    Finding,
    Governance,
    Guide,
    Interview,
    JudgedHit,
    LocalText,
    Note,
    Participant,
    Passage,
    Question,
    Reading,
    Role,
    Search,
    Source,
    SourcePointer,
    StudyDesign,
    StudyFolder,
    Theme,
    TierApproval,
    Transcript,
    Translation,
    Turn,
    Withdrawal,
)

_TELLING = list("æøåÆØÅé …–—“”’«»\"'[](){}<>*_`#&|!?:;,.%@=+-\\/~^$0123456789abcxyzNO") + [
    "q\u0323",  # a mark that has no composed letter
    "🌱",
    "👩\u200d🌾",
    "\u2028",
    "\u00a0",
    "no",
    "12:40",
    ": ",
    " #",
    "- ",
    "**I**: ",
    "---",
    "livline",
]
_LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Cn"))


def _settled(parts: list[str]) -> str:
    return unicodedata.normalize("NFC", "".join(parts))


def lines(max_size: int = 12) -> st.SearchStrategy[str]:
    """A text of one line, not blank."""
    pieces = st.one_of(st.sampled_from(_TELLING), st.sampled_from(_TELLING), _LETTERS)
    made = st.lists(pieces, min_size=1, max_size=max_size).map(_settled)
    return made.filter(lambda t: bool(t.strip()) and character_fault(t) is None)


def texts() -> st.SearchStrategy[str]:
    """A text that may have several lines, not blank."""
    return st.one_of(lines(), st.lists(lines(6), min_size=1, max_size=3).map("\n".join))


_ID_TAILS = st.text("abcxyzABC0123456789_-", max_size=6)


def ids() -> st.SearchStrategy[str]:
    """A safe id."""
    return st.builds("{}{}".format, st.sampled_from("ABcd09"), _ID_TAILS).filter(
        lambda i: i.lower() not in ("con", "aux", "nul", "prn")
    )


def distinct_ids(min_size: int = 0, max_size: int = 4) -> st.SearchStrategy[list[str]]:
    """Ids that differ also where case is ignored."""
    return st.lists(ids(), min_size=min_size, max_size=max_size, unique_by=str.lower)


def code_ids() -> st.SearchStrategy[str]:
    """A code."""
    return st.lists(st.text("abz019", min_size=1, max_size=3), min_size=1, max_size=3).map("-".join)


def distinct_codes(min_size: int = 0, max_size: int = 4) -> st.SearchStrategy[list[str]]:
    """Different codes."""
    return st.lists(code_ids(), min_size=min_size, max_size=max_size, unique=True)


def passage_ids() -> st.SearchStrategy[str]:
    """An id of a passage of some interview."""
    return st.builds(lambda i, r: passage_id(i, (), r), ids(), st.randoms(use_true_random=False))


def languages() -> st.SearchStrategy[str]:
    """A language."""
    return st.sampled_from(["da", "en", "no", "kl", "de-AT"])


def days() -> st.SearchStrategy[str]:
    """A day."""
    return st.dates().map(str)


def local_texts() -> st.SearchStrategy[LocalText]:
    """A text in the study's own language, or in several."""
    several = st.lists(
        st.tuples(languages(), texts()), min_size=1, max_size=3, unique_by=lambda x: x[0]
    )
    return st.one_of(
        texts().map(LocalText.plain), several.map(lambda pairs: LocalText(tuple(pairs)))
    )


def optional_local_texts() -> st.SearchStrategy[LocalText]:
    """A text or none."""
    return st.one_of(st.just(EMPTY), local_texts())


def _maybe(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), strategy)


def _tuples(
    strategy: st.SearchStrategy[Any], max_size: int = 3, **how: Any
) -> st.SearchStrategy[Any]:
    return st.lists(strategy, max_size=max_size, **how).map(tuple)


def scopes() -> st.SearchStrategy[tuple[tuple[str, tuple[str, ...]], ...]]:
    """Whom something is about."""
    values = st.lists(lines(4), min_size=1, max_size=3, unique=True).map(tuple)
    pairs = st.lists(st.tuples(ids(), values), max_size=2, unique_by=lambda pair: pair[0])
    return pairs.map(tuple)


def clearances() -> st.SearchStrategy[Any]:
    """A clearance or none."""
    return st.sampled_from((None, *CLEARANCES))


def roles() -> st.SearchStrategy[Role]:
    """A role."""
    sample = st.one_of(st.none(), st.integers(0, 40))
    return st.builds(Role, id=ids(), label=local_texts(), sample=sample)


def attributes() -> st.SearchStrategy[Attribute]:
    """An attribute."""
    return st.builds(
        Attribute,
        id=ids(),
        label=optional_local_texts(),
        type=st.sampled_from(("nominal", "ordinal", "number")),
        levels=_tuples(lines(4), unique=True),
        sensitivity=st.sampled_from(("none", "indirect", "direct", "special")),
        clearance=st.sampled_from(CLEARANCES),
    )


def governances() -> st.SearchStrategy[Governance]:
    """Who answers for the data."""
    approval = st.builds(TierApproval, signed=days(), expires=days())
    tiers = st.dictionaries(st.sampled_from(CLEARANCES), approval, max_size=2)
    return st.builds(
        Governance,
        controller=_maybe(lines()),
        legal_basis=_maybe(lines(4)),
        dpia=_maybe(lines(4)),
        retention_until=_maybe(days()),
        tiers=tiers.map(lambda found: tuple(found.items())),
    )


def coding_sets() -> st.SearchStrategy[CodingSet]:
    """A coder's round or a consensus."""
    rounds = st.one_of(st.none(), st.integers(1, 9))
    own = st.builds(CodingSet, id=ids(), coder=ids(), round=rounds)
    origin = st.lists(ids(), min_size=1, max_size=3, unique=True).map(tuple)
    return st.one_of(own, st.builds(CodingSet, id=ids(), origin=origin))


def study_designs() -> st.SearchStrategy[StudyDesign]:
    """A design, its parts drawn by themselves."""

    def by_id(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        return _tuples(strategy, unique_by=lambda made: made.id)

    reasons = st.builds(
        Acknowledgement, rule=lines(4), reason=local_texts(), subject=_maybe(lines(4))
    )
    quantifiers = st.dictionaries(st.sampled_from(("most", "few")), lines(), max_size=2)
    return st.builds(
        StudyDesign,
        id=ids(),
        title=local_texts(),
        summary=optional_local_texts(),
        kind=st.sampled_from(("interviews", "figures")),
        data_status=st.sampled_from(("collected", "constructed")),
        language=languages(),
        method=st.sampled_from(("reflexive", "codebook", "framework", "not-stated")),
        counting=st.sampled_from((None, "none", "descriptive", "checked")),
        text_tier=st.sampled_from(("rules", "da_core_news_sm==3.8.0")),
        shaped_after=_maybe(ids()),
        roles=by_id(roles()),
        attributes=by_id(attributes()),
        coders=_tuples(st.tuples(ids(), lines()), unique_by=lambda pair: pair[0]),
        coding_sets=by_id(coding_sets()),
        counted=_maybe(ids()),
        quantifiers=quantifiers.map(lambda found: tuple(found.items())),
        cannot_show=_tuples(local_texts()),
        governance=st.one_of(st.none(), governances()),
        acknowledged=_tuples(reasons),
        licence=_maybe(lines()),
    )


def participants() -> st.SearchStrategy[Participant]:
    """A participant with the two attributes that tables of them have here."""
    values = st.tuples(_maybe(lines(4)), _maybe(lines(4)))
    return st.builds(
        Participant,
        id=ids(),
        role=ids(),
        attributes=values.map(lambda v: (("age", v[0]), ("way_out", v[1]))),
        quotes=clearances(),
        transcript=clearances(),
    )


def interviews() -> st.SearchStrategy[Interview]:
    """An interview of one to three."""
    return st.builds(
        Interview,
        id=ids(),
        participants=st.lists(ids(), min_size=1, max_size=3, unique=True).map(tuple),
        date=_maybe(st.one_of(days(), days().map(lambda day: day[:7]))),
        interviewer=_maybe(lines(4)),
        medium=_maybe(lines(4)),
        minutes=st.one_of(st.none(), st.integers(0, 300)),
        transcript=st.sampled_from(("present", "withheld", "missing")),
    )


def askeds() -> st.SearchStrategy[Asked]:
    """That a question was put."""
    turn = st.one_of(st.none(), st.integers(1, 200))
    return st.builds(Asked, interview=ids(), question=ids(), turn=turn)


def readings() -> st.SearchStrategy[Reading]:
    """A reading."""
    some = distinct_codes(1).map(tuple)
    return st.builds(
        Reading,
        set=ids(),
        interview=ids(),
        codes=st.one_of(st.just(("*",)), some),
        codebook=st.one_of(st.none(), st.integers(1, 9)),
        date=_maybe(days()),
    )


def withdrawals() -> st.SearchStrategy[Withdrawal]:
    """A withdrawal."""
    return st.builds(Withdrawal, date=days(), role=ids())


def questions() -> st.SearchStrategy[Question]:
    """A question of the guide."""
    codes = distinct_codes().map(tuple)
    return st.builds(
        Question, id=ids(), text=local_texts(), codes=codes, roles=distinct_ids().map(tuple)
    )


def guides() -> st.SearchStrategy[Guide]:
    """A guide."""
    return st.builds(Guide, version=st.integers(1, 9), questions=_tuples(questions()))


def codes() -> st.SearchStrategy[Code]:
    """A code with its definition."""
    return st.builds(
        Code,
        id=code_ids(),
        label=local_texts(),
        definition=local_texts(),
        parent=st.one_of(st.none(), code_ids()),
        use=optional_local_texts(),
        avoid=optional_local_texts(),
        example=_maybe(passage_ids()),
        changed=st.integers(1, 5),
    )


def codebooks() -> st.SearchStrategy[Codebook]:
    """A codebook."""
    change = st.builds(CodebookChange, version=st.integers(1, 9), date=days(), why=local_texts())
    return st.builds(
        Codebook, version=st.integers(1, 9), changes=_tuples(change), codes=_tuples(codes())
    )


def themes() -> st.SearchStrategy[Theme]:
    """A theme."""
    return st.builds(
        Theme,
        id=ids(),
        label=local_texts(),
        interpretation=optional_local_texts(),
        codes=distinct_codes().map(tuple),
    )


def turn_texts() -> st.SearchStrategy[str]:
    """What is said in a turn: paragraphs, soft line breaks, seldom nothing."""
    paragraph = st.one_of(lines(), st.lists(lines(6), min_size=1, max_size=2).map("\n".join))
    several = st.lists(paragraph, min_size=1, max_size=3).map("\n\n".join)
    made = st.one_of(paragraph, several, st.just(""))
    return made.filter(is_turn_text)


def labels() -> st.SearchStrategy[str]:
    """A speaker's label."""
    return st.sampled_from(["I", "X", "Y", "I1", "Åse", "DEMO-R03", "Name, Full (Ø)", "?"])


def times() -> st.SearchStrategy[str]:
    """A time in the recording, or none."""
    stamps = st.builds(
        "{:02}:{:02}:{:02}".format, st.integers(0, 120), st.integers(0, 59), st.integers(0, 59)
    )
    return _maybe(stamps)


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
        language=draw(_maybe(languages())),
        source=draw(_maybe(lines())),
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
        note=_maybe(texts()),
    )


def translations(language: str = "en") -> st.SearchStrategy[Translation]:
    """A translation into this language."""
    return st.builds(
        Translation,
        passage=passage_ids(),
        language=st.just(language),
        text=texts(),
        by=_maybe(lines()),
    )


def prose() -> st.SearchStrategy[str]:
    """Text under front matter: any lines, none blank at its ends."""
    some = st.lists(st.one_of(lines(), st.just("")), max_size=4).map("\n".join)
    return some.map(lambda text: text.strip("\n"))


def notes(kind: str = "memo") -> st.SearchStrategy[Note]:
    """A note of this kind."""
    return st.builds(
        Note,
        id=ids(),
        kind=st.just(kind),
        text=prose(),
        title=_maybe(texts()),
        about=_maybe(lines(4)),
        coder=_maybe(ids()),
        date=_maybe(days()),
        clearance=clearances(),
    )


def searches() -> st.SearchStrategy[Search]:
    """A recorded search."""
    return st.builds(
        Search,
        query=lines(),
        matching=st.sampled_from(("plain", "word", "lemma")),
        within=scopes(),
        judged=_maybe(ids().map("searches/{}.jsonl".format)),
        coded_for_paraphrase=st.sampled_from((None, True, False)),
    )


def findings() -> st.SearchStrategy[Finding]:
    """A finding with prose in the study's own language or without."""
    evidence = st.builds(Evidence, passage=passage_ids(), note=optional_local_texts())
    claims = st.one_of(ids(), st.builds("{}/{}".format, ids(), ids()))
    some_claims = st.lists(claims, max_size=2, unique=True).map(tuple)
    return st.builds(
        Finding,
        id=ids(),
        statement=local_texts(),
        scope=scopes(),
        quantifier=st.sampled_from((None, "all", "most", "some", "few", "none")),
        counts=_maybe(lines()),
        against=_maybe(lines()),
        asked=distinct_ids().map(tuple),
        shaped_after=some_claims,
        answers=some_claims,
        rests_on=_tuples(evidence),
        contradicted_by=_tuples(evidence),
        selected=optional_local_texts(),
        searched=_tuples(searches()),
        limits=optional_local_texts(),
        prose=prose().map(lambda text: LocalText.plain(text) if text else EMPTY),
    )


def claims() -> st.SearchStrategy[Claim]:
    """A published claim."""
    pointer = st.builds(
        SourcePointer,
        key=ids(),
        paragraph=st.one_of(st.none(), st.integers(1, 200)),
        sha256=_maybe(st.text("0123456789abcdef", min_size=64, max_size=64)),
    )
    return st.builds(
        Claim,
        id=ids(),
        text=local_texts(),
        basis=st.sampled_from(("interviews", "partly", "outside", "method", "recommendation")),
        quantifier=st.sampled_from((None, "all", "most", "some", "few", "none", "absence")),
        hedge=st.one_of(st.just("none"), lines()),
        scope=scopes(),
        scope_note=optional_local_texts(),
        basis_note=optional_local_texts(),
        needs=optional_local_texts(),
        sources=_tuples(pointer),
    )


def figures() -> st.SearchStrategy[Figure]:
    """A published figure; its labels in the order of their languages."""
    named = st.dictionaries(st.sampled_from(("", "da", "en")), lines(), max_size=3)
    text_fields = ("group", "unit", "share_of", "threshold", "medium", "n", "population", "whole")
    return st.builds(
        Figure,
        id=ids(),
        quantity=lines(4),
        value=lines(4),
        **{name: _maybe(lines(4)) for name in text_fields},
        part=st.sampled_from(("", "exclusive", "multi-response")),
        derived_from=_maybe(lines(4)),
        source=_maybe(ids()),
        paragraph=st.one_of(st.none(), st.integers(1, 200)),
        hedge=_maybe(lines(4)),
        reporter=_maybe(lines(4)),
        label=named.map(lambda found: LocalText(tuple(sorted(found.items())))),
    )


def sources() -> st.SearchStrategy[Source]:
    """A source; braces of its fields pair and white space is single."""
    plain = lines().map(lambda t: " ".join(t.translate({ord(c): "" for c in "{}"}).split(" ")))
    value = plain.map(lambda t: " ".join(part for part in t.split(" ") if part))
    braced = st.builds("{}{{{}}}".format, value, value)
    names = st.sampled_from(["author", "title", "year", "date", "url", "note", "howpublished"])
    fields = st.dictionaries(names, st.one_of(value, braced, st.just("")), max_size=4)
    return st.builds(
        Source,
        key=st.one_of(ids(), st.just("a4nu:2020+b.c")),
        type=st.sampled_from(("article", "misc", "techreport")),
        fields=fields.map(lambda found: tuple(found.items())),
    )


# ---------------------------------------------------------------------------- whole studies


def _prefixed(draw: st.DrawFn, prefix: str, least: int, most: int) -> list[str]:
    made = draw(distinct_ids(least, most))
    return [prefix + name for name in made]


@st.composite
def _designs(draw: st.DrawFn) -> StudyDesign:
    constructed = draw(st.booleans())
    made_roles = draw(st.lists(roles(), min_size=1, max_size=2, unique_by=lambda r: r.id.lower()))
    made_attributes = draw(
        st.lists(
            attributes().filter(lambda a: bool(a.levels) == (a.type != "number")),
            max_size=2,
            unique_by=lambda a: a.id.lower(),
        ).filter(lambda found: sum(a.clearance == "public" for a in found) < 2)
    )
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
        cannot_show=draw(_tuples(local_texts(), 2)),
        governance=draw(st.one_of(st.none(), governances())),
        licence=draw(_maybe(lines())),
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
def _held(draw: st.DrawFn, people: tuple[Participant, ...]) -> tuple[Interview, ...]:
    names = [person.id for person in people]
    return tuple(
        Interview(
            id=interview,
            participants=tuple(
                draw(st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True))
            ),
            date=draw(_maybe(days())),
            medium=draw(_maybe(lines(4))),
            minutes=draw(st.one_of(st.none(), st.integers(0, 90))),
            transcript=draw(st.sampled_from(("present", "present", "withheld", "missing"))),
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
def studies(draw: st.DrawFn) -> StudyFolder:
    """A whole small study in which every reference leads somewhere."""
    from dataclasses import replace

    design = draw(_designs())
    people = draw(_people(design))
    held = draw(_held(people))
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
            for _ in range(draw(st.integers(0, 2))):
                new = passage_id(interview, {p.id for p in marked}, random)
                passage = draw(_marked(spoken[interview], coding_set.id, new))
                if passage is None:
                    continue
                wanted = tuple(draw(st.lists(st.sampled_from(known), max_size=2, unique=True)))
                from_ = tuple(
                    p.id for p in marked if p.interview == interview and p.set in coding_set.origin
                )
                marked.append(replace(passage, codes=wanted, origin=from_[:2]))
    marked.sort(key=lambda p: (p.set, p.interview))
    return _assembled(draw, design, (people, held, spoken), (known, marked))


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
        transcripts=dict(sorted(spoken.items())),
        passages=tuple(marked),
        readings=tuple(
            Reading(set=s, interview=i, codes=("*",), codebook=2, date="2026-04-04")
            for s, i in sorted(read)
        ),
        translations=tuple(
            Translation(passage=p.id, language="en", text=draw(texts())) for p in marked[:1]
        ),
        notes=tuple(
            Note(id=name, kind="memo", text=draw(prose()), clearance=draw(clearances()))
            for name in sorted(draw(distinct_ids(0, 2)))
        ),
        findings=made_findings,
        withdrawals=(Withdrawal(date="2026-02-01", role=role_ids[0]),),
    )
