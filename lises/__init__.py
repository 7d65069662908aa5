"""Qualitative interview studies in plain text: every finding leads to the words it rests on.

A study is a folder. ``load`` reads it::

    import lises

    study = lises.load("studies/my-study")
    study.codings          # a row per passage × code
    study.voices           # a row per passage × code × participant: where n comes from
    study.passages("code") # shown highlighted in their turns
    study.trace("finding") # finding → passages → participants, as a tree
    study.problems         # every fault, with file, line and remedy

The rooms, from the ground up: ``errors`` · ``model`` (the field's words as frozen objects) ·
``anchoring`` (quote → span) · ``files`` (plain text ↔ model) · ``frames`` (model → polars) ·
``text`` (words, lemmas, concordance) · ``analysis`` (frame → number) · ``evidence`` (stances,
quantifiers, trace) · ``tables`` (a study's own) · ``privacy`` (clearances, releases) ·
``exchange`` (others' formats) · ``render`` (HTML) · ``pictures`` (SVG) · ``reporting`` (tables and
pictures in a folder) · ``book`` (the Jupyter Book) · ``verification`` (bundles) · ``tagging``
(coding in the browser) · ``notebook`` (``Study``) · ``cli``.

Importing this loads nothing heavy: each name is fetched when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .errors import (
        LisesError,
        NotAStudyError,
        NotOfferedError,
        Problem,
        QueryError,
        ReleaseError,
        UnknownNameError,
    )
    from .notebook import Chain, Passages, Study, load

__all__ = [
    "Chain",
    "LisesError",
    "NotAStudyError",
    "NotOfferedError",
    "Passages",
    "Problem",
    "QueryError",
    "ReleaseError",
    "Study",
    "UnknownNameError",
    "load",
]

__version__ = "0.1.0"

_HOMES = dict.fromkeys(("Chain", "Passages", "Study", "load"), "lises.notebook")


def __getattr__(name: str) -> object:
    """Fetch a public name from its home when it is first used."""
    if name not in __all__:
        raise AttributeError(f"module 'lises' has no attribute {name!r}")
    value = getattr(import_module(_HOMES.get(name, "lises.errors")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return [*__all__, "__version__"]
