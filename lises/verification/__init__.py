"""What was published, verified by somebody who does not trust us: from a bundle alone."""

from .item import Item, tally

__all__ = ["Item", "tally"]
