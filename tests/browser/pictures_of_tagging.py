"""The pictures of the coding page in the guide, made anew: ``python -m tests.browser.pictures_of_tagging``.

Each is of invented material that is shown in the public book, and has the mark in it. It takes the
page as it is now, so make them again when the page looks otherwise, and look at them.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from lises.book.making import release_studies
from lises.files import read_study

from .coding import Coder, InProcess, Rooms, drag, saved, touch
from .reading import launched

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "book/guide"
TODAY = "2026-11-22"  # a day on which the studies' signatures hold
COLOURS = 96  # enough for the page's tints; a third of the bytes
MOST = 150_000  # bytes
SIZES = {
    "desk": {"width": 1024, "height": 700},  # in the guide's column its text can still be read
    "dark": {"width": 1024, "height": 700},
    "phone": {"width": 390, "height": 700},
}


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What is pictured in a language: a study, an interview, words of one of its turns, a search."""

    language: str
    study: Path
    interview: str
    turn: int
    words: str
    touched: str
    query: str


SCENES = (
    Scene(
        language="en",
        study=ROOT / "tests/studies/demo-tiny",
        interview="DEMO-G1",
        turn=2,
        words="two cans and a bad back",
        touched="one tap",
        query="tap|queue",
    ),
    Scene(
        language="da",
        study=ROOT / "studies/demo-cubb",
        interview="DEMO-R01",
        turn=26,
        words="Jeg tjekkede e-Boks morgen og aften",
        touched="Og så en tirsdag ringede hun",
        query="telefon|ringede",
    ),
)


def main(wanted: list[str]) -> None:
    """Make the pictures of all languages, or of those that are named."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = launched(playwright)
        for scene in SCENES:
            if not wanted or scene.language in wanted:
                _may_be_shown(scene)
                for kind, act in ACTS.items():
                    _picture(browser, Path(folder) / f"{scene.language}-{kind}", scene, (kind, act))
        browser.close()


def _may_be_shown(scene: Scene) -> None:
    """Refuse an interview of which the public book withholds a word."""
    (release,), _ = release_studies([scene.study], "public", TODAY)
    archive, _ = read_study(scene.study)
    assert archive is not None
    assert archive.design.data_status == "constructed"
    shown = release.folder.transcripts.get(scene.interview)
    assert shown is not None
    assert shown.turns == archive.transcripts[scene.interview].turns, "not every word is public"


def _picture(
    browser: Browser, folder: Path, scene: Scene, what: tuple[str, Callable[[Page, Scene], None]]
) -> None:
    kind, act = what
    study = Path(shutil.copytree(scene.study, folder / scene.study.name))
    for talk in study.glob("transcripts/*.md"):  # a sign for which not every machine has a shape
        talk.write_text(talk.read_text("utf-8").replace("🌱 ", ""), "utf-8")
    with _opened(browser, study, scene, kind) as page:
        act(page, scene)
        expect(page.locator("#mark")).to_be_visible()
        page.evaluate("document.getElementById('said').classList.remove('shown')")
        taken = folder / "taken.png"
        page.screenshot(path=taken, animations="disabled", caret="hide")
    to = GUIDE / f"coding-{kind}.{scene.language}.png"
    with Image.open(taken) as image:
        small = image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        small.save(to, optimize=True)
    size = to.stat().st_size
    assert size < MOST, f"{to.name} has {size} bytes"
    print(f"{to.relative_to(ROOT)}  {small.width} × {small.height}, {size // 1000} kB")  # noqa: T201


@contextmanager
def _opened(browser: Browser, study: Path, scene: Scene, kind: str) -> Iterator[Page]:
    server = InProcess(study).start()
    rooms = Rooms(browser)
    coder = Coder(rooms, server)
    try:
        theme = "dark" if kind == "dark" else "light"
        room = "phone" if kind == "phone" else "desk"
        page = coder.open(scene.interview, room=room, size=SIZES[kind], theme=theme)
        if page.evaluate("document.documentElement.lang") != scene.language:
            page.evaluate("(it) => localStorage.setItem('lises-language', it)", scene.language)
            page.reload()
            expect(page.locator(f"html[lang={scene.language}] body:not(.opening)")).to_be_visible()
        yield page
    finally:
        coder.close()
        rooms.close()
        server.end()


def _desk(page: Page, scene: Scene) -> None:
    """Words are chosen, and a code is about to be taken from the list."""
    drag(page, scene.turn, scene.words)
    page.keyboard.press("1")
    saved(page)
    page.locator("#card").get_by_role("combobox").focus()


def _dark(page: Page, scene: Scene) -> None:
    """Hits of a search, some looked at, about to be tagged."""
    page.keyboard.press("/")
    page.locator("#tag-where").select_option("here")  # of other interviews not all is public
    page.locator("#find-words").focus()
    page.keyboard.type(scene.query)
    page.keyboard.press("Enter")
    expect(page.locator("#hits li").first).to_be_visible()
    shown = page.locator("#hits .where").all_text_contents()
    assert all(one.startswith(f"{scene.interview} ") for one in shown), shown
    for hit in page.locator("#hits .kwic").all()[:2]:
        hit.click()
    expect(page.locator("#hits .seen")).to_have_count(2)


def _phone(page: Page, scene: Scene) -> None:
    """Words are chosen with a finger; what can be done stands below them."""
    touch(page, scene.turn, scene.touched)
    page.locator(f"#t{scene.turn}").scroll_into_view_if_needed()


ACTS: dict[str, Callable[[Page, Scene], None]] = {"desk": _desk, "dark": _dark, "phone": _phone}

if __name__ == "__main__":
    main(sys.argv[1:])
