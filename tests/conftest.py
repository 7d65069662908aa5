"""What all tests share: Hypothesis draws the same examples in every run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "ci",
    derandomize=True,
    max_examples=30,
    deadline=None,  # a shared machine has slow moments
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile(
    "thorough", parent=settings.get_profile("ci"), max_examples=500, derandomize=False
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for all tests of a process: playwright cannot be started twice in one."""
    from playwright.sync_api import sync_playwright

    from tests.browser.reading import launched

    with sync_playwright() as playwright:
        started = launched(playwright)
        yield started
        started.close()
