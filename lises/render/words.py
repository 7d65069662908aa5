"""What the pages say, in Danish and English; the studies' own words are not here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from markupsafe import Markup, escape

from lises.model import LocalText

from .words_analysis_da import ANALYSIS as ANALYSIS_DA
from .words_analysis_en import ANALYSIS as ANALYSIS_EN
from .words_beside_da import BESIDE as BESIDE_DA
from .words_beside_en import BESIDE as BESIDE_EN
from .words_coders_da import CODERS as CODERS_DA
from .words_coders_en import CODERS as CODERS_EN
from .words_da import TRANSCRIPT as DA
from .words_en import TRANSCRIPT as EN
from .words_figures_da import FIGURES as FIGURES_DA
from .words_figures_en import FIGURES as FIGURES_EN
from .words_guidelines_da import GUIDELINES as GUIDELINES_DA
from .words_guidelines_en import GUIDELINES as GUIDELINES_EN
from .words_likes_da import LIKES as LIKES_DA
from .words_likes_en import LIKES as LIKES_EN
from .words_links_da import LINKS as LINKS_DA
from .words_links_en import LINKS as LINKS_EN
from .words_pages_da import PAGES as PAGES_DA
from .words_pages_en import PAGES as PAGES_EN
from .words_pictures_da import PICTURES as PICTURES_DA
from .words_pictures_en import PICTURES as PICTURES_EN
from .words_prose_da import PROSE as PROSE_DA
from .words_prose_en import PROSE as PROSE_EN
from .words_reference_da import REFERENCE as REFERENCE_DA
from .words_reference_en import REFERENCE as REFERENCE_EN
from .words_report_da import REPORT as REPORT_DA
from .words_report_en import REPORT as REPORT_EN
from .words_tagging_da import TAGGING as TAGGING_DA
from .words_tagging_en import TAGGING as TAGGING_EN
from .words_trail_da import TRAIL as TRAIL_DA
from .words_trail_en import TRAIL as TRAIL_EN
from .words_verification_da import VERIFICATION as VERIFICATION_DA
from .words_verification_en import VERIFICATION as VERIFICATION_EN
from .words_widget_da import WIDGET as WIDGET_DA
from .words_widget_en import WIDGET as WIDGET_EN

__all__ = ["CATALOGUES", "Entry", "Words"]

# One text, or two: for one thing and for any other number of things. Danish and English both have
# just these two forms, and both use the second for none.
Entry = str | tuple[str, str]

CATALOGUES: Mapping[str, Mapping[str, Entry]] = MappingProxyType(
    {
        "da": {
            **DA,
            **ANALYSIS_DA,
            **BESIDE_DA,
            **CODERS_DA,
            **PAGES_DA,
            **FIGURES_DA,
            **GUIDELINES_DA,
            **LIKES_DA,
            **LINKS_DA,
            **PICTURES_DA,
            **PROSE_DA,
            **REFERENCE_DA,
            **REPORT_DA,
            **TAGGING_DA,
            **TRAIL_DA,
            **VERIFICATION_DA,
            **WIDGET_DA,
        },
        "en": {
            **EN,
            **ANALYSIS_EN,
            **BESIDE_EN,
            **CODERS_EN,
            **PAGES_EN,
            **FIGURES_EN,
            **GUIDELINES_EN,
            **LIKES_EN,
            **LINKS_EN,
            **PICTURES_EN,
            **PROSE_EN,
            **REFERENCE_EN,
            **REPORT_EN,
            **TAGGING_EN,
            **TRAIL_EN,
            **VERIFICATION_EN,
            **WIDGET_EN,
        },
    }
)
FALLBACK = "en"


class Words:
    """The interface in one language; a language that is not here falls back to English.

    >>> words = Words("en")
    >>> words("passages", n=1), words("passages", n=2)
    ('1 passage', '2 passages')
    >>> Words("fr").language
    'en'
    """

    __slots__ = ("_entries", "language")

    def __init__(self, language: str) -> None:
        self.language = language if language in CATALOGUES else FALLBACK
        self._entries = CATALOGUES[self.language]

    def __call__(self, key: str, **values: object) -> str:
        """Give a text, plain; ``n`` chooses between the form for one and that for others.

        Raises
        ------
        KeyError
            If there is no such key, or a value that the text names is not given.
        """
        return self._form(key, values).format(**values)

    def html(self, key: str, **values: object) -> Markup:
        """Give a text as markup: values that are markup stay so, all else is escaped."""
        return escape(self._form(key, values)).format(**values)

    def has(self, key: str) -> bool:
        """Tell whether there is such a text."""
        return key in self._entries

    def named(self, prefix: str, name: str) -> str:
        """Give the text for a value of the files, the value itself where there is none.

        >>> Words("da").named("medium", "telephone"), Words("da").named("medium", "smoke")
        ('telefon', 'smoke')
        """
        key = f"{prefix}-{name}"
        return self(key) if self.has(key) else name

    def local(self, text: LocalText) -> str:
        """Give a study's text in this language, or in the one it has."""
        return text.in_language(self.language)

    def number(self, value: float, decimals: int = 0) -> str:
        """Write a number with the language's decimal sign and thousands.

        >>> Words("da").number(1234.5, 1), Words("en").number(1234.5, 1)
        ('1.234,5', '1,234.5')
        """
        written = f"{value:,.{decimals}f}"
        return written if self.language == "en" else written.translate(_DANISH_SIGNS)

    def percent(self, share: float) -> str:
        """Write a share from 0 to 1 as whole per cent.

        >>> Words("en").percent(0.784)
        '78%'
        """
        return self("percent", value=self.number(100 * share))

    def series(self, items: Iterable[str | Markup]) -> Markup:
        """Name several things: commas, and the language's "and" before the last.

        >>> Words("da").series(["a", "b", "c"])
        Markup('a, b og c')
        """
        found = [escape(item) for item in items]
        if len(found) < 2:
            return Markup("").join(found)
        most = Markup(", ").join(found[:-1])
        return self.html("series-last", most=most, last=found[-1])

    def _form(self, key: str, values: Mapping[str, object]) -> str:
        entry = self._entries[key]
        if isinstance(entry, str):
            return entry
        return entry[0 if values["n"] == 1 else 1]


_DANISH_SIGNS = str.maketrans(",.", ".,")
