"""Danish words: reporting guidelines, and what is computed for their items."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["GUIDELINES"]

GUIDELINES: Mapping[str, str | tuple[str, str]] = {
    "reporting-guidelines": "Retningslinjer for rapportering",
    "go-reporting-guidelines": "hvad sådanne retningslinjer spørger om, og hvad undersøgelsen "
    "svarer",
    "guidelines-what": "Retningslinjer for rapportering af kvalitativ forskning nævner, hvad en "
    "læser har brug for at vide. Hvert punkt står her med vores egne ord og med det, der svarer på "
    "det: Det er talt op i undersøgelsens filer, forfatterne fortæller det, punktet er ikke "
    "relevant, eller svaret mangler. At der står et tal, er intet tegn på kvalitet, og intet punkt "
    "er et krav til enhver undersøgelse.",
    "guidelines-not-stated": "Undersøgelsen oplyser ikke sin metode. COREQ og SRQR vises, fordi de "
    "passer til flere metoder; ved en refleksiv tematisk analyse ville de ikke blive vist.",
    "guidelines-record": "Det her er en fortegnelse over en undersøgelse, lavet af andre: Det, der "
    "mangler her, kan sagtens stå i undersøgelsens egne publikationer.",
    "guidelines-reflexive": "Analysen er refleksiv. COREQ og SRQR vises ikke til den: De spørger "
    "til antal kodere, mætning og deltagernes kontrol, og på dem hviler denne slags analyse ikke. "
    "RTARG er ingen tjekliste: Intet krydses af, og intet tælles sammen. Anbefalingerne er samlet "
    "efter emne, med vores ord og i vores rækkefølge; i deres egen form står de i artiklen.",
    "guideline-source": "{title} ({cite}), {link}. Den er omskrevet her: Læs selve "
    "retningslinjen, før du rapporterer efter den.",
    "guideline-counts": "{of} punkter: {computed} beregnet, {answered} besvaret af forfatterne, "
    "{partly} delvis beregnet, {excused} uden relevans, {missing} mangler.",
    "guideline-item": "{name} {item}",
    "item-computed": "beregnet",
    "item-answered": "forfatterne svarer",
    "item-partly": "delvis beregnet",
    "item-not-applicable": "ikke relevant",
    "item-missing": "mangler",
    "item-missing-says": "Intet i undersøgelsen svarer på det.",
    "item-partly-says": "Resten af det, der spørges om, mangler.",
    "heard-computed": "fra undersøgelsens filer",
    "heard-answered": "forfatterne siger",
    "heard-partly": "fra undersøgelsens filer",
    "heard-not-applicable": "ikke relevant",
    "heard-missing": "intet er sagt",
    "heard-missing-says": "Undersøgelsen siger intet om det her.",
    "item-excused": "Ikke relevant: {why}",
    "item-see": "Se {places}",
    "item-from": "(fra {places})",
    "place-in-files": "{place} (i undersøgelsens filer)",
    "item-withheld": (
        "{n} sted, som forfatterne nævner, er ikke med i denne udgave.",
        "{n} steder, som forfatterne nævner, er ikke med i denne udgave.",
    ),
    # What is computed
    "fact-interviewed-of-role": "{role}: {n} interviewet",
    "fact-interviewed-not-stated": "{role}: Hvor mange der er interviewet, er ikke oplyst",
    "fact-interviewed": "{n} interviewet i alt",
    "fact-interviewers": (
        "{n} interviewer efter betegnelse: {names}",
        "{n} interviewere efter betegnelse: {names}",
    ),
    "fact-medium": ("{medium}: {n} interview", "{medium}: {n} interviews"),
    "fact-medium-not-noted": (
        "form ikke noteret: {n} interview",
        "form ikke noteret: {n} interviews",
    ),
    "fact-period": "gennemført fra {first} til {last}; dato er noteret for {n} af {of} interviews",
    "fact-joint": ("{n} interview med flere deltagere", "{n} interviews med flere deltagere"),
    "fact-others-speak": "andre end interviewer og deltagere høres i {n} af {of} udskrifter; de, "
    "der tav, kan ikke ses",
    "fact-guide": (
        "en guide med {n} spørgsmål, version {version}",
        "en guide med {n} spørgsmål, version {version}",
    ),
    "fact-asked": "hvilke spørgsmål der blev stillet, er noteret for {n} af {of} interviews",
    "fact-repeated": "{n} af {of} deltagere er interviewet mere end én gang",
    "fact-fieldnotes": "feltnoter om {n} af {of} interviews",
    "fact-duration": "{least} til {most} minutter, median {median}, {total} i alt; noteret for {n} "
    "af {of} interviews",
    "fact-transcripts": "udskrifter af {n} af {of} interviews",
    "fact-legal-basis": "retsgrundlag: {legal}",
    "fact-dpia": "der henvises til en konsekvensanalyse",
    "fact-kept-until": "opbevares til {date}",
    "fact-method": "angivet metode: {method}; optælling: {counting}",
    "fact-counting": "optælling: {counting}",
    "fact-coders": ("{n} koder: {names}", "{n} kodere: {names}"),
    "fact-coder-read": "{coder} har læst {n} af {of} interviews",
    "fact-read-by-two": "{n} af {of} interviews er læst af mere end én koder",
    "fact-codes": (
        "{n} kode på {levels} niveauer, {top} øverst; kodebogens version {version}",
        "{n} koder på {levels} niveauer, {top} øverst; kodebogens version {version}",
    ),
    "fact-codes-defined": "{n} af {of} koder er defineret",
    "fact-codebook-versions": (
        "kodebogens version {version}; {n} kode er kommet til eller ændret efter den første",
        "kodebogens version {version}; {n} koder er kommet til eller ændret efter den første",
    ),
    "fact-themes": ("{n} tema", "{n} temaer"),
    "fact-findings": ("{n} fund", "{n} fund"),
    "fact-software": "lises {version}; ordene læses med »{tier}«",
    "fact-quotations": (
        "{n} citat, i {citing} af {findings} fund",
        "{n} citater, i {citing} af {findings} fund",
    ),
    "fact-quoted-people": "{n} af {of} deltagere er citeret",
    "fact-quotations-labelled": "hvert citat bærer betegnelsen for den, der taler",
    "fact-quotations-unlabelled": (
        "{n} citat, hvor ingen deltager taler",
        "{n} citater, hvor ingen deltager taler",
    ),
    "fact-findings-result": ("{result}: {n} fund", "{result}: {n} fund"),
    "fact-against": "{n} af {of} fund nævner, hvad der taler imod (passager: {passages})",
    "fact-searched": "{n} af {of} fund har en noteret søgning",
    "fact-journal": ("{n} side af den refleksive dagbog", "{n} sider af den refleksive dagbog"),
    "fact-memos": ("{n} memo", "{n} memoer"),
    "fact-limits": (
        "{n} ting, opbygningen ikke kan vise, er nævnt",
        "{n} ting, opbygningen ikke kan vise, er nævnt",
    ),
}
