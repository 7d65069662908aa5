"""RTF (TextEdit, Word, f4, easytranscript) as paragraphs, read by a reader of our own."""

from .reading import read_rtf

__all__ = ["read_rtf"]
