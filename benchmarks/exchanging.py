"""Projects of other programs: REFI-QDA read and written, beside pyrefiqda where it is installed.

``python -m benchmarks.exchanging`` prints the ratios. ``LISES_PEER`` may name a Python that has
pyrefiqda, which is no dependency of anything here; without it there is nothing to stand beside.
The file is made here, by neither: with users and dates at every selection and coding, as the
programs that people code in write them.
"""

from __future__ import annotations

import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from uuid import UUID
from xml.sax.saxutils import quoteattr

from benchmarks.generated import WORDS

ROUNDS = 5
SIZES = {"small": (3, 20, 60), "large": (50, 300, 20_000)}
DATE = "2024-05-01T10:00:00Z"

PEER = """
import statistics, sys, tempfile, time
from pyrefiqda import RefiProject
path, rounds = sys.argv[1], int(sys.argv[2])
with tempfile.TemporaryDirectory() as folder:
    reads, writes = [], []
    for _ in range(rounds + 1):
        start = time.process_time()
        project = RefiProject.load(path, folder)
        reads.append(time.process_time() - start)
        start = time.process_time()
        RefiProject.save(project, folder + "/again.qdpx", folder + "/sources")
        writes.append(time.process_time() - start)
    print(statistics.median(reads[1:]), statistics.median(writes[1:]))
"""


def guids(draw: Random) -> Iterator[str]:
    while True:
        yield str(UUID(int=draw.getrandbits(128), version=4)).upper()


def qdpx(sources: int, codes: int, codings: int) -> bytes:
    """Give a project: sources of 8,000 words, passages of 5 to 400 letters, four coders."""
    draw = Random(5)
    new = guids(draw)
    users = [next(new) for _ in range(4)]
    book = [next(new) for _ in range(codes)]
    lines = ['<?xml version="1.0" encoding="utf-8"?>']
    lines.append('<Project xmlns="urn:QDA-XML:project:1.0" name="Generated" origin="a generator">')
    lines.append("<Users>")
    lines += [f'<User guid="{user}" name="Coder {i}"/>' for i, user in enumerate(users)]
    lines.append("</Users><CodeBook><Codes>")
    for i, code in enumerate(book):
        told = f"<Description>What code {i} is for</Description>"
        head = f'<Code guid="{code}" name="Code {i}" isCodable="true" color="#1F77B4">{told}'
        lines.append(head if i % 10 == 0 else head + "</Code>")
        if i % 10 == 9 or i == codes - 1:
            lines.append("</Code>")
    lines.append("</Codes></CodeBook><Sources>")
    files = {}
    for i in range(sources):
        source, text = next(new), speech(draw)
        files[f"sources/{source}.txt"] = text.encode()
        when = made(users[0], ("creatingUser", "modifyingUser"))
        path = f'plainTextPath="internal://{source}.txt"'
        lines.append(f'<TextSource guid="{source}" name="Interview {i}" {path}{when}>')
        starts = [at + 1 for at, sign in enumerate(text) if sign == " " and at < len(text) - 500]
        for _ in range(codings // sources):
            start = draw.choice(starts)
            end = text.index(" ", start + draw.randrange(5, 400))
            lines += selection(draw, new, users, book, (text[start:end], start, end))
        lines.append("</TextSource>")
    lines.append("</Sources></Project>")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", "\n".join(lines))
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def speech(draw: Random) -> str:
    return "\n".join(
        f"{'IX'[n % 2]}: {' '.join(draw.choices([*WORDS, '🌱'], k=66))}." for n in range(120)
    )


def made(user: str, names: tuple[str, ...]) -> str:
    dates = ("creationDateTime", "modifiedDateTime")
    return "".join(
        f' {name}="{user}" {date}="{DATE}"' for name, date in zip(names, dates, strict=False)
    )


def selection(
    draw: Random,
    new: Iterator[str],
    users: list[str],
    book: list[str],
    place: tuple[str, int, int],
) -> Iterator[str]:
    words, start, end = place
    user, code = draw.choice(users), draw.choice(book)
    words = " ".join(words.split())
    name = quoteattr(words if len(words) <= 100 else words[:100] + "…")
    who = made(user, ("creatingUser", "modifyingUser"))
    yield (
        f'<PlainTextSelection guid="{next(new)}" name={name} startPosition="{start}"'
        f' endPosition="{end}"{who}>'
    )
    who = made(user, ("creatingUser",))
    yield f'<Coding guid="{next(new)}"{who}><CodeRef targetGUID="{code}"/></Coding>'
    yield "</PlainTextSelection>"


def main() -> None:
    """Print what we take, what the peer takes, and the ratios; processor time, medians."""
    from lises.exchange.refi import read_qdpx, write_qdpx

    peer = os.environ.get("LISES_PEER", sys.executable)
    for size, numbers in SIZES.items():
        content = qdpx(*numbers)
        project = read_qdpx(content, Path("generated.qdpx"))
        ours = [
            seconds(lambda content=content: read_qdpx(content, Path("generated.qdpx"))),
            seconds(lambda project=project: write_qdpx(project)),
        ]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "generated.qdpx"
            path.write_bytes(content)
            asked = [peer, "-c", PEER, str(path), str(2 if size == "large" else ROUNDS)]
            told = subprocess.run(asked, capture_output=True, text=True, check=False)
        theirs = [float(x) for x in told.stdout.split()] or [float("nan")] * 2
        for what, mine, its in zip(("read", "write"), ours, theirs, strict=True):
            ratio = its / mine
            print(f"{size:6} {what:6} {mine:8.3f} s, pyrefiqda {its:8.3f} s, {ratio:5.1f} times")


def seconds(work: object) -> float:
    """Give the median processor time of a few rounds, after one that is not counted."""
    assert callable(work)
    work()
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


if __name__ == "__main__":
    main()
