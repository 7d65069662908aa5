"""The review list in the terminal: one key decides, and each decision is saved at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from lises.errors import LisesError

from .identify import say_item

if TYPE_CHECKING:
    from lises.privacy.identifiers.review import Decision, Reviewed
    from lises.privacy.identifying import Identifying

__all__ = ["decide_each"]

KEYS = (
    "r replace · p put what I type · i replace, within this interview · k keep · a ask · "
    "o as elsewhere · O as elsewhere, all of these words · s skip · u undo · q stop"
)


def decide_each(made: Identifying, reviewed: Sequence[Reviewed]) -> tuple[Reviewed, ...]:
    """Ask for each open candidate what is to become of it.

    Parameters
    ----------
    made : Identifying
        The study and its vault: the list is saved after every key.
    reviewed : sequence of Reviewed

    Returns
    -------
    tuple of Reviewed
        With the decisions made until the end of the list or ``q``.
    """
    return _Deciding(made, reviewed).all()


class _Deciding:
    """Goes through the open ones, and back by ``u``."""

    def __init__(self, made: Identifying, reviewed: Sequence[Reviewed]) -> None:
        self._made = made
        self._all = list(reviewed)
        self._done: list[list[tuple[int, Reviewed]]] = []

    def all(self) -> tuple[Reviewed, ...]:
        """Decide until nothing is open, or the person stops."""
        typer.echo(KEYS)
        at = 0
        while at < len(self._all):
            if self._all[at].decision is not None:
                at += 1
                continue
            self._all[at] = self._with_offer(self._all[at])
            say_item(self._all[at])
            key = typer.getchar()
            if key in ("q", "\x03", "\x04", ""):
                break
            at = self._take(key, at)
        return tuple(self._all)

    def _take(self, key: str, at: int) -> int:
        """Carry a key out; give the place to go on from."""
        if key == "s":
            return at + 1
        if key == "u":
            return self._undo(at)
        try:
            changed = self._decided(key, at)
        except LisesError as why:
            typer.echo(f"    {why}")
            return at
        if not changed:
            typer.echo(f"    {KEYS}")
            return at
        self._done.append([(number, self._all[number]) for number, _ in changed])
        for number, one in changed:
            self._all[number] = one
        self._save()
        put = self._all[at].decision
        typer.echo(f"    → {put.action} {put.put or put.reason}" if put else "")
        return at + 1

    def _undo(self, at: int) -> int:
        if not self._done:
            return at
        before = self._done.pop()
        for number, one in before:
            self._all[number] = replace(one, decision=None)
        self._save()
        return before[0][0]

    def _save(self) -> None:
        from lises.privacy.identifying import save_review

        self._all = list(self._made.with_decisions(self._all))
        save_review(self._made, self._all)

    def _decided(self, key: str, at: int) -> list[tuple[int, Reviewed]]:
        one = self._all[at]
        if key in ("o", "O") and one.offered:
            same = self._same(at) if key == "O" else [at]
            if key == "O":
                typer.echo(f"    {len(same)} places")
            return [(number, replace(self._all[number], decision=one.offered)) for number in same]
        decision = self._decision(key)
        return [(at, replace(one, decision=decision))] if decision else []

    def _same(self, at: int) -> list[int]:
        """Give every open place of the same words; the first is the one at hand."""
        wanted = self._all[at].candidate.identity
        return [
            number
            for number, one in enumerate(self._all)
            if number >= at and one.decision is None and one.candidate.identity == wanted
        ]

    @staticmethod
    def _decision(key: str) -> Decision | None:
        from lises.privacy.identifiers.placeholders import put_as_written
        from lises.privacy.identifiers.review import Decision

        if key == "r":
            return Decision(action="replace")
        if key == "i":
            return Decision(action="replace", within="interview")
        if key == "p":
            return Decision(action="replace", put=put_as_written(typer.prompt("    put")))
        if key in ("k", "a"):
            reason = typer.prompt("    why")
            return Decision(action="keep" if key == "k" else "ask", reason=reason)
        return None

    def _with_offer(self, one: Reviewed) -> Reviewed:
        """Offer what was decided meanwhile for the same words."""
        if one.offered:
            return one
        wanted = one.candidate.identity
        for other in self._all:
            if other.decision is not None and other.candidate.identity == wanted:
                return replace(one, offered=other.decision)
        return one
