"""The files of a study without somebody: what goes, and what of the others still names them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lises.files import Faults, MarkedList, MarkedMap, parse_yaml
from lises.files.splices import (
    Edit,
    block_end,
    decoded,
    encoded,
    in_front_matter,
    key_edit,
    spliced,
)
from lises.files.text import read_bytes
from lises.files.transcript import write_transcript
from lises.files.withdrawals import write_withdrawals
from lises.model import OTHER, StudyFolder, Transcript, Turn, Withdrawal
from lises.privacy.release import WITHHELD_ROLE
from lises.privacy.stubs import stub

from .cut_out import csv_cut, items_out, jsonl_cut
from .going import Going

__all__ = ["Mention", "new_files"]

ROLE = re.compile(r"\{lises:(\w+)\}`(?:[^`<]*<)?([^`<>]+)>?`")
SIDES = ("rests_on", "contradicted_by")
WITHDRAWALS = "withdrawals.csv"
REPORTS = ".imports"  # what reading a document found, by interview


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A line that named who goes, in words that only a person can mend; the id is out of it."""

    path: str
    line: int
    text: str


Files = dict[str, bytes | None]


def new_files(
    study: Path, folder: StudyFolder, leaving: Going, day: str
) -> tuple[Files, tuple[Mention, ...]]:
    """Give every file that changes with its new bytes (None: it goes), and what is left to mend.

    Parameters
    ----------
    study : Path
        The study folder.
    folder : StudyFolder
        As it was read from there.
    leaving : Going
    day : str
        ISO date, for ``withdrawals.csv``.
    """
    return _Carrying(study, folder, leaving).all(day)


