"""Secrets that can be told apart, and how they are planted in a study and in an author's folder.

Each canary has a secret of its own: a turn that nobody cleared, a speaker's name, a CPR number, an
address, a telephone number, a comment. All are made up of syllables and counters.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Literal

from tests.book.books import TINY

__all__ = [
    "AUTHOR", "BESIDE", "SIGN", "STUDY", "Canary", "Kind", "plant", "secrets_of", "write_archive",
    "write_vault",
]  # fmt: skip

Kind = Literal[
    "turn", "name", "registered", "cpr", "mail", "phone", "own", "day", "number",
    "note", "fieldnote", "entry", "memo", "reason", "judged", "summary", "left-out", "translation",
]  # fmt: skip
Keeper = Literal["filter", "gate", "build"]
STUDY, AUTHOR = "study", "author"
SIGN = "§"  # where the secret goes
CLOSED = "transcripts/DEMO-K1.md"  # no word of it is cleared
SYLLABLES = (
    "bro", "tes", "mun", "kva", "lid", "fry", "gos", "nap", "sti", "ram", "hul", "vek", "dro",
    "pim", "sna", "tju", "fal", "plo", "mej", "hak",
)  # fmt: skip
LONG = 7  # words in a sentence
WORDS = ["".join(parts) for parts in product(SYLLABLES, SYLLABLES, ("ub", "ok", "af", "um", "yb"))]
random.Random(7).shuffle(WORDS)


_QUOTED = '"quote":"Take away the queue and nobody would know anybody.","codes":["tap-queue"]'
_ONE, _TWO = "codings/ab-1/DEMO-K1.jsonl", "codings/consensus/DEMO-K1.jsonl"
_LEFT, _SAID = "decisions/consensus/DEMO-K1.jsonl", "translations/da.jsonl"
# What is closed in the archive before the secrets come: file, old and new.
CLOSING = (
    ("memos/secret.md", "", "---\ntitle: Secret\n---\n"),
    ("fieldnotes/DEMO-PAIR.md", "", "---\ncoder: cd\n---\n"),
    ("journal/2026-05-18.md", "", "---\ndate: 2026-05-18\n---\n"),
    (_ONE, _QUOTED, f'{_QUOTED},"memo":"Well."'),
    (_TWO, _QUOTED, f'{_QUOTED},"reason":"Well."'),
    (_LEFT, "", '{"passage":"DEMO-K1-0e1g","code":"tap","reason":"Well.","by":"ab"}\n'),
    (_SAID, "", '{"passage":"DEMO-K1-q7ad","text":"Well.","by":"Coder A"}\n'),
)
# What coders write beside the words: where the secrets of a kind stand in the archive.
BESIDE: Mapping[Kind, tuple[str, str, str]] = {
    "note": ("memos/secret.md", "", "\n§.\n"),
    "fieldnote": ("fieldnotes/DEMO-PAIR.md", "", "\n§.\n"),
    "entry": ("journal/2026-05-18.md", "", "\n§.\n"),
    "memo": (_ONE, '"memo":"', '"memo":"§. '),
    "reason": (_TWO, '"reason":"', '"reason":"§. '),
    "judged": ("searches/barrel.jsonl", "the barrel again", "§. the barrel again"),
    "summary": ("framework.yaml", "Without the queue", "§. Without the queue"),
    "left-out": (_LEFT, '"reason":"', '"reason":"§. '),
    "translation": (_SAID, "Well.", "Well. §."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Canary:
    """A place where a secret stands, and what keeps it in.

    ``new`` is a file's text or bytes with the sign in it, or what goes in the place of ``old`` in a
    file that is there; or it makes the bytes of a secret. ``file`` may hold the sign too. ``kept``
    says what keeps it in: the filter of the release, the gate, or that there is no build at all.
    ``also`` are further edits that it takes: file, old and new. ``book`` and ``bundle`` are the same of a book in English and of the reviewer's bundle, which hands out the author's folder.
    """

    where: str
    kind: Kind
    file: str
    new: str | Callable[[str], bytes]
    old: str = ""
    kept: Keeper = "gate"
    book: Keeper = "gate"
    bundle: Keeper = "gate"
    root: str = STUDY
    turned: Callable[[str], str] = str
    also: tuple[tuple[str, str, str], ...] = ()


def _secret(kind: Kind, number: int) -> str:
    own = WORDS[LONG * number : LONG * number + LONG]  # no two have a word in common
    if kind in ("name", "registered"):
        return f"{own[0].title()}å {own[1].title()}é"
    if kind == "cpr":
        return f"{number % 28 + 1:02}{number % 12 + 1:02}{30 + number % 70}-{1000 + number}"
    if kind == "mail":
        return f"{own[0]}@{own[1]}.dk"
    if kind == "phone":
        return f"+45 {20 + number % 70} {10 + number % 89} 73 {10 + number % 83}"
    if kind == "day":
        return f"{1970 + number % 50}-03-19"
    if kind == "number":
        return f"{73194 + number}"
    return " ".join(own)


def secrets_of(canaries: Iterable[Canary]) -> dict[str, str]:
    """Give the secret of each by where it stands."""
    made = {c.where: _secret(c.kind, number) for number, c in enumerate(canaries, start=1)}
    assert len(set(made.values())) == len(made)
    return made


def write_archive(
    folder: Path, canaries: Iterable[Canary], secrets: Mapping[str, str]
) -> dict[str, int]:
    """Write the small study with all secrets where nobody may see them; give turn by canary.

    Words, and names of speakers, stand in a transcript that is not cleared; whatever a coder wrote
    stands where coders write it, beside passages of that transcript.
    """
    study = Path(shutil.copytree(TINY, folder / "demo-tiny"))
    for file, old, new in CLOSING:
        _edit(study / file, old, new)
    talk = study / CLOSED
    text = talk.read_text("utf-8")
    names, spoken, turns = [], [], {}
    number = text.count("\n**")
    for canary in canaries:
        secret = secrets[canary.where]
        if canary.kind in ("turn", "name"):
            number += 1
            turns[canary.where] = number
            label, said = (secret, "Ja.") if canary.kind == "name" else ("DEMO-K1", secret)
            names += [f', "{secret}": other'] * (canary.kind == "name")
            spoken.append(f"**{label}** [00:{number // 60 + 1:02}:{number % 60:02}]: {said}\n")
        elif canary.kind in BESIDE:
            file, old, new = BESIDE[canary.kind]
            _edit(study / file, old, new.replace(SIGN, secret))
    text = text.replace("DEMO-K1: DEMO-K1}", f"DEMO-K1: DEMO-K1{''.join(names)}}}")
    talk.write_text("\n".join([text.rstrip("\n") + "\n", *spoken]), "utf-8")
    return turns


def write_vault(folder: Path, canaries: Iterable[Canary], secrets: Mapping[str, str]) -> Path:
    """Write a vault whose register has the names that only it knows."""
    vault = folder / "vault"
    vault.mkdir(mode=0o700)
    rows = [f"{secrets[c.where]},person\n" for c in canaries if c.kind == "registered"]
    (vault / "register.csv").write_text("name,kind\n" + "".join(rows), "utf-8")
    return vault


def plant(
    roots: Mapping[str, Path], canaries: Iterable[Canary], secrets: Mapping[str, str]
) -> None:
    """Put each secret in its place."""
    for canary in canaries:
        secret = canary.turned(secrets[canary.where])
        named = "-".join(secret.split())
        root = roots[canary.root]
        path = root / canary.file.replace(SIGN, named)
        if callable(canary.new):
            path.write_bytes(canary.new(secret))
        else:
            _edit(path, canary.old, canary.new.replace(SIGN, secret))
        for file, old, new in canary.also:
            _edit(root / file, old, new.replace(SIGN, named if "](" in new else secret))


def _edit(path: Path, old: str, new: str) -> None:
    """Put something in the place of something, or at the end of a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = path.read_text("utf-8") if path.is_file() or old else ""
    assert old in text, (path, old)
    path.write_text(text.replace(old, new, 1) if old else text + new, "utf-8")
