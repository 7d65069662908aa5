"""Who counts as read when two codes become one: only who was read for both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from lises.model import StudyFolder

from .change import MergeCodes

__all__ = ["merged_readings"]

EVERY_CODE = "*"


def merged_readings(
    folder: StudyFolder,
    change: MergeCodes,
    moved: Iterable[tuple[str, str, tuple[str, ...]]],
) -> tuple[Callable[[str, Sequence[str]], Sequence[str]], list[str]]:
    """Say what becomes of the codes of each reading, and tell what was read for one code only.

    An interview that was read for one of the two was not read for what both are now. It stays in
    the row where the set has coded something with it there, for what is coded was read.

    Parameters
    ----------
    folder : StudyFolder
    change : MergeCodes
    moved : iterable
        Passage, set and its codes now, of the codings that change.
    """
    both = {change.code, change.into}
    read: dict[str, set[str]] = defaultdict(set)
    for reading in folder.readings:
        read[f"{reading.set}/{reading.interview}"].update(reading.codes)
    coded = {f"{of_set}/{passage[:-5]}" for passage, of_set, _codes in moved}
    coded |= {f"{p.set}/{p.interview}" for p in folder.passages if change.into in p.codes}
    half = {row for row, got in read.items() if both & got and not _whole(both, got)}

    def recode(row: str, codes: Sequence[str]) -> Sequence[str]:
        if not both & set(codes):
            return codes
        stays = row not in half or row in coded
        now = [change.into if code in both else code for code in codes if stays or code not in both]
        return list(dict.fromkeys(now))

    return recode, [_told(row, read[row] & both, change, row in coded) for row in sorted(half)]


def _whole(both: set[str], got: set[str]) -> bool:
    return EVERY_CODE in got or both <= got


def _told(row: str, got: set[str], change: MergeCodes, coded: bool) -> str:
    of_set, _, interview = row.partition("/")
    only = next(iter(got))
    other = change.into if only == change.code else change.code
    head = f"{of_set} has read {interview} for {only} and not for {other}"
    if coded:
        return f"{head}; it stays noted as read for {change.into}, for it is coded there"
    return f"{head}; it no longer counts as read for {change.into}: read it again and note that"