class _Carrying:
    def __init__(self, study: Path, folder: StudyFolder, leaving: Going) -> None:
        self.study, self.folder, self.leaving = study, folder, leaving
        self.files: Files = {}
        self.mentions: list[Mention] = []
        self.named = leaving.named()

    def all(self, day: str) -> tuple[Files, tuple[Mention, ...]]:
        for path in sorted(self._paths()):
            self._file(path)
        if self.leaving.person:
            self._withdrawal(day)
        return self.files, tuple(sorted(self.mentions))

    def _paths(self) -> Iterator[str]:
        """Name the files of the study, and all that is kept beside them for the programs."""
        for path in self.study.rglob("*"):
            parts = path.relative_to(self.study).parts
            hidden = parts[0].startswith(".") and parts[0] not in (".lises", REPORTS)
            if path.is_file() and not path.is_symlink() and not hidden:
                yield "/".join(parts)

    def _file(self, path: str) -> None:
        head, _, rest = path.partition("/")
        if self._goes(path, head, rest):
            self.files[path] = None
            return
        old = read_bytes(self.study / path, Faults(path))
        if old is None or path.startswith(".") or path.endswith(".ipynb"):
            return
        try:
            text = decoded(old)
        except UnicodeDecodeError:
            return
        cut = self._cut(path, head, text)
        if head in ("codings", "decisions", "translations") and not cut.strip() and text.strip():
            self.files[path] = None
            return
        new = encoded(self._unnamed(path, cut), old)
        if new != old:
            self.files[path] = new

    def _goes(self, path: str, head: str, rest: str) -> bool:
        """Tell whether a file is of who goes alone, or a cache, which is made anew."""
        stem = Path(rest).stem
        if head == ".lises":
            kept = rest.startswith("change/") or rest in ("tagging/lock", ".gitignore")
            return not kept
        if head in ("transcripts", "codings", "decisions", REPORTS):
            return stem in self.leaving.interviews
        return path in self.leaving.notes

    # ---- What is taken out ---------------------------------------------------------------------

    def _cut(self, path: str, head: str, text: str) -> str:
        leaving = self.leaving
        if path.endswith(".csv"):
            return csv_cut(text, self._row(path))
        if path.endswith(".jsonl"):
            return jsonl_cut(text, self._line(head), leaving.passages)
        if head == "transcripts":
            parts = dict(leaving.turns)
            talk = self.folder.transcripts.get(Path(path).stem)
            if talk is not None and talk.interview in parts:
                return write_transcript(_silenced(talk, leaving.person, parts[talk.interview]))
            return text
        if head == "findings" and text.startswith("---"):
            return in_front_matter(text, self._evidence)
        yaml = {
            "codebook.yaml": self._examples,
            "framework.yaml": self._cells,
            "reporting.yaml": self._places,
            "study.yaml": self._acknowledged,
        }.get(path)
        return spliced(text, yaml(text)) if yaml else text

    def _row(self, path: str) -> Callable[[dict[str, str]], dict[str, str] | None]:
        leaving = self.leaving

        def keep(row: dict[str, str]) -> dict[str, str] | None:
            if path == "participants.csv":
                return None if row.get("id") == leaving.person else row
            if path == "interviews.csv":
                people = row.get("participants", "").split(";")
                left = [one for one in people if one.strip() != leaving.person]
                gone = row.get("id") in leaving.interviews
                return None if gone else {**row, "participants": ";".join(left)}
            if path == "origins.csv":
                left_ids = {leaving.person, *leaving.interviews, *leaving.passages, *leaving.ids}
                return None if row.get("id") in left_ids else row
            if path in ("asked.csv", "readings.csv"):
                return None if row.get("interview") in leaving.interviews else row
            return row

        return keep

    def _line(self, head: str) -> Callable[[dict[str, Any]], bool]:
        leaving = self.leaving
        key = "id" if head == "codings" else "passage"
        turns = dict(leaving.turns)

        def gone(row: dict[str, Any]) -> bool:
            if head == "searches":
                interview = row.get("interview")
                said = row.get("turn") in turns.get(str(interview), ())
                return interview in leaving.interviews or said
            return row.get(key) in leaving.passages

        return gone

    def _evidence(self, text: str) -> list[Edit]:
        top = _top(text)

        def gone(item: object) -> bool:
            return isinstance(item, dict) and item.get("passage") in self.leaving.passages

        return [edit for key in SIDES for edit in items_out(text, top, key, gone)]

    def _examples(self, text: str) -> list[Edit]:
        codes = [c for c in _items(_top(text), "codes") if isinstance(c, MarkedMap)]
        gone = (c for c in codes if c.get("example") in self.leaving.passages)
        return [key_edit(text, code, "example", None) for code in gone]

    def _cells(self, text: str) -> list[Edit]:
        top, gone = _top(text), self.leaving.passages

        def goes(cell: object) -> bool:
            if not isinstance(cell, MarkedMap):
                return False
            passages = cell.get("passages")
            held = set(passages) if isinstance(passages, list) else set()
            return cell.get("case") == self.leaving.person or (bool(held) and held <= gone)

        edits = items_out(text, top, "cells", goes)
        if len(edits) == 1 and "cells" not in _top(spliced(text, edits)):
            mark = top.marks["cells"]  # the file stays, with none
            lines = text[mark.start : block_end(text, top["cells"], mark)]
            return [Edit(mark.start, mark.start + len(lines.rstrip("\r\n")), "[]")]
        for cell in _items(top, "cells"):
            if isinstance(cell, MarkedMap) and not goes(cell):
                edits += items_out(text, cell, "passages", lambda one: one in gone)
        return edits

    def _places(self, text: str) -> list[Edit]:
        """Take places out of the answers; where none is left, one that is withheld stands there."""
        gone = {path.rpartition(".")[0] for path in self.leaving.notes}
        gone |= {f"transcripts/{interview}" for interview in self.leaving.interviews}
        edits: list[Edit] = []
        for guideline in _top(text).values():
            for answer in guideline.values() if isinstance(guideline, MarkedMap) else ():
                see = answer.get("see") if isinstance(answer, MarkedMap) else None
                named = [see] if isinstance(see, str) else see if isinstance(see, list) else []
                if isinstance(answer, MarkedMap) and not gone.isdisjoint(map(str, named)):
                    left = [one for one in named if one not in gone]
                    edits.append(_see(text, answer, [str(one) for one in left]))
        return edits

    def _acknowledged(self, text: str) -> list[Edit]:
        ids = self.leaving.ids

        def gone(item: object) -> bool:
            return isinstance(item, dict) and item.get("at") in ids

        return items_out(text, _top(text), "acknowledged", gone)

    # ---- What names them still -----------------------------------------------------------------

    def _unnamed(self, path: str, text: str) -> str:
        """Put the sign of what is withheld for every id that is left, and note the line."""

        def role(match: re.Match[str]) -> str:
            target = match[2].strip().rpartition("/")[2]
            talk = match[1] == "interview" and target in self.leaving.interviews
            if not talk and target not in self.leaving.ids:
                return match[0]
            return WITHHELD_ROLE if match[1] == "passage" else stub()

        if not (self.named.search(text) or "{lises:" in text):
            return text
        before = text.split("\n")
        after = self.named.sub(stub(), ROLE.sub(role, text)).split("\n")
        for number, (old, new) in enumerate(zip(before, after, strict=True), start=1):
            if old != new:
                self.mentions.append(Mention(path, number, new.strip()))
        return "\n".join(after)

    def _withdrawal(self, day: str) -> None:
        """Add the row: date and role, never who; the sample less the withdrawn was interviewed."""
        made = Withdrawal(date=day, role=self.leaving.role)
        old = read_bytes(self.study / WITHDRAWALS, Faults(WITHDRAWALS))
        if old is None:
            self.files[WITHDRAWALS] = write_withdrawals([made]).encode()
            return
        text = decoded(old)
        end = "" if not text or text.endswith("\n") else "\n"
        row = write_withdrawals([made]).split("\n")[1]
        self.files[WITHDRAWALS] = encoded(f"{text}{end}{row}\n", old)


