"""What a value in prose is: every measure, from the counted set and its readings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from lises.analysis import CodeQuery, parse_query, saturation
from lises.errors import LisesError, NotOfferedError, QueryError, did_you_mean
from lises.model import INTERVIEWER, Interview, StudyFolder

from .counted import Counted, Scope, Voice, in_scope, interviewed_in_scope
from .prose_roles import VALUE_ROLE, roles_in
from .values import AskedValue, Value, fail, parse_value

__all__ = ["NoValueError", "measured", "value_of", "values_of"]

UNREADABLE, UNDEFINED = "value-unreadable", "value-undefined"
COEFFICIENTS = {"alpha": "alpha", "kappa": "cohen", "agreement": "percent"}
WHOLE = frozenset((*COEFFICIENTS, "saturation", "codes"))  # of the study, whatever the scope


class NoValueError(LisesError):
    """A value that cannot be given; its text says why."""


def values_of(counted: Counted, texts: Iterable[str], scope: Scope = ()) -> dict[str, Value]:
    """Compute all values that some prose asks for, by what the role says."""
    asked = {said for text in texts for said, _line in roles_in(text, VALUE_ROLE)}
    return {said: value_of(counted, said, scope) for said in sorted(asked)}


def value_of(counted: Counted, text: str, scope: Scope = ()) -> Value:
    """Compute one value; where it cannot be read or given, ``fault`` and ``why`` say so.

    Parameters
    ----------
    counted : Counted
    text : str
        What the role says, see ``values``.
    scope : tuple
        Whose words are meant where ``text`` does not say.
    """
    try:
        return measured(counted, parse_value(text), scope)
    except (NotOfferedError, NoValueError) as why:
        return Value(fault=UNDEFINED, why=str(why))
    except LisesError as why:
        return Value(fault=UNREADABLE, why=str(why))


def measured(counted: Counted, asked: AskedValue, scope: Scope = ()) -> Value:
    """Compute a value.

    Returns
    -------
    Value
        ``n``, ``of``, ``share``: participants in scope who voice the query, of those of whom that
        is known, as on a finding's page. ``passages``, ``codings`` (passage × code), ``turns`` and
        ``words`` (runs of no white space) of the passages in which somebody in scope voices the
        query, ``interviews`` they are in. Without a query ``turns``, ``words``, ``interviews`` and
        ``minutes`` are of all talk, or where people are named of theirs; ``passages`` and
        ``codings`` of every code. ``speech`` is the share of all words (those with a letter or
        digit) that they say, 0 to 1. ``alpha`` (Krippendorff, nominal), ``kappa`` (Cohen) and
        ``agreement`` (the share of units rated alike) are of each coder's first round over turns,
        of all codes together without a query. ``saturation`` is the number of interviews after
        which the next two brought at most 5 % of the codes of the first four.

    Raises
    ------
    QueryError
        If a code, role, attribute or value is not the study's; the message points at the place.
    NotOfferedError, NoValueError
        If the method is not offered this, or there is nothing to take it from.
    """
    folder = counted.study.folder
    _known_who(folder, asked)
    query = _query(folder, asked)
    assumed = () if asked.measure in WHOLE else scope
    whose = assumed if asked.who is None else asked.who
    people = frozenset(p.id for p in in_scope(folder, whose))
    return _MEASURED[asked.measure](_Asked(counted, asked, query, people, whose))


@dataclass(frozen=True, slots=True)
class _Asked:
    counted: Counted
    asked: AskedValue
    query: CodeQuery | None
    people: frozenset[str]
    scope: Scope

    @property
    def folder(self) -> StudyFolder:
        return self.counted.study.folder

    @property
    def everybody(self) -> bool:
        return not self.scope

    def voices(self) -> list[tuple[str, Voice]]:
        """Give (code, voice) of those in scope who voice the query; every code without one."""
        by_code = self.counted.voices
        if self.query is None:
            codes, people = frozenset(by_code), self.people
        else:
            codes = self.query.codes
            people = self.query.participants(self.counted.by_code()) & self.people
        return [(c, v) for c in codes for v in by_code.get(c, ()) if v.participant in people]

    def interviews(self) -> list[Interview]:
        """Give the interviews in which somebody in scope takes part."""
        rows = self.folder.interviews
        return [i for i in rows if self.everybody or self.people & set(i.participants)]


# ---- Names -------------------------------------------------------------------------------------


def _query(folder: StudyFolder, asked: AskedValue) -> CodeQuery | None:
    """Look the codes up; what is unknown is pointed at in the whole of what the role says."""
    if not asked.query:
        return None
    known = [code.id for code in folder.codebook.codes] if folder.codebook else []
    at = asked.query_at
    for word in asked.query.replace("|", " ").replace("&", " ").split():
        at = asked.text.index(word, at)
        if word not in known:
            near = did_you_mean(word, known)
            fail(asked.text, at, f'no code "{word}"; {near}'.rstrip("; "), len(word))
        at += len(word)
    try:
        return parse_query(asked.query, folder.codebook)
    except QueryError as why:
        told, _, pointer = str(why).partition("\n")
        caret = pointer.rpartition("\n")[2].find("^") - 4  # as it points into the query alone
        fail(asked.text, asked.query_at + max(caret, 0), told.replace(" here:", " here"))


def _known_who(folder: StudyFolder, asked: AskedValue) -> None:
    people = folder.participants
    attributes = {a.id: {p.attribute(a.id) for p in people} for a in folder.design.attributes}
    roles = {role.id for role in folder.design.roles}
    if asked.measure == "speech":
        roles |= {INTERVIEWER}
    known: Mapping[str, set[str]] = {"role": roles, **attributes}
    for (name, values), at in zip(asked.who or (), asked.who_at, strict=True):
        if name not in known:
            near = did_you_mean(name, known) or f"there are {', '.join(known)}"
            fail(asked.text, at, f'no attribute "{name}"; {near}', len(name))
        for value in values:
            if value not in known[name]:
                there = ", ".join(sorted(filter(None, known[name]))[:12])
                near = did_you_mean(value, known[name]) or f"there are {there}"
                where = asked.text.index(value, at + len(name))
                fail(asked.text, where, f'no {name} "{value}"; {near}', len(value))


# ---- Measures ----------------------------------------------------------------------------------


def _participants(a: _Asked) -> Value:
    """Count n and N as a finding's page does."""
    if a.query is None:
        return Value(len(a.people))
    voicing = a.query.participants(a.counted.by_code()) & a.people
    n, of = len(voicing), len(a.counted.known(a.people, a.query.codes, voicing))
    if a.asked.measure == "share":
        if not of:
            raise NoValueError("nobody in scope was read for these codes, so there is no share")
        return Value(n / of, n, of)
    return Value(of if a.asked.measure == "of" else n, n, of)


