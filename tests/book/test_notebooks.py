"""Notebooks in a book: run on the releases and nothing else, and the same bytes each time.

A kernel takes seconds to start, so each run here shows several things.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from lises.book.compose import compose
from lises.book.kernel import guard
from lises.book.making import MadeBook, make_book, release_studies
from lises.book.notebooks import CACHE, run_notebooks
from lises.book.outputs import UnshowableError, bare, cleaned
from lises.book.scan import scan, text_of

from .books import TINY, TODAY, Page, order

GOOD = (
    "import lises\n\nstudy = lises.load('studies/demo-tiny')\nstudy",
    "for passage in study.passages():\n    print(passage.id, passage.quote)",
    "for turn in study.turns['text']:\n    print(turn)",
    "study.trace('tap')",
    "from pathlib import Path\n\nprint(Path.cwd(), object(), lises.__file__)\nsorted(map(str, Path('.').rglob('*.yaml')))",
    "import sys\n\nsys.prefix",
    "try:\n    open({archive!r} + '/participants.csv')\nexcept PermissionError as why:\n    print('refused:', why)",
    "import socket\n\ntry:\n    socket.create_connection(('192.0.2.1', 80), timeout=1)\nexcept OSError as why:\n    print('refused:', why)",
    "{{hash(word) % 97 for word in ('a', 'b', 'c')}}",
    "study.prevalence('tap', by='role')",
)  # fmt: skip


def _notebook(*sources: str, **metadata: Any) -> str:
    cells = [
        {
            "cell_type": "code",
            "id": f"x{number}",
            "metadata": {"collapsed": True, "author": "me", "tags": ["hide-input", "secret"]},
            "execution_count": 7,
            "outputs": [{"output_type": "stream", "name": "stdout", "text": "STALE"}],
            "source": source.splitlines(keepends=True),
        }
        for number, source in enumerate(sources)
    ]
    title = {"cell_type": "markdown", "metadata": {}, "source": "# N\n\nSaid."}
    return json.dumps(
        {"cells": [title, *cells], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    )


def _author(folder: Path, study: Path) -> Path:
    author = folder / "author"
    author.mkdir()
    (author / "_config.yml").write_text("title: T\n")
    (author / "_toc.yml").write_text("format: jb-book\nroot: index\nchapters: [{file: n}]\n")
    (author / "index.md").write_text("# T\n")
    sources = [source.format(archive=str(study)) for source in GOOD]
    (author / "n.ipynb").write_text(_notebook(*sources, name="me"), "utf-8")
    return author


def _tree(folder: Path) -> dict[str, str]:
    files = (p for p in sorted(folder.rglob("*")) if p.is_file())
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


Built = tuple[MadeBook, Page, Path, Path]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A public book with a notebook that shows whatever it can get at. One kernel."""
    folder = tmp_path_factory.mktemp("notebooks")
    study = Path(shutil.copytree(TINY, folder / "demo-tiny"))
    author = _author(folder, study)
    made = make_book(order(folder / "out", study, author=author, language="en"))
    assert made.good, made
    return made, Page("n", (made.html / "n.html").read_text("utf-8")), study, author


def test_what_cells_give_stands_on_the_page(built: Built) -> None:
    _, page, _, _ = built
    text = page.article.get_text()
    assert "Water and weeds" in text
    assert "A release (for anybody)" in text
    assert "DEMO-G1-2n5s" in text
    assert page.article.select("mark[data-passage]") or page.article.find(class_="lises-nb")
    assert page.article.find("table", class_="dataframe")
    assert "STALE" not in text


def test_what_is_not_cleared_cannot_be_shown_by_a_notebook(built: Built) -> None:
    made, page, study, _ = built
    files = sorted(study.glob("codings/*/DEMO-K1.jsonl"))  # the keeper's, for reviewers
    lines = [json.loads(line) for path in files for line in path.read_text("utf-8").splitlines()]
    closed = {part for line in lines for part in _parts(line["quote"])}
    assert len(closed) > 1
    shown = page.article.get_text()
    for quote in closed:
        assert quote not in shown
        assert not [p for p in made.html.rglob("*") if p.is_file() and quote in text_of(p)]
    kept = made.html.parent / CACHE
    assert not [p for p in kept.iterdir() for quote in closed if quote in p.read_text("utf-8")]


def _parts(quote: str | list[str]) -> list[str]:
    return [quote] if isinstance(quote, str) else quote


def test_neither_the_archive_nor_a_network_can_be_reached(built: Built) -> None:
    _, page, _, _ = built
    refused = [line for line in page.article.get_text().splitlines() if line.startswith("refused")]
    assert refused == [
        "refused: a notebook of the book reads the releases under studies/",
        "refused: a notebook of the book asks nobody on a network",
    ]


