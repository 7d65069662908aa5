"""The codebook changed, with every file that names its codes, and told before it is done.

Codes are named in queries and in roles of prose, whose grammar is in ``analysis`` and here, and
what a change does to a finding is found by counting before and after: so this room stands in
``evidence``, above the files it rewrites.
"""

from .change import (
    AddCode,
    Change,
    CodeEffect,
    EditCode,
    FileChange,
    FindingEffect,
    MergeCodes,
    MoveCode,
    Plan,
    Reason,
    RecodingRefusedError,
    RenameCode,
    SplitCode,
)
from .planning import apply_plan, plan_change
from .worksheet import read_worksheet, worksheet

__all__ = [
    "AddCode",
    "Change",
    "CodeEffect",
    "EditCode",
    "FileChange",
    "FindingEffect",
    "MergeCodes",
    "MoveCode",
    "Plan",
    "Reason",
    "RecodingRefusedError",
    "RenameCode",
    "SplitCode",
    "apply_plan",
    "plan_change",
    "read_worksheet",
    "worksheet",
]
