"""Figure tables for the audit's tests: invented, generated, and nothing of the shipped studies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from lises.model import At, Figure

__all__ = ["CLEAN", "PLANTED", "Case", "background", "figure"]

GROUPS = ("pupils", "pensioners", "commuters", "visitors")


def figure(name: str, quantity: str, value: object, unit: str = "percent", **more: Any) -> Figure:
    """Make a figure; ``of`` is what it is a share of."""
    columns = {"share_of": more.pop("of", ""), "medium": "text", "paragraph": 5, "source": "s"}
    return Figure(
        **{
            "id": name,
            "quantity": quantity,
            "value": str(value),
            "unit": unit,
            "at": At("figures.csv", 2),
            **columns,
            **more,
        }
    )


def background(random: Random) -> list[Figure]:
    """Make a table in which nothing is wrong: text beside chart, parts, sums, known shares."""
    rows: list[Figure] = []
    for number, group in enumerate(GROUPS):
        value = random.randint(12, 88)
        told = {"of": "readers", "group": group}
        rows += [
            figure(f"b{number}", "borrowing", value, **told),
            figure(f"c{number}", "borrowing", value, medium="chart", paragraph=9, **told),
        ]
    one, other = random.randint(20, 60), random.randint(20, 60)
    rows += [
        figure("w", "branches", one + other, "count"),
        figure("p1", "open", one, "count", whole="branches", part="exclusive"),
        figure("p2", "closed", other, "count", whole="branches", part="exclusive"),
        figure("d", "open-share", f"{100 * one / (one + other):.1f}", derived_from="p1 / w * 100"),
    ]
    n = random.randint(300, 900)
    k = random.randint(1, n)
    rows.append(figure("s", "renewed", round(100 * k / n), of="loans", n=str(n)))
    rows += [
        figure(f"m{i}", "heard-by", random.randint(40, 90), group=group, of="readers",
               whole="readers-asked", part="multi-response")
        for i, group in enumerate(("poster", "friend", "letter"))
    ]  # fmt: skip
    return rows


@dataclass(frozen=True)
class Case:
    """A table's rows, and the rule that must raise (none: the table is clean)."""

    name: str
    rows: Callable[[Random], list[Figure]]
    rule: str = ""
    also: tuple[str, ...] = ()  # rules that say something true of the same rows


def _odd_group(_random: Random) -> list[Figure]:
    rows = []
    for i, group in enumerate(GROUPS):
        value = 40 + 9 * i
        chart = value + (14 if group == "visitors" else 0)
        rows += [
            figure(f"x{i}", "content", value, of="guests", group=group),
            figure(f"y{i}", "content", chart, of="hotels", group=group, medium="chart"),
        ]
    return rows


def _slip(random: Random) -> list[Figure]:
    value = random.randint(30, 50)
    return [
        figure("x", "rode", value, of="guests", group="night"),
        figure("y", "rode", value + 7, of="guests", group="night", medium="chart"),
        figure("z", "walked", value, of="guests", group="night", medium="chart"),
    ]


def _plain(*rows: Figure) -> Callable[[Random], list[Figure]]:
    return lambda _random: list(rows)


def _two(first: dict[str, Any], second: dict[str, Any]) -> Callable[[Random], list[Figure]]:
    """Make two mentions of one quantity: in the text, and in another place."""

    def rows(random: Random) -> list[Figure]:
        value = random.randint(20, 45)
        base = {"of": "guests"}
        made = []
        for name, given in (("x", {**base, **first}), ("y", {**base, "paragraph": 8, **second})):
            columns = dict(given)
            told = columns.pop("value", value)
            made.append(figure(name, "stayed", told(value) if callable(told) else told, **columns))
        return made

    return rows


CHART = {"medium": "chart"}

