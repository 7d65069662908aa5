"""Words: tokens, lemmas, sentences, words in context, keyness. The only home of spaCy."""

from .collocations import COLLOCATIONS, collocations
from .concordance import HITS, MATCHING, Matching, concordance
from .entities import entities
from .keyness import KEYNESS, keyness
from .likeness import ALIKE, FEWEST, MEASURES, Asked, Measure, alike, bm25, ranked, word_spans
from .measures import (
    association_log_likelihood,
    deviation_of_proportions,
    log_dice,
    log_likelihood,
    log_ratio,
    mutual_information,
    percent_difference,
    t_score,
)
from .sentences import Sentence, sentences
from .speech import SPEECH, SPEECH_BY_ROLE, speech, speech_by_role
from .stopwords import stopwords
from .table import TOKENS, token_table
from .tokens import Token, lemma, tokens
from .units import UNITS, SpeechIndex, Unit, Units
from .vocabulary import FORMS, Form, Vocabulary
from .wordlist import WordKind, word_kind

__all__ = [
    "ALIKE",
    "COLLOCATIONS",
    "FEWEST",
    "FORMS",
    "HITS",
    "KEYNESS",
    "MATCHING",
    "MEASURES",
    "SPEECH",
    "SPEECH_BY_ROLE",
    "TOKENS",
    "UNITS",
    "Asked",
    "Form",
    "Matching",
    "Measure",
    "Sentence",
    "SpeechIndex",
    "Token",
    "Unit",
    "Units",
    "Vocabulary",
    "WordKind",
    "alike",
    "association_log_likelihood",
    "bm25",
    "collocations",
    "concordance",
    "deviation_of_proportions",
    "entities",
    "keyness",
    "lemma",
    "log_dice",
    "log_likelihood",
    "log_ratio",
    "mutual_information",
    "percent_difference",
    "ranked",
    "sentences",
    "speech",
    "speech_by_role",
    "stopwords",
    "t_score",
    "token_table",
    "tokens",
    "word_kind",
    "word_spans",
]