def test_the_working_folder_holds_the_releases_and_nothing_else(built: Built) -> None:
    _, page, _, _ = built
    listed = next(pre for pre in page.article.find_all("pre") if "study.yaml" in pre.text)
    names = {name.strip("[]'\n ") for name in listed.text.replace("\n", "").split(",")}
    assert {name.rpartition("/")[0] for name in names} == {"studies/demo-tiny"}


def test_nothing_of_this_machine_is_told(built: Built) -> None:
    made, page, _, _ = built
    text = page.article.get_text()
    assert ". <object object> …" in text  # the folder, the place in memory, the library's folder
    for path in (p for p in made.html.rglob("*") if p.is_file()):
        said = text_of(path)
        for place in (str(made.html.parent), "/lises-", str(TINY.parents[2]), sys.prefix):
            assert place not in said, (path, place)
    source = json.loads((made.html.parent / "source/n.ipynb").read_text("utf-8"))
    assert source["metadata"] == bare({"cells": []})["metadata"]
    for cell in source["cells"]:
        assert set(cell["metadata"]) <= {"tags"}
        assert cell["metadata"].get("tags", ["hide-input"]) == ["hide-input"]
        assert "id" not in cell
        assert cell.get("execution_count") is None


def test_a_page_that_shows_invented_material_says_so(built: Built) -> None:
    _, page, _, _ = built
    assert page.soup.find("meta", attrs={"name": "data-status", "content": "constructed"})
    assert page.article.find(class_="lises-page")["data-mark"]
    assert "(" in page.soup.title.text


