"""Frame → frame or number, pure."""

from .prevalence import prevalence
from .query import CodeQuery, parse_query

__all__ = ["CodeQuery", "parse_query", "prevalence"]
