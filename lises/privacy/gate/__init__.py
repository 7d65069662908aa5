"""The gate: what is to be published is read byte by byte before it leaves."""

from .leak import Leak
from .needles import Needles, needles_of
from .reading import file_reader, read_output

__all__ = ["Leak", "Needles", "file_reader", "needles_of", "read_output"]
