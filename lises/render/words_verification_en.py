"""English words: the report of `lises verify`."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["VERIFICATION"]

VERIFICATION: Mapping[str, str | tuple[str, str]] = {
    "verify-title": "Verification of {name}",
    "verify-by": "Locked by {program}, {tier}. Gone through again with lises {version}, from the "
    "bundle's own files alone.",
    "verify-clean": "Nothing failed, and everything could be gone through again.",
    "verify-clean-but": "Nothing failed. {n} of {all} things cannot be checked at this tier.",
    "verify-failed": (
        "{n} of {all} things is not as it was published.",
        "{n} of {all} things are not as they were published.",
    ),
    "verify-pass": "PASS",
    "verify-fail": "FAIL",
    "verify-not-checkable": "NOT CHECKABLE AT THIS TIER",
    "verify-pass-short": "pass",
    "verify-fail-short": "fail",
    "verify-not-checkable-short": "not checkable",
    "verify-pass-means": "The file is the one that was locked; the quotation matches; the count "
    "was reproduced; the link leads to its place.",
    "verify-fail-means": "It is not as it was published. The line says how.",
    "verify-not-checkable-means": "The words that it rests on are withheld to protect a person. "
    "The count was made before that and cannot be made again here.",
    "verify-limits": "Only counting, quoting and tracing are reproduced here. That an "
    "interpretation is a good one, that a transcript says what was said, that nothing was left out "
    "before the release: none of it can be seen from a bundle.",
    "verify-parts": "What was gone through",
    "verify-part": "part",
    "verify-sum": "all of it",
    "verify-failures": "What failed",
    "verify-open": "What cannot be checked at this tier",
    "verify-passed": "What passed",
    "verify-none": "None.",
    "verify-names": "A number's name is the one that it has in lises.lock.",
    "verify-lines": ("{n} line", "{n} lines"),
    "verify-on-screen": "The lines that passed stand in the page as it is read on a screen.",
    "verify-reasons": "Why, and how often",
    # Where
    "verify-where-bundle": "the bundle",
    "verify-where-book": "the book",
    "verify-where-online": "the pages online",
    # Kinds of things
    "verify-kind-file": "files",
    "verify-kind-record": "the study's files, read",
    "verify-kind-quotation": "quotations",
    "verify-kind-passage": "passages",
    "verify-kind-link": "links and references",
    "verify-kind-finding": "findings: n, N and results",
    "verify-kind-stance": "where each participant stands",
    "verify-kind-code": "counts of codes",
    "verify-kind-table": "tables",
    "verify-kind-search": "searches",
    "verify-kind-claim": "published claims",
    "verify-kind-figure": "published figures",
    "verify-kind-value": "values in the text",
    "verify-kind-guideline": "items of reporting guidelines",
    # What
    "verify-what-readable": "every file can be read",
    "verify-what-rests": "finding {finding} rests on {passage}",
    "verify-what-rests-withheld": "finding {finding} rests on a passage that is withheld",
    "verify-what-marked": "{passage} on {page}",
    "verify-what-chain": "{finding} in {file}",
    "verify-what-links": "links of {page}",
    # Why not: at this tier
    "verify-why-withheld": "passages that it rests on are withheld at this tier",
    "verify-why-cut": "words of the transcripts that it searched are withheld at this tier",
    "verify-why-unlinked": "people have a label of their own in each finding at this tier, so "
    "nobody is counted",
    "verify-why-withdrawn": "a release does not tell how many withdrew",
    "verify-why-passage-withheld": "the passage is withheld at this tier",
    # Why not: files
    "verify-why-file-unknown": "the lock does not know this file",
    "verify-why-file-not-in-book": "the book does not have this file",
    "verify-why-file-gone": "is not there",
    "verify-why-file-other": "is not the file that was locked",
    # Why not: a study
    "verify-why-no-study": "is no study that can be read",
    "verify-why-no-words": "its words are not in the turn that it names",
    "verify-why-no-passage": "there is no such passage",
    "verify-why-not-locked": "the lock does not have it",
    "verify-why-locked-other": "is not what the lock says was published",
    "verify-why-not-carried": "was published and is not in release.json",
    "verify-why-counted-other": "was published as {was} and is {here}",
    # Why not: the book
    "verify-why-marked-nothing": "the page marks a passage that there is not",
    "verify-why-marked-other": "the marked words are not its quotation",
    "verify-why-no-chain": "is not there or cannot be read",
    "verify-why-chain-unknown": "there is no such finding in the releases",
    "verify-why-chain-missing": "it is not in the file, or the release does not count it",
    "verify-why-chain-other": "{what} is not what the release says",
    "verify-why-no-page": "its page is not in the book",
    "verify-why-side-supports": "what it says supports it is not what the release says",
    "verify-why-side-contradicts": "what it says contradicts it is not what the release says",
    "verify-why-rests-on-nothing": "it rests on a passage that there is not",
    "verify-why-quote-other": "the quotation of {passage} is not the passage's",
    "verify-why-link-nowhere": "the link to {passage} leads nowhere",
    "verify-why-links-dead": (
        "{n} link leads nowhere, to {first}",
        "{n} links lead nowhere, the first to {first}",
    ),
}
