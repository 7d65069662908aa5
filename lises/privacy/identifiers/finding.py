"""Everything of a study's transcripts that may point at a person, each once, in order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from lises.model import StudyFolder, Transcript, Turn

from .candidate import Candidate, Found, Manner
from .capitals import runs_of_names
from .forms import written_forms
from .register import Register
from .spoken import spoken_numbers
from .words import words_in

__all__ = ["digest_of", "find_candidates", "find_in_text"]

DANISH = Manner()
FEW_CAPITALS = 0.3  # share of turns that begin with one, below which a transcriber wrote none
CONTEXT = 60  # characters before and after that are shown


def find_candidates(folder: StudyFolder, register: Register) -> tuple[Candidate, ...]:
    """List what may point at a person in every transcript of a study.

    Parameters
    ----------
    folder : StudyFolder
    register : Register
        The project's own names, from the vault.

    Returns
    -------
    tuple of Candidate
        By interview, turn and place, none overlapping another. Where the study pins a trained
        pipeline (``text_tier``) its names are among them.

    Raises
    ------
    LisesError
        If the study pins a pipeline that is not installed.
    """
    small = _said_small(folder.transcripts.values())
    made: list[Candidate] = []
    for interview, transcript in folder.transcripts.items():
        manner = Manner(
            language=transcript.language or folder.design.language,
            said_small=small,
            no_capitals=_without_capitals(transcript),
            tier=folder.design.text_tier,
        )
        for turn in transcript.turns:
            found = find_in_text(turn.text, register, manner)
            made += _candidates(interview, turn, found, register)
    return tuple(made)


def find_in_text(text: str, register: Register, manner: Manner = DANISH) -> list[Found]:
    """Find what may point at a person in one text; see ``find_candidates``."""
    found = [
        *written_forms(text),
        *spoken_numbers(text),
        *register.found_in(text, manner.language),
        *runs_of_names(text, manner),
    ]
    if manner.tier != "rules":
        from .trained import trained_names

        found += trained_names(text, manner.language, manner.tier)
    return _settled(found)


def digest_of(text: str) -> str:
    """Give the short digest of a turn's text; ``t`` before it, so that no table reads a number."""
    return "t" + hashlib.sha256(text.encode()).hexdigest()[:10]


def _said_small(transcripts: Iterable[Transcript]) -> frozenset[str]:
    return frozenset(
        word.text
        for transcript in transcripts
        for turn in transcript.turns
        for word in words_in(turn.text)
        if word.text.islower()
    )


def _without_capitals(transcript: Transcript) -> bool:
    first = [next((c for c in turn.text if c.isalpha()), "") for turn in transcript.turns]
    lettered = [c for c in first if c]
    return sum(c.isupper() for c in lettered) < FEW_CAPITALS * len(lettered)


def _settled(found: Sequence[Found]) -> list[Found]:
    """Keep of overlapping stretches one, which covers them all where they are of one name.

    A run of names that holds a registered one is given whole, as that of the register; one that
    holds two of them gives way to these.
    """
    groups: list[list[Found]] = []
    end = -1
    for one in sorted(found):
        if one.start >= end:
            groups.append([])
        groups[-1].append(one)
        end = max(end, one.end)
    return [kept for group in groups for kept in _of_group(group)]


def _of_group(group: Sequence[Found]) -> Iterator[Found]:
    registered = [f for f in group if f.entry]
    strong = [f for f in group if f.sure >= 0.85 and f.kind in _FORMS]
    if strong:
        best = max(strong, key=lambda f: (f.end - f.start, f.sure))
    elif len({f.entry for f in registered}) > 1 or len(registered) > 1:
        yield from _apart(registered)
        return
    else:
        best = max(group, key=lambda f: (f.end - f.start, f.sure))
    if registered and best.kind not in _FORMS:
        mine = registered[0]
        sure = max(mine.sure, best.sure) if best != mine else mine.sure
        ending = best.ending if best.end > mine.end else mine.ending
        best = best._replace(
            kind=mine.kind, why=mine.why, sure=sure, entry=mine.entry, ending=ending
        )
    yield best
    rest = [f for f in group if f.start >= best.end or f.end <= best.start]
    if rest:
        yield from _of_group(rest)


_FORMS = frozenset(
    ("cpr", "phone", "mail", "street", "postcode", "case", "date", "link", "profile", "number")
)


def _apart(found: Sequence[Found]) -> Iterator[Found]:
    done = -1
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if one.start >= done:
            yield one
            done = one.end


def _candidates(
    interview: str, turn: Turn, found: Iterable[Found], register: Register
) -> Iterator[Candidate]:
    digest = digest_of(turn.text)
    for one in sorted(found):
        entry = register.entry(one.entry) if one.entry else None
        said = turn.text[one.start : one.end]
        yield Candidate(
            interview=interview,
            turn=turn.number,
            start=one.start,
            end=one.end,
            said=said,
            ending=said[len(said) - one.ending :],
            kind=one.kind,
            why=one.why,
            sure=one.sure,
            before=turn.text[max(0, one.start - CONTEXT) : one.start],
            after=turn.text[one.end : one.end + CONTEXT],
            digest=digest,
            known_as=entry.name if entry else "",
        )
