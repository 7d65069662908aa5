"""English words: report."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["REPORT"]

REPORT: Mapping[str, str | tuple[str, str]] = {
    # What a comparison or a plan takes for granted, and what is to be said beside it
    "assumption-exchangeable-participants": "Assumed: if the groups were mere names, anyone who "
    "was read could as well have stood in another group. That is not so where participants "
    "influenced each other, were found in different ways, or were asked different things.",
    "assumption-exchangeable-codes": "Assumed: whoever voices so many of these codes could as well "
    "have voiced any others of them. That is not so where the guide asked about one and not "
    "the other, or where one code is wider than the other.",
    "assumption-drawn-at-random": "Assumed: people are drawn at random from those the study is "
    "about, each with the same chance. People who are found through others, volunteer, or are "
    "chosen for what they know are not.",
    "assumption-share-as-guessed": "Assumed: the share is the one that was guessed. Another share "
    "needs another number of interviews.",
    "assumption-population-counted": "Assumed: the number of people is known, and nobody is "
    "interviewed twice.",
    "assumption-heard-where-held": "Assumed: whoever would voice the theme does so in the "
    "interview, and it is recognised in the coding. If the talk passes it by in every fifth "
    "interview, the share is a fifth lower.",
    "assumption-one-at-a-time": "Assumed: what one person says does not hang on what another said. "
    "In group interviews it does.",
    "assumption-codes-alike": "Assumed: one share stands for all codes. The rarer ones are still "
    "missed more often.",
    "caution-population-not-estimated": "So few interviews do not estimate a population. The "
    "p-value says how often the same voices, dealt out at random among those who were read, would "
    "come out as unevenly; of people who were not interviewed it says nothing.",
    "caution-purposive-sample": "Participants who were chosen for what they know, or came forward "
    "themselves, are no random draw. A difference between groups may be a difference in how they "
    "were found.",
    "caution-silence-is-not-absence": "Who does not voice something may think it all the same: "
    "perhaps it was not asked about, or the talk went elsewhere. More comes up in long interviews.",
    "caution-codes-from-the-same-talk": "If the codes were made from the interviews that are now "
    "compared, a difference that shaped a code is found again. That is description, not "
    "confirmation.",
    "caution-method-not-stated": "The study does not state its method. Whether its codes can be "
    "counted in participants at all is for its author to say.",
    "caution-small-groups": "Fewer than ten participants were read in a group: one of them moves "
    "its share by more than ten points. Look at the interval and the passages before the p-value.",
    "caution-group-not-known": "For some of those who were read the group is not known. They are "
    "shown and not tested.",
    "caution-many-tests": "More than one thing was tested. Some p-values come out small by chance "
    "alone; the corrected p-value reckons with that, the uncorrected one does not.",
    "caution-correction-cannot-be-passed": "With this many tests and groups this small no outcome "
    "at all could give a corrected p-value below the limit. Test fewer codes, chosen beforehand, "
    "or none.",
    "caution-not-corrected": "The p-values are not corrected for the number of tests.",
    "caution-one-group": "Only one group was read for this code: there is nothing to compare.",
    "caution-same-for-all": "All voice it, or nobody does: there is no difference to test.",
    "caution-cells-empty": "In a group all voice it, or nobody does. An odds ratio may then be "
    "nought or without end; one end of its interval still tells something.",
    "caution-one-participant-carries-it": "More than half of the passages are one participant's. "
    "The test counts participants and does not show it.",
    "caution-cannot-be-small": "In groups of these sizes, and with as many voices, even the most "
    "uneven split gives no small p-value. A large one says nothing here.",
    "caution-too-many-tables": "There are more possible tables than can be counted, so no exact "
    "p-value is given.",
}
