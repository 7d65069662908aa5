"""English words: the page of analyses, and reports."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["ANALYSIS"]

ANALYSIS: Mapping[str, str | tuple[str, str]] = {
    "analysis": "Tables and pictures",
    "go-analysis": "who voices what, which codes meet, where coders part; every mark leads to its "
    "passages",
    "analysis-whole": "All {n} passages of the set {set} are here: every table below can be made "
    "again from this book's own files.",
    "analysis-part": "How many participants voice a code, saturation and agreement were counted in "
    "the archive, before anything was withheld. Who said what, and where, is made from the {here} "
    "of {n} passages of the set {set} that this release shows; those cells are smaller than the "
    "archive's.",
    "interviews-n": ("1 interview", "{n} interviews"),
    "section-frequency": "Who voices which codes",
    "section-frequency-about": "A dot for each participant who was read for the code, full for "
    "those who voice it. A code counts the codes below it. How often something is said tells "
    "nothing of how much it matters.",
    "section-matrix": "Codes by participant",
    "section-matrix-about": "How many passages of each participant bear each code. A number leads "
    "to those passages. An empty cell means that nothing was coded, not that nothing was thought.",
    "section-cooccurrence": "Codes that meet",
    "section-cooccurrence-about": "How often passages of two codes share words. Jaccard's share "
    "runs from 0, never, to 1, always. Codes of one kind meet because they were made to: read the "
    "passages before the number.",
    "section-map": "A map of codes",
    "section-map-about": "Which codes are voiced by the same participants: correspondence analysis "
    "as a map, clusters as a tree. Both tell of these participants only, and a short distance is "
    "no cause: it is a reason to read.",
    "map-listed": ("The passages of 1 participant", "The passages of {n} participants"),
    "section-sequence": "Where the themes lie in each interview",
    "section-sequence-about": "From the first turn at the left to the last at the right; every "
    "stripe is a passage.",
    "sequence-too-many": "Of {n} interviews each is drawn on its own page.",
    "section-framework": "Framework matrix",
    "section-framework-about": "A row for each participant, a column for each theme. Read along a "
    "row to follow one person, down a column to see what is in a theme.",
    "section-speech": "The interviews",
    "section-speech-about": "When they were held, how long, by which medium.",
    "section-saturation": "Did new codes still come?",
    "section-saturation-about": "The codes known after each interview, in the order in which they "
    "were read, and over a thousand other orders. It tells of codes, not of meaning.",
    "section-agreement": "Agreement between coders",
    "section-agreement-about": "Before they talked with each other, turn by turn: Krippendorff's "
    "alpha, 1 full agreement, 0 as by chance. Intervals resample whole interviews. A disagreement "
    "is a place to read, not an error.",
    "section-comparison": "Groups compared",
    "section-comparison-about": "The study has opted in to tests of groups. They are exact tests, "
    "corrected for their number, and they assume what is said below the table.",
    "section-keyness": "Words that one group says more",
    "section-keyness-about": "The study has opted in to a comparison of words. The bar is as long "
    "as the binary logarithm of how many times as often the word is said.",
    "keyness-caution": "No test: people repeat themselves, and a word of one talkative person is "
    "not a word of a group. The number beside a bar says how many participants say the word.",
    "keyness-listed": ("What was said with this word", "What was said with these {n} words"),
    "meetings-listed": ("The two codes that meet", "The {n} pairs that meet most"),
    "meeting": "{a} and {b}: {n} times, {interviews}, Jaccard {jaccard}.",
    "lost-listed": (
        "Where agreement is lost: 1 code that coders tell apart less well than its branch or theme",
        "Where agreement is lost: {n} times coders agree better on the branch or theme than on "
        "the code",
    ),
    "lost-row": "{code}: {value}, but {group}: {group_value}",
    "parted-listed": ("1 turn on which they part", "{n} turns on which they part"),
    "parted-row": "{code}: coded by {by}, not by {others}.",
    "parted-instead": "Coded instead: {codes}.",
    "parted-coded": "In the consensus it is coded.",
    "parted-not-coded": "In the consensus it is not coded.",
    "not-offered-reflexive": "Not offered, since the study's method is reflexive: {analyses}.",
    "not-offered-no-counts": "Not offered, since the study counts nothing: {analyses}.",
    "column-code": "code",
    "column-voiced": "voice it",
    "column-p": "exact p",
    "column-p-corrected": "p corrected",
    "column-p-least": "smallest possible p",
    "framework-none": "no passages",
    "framework-none-shown": "none shown here",
    "framework-unread": "not read for this",
    "framework-case": "Participant",
    "framework-caption": "Framework matrix: participants by themes",
    "framework-written": (
        "1 cell is summarised. A summary is the researchers’ words, and says no more than the "
        "passages under it; the others of the cell are folded below.",
        "{n} cells are summarised. A summary is the researchers’ words, and says no more than "
        "the passages under it; the others of the cell are folded below.",
    ),
    "framework-unwritten": "No summaries have been written: each cell has the passages that one "
    "could rest on.",
    "framework-withheld": (
        "1 of {all} summaries is withheld, since what it rests on may not be shown here.",
        "{n} of {all} summaries are withheld, since what they rest on may not be shown here.",
    ),
    "framework-more": ("1 more passage", "{n} more passages"),
    "framework-too-many": "{n} participants are more rows than a page can show; the matrix is "
    "among the tables that lises report writes.",
    "report": "Report",
    "report-passages": "Passages",
    "report-files": "Files: {files}.",
    "report-by-code": "By code",
    "report-by-interview": "By interview",
    "report-other-sets": "Other coding sets",
}
