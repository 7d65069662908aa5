"""The files that a change of the codebook changes, each with its old and its new bytes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from lises.errors import how_many
from lises.files import Faults
from lises.files.splices import spliced
from lises.files.text import read_bytes
from lises.files.yaml_write import local_value, modeline, write_yaml
from lises.model import Code, Codebook, StudyFolder

from .change import (
    AddCode,
    Change,
    EditCode,
    FileChange,
    MergeCodes,
    MoveCode,
    Reason,
    RenameCode,
    SplitCode,
)
from .codebook_text import CodebookText, code_values
from .decision_lines import rewritten_decisions
from .memo import memo
from .naming import Names, in_list
from .reading_rows import merged_readings
from .rewriting import (
    decoded,
    encoded,
    rewritten_finding,
    rewritten_guide,
    rewritten_note,
    rewritten_passages,
    rewritten_places,
    rewritten_prose,
    rewritten_readings,
    rewritten_subjects,
)

__all__ = ["Carried", "carried"]

CODEBOOK = "codebook.yaml"
READINGS = "readings.csv"


@dataclass(slots=True)
class Carried:
    """The files that change, how many passages of which set, and what there is to be told."""

    files: tuple[FileChange, ...] = ()
    codings: dict[str, int] = field(default_factory=dict)
    told: tuple[str, ...] = ()


def carried(study: Path, folder: StudyFolder, change: Change, reason: Reason) -> Carried:
    """Make the new files of a change that was found possible (``check_change``)."""
    return _Carrying(study, folder, change, reason).all()


class _Carrying:
    def __init__(self, study: Path, folder: StudyFolder, change: Change, reason: Reason) -> None:
        self.study, self.folder, self.change, self.reason = study, folder, change, reason
        self.book = folder.codebook or Codebook(version=0)
        self.version = self.book.version + 1
        self.names: Names = {}
        if isinstance(change, RenameCode):
            self.names = {change.code: change.to}
        elif isinstance(change, MergeCodes):
            self.names = {change.code: change.into}
        elif isinstance(change, EditCode) and change.to:
            self.names = {change.code: change.to}
        self.files: dict[str, FileChange] = {}
        self.told: list[str] = []
        self.moved: list[tuple[str, str, tuple[str, ...]]] = []  # passage, set, its codes now
        self.entry = ""

    def all(self) -> Carried:
        self._codebook()
        codings = self._codings()
        self._readings()
        if self.names:
            self._names()
            self.told += self._notebooks()
        if isinstance(self.change, MergeCodes | SplitCode):
            path, text = memo(self.folder, self.change, self.reason, (self.entry, self.moved))
            self.files[path] = FileChange(path=path, old=None, new=text.encode())
        return Carried(tuple(self.files[p] for p in sorted(self.files)), codings, tuple(self.told))

    def _rewrite(self, path: str, rewrite: Callable[[str], str]) -> None:
        """Rewrite a file; kept only where something of it changes."""
        old = read_bytes(self.study / path, Faults(path))
        if old is None:
            return
        new = encoded(rewrite(decoded(old)), old)
        if new != old:
            self.files[path] = FileChange(path=path, old=old, new=new)

    # ---- The codebook --------------------------------------------------------------------------

    def _codebook(self) -> None:
        if self.folder.codebook is None:
            if isinstance(self.change, AddCode):
                text = self._first_codebook(self.change.code)
                self.files[CODEBOOK] = FileChange(path=CODEBOOK, old=None, new=text.encode())
            return
        self._rewrite(CODEBOOK, self._codebook_text)

    def _first_codebook(self, code: Code) -> str:
        own = (self.study / ".schema/codebook.schema.json").is_file()
        line = "# yaml-language-server: $schema=.schema/codebook.schema.json\n"
        change = {
            "version": 1, "date": self.reason.date, "why": local_value(self.reason.why)
        }  # fmt: skip
        values = {"version": 1, "changes": [change], "codes": [code_values(code)]}
        return (line if own else modeline("codebook")) + write_yaml(values, block=3)

    def _codebook_text(self, text: str) -> str:
        book, change = CodebookText(text, CODEBOOK), self.change
        edits = book.bumped(self.version, self.reason)
        match change:
            case AddCode():
                after = self._last_below(change.code.parent)
                edits += book.added(replace(change.code, changed=self.version), after)
            case RenameCode():
                edits += book.renamed(self.names)
            case MoveCode():
                edits += book.under(change.code, change.under or None)
            case EditCode():
                edits += book.edited(change, self.version if change.anew else None)
            case MergeCodes():
                for child, parent in self._new_parents(change):
                    edits += book.under(child, parent)
                both = [c.changed for c in self.book.codes if c.id in (change.code, change.into)]
                edits += book.dated(change.into, max(both))
                removed, self.entry = book.removed(change.code)
                edits += removed
        return spliced(text, edits)

    def _last_below(self, parent: str | None) -> str:
        """Give the last code in the file that is below a parent, or the parent; else nothing."""
        if parent is None:
            return ""
        below = self.book.with_children(parent)
        return [code.id for code in self.book.codes if code.id in below][-1]

    def _new_parents(self, change: MergeCodes) -> Iterator[tuple[str, str | None]]:
        """Give where those below the code that goes stand now: never below themselves."""
        gone = self.book.code(change.code)
        target = change.children_to or change.into
        for code in self.book.codes:
            if gone is None or code.parent != gone.id:
                continue
            above = {target, change.into} & self.book.with_children(code.id)
            yield code.id, gone.parent if above else target

    # ---- Codings and readings ------------------------------------------------------------------

    def _recoded(self, passage: str, codes: Sequence[str]) -> Sequence[str]:
        change = self.change
        if isinstance(change, SplitCode):
            if change.code not in codes:
                return codes
            decided = change.decided[passage]
            every = [new for c in codes for new in (decided if c == change.code else (c,))]
            return list(dict.fromkeys(every))
        if not any(code in self.names for code in codes):
            return codes
        return [code for code in in_list(codes, self.names) if code is not None]

    def _codings(self) -> dict[str, int]:
        """Rewrite the codings; give the passages that change by coding set."""
        paths: dict[str, str] = {}
        for passage in self.folder.passages:
            now = self._recoded(passage.id, passage.codes)
            if tuple(now) != passage.codes:
                paths[passage.at.path] = passage.set
                self.moved.append((passage.id, passage.set, tuple(now)))
        for path in paths:
            self._rewrite(path, lambda text: rewritten_passages(text, self._recoded)[0])
        return dict(Counter(of_set for _, of_set, _codes in self.moved))

    def _readings(self) -> None:
        change = self.change
        if isinstance(change, MergeCodes):
            recode, told = merged_readings(self.folder, change, self.moved)
            self.told += told
        elif isinstance(change, RenameCode | EditCode):

            def recode(_row: str, codes: Sequence[str]) -> Sequence[str]:
                return [self.names.get(code, code) for code in codes]

        elif isinstance(change, SplitCode):
            below = self.book.with_children(change.code)
            new = [c for codes in change.decided.values() for c in codes if c in below]

            def recode(_row: str, codes: Sequence[str]) -> Sequence[str]:
                return list(dict.fromkeys([*codes, *new])) if change.code in codes else codes

        else:
            return
        if self.folder.readings:
            self._rewrite(READINGS, lambda text: rewritten_readings(text, recode))

    # ---- What names a code ---------------------------------------------------------------------

    def _names(self) -> None:
        names, folder, study = self.names, self.folder, self.folder.design.id
        about = {old: new for old, new in names.items() if not self._is_more(old)}
        self._rewrite("themes.yaml", lambda t: rewritten_guide(t, "themes.yaml", "themes", names))
        self._rewrite("guide.yaml", lambda t: rewritten_guide(t, "guide.yaml", "questions", names))
        if folder.reporting:
            self._rewrite("reporting.yaml", lambda t: rewritten_places(t, "reporting.yaml", names))
        if folder.design.acknowledged:
            self._rewrite("study.yaml", lambda t: rewritten_subjects(t, "study.yaml", about))
        for finding in folder.findings:
            path = finding.at.path
            self._rewrite(path, partial(rewritten_finding, path=path, names=names, study=study))
            for language, _ in finding.prose.by_language:
                if language:
                    other = f"{path.removesuffix('.md')}.{language}.md"
                    self._rewrite(other, lambda t: rewritten_prose(t, names, study))
        for path in dict.fromkeys(one.at.path for one in folder.left_out):
            self._rewrite(path, lambda t: rewritten_decisions(t, names))
        for note in folder.notes:
            path = note.at.path
            both = (names, about)
            self._rewrite(path, partial(rewritten_note, path=path, names=both, study=study))

    def _is_more(self, name: str) -> bool:
        """Tell whether an id is that of something else too; then what it is meant for is open."""
        folder = self.folder
        others: Mapping[str, Sequence[str]] = {
            "theme": [theme.id for theme in folder.themes],
            "question": [q.id for q in folder.guide.questions] if folder.guide else [],
            "finding": [finding.id for finding in folder.findings],
            "interview": [interview.id for interview in folder.interviews],
            "participant": [person.id for person in folder.participants],
            "coding set": [one.id for one in folder.design.coding_sets],
        }
        kinds = [kind for kind, ids in others.items() if name in ids]
        named = [n.at.path for n in folder.notes if n.about == name]
        named += ["study.yaml" for a in folder.design.acknowledged if a.subject == name]
        if kinds and named:
            self.told.append(
                f'"{name}" is also a {" and a ".join(kinds)}: whether {", ".join(named)} means '
                "that or the code is for you to say; it stays as it is"
            )
        return bool(kinds)

    def _notebooks(self) -> Iterator[str]:
        """Name the notebooks in which the code stands between quotation marks: they stay."""
        old = re.escape(next(iter(self.names)))
        quoted = re.compile(rf"""["'](?:[^"'\n]*[\s|&(])?{old}(?:[\s|&)][^"'\n]*)?\\?["']""")
        for path in sorted((self.study / "notebooks").glob("*.ipynb")):
            data = read_bytes(path, Faults(path.name))
            found = len(quoted.findall(data.decode("utf-8", "replace"))) if data else 0
            if found:
                places = how_many(found, "place")
                yield f"notebooks/{path.name} may name it ({places}) and is left: look yourself"