PLANTED = (
    Case("text and chart give two percentages",
         _two({}, {**CHART, "value": lambda v: v + 5}), "figure-two-values"),
    Case("two counts with digits exchanged",
         _two({"unit": "count", "value": 412}, {"unit": "count", "value": 421}),
         "figure-two-values"),
    Case("two sources give two values",
         _two({}, {"source": "t", "value": lambda v: v - 3}), "figure-two-values"),
    Case("one group of four parts where the others agree over two units",
         _odd_group, "figure-odd-one-out", ("figure-unit-changes",)),
    Case("one value told of guests and of hotels",
         _two({}, {**CHART, "of": "hotels"}), "figure-unit-changes"),
    Case("one value told of two populations",
         _two({"population": "13 towns"}, {"population": "the country"}), "figure-unit-changes"),
    Case("one value told by two who could know",
         _two({"reporter": "guests"}, {"reporter": "owners"}), "figure-unit-changes"),
    Case("one value told as a count and as a percentage",
         _two({"unit": "count"}, CHART), "figure-unit-changes"),
    Case("a threshold of 80 here and of 81 there",
         _two({"threshold": "80", "group": "a"}, {**CHART, "threshold": "81", "group": "b",
              "value": 77}), "figure-threshold-changes"),
    Case("a threshold that is left out elsewhere",
         _two({}, {**CHART, "threshold": "75"}), "figure-threshold-changes"),
    Case("counted parts above a whole that was itself derived", _plain(
        figure("x", "shops", 58, "count"),
        figure("y", "shops-seen", 55, "count", derived_from="x - 3"),
        figure("z", "with-till", 20, "count", whole="shops-seen", part="exclusive"),
        figure("u", "without-till", 38, "count", whole="shops-seen", part="exclusive"),
    ), "figure-parts-do-not-add"),
    Case("percentages that exclude each other give 104", _plain(
        figure("x", "yes", 48, whole="answers", part="exclusive"),
        figure("y", "no", 35, whole="answers", part="exclusive"),
        figure("z", "unsure", 21, whole="answers", part="exclusive"),
        figure("u", "answers", 100),
    ), "figure-parts-do-not-add"),
    Case("a sum that does not come out", _plain(
        figure("x", "day", 210, "count"), figure("y", "night", 75, "count"),
        figure("z", "both", 295, "count", derived_from="x + y"),
    ), "figure-parts-do-not-add"),
    Case("one of several answers chosen by more than all", _plain(
        figure("x", "asked", 60, "count"),
        figure("y", "reason", 64, "count", group="price", whole="asked", part="multi-response"),
    ), "figure-part-exceeds-whole"),
    Case("a value read from the line beside it", _slip, "figure-neighbour",
         ("figure-two-values",)),
    Case("nearly a third here, a third there",
         _two({"value": "1/3", "hedge": "nearly"}, {"value": "1/3"}), "figure-hedge-dropped"),
    Case("a judgement that elsewhere is a fact",
         _two({"hedge": "estimated"}, CHART), "figure-hedge-dropped"),
    Case("a headline that says more than its body",
         _two({"medium": "headline", "value": 90}, {"value": 71}), "figure-headline-stronger"),
    Case("a headline of all, over a text on those who were asked",
         _two({"medium": "headline", "value": 50, "hedge": "more than", "population": "all"},
              {"value": 58, "population": "guests"}), "figure-headline-stronger"),
    Case("a headline on guests, over a share of hotels with most of theirs",
         _two({"medium": "standfirst", "value": 97}, {"value": 70, "of": "hotels",
              "threshold": "75"}), "figure-headline-stronger"),
    Case("58 percent of 13",
         _plain(figure("x", "painted", 58, of="boats", n="13")), "figure-impossible-share"),
    Case("40 of 160 that are said to be 30 percent", _plain(
        figure("x", "late", 40, "count"),
        figure("y", "late", 30, of="trains", n="160", medium="chart"),
    ), "figure-counterpart"),
)  # fmt: skip