def test_an_unchanged_notebook_is_not_run_again_and_a_new_run_gives_the_same_bytes(
    built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One kernel: for the second place."""
    made, _, study, author = built
    again = make_book(order(tmp_path / "another", study, author=author, language="en"))
    assert _tree(again.html) == _tree(made.html)

    monkeypatch.setattr("lises.book.notebooks._run", None)  # whoever runs a cell now fails
    known = make_book(order(tmp_path / "another", study, author=author, language="en"))
    assert known.good, known
    assert _tree(known.html) == _tree(made.html)
    # what no notebook gives any longer is not kept: it may be of somebody who has withdrawn
    (author / "n.ipynb").rename(author / "_n.ipynb")
    (author / "_toc.yml").write_text("format: jb-book\nroot: index\n")
    assert make_book(order(tmp_path / "another", study, author=author)).good
    assert not [*(tmp_path / "another" / CACHE).iterdir()]
    (author / "_n.ipynb").rename(author / "n.ipynb")


def test_a_cell_that_fails_fails_the_book_with_its_number_and_the_error(
    built: Built, tmp_path: Path
) -> None:
    """One kernel."""
    _, _, study, _ = built
    author = tmp_path / "author"
    author.mkdir()
    (author / "_config.yml").write_text("title: T\n")
    (author / "_toc.yml").write_text("format: jb-book\nroot: index\n")
    (author / "index.md").write_text("# T\n")
    (author / "broken.ipynb").write_text(_notebook("x = 1", "y = 2\nx / 0"), "utf-8")
    (author / "torn.ipynb").write_text("{", "utf-8")
    made = make_book(order(tmp_path / "out", study, author=author))
    assert not made.good
    told = {Path(p.path).name: p for p in made.problems if p.rule.startswith("notebook-")}
    assert told["broken.ipynb"].rule == "notebook-failed"
    assert told["broken.ipynb"].message == "cell 3, line 2: ZeroDivisionError: division by zero"
    assert told["torn.ipynb"].rule == "notebook-unreadable"
    assert "Traceback" not in str(made)
    assert not (tmp_path / "out/html").exists()


# ---- Without a kernel --------------------------------------------------------------------------


def test_outputs_that_an_author_saved_are_never_published(tmp_path: Path) -> None:
    author = tmp_path / "author"
    author.mkdir()
    (author / "_config.yml").write_text("title: T\n")
    (author / "_toc.yml").write_text("format: jb-book\nroot: index\n")
    (author / "index.md").write_text("# T\n")
    (author / "n.ipynb").write_text(_notebook("1"))
    (author / "n.da.ipynb").write_text(_notebook("2"))
    releases, _ = release_studies([TINY], "public", TODAY)
    for language, source in (("en", "1"), ("da", "2")):
        compose(releases, author, tmp_path / "source", language=language)
        text = (tmp_path / "source/n.ipynb").read_text("utf-8")
        assert "STALE" not in text
        assert json.loads(text)["cells"][1]["source"] == source
        assert not (tmp_path / "source/n.da.ipynb").exists()


@pytest.mark.skipif(sys.prefix == sys.base_prefix, reason="there is no environment of its own")
def test_the_folder_of_the_programs_is_a_leak(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<pre>{sys.prefix}/lib/x.py:3: a warning</pre>")
    assert [leak.rule for leak in scan(tmp_path)] == ["path-of-this-machine"]


def test_a_book_without_notebooks_starts_nothing(tmp_path: Path) -> None:
    ran = run_notebooks(TINY, [], tmp_path / "out", language="en")
    assert (dict(ran.pages), ran.problems, ran.anew) == ({}, (), 0)


def _ran(*outputs: dict[str, Any]) -> dict[str, Any]:
    cell = {"cell_type": "code", "metadata": {}, "source": "x", "outputs": list(outputs)}
    return {"cells": [cell]}


def _shown(*outputs: dict[str, Any]) -> list[dict[str, Any]]:
    return cleaned(_ran(*outputs), [("/a/place", "…")])["cells"][0]["outputs"]


def test_of_an_output_only_what_a_page_can_show_is_kept() -> None:
    html, plain = "<b>x</b> /a/place/y", "<X at 0x7f00aa>"
    data = {
        "text/html": [html],
        "text/plain": plain,
        "application/vnd.vegalite.v5+json": {"data": "words"},
        "application/javascript": "alert(1)",
        "image/png": "aGVq",
    }
    (shown,) = _shown({"output_type": "execute_result", "execution_count": 3, "data": data,
                       "metadata": {"me": 1}, "transient": {"display_id": "x"}})  # fmt: skip
    assert shown == {
        "output_type": "display_data",
        "data": {"text/html": "<b>x</b> …/y", "text/plain": "<X>", "image/png": "aGVq"},
        "metadata": {},
    }
    assert _shown({"output_type": "display_data", "data": {"application/javascript": "x"}}) == []
    stream = {
        "output_type": "stream",
        "name": "stderr",
        "text": ["\x1b[31mred\x1b[0m ", "/a/place"],
    }
    assert _shown(stream) == [{"output_type": "stream", "name": "stderr", "text": "red …"}]


@pytest.mark.parametrize("tag", ["script", "iframe", "SCRIPT", "object", "embed"])
def test_an_output_that_needs_a_script_is_told_by_its_cell(tag: str) -> None:
    with pytest.raises(UnshowableError, match="cell 1: its output needs a script"):
        _shown({"output_type": "display_data", "data": {"text/html": f"<{tag} src=x>"}})


def test_the_guard_refuses_archives_and_networks_and_notes_studies(tmp_path: Path) -> None:
    archive, studies = tmp_path / "archive", tmp_path / "work/studies"
    noted: list[str] = []
    hook = guard([str(archive)], str(studies), noted.append)
    hook("open", (str(studies / "demo-x/study.yaml"), "r", 0))
    hook("open", (studies / "demo-x/codebook.yaml", "r", 0))
    hook("os.scandir", (str(studies / "demo-y"),))
    hook("open", (3, "r", 0))
    hook("open", (str(tmp_path / "archive-of-another/x"), "r", 0))
    hook("import", ("x", None, None, None, None))
    assert noted == ["demo-x", "demo-y"]
    inside = archive / "deep"
    inside.mkdir(parents=True)
    link = tmp_path / "link"
    link.symlink_to(inside)
    for event, path in (
        ("open", str(archive / "study.yaml")),
        ("open", os.fsencode(archive / "study.yaml")),
        ("os.listdir", str(archive)),
        ("open", str(link / "x")),
        ("open", f"{studies}/../../archive/x"),
    ):
        with pytest.raises(PermissionError, match="reads the releases"):
            hook(event, (path, "r", 0))
    hook("socket.connect", (None, ("127.0.0.1", 5)))
    hook("socket.connect", (None, "/tmp/k.json-ipc-1"))
    hook("socket.getaddrinfo", ("localhost", 1, 0, 0, 0))
    for event, args in (
        ("socket.connect", (None, ("192.0.2.1", 80))),
        ("socket.getaddrinfo", ("example.org", 443, 0, 0, 0)),
        ("socket.gethostbyname", ("example.org",)),
        ("socket.sendto", (None, ("192.0.2.1", 53))),
    ):
        with pytest.raises(PermissionError, match="on a network"):
            hook(event, args)


def test_a_book_can_be_made_where_a_loop_runs_already() -> None:
    """As in a notebook, or beside a browser that is driven."""
    from lises.book.notebooks import _apart

    async def work() -> list[tuple[str, str]]:
        return [("done", "")]

    async def outer() -> object:
        return _apart(work())

    with ThreadPoolExecutor(1) as thread:  # a browser that tests drive may have a loop in this one
        assert thread.submit(asyncio.run, outer()).result() == [("done", "")]
