"""What all tests share: the same examples in every run, no waiting for the disk, one browser."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "ci",
    derandomize=True,
    max_examples=20,  # the same ones in every run; "thorough" draws others, and many more
    deadline=None,  # a shared machine has slow moments
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile(
    "thorough", parent=settings.get_profile("ci"), max_examples=500, derandomize=False
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def _not_waited_for(_handle: int) -> None:
    """Do without the disk: a file that is synced costs milliseconds, and tests write thousands.

    No test could tell whether it was: what there is after a power cut is tested where a process is
    killed at each step, and those tests put their own step in the place of this one.
    """


os.fsync = _not_waited_for


# What takes a third of the time is in a tenth of the tests.
SLOW = (
    "tests/book/", "tests/browser/", "tests/cli/test_main", "tests/files/test_damaged",
    "tests/pictures/", "tests/privacy/test_canaries", "tests/verification/",
)  # fmt: skip


@pytest.hookimpl(trylast=True)  # after tests of one book were put side by side
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Deal what is slow to the front of each process's share, so that nobody ends with a long test.

    ``--dist=worksteal`` first gives each process as many tests as any other, in their order.
    """
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    if workers == 1:
        return
    slow = [item for item in items if item.nodeid.startswith(SLOW)]
    quick = [item for item in items if not item.nodeid.startswith(SLOW)]
    groups = [list(group) for _, group in itertools.groupby(slow, _kept_together)]
    shares = [list(itertools.chain(*groups[n::workers])) for n in range(workers)]
    items.clear()
    for n, share in enumerate(shares):
        left = sum(map(len, shares[n:])) + len(quick)
        fill = max(0, left // (workers - n) - len(share))
        items += [*share, *quick[:fill]]
        del quick[:fill]
    items += quick


def _kept_together(item: pytest.Item) -> str:
    """Give what tests share: a book, or a file."""
    call = getattr(item, "callspec", None)
    book = call.params.get("book") if call else None
    return str(book or item.nodeid.partition("::")[0])


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for all tests of a process: playwright cannot be started twice in one."""
    from playwright.sync_api import sync_playwright

    from tests.browser.reading import launched

    with sync_playwright() as playwright:
        started = launched(playwright)
        yield started
        started.close()
