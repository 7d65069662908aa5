"""Where the JSON Schemas are: one per kind of file, for editors and for the tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lises.errors import UnknownNameError, did_you_mean

__all__ = ["schema", "schema_folder"]

_SUFFIX = ".schema.json"


def schema_folder() -> Path:
    """Give the folder of the schemas: within the installed package, or beside it in a checkout.

    Raises
    ------
    UnknownNameError
        If neither is there: the installation is not whole.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "data_schema", package.parent / "data_schema"):
        if folder.is_dir():
            return folder
    raise UnknownNameError(f"no data_schema in {package} or beside it; install lises anew")


def schema(kind: str) -> dict[str, Any]:
    """Give the JSON Schema of a kind of file, ``codebook`` or ``passage``.

    Raises
    ------
    UnknownNameError
        If there is no schema of this kind.
    """
    folder = schema_folder()
    known = sorted(file.name.removesuffix(_SUFFIX) for file in folder.glob(f"*{_SUFFIX}"))
    if kind not in known:
        near = did_you_mean(kind, known) or f"there are: {', '.join(known)}"
        raise UnknownNameError(f'no schema of the kind "{kind}"; {near}')
    found: dict[str, Any] = json.loads((folder / f"{kind}{_SUFFIX}").read_text(encoding="utf-8"))
    return found
