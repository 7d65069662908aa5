"""Is it gone? The study, and what was made from it, read byte by byte for what went."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lises.anchoring import AnchoredStudy, anchor
from lises.errors import LisesError
from lises.files import read_study
from lises.model import StudyFolder, Transcript
from lises.privacy.gate import Leak, Needles, needles_of, read_output
from lises.privacy.release import Release

from .going import Going

__all__ = ["after_of", "needles_for", "still_there"]

LOOKED_FOR = ("withheld-words", "registered-name", "cannot-be-read")
HISTORY = ".git/"


def needles_for(before: AnchoredStudy, leaving: Going, after: StudyFolder) -> Needles:
    """Give what may not be found: ids, and the runs of words that only what went holds.

    Parameters
    ----------
    before : AnchoredStudy
        The study as it was.
    leaving : Going
    after : StudyFolder
        What stays; words that stand there too are nobody's secret.
    """
    old = before.folder
    gone = StudyFolder(
        path=old.path,
        design=old.design,
        transcripts=_talks(old, leaving, after),
        passages=old.passages,
        translations=old.translations,
        notes=old.notes,
        framework=old.framework,
        searches=old.searches,
        left_out=old.left_out,
        findings=old.findings,
    )
    stays = Release(tier="public", study=anchor(after), assessments={})
    return needles_of([(gone, stays)], leaving.names)


def still_there(
    folder: Path, needles: Needles, *, leave: tuple[str, ...] = (HISTORY,)
) -> tuple[Leak, ...]:
    """Read every file of a folder and tell where the id or the words still stand.

    Nothing in it is taken for gone that could not be read. The history of git is left out: that is
    a place of its own, see ``elsewhere``.
    """
    found = read_output(folder, needles, leave=leave)
    return tuple(leak for leak in found if leak.rule in LOOKED_FOR)


def _talks(old: StudyFolder, leaving: Going, after: StudyFolder) -> dict[str, Transcript]:
    """Give what was said and goes, under the labels that nobody who stays is written as."""
    staying = {label for t in after.transcripts.values() for label, _ in t.speakers}
    parts = dict(leaving.turns)
    talks = {}
    for interview, talk in old.transcripts.items():
        if interview in leaving.interviews or interview in parts:
            turns = talk.turns
            if interview in parts:
                turns = tuple(turn for turn in turns if turn.number in parts[interview])
            labels = tuple(pair for pair in talk.speakers if pair[0] not in staying)
            talks[interview] = replace(talk, turns=turns, speakers=labels)
    return talks


def after_of(study: Path) -> StudyFolder:
    """Read what stays."""
    folder, _problems = read_study(study, name=str(study))
    if folder is None:
        raise LisesError(f"{study} could not be read")
    return folder
