"""The map of codes: what it draws and says of its own analysis."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lises.analysis import correspondence
from lises.pictures import code_map
from lises.pictures.palette import COLOURS
from tests.pictures.reading import read
from tests.pictures.tables import NO_AXES, PEOPLE, counts, laid, persons, setting

FEW = settings(max_examples=8, deadline=None)  # each draws a picture
TABLES = st.lists(st.lists(st.integers(0, 4), min_size=4, max_size=4), min_size=2, max_size=7).map(
    lambda rows: counts({f"c{i}": row for i, row in enumerate(rows)}, tuple("PQRS"))
)
APART = counts({"tap": [1, 0, 0], "hose": [0, 1, 0], "weeds": [0, 0, 1]})
SMOKERS = counts(  # Greenacre 1984: who smokes how much, by rank
    {
        "senior-manager": [4, 2, 3, 2],
        "junior-manager": [4, 3, 7, 4],
        "senior-employee": [25, 10, 12, 4],
        "junior-employee": [18, 24, 33, 13],
        "secretary": [10, 6, 7, 2],
    },
    ("none", "light", "medium", "heavy"),
)


def analysed(table):
    assume(table["passages"].sum() > 0)
    return correspondence(table)


def points_drawn(picture):
    """Give the coordinates, fill and shape of every point in the plot."""
    height = picture.spec["height"]
    found = []
    for layer in picture.spec["layer"]:
        mark = layer["mark"]
        if mark["type"] == "point":
            low = layer["encoding"]["y"]["scale"]["domain"][1]
            for row in picture.spec["datasets"][layer["data"]["name"]]:
                if height and row["y"] >= low:  # the key stands below
                    found.append((row["x"], row["y"], mark["fill"], mark["shape"]))
    return found


@FEW
@given(TABLES)
def test_every_point_stands_at_its_principal_coordinates_and_hollow_where_poorly_shown(table):
    made = analysed(table)
    assume(made.axes.height >= 1)
    told = {}
    for row in made.points.filter(pl.col("axis") <= 2).iter_rows(named=True):
        place, cos2 = told.setdefault((row["side"], row["point"]), ([0.0, 0.0], []))
        place[row["axis"] - 1] = row["principal"]
        cos2.append(row["cos2"])
    wanted = sorted((x, y, sum(cos2) < 0.5) for (x, y), cos2 in told.values())
    drawn = points_drawn(code_map(made, setting()))
    found = sorted((x, y, fill == COLOURS["paper"]) for x, y, fill, _ in drawn)
    assert [hollow for *_, hollow in found] == [hollow for *_, hollow in wanted]
    assert [v[:2] for v in found] == [pytest.approx(v[:2]) for v in wanted]


@FEW
@given(TABLES)
def test_both_axes_have_one_scale_and_the_origin_and_every_point_are_within(table):
    made = analysed(table)
    assume(made.axes.height >= 1)
    picture = code_map(made, setting())
    scales = picture.spec["layer"][0]["encoding"]
    (left, right), (top, bottom) = (scales[axis]["scale"]["domain"] for axis in "xy")
    width, height = picture.spec["width"], picture.spec["height"]
    assert (right - left) / width == pytest.approx((top - bottom) / height)
    for x, y in [(0.0, 0.0), *((p[0], p[1]) for p in points_drawn(picture))]:
        assert left <= x <= right
        assert bottom <= y <= top


def test_the_published_smokers_are_told_with_their_inertia_and_axes():
    # Inertias .074759 and .010017 of .0852: shares 87.8 % and 11.8 %.
    picture = code_map(correspondence(SMOKERS), setting())
    assert picture.alt.startswith("The inertia is 0.09; the two axes hold 100% of it.")
    texts = read(picture.svg()).texts
    assert "axis 1: 88% of the inertia →" in texts
    assert "↑ axis 2: 12% of the inertia" in texts
    # Published: .381 and -.259 at the ends of the first axis, .243 and -.079 of the second.
    assert (
        "Codes furthest out on axis 1: “senior-employee” to the right, “junior-manager” to the "
        "left. On axis 2: “junior-manager” at the top, “secretary” at the bottom."
    ) in picture.alt
    rows = {row["code"]: row for row in picture.table.to_dicts() if row["code"]}
    ends = [rows["senior-employee"]["axis_1"], rows["junior-manager"]["axis_1"]]
    ends += [rows["junior-manager"]["axis_2"], rows["secretary"]["axis_2"]]
    assert ends == pytest.approx([0.381, -0.259, 0.243, -0.079], abs=5e-4)


def test_the_danish_picture_has_the_same_numbers():
    picture = code_map(correspondence(SMOKERS), setting("da"))
    assert picture.alt.startswith("Inertien er 0,09; de to akser rummer 100\u00a0% af den.")
    assert "akse 1: 88\u00a0% af inertien →" in read(picture.svg()).texts
    assert "symmetrisk kort" in picture.note


def test_those_furthest_out_are_named_with_their_side():
    table = counts({"tap": [9, 1, 0], "hose": [1, 9, 0], "weeds": [2, 2, 5], "wall": [4, 4, 3]})
    made = correspondence(table)
    place = {
        (r["point"], r["axis"]): r["principal"]
        for r in made.points.filter(pl.col("side") == "row").iter_rows(named=True)
    }
    alt = code_map(made, setting()).alt
    for axis, said in ((1, "axis 1: “{}” to the right, “{}” to the left."), (2, "“{}” at the top")):
        codes = sorted(("tap", "hose", "weeds", "wall"), key=lambda c, a=axis: place[c, a])
        assert said.format(codes[-1], codes[0]) in alt


def test_the_distance_of_a_code_and_a_person_is_told_not_to_be_read():
    picture = code_map(laid(), setting())
    assert "between a code and a participant is not to be read" in picture.alt
    assert "symmetric map" in picture.note


def test_axes_that_can_be_turned_are_told():
    alt = code_map(correspondence(APART), setting()).alt
    assert "Axes 1 and 2 have the same inertia as another and can be turned" in alt
    alike = counts({"tap": [9, 1, 0], "hose": [1, 9, 0], "weeds": [2, 2, 5]})
    assert "turned" not in code_map(correspondence(alike), setting()).alt


def test_one_axis_is_a_line_and_two_codes_are_enough():
    picture = code_map(correspondence(counts({"tap": [3, 0, 1], "hose": [0, 2, 1]})), setting())
    assert "one axis" in picture.alt
    assert {y for _, y, *_ in points_drawn(picture)} == {0.0}
    assert "axis 2" not in picture.alt + "".join(read(picture.svg()).texts)


@pytest.mark.parametrize("language", ["da", "en"])
def test_where_there_is_no_axis_the_drawing_says_so(language):
    even = correspondence(counts({"tap": [1, 2, 3], "hose": [2, 4, 6]}))
    for made in (even, NO_AXES):
        picture = code_map(made, setting(language, href="code"))
        assert " ".join(read(picture.svg()).texts) == picture.alt
        assert picture.note == ""
        assert picture.marks == ()


def test_a_code_that_nobody_voices_is_told_to_have_no_place():
    table = counts({"tap": [2, 0, 0], "hose": [0, 2, 0], "weeds": [0, 0, 0]})
    alt = code_map(correspondence(table), setting()).alt
    assert "1 code that nobody voices has no place." in alt
    assert "1 participant who voices none has no place." in alt


def test_up_to_25_codes_have_their_labels_and_more_have_numbers_and_a_list():
    for number in (25, 26):
        codes = tuple(f"code-{i:02}" for i in range(number))
        texts = read(code_map(laid(codes), setting(href="point")).svg()).texts
        assert ("code-07" in texts) == (number == 25)
        assert ("8 · code-07" in texts) == (number == 26)
        assert {str(n + 1) for n in range(number)} <= set(texts) or number == 25


def test_codes_are_numbered_in_the_order_of_the_labels():
    codes = tuple(f"code-{i:02}" for i in range(26))
    labels = {code: code.upper() for code in reversed(codes)}
    picture = code_map(laid(codes), setting(labels=labels))
    assert "1 · CODE-25" in read(picture.svg()).texts
    assert [mark.name.partition(":")[0] for mark in picture.marks[:2]] == ["CODE-25", "CODE-24"]


def test_groups_of_participants_differ_in_shape_and_from_codes():
    picture = code_map(laid(), setting(), groups=dict(persons().iter_rows()))
    shapes = {shape for *_, shape in points_drawn(picture)}
    assert len(shapes) == 3
    assert {"keeper", "gardener", "code"} <= set(read(picture.svg()).texts)
    assert "participant" in read(code_map(laid(), setting()).svg()).texts


def test_a_participant_s_mark_is_smaller_than_a_code_s():
    marks = [layer["mark"] for layer in code_map(laid(), setting()).spec["layer"]]
    sizes = {m["shape"]: m["size"] for m in marks if m["type"] == "point"}
    assert sizes["diamond"] < sizes["circle"]


def test_a_mark_leads_by_code_or_by_participant():
    def href(row):
        assert (row["code"] is None) != (row["participant"] is None)
        return f"c/{row['code']}" if row["code"] else f"p/{row['participant']}"

    picture = code_map(laid(), setting(href=href))
    assert [mark.href for mark in picture.marks] == [
        *("c/hose", "c/tap", "c/weeds"),
        *(f"p/{who}" for who in PEOPLE),
    ]
    assert '<a href="p/A01">A01</a>' in picture.html()


def test_the_table_calls_codes_and_participants_by_their_own_names():
    same = counts({"A01": [2, 0, 1], "A02": [0, 2, 0]})
    given_ = setting(href="point", labels={"A01": "A02", "A02": "tap"}, names={"A01": "Ida"})
    html = code_map(correspondence(same), given_).html()
    assert [html.count(f">{name}</a>") for name in ("A02", "tap", "Ida", "A03")] == [2, 1, 1, 1]


def test_points_at_one_place_have_each_a_label_and_a_mark_of_its_own():
    table = counts({"tap": [3, 0, 0], "hose": [3, 0, 0], "weeds": [0, 2, 1], "wall": [0, 1, 3]})
    drawn = read(code_map(correspondence(table), setting(href="point")).svg())
    assert {"tap", "hose", "weeds", "wall"} <= set(drawn.texts)
    rects = [tuple(sorted(a[-1].attrib.items())) for a in drawn.all("a")]
    assert len(set(rects)) == len(rects) == 7
