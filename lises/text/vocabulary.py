"""Which words are counted, and as what: the one answer for every table of words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Literal, NamedTuple, get_args

from lises.errors import QueryError
from lises.model import Transcript, Turn

from .pipelines import RULES, analysed
from .tokens import MOST_STRETCHES, lemma, stretches, tokens

__all__ = ["FORMS", "LEMMAS", "Form", "Said", "Vocabulary", "heard", "shown_counts"]

Form = Literal["word", "lemma"]
FORMS: tuple[Form, ...] = get_args(Form)


class Said(NamedTuple):
    """A word that was said: the form it counts as, and whether tables show it."""

    form: str
    shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """How words are told apart and which are left out of tables.

    Parameters
    ----------
    language : str
        Of the talk.
    form : {"lemma", "word"}
        Counted by dictionary form, or as said, in lower case.
    tier : str
        What gives the lemmas: ``rules`` or the trained pipeline that the study pins. Every table
        of words repeats it.
    without : frozenset of str
        Words as said, in lower case, that tables do not show; ``stopwords`` gives a list. They
        still count as words that were said, and so do placeholders, which are never shown.

    Raises
    ------
    QueryError
        For another form.
    """

    language: str = "da"
    form: Form = "lemma"
    tier: str = RULES
    without: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a form that is none."""
        if self.form not in FORMS:
            raise QueryError(f'no form "{self.form}"; there are {", ".join(FORMS)}')

    @property
    def recorded_tier(self) -> str:
        """The tier as tables record it: words as said do not depend on one."""
        return self.tier if self.form == "lemma" else RULES

    def said(self, text: str) -> list[Said]:
        """Give the words of a text in order, without signs and events.

        >>> [said.form for said in Vocabulary().said("Så ringede [NAVN1] … [griner] ikke?")]
        ['så', 'ringe', '[NAVN1]', 'ikke']

        Raises
        ------
        LisesError
            If the tier is a pipeline that is not installed.
        """
        if self.recorded_tier != RULES:
            read = analysed(text, self.language, self.tier)
            return [
                self.counted(a.token.text, a.token.text if a.token.mark else a.lemma)
                for a in read
                if a.token.spoken
            ]
        return list(chain.from_iterable(map(_known(self).__getitem__, stretches(text)[0])))

    def placed(self, text: str) -> Iterator[tuple[str, tuple[int, int]]]:
        """Give the form of every word of a text with its span of code points, in order.

        >>> list(Vocabulary().placed("Så [griner] ringede"))
        [('så', (0, 2)), ('ringe', (12, 19))]

        Raises
        ------
        LisesError
            If the tier is a pipeline that is not installed.
        """
        if self.recorded_tier != RULES:
            read = ((a.token, a.lemma) for a in analysed(text, self.language, self.tier))
        else:
            cut = tokens(text, self.language)
            read = ((t, lemma(t.text.lower(), self.language)) for t in cut)
        for token, form in read:
            if token.spoken:
                yield self.counted(token.text, form).form, (token.start, token.end)

    def nodes(self, word: str) -> frozenset[str]:
        """Give the forms that a single word may count as.

        Its own and that of its lemma: *ringe* is the lemma of *ringede* and has itself *ring*.

        Raises
        ------
        QueryError
            If it is not one word.
        """
        found = self.said(word)
        if len(found) != 1:
            raise QueryError(f'"{word}" is not one word')
        return frozenset([found[0].form, word.strip().lower()])

    def counted(self, word: str, lemma_: str) -> Said:
        """Give what a word with this lemma counts as.

        A placeholder is itself and not shown: it stands for another person in each interview.
        """
        low = word.lower()
        if word.startswith("["):
            return Said(word, shown=False)
        return Said(lemma_ if self.form == "lemma" else low, low not in self.without)


LEMMAS = Vocabulary()


class _Known(dict[str, tuple[Said, ...]]):
    """The words of every stretch met so far, as this vocabulary counts them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def __missing__(self, stretch: str) -> tuple[Said, ...]:
        if len(self) >= MOST_STRETCHES:
            self.clear()
        by = self.vocabulary
        words = [t.text for t in tokens(stretch, by.language) if t.spoken]
        read = [lemma(w.lower(), by.language) if by.form == "lemma" else w for w in words]
        self[stretch] = tuple(by.counted(w, r) for w, r in zip(words, read, strict=True))
        return self[stretch]


_known = lru_cache(maxsize=8)(_Known)


def heard(
    transcripts: Iterable[Transcript], vocabulary: Vocabulary
) -> Iterator[tuple[Turn, list[Said]]]:
    """Give each turn in which a participant speaks, with its words."""
    for transcript in transcripts:
        for turn in transcript.turns:
            if turn.participants:
                yield turn, vocabulary.said(turn.text)


def shown_counts(words: Iterable[Said]) -> Counter[str]:
    """Count the forms of the words that tables show."""
    return Counter(word.form for word in words if word.shown)
