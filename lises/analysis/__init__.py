"""Frame → frame or number, pure."""

from .cells import passages_of
from .cooccurrence import cooccurrence, meetings
from .framework import framework
from .frequency import frequency, with_parents
from .matrix import matrix, wide
from .passage_query import PassageQuery, parse_passage_query
from .prevalence import prevalence
from .query import CodeQuery, parse_query
from .saturation import Saturation, accumulation, new_codes, saturation, saturation_spread
from .sequence import followings, proximity, sequence, transitions

__all__ = [
    "CodeQuery",
    "PassageQuery",
    "Saturation",
    "accumulation",
    "cooccurrence",
    "followings",
    "framework",
    "frequency",
    "matrix",
    "meetings",
    "new_codes",
    "parse_passage_query",
    "parse_query",
    "passages_of",
    "prevalence",
    "proximity",
    "saturation",
    "saturation_spread",
    "sequence",
    "transitions",
    "wide",
    "with_parents",
]
