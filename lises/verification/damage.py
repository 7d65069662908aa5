"""Kinds of damage: each changes a copy of a bundle in one place, or says that it has no such place.

They work on the files as text, as a person with an editor would, and know no study.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

__all__ = ["DAMAGES"]

Damage = Callable[[Path], bool]
Row = dict[str, Any]


def _studies(bundle: Path) -> Iterator[Path]:
    """Give the studies, those with passages first."""
    found = [p for p in sorted((bundle / "studies").iterdir()) if p.is_dir()]
    yield from sorted(found, key=lambda p: not (p / "codings").is_dir())


def _lines(change: Callable[[Row], Row | None], wanted: Callable[[Row], bool]) -> Damage:
    """Change the first passage that is wanted; None removes it."""

    def damage(bundle: Path) -> bool:
        for path in (p for s in _studies(bundle) for p in sorted(s.glob("codings/*/*.jsonl"))):
            lines = path.read_text("utf-8").splitlines()
            for n, line in enumerate(lines):
                row = json.loads(line)
                if wanted(row) and _counted(path):
                    new = change(row)
                    lines[n : n + 1] = [] if new is None else [json.dumps(new, ensure_ascii=False)]
                    path.write_text("".join(f"{one}\n" for one in lines), "utf-8")
                    return True
        return False

    return damage


def _counted(path: Path) -> bool:
    design = (path.parents[2] / "study.yaml").read_text("utf-8")
    found = re.search(r"(?m)^counted: (\S+)", design)
    return found is None or found[1] == path.parent.name


def _csv(name: str, change: Callable[[Row], Row | None], wanted: Callable[[Row], bool]) -> Damage:
    """Change the first row of a table that is wanted; None removes it."""

    def damage(bundle: Path) -> bool:
        for study in _studies(bundle):
            path = study / name
            if not path.is_file():
                continue
            rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
            for n, row in enumerate(rows):
                if wanted(row):
                    new = change(dict(row))
                    rows[n : n + 1] = [] if new is None else [new]
                    made = io.StringIO()
                    writer = csv.DictWriter(made, list(row), lineterminator="\n")
                    writer.writeheader()
                    writer.writerows(rows)
                    path.write_text(made.getvalue(), "utf-8")
                    return True
        return False

    return damage


def _text(pattern: str, old: str, new: str) -> Damage:
    """Replace the first match in the files of the studies and the book that fit a pattern."""

    def damage(bundle: Path) -> bool:
        for path in (p for p in sorted(bundle.glob(pattern)) if p.is_file()):
            text = path.read_text("utf-8")
            changed = re.sub(old, new, text, count=1, flags=re.MULTILINE)
            if changed != text:
                path.write_text(changed, "utf-8")
                return True
        return False

    return damage


def _json(pattern: str, change: Callable[[Any], bool]) -> Damage:
    """Change what a JSON file holds in its place."""

    def damage(bundle: Path) -> bool:
        for path in sorted(bundle.glob(pattern)):
            told = json.loads(path.read_bytes())
            if change(told):
                path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
                return True
        return False

    return damage


def _longer(row: Row) -> bool:
    return isinstance(row["quote"], str) and len(row["quote"].split()) > 3


def _reworded(row: Row) -> Row:
    words = row["quote"].split(" ")
    return {**row, "quote": " ".join([*words[:1], "nothing", *words[2:]])}


def _shifted(row: Row) -> Row:
    return {**row, "turn": row["turn"] + 1}


def _recoded(row: Row) -> Row:
    return {**row, "codes": ["no-such-code", *row["codes"][1:]]}


def _n_changed(told: Any) -> bool:  # noqa: ANN401 - whatever JSON holds
    for one in told["assessments"].values():
        if one["stances"]:
            one["n"] += 1
            return True
    return False


def _stance_changed(told: Any) -> bool:  # noqa: ANN401
    for one in told["assessments"].values():
        for stood in one["stances"]:
            if stood["stance"] == "supports":
                stood["stance"] = "contradicts"
                return True
    return False


def _result_changed(told: Any) -> bool:  # noqa: ANN401
    for one in told["assessments"].values():
        if one["result"] in ("agree", "do-not-agree"):
            one["result"] = "do-not-agree" if one["result"] == "agree" else "agree"
            return True
    return False


def _total_changed(told: Any) -> bool:  # noqa: ANN401
    for one in told["totals"].values():
        one["participants"] = 0
        one["passages"] = 0
        return True
    return False


def _cell_changed(told: Any) -> bool:  # noqa: ANN401
    for row in told["tables"].get("prevalence", ()):
        row["n"] = 0
        return True
    return False


def _hits_changed(told: Any) -> bool:  # noqa: ANN401
    for outcomes in told["searches"].values():
        for one in outcomes:
            one["hits"] = 0
            return True
    return False


def _book_n(told: Any) -> bool:  # noqa: ANN401
    for one in told["findings"]:
        one["n"] = (one["n"] or 0) + 1
        return True
    return False


def _book_quote(told: Any) -> bool:  # noqa: ANN401
    for one in told["findings"]:
        for row in one["supports"]:
            row["quote"] = [f"{row['quote'][0]} not", *row["quote"][1:]]
            return True
    return False


def _book_drops(told: Any) -> bool:  # noqa: ANN401
    for one in told["findings"]:
        if one["contradicts"]:
            one["contradicts"].pop()
            return True
    return False


def _added(bundle: Path) -> bool:
    (bundle / "book" / "added.html").write_text("<p>added</p>", "utf-8")
    return True


def _page_gone(bundle: Path) -> bool:
    for path in sorted(bundle.glob("book/*/findings/*.html")):
        path.unlink()
        return True
    return False


def _transcript_gone(bundle: Path) -> bool:
    for path in (p for s in _studies(bundle) for p in sorted(s.glob("transcripts/*.md"))):
        path.unlink()
        return True
    return False


def _of_role(row: Row) -> bool:
    return bool(row.get("role"))


DAMAGES: dict[str, Damage] = {
    "a quotation reworded": _lines(_reworded, _longer),
    "a quotation cut short": _lines(
        lambda row: {**row, "quote": row["quote"].rpartition(" ")[0] + "…"}, _longer
    ),
    "a passage moved to the next turn": _lines(_shifted, _longer),
    "a passage under a code that there is not": _lines(_recoded, lambda row: bool(row["codes"])),
    "a passage left out": _lines(lambda _row: None, _longer),
    "a passage under no code any more": _lines(
        lambda row: {**row, "codes": []}, lambda row: bool(row["codes"])
    ),
    "a passage under another id": _lines(
        lambda row: {**row, "id": row["id"][:-4] + "0000"}, _longer
    ),
    "a word changed in a transcript": _text(
        "studies/*/transcripts/*.md",
        r"(?m)^(\*\*(?!I\b)[^*]+\*\*:? ?)([^⟦\s]+) ([^⟦\s]+)",
        r"\1\3 \2",
    ),
    "a transcript left out": _transcript_gone,
    "an interview left out": _csv("interviews.csv", lambda _row: None, lambda _row: True),
    "a participant left out": _csv("participants.csv", lambda _row: None, _of_role),
    "a participant of another role": _csv(
        "participants.csv", lambda row: {**row, "role": "no-such-role"}, _of_role
    ),
    "a reading left out": _csv("readings.csv", lambda _row: None, lambda _row: True),
    "a finding that counts another code": _text(
        "studies/*/findings/*.md", r"^counts: .*$", "counts: no-such-code"
    ),
    "a finding of another quantifier": _text(
        "studies/*/findings/*.md", r"^quantifier: all$", "quantifier: none"
    ),
    "a finding that rests on another passage": _text(
        "studies/*/findings/*.md", r"(passage: [^\s,}]+)-[a-z0-9]{4}\b", r"\1-0000"
    ),
    "another set is counted": _text("studies/*/study.yaml", r"^counted: .*$", "counted: no-such"),
    "a code gone from the codebook": _text(
        "studies/*/codebook.yaml", r"^( *- id: )\S+", r"\1another-code"
    ),
    "a judged hit judged otherwise": _text(
        "studies/*/searches/*.jsonl", r'"judged":"mentioned"', '"judged":"not-relevant"'
    ),
    "a published figure changed": _csv(
        "figures.csv", lambda row: {**row, "value": "1"}, lambda row: row["value"] != "1"
    ),
    "n of a finding raised": _json("studies/*/release.json", _n_changed),
    "a stance turned round": _json("studies/*/release.json", _stance_changed),
    "a result turned round": _json("studies/*/release.json", _result_changed),
    "the totals of a code": _json("studies/*/release.json", _total_changed),
    "a cell of a table": _json("studies/*/release.json", _cell_changed),
    "the hits of a search": _json("studies/*/release.json", _hits_changed),
    "n raised in the book's chain": _json("book/evidence.json", _book_n),
    "a quotation reworded in the book's chain": _json("book/evidence.json", _book_quote),
    "counter-evidence left out of the book's chain": _json("book/evidence.json", _book_drops),
    "a quotation reworded on a page": _text(
        "book/*/interviews/*.html", r"(<mark [^>]*>)([^<]{8,}?)(</mark>)", r"\1\2 not\3"
    ),
    "a link on a page that leads elsewhere": _text(
        "book/*/findings/*.html", r'href="\.\./interviews/[^"]*"', 'href="../interviews/none.html"'
    ),
    "a page left out": _page_gone,
    "a page added": _added,
    "a number changed on a page": _text("book/*/findings/*.html", r">(\d+) (af|of) ", r">9\1 \2 "),
    "a word changed on a page": _text("book/*/index.html", r"<p>(\w+) ", r"<p>Not \1 "),
    "a note changed": _text("studies/*/memos/*.md", r"\Z", "Added.\n"),
}
