"""Colours: told apart, read on their ground, the same roles in the sheet as in the drawings."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from lises.pictures.palette import COLOURS, HEAT, SERIES, heat_step, on_heat
from lises.render import STATIC
from tests.render.test_styles import contrast, luminance

CSS = (STATIC / "pictures.css").read_text(encoding="utf-8")
PAGES = (STATIC / "lises.css").read_text(encoding="utf-8")


def sheet(start: str) -> dict[str, str]:
    block = CSS[CSS.index(start) :].partition("{")[2].partition("}")[0]
    found = re.findall(r"--picture-([\w-]+): (?:var\([\w-]+, )?(#[0-9a-f]{6})", block)
    return dict(found)


LIGHT = sheet(".lises-picture,")
DARK = sheet('html[data-theme="dark"] :is(.lises-picture,')
EVERY = pytest.mark.parametrize("colours", [COLOURS, LIGHT, DARK], ids=["file", "light", "dark"])


def test_every_colour_of_a_drawing_has_a_value_of_its_own_and_one_in_the_sheet():
    assert len(set(COLOURS.values())) == len(COLOURS)
    assert set(COLOURS) <= set(LIGHT)
    assert set(LIGHT) == set(DARK)
    for role in COLOURS:
        assert f".f-{role} {{ fill: var(--picture-{role}); }}" in CSS or role in ("accent",)


def test_the_reader_s_system_gives_the_same_dark_as_the_theme():
    by_system = CSS[CSS.index("@media (prefers-color-scheme: dark)") :].partition("{")[2]
    found = dict(
        re.findall(
            r"--picture-([\w-]+): (?:var\([\w-]+, )?(#[0-9a-f]{6})",
            by_system.partition("}")[0],
        )
    )
    assert found == DARK


@EVERY
def test_every_text_can_be_read_on_its_ground(colours):
    for ink in ("ink", "soft", "mark"):
        assert contrast(colours[ink], colours["paper"]) >= 4.5
    assert contrast(colours["soft"], colours["wash"]) >= 4.5
    for step in range(1, HEAT + 1):
        role = next(r for r, value in COLOURS.items() if value == on_heat(step))
        assert contrast(colours[role], colours[f"heat-{step}"]) >= 4.5


@EVERY
def test_every_mark_can_be_seen_on_paper(colours):
    for role in (*(colour for colour, _, _ in SERIES), "edge"):
        assert contrast(colours[role], colours["paper"]) >= 3


@EVERY
def test_a_stronger_step_is_further_from_the_ground(colours):
    away = [contrast(colours[f"heat-{i}"], colours["paper"]) for i in range(1, HEAT + 1)]
    assert away == sorted(away)
    assert all(b / a > 1.15 for a, b in pairwise(away))
    assert luminance(colours["paper"]) != luminance(colours["heat-1"])


def test_series_differ_without_their_colours():
    assert len({(shape, filled) for _, shape, filled in SERIES}) == len(SERIES)


@pytest.mark.parametrize(("value", "step"), [(1, 1), (2, 1), (3, 2), (9, 5), (10, 5)])
def test_steps_are_equal_parts_of_the_greatest(value, step):
    assert heat_step(value, 10) == step


def test_nothing_is_fetched_and_what_is_used_is_defined():
    assert "http" not in CSS
    assert "url(" not in CSS
    assert "@import" not in CSS
    used = set(re.findall(r"var\(--(picture-[\w-]+)", CSS))
    assert used <= set(re.findall(r"--(picture-[\w-]+):", CSS))
    assert set(re.findall(r"var\(--(lises-[\w-]+)", CSS)) <= set(
        re.findall(r"--(lises-[\w-]+):", PAGES)
    )


def test_the_page_s_own_values_are_those_a_notebook_falls_back_to():
    for name, value in re.findall(r"var\(--(lises-[\w-]+), (#[0-9a-f]{6})\)", CSS):
        assert f"--{name}: {value}" in PAGES
