"""The gate: what is to be published is read byte by byte before it leaves."""

from .leak import Leak
from .needles import Needles, needles_of
from .reading import read_output

__all__ = ["Leak", "Needles", "needles_of", "read_output"]
