"""English words: pictures."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["PICTURES"]

PICTURES: Mapping[str, str | tuple[str, str]] = {
    "picture-table": "The numbers as a table",
    "picture-not-known": "not stated",
    "picture-quoted": "“{label}”",
    "picture-more": ("{n} more", "{n} more"),
    "picture-part": "{what}, {part}",
    "picture-told": "{what}: {said}",
    "picture-numbered": "{n} · {what}",
    "picture-n-of": "{n} of {of}",
    # Prevalence, code × participant
    "picture-prevalence": "How many voice it",
    "picture-prevalence-dots": "A dot for each participant who was read for the code: full where "
    "the participant voices it.",
    "picture-prevalence-scaled": "The line goes from 0 to all who were read for the code.",
    "picture-most": "Most participants: {what}, {share}.",
    "picture-fewest": "Fewest: {what}, {share}.",
    "picture-greatest": "Greatest share: {what}, {share} participants.",
    "picture-least": "Least: {what}, {share}.",
    "picture-one-share": "{what}: {share} participants.",
    "picture-same-share": ("{n} row: {share} participants.", "All {n} rows: {share} participants."),
    "picture-nobody": "Nobody was read for anything here.",
    "picture-matrix": "Codes and participants",
    "picture-matrix-note": "The number is how many codings; the stronger the colour, the more. "
    "Dot: none. Dash: not read for the code.",
    # Co-occurrence
    "picture-cooccurrence": "Codes that meet",
    "picture-cooccurrence-note": "The number is how often the two codes meet; the stronger the "
    "colour, the more. Each code has a number; a column’s stands at its top and its bottom.",
    "picture-pairs": ("{n} meeting", "{n} meetings"),
    "picture-pairs-in": "{pairs} in {interviews}",
    "picture-meet-most": "Meeting most often: {what}, {said}.",
    "picture-meet-next": "Next: {what}, {said}.",
    "picture-never-meet": (
        "{n} of {of} pairs never meets.",
        "{n} of {of} pairs never meet.",
    ),
    "picture-all-meet": "All {of} pairs meet somewhere.",
    "picture-cooccurrence-none": "No codes meet.",
    # Stripes
    "picture-stripes": "Where in the conversation the codes lie",
    "picture-stripes-note": "The line is the conversation, counted in turns. A bar is a passage.",
    "picture-turns": "turn",
    "picture-turn-of": "{interview}, turn {turn}",
    "picture-stripes-none": (
        "No passages in {n} interview.",
        "No passages in {n} interviews.",
    ),
    "picture-stripes-one": "{passages} with {codes} in {interview}. Most often {what}: {n}.",
    "picture-stripes-several": "{passages} with {codes} in {n} of {of} interviews. Most in "
    "{interview}: {most}.",
    # Saturation
    "picture-saturation": "New codes from interview to interview",
    "picture-saturation-note": "The curve follows the order of reading. The band spans 90% of "
    "other orders; the dashed line is their median.",
    "picture-saturation-plain": "The curve follows the order of reading.",
    "picture-codes-known": "codes known",
    "picture-interviews-in-order": "interviews in the order of reading",
    "picture-base": "base",
    "picture-reached": "reached: {notation}",
    "picture-new-codes": ("{n} new code", "{n} new codes"),
    "picture-then-known": "{new}, {n} in all",
    "picture-saturation-none": "There are no codes to follow.",
    "picture-saturation-known": "{codes} in {interviews}; the last new code came in interview "
    "number {last}.",
    "picture-saturation-reached": "Saturation reached at {notation} (base {base}, run {run}, "
    "threshold {threshold}): {degree} of the codes were known by then.",
    "picture-saturation-not-reached": "Saturation is not reached (base {base}, run {run}, "
    "threshold {threshold}).",
    # Agreement
    "picture-agreement": "Agreement between coders: {coefficient}",
    "picture-consensus": "After discussion (consensus, not agreement): {coefficient}",
    "picture-agreement-note": "Dot: the value. Line: 95% interval over interviews; hollow dot: no "
    "interval. Units: {units}.",
    "picture-agreement-overall": "{coefficient} for all codes together: {value}.",
    "picture-agreement-least": "Lowest: {what}, {value}.",
    "picture-agreement-most": "Highest: {what}, {value}.",
    "picture-agreement-undefined": "Not defined: {what}.",
    "picture-agreement-no-interval": "There are no intervals.",
    "picture-agreement-none": "There are no values to show.",
    "picture-overall": "all codes",
    "picture-not-defined": "not defined",
    "picture-interval": "{value} [{low}, {high}]",
    "picture-coefficient-alpha": "Krippendorff’s alpha",
    "picture-coefficient-u-alpha": "Krippendorff’s u-alpha",
    "picture-coefficient-cohen": "Cohen’s kappa",
    "picture-coefficient-fleiss": "Fleiss’ kappa",
    "picture-coefficient-brennan-prediger": "Brennan and Prediger’s kappa",
    "picture-coefficient-gwet-ac1": "Gwet’s AC1",
    "picture-coefficient-percent": "percent agreement",
    "picture-unit-turns": "turns",
    "picture-unit-sentences": "sentences",
    "picture-unit-characters": "characters",
    # Keyness
    "picture-keyness": "Words that set {group} apart from {rest}",
    "picture-keyness-note": "1 is twice as often, 2 four times as often (log ratio). Beside it, "
    "how many participants of that side say the word. It is no test: one person who talks much "
    "can make a long bar.",
    "picture-log-ratio": "log ratio",
    "picture-group": "the group",
    "picture-rest": "the others",
    "picture-keyness-told": "{count} times by {group}, {rest_count} by {rest}; said by {said}",
    "picture-keyness-more": "Most by {group}: {what}; {first} {rate} times per 10,000 words "
    "against {rest_rate}.",
    "picture-keyness-one": "Said by only one on that side: {what}.",
    "picture-keyness-none": "There are no words to show.",
    # Timeline
    "picture-timeline": "When the interviews were held",
    "picture-timeline-note": "A mark is a day, a line a month or a year where no day is told. The "
    "mark’s shape follows how people talked.",
    "picture-minutes": "{n} min",
    "picture-timeline-span": (
        "{n} interview, {first}.",
        "{n} interviews, from {first} to {last}.",
    ),
    "picture-timeline-minutes": "{least} to {most} minutes.",
    "picture-timeline-length": ("{n} minute.", "{n} minutes."),
    "picture-timeline-media": "How: {media}.",
    "picture-timeline-undated": ("{n} without a date.", "{n} without a date."),
    "picture-timeline-nothing": "There are no interviews.",
    "picture-timeline-none": (
        "{n} interview without a date.",
        "None of the {n} interviews has a date.",
    ),
    "picture-month-1": "Jan {year}",
    "picture-month-2": "Feb {year}",
    "picture-month-3": "Mar {year}",
    "picture-month-4": "Apr {year}",
    "picture-month-5": "May {year}",
    "picture-month-6": "Jun {year}",
    "picture-month-7": "Jul {year}",
    "picture-month-8": "Aug {year}",
    "picture-month-9": "Sep {year}",
    "picture-month-10": "Oct {year}",
    "picture-month-11": "Nov {year}",
    "picture-month-12": "Dec {year}",
    # Map and tree of codes
    "picture-map": "Codes that the same participants voice",
    "picture-map-note": "Correspondence analysis, symmetric map: codes and participants both in "
    "principal coordinates, both axes on one scale. Codes near each other are voiced by much the "
    "same participants; near the middle lies what nearly everybody shares. Hollow: the two axes "
    "hold less than half of the point’s distance from the middle (cos²), so do not read its place. "
    "A line leads from a point to its label. What the axes leave out is as real as what they show.",
    "picture-map-none": "Codes and participants do not depend on each other: there are no axes to "
    "draw.",
    "picture-map-axis": "axis {axis}: {share} of the inertia",
    "picture-map-codes": "code",
    "picture-map-people": "participant",
    "picture-map-at": "axis 1 {one}, axis 2 {two}",
    "picture-map-at-poorly": "{at}; poorly shown",
    "picture-map-inertia": "The inertia is {inertia}; the two axes hold {share} of it.",
    "picture-map-line": "The inertia is {inertia}; one axis has all of it.",
    "picture-map-ends-1": "Codes furthest out on axis 1: {high} to the right, {low} to the left.",
    "picture-map-ends-2": "On axis 2: {high} at the top, {low} at the bottom.",
    "picture-map-end-poorly": "{what} (poorly shown)",
    "picture-map-poor": (
        "{n} of {of} points is poorly shown.",
        "{n} of {of} points are poorly shown.",
    ),
    "picture-map-turnable": (
        "Axis {axes} has the same inertia as another and can be turned: its direction means "
        "nothing.",
        "Axes {axes} have the same inertia as another and can be turned: their directions mean "
        "nothing.",
    ),
    "picture-map-codes-out": (
        "{n} code that nobody voices has no place.",
        "{n} codes that nobody voices have no place.",
    ),
    "picture-map-people-out": (
        "{n} participant who voices none has no place.",
        "{n} participants who voice none have no place.",
    ),
    "picture-map-distance": "The distance between a code and a participant is not to be read "
    "directly: only those of codes among themselves, and of participants among themselves.",
    "picture-tree": "Codes that go together",
    "picture-tree-note": "Branches join at the mean distance of their codes (average linkage): 0 "
    "is always together, 1 never. Dashed: the distance 0.5. At a cophenetic correlation of 1 the "
    "tree would give every distance as it is.",
    "picture-tree-distance": "distance",
    "picture-tree-clusters": ("{n} cluster", "{n} clusters"),
    "picture-tree-joined": "joined at distance {distance}",
    "picture-tree-first": "First to join: {what}, at distance {distance}.",
    "picture-tree-alike": (
        "{n} more join is at the same distance.",
        "{n} more joins are at the same distance.",
    ),
    "picture-tree-standing": (
        "At distance 0.5 there is {n} cluster of {of} codes.",
        "At distance 0.5 there are {n} clusters of {of} codes.",
    ),
    "picture-tree-correlation": "The cophenetic correlation is {value}.",
    "picture-tree-no-correlation": "There is no cophenetic correlation, since all distances are "
    "the same.",
    "picture-tree-none": (
        "{n} code: there is nothing to join.",
        "{n} codes: there is nothing to join.",
    ),
    # Columns
    "picture-column-code": "Code",
    "picture-column-code_a": "Code",
    "picture-column-code_b": "meets",
    "picture-column-theme": "Theme",
    "picture-column-group": "Group",
    "picture-column-role": "Role",
    "picture-column-participant": "Participant",
    "picture-column-interview": "Interview",
    "picture-column-passage": "Passage",
    "picture-column-turn": "Turn",
    "picture-column-participants": "Participants",
    "picture-column-n": "Participants",
    "picture-column-of": "Of",
    "picture-column-share": "Share",
    "picture-column-codings": "Codings",
    "picture-column-passages": "Passages",
    "picture-column-turns": "Turns",
    "picture-column-words": "Words",
    "picture-column-pairs": "Meetings",
    "picture-column-interviews": "Interviews",
    "picture-column-a": "Codings of the first",
    "picture-column-b": "Codings of the second",
    "picture-column-jaccard": "Jaccard",
    "picture-column-expected": "Expected by chance",
    "picture-column-position": "Number",
    "picture-column-codes": "Codes",
    "picture-column-new": "New",
    "picture-column-cumulative": "In all",
    "picture-column-value": "Value",
    "picture-column-low": "From",
    "picture-column-high": "To",
    "picture-column-observed": "Observed agreement",
    "picture-column-units": "Units",
    "picture-column-uncoded": "Coded by nobody",
    "picture-column-disagreed": "Disagreed",
    "picture-column-word": "Word",
    "picture-column-count": "Times in the group",
    "picture-column-rest_count": "Times by the others",
    "picture-column-rate": "Per 10,000 words",
    "picture-column-rest_rate": "Per 10,000 words, others",
    "picture-column-log_ratio": "Log ratio",
    "picture-column-log_likelihood": "Log-likelihood",
    "picture-column-largest_share": "Largest share of one",
    "picture-column-dispersion": "Dispersion (DP)",
    "picture-column-date": "Date",
    "picture-column-medium": "How",
    "picture-column-minutes": "Minutes",
    "picture-column-called": "Point",
    "picture-column-kind": "Kind",
    "picture-column-axis_1": "Axis 1",
    "picture-column-axis_2": "Axis 2",
    "picture-column-cos2": "cos² of the two",
    "picture-column-contribution_1": "Contribution to axis 1",
    "picture-column-contribution_2": "Contribution to axis 2",
    "picture-column-height": "Joined at distance",
    "picture-column-joined": "Joined to",
}
