"""The report of an import: what came in, what did not and why; for people and for machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from lises.errors import how_many

from .imported import Imported, Kind, Overlap, SpeakerFound

__all__ = ["as_json", "report"]

_KINDS: Mapping[Kind, str] = {
    "docx": "Word document",
    "odt": "OpenDocument text",
    "rtf": "RTF document",
    "pdf": "PDF",
    "text": "text",
    "markdown": "Markdown",
    "webvtt": "WebVTT",
    "srt": "SubRip (srt)",
    "sbv": "YouTube captions (sbv)",
    "whisper-json": "Whisper (json)",
    "whisper-tsv": "Whisper (tsv)",
    "eaf": "ELAN (eaf)",
    "otr": "oTranscribe (otr)",
    "noscribe-html": "noScribe (html)",
    "unknown": "not read",
}

_PAIRS = 40


def report(imported: Imported) -> str:
    """Give the report as plain text, every set-aside text whole.

    Parameters
    ----------
    imported : Imported
        What ``read_transcript`` gave.

    Returns
    -------
    str
        Sections with an empty line between them, ending in a line feed.
    """
    sections = (
        _head(imported),
        _words(imported),
        _speakers(imported),
        _candidates(imported),
        _set_aside(imported),
        _overlaps(imported),
        _list("notes", imported.notes),
        _list("problems", [str(problem) for problem in imported.problems]),
    )
    return "\n\n".join("\n".join(lines) for lines in map(list, sections) if lines) + "\n"


def as_json(imported: Imported) -> dict[str, object]:
    """Give the report as values of JSON, turns included.

    Returns
    -------
    dict
        ``file`` is the name only; ``words`` has ``document``, ``turns``, ``labels``, ``times``,
        ``set_aside`` and ``difference``; a problem's path is the file as it was named; times are
        milliseconds.
    """
    return {
        "file": imported.path.name,
        "kind": imported.kind,
        "encoding": imported.encoding,
        "sha256": imported.digest,
        "place": imported.place,
        "words": {**asdict(imported.words), "difference": imported.words.difference},
        "speakers": [_jsonable(asdict(found)) for found in imported.speakers],
        "candidates": [_jsonable(asdict(candidate)) for candidate in imported.candidates],
        "turns": [_jsonable(asdict(turn)) for turn in imported.turns],
        "set_aside": [asdict(aside) for aside in imported.set_aside],
        "notes": list(imported.notes),
        "problems": [asdict(problem) for problem in imported.problems],
        "overlaps": [asdict(overlap) for overlap in imported.overlaps],
        "timings": [_jsonable(asdict(timing)) for timing in imported.timings],
    }


def _jsonable(values: dict[str, object]) -> dict[str, object]:
    return {k: list(v) if isinstance(v, tuple) else v for k, v in values.items()}


def _head(imported: Imported) -> Iterator[str]:
    encoding = f", {imported.encoding}" if imported.encoding else ""
    yield f"{imported.path.name}: {_KINDS[imported.kind]}{encoding}"
    speakers = {part for turn in imported.turns for part in turn.parts}
    severities = Counter(problem.severity for problem in imported.problems)
    yield (
        f"{how_many(len(imported.turns), 'turn')}, {how_many(len(speakers), 'speaker')}, "
        f"{how_many(severities['error'], 'error')}, {how_many(severities['doubt'], 'doubt')}"
    )
    if imported.digest:
        yield f"sha256 {imported.digest}"


def _words(imported: Imported) -> Iterator[str]:
    words = imported.words
    rows = (
        ("in the document", words.document),
        ("in turns", words.turns),
        ("in speaker labels", words.labels),
        ("in time stamps", words.times),
        ("set aside", words.set_aside),
        ("unaccounted for", words.difference),
    )
    yield "words"
    for name, number in rows:
        yield f"  {name:<18}{number:>9,}"


def _speakers(imported: Imported) -> Iterator[str]:
    if not imported.speakers:
        return
    yield "speakers"
    width = max(5, *(len(found.label) for found in imported.speakers))
    yield f"  {'label':<{width}}  turns    words  guess        why"
    for found in imported.speakers:
        why = _why(found)
        numbers = f"{found.turns:>5,}  {found.words:>7,}"
        yield f"  {found.label:<{width}}  {numbers}  {found.guess:<11}  {why}"


def _why(found: SpeakerFound) -> str:
    spelled = found.parts[0] if len(found.parts) == 1 and found.label != found.parts[0] else ""
    return f"spelled like {spelled}; {found.why}" if spelled else found.why


def _candidates(imported: Imported) -> Iterator[str]:
    if imported.candidates:
        yield "not taken for speakers, kept as text"
    for candidate in imported.candidates:
        places = ", ".join(str(at) for at in candidate.at[:6])
        more = ", …" if len(candidate.at) > 6 else ""
        yield f'  "{candidate.label}" {candidate.why} ({imported.place} {places}{more})'


def _set_aside(imported: Imported) -> Iterator[str]:
    if imported.set_aside:
        yield "set aside"
    for aside in imported.set_aside:
        yield f"  {aside.where}: {aside.why}, {how_many(aside.words, 'word')}"
        for line in aside.text.split("\n"):
            yield f"    | {line}"


def _overlaps(imported: Imported) -> Iterator[str]:
    """Say which turns overlap: each pair once, with how long and where first."""
    pairs: dict[tuple[int, int], list[Overlap]] = {}
    for overlap in imported.overlaps:
        if overlap.turn != overlap.other:
            pairs.setdefault((overlap.other, overlap.turn), []).append(overlap)
    if pairs:
        yield "spoken at the same time"
    for (one, other), found in list(pairs.items())[:_PAIRS]:
        timed = [o.milliseconds for o in found if o.milliseconds is not None]
        long = f"{sum(timed) / 1000:.2f} s" if timed else "as the text marks it"
        yield f"  turns {one:,} and {other:,}: {long} ({imported.place} {found[0].at:,})"
    if len(pairs) > _PAIRS:
        yield f"  … and {how_many(len(pairs) - _PAIRS, 'pair')} more"


def _list(title: str, lines: object) -> Iterator[str]:
    listed = list(lines) if isinstance(lines, (list, tuple)) else []
    if listed:
        yield title
    for line in listed:
        yield "  " + str(line).replace("\n", "\n  ")
