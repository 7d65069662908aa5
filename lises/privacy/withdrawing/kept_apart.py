"""What a vault keeps of somebody: decisions, replacements and salts, which go with them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from lises.errors import LisesError
from lises.privacy.vault import open_vault

from .going import Going

__all__ = ["vault_cut"]

KINDS = (".csv", ".jsonl", ".json")


def vault_cut(
    vault: Path, study: Path, name: str, leaving: Going, *, write: bool
) -> tuple[str, ...]:
    """Take out of a vault what it keeps of who goes; give the files concerned.

    Parameters
    ----------
    vault : Path
    study : Path
        The folder of the study.
    name : str
        Its id: only files that bear it are looked into. The register of names is of the whole
        project and stays.
    leaving : Going
    write : bool
        Otherwise nothing is written.

    Returns
    -------
    tuple of str
        Paths within the vault, with how many rows.

    Raises
    ------
    LisesError
        If it is no vault that may be used, or a file of it cannot be read.
    """
    opened = open_vault(vault, study)
    told = []
    for path in sorted(vault.rglob("*")):
        inside = path.relative_to(vault)
        if not path.is_file() or path.suffix not in KINDS or name not in _steps(inside):
            continue
        try:
            text = path.read_text("utf-8")
            kept, gone = _without(path, text, leaving)
        except ValueError as why:
            raise LisesError(f"{path} cannot be read: {why}") from why
        if gone and write:
            opened.write(path, kept)
        if gone:
            told.append(f"{inside.as_posix()}: {gone}")
    return tuple(told)


def _steps(inside: Path) -> tuple[str, ...]:
    return (*inside.parts[:-1], inside.stem)


def _without(path: Path, text: str, leaving: Going) -> tuple[str, int]:
    """Take out rows, lines or entries that name who goes."""
    named = leaving.named()
    if path.suffix == ".csv":
        rows = list(csv.reader(io.StringIO(text, newline="")))
        kept = [r for n, r in enumerate(rows) if n == 0 or not any(map(named.search, r))]
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(kept)
        return out.getvalue(), len(rows) - len(kept)
    if path.suffix == ".jsonl":
        lines = text.splitlines(keepends=True)
        left = [line for line in lines if not named.search(line)]
        return "".join(left), len(lines) - len(left)
    return _entries(text, leaving)


def _entries(text: str, leaving: Going) -> tuple[str, int]:
    """Take entries out of the mappings and lists of a JSON file, however deep they stand."""
    named = leaving.named()
    gone = 0

    def left(value: object) -> object:
        nonlocal gone
        if isinstance(value, dict):
            kept = {k: v for k, v in value.items() if not named.search(k)}
            gone += len(value) - len(kept)
            return {k: left(v) for k, v in kept.items()}
        if isinstance(value, list):
            inner = [v for v in value if not _is_of(v)]
            gone += len(value) - len(inner)
            return [left(v) for v in inner]
        return value

    def _is_of(value: object) -> bool:
        flat = value.values() if isinstance(value, dict) else [value]
        return any(isinstance(one, str) and named.search(one) for one in flat)

    made = left(json.loads(text))
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n", gone