def _passages(a: _Asked) -> Value:
    return Value(len({v.passage for _, v in a.voices()}))


def _codings(a: _Asked) -> Value:
    return Value(len({(code, v.passage) for code, v in a.voices()}))


def _turns(a: _Asked) -> Value:
    if a.query is None:
        spoken = (t for one in a.folder.transcripts.values() for t in one.turns)
        return Value(sum(a.everybody or bool(a.people & set(t.speakers)) for t in spoken))
    spans = a.counted.study.spans
    return Value(len({(v.interview, s.turn) for _, v in a.voices() for s in spans[v.passage]}))


def _words(a: _Asked) -> Value:
    if a.query is None:
        spoken = (t for one in a.folder.transcripts.values() for t in one.turns)
        theirs = (t for t in spoken if a.everybody or a.people & set(t.speakers))
        return Value(sum(len(t.text.split()) for t in theirs))
    by_id = a.counted.study.by_id
    passages = {v.passage for _, v in a.voices()}
    return Value(sum(len(part.split()) for p in passages for part in by_id[p].quote))


def _interviews(a: _Asked) -> Value:
    if a.query is None:
        return Value(len(a.interviews()))
    return Value(len({v.interview for _, v in a.voices()}))


def _interviewed(a: _Asked) -> Value:
    number = interviewed_in_scope(a.folder, a.scope)
    if number is None:
        raise NoValueError("study.yaml does not state the sample of every role that is meant")
    return Value(number)


