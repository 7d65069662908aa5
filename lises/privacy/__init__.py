"""What may be shown to whom: clearances, releases, and who must have agreed."""

from .carried import RELEASE_FILE, read_release, write_release
from .checking import ReleaseCheck, check_release
from .clearances import cleared_passages, passage_clearance, transcript_clearance
from .doubts import may_tell
from .governance import governance_problems, not_to_tell
from .release import CodeTotal, Release, Withheld, make_release
from .stubs import STUB, stub, stub_parts
from .tables import Rows, carried_tables
from .trail import TRAIL_TABLES, carried_trail, released_trail

__all__ = [
    "RELEASE_FILE",
    "STUB",
    "TRAIL_TABLES",
    "CodeTotal",
    "Release",
    "ReleaseCheck",
    "Rows",
    "Withheld",
    "carried_tables",
    "carried_trail",
    "check_release",
    "cleared_passages",
    "governance_problems",
    "make_release",
    "may_tell",
    "not_to_tell",
    "passage_clearance",
    "read_release",
    "released_trail",
    "stub",
    "stub_parts",
    "transcript_clearance",
    "write_release",
]
