"""Danish words: pictures."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["PICTURES"]

PICTURES: Mapping[str, str | tuple[str, str]] = {
    "picture-table": "Tallene som tabel",
    "picture-not-known": "ikke oplyst",
    "picture-quoted": "»{label}«",
    "picture-more": ("{n} til", "{n} til"),
    "picture-part": "{what}, {part}",
    "picture-told": "{what}: {said}",
    "picture-numbered": "{n} · {what}",
    "picture-n-of": "{n} af {of}",
    # Prevalence, code × participant
    "picture-prevalence": "Hvor mange der giver udtryk for det",
    "picture-prevalence-dots": "En prik for hver deltager, der er læst for koden: fyldt, hvor "
    "deltageren giver udtryk for den.",
    "picture-prevalence-scaled": "Linjen går fra 0 til alle, der er læst for koden.",
    "picture-most": "Flest deltagere: {what}, {share}.",
    "picture-fewest": "Færrest: {what}, {share}.",
    "picture-greatest": "Størst andel: {what}, {share} deltagere.",
    "picture-least": "Mindst: {what}, {share}.",
    "picture-one-share": "{what}: {share} deltagere.",
    "picture-same-share": ("{n} række: {share} deltagere.", "Alle {n} rækker: {share} deltagere."),
    "picture-nobody": "Ingen er læst for noget her.",
    "picture-matrix": "Koder og deltagere",
    "picture-matrix-note": "Tallet er antallet af kodninger; jo kraftigere farve, jo flere. Prik: "
    "ingen. Streg: ikke læst for koden.",
    # Co-occurrence
    "picture-cooccurrence": "Koder, der mødes",
    "picture-cooccurrence-note": "Tallet er, hvor mange gange de to koder mødes; jo kraftigere "
    "farve, jo flere. Koderne har hver et nummer; kolonnens står øverst og nederst i den.",
    "picture-pairs": ("{n} møde", "{n} møder"),
    "picture-pairs-in": "{pairs} i {interviews}",
    "picture-meet-most": "Oftest mødes {what}: {said}.",
    "picture-meet-next": "Dernæst {what}: {said}.",
    "picture-never-meet": (
        "{n} af {of} par mødes aldrig.",
        "{n} af {of} par mødes aldrig.",
    ),
    "picture-all-meet": "Alle {of} par mødes et sted.",
    "picture-cooccurrence-none": "Ingen koder mødes.",
    # Stripes
    "picture-stripes": "Hvor i samtalen koderne ligger",
    "picture-stripes-note": "Linjen er samtalen, regnet i replikker. Et felt er en passage.",
    "picture-turns": "replik",
    "picture-turn-of": "{interview}, replik {turn}",
    "picture-stripes-none": (
        "Ingen passager i {n} interview.",
        "Ingen passager i {n} interviews.",
    ),
    "picture-stripes-one": "{passages} med {codes} i {interview}. Oftest {what}: {n}.",
    "picture-stripes-several": "{passages} med {codes} i {n} af {of} interviews. Flest i "
    "{interview}: {most}.",
    # Saturation
    "picture-saturation": "Nye koder fra interview til interview",
    "picture-saturation-note": "Kurven følger den rækkefølge, der er læst i. Båndet rummer 90 % af "
    "andre rækkefølger; den stiplede linje er medianen.",
    "picture-saturation-plain": "Kurven følger den rækkefølge, der er læst i.",
    "picture-codes-known": "kendte koder",
    "picture-interviews-in-order": "interviews i den rækkefølge, de er læst",
    "picture-base": "grundlag",
    "picture-reached": "nået: {notation}",
    "picture-new-codes": ("{n} ny kode", "{n} nye koder"),
    "picture-then-known": "{new}, i alt {n}",
    "picture-saturation-none": "Der er ingen koder at følge.",
    "picture-saturation-known": "{codes} i {interviews}; den sidste nye kode kom i interview "
    "nummer {last}.",
    "picture-saturation-reached": "Mætning nået ved {notation} (grundlag {base}, forløb {run}, "
    "grænse {threshold}): {degree} af koderne var da kendt.",
    "picture-saturation-not-reached": "Mætning er ikke nået (grundlag {base}, forløb {run}, grænse "
    "{threshold}).",
    # Agreement
    "picture-agreement": "Enighed mellem koderne: {coefficient}",
    "picture-consensus": "Efter drøftelse (konsensus, ikke enighed): {coefficient}",
    "picture-agreement-note": "Prik: værdien. Streg: 95 %-interval over interviews; hul prik: "
    "intet interval. Enheder: {units}.",
    "picture-agreement-overall": "{coefficient} for alle koder under ét: {value}.",
    "picture-agreement-least": "Lavest: {what}, {value}.",
    "picture-agreement-most": "Højest: {what}, {value}.",
    "picture-agreement-undefined": "Ikke defineret: {what}.",
    "picture-agreement-no-interval": "Der er ingen intervaller.",
    "picture-agreement-none": "Der er ingen værdier at vise.",
    "picture-overall": "alle koder",
    "picture-not-defined": "ikke defineret",
    "picture-interval": "{value} [{low}; {high}]",
    "picture-coefficient-alpha": "Krippendorffs alfa",
    "picture-coefficient-u-alpha": "Krippendorffs u-alfa",
    "picture-coefficient-cohen": "Cohens kappa",
    "picture-coefficient-fleiss": "Fleiss’ kappa",
    "picture-coefficient-brennan-prediger": "Brennan og Predigers kappa",
    "picture-coefficient-gwet-ac1": "Gwets AC1",
    "picture-coefficient-percent": "procent enighed",
    "picture-unit-turns": "replikker",
    "picture-unit-sentences": "sætninger",
    "picture-unit-characters": "tegn",
    # Keyness
    "picture-keyness": "Ord, som adskiller {group} fra {rest}",
    "picture-keyness-note": "1 er dobbelt så ofte, 2 fire gange så ofte (log-ratio). Ved siden af "
    "står, hvor mange deltagere på den side der siger ordet. Det er ikke en test: Ét menneske, der "
    "taler meget, kan give en lang søjle.",
    "picture-log-ratio": "log-ratio",
    "picture-group": "gruppen",
    "picture-rest": "de øvrige",
    "picture-keyness-told": "{count} gange hos {group}, {rest_count} hos {rest}; sagt af {said}",
    "picture-keyness-more": "Mest hos {group}: {what}; {first} {rate} gange pr. 10.000 ord mod "
    "{rest_rate}.",
    "picture-keyness-one": "Kun sagt af én på den side: {what}.",
    "picture-keyness-none": "Der er ingen ord at vise.",
    # Timeline
    "picture-timeline": "Hvornår interviewene er holdt",
    "picture-timeline-note": "Et mærke er en dag, en streg en måned eller et år, hvor dagen ikke "
    "er oplyst. Mærkets form følger, hvordan der blev talt.",
    "picture-minutes": "{n} min.",
    "picture-timeline-span": (
        "{n} interview, {first}.",
        "{n} interviews, fra {first} til {last}.",
    ),
    "picture-timeline-minutes": "{least} til {most} minutter.",
    "picture-timeline-length": ("{n} minut.", "{n} minutter."),
    "picture-timeline-media": "Hvordan: {media}.",
    "picture-timeline-undated": ("{n} uden dato.", "{n} uden dato."),
    "picture-timeline-nothing": "Der er ingen interviews.",
    "picture-timeline-none": (
        "{n} interview uden dato.",
        "Ingen af de {n} interviews har en dato.",
    ),
    "picture-month-1": "jan. {year}",
    "picture-month-2": "feb. {year}",
    "picture-month-3": "mar. {year}",
    "picture-month-4": "apr. {year}",
    "picture-month-5": "maj {year}",
    "picture-month-6": "juni {year}",
    "picture-month-7": "juli {year}",
    "picture-month-8": "aug. {year}",
    "picture-month-9": "sep. {year}",
    "picture-month-10": "okt. {year}",
    "picture-month-11": "nov. {year}",
    "picture-month-12": "dec. {year}",
    # Map and tree of codes
    "picture-map": "Koder, de samme deltagere giver udtryk for",
    "picture-map-note": "Korrespondensanalyse, symmetrisk kort: både koder og deltagere i "
    "principalkoordinater, begge akser i samme mål. Koder tæt på hinanden kommer stort set fra de "
    "samme deltagere; nær midten ligger det, næsten alle deler. Hult mærke: de to akser rummer "
    "mindre end halvdelen af punktets afstand til midten (cos²), så læs ikke noget i dets plads. "
    "En streg fører fra et punkt til dets navn. Det, akserne udelader, er lige så virkeligt som "
    "det, de viser.",
    "picture-map-none": "Koder og deltagere afhænger ikke af hinanden: Der er ingen akser at "
    "tegne.",
    "picture-map-axis": "akse {axis}: {share} af inertien",
    "picture-map-codes": "kode",
    "picture-map-people": "deltager",
    "picture-map-at": "akse 1 {one}, akse 2 {two}",
    "picture-map-at-poorly": "{at}; dårligt vist",
    "picture-map-inertia": "Inertien er {inertia}; de to akser rummer {share} af den.",
    "picture-map-line": "Inertien er {inertia}; én akse rummer det hele.",
    "picture-map-ends-1": "Koderne længst ude på akse 1: {high} til højre, {low} til venstre.",
    "picture-map-ends-2": "På akse 2: {high} øverst, {low} nederst.",
    "picture-map-end-poorly": "{what} (dårligt vist)",
    "picture-map-poor": (
        "{n} af {of} punkter er dårligt vist.",
        "{n} af {of} punkter er dårligt vist.",
    ),
    "picture-map-turnable": (
        "Akse {axes} har samme inerti som en anden og kan drejes: Dens retning betyder ikke noget.",
        "Akse {axes} har samme inerti som en anden og kan drejes: Deres retninger betyder ikke "
        "noget.",
    ),
    "picture-map-codes-out": (
        "{n} kode, som ingen giver udtryk for, har ingen plads.",
        "{n} koder, som ingen giver udtryk for, har ingen plads.",
    ),
    "picture-map-people-out": (
        "{n} deltager, som ikke giver udtryk for nogen kode, har ingen plads.",
        "{n} deltagere, som ikke giver udtryk for nogen kode, har ingen plads.",
    ),
    "picture-map-distance": "Afstanden mellem en kode og en deltager kan ikke aflæses direkte: kun "
    "koders afstand til hinanden og deltageres til hinanden.",
    "picture-tree": "Koder, der følges ad",
    "picture-tree-note": "Grenene mødes ved den gennemsnitlige afstand mellem deres koder "
    "(average linkage): 0 er altid sammen, 1 aldrig. Stiplet: afstanden 0,5. Ved en kofenetisk "
    "korrelation på 1 ville træet gengive hver afstand, som den er.",
    "picture-tree-distance": "afstand",
    "picture-tree-clusters": ("{n} klynge", "{n} klynger"),
    "picture-tree-joined": "forenes ved afstanden {distance}",
    "picture-tree-first": "Først forenes {what} ved afstanden {distance}.",
    "picture-tree-alike": (
        "{n} forening mere sker ved samme afstand.",
        "{n} foreninger mere sker ved samme afstand.",
    ),
    "picture-tree-standing": (
        "Ved afstanden 0,5 er der {n} klynge af {of} koder.",
        "Ved afstanden 0,5 er der {n} klynger af {of} koder.",
    ),
    "picture-tree-correlation": "Den kofenetiske korrelation er {value}.",
    "picture-tree-no-correlation": "Der er ingen kofenetisk korrelation, for alle afstande er ens.",
    "picture-tree-none": (
        "{n} kode: Der er ikke noget at forene.",
        "{n} koder: Der er ikke noget at forene.",
    ),
    # Columns
    "picture-column-code": "Kode",
    "picture-column-code_a": "Kode",
    "picture-column-code_b": "mødes med",
    "picture-column-theme": "Tema",
    "picture-column-group": "Gruppe",
    "picture-column-role": "Rolle",
    "picture-column-participant": "Deltager",
    "picture-column-interview": "Interview",
    "picture-column-passage": "Passage",
    "picture-column-turn": "Replik",
    "picture-column-participants": "Deltagere",
    "picture-column-n": "Deltagere",
    "picture-column-of": "Af",
    "picture-column-share": "Andel",
    "picture-column-codings": "Kodninger",
    "picture-column-passages": "Passager",
    "picture-column-turns": "Replikker",
    "picture-column-words": "Ord",
    "picture-column-pairs": "Møder",
    "picture-column-interviews": "Interviews",
    "picture-column-a": "Kodninger af den første",
    "picture-column-b": "Kodninger af den anden",
    "picture-column-jaccard": "Jaccard",
    "picture-column-expected": "Ventet ved tilfældighed",
    "picture-column-position": "Nummer",
    "picture-column-codes": "Koder",
    "picture-column-new": "Nye",
    "picture-column-cumulative": "I alt",
    "picture-column-value": "Værdi",
    "picture-column-low": "Fra",
    "picture-column-high": "Til",
    "picture-column-observed": "Observeret enighed",
    "picture-column-units": "Enheder",
    "picture-column-uncoded": "Ikke kodet af nogen",
    "picture-column-disagreed": "Uenige",
    "picture-column-word": "Ord",
    "picture-column-count": "Antal i gruppen",
    "picture-column-rest_count": "Antal hos de øvrige",
    "picture-column-rate": "Pr. 10.000 ord",
    "picture-column-rest_rate": "Pr. 10.000 ord, øvrige",
    "picture-column-log_ratio": "Log-ratio",
    "picture-column-log_likelihood": "Log-likelihood",
    "picture-column-largest_share": "Største andel fra én",
    "picture-column-dispersion": "Spredning (DP)",
    "picture-column-date": "Dato",
    "picture-column-medium": "Hvordan",
    "picture-column-minutes": "Minutter",
    "picture-column-called": "Punkt",
    "picture-column-kind": "Slags",
    "picture-column-axis_1": "Akse 1",
    "picture-column-axis_2": "Akse 2",
    "picture-column-cos2": "cos² for de to",
    "picture-column-contribution_1": "Bidrag til akse 1",
    "picture-column-contribution_2": "Bidrag til akse 2",
    "picture-column-height": "Forenet ved afstanden",
    "picture-column-joined": "Forenet med",
}
