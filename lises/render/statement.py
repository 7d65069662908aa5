"""What the home page and the README say first: what is invented, and who has no part in it."""

from __future__ import annotations

from markupsafe import Markup

from .markup import element

__all__ = ["statement"]

_TITLES = {"da": "Læs det her først", "en": "Read this first"}

_LEADS = {
    "da": "Interviewene i denne bog er opdigtede.",
    "en": "The interviews in this book are invented.",
}

_POINTS = {
    "da": (
        "I demonstrationerne er personer, ord, kodninger, kodere, kodebøger og datoer opdigtet. "
        "De er belæg for ingenting.",
        "Ingen af dem, der har lavet bogen, har haft adgang til interviewene i LISES eller CUBB.",
        "Hverken forskerne, Aalborg Universitet, KL eller kommunerne har bidraget til bogen eller "
        "godkendt den.",
        "Har du deltaget i en af undersøgelserne: Intet her er dit, og intet af dit er her.",
        "Det, undersøgelserne har offentliggjort, er gengivet med vores egne ord og med henvisning "
        "til kilden. Ingen af påstandene kan efterprøves her, for interviewene er fortrolige og "
        "ligger et andet sted.",
        "Bogen og programmet bag den er skrevet med hjælp fra en sprogmodel.",
    ),
    "en": (
        "In the demonstrations people, words, codings, coders, codebooks and dates are invented. "
        "They are evidence of nothing.",
        "Nobody who made this book had access to the LISES or CUBB interviews.",
        "The researchers, Aalborg University, KL and the municipalities have neither contributed "
        "to it nor approved it.",
        "If you took part in one of the studies: nothing here is yours, and nothing of yours is "
        "here.",
        "What the studies have published is given in our own words, with a pointer to the source. "
        "None of the claims can be checked here, for the interviews are confidential and kept "
        "elsewhere.",
        "The book and the program behind it were written with the help of a language model.",
    ),
}


def statement(language: str) -> Markup:
    """Give the statement on invented material as a section with a heading of level 2.

    Parameters
    ----------
    language : str
        ``da`` or ``en``; another falls back to English. A home page shows both.

    >>> "<h2" in statement("da"), statement("fr") == statement("en")
    (True, True)
    """
    own = language if language in _POINTS else "en"
    anchor = f"lises-statement-{own}"
    return element(
        "section",
        element("h2", _TITLES[own], id=anchor),
        element("p", element("strong", _LEADS[own])),
        element("ul", [element("li", point) for point in _POINTS[own]]),
        class_=["lises", "lises-statement"],
        lang=own,
        aria_labelledby=anchor,
    )
