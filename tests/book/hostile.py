"""Two studies that mean harm: words that are markup to somebody, and words that may not leave.

``marked_study`` is invented, its language German; ``closed_study`` is collected, its language
French, without codes and findings. What is not cleared in them begins with ``SECRET``.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lises.files import write_study
from lises.model import (
    INTERVIEWER,
    OTHER,
    Asked,
    Attribute,
    Code,
    Codebook,
    CodebookChange,
    CodingSet,
    Evidence,
    Finding,
    FrameworkCell,
    Governance,
    Guide,
    Interview,
    JudgedHit,
    LocalText,
    Note,
    Participant,
    Passage,
    Question,
    Reading,
    Role,
    Search,
    StudyDesign,
    StudyFolder,
    Theme,
    TierApproval,
    Transcript,
    Translation,
    Turn,
    Withdrawal,
)

__all__ = ["EVIL", "MARKED", "SECRET", "closed_study", "marked_study", "write_hostile"]

SECRET = "Verborgen"
MARKED = "demo-zeichen"
EVIL = (
    "<script>alert(1)</script>",
    '<img src="x" onerror="alert(2)">',
    "\"'><svg/onload=alert(3)>",
    "javascript:alert(4)",
    "{{ 7*7 }} {% raw %} {%- endraw %}",
    "$5 … $10 und $x^2$",
    "[x](javascript:alert(5)) ![y](http://example.org/z.png)",
    ":::{note} ::: ```{code} ```",
    "`code` ``mehr`` *stark* __fett__ ~~weg~~",
    "&lt;b&gt; &amp; &#60; %3Cb%3E",
    "<!-- nicht sichtbar --> ]]> <b>fett</b>",
    "{lises:passage}`nirgends` |a|b| [^1] # kein Titel",
    "שלום עולם und مرحبا",
    "q̣ é Å ﬃ ß İ",
    "👩‍🌾🌱 \u00a0\u2009weit",
    "%(x)s {0} \\n \\ ^°",
)
ALL = " ".join(EVIL)
SIGNED = TierApproval(signed="2026-01-01", expires="2031-01-01")
GOVERNANCE = Governance(
    controller=LocalText.plain(f"niemand {EVIL[0]}"),
    legal_basis="consent",
    dpia="DPIA-1",
    retention_until="2031-01-01",
    tiers=(("public", SIGNED), ("reviewer", SIGNED)),
)


def _local(german: str, **more: str) -> LocalText:
    return LocalText.of(de=german, **more)


def _talk(interview: str, people: dict[str, str], *spoken: tuple[str, str]) -> Transcript:
    names = {"I": INTERVIEWER, "Dritte": OTHER, **people}
    return Transcript(
        interview=interview,
        speakers=tuple(names.items()),
        turns=tuple(
            Turn(
                number=number,
                label=label,
                speakers=tuple(names[x] for x in label.split(" + ")),
                text=text,
                time=f"00:{number:02}:00",
            )
            for number, (label, text) in enumerate(spoken, start=1)
        ),
    )


def _cut(talk: Transcript, name: str, turn: int, start: int, end: int, **more: object) -> Passage:
    """Take a passage out of a turn, from ``start`` to ``end``."""
    quote = talk.turns[turn - 1].text[start:end]
    text = talk.turns[turn - 1].text
    starts = [i for i in range(len(text)) if text.startswith(quote, i)]
    made = Passage(
        id=name, interview=talk.interview, set="beide", turn=turn, turn_end=turn, quote=(quote,), codes=(),
        occurrence=starts.index(start) + 1 if len(starts) > 1 else None,
    )  # fmt: skip
    return replace(made, **more)


def _marked_talks() -> tuple[Transcript, ...]:
    whole = _talk(
        "DEMO-A", {"Å & Co (1)": "DEMO-A"},
        ("I", "Was heißt das für Sie? " + EVIL[1]),
        ("Å & Co (1)", ALL),
        ("Å & Co (1)", "Noch einmal: " + " / ".join(EVIL[::-1])),
        ("I", "Ach so."),
        ("Å & Co (1)", "Erste Zeile\nzweite Zeile, <b>und</b>\n\nein Absatz. [lacht] [NAME1]"),
        ("Dritte", "Komm essen!"),
    )  # fmt: skip
    some = _talk(
        "DEMO-B", {"B": "DEMO-B"},
        ("I", f"{SECRET}frage nach dem Geld und nach der Frau?"),
        ("B", f"{EVIL[0]} sage ich, {SECRET}satz von dem Kind und vom Arzt, und {EVIL[5]} dazu."),
        ("I", "Und der Garten?"),
        ("B", f"Der Garten {EVIL[7]} bleibt. {SECRET}rest, der niemand angeht und hier endet."),
    )  # fmt: skip
    joint = _talk(
        "DEMO-AB", {"A": "DEMO-A", "B": "DEMO-B"},
        ("I", "Sie beide?"),
        ("A + B", f"Ja, {EVIL[2]} ja."),
        ("A", f"Das sage ich so: {EVIL[11]}"),
        ("B", "Und ich sage nichts."),
    )  # fmt: skip
    shut = _talk(
        "DEMO-C", {"C": "DEMO-C"},
        ("I", f"{SECRET}erste Frage an die verschlossene Frau?"),
        ("C", f"{SECRET}antwort, die nirgends stehen darf, auch nicht in einem Index."),
    )  # fmt: skip
    return whole, some, joint, shut


def _marked_passages(talks: tuple[Transcript, ...]) -> tuple[Passage, ...]:
    whole, some, joint, shut = talks
    said = whole.turns[1].text
    kept = some.turns[1].text
    hidden = f"{SECRET}satz von dem Kind und vom Arzt"
    at = kept.index(hidden)
    across = Passage(
        id="DEMO-A-mehr", interview="DEMO-A", set="beide", turn=2, turn_end=5, codes=("a",),
        quote=(said[-60:], whole.turns[2].text, whole.turns[3].text, whole.turns[4].text[:20]),
    )  # fmt: skip
    return (
        _cut(whole, "DEMO-A-aaaa", 2, 0, 120, codes=("a", "b")),
        _cut(whole, "DEMO-A-bbbb", 2, 60, 200, codes=("a",)),
        _cut(whole, "DEMO-A-cccc", 2, 80, 100, codes=("b",)),
        _cut(whole, "DEMO-A-dddd", 2, 80, 100, codes=("c",)),
        across,
        _cut(whole, "DEMO-A-enns", 3, 0, 12, codes=("a",), set="eins", memo=f"{SECRET}memo am Rand"),
        _cut(some, "DEMO-B-aaaa", 2, 0, at, codes=("a",), reason=f"{SECRET}grund der beiden"),
        _cut(
            some, "DEMO-B-bbbb", 2, at, at + len(hidden), codes=("b",),
            clearance="restricted", withheld="health",
        ),
        _cut(some, "DEMO-B-cccc", 4, 0, 30, codes=("c",), suggested=True),
        _cut(joint, "DEMO-AB-aaaa", 2, 0, len(joint.turns[1].text), codes=("a",)),
        _cut(joint, "DEMO-AB-bbbb", 3, 0, len(joint.turns[2].text), codes=("gegen",)),
        _cut(shut, "DEMO-C-aaaa", 2, 0, 30, codes=("a",)),
    )  # fmt: skip


def _marked_codes() -> Codebook:
    def code(name: str, label: str, parent: str | None = None, **more: object) -> Code:
        text = _local(label, da=f"{label} på dansk", en=f"{label} in English")
        return Code(
            id=name, label=text, definition=text, parent=parent, use=text, avoid=text, **more
        )

    return Codebook(
        version=2,
        changes=(
            CodebookChange(version=1, date="2026-02-01", why=_local(EVIL[0])),
            CodebookChange(version=2, date="2026-02-02", why=_local(EVIL[1])),
        ),
        codes=(
            code("a", EVIL[0], example="DEMO-A-aaaa"),
            code("b", EVIL[6], "a", example="DEMO-B-bbbb"),
            code("c", EVIL[4], "b"),
            code("gegen", EVIL[9]),
        ),
    )


def _marked_findings() -> tuple[Finding, ...]:
    evil = _local(ALL, da=ALL, en=ALL)
    return (
        Finding(
            id="alles",
            statement=evil,
            scope=(("role", ("gast",)),),
            quantifier="all",
            counts="a",
            against="gegen",
            shaped_after=("nirgends/n-1",),
            rests_on=(
                Evidence(passage="DEMO-A-aaaa", note=evil),
                Evidence(passage="DEMO-A-bbbb", note=evil),
                Evidence(passage="DEMO-B-bbbb", note=_local(f"{SECRET}e Notiz zum Arzt")),
                Evidence(passage="DEMO-AB-aaaa", note=evil),
                Evidence(passage="DEMO-A-mehr"),
            ),
            contradicted_by=(Evidence(passage="DEMO-AB-bbbb", note=evil),),
            selected=evil,
            limits=evil,
            searched=(
                Search(
                    query="Garten|Geld", matching="word", within=(("role", ("gast",)),),
                    judged="searches/garten.jsonl", coded_for_paraphrase=False,
                ),
            ),
            prose=LocalText.of(
                de="Siehe {lises:passage}`DEMO-A-bbbb` und {lises:passage}`DEMO-B-bbbb`: "
                "{lises:count}`a`. Vgl. {lises:finding}`nichts`, {lises:code}`b`, "
                "{lises:participant}`DEMO-A`, {lises:interview}`DEMO-AB`.\n\n"
                f"% {SECRET}er Kommentar im Text"
            ),
        ),
        Finding(
            id="nichts",
            statement=_local("Keiner sagt etwas.", en="Nobody says a thing."),
            rests_on=(Evidence(passage="DEMO-A-cccc"),),
        ),
    )  # fmt: skip


def marked_study() -> StudyFolder:
    """Make the invented one: two roles, a joint interview, one withheld, one missing."""
    evil = _local(ALL, da=ALL, en=ALL)
    talks = _marked_talks()
    interviews = {"DEMO-A": ("DEMO-A",), "DEMO-B": ("DEMO-B",), "DEMO-AB": ("DEMO-A", "DEMO-B")}
    rows = [*interviews.items(), ("DEMO-C", ("DEMO-C",)), ("DEMO-D", ("DEMO-C",))]
    return StudyFolder(
        path=MARKED,
        design=StudyDesign(
            id=MARKED,
            title=_local(ALL, da=ALL, en=ALL),
            summary=evil,
            kind="interviews",
            data_status="constructed",
            language="de",
            method="framework",
            roles=(
                Role(id="gast", label=_local(EVIL[0], en=EVIL[2]), sample=2),
                Role(id="wirt", label=_local(EVIL[9]), sample=2),
            ),
            attributes=(
                Attribute(id="alter", label=_local("Alter"), levels=("jung", "alt")),
                Attribute(id="dorf", label=_local("Dorf"), levels=(f"{SECRET}heim", "anderswo")),
            ),
            coders=(("x", EVIL[1]), ("y", EVIL[14])),
            coding_sets=(
                CodingSet(id="eins", coder="x", round=1),
                CodingSet(id="beide", origin=("eins",)),
            ),
            counted="beide",
            quantifiers=(("most", "n > N / 2"),),
            cannot_show=(evil,),
            governance=GOVERNANCE,
            licence=EVIL[0],
        ),
        participants=(
            Participant(id="DEMO-A", role="gast", quotes="public", transcript="public",
                        attributes=(("alter", "alt"), ("dorf", f"{SECRET}heim"))),
            Participant(id="DEMO-B", role="gast", quotes="public", transcript="restricted",
                        attributes=(("alter", "jung"), ("dorf", "anderswo"))),
            Participant(id="DEMO-C", role="wirt", quotes=None, transcript=None,
                        attributes=(("alter", "jung"), ("dorf", "anderswo"))),
        ),
        interviews=tuple(
            Interview(
                id=name, participants=people, date="2026-01-31", medium=EVIL[0][:20], minutes=9,
                transcript="missing" if name == "DEMO-D" else "present",
            )
            for name, people in rows
        ),
        guide=Guide(questions=(Question(id="q", text=evil, codes=("a",), roles=("gast",)),)),
        asked=(Asked(interview="DEMO-A", question="q", turn=1),),
        codebook=_marked_codes(),
        themes=(Theme(id="thema", label=evil, interpretation=evil, codes=("a", "gegen")),),
        transcripts={talk.interview: talk for talk in talks},
        passages=_marked_passages(talks),
        framework=(
            FrameworkCell(case="DEMO-A", theme="thema", summary=evil, passages=("DEMO-A-aaaa",)),
            FrameworkCell(
                case="DEMO-B", theme="thema", summary=_local(f"{SECRET}e Zusammenfassung"),
                passages=("DEMO-B-aaaa", "DEMO-B-bbbb"),
            ),
        ),
        readings=tuple(
            Reading(set=name, interview=talk.interview, codes=("*",), codebook=2, date="2026-03-01")
            for name in ("beide", "eins")
            for talk in talks
        ),
        searches={
            "searches/garten.jsonl": (
                *(
                    JudgedHit(
                        interview="DEMO-B", turn=turn, hit=hit, judged="mentioned",
                        note=f"{SECRET}er Grund des Urteils",
                    )
                    for turn, hit in ((1, "Geld"), (3, "Garten"), (4, "Garten"))
                ),
            )
        },
        translations=(
            Translation(passage="DEMO-A-aaaa", language="en", text=ALL, by=EVIL[0]),
            Translation(passage="DEMO-A-aaaa", language="da", text=ALL, by=EVIL[1]),
            Translation(passage="DEMO-B-bbbb", language="en", text=f"{SECRET}e translation, secret"),
        ),
        notes=(
            Note(id="m1", kind="memo", text=f"{SECRET}es Memo über den Arzt", about="a"),
            Note(id="DEMO-B", kind="fieldnote", text=f"{SECRET}e Feldnotiz", about="DEMO-B"),
        ),
        findings=_marked_findings(),
        withdrawals=(Withdrawal(date="2026-01-17", role="wirt"),),
    )  # fmt: skip


def closed_study() -> StudyFolder:
    """Make the collected one: no attribute, code or finding, and no word that may be shown."""
    talk = _talk(
        "P1", {"P1": "P1"},
        ("I", f"{SECRET}e question sur la vie et les enfants ?"),
        ("P1", f"{SECRET}e réponse qui ne doit pas sortir de la maison."),
    )  # fmt: skip
    return StudyFolder(
        path="enquete",
        design=StudyDesign(
            id="enquete",
            title=LocalText.of(fr="Une enquête <i>close</i>"),
            kind="interviews",
            data_status="collected",
            language="fr",
            method="reflexive",
            roles=(Role(id="mere", label=LocalText.of(fr="mère")),),
            coders=(("x", "Codeur X"),),
            coding_sets=(CodingSet(id="x-1", coder="x", round=1),),
            counted="x-1",
            governance=GOVERNANCE,
        ),
        participants=(Participant(id="P1", role="mere"),),
        interviews=(
            Interview(id="P1", participants=("P1",), medium="chez elle", transcript="present"),
        ),
        transcripts={"P1": talk},
        codebook=None,
        guide=None,
        claims=(),
    )


def write_hostile(folder: Path) -> tuple[Path, Path]:
    """Write both into a folder."""
    places = folder / MARKED, folder / "enquete"
    for study, place in zip((marked_study(), closed_study()), places, strict=True):
        write_study(study, place)
    return places
