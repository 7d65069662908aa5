"""Who speaks how much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from lises.model import INTERVIEWER, OTHER, Transcript

from .tokens import tokens

__all__ = ["SPEECH", "SPEECH_BY_ROLE", "speech", "speech_by_role"]

SPEECH = {
    "interview": pl.String,
    "speaker": pl.String,
    "role": pl.String,
    "turns": pl.Int64,
    "words": pl.Int64,
    "of": pl.Int64,
    "share": pl.Float64,
}
SPEECH_BY_ROLE = {
    "role": pl.String,
    "speakers": pl.Int64,
    "interviews": pl.Int64,
    "turns": pl.Int64,
    "words": pl.Int64,
    "of": pl.Int64,
    "share": pl.Float64,
}
Spoken = tuple[str, frozenset[str], int]

SHARE = pl.when(pl.col("of") > 0).then(pl.col("words") / pl.col("of")).alias("share")


def speech(
    transcripts: Iterable[Transcript], roles: Mapping[str, str], *, language: str
) -> pl.DataFrame:
    """Count turns and words of each who speaks in each interview.

    Parameters
    ----------
    transcripts : iterable of Transcript
    roles : mapping of str to str
        Participant to role. The interviewer's role is ``interviewer``, that of others ``other``;
        a participant who is not in it has an empty one.
    language : str
        By whose rules words are cut; English *don't* is two.

    Returns
    -------
    pl.DataFrame
        ``SPEECH``, a row per interview and speaker in the order of the talk: ``turns``, ``words``
        (with a letter or digit; placeholders, but no events), ``of`` the words of the interview,
        ``share`` of 0 to 1 (null where nothing is said). A turn of two counts whole for each of
        them, so shares may add up to more than 1.
    """
    rows: dict[tuple[str, str], list[int]] = {}
    said: dict[str, int] = {}
    for interview, speakers, words in _spoken(transcripts, language):
        said[interview] = said.get(interview, 0) + words
        for speaker in sorted(speakers):
            row = rows.setdefault((interview, speaker), [0, 0])
            row[0] += 1
            row[1] += words
    table = [
        (interview, speaker, _role(speaker, roles), turns, words, said[interview])
        for (interview, speaker), (turns, words) in rows.items()
    ]
    columns = {k: v for k, v in SPEECH.items() if k != "share"}
    return pl.DataFrame(table, schema=columns, orient="row").with_columns(SHARE)


def speech_by_role(
    transcripts: Iterable[Transcript], roles: Mapping[str, str], *, language: str
) -> pl.DataFrame:
    """Count turns and words of each role over all the interviews given.

    Parameters
    ----------
    transcripts, roles, language
        As for ``speech``.

    Returns
    -------
    pl.DataFrame
        ``SPEECH_BY_ROLE``, a row per role: how many ``speakers`` (interviewers are not told apart
        and count as one) in how many ``interviews``, ``turns``, ``words``, ``of`` all words said,
        ``share``. A turn of two of one role counts once for it. Most words first.
    """
    rows: dict[str, tuple[set[str], set[str], list[int]]] = {}
    said = 0
    for interview, speakers, words in _spoken(transcripts, language):
        said += words
        for role in {_role(speaker, roles) for speaker in speakers}:
            who, where, counts = rows.setdefault(role, (set(), set(), [0, 0]))
            who.update(s for s in speakers if _role(s, roles) == role)
            where.add(interview)
            counts[0] += 1
            counts[1] += words
    table = [
        (role, len(who), len(where), *counts, said) for role, (who, where, counts) in rows.items()
    ]
    columns = {k: v for k, v in SPEECH_BY_ROLE.items() if k != "share"}
    return (
        pl.DataFrame(table, schema=columns, orient="row")
        .with_columns(SHARE)
        .sort("words", "role", descending=[True, False])
    )


def _spoken(transcripts: Iterable[Transcript], language: str) -> Iterator[Spoken]:
    for transcript in transcripts:
        for turn in transcript.turns:
            words = sum(token.spoken for token in tokens(turn.text, language))
            yield transcript.interview, frozenset(turn.speakers), words


def _role(speaker: str, roles: Mapping[str, str]) -> str:
    return speaker if speaker in (INTERVIEWER, OTHER) else roles.get(speaker, "")
