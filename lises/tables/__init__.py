"""A study's own tables: which set is counted, who was read, what its method allows.

``Tables`` gives the pure functions of ``analysis`` and ``text`` what the study counts; ``why_not``
says which of them its method has use for.
"""

from .of_study import Tables
from .offered import ANALYSES, OPT_IN, refuse, why_not

__all__ = ["ANALYSES", "OPT_IN", "Tables", "refuse", "why_not"]
