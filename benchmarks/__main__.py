"""``make bench``: what is measured, beside what, as a ratio inside one run."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.analysing import agreement, tables, words
from benchmarks.carrying import carrying
from benchmarks.gating import gating
from benchmarks.generated import generate
from benchmarks.reference import load_plainly
from benchmarks.suggesting import speed

SIZES = (32, 300)
ROUNDS = 3


def main() -> None:
    """Print a table: work, median seconds, what it is measured against, ratio."""
    print(f"{'work':44} {'median s':>9} {'against':34} {'ratio':>6}")
    started = seconds(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True))
    for name, code in (("import lises", "import lises"), ("import polars", "import polars")):
        took = seconds(lambda code=code: subprocess.run([sys.executable, "-c", code], check=True))
        say(name, took, "an empty interpreter", started)
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            study = Path(folder) / f"demo-generated-{size}" / "demo-generated"
            generate(study, interviews=size)
            measure(study, size)
    for pairs in (
        tables(300),
        tables(3_000),
        agreement(),
        words(),
        carrying(),
        speed(),
        gating(),
    ):
        for name, ours, against, theirs in pairs:
            took = seconds(ours)
            say(name, took, f"{against} (ours ÷ it)", seconds(theirs))


def measure(study: Path, size: int) -> None:
    """Measure one study: reading it, its tables, checking it, a transcript's page."""
    from lises.anchoring import anchor
    from lises.files import read_study
    from lises.notebook import load
    from lises.privacy import make_release
    from lises.render import Links, Words, transcript_body

    plain = seconds(lambda: load_plainly(study))
    folder, _problems = read_study(study)
    assert folder is not None
    say(f"{size}: load cold, quotes resolved", seconds(lambda: load(study).anchored),
        "plain Python without checks", plain)  # fmt: skip
    held = load(study)
    say(f"{size}: table of codings", seconds(lambda: held.__class__(held.folder).codings),
        "plain Python without checks", plain)  # fmt: skip
    say(f"{size}: every problem", seconds(lambda: load(study).problems),
        "plain Python without checks", plain)  # fmt: skip
    release = make_release(anchor(folder), "public")
    words, name = Words("en"), folder.interviews[0].id
    links = Links(f"{folder.design.id}/interviews/{name}")
    one = seconds(lambda: transcript_body(release, name, words, links))
    say(f"{size}: body of one transcript page", one, "plain Python, per transcript", plain / size)


def seconds(work: Callable[[], object]) -> float:
    """Give the median time of a few rounds, after one that is not counted."""
    work()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def say(name: str, took: float, against: str, reference: float) -> None:
    """Print one row."""
    print(f"{name:44} {took:9.3f} {against:34} {took / reference:6.1f}", flush=True)


if __name__ == "__main__":
    main()
