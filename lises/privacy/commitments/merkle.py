"""A Merkle tree over leaves, as RFC 6962 has it: one digest stands for all, a path proves one.

The digest of a leaf is SHA-256 of a zero byte and the leaf, that of a node SHA-256 of a one byte
and its two children; a tree is split at the largest power of two below its size. So no node can be
shown as a leaf, and no leaf be left out or doubled without the root being another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

__all__ = ["leaf_digest", "path_to", "root_of", "root_on"]


def leaf_digest(leaf: bytes) -> bytes:
    """Give the digest of a leaf."""
    return hashlib.sha256(b"\0" + leaf).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def root_of(digests: Sequence[bytes]) -> bytes:
    """Give the root over the digests of leaves, in their order.

    >>> root_of([]).hex()[:16]
    'e3b0c44298fc1c14'
    """
    if not digests:
        return hashlib.sha256(b"").digest()
    level = list(digests)
    # Pairs from the left, the odd one out goes up as it is: the same tree as by halving.
    while len(level) > 1:
        pairs = [_node(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = [*pairs, *([level[-1]] if len(level) % 2 else [])]
    return level[0]


def path_to(digests: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Give the digests that lead from a leaf to the root, from below.

    Raises
    ------
    IndexError
        If there is no such leaf.
    """
    if not 0 <= index < len(digests):
        raise IndexError(index)
    path = []
    level = list(digests)
    while len(level) > 1:
        beside = index ^ 1
        if beside < len(level):
            path.append(level[beside])
        pairs = [_node(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = [*pairs, *([level[-1]] if len(level) % 2 else [])]
        index //= 2
    return tuple(path)


def root_on(path: Sequence[bytes], digest: bytes, index: int, size: int) -> bytes:
    """Give the root that a path leads to from the digest of leaf ``index`` of ``size``.

    Raises
    ------
    ValueError
        If the path is longer or shorter than such a tree has one.
    """
    if not 0 <= index < size:
        raise ValueError("there is no such leaf in a tree of this size")
    left = list(path)
    while size > 1:
        if index ^ 1 < size:
            if not left:
                raise ValueError("the path is too short")
            beside = left.pop(0)
            digest = _node(beside, digest) if index & 1 else _node(digest, beside)
        index //= 2
        size = (size + 1) // 2
    if left:
        raise ValueError("the path is too long")
    return digest
