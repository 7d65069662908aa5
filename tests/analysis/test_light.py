"""What loads when: the heavy libraries only when something is computed with them."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"numpy", "pandas", "pingouin", "scipy", "sklearn", "statsmodels"}

TERMS = 'Terms(assumption="exchangeable-participants", method="codebook")'


def _loaded(code: str) -> set[str]:
    shown = f"import sys\n{code}\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", shown], capture_output=True, text=True, check=True)
    return set(done.stdout.split()) & HEAVY


@pytest.mark.parametrize(
    "code",
    [
        "import lises.analysis",
        "import lises.analysis.comparison, lises.analysis.maps, lises.analysis.planning",
        f"from lises.analysis import Terms, smallest_p; {TERMS}; smallest_p([4, 5])",
    ],
)
def test_loading_the_analyses_loads_nothing_heavy(code: str):
    assert _loaded(code) == set()


def test_pingouin_is_loaded_where_groups_are_compared():
    got = _loaded("from lises.analysis.comparison import corrected; corrected([.1, .2])")
    assert {"pingouin", "pandas"} <= got
