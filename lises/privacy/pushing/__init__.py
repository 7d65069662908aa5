"""What a push would hand out: read from its commits before git sends them, told by place."""

from .hook import Installed, install_hook
from .judging import Held, judge_push
from .outgoing import Outgoing, PushedRef, pushed_refs
from .places import allow_remote, allowed_remotes, may_hold_all

__all__ = [
    "Held",
    "Installed",
    "Outgoing",
    "PushedRef",
    "allow_remote",
    "allowed_remotes",
    "install_hook",
    "judge_push",
    "may_hold_all",
    "pushed_refs",
]
