"""One thing that was done in a study, and what kind of material of an audit trail it is.

The categories are the six that Lincoln and Guba (1985, pp. 319-320) give after Halpern: raw data;
data reduction and analysis products; data reconstruction and synthesis products; process notes;
materials relating to intentions and dispositions; instrument development information.

References
----------
Lincoln, Y. S., & Guba, E. G. (1985). Naturalistic Inquiry. Sage.

Halpern, E. S. (1983). Auditing Naturalistic Inquiries: The Development and Application of a Model.
Doctoral dissertation, Indiana University.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

__all__ = ["CATEGORIES", "KINDS", "Event", "Source"]

Source = Literal["files", "git", "not-committed"]

CATEGORIES = ("raw-data", "reduction", "synthesis", "process", "intentions", "instruments")

# Each kind of thing, and the category it belongs to.
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "interview": "raw-data",
        "transcript": "raw-data",
        "fieldnote": "raw-data",
        "participants": "raw-data",
        "reading": "reduction",
        "coding": "reduction",
        "memo": "reduction",
        "search": "reduction",
        "translation": "reduction",
        "framework": "reduction",
        "figure": "reduction",
        "codebook": "synthesis",
        "theme": "synthesis",
        "finding": "synthesis",
        "claim": "synthesis",
        "related": "synthesis",
        "source": "synthesis",
        "adjudication": "process",
        "acknowledgement": "process",
        "withdrawal": "process",
        "design": "process",
        "reporting": "process",
        "asked": "process",
        "journal": "intentions",
        "guide": "instruments",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What was done, by whom and when, as the files or the history say.

    Parameters
    ----------
    kind : str
        One of ``KINDS``.
    act : str
        What was done. Of the files: ``held`` (an interview), ``read``, ``coded``, ``decided`` (a
        consensus passage), ``version`` (of the codebook), ``written``, ``judged``, ``stated``,
        ``translated``, ``acknowledged``, ``withdrawn``. Of the history: ``added``, ``changed``,
        ``removed``.
    date : str
        ISO day or month; empty where the files give none.
    by : str
        A coder's id; several joined by a blank; empty where it is not known.
    interview : str
        The interview that it was done to; empty where it was another thing.
    subject : str
        The id of what it was done to: a finding, passage, note or doubt, a language, a file.
    set : str
        The coding set.
    version : int or None
        Of the codebook.
    n : int or None
        How many: passages of a reading, hits that were judged, texts that were translated.
    added, removed, changed : int or None
        Records of a file, by what the field counts in it (see ``lises.evidence.trail.changes``);
        None where a file is one thing.
    note : str
        What the files say of it: a reason, a title, a role. Words that nobody has cleared.
    path : str
        Of the file, within the study.
    commit : str
        Its full name; empty for what the files say.
    message : str
        The first line of its message. Not cleared by anybody: for the terminal only.
    """

    kind: str
    act: str
    date: str = ""
    source: Source = "files"
    by: str = ""
    interview: str = ""
    subject: str = ""
    set: str = ""
    version: int | None = None
    n: int | None = None
    added: int | None = None
    removed: int | None = None
    changed: int | None = None
    note: str = ""
    path: str = ""
    commit: str = ""
    message: str = ""

    @property
    def category(self) -> str:
        """Which of ``CATEGORIES`` it belongs to."""
        return KINDS[self.kind]
