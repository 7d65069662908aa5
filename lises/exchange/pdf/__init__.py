"""The text layer of a PDF as paragraphs; pypdf works in a process of its own, with limits."""

from .reading import read_pdf

__all__ = ["read_pdf"]
