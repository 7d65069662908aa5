"""A small invented study with everything that a page must cope with."""

from __future__ import annotations

from dataclasses import replace

from lises.anchoring import anchor
from lises.model import (
    INTERVIEWER,
    Asked,
    Attribute,
    Clearance,
    Code,
    Codebook,
    CodingSet,
    Evidence,
    Finding,
    Guide,
    Interview,
    LocalText,
    Participant,
    Passage,
    Question,
    Reading,
    Role,
    StudyDesign,
    StudyFolder,
    Transcript,
    Translation,
    Turn,
)
from lises.privacy import Release, make_release

__all__ = ["DESIGN", "hostile_study", "release_of", "small_study"]

DESIGN = StudyDesign(
    id="demo-small",
    title=LocalText.of(da="Et lille forsøg", en="A small trial"),
    summary=LocalText.of(da="To samtaler om telefonen.", en="Two talks about the telephone."),
    kind="interviews",
    data_status="constructed",
    language="da",
    method="codebook",
    roles=(
        Role(id="recipient", label=LocalText.of(da="modtager", en="recipient"), sample=3),
        Role(id="head", label=LocalText.of(da="afdelingsleder", en="department head"), sample=1),
    ),
    attributes=(Attribute(id="age", label=LocalText.of(da="alder", en="age"), clearance="public"),),
    coders=(("ab", "Coder A"), ("cd", "Coder B")),
    coding_sets=(
        CodingSet(id="ab-1", coder="ab", round=1),
        CodingSet(id="cd-1", coder="cd", round=1),
        CodingSet(id="consensus", origin=("ab-1", "cd-1")),
    ),
    counted="consensus",
)

RELIEF = (
    "Altså, jeg ligger jo ned bagefter, når jeg har været derinde. Så det der med, at de bare "
    "ringede … det var næsten som at få en hel dag foræret. [griner] Det lyder fjollet."
)
LONG_QUESTION = (
    "Nu siger du, at du ligger ned bagefter, og det vil jeg gerne lige blive lidt ved, for det er "
    "der også andre, der har været inde på, mens de fortalte om vejen derind og om at sidde og "
    "vente i det der rum. Hvordan er det, når du så kommer hjem til [STED1] igen?"
)


def _turns(*spoken: tuple[str, str]) -> tuple[Turn, ...]:
    return tuple(
        Turn(
            number=number,
            label=label,
            speakers=tuple(INTERVIEWER if x == "I" else x for x in label.split(" + ")),
            text=text,
            time=f"00:0{number}:09" if number < 10 else "",
        )
        for number, (label, text) in enumerate(spoken, start=1)
    )


def _transcript(person: str, *spoken: tuple[str, str]) -> Transcript:
    return Transcript(
        interview=person,
        speakers=(("I", INTERVIEWER), (person, person)),
        turns=_turns(*spoken),
    )


TRANSCRIPTS = {
    "DEMO-R01": _transcript(
        "DEMO-R01",
        ("I", "Tak fordi du ville. Hvordan var det så, da de begyndte at ringe i stedet for?"),
        ("DEMO-R01", "Mm."),
        ("DEMO-R01", RELIEF),
        ("I", LONG_QUESTION),
        ("DEMO-R01", "Jamen så – så er dagen brugt. Først bussen, og så at sidde der og vente."),
        ("I", "Ja, ja."),
        ("DEMO-R01", "Og så skal man huske det hele.\nDet er det værste."),
        ("I", "Det kan jeg godt forstå."),
        ("DEMO-R01", "Min søn var syg den dag. Det siger jeg kun til dig. Nå, men."),
        ("DEMO-R01", "Ellers er der ikke mere."),
    ),
    "DEMO-R02": _transcript(
        "DEMO-R02",
        ("I", "Hvordan var det med telefonen?"),
        ("DEMO-R02", "Jeg savnede at se hende i øjnene. Man kan ikke sige alt i en telefon."),
        ("I", "Hvad for eksempel?"),
        ("DEMO-R02", "Det siger jeg heller ikke her. [pause] Men nej, jeg var ligeglad."),
    ),
}


