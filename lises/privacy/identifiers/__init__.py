"""What points at a person by its form: numbers, addresses."""

from .structured import identifiers_in

__all__ = ["identifiers_in"]
