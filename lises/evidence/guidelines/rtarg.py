"""RTARG, recommendations for reports of reflexive thematic analysis, gathered in our own words.

They are no checklist: nothing is ticked off and nothing counted up. The subjects and their order
are ours; the recommendations themselves stand in the supplement of the article.
"""

from __future__ import annotations

from .item import Guideline, Section, made_items

__all__ = ["RTARG"]

_SECTIONS = (
    Section(
        domain=("Udgangspunkt", "Where it starts from"),
        name=("Spørgsmål og tilgang", "Question and approach"),
        items=(
            (("Spørgsmålet", "The question"),
             ("Hvad der spørges om, og hvorfor en fortolkende læsning passer til det.",
              "What is asked, and why an interpretative reading suits it.")),
            (("Hvilken tematisk analyse", "Which thematic analysis"),
             ("At analysen er refleksiv, hvorfor, og hvad den bygger på; ikke flere slags blandet.",
              "That the analysis is reflexive, why, and on what it builds; no mixing of kinds.")),
            (("Teori og videnssyn", "Theory and view of knowledge"),
             ("Hvilke antagelser om viden og virkelighed der læses ud fra, og hvad de gjorde.",
              "From which assumptions on knowledge and reality one reads, and what they did.")),
            (("Forskerne i arbejdet", "The researchers in the work"),
             ("Hvem forskerne er over for emnet og deltagerne, og hvordan det virkede i analysen.",
              "Who the researchers are toward subject and participants, and how it was at work.")),
        ),
    ),
    Section(
        domain=("Materialet", "The material"),
        name=("Hvem og hvordan", "Who and how"),
        items=(
            (("Deltagerne", "The participants"),
             ("Hvem der er med, og hvordan de kom med, så det giver mening for spørgsmålet.",
              "Who is included and how they came to be, in terms that matter to the question.")),
            (("Omfanget", "The extent"),
             ("Hvorfor materialet er stort nok til det, der siges; ikke mætning af vane.",
              "Why the material is rich enough for what is said; not saturation out of habit.")),
            (("Samtalerne", "The talks"),
             ("Hvordan materialet blev til, og i hvilken sammenhæng.",
              "How the material came about, and in what context.")),
        ),
    ),
    Section(
        domain=("Analysen", "The analysis"),
        name=("Hvad der faktisk blev gjort", "What was in fact done"),
        items=(
            (("Vejen gennem analysen", "The way through the analysis"),
             ("Hvordan netop denne analyse gik for sig, frem for en opremsning af faser.",
              "How this very analysis went, rather than a list of phases.")),
            (("Kodningens retning", "The bent of the coding"),
             ("Om den begyndte i materialet eller i teori, og om den så på ordene eller under dem.",
              "Whether it began in data or in theory, and looked at the words or beneath them.")),
            (("Indre sammenhæng", "Coherence"),
             ("At det, der er gjort, passer til tilgangen. Enighed mellem kodere, mætning og "
              "deltagerkontrol kræver en begrundelse.",
              "That what was done fits the approach. Agreement between coders, saturation and "
              "checks by participants need a reason.")),
        ),
    ),
    Section(
        domain=("Fremstillingen", "The account"),
        name=("Temaer og citater", "Themes and quotations"),
        items=(
            (("Temaerne", "The themes"),
             ("At hvert tema samler en mening og ikke blot et emne, og at de kan overskues.",
              "That each theme gathers a meaning, not just a topic, with an overview of all.")),
            (("Tolkningen", "The reading"),
             ("At citaterne tolkes og ikke står alene for at tale for sig selv.",
              "That quotations are interpreted and not left to speak for themselves.")),
            (("Citaterne", "The quotations"),
             ("At de er mange nok, kommer fra flere og viser, hvem der taler.",
              "That there are enough, from several people, and that one sees who speaks.")),
            (("Ord for mængde", "Words of quantity"),
             ("At hyppighed ikke træder i stedet for betydning.",
              "That frequency does not stand in for meaning.")),
        ),
    ),
    Section(
        domain=("Rækkevidde", "Reach"),
        name=("Hvad det fører til", "What it leads to"),
        items=(
            (("Forbindelsen til andres arbejde", "Ties to the work of others"),
             ("At analysen tænkes sammen med teori og forskning og fører til noget.",
              "That the analysis is thought together with theory and research, and leads on.")),
            (("Overførbarhed og grænser", "Transfer and limits"),
             ("Hvor det kan bruges. Et lille materiale er ikke i sig selv en svaghed.",
              "Where it can be of use. Few participants are no weakness in themselves.")),
            (("Sproget", "The language"),
             ("At forskerne skriver som dem, der har skabt temaerne.",
              "That the researchers write as those who made the themes.")),
        ),
    ),
)  # fmt: skip

RTARG = Guideline(
    id="rtarg",
    name="RTARG",
    title="Reflexive thematic analysis reporting guidelines",
    cite="Braun & Clarke 2024 (PMC11157981)",
    doi="10.1177/02692163241234800",
    checklist=False,
    items=made_items("rtarg", _SECTIONS),
)
"""Braun, V. and Clarke, V. (2024), Palliative Medicine 38 (6), PMC11157981."""
