"""COREQ, 32 items for interviews and focus groups, what each asks in our own words."""

from __future__ import annotations

from .item import Guideline, Section, made_items

__all__ = ["COREQ"]

_RESEARCHERS = ("Forskerne og deres rolle", "The researchers and their part")
_DESIGN = ("Undersøgelsens opbygning", "How the study is built")
_RESULTS = ("Analyse og fund", "Analysis and findings")

_SECTIONS = (
    Section(
        domain=_RESEARCHERS,
        name=("Hvem de er", "Who they are"),
        items=(
            (("Interviewer", "Interviewer"),
             ("Hvem af forfatterne der førte samtalerne.", "Which of the authors held the talks.")),
            (("Titler og grader", "Degrees"),
             ("Hvilken uddannelse og hvilke grader de har.",
              "Which education and degrees they have.")),
            (("Stilling", "Position"),
             ("Hvad de arbejdede som, da undersøgelsen blev lavet.",
              "What their work was while the study was made.")),
            (("Køn", "Gender"), ("Forskernes køn.", "The gender of the researchers.")),
            (("Erfaring", "Experience"),
             ("Hvad de på forhånd kunne og havde øvelse i.",
              "What they had learned and practised beforehand.")),
        ),
    ),
    Section(
        domain=_RESEARCHERS,
        name=("Forholdet til deltagerne", "How they stood to the participants"),
        items=(
            (("Kendskab på forhånd", "Known before"),
             ("Om forskere og deltagere kendte hinanden, før undersøgelsen begyndte.",
              "Whether researchers and participants knew each other before the study began.")),
            (("Hvad deltagerne vidste", "What participants knew"),
             ("Hvad deltagerne havde fået at vide om forskeren og hensigten.",
              "What the participants had been told of the researcher and the purpose.")),
            (("Interviewerens ståsted", "Where the interviewer stands"),
             ("Hvilke antagelser og interesser intervieweren havde med sig.",
              "Which assumptions and interests the interviewer brought along.")),
        ),
    ),
    Section(
        domain=_DESIGN,
        name=("Tilgang", "Approach"),
        items=(
            (("Metode og teori", "Method and theory"),
             ("Hvilken metodisk retning undersøgelsen bygger på.",
              "Which methodological tradition the study builds on.")),
        ),
    ),
    Section(
        domain=_DESIGN,
        name=("Deltagerne", "The participants"),
        items=(
            (("Udvælgelse", "Selection"),
             ("Efter hvilket princip deltagerne blev udvalgt.",
              "On what principle the participants were chosen.")),
            (("Henvendelse", "Approach to them"),
             ("Ad hvilken vej de blev spurgt, om de ville være med.",
              "By what way they were asked to take part.")),
            (("Antal deltagere", "Number of participants"),
             ("Hvor mange der deltog.", "How many took part.")),
            (("Frafald", "Those who did not take part"),
             ("Hvor mange der sagde nej eller trak sig, og hvorfor.",
              "How many declined or withdrew, and why.")),
        ),
    ),
    Section(
        domain=_DESIGN,
        name=("Rammerne", "The setting"),
        items=(
            (("Sted", "Place"),
             ("Hvor samtalerne fandt sted.", "Where the talks took place.")),
            (("Andre til stede", "Others present"),
             ("Om nogen ud over deltager og forsker var til stede.",
              "Whether anybody but participant and researcher was there.")),
            (("Om deltagerne", "About the participants"),
             ("Det vigtigste at vide om gruppen, og hvornår den blev interviewet.",
              "What matters most about the group, and when it was interviewed.")),
        ),
    ),
    Section(
        domain=_DESIGN,
        name=("Samtalerne", "The talks"),
        items=(
            (("Interviewguide", "Interview guide"),
             ("Om guiden kan læses, og om den blev prøvet af.",
              "Whether the guide can be read, and whether it was tried out.")),
            (("Flere samtaler", "Repeated talks"),
             ("Om nogen blev interviewet mere end én gang, og hvor mange.",
              "Whether anybody was interviewed more than once, and how many.")),
            (("Optagelse", "Recording"),
             ("Om der blev optaget lyd eller billede.", "Whether sound or picture was recorded.")),
            (("Feltnoter", "Field notes"),
             ("Om der blev skrevet noter under eller efter samtalerne.",
              "Whether notes were written during or after the talks.")),
            (("Varighed", "Duration"),
             ("Hvor længe samtalerne varede.", "How long the talks lasted.")),
            (("Mætning", "Saturation"),
             ("Om det er overvejet, hvornår nye samtaler ikke gav mere nyt.",
              "Whether it was considered when further talks gave nothing new.")),
            (("Udskrifter til gennemsyn", "Transcripts shown"),
             ("Om deltagerne fik udskriften at se og kunne rette i den.",
              "Whether participants saw the transcript and could change it.")),
        ),
    ),
    Section(
        domain=_RESULTS,
        name=("Analysen", "The analysis"),
        items=(
            (("Antal kodere", "Number of coders"),
             ("Hvor mange der kodede materialet.", "How many coded the material.")),
            (("Kodetræet", "The coding tree"),
             ("Om koderne og deres orden er beskrevet.",
              "Whether the codes and their order are described.")),
            (("Hvor temaerne kom fra", "Where the themes came from"),
             ("Om temaerne lå fast på forhånd eller voksede ud af materialet.",
              "Whether themes were set beforehand or grew out of the material.")),
            (("Programmer", "Software"),
             ("Hvilket program materialet blev behandlet med.",
              "Which program the material was handled with.")),
            (("Deltagernes syn på fundene", "What participants say of the findings"),
             ("Om deltagerne har kunnet sige noget til fundene.",
              "Whether participants could respond to the findings.")),
        ),
    ),
    Section(
        domain=_RESULTS,
        name=("Fremstillingen", "The account"),
        items=(
            (("Citater", "Quotations"),
             ("Om fundene vises med citater, og om man kan se, hvem der taler.",
              "Whether findings are shown with quotations, and who speaks in each.")),
            (("Sammenhæng med materialet", "Fit with the material"),
             ("Om fundene passer med det, der er sagt.",
              "Whether the findings fit what was said.")),
            (("Hovedtemaer", "Main themes"),
             ("Om de bærende temaer træder klart frem.",
              "Whether the main themes stand out clearly.")),
            (("Det, der afviger", "What differs"),
             ("Om der også gøres rede for mindre temaer og for dem, der siger noget andet.",
              "Whether lesser themes and those who say otherwise are told of too.")),
        ),
    ),
)  # fmt: skip

COREQ = Guideline(
    id="coreq",
    name="COREQ",
    title="Consolidated criteria for reporting qualitative research",
    cite="Tong, Sainsbury & Craig 2007",
    doi="10.1093/intqhc/mzm042",
    checklist=True,
    items=made_items("coreq", _SECTIONS),
)
"""Tong, A., Sainsbury, P. and Craig, J. (2007), Int. Journal for Quality in Health Care 19 (6)."""
