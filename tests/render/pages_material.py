"""A fuller invented study, and a record of a real one, for the pages of findings and studies."""

from __future__ import annotations

from dataclasses import replace

from lises.errors import Problem
from lises.model import (
    INTERVIEWER,
    Asked,
    Attribute,
    Claim,
    CodebookChange,
    Evidence,
    Governance,
    Interview,
    JudgedHit,
    LocalText,
    Participant,
    Passage,
    Reading,
    Role,
    Search,
    Source,
    SourcePointer,
    StudyDesign,
    StudyFolder,
    Theme,
    TierApproval,
    Transcript,
    Turn,
)

from .material import small_study

__all__ = ["PROBLEMS", "both", "fuller_study", "record_study"]

SAID = (
    "Jamen det var rart, at man ikke skulle af sted. Jeg sad i køkkenet med kaffen.",
    "Det der telefon, det er ikke noget for mig, jeg bliver så stille i den.",
    "Bussen går jo kun hver time, og så sidder man der.",
    "Hun ringede klokken ni, præcis, hver gang.",
)
AGES = ("18-29", "30-49", "50+")


def both(da: str, en: str) -> LocalText:
    return LocalText.of(da=da, en=en)


def _person(number: int) -> tuple[Participant, Interview, Transcript, Passage]:
    name, said = f"DEMO-R{number:02d}", SAID[number % 4]
    quotes = "reviewer" if number == 7 else "public"
    code = "telefon-lettelse" if number % 2 else "telefon-tab"
    return (
        Participant(
            id=name, role="recipient", attributes=(("age", AGES[number % 3]),), quotes=quotes,
            transcript="public" if number % 2 else "restricted",
        ),
        Interview(id=name, participants=(name,), medium="telephone", minutes=30 + number),
        Transcript(
            interview=name,
            speakers=(("I", INTERVIEWER), (name, name)),
            turns=(
                Turn(number=1, label="I", speakers=(INTERVIEWER,), text="Hvordan var telefonen?"),
                Turn(number=2, label=name, speakers=(name,), text=said),
            ),
        ),
        Passage(
            id=f"{name}-aa{number:02d}", interview=name, set="consensus", turn=2, turn_end=2,
            quote=(said[:40].rstrip(),), codes=(code,),
        ),
    )  # fmt: skip


def fuller_study() -> StudyFolder:
    """Thirteen recipients and a head: all read; R07's words withheld, R09 silent though asked."""
    base = small_study()
    made = [_person(number) for number in range(3, 14)]
    names = [person.id for person, _, _, _ in made]
    (finding,) = base.findings
    more = tuple(Evidence(passage=made[n][3].id, note=both("Vejen.", "The way.")) for n in (5, 8))
    finding = replace(
        finding,
        rests_on=(*finding.rests_on, *more),
        shaped_after=("small/small-1",),
        limits=both("Ikke hvem der bør vælge.", "Not who ought to choose."),
        prose=both("Se {lises:passage}`DEMO-R01-9qf4`.", "See {lises:passage}`DEMO-R01-9qf4`."),
        searched=(
            Search(
                query="telefon",
                within=(("role", ("recipient",)),),
                judged="searches/telefon.jsonl",
                coded_for_paraphrase=True,
            ),
            Search(query="frivillig", matching="lemma", judged="searches/frivillig.jsonl"),
        ),
    )
    return replace(
        base,
        design=replace(
            base.design,
            shaped_after="small",
            roles=(replace(base.design.roles[0], sample=13), base.design.roles[1]),
            cannot_show=(both("Alt er opdigtet.", "All of it is invented."),),
            quantifiers=(("most", "n > N / 2"),),
            licence="CC-BY-4.0",
            governance=Governance(
                controller=both("ingen: alle personer er opdigtede", "none: every person is invented"),
                legal_basis="none",
                retention_until="2031-11-01",
                tiers=(("public", TierApproval(signed="2026-11-01", expires="2031-11-01")),),
            ),
            attributes=(
                Attribute(id="age", label=both("alder", "age"), levels=AGES, clearance="public"),
            ),
        ),
        participants=(
            *(p for p in base.participants if p.id not in names),
            *(person for person, _, _, _ in made),
        ),
        interviews=(
            *(i for i in base.interviews if i.id not in names),
            *(interview for _, interview, _, _ in made),
        ),
        transcripts={**base.transcripts, **{t.interview: t for _, _, t, _ in made}},
        passages=(*base.passages, *(p for _, _, _, p in made if p.interview != "DEMO-R09")),
        readings=(
            *base.readings,
            *(
                Reading(
                    set="consensus", interview=name, codes=("*",), codebook=2,
                    date=f"2026-04-{name[-2:]}",
                )
                for name in names
            ),
            Reading(set="ab-1", interview="DEMO-R01", codes=("*",), codebook=1, date="2026-03-01"),
        ),
        asked=(
            *base.asked,
            *(Asked(interview=name, question="telefon", turn=1) for name in names),
        ),
        codebook=replace(
            base.codebook,
            version=2,
            changes=(
                CodebookChange(version=1, date="2026-02-10", why=both("Udkast.", "Draft.")),
                CodebookChange(version=2, date="2026-03-20", why=both("Delt.", "Split.")),
            ),
            codes=tuple(
                replace(
                    code,
                    use=both("når det får følger", "when it has consequences"),
                    avoid=both("når det kun nævnes", "when merely mentioned"),
                    example="DEMO-R01-7k2m" if code.id == "telefon-lettelse" else "",
                    changed=2 if code.id == "telefon-tab" else 1,
                )
                for code in base.codebook.codes
            ),
        ),
        themes=(
            Theme(
                id="kroppen",
                label=both("Kroppen betaler", "The body pays"),
                interpretation=both("Mødet koster mere end tiden.", "It costs more than time."),
                codes=("telefon-lettelse", "rejsen"),
            ),
        ),
        searches={
            "searches/telefon.jsonl": (
                JudgedHit(interview="DEMO-R02", turn=2, hit="telefon", judged="mattered"),
            ),
            "searches/frivillig.jsonl": (),
        },
        findings=(finding,),
    )  # fmt: skip