def _minutes(a: _Asked) -> Value:
    rows = a.interviews()
    missing = [i.id for i in rows if i.minutes is None]
    if missing:
        raise NoValueError(f"interviews.csv has no minutes for {', '.join(missing[:4])}")
    return Value(sum(i.minutes or 0 for i in rows))


def _speech(a: _Asked) -> Value:
    from lises.text import speech_by_role

    roles = {p.id: "meant" if p.id in a.people else "" for p in a.folder.participants}
    table = speech_by_role(a.folder.transcripts.values(), roles, language=a.folder.design.language)
    asking = any(INTERVIEWER in values for name, values in a.scope if name == "role")
    wanted = {"meant", INTERVIEWER} if asking else {"meant"}
    each = table.select("role", "words", "of").iter_rows()
    rows = [(words, of) for role, words, of in each if role in wanted]
    if not rows or not rows[0][1]:
        raise NoValueError("there is no transcript in which they speak")
    return Value(sum(words for words, _ in rows) / rows[0][1])


def _codes(a: _Asked) -> Value:
    return Value(len(a.folder.codebook.codes) if a.folder.codebook else 0)


def _agreement(a: _Asked) -> Value:
    import polars as pl

    from lises.analysis.agreement import LEVELS, agreement_table, code_levels, double_coding
    from lises.model import Codebook

    if not a.everybody:
        raise NoValueError("agreement is of all that was coded twice, not of some people's words")
    book = a.folder.codebook or Codebook()
    levels, wanted = code_levels(book).filter(pl.col("level") == "code"), "overall"
    if a.query is not None:
        if len(a.query.groups) > 1:
            raise NoValueError("agreement is of codes joined by |; & is of participants")
        rows = [("branch", "asked", code) for code in sorted(a.query.codes)]
        levels, wanted = pl.DataFrame(rows, schema=dict(LEVELS), orient="row"), "branch"
    try:
        table = agreement_table(double_coding(a.counted.study), levels, samples=0)
    except ValueError as why:
        raise NoValueError(str(why)) from why
    coefficient = COEFFICIENTS[a.asked.measure]
    found = table.filter(pl.col("level") == wanted, pl.col("coefficient") == coefficient)
    number = found["value"].item() if found.height else None
    if number is None:
        told = found["undefined"].item() if found.height else "nothing was coded twice"
        raise NoValueError(told)
    return Value(number)


def _saturation(a: _Asked) -> Value:
    import polars as pl

    from lises.frames import codings

    design = a.folder.design
    if design.method == "reflexive":
        raise NotOfferedError("saturation is not offered where method is reflexive")
    if not a.everybody:
        raise NoValueError("saturation is of all interviews, not of some people's")
    first: dict[str, str] = {}
    for reading in a.folder.readings:
        if reading.set == design.counted:
            before = first.get(reading.interview, reading.date)
            first[reading.interview] = min(before, reading.date)
    order = sorted((i.id for i in a.folder.interviews if i.id in first), key=first.__getitem__)
    rows = codings(a.counted.study).filter(pl.col("set") == design.counted)
    at = saturation(rows, order).at
    if at is None:
        raise NoValueError("no two interviews in a row brought so little that is new")
    return Value(at)


_MEASURED: Mapping[str, Callable[[_Asked], Value]] = {
    "n": _participants,
    "of": _participants,
    "share": _participants,
    "participants": _participants,
    "passages": _passages,
    "codings": _codings,
    "turns": _turns,
    "words": _words,
    "interviews": _interviews,
    "interviewed": _interviewed,
    "minutes": _minutes,
    "speech": _speech,
    "codes": _codes,
    "alpha": _agreement,
    "kappa": _agreement,
    "agreement": _agreement,
    "saturation": _saturation,
}
