"""Danish words: passages like those already coded, in the page of coding."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["LIKES"]

LIKES: Mapping[str, str | tuple[str, str]] = {
    "tag-like-these": "Find lignende",
    "tag-key-likes": "steder, der ligner den valgte kodes passager",
    "tag-side-likes": "Lignende steder",
    "tag-like-no-code": "Vælg en kode først.",
    "tag-like-learnt": (
        "Lært af {n} af dine passager.",
        "Lært af {n} af dine passager.",
    ),
    "tag-like-few": (
        "Du har kodet {n} passage med denne kode. Under {needed} er for lidt at lære af: kod "
        "nogle flere, og prøv så igen.",
        "Du har kodet {n} passager med denne kode. Under {needed} er for lidt at lære af: kod "
        "nogle flere, og prøv så igen.",
    ),
    "tag-like-note": "De samme ord behøver ikke at betyde det samme, og det, der siges med andre "
    "ord, er ikke med. Læs hvert sted i sammenhæng; intet kodes, før du godkender det.",
    "tag-like-none": "Der er ikke flere steder, som deler ord med passagerne.",
    "tag-like-unit": "Hvad der foreslås",
    "tag-like-unit-sentence": "Sætninger",
    "tag-like-unit-turn": "Hele replikker",
    "tag-like-asking": "Læser samtalerne …",
    "tag-like-again": "Lær igen",
    "tag-like-more": "Vis flere",
    "tag-like-list": "Forslag",
    "tag-like-by": "Fælles ord:",
    "tag-like-accept": "Godkend",
    "tag-like-accept-as": "Godkend: kod med {code}",
    "tag-like-not": "Ikke dette",
    "tag-like-taken": "kodet",
    "tag-like-keys": "↑ ↓ går gennem dem, ↵ viser stedet i replikken, a godkender, x lægger væk.",
    "tag-like-said-accepted": "{code} sat på replik {turn} i {interview}. Kan fortrydes.",
    "tag-like-said-not": "Lagt væk, indtil siden lukkes.",
    "tag-suggested-by-program": "Foreslået af programmet, godkendt af en koder",
    "tag-suggested-count": (
        "{n} passage her er foreslået af programmet og godkendt.",
        "{n} passager her er foreslået af programmet og godkendt.",
    ),
}
