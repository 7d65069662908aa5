"""What a study's pages on itself, its claims and doubts say, and the book's first, in Danish."""

from __future__ import annotations

__all__ = ["STUDY"]

STUDY: dict[str, str | tuple[str, str]] = {
    # The study's first page
    "study-constructed": "En demonstration: personer, ord, kodninger, kodere og datoer er "
    "opdigtet.",
    "study-shaped-after": "Den er formet efter en virkelig undersøgelse ({record}), så vejen fra "
    "fund til ord kan afprøves. Om den undersøgelse siger den intet.",
    "study-record": "En fortegnelse over en virkelig undersøgelse: Her er ingen udskrifter.",
    "study-record-more": "Den fortæller, hvad der er offentliggjort, og hvad der skulle til for at "
    "efterprøve det. Ingen af påstandene kan efterprøves her.",
    "study-figures": "Offentliggjorte tal: Ingen interviews hører til denne fortegnelse.",
    "study-findings": "Hvad der er fundet",
    "study-findings-none": "Ingen fund er skrevet her.",
    "study-findings-record": "Ingen fund er skrevet her. Det, undersøgelsen har offentliggjort, "
    "står under {claims}.",
    "sample": "Hvem der er interviewet",
    "sample-caption": "De interviewede fordelt på roller",
    "study-how": "Fremgangsmåde og optælling",
    "quantifiers": "Ord for mængde",
    "quantifier-defined": "{quantifier}: {definition}",
    "quantifiers-mean": "n siger det, N er interviewet",
    "cannot-show": "Hvad opbygningen ikke kan vise",
    "cannot-show-missing": "Undersøgelsen siger ikke, hvad dens opbygning ikke kan vise.",
    "where-to-go": "Gå videre",
    "go-interviews": "hvert interview, og hvad der vises af det",
    "go-participants": "hvem der har deltaget, med betegnelse og rolle",
    "go-codebook": "hvad koderne betyder, og alle passager med dem",
    "go-published-claims": "hvad der er offentliggjort, og hvad der skulle til for at efterprøve "
    "det",
    "go-problems": "spørgsmål, som kontrollen har rejst, og som ingen har afgjort",
    "governance": "Hvem der svarer for materialet",
    "controller": "Dataansvarlig",
    "legal-basis": "Retsgrundlag",
    "legal-consent": "samtykke",
    "legal-section-10": "forskning og statistik (databeskyttelseslovens § 10)",
    "legal-none": "intet: ingen personoplysninger",
    "retention": "Opbevares til",
    "tier": "Denne udgave er",
    "tier-name-public": "offentlig",
    "tier-name-reviewer": "til fagfællebedømmere",
    "tier-name-restricted": "en fortrolig forhåndsvisning",
    "approval": "Godkendt",
    "tier-signed": "{signed}, gælder til {expires}",
    "licence": "Licens",
    # Interviews and participants
    "interviews-none": "Undersøgelsen har ingen interviews.",
    "interviews-what": (
        "{n} interview; for {here} findes udskriften her, hel eller i uddrag.",
        "{n} interviews; for {here} findes udskriften her, hel eller i uddrag.",
    ),
    "interviews-caption": "Alle interviews",
    "passages-and-withheld": "{n}, og {gone} udeladt",
    "seen-whole": "det hele",
    "seen-cut": "uddrag",
    "seen-withheld": "intet: udeladt",
    "seen-missing": "intet: ingen udskrift findes",
    "participants-none": "Ingen deltagere er registreret.",
    "participants-placeholders": "En linje for hver person, undersøgelsen fortæller om. "
    "Betegnelserne er pladsholdere i dette arkiv: ikke undersøgelsens egne og ikke nogen bestemt "
    "persons.",
    "participants-what": "Betegnelserne er undersøgelsens egne. Ved siden af dem står intet, der "
    "kan røbe, hvem nogen er.",
    "participants-caption": "Alle deltagere",
    "attributes": "Samlede oplysninger om deltagerne",
    "attributes-none": "Intet: Ingen oplysning om dem må vises i denne udgave.",
    "attributes-several": "Intet: Mere end én oplysning er mærket som offentlig, og tilsammen "
    "kunne de pege på nogen.",
    "attributes-sensitive": "Intet: Den oplysning, der er mærket som offentlig, er følsom.",
    "attribute-small": "{role}: {attribute} opgøres ikke her, fordi færre end {smallest} har en af "
    "værdierne til fælles. Så lille en gruppe kan genkendes.",
    "attribute-same": "{role}: {attribute} opgøres ikke her, fordi alle har samme værdi; den "
    "ville dermed være oplyst om hver enkelt.",
    "attribute-caption": "{role}: {attribute}.",
    "attribute-of": "{n} personer i alt",
    # Published claims
    "claims-none": "Ingen offentliggjorte påstande er registreret.",
    "claims-what": "Det, der er offentliggjort, med vores egne ord og med henvisning til linjen i "
    "kilden. Ingen påstand bedømmes her: Der står, hvad der kan efterprøves her, hvad der ikke "
    "kan, og hvorfor.",
    "claims-caption": "Offentliggjorte påstande i kort form",
    "claim-strength": "Mængde",
    "claim-quantifier-all": "alle",
    "claim-quantifier-most": "de fleste",
    "claim-quantifier-some": "nogle",
    "claim-quantifier-few": "få",
    "claim-quantifier-none": "ingen",
    "claim-quantifier-absence": "at noget ikke forekommer",
    "claim-quantifier-not-stated": "ikke angivet",
    "claim-hedge": "Forbehold",
    "hedge-none": "ingen",
    "claim-scope": "Gælder",
    "claim-basis": "Hviler på",
    "basis-interviews": "interviewene",
    "basis-partly": "til dels interviewene",
    "basis-outside": "andet end interviewene",
    "basis-method": "hvordan undersøgelsen blev gennemført",
    "basis-recommendation": "en anbefaling",
    "claim-source": "Kilde",
    "claim-result": "Efterprøvning her",
    "claim-needs": "For at efterprøve den",
    "claim-demonstrations": "Demonstrationer",
    "claim-shaped": (
        "{findings} er formet efter den. Det er opdigtet og siger intet om den.",
        "{findings} er formet efter den. De er opdigtet; ingen af dem siger noget om den.",
    ),
    "claim-not-checkable-short": "kan ikke efterprøves her",
    "claim-answered-short": ("{n} fund svarer på den", "{n} fund svarer på den"),
    "claim-constructed-short": "opdigtet materiale siger intet om den",
    "claim-not-checkable": "Kan ikke efterprøves her, fordi",
    "claim-answered": "Hvad fund i denne undersøgelse siger om den:",
    "claim-constructed": "Materialet her er opdigtet og siger intet om en offentliggjort påstand.",
    "claim-reason-rests-outside": "påstanden selv ikke hviler på interviewene",
    "claim-reason-rests-partly-outside": "påstanden kun til dels hviler på interviewene",
    "claim-reason-method": "den handler om, hvordan undersøgelsen blev gennemført",
    "claim-reason-recommendation": "den er en anbefaling; om den er rigtig, kan ikke afgøres ved "
    "optælling",
    "claim-reason-transcripts-not-here": "udskrifterne ikke findes her ({n} af {of}, som påstanden "
    "gælder, mangler)",
    "claim-reason-scope-not-interviewed": "nogle af dem, den taler om, ikke er blandt de "
    "interviewede, der er registreret her",
    "claim-reason-scope-not-stated": "det ikke er oplyst, hvem den taler om",
    "claim-reason-no-finding": "intet fund her svarer på den",
    "sources": "Kilder",
    "sources-what": "L med et tal angiver linjen i den tekst, der er læst. Kilderne er ikke "
    "gengivet her.",
    # Doubts
    "problems-what": "Kontrollen leder efter det, der ikke passer sammen. Et tvivlsspørgsmål er et "
    "spørgsmål til dem, der har lavet undersøgelsen, ikke en påvist fejl.",
    "problems-open": "Åbne",
    "problems-open-none": "Ingen tvivlsspørgsmål er åbne.",
    "problems-acknowledged": "Kendte",
    "problems-acknowledged-none": "Ingen tvivlsspørgsmål er noteret som kendte.",
    "acknowledged-because": "Bliver stående, fordi:",
    "problem-counter-evidence-missing": "Ingen har ledt efter det, der taler imod",
    "problem-counter-evidence-missing-means": "Fundet nævner hverken en passage imod sig eller en "
    "søgning efter en.",
    "problem-quantifier-disagrees": "Udsagnet angiver en anden mængde end kodningerne",
    "problem-quantifier-disagrees-means": "En optælling af kodningerne giver ikke den mængde, "
    "udsagnet angiver.",
    "problem-reading-stale": "Læst, før koden blev ændret",
    "problem-reading-stale-means": "Interviewet er læst med en ældre version af kodebogen; for "
    "det, der siden er ændret, er det ikke læst.",
    "problem-evidence-not-counted": "Citeret, men ikke kodet sådan",
    "problem-evidence-not-counted-means": "Fundet citerer en passage, som ikke har fundets koder i "
    "det kodesæt, der tælles ud fra.",
    "problem-search-hit-gone": "Et bedømt sted findes ikke længere",
    "problem-search-hit-gone-means": "Nogen har bedømt et sted i samtalen, som søgningen ikke "
    "længere finder dér.",
    "problem-figure-any": "Offentliggjorte tal, der ikke passer sammen",
    "problem-figure-any-means": "Tallene er forskellige, som de er gengivet; spørg kilden.",
    "problem-other": "Et andet tvivlsspørgsmål",
    "problem-other-means": "Reglen, der har rejst det:",
    # The book's first page, and what stands over a book that is not public
    "home-claims": ("1 offentliggjort påstand", "{n} offentliggjorte påstande"),
    "home-findings": ("1 fund", "{n} fund"),
    "home-participants": ("1 deltager", "{n} deltagere"),
    "home-passages": ("1 kodet passage", "{n} kodede passager"),
    "home-record": "Fortegnelse over en virkelig undersøgelse",
    "home-study": "Undersøgelse",
    "home-transcripts": ("1 udskrift", "{n} udskrifter"),
    "tier-restricted-banner": "Fortrolig forhåndsvisning: må ikke gives videre.",
    "tier-reviewer-banner": "Kun for den navngivne bedømmer: må ikke gives videre.",
    # Betegnelser for hvert fund
    "labels-what": "Hver deltager har sin egen betegnelse i hvert fund, så det, nogen siger ét "
    "sted, ikke kan lægges sammen med det, de siger et andet. I denne udgave er der hverken en "
    "liste over deltagere eller udskrifter. Tallene er talt op på forhånd og kan ikke tælles igen "
    "her.",
    "labels-excerpts": "Det, der står under én betegnelse i ét fund: de passager, fundet henviser "
    "til, uden rækkefølge. Betegnelsen gælder kun i det fund.",
    "labels-title": "Uddrag {name}",
    "labels-readings": "talt op før frigivelsen; kan ikke efterprøves i denne udgave",
    "labels-not-told": "oplyses ikke",
    "stance-of-group": "en af dem, som intet vises af her",
}
