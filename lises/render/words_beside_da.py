"""Danish words: what lies beside the coding, in the browser."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["BESIDE"]

BESIDE: Mapping[str, str | tuple[str, str]] = {
    "tag-beside": "Noter og fund",
    "tag-side-journal": "Dagbog og noter",
    "tag-side-judging": "Søgninger, der er gemt",
    "tag-side-findings": "Fund",
    "tag-tab-journal": "Noter",
    "tag-tab-judging": "Søgninger",
    "tag-tab-findings": "Fund",
    "tag-key-journal": "Skriv i dagbogen, en feltnote eller et memo",
    "tag-key-judging": "Bedøm stederne i en gemt søgning",
    "tag-key-findings": "Fund: hvor deltagerne i interviewet står",
    "tag-key-edit-code": "Ret den kode, der er fremme",
    # Journal and notes
    "tag-note-kind": "Hvad du skriver",
    "tag-note-kinds": "Slags",
    "tag-kind-all": "Alle slags",
    "tag-kind-journal": "Refleksiv dagbog",
    "tag-kind-fieldnote": "Feltnote til dette interview",
    "tag-kind-memo": "Memo",
    "tag-note-title": "Overskrift (kan udelades)",
    "tag-note-write": "Skriv her; det gemmes undervejs.",
    "tag-note-done": "Begynd på en ny",
    "tag-note-kept": "Gemt som {name}. Kommer ikke i nogen bog, før der står en frigivelse i "
    "filen.",
    "tag-note-private": "Gemmes med dags dato og i dit navn; kommer ikke i nogen bog, før du "
    "siger til.",
    "tag-scaffold": "Begynd med spørgsmål (dem, du lader stå ubesvaret, gemmes ikke)",
    "tag-prompt-surprised": "Hvad overraskede mig?",
    "tag-prompt-brought": "Hvad kom jeg selv med: hvad ventede jeg, eller håbede jeg at høre?",
    "tag-prompt-left-out": "Hvad gik jeg let hen over, og hvorfor?",
    "tag-prompt-otherwise": "Hvordan kunne en anden læse de samme ord?",
    "tag-prompt-decided": "Hvad besluttede jeg om en kode, og på hvilket grundlag?",
    "tag-prompt-place": "Hvor og hvordan talte vi sammen, og hvem var der ellers?",
    "tag-prompt-unheard": "Hvad skete der, som optagelsen ikke har med?",
    "tag-prompt-my-part": "Hvad sagde eller gjorde jeg, der formede svarene?",
    "tag-notes": "Skrevet indtil nu",
    "tag-notes-search": "Søg i noterne",
    "tag-notes-n": ("{n} note", "{n} noter"),
    "tag-notes-hidden": (
        "{n} note af {coder} kan læses, når I begge har læst det, den handler om (dagbogen: alle "
        "interviews).",
        "{n} noter af {coder} kan læses, når I begge har læst det, de handler om (dagbogen: alle "
        "interviews).",
    ),
    # Recorded searches
    "tag-searches-hint": "Søgninger, som et fund nævner. Vælg en for at gå dens steder igennem.",
    "tag-searches-none": "Intet fund nævner en søgning. Find nogle ord, og vælg så »Gem "
    "søgningen«.",
    "tag-searches-all": "Alle søgninger",
    "tag-search-of": "til fundet {finding}",
    "tag-search-alone": "Intet fund siger, hvad der er søgt efter i {file}. Nævn den under "
    "searched i et af dem.",
    "tag-lines": ("{n} sted bedømt", "{n} steder bedømt"),
    "tag-progress": "Bedømte steder",
    "tag-judged-n": "{n} af {all} bedømt",
    "tag-no-hits": "Ingen steder her.",
    "tag-hit-filter": "Steder",
    "tag-hits-all": "Alle steder",
    "tag-hits-unjudged": "Ikke bedømt",
    "tag-hit-new": "nyt: ingen linje i filen",
    "tag-hit-of": "sted {at} af {all}",
    "tag-hit-last": "Forrige sted",
    "tag-hit-next": "Næste sted",
    "tag-hit-unjudged": "Næste ubedømte",
    "tag-hit-show": "Vis i interviewet",
    "tag-hit-note": "En note til stedet",
    "tag-judge": "Hvad det var for den, der taler",
    "tag-judged-not-relevant": "Om noget andet",
    "tag-judged-mentioned": "Kun nævnt",
    "tag-judged-mattered": "Af betydning",
    "tag-judged-decisive": "Afgørende",
    "tag-brought": "Bragt på bane af",
    "tag-spontaneous": "Den, der taler",
    "tag-prompted": "Intervieweren",
    "tag-judge-first": "Sig først, hvad det var for den, der taler.",
    "tag-said-judged": "{what}. {n} af {all} bedømt.",
    "tag-said-all-judged": ("Stedet er bedømt.", "Alle {n} steder er bedømt."),
    "tag-put-before": "Spørgsmålet »{question}« blev stillet i replik {turn}, før dette.",
    "tag-put-after": "Spørgsmålet »{question}« blev stillet i replik {turn}, efter dette.",
    "tag-put-not-asked": "Spørgsmålet blev ikke stillet i dette interview, så vidt det er noteret.",
    "tag-put-asked-somewhere": "Spørgsmålet blev stillet i dette interview; i hvilken replik er "
    "ikke noteret.",
    "tag-put-not-noted": "Hvad der blev spurgt om i dette interview, er ikke noteret.",
    "tag-put-no-question": "Guiden har intet spørgsmål, der hører til fundet.",
    "tag-put-interviewer": "Interviewerens egne ord.",
    "tag-hits-lost": (
        "{n} linje, hvis sted ikke længere findes",
        "{n} linjer, hvis steder ikke længere findes",
    ),
    "tag-hits-lost-hint": "Ordene i interviewet eller søgningen er ændret. Bedøm det nye sted, og "
    "tag så den gamle linje ud.",
    "tag-line-out": "Tag linjen ud",
    "tag-lines-unreadable": (
        "{n} linje i filen kan ikke læses; den bliver stående.",
        "{n} linjer i filen kan ikke læses; de bliver stående.",
    ),
    "tag-not-here": (
        "{n} interview, søgningen gælder, har ingen udskrift her.",
        "{n} interviews, søgningen gælder, har ingen udskrift her.",
    ),
    "tag-record": "Gem søgningen til et fund",
    "tag-record-hint": "Hvert sted bedømmes bagefter: hvad det var for den, der taler, og hvem "
    "der bragte det på bane.",
    "tag-record-name": "Filens navn",
    "tag-record-finding": "Fund",
    "tag-record-no-finding": "Intet fund endnu: giv mig linjen, jeg kan sætte ind",
    "tag-record-scope": "Hvis interviews",
    "tag-record-all": "Alles interviews",
    "tag-record-as-finding": "Dem, fundet handler om",
    "tag-record-go": "Gem og bedøm",
    "tag-record-regex": "Et mønster kan ikke gemmes til et fund: søg efter ord, sat sammen med |.",
    "tag-record-paste": "{file} er lavet og er tom endnu. Sæt dette ind øverst i fundets fil:",
    # Findings
    "tag-findings-hint": (
        "{n} fund handler om nogen i {interview}. Standpunkterne kommer fra det sæt, der tælles, "
        "{set}.",
        "{n} fund handler om nogen i {interview}. Standpunkterne kommer fra det sæt, der tælles, "
        "{set}.",
    ),
    "tag-stance-hidden": "Standpunktet vises ikke endnu",
    "tag-stance-supports": "støtter",
    "tag-stance-qualifies": "både støtter og modsiger",
    "tag-stance-contradicts": "modsiger",
    "tag-stance-silent": "tavs",
    "tag-stance-not-asked": "ikke spurgt",
    "tag-stance-not-read": "ikke læst",
    "tag-mention-spontaneous": "uopfordret",
    "tag-mention-prompted": "efter spørgsmålet",
    "tag-against": "imod",
    "tag-counts": "Tælles efter {codes}",
    "tag-hidden-own-not-read": "Vises først, når du har sat alle deres interviews som læst for "
    "disse koder: ellers ville du se kodningerne i {set}, mens du selv koder.",
    "tag-hidden-other-not-read": "Vises først, når {set} har læst dem for disse koder.",
    "tag-hidden-no-counted-set": "Undersøgelsen tæller intet sæt kodninger, så der regnes intet "
    "standpunkt ud.",
    "tag-hidden-no-query": "Fundet siger ikke, hvilke koder det tæller.",
    "tag-hidden-query-unreadable": "Det, fundet tæller, kan ikke læses; se lises check.",
    "tag-cited-here": (
        "{n} passage fra dette interview er citeret.",
        "{n} passager fra dette interview er citeret.",
    ),
    "tag-cite-title": "Citer den åbne passage",
    "tag-cite-open": "Åbn en passage i interviewet for at citere den her.",
    "tag-cite-side": "Som hvad",
    "tag-cite-rests_on": "Fundet hviler på den",
    "tag-cite-contradicted_by": "Den taler imod fundet",
    "tag-cite-note": "Hvad den viser, og hvordan",
    "tag-cite": "Citer",
    "tag-said-cited": "Citeret i {finding}.",
    # A code changed
    "tag-edit-code": "Ret",
    "tag-edit-title": "Ret koden",
    "tag-edit-use": "Bruges til",
    "tag-edit-avoid": "Ikke til",
    "tag-edit-anew": "Den dækker noget andet nu: det, der er læst før, skal læses igen for den",
    "tag-edit-id-hint": "En anden id skrives i alle filer, der nævner koden, også andre koderes. "
    "Du får det at vide først.",
    "tag-edit-why": "Hvorfor",
    "tag-edit-why-hint": "Det står ved den nye udgave i kodebogen.",
    "tag-edit-go": "Ret …",
    "tag-edit-looking": "Ser efter, hvad der ville ændre sig …",
    "tag-edit-would": ("Det ændrer {n} fil", "Det ændrer {n} filer"),
    "tag-edit-own": ("{n} af dine passager", "{n} af dine passager"),
    "tag-edit-others": (
        "{n} passage i {set}, som ikke er dit",
        "{n} passager i {set}, som ikke er dit",
    ),
    "tag-edit-findings": ("{n} fund nævner den: {names}", "{n} fund nævner den: {names}"),
    "tag-edit-number": "{finding}: {before} bliver til {after}",
    "tag-edit-other-number": "{finding}: der kommer et andet tal eller resultat ud",
    "tag-edit-raised": (
        "{n} ting, som lises check ville sige og ikke siger nu",
        "{n} ting, som lises check ville sige og ikke siger nu",
    ),
    "tag-edit-files": ("Filen", "De {n} filer"),
    "tag-edit-undo": "Ét skridt: Fortryd tager det tilbage.",
    "tag-edit-no-undo": "Fortryd kan ikke tage det tilbage, og heller ikke det, du gjorde før: "
    "det griber ind i andres filer. Giv koden sin gamle id igen. Vejen tilbage med git tager også "
    "alt andet med i filerne, der ikke var committet:",
    "tag-edit-back": "Tilbage",
    "tag-edit-do": ("Ret filen", "Ret {n} filer"),
    "tag-said-code-changed": "{code} er rettet.",
    # What undo takes back
    "tag-step-judge": "en bedømmelse",
    "tag-step-search": "en søgning gemt til et fund",
    "tag-step-cite": "en citeret passage",
    "tag-step-recode": "en rettet kode",
}
