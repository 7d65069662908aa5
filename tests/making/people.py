"""A study's design, and who was asked what."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st

from lises.model import (
    CLEARANCES,
    ORIGIN_KINDS,
    Acknowledgement,
    Asked,
    Attribute,
    CodingSet,
    Governance,
    Guide,
    Interview,
    Origin,
    Participant,
    Question,
    Reading,
    Receiver,
    Role,
    StudyDesign,
    TierApproval,
    Withdrawal,
)
from tests.making.texts import (
    clearances,
    code_ids,
    days,
    distinct_codes,
    distinct_ids,
    ids,
    languages,
    lines,
    local_texts,
    maybe,
    optional_local_texts,
    tuples,
)


@cache
def roles() -> st.SearchStrategy[Role]:
    """A role."""
    sample = st.one_of(st.none(), st.integers(0, 40))
    return st.builds(Role, id=ids(), label=local_texts(), sample=sample)


@cache
def attributes() -> st.SearchStrategy[Attribute]:
    """An attribute."""
    return st.builds(
        Attribute,
        id=ids(),
        label=optional_local_texts(),
        type=st.sampled_from(("nominal", "ordinal", "number")),
        levels=tuples(lines(4), unique=True),
        sensitivity=st.sampled_from(("none", "indirect", "direct", "special")),
        clearance=st.sampled_from(CLEARANCES),
    )


@cache
def receivers() -> st.SearchStrategy[Receiver]:
    """Somebody who may be handed a release; out of the EEA always on a ground."""
    key = st.text("023456789acdefghjklmnpqrstuvwxyz", min_size=58, max_size=58)

    def one(country: str) -> st.SearchStrategy[Receiver]:
        return st.builds(
            Receiver,
            name=lines(4),
            country=st.just(country),
            agreement=lines(4),
            expires=days(),
            key=key.map("age1{}".format),
            transfer=lines(4) if country in ("GB", "US") else maybe(lines(4)),
        )

    return st.sampled_from(("DK", "NO", "GB", "US")).flatmap(one)


@cache
def governances() -> st.SearchStrategy[Governance]:
    """Who answers for the data."""
    received = tuples(receivers(), max_size=2)
    approval = st.builds(TierApproval, signed=days(), expires=days(), receivers=received)
    tiers = st.dictionaries(st.sampled_from(CLEARANCES), approval, max_size=2)
    return st.builds(
        Governance,
        controller=optional_local_texts(),
        legal_basis=maybe(lines(4)),
        dpia=maybe(lines(4)),
        retention_until=maybe(days()),
        k=st.integers(2, 12),
        labels=st.sampled_from(("stable", "per-finding")),
        interviews=st.sampled_from(
            ((), (("month", "reviewer"),), (("interviewer", "public"), ("minutes", "restricted")))
        ),
        tiers=tiers.map(lambda found: tuple(found.items())),
    )


@cache
def coding_sets() -> st.SearchStrategy[CodingSet]:
    """A coder's round or a consensus."""
    rounds = st.one_of(st.none(), st.integers(1, 9))
    own = st.builds(CodingSet, id=ids(), coder=ids(), round=rounds)
    origin = st.lists(ids(), min_size=1, max_size=3, unique=True).map(tuple)
    return st.one_of(own, st.builds(CodingSet, id=ids(), origin=origin))


@cache
def study_designs() -> st.SearchStrategy[StudyDesign]:
    """A design, its parts drawn by themselves."""

    def by_id(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        return tuples(strategy, unique_by=lambda made: made.id)

    reasons = st.builds(
        Acknowledgement, rule=lines(4), reason=local_texts(), subject=maybe(lines(4))
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
        shaped_after=maybe(ids()),
        roles=by_id(roles()),
        attributes=by_id(attributes()),
        coders=tuples(st.tuples(ids(), lines()), unique_by=lambda pair: pair[0]),
        coding_sets=by_id(coding_sets()),
        counted=maybe(ids()),
        quantifiers=quantifiers.map(lambda found: tuple(found.items())),
        cannot_show=tuples(local_texts()),
        terms=tuples(st.tuples(lines(4), local_texts()), unique_by=lambda pair: pair[0]),
        opt_in=tuples(st.sampled_from(("comparison", "keyness")), unique_by=str),
        governance=st.one_of(st.none(), governances()),
        acknowledged=tuples(reasons),
        earlier_wordings=st.sampled_from(CLEARANCES),
        licence=maybe(lines()),
    )


@cache
def participants() -> st.SearchStrategy[Participant]:
    """A participant with the two attributes that tables of them have here."""
    values = st.tuples(maybe(lines(4)), maybe(lines(4)))
    return st.builds(
        Participant,
        id=ids(),
        role=ids(),
        attributes=values.map(lambda v: (("age", v[0]), ("way_out", v[1]))),
        quotes=clearances(),
        transcript=clearances(),
    )


@cache
def interviews() -> st.SearchStrategy[Interview]:
    """An interview of one to three."""
    return st.builds(
        Interview,
        id=ids(),
        participants=st.lists(ids(), min_size=1, max_size=3, unique=True).map(tuple),
        date=maybe(st.one_of(days(), days().map(lambda day: day[:7]))),
        interviewer=maybe(lines(4)),
        medium=maybe(lines(4)),
        minutes=st.one_of(st.none(), st.integers(0, 300)),
        transcript=st.sampled_from(("present", "withheld", "missing")),
    )


@cache
def askeds() -> st.SearchStrategy[Asked]:
    """That a question was put."""
    turn = st.one_of(st.none(), st.integers(1, 200))
    return st.builds(Asked, interview=ids(), question=ids(), turn=turn)


@cache
def readings() -> st.SearchStrategy[Reading]:
    """A reading."""
    some = distinct_codes(1).map(tuple)
    return st.builds(
        Reading,
        set=ids(),
        interview=ids(),
        codes=st.one_of(st.just(("*",)), some),
        codebook=st.one_of(st.none(), st.integers(1, 9)),
        date=maybe(days()),
    )


@cache
def withdrawals() -> st.SearchStrategy[Withdrawal]:
    """A withdrawal."""
    return st.builds(Withdrawal, date=days(), role=ids())


@cache
def origins() -> st.SearchStrategy[Origin]:
    """What something was called by the program it came from."""
    said = st.one_of(st.just(""), lines())
    return st.builds(
        Origin,
        kind=st.sampled_from(ORIGIN_KINDS),
        id=ids(),
        code=st.one_of(st.just(""), code_ids()),
        guid=said,
        date=said,
        name=said,
    )


@cache
def questions() -> st.SearchStrategy[Question]:
    """A question of the guide."""
    codes = distinct_codes().map(tuple)
    return st.builds(
        Question, id=ids(), text=local_texts(), codes=codes, roles=distinct_ids().map(tuple)
    )


@cache
def guides() -> st.SearchStrategy[Guide]:
    """A guide."""
    return st.builds(Guide, version=st.integers(1, 9), questions=tuples(questions()))