def _passage(
    passage: str, turn: int, quote: str | tuple[str, ...], codes: str, **more: object
) -> Passage:
    interview = passage[:8]
    quotes = (quote,) if isinstance(quote, str) else quote
    base = Passage(
        id=passage,
        interview=interview,
        set="consensus",
        turn=turn,
        turn_end=turn + len(quotes) - 1,
        quote=quotes,
        codes=tuple(codes.split()),
    )
    return replace(base, **more)


PASSAGES = (
    _passage("DEMO-R01-7k2m", 3, RELIEF[:62], "telefon-lettelse"),
    _passage("DEMO-R01-9qf4", 3, RELIEF[30:], "tempo telefon-lettelse"),
    _passage(
        "DEMO-R01-mlti",
        5,
        (
            "Først bussen, og så at sidde der og vente.",
            "Ja, ja.",
            "Og så skal man huske det hele.",
        ),
        "rejsen",
    ),
    _passage(
        "DEMO-R01-hid1", 9, "Min søn var syg den dag.", "tempo",
        clearance="restricted", withheld="third-person",
    ),
    _passage("DEMO-R01-ab01", 3, "hel dag foræret", "tempo", set="ab-1"),
    _passage("DEMO-R01-cd01", 5, "så er dagen brugt", "tempo", set="cd-1"),
    _passage("DEMO-R02-b8xn", 2, "Jeg savnede at se hende i øjnene.", "telefon-tab"),
    _passage("DEMO-R02-c9yp", 4, "Men nej, jeg var ligeglad.", "telefon-ligegyldig"),
)  # fmt: skip


def _code(code: str, da: str, en: str, parent: str | None = None) -> Code:
    meaning = LocalText.of(da=f"Når nogen taler om {da}.", en=f"Talk of {en}.")
    return Code(id=code, label=LocalText.of(da=da, en=en), definition=meaning, parent=parent)


CODEBOOK = Codebook(
    codes=(
        _code("telefon", "telefonen", "the telephone"),
        _code("telefon-lettelse", "telefon som lettelse", "telephone as relief", "telefon"),
        _code("telefon-tab", "telefon som tab", "telephone as loss", "telefon"),
        _code("telefon-ligegyldig", "telefon uden betydning", "telephone indifferent"),
        _code("tempo", "tempo", "pace"),
        _code("rejsen", "rejsen koster", "the journey costs"),
    )
)

FINDING = Finding(
    id="telefon",
    statement=LocalText.of(da="Telefonen betød noget for alle.", en="The telephone mattered."),
    scope=(("role", ("recipient",)),),
    quantifier="all",
    counts="telefon",
    against="telefon-ligegyldig",
    shaped_after=("small/small-1",),
    rests_on=(
        Evidence(passage="DEMO-R01-7k2m", note=LocalText.of(da="Kroppen betaler.", en="Bodily.")),
        Evidence(passage="DEMO-R02-b8xn", note=LocalText.of(da="Øjnene.", en="The eyes.")),
        Evidence(passage="DEMO-R01-hid1"),
    ),
    contradicted_by=(
        Evidence(passage="DEMO-R02-c9yp", note=LocalText.of(da="Nej.", en="No.")),
        Evidence(passage="DEMO-R01-ab01"),
    ),
    selected=LocalText.of(da="De klareste.", en="The clearest."),
    prose=LocalText.of(da="Se {lises:passage}`DEMO-R01-9qf4`."),
)


