"""``lises anchor``: a new text of an interview, with everything that points into the old one."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from lises.errors import LisesError, NotAStudyError, Problem, UnknownNameError, how_many

from .output import CLEAN, FOUND, AsJson, fail, problems_json, say_json, say_problems

if TYPE_CHECKING:
    from lises.evidence import Decisions, Pointer, TranscriptChange
    from lises.model import StudyFolder, Transcript

__all__ = ["anchor"]

SHOWN = 400  # characters of a text shown of a candidate


def anchor(
    study: Annotated[Path, typer.Argument(help="The study folder.")],
    interview: Annotated[str, typer.Argument(help="The interview whose transcript changes.")],
    new: Annotated[
        Path, typer.Option("--new", help="The new transcript: as in a study, or .docx, .txt, .md.")
    ],
    accept: Annotated[
        str, typer.Option(help="What to take as found: exact,moved; speakers: also said by others.")
    ] = "",
    choose: Annotated[
        list[str] | None, typer.Option(help="ID=1: take that candidate; may be repeated.")
    ] = None,
    drop: Annotated[
        list[str] | None, typer.Option(help="ID: give it up, its line goes; may be repeated.")
    ] = None,
    replaced: Annotated[
        Path | None, typer.Option(help="A csv of names and what was put for them, two columns.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Carry passages, questions put and judged hits over to a new transcript.

    Shows what becomes of each; writes, all files or none, once everything is decided. Exit 0:
    written; 1: something is open, or stands in the way.

    Example: lises anchor studies/my-study R01 --new R01.md --accept exact,moved
    """
    from lises.evidence import change_transcript, decide, rewrite_transcript

    folder, transcript, problems = _read(study, interview, new)
    if transcript is None or any(p.severity == "error" for p in problems):
        _stop(problems, as_json=as_json)
    change = change_transcript(folder, transcript, replaced=_pairs(replaced))
    chosen, dropped = _choices(choose or []), drop or []
    decisions = decide(change, accept=_accepted(accept), choose=chosen, drop=dropped)
    written = [] if decisions.open else rewrite_transcript(study, change, decisions)
    if as_json:
        _say_json(change, decisions, problems, written)
    else:
        say_problems(problems)
        _say(change, decisions, folder.design.constructed)
        for path in written:
            typer.echo(f"wrote {path}")
    raise typer.Exit(FOUND if decisions.open else CLEAN)


# -- what is given ----------------------------------------------------------------------------


def _read(
    study: Path, interview: str, new: Path
) -> tuple[StudyFolder, Transcript | None, list[Problem]]:
    """Read the study and the new transcript, with what stands in the way."""
    from lises.errors import did_you_mean
    from lises.evidence import new_transcript_problems
    from lises.files import read_study

    folder, found = read_study(study, name=str(study))
    if folder is None:
        why = next((str(p) for p in found), "`lises new` makes one")
        raise NotAStudyError(f"{study} is not a study: {why}")
    old = folder.transcripts.get(interview)
    if old is None:
        near = did_you_mean(interview, folder.transcripts)
        raise UnknownNameError(f'"{interview}" has no transcript in {study}; {near}'.rstrip("; "))
    transcript, problems = _transcript(new, old)
    if transcript is not None:
        here = f"{folder.path}/transcripts/{interview}.md"
        for problem in new_transcript_problems(folder, transcript, found):
            told = problem.path == here and problem.rule.startswith("speaker")
            problems.append(replace(problem, path=str(new)) if told else problem)
    return folder, transcript, problems


def _transcript(new: Path, old: Transcript) -> tuple[Transcript | None, list[Problem]]:
    """Read the new transcript: one of a study, or any that can be imported."""
    from lises.files import Faults, parse_transcript, read_text

    if new.suffix == ".md":
        faults = Faults(str(new))
        text = read_text(new, faults)
        if text is None:
            return None, faults.found
        if text.startswith("---\n"):
            made, problems = parse_transcript(text, str(new))
            if made is not None and made.interview != old.interview:
                message = f'is of the interview "{made.interview}", not "{old.interview}"'
                faults.error(1, "interview-misnamed", message, "is this the right file?")
            return made, [*faults.found, *problems]
    return _imported(new, old)


def _imported(new: Path, old: Transcript) -> tuple[Transcript, list[Problem]]:
    from lises.exchange import read_transcript, to_transcript

    speakers = dict(old.speakers)
    imported = read_transcript(new)
    made, problems = to_transcript(imported, interview=old.interview, speakers=speakers)
    missing = [p for p in problems if p.rule != "speaker-not-there"]
    return replace(made, language=old.language), [*imported.problems, *missing]


def _pairs(path: Path | None) -> Sequence[tuple[str, str]]:
    if path is None:
        return ()
    from lises.files import Faults, read_text

    faults = Faults(str(path))
    text = read_text(path, faults)
    rows = [row for row in csv.reader((text or "").splitlines()) if row]
    if text is None or any(len(row) != 2 or not all(row) for row in rows):
        raise LisesError(f"{path} cannot be used; a row is a name and what was put for it")
    return [(was, becomes) for was, becomes in rows]


