"""Findings and the evidence they name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from .place import NOWHERE, At, Lines, place_within
from .wording import EMPTY, LocalText

__all__ = ["Evidence", "Finding", "Quantifier", "Search"]

Quantifier = Literal["all", "most", "some", "few", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A passage that a finding rests on, or that contradicts it, with the analytic note."""

    passage: str
    note: LocalText = EMPTY
    at: At = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A recorded search for what speaks against the finding, or for what it says is absent.

    ``query`` is words joined by ``|``; ``within`` whose interviews; ``judged`` the path of the file
    that judges every hit; ``coded_for_paraphrase`` whether they were also read without the words.
    """

    query: str
    matching: Literal["plain", "word", "lemma"] = "word"
    within: tuple[tuple[str, tuple[str, ...]], ...] = ()
    judged: str = ""
    coded_for_paraphrase: bool | None = None
    at: At = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A statement of the study, whom it is about, and what carries it.

    ``scope`` is (``role`` or an attribute, allowed values); ``counts`` and ``against`` are code
    queries, children included: n comes from ``counts`` over the counted set, never from
    ``rests_on``. ``prose`` is MyST by language, the study's own first.
    """

    id: str
    statement: LocalText
    scope: tuple[tuple[str, tuple[str, ...]], ...] = ()
    quantifier: Quantifier | None = None
    counts: str = ""
    against: str = ""
    asked: tuple[str, ...] = ()
    shaped_after: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    rests_on: tuple[Evidence, ...] = ()
    contradicted_by: tuple[Evidence, ...] = ()
    selected: LocalText = EMPTY
    searched: tuple[Search, ...] = ()
    limits: LocalText = EMPTY
    prose: LocalText = EMPTY
    at: At = field(default=NOWHERE, compare=False, repr=False)
    lines: Lines = field(default_factory=dict, compare=False, repr=False)

    def place(self, *steps: object) -> At:
        """Give the place of a value of the front matter, ``"scope", "role"``; else the finding's.

        ``"prose", language`` is where the prose in a language begins.
        """
        return place_within(self.at, self.lines, steps)

    def prose_place(self, language: str, offset: int) -> At:
        """Give the place of a code point of the prose in a language, in the file it stands in."""
        start = self.lines.get(("prose", language), 0)
        stem = self.at.path.removesuffix(".md")
        path = f"{stem}.{language}.md" if language else self.at.path
        text = dict(self.prose.by_language).get(language, "")
        return At(path, start + text.count("\n", 0, offset) if start else 0)
