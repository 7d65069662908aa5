"""Withheld words are found in every kind of file and every way of hiding them, and told by place."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import io
import json
import os
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from random import Random
from urllib.parse import quote

import pytest

from lises.anchoring import anchor
from lises.model import StudyFolder
from lises.privacy import Release, make_release
from lises.privacy.gate import Leak, Needles, needles_of, read_output
from lises.privacy.gate.opened import opened
from lises.privacy.identifiers import identifiers_in
from tests.building import passage, person, study, talk

SAID = "bussen standsede foran det gamle blå pakhus ved havnen"
SHOWN = "vi sad længe i køkkenet og talte om haven"
Writer = Callable[[Path, str], None]


@pytest.fixture(scope="module")
def needles() -> Needles:
    """Of a study in which one passage may be shown and all else not."""
    folder = study(
        talk(
            "X1", "I: hvad skete der", f"X1: {SAID}. {SHOWN}.", "X1: det var da godt nok mærkeligt"
        ),
        passage("X1-aaaa", 2, SHOWN, "tap"),
        people=(person("X1", quotes="public", transcript="restricted"),),
    )
    return needles_of([(folder, _released(folder))])


def _released(folder: StudyFolder) -> Release:
    return make_release(anchor(folder), "public")


def _png(text: str, kind: bytes) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I4s", len(body), name) + body + struct.pack(">I", zlib.crc32(name + body))
        )

    said = text.encode()
    bodies = {
        b"tEXt": b"Comment\0" + said,
        b"zTXt": b"Comment\0\0" + zlib.compress(said),
        b"iTXt": b"Comment\0\1\0\0\0" + zlib.compress(said),
        b"eXIf": b"II*\0" + text.encode("utf-16-le"),
    }
    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    parts = [
        chunk(b"IHDR", head),
        chunk(kind, bodies[kind]),
        chunk(b"IDAT", zlib.compress(b"\0\0")),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts) + chunk(b"IEND", b"")


def _zip(name: str, data: bytes, comment: bytes = b"") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, data)
        packed.comment = comment
    return made.getvalue()


HIDDEN: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "plainly on a page": ("a.html", lambda t: f"<p>{t}</p>".encode()),
    "between tags": ("a.html", lambda t: f"<p>{'</b><b>'.join(t.split())}</p>".encode()),
    "in cells": ("a.html", lambda t: "".join(f"<td>{w}</td>" for w in t.split()).encode()),
    "with a tag in every word": (
        "a.html",
        lambda t: " ".join(f"{w[:1]}<i>{w[1:]}</i>" for w in t.split()).encode(),
    ),
    "as entities": ("a.html", lambda t: "".join(f"&#{ord(c)};" for c in t).encode()),
    "as entities of entities": (
        "a.html",
        lambda t: html.escape(html.escape(f"<p>{t} å</p>")).encode(),
    ),
    "in a comment": ("a.html", lambda t: f"<!-- {t} -->".encode()),
    "in an attribute": ("a.html", lambda t: f'<a title="{t}">x</a>'.encode()),
    "in a description": ("a.html", lambda t: f'<meta name="description" content="{t}">'.encode()),
    "in a script": ("a.html", lambda t: f"<script>x={json.dumps(t)}</script>".encode()),
    "in capitals": ("a.html", lambda t: t.upper().encode()),
    "decomposed": ("a.html", lambda t: unicodedata.normalize("NFD", t).encode()),
    "with soft hyphens": (
        "a.html",
        lambda t: "\u00ad".join(t).replace("\u00ad \u00ad", " ").encode(),
    ),
    "as a data address": (
        "a.html",
        lambda t: (
            f'<img src="data:text/plain;base64,{base64.b64encode(t.encode()).decode()}">'.encode()
        ),
    ),
    "in an address": ("a.html", lambda t: f'<a href="?q={quote(t)}">x</a>'.encode()),
    "in JSON": ("a.json", lambda t: json.dumps({"q": [t]}).encode()),
    "in JSON, each letter escaped": (
        "a.json",
        lambda t: ('"' + "".join(f"\\u{ord(c):04x}" for c in t) + '"').encode(),
    ),
    "in a notebook": (
        "a.ipynb",
        lambda t: json.dumps({"cells": [{"source": [f"{w}\n" for w in t.split()]}]}).encode(),
    ),
    "in a picture that is text": ("a.svg", lambda t: f"<svg><title>{t}</title></svg>".encode()),
    "in an inventory": ("objects.inv", lambda t: b"a\nb\nc\nd\n" + zlib.compress(t.encode())),
    "packed": ("a.zip", lambda t: _zip("inside.txt", t.encode())),
    "packed twice": ("a.zip", lambda t: _zip("a.xlsx", _zip("xl/sharedStrings.xml", t.encode()))),
    "in the comment of what is packed": ("a.zip", lambda t: _zip("a.txt", b"", t.encode())),
    "under another ending": ("a.txt", lambda t: _zip("inside.txt", t.encode())),
    "in a packed page": ("a.html.gz", lambda t: gzip.compress(f"<p>{t}</p>".encode())),
    "in a picture": ("a.png", lambda t: _png(t, b"tEXt")),
    "in a picture, packed": ("a.png", lambda t: _png(t, b"zTXt")),
    "in a picture, of all languages": ("a.png", lambda t: _png(t, b"iTXt")),
    "in what a camera writes": ("a.png", lambda t: _png(t, b"eXIf")),
    "behind a picture": ("a.png", lambda t: _png("x", b"tEXt") + t.encode()),
    "in a font": ("a.woff2", lambda t: b"wOF2\0\0\0" + t.encode()),
    "in two bytes a letter": ("a.txt", lambda t: ("\ufeff" + t).encode("utf-16")),
    "in a table": ("a.csv", lambda t: ",".join(t.split()).encode()),
    "in a style": ("a.css", lambda t: f'p:after{{content:"{t}"}}'.encode()),
}


@pytest.mark.parametrize("way", HIDDEN)
def test_withheld_words_are_found(way: str, needles: Needles, tmp_path: Path) -> None:
    name, write = HIDDEN[way]
    (tmp_path / name).write_bytes(write(SAID))
    found = list(read_output(tmp_path, needles))
    assert {leak.rule for leak in found} == {"withheld-words"}
    assert {leak.detail for leak in found} == {"of X1 turn 2"}
    assert not [word for word in SAID.split() if len(word) > 4 and word in str(found)]
    (tmp_path / name).write_bytes(write(SHOWN))
    assert list(read_output(tmp_path, needles)) == []


def test_the_name_of_a_file_is_read_too(needles: Needles, tmp_path: Path) -> None:
    (tmp_path / f"{SAID.replace(' ', '-')}.txt").write_text("")
    assert [leak.rule for leak in read_output(tmp_path, needles)] == ["withheld-words"]


def test_a_short_turn_is_looked_for_whole(needles: Needles, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>ja, det var da godt nok mærkeligt, sagde han</p>")
    assert [leak.detail for leak in read_output(tmp_path, needles)] == ["of X1 turn 3"]
    (tmp_path / "a.html").write_text("<p>det var da godt nok</p>")
    assert list(read_output(tmp_path, needles)) == []


DAMAGED: dict[str, Callable[[], tuple[str, bytes]]] = {
    "a cut archive": lambda: ("a.zip", _zip("a.txt", b"x" * 500)[:-30]),
    "an archive of far too much": lambda: ("a.zip", _zip("a.txt", b"0" * 30 * 2**20)),
    "archives without end": lambda: ("a.zip", _nested(6)),
    "a damaged inventory": lambda: ("objects.inv", b"a\nb\nc\nd\nnot packed"),
    "a cut packed page": lambda: ("a.gz", gzip.compress(b"x" * 1000)[:-9]),
}


def _nested(depth: int) -> bytes:
    data = b"x"
    for _ in range(depth):
        data = _zip("a.zip", data)
    return data


@pytest.mark.parametrize("kind", DAMAGED)
def test_what_cannot_be_read_does_not_pass(kind: str, needles: Needles, tmp_path: Path) -> None:
    name, data = DAMAGED[kind]()
    (tmp_path / name).write_bytes(data)
    assert [leak.rule for leak in read_output(tmp_path, needles)] == ["cannot-be-read"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_to_another_file_does_not_pass(needles: Needles, tmp_path: Path) -> None:
    (tmp_path / "a.html").symlink_to("/etc/hostname")
    assert [leak.rule for leak in read_output(tmp_path, needles)] == ["cannot-be-read"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hos Karen Blichers søster", True),
        ("KAREN  BLICHER", True),
        ("Karen<b> Blicher</b>", True),
        ("Karen og Blicher", False),
        ("Karenina Blicher", False),
    ],
)
def test_a_registered_name_is_found_in_its_forms(text: str, found: bool, tmp_path: Path) -> None:
    folder = study(talk("X1", "X1: ja"))
    needles = needles_of([(folder, _released(folder))], names=["Karen Blicher"])
    (tmp_path / "a.html").write_text(f"<p>{text}</p>")
    told = [Leak("a.html", "registered-name")] if found else []
    assert list(read_output(tmp_path, needles)) == told


def test_a_speakers_label_that_is_a_name_is_a_registered_name() -> None:
    folder = study(talk("X1", "Sebastian: ja", "I: ja"), people=(person("X1"),))
    needles = needles_of([(folder, _released(folder))])
    assert ("sebastian",) in needles.names
    assert ("i",) not in needles.names


def test_identifiers_are_told_by_kind_and_those_of_the_authors_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<p>010203-4567, skriv til us@example.org, +45 12 34 56 78</p>"
    )
    found = list(read_output(tmp_path, Needles()))
    assert {leak.detail for leak in found} == {"cpr", "mail", "phone"}
    left = list(read_output(tmp_path, Needles(), contacts=["us@example.org"]))
    assert {leak.detail for leak in left} == {"cpr", "phone"}


def test_days_that_never_were_and_numbers_of_other_things_are_no_identifiers(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.html").write_text(
        "<p>320185-1234 2020-1234 1-010203-4567 12-2030-4567 @media</p>"
    )
    assert list(read_output(tmp_path, Needles())) == []


STATIC = "_static/x.js"
CANARY = "// ring til 010203-4567 eller skriv til hanne@eksempel.dk\n"


def test_an_authors_script_beside_the_themes_is_read_like_any_file(tmp_path: Path) -> None:
    for name in (STATIC, "_static/vendor/deep/x.css", "book/_static/x.svg"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(CANARY, "utf-8")
    digest = hashlib.sha256(b"var theme = '010203-4567'").hexdigest()
    told = {(leak.path, leak.detail) for leak in read_output(tmp_path, Needles(), known={digest})}
    assert {path for path, _ in told} == {STATIC, "_static/vendor/deep/x.css", "book/_static/x.svg"}
    assert {kind for _, kind in told} == {"cpr", "mail"}


def test_of_a_file_that_anybody_has_elsewhere_only_the_name_is_read(
    needles: Needles, tmp_path: Path
) -> None:
    (tmp_path / "theme.js").write_text(CANARY, "utf-8")
    known = {hashlib.sha256((tmp_path / "theme.js").read_bytes()).hexdigest()}
    assert list(read_output(tmp_path, needles, known=known)) == []
    (tmp_path / "theme.js").write_text(CANARY + " ", "utf-8")  # one sign more: another file
    assert {leak.detail for leak in read_output(tmp_path, needles, known=known)} == {"cpr", "mail"}
    (tmp_path / "theme.js").write_text(CANARY, "utf-8")
    (tmp_path / "theme.js").rename(tmp_path / f"{SAID}.js")
    assert [leak.rule for leak in read_output(tmp_path, needles, known=known)] == ["withheld-words"]


def test_a_photograph_is_no_mail_by_chance_and_one_that_is_written_into_it_is_found(
    tmp_path: Path,
) -> None:
    noise = Random(3).randbytes(2_000_000)  # of which some three look like a mail's form
    assert "mail" in identifiers_in("\n".join(view.text for view in opened("a.jpg", noise)))
    (tmp_path / "a.jpg").write_bytes(noise)
    assert list(read_output(tmp_path, Needles())) == []
    (tmp_path / "a.jpg").write_bytes(noise + b"\0by hanne@eksempel.dk\0" + noise)
    assert [leak.detail for leak in read_output(tmp_path, Needles())] == ["mail"]
    (tmp_path / "a.jpg").write_bytes(noise + b"\0BY HANNE@EKSEMPEL.DK\0")
    assert [leak.detail for leak in read_output(tmp_path, Needles())] == ["mail"]
