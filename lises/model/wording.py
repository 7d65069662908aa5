"""Text that a study gives in one or several languages."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["EMPTY", "LocalText"]


@dataclass(frozen=True, slots=True)
class LocalText:
    """A text by language; the language ``""`` is the study's own.

    >>> LocalText.of(da="modtager", en="recipient").in_language("en")
    'recipient'
    >>> LocalText.plain("modtager").in_language("en")
    'modtager'
    """

    by_language: tuple[tuple[str, str], ...] = ()

    @classmethod
    def plain(cls, text: str) -> LocalText:
        """Make a text in the study's own language."""
        return cls((("", text),))

    @classmethod
    def of(cls, **texts: str) -> LocalText:
        """Make a text from languages as keywords."""
        return cls(tuple(texts.items()))

    def in_language(self, language: str) -> str:
        """Give the text in this language, else in the study's, else the first there is."""
        texts = dict(self.by_language)
        for key in (language, ""):
            if key in texts:
                return texts[key]
        return self.by_language[0][1] if self.by_language else ""

    def language_of(self, language: str) -> str:
        """Tell in which language ``in_language`` answers: the same, ``""`` or another."""
        texts = dict(self.by_language)
        for key in (language, ""):
            if key in texts:
                return key
        return self.by_language[0][0] if self.by_language else ""

    def __bool__(self) -> bool:
        """Tell whether any text is there."""
        return any(text for _, text in self.by_language)


EMPTY = LocalText()
