"""SRQR, 21 items for reports of qualitative research, what each asks in our own words."""

from __future__ import annotations

from .item import Guideline, Section, made_items

__all__ = ["SRQR"]

_SECTIONS = (
    Section(
        domain=("Titel og resumé", "Title and abstract"),
        name=("Øverst i artiklen", "On top of the article"),
        items=(
            (("Titel", "Title"),
             ("Om titlen siger, hvad der er undersøgt, og at det er gjort kvalitativt.",
              "Whether the title says what was studied, and that it was done qualitatively.")),
            (("Resumé", "Abstract"),
             ("Om resuméet gengiver undersøgelsens hoveddele.",
              "Whether the abstract gives the main parts of the study.")),
        ),
    ),
    Section(
        domain=("Indledning", "Introduction"),
        name=("Hvorfor", "Why"),
        items=(
            (("Problemet", "The problem"),
             ("Hvad det handler om, hvorfor det betyder noget, og hvad man vidste i forvejen.",
              "What it is about, why it matters, and what was known before.")),
            (("Formål eller spørgsmål", "Purpose or question"),
             ("Hvad undersøgelsen skulle svare på.", "What the study was to answer.")),
        ),
    ),
    Section(
        domain=("Metode", "Methods"),
        name=("Tilgang og sammenhæng", "Approach and context"),
        items=(
            (("Tilgang", "Approach"),
             ("Hvilken kvalitativ tilgang og hvilket videnskabssyn, og hvorfor.",
              "Which qualitative approach and view of knowledge, and why.")),
            (("Forskerne", "The researchers"),
             ("Hvem forskerne er, og hvordan det kan have præget arbejdet.",
              "Who the researchers are, and how that may have shaped the work.")),
            (("Sammenhæng", "Context"),
             ("Hvor og under hvilke omstændigheder undersøgelsen blev lavet.",
              "Where and in what circumstances the study was made.")),
            (("Udvælgelse", "Selection"),
             ("Hvordan og hvorfor netop disse blev valgt, og hvornår der var nok.",
              "How and why just these were chosen, and when there were enough.")),
            (("Etik", "Ethics"),
             ("Godkendelse, samtykke, fortrolighed og sikkerhed, eller hvorfor det mangler.",
              "Approval, consent, confidentiality and security, or why they are lacking.")),
        ),
    ),
    Section(
        domain=("Metode", "Methods"),
        name=("Materialet", "The material"),
        items=(
            (("Indsamling", "Collection"),
             ("Hvilket materiale, hvordan og hvornår det blev samlet ind.",
              "Which material, how and when it was gathered.")),
            (("Redskaber", "Instruments"),
             ("Guider, noter og udstyr, og om de blev ændret undervejs.",
              "Guides, notes and equipment, and whether they changed on the way.")),
            (("Hvem og hvor mange", "Who and how many"),
             ("Hvem og hvor mange der indgår, og hvor meget de deltog.",
              "Who and how many are included, and how far they took part.")),
            (("Behandling", "Processing"),
             ("Hvordan materialet blev udskrevet, gemt, kontrolleret, kodet og pseudonymiseret.",
              "How the material was transcribed, kept, checked, coded and pseudonymised.")),
            (("Analyse", "Analysis"),
             ("Hvordan temaer og tolkninger blev til, og hvem der var med.",
              "How themes and readings came about, and who took part in it.")),
            (("Tillid til analysen", "Trustworthiness"),
             ("Hvad der er gjort, for at andre kan stole på analysen.",
              "What was done so that others can trust the analysis.")),
        ),
    ),
    Section(
        domain=("Fund", "Findings"),
        name=("Det, der kom frem", "What came of it"),
        items=(
            (("Sammenfatning og tolkning", "Synthesis and reading"),
             ("De vigtigste fund, temaer eller tolkninger.",
              "The main findings, themes or readings.")),
            (("Bånd til materialet", "Ties to the material"),
             ("Citater eller noter, som fundene hviler på.",
              "Quotations or notes that the findings rest on.")),
        ),
    ),
    Section(
        domain=("Diskussion", "Discussion"),
        name=("Hvad det betyder", "What it means"),
        items=(
            (("Betydning og rækkevidde", "Meaning and reach"),
             ("Hvordan fundene forholder sig til andres, og hvor de kan bruges.",
              "How the findings relate to those of others, and where they can be of use.")),
            (("Begrænsninger", "Limits"),
             ("Hvad undersøgelsen ikke kan vise.", "What the study cannot show.")),
        ),
    ),
    Section(
        domain=("Andet", "Other matters"),
        name=("Interesser og penge", "Interests and money"),
        items=(
            (("Interessekonflikter", "Conflicts of interest"),
             ("Hvad der kunne have påvirket arbejdet, og hvad der er gjort ved det.",
              "What might have swayed the work, and what was done about it.")),
            (("Finansiering", "Funding"),
             ("Hvem der har betalt, og hvad de har haft at sige.",
              "Who paid, and what say they had.")),
        ),
    ),
)  # fmt: skip

SRQR = Guideline(
    id="srqr",
    name="SRQR",
    title="Standards for reporting qualitative research",
    cite="O’Brien, Harris, Beckman, Reed & Cook 2014",
    doi="10.1097/ACM.0000000000000388",
    checklist=True,
    items=made_items("srqr", _SECTIONS),
)
"""O'Brien, B. C. et al. (2014), Academic Medicine 89 (9)."""
