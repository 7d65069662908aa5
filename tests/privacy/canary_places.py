"""Where a study's files can hold what nobody cleared; see ``canaries``."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from .canaries import BESIDE, Canary, Keeper, Kind

__all__ = ["STUDY_CANARIES"]


def _in(
    file: str, where: str, kind: Kind, old: str, new: str, kept: Keeper = "gate", **more: object
) -> Canary:
    return Canary(
        where=f"{file}: {where}", kind=kind, file=file, old=old, new=new, kept=kept, **more
    )  # type: ignore[arg-type]


def _new(file: str, where: str, kind: Kind, new: str, kept: Keeper = "filter") -> Canary:
    return Canary(where=f"{file}: {where}", kind=kind, file=file, new=new, kept=kept)


_S, _C, _T, _G = "study.yaml", "codebook.yaml", "themes.yaml", "guide.yaml"
_F, _FD, _Q = "findings/tap.md", "findings/tap.da.md", "findings/queue.md"
_R, _B = "reporting.yaml", "sources.bib"

DESIGN = (
    _in(_S, "title", "turn", 'title: {en: "', 'title: {en: "§. '),
    _in(_S, "summary", "cpr", 'da: "En opdigtet', 'da: "§ En opdigtet'),
    _in(_S, "label of a role", "turn", "{label: {en: gardener", '{label: {en: "gardener §"'),
    _in(_S, "label of an attribute that is shown", "turn", "{en: size of", '{en: "§", fi: size of'),
    _in(
        _S, "levels of an attribute that is not shown", "own", "  years: {label",
        '  town: {label: {en: town}, levels: ["§"]}\n  years: {label', "filter",
    ),
    _in(
        _S, "label of an attribute that is not shown", "own", "{en: years in the garden",
        '{en: "§"', "filter",
    ),
    _in(_S, "what the design cannot show", "turn", "Nobody who gave up", "§. Nobody who gave up"),
    _in(_S, "who answers for the data", "mail", '"none: every', '"§ none: every'),
    _in(_S, "where the assessment is", "phone", "  legal_basis", '  dpia: "ring §"\n  legal_basis'),
    _in(_S, "why a doubt stays", "turn", "The second coder left", "§. The second coder left"),
    _in(_S, "licence", "turn", "licence: CC-BY-4.0", 'licence: "§"'),
    _in(_S, "name of a coder", "name", "{name: Coder A}", '{name: "§"}'),
    _in(_S, "how a coder commits", "mail", "Coder B}", 'Coder B, commits_as: ["§"]}', "filter"),
    _in(
        _S, "a word in other languages", "turn", "governance:",
        'terms: {plots: {en: "plots §", da: haver}}\ngovernance:',
    ),
    _in(_S, "comment of the file", "turn", "kind: interviews", "kind: interviews  # §", "filter"),
)  # fmt: skip
CODES = (
    _in(_C, "label", "name", "{en: weeds, da", '{en: "weeds §", da'),
    _in(_C, "definition", "turn", "Getting water from", "§. Getting water from"),
    _in(_C, "when to use", "turn", "Carrying, distance", "§, distance"),
    _in(_C, "when not to use", "phone", "Rain and rain barrels", "Rain, § and rain barrels"),
    _in(_C, "why it was changed", "turn", "From the first reading", "§. From the first reading"),
    _in(_C, "comment of the file", "turn", "codes:", "# §\ncodes:", "filter"),
    _in(_T, "label", "turn", "{en: what is shared", '{en: "§"'),
    _in(_T, "interpretation", "turn", "Hanen er på", "§. Hanen er på"),
    _in(
        _T,
        "a registered name in its label",
        "registered",
        "da: det fælles",
        'da: "det fælles, § har"',
    ),
    _in(_G, "question", "turn", "How do you get water", "§. How do you get water"),
    _in(_G, "question in the other language", "cpr", "Hvad gør I", "§. Hvad gør I"),
)
FINDINGS = (
    _in(_F, "statement", "turn", "All gardeners speak", "§. All gardeners speak"),
    _in(_F, "statement in the other language", "turn", "Alle havefolk taler", "§. Alle havefolk taler"),
    _in(_F, "note on a passage", "turn", "Distance, in one", "§. Distance, in one"),
    _in(_F, "note on what contradicts", "cpr", "She speaks of it", "§ speaks of it"),
    _in(_F, "why these", "turn", "The first that each", "§. The first that each"),
    _in(_F, "limits", "mail", "A dry month.", "A dry month, § says."),
    _in(_F, "prose", "turn", "The tap comes up", "§. The tap comes up"),
    _in(_F, "prose, decomposed letters", "name", "See also", "§ says. See also",
        turned=lambda said: unicodedata.normalize("NFD", f"{said}s")),
    _in(_F, "prose with markup between words", "turn", "at once:", "at once, §:",
        turned=lambda said: " ".join(f"*{w}*" if n % 2 else f"**{w}**" for n, w in enumerate(said.split()))),
    _in(_F, "prose with entities", "turn", "the queue as well.", "the queue as well. §.",
        turned=lambda said: said.replace("o", "&#111;").replace(" ", "&#32;")),
    _in(_F, "comment in the prose", "turn", "of them voice it,", "of them voice it,\n\n% §\n\nand so on,"),
    _in(_F, "comment in the front matter", "turn", "counts: tap", "counts: tap  # §", "filter"),
    _in(_FD, "prose in the other language", "turn", "Hanen nævnes", "§. Hanen nævnes"),
    *(
        _in(_FD, f"an uncleared {kind} in the prose", kind, "nævner den.", "nævner den.\n\n§.")
        for kind in BESIDE
        if kind not in ("fieldnote", "entry", "reason")
    ),
    _in(_F, "an uncleared entry in the prose", "entry", "of them voice it,", "of them voice it, §,"),
    _in(_Q, "an uncleared field note in the prose", "fieldnote", "Under {lises", "§. Under {lises"),
    _in(_Q, "an uncleared reason in the prose", "reason", "; the keeper's", ". §; the keeper's"),
    _in(_Q, "note on a passage that is withheld", "own", "The keeper says it", "§ says it", "filter"),
    _in(_Q, "a registered name in the statement", "registered", "Some hold", "§ and some hold",
        turned=str.upper),
    _in(_Q, "text of a link", "turn", "{lises:interview}`DEMO-K1`", "{lises:interview}`§ <DEMO-K1>`"),
    _in(_Q, "what a search looked for", "turn", "barrel|rain", "barrel|rain|§"),
    _new("findings/§.md", "name of a finding's file", "turn",
         "---\nstatement: {en: One more.}\nrests_on: [{passage: DEMO-G1-2n5s}]\n---\n\nText.\n", "gate"),
)  # fmt: skip
NOTES = (
    _new("memos/hush.md", "a memo", "own", "---\ntitle: Hush\nabout: tap\n---\n\n§\n"),
    _new("memos/titled.md", "title of a memo", "own", '---\ntitle: "§"\n---\n\nText.\n'),
    _new("memos/shown.md", "title of a cleared memo", "turn",
         '---\ntitle: "§"\nclearance: public\n---\n\nText.\n', "gate"),
    _new("memos/told.md", "a cleared memo", "cpr",
         "---\ntitle: Told\nclearance: public\n---\n\nText §.\n", "gate"),
    _in("memos/pipe.md", "a cleared memo quotes a turn", "turn", "Ask him", "§. Ask him"),
    _in("fieldnotes/DEMO-K1.md", "a field note", "own", "He spoke", "§. He spoke", "filter"),
    _new("fieldnotes/DEMO-G1.md", "a cleared field note", "name",
         "---\ndate: 2026-05-04\nclearance: public\n---\n\n§ came by.\n", "gate"),
    _in("journal/2026-05-20.md", "the journal", "own", "I have a plot", "§. I have a plot", "filter"),
    _in("journal/2026-05-20.md", "title of an entry", "own", "On liking", "§ On liking", "filter"),
    _new("journal/2026-05-21.md", "a cleared entry of the journal", "phone",
         "---\ndate: 2026-05-21\nclearance: public\n---\n\nRing §.\n", "gate"),
)  # fmt: skip
_X = "codings/consensus/DEMO-G1.jsonl"
PASSAGES = (
    _in(_X, "memo on a passage", "own", '"codes":["weeds"]', '"codes":["weeds"],"memo":"§"', "filter"),
    _in(_X, "reason for a passage", "own", "the shorter of", "§ the shorter of", "filter"),
    _in("codings/ab-1/DEMO-G1.jsonl", "memo of one coder", "own", "an agreement, not", "§ not", "filter"),
    _in("codings/cd-1/DEMO-G1.jsonl", "reason of one coder", "own", '"suggested":true', '"reason":"§"', "filter"),
    _new("decisions/consensus/DEMO-G1.jsonl", "reason for leaving out", "own",
         '{"passage":"DEMO-G1-t7zz","code":"weeds","reason":"§","by":"ab","date":"2026-05-25"}\n'),
    _in("translations/da.jsonl", "translation of a passage", "turn", "Langsomt.", "Langsomt. §."),
    _in("translations/da.jsonl", "translator", "name", '"by":"Coder A"', '"by":"§"'),
    _in("translations/da.jsonl", "translation of what is withheld", "own", '{"passage":"DEMO-G1-2n5s"',
        '{"passage":"DEMO-K1-b8xn","text":"§"}\n{"passage":"DEMO-G1-2n5s"', "filter"),
    _in("searches/barrel.jsonl", "note on a hit", "own", '"judged":"decisive"',
        '"judged":"decisive","note":"§"', "filter"),
    _in("searches/barrel.jsonl", "a hit in a withheld turn", "own",
        '{"interview":"DEMO-PAIR","turn":5,"hit":"barrel"',
        '{"interview":"DEMO-K1","turn":4,"hit":"drip","judged":"mattered","note":"§"}\n'
        '{"interview":"DEMO-PAIR","turn":5,"hit":"barrel"', "filter"),
    _in("framework.yaml", "summary", "turn", "Carries from", "§. Carries from"),
    _in("framework.yaml", "summary of what is withheld", "own", "Uden køen ville", "§", "filter"),
)  # fmt: skip
TALKS = (
    _in("transcripts/DEMO-PAIR.md", "where a transcript came from", "own", "source: recording 2",
        'source: "§.docx"', "filter"),
    _in("transcripts/DEMO-G1.md", "label of a speaker who is shown", "own",
        "DEMO-G1: DEMO-G1}", 'DEMO-G1: DEMO-G1, "§": DEMO-G1}', "filter",
        also=(("transcripts/DEMO-G1.md", "**DEMO-G1** [00:00:22]", "**§** [00:00:22]"),)),
    _in("transcripts/DEMO-PAIR.md", "a turn that is withheld", "own", "**I** [00:00:31]: Mm.",
        "**I** [00:00:31]: Mm. §", "filter"),
    _in("transcripts/DEMO-PAIR.md", "comment in a transcript", "own", "I'd bring one too",
        "<!-- § --> I'd bring one too", "filter"),
    _in("transcripts/DEMO-G1.md", "what nobody may see of a turn that is shown", "own",
        "They keep the path", "§ They keep the path", "filter",
        also=(("codings/cd-1/DEMO-G1.jsonl", '{"id":"DEMO-G1-t6ya"',
               '{"id":"DEMO-G1-t7zz","turn":6,"quote":"§","codes":["weeds"],"clearance":"restricted"}\n'
               '{"id":"DEMO-G1-t6ya"'),)),
)  # fmt: skip
ROWS = (
    _in("interviews.csv", "medium", "turn", "2026-05-04,I1,in person", "2026-05-04,I1,§"),
    _in("interviews.csv", "interviewer", "name", "DEMO-G1;DEMO-G2,2026-05,I1", "DEMO-G1;DEMO-G2,2026-05,§"),
    _in("interviews.csv", "day of an interview", "day", "2026-05-11", "§", "filter"),
    _in("participants.csv", "an attribute that is not shown", "number", "small,2,", "small,§,", "filter"),
    _in("withdrawals.csv", "day of a withdrawal", "day", "2026-05-30", "§", "filter"),
    _in("figures.csv", "label", "turn", "haver,plots\n", "haver,plots §\n"),
    _in("figures.csv", "population", "name", ",text,,plots,,,,alm", ",text,,§,,,,alm"),
)  # fmt: skip
PUBLISHED = (
    _in("claims.yaml", "text", "turn", "Every gardener minds", "§. Every gardener minds"),
    _in("claims.yaml", "hedge", "turn", "hedge: in a dry year", "hedge: §"),
    _in("claims.yaml", "what it would need", "phone", "All of the interviews", "§, all of the interviews"),
    _in("claims.yaml", "on its scope", "turn", "The almanac speaks", "§. The almanac speaks"),
    _in("claims.yaml", "on its basis", "cpr", "Nobody was asked", "Nobody (§) was asked"),
    _in("related.yaml", "what it bears on", "turn", "The invented orchard", "§. The orchard"),
    _in("related.yaml", "a registered name, decomposed", "registered", "It has no tap", "§ has no tap",
        turned=lambda said: unicodedata.normalize("NFD", said)),
    _in("related.yaml", "what it cannot say", "mail", "nobody there was asked", "§ was asked"),
    _in(_R, "answer", "turn", "Nobody was chosen", "§. Nobody was chosen"),
    _in(_R, "why it does not apply", "name", "Everybody is invented", "§ is invented"),
    _in(_B, "title of a source", "turn", "The Almanac of", "§: the Almanac of"),
    _in(_B, "note on a source", "mail", "{Invented.}", "{Invented, says §}"),
    _in(_B, "between the sources", "turn", "@book{pipes", "% §\n@book{pipes", "filter"),
)  # fmt: skip
STRAY = (
    _new("readme.txt", "a file that is none of a study", "own", "§\n"),
    _new(".lises/desk.json", "what the desk keeps", "own", '{"at": "§"}\n'),
    _new("transcripts/DEMO-G1.md.bak", "a copy that an editor left", "own", "§\n"),
)
# What is in a release and on no page of a book in English.
NO_PAGE = frozenset(
    {
        "study.yaml: summary",
        "study.yaml: where the assessment is",
        "themes.yaml: interpretation",
        "themes.yaml: a registered name in its label",
        "guide.yaml: question",
        "guide.yaml: question in the other language",
        "findings/tap.md: comment in the prose",
        "translations/da.jsonl: translation of a passage",
        "translations/da.jsonl: translator",
        "figures.csv: population",
        "sources.bib: note on a source",
    }
)
NO_PAGES = ("findings/tap.da.md", "memos/", "fieldnotes/", "journal/")
STUDY_CANARIES = tuple(
    replace(c, book="filter") if c.where in NO_PAGE or c.where.startswith(NO_PAGES) else c
    for c in (
        *DESIGN, *CODES, *FINDINGS, *NOTES, *PASSAGES, *TALKS, *ROWS, *PUBLISHED, *STRAY,
    )
)  # fmt: skip
