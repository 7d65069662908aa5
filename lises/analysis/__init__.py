"""Frame → frame or number, pure."""

from .cells import passages_of
from .comparison import (
    CodeComparison,
    GroupComparison,
    Terms,
    compare_codes,
    compare_groups,
    smallest_p,
    voiced_by_group,
    voicing,
)
from .cooccurrence import cooccurrence, meetings
from .framework import framework
from .frequency import frequency, with_parents
from .maps import Clusters, Correspondence, clusters, correspondence, jaccard_distances
from .matrix import matrix, wide
from .passage_query import PassageQuery, parse_passage_query
from .planning import (
    Planned,
    PlannedBase,
    Precision,
    finite_population,
    half_width,
    interviews_for_base,
    interviews_for_precision,
    interviews_for_theme,
)
from .prevalence import prevalence
from .query import CodeQuery, parse_query
from .saturation import Saturation, accumulation, new_codes, saturation, saturation_spread
from .sequence import followings, proximity, sequence, transitions

__all__ = [
    "Clusters",
    "CodeComparison",
    "CodeQuery",
    "Correspondence",
    "GroupComparison",
    "PassageQuery",
    "Planned",
    "PlannedBase",
    "Precision",
    "Saturation",
    "Terms",
    "accumulation",
    "clusters",
    "compare_codes",
    "compare_groups",
    "cooccurrence",
    "correspondence",
    "finite_population",
    "followings",
    "framework",
    "frequency",
    "half_width",
    "interviews_for_base",
    "interviews_for_precision",
    "interviews_for_theme",
    "jaccard_distances",
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
    "smallest_p",
    "transitions",
    "voiced_by_group",
    "voicing",
    "wide",
    "with_parents",
]
