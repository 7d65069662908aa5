"""Values for the lines across a plot."""

from __future__ import annotations

from math import ceil, floor, log10

__all__ = ["ticks"]


def ticks(greatest: float, about: int = 5, *, whole: bool = True) -> list[float]:
    """Give about so many round values from 0 to the first that is not below the greatest.

    >>> ticks(7), ticks(23, 4), ticks(0.8, 4, whole=False)
    ([0, 2, 4, 6, 8], [0, 10, 20, 30], [0.0, 0.2, 0.4, 0.6, 0.8])
    """
    rough = max(greatest, 1e-9) / about
    power = 10.0 ** floor(log10(rough))
    step = next(power * k for k in (1, 2, 5, 10) if power * k >= rough * 0.999)
    if whole:
        step = max(1, round(step))
    number = ceil(greatest / step - 1e-9)
    return [round(step * i, 10) for i in range(number + 1)]
