"""Everything that a release shows of its people, on all pages together."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from lises.errors import LisesError
from lises.model import StudyFolder
from lises.privacy.carried import read_release
from lises.privacy.release import Release

from .apart import most_of_roles, rare_within
from .cells import cells_of
from .columns import columns_of, told_columns
from .difference import differences
from .leads import leads_for
from .rare import alike, rare
from .result import Disclosure
from .told import hidden_attributes, told_of

__all__ = ["DEFAULT_K", "alone_in", "disclosure_of"]

DEFAULT_K = 3
FEW = 10  # people of a role: in one town, or three, those who work there know each of them
NOT_LOOKED = (
    "what people say of themselves in the passages that are shown, but for levels of attributes",
    "what others have published, said or know already",
    "how long each interview was",
    "pages, notebooks and pictures that an author adds to the book",
)
APART = "what somebody says of themselves under one label that makes them known under another"
NO_ARCHIVE = "attributes that are not in this release: they can only be looked for in the archive"


def disclosure_of(
    release: Release,
    archive: StudyFolder | None = None,
    *,
    k: int = 0,
    against: Release | Path | None = None,
) -> Disclosure:
    """Tell what a release tells of its people.

    Parameters
    ----------
    release : Release
    archive : StudyFolder, optional
        What the release was made from; without it nothing is known of what the tier hides.
    k : int, optional
        Fewer people than this are few; else the study's ``governance.k``, else 3.
    against : Release or Path, optional
        An earlier release of the study.

    Raises
    ------
    NotAStudyError
        If ``against`` is a folder with no release in it.
    LisesError
        If k is less than 2: with one, nobody would be too few.

    Notes
    -----
    That nothing is listed does not make a release anonymous: it has passed a count of rows. Whoever
    knows one thing more than stands in them can find people all the same, and what was said finds
    its speaker by itself.
    """
    folder = release.folder
    earlier = read_release(against) if isinstance(against, Path) else against
    governance = folder.design.governance
    wanted = k or (governance.k if governance else DEFAULT_K)
    if wanted < 2:
        raise LisesError(f"k is {wanted}; fewer than 2 are never too few, so 2 or more is wanted")
    source = archive or folder
    if release.unlinked:
        return _unlinked(release, archive, wanted, earlier)
    people = [person.id for person in folder.participants]
    told = told_of(source, release)
    columns = columns_of(release, wanted) + told_columns(
        told, hidden_attributes(source, release), source
    )
    cells = cells_of(release, wanted)
    roles = Counter(person.role for person in folder.participants)
    return Disclosure(
        study=folder.design.id,
        tier=release.tier,
        data_status=folder.design.data_status,
        k=wanted,
        people=len(people),
        columns=columns,
        combinations=rare(people, columns, wanted),
        groups=alike(people, columns),
        cells=cells,
        told=told,
        few=tuple((role, n) for role, n in roles.items() if n < FEW),
        differences=differences(earlier, release) if earlier else (),
        leads=leads_for(people, columns, wanted, design=folder.design, cells=cells),
        not_looked=NOT_LOOKED if archive else (*NOT_LOOKED, NO_ARCHIVE),
    )


def _unlinked(
    release: Release, archive: StudyFolder | None, k: int, earlier: Release | None
) -> Disclosure:
    """Tell it of a release in which nobody has one label over all findings."""
    folder = release.folder
    rows = archive.participants if archive else ()
    roles = Counter(person.role for person in rows) or most_of_roles(release)
    columns, combinations = rare_within(release, k)
    cells = cells_of(release, k)
    return Disclosure(
        study=folder.design.id,
        tier=release.tier,
        data_status=folder.design.data_status,
        k=k,
        people=sum(roles.values()),
        labels="per-finding",
        columns=columns,
        combinations=combinations,
        cells=cells,
        told=told_of(archive or folder, release),
        few=tuple((role, n) for role, n in roles.items() if n < FEW),
        differences=differences(earlier, release) if earlier else (),
        leads=leads_for((), (), k, design=folder.design, cells=cells),
        not_looked=(*NOT_LOOKED, APART) if archive else (*NOT_LOOKED, APART, NO_ARCHIVE),
    )


def alone_in(release: Release) -> int:
    """Count the people who are alone in a combination of what others may know of them.

    The first thing that ``disclosure_of`` finds, and all that is told where a book is built.
    """
    if release.unlinked:
        _, found = rare_within(release, 2)
        return len({one.people[0] for one in found if one.known})
    people = [person.id for person in release.folder.participants]
    known = [column for column in columns_of(release, 2) if column.kind == "known"]
    return len({one.people[0] for one in rare(people, known, 2)})
