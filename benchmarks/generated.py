"""A study of any size, the same for the same numbers: words, passages, two coders."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from random import Random

from lises.files import passage_id

WORDS = [
    "og",
    "det",
    "var",
    "jo",
    "sådan",
    "at",
    "vi",
    "gik",
    "derned",
    "igen",
    "øh",
    "for",
    "så",
    "ringede",
    "hun",
    "alligevel",
    "og",
    "så",
    "sad",
    "jeg",
    "der",
    "med",
    "brevet",
    "på",
    "køkkenbordet",
    "året",
    "før",
    "måske",
    "ålen",
    "æblet",
    "naboen",
    "bussen",
    "klokken",
    "ni",
]
CODES = [f"code-{number:02}" for number in range(40)]
STUDY = """\
id: demo-generated
title: Generated
kind: interviews
data_status: constructed
language: da
method: codebook
roles:
  speaker: {{label: speaker, sample: {interviews}}}
coders: {{a: {{name: A}}, b: {{name: B}}}}
coding_sets: {{a-1: {{coder: a, round: 1}}, b-1: {{coder: b, round: 1}}}}
counted: a-1
governance:
  controller: nobody
  legal_basis: none
  tiers: {{public: {{signed: 2026-01-01, expires: 2099-01-01}}}}
"""


def generate(
    folder: Path,
    *,
    interviews: int,
    words: int = 8000,
    passages: int = 200,
    vocabulary: Sequence[str] = WORDS,
) -> None:
    """Write a study; each interview has ``words`` words in turns of about 40, and passages."""
    random = Random(interviews)
    names = [f"DEMO-{number:04}" for number in range(interviews)]
    folder.mkdir(parents=True)
    (folder / "study.yaml").write_text(STUDY.format(interviews=interviews))
    people = "".join(f"{n},speaker,public,public\n" for n in names)
    (folder / "participants.csv").write_text(f"id,role,quotes,transcript\n{people}")
    rows = "".join(f"{n},{n},2026-01,I1,telephone,40,present\n" for n in names)
    head = "id,participants,date,interviewer,medium,minutes,transcript\n"
    (folder / "interviews.csv").write_text(head + rows)
    read = "".join(f"a-1,{n},*,1,2026-02-01\n" for n in names)
    (folder / "readings.csv").write_text(f"set,interview,codes,codebook,date\n{read}")
    codes = "".join(f"  - {{id: {c}, label: {c}, definition: about {c}}}\n" for c in CODES)
    (folder / "codebook.yaml").write_text(f"version: 1\ncodes:\n{codes}")
    for path in ("transcripts", "codings/a-1", "codings/b-1"):
        (folder / path).mkdir(parents=True)
    for name in names:
        _interview(folder, name, (random, vocabulary), (words, passages))


def _interview(
    folder: Path, name: str, drawn: tuple[Random, Sequence[str]], size: tuple[int, int]
) -> None:
    (random, known), (words, passages) = drawn, size
    turns = [" ".join(random.choices(known, k=random.randint(8, 72))) for _ in range(words // 40)]
    blocks = [f"**{'I' if n % 2 == 0 else name}**: {text}" for n, text in enumerate(turns)]
    front = f"---\ninterview: {name}\nspeakers: {{I: interviewer, {name}: {name}}}\n---\n\n"
    text = front + "\n\n".join(blocks) + "\n"
    (folder / "transcripts" / f"{name}.md").write_text(text)
    taken: set[str] = set()
    lines: dict[str, list[str]] = {"a-1": [], "b-1": []}
    for number in range(passages):
        turn = random.randrange(1, len(turns), 2)
        parts = turns[turn].split(" ")
        start = random.randrange(len(parts) // 2)
        quote = " ".join(parts[start : start + random.randint(7, 20)])
        made = passage_id(name, taken, random)
        taken.add(made)
        line: dict[str, object] = {"id": made, "turn": turn + 1, "quote": quote}
        if turns[turn].count(quote) > 1:
            line["occurrence"] = 1
        line["codes"] = random.sample(CODES, k=random.choice((1, 1, 1, 2)))
        lines["a-1" if number % 2 else "b-1"].append(json.dumps(line, ensure_ascii=False))
    for coder, rows in lines.items():
        (folder / "codings" / coder / f"{name}.jsonl").write_text("\n".join(rows) + "\n")
