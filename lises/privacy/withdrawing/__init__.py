"""Somebody withdraws: what goes with them, how it is shown to be gone, and where nobody looked."""

from .absence import after_of, needles_for, still_there
from .elsewhere import elsewhere
from .going import Going, Joint, going
from .new_files import Mention
from .planning import FileCut, WithdrawalPlan, apply_withdrawal, plan_withdrawal

__all__ = [
    "FileCut",
    "Going",
    "Joint",
    "Mention",
    "WithdrawalPlan",
    "after_of",
    "apply_withdrawal",
    "elsewhere",
    "going",
    "needles_for",
    "plan_withdrawal",
    "still_there",
]
