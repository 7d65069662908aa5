"""The page of methods says what is true: every number on it is computed anew, and none is missing.

A row with a published number names the method, the example, the number, ours, who else computes it,
and where that is tested. ``OURS`` computes each; a row without its entry fails, and so does an
entry without its row.
"""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from lises import analysis, text
from lises.analysis import agreement, comparison
from tests.analysis.agreement import examples
from tests.analysis.agreement import test_unitizing as unitizing
from tests.analysis.comparison import test_codes as of_codes
from tests.analysis.comparison import test_exact as exact
from tests.analysis.comparison import test_groups as of_groups
from tests.analysis.test_maps import SMOKE, SMOKING, SNEATH, apart, table
from tests.analysis.test_saturation import _bringing

ROOT = Path(__file__).parents[2]
PAGES = ("methods.md", "methods.da.md")
ROOMS = ("lises.analysis", "lises.analysis.comparison", "lises.analysis.agreement", "lises.text")
PACKAGES = ("krippendorff", "qdapy", "scipy", "statsmodels")

Numbers = tuple[float, ...]


class Row(NamedTuple):
    method: str
    published: tuple[str, ...]
    ours: tuple[str, ...]
    second: str
    files: tuple[str, ...]

    @property
    def key(self) -> tuple[str, Numbers]:
        """What ``OURS`` knows it by."""
        return self.method, tuple(float(n) for n in self.published)


def _alphas(ratings) -> Numbers:
    rated = examples.rated(ratings)
    metrics = ("nominal", "ordinal", "interval", "ratio")
    return tuple(agreement.krippendorff_alpha(rated, metric=m).value for m in metrics)


def _fleiss() -> Numbers:
    got = agreement.fleiss_kappa(examples.counted(examples.FLEISS))
    return got.value, got.observed, got.expected


def _kappas(measure, *tables) -> Numbers:
    return tuple(measure(examples.crossed(counts)).value for counts in tables)


def _of_gwet(measure) -> Numbers:
    data = (examples.FOUR_BY_TWELVE, examples.GENDER, examples.GROUPS)
    return tuple(measure(examples.rated(ratings)).value for ratings in data)


def _borders() -> Numbers:
    import polars as pl

    units = pl.DataFrame(unitizing.BORDERS_2004, schema=dict(agreement.UNITS), orient="row")
    return tuple(agreement.border_alpha(units, ["i", "j"], begin=150, end=450)["alpha"][:2])


def _unitized() -> Numbers:
    units = unitizing._units(unitizing.FIGURE_12_11)
    got = agreement.unitizing_alphas(units, unitizing._continua(I=60), list(unitizing.FIGURE_12_11))
    return got.u, got.binary, got.cu


def _ends(estimate) -> Numbers:
    return estimate.low, estimate.high


def _saturation(*new: int) -> Numbers:
    got = analysis.saturation(*_bringing(*new))
    return 100 * got.runs["share"][0], float(got.at or 0)


def _twins() -> Numbers:
    got = analysis.compare_groups(of_groups.said(k=of_groups.TWINS), of_groups.TERMS)
    odds = got.effects.filter(effect="odds-ratio")["value"]
    return got.tests["p"].item(), odds.item()


def _mcnemar() -> Numbers:
    rows = [(1, 1)] * 21 + [(1, 0)] * 2 + [(0, 1)] * 9 + [(0, 0)] * 12
    row = analysis.compare_codes(of_codes.side_by_side(rows), "ab", of_codes.TERMS).pairs
    return row["p"].item(), row["odds_ratio"].item(), row["low"].item(), row["high"].item()


def _cochran() -> Numbers:
    got = analysis.compare_codes(of_codes.side_by_side(exact.MEDIA), "abcd", of_codes.TERMS)
    return got.q, got.p_q_approximate


# Benjamini & Hochberg (1995), section 3.2.
FIFTEEN = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240,
    0.4262, 0.5719, 0.6528, 0.7590, 1.0000,
]  # fmt: skip


def _corrected() -> Numbers:
    kept = (comparison.corrected(FIFTEEN, method) for method in ("holm", "fdr_bh"))
    return tuple(float(sum(p <= 0.05 for p in ps)) for ps in kept)


def _interviews(prevalence: float, times: int, chance: float) -> float:
    return analysis.interviews_for_theme(
        prevalence, times=times, chance=chance, assumption="drawn-at-random"
    ).interviews


def _keep() -> Numbers:
    counts = [(392, 170), (348, 99), (9, 32)]
    return tuple(text.log_likelihood(a, b, 10**6, 10**6) for a, b in counts)


def _bigrams() -> Numbers:
    cells = [(110, 2442, 111, 29114), (10, 0, 3, 31764)]
    return tuple(
        text.association_log_likelihood(a, a + b, a + c, a + b + c + d) for a, b, c, d in cells
    )


