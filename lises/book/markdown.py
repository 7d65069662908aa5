"""Text written so that MyST reads it as text."""

from __future__ import annotations

import re

__all__ = ["as_text", "fenced"]

# What MyST would read as markup in a line of text.
SIGNS = re.compile(r"([\\`*_{}\[\]<>#|$~^@!:&])")
BEGINS = re.compile(r"^(\d*)([-+=.)])(?=\s|$)")  # a list, or a line under a heading


def as_text(text: str) -> str:
    r"""Write text as one line in which every sign is read as text.

    >>> print(as_text("a *b* [c]"))
    a \*b\* \[c\]
    """
    line = SIGNS.sub(r"\\\1", " ".join(text.split()))
    return BEGINS.sub(r"\1\\\2", line)


def fenced(kind: str, text: str) -> str:
    """Write a block of code, in a fence that no line of it can end.

    >>> print(fenced("python", "x = 1"))
    ```python
    x = 1
    ```
    """
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{kind}\n{text}\n{fence}"
