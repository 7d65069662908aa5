"""What the page of published figures says, and the doubts about them, in English."""

from __future__ import annotations

__all__ = ["FIGURES"]

FIGURES: dict[str, str | tuple[str, str]] = {
    "figures": "Published figures",
    "go-figures": "the quantities as they were published, and which do not go together",
    "figures-what": "Quantities as they were published, each with the line of the source in which "
    "it stands. Where text and chart, or headline and text, do not say the same, both are given.",
    "figures-count": ("{n} figure", "{n} figures"),
    "figures-doubts-count": ("{n} doubt", "{n} doubts"),
    "figures-doubts": "What does not go together",
    "figures-doubts-what": "General rules have looked through the figures. A doubt means that they "
    "differ as they were reported: ask the source. It does not say which of them is right.",
    "figures-doubts-none": "The rules raise no doubt.",
    "figures-more-rows": ("{n} more row", "{n} more rows"),
    "figures-plots": "Side by side",
    "figures-all": "All figures",
    "figures-caption": "The figures by quantity, in the order in which they are told",
    "figures-interval": "A bar through a mark is Wilson’s 95% interval. It is drawn only where it "
    "is stated how many answered, and the number has no reservation such as “about”. It would hold "
    "if those who answered had been drawn at random; that is not known here.",
    "figures-no-interval": "No interval is drawn: it is not stated how many answered, or the "
    "numbers have reservations.",
    # The table
    "figure-column-what": "What",
    "figure-column-value": "Value",
    "figure-column-share-of": "Of",
    "figure-column-threshold": "Threshold",
    "figure-column-n": "n",
    "figure-column-where": "Where",
    "figure-column-reporter": "Who says so",
    "figure-column-doubts": "Doubts",
    "figure-n-missing": "not stated",
    "figure-line": "L{line}",
    "figure-interval-of": "95% interval: {low} to {high}",
    "figure-medium-text": "text",
    "figure-medium-chart": "chart",
    "figure-medium-table": "table",
    "figure-medium-headline": "headline",
    "figure-medium-standfirst": "standfirst",
    "figure-medium-caption": "caption",
    "figure-medium-derived": "calculated",
    "figure-hedge-about": "about",
    "figure-hedge-nearly": "nearly",
    "figure-hedge-just-over": "just over",
    "figure-hedge-over": "more than",
    "figure-hedge-under": "less than",
    "figure-hedge-judged": "(as judged)",
    # Plots
    "figure-plot-title": "{quantity}: {n} groups",
    "figure-plot-group": "{group}: {values}.",
    "figure-plot-value": "{value} ({medium})",
    "figure-plot-same": "Where a group is told of more than once, the number is the same.",
    "figure-plot-differs": "Told of more than once, and not with one number: {groups}.",
    "figure-plot-overlap": "One may be in several groups: the numbers are not to be added.",
    "figure-series": "{medium}: {what}",
    # Doubts
    "figure-says-parts": "{values} = {total}; the whole is {whole}.",
    "figure-says-parts-origin": "{values} = {total}; the whole is {whole} = {origin}.",
    "figure-says-impossible": "Answered: {n}.",
    "figure-says-counterpart": "{count} of {n} is {share}%.",
    "figure-says-odd": (
        "{n} other group has one number for both.",
        "{n} other groups have one number for both.",
    ),
    "figure-says-headline-number": "Over the text: at least {least}. Under it: at most {most}. "
    "{least} is more than {most}.",
    "figure-says-headline-threshold": "Over the text: at least {least}. Under it: {share} × "
    "{threshold} / 100 = {product}, which is what the text makes sure of if all weigh alike; "
    "with rounding and reservation it is {most}. {least} is more than {most}.",
    "figure-says-headline-base": "Over the text: at least {least} of {over}. Under it: at most "
    "{most} of {under}, and no share of {over}.",
    "figure-says-headline-population": "Over the text: {over}. Under it: {under}.",
    "problem-figure-two-values": "One quantity, two values",
    "problem-figure-two-values-means": "The same quantity of the same group is given as two "
    "numbers.",
    "problem-figure-unit-changes": "One number, told of two things",
    "problem-figure-unit-changes-means": "The same number is told of one thing in one place and "
    "of another in the other.",
    "problem-figure-odd-one-out": "One pair differs where the others agree",
    "problem-figure-odd-one-out-means": "Several groups are told of twice, as shares of two "
    "different things, and have one number both times; this group has two. Shares of two things "
    "may well differ: it is the agreement of the others that makes this a question.",
    "problem-figure-threshold-changes": "The threshold is not the same",
    "problem-figure-threshold-changes-means": "From which value a case counts is given differently "
    "in two places, or left out in one of them.",
    "problem-figure-parts-do-not-add": "The parts do not add up",
    "problem-figure-parts-do-not-add-means": "Parts that exclude each other give another sum than "
    "their whole, by more than rounding explains.",
    "problem-figure-part-exceeds-whole": "A part larger than its whole",
    "problem-figure-part-exceeds-whole-means": "A part cannot be more than what it is a part of.",
    "problem-figure-neighbour": "Perhaps the line beside it",
    "problem-figure-neighbour-means": "A value that differs from its other mention is exactly that "
    "of another quantity for the same group: a possible slip.",
    "problem-figure-hedge-dropped": "A reservation is gone",
    "problem-figure-hedge-dropped-means": "In one place the number is nearly, about, more than or "
    "as somebody judged; in another it stands without that.",
    "problem-figure-n-changes": "One value, two numbers of people",
    "problem-figure-n-changes-means": "How many answered is given differently in two places.",
    "problem-figure-headline-stronger": "The headline says more than the text",
    "problem-figure-headline-stronger-means": "What stands over the text is more than the text "
    "under it carries: a higher number, or the number of other people than the text tells of.",
    "problem-figure-impossible-share": "A share that cannot be",
    "problem-figure-impossible-share-means": "No whole number of those who answered gives this "
    "percentage, however it is rounded.",
    "problem-figure-counterpart": "Number and percentage do not fit",
    "problem-figure-counterpart-means": "The number of people and the percentage of the same thing "
    "do not give each other.",
    "problem-figure-derivation-unreadable": "A sum that cannot be read",
    "problem-figure-derivation-unreadable-means": "It is noted how a figure follows from others, "
    "in a way that cannot be calculated.",
}
