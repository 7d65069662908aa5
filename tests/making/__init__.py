"""The strategies behind ``tests.strategies``, by subject."""
