"""A change of a file that was changed elsewhere too, carried over where the two do not touch."""

from __future__ import annotations

from lises.errors import LisesError

from .changes import Change

__all__ = ["carried_over"]


def carried_over(change: Change, now: bytes | None) -> bytes:
    r"""Make a change in the file as it is now: the lines that it changes must stand there once.

    Raises
    ------
    LisesError
        If they do not: somebody changed the same lines.

    Examples
    --------
    >>> change = Change(path="x", key="", before=b"a\nb\n", after=b"a\nnew\nb\n")
    >>> carried_over(change, b"first\na\nb\n")
    b'first\na\nnew\nb\n'
    """
    before = (change.before or b"").splitlines(keepends=True)
    after = (change.after or b"").splitlines(keepends=True)
    first = 0
    while first < min(len(before), len(after)) and before[first] == after[first]:
        first += 1
    last = 0
    while last < min(len(before), len(after)) - first and before[-1 - last] == after[-1 - last]:
        last += 1
    # A line on either side, so that something put in has a place too.
    first, last = max(0, first - 1), max(0, last - 1)
    old = b"".join(before[first : len(before) - last])
    new = b"".join(after[first : len(after) - last])
    if now is None or not old or now.count(old) != 1:
        raise LisesError(
            f"{change.path} was changed at the same place meanwhile; take it back there by hand"
        )
    return now.replace(old, new)
