"""A transcript as a researcher holds it: its turns, its passages, and the page to code it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lises.errors import LisesError, NotOfferedError
from lises.model import Transcript, Turn

from .passages import Passages
from .reading import reading_words

if TYPE_CHECKING:
    import polars as pl

    from .study import Study
    from .widget import CodingWidget

__all__ = ["StudyTranscript"]


class StudyTranscript:
    """One interview of a study; ``study.transcript(id)`` gives it.

    In a notebook it shows its turns, with the passages of the counted set highlighted. A study
    that counts no set yet shows the turns alone: whoever codes next must not see others' codings.

    Examples
    --------
    >>> import lises
    >>> study = lises.load("tests/studies/demo-tiny")
    >>> study.transcript("DEMO-K1")
    StudyTranscript('DEMO-K1', 4 turns)
    >>> study.transcript("DEMO-K1").turns[0].label
    'I'
    """

    def __init__(self, study: Study, transcript: Transcript) -> None:
        self._study = study
        self.transcript = transcript

    @property
    def interview(self) -> str:
        """The interview's id."""
        return self.transcript.interview

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns of talk, in order."""
        return self.transcript.turns

    @property
    def speakers(self) -> tuple[tuple[str, str], ...]:
        """Each speaker label and what it stands for."""
        return self.transcript.speakers

    @property
    def table(self) -> pl.DataFrame:
        """The turns as a table, a row per turn: these rows of ``study.turns``."""
        import polars as pl

        return self._study.turns.filter(pl.col("interview") == self.interview)

    def turn(self, number: int) -> Turn | None:
        """Give the turn at this position from 1, or None."""
        return self.transcript.turn(number)

    def passages(self, code: str | None = None, *, set: str | None = None) -> Passages:
        """Choose passages of this interview; see ``Study.passages``."""
        return self._study.passages(code, set=set, interview=self.interview)

    def tag(
        self,
        coder: str,
        *,
        set: str | None = None,
        new_coder: bool = False,
        height: int = 640,
    ) -> CodingWidget:
        """Show the coding page here, in the notebook; every act is saved in the study at once.

        Parameters
        ----------
        coder : str
            The coder's id or name in ``study.yaml``.
        set : str, optional
            One of the coder's rounds, or a new one; else the latest.
        new_coder : bool
            Make a coder who is not in the study.
        height : int
            Of the page, in pixels; at least 320. marimo cuts outputs at some 600: give 560 there.

        Returns
        -------
        CodingWidget
            Its ``selection`` and ``passages`` are what is chosen and coded now; both can be
            observed. This study, as it was loaded, does not change; load it again to count.

        Raises
        ------
        NotOfferedError
            Of a release: it is coded in the study that it was made from.
        LisesError
            If the coder or the set is not the study's, the folder cannot be written to, or
            anywidget is not installed.
        """
        if (Path(self._study.folder.path) / "release.json").is_file():
            raise NotOfferedError(
                f"{self._study.id} is a release; code in the study that it was made from"
            )
        if height < 320:
            raise LisesError(f"a page of {height} pixels cannot be worked on; give 320 or more")
        try:
            import anywidget  # noqa: F401 - looked for by itself: another fault is another matter
        except ImportError as why:
            raise LisesError(
                "coding in a notebook needs anywidget: pip install 'lises[notebook]', then start "
                "the kernel again. The same page opens in a browser with lises tag"
            ) from why
        from lises.tagging.line import desk_addresses

        from .widget import CodingWidget

        addresses = desk_addresses(self._study.folder.path, coder, set, new_coder=new_coder)
        return CodingWidget(addresses, self.interview, reading_words(self._study.design), height)

    def __repr__(self) -> str:
        """Name it, and say how long it is."""
        return f"StudyTranscript({self.interview!r}, {len(self.turns)} turns)"

    def _repr_html_(self) -> str:
        """Show the turns, with the passages of the counted set."""
        from lises.render import transcript_html

        study = self._study
        shown = self.passages() if study.design.counted else ()
        words = reading_words(study.design)
        return str(transcript_html(study.folder, self.transcript, shown, words))
