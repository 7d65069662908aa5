"""What a study's pages on itself, its claims and doubts say, and the book's first, in English."""

from __future__ import annotations

__all__ = ["STUDY"]

STUDY: dict[str, str | tuple[str, str]] = {
    # The study's first page
    "study-constructed": "A demonstration: people, words, codings, coders and dates are invented.",
    "study-shaped-after": "It has the shape of a real study ({record}), so that the way from a "
    "finding to the words can be tried. About that study it says nothing.",
    "study-record": "A record of a real study: it holds no transcripts.",
    "study-record-more": "It says what has been published, and what would be needed to check it. "
    "None of its claims can be checked here.",
    "study-figures": "Published figures: no interviews belong to this record.",
    "study-findings": "What it found",
    "study-findings-none": "No findings are written here.",
    "study-findings-record": "No findings are written here. What the study has published stands "
    "under {claims}.",
    "sample": "Who was interviewed",
    "sample-caption": "The sample by role",
    "study-how": "How it was done and counted",
    "quantifiers": "Words of quantity",
    "quantifier-defined": "{quantifier}: {definition}",
    "quantifiers-mean": "n say it, N were interviewed",
    "cannot-show": "What its design cannot show",
    "cannot-show-missing": "The study does not say what its design cannot show.",
    "where-to-go": "Where to go on",
    "go-interviews": "every interview, and what of it is shown",
    "go-participants": "who took part, by label and role",
    "go-codebook": "what the codes mean, and every passage of each",
    "go-published-claims": "what was published, and what would be needed to check it",
    "go-problems": "what the checks have raised and nobody has settled",
    "governance": "Who answers for the data",
    "controller": "Data controller",
    "legal-basis": "Legal basis",
    "legal-consent": "consent",
    "legal-section-10": "research and statistics (section 10 of the Danish Data Protection Act)",
    "legal-none": "none: no personal data",
    "retention": "Kept until",
    "tier": "Level of this release",
    "tier-name-public": "public",
    "tier-name-reviewer": "reviewers",
    "tier-name-restricted": "private preview",
    "approval": "Signed for",
    "tier-signed": "{signed}, until {expires}",
    "licence": "Licence",
    # Interviews and participants
    "interviews-none": "The study has no interviews.",
    "interviews-what": (
        "{n} interview; {here} with its transcript here, whole or in excerpts.",
        "{n} interviews; {here} with their transcripts here, whole or in excerpts.",
    ),
    "interviews-caption": "All interviews",
    "passages-and-withheld": "{n}, and {gone} withheld",
    "seen-whole": "whole",
    "seen-cut": "excerpts",
    "seen-withheld": "nothing: not in this book",
    "seen-missing": "nothing: no transcript exists",
    "participants-none": "The study lists no participants.",
    "participants-placeholders": "One line for each person that the study tells of. The labels are "
    "placeholders of this repository: not the study’s own, and of no particular person.",
    "participants-what": "The labels are the study’s own. Nothing stands beside them that could "
    "tell who somebody is.",
    "participants-caption": "All participants",
    "attributes": "What is told of them together",
    "attributes-none": "Nothing: no attribute may be shown at this level.",
    "attributes-several": "Nothing: more than one attribute is marked as public, and together they "
    "could point at somebody.",
    "attributes-sensitive": "Nothing: the attribute marked as public is sensitive.",
    "attribute-small": "{role}: {attribute} is not counted out here, since fewer than {smallest} "
    "people share one of its values. So small a group can be recognised.",
    "attribute-same": "{role}: {attribute} is not counted out here, since all share one value, so "
    "that it would be told of each of them.",
    "attribute-caption": "{role}: {attribute}.",
    "attribute-of": "{n} people in all",
    # Published claims
    "claims-none": "No published claims are recorded.",
    "claims-what": "What has been published, in our own words, with a pointer to the line of the "
    "source. No claim gets a verdict here: it says what can be checked in this repository, what "
    "cannot, and why.",
    "claims-caption": "Published claims in short",
    "claim-strength": "Strength",
    "claim-quantifier-all": "of all",
    "claim-quantifier-most": "of most",
    "claim-quantifier-some": "of some",
    "claim-quantifier-few": "of few",
    "claim-quantifier-none": "of none",
    "claim-quantifier-absence": "that something is absent",
    "claim-quantifier-not-stated": "no quantity",
    "claim-hedge": "Reservation",
    "hedge-none": "none",
    "claim-scope": "About",
    "claim-basis": "Rests on",
    "basis-interviews": "the interviews",
    "basis-partly": "partly the interviews",
    "basis-outside": "something other than the interviews",
    "basis-method": "how the study was carried out",
    "basis-recommendation": "a recommendation",
    "claim-source": "Source",
    "claim-result": "Here",
    "claim-needs": "To check it",
    "claim-demonstrations": "Demonstrations",
    "claim-shaped": (
        "{findings} is shaped after it. It is invented and says nothing about it.",
        "{findings} are shaped after it. They are invented; none of them says anything about it.",
    ),
    "claim-not-checkable-short": "not checkable here",
    "claim-answered-short": ("{n} finding answers it", "{n} findings answer it"),
    "claim-constructed-short": "invented material says nothing of it",
    "claim-not-checkable": "Not checkable here, because",
    "claim-answered": "What findings of this study say of it:",
    "claim-constructed": "The material here is invented and says nothing of a published claim.",
    "claim-reason-rests-outside": "the claim itself does not rest on the interviews",
    "claim-reason-rests-partly-outside": "the claim rests only in part on the interviews",
    "claim-reason-method": "it is about how the study was carried out",
    "claim-reason-recommendation": "it is a recommendation; whether it is right cannot be counted",
    "claim-reason-transcripts-not-here": "the transcripts are not in this repository ({n} of {of} "
    "in its scope are missing)",
    "claim-reason-scope-not-interviewed": "some of those it speaks of are not among the interviews "
    "listed here",
    "claim-reason-scope-not-stated": "whom it speaks of is not stated",
    "claim-reason-no-finding": "no finding here answers it",
    "sources": "Sources",
    "sources-what": "L and a number is the line in the text that was read. The sources are not "
    "given again here.",
    # Doubts
    "problems-what": "The checks look for what does not fit together. A doubt is a question to "
    "those who made the study, not a fault that has been shown.",
    "problems-open": "Open",
    "problems-open-none": "No doubt is open.",
    "problems-acknowledged": "Acknowledged",
    "problems-acknowledged-none": "No doubt has been acknowledged and left standing.",
    "acknowledged-because": "Stays, because:",
    "problem-counter-evidence-missing": "Nobody looked for what speaks against it",
    "problem-counter-evidence-missing-means": "The finding names no passage against it and no "
    "search for one.",
    "problem-quantifier-disagrees": "The statement says another quantity than the codings",
    "problem-quantifier-disagrees-means": "Counted again, the codings do not come to the word of "
    "quantity in the statement.",
    "problem-reading-stale": "Read before the code was changed",
    "problem-reading-stale-means": "The interview was read under an older version of the codebook; "
    "for what was changed since then it has not been read.",
    "problem-evidence-not-counted": "Cited, but not coded that way",
    "problem-evidence-not-counted-means": "The finding cites a passage that the counted coding "
    "does not place under the finding’s codes.",
    "problem-search-hit-gone": "A judged hit is no longer found",
    "problem-search-hit-gone-means": "Somebody judged a place in the talk that the search no "
    "longer finds there.",
    "problem-figure-any": "Published figures that do not fit together",
    "problem-figure-any-means": "The figures differ as they were reported; ask the source.",
    "problem-other": "Another doubt",
    "problem-other-means": "The rule that raised it:",
    # The book's first page, and what stands over a book that is not public
    "home-claims": ("1 published claim", "{n} published claims"),
    "home-findings": ("1 finding", "{n} findings"),
    "home-participants": ("1 participant", "{n} participants"),
    "home-passages": ("1 coded passage", "{n} coded passages"),
    "home-record": "Record of a real study",
    "home-study": "Study",
    "home-transcripts": ("1 transcript", "{n} transcripts"),
    "tier-restricted-banner": "Restricted preview: confidential, not to be passed on.",
    "tier-reviewer-banner": "For the named reviewer only: not to be passed on.",
    # Labels per finding
    "labels-what": "Each participant has a label of their own in each finding, so that what "
    "somebody says in one place cannot be put together with what they say in another. There is no "
    "list of participants and there are no transcripts at this tier. The numbers were counted "
    "before, and cannot be counted again here.",
    "labels-excerpts": "What stands under a label of one finding: the passages that the finding "
    "cites, in no order. The label holds in that finding alone.",
    "labels-title": "Excerpts {name}",
    "labels-readings": "counted before the release; not checkable at this tier",
    "labels-not-told": "not told",
    "stance-of-group": "one of those of whom nothing is shown here",
}
