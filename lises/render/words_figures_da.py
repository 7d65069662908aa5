"""What the page of published figures says, and the doubts about them, in Danish."""

from __future__ import annotations

__all__ = ["FIGURES"]

FIGURES: dict[str, str | tuple[str, str]] = {
    "figures": "Offentliggjorte tal",
    "go-figures": "tallene, som de er offentliggjort, og hvilke der ikke passer sammen",
    "figures-what": "Tallene, som de er offentliggjort, hvert med den linje i kilden, hvor det "
    "står. Hvor tekst og diagram eller overskrift og tekst ikke siger det samme, er begge her.",
    "figures-count": ("{n} tal", "{n} tal"),
    "figures-doubts-count": ("{n} tvivlsspørgsmål", "{n} tvivlsspørgsmål"),
    "figures-doubts": "Det, der ikke passer sammen",
    "figures-doubts-what": "Generelle regler har gennemgået tallene. Et tvivlsspørgsmål betyder, "
    "at tallene er forskellige, som de er gengivet: Spørg kilden. Det siger ikke, hvilket tal der "
    "er det rigtige.",
    "figures-doubts-none": "Reglerne rejser ingen tvivl.",
    "figures-more-rows": ("{n} række mere", "{n} rækker mere"),
    "figures-plots": "Side om side",
    "figures-all": "Alle tal",
    "figures-caption": "Tallene efter emne, i den rækkefølge, de er gengivet i",
    "figures-interval": "En streg gennem et mærke er Wilsons 95 %-interval. Det er kun tegnet, "
    "hvor det er oplyst, hvor mange der svarede, og tallet er uden forbehold. Det ville "
    "gælde, hvis de, der svarede, var udtrukket tilfældigt; om de er det, vides ikke her.",
    "figures-no-interval": "Der er ikke tegnet noget interval: Det er ikke oplyst, hvor mange der "
    "svarede, eller tallene har forbehold.",
    # The table
    "figure-column-what": "Størrelse",
    "figure-column-value": "Værdi",
    "figure-column-share-of": "Andel af",
    "figure-column-threshold": "Grænse",
    "figure-column-n": "n",
    "figure-column-where": "Sted i kilden",
    "figure-column-reporter": "Oplyst af",
    "figure-column-doubts": "Tvivl",
    "figure-n-missing": "ikke oplyst",
    "figure-line": "L{line}",
    "figure-interval-of": "95 %-interval: {low} til {high}",
    "figure-medium-text": "tekst",
    "figure-medium-chart": "diagram",
    "figure-medium-table": "tabel",
    "figure-medium-headline": "overskrift",
    "figure-medium-standfirst": "indledning",
    "figure-medium-caption": "billedtekst",
    "figure-medium-derived": "beregnet",
    "figure-hedge-about": "omkring",
    "figure-hedge-nearly": "næsten",
    "figure-hedge-just-over": "godt",
    "figure-hedge-over": "mere end",
    "figure-hedge-under": "mindre end",
    "figure-hedge-judged": "(skønnet)",
    # Plots
    "figure-plot-title": "{quantity}: {n} grupper",
    "figure-plot-group": "{group}: {values}.",
    "figure-plot-value": "{value} ({medium})",
    "figure-plot-same": "Hvor en gruppe er nævnt mere end én gang, er tallet det samme.",
    "figure-plot-differs": "Nævnt mere end én gang, og ikke med det samme tal: {groups}.",
    "figure-plot-overlap": "Grupperne kan overlappe: Tallene kan ikke lægges sammen.",
    "figure-series": "{medium}: {what}",
    # Doubts
    "figure-says-parts": "{values} = {total}; helheden er {whole}.",
    "figure-says-parts-origin": "{values} = {total}; helheden er {whole} = {origin}.",
    "figure-says-impossible": "Svar: {n}.",
    "figure-says-counterpart": "{count} af {n} er {share} %.",
    "figure-says-odd": (
        "{n} anden gruppe har samme tal begge steder.",
        "{n} andre grupper har samme tal begge steder.",
    ),
    "figure-says-headline-number": "Over teksten: mindst {least}. Under den: højst {most}. "
    "{least} er mere end {most}.",
    "figure-says-headline-threshold": "Over teksten: mindst {least}. Under den: {share} × "
    "{threshold} / 100 = {product}; det er, hvad teksten giver sikkerhed for, hvis alle vejer lige "
    "meget. Med afrunding og forbehold er det {most}. {least} er mere end {most}.",
    "figure-says-headline-base": "Over teksten: mindst {least} af {over}. Under den: højst {most} "
    "af {under} og ingen andel af {over}.",
    "figure-says-headline-population": "Over teksten: {over}. Under den: {under}.",
    "problem-figure-two-values": "Samme størrelse, to værdier",
    "problem-figure-two-values-means": "Den samme størrelse for den samme gruppe er angivet med to "
    "tal.",
    "problem-figure-unit-changes": "Samme tal om to forskellige ting",
    "problem-figure-unit-changes-means": "Det samme tal er sagt om én ting det ene sted og om en "
    "anden det andet sted.",
    "problem-figure-odd-one-out": "Et par er forskelligt, hvor de andre er ens",
    "problem-figure-odd-one-out-means": "Flere grupper er nævnt to gange, som andele af to "
    "forskellige ting, og har samme tal begge gange; denne gruppe har to. Andele af to ting kan "
    "godt være forskellige: Det er de andres enighed, der gør det til et spørgsmål.",
    "problem-figure-threshold-changes": "Grænsen er ikke den samme",
    "problem-figure-threshold-changes-means": "Hvornår noget tæller med, er angivet forskelligt to "
    "steder eller udeladt det ene sted.",
    "problem-figure-parts-do-not-add": "Delene giver ikke helheden",
    "problem-figure-parts-do-not-add-means": "Dele, der udelukker hinanden, giver en anden sum end "
    "helheden, og afrunding forklarer det ikke.",
    "problem-figure-part-exceeds-whole": "En del større end helheden",
    "problem-figure-part-exceeds-whole-means": "En del kan ikke være mere end det, den er en del "
    "af.",
    "problem-figure-neighbour": "Måske nabolinjen",
    "problem-figure-neighbour-means": "En værdi afviger fra den, der ellers er nævnt, og er netop "
    "værdien af en anden størrelse for samme gruppe: måske en forveksling.",
    "problem-figure-hedge-dropped": "Et forbehold er faldet ud",
    "problem-figure-hedge-dropped-means": "Det ene sted står tallet med »næsten«, »omkring« eller "
    "»mere end« eller som skønnet; det andet sted uden.",
    "problem-figure-n-changes": "Samme værdi, to forskellige antal svar",
    "problem-figure-n-changes-means": "Hvor mange der svarede, er angivet forskelligt to steder.",
    "problem-figure-headline-stronger": "Overskriften siger mere end teksten",
    "problem-figure-headline-stronger-means": "Det, der står over teksten, er mere, end teksten "
    "kan bære: et højere tal, eller tallet om andre mennesker end dem, teksten handler om.",
    "problem-figure-impossible-share": "En umulig andel",
    "problem-figure-impossible-share-means": "Intet helt antal af dem, der svarede, giver denne "
    "procent, hvordan man end runder af.",
    "problem-figure-counterpart": "Antal og procent passer ikke",
    "problem-figure-counterpart-means": "Antallet og procenten for det samme svarer ikke til "
    "hinanden.",
    "problem-figure-derivation-unreadable": "Et regnestykke, der ikke kan læses",
    "problem-figure-derivation-unreadable-means": "Det er noteret, hvordan et tal følger af andre, "
    "men sådan, at det ikke kan regnes ud.",
}
