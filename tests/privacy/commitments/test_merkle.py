"""The tree gives the published roots of Certificate Transparency, and its paths prove."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.privacy.commitments.merkle import leaf_digest, path_to, root_of, root_on

# Test vectors of the log of Certificate Transparency (RFC 6962): eight leaves, the root at each size.
LEAVES = [
    bytes.fromhex(text)
    for text in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def _halved(leaves: list[bytes]) -> bytes:
    """The definition of RFC 6962, section 2.1, word for word: split, and split again."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\1" + _halved(leaves[:k]) + _halved(leaves[k:])).digest()


@pytest.mark.parametrize("size", range(1, 9))
def test_the_published_roots_are_ours(size: int) -> None:
    digests = [leaf_digest(leaf) for leaf in LEAVES[:size]]
    assert root_of(digests).hex() == ROOTS[size - 1]


@given(st.lists(st.binary(max_size=4), max_size=40))
def test_the_tree_is_that_of_the_definition(leaves: list[bytes]) -> None:
    assert root_of([leaf_digest(leaf) for leaf in leaves]) == _halved(leaves)


@given(st.lists(st.binary(max_size=4), min_size=1, max_size=40), st.data())
def test_a_path_proves_its_leaf_and_no_other(leaves: list[bytes], data: st.DataObject) -> None:
    digests = [leaf_digest(leaf) for leaf in leaves]
    index = data.draw(st.integers(0, len(leaves) - 1))
    path = path_to(digests, index)
    size = len(leaves)
    assert root_on(path, digests[index], index, size) == root_of(digests)
    other = leaf_digest(data.draw(st.binary(min_size=5, max_size=6)))
    assert root_on(path, other, index, size) != root_of(digests)
    with pytest.raises(ValueError, match="path is too long"):
        root_on((*path, other), digests[index], index, size)
    if path:
        with pytest.raises(ValueError, match="path is too short"):
            root_on(path[:-1], digests[index], index, size)
