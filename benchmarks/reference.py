"""The least that reading a study can cost: plain Python, no checks, columns in lists."""

from __future__ import annotations

import json
from pathlib import Path


def load_plainly(folder: Path) -> dict[str, list[object]]:
    """Read turns and passages and find each quotation with ``str.find``; nothing is checked."""
    texts: dict[str, list[str]] = {}
    for path in sorted((folder / "transcripts").glob("*.md")):
        blocks = path.read_text(encoding="utf-8").split("\n\n")[1:]
        texts[path.stem] = [block.partition("**: ")[2].rstrip("\n") for block in blocks]
    columns: dict[str, list[object]] = {k: [] for k in ("id", "interview", "turn", "start", "end")}
    for path in sorted((folder / "codings").glob("*/*.jsonl")):
        turns = texts[path.stem]
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            start = turns[row["turn"] - 1].find(row["quote"])
            columns["id"].append(row["id"])
            columns["interview"].append(path.stem)
            columns["turn"].append(row["turn"])
            columns["start"].append(start)
            columns["end"].append(start + len(row["quote"]))
    return columns
