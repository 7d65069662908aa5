"""The page as one document has all that the page of a server has, and fetches nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import lises.tagging.bundle as bundle_module
from lises.errors import LisesError
from lises.tagging import one_page as module
from lises.tagging.bundle import bundle
from lises.tagging.one_page import one_page

MODULES = re.compile(r'<script type="application/json" id="modules">(.*?)</script>', re.DOTALL)
REACHED = re.compile(r'^(?:import|export)\b[^"=;]*"([^"\n]+)";', re.MULTILINE)


def modules() -> dict[str, str]:
    found = MODULES.search(one_page("A"))
    assert found
    read: dict[str, str] = json.loads(found[1])
    return read


def test_every_module_is_there_and_finds_those_that_it_imports() -> None:
    held = modules()
    assert set(held) == {name for name in bundle() if name.endswith(".js")}
    reached = {one for text in held.values() for one in REACHED.findall(text)}
    assert len(reached) > 15
    assert reached <= {f"lises/{name}" for name in held}


def test_every_module_is_as_it_is_on_a_server_but_for_where_its_neighbours_are() -> None:
    files = bundle()
    for name, text in modules().items():
        assert text.replace('"lises/', '"./') == files[name].read_text("utf-8")


def _index() -> str:
    return bundle()["index.html"].read_text("utf-8")


def test_style_sheets_stand_in_the_document_and_nothing_is_fetched() -> None:
    page = one_page("A")
    outside = MODULES.sub("", page)
    sheets = [name for name in bundle() if name.endswith(".css") and name in _index()]
    assert len(sheets) >= 2
    assert outside.count("<style>") == len(sheets)
    assert "/static/" not in outside
    assert not re.findall(r'(?:src|href)="(?!#|data:)', outside)
    assert not re.findall(r"url\((?!['\"]?data:)", outside)
    assert "default-src 'none'" in outside


def test_an_interview_cannot_end_the_attribute_that_names_it() -> None:
    page = one_page('"><script>alert(1)</script>')
    assert "<script>alert" not in page
    assert 'data-interview="&quot;&gt;&lt;script&gt;' in page


def test_without_a_front_end_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle_module, "files", lambda _name: tmp_path)
    with pytest.raises(LisesError, match="install lises again"):
        module._page.__wrapped__()
