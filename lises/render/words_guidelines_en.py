"""English words: reporting guidelines, and what is computed for their items."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["GUIDELINES"]

GUIDELINES: Mapping[str, str | tuple[str, str]] = {
    "reporting-guidelines": "Reporting guidelines",
    "go-reporting-guidelines": "what such guidelines ask, and what the study answers",
    "guidelines-what": "Guidelines for reports of qualitative research name what a reader needs to "
    "know. Every item stands here, in our own words, with what answers it: it is counted from the "
    "study’s files, its authors tell it, it does not apply, or the answer is missing. That there "
    "is a number is no sign of quality, and no item is a demand on every study.",
    "guidelines-not-stated": "The study does not state its method. COREQ and SRQR are shown since "
    "they fit several methods; for a reflexive thematic analysis they would not be.",
    "guidelines-record": "This is a record of a study, made by others: what is missing here may "
    "well stand in the study’s own publications.",
    "guidelines-reflexive": "The analysis is reflexive. COREQ and SRQR are not shown for it: they "
    "ask for the number of coders, saturation and checks by participants, on which this kind of "
    "analysis does not rest. RTARG is no checklist: nothing is ticked off and nothing counted up. "
    "Its recommendations are gathered by subject, in our words and our order; in their own form "
    "they stand in the article.",
    "guideline-source": "{title} ({cite}), {link}. It is paraphrased here: read the guideline "
    "itself before you report by it.",
    "guideline-counts": "{of} items: {computed} computed, {answered} answered by the authors, "
    "{partly} computed in part, {excused} that do not apply, {missing} missing.",
    "guideline-item": "{name} {item}",
    "item-computed": "computed",
    "item-answered": "the authors answer",
    "item-partly": "computed in part",
    "item-not-applicable": "does not apply",
    "item-missing": "missing",
    "item-missing-says": "Nothing in the study answers this.",
    "item-partly-says": "The rest of what is asked is missing.",
    "heard-computed": "from the study’s files",
    "heard-answered": "the authors say",
    "heard-partly": "from the study’s files",
    "heard-not-applicable": "does not apply",
    "heard-missing": "nothing is said",
    "heard-missing-says": "The study says nothing of this here.",
    "item-excused": "Does not apply: {why}",
    "item-see": "See {places}",
    "item-from": "(from {places})",
    "place-in-files": "{place} (in the study’s files)",
    "item-withheld": (
        "{n} place that the authors name is not in this release.",
        "{n} places that the authors name are not in this release.",
    ),
    # What is computed
    "fact-interviewed-of-role": "{role}: {n} interviewed",
    "fact-interviewed-not-stated": "{role}: how many were interviewed is not stated",
    "fact-interviewed": "{n} interviewed in all",
    "fact-interviewers": (
        "{n} interviewer by label: {names}",
        "{n} interviewers by label: {names}",
    ),
    "fact-medium": ("{medium}: {n} interview", "{medium}: {n} interviews"),
    "fact-medium-not-noted": (
        "form not noted: {n} interview",
        "form not noted: {n} interviews",
    ),
    "fact-period": "held from {first} to {last}; the date is noted for {n} of {of} interviews",
    "fact-joint": (
        "{n} interview with several participants",
        "{n} interviews with several participants",
    ),
    "fact-others-speak": "others than interviewer and participants are heard in {n} of {of} "
    "transcripts; those who kept silent are not to be seen",
    "fact-guide": (
        "a guide with {n} question, version {version}",
        "a guide with {n} questions, version {version}",
    ),
    "fact-asked": "which questions were put is noted for {n} of {of} interviews",
    "fact-repeated": "{n} of {of} participants were interviewed more than once",
    "fact-fieldnotes": "field notes on {n} of {of} interviews",
    "fact-duration": "{least} to {most} minutes, median {median}, {total} in all; noted for {n} of "
    "{of} interviews",
    "fact-transcripts": "transcripts of {n} of {of} interviews",
    "fact-legal-basis": "legal basis: {legal}",
    "fact-dpia": "an impact assessment is referred to",
    "fact-kept-until": "kept until {date}",
    "fact-method": "declared method: {method}; counting: {counting}",
    "fact-counting": "counting: {counting}",
    "fact-coders": ("{n} coder: {names}", "{n} coders: {names}"),
    "fact-coder-read": "{coder} has read {n} of {of} interviews",
    "fact-read-by-two": "{n} of {of} interviews were read by more than one coder",
    "fact-codes": (
        "{n} code on {levels} levels, {top} on top; codebook version {version}",
        "{n} codes on {levels} levels, {top} on top; codebook version {version}",
    ),
    "fact-codes-defined": "{n} of {of} codes are defined",
    "fact-codebook-versions": (
        "version {version} of the codebook; {n} code was added or changed after the first",
        "version {version} of the codebook; {n} codes were added or changed after the first",
    ),
    "fact-themes": ("{n} theme", "{n} themes"),
    "fact-findings": ("{n} finding", "{n} findings"),
    "fact-software": "lises {version}; words are read by “{tier}”",
    "fact-quotations": (
        "{n} quotation, in {citing} of {findings} findings",
        "{n} quotations, in {citing} of {findings} findings",
    ),
    "fact-quoted-people": "{n} of {of} participants are quoted",
    "fact-quotations-labelled": "every quotation carries the label of who speaks",
    "fact-quotations-unlabelled": (
        "{n} quotation in which no participant speaks",
        "{n} quotations in which no participant speaks",
    ),
    "fact-findings-result": ("{result}: {n} finding", "{result}: {n} findings"),
    "fact-against": "{n} of {of} findings name what speaks against them (passages: {passages})",
    "fact-searched": "{n} of {of} findings record a search",
    "fact-journal": ("{n} page of the reflexive journal", "{n} pages of the reflexive journal"),
    "fact-memos": ("{n} memo", "{n} memos"),
    "fact-limits": (
        "{n} thing that the design cannot show is named",
        "{n} things that the design cannot show are named",
    ),
}
