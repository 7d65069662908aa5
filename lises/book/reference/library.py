"""Pages about the library's public names, written from its docstrings when a book is composed.

sphinx.ext.autodoc reads as much, but takes nine seconds for these names, wants reStructuredText in
every docstring, and prints the values of constants, paths among them.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cached_property, partial
from types import ModuleType

from lises.book.markdown import as_text
from lises.book.pages import Page
from lises.render import Words
from lises.render.markup import Markup, element, joined, link

from .docstrings import first_sentence, read_docstring, told, written
from .named import Named, members, named

__all__ = ["library_pages", "rooms"]

FOLDER = "reference/library"
# The commands have a page of their own, which tells what they take and gives an example of each.
LEFT_OUT = frozenset({"lises.cli"})
LANGUAGE = "en"  # of the docstrings
PLAIN_WORD = re.compile(r"[a-z0-9]+")


def rooms() -> list[ModuleType]:
    """Give the library and every package in it that promises names, the library itself first."""
    root = importlib.import_module("lises")  # by name: telling of a room is no use of it
    inside = pkgutil.walk_packages(root.__path__, "lises.")
    names = ["lises", *sorted(m.name for m in inside if m.ispkg and m.name not in LEFT_OUT)]
    found = [importlib.import_module(name) for name in names]
    return [room for room in found if getattr(room, "__all__", ())]


def library_pages(words: Words) -> list[Page]:
    """Make the page of the library and one for each room.

    The rooms stand on the library's page and not in the contents: every page of the book draws the
    contents with all their headings, and the rooms have more than all other pages together.
    """
    library = _Library(rooms())
    title, said = words("reference-library"), words("reference-library-note")
    over = Page(
        docname=f"{FOLDER}/index",
        title=title,
        parts=(_note(words, said), library.overview()),
        listed=True,
        short=title,
        body_language=LANGUAGE,
    )
    back = _note(words, link("index.html", title), ". ", said)
    return [over, *(_room_page(room, library, back) for room in library.rooms)]


def _note(words: Words, *said: str) -> str:
    return str(element("p", *said, lang=words.language, class_="lises-made-from"))


def _room_page(room: ModuleType, library: _Library, note: str) -> Page:
    return Page(
        docname=_docname(room.__name__),
        title=room.__name__,
        parts=(note, "\n\n".join(library.room(room))),
        body_language=LANGUAGE,
    )


def _docname(room: str) -> str:
    return f"{FOLDER}/{room}"


class _Library:
    """The public names with the page that each stands on; it writes names as links."""

    def __init__(self, rooms: list[ModuleType]) -> None:
        self.rooms = rooms

    @cached_property
    def names(self) -> dict[str, list[Named]]:
        """Every room's names; what the root promises too stands on its page alone."""
        return {room.__name__: named(room) for room in self.rooms}

    @cached_property
    def homes(self) -> dict[str, Named]:
        """Every public path that can be linked to: ``lises.text.concordance``, ``Study.trace``."""
        found: dict[str, Named] = {}
        for room in (name for name in self.names if name != "lises"):
            found |= {f"{room}.{one.name}": one for one in self.names[room]}
        for one in self.names["lises"]:  # documented there, wherever else it is promised
            found |= {
                f"{room.__name__}.{one.name}": one
                for room in self.rooms
                if one.name in room.__all__ and getattr(room, one.name) is one.made
            }
            found |= {f"{one.name}.{m.name}": m for m in members(one)}
        return found

    def link(self, text: str, room: str) -> Markup:
        """Write a piece of code, as a link where it is the name of something public."""
        bare = text.removesuffix("()")
        if bare == text and PLAIN_WORD.fullmatch(text):
            return element("code", text)  # rather a column than the function of that name
        return self.name(bare, room, text)

    def name(self, name: str, room: str, text: str = "") -> Markup:
        """Write a name as a link where it is public."""
        shown = element("code", text or name)
        around = (f"{room}.{name}", name, f"lises.{name}")
        one = next((self.homes[path] for path in around if path in self.homes), None)
        return link(f"{one.room}.html#{one.anchor}", shown) if one else shown

    def overview(self) -> str:
        """Write what the library is, and every room with its names."""
        text = written(read_docstring(self.rooms[0].__doc__ or ""), self._room_or_name)
        return "\n\n".join([str(element("div", text, class_="lises-told")), *self._rooms()])

    def _room_or_name(self, text: str) -> Markup:
        room = f"lises.{text}"
        known = room in self.names
        return link(f"{room}.html", element("code", text)) if known else self.link(text, "lises")

    def _rooms(self) -> Iterator[str]:
        for room in self.rooms:
            name = room.__name__
            says = told(first_sentence(room.__doc__ or ""), partial(self.link, room=name))
            names = joined([self.name(one, name) for one in room.__all__], " · ")
            yield f"## {as_text(name)}"
            page = link(f"{name}.html", "All of it")
            yield str(element("div", element("p", says, " ", page, "."), element("p", names)))

    def room(self, room: ModuleType) -> Iterator[str]:
        """Write the page of a room: what it is for, then each of its names."""
        name = room.__name__
        code = partial(self.link, room=name)
        # The overview says what the library as a whole is.
        if name != "lises":
            yield str(
                element(
                    "div", written(read_docstring(room.__doc__ or ""), code), class_="lises-told"
                )
            )
        for one in self.names[name]:
            home = self.homes.get(f"{name}.{one.name}", one)
            if home.room != name:
                yield str(element("p", self.name(one.name, name), ": ", first_sentence(one.doc)))
                continue
            yield from one.written("##", code)
            for member in members(one):
                yield from member.written("###", code)