CLEAN = (
    Case("three thirds that round to 99", _plain(*(
        figure(i, f"q-{i}", 33, whole="all", part="exclusive") for i in "xyz"))),
    Case("about 60 in the text, 59.4 in the table",
         _two({"value": 60, "hedge": "about"}, {"value": "59.4", "medium": "table"})),
    Case("nearly a quarter in the text, 24.2 in the table",
         _two({"value": 25, "hedge": "nearly"}, {"value": "24.2", "medium": "table"})),
    Case("ten thousand in the headline, 9,989 in the text",
         _two({"unit": "count", "value": "10,000", "medium": "headline"},
              {"unit": "count", "value": "9,989"})),
    Case("answers of which several could be given, 170 percent together", _plain(*(
        figure(i, "reason", v, group=i, whole="asked", part="multi-response")
        for i, v in (("x", 80), ("y", 60), ("z", 30))))),
    Case("counts of steps that overlap, more than the whole together", _plain(
        figure("w", "towns", 36, "count"), *(
        figure(i, "step", v, "count", group=i, whole="towns", part="multi-response")
        for i, v in (("x", 20), ("y", 19), ("z", 14))))),
    Case("two groups that happen to share a value", _plain(
        figure("x", "stayed", 63, group="a"), figure("y", "stayed", 63, group="b"))),
    Case("two quantities of one group that happen to share a value", _plain(
        figure("x", "stayed", 60, group="a"), figure("y", "came", 60, group="a"))),
    Case("a distribution over thresholds in one chart",
         _two({**CHART, "value": 90, "threshold": "50", "paragraph": 8},
              {**CHART, "value": 66, "threshold": "75"})),
    Case("two far thresholds, told in two places with their own values",
         _two({"value": 90, "threshold": "50"}, {**CHART, "value": 66, "threshold": "75"})),
    Case("two years of one survey",
         _two({"population": "guests 2019", "value": 59},
              {"population": "guests 2020", "value": 62})),
    Case("a chair who repeats the survey's figure",
         _two({"reporter": "survey", "n": "2400"}, {"reporter": "the chair"})),
    Case("54 percent of 13", _plain(figure("x", "painted", 54, of="boats", n="13"))),
    Case("about 58 percent of 13",
         _plain(figure("x", "painted", 58, of="boats", n="13", hedge="about"))),
    Case("growth of 140 percent, a share of nothing",
         _plain(figure("x", "growth", 140, n="13000"))),
    Case("31 of 97 that are 32 percent", _plain(
        figure("x", "late", 31, "count"), figure("y", "late", 32, of="trains", n="97"))),
    Case("a derived percentage, rounded", _plain(
        figure("x", "late", 20, "count"), figure("y", "trains", 30, "count"),
        figure("z", "late-share", "66.7", derived_from="x / y * 100"))),
    Case("parts that add up, in the text and again in the chart", _plain(*(
        figure(f"{q}-{m}", q, v, whole="answers", part="exclusive", medium=m)
        for m in ("text", "chart") for q, v in (("yes", 70), ("no", 30))),
        figure("w", "answers", 100))),
    Case("near shares of two things, in a text and a chart",
         _two({}, {**CHART, "of": "hotels", "value": lambda v: v + 6})),
    Case("more than half of one, 59 percent of another",
         _two({"value": 50, "hedge": "more than"}, {"of": "hotels", "value": 59})),
    Case("61.4 in the table, 61 in the text",
         _two({"value": 61}, {"value": "61.4", "medium": "table"})),
    Case("parts of a part, and a whole for each group", _plain(
        figure("w", "content", 61, group="women"), figure("v", "content", 40, group="men"), *(
        figure(f"{g}-{q}", q, v, group=g, whole="content", part="exclusive")
        for g, q, v in (("women", "very", 20), ("women", "rather", 41),
                        ("men", "very", 15), ("men", "rather", 25))))),
)  # fmt: skip


def renamed(rows: list[Figure], prefix: str) -> list[Figure]:
    """Give the rows other ids, in their sums too."""
    ids = {row.id: prefix + row.id for row in rows}
    return [
        replace(
            row,
            id=ids[row.id],
            derived_from=" ".join(ids.get(w, w) for w in row.derived_from.split()),
        )
        for row in rows
    ]
