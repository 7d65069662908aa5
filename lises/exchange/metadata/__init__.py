"""What describes a publication for others' programs, made from releases alone."""

from .annotations import annotations_of
from .ati import ati_of
from .citing import citation_text, datacite_of
from .ddi import ddi_text
from .provenance import provenance_of

__all__ = [
    "annotations_of",
    "ati_of",
    "citation_text",
    "datacite_of",
    "ddi_text",
    "provenance_of",
]
