"""What was decided about a change of transcript, and the files written by it, all or none."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from lises.errors import LisesError, UnknownNameError, did_you_mean, how_many
from lises.files import Faults, read_text, write_transcript
from lises.files.together import write_together

from .transcript_change import Pointer, TranscriptChange, Values

__all__ = ["ACCEPTED", "Decisions", "decide", "pointer_files", "rewrite_transcript"]

ACCEPTED = ("exact", "moved", "speakers")  # what may be taken as it was found


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What becomes of each pointer, by its key: new values, or None where its line is to go.

    ``open`` are the pointers about which nothing was decided.
    """

    made: Mapping[str, Values | None]
    open: tuple[Pointer, ...]


def decide(
    change: TranscriptChange,
    *,
    accept: Collection[str] = (),
    choose: Mapping[str, int] | None = None,
    drop: Collection[str] = (),
) -> Decisions:
    """Settle what becomes of each pointer.

    Parameters
    ----------
    change : TranscriptChange
    accept : collection of {"exact", "moved", "speakers"}
        Fates whose new place is taken as it was found; ``speakers`` also where the words are
        credited to others than before, which changes who is counted.
    choose : mapping of str to int
        Key to the number of a candidate, from 1; where there are no candidates and a new place was
        found, 1 is that place.
    drop : collection of str
        Keys of those whose line is to go.

    Raises
    ------
    UnknownNameError
        If a key is none of this change.
    LisesError
        If a candidate is chosen that there is not, or a key both chosen and dropped.
    """
    choose = choose or {}
    known = {pointer.key: pointer for pointer in change.pointers}
    for key in (*choose, *drop):
        if key not in known:
            near = did_you_mean(key, known)
            raise UnknownNameError(f'nothing here has the key "{key}"; {near}'.rstrip("; "))
        if key in choose and key in drop:
            raise LisesError(f"{key} is both chosen and dropped; decide for one")
    wrong = set(accept) - set(ACCEPTED)
    if wrong:
        named = ", ".join(sorted(wrong))
        raise LisesError(f"{named} cannot be accepted unseen; only {', '.join(ACCEPTED)} can")
    made: dict[str, Values | None] = {}
    for key, pointer in known.items():
        if key in drop:
            made[key] = None
        elif key in choose:
            made[key] = _chosen(pointer, choose[key])
        elif pointer.fate in accept and (not pointer.speakers or "speakers" in accept):
            made[key] = pointer.became
    left = tuple(pointer for key, pointer in known.items() if key not in made)
    return Decisions(made=made, open=left)


def _chosen(pointer: Pointer, number: int) -> Values:
    offered = pointer.candidates or ((pointer.became,) if pointer.became else ())
    if not 1 <= number <= len(offered):
        said = f"from 1 to {len(offered)}" if offered else "none is offered: drop it"
        raise LisesError(f"{pointer.key} has no candidate {number}; {said}")
    return offered[number - 1]


def rewrite_transcript(study: Path, change: TranscriptChange, decisions: Decisions) -> list[Path]:
    """Write the new transcript and every line that points into it, as one change.

    A line keeps its place and all of its other values; lines whose values stay are kept byte by
    byte. Killed at any step, the old or the new study is there, whole.

    Parameters
    ----------
    study : Path
        The study folder.
    change : TranscriptChange
    decisions : Decisions
        With nothing open.

    Returns
    -------
    list of Path
        The files that were written.

    Raises
    ------
    LisesError
        If something is open, or a file was changed meanwhile.
    OSError
        If the disk refuses.
    """
    files = pointer_files(study, [(change, decisions)])
    files[f"transcripts/{change.interview}.md"] = write_transcript(change.new).encode()
    write_together(study, files)
    return [study / path for path in files]


def pointer_files(
    study: Path, decided: Iterable[tuple[TranscriptChange, Decisions]]
) -> dict[str, bytes | None]:
    """Give the files that point into changed transcripts, as they are to be; nothing is written.

    Parameters
    ----------
    study : Path
        The study folder.
    decided : iterable of (TranscriptChange, Decisions)
        Of different interviews, with nothing open.

    Returns
    -------
    dict of str to bytes
        Path within the study to its new content; files that stay are not among them.

    Raises
    ------
    LisesError
        If something is open, or a file was changed meanwhile.
    """
    by_file: dict[str, dict[int, tuple[Pointer, Values | None]]] = defaultdict(dict)
    for change, decisions in decided:
        if decisions.open:
            several = how_many(len(decisions.open), "decision")
            raise LisesError(f"{several} to be made: nothing written")
        for pointer in change.pointers:
            becomes = decisions.made[pointer.key]
            if becomes != pointer.was:
                by_file[pointer.at.path][pointer.at.line] = (pointer, becomes)
    return {path: _rewritten(study, path, lines).encode() for path, lines in by_file.items()}


def _rewritten(study: Path, path: str, lines: Mapping[int, tuple[Pointer, Values | None]]) -> str:
    faults = Faults(path)
    text = read_text(study / path, faults, by_line=True)
    if text is None or faults.errors:
        raise LisesError(f"{study / path} cannot be read as it was; nothing was written")
    kept = text.split("\n")
    header = next(csv.reader(kept[:1]), []) if path.endswith(".csv") else []
    out = []
    for number, line in enumerate(kept, 1):
        if number not in lines:
            out.append(line)
            continue
        pointer, becomes = lines[number]
        if becomes is not None:
            row = _csv_line(line, header, becomes) if header else _json_line(line, pointer, becomes)
            out.append(row)
    return "\n".join(out)


def _json_line(line: str, pointer: Pointer, becomes: Values) -> str:
    """Put new values into a line of JSON; the others and their order stay."""
    values = json.loads(line)
    if any(values.get(key) != value for key, value in pointer.was.items() if key == "turn"):
        raise LisesError(f"{pointer.at.path}:{pointer.at.line} was changed; begin again")
    made = {}
    said = "quote" if "quote" in becomes else "hit"
    for key, value in values.items():
        if key != "occurrence":
            made[key] = becomes.get(key, value)
        if key == said and becomes["occurrence"] is not None:
            made["occurrence"] = becomes["occurrence"]
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"))


def _csv_line(line: str, header: list[str], becomes: Values) -> str:
    cells = next(csv.reader([line]))
    cells[header.index("turn")] = str(becomes["turn"])
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()
