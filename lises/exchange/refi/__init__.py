"""REFI-QDA, the exchange standard of programs for qualitative data: projects and codebooks."""

from .reading.project import looks_like_qdc, looks_like_qdpx, read_qdc, read_qdpx
from .writing.project import write_qdc, write_qdpx

__all__ = [
    "looks_like_qdc",
    "looks_like_qdpx",
    "read_qdc",
    "read_qdpx",
    "write_qdc",
    "write_qdpx",
]
