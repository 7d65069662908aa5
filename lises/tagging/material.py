"""What a desk reads and does not own: transcripts, codebook, people; as the files are now."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

from lises.errors import LisesError, NotAStudyError, Problem, UnknownNameError, did_you_mean
from lises.files import (
    Faults,
    parse_asked,
    parse_codebook,
    parse_guide,
    parse_interviews,
    parse_note,
    parse_participants,
    parse_reading_rows,
    parse_study,
    parse_transcript,
)
from lises.files.forms import SAFE_ID
from lises.files.notes import NOTE_FOLDERS
from lises.files.text import decode_text, read_bytes
from lises.model import (
    Asked,
    Assignment,
    Codebook,
    Guide,
    Interview,
    Note,
    Participant,
    Reading,
    StudyDesign,
    Transcript,
)

__all__ = ["Found", "Material", "digest"]

Made = TypeVar("Made")
Parser = Callable[[str, str], tuple[Made, list[Problem]]]


class Found(NamedTuple):
    """What a file gave, what is wrong with it, and a digest of its bytes."""

    value: object
    problems: tuple[Problem, ...]
    digest: str


def digest(data: bytes | None) -> str:
    """Name some bytes in twelve characters."""
    return "none" if data is None else hashlib.sha256(data).hexdigest()[:12]


class Material:
    """The files of a study beside a coder's own set; each is parsed again only when it changed."""

    def __init__(self, study: Path) -> None:
        self.study = study
        self._seen: dict[str, tuple[bytes | None, Found]] = {}
        self._known: tuple[tuple[Interview, ...], dict[str, Interview]] | None = None

    def found(self, path: str, parser: Parser[Made], *, by_line: bool = False) -> Found:
        """Read and parse a file; a value of None where it is not there or cannot be used."""
        faults = Faults(path)
        data = read_bytes(self.study / path, faults)
        seen = self._seen.get(path)
        if seen is not None and data is not None and seen[0] == data:
            return seen[1]
        made: object = None
        problems = [p for p in faults.found if p.rule != "file-missing"]
        if data is not None:
            text = decode_text(data, faults, by_line=by_line)
            problems = faults.found
            if text is not None:
                made, more = parser(text, path)
                problems = [*problems, *more]
        found = Found(made, tuple(problems), digest(data))
        self._seen[path] = (data, found)
        return found

    def design(self) -> StudyDesign:
        """Give what ``study.yaml`` says.

        Raises
        ------
        NotAStudyError
            If it is not there or cannot be read.
        """
        found = self.found("study.yaml", parse_study)
        if not isinstance(found.value, StudyDesign):
            why = next((str(p) for p in found.problems), "it has no study.yaml")
            raise NotAStudyError(f"{self.study} is not a study: {why}")
        return found.value

    def codebook(self) -> tuple[Codebook, Found]:
        """Give the codebook, an empty one where there is none."""
        found = self.found("codebook.yaml", parse_codebook)
        book = found.value if isinstance(found.value, Codebook) else Codebook()
        return book, found

    def guide(self) -> Guide:
        """Give the interview guide, an empty one where there is none."""
        value = self.found("guide.yaml", parse_guide).value
        return value if isinstance(value, Guide) else Guide()

    def interviews(self) -> tuple[Interview, ...]:
        """Give the interviews."""
        value = self.found("interviews.csv", parse_interviews, by_line=True).value
        return value if isinstance(value, tuple) else ()

    def interview(self, name: str) -> Interview:
        """Give an interview.

        Raises
        ------
        UnknownNameError
            If the study has none of this id.
        """
        known = self._by_id()
        if name not in known:
            near = did_you_mean(name, known)
            raise UnknownNameError(
                f"no interview {name[:80]!r} in this study; {near or 'see its list'}"
            )
        return known[name]

    def _by_id(self) -> dict[str, Interview]:
        rows = self.interviews()
        if self._known is None or self._known[0] is not rows:
            self._known = (rows, {one.id: one for one in reversed(rows)})
        return self._known[1]

    def participants(self) -> dict[str, Participant]:
        """Give the participants by id."""
        value = self.found("participants.csv", parse_participants, by_line=True).value
        return {p.id: p for p in value} if isinstance(value, tuple) else {}

    def readings(self) -> tuple[Reading, ...]:
        """Give who has read what."""
        return self._reading_rows()[0]

    def assigned(self) -> tuple[Assignment, ...]:
        """Give who is to code what."""
        return self._reading_rows()[1]

    def _reading_rows(self) -> tuple[tuple[Reading, ...], tuple[Assignment, ...]]:
        value = self.found("readings.csv", parse_reading_rows, by_line=True).value
        return (value[0], value[1]) if isinstance(value, tuple) else ((), ())

    def asked(self) -> tuple[Asked, ...]:
        """Give where questions were put."""
        value = self.found("asked.csv", parse_asked, by_line=True).value
        return value if isinstance(value, tuple) else ()

    def notes(self, kind: str = "memo") -> Iterator[Note]:
        """Give the memos, or notes of another kind."""
        name = next(name for name, its in NOTE_FOLDERS.items() if its == kind)
        folder = self.study / name
        if folder.is_dir() and not folder.is_symlink():
            for path in sorted(folder.glob("*.md")):
                if SAFE_ID.fits(path.stem):
                    value = self.found(f"{name}/{path.name}", parse_note).value
                    if isinstance(value, Note):
                        yield value

    def transcript(self, interview: str) -> tuple[Transcript | None, Found]:
        """Give a transcript; None where it is not there or cannot be read."""
        if not SAFE_ID.fits(interview):
            raise LisesError(f"{interview[:80]!r} is no id of an interview")
        found = self.found(f"transcripts/{interview}.md", parse_transcript)
        value = found.value
        return (value if isinstance(value, Transcript) else None), found
