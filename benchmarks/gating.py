"""The gate: pages of a book read for what was withheld; ``python -m benchmarks.gating`` for 100 MB.

The pages are those of a generated study, written by the library's own renderer in a frame of links
as a theme puts around each, of words that are as often repeated as words are in a language (Zipf's
law, 40,000 of them). Every second person's transcript is withheld: its runs are what is looked for.
"""

from __future__ import annotations

import html
import re
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from benchmarks.generated import generate
from lises.privacy import Release
from lises.privacy.gate import Needles, needles_of, read_output

Pair = tuple[str, Callable[[], object], str, Callable[[], object]]
TAG = re.compile(r"<[^<>]*>")
WORD = re.compile(r"[^\W_]+")
SYLLABLES = (
    "ba",
    "de",
    "fi",
    "go",
    "hu",
    "ky",
    "læ",
    "mø",
    "nå",
    "pe",
    "ri",
    "so",
    "tu",
    "vy",
    "ska",
    "bro",
)


def vocabulary(different: int = 40_000, drawn: int = 400_000) -> list[str]:
    """Give words, the n-th as often as the first divided by n."""
    random = Random(1)
    words: dict[str, None] = {}
    while len(words) < different:
        words["".join(random.choices(SYLLABLES, k=random.randint(1, 5)))] = None
    share = drawn / sum(1 / rank for rank in range(1, different + 1))
    return [word for rank, word in enumerate(words, 1) for _ in range(max(1, round(share / rank)))]


def book_of(folder: Path, megabytes: float) -> tuple[Needles, int]:
    """Write pages of so many megabytes; give what is looked for in them and their bytes."""
    from lises.anchoring import anchor
    from lises.files import read_study
    from lises.privacy import make_release

    study = folder / "demo-generated"
    generate(study, interviews=24, vocabulary=vocabulary())
    people = study / "participants.csv"
    rows = people.read_text("utf-8").splitlines()
    rows = [r.replace("public", "restricted") if n % 2 else r for n, r in enumerate(rows)]
    people.write_text("\n".join(rows) + "\n", "utf-8")
    archive, _problems = read_study(study)
    assert archive is not None
    release = make_release(anchor(archive), "public")
    written = _pages(release, folder / "html", megabytes * 2**20)
    return needles_of([(archive, release)], ["Karen Blicher", "Kloster Mølle"]), written


def _pages(release: Release, to: Path, wanted: float) -> int:
    from lises.render import Links, Words, transcript_body

    words, to_study = Words("en"), release.folder.design.id
    shown = [i.id for i in release.folder.interviews if i.id in release.folder.transcripts]
    links = "".join(
        f'<li class="toctree-l1"><a class="reference internal" href="../x/{name}.html">'
        f"Interview {name}</a></li>\n"
        for name in shown * 12
    )
    bodies = [
        transcript_body(release, name, words, Links(f"{to_study}/interviews/{name}"))
        for name in shown
    ]
    to.mkdir()
    written = number = 0
    while written < wanted:
        body = bodies[number % len(bodies)]
        page = f"<!doctype html><html><body><nav><ul>{links}</ul></nav>{body}</body></html>\n"
        (to / f"{number:04}.html").write_text(page, "utf-8")
        written += len(page.encode())
        number += 1
    return written


def plainly(folder: Path) -> int:
    """Split every page into its words once: the least that looking for words can cost."""
    words = 0
    for path in folder.iterdir():
        text = TAG.sub(" ", html.unescape(path.read_text("utf-8")))
        words += len(WORD.findall(text.casefold()))
    return words


def gating(megabytes: float = 5) -> Iterator[Pair]:
    """Read a few megabytes of pages; what is planted in one of them is found."""
    with tempfile.TemporaryDirectory() as place:
        needles, written = book_of(Path(place), megabytes)
        pages = Path(place) / "html"
        assert list(read_output(pages, needles)) == []
        yield (
            f"{written / 2**20:.0f} MB of pages read by the gate",
            lambda: list(read_output(pages, needles)),
            "tags out, words split once",
            lambda: plainly(pages),
        )


def main(megabytes: float = 100) -> None:
    """Print what 100 MB take, in seconds of the processor and of the clock."""
    with tempfile.TemporaryDirectory() as place:
        needles, written = book_of(Path(place), megabytes)
        pages = Path(place) / "html"
        runs = sum(len(one.runs) for one in needles.by_length)
        took = _timed(lambda: list(read_output(pages, needles)))
        least = _timed(lambda: plainly(pages))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{written / 2**20:.0f} MB in {len(list(pages.iterdir()))} pages, {runs:,} runs")
        print(f"the gate: {took[0]:.1f} s of the processor, {took[1]:.1f} s of the clock")
        print(
            f"words split once: {least[0]:.1f} s; ratio {took[0] / least[0]:.1f}; {peak} MB at most"
        )


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    cpu, clock = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - clock


if __name__ == "__main__":
    main()