def _top(text: str) -> MarkedMap:
    value = parse_yaml(text, Faults(""))
    return value if isinstance(value, MarkedMap) else MarkedMap(0)


def _items(top: MarkedMap, key: str) -> list[object]:
    found = top.get(key)
    return found if isinstance(found, MarkedList) else []


def _see(text: str, answer: MarkedMap, left: list[str]) -> Edit:
    mark = answer.marks["see"]
    flow = isinstance(answer["see"], str) or text[mark.start] == "["
    end = mark.end if flow else block_end(text, answer["see"], mark)
    tail = "" if flow else "\n"
    if left:
        return Edit(mark.start, end, f"[{', '.join(left)}]{tail}")
    key = re.search(r"see\s*:\s*\Z", text[: mark.start])
    return Edit(key.start() if key else mark.start, end, f"withheld: 1{tail}")


def _silenced(talk: Transcript, person: str, turns: frozenset[int]) -> Transcript:
    """Put a sign for what a person says, and somebody without a name for who says it.

    Turns keep their numbers; one that several say at once is theirs too.
    """
    taken = {who for _, who in talk.speakers} | {label for label, _ in talk.speakers}
    other = next(f"O{n}" for n in range(1, len(taken) + 2) if f"O{n}" not in taken)
    labels = {label for label, who in talk.speakers if who == person}

    def cut(turn: Turn) -> Turn:
        if turn.number not in turns:
            return turn
        parts = [other if p.strip() in labels else p.strip() for p in turn.label.split("+")]
        speakers = tuple(OTHER if who == person else who for who in turn.speakers)
        label = " + ".join(dict.fromkeys(parts))
        return replace(turn, label=label, speakers=speakers, text=stub(), time="")

    kept = tuple((label, who) for label, who in talk.speakers if who != person)
    return replace(
        talk, speakers=(*kept, (other, OTHER)), turns=tuple(map(cut, talk.turns)), source=""
    )