def record_study() -> StudyFolder:
    """A record: who was interviewed and what was claimed; no word of anybody."""
    people = [Participant(id=f"SMALL-{n:02d}", role="recipient") for n in range(1, 4)]
    pointer = SourcePointer(key="paper2020", paragraph=31)
    return StudyFolder(
        path="studies/small",
        design=StudyDesign(
            id="small",
            title=both("Et virkeligt studie", "A real study"),
            summary=both("Kun det offentliggjorte.", "Only what was published."),
            kind="interviews",
            data_status="collected",
            language="da",
            counting="none",
            roles=(
                Role(id="recipient", label=both("modtager", "recipient"), sample=3),
                Role(id="caseworker", label=both("sagsbehandler", "caseworker")),
            ),
            cannot_show=(both("Hvad de andre sagde.", "What the others said."),),
            licence="CC-BY-4.0",
        ),
        participants=tuple(people),
        interviews=tuple(
            Interview(id=p.id, participants=(p.id,), transcript="withheld") for p in people
        ),
        claims=(
            Claim(
                id="small-1",
                text=both("Alle mærkede skiftet.", "All felt the change."),
                basis="interviews",
                quantifier="all",
                hedge=both("måske", "perhaps"),
                scope=(("role", ("recipient",)),),
                scope_note=both("Ordlyden skifter.", "The wording changes."),
                needs=both("Udskrifterne.", "The transcripts."),
                sources=(pointer, replace(pointer, paragraph=56)),
            ),
            Claim(
                id="small-2",
                text=both("Nogle kommuner så bedring.", "Some municipalities saw it improve."),
                basis="outside",
                sources=(replace(pointer, key="unknown2019", paragraph=None),),
            ),
        ),
        sources=(
            Source(
                key="paper2020",
                type="misc",
                fields=(
                    ("title", "A title"),
                    ("howpublished", "The Paper"),
                    ("date", "2020-11-10"),
                    ("url", "https://example.org/a?b&c"),
                ),
            ),
        ),
    )


PROBLEMS = (
    Problem(
        path="studies/demo-small/findings/telefon.md",
        line=4,
        rule="quantifier-disagrees",
        message='"all" and the codings do not agree',
        severity="doubt",
        subject="telefon",
    ),
    Problem(
        path="/home/somebody/studies/demo-small/codings/ab-1/DEMO-R01.jsonl",
        line=2,
        rule="quote-odd",
        message='"Min søn var syg den dag" is odd',
        severity="doubt",
        subject="DEMO-R01",
    ),
    Problem(
        path="studies/demo-small/readings.csv",
        line=9,
        rule="reading-stale",
        message="ab-1 read DEMO-R01 under codebook 1; since then changed: telefon-tab",
        severity="doubt",
        subject="DEMO-R01",
        acknowledged="The second round is not counted.",
    ),
)
