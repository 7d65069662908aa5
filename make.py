"""Set up and run everything, on any system: ``python3 make.py book``, ``py make.py book``.

The Makefile calls this file; it needs nothing but Python 3.11 or newer. The environment is made in
``.venv`` from pinned constraints, once, and again when they change. Where a folder ``wheelhouse``
exists, packages are taken from it alone, so that a machine without a network can be set up.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
WHEELHOUSE = ROOT / "wheelhouse"
CONSTRAINTS = ROOT / "constraints.txt"
STAMP = VENV / "set-up-from.txt"
NEEDED = (3, 11)

JOBS = {
    "setup": "make the environment in .venv",
    "book": "build the book into _build/book/html (LANGUAGE=da, TIER=reviewer)",
    "check": "format, lint, types, layers, and the studies",
    "test": "run the tests",
    "bench": "run the benchmarks",
    "wheelhouse": "collect every package for a machine without a network",
}


def main(arguments: list[str]) -> int:
    """Run a job; ``NAME=value`` arguments are its options."""
    if sys.version_info < NEEDED:
        print(f"Python {'.'.join(map(str, NEEDED))} or newer is needed; this is {sys.version}")
        return 2
    options = dict(a.split("=", 1) for a in arguments if "=" in a)
    jobs = [a for a in arguments if "=" not in a]
    unknown = [job for job in jobs if job not in JOBS]
    if not jobs or unknown:
        print(*(f"{name:12}{what}" for name, what in JOBS.items()), sep="\n")
        return 2
    os.chdir(ROOT)
    for job in jobs:
        setup()
        for command in commands(job, options):
            code = subprocess.call(command, env={**os.environ, "PYTHONUTF8": "1"})
            if code:
                return code
    return 0


def setup() -> None:
    """Make the environment where it is missing or made from other constraints."""
    pins = CONSTRAINTS.read_bytes() + (ROOT / "pyproject.toml").read_bytes()
    wanted = hashlib.sha256(pins).hexdigest()
    if STAMP.is_file() and STAMP.read_text() == wanted and PYTHON.is_file():
        return
    print("setting up .venv (once)", flush=True)
    if not PYTHON.is_file():
        venv.create(VENV, with_pip=True, clear=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    offline = ["--no-index", "--find-links", str(WHEELHOUSE)] if WHEELHOUSE.is_dir() else []
    # Building the project itself needs no isolated environment: its builder is pinned too.
    subprocess.check_call([*pip, *offline, "-c", str(CONSTRAINTS), "hatchling", "editables"])
    project = ["--no-build-isolation", "-c", str(CONSTRAINTS), "-e", ".[dev]"]
    subprocess.check_call([*pip, *offline, *project])
    STAMP.write_text(wanted)


def commands(job: str, options: dict[str, str]) -> list[list[str]]:
    """Give the commands of a job."""
    python = [str(PYTHON), "-m"]
    if job == "book":
        chosen = [f"--tier={options['TIER']}"] if options.get("TIER") else []
        chosen += [f"--language={options['LANGUAGE']}"] if options.get("LANGUAGE") else []
        return [[*python, "lises", "book", "--author", "book", "--to", "_build/book", *chosen]]
    if job == "check":
        return [
            [*python, "ruff", "format", "--check", "."],
            [*python, "ruff", "check", "."],
            [*python, "mypy"],
            [str(BIN / "lint-imports"), "--no-cache"],
            [*python, "lises", "check", "studies"],
        ]
    if job == "test":
        # One more than there are processors: a test that asks a browser waits for another process.
        workers = options.get("WORKERS", str((os.cpu_count() or 1) + 1))
        return [[*python, "pytest", "-q", "-n", workers, "--dist=worksteal"]]
    if job == "bench":
        return [[*python, "benchmarks"]]
    if job == "wheelhouse":
        pins = ["-c", str(CONSTRAINTS), "-w", str(WHEELHOUSE)]
        return [[*python, "pip", "wheel", *pins, "pip", "hatchling", "editables", ".[dev]"]]
    return []


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
