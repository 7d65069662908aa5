"""Coding in the browser: a coder's own set of a study, saved at every act.

``Desk`` is all of it without the browser; ``serve`` puts it on this machine's own network address.
"""

from .desk import Desk, Outcome, StaleError

__all__ = ["Desk", "Outcome", "StaleError"]
