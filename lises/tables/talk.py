"""What is said, and by whom how much."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from lises import text
from lises.frames import participants
from lises.model import Transcript

from .counting import Counting
from .offered import refuse

__all__ = ["TalkTables"]


class TalkTables(Counting):
    """The tables of words and turns, in the study's language and pinned tier."""

    def speech(self) -> pl.DataFrame:
        """Count turns and words of each who speaks in each interview; see ``text.speech``."""
        return text.speech(self._transcripts, self._roles, language=self.folder.design.language)

    def speech_by_role(self) -> pl.DataFrame:
        """Count turns and words of each role; see ``text.speech_by_role``."""
        language = self.folder.design.language
        return text.speech_by_role(self._transcripts, self._roles, language=language)

    def keyness(
        self, group: str, *, by: str = "role", form: text.Form = "lemma", minimum: int = 5
    ) -> pl.DataFrame:
        """Compare the words of one group with those of the others; see ``text.keyness``.

        Parameters
        ----------
        group : str
            A value of ``by``.
        by : str
            ``role`` or an attribute; whose is not known is left out on both sides.
        form : {"lemma", "word"}
        minimum : int
            Words said less often than this are not shown.

        Raises
        ------
        UnknownNameError
            If there is no such attribute or nobody is of the group.
        NotOfferedError
            If the method is reflexive.
        """
        refuse(self.folder.design, "keyness")
        return text.keyness(
            self._transcripts,
            self.groups(by),
            group=group,
            vocabulary=self.vocabulary(form),
            minimum=minimum,
        )

    def collocations(
        self, word: str, *, form: text.Form = "lemma", within: int = 5, minimum: int = 3
    ) -> pl.DataFrame:
        """Count the words that stand near a word; see ``text.collocations``."""
        vocabulary = self.vocabulary(form)
        return text.collocations(
            self._transcripts, word, vocabulary=vocabulary, within=within, minimum=minimum
        )

    def vocabulary(self, form: text.Form = "lemma") -> text.Vocabulary:
        """Give the words that tables show: the study's language and tier, no stop words."""
        design = self.folder.design
        return text.Vocabulary(
            language=design.language,
            form=form,
            tier=design.text_tier,
            without=text.stopwords(design.language),
        )

    def groups(self, by: str) -> dict[str, str]:
        """Give participant → role or value of an attribute, of those for whom it is known.

        Raises
        ------
        UnknownNameError
            If the study has no such attribute.
        """
        column = self.attribute(by)
        people = participants(self.folder).select("participant", column).drop_nulls()
        return dict(people.iter_rows())

    @property
    def _roles(self) -> dict[str, str]:
        return self.groups("role")

    @property
    def _transcripts(self) -> Iterable[Transcript]:
        return self.folder.transcripts.values()
