"""One public digest for all passages of an archive; each can be opened to whoever doubts it."""

from .passages import (
    COMMITMENT,
    Commitment,
    Proof,
    commit,
    prove,
    read_commitment,
    read_proof,
    root_told_by,
    write_proof,
)

__all__ = [
    "COMMITMENT",
    "Commitment",
    "Proof",
    "commit",
    "prove",
    "read_commitment",
    "read_proof",
    "root_told_by",
    "write_proof",
]
