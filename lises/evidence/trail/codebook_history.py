"""How the codebook came to be what it is: its versions, and every code that came, went or changed.

What changed within a version is known only where a history holds the states before; the codebook
itself tells of every code in which version it was last changed or added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from lises.model import Code, Codebook, LocalText, StudyFolder

from .lines import objects_in

__all__ = [
    "CodeChange",
    "CodebookState",
    "codebook_changes",
    "recoded",
    "renamed_codes",
    "word_difference",
]

_TEXTS = ("label", "definition", "use", "avoid")


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookState:
    """The codebook in a commit; ``touched`` counts by code the passages it gave to or took from."""

    book: Codebook
    date: str
    commit: str
    touched: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeChange:
    """What happened to a code.

    Parameters
    ----------
    version : int
        Of the codebook, as it was after the change.
    act : str
        ``added``, ``removed``, ``renamed``, ``merged``, ``split``, ``moved``, or which of its texts
        changed: ``label``, ``definition``, ``use``, ``avoid``; ``last-changed`` where only the
        codebook itself is known, which says no more than that.
    code : str
        The id it has after the change; of one that is gone its last.
    other : tuple of str
        The id before (``renamed``), the code it went into (``merged``), the codes it was split
        into, the parents before and after (``moved``; empty for the top).
    date : str
        Of the commit, or of the version.
    language, was, becomes : str
        Of a text that changed.
    recoded : int or None
        Passages that got or lost the code in the same commit.
    now : int
        Passages that bear it in the study as it is, in all coding sets.
    """

    version: int
    act: str
    code: str
    other: tuple[str, ...] = ()
    date: str = ""
    commit: str = ""
    language: str = ""
    was: str = ""
    becomes: str = ""
    recoded: int | None = None
    now: int = 0


def codebook_changes(
    folder: StudyFolder, states: Sequence[CodebookState] = ()
) -> tuple[CodeChange, ...]:
    """Give all that is known to have happened to the codes, the oldest first.

    Parameters
    ----------
    folder : StudyFolder
    states : sequence of CodebookState
        Of the history, oldest first; what a first state holds was there already. A code that went
        while another came with the same definition was renamed; one that a memo of
        ``lises codes merge`` or ``split`` names was merged or split.
    """
    now = Counter(code for passage in folder.passages for code in passage.codes)
    told = _memos(folder)
    found = []
    for before, after in pairwise(states):
        for change in _between(before.book, after.book, told):
            found.append(_counted(change, after, now))
    known = {(change.version, change.code) for change in found}
    book = folder.codebook or Codebook()
    dates = {change.version: change.date for change in book.changes}
    for code in book.codes:
        if code.changed > 1 and (code.changed, code.id) not in known:
            found.append(
                CodeChange(
                    version=code.changed,
                    act="last-changed",
                    code=code.id,
                    date=dates.get(code.changed, ""),
                    now=now[code.id],
                )
            )
    return tuple(sorted(found, key=lambda one: one.version))


def _counted(change: CodeChange, after: CodebookState, now: Counter[str]) -> CodeChange:
    names = {change.code, *(change.other if change.act in ("renamed", "merged") else ())}
    touched = max((after.touched.get(name, 0) for name in names), default=0)
    return replace(
        change,
        date=after.date,
        commit=after.commit,
        recoded=touched,
        now=now[change.code],
    )


Told = Mapping[str, tuple[str, ...]]


def _memos(folder: StudyFolder) -> Told:
    """Give what memos on the codebook say became of a code: one or several others."""
    found: dict[str, tuple[str, ...]] = {}
    for note in folder.notes:
        was, arrow, became = note.title.partition(" → ")
        if note.kind == "memo" and arrow and note.id.startswith("codebook-"):
            found[was] = tuple(became.split(", "))
    return found


def _between(before: Codebook, after: Codebook, told: Told) -> Iterator[CodeChange]:
    old = {code.id: code for code in before.codes}
    new = {code.id: code for code in after.codes}
    gone = [code for code in before.codes if code.id not in new]
    came = [code for code in after.codes if code.id not in old]
    renamed = renamed_codes(gone, came)
    version = after.version
    for code in gone:
        if code.id in renamed:
            continue
        into = tuple(one for one in told.get(code.id, ()) if one in new)
        act = "merged" if len(into) == 1 else "removed"
        yield CodeChange(version=version, act=act, code=code.id, other=into if into else ())
    known = {now: was for was, now in renamed.items()}
    names = {**{code: code for code in old}, **renamed}
    for code in after.codes:
        was = old.get(known.get(code.id, code.id))
        if was is None:
            yield CodeChange(version=version, act="added", code=code.id)
            continue
        if code.id in known:
            yield CodeChange(version=version, act="renamed", code=code.id, other=(known[code.id],))
        into = tuple(one for one in told.get(code.id, ()) if one in new and one not in old)
        if into:
            yield CodeChange(version=version, act="split", code=code.id, other=into)
        yield from _moved(was, code, names, version)
        yield from _texts(was, code, version)


def renamed_codes(gone: Sequence[Code], came: Sequence[Code]) -> dict[str, str]:
    """Pair codes that went with those that came with the same definition, where that is certain."""
    found: dict[str, str] = {}
    for code in gone:
        same = [one for one in came if one.definition == code.definition]
        rivals = [one for one in gone if one.definition == code.definition]
        if code.definition and len(same) == len(rivals) == 1:
            found[code.id] = same[0].id
    return found


def _moved(was: Code, now: Code, names: Mapping[str, str], version: int) -> Iterator[CodeChange]:
    """Tell another parent; one that only changed its name is the same."""
    before = names.get(was.parent or "", was.parent or "")
    if before != (now.parent or ""):
        other = (was.parent or "", now.parent or "")
        yield CodeChange(version=version, act="moved", code=now.id, other=other)


def _texts(was: Code, now: Code, version: int) -> Iterator[CodeChange]:
    for name in _TEXTS:
        before: LocalText = getattr(was, name)
        after: LocalText = getattr(now, name)
        old, new = dict(before.by_language), dict(after.by_language)
        for language in dict.fromkeys((*old, *new)):
            texts = (old.get(language, ""), new.get(language, ""))
            if texts[0] != texts[1]:
                yield CodeChange(
                    version=version,
                    act=name,
                    code=now.id,
                    language=language,
                    was=texts[0],
                    becomes=texts[1],
                )


def recoded(before: bytes, after: bytes) -> Counter[str]:
    """Count by code the passages of a file that got or lost it, both being there before and after.

    >>> was = b'{"id":"a-1","codes":["x"]}'
    >>> sorted(recoded(was, b'{"id":"a-1","codes":["y"]}').items())
    [('x', 1), ('y', 1)]
    """
    old, new = _codes(before, after), _codes(after, before)
    found = Counter[str]()
    for passage in old.keys() & new.keys():
        found.update(old[passage] ^ new[passage])
    return found


def _codes(data: bytes, other: bytes) -> dict[str, frozenset[str]]:
    """Read the codes of passages whose lines are not the same in the other."""
    changed = frozenset(data.split(b"\n")) - frozenset(other.split(b"\n"))
    return {
        str(value.get("id")): frozenset(map(str, codes))
        for value in objects_in(changed)
        if isinstance(codes := value.get("codes"), list)
    }


def word_difference(was: str, becomes: str) -> tuple[tuple[str, str], ...]:
    """Compare two texts word by word: rows of ``same``, ``gone`` or ``come`` and the words.

    >>> word_difference("words about the tap", "words about a tap")
    (('same', 'words about'), ('gone', 'the'), ('come', 'a'), ('same', 'tap'))
    """
    from rapidfuzz.distance import Levenshtein

    before, after = was.split(), becomes.split()
    rows = []
    for op in Levenshtein.opcodes(before, after):
        if op.tag == "equal":
            rows.append(("same", " ".join(after[op.dest_start : op.dest_end])))
            continue
        rows.append(("gone", " ".join(before[op.src_start : op.src_end])))
        rows.append(("come", " ".join(after[op.dest_start : op.dest_end])))
    return tuple((kind, words) for kind, words in rows if words)
