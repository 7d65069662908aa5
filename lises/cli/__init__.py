"""The command line: a file per command, each a shell over one call of the library."""

from .app import main

__all__ = ["main"]