OURS: dict[tuple[str, Numbers], Callable[[], Numbers]] = {
    ("krippendorff_alpha", (0.743421, 0.815388, 0.849107, 0.797403)): lambda: _alphas(
        examples.FOUR_BY_TWELVE
    ),
    ("krippendorff_alpha", (0.691358, 0.806721, 0.810845, 0.808944)): lambda: _alphas(
        examples.THREE_BY_FIFTEEN
    ),
    ("krippendorff_alpha", (0.234, 0.76)): lambda: tuple(
        agreement.krippendorff_alpha(examples.rated(ratings)).value
        for ratings in (examples.BINARY_BY_THREE, examples.MARY_AND_DAVE)
    ),
    ("fleiss_kappa", (0.430245, 0.555556, 0.219938)): _fleiss,
    ("cohen_kappa", (0.491525, -0.092308)): lambda: _kappas(
        agreement.cohen_kappa, examples.COHEN_2, examples.COHEN_1
    ),
    ("cohen_kappa", (0.70, 0.32)): lambda: _kappas(
        agreement.cohen_kappa, examples.BALANCED, examples.SKEWED
    ),
    ("percent_agreement", (0.85, 0.85)): lambda: _kappas(
        agreement.percent_agreement, examples.BALANCED, examples.SKEWED
    ),
    ("brennan_prediger", (0.77272727, 0.18333333, 0.67948718)): lambda: _of_gwet(
        agreement.brennan_prediger
    ),
    ("gwet_ac1", (0.77544407, 0.20808081, 0.68460382)): lambda: _of_gwet(agreement.gwet_ac1),
    ("border_alpha", (0.728599, 1.0)): _borders,
    ("unitizing_alphas", (0.510, 0.413, 0.724)): _unitized,
    ("saturation", (19,)): lambda: _saturation(15, 10, 7, 5, 4, 3, 1, 0)[:1],
    ("saturation", (10, 5)): lambda: _saturation(4, 3, 2, 1, 1, 0, 0, 0),
    ("exact_fisher", (0.4857,)): lambda: (comparison.exact_fisher(*exact.TEA).p,),
    ("exact_fisher", (0.793284115,)): lambda: (comparison.exact_fisher(*exact.TWO_BY_FOUR).p,),
    ("compare_groups", (0.0005367, 0.04694)): _twins,
    ("odds_ratio", (6.408,)): lambda: (comparison.odds_ratio((3, 4), (1, 4)).value,),
    ("difference_of_shares", (0.0524, 0.3339)): lambda: _ends(
        comparison.difference_of_shares((56, 70), (48, 80))
    ),
    ("difference_of_shares", (-0.1611, 0.2775)): lambda: _ends(
        comparison.difference_of_shares((0, 10), (0, 20))
    ),
    ("discordant_odds_ratio", (0.02336464, 1.07363844)): lambda: _ends(
        comparison.discordant_odds_ratio(2, 9)
    ),
    ("compare_codes", (0.06543, 0.2222222, 0.02336464, 1.07363844)): _mcnemar,
    ("compare_codes", (8.05, 0.045)): _cochran,
    ("corrected", (3, 4)): _corrected,
    ("cohens_h", (0.304,)): lambda: (comparison.cohens_h((65, 100), (50, 100)),),
    ("correspondence", (0.074759, 0.010017, 0.000414)): lambda: tuple(
        analysis.correspondence(table(SMOKE, SMOKING)).axes["inertia"]
    ),
    ("correspondence", (0.0852,)): lambda: (
        analysis.correspondence(table(SMOKE, SMOKING)).inertia,
    ),
    ("clusters", (0.9911,)): lambda: (analysis.clusters(SNEATH).cophenetic,),
    ("clusters", (17, 22, 28, 33)): lambda: tuple(
        analysis.clusters(apart("abcde", [17, 21, 31, 23, 30, 34, 21, 28, 39, 43])).merges["height"]
    ),
    ("half_width", (0.0554, 0.0574)): lambda: tuple(
        analysis.half_width(81 / 263, 263, interval=interval)
        for interval in ("wilson", "clopper-pearson")
    ),
    ("finite_population", (10, 44, 80, 132, 217, 278, 370)): lambda: tuple(
        analysis.finite_population(384.1, people) for people in (10, 50, 100, 200, 500, 1000, 10000)
    ),
    ("interviews_for_theme", (29,)): lambda: (_interviews(0.1, 2, 0.8),),
    ("interviews_for_theme", (15,)): lambda: (_interviews(0.25, 2, 0.9),),
    ("log_likelihood", (90, 147, 14)): _keep,
    ("association_log_likelihood", (270.72, 167.23)): _bigrams,
    ("deviation_of_proportions", (0.18,)): lambda: (
        text.deviation_of_proportions([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]),
    ),
    ("log_ratio", (1, 3)): lambda: tuple(text.log_ratio(n, 1, 100, 100) for n in (2, 8)),
    ("log_dice", (14,)): lambda: (text.log_dice(50, 50, 50),),
}

