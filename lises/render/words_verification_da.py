"""Danish words: the report of `lises verify`."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["VERIFICATION"]

VERIFICATION: Mapping[str, str | tuple[str, str]] = {
    "verify-title": "Efterprøvning af {name}",
    "verify-by": "Låst af {program}, {tier}. Gennemgået igen med lises {version}, alene ud fra "
    "pakkens egne filer.",
    "verify-clean": "Intet fejlede, og alt kunne gennemgås igen.",
    "verify-clean-but": "Intet fejlede. {n} ud af {all} ting kan ikke efterprøves i denne udgave.",
    "verify-failed": (
        "{n} ud af {all} ting er ikke, som den blev offentliggjort.",
        "{n} ud af {all} ting er ikke, som de blev offentliggjort.",
    ),
    "verify-pass": "BESTÅET",
    "verify-fail": "FEJL",
    "verify-not-checkable": "KAN IKKE EFTERPRØVES I DENNE UDGAVE",
    "verify-pass-short": "bestået",
    "verify-fail-short": "fejl",
    "verify-not-checkable-short": "kan ikke efterprøves",
    "verify-pass-means": "Filen er den, der blev låst; citatet svarer til udskriften; optællingen "
    "kunne gentages; henvisningen fører det rette sted hen.",
    "verify-fail-means": "Det er ikke, som det blev offentliggjort. Linjen siger hvordan.",
    "verify-not-checkable-means": "Ordene bag er holdt tilbage for at beskytte et menneske. Der "
    "blev talt op før det, og optællingen kan ikke gentages her.",
    "verify-limits": "Kun optælling, citering og sporing gentages her. Om en fortolkning er god, "
    "om en udskrift gengiver det, der blev sagt, og om noget blev udeladt før frigivelsen, kan "
    "ikke ses af en pakke.",
    "verify-parts": "Det, der er gennemgået",
    "verify-part": "del",
    "verify-sum": "i alt",
    "verify-failures": "Det, der fejlede",
    "verify-open": "Det, der ikke kan efterprøves i denne udgave",
    "verify-passed": "Det, der bestod",
    "verify-none": "Intet.",
    "verify-names": "Et tal har her det navn, det har i lises.lock.",
    "verify-lines": ("{n} linje", "{n} linjer"),
    "verify-on-screen": "Linjerne for det, der bestod, står på siden, når den læses på en skærm.",
    "verify-reasons": "Hvorfor, og hvor ofte",
    # Hvor
    "verify-where-bundle": "pakken",
    "verify-where-book": "bogen",
    "verify-where-online": "siderne på nettet",
    # Slags
    "verify-kind-file": "filer",
    "verify-kind-record": "undersøgelsens filer, læst",
    "verify-kind-quotation": "citater",
    "verify-kind-passage": "passager",
    "verify-kind-link": "henvisninger",
    "verify-kind-finding": "fund: n, N og udfald",
    "verify-kind-stance": "hvor hver deltager står",
    "verify-kind-code": "optællinger af koder",
    "verify-kind-table": "tabeller",
    "verify-kind-search": "søgninger",
    "verify-kind-claim": "offentliggjorte påstande",
    "verify-kind-figure": "offentliggjorte tal",
    "verify-kind-value": "tal i teksten",
    "verify-kind-guideline": "punkter i retningslinjer for rapportering",
    # Hvad
    "verify-what-readable": "alle filer kan læses",
    "verify-what-rests": "fundet {finding} hviler på {passage}",
    "verify-what-rests-withheld": "fundet {finding} hviler på en passage, der er holdt tilbage",
    "verify-what-marked": "{passage} på {page}",
    "verify-what-chain": "{finding} i {file}",
    "verify-what-links": "henvisninger på {page}",
    # Hvorfor ikke: i denne udgave
    "verify-why-withheld": "passager, som det hviler på, er holdt tilbage i denne udgave",
    "verify-why-cut": "ord i de udskrifter, der blev søgt i, er holdt tilbage i denne udgave",
    "verify-why-unlinked": "deltagerne har en ny betegnelse i hvert fund i denne udgave, så ingen "
    "kan tælles",
    "verify-why-withdrawn": "en frigivelse siger ikke, hvor mange der har trukket sig",
    "verify-why-passage-withheld": "passagen er holdt tilbage i denne udgave",
    # Hvorfor ikke: filer
    "verify-why-file-unknown": "filen kendes ikke af låsen",
    "verify-why-file-not-in-book": "bogen har ikke denne fil",
    "verify-why-file-gone": "findes ikke",
    "verify-why-file-other": "er ikke den fil, der blev låst",
    # Hvorfor ikke: en undersøgelse
    "verify-why-no-study": "er ikke en undersøgelse, der kan læses",
    "verify-why-no-words": "ordene står ikke i den replik, der nævnes",
    "verify-why-no-passage": "der er ingen sådan passage",
    "verify-why-not-locked": "står ikke i låsen",
    "verify-why-locked-other": "er ikke det, som ifølge låsen blev offentliggjort",
    "verify-why-not-carried": "blev offentliggjort, men står ikke i release.json",
    "verify-why-counted-other": "blev offentliggjort som {was} og er {here}",
    # Hvorfor ikke: bogen
    "verify-why-marked-nothing": "siden markerer en passage, der ikke findes",
    "verify-why-marked-other": "de markerede ord er ikke passagens citat",
    "verify-why-no-chain": "findes ikke eller kan ikke læses",
    "verify-why-chain-unknown": "der er intet sådant fund i frigivelserne",
    "verify-why-chain-missing": "det står ikke i filen, eller frigivelsen tæller det ikke",
    "verify-why-chain-other": "{what} er ikke det, frigivelsen siger",
    "verify-why-no-page": "fundets side er ikke i bogen",
    "verify-why-side-supports": "det, der siges at tale for fundet, er ikke det, frigivelsen siger",
    "verify-why-side-contradicts": "det, der siges at tale imod fundet, er ikke det, frigivelsen "
    "siger",
    "verify-why-rests-on-nothing": "det hviler på en passage, der ikke findes",
    "verify-why-quote-other": "citatet af {passage} er ikke passagens",
    "verify-why-link-nowhere": "henvisningen til {passage} fører ingen steder hen",
    "verify-why-links-dead": (
        "{n} henvisning fører ingen steder hen, nemlig til {first}",
        "{n} henvisninger fører ingen steder hen, den første til {first}",
    ),
}
