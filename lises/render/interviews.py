"""The list of interviews: what was held, and what of it can be seen here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from markupsafe import Markup

from lises.model import Interview
from lises.privacy import STUB, Release

from .links import Links
from .mark import fragment
from .markup import Content, joined, link
from .names import participant_link, role_label
from .view import View, table, view_of
from .words import Words

__all__ = ["interviews_body"]

Column = tuple[str, Callable[[Interview], Content]]


def interviews_body(release: Release, words: Words, links: Links) -> Markup:
    """Give the list of interviews; a column for which no interview has anything is left out."""
    view = view_of(release, words, links)
    folder = release.folder
    interviews = folder.interviews
    if not interviews:
        return fragment(words, folder, "interviews", view.say("interviews-none"))
    columns = [
        (name, cell)
        for name, cell in _columns(view)
        if name in ("interview", "shown") or any(cell(i) for i in interviews)
    ]
    rows = [("", [cell(i) for _, cell in columns]) for i in interviews]
    header = [words(f"column-{name}") for name, _ in columns]
    return fragment(
        words,
        folder,
        "interviews",
        view.say("interviews-what", n=len(interviews), here=len(folder.transcripts)),
        table(view.caption("interviews-caption"), header, rows, "interviews"),
    )


def _columns(view: View) -> list[Column]:
    counts = Counter(p.interview for p in view.passages.values() if _counted(view, p.set))
    study, words = view.design.id, view.words

    def people(row: Interview) -> Content:
        found = [participant_link(view.links, view.folder, p) for p in row.participants]
        return joined(found, ", ") if row.participants != (row.id,) else None

    def role(row: Interview) -> Content:
        known = [p.role for i in row.participants if (p := view.folder.participant(i))]
        return words.series(role_label(words, view.folder, r) for r in dict.fromkeys(known))

    def turns(row: Interview) -> Content:
        transcript = view.folder.transcripts.get(row.id)
        return str(len(transcript.turns)) if transcript else None

    def passages(row: Interview) -> Content:
        here, gone = counts[row.id], view.release.passages_withheld.get(row.id, 0)
        if not here and not gone:
            return None
        return words("passages-and-withheld", n=here, gone=gone) if gone else str(here)

    return [
        ("interview", lambda row: link(view.links.interview(study, row.id), row.id)),
        ("participant", people),
        ("role", role),
        ("medium", lambda row: words.named("medium", row.medium) if row.medium else None),
        ("minutes", lambda row: str(row.minutes) if row.minutes is not None else None),
        ("turns", turns),
        ("passages", passages),
        ("shown", lambda row: words(f"seen-{_shown(view, row)}")),
    ]


def _counted(view: View, set_id: str) -> bool:
    return not view.design.counted or set_id == view.design.counted


def _shown(view: View, row: Interview) -> str:
    """Tell what of an interview is here: whole, cut, or why nothing."""
    transcript = view.folder.transcripts.get(row.id)
    if transcript is None:
        return "missing" if row.transcript == "missing" else "withheld"
    return "cut" if any(STUB.search(turn.text) for turn in transcript.turns) else "whole"
