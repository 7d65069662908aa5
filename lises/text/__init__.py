"""Words: tokens, lemmas, sentences, words in context, keyness. The only home of spaCy."""

from .collocations import COLLOCATIONS, collocations
from .concordance import HITS, MATCHING, Matching, concordance
from .keyness import KEYNESS, keyness
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
from .vocabulary import FORMS, Form, Vocabulary

__all__ = [
    "COLLOCATIONS",
    "FORMS",
    "HITS",
    "KEYNESS",
    "MATCHING",
    "SPEECH",
    "SPEECH_BY_ROLE",
    "TOKENS",
    "Form",
    "Matching",
    "Sentence",
    "Token",
    "Vocabulary",
    "association_log_likelihood",
    "collocations",
    "concordance",
    "deviation_of_proportions",
    "keyness",
    "lemma",
    "log_dice",
    "log_likelihood",
    "log_ratio",
    "mutual_information",
    "percent_difference",
    "sentences",
    "speech",
    "speech_by_role",
    "stopwords",
    "t_score",
    "token_table",
    "tokens",
]
