"""What every section is made from: a release, its tables, and where marks lead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from lises.model import Passage, StudyDesign
from lises.pictures import Href, Picture, Setting
from lises.privacy import Release
from lises.render import Words
from lises.render.markup import Content, Markup, element, joined, link
from lises.render.quotation import place_of
from lises.tables import Tables

from .places import Places

__all__ = ["Desk", "Listed", "Section"]


@dataclass(frozen=True, slots=True)
class Listed:
    """What the marks of a picture lead to on the same page: ``rows`` of an anchor and what is told.

    ``key`` names the words above the list; a row with an empty anchor follows the one before it.
    """

    key: str
    rows: Sequence[tuple[str, Content]]

    def html(self, words: Words) -> Markup | None:
        """Fold the list away under its words; nothing where there is no row."""
        items = [element("li", told, id=anchor or None) for anchor, told in self.rows]
        if not items:
            return None
        head = element("summary", words(self.key, n=len(items)))
        return element("details", head, element("ul", items), class_="lises-listed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a report or of the page of analyses.

    ``name`` is its heading (``section-…`` of the words), its anchor, and what it is called in
    ``lises.tables.ANALYSES``; ``tables`` are by the name of their file;
    ``more`` are further pictures, after the first;
    ``lists`` are what marks lead to within the page.
    """

    name: str
    tables: Mapping[str, pl.DataFrame]
    picture: Picture | None = None
    more: tuple[Picture, ...] = ()
    said: tuple[Markup, ...] = ()
    lists: tuple[Listed, ...] = ()

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Every picture, the first before the others."""
        return self.more if self.picture is None else (self.picture, *self.more)


@dataclass(frozen=True, kw_only=True)  # no slots: tables are kept once made
class Desk:
    """A release laid out to be told of.

    ``tables`` are made from the release; ``carried`` gives those that were counted in the archive.
    """

    release: Release
    words: Words
    places: Places
    tables: Tables = field(init=False)

    def __post_init__(self) -> None:
        """Lay the tables out."""
        object.__setattr__(self, "tables", Tables(self.release.folder))

    @property
    def design(self) -> StudyDesign:
        """The study's design."""
        return self.release.folder.design

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Code or theme to its label."""
        folder = self.release.folder
        codes = folder.codebook.codes if folder.codebook else ()
        named = [(code.id, code.label) for code in codes]
        named += [(theme.id, theme.label) for theme in folder.themes]
        return {name: self.words.local(label) or name for name, label in named if label}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Role and coding set's coder to what they are called."""
        return {role.id: self.words.local(role.label) or role.id for role in self.design.roles}

    @cached_property
    def roles(self) -> Mapping[str, str]:
        """Participant to role, in the order of roles and participants."""
        people = self.release.folder.participants
        order = {role.id: n for n, role in enumerate(self.design.roles)}
        listed = sorted(people, key=lambda p: order.get(p.role, len(order)))
        return {person.id: person.role for person in listed}

    def setting(self, name: str, href: Href = None) -> Setting:
        """Give how a picture is told."""
        return Setting(
            words=self.words,
            labels=self.labels,
            names=self.names,
            href=href,
            constructed=self.design.constructed,
            name=name,
        )

    def carried(self, name: str) -> pl.DataFrame:
        """Give a table that was counted in the archive; without rows where there is none."""
        return pl.DataFrame(list(self.release.tables.get(name, ())), infer_schema_length=None)

    def in_book_order(self, table: pl.DataFrame, key: str = "code") -> pl.DataFrame:
        """Put rows in the order of the codebook."""
        book = self.release.folder.codebook
        order = [code.id for code in book.codes] if book else []
        return table.sort(
            pl.col(key).cast(pl.Enum([*order, *_missing(table, key, order)])), maintain_order=True
        )

    def cited(self, passages: Iterable[str]) -> Markup:
        """Link passages by interview and turn; those that are not in the release are left out."""
        by_id = self.release.study.by_id
        found = [by_id[passage] for passage in passages if passage in by_id]
        return joined([self.citation(passage) for passage in found], ", ")

    def citation(self, passage: Passage) -> Markup:
        """Link a passage: ``R03 §14``."""
        shown = place_of(self.words, passage)
        return link(self.places.passage(passage), shown, class_="lises-cite")

    def paragraph(self, key: str, **values: object) -> Markup:
        """Give a paragraph with the interface's words."""
        return element("p", self.words.html(key, **values))


def _missing(table: pl.DataFrame, key: str, order: list[str]) -> list[str]:
    return sorted(set(table[key].drop_nulls()) - set(order))
