"""What holds of every picture, whatever it is of."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from lises.render.words import CATALOGUES
from tests.pictures.reading import read
from tests.pictures.tables import HOSTILE, MAKERS, PEOPLE, setting

EVERY = pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
LANGUAGES = pytest.mark.parametrize("language", ["da", "en"])
PNG = b"\x89PNG\r\n\x1a\n"


def to(row):
    """Lead to a place that every row of these tables has something of."""
    keys = ("passage", "code", "code_a", "word", "interview", "participant")
    return "../x.html#" + next(str(row[key]) for key in keys if row.get(key) is not None)


@EVERY
@LANGUAGES
def test_a_picture_says_what_it_is_of_and_what_it_shows(make, language):
    picture = make(setting(language))
    drawn = read(picture.svg())
    assert drawn.title == picture.title
    assert drawn.desc == picture.alt
    assert re.search(r"\d", picture.alt)
    assert "{" not in picture.alt + picture.title + picture.note
    labelled = {drawn.root.get("aria-labelledby"), drawn.root.get("aria-describedby")}
    assert labelled == {node.get("id") for node in (drawn.all("title")[0], drawn.all("desc")[0])}


@EVERY
def test_every_mark_is_a_link_with_a_name_and_leads_where_the_address_says(make):
    picture = make(setting(href=to))
    drawn = read(picture.svg())
    assert drawn.hrefs == [mark.href for mark in picture.marks]
    assert drawn.hrefs
    assert all(href.startswith("../x.html#") for href in drawn.hrefs)
    assert drawn.names == [mark.name for mark in picture.marks]
    assert all(drawn.names)
    assert drawn.root.get("role") == "group"


@EVERY
def test_a_mark_is_not_within_what_is_hidden_from_a_screen_reader(make):
    root = read(make(setting(href=to)).svg()).root
    for hidden in root.iterfind(".//*[@aria-hidden='true']"):
        assert list(hidden.iter("a")) == []
    outside = [
        g for g in root.iter("text") if g not in set(root.iterfind(".//*[@aria-hidden]//text"))
    ]
    assert outside == []


@EVERY
def test_without_addresses_it_is_one_image_and_nothing_leads_anywhere(make):
    drawn = read(make(setting()).svg())
    assert drawn.hrefs == []
    assert drawn.root.get("role") == "img"


@EVERY
def test_the_address_of_a_mark_can_be_a_column(make):
    picture = make(setting(href=to))
    column = next(
        c for c in ("point", "passage", "code", "code_a", "word", "interview") if c in picture.table
    )
    by_column = make(setting(href=column))
    assert {m.href for m in by_column.marks} <= set(by_column.table[column])
    assert all(m.href for m in by_column.marks)


@EVERY
@pytest.mark.parametrize("standalone", [False, True])
def test_no_host_stands_in_a_drawing(make, standalone):
    svg = make(setting(href=to, constructed=True)).svg(standalone=standalone)
    assert set(re.findall(r"https?://[^\"' <]+", svg)) <= {"http://www.w3.org/2000/svg"}
    assert "invalid" not in svg
    assert "url(" not in svg


@EVERY
def test_the_same_table_gives_the_same_bytes(make):
    one, other = make(setting(href=to)), make(setting(href=to))
    assert one.svg() == other.svg()
    assert one.svg(standalone=True) == other.svg(standalone=True)
    assert one.png(1) == other.png(1)
    assert one.html() == other.html()


@EVERY
@LANGUAGES
def test_a_picture_of_nothing_is_a_picture_that_says_so(make, language):
    picture = make(setting(language, href=to), codes=(), people=())
    drawn = read(picture.svg(standalone=True))
    assert picture.alt
    assert drawn.hrefs == []
    assert all(side > 0 for side in drawn.size)
    assert picture.png(1).startswith(PNG)
    assert "<table" not in picture.html()


@EVERY
def test_one_row_is_enough(make):
    picture = make(setting(href=to), codes=("hose",), people=("A02",))
    assert read(picture.svg()).all("text")
    assert "<table" in picture.html() or picture.listed.is_empty()


@EVERY
def test_a_label_is_text_whatever_it_holds(make):
    codes = tuple(f"code-{i}" for i in range(len(HOSTILE)))
    people = tuple(f"A{i}" for i in range(len(HOSTILE)))
    labels, names = (dict(zip(ids, HOSTILE, strict=True)) for ids in (codes, people))
    hostile = setting(labels=labels, names=names, href=to, title="".join(HOSTILE))
    picture = make(hostile, codes=codes, people=people)
    drawn = read(picture.svg())
    assert {node.tag for node in drawn.root.iter()} <= {
        "svg", "title", "desc", "rect", "g", "a", "path", "line", "text",
    }  # fmt: skip
    assert read(picture.svg(standalone=True)).root is not None
    html = picture._repr_html_()
    assert "<script" not in html
    assert not re.search("[\x00-\x08\u202a-\u202e\u2066-\u2069]", html)


@EVERY
def test_a_label_of_another_id_is_not_mixed_with_one_that_looks_the_same(make):
    same = dict.fromkeys(("tap", "hose", "weeds", *PEOPLE), "x" * 200)
    assert len(make(setting(labels=same, names=same)).marks) == len(make(setting()).marks)


@EVERY
def test_the_full_label_is_in_the_name_of_the_mark_or_the_table(make):
    long = {name: f"{name} " + "long " * 50 for name in ("tap", "hose", "weeds", *PEOPLE)}
    picture = make(setting(labels=long, names=long, href=to))
    if "word" in picture.table.columns:
        return  # words have no labels
    assert any("long " * 49 in name for name in read(picture.svg()).names)


@EVERY
def test_colours_of_a_page_come_from_its_style_sheet_and_those_of_a_file_are_fixed(make):
    picture = make(setting(href=to, constructed=True))
    for node in read(picture.svg()).root.iter():
        for name, kind in (("fill", "f"), ("stroke", "s")):
            if (node.get(name) or "").startswith("#"):
                assert f"{kind}-" in (node.get("class") or ""), (node.tag, node.attrib)
    assert "class=" not in picture.svg(standalone=True)


@EVERY
@LANGUAGES
def test_invented_material_is_marked_in_the_page_the_file_and_the_notebook(make, language):
    mark = CATALOGUES[language]["mark-short"]
    picture = make(setting(language, constructed=True))
    assert mark in read(picture.svg()).title
    visible = " ".join(read(picture.svg(standalone=True)).texts)
    assert str(mark)[1:] in visible
    assert f'<span class="lises-constructed-small">{mark}</span>' in picture.html()
    collected = make(setting(language))
    assert str(mark)[1:] not in collected._repr_html_() + collected.svg(standalone=True)


@EVERY
@pytest.mark.parametrize("scale", [1, 2])
def test_the_png_is_as_large_as_the_drawing_and_holds_nothing_but_pixels(make, scale):
    picture = make(setting(constructed=True))
    data = picture.png(scale)
    assert data.startswith(PNG)
    size = struct.unpack(">II", data[16:24])
    assert size == pytest.approx(
        [scale * side for side in read(picture.svg(standalone=True)).size], abs=scale
    )
    assert set(_chunks(data)) <= {b"IHDR", b"IDAT", b"IEND", b"pHYs", b"sRGB", b"gAMA"}


def _chunks(data: bytes) -> list[bytes]:
    found, at = [], 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        found.append(data[at + 4 : at + 8])
        at += length + 12
    return found


@EVERY
@pytest.mark.parametrize("standalone", [False, True])
def test_a_drawing_holds_no_path_user_or_date(make, standalone):
    svg = make(setting(href=to)).svg(standalone=standalone)
    assert str(Path.home()) not in svg
    assert not re.search(r"<(metadata|style|script|image|foreignObject)|<!--|date:|file:", svg)


@EVERY
def test_ids_are_the_picture_s_own_and_stand_once_in_a_page(make):
    picture = make(setting(href=to))
    page = picture.html() + make(setting("da", href=to)).html()
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert all(i.startswith(f"picture-{picture.name}-") for i in ids)


@EVERY
def test_forty_codes_and_thirty_participants_have_room(make):
    codes = tuple(f"code-{i:02}" for i in range(40))
    people = tuple(f"A{i:02}" for i in range(30))
    drawn = read(make(setting(href=to), codes=codes, people=people).svg())
    width, height = drawn.size
    for node in drawn.all("text"):
        x, y = _place(drawn.root, node)
        assert 0 <= x <= width, node.text
        assert 0 <= y <= height, node.text


def _place(root, wanted):
    """Add up the shifts above an element."""
    above = {child: parent for parent in root.iter() for child in parent}
    x = y = 0.0
    node = wanted
    while node is not None:
        found = re.match(r"translate\(([-\d.]+),([-\d.]+)\)", node.get("transform", ""))
        if found:
            x, y = x + float(found[1]), y + float(found[2])
        node = above.get(node)
    return x, y


@EVERY
def test_what_a_mark_leads_to_in_a_notebook_stands_in_the_same_output(make):
    from markupsafe import Markup

    picture = make(setting(href=lambda row: "#" + to(row).partition("#")[2]))
    anchors = {mark.href[1:]: Markup("<p>words</p>") for mark in picture.marks}
    shown = picture.showing(anchors)._repr_html_()
    hrefs = set(re.findall(r'href="#([^"]+)"', shown))
    ids = set(re.findall(r'<section id="([^"]+)"', shown))
    assert hrefs
    assert hrefs == ids


@EVERY
def test_the_chart_is_altair_s_and_its_marks_lead_to_their_addresses(make):
    import altair

    chart = make(setting(href=to)).chart
    assert isinstance(chart, altair.LayerChart)
    written = chart.to_json()
    assert "../x.html#" in written
    assert "place.invalid" not in written


def test_importing_the_room_loads_neither_altair_nor_vl_convert():
    code = (
        "import sys, lises.pictures\n"
        "print(*({'altair', 'vl_convert', 'pandas'} & {n.partition('.')[0] for n in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
