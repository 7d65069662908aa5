"""The pages of the library: every public name, nothing of this machine, the same every time."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path
from types import ModuleType

import pytest
from bs4 import BeautifulSoup

import lises
from lises.book.pages import Page
from lises.book.reference.library import LEFT_OUT, library_pages
from lises.book.reference.named import members, named
from lises.render import Words

ROOT = Path(__file__).parents[3]
PAGES = {page.docname.rpartition("/")[2]: page for page in library_pages(Words("en"))}
PACKAGES = ["lises", *(m.name for m in pkgutil.walk_packages(lises.__path__, "lises.") if m.ispkg)]
PROMISING = [name for name in PACKAGES if getattr(importlib.import_module(name), "__all__", ())]


def text(page: Page) -> str:
    return "\n".join(str(part) for part in page.parts)


def headings(page: Page) -> set[str]:
    found = re.findall(
        r"^#{2,3} (?:class |error |table |type |value )?(.+)$", text(page), re.MULTILINE
    )
    return {name.replace("\\", "") for name in found}


def test_every_package_that_promises_names_has_a_page_but_the_commands() -> None:
    assert set(PROMISING) - LEFT_OUT == set(PAGES) - {"index"}
    assert {"lises.cli"} == LEFT_OUT  # they are told in reference/commands


@pytest.mark.parametrize("room", sorted(set(PROMISING) - LEFT_OUT))
def test_every_public_name_stands_on_the_page_of_its_package(room: str) -> None:
    page, module = PAGES[room], importlib.import_module(room)
    linked = BeautifulSoup(text(page), "html.parser").select("p > a > code:first-child")
    there = headings(page) | {one.get_text() for one in linked}
    assert set(module.__all__) - there == set()


@pytest.mark.parametrize("room", sorted(set(PROMISING) - LEFT_OUT))
def test_every_name_of_a_package_is_linked_from_the_page_of_the_library(room: str) -> None:
    soup = BeautifulSoup(text(PAGES["index"]), "html.parser")
    linked = {(a.get_text(), a["href"].partition("#")[0]) for a in soup.find_all("a")}
    for name in importlib.import_module(room).__all__:
        assert {(name, f"{room}.html"), (name, "lises.html")} & linked, name


def test_every_method_of_a_study_is_told() -> None:
    methods = {m for m in dir(lises.Study) if not m.startswith("_")}
    told = {h.removeprefix("Study.") for h in headings(PAGES["lises"]) if h.startswith("Study.")}
    plain = {m for m in methods if isinstance(getattr(lises.Study, m), str | int)}
    assert methods - plain - told == set()


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_link_leads_to_a_place_on_these_pages(name: str) -> None:
    for link in BeautifulSoup(text(PAGES[name]), "html.parser").find_all("a"):
        page, _, anchor = link["href"].partition("#")
        there = PAGES[page.removesuffix(".html")]
        assert not anchor or f"\n({anchor})=\n" in text(there), link["href"]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_no_place_stands_twice(name: str) -> None:
    anchors = re.findall(r"^\((.+)\)=$", text(PAGES[name]), re.MULTILINE)
    assert len(anchors) == len(set(anchors))


def test_the_pages_are_the_same_every_time_and_hold_nothing_of_this_machine() -> None:
    again = {page.docname.rpartition("/")[2]: page for page in library_pages(Words("en"))}
    assert again == PAGES
    for page in PAGES.values():
        assert str(ROOT) not in text(page)
        assert str(Path.home()) + "/" not in text(page)
        assert " at 0x" not in text(page)
        assert "PosixPath" not in text(page)


def test_in_another_language_only_what_stands_around_the_docstrings_is_other() -> None:
    danish = {page.docname.rpartition("/")[2]: page for page in library_pages(Words("da"))}
    assert danish["index"].title == "Biblioteket"
    for name, page in danish.items():
        assert page.body_language == "en"
        assert '<p lang="da"' in page.parts[0]
        assert page.parts[1:] == PAGES[name].parts[1:]


# ---- How things are called ----------------------------------------------------------------------


def _module(source: str) -> ModuleType:
    made = ModuleType("made")
    exec(f"from __future__ import annotations\n{source}", made.__dict__)
    return made


def _calls(source: str) -> dict[str, str]:
    return {one.name: one.call for one in named(_module(source))}


def test_a_short_call_is_a_line_and_a_long_one_has_a_parameter_on_each() -> None:
    calls = _calls(
        "__all__ = ['long', 'short']\n"
        "def short(a: int, *, b: str = 'x') -> float: 'S.'\n"
        "def long(transcripts: list[str], /, *more: str, wanted: bool = True, **rest: int) -> None: 'L.'\n"
    )
    assert calls["short"] == "short(a: int, *, b: str = 'x') -> float"
    assert calls["long"].splitlines() == [
        "long(",
        "    transcripts: list[str],",
        "    *more: str,",
        "    wanted: bool = True,",
        "    **rest: int,",
        ")",
    ]


def test_a_default_that_has_no_short_name_is_left_open() -> None:
    calls = _calls(
        "__all__ = ['call']\ndef call(a: object = print, b: object = object(), c: str = 'x' * 99): 'C.'\n"
    )
    assert " at 0x" not in calls["call"]
    assert calls["call"].count("= ...") == 3


def test_a_class_shows_what_it_has_of_its_own_first_and_nothing_private() -> None:
    from lises.book.reference.named import Named

    study = Named(name="Study", room="lises", kind="class", made=lises.Study, doc="")
    found = [one.name for one in members(study)]
    assert found.index("Study.trace") < found.index("Study.frequency")
    assert not [name for name in found if "._" in name]
    (prevalence,) = [one for one in members(study) if one.name == "Study.prevalence"]
    assert prevalence.call.startswith("study.prevalence(")
    assert "self" not in prevalence.call
