"""The times of cues and words, kept beside the study: a line of JSON for each stretch.

``.imports/times/<interview>.jsonl`` holds numbers and the cues' own names, no word of the talk; it
is as confidential as the transcript, read by no command, in no release, and gone when the interview
is withdrawn. Its first line says of which text the places are, by a digest.
"""

from __future__ import annotations

import hashlib
import json

from lises.exchange.imported import Imported, Timing
from lises.model import Transcript

__all__ = ["FOLDER", "times_written"]

FOLDER = "times"
"""The folder within ``.imports``."""


def times_written(imported: Imported, transcript: Transcript) -> str:
    """Give the times of an import as lines of JSON; empty where it has none.

    Parameters
    ----------
    imported : Imported
        With its ``timings``.
    transcript : Transcript
        What was made of it.

    Returns
    -------
    str
        The first line has ``interview``, ``source``, ``kind``, ``unit`` (``ms``), ``places``
        (``code points``) and ``sha256`` of the turns' texts joined by a form feed. Every other
        line is a cue or a part of it: ``turn`` from 1, ``begin`` and ``stop`` in its text,
        ``start`` and ``end`` in milliseconds, ``at``, ``name``, ``settings``, and ``words``, each
        ``[begin, stop, start, end, probability]``. What is not known is left out, in ``words``
        null.
    """
    if not imported.timings:
        return ""
    texts = "\f".join(turn.text for turn in transcript.turns)
    first: dict[str, object] = {
        "interview": transcript.interview,
        "source": imported.path.name,
        "kind": imported.kind,
        "unit": "ms",
        "places": "code points",
        "sha256": hashlib.sha256(texts.encode("utf-8", "surrogatepass")).hexdigest(),
    }
    return "".join(f"{_json(line)}\n" for line in (first, *map(_line, imported.timings)))


def _line(timing: Timing) -> dict[str, object]:
    line: dict[str, object] = {"at": timing.at}
    # No turn that is made of cues is empty, so all of them are written and keep their numbers.
    if timing.turn:
        line |= {"turn": timing.turn, "begin": timing.begin, "stop": timing.stop}
    known = {
        "start": timing.start,
        "end": timing.end,
        "name": timing.name or None,
        "settings": timing.settings or None,
        "words": [list(word) for word in timing.words] or None,
    }
    return line | {key: value for key, value in known.items() if value is not None}


def _json(line: dict[str, object]) -> str:
    return json.dumps(line, ensure_ascii=False, separators=(",", ":"))