def _accepted(given: str) -> list[str]:
    from lises.evidence import ACCEPTED

    wanted = [word.strip() for word in given.split(",") if word.strip()]
    if not set(wanted) <= set(ACCEPTED):
        raise LisesError(f'--accept "{given}"; write {", ".join(ACCEPTED)}, joined by commas')
    return wanted


def _choices(given: Sequence[str]) -> Mapping[str, int]:
    pairs = [one.rpartition("=") for one in given]
    for one, (key, _, number) in zip(given, pairs, strict=True):
        if not (key and number.isascii() and number.isdigit()):
            raise LisesError(f'--choose "{one}"; write ID=1, the number of a candidate')
    return {key: int(number) for key, _, number in pairs}


# -- what is said -----------------------------------------------------------------------------


def _stop(problems: Sequence[Problem], *, as_json: bool) -> NoReturn:
    if as_json:
        say_json({"problems": problems_json(problems), "written": []})
    else:
        say_problems(problems)
        fail("nothing was written; mend these first")
    raise typer.Exit(FOUND)


def _say(change: TranscriptChange, decisions: Decisions, constructed: bool) -> None:
    mark = " (invented material)" if constructed else ""
    old, new = len(change.old.turns), len(change.new.turns)
    typer.echo(f"{change.interview}{mark}: {how_many(old, 'turn')} → {new}")
    kinds = dict.fromkeys(("passage", "question", "hit"), 0)
    for pointer in change.pointers:
        kinds[pointer.kind] += 1
    pointing = ", ".join(how_many(number, kind) for kind, number in kinds.items() if number)
    fates = ", ".join(f"{fate} {number}" for fate, number in change.counts.items())
    typer.echo(f"{pointing or 'nothing points into it'}: {fates}")
    for pointer in change.pointers:
        if pointer.fate != "exact" or pointer.speakers:
            _say_pointer(pointer)
    if not decisions.open:
        return
    typer.echo(f"\nnothing written; open: {len(decisions.open)}")
    found = [p for p in decisions.open if p.became is not None]
    words = [fate for fate in ("exact", "moved") if any(p.fate == fate for p in found)]
    words += ["speakers"] if any(p.speakers for p in found) else []
    if found:
        typer.echo(f"  say --accept {','.join(words)} for what was found")
    for pointer in decisions.open:
        if pointer.became is None:
            numbers = range(1, len(pointer.candidates) + 1)
            choices = [f"--choose {pointer.key}={number}" for number in numbers]
            typer.echo(f"  say {' or '.join([*choices, f'--drop {pointer.key}'])}")


def _say_pointer(pointer: Pointer) -> None:
    place = _place(pointer.was)
    became = f" → {_place(pointer.became)}" if pointer.became else ""
    why = f": {pointer.why}" if pointer.why else ""
    typer.echo(f"\n{pointer.fate} {pointer.key} {place}{became}{why}")
    if pointer.speakers:
        typer.echo(f"    said by {' + '.join(pointer.speakers)} now")
    if pointer.named_by and pointer.fate != "exact":
        typer.echo(f"    named by {', '.join(dict.fromkeys(pointer.named_by))}")
    if pointer.became:
        if _words(pointer.was):
            typer.echo(f"    {_difference(pointer.was, pointer.became)}")
        return
    if _words(pointer.was):
        typer.echo(f"    was: {_shown(' ¶ '.join(_words(pointer.was)))}")
    for number, candidate in enumerate(pointer.candidates, 1):
        said = f" {_shown(_difference(pointer.was, candidate))}" if _words(candidate) else ""
        typer.echo(f"    {number}: {_place(candidate)}{said}")


def _place(values: Mapping[str, object]) -> str:
    turn = values["turn"]
    named = "–".join(map(str, turn)) if isinstance(turn, list) else str(turn)
    occurrence = values.get("occurrence")
    return f"§{named}" + (f" ({occurrence})" if occurrence else "")


def _words(values: Mapping[str, object]) -> list[str]:
    said = values.get("quote") or values.get("hit") or []
    return said if isinstance(said, list) else [str(said)]


def _difference(was: Mapping[str, object], becomes: Mapping[str, object]) -> str:
    from lises.anchoring import marked_difference

    return marked_difference(_words(was), _words(becomes))


def _shown(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def _say_json(
    change: TranscriptChange,
    decisions: Decisions,
    problems: Sequence[Problem],
    written: Sequence[Path],
) -> None:
    pointers = [
        {
            "key": p.key,
            "kind": p.kind,
            "fate": p.fate,
            "was": p.was,
            "became": p.became,
            "candidates": list(p.candidates),
            "why": p.why,
            "named_by": list(p.named_by),
            "speakers": list(p.speakers),
            "decided": p.key in decisions.made,
        }
        for p in change.pointers
    ]
    say_json(
        {
            "interview": change.interview,
            "turns": {"old": len(change.old.turns), "new": len(change.new.turns)},
            "counts": {str(fate): number for fate, number in change.counts.items()},
            "pointers": pointers,
            "open": [p.key for p in decisions.open],
            "problems": problems_json(problems),
            "written": [str(path) for path in written],
        }
    )
