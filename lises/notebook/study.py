"""The study as a researcher holds it: read at once, counted when asked."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from lises.errors import NotAStudyError, Problem, UnknownNameError, did_you_mean
from lises.model import Claim, Clearance, Finding, Passage, StudyDesign, StudyFolder
from lises.tables import Tables

from .chain import Chain
from .passages import Passages
from .reading import reading_language, reading_words
from .transcript import StudyTranscript

if TYPE_CHECKING:
    import polars as pl

    from lises.evidence import Assessment
    from lises.evidence.trail import Trail
    from lises.pictures import Picture
    from lises.privacy import Release
    from lises.privacy.disclosure import Disclosure
    from lises.text import Matching

__all__ = ["Study", "load"]


def load(path: str | Path) -> Study:
    """Read a study folder.

    A folder with problems is read as far as it is whole; ``study.problems`` tells the rest. Of a
    release, what was counted in the archive is given as it was counted there.

    Parameters
    ----------
    path : str or Path
        The folder with ``study.yaml``.

    Raises
    ------
    NotAStudyError
        If there is no ``study.yaml`` that can be read; the message gives the first reason.

    Examples
    --------
    >>> study = load("tests/studies/demo-tiny")
    >>> study
    Study('demo-tiny')
    """
    from lises.files import read_study

    folder, problems = read_study(Path(path), name=str(path))
    if folder is None:
        why = next((str(p) for p in problems), f"{path} holds no study.yaml")
        raise NotAStudyError(f"{path} is not a study: {why}")
    if (Path(path) / "release.json").is_file():
        from .released import load_release

        return load_release(Path(path), problems)
    return Study(folder, problems)


class Study(Tables):
    """A study: its files as objects, its codings as polars tables, its findings as chains.

    Tables are made when first asked for. Every row names ids that ``trace`` and ``passages`` take;
    ``behind`` gives the passages of a cell.

    Examples
    --------
    >>> import lises
    >>> study = lises.load("tests/studies/demo-tiny")
    >>> study.codings.columns[:3]
    ['passage', 'code', 'themes']
    >>> finding = study.assessments["tap"]
    >>> finding.n, finding.of, finding.result
    (2, 2, 'agree')
    """

    def __init__(self, folder: StudyFolder, read_problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(folder)
        self._read_problems = read_problems

    @property
    def id(self) -> str:
        """The study's id."""
        return self.folder.design.id

    @property
    def design(self) -> StudyDesign:
        """What ``study.yaml`` says."""
        return self.folder.design

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Every fault of the folder, errors and doubts, in the order of files and lines."""
        from lises.evidence import all_problems

        return all_problems(self.counted, self._read_problems, self.assessments)

    @cached_property
    def assessments(self) -> dict[str, Assessment]:
        """Every finding counted, by id: stances, n, N and whether statement and codings agree."""
        from lises.evidence import assess_all

        return assess_all(self.counted)

    @cached_property
    def participants(self) -> pl.DataFrame:
        """A row per participant, with the attributes."""
        from lises import frames

        return frames.participants(self.folder)

    @cached_property
    def interviews(self) -> pl.DataFrame:
        """A row per interview."""
        from lises import frames

        return frames.interviews(self.folder)

    @cached_property
    def turns(self) -> pl.DataFrame:
        """A row per turn of talk."""
        from lises import frames

        return frames.turns(self.folder)

    @cached_property
    def codings(self) -> pl.DataFrame:
        """A row per passage × code, of all coding sets, with the attributes of who speaks alone.

        ``speaker``, ``role`` and attributes are null where several speak or none.
        """
        from lises import frames

        return frames.with_speaker(frames.codings(self.anchored), self.participants)

    @cached_property
    def voices(self) -> pl.DataFrame:
        """A row per passage × code × participant: the only table from which n is taken."""
        from lises import frames

        return frames.voices(self.anchored)

    @cached_property
    def progress(self) -> pl.DataFrame:
        """A row per coding set and interview: what is assigned, read, coded and undecided.

        See ``lises.analysis.progress.PROGRESS`` for the columns.
        """
        from lises.analysis.progress import progress

        return progress(self.anchored)

    @property
    def findings(self) -> dict[str, Finding]:
        """The findings by id."""
        return {finding.id: finding for finding in self.folder.findings}

    @property
    def claims(self) -> dict[str, Claim]:
        """The published claims by id."""
        return {claim.id: claim for claim in self.folder.claims}

    def transcript(self, interview: str) -> StudyTranscript:
        """Give the transcript of an interview; its ``tag`` opens the coding page in a notebook.

        Raises
        ------
        UnknownNameError
            If it is not here; the message says whether the interview is known.
        """
        found = self.folder.transcripts.get(interview)
        if found is not None:
            return StudyTranscript(self, found)
        row = self.folder.interview(interview)
        if row is not None:
            raise UnknownNameError(f"the transcript of {interview} is {row.transcript}, not here")
        near = did_you_mean(interview, [i.id for i in self.folder.interviews])
        raise UnknownNameError(f'no interview "{interview}" in {self.folder.path}; {near}')

    def passages(
        self,
        code: str | None = None,
        *,
        set: str | None = None,
        participant: str | None = None,
        interview: str | None = None,
        **attributes: str,
    ) -> Passages:
        """Choose passages; they show themselves highlighted in their turns.

        Parameters
        ----------
        code : str, optional
            A passage query, children included: ``"a | b"``, ``"a & b within 2 turns"``; see
            ``lises.analysis.passage_query``.
        set : str, optional
            A coding set; without it the counted set, or all where the study counts none.
        participant, interview : str, optional
        **attributes : str
            ``role`` or an attribute and the value it is to have.

        Raises
        ------
        UnknownNameError, QueryError
            If a code, set, participant, interview or attribute is not the study's.

        Examples
        --------
        >>> import lises
        >>> study = lises.load("tests/studies/demo-tiny")
        >>> study.passages("tap-queue", role="keeper")
        DEMO-K1-q7ad  Take away the queue and nobody would know anybody.
        """
        from .choosing import choose

        wanted = {"set": set, "participant": participant, "interview": interview, **attributes}
        chosen = choose(self.anchored, code, {k: v for k, v in wanted.items() if v is not None})
        return Passages(self.anchored, chosen)

    def behind(self, *, set: str | None = None, **cell: str | None) -> Passages:
        """Give the passages behind a cell of a table; they show themselves in their turns.

        Parameters
        ----------
        set : str, optional
            A coding set; without it the counted set.
        **cell : str or None
            The keys of the cell as they stand in its row: ``code="a", participant="P1"``.

        Raises
        ------
        UnknownNameError
            If the study has no such key or set.
        """
        found = self.passages_behind(set=set, **cell)["passage"]
        by_id = self.anchored.by_id
        return Passages(self.anchored, [by_id[passage] for passage in found])

    @cached_property
    def as_release(self) -> Release:
        """The study as a release that withholds nothing: what pages and pictures are made from."""
        from lises.privacy import carried_tables, make_release

        return make_release(self.anchored, "restricted", tables=carried_tables(self))

    def disclosure(
        self,
        tier: Clearance | None = None,
        *,
        k: int = 0,
        against: str | Path | None = None,
    ) -> Disclosure:
        """Tell what a release at a tier would tell of its people, all pages taken together.

        Parameters
        ----------
        tier : {"public", "reviewer", "restricted"}, optional
            Else public; a release has its own.
        k : int, optional
            Fewer people than this are few; else the study's ``governance.k``, else 3.
        against : str or Path, optional
            An earlier release: what the two tell together is listed too.

        Raises
        ------
        ReleaseError
            If it is not sure what a release would have to cut.
        NotAStudyError
            If ``against`` is no release.

        Examples
        --------
        >>> import lises
        >>> told = lises.load("tests/studies/demo-tiny").disclosure("public")
        >>> told.people, len(told.unique) > 0
        (3, True)
        """
        from lises.privacy import carried_tables, make_release
        from lises.privacy.disclosure import disclosure_of

        tables = carried_tables(self)
        release = make_release(self.anchored, tier or "public", tables=tables)
        return disclosure_of(release, self.folder, k=k, against=Path(against) if against else None)

    def picture(self, analysis: str, *, language: str = "") -> Picture:
        """Draw an analysis; a mark leads to its passages, which stand below the drawing.

        Parameters
        ----------
        analysis : str
            ``frequency``, ``matrix``, ``cooccurrence``, ``map``, ``clusters``, ``sequence``,
            ``speech``, ``saturation``, ``agreement``, ``keyness``. Asking for keyness is opting in
            to it.
        language : str, optional
            Of labels and sentences: ``da`` or ``en``; else the study's.

        Raises
        ------
        UnknownNameError
            If there is no such picture.
        NotOfferedError
            If the study's method has no use for it.
        """
        from .pictures import picture_of

        return picture_of(self, analysis, language)

    def passage(self, passage: str) -> Passage:
        """Give one passage by id.

        Raises
        ------
        UnknownNameError
            If there is none of that id.
        """
        for found in self.folder.passages:
            if found.id == passage:
                return found
        raise UnknownNameError(f'no passage "{passage}" in {self.folder.path}')

    def find(self, query: str, *, matching: Matching = "word", window: int = 40) -> pl.DataFrame:
        """Find words in their context; see ``lises.text.concordance``.

        Examples
        --------
        >>> import lises
        >>> study = lises.load("tests/studies/demo-tiny")
        >>> study.find("queue|gate").select("interview", "turn", "hit").row(0)
        ('DEMO-G1', 2, 'gate')
        """
        from lises.text import concordance

        transcripts = self.folder.transcripts.values()
        language = self.design.language
        return concordance(transcripts, query, matching=matching, language=language, window=window)

    def trace(self, name: str, *, language: str = "") -> Chain:
        """Walk from a finding, claim, code, passage, interview or participant to the words.

        Raises
        ------
        UnknownNameError
            If the study has nothing of that name.

        Examples
        --------
        >>> import lises
        >>> study = lises.load("tests/studies/demo-tiny")
        >>> study.trace("DEMO-K1-q7ad").root.text
        'Take away the queue and nobody would know anybody.'
        """
        from lises.evidence import trace

        told = language or reading_language()
        return Chain(trace(self.counted, name, language=told), self.folder)

    def gathered_trail(self, *, history: bool = True) -> Trail:
        """Gather what was done, from the files and, with ``history``, from git."""
        from lises.evidence.trail import trail_of

        return trail_of(self.folder, history=history)

    def trail(self, *, history: bool = True) -> pl.DataFrame:
        """Give the audit trail, a row per event; see ``lises.tables.trail.trail_table``.

        Examples
        --------
        >>> import lises
        >>> rows = lises.load("tests/studies/demo-tiny").trail(history=False)
        >>> rows.filter(kind="reading").select("date", "by", "interview", "n").row(0)
        ('2026-05-16', 'ab', 'DEMO-G1', 3)
        """
        from lises.tables.trail import trail_table

        return trail_table(self.gathered_trail(history=history))

    def codebook_history(self) -> pl.DataFrame:
        """Give what happened to every code, as ``lises.tables.trail`` has it."""
        from lises.tables.trail import codebook_history_table

        return codebook_history_table(self.gathered_trail())

    def __repr__(self) -> str:
        """Name the study."""
        return f"Study({self.id!r})"

    def _repr_html_(self) -> str:
        """Show what it is, what is coded and what has problems."""
        from lises.render import study_html

        return str(study_html(self.folder, self.problems, reading_words(self.design)))
