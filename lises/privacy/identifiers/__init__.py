"""What points at a person: numbers and addresses by their form, names by register and lists."""

from .candidate import KINDS, Candidate, Found, Kind, Manner
from .finding import digest_of, find_candidates, find_in_text
from .register import Register, RegisterEntry, read_register
from .structured import identifiers_in

__all__ = [
    "KINDS",
    "Candidate",
    "Found",
    "Kind",
    "Manner",
    "Register",
    "RegisterEntry",
    "digest_of",
    "find_candidates",
    "find_in_text",
    "identifiers_in",
    "read_register",
]
