"""An imported transcript put into a study: the file, its rows, and the report of the import."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from lises.errors import LisesError
from lises.files import write_atomic
from lises.files.transcript import write_transcript
from lises.model import INTERVIEWER, OTHER, StudyFolder, Transcript

from .imported import Imported
from .report import report
from .speakers import propose_speakers
from .timed.sidecar import FOLDER, times_written
from .vocabulary import is_role_word

__all__ = [
    "REPORTS",
    "Addition",
    "add_interview",
    "as_id",
    "interview_id",
    "is_numbered",
    "proposed_mapping",
]

NUMBERED = re.compile(r"([A-Za-z]*)[ _-]?(\d{1,4})")
LETTER = re.compile(r"[^\W\d_]|[^\W\d_]{0,2}\d{1,3}")  # X, I2, R03; "Bo" may be somebody
SHORT = 3  # letters that are hardly a name: R, Int
TELLING = frozenset(
    ("interview", "transcript", "talk", "udskrift", "samtale", "deltager", "person")
)
REPORTS = ".imports"  # beside the transcripts, read by no command; as confidential as they are


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """What is to be added: the credited transcript, where it came from, and its people's role."""

    transcript: Transcript
    imported: Imported
    role: str
    replace: bool = False


def interview_id(path: Path, taken: Container[str] = ()) -> str:
    """Propose the id of an interview from its file's name, unless that could be a person's.

    An id stands in addresses and titles for ever. Only a number, with a short or a telling word
    before it, is taken over; any other name gives way to ``I01``, ``I02`` …

    >>> interview_id(Path("Interview 05.docx")), interview_id(Path("Hanne Jensen 12.docx"))
    ('Interview-05', 'I01')
    """
    if named := is_numbered(path):
        return "-".join(part for part in named.groups() if part)
    return next(name for n in count(1) if (name := f"I{n:02}") not in taken)


def is_numbered(path: Path) -> re.Match[str] | None:
    """Give the letters and the number of a name that may become an id, None for any other."""
    named = NUMBERED.fullmatch(path.stem.strip())
    taken_over = named and (len(named[1]) <= SHORT or named[1].lower() in TELLING)
    return named if taken_over else None


def as_id(label: str) -> str:
    """Make an id of a speaker's label: letters, digits and hyphens of it.

    >>> as_id("Fru Østergård")
    'Fru-Oestergard'
    """
    plain = unicodedata.normalize("NFKD", label.replace("ø", "oe").replace("Ø", "Oe"))
    letters = plain.replace("æ", "ae").replace("Æ", "Ae").encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", letters).strip("-")[:40] or "interview"


def proposed_mapping(
    imported: Imported, interview: str, participants: Sequence[str] = ()
) -> dict[str, str]:
    """Propose label → participant id, ``interviewer`` or ``other``; what is open has no entry.

    Where the study does not know the interview yet, its one participant gets the interview's id;
    several get it with their label behind, or a number where the label may be a name.
    """
    proposed = propose_speakers(imported, participants=participants or [interview])
    mapping = {p.label: p.becomes for p in proposed if p.becomes}
    if participants:
        return mapping
    guesses = {part: f.guess for f in imported.speakers if not f.joint for part in f.parts}
    theirs = [p.label for p in proposed if guesses.get(p.label) == "participant"]
    if len(theirs) > 1:
        mapping |= {
            label: f"{interview}-{as_id(label) if _is_no_name(label) else number}"
            for number, label in enumerate(theirs, 1)
        }
    return mapping


def _is_no_name(label: str) -> bool:
    """Tell whether a label is a code or a role: an id stands in addresses, a name must not."""
    return all(LETTER.fullmatch(word) or is_role_word(word) for word in re.findall(r"\w+", label))


def add_interview(folder: StudyFolder, path: Path, addition: Addition) -> list[Path]:
    """Write the transcript, rows for the interview and new participants, the report, the times.

    Parameters
    ----------
    folder : StudyFolder
        The study as read.
    path : Path
        Its folder.
    addition : Addition

    Returns
    -------
    list of Path
        The files written, the transcript last: killed in between, a row without a transcript is
        told by ``lises check``, and the same import can be done again.

    Raises
    ------
    LisesError
        If the interview has a transcript already and ``replace`` was not said, or no role can be
        given to new participants.
    """
    transcript = addition.transcript
    target = path / "transcripts" / f"{transcript.interview}.md"
    if target.exists() and not addition.replace:
        raise LisesError(f"{target} is there; say --replace to write over it, or give another id")
    people = [who for _, who in transcript.speakers if who not in (INTERVIEWER, OTHER)]
    people = list(dict.fromkeys(people))
    new = [who for who in people if folder.participant(who) is None]
    role = _role(folder, addition.role) if new else ""
    written = [_write_report(path, addition), *_write_times(path, addition)]
    if new:
        rows = [{"id": who, "role": role} for who in new]
        written.append(_append(path / "participants.csv", rows))
    if folder.interview(transcript.interview) is None:
        row = {"id": transcript.interview, "participants": ";".join(people)}
        written.append(_append(path / "interviews.csv", [{**row, "transcript": "present"}]))
    target.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(target, write_transcript(transcript).encode())
    return [*written, target]


def _role(folder: StudyFolder, wanted: str) -> str:
    known = [role.id for role in folder.design.roles]
    if wanted in known:
        return wanted
    if not wanted and len(known) == 1:
        return known[0]
    said = f'no role "{wanted}"' if wanted else "new participants need a role"
    raise LisesError(f"{said}; say --role with one of: {', '.join(known) or 'none in study.yaml'}")


def _write_report(path: Path, addition: Addition) -> Path:
    target = path / REPORTS / f"{addition.transcript.interview}.txt"
    target.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(target, report(addition.imported).encode())
    return target


def _write_times(path: Path, addition: Addition) -> list[Path]:
    """Keep the times of cues and words; those of an earlier import of the interview go."""
    target = path / REPORTS / FOLDER / f"{addition.transcript.interview}.jsonl"
    lines = times_written(addition.imported, addition.transcript)
    if not lines:
        target.unlink(missing_ok=True)
        return []
    target.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(target, lines.encode())
    return [target]


def _append(path: Path, rows: Sequence[Mapping[str, str]]) -> Path:
    """Add rows to a table under the columns that it has."""
    if not path.is_file():
        raise LisesError(f"{path} is missing; `lises new` writes the tables of a study")
    text = path.read_text(encoding="utf-8-sig")
    columns = next(csv.reader(io.StringIO(text)), [])
    missing = {name for row in rows for name in row} - set(columns)
    if missing:
        raise LisesError(f"{path}:1: no column {', '.join(sorted(missing))}")
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writerows(rows)
    end = "" if text.endswith("\n") else "\n"
    write_atomic(path, f"{text}{end}{out.getvalue()}".encode())
    return path
