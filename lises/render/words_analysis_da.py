"""Danish words: the page of analyses, and reports."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["ANALYSIS"]

ANALYSIS: Mapping[str, str | tuple[str, str]] = {
    "analysis": "Tabeller og billeder",
    "go-analysis": "hvem der giver udtryk for hvad, hvilke koder der mødes, hvor koderne skilles; "
    "hvert mærke fører til sine citater",
    "analysis-whole": "Alle {n} passager i sættet {set} er her: hver tabel nedenfor kan laves igen "
    "af denne bogs egne filer.",
    "analysis-part": "Hvor mange deltagere der giver udtryk for en kode, mætning og enighed er "
    "talt i arkivet, før noget blev holdt tilbage. Hvem der sagde hvad og hvor, er lavet af de "
    "{here} af {n} passager i sættet {set}, som denne udgave viser; de celler er mindre end "
    "arkivets.",
    "interviews-n": ("1 interview", "{n} interviews"),
    "section-frequency": "Hvem giver udtryk for hvilke koder",
    "section-frequency-about": "En prik for hver deltager, der er læst for koden, fyldt for dem, "
    "der giver udtryk for den. En kode tæller koderne under sig med. Hvor ofte noget bliver sagt, "
    "siger intet om, hvor meget det betyder.",
    "section-matrix": "Koder og deltagere",
    "section-matrix-about": "Hvor mange af hver deltagers passager der bærer hver kode. Et tal "
    "fører til de passager. En tom celle betyder, at intet er kodet, ikke at intet er tænkt.",
    "section-cooccurrence": "Koder, der mødes",
    "section-cooccurrence-about": "Hvor ofte passager med to koder deler ord. Jaccards andel går "
    "fra 0, aldrig, til 1, altid. Beslægtede koder mødes, fordi de er lavet til det: læs "
    "passagerne før tallet.",
    "section-map": "Et kort over koderne",
    "section-map-about": "Hvilke koder de samme deltagere giver udtryk for: korrespondensanalyse "
    "som kort, klynger som træ. Begge fortæller kun om disse deltagere, og en kort afstand er "
    "ingen årsag: Den er en grund til at læse.",
    "map-listed": ("1 deltagers passager", "{n} deltageres passager"),
    "section-sequence": "Hvor temaerne ligger i hvert interview",
    "section-sequence-about": "Fra den første replik til venstre til den sidste til højre; hver "
    "stribe er en passage.",
    "sequence-too-many": "Af {n} interviews er hvert tegnet på sin egen side.",
    "section-framework": "Framework-matrix",
    "section-framework-about": "En række for hver deltager, en kolonne for hvert tema. Læs hen ad "
    "en række for at følge ét menneske, ned ad en kolonne for at se, hvad et tema rummer.",
    "section-speech": "Interviewene",
    "section-speech-about": "Hvornår de blev holdt, hvor længe, ad hvilken vej.",
    "section-saturation": "Kom der stadig nye koder?",
    "section-saturation-about": "De koder, der var kendt efter hvert interview, i den orden, de "
    "blev læst, og over tusind andre ordener. Det handler om koder, ikke om mening.",
    "section-agreement": "Enighed mellem kodere",
    "section-agreement-about": "Før de talte med hinanden, replik for replik: Krippendorffs alfa, "
    "1 fuld enighed, 0 som ved et tilfælde. Intervallerne trækker hele interviews. En uenighed er "
    "et sted at læse, ikke en fejl.",
    "section-comparison": "Grupper sammenlignet",
    "section-comparison-about": "Undersøgelsen har selv valgt at teste grupper. Det er eksakte "
    "test, korrigeret for deres antal, og de forudsætter det, der står under tabellen.",
    "section-keyness": "Ord, den ene gruppe siger oftere",
    "section-keyness-about": "Undersøgelsen har selv valgt at sammenligne ord. Søjlen er så lang "
    "som totalslogaritmen af, hvor mange gange så ofte ordet bliver sagt.",
    "keyness-caution": "Ingen test: folk gentager sig selv, og én snakkesalig persons ord er ikke "
    "en gruppes ord. Tallet ved søjlen siger, hvor mange deltagere der siger ordet.",
    "keyness-listed": ("Det, der blev sagt med ordet", "Det, der blev sagt med disse {n} ord"),
    "meetings-listed": ("De to koder, der mødes", "De {n} par, der mødes mest"),
    "meeting": "{a} og {b}: {n} gange, {interviews}, Jaccard {jaccard}.",
    "lost-listed": (
        "Hvor enigheden går tabt: 1 kode, som koderne skelner dårligere end dens gren eller tema",
        "Hvor enigheden går tabt: {n} gange er koderne mere enige om grenen eller temaet end om "
        "koden",
    ),
    "lost-row": "{code}: {value}, men {group}: {group_value}",
    "parted-listed": ("1 replik, de skilles om", "{n} replikker, de skilles om"),
    "parted-row": "{code}: kodet af {by}, ikke af {others}.",
    "parted-instead": "Kodet i stedet: {codes}.",
    "parted-coded": "I konsensus er den kodet.",
    "parted-not-coded": "I konsensus er den ikke kodet.",
    "not-offered-reflexive": "Tilbydes ikke, da undersøgelsens metode er refleksiv: {analyses}.",
    "not-offered-no-counts": "Tilbydes ikke, da undersøgelsen intet tæller: {analyses}.",
    "column-code": "kode",
    "column-voiced": "giver udtryk for den",
    "column-p": "eksakt p",
    "column-p-corrected": "p korrigeret",
    "column-p-least": "mindste mulige p",
    "framework-none": "ingen passager",
    "framework-none-shown": "ingen vist her",
    "framework-unread": "ikke læst for det",
    "framework-case": "Deltager",
    "framework-caption": "Framework-matrix: deltagere og temaer",
    "framework-written": (
        "1 celle er sammenfattet. En sammenfatning er forskernes ord og siger ikke mere end "
        "passagerne under den; cellens øvrige passager er foldet sammen nedenunder.",
        "{n} celler er sammenfattet. En sammenfatning er forskernes ord og siger ikke mere end "
        "passagerne under den; cellens øvrige passager er foldet sammen nedenunder.",
    ),
    "framework-unwritten": "Der er ikke skrevet sammenfatninger: hver celle har de passager, en "
    "sammenfatning kunne hvile på.",
    "framework-withheld": (
        "1 af {all} sammenfatninger er holdt tilbage, fordi det, den hviler på, ikke må vises her.",
        "{n} af {all} sammenfatninger er holdt tilbage, fordi det, de hviler på, ikke må vises "
        "her.",
    ),
    "framework-more": ("1 passage mere", "{n} passager mere"),
    "framework-too-many": "{n} deltagere er flere rækker, end en side kan vise; matricen er blandt "
    "de tabeller, lises report skriver.",
    "report": "Rapport",
    "report-passages": "Passager",
    "report-files": "Filer: {files}.",
    "report-by-code": "Efter kode",
    "report-by-interview": "Efter interview",
    "report-other-sets": "Andre kodesæt",
}
