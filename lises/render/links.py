"""Addresses within the built book, relative to the page on which they stand."""

from __future__ import annotations

from dataclasses import dataclass
from posixpath import dirname, relpath
from urllib.parse import quote

__all__ = ["Links"]


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses that a page can point to.

    Parameters
    ----------
    page_name : str
        The page on which the links stand, without ``.html``: ``"demo/findings/telefon"``.
    studies : frozenset of str, optional
        The studies that have pages; without it every study is taken to have them.

    Notes
    -----
    Every part of an address is percent-encoded, a colon too, so that no id can make an address of
    another scheme. A link to a place on the same page is the bare anchor.

    >>> Links("demo/findings/phone").passage("demo", "R03", "R03-7k2m")
    '../interviews/R03.html#p-R03-7k2m'
    >>> Links("demo/interviews/R03").passage("demo", "R03", "R03-7k2m")
    '#p-R03-7k2m'
    """

    page_name: str
    studies: frozenset[str] | None = None

    def has(self, study: str) -> bool:
        """Tell whether a study has pages here, so that a link to it leads somewhere."""
        return self.studies is None or study in self.studies

    def page(self, target: str, anchor: str = "") -> str:
        """Give the address of a page, named without ``.html``, and of a place on it."""
        fragment = f"#{quote(anchor, safe='')}" if anchor else ""
        if fragment and target == self.page_name:
            return fragment
        start = dirname(self.page_name) or "."
        steps = relpath(target, start).split("/")
        return "/".join(quote(step, safe="") for step in steps) + ".html" + fragment

    def study(self, study: str) -> str:
        """Give the address of a study's first page."""
        return self.page(f"{study}/index")

    def interview(self, study: str, interview: str) -> str:
        """Give the address of an interview's page."""
        return self.page(f"{study}/interviews/{interview}")

    def interviews(self, study: str) -> str:
        """Give the address of the list of interviews."""
        return self.page(f"{study}/interviews/index")

    def passage(self, study: str, interview: str, passage: str) -> str:
        """Give the address of a passage in its interview: where its first words stand."""
        return self.page(f"{study}/interviews/{interview}", f"p-{passage}")

    def turn(self, study: str, interview: str, turn: int) -> str:
        """Give the address of a turn in its interview."""
        return self.page(f"{study}/interviews/{interview}", f"t-{turn}")

    def finding(self, study: str, finding: str) -> str:
        """Give the address of a finding's page."""
        return self.page(f"{study}/findings/{finding}")

    def code(self, study: str, code: str, participant: str = "") -> str:
        """Give the address of the page with every passage of a code, or of one person's on it."""
        return self.page(f"{study}/codes/{code}", f"by-{participant}" if participant else "")

    def codebook(self, study: str, code: str = "") -> str:
        """Give the address of the codebook, or of a code's entry in it."""
        return self.page(f"{study}/codebook", f"code-{code}" if code else "")

    def participant(self, study: str, participant: str = "") -> str:
        """Give the address of the participants' page, or of one participant on it."""
        return self.page(f"{study}/participants", f"par-{participant}" if participant else "")

    def claim(self, study: str, claim: str = "") -> str:
        """Give the address of the page of published claims, or of one claim on it."""
        return self.page(f"{study}/claims", f"claim-{claim}" if claim else "")

    def problems(self, study: str) -> str:
        """Give the address of the page of open doubts."""
        return self.page(f"{study}/problems")

    def trail(self, study: str, section: str = "") -> str:
        """Give the address of the page of the audit trail, or of a section of it."""
        return self.page(f"{study}/trail", section)

    def analysis(self, study: str, section: str = "") -> str:
        """Give the address of the page of tables and pictures, or of a section of it."""
        return self.page(f"{study}/analysis", section)

    def figures(self, study: str, figure: str = "") -> str:
        """Give the address of the page of published figures, or of one figure on it."""
        return self.page(f"{study}/figures", f"fig-{figure}" if figure else "")