NUMBER = re.compile(r"-?(?:\d*\.)?\d+")
CELL = r" ([^|]+?) \|"
WITH_NUMBERS = re.compile(rf"^\| `([a-z_0-9]+)` \| ([-\d.,· ]+) \([^|]+\) \|{2 * CELL}$")
WITHOUT = re.compile(rf"^\| ((?:`[a-z_0-9]+`(?:, )?)+) \|{CELL}$")
TESTED = re.compile(r"^(?:Tested in|Testet i) `([a-z/]+)`: (.+)\.$")


def _lines(page: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give every line with the test files that its section names."""
    files: tuple[str, ...] = ()
    for line in (ROOT / "book" / "reference" / page).read_text(encoding="utf-8").splitlines():
        if found := TESTED.match(line):
            files = tuple(f"{found[1]}/{name}" for name in re.findall(r"`(\w+\.py)`", found[2]))
        yield files, line


def _numbers(cell: str) -> tuple[str, ...]:
    return tuple(NUMBER.findall(cell.replace(",", ".")))


def _rows(page: str) -> Iterator[Row]:
    for files, line in _lines(page):
        if found := WITH_NUMBERS.match(line):
            method, published, ours, second = found.groups()
            yield Row(method, _numbers(published), _numbers(ours), second, files)


def _held_otherwise(page: str) -> dict[str, tuple[str, ...]]:
    """Give the methods without a published number, and the files that hold them."""
    return {
        name: files
        for files, line in _lines(page)
        if (found := WITHOUT.match(line))
        for name in re.findall(r"[a-z_0-9]+", found[1])
    }


@pytest.fixture(scope="module")
def computed() -> dict[tuple[str, Numbers], Numbers]:
    return {key: tuple(float(n) for n in compute()) for key, compute in OURS.items()}


@pytest.mark.parametrize("page", PAGES)
def test_every_published_number_has_its_computation_and_every_computation_its_row(page: str):
    keys = [row.key for row in _rows(page)]
    assert len(keys) == len(set(keys))
    assert set(keys) == set(OURS)


@pytest.mark.parametrize("page", PAGES)
def test_our_numbers_on_the_page_are_those_computed_now(page: str, computed):
    told = {row.key: row.ours for row in _rows(page)}
    shown = {
        key: tuple(f"{n:.{_decimals(as_told)}f}" for n, as_told in zip(got, told[key], strict=True))
        for key, got in computed.items()
    }
    plain = {key: tuple(re.sub(r"^(-?)0(?=\.)", r"\1", n) for n in ns) for key, ns in shown.items()}
    assert told == plain


def _decimals(number: str) -> int:
    return len(number.partition(".")[2])


@pytest.mark.parametrize("page", PAGES)
def test_they_are_the_published_ones_to_one_unit_of_the_last_digit(page: str, computed):
    for row in _rows(page):
        for theirs, ours in zip(row.published, computed[row.key], strict=True):
            unit = 10.0 ** -_decimals(theirs)
            assert abs(float(theirs) - ours) < unit, f"{row.method}: {theirs}, ours {ours}"


@pytest.mark.parametrize("page", PAGES)
def test_the_files_named_hold_the_method_and_its_second_implementation(page: str):
    for row in _rows(page):
        held = "".join((ROOT / "tests" / file).read_text(encoding="utf-8") for file in row.files)
        assert re.search(rf"\b{row.method}\b", held), (row.method, row.files)
        for package in PACKAGES:
            if f"`{package}`" in row.second.lower():
                assert re.search(rf"\b{package}\b", held), (row.method, package)
    for method, files in _held_otherwise(page).items():
        held = "".join((ROOT / "tests" / file).read_text(encoding="utf-8") for file in files)
        assert re.search(rf"\b{method}\b", held), (method, files)


@pytest.mark.parametrize("page", PAGES)
def test_no_method_is_missing_from_the_page_and_none_is_on_it_that_is_not_there(page: str):
    there = set()
    for room in ROOMS:
        module = importlib.import_module(room)
        # What is remembered (a lemma) is a function too, in a wrapper.
        made = {n: getattr(module, n) for n in module.__all__}
        there |= {n for n, thing in made.items() if inspect.isroutine(inspect.unwrap(thing))}
    with_numbers = {row.method for row in _rows(page)}
    otherwise = _held_otherwise(page)
    assert with_numbers | set(otherwise) == there
    assert with_numbers.isdisjoint(otherwise)


def test_the_two_pages_have_the_same_rows():
    one, other = ([row._replace(second="") for row in _rows(page)] for page in PAGES)
    assert one == other
    assert _held_otherwise(PAGES[0]) == _held_otherwise(PAGES[1])
