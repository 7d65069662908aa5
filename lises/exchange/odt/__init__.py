"""OpenDocument text (.odt, .ott, .fodt) as paragraphs, read by a walk of our own."""

from .reading import is_flat_odt, read_odt

__all__ = ["is_flat_odt", "read_odt"]
