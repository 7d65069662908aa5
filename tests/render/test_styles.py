from __future__ import annotations

import re
from importlib.resources import files

import pytest

STATIC = files("lises.render") / "static"
CSS = (STATIC / "lises.css").read_text(encoding="utf-8")
SCRIPT = (STATIC / "lises.js").read_text(encoding="utf-8")

INKS = ["ink", "soft", "accent", "for", "against", "mark"]


def palette(head: str) -> dict[str, str]:
    block = re.search(re.escape(head) + r"\s*\{([^}]*)\}", CSS)
    assert block
    return dict(re.findall(r"--lises-([a-z-]+): (#[0-9a-f]{6});", block[1]))


LIGHT = palette(":root")
DARK = palette('html[data-theme="dark"]')


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of WCAG 2.2, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ink", INKS)
def test_every_ink_can_be_read_on_paper_and_on_wash(colours, ink):
    assert contrast(colours[ink], colours["paper"]) >= 4.5
    assert contrast(colours[ink], colours["wash"]) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_highlighted_words_can_be_read_and_their_borders_seen(colours):
    for ground in ("high", "high-two"):
        assert contrast(colours["ink"], colours[ground]) >= 4.5
        assert contrast(colours["accent"], colours[ground]) >= 3
        assert contrast(colours["high-edge"], colours[ground]) >= 3
    for edge in ("high-edge", "edge", "accent"):
        assert contrast(colours[edge], colours["paper"]) >= 3
        assert contrast(colours[edge], colours["wash"]) >= 3


def test_without_a_theme_the_reader_s_system_gives_the_same_dark():
    assert palette("html:not([data-theme])") == DARK
    assert set(DARK) <= set(LIGHT)


def test_every_variable_that_is_used_is_defined():
    used = set(re.findall(r"var\(--lises-([a-z-]+)\)", CSS))
    defined = set(re.findall(r"--lises-([a-z-]+):", CSS))
    assert used <= defined


def test_nothing_is_fetched_and_nothing_needs_a_weaker_policy():
    for text in (CSS, SCRIPT):
        assert "http" not in text
        assert "@import" not in text
        assert "url(" not in CSS
    assert not re.search(
        r"\b(eval|Function|fetch|XMLHttpRequest|innerHTML\s*=|document\.write)", SCRIPT
    )
    assert not re.search(r"localStorage|sessionStorage|cookie", SCRIPT)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_notebook_s_own_colours_can_be_read(colours):
    from lises.render import notebook

    text = notebook._LIGHT if colours is LIGHT else notebook._DARK
    own = dict(re.findall(r"--(\w+):(#\w+)", text))
    own = {k: v if len(v) == 7 else "#" + "".join(c * 2 for c in v[1:]) for k, v in own.items()}
    for ink in ("ink", "soft", "mark"):
        assert contrast(own[ink], own["paper"]) >= 4.5
    assert contrast(own["ink"], own["high"]) >= 4.5
    assert contrast(own["ink"], own["two"]) >= 4.5
