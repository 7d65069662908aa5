"""Words: tokens, lemmas, words in context. The only home of spaCy, loaded when used."""

from .concordance import HITS, MATCHING, Matching, concordance
from .tokens import Token, lemma, tokens

__all__ = ["HITS", "MATCHING", "Matching", "Token", "concordance", "lemma", "tokens"]
