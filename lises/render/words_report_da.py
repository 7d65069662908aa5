"""Danish words: report."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["REPORT"]

REPORT: Mapping[str, str | tuple[str, str]] = {
    # What a comparison or a plan takes for granted, and what is to be said beside it
    "assumption-exchangeable-participants": "Forudsat: Var grupperne bare navne, kunne enhver af "
    "de læste lige så godt have hørt til en anden gruppe. Det gælder ikke, hvor deltagerne har "
    "påvirket hinanden, er fundet på forskellig måde eller er blevet spurgt om forskellige ting.",
    "assumption-exchangeable-codes": "Forudsat: Den, der giver udtryk for så og så mange af "
    "koderne, kunne lige så godt have givet udtryk for nogle andre af dem. Det gælder ikke, hvor "
    "interviewguiden spørger til den ene og ikke til den anden, eller hvor den ene kode er "
    "bredere end den anden.",
    "assumption-drawn-at-random": "Forudsat: Folk er udtrukket tilfældigt blandt dem, "
    "undersøgelsen handler om, og alle har samme chance. Det er ikke sket, når de er fundet "
    "gennem andre, selv har meldt sig eller er valgt for det, de ved.",
    "assumption-share-as-guessed": "Forudsat: Andelen er den, man har gættet på. En anden andel "
    "kræver et andet antal interview.",
    "assumption-population-counted": "Forudsat: Man ved, hvor mange mennesker der er, og ingen "
    "bliver interviewet to gange.",
    "assumption-heard-where-held": "Forudsat: Den, der ville give udtryk for temaet, gør det i "
    "interviewet, og det bliver genkendt i kodningen. Går samtalen uden om det i hvert femte "
    "interview, er andelen en femtedel lavere.",
    "assumption-one-at-a-time": "Forudsat: Hvad den ene siger, afhænger ikke af, hvad en anden har "
    "sagt. Det gør det i gruppeinterview.",
    "assumption-codes-alike": "Forudsat: Én andel står for alle koder. De sjældnere overses stadig "
    "oftere.",
    "caution-population-not-estimated": "Så få interview viser ikke, hvor udbredt noget er i en "
    "befolkning. p-værdien siger, hvor tit de samme udsagn ville falde lige så skævt, hvis de "
    "blev delt tilfældigt ud mellem de læste; om mennesker, der ikke er interviewet, siger den "
    "intet.",
    "caution-purposive-sample": "Deltagere, der er valgt for det, de ved, eller som selv har meldt "
    "sig, er ikke udtrukket tilfældigt. En forskel mellem grupper kan være en forskel i, hvordan "
    "de blev fundet.",
    "caution-silence-is-not-absence": "Den, der ikke giver udtryk for noget, kan godt mene det "
    "alligevel: Måske blev der ikke spurgt, eller samtalen tog en anden drejning. I lange "
    "interview kommer mere frem.",
    "caution-codes-from-the-same-talk": "Er koderne lavet ud fra de interview, der nu "
    "sammenlignes, finder man den forskel igen, som var med til at forme koden. Det er en "
    "beskrivelse, ikke en bekræftelse.",
    "caution-method-not-stated": "Undersøgelsen oplyser ikke sin metode. Om dens koder overhovedet "
    "kan tælles i deltagere, må forfatteren svare på.",
    "caution-small-groups": "Færre end ti deltagere er læst i en gruppe: Én af dem flytter "
    "gruppens andel mere end ti procentpoint. Se på intervallet og passagerne før p-værdien.",
    "caution-group-not-known": "For nogle af de læste er gruppen ikke kendt. De vises, men indgår "
    "ikke i testen.",
    "caution-many-tests": "Mere end én ting er testet. Nogle p-værdier bliver små ved et rent "
    "tilfælde; det tager den korrigerede p-værdi højde for, den ukorrigerede gør ikke.",
    "caution-correction-cannot-be-passed": "Med så mange test og så små grupper kunne intet udfald "
    "give en korrigeret p-værdi under grænsen. Test færre koder, valgt på forhånd, eller slet "
    "ingen.",
    "caution-not-corrected": "p-værdierne er ikke korrigeret for antallet af test.",
    "caution-one-group": "Kun én gruppe er læst for denne kode: Der er intet at sammenligne med.",
    "caution-same-for-all": "Alle giver udtryk for det, eller ingen gør: Der er ingen forskel at "
    "teste.",
    "caution-cells-empty": "I en gruppe giver alle udtryk for det, eller ingen gør. Så kan en "
    "oddsratio blive nul eller uendelig; den ene ende af intervallet fortæller stadig noget.",
    "caution-one-participant-carries-it": "Mere end halvdelen af passagerne er én deltagers. "
    "Testen tæller deltagere og viser det ikke.",
    "caution-cannot-be-small": "I grupper af disse størrelser, og med så mange, der giver udtryk "
    "for det, giver selv den skæveste fordeling ikke en lille p-værdi. En stor siger intet her.",
    "caution-too-many-tables": "Der er flere mulige tabeller, end der kan tælles, så der gives "
    "ingen eksakt p-værdi.",
}