def small_study(*, whole: bool = True, collected: bool = False) -> StudyFolder:
    """Make the study: two interviews here, one withheld, one never transcribed.

    ``whole``: whether the transcripts may be shown in public, or the passages only.
    """
    transcript: Clearance = "public" if whole else "restricted"

    def person(name: str, role: str = "recipient") -> Participant:
        return Participant(
            id=name, role=role, attributes=(("age", "30-49"),), quotes="public",
            transcript=transcript,
        )  # fmt: skip

    people = ["DEMO-R01", "DEMO-R02", "DEMO-R03", "DEMO-H01"]
    heads = {"DEMO-H01"}
    return StudyFolder(
        path="studies/demo-small",
        design=replace(DESIGN, data_status="collected" if collected else "constructed"),
        participants=tuple(person(p, "head" if p in heads else "recipient") for p in people),
        interviews=(
            Interview(id="DEMO-R01", participants=("DEMO-R01",), medium="telephone", minutes=41),
            Interview(id="DEMO-R02", participants=("DEMO-R02",), medium="video"),
            Interview(id="DEMO-R03", participants=("DEMO-R03",), transcript="withheld"),
            Interview(id="DEMO-H01", participants=("DEMO-H01",), transcript="missing"),
        ),
        guide=Guide(
            questions=(
                Question(
                    id="telefon", text=LocalText.of(da="Telefonen?", en="?"), codes=("telefon",)
                ),
            )
        ),
        asked=(Asked(interview="DEMO-R01", question="telefon", turn=1),),
        codebook=CODEBOOK,
        transcripts=TRANSCRIPTS,
        passages=PASSAGES,
        readings=tuple(
            Reading(set="consensus", interview=i, codes=("*",)) for i in ("DEMO-R01", "DEMO-R02")
        ),
        translations=(
            Translation(
                passage="DEMO-R01-7k2m",
                language="en",
                text="I mean, I lie down afterwards when I’ve been in there.",
                by="Coder B",
            ),
        ),
        findings=(FINDING,),
    )


def release_of(folder: StudyFolder, tier: Clearance = "public") -> Release:
    """Release a study, as every page needs it."""
    return make_release(anchor(folder), tier)


HOSTILE = (
    '<script>alert(1)</script> <img src=x onerror="alert(2)"> javascript:alert(3) {{ 7*7 }} '
    "{% raw %} '\"` &amp; </mark></div> \u202etxet\u202c [<b>griner</b>] $5 … $10"
)


def hostile_study() -> StudyFolder:
    """Make the study again with every text that a stranger can write turned into an attack."""
    folder = small_study()
    turn = replace(TRANSCRIPTS["DEMO-R01"].turns[2], text=HOSTILE, label=HOSTILE)
    turns = list(TRANSCRIPTS["DEMO-R01"].turns)
    turns[2] = turn
    turns[0] = replace(turns[0], text=HOSTILE + "?")
    evil = LocalText.plain(HOSTILE)
    return replace(
        folder,
        design=replace(
            folder.design,
            title=evil,
            coders=(("ab", HOSTILE), ("cd", HOSTILE)),
            roles=tuple(replace(role, label=evil) for role in folder.design.roles),
        ),
        interviews=tuple(replace(i, medium=HOSTILE) for i in folder.interviews),
        codebook=Codebook(codes=tuple(replace(code, label=evil) for code in CODEBOOK.codes)),
        transcripts={
            **TRANSCRIPTS,
            "DEMO-R01": replace(
                TRANSCRIPTS["DEMO-R01"],
                turns=tuple(turns),
                speakers=((HOSTILE, "DEMO-R01"), ("I", INTERVIEWER)),
            ),
        },
        passages=(
            _passage("DEMO-R01-7k2m", 3, HOSTILE[:40], "telefon-lettelse"),
            _passage("DEMO-R01-9qf4", 3, HOSTILE[20:], "tempo"),
        ),
        translations=(
            Translation(passage="DEMO-R01-7k2m", language="en", text=HOSTILE, by=HOSTILE),
        ),
        findings=(
            replace(
                FINDING,
                rests_on=(Evidence(passage="DEMO-R01-7k2m", note=evil),),
                contradicted_by=(Evidence(passage="DEMO-R01-9qf4", note=evil),),
                statement=evil,
                selected=evil,
            ),
        ),
    )
